//! Markdown as plain HTML, without the site: what CommonMark and GFM define, byte for byte.
//!
//! It serves `duizhao markdown`, which shows how the build reads a text, and the conformance tests.

use std::ops::Range;

use crate::assemble::links;
use crate::base::html::{escape, escape_into, safe_tag};
use crate::base::lang::Lang;
use crate::model::page::{Align, Body, FootnoteCall, Mark, Prose};
use crate::render::html::sanitize::OpenTags;
use crate::render::html::text::TextWriter;
use crate::render::html::writer::{Element, Style, Writer};

/// What becomes of raw HTML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawHtml {
    /// Let through, as the specification has it.
    Kept,
    /// Left out.
    Dropped,
}

/// Writes a body as an HTML fragment.
pub fn write(body: &Body, lang: Lang, raw: RawHtml) -> String {
    let mut writer =
        Writer::new(Plain { body, raw, lang, tags: OpenTags::default(), marks_languages: false });
    writer.blocks(&body.blocks);
    writer.out
}

/// The same for a page of the site: no raw HTML, and runs in the other language have their `lang`.
pub(crate) fn write_marked(body: &Body, lang: Lang) -> String {
    let (raw, tags) = (RawHtml::Dropped, OpenTags::default());
    let mut writer = Writer::new(Plain { body, raw, lang, tags, marks_languages: true });
    writer.blocks(&body.blocks);
    writer.out
}

/// As CommonMark and GFM print it.
struct Plain<'b> {
    body: &'b Body,
    raw: RawHtml,
    lang: Lang,
    /// Tags that always work, where others are left out.
    tags: OpenTags,
    /// Whether a run in the other language has its `lang`.
    marks_languages: bool,
}

/// Whether an element begins on a line of its own.
fn is_block(element: &Element) -> bool {
    !matches!(
        element,
        Element::Item(..)
            | Element::Head
            | Element::Rows
            | Element::Row
            | Element::Cell(..)
            | Element::InlineCode
            | Element::Mark(_)
    )
}

fn heading(level: u8, id: Option<&str>, classes: &[String], out: &mut String) {
    out.push_str(&format!("<h{level}"));
    if let Some(id) = id {
        attribute("id", id, out);
    }
    if !classes.is_empty() {
        attribute("class", &classes.join(" "), out);
    }
    out.push('>');
}

/// Begins a block on a line of its own.
fn fresh(out: &mut String) {
    if !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push_str(&format!(" {name}=\"{}\"", escape(value)));
}

impl Plain<'_> {
    /// An address; one that could run as a program is left empty unless raw HTML is kept.
    fn address(&self, name: &str, target: &str, out: &mut String) {
        let shown = self.raw == RawHtml::Kept || links::is_harmless(target);
        attribute(name, &if shown { address(target) } else { String::new() }, out);
    }

    fn open(&self, mark: &Mark, out: &mut String) {
        match mark {
            Mark::Emphasis => out.push_str("<em>"),
            Mark::Strong => out.push_str("<strong>"),
            Mark::Strike => out.push_str("<del>"),
            Mark::Emended(_) => out.push_str("<mark>"),
            Mark::Link(link) => {
                out.push_str("<a");
                self.address("href", &link.target, out);
                if !link.title.is_empty() {
                    attribute("title", &link.title, out);
                }
                out.push('>');
            }
            Mark::Image(link) => {
                out.push_str("<img");
                self.address("src", &link.target, out);
                out.push_str(" alt=\"");
            }
        }
    }

    fn close(&self, mark: &Mark, out: &mut String) {
        match mark {
            Mark::Emphasis => out.push_str("</em>"),
            Mark::Strong => out.push_str("</strong>"),
            Mark::Strike => out.push_str("</del>"),
            Mark::Link(_) => out.push_str("</a>"),
            Mark::Image(link) => {
                out.push('"');
                if !link.title.is_empty() {
                    attribute("title", &link.title, out);
                }
                out.push_str(" />");
            }
            Mark::Emended(at) => {
                out.push_str("</mark>");
                if let Some(reading) = self.body.emendations.get(*at).and_then(|one| one.reading_to_tell()) {
                    out.push_str(&format!("<ins>{}</ins>", escape(reading)));
                }
            }
        }
    }
}

fn item(checked: Option<bool>, has_block: bool, out: &mut String) {
    out.push_str("<li>");
    match checked {
        Some(checked) => {
            let checked = if checked { " checked=\"\"" } else { "" };
            out.push_str(&format!("<input{checked} disabled=\"\" type=\"checkbox\"> "));
        }
        None if has_block => out.push('\n'),
        None => {}
    }
}

fn cell(align: Align, is_head: bool, out: &mut String) {
    out.push_str(if is_head { "<th" } else { "<td" });
    out.push_str(match align {
        Align::Left => " align=\"left\"",
        Align::Center => " align=\"center\"",
        Align::Right => " align=\"right\"",
        Align::None => "",
    });
    out.push('>');
}

impl Style for Plain<'_> {
    fn start(&mut self, element: Element, out: &mut String) {
        if is_block(&element) {
            fresh(out);
        }
        match element {
            Element::Paragraph => out.push_str("<p>"),
            Element::Heading(level, id, classes) => heading(level, id, classes, out),
            Element::List(None) => out.push_str("<ul>\n"),
            Element::List(Some(1)) => out.push_str("<ol>\n"),
            Element::List(Some(first)) => out.push_str(&format!("<ol start=\"{first}\">\n")),
            Element::Item(checked, has_block) => item(checked, has_block, out),
            Element::Table(_) => out.push_str("<table>\n"),
            Element::Head => out.push_str("<thead>\n"),
            Element::Rows => out.push_str("<tbody>\n"),
            Element::Row => out.push_str("<tr>\n"),
            Element::Cell(_, align, is_head) => cell(align, is_head, out),
            Element::Quote(_) => out.push_str("<blockquote>\n"),
            Element::Callout(kind) => {
                let (code, name) = (kind.code(), kind.name());
                let name = name.get(self.lang);
                out.push_str(&format!("<div class=\"callout {code}\">\n<p class=\"name\">{name}</p>\n"));
            }
            Element::Code(language) => {
                out.push_str("<pre><code");
                let class = language.map(|language| format!("language-{language}"));
                class.iter().for_each(|class| attribute("class", class, out));
                out.push('>');
            }
            Element::Footnote(number, _) => {
                out.push_str(&format!("<div class=\"footnote-definition\" id=\"fn-{number}\">\n"));
            }
            Element::InlineCode => out.push_str("<code>"),
            Element::Mark(mark) => {
                if !matches!(mark, Mark::Image(_)) {
                    self.tags.enter(false, out);
                }
                self.open(mark, out);
            }
        }
    }

    fn end(&mut self, element: Element, out: &mut String) {
        match element {
            Element::Paragraph => out.push_str("</p>\n"),
            Element::Heading(level, ..) => out.push_str(&format!("</h{level}>\n")),
            Element::List(start) => out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" }),
            Element::Item(..) => out.push_str("</li>\n"),
            Element::Table(_) => out.push_str("</table>\n"),
            Element::Head => out.push_str("</thead>\n"),
            Element::Rows => out.push_str("</tbody>\n"),
            Element::Row => out.push_str("</tr>\n"),
            Element::Cell(_, _, true) => out.push_str("</th>\n"),
            Element::Cell(_, _, false) => out.push_str("</td>\n"),
            Element::Quote(_) => {
                fresh(out);
                out.push_str("</blockquote>\n");
            }
            Element::Callout(_) | Element::Footnote(..) => {
                fresh(out);
                out.push_str("</div>\n");
            }
            Element::Code(_) => out.push_str("</code></pre>\n"),
            Element::InlineCode => out.push_str("</code>"),
            Element::Mark(mark) => {
                if !matches!(mark, Mark::Image(_)) {
                    self.tags.leave(out);
                }
                self.close(mark, out);
            }
        }
    }

    fn rule(&mut self, out: &mut String) {
        fresh(out);
        out.push_str("<hr />\n");
    }

    fn html(&mut self, html: &str, out: &mut String) {
        fresh(out);
        if self.raw == RawHtml::Kept {
            out.push_str(html);
        }
    }

    fn tag(&mut self, html: &str, out: &mut String) {
        if self.raw == RawHtml::Kept {
            out.push_str(html);
        } else if let Some(name) = safe_tag(html) {
            self.tags.take_bare(name, html.starts_with("</"), out);
        }
    }

    fn end_prose(&mut self, out: &mut String) {
        self.tags.finish(out);
    }

    fn text(&mut self, prose: &Prose, range: Range<usize>, out: &mut String) {
        let text = &prose.text.string()[range];
        match self.marks_languages {
            true => TextWriter { lang: self.lang, half_width: false }.write(text, out),
            false => escape_into(out, text),
        }
    }

    fn hard_break(&mut self, in_attribute: bool, out: &mut String) {
        out.push_str(if in_attribute { "\n" } else { "<br />\n" });
    }

    fn footnote_call(&mut self, call: &FootnoteCall, out: &mut String) {
        let number = call.number;
        out.push_str(&format!(
            "<sup class=\"footnote-reference\"><a href=\"#fn-{number}\">{number}</a></sup>"
        ));
    }

    fn note_call(&mut self, note: usize, out: &mut String) {
        let text = self.body.notes.get(note).map_or("", |note| &note.text);
        out.push_str(&format!("<sup class=\"note\" lang=\"{}\"", self.lang.tag()));
        attribute("title", text, out);
        out.push_str(&format!(">{}</sup>", note + 1));
    }
}

/// An address with what no address may hold percent-encoded, `%` itself left alone.
fn address(target: &str) -> String {
    let mut out = String::with_capacity(target.len());
    for byte in target.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' => out.push(byte as char),
            b'-' | b'_' | b'.' | b'!' | b'~' | b'*' | b'\'' | b'(' | b')' | b';' | b'/' | b'?' | b':'
            | b'@' | b'&' | b'=' | b'+' | b'$' | b',' | b'#' | b'%' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
