//! The elements of HTML that raw HTML is read by.

/// The elements that may stand inside a paragraph, a heading, a table cell: they end none of these.
pub(super) const INLINE: [&str; 31] = [
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
];

/// Elements whose content is no text.
pub(super) const SILENT: [&str; 2] = ["script", "style"];

/// The name under which an element of raw HTML is written: `b` is the site's own mark of a checked figure, and what
/// an author makes bold is bold as Markdown's.
pub(super) fn written(name: &str) -> &str {
    if name == "b" { "strong" } else { name }
}
