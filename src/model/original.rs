//! A quoted document, kept whole.
//!
//! Each line that is not blank is a paragraph, numbered from 1. The text is never altered; for
//! comparison a normalised copy stands beside it, with the way back to every byte.
//!
//! # What comparison folds
//!
//! - White space of any kind, line breaks and zero-width spaces are left out.
//! - Full-width forms of ASCII punctuation (U+FF01–U+FF5E, punctuation only) equal the half-width ones.
//!
//! Nothing else: no letter, no digit, no word; traditional and simplified characters differ.

use std::ops::{Range, RangeInclusive};

use crate::base::ngram_index::{NgramIndex, TextSearch};
use crate::base::source::{Source, Span};
use crate::model::config::{Aside, OriginalHeader};

/// A quoted document.
#[derive(Clone, Debug)]
pub struct Original {
    /// Its id: the file name without `.md`.
    pub id: String,
    /// The file.
    pub source: Source,
    /// The front matter.
    pub header: OriginalHeader,
    /// The paragraphs in order.
    pub paragraphs: Vec<Paragraph>,
    /// The text as it is compared.
    pub folded: Normalized,
    /// Whether it is typed with half-width commas between Chinese characters.
    pub is_half_width: bool,
    /// What makes looking many strings up in it cheap.
    search: TextSearch,
}

/// A paragraph of an original.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its number, from 1.
    pub number: usize,
    /// Its bytes in the file, without the line end; leading blanks belong to it.
    pub span: Span,
    /// Its bytes in the folded text.
    pub folded: Range<usize>,
}

/// A text as it is compared, with the way back.
#[derive(Clone, Debug, Default)]
pub struct Normalized {
    /// The characters that are compared.
    pub string: String,
    /// For each byte at which a character of `string` begins: the same in the text it was made of.
    origins: Vec<(u32, u32)>,
}

/// Whether comparison leaves a character out.
pub fn is_dropped(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// A character as it is compared.
pub fn fold(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => {
            let narrow = char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
            if narrow.is_ascii_punctuation() { narrow } else { c }
        }
        _ => c,
    }
}

impl Normalized {
    /// Folds a text.
    pub fn new(text: &str) -> Normalized {
        let mut folded = Normalized { string: String::with_capacity(text.len()), origins: Vec::new() };
        folded.push(text, 0);
        folded
    }

    /// Appends a text that begins at byte `from` of what the origins count in.
    pub fn push(&mut self, text: &str, from: usize) {
        for (at, c) in text.char_indices().filter(|(_, c)| !is_dropped(*c)) {
            let (here, there) = (self.string.len() as u32, (from + at) as u32);
            let folded = fold(c);
            let straight = self.origins.last().is_some_and(|(h, t)| there.wrapping_sub(*t) == here - *h);
            if !straight || folded.len_utf8() != c.len_utf8() {
                self.origins.push((here, there));
            }
            self.string.push(folded);
            if folded.len_utf8() != c.len_utf8() {
                self.origins.push((self.string.len() as u32, (from + at + c.len_utf8()) as u32));
            }
        }
    }

    /// The byte of the text for a byte of the folded string at which a character begins.
    fn origin(&self, at: usize) -> usize {
        let index = self.origins.partition_point(|(here, _)| *here as usize <= at);
        match index.checked_sub(1).and_then(|index| self.origins.get(index)) {
            Some((here, there)) => *there as usize + (at - *here as usize),
            None => 0,
        }
    }

    /// The bytes of the text from the first character that is compared to the last.
    pub fn whole(&self, text: &str) -> Range<usize> {
        self.span(0..self.string.len(), text).range()
    }

    /// The span of the text for a range of the folded string; `text` is what was folded.
    pub fn span(&self, range: Range<usize>, text: &str) -> Span {
        let start = self.origin(range.start);
        if range.is_empty() {
            return Span::new(start, start);
        }
        let last = self.string.floor_char_boundary(range.end - 1);
        let from = self.origin(last);
        let width = text[from..].chars().next().map_or(0, char::len_utf8);
        Span::new(start, from + width)
    }
}

/// Whether a text is typed with half-width commas: more of them than of full-width ones, and enough to be meant.
fn is_half_width(body: &str, folded: &str) -> bool {
    let (half, full) = (body.matches(',').count(), body.matches('，').count());
    half > full && half * 200 > folded.chars().count()
}

impl Original {
    /// Takes the text below the header apart; `start` is its first byte.
    pub fn new(id: &str, source: Source, start: usize, header: OriginalHeader) -> Original {
        let mut paragraphs = Vec::new();
        let mut folded = Normalized::default();
        let mut at = start.min(source.text.len());
        for line in source.text[at..].split_inclusive('\n') {
            let text = line.trim_end_matches('\n');
            if !text.chars().all(is_dropped) {
                let from = folded.string.len();
                folded.push(text, at);
                paragraphs.push(Paragraph {
                    number: paragraphs.len() + 1,
                    span: Span::new(at, at + text.len()),
                    folded: from..folded.string.len(),
                });
            }
            at += line.len();
        }
        let (id, search) = (id.to_owned(), TextSearch::default());
        let is_half_width = is_half_width(&source.text[start.min(source.text.len())..], &folded.string);
        Original { id, source, header, paragraphs, folded, is_half_width, search }
    }

    /// The text of a paragraph.
    pub fn text(&self, paragraph: &Paragraph) -> &str {
        &self.source.text[paragraph.span.range()]
    }

    /// The paragraph with a number.
    pub fn paragraph(&self, number: usize) -> Option<&Paragraph> {
        self.paragraphs.get(number.checked_sub(1)?)
    }

    /// The first place of a folded string at or after a byte of the folded text.
    pub(crate) fn find(&self, part: &str, from: usize) -> Option<usize> {
        self.search.find(&self.folded.string, part, from)
    }

    /// The places of a folded string that begin in a range of the folded text, the first of them.
    pub(crate) fn places(&self, part: &str, range: Range<usize>, most: usize) -> Vec<usize> {
        self.search.places(&self.folded.string, part, range, most)
    }

    /// The last place of a folded string that ends at or before a byte of the folded text.
    pub(crate) fn rfind(&self, part: &str, end: usize) -> Option<usize> {
        self.search.rfind(&self.folded.string, part, end)
    }

    /// The runs of three characters of the folded text.
    pub(crate) fn ngrams(&self) -> &NgramIndex {
        self.search.index(&self.folded.string)
    }

    /// The numbers of the paragraphs that a range of the folded text touches.
    pub fn paragraphs_of(&self, range: &Range<usize>) -> RangeInclusive<usize> {
        let first = self.paragraphs.partition_point(|one| one.folded.end <= range.start);
        let last = self.paragraphs.partition_point(|one| one.folded.start < range.end);
        (first + 1)..=last.max(first + 1)
    }

    /// The bytes of the file for a range of the folded text.
    pub fn span(&self, range: Range<usize>) -> Span {
        self.folded.span(range, &self.source.text)
    }

    /// Why a paragraph was left aside, if the header says so.
    pub fn aside(&self, number: usize) -> Option<&Aside> {
        let covers = |one: &&Aside| {
            ranges(&one.paragraphs).is_some_and(|ranges| ranges.iter().any(|range| range.contains(&number)))
        };
        self.header.aside.iter().find(covers)
    }

    /// The date with the precision that is known, for citations.
    pub fn date(&self) -> Option<&str> {
        self.header.date.as_deref()
    }
}

/// The paragraphs that `7`, `1-14` or `1-3, 9` names; `None` if it names none.
pub fn ranges(text: &str) -> Option<Vec<RangeInclusive<usize>>> {
    text.split([',', '，', '、'])
        .map(|part| {
            let (first, last) = part.split_once(['-', '–', '—']).unwrap_or((part, part));
            let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
            (1..=last).contains(&first).then_some(first..=last)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_paragraph_ranges() {
        assert_eq!(ranges("1-3, 9"), Some(vec![1..=3, 9..=9]));
        assert_eq!(ranges("3-1"), None);
        assert_eq!(ranges("x"), None);
    }

    #[test]
    fn numbers_the_lines_that_are_not_blank() {
        let source = Source::new("o.md", "---\ntitle: x\n---\n\n 第一段,有空格\n\n第二段。\n");
        let original = Original::new("o", source, 17, OriginalHeader::default());
        assert_eq!(original.paragraphs.len(), 2);
        assert_eq!(original.text(&original.paragraphs[1]), "第二段。");
        let at = original.folded.string.find("有空格第二").unwrap();
        let range = at..at + "有空格第二".len();
        assert_eq!(original.paragraphs_of(&range), 1..=2);
        assert_eq!(&original.source.text[original.span(range).range()], "有空格\n\n第二");
    }

    #[test]
    fn folds_width_and_keeps_the_way_back() {
        let folded = Normalized::new("甲，乙（丙） ３");
        assert_eq!(folded.string, "甲,乙(丙)３");
        let at = folded.string.find("乙(丙)").unwrap();
        assert_eq!(
            &"甲，乙（丙） ３"[folded.span(at..at + "乙(丙)".len(), "甲，乙（丙） ３").range()],
            "乙（丙）"
        );
    }
}
