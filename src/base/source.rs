//! A text that was read, and places in it.
//!
//! Inside the program a place is a range of bytes. Lines and columns are made only where people or
//! other programs see them ([`Lines`]).

use std::ops::Range;
use std::sync::Arc;

use memchr::memchr;

pub use crate::base::source_text::SourceText;

/// One file of the site, as text: UTF-8, without byte order mark, lines ended by `\n`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Path relative to the site's folder, with `/`: `content/economy/growth.zh.md`.
    pub path: Arc<str>,
    /// The whole text.
    pub text: SourceText,
}

impl Source {
    /// A source made of strings, as tests and the folder reader make them.
    pub fn new(path: impl Into<Arc<str>>, text: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = match memchr(b'\r', text.as_bytes()).is_some() {
            true => text.replace("\r\n", "\n").replace('\r', "\n").into(),
            false => SourceText::from(text),
        };
        Source { path: path.into(), text }
    }

    /// The first line, where a finding on a whole file stands.
    pub(crate) fn first_line(&self) -> Span {
        Span::new(0, self.text.find('\n').unwrap_or(self.text.len()))
    }

    /// The place of a span in this source.
    pub fn place(&self, span: Span) -> Place {
        Place { path: self.path.clone(), span }
    }
}

/// A range of bytes of one source; both ends lie on character borders.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// Byte after the last.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    /// The span as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Span {
        Span { start: range.start, end: range.end }
    }
}

/// A span in a named file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Path relative to the site's folder.
    pub path: Arc<str>,
    /// Bytes of that file's text.
    pub span: Span,
}

/// Line and column of a byte, both from 1, columns in Unicode characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1, in characters.
    pub column: usize,
}

/// Bytes between two places at which the characters before are known.
const STRIDE: usize = 256;

/// The beginnings of a text's lines.
#[derive(Clone, Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// Characters before every `STRIDE`th byte, so that a line of any length is counted once.
    characters: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Lines<'t> {
        let mut starts = vec![0];
        let mut characters = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut count = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % STRIDE == 0 {
                characters.push(count);
            }
            count += usize::from(begins_character(byte));
            if byte == b'\n' {
                starts.push(at + 1);
            }
        }
        if text.len().is_multiple_of(STRIDE) {
            // The end of the text is a place too.
            characters.push(count);
        }
        Lines { text, starts, characters }
    }

    /// Line and column of a byte; a byte inside a character counts as its beginning.
    pub fn at(&self, byte: usize) -> LineColumn {
        let byte = self.text.floor_char_boundary(byte.min(self.text.len()));
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        LineColumn { line, column: self.characters_before(byte) - self.characters_before(start) + 1 }
    }

    /// How many characters begin before a byte.
    pub(crate) fn characters_before(&self, byte: usize) -> usize {
        let known = byte / STRIDE;
        let rest = &self.text.as_bytes()[known * STRIDE..byte];
        self.characters.get(known).map_or(0, |count| count + characters(rest))
    }

    /// The text of a line (from 1), without its end.
    pub fn text_of(&self, line: usize) -> &'t str {
        let Some(start) = line.checked_sub(1).and_then(|at| self.starts.get(at)) else { return "" };
        let end = self.starts.get(line).map_or(self.text.len(), |next| next - 1);
        &self.text[*start..end.max(*start)]
    }
}

/// Whether a byte of UTF-8 is the first of its character.
fn begins_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| begins_character(**byte)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_on_a_line_of_any_length() {
        let text = format!("第一行\n{}末\n三", "很长的一行".repeat(1000));
        let lines = Lines::new(&text);
        let last = text.find('末').unwrap_or(0);
        assert_eq!(lines.at(last), LineColumn { line: 2, column: 5001 });
        assert_eq!(lines.at(last + 1), LineColumn { line: 2, column: 5001 }, "inside a character");
        assert_eq!(lines.at(text.len()), LineColumn { line: 3, column: 2 });
        assert_eq!(lines.text_of(3), "三");
    }

    #[test]
    fn the_end_of_a_text_of_any_length_has_a_place() {
        for length in [0, STRIDE - 1, STRIDE, STRIDE + 1, 3 * STRIDE] {
            let text = "a".repeat(length);
            assert_eq!(Lines::new(&text).at(length), LineColumn { line: 1, column: length + 1 });
        }
    }
}
