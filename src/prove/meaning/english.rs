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

/// The words of a text by their stems, to find the places of others.
pub struct StemIndex {
    /// The text in lower case.
    lower: String,
    /// Its words.
    words: Vec<IndexedWord>,
    /// For each beginning the number of the first word that has it, from 1; 0 for none.
    heads: [u32; BEGINNINGS],
}

/// A word of an indexed text.
struct IndexedWord {
    range: Range<usize>,
    /// How much of it is its stem.
    stem: usize,
    rank: u64,
    /// The number of the next word with its beginning, from 1; 0 for none.
    next: u32,
}

/// The letters of English.
const LETTERS: usize = 26;

/// Every two letters that a word may begin with, and whatever else it begins with.
const BEGINNINGS: usize = LETTERS * LETTERS + 1;

/// The number of what a word begins with.
fn beginning(word: &str) -> usize {
    let letter = |byte: u8| byte.is_ascii_alphabetic().then(|| usize::from(byte.to_ascii_lowercase() - b'a'));
    let both = match word.as_bytes() {
        [first, second, ..] => letter(*first).zip(letter(*second)),
        _ => None,
    };
    both.map_or(BEGINNINGS - 1, |(first, second)| first * LETTERS + second)
}

impl StemIndex {
    /// Takes a text apart.
    pub fn new(text: &str) -> StemIndex {
        let lower = text.to_ascii_lowercase();
        let mut words: Vec<IndexedWord> = Vec::with_capacity(text.len() / 5);
        words.extend(parts(&lower).map(|range| {
            let stem = stem(&lower[range.clone()]);
            IndexedWord { stem: stem.len(), rank: rank(stem), range, next: 0 }
        }));
        let mut heads = [0; BEGINNINGS];
        for at in (0..words.len()).rev() {
            let head = &mut heads[beginning(&lower[words[at].range.clone()])];
            words[at].next = std::mem::replace(head, at as u32 + 1);
        }
        StemIndex { lower, words, heads }
    }

    fn stem(&self, at: usize) -> &str {
        let IndexedWord { range, stem, .. } = &self.words[at];
        &self.lower[range.start..range.start + stem]
    }

    /// Every place of a form, inflection aside, in order.
    pub fn find<'i>(&'i self, form: &'i StemmedForm) -> impl Iterator<Item = Range<usize>> + 'i {
        let first = if form.words.is_empty() { 0 } else { self.heads[usize::from(form.beginning)] };
        let at = |number: u32| (number as usize).checked_sub(1);
        let alike = std::iter::successors(at(first), move |word| at(self.words[*word].next));
        let stands = |at: &usize| {
            let run = at + form.words.len() <= self.words.len();
            run && form.stems().enumerate().all(|(n, stem)| self.stem(at + n) == stem)
        };
        let place = |at: usize| self.words[at].range.start..self.words[at + form.words.len() - 1].range.end;
        alike.filter(|at| self.words[*at].rank == form.rank).filter(stands).map(place)
    }

    /// Where the words begin that a test holds for.
    pub fn places(&self, is_wanted: impl Fn(&str) -> bool) -> Vec<usize> {
        let ranges = self.words.iter().map(|word| &word.range);
        ranges.filter(|range| is_wanted(&self.lower[(*range).clone()])).map(|range| range.start).collect()
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
    /// What the first begins with, as [`beginning`] has it.
    beginning: u16,
}

impl StemmedForm {
    /// Takes a form apart.
    pub fn new(form: &str) -> StemmedForm {
        let lower = form.to_ascii_lowercase();
        let words: Vec<Range<usize>> =
            parts(&lower).map(|range| range.start..range.start + stem(&lower[range]).len()).collect();
        let rank = words.first().map_or(0, |first| rank(&lower[first.clone()]));
        let first = parts(&lower).next().unwrap_or(0..0);
        let beginning = u16::try_from(beginning(&lower[first])).unwrap_or(u16::MAX);
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
