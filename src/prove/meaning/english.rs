//! The words of an English text, in lower case, with their places.

use std::ops::Range;

use crate::prove::stem::stem;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnglishWord {
    /// In lower case, with one kind of apostrophe.
    pub lower: String,
    /// Its bytes.
    pub range: Range<usize>,
}

/// The words of a text: letters and digits, with apostrophes inside.
pub fn words(text: &str) -> Vec<EnglishWord> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’')) {
        let end = at + c.len_utf8();
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => ranges.push(at..end),
        }
    }
    let word = |range: Range<usize>| {
        let mut lower = text[range.clone()].to_ascii_lowercase();
        if !lower.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            lower = lower.replace('’', "'").trim_matches('\'').to_owned();
        }
        EnglishWord { lower, range }
    };
    ranges.into_iter().map(word).collect()
}

/// Where some words of letters begin in a text, in whatever case.
pub fn places_of(text: &str, wanted: &[&str]) -> Vec<usize> {
    let longest = wanted.iter().map(|one| one.len()).max().unwrap_or(0);
    let is_wanted = |range: &Range<usize>| {
        let word = &text.as_bytes()[range.clone()];
        word.len() <= longest && wanted.iter().any(|one| one.as_bytes().eq_ignore_ascii_case(word))
    };
    parts(text).filter(is_wanted).map(|range| range.start).collect()
}

/// The words of a text by their stems, to find the places of others.
pub struct StemIndex {
    /// The text in lower case.
    lower: String,
    /// Its words, and how much of each is its stem.
    words: Vec<(Range<usize>, usize)>,
    /// The words in the order of the first letters of their stems.
    sorted: Vec<(u64, usize)>,
    /// Whether a word begins with two letters: most forms that are looked for are not there.
    beginnings: [bool; LETTERS * LETTERS],
}

/// The letters of English.
const LETTERS: usize = 26;

/// The place of the first two letters of a text among all there are.
fn beginning(text: &str) -> Option<usize> {
    let letter = |byte: u8| byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_lowercase() - b'a'));
    match text.as_bytes() {
        [first, second, ..] => Some(letter(*first)? * LETTERS + letter(*second)?),
        _ => None,
    }
}

impl StemIndex {
    /// Takes a text apart.
    pub fn new(text: &str) -> StemIndex {
        let lower = text.to_ascii_lowercase();
        let words: Vec<_> = parts(&lower).map(|range| (range.clone(), stem(&lower[range]).len())).collect();
        let mut beginnings = [false; LETTERS * LETTERS];
        for (range, _) in &words {
            if let Some(at) = beginning(&lower[range.clone()]) {
                beginnings[at] = true;
            }
        }
        let stem = |at: usize| &lower[words[at].0.start..words[at].0.start + words[at].1];
        let mut sorted: Vec<(u64, usize)> = (0..words.len()).map(|at| (rank(stem(at)), at)).collect();
        sorted.sort_unstable();
        StemIndex { lower, words, sorted, beginnings }
    }

    fn stem(&self, at: usize) -> &str {
        let (range, length) = &self.words[at];
        &self.lower[range.start..range.start + length]
    }

    /// Every place of a form, inflection aside.
    pub fn find<'i>(&'i self, form: &'i StemmedForm) -> impl Iterator<Item = Range<usize>> + 'i {
        let is_there =
            !form.words.is_empty() && form.beginning.is_none_or(|at| self.beginnings[usize::from(at)]);
        let from = match is_there {
            true => self.sorted.partition_point(|(own, _)| *own < form.rank),
            false => self.sorted.len(),
        };
        let same = self.sorted[from..].iter().take_while(|(own, _)| *own == form.rank);
        let stands = |at: &usize| {
            let run = at + form.words.len() <= self.words.len();
            run && form.stems().enumerate().all(|(n, stem)| self.stem(at + n) == stem)
        };
        let place = |at: usize| self.words[at].0.start..self.words[at + form.words.len() - 1].0.end;
        same.map(|(_, at)| *at).filter(stands).map(place)
    }
}

/// An English form that is looked for: its words without their inflection.
#[derive(Debug)]
pub struct StemmedForm {
    /// In lower case.
    lower: Box<str>,
    /// The stems of its words.
    words: Box<[Range<usize>]>,
    /// The rank of the first.
    rank: u64,
    /// What it begins with, as [`beginning`] has it.
    beginning: Option<u16>,
}

impl StemmedForm {
    /// Takes a form apart.
    pub fn new(form: &str) -> StemmedForm {
        let lower = form.to_ascii_lowercase();
        let words: Vec<Range<usize>> =
            parts(&lower).map(|range| range.start..range.start + stem(&lower[range]).len()).collect();
        let rank = words.first().map_or(0, |first| rank(&lower[first.clone()]));
        let beginning = beginning(form).and_then(|at| u16::try_from(at).ok());
        StemmedForm { lower: lower.into(), words: words.into(), rank, beginning }
    }

    fn stems(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|range| &self.lower[range.clone()])
    }
}

/// The words of a text: letters and digits of ASCII, as the forms of the lexicon have them.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |byte: &u8| byte.is_ascii_alphanumeric();
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + bytes[from..].iter().position(is_word)?;
        let rest = bytes[start..].iter().position(|byte| !is_word(byte));
        from = rest.map_or(bytes.len(), |length| start + length);
        Some(start..from)
    })
}

/// The first letters of a stem as a number, in their order.
fn rank(stem: &str) -> u64 {
    stem.bytes().take(8).fold(0, |all, byte| all << 8 | u64::from(byte))
        << (8 * 8_usize.saturating_sub(stem.len()).min(7))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_in_whatever_inflection() {
        let text = "Two Ports were planned; the port’s cities planned power stations.";
        let index = StemIndex::new(text);
        let found =
            |form: &str| index.find(&StemmedForm::new(form)).map(|range| &text[range]).collect::<Vec<_>>();
        assert_eq!(found("port"), ["Ports", "port"]);
        assert_eq!(found("plan"), ["planned", "planned"]);
        assert_eq!(found("power station"), ["power stations"]);
        assert_eq!(found("city"), ["cities"]);
        assert!(found("airport").is_empty() && found("power plant").is_empty() && found("").is_empty());
    }
}
