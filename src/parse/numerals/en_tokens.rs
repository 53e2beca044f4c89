//! An English text as words, numbers in digits, and marks.

use std::ops::Range;

use crate::decimal::Decimal;

/// A word, a number in digits, or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// The characters.
    pub text: &'t str,
    /// The same in lower case.
    pub lower: String,
    pub range: Range<usize>,
    /// Digits, if it is a number in digits.
    pub number: Option<Decimal>,
}

pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes: Vec<(usize, char)> = text.char_indices().collect();
    let mut all = Vec::new();
    let mut at = 0;
    let end_of = |place: usize| bytes.get(place).map_or(text.len(), |(byte, _)| *byte);
    let get = |place: usize| bytes.get(place).map_or('\0', |(_, c)| *c);
    while at < bytes.len() {
        let c = get(at);
        let start = at;
        let mut number = None;
        if c.is_ascii_digit()
            || (c == '.' && get(at + 1).is_ascii_digit() && !get(at.wrapping_sub(1)).is_alphanumeric())
        {
            while get(at).is_ascii_digit()
                || (matches!(get(at), '.') && get(at + 1).is_ascii_digit())
                || (get(at) == ','
                    && (1..=3).all(|n| get(at + n).is_ascii_digit())
                    && !get(at + 4).is_ascii_digit())
            {
                at += 1;
            }
            let digits = &text[end_of(start)..end_of(at)];
            let dotted = digits.matches('.').count() > 1;
            number = if dotted {
                None
            } else {
                Decimal::read(digits.trim_start_matches('.')).and_then(|value| {
                    if digits.starts_with('.') { Decimal::read(&format!("0{digits}")) } else { Some(value) }
                })
            };
        } else if c.is_alphabetic() {
            while get(at).is_alphabetic()
                || (matches!(get(at), '\'' | '’') && get(at + 1).is_alphabetic())
                || (get(at) == '.'
                    && get(at + 1).is_alphabetic()
                    && get(at - 1).is_uppercase()
                    && at - start <= 3)
            {
                at += 1;
            }
        } else if c.is_whitespace() {
            at += 1;
            continue;
        } else {
            at += 1;
        }
        let range = end_of(start)..end_of(at);
        let piece = &text[range.clone()];
        all.push(Token { text: piece, lower: piece.to_lowercase(), range, number });
    }
    all
}
