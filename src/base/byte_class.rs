//! Where bytes of a class stand in a text: eight are looked at a time, as the eight parts of a word.

use std::ops::Range;

/// The highest bit of each of eight bytes.
const HIGH: u64 = 0x80 * EACH;

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// Those of eight bytes that are letters of ASCII, by their highest bits.
#[inline]
pub(crate) fn letters(bytes: u64) -> u64 {
    within(bytes | (0x20 * EACH), b'a', b'z') & !bytes
}

/// Those that are letters or digits of ASCII.
#[inline]
pub(crate) fn letters_and_digits(bytes: u64) -> u64 {
    letters(bytes) | within(bytes, b'0', b'9') & !bytes
}

/// How many letters of ASCII sixteen bytes begin with.
#[inline]
pub(crate) fn letters_at_first(bytes: [u8; 16]) -> usize {
    // The first byte is the lowest.
    let all = u128::from_le_bytes(bytes);
    match letters_of_word(all as u64) {
        8 => 8 + letters_of_word((all >> 64) as u64),
        some => some,
    }
}

/// The same of eight, the first of which is the lowest.
#[inline]
pub(crate) fn letters_of_word(bytes: u64) -> usize {
    (!letters(bytes) & HIGH).trailing_zeros() as usize / 8
}

/// Those that begin characters beyond ASCII.
#[inline]
pub(crate) fn wide_beginnings(bytes: u64) -> u64 {
    bytes & bytes << 1 & HIGH
}

/// Those that are one certain byte.
#[inline]
fn equal(bytes: u64, byte: u8) -> u64 {
    let other = bytes ^ (u64::from(byte) * EACH);
    !(((other & !HIGH) + !HIGH) | other) & HIGH
}

/// Those that are one of some bytes.
#[inline]
pub(crate) fn one_of<const N: usize>(bytes: u64, all: [u8; N]) -> u64 {
    let mut found = 0;
    for byte in all {
        found |= equal(bytes, byte);
    }
    found
}

/// Those that lie between two of ASCII, whatever their own highest bits.
#[inline]
fn within(bytes: u64, first: u8, last: u8) -> u64 {
    let low = bytes & !HIGH;
    let reaches = low + u64::from(0x80 - first) * EACH;
    let exceeds = low + u64::from(0x7f - last) * EACH;
    reaches & !exceeds & HIGH
}

/// Where the bytes of a class stand, in order.
#[inline]
pub(crate) fn places(bytes: &[u8], class: impl Fn(u64) -> u64) -> impl Iterator<Item = usize> {
    Marks::new(bytes, class)
}

/// The longest runs of bytes of a class, in order; no zero may be in it.
#[inline]
pub(crate) fn runs(bytes: &[u8], class: impl Fn(u64) -> u64) -> impl Iterator<Item = Range<usize>> {
    let mut last = 0;
    let mut edges = Marks::new(bytes, move |bytes| {
        let own = class(bytes);
        let before = own << 8 | last;
        last = own >> 56;
        own ^ before
    });
    std::iter::from_fn(move || Some(edges.next()?..edges.next()?))
}

/// The bytes that are marked, eight by eight; zeros follow the last.
struct Marks<'t, M> {
    groups: std::slice::Iter<'t, [u8; 8]>,
    rest: Option<[u8; 8]>,
    mark: M,
    /// Where the group behind the one that is looked at begins.
    behind: usize,
    /// Those of it that are marked and were not given yet.
    marked: u64,
}

impl<'t, M: FnMut(u64) -> u64> Marks<'t, M> {
    fn new(bytes: &'t [u8], mark: M) -> Marks<'t, M> {
        let (groups, left) = bytes.as_chunks();
        let mut rest = [0; 8];
        rest[..left.len()].copy_from_slice(left);
        Marks { groups: groups.iter(), rest: Some(rest), mark, behind: 0, marked: 0 }
    }
}

impl<M: FnMut(u64) -> u64> Iterator for Marks<'_, M> {
    type Item = usize;

    #[inline]
    fn next(&mut self) -> Option<usize> {
        while self.marked == 0 {
            let group = self.groups.next().copied().or_else(|| self.rest.take())?;
            self.marked = (self.mark)(u64::from_le_bytes(group));
            self.behind += 8;
        }
        let at = self.marked.trailing_zeros() as usize / 8;
        self.marked &= self.marked - 1;
        Some(self.behind - 8 + at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn every_byte_is_of_its_classes() {
        for byte in 0..=u8::MAX {
            let at =
                |place: u32| u64::from(byte) << (8 * place) | !(0xff << (8 * place)) & 0x7f00_ff41_8030_5a2f;
            for place in 0..8 {
                let has = |classes: u64| classes >> (8 * place) & 0xff == 0x80;
                assert_eq!(has(letters(at(place))), byte.is_ascii_alphabetic(), "{byte}");
                assert_eq!(has(letters_and_digits(at(place))), byte.is_ascii_alphanumeric(), "{byte}");
                assert_eq!(has(equal(at(place), b'.')), byte == b'.', "{byte}");
                assert_eq!(has(wide_beginnings(at(place))), byte >= 0xc0, "{byte}");
            }
        }
    }

    proptest! {
        #[test]
        fn letters_at_first_are_counted(text in "[a-zé]{0,9}[A-Z0 é]{0,9}") {
            let mut bytes = [0; 16];
            let length = text.len().min(16);
            bytes[..length].copy_from_slice(&text.as_bytes()[..length]);
            let expected = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            prop_assert_eq!(letters_at_first(bytes), expected);
        }

        #[test]
        fn runs_and_places_are_those_of_the_bytes(text in "[a1 .é]{0,40}") {
            let found: Vec<_> = runs(text.as_bytes(), letters_and_digits).collect();
            let mut expected: Vec<Range<usize>> = Vec::new();
            for (at, _) in text.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphanumeric()) {
                match expected.last_mut().filter(|last| last.end == at) {
                    Some(last) => last.end += 1,
                    None => expected.push(at..at + 1),
                }
            }
            prop_assert_eq!(found, expected);
            let points: Vec<usize> = places(text.as_bytes(), |bytes| equal(bytes, b'.')).collect();
            let expected: Vec<usize> = text.match_indices('.').map(|(at, _)| at).collect();
            prop_assert_eq!(points, expected);
        }
    }
}
