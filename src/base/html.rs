//! Text in HTML: what must be escaped.

use std::borrow::Cow;

use crate::base::byte_set::ByteSet;
use crate::base::visible::{self, steers};

/// Text with what HTML reads as markup escaped; good for elements and for attributes in `"`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// A text in which what steers and shows nothing is replaced: XML allows no control characters at all, and a
/// page is read in the order in which it is written.
pub fn plain(text: &str) -> Cow<'_, str> {
    match MAY_MATTER.chars(text).any(|(_, c)| is_wrong(c)) {
        true => Cow::Owned(text.replace(is_wrong, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

/// Whether a character steers and shows nothing, or is none.
pub fn is_wrong(c: char) -> bool {
    steers(c) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The bytes at which characters begin that may have to be written in another way.
static MAY_MATTER: ByteSet = visible::MAY_STEER.with(b"&<>\"\xef");

/// The same as [`escape`], appended.
pub fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, c) in MAY_MATTER.chars(text) {
        let written = match c {
            '&' => "&amp;",
            '<' => "&lt;",
            '>' => "&gt;",
            '"' => "&quot;",
            c if is_wrong(c) => "\u{fffd}",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + c.len_utf8();
    }
    out.push_str(&text[from..]);
}

/// Appends an attribute whose value is text, in quotation marks where HTML demands them (13.1.2.3). Not for XHTML.
pub fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push('=');
    if is_bare(value) {
        return out.push_str(value);
    }
    out.push('"');
    escape_into(out, value);
    out.push('"');
}

/// Whether a value needs no quotation marks and no escaping.
pub fn is_bare(value: &str) -> bool {
    !value.is_empty() && BARE.holds(value.as_bytes())
}

/// The bytes of values that need no quotation marks.
static BARE: ByteSet =
    ByteSet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_.:/#%?~+");

/// Elements that are harmless without attributes and have no Markdown of their own: they always work.
const SAFE: [&str; 11] = ["br", "sup", "sub", "kbd", "u", "mark", "ruby", "rt", "rp", "rb", "wbr"];

/// The name of a tag that always works, whether it starts or ends; attributes are left out.
pub fn safe_tag(tag: &str) -> Option<&'static str> {
    let inside = tag.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    SAFE.into_iter().find(|name| name.eq_ignore_ascii_case(&inside[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_has_quotation_marks_where_it_needs_them() {
        let written = |value: &str| {
            let mut out = String::new();
            attribute(&mut out, "href", value);
            out
        };
        assert_eq!(written("../originals/report.html#p3"), " href=../originals/report.html#p3");
        for (value, quoted) in
            [("", ""), ("a b", "a b"), ("a=b", "a=b"), ("a'b", "a'b"), ("a`b", "a`b"), ("台州", "台州")]
        {
            assert_eq!(written(value), format!(" href=\"{quoted}\""));
        }
        assert_eq!(written("x\"><b>&"), " href=\"x&quot;&gt;&lt;b&gt;&amp;\"");
    }

    #[test]
    fn what_steers_is_replaced_and_nothing_else() {
        for c in '\0'..=char::MAX {
            let text = format!("台{c}a");
            let shown = match c {
                '&' => "台&amp;a".to_owned(),
                '<' => "台&lt;a".to_owned(),
                '>' => "台&gt;a".to_owned(),
                '"' => "台&quot;a".to_owned(),
                c if is_wrong(c) => "台\u{fffd}a".to_owned(),
                _ => text.clone(),
            };
            assert_eq!(escape(&text), shown, "{c:?}");
            assert_eq!(plain(&text) != text, is_wrong(c), "{c:?}");
        }
    }
}
