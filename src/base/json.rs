//! Strings of JSON, written straight into the text of a file.

use std::fmt::Write;

use crate::base::byte_set::ByteSet;
use crate::base::visible;

/// Where JSON is to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum JsonIn {
    /// In a file of its own.
    File,
    /// In a script or an element of HTML: nothing in it ends either.
    Script,
}

/// The bytes at which characters begin that may have to be escaped; line ends of scripts begin as marks that steer do.
static MAY_MATTER: ByteSet = visible::MAY_STEER.with(b"\"\\<");

/// Writes a text with quotation marks around it. What steers a terminal or turns a line is escaped, see
/// [`visible::steers`].
pub(crate) fn string(out: &mut String, text: &str, place: JsonIn) {
    out.push('"');
    inside(out, text, place);
    out.push('"');
}

/// Writes a part of a string.
pub(crate) fn inside(out: &mut String, text: &str, place: JsonIn) {
    let mut from = 0;
    MAY_MATTER.each(text.as_bytes(), |at| {
        if let Some(c) = text[at..].chars().next().filter(|c| is_escaped(*c, place)) {
            out.push_str(&text[from..at]);
            escape(out, c);
            from = at + c.len_utf8();
        }
    });
    out.push_str(&text[from..]);
}

fn is_escaped(c: char, place: JsonIn) -> bool {
    let ends = place == JsonIn::Script && matches!(c, '<' | '\u{2028}' | '\u{2029}');
    ends || matches!(c, '"' | '\\' | '\0'..='\u{1f}') || visible::steers(c)
}

fn escape(out: &mut String, c: char) {
    match c {
        '"' => out.push_str("\\\""),
        '\\' => out.push_str("\\\\"),
        '\n' => out.push_str("\\n"),
        '\r' => out.push_str("\\r"),
        '\t' => out.push_str("\\t"),
        '\u{8}' => out.push_str("\\b"),
        '\u{c}' => out.push_str("\\f"),
        // Writing to a text cannot fail.
        _ => drop(write!(out, "\\u{:04x}", u32::from(c))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn written(text: &str, place: JsonIn) -> String {
        let mut out = String::new();
        string(&mut out, text, place);
        out
    }

    #[test]
    fn a_text_is_written_as_serde_writes_it_and_what_steers_is_escaped() {
        for text in ["全市生产总值5786亿元", "“a\\b”—é\t…\n", "\u{0}\u{8}\u{c}\r\u{1b}[31m", "a<b>𠮷"]
        {
            let plain = visible::json(serde_json::Value::from(text).to_string());
            assert_eq!(written(text, JsonIn::File), plain);
        }
        assert_eq!(
            written("\u{7f}\u{9b}\u{61c}\u{200e}\u{202e}", JsonIn::File),
            r#""\u007f\u009b\u061c\u200e\u202e""#
        );
        assert_eq!(written("</script>\u{2028}", JsonIn::Script), r#""\u003c/script>\u2028""#);
    }

    fn controls() -> impl Strategy<Value = String> {
        let some = prop_oneof![0u32..0xa0, 0x600u32..0x640, 0x2000u32..0x2070];
        let text = |all: Vec<u32>| all.into_iter().filter_map(char::from_u32).collect();
        prop::collection::vec(some, 0..20).prop_map(text)
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(text in ".{0,40}", control in controls()) {
            let text = text + &control;
            for place in [JsonIn::File, JsonIn::Script] {
                let written = written(&text, place);
                prop_assert_eq!(&serde_json::from_str::<String>(&written).unwrap(), &text);
                prop_assert!(!written.contains(visible::steers));
                let is_safe = !written.contains(['<', '\u{2028}', '\u{2029}']);
                prop_assert!(place == JsonIn::File || is_safe);
            }
        }
    }
}
