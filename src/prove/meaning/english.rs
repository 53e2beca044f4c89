//! The words of an English text, in lower case, with their places.

use std::ops::Range;

use crate::base::byte_set::ByteSet;
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
    /// Where the stretch begins that it is of.
    from: usize,
    /// The stretch in lower case.
    lower: String,
    /// Its words.
    words: Vec<IndexedWord>,
    /// For each beginning the number of the first word that has it, from 1; 0 for none.
    heads: [u32; BEGINNINGS],
}

/// A word of an indexed text.
struct IndexedWord {
    /// That of the whole word.
    rank: u64,
    start: u32,
    end: u32,
    /// The number of the next word with its beginning, from 1; 0 for none.
    next: u32,
}

impl IndexedWord {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// In how many classes words are divided by what they begin with.
const BEGINNINGS: usize = 256;

/// The class of a word in lower case, by its first two letters.
fn beginning(word: &str) -> usize {
    let [first, second] = word.as_bytes().first_chunk().copied().unwrap_or_default();
    (usize::from(first) * 29 + usize::from(second)) % BEGINNINGS
}

impl StemIndex {
    /// Takes a text apart.
    pub fn new(text: &str) -> StemIndex {
        StemIndex::of(text, 0..text.len())
    }

    /// Takes a stretch of a text apart.
    pub fn of(text: &str, stretch: Range<usize>) -> StemIndex {
        let (from, text) = (stretch.start, &text[stretch]);
        let lower = text.to_ascii_lowercase();
        let mut words: Vec<IndexedWord> = Vec::with_capacity(text.len() / 5);
        for range in parts(&lower) {
            let next = beginning(&lower[range.clone()]) as u32;
            let (start, end) = (range.start as u32, range.end as u32);
            words.push(IndexedWord { rank: rank(lower.as_bytes(), range), start, end, next });
        }
        let mut heads = [0; BEGINNINGS];
        for (at, word) in words.iter_mut().enumerate().rev() {
            // So far its beginning stands there.
            word.next = std::mem::replace(&mut heads[word.next as usize], at as u32 + 1);
        }
        StemIndex { from, lower, words, heads }
    }

    fn stem(&self, at: usize) -> &str {
        stem(&self.lower[self.words[at].range()])
    }

    /// Adds every place of a form, inflection aside, in order.
    pub fn find(&self, form: &StemmedForm, places: &mut Vec<Range<usize>>) {
        let mut next = if form.words.is_empty() { 0 } else { self.heads[usize::from(form.beginning)] };
        while let Some(at) = (next as usize).checked_sub(1) {
            let word = &self.words[at];
            // A word begins with its stem.
            if (word.rank ^ form.rank) & form.letters == 0 && self.stands(form, at) {
                let last = &self.words[at + form.words.len() - 1];
                places.push(self.from + word.start as usize..self.from + last.end as usize);
            }
            next = word.next;
        }
    }

    /// Whether a form stands at a word that begins as it does.
    fn stands(&self, form: &StemmedForm, at: usize) -> bool {
        at + form.words.len() <= self.words.len()
            && form.stems().enumerate().all(|(n, stem)| self.stem(at + n) == stem)
    }

    /// Whether a word begins in a part of the text that a test holds for.
    pub fn has_between(&self, part: &Range<usize>, is_wanted: impl Fn(&str) -> bool) -> bool {
        let begins_before = |word: &IndexedWord, end: usize| self.from + (word.start as usize) < end;
        let from = self.words.partition_point(|word| begins_before(word, part.start));
        let inside = self.words[from..].iter().take_while(|word| begins_before(word, part.end));
        inside.into_iter().any(|word| is_wanted(&self.lower[word.range()]))
    }
}

/// An English form that is looked for: its words without their inflection.
#[derive(Debug)]
pub struct StemmedForm {
    /// In lower case.
    lower: Box<str>,
    /// The stems of its words.
    words: Box<[Range<usize>]>,
    /// The rank of the first, and which bits of it are letters.
    rank: u64,
    letters: u64,
    /// What the first begins with, as [`beginning`] has it.
    beginning: u16,
}

impl StemmedForm {
    /// Takes a form apart.
    pub fn new(form: &str) -> StemmedForm {
        let lower = form.to_ascii_lowercase();
        let words: Vec<Range<usize>> =
            parts(&lower).map(|range| range.start..range.start + stem(&lower[range]).len()).collect();
        let rank = words.first().map_or(0, |first| rank(lower.as_bytes(), first.clone()));
        let length = words.first().map_or(0, Range::len);
        let letters = u64::MAX.checked_shl(8 * 8_u32.saturating_sub(length as u32)).unwrap_or(0);
        let first = parts(&lower).next().unwrap_or(0..0);
        let beginning = u16::try_from(beginning(&lower[first])).unwrap_or(u16::MAX);
        StemmedForm { lower: lower.into(), words: words.into(), rank, letters, beginning }
    }

    fn stems(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|range| &self.lower[range.clone()])
    }
}

/// The words of a text: letters and digits of ASCII, as the forms of the lexicon have them.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    let is_word = |byte: &u8| WORD.has(*byte);
    let bytes = text.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + bytes[from..].iter().position(is_word)?;
        let rest = bytes[start..].iter().position(|byte| !is_word(byte));
        from = rest.map_or(bytes.len(), |length| start + length);
        Some(start..from)
    })
}

/// Letters and digits of ASCII.
const WORD: ByteSet = ByteSet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/// The first eight letters of a stem as a number, in their order.
fn rank(text: &[u8], stem: Range<usize>) -> u64 {
    let unused = 8 * 8_usize.saturating_sub(stem.len());
    match text[stem.start..].first_chunk() {
        Some(_) if unused > 56 => 0,
        Some(letters) => u64::from_be_bytes(*letters) >> unused << unused,
        None => (0..8).fold(0, |all, at| {
            let letter = text.get(stem.start + at).filter(|_| at < stem.len());
            all << 8 | letter.map_or(0, |letter| u64::from(*letter))
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_found_in_whatever_inflection() {
        let text = "Two Ports were planned; the port’s cities planned power stations.";
        let index = StemIndex::new(text);
        let found = |form: &str| {
            let mut places = Vec::new();
            index.find(&StemmedForm::new(form), &mut places);
            places.into_iter().map(|range| &text[range]).collect::<Vec<_>>()
        };
        assert_eq!(found("port"), ["Ports", "port"]);
        assert_eq!(found("plan"), ["planned", "planned"]);
        assert_eq!(found("power station"), ["power stations"]);
        assert_eq!(found("city"), ["cities"]);
        assert!(found("airport").is_empty() && found("power plant").is_empty() && found("").is_empty());
        let has = |part: &str, word: &str| {
            let start = text.find(part).unwrap();
            index.has_between(&(start..start + part.len()), |one| one == word)
        };
        assert!(has("the port’s cities", "port") && has("the port’s cities", "cities"));
        assert!(!has("the port’s cities", "ports") && !has("he port’s", "the"));
    }

    #[test]
    fn the_rank_of_a_stem_is_its_first_letters_wherever_it_stands() {
        let rank = |text: &str, stem: Range<usize>| super::rank(text.as_bytes(), stem);
        assert_eq!(rank("a port of call", 2..6), rank("port", 0..4));
        assert_eq!(rank("transport", 0..9), rank("the transports", 4..13));
        assert_eq!(rank("transpor", 0..8), rank("transport", 0..9));
        assert!(rank("port", 0..4) < rank("ports", 0..5) && rank("port", 0..3) < rank("port", 0..4));
        assert_eq!((rank("port", 0..0), rank("a long text", 2..2)), (0, 0));
    }
}
