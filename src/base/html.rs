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
    let bytes = text.as_bytes();
    match (0..bytes.len()).any(|at| MAY_MATTER[usize::from(bytes[at])] && wrong(bytes, at).is_some()) {
        true => Cow::Owned(text.replace(is_wrong, "\u{fffd}")),
        false => Cow::Borrowed(text),
    }
}

fn is_wrong(c: char) -> bool {
    steers(c) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// The bytes by which something begins that is written in another way.
const MAY_MATTER: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] =
            byte < 0x20 || matches!(byte as u8, b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2 | 0xd8 | 0xe2 | 0xef);
        byte += 1;
    }
    table
};

/// How many bytes the character has that begins at a place, if it must not be written.
fn wrong(bytes: &[u8], at: usize) -> Option<usize> {
    let next = |n: usize| bytes.get(at + n).copied().unwrap_or_default();
    match (bytes[at], next(1), next(2)) {
        (b'\t' | b'\n' | b'\r', ..) => None,
        (..0x20 | 0x7f, ..) => Some(1),
        (0xc2, 0x80..=0x9f, _) | (0xd8, 0x9c, _) => Some(2),
        (0xe2, 0x80, 0x8e | 0x8f | 0xaa..=0xae) | (0xe2, 0x81, 0xa6..=0xa9) | (0xef, 0xbf, 0xbe | 0xbf) => {
            Some(3)
        }
        _ => None,
    }
}

/// The same as [`escape`], appended.
pub fn escape_into(out: &mut String, text: &str) {
    let bytes = text.as_bytes();
    let mut from = 0;
    for (at, byte) in bytes.iter().enumerate() {
        if !MAY_MATTER[usize::from(*byte)] {
            continue;
        }
        let (written, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            _ => match wrong(bytes, at) {
                Some(length) => ("\u{fffd}", length),
                None => continue,
            },
        };
        out.push_str(&text[from..at]);
        out.push_str(written);
        from = at + length;
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

#[cfg(test)]
mod tests {
    use super::*;

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
