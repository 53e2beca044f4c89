//! Where strings stand in a long text, without reading the text once for each.
//!
//! The places of all runs of three characters, in order: a string can only stand where its rarest run does. Reading a
//! text is cheaper than making its index, so [`TextSearch`] makes one only after it has read the text several times.

use std::ops::Range;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// How often a text is read whole before its index is worth making.
const READINGS: usize = 32;

/// How many runs of a string are looked at for the rarest, and how few places are few enough.
const LOOKED_AT: usize = 64;
const FEW: usize = 4;

/// The runs of three characters of a text.
#[derive(Clone, Debug)]
pub(crate) struct NgramIndex {
    /// In the order of their characters, then of their places.
    grams: Vec<Gram>,
    /// The byte of every 64th character.
    marks: Vec<u32>,
}

/// How many characters there are from mark to mark.
const STRIDE: usize = 64;

/// A run of three characters and where it begins.
#[derive(Clone, Copy, Debug)]
struct Gram {
    key: u64,
    byte: u32,
    char: u32,
}

/// Up to three characters as one number; their order is that of the strings.
fn key(chars: impl Iterator<Item = char>) -> u64 {
    let filled = chars.chain(std::iter::repeat('\0'));
    filled.take(3).fold(0, |key, c| key << 21 | c as u64)
}

impl NgramIndex {
    /// Reads a text.
    pub(crate) fn new(text: &str) -> NgramIndex {
        let chars: Vec<(usize, char)> = text.char_indices().collect();
        let mut grams: Vec<Gram> = (0..chars.len())
            .map(|at| {
                let run = chars[at..].iter().map(|(_, c)| *c);
                Gram { key: key(run), byte: chars[at].0 as u32, char: at as u32 }
            })
            .collect();
        grams.sort_unstable_by_key(|gram| (gram.key, gram.byte));
        let marks = chars.iter().step_by(STRIDE).map(|(byte, _)| *byte as u32).collect();
        NgramIndex { grams, marks }
    }

    /// The byte at which a character of the text begins, by its number.
    pub(crate) fn byte_of(&self, text: &str, character: usize) -> Option<usize> {
        let mark = *self.marks.get(character / STRIDE)? as usize;
        text[mark..].char_indices().nth(character % STRIDE).map(|(at, _)| mark + at)
    }

    /// Where a run of up to three characters stands.
    fn of(&self, run: &[char]) -> &[Gram] {
        let from = key(run.iter().copied());
        let to = from + (1 << (21 * (3 - run.len().min(3))));
        let start = self.grams.partition_point(|gram| gram.key < from);
        let end = start + self.grams[start..].partition_point(|gram| gram.key < to);
        &self.grams[start..end]
    }

    /// The numbers of the characters at which a run of up to three characters begins.
    pub(crate) fn characters(&self, run: &[char]) -> impl ExactSizeIterator<Item = usize> {
        self.of(run).iter().map(|gram| gram.char as usize)
    }

    /// The rarest run of three characters of a string: the byte of the string and its places in the text.
    fn rarest(&self, part: &str) -> Option<(usize, &[Gram])> {
        let chars: Vec<(usize, char)> = part.char_indices().collect();
        let step = (chars.len() / LOOKED_AT).max(1);
        let mut best: Option<(usize, &[Gram])> = None;
        for run in chars.windows(3).step_by(step) {
            let places = self.of(&[run[0].1, run[1].1, run[2].1]);
            if best.is_none_or(|(_, fewest)| places.len() < fewest.len()) {
                best = Some((run[0].0, places));
            }
            if places.len() <= FEW {
                break;
            }
        }
        best
    }

    /// The places of a string of at least three characters that begin in a range, in order.
    fn places<'i>(
        &'i self,
        text: &'i str,
        part: &'i str,
        range: Range<usize>,
    ) -> Option<impl DoubleEndedIterator<Item = usize> + use<'i>> {
        let (offset, places) = self.rarest(part)?;
        let from = places.partition_point(|gram| (gram.byte as usize) < range.start + offset);
        let to = places.partition_point(|gram| (gram.byte as usize) < range.end + offset);
        let begins = places[from..to.max(from)].iter().map(move |gram| gram.byte as usize - offset);
        Some(begins.filter(move |at| text.as_bytes()[*at..].starts_with(part.as_bytes())))
    }
}

/// Looks strings up in one text.
#[derive(Debug, Default)]
pub(crate) struct TextSearch {
    /// How many bytes of the text were read so far.
    read: AtomicUsize,
    index: OnceLock<NgramIndex>,
}

impl Clone for TextSearch {
    fn clone(&self) -> TextSearch {
        TextSearch::default()
    }
}

impl TextSearch {
    /// The index of the text, made when it is first asked for.
    pub(crate) fn index(&self, text: &str) -> &NgramIndex {
        self.index.get_or_init(|| NgramIndex::new(text))
    }

    /// The index, once the text was read often enough.
    fn if_worth_it(&self, text: &str) -> Option<&NgramIndex> {
        let worth_it = self.read.load(Ordering::Relaxed) > READINGS * text.len();
        worth_it.then(|| self.index(text))
    }

    fn note(&self, bytes: usize) {
        self.read.fetch_add(bytes, Ordering::Relaxed);
    }

    /// The first place of a string at or after a byte.
    pub(crate) fn find(&self, text: &str, part: &str, from: usize) -> Option<usize> {
        let index = self.if_worth_it(text);
        if let Some(places) = index.and_then(|index| index.places(text, part, from..text.len())) {
            return places.into_iter().next();
        }
        let found = text.get(from..)?.find(part).map(|at| from + at);
        self.note(found.map_or(text.len(), |at| at + part.len()) - from);
        found
    }

    /// The places of a string that begin in a range, the first of them.
    pub(crate) fn places(&self, text: &str, part: &str, range: Range<usize>, most: usize) -> Vec<usize> {
        let index = self.if_worth_it(text);
        if let Some(places) = index.and_then(|index| index.places(text, part, range.clone())) {
            return places.take(most).collect();
        }
        let (mut all, mut from) = (Vec::new(), range.start);
        while let Some(at) = self.find(text, part, from).filter(|at| *at < range.end && all.len() < most) {
            all.push(at);
            from = at + text[at..].chars().next().map_or(1, char::len_utf8);
        }
        all
    }

    /// The last place of a string that ends at or before a byte.
    pub(crate) fn rfind(&self, text: &str, part: &str, end: usize) -> Option<usize> {
        let last = (end + 1).checked_sub(part.len())?;
        let index = self.if_worth_it(text);
        if let Some(places) = index.and_then(|index| index.places(text, part, 0..last)) {
            return places.into_iter().next_back();
        }
        let found = text.get(..end)?.rfind(part);
        self.note(end - found.unwrap_or(0));
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_run_stands_where_the_text_has_it() {
        let index = NgramIndex::new("稳步增长，稳步提高，稳");
        let places = |run: &str| index.characters(&run.chars().collect::<Vec<_>>()).collect::<Vec<_>>();
        assert_eq!(places("稳步增"), [0]);
        assert_eq!(places("稳步"), [0, 5]);
        assert_eq!(places("稳").len(), 3);
        assert_eq!(places("下降"), [0; 0]);
        assert_eq!(index.byte_of("稳步增长，稳步提高，稳", 5), Some(15));
    }

    proptest! {
        #[test]
        fn the_index_finds_what_reading_finds(text in "[一二三a]{0,60}", part in "[一二三a]{1,6}", at in 0..60usize) {
            let at = text.floor_char_boundary(at);
            let (read, indexed) = (TextSearch::default(), TextSearch::default());
            indexed.note(usize::MAX / 2);
            prop_assert_eq!(read.find(&text, &part, at), indexed.find(&text, &part, at));
            prop_assert_eq!(read.rfind(&text, &part, at), indexed.rfind(&text, &part, at));
            let places = |search: &TextSearch| (0..=text.len()).filter(|at| text.is_char_boundary(*at))
                .filter_map(|at| search.find(&text, &part, at)).collect::<Vec<_>>();
            prop_assert_eq!(places(&read), places(&indexed));
            let all = |search: &TextSearch| search.places(&text, &part, at..text.len(), 5);
            prop_assert_eq!(all(&read), all(&indexed));
        }
    }
}
