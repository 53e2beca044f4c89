//! The words of an English text, in lower case, with their places.

use std::ops::Range;

/// A word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, with one kind of apostrophe.
    pub lower: String,
    /// Its bytes.
    pub range: Range<usize>,
}

/// The words of a text: letters and digits, with apostrophes inside.
pub fn words(text: &str) -> Vec<Word> {
    let mut ranges: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric() || matches!(c, '\'' | '’')) {
        let end = at + c.len_utf8();
        match ranges.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => ranges.push(at..end),
        }
    }
    let word = |range: Range<usize>| {
        let lower = text[range.clone()].to_lowercase().replace('’', "'");
        Word { lower: lower.trim_matches('\'').to_owned(), range }
    };
    ranges.into_iter().map(word).collect()
}
