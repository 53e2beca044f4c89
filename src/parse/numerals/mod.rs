//! Text → quantities, in either language.

mod en;
mod en_date;
mod en_number;
mod en_tokens;
mod en_words;
mod zh;
mod zh_date;
mod zh_number;
mod zh_words;

use std::ops::Range;

use crate::both::Lang;
use crate::quantity::Quantity;

/// The quantities of a text in order. Bytes in `names` belong to names and are no quantities.
pub fn quantities(text: &str, lang: Lang, names: &[Range<usize>]) -> Vec<Quantity> {
    let mut found = match lang {
        Lang::Zh => zh::quantities(text),
        Lang::En => en::quantities(text),
    };
    found.retain(|one| !names.iter().any(|name| name.start <= one.range.start && one.range.end <= name.end));
    found
}

/// A text as characters with their bytes, so that a scanner can look around.
pub(crate) struct Chars<'t> {
    pub text: &'t str,
    pub chars: Vec<(usize, char)>,
}

impl<'t> Chars<'t> {
    pub fn new(text: &'t str) -> Chars<'t> {
        Chars { text, chars: text.char_indices().collect() }
    }

    /// The character at a place, with full-width digits and signs made narrow; NUL outside.
    pub fn at(&self, place: usize) -> char {
        match self.chars.get(place) {
            Some((_, c @ '\u{ff01}'..='\u{ff5e}')) => char::from_u32(*c as u32 - 0xfee0).unwrap_or(*c),
            Some((_, c)) => *c,
            None => '\0',
        }
    }

    /// The byte at which a place begins.
    pub fn byte(&self, place: usize) -> usize {
        self.chars.get(place).map_or(self.text.len(), |(byte, _)| *byte)
    }

    /// Whether a word stands at a place.
    pub fn has(&self, place: usize, word: &str) -> bool {
        self.text[self.byte(place)..].starts_with(word)
    }

    /// Whether a word stands at a byte.
    pub fn has_word(&self, byte: usize, word: &str) -> bool {
        self.text[byte..].starts_with(word)
    }

    /// The bytes of a range of places.
    pub fn range(&self, start: usize, end: usize) -> Range<usize> {
        self.byte(start)..self.byte(end)
    }
}
