//! Text in HTML: what must be escaped.

use std::borrow::Cow;

use crate::base::visible::steers;

/// Text with what HTML reads as markup escaped; good for elements and for attributes in `"`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// A text in which what steers and shows nothing is replaced: XML allows no control characters at all, and a
/// page is read in the order in which it is written.
pub fn plain(text: &str) -> Cow<'_, str> {
    let is_wrong = |c| steers(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    // Nearly all texts are Chinese or plain ASCII: bytes tell quickly that nothing is to be done.
    let may_be = |byte: u8| byte < 0x20 || byte == 0x7f || matches!(byte, 0xc2 | 0xd8 | 0xe2 | 0xef);
    let wrong = |(at, byte): (usize, u8)| may_be(byte) && text[at..].starts_with(is_wrong);
    match text.bytes().enumerate().any(wrong) {
        true => Cow::Owned(text.replace(is_wrong, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

/// The same, appended.
pub fn escape_into(out: &mut String, text: &str) {
    let text = &*plain(text);
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => continue,
        };
        out.push_str(&text[from..at]);
        out.push_str(entity);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// Elements that are harmless without attributes and have no Markdown of their own: they always work.
const SAFE: [&str; 11] = ["br", "sup", "sub", "kbd", "u", "mark", "ruby", "rt", "rp", "rb", "wbr"];

/// The name of a tag that always works, whether it starts or ends; attributes are left out.
pub fn safe_tag(tag: &str) -> Option<&'static str> {
    let inside = tag.strip_prefix('<')?;
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let end = inside.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(inside.len());
    SAFE.into_iter().find(|name| name.eq_ignore_ascii_case(&inside[..end]))
}
