//! Raw HTML of content, where `site.yaml` lets it through: read as browsers read it, written anew.
//!
//! A tokenizer that follows the WHATWG HTML standard (section 13.2.5) takes the text apart; what comes out is
//! put together from a list of elements and attributes, with every text escaped and every element closed, so
//! that it cannot be read in another way than it was written. No script, style or form passes, no event
//! handler, no `style`, `class` or `id`, no address but `http:`, `https:` and `mailto:`. Images and links
//! inside the site are Markdown's, because only those are checked.

#[cfg(feature = "raw-html")]
pub use crate::render::html::clean::{block, tag};

/// A program built without the feature `raw-html` shows none.
#[cfg(not(feature = "raw-html"))]
pub fn block(_: &str) -> String {
    String::new()
}

#[cfg(not(feature = "raw-html"))]
use block as tag;

use crate::render::html::elements::{INLINE, SILENT, written};

/// The raw tags of one run of inline content. CommonMark hands them over one by one, so each is cleaned
/// by itself, and what must close where is kept here: elements never cross Markdown's own.
#[derive(Debug, Default)]
pub struct OpenTags {
    open: Vec<OpenElement>,
    /// The element whose content is left out.
    silent: Option<String>,
}

#[derive(Debug, PartialEq, Eq)]
enum OpenElement {
    /// Markdown's own: emphasis, a link.
    Mark,
    /// An element by its name.
    Element(String),
}

impl OpenTags {
    /// Takes a tag, a comment or the like, as written, and appends what may stand of it.
    pub fn take(&mut self, html: &str, in_link: bool, out: &mut String) {
        if let Some(rest) = html.strip_prefix("</") {
            return self.end(&name(rest), out);
        }
        let name = name(html.strip_prefix('<').unwrap_or(html));
        if self.silent.is_some() {
        } else if SILENT.contains(&name.as_str()) {
            self.silent = Some(name);
        } else if INLINE.contains(&name.as_str()) && !(name == "a" && (in_link || self.is_in_link())) {
            let clean = tag(html);
            match clean.strip_suffix(&format!("</{}>", written(&name))) {
                Some(start) => {
                    out.push_str(start);
                    self.open.push(OpenElement::Element(name));
                }
                None => out.push_str(&clean),
            }
        }
    }

    /// Takes a tag that always works, by its name, without its attributes.
    pub fn take_bare(&mut self, name: &str, is_end: bool, out: &mut String) {
        if is_end {
            return self.end(name, out);
        }
        out.push_str(&format!("<{name}>"));
        if !matches!(name, "br" | "wbr") {
            self.open.push(OpenElement::Element(name.to_owned()));
        }
    }

    /// Ends the innermost element of a name, and what is open inside it; not across Markdown's own.
    fn end(&mut self, name: &str, out: &mut String) {
        if self.silent.as_deref() == Some(name) {
            self.silent = None;
            return;
        }
        let own = self.open.iter().rposition(|one| *one == OpenElement::Mark).map_or(0, |at| at + 1);
        let found = self.open[own..]
            .iter()
            .rposition(|one| matches!(one, OpenElement::Element(open) if open == name));
        if let Some(at) = found {
            self.close_from(own + at, out);
        }
    }

    fn close_from(&mut self, at: usize, out: &mut String) {
        for one in self.open.drain(at..).rev() {
            if let OpenElement::Element(name) = one {
                out.push_str(&format!("</{}>", written(&name)));
            }
        }
    }

    /// Markdown's own markup begins; a link ends the raw link that it stands in.
    pub fn enter(&mut self, is_link: bool, out: &mut String) {
        let around =
            self.open.iter().position(|one| matches!(one, OpenElement::Element(name) if name == "a"));
        if let (true, Some(at)) = (is_link, around) {
            // Only as far as Markdown's own markup lets it.
            let own = self.open.iter().rposition(|one| *one == OpenElement::Mark).map_or(0, |at| at + 1);
            if at >= own {
                self.close_from(at, out);
            }
        }
        self.open.push(OpenElement::Mark);
    }

    /// Markdown's own markup ends, and the elements inside it.
    pub fn leave(&mut self, out: &mut String) {
        if let Some(at) = self.open.iter().rposition(|one| *one == OpenElement::Mark) {
            self.close_from(at, out);
        }
    }

    /// The content ends, and all that is open.
    pub fn finish(&mut self, out: &mut String) {
        if !self.open.is_empty() {
            self.close_from(0, out);
        }
        self.silent = None;
    }

    /// Whether text is left out here.
    pub fn is_silent(&self) -> bool {
        self.silent.is_some()
    }

    /// Whether a raw link is open.
    pub fn is_in_link(&self) -> bool {
        self.open.iter().any(|one| matches!(one, OpenElement::Element(name) if name == "a"))
    }
}

/// The name that a tag begins with, in lower case; empty for a comment and the like.
fn name(tag: &str) -> String {
    let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(tag.len());
    tag[..end].to_ascii_lowercase()
}

#[cfg(feature = "raw-html")]
#[cfg(test)]
mod tests {
    use super::*;

    fn woven(pieces: &[&str]) -> String {
        let (mut tags, mut out) = (OpenTags::default(), String::new());
        for piece in pieces {
            match *piece {
                "*(" => tags.enter(false, &mut out),
                ")*" => tags.leave(&mut out),
                tag if tag.starts_with('<') => tags.take(tag, false, &mut out),
                _ if tags.is_silent() => {}
                text => out.push_str(text),
            }
        }
        tags.finish(&mut out);
        out
    }

    #[test]
    fn pairs_that_come_in_pieces_stay_pairs() {
        assert_eq!(woven(&["<b onclick=\"x()\">", "粗", "</b>"]), "<strong>粗</strong>");
        assert_eq!(woven(&["<ruby>", "字", "<rt>", "zì", "</rt>", "</ruby>"]), "<ruby>字<rt>zì</rt></ruby>");
        assert_eq!(woven(&["一", "<br/>", "二"]), "一<br>二");
    }

    #[test]
    fn elements_never_cross_markdown_or_stay_open() {
        assert_eq!(woven(&["<b>", "粗"]), "<strong>粗</strong>");
        assert_eq!(woven(&["*(", "<b>", "甲", ")*", "乙", "</b>"]), "<strong>甲</strong>乙");
        assert_eq!(woven(&["<b>", "甲", "*(", "乙", "</b>", ")*", "丙"]), "<strong>甲乙丙</strong>");
        assert_eq!(woven(&["<i>", "<b>", "甲", "</i>", "乙", "</b>"]), "<i><strong>甲</strong></i>乙");
        assert_eq!(
            woven(&["</p>", "</main>", "甲", "<div>", "<li>", "<td>", "<form>", "<base href=x>"]),
            "甲"
        );
    }

    #[test]
    fn what_could_run_is_left_out() {
        assert_eq!(woven(&["甲", "<script>", "alert(1)", "<b>", "</script>", "乙"]), "甲乙");
        assert_eq!(woven(&["<style>", "p{}", "</STYLE>", "乙"]), "乙");
        let link = woven(&["<a href=\"java&#10;script:x\" id=top style=\"position:fixed\">", "点", "</a>"]);
        assert_eq!(link, "<a rel=\"noopener noreferrer\">点</a>");
        assert_eq!(block("<div id=x><p>甲"), "<div><p>甲</p></div>");
        assert_eq!(block("</main></div>甲<!-- x --><meta http-equiv=refresh><base href=//e>"), "甲");
        assert_eq!(
            block("<details><summary>题</summary>文</details>"),
            "<details><summary>题</summary>文</details>"
        );
    }
}
