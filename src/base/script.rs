//! Scripts: what is a Chinese character, what is as wide as one, and which form of one is meant.

use std::sync::LazyLock;

use unicode_script::{Script, UnicodeScript};

use crate::base::byte_class;
use crate::base::char_set::CharSet;

/// Traditional characters with their simplified forms, by code point.
static SIMPLIFIED: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let lines = include_str!("simplified.txt").lines().filter(|line| !line.starts_with('#'));
    let mut pairs = Vec::with_capacity(4_200);
    for line in lines {
        let mut chars = line.chars();
        while let (Some(traditional), Some(simple)) = (chars.next(), chars.next()) {
            pairs.push((traditional, simple));
        }
    }
    pairs
});

/// The traditional ones.
static TRADITIONAL: LazyLock<CharSet> = LazyLock::new(|| SIMPLIFIED.iter().map(|pair| pair.0).collect());

/// Whether a character is written in Chinese characters (Unicode Standard Annex #24, script Han), the zero 〇
/// and the repetition mark 々 included.
#[inline]
pub fn is_han(c: char) -> bool {
    match c {
        '\u{4e00}'..='\u{9fff}' => true,
        ..'\u{2e80}' => false,
        // The marks of Chinese print, and full-width forms.
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{ff00}'..='\u{ffef}' => false,
        _ => c.script() == Script::Han,
    }
}

/// The characters of a text that are none of ASCII, which is passed over in groups.
pub(crate) fn beyond_ascii(text: &str) -> impl Iterator<Item = char> {
    let places = byte_class::places(text.as_bytes(), byte_class::wide_beginnings);
    places.filter_map(|at| text[at..].chars().next())
}

/// Whether a text has a Chinese character.
pub(crate) fn has_han(text: &str) -> bool {
    !text.is_ascii() && beyond_ascii(text).any(is_han)
}

/// Whether a character stands in Chinese or Japanese text without a blank beside it: Han, kana, and the
/// punctuation that is as wide as they are.
pub fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fff}' | '\u{3000}'..='\u{30ff}' | '\u{31c0}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe4f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{20000}'..='\u{3ffff}')
}

/// A text with simplified characters in place of traditional ones, character by character.
pub fn simplified(text: &str) -> String {
    text.chars().map(simple).collect()
}

/// The simplified form of a character.
pub fn simple(c: char) -> char {
    if !TRADITIONAL.has(c) && c < '\u{10000}' {
        return c;
    }
    let found = SIMPLIFIED.binary_search_by_key(&c, |pair| pair.0);
    found.map_or(c, |at| SIMPLIFIED[at].1)
}

/// All traditional characters with their simplified forms, by code point.
pub fn traditional() -> impl Iterator<Item = (char, char)> {
    SIMPLIFIED.iter().copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_short_way_to_a_script_gives_what_the_standard_says() {
        for c in '\0'..='\u{1ffff}' {
            assert_eq!(is_han(c), c.script() == Script::Han, "{c:?}");
        }
    }

    #[test]
    fn what_stands_beyond_ascii_is_found_wherever_it_stands() {
        for blanks in 0..20 {
            let text = format!("{}é{}年 x", "a".repeat(blanks), "b".repeat(blanks));
            assert_eq!(beyond_ascii(&text).collect::<String>(), "é年");
            assert!(has_han(&text) && !has_han(&text[..blanks + 2]));
        }
    }

    #[test]
    fn tells_han_from_what_stands_beside_it() {
        for c in "台㐀𠮷〇々豈".chars() {
            assert!(is_han(c), "{c}");
        }
        for c in "aé，。「３あア한①％".chars() {
            assert!(!is_han(c), "{c}");
        }
        assert!("台，「３ア".chars().all(is_cjk));
        assert!("a한é1,".chars().all(|c| !is_cjk(c)));
    }

    #[test]
    fn traditional_characters_have_their_simplified_forms() {
        assert_eq!(simplified("臺州市經濟開發區，GDP 增長 6.4%"), "台州市经济开发区，GDP 增长 6.4%");
        assert_eq!(simplified("台州市经济开发区"), "台州市经济开发区");
        assert!(SIMPLIFIED.is_sorted());
    }
}
