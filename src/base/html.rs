//! Text in HTML: what must be escaped.

/// Text with what HTML reads as markup escaped; good for elements and for attributes in `"`.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// The same, appended.
pub fn escape_into(out: &mut String, text: &str) {
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
