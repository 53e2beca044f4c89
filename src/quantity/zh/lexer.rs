//! A Chinese text as characters with their bytes, so that a scanner can look around.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use crate::base::char_set::CharSet;
pub(super) use crate::base::script::is_han;
use crate::quantity::zh::words::WordList;

/// The characters of a text as the scanner sees them: full-width forms made narrow, the traditional
/// forms of a few number words made simple, and blanks left out that stand beside a Han character
/// (“2017 年”, “5 万 4 千”).
pub(super) struct Chars<'t> {
    pub text: &'t str,
    chars: Vec<(u32, char)>,
    /// Whether it may name a century, a decade or a quarter.
    pub has_periods: bool,
}

impl<'t> Chars<'t> {
    pub(super) fn new(text: &'t str) -> Chars<'t> {
        let mut chars: Vec<(u32, char)> = Vec::with_capacity(text.len() / 2);
        let (mut blank, mut has_periods) = (None, false);
        let special = &*SPECIAL;
        for (byte, c) in text.char_indices() {
            let byte = byte as u32;
            // Most characters are seen as they are, with no blank before them.
            if blank.is_none() && !special.has(c) {
                chars.push((byte, c));
                continue;
            }
            if BLANKS.contains(&c) {
                blank.get_or_insert(byte);
                continue;
            }
            let (c, last) = (plain(c), chars.last().map_or('\0', |(_, last)| *last));
            has_periods |= matches!((last, c), ('世', '纪') | ('年', '代') | ('季', '度'));
            if let Some(blank) = blank.take()
                && !is_han(c)
                && !is_han(last)
            {
                chars.push((blank, ' '));
            }
            chars.push((byte, c));
        }
        Chars { text, chars, has_periods }
    }

    /// The first place from one on whose character is in a set.
    pub(super) fn find(&self, from: usize, set: &CharSet) -> Option<usize> {
        self.chars.get(from..)?.iter().position(|(_, c)| set.has(*c)).map(|skipped| from + skipped)
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The character at a place; NUL outside.
    #[inline]
    pub(super) fn at(&self, place: usize) -> char {
        self.chars.get(place).map_or('\0', |(_, c)| *c)
    }

    /// The character before a place; NUL at the beginning.
    pub(super) fn before(&self, place: usize) -> char {
        place.checked_sub(1).map_or('\0', |place| self.at(place))
    }

    /// The byte at which a place begins.
    pub(super) fn byte(&self, place: usize) -> usize {
        self.chars.get(place).map_or(self.text.len(), |(byte, _)| *byte as usize)
    }

    /// Whether a word stands at a place.
    #[inline]
    pub(super) fn has(&self, place: usize, word: &str) -> bool {
        let mut here = self.chars.get(place..).unwrap_or_default().iter();
        word.chars().all(|c| here.next().is_some_and(|(_, seen)| *seen == c))
    }

    /// Whether characters stand at a place.
    #[inline]
    pub(super) fn has_chars(&self, place: usize, wanted: &[char]) -> bool {
        let here = self.chars.get(place..).and_then(|rest| rest.get(..wanted.len()));
        here.is_some_and(|here| here.iter().zip(wanted).all(|((_, seen), c)| seen == c))
    }

    /// Whether a word ends right before a place.
    pub(super) fn ends(&self, place: usize, word: &str) -> bool {
        word.chars()
            .rev()
            .enumerate()
            .all(|(n, c)| place.checked_sub(n).is_some_and(|end| self.before(end) == c))
    }

    /// Whether one of the words stands at a place.
    pub(super) fn has_one(&self, place: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.has(place, word))
    }

    /// Whether one of the words of a list stands at a place.
    pub(super) fn has_listed(&self, place: usize, list: &WordList) -> bool {
        list.behind(self.at(place)).iter().any(|rest| self.has_chars(place + 1, rest))
    }

    /// Whether one of the words ends right before a place.
    pub(super) fn ends_one(&self, place: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.ends(place, word))
    }

    /// Whether the character at a place is a full-width digit in the text.
    pub(super) fn is_wide(&self, place: usize) -> bool {
        self.text[self.byte(place)..].starts_with(|c| ('０'..='９').contains(&c))
    }

    /// The bytes from one place to before another.
    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let from = self.byte(start);
        match end.checked_sub(1).filter(|last| *last >= start) {
            Some(last) => {
                let last = self.byte(last);
                from..last + self.text[last..].chars().next().map_or(0, char::len_utf8)
            }
            None => from..from,
        }
    }
}

const BLANKS: [char; 3] = [' ', '\u{a0}', '\u{3000}'];

/// Characters that are seen as others.
const CHANGED: [(char, char); 24] = [
    ('−', '-'),
    ('﹣', '-'),
    ('‐', '-'),
    ('‑', '-'),
    ('∶', ':'),
    ('⁄', '/'),
    ('∕', '/'),
    ('﹪', '%'),
    ('國', '国'),
    ('〇', '零'),
    ('○', '零'),
    ('萬', '万'),
    ('億', '亿'),
    ('點', '点'),
    ('個', '个'),
    ('負', '负'),
    ('兩', '两'),
    ('雙', '双'),
    ('對', '对'),
    ('幾', '几'),
    ('餘', '余'),
    ('貳', '贰'),
    ('陸', '陆'),
    ('倆', '俩'),
];

/// The full-width forms of ASCII; the comma stays as it is.
const WIDE: RangeInclusive<char> = '\u{ff01}'..='\u{ff5e}';
const WIDE_COMMA: char = '，';

/// What a text is looked through for: blanks, characters that are seen as others, and the last ones of 世纪, 年代 and
/// 季度.
static SPECIAL: LazyLock<CharSet> = LazyLock::new(|| {
    let changed = CHANGED.iter().map(|(c, _)| *c);
    let wide = WIDE.filter(|c| *c != WIDE_COMMA);
    changed.chain(wide).chain(BLANKS).chain(['纪', '代', '度']).collect()
});

/// A character as the scanner sees it.
fn plain(c: char) -> char {
    if WIDE.contains(&c) && c != WIDE_COMMA {
        return char::from_u32(c as u32 - 0xfee0).unwrap_or(c);
    }
    CHANGED.iter().find(|(own, _)| *own == c).map_or(c, |(_, seen)| *seen)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_as_another_character_is_looked_for() {
        let all = || (0..0x1_0000).filter_map(char::from_u32);
        assert!(all().filter(|c| plain(*c) != *c).all(|c| SPECIAL.has(c)));
        let seen: String = Chars::new("２０１７\u{3000}年 萬 ，a b").chars.iter().map(|(_, c)| *c).collect();
        assert_eq!(seen, "2017年万，a b");
    }
}
