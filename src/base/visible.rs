//! Characters that show nothing and do something: they steer a terminal, or turn the order of what is read.
//!
//! A name or a title may hold them, by mistake or on purpose (CVE-2021-42574, “Trojan Source”). Where such a
//! text comes out, they are made visible.

use std::borrow::Cow;

use crate::base::byte_set::ByteSet;

/// Whether a character steers instead of showing: C0 and C1 without tab and line ends, and the marks of the
/// bidirectional algorithm (UAX #9, section 2).
pub fn steers(c: char) -> bool {
    matches!(c,
        '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The bytes at which characters begin that may steer, and tab and line ends.
pub(crate) const MAY_STEER: ByteSet = ByteSet::of(
    b"\0\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f\x7f\xc2\xd8\xe2",
);

/// A text for people to read on a terminal: such characters by their numbers, `U+202E`.
pub fn shown(text: &str) -> Cow<'_, str> {
    match text.contains(|c| steers(c) || c == '\r') {
        false => Cow::Borrowed(text),
        true => Cow::Owned(text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
            match steers(c) || c == '\r' {
                true => out.push_str(&format!("U+{:04X}", u32::from(c))),
                false => out.push(c),
            }
            out
        })),
    }
}

/// JSON as it was, such characters escaped: they can only stand inside strings.
pub fn json(text: String) -> String {
    let is_steering = MAY_STEER.chars(&text).any(|(_, c)| steers(c));
    match is_steering {
        false => text,
        true => text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
            match steers(c) {
                true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
                false => out.push(c),
            }
            out
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_begins_with_one_of_the_bytes() {
        for c in ('\0'..=char::MAX).filter(|c| steers(*c) || c.is_ascii_control()) {
            assert_eq!(MAY_STEER.chars(&format!("台{c}")).next(), Some((3, c)), "{c:?}");
        }
    }

    #[test]
    fn what_steers_is_seen() {
        assert_eq!(shown("标题\u{1b}[31m 与\u{202e}年\n\tx"), "标题U+001B[31m 与U+202E年\n\tx");
        assert_eq!(shown("台州 é 😀"), "台州 é 😀");
        let json = json("{\"a\": \"\u{9b}\u{2066}\"}".to_owned());
        assert_eq!(json, "{\"a\": \"\\u009b\\u2066\"}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["a"], "\u{9b}\u{2066}");
    }
}
