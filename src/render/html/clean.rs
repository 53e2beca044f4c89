//! A piece of raw HTML, written anew from a list of elements and attributes. Alone knows the tokenizer.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use crate::base::html::escape_into;
use crate::render::html::elements::{INLINE, SILENT, written};

/// The elements that may stand in a block besides those.
const BLOCK: [&str; 37] = [
    "acronym",
    "blockquote",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hgroup",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "rtc",
    "strike",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "tt",
    "ul",
];

/// Elements without content and end tag.
const VOID: [&str; 4] = ["br", "col", "hr", "wbr"];

/// Elements that end an open paragraph (WHATWG HTML, section 13.2.6.4.7).
const ENDS_PARAGRAPH: [&str; 21] = [
    "blockquote",
    "center",
    "details",
    "div",
    "dl",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hgroup",
    "hr",
    "ol",
    "p",
    "pre",
    "summary",
    "table",
    "ul",
];

/// Elements that end one of their siblings when they begin: themselves, what they end, and the elements that
/// they do not look beyond.
const ENDS_SIBLING: [(&[&str], &[&str], &[&str]); 6] = [
    (&["li"], &["li"], &["ul", "ol"]),
    (&["dt", "dd"], &["dt", "dd"], &["dl"]),
    (&["rt", "rp"], &["rt", "rp"], &["ruby"]),
    (&["td", "th"], &["td", "th", "caption", "colgroup"], &["table"]),
    (&["tr"], &["tr", "caption", "colgroup"], &["table"]),
    (
        &["thead", "tbody", "tfoot", "caption", "colgroup"],
        &["thead", "tbody", "tfoot", "caption", "colgroup"],
        &["table"],
    ),
];

/// Elements that stand in a table and nowhere else.
const IN_TABLE: [&str; 9] = ["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];

/// The attributes that pass on any element, and on some.
const ANYWHERE: [&str; 2] = ["lang", "title"];
const ATTRIBUTES: [(&str, &[&str]); 14] = [
    ("a", &["href", "hreflang"]),
    ("bdo", &["dir"]),
    ("blockquote", &["cite"]),
    ("col", &["span"]),
    ("colgroup", &["span"]),
    ("data", &["value"]),
    ("del", &["cite", "datetime"]),
    ("details", &["open"]),
    ("ins", &["cite", "datetime"]),
    ("ol", &["start"]),
    ("q", &["cite"]),
    ("td", &["colspan", "headers", "rowspan"]),
    ("th", &["colspan", "headers", "rowspan", "scope"]),
    ("time", &["datetime"]),
];

/// How deep elements may stand in each other; deeper ones are left out, their text is not.
const DEEPEST: usize = 100;

/// A block of raw HTML, cleaned, every element closed; empty if nothing is left of it.
pub fn block(html: &str) -> String {
    let mut writer = Cleaner::default();
    writer.read(html, |name| INLINE.contains(&name) || BLOCK.contains(&name));
    writer.out.trim().to_owned()
}

/// A single tag of inline content, cleaned, with its end tag if it has one.
pub fn tag(html: &str) -> String {
    let mut writer = Cleaner::default();
    writer.read(html, |name| INLINE.contains(&name));
    writer.out
}

/// What is written of raw HTML, and the elements that are open.
#[derive(Default)]
struct Cleaner {
    out: String,
    open: Vec<String>,
}

impl Cleaner {
    fn read(&mut self, html: &str, is_allowed: impl Fn(&str) -> bool) {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut silent: Option<String> = None;
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) if silent.is_none() => {
                    let name = text(&tag.name);
                    if SILENT.contains(&name.as_str()) {
                        silent = Some(name);
                    } else if is_allowed(&name) {
                        self.start(&name, &tag);
                    }
                }
                Token::EndTag(tag) => {
                    let name = text(&tag.name);
                    if silent.as_ref().is_none_or(|open| *open == name) && silent.take().is_none() {
                        self.end(&name);
                    }
                }
                Token::String(words) if silent.is_none() => escape_into(&mut self.out, &text(&words)),
                _ => {}
            }
        }
        self.close_from(0);
    }

    fn start(&mut self, name: &str, tag: &StartTag<()>) {
        let in_table = self.open.iter().any(|open| open == "table");
        if self.open.len() >= DEEPEST || (IN_TABLE.contains(&name) && !in_table) {
            return;
        }
        if name == "a" || ENDS_PARAGRAPH.contains(&name) {
            let ended = if name == "a" { "a" } else { "p" };
            self.end_before(&[ended], &["table", "td", "th", "caption"]);
        }
        for (begins, ended, beyond) in ENDS_SIBLING {
            if begins.contains(&name) {
                self.end_before(ended, beyond);
            }
        }
        self.out.push('<');
        self.out.push_str(written(name));
        for (key, value) in &tag.attributes {
            self.attribute(name, &text(key), &text(value));
        }
        if name == "a" {
            self.out.push_str(" rel=\"noopener noreferrer\"");
        }
        self.out.push('>');
        if !VOID.contains(&name) {
            self.open.push(name.to_owned());
        }
    }

    fn attribute(&mut self, element: &str, key: &str, value: &str) {
        let of_element = ATTRIBUTES.iter().any(|(name, keys)| *name == element && keys.contains(&key));
        let is_address = matches!(key, "href" | "cite");
        if (of_element || ANYWHERE.contains(&key)) && (!is_address || leads_out(value)) {
            self.out.push(' ');
            self.out.push_str(key);
            self.out.push_str("=\"");
            escape_into(&mut self.out, value);
            self.out.push('"');
        }
    }

    /// Ends the innermost of some elements, unless one of others stands around it.
    fn end_before(&mut self, ended: &[&str], beyond: &[&str]) {
        let is = |names: &[&str], open: &String| names.contains(&open.as_str());
        let found = self.open.iter().rposition(|open| is(ended, open) || is(beyond, open));
        if let Some(at) = found.filter(|at| is(ended, &self.open[*at])) {
            self.close_from(at);
        }
    }

    fn end(&mut self, name: &str) {
        if let Some(at) = self.open.iter().rposition(|open| open == name) {
            self.close_from(at);
        }
    }

    fn close_from(&mut self, at: usize) {
        for name in self.open.drain(at..).rev() {
            self.out.push_str("</");
            self.out.push_str(written(&name));
            self.out.push('>');
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether an address leads to another site or to a mailbox, as a browser reads it: blanks and control
/// characters around it and line breaks in it do not count (WHATWG URL, section 4.4).
fn leads_out(address: &str) -> bool {
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let address = address.trim_matches(|c: char| c <= ' ').to_ascii_lowercase();
    ["http://", "https://", "mailto:"].iter().any(|scheme| address.starts_with(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_is_written_as_a_browser_reads_it() {
        let list = "<ul><li>一<li>二</ul>";
        assert_eq!(block(list), "<ul><li>一</li><li>二</li></ul>");
        assert_eq!(block("<p>甲<p>乙"), "<p>甲</p><p>乙</p>");
        assert_eq!(
            block("<table><tr><td>1<td>2<tr><td>3</table>"),
            "<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>"
        );
        assert_eq!(block("<td>甲</td>"), "甲");
        assert_eq!(block("1 &lt; 2 &amp;amp; <b>3"), "1 &lt; 2 &amp;amp; <strong>3</strong>");
    }

    #[test]
    fn what_hides_in_other_ways_of_reading_is_left_out_or_text() {
        for hidden in [
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
            "<textarea><img src=x onerror=alert(1)></textarea>",
            "<![CDATA[<img src=x onerror=alert(1)>]]>",
            "<a href=\" java\nscript:alert(1)\">x</a>",
            "<a href=\"&#x6a;avascript:alert(1)\">x</a>",
            "<a href=\"//evil.example\">x</a>",
            "<div style=\"background:url(x)\" onclick=alert(1)>x</div>",
        ] {
            let clean = block(hidden);
            let tags: Vec<&str> =
                clean.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
            for tag in tags {
                assert!(!tag.contains("on") || tag.starts_with("a rel"), "{hidden}: {clean}");
                assert!(
                    !tag.contains("script:") && !tag.contains("href") && !tag.contains("style"),
                    "{hidden}: {clean}"
                );
                assert!(!tag.starts_with("img") && !tag.starts_with("svg"), "{hidden}: {clean}");
            }
        }
    }

    #[test]
    fn depth_is_bounded() {
        let deep = "<div>".repeat(5_000) + "甲";
        let clean = block(&deep);
        assert_eq!(clean.matches("<div>").count(), DEEPEST);
        assert!(clean.contains('甲'));
    }
}
