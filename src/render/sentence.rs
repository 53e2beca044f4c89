//! The sentence around a place in a text.

use std::ops::Range;

/// The sentence that a range stands in. A full-width stop ends one; a half-width one only before a blank.
pub fn around(text: &str, range: &Range<usize>) -> Range<usize> {
    let ends = |at: usize, c: char| {
        let next = text[at + c.len_utf8()..].chars().next();
        matches!(c, '。' | '！' | '？' | '；' | '\n')
            || (matches!(c, '.' | '!' | '?' | ';') && next.is_none_or(char::is_whitespace))
    };
    let stops = || text.char_indices().filter(|(at, c)| ends(*at, *c)).map(|(at, c)| at + c.len_utf8());
    let start = stops().take_while(|at| *at <= range.start).last().unwrap_or(0);
    let end = stops().find(|at| *at >= range.end).unwrap_or(text.len());
    let blank = text[start..].len() - text[start..].trim_start().len();
    start + blank..end
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_in_both_languages() {
        let at = |text: &'static str, word: &str| {
            let start = text.find(word).unwrap_or(0);
            &text[around(text, &(start..start + word.len()))]
        };
        assert_eq!(at("甲。乙有产业；丙。", "产业"), "乙有产业；");
        assert_eq!(
            at("It rose by 2.5 percent. The industry grew. So it is.", "industry"),
            "The industry grew."
        );
        assert_eq!(at("It rose by 2.5 percent.", "2.5"), "It rose by 2.5 percent.");
    }
}
