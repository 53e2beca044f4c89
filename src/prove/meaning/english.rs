//! The words of an English text, in lower case, with their places.

use std::ops::Range;

use crate::base::byte_class::{letters_and_digits, runs};
use crate::prove::stem::stem_length;

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
    /// For each class of stems the number of the first word of it, from 1; 0 for none.
    heads: [u32; CLASSES],
}

/// A word of an indexed text.
struct IndexedWord {
    stem: Stem,
    start: u32,
    end: u32,
    /// The number of the next word with a stem of its class, from 1; 0 for none.
    next: u32,
}

impl IndexedWord {
    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// What tells a stem from others: its length and its first eight letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stem {
    letters: u64,
    length: u32,
}

impl Stem {
    /// That of a word in lower case, which is a part of a text.
    fn of(text: &[u8], word: Range<usize>) -> Stem {
        let length = stem_length(&text[word.clone()]);
        let unused = 8 * 8_usize.saturating_sub(length);
        let letters = match text[word.start..].first_chunk() {
            Some(_) if unused > 56 => 0,
            Some(letters) => u64::from_be_bytes(*letters) >> unused << unused,
            None => (0..8).fold(0, |all, at| {
                let letter = text.get(word.start + at).filter(|_| at < length);
                all << 8 | letter.map_or(0, |letter| u64::from(*letter))
            }),
        };
        Stem { letters, length: length as u32 }
    }

    /// Its class among others: a product mixes its highest bits best (Fibonacci hashing).
    fn class(self) -> u8 {
        (self.letters.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> 56) as u8
    }
}

/// In how many classes stems are divided.
const CLASSES: usize = 1 << u8::BITS;

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
            let (start, end) = (range.start as u32, range.end as u32);
            words.push(IndexedWord { stem: Stem::of(lower.as_bytes(), range), start, end, next: 0 });
        }
        let mut heads = [0; CLASSES];
        for (at, word) in words.iter_mut().enumerate().rev() {
            word.next = std::mem::replace(&mut heads[usize::from(word.stem.class())], at as u32 + 1);
        }
        StemIndex { from, lower, words, heads }
    }

    /// Adds every place of one of several forms, inflection aside: form by form, those of each in order.
    pub fn find_all(&self, forms: &[StemmedForm], places: &mut Vec<Range<usize>>) {
        for form in forms {
            if self.heads[usize::from(form.class)] != 0 {
                self.find(form, places);
            }
        }
    }

    /// Adds every place of a form, inflection aside, in order.
    pub fn find(&self, form: &StemmedForm, places: &mut Vec<Range<usize>>) {
        let Some((first, rest)) = form.stems.split_first() else { return };
        let mut next = self.heads[usize::from(form.class)];
        while let Some(at) = (next as usize).checked_sub(1) {
            let word = &self.words[at];
            if self.is(word, first, form) && self.follow(at + 1, rest, form) {
                let last = &self.words[at + rest.len()];
                places.push(self.from + word.start as usize..self.from + last.end as usize);
            }
            next = word.next;
        }
    }

    /// Whether the words from one on are those of a form.
    fn follow(&self, at: usize, stems: &[(Stem, u32)], form: &StemmedForm) -> bool {
        let words = self.words.get(at..at + stems.len());
        words.is_some_and(|words| words.iter().zip(stems).all(|(word, stem)| self.is(word, stem, form)))
    }

    /// Whether a word is one of a form, which begins there.
    fn is(&self, word: &IndexedWord, (stem, start): &(Stem, u32), form: &StemmedForm) -> bool {
        word.stem == *stem
            && (stem.length <= 8 || {
                let end = |start: u32| start as usize + 8..(start + stem.length) as usize;
                self.lower[end(word.start)] == form.lower[end(*start)]
            })
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
    /// The stems of its words, and where each begins.
    stems: Box<[(Stem, u32)]>,
    /// The class of the first.
    class: u8,
    /// In lower case.
    lower: Box<str>,
}

impl StemmedForm {
    /// Takes a form apart.
    pub fn new(form: &str) -> StemmedForm {
        let lower = form.to_ascii_lowercase();
        let stems: Box<[(Stem, u32)]> =
            parts(&lower).map(|word| (Stem::of(lower.as_bytes(), word.clone()), word.start as u32)).collect();
        let class = stems.first().copied().unwrap_or_default().0.class();
        StemmedForm { stems, class, lower: lower.into() }
    }
}

/// The words of a text: letters and digits of ASCII, as the forms of the lexicon have them.
fn parts(text: &str) -> impl Iterator<Item = Range<usize>> {
    runs(text.as_bytes(), letters_and_digits)
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
    fn a_stem_is_the_same_wherever_it_stands() {
        let stem = |text: &str, word: Range<usize>| Stem::of(text.as_bytes(), word);
        assert_eq!(stem("a port of call", 2..6), stem("port", 0..4));
        assert_eq!(stem("transport", 0..9), stem("the transports", 4..14));
        assert_ne!(stem("transpor", 0..8), stem("transport", 0..9));
        assert_eq!(stem("a port and", 2..6).letters, stem("port", 0..4).letters);
        assert_eq!(stem("port", 0..0), stem("a long text", 2..2));
        let text = "internationalization and internationality";
        let found = |form: &str| {
            let mut places = Vec::new();
            StemIndex::new(text).find(&StemmedForm::new(form), &mut places);
            places
        };
        assert_eq!((found("internationalizations").len(), found("internationality").len()), (1, 1));
        assert!(found("internationalists").is_empty() && found("internationalizatior").is_empty());
    }
}
