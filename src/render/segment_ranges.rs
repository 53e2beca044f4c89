//! Where the segments of a passage stand in what its sides say, counted in units of those who read it: characters,
//! or the UTF-16 units of scripts.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::model::bitext::{Bitext, Passage};
use crate::model::page::Block;
use crate::render::segments::Segments;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextUnit {
    /// Characters, for data; blanks around a segment are left out.
    Character,
    /// UTF-16 units, for scripts; blanks behind a segment belong to it.
    Utf16,
}

impl TextUnit {
    fn count(self, text: &str) -> usize {
        match self {
            TextUnit::Character => text.chars().count(),
            // A unit a character, and one more where UTF-8 needs four bytes; so many bytes at once as a byte can count.
            TextUnit::Utf16 => {
                let units = |byte: &u8| u8::from(byte & 0xc0 != 0x80) + u8::from(*byte >= 0xf0);
                text.as_bytes().chunks(127).map(|part| usize::from(part.iter().map(units).sum::<u8>())).sum()
            }
        }
    }

    fn bounds(self, text: &str, range: &Range<usize>) -> Range<usize> {
        let part = text.get(range.clone()).unwrap_or_default();
        match self {
            TextUnit::Character => {
                let rest = part.trim_start();
                let start = range.start + if rest.is_empty() { 0 } else { part.len() - rest.len() };
                start..start + rest.trim_end().len()
            }
            TextUnit::Utf16 => range.clone(),
        }
    }
}

/// For each segment that has a number its place on either side, where the proses of a side stand a unit apart.
pub(crate) fn ranges(
    bitext: &Bitext,
    passage: &Passage,
    segments: &Segments,
    unit: TextUnit,
) -> Vec<Both<Range<usize>>> {
    let proses = bitext.blocks(passage).map(|block| block.map(Block::proses).unwrap_or_default());
    let text = |lang: Lang, at: usize| proses.get(lang).get(at).map_or("", |one| one.text.string());
    let side = |lang: Lang| {
        let mut counter = Counter { unit, before: 0, byte: 0 };
        let mut all = Vec::new();
        for (at, paragraph) in segments.paragraphs.iter().enumerate() {
            let text = text(lang, at);
            for one in paragraph.iter().filter(|one| one.number.is_some()) {
                let range = unit.bounds(text, &one.range(lang));
                all.push(counter.at(text, range.start)..counter.at(text, range.end));
            }
            counter = Counter { unit, before: counter.at(text, text.len()) + 1, byte: 0 };
        }
        all
    };
    let Both { zh, en } = Both::from_fn(side);
    zh.into_iter().zip(en).map(|(zh, en)| Both { zh, en }).collect()
}

/// Goes through texts and counts.
struct Counter {
    unit: TextUnit,
    /// The units before a byte,
    before: usize,
    /// of the text that is gone through.
    byte: usize,
}

impl Counter {
    /// The units before a byte; bytes are asked for in order.
    fn at(&mut self, text: &str, byte: usize) -> usize {
        self.before += self.unit.count(text.get(self.byte..byte).unwrap_or_default());
        self.byte = self.byte.max(byte);
        self.before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_counted_as_their_readers_count_them() {
        for text in ["", "台州 GDP", "𠮷é“—”😀a"] {
            assert_eq!(TextUnit::Utf16.count(text), text.encode_utf16().count());
            assert_eq!(TextUnit::Character.count(text), text.chars().count());
        }
        assert_eq!(TextUnit::Character.bounds("a b  c", &(1..5)), 2..3);
        assert_eq!(TextUnit::Character.bounds("a b  c", &(3..5)), 3..3);
        let mut counter = Counter { unit: TextUnit::Utf16, before: 3, byte: 0 };
        assert_eq!([0, 4, 7, 7].map(|byte| counter.at("𠮷台", byte)), [3, 5, 6, 6]);
    }
}
