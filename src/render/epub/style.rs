//! How the walk over a body writes for e-books: as XML, without scripts and pictures, notes as e-books have them.

use std::ops::Range;

use crate::assemble::links::{self, LinkTarget};
use crate::base::html::{escape, safe_tag};
use crate::base::lang::{Both, Lang};
use crate::model::bitext::Bitext;
use crate::model::page::{FootnoteCall, Mark, Prose};
use crate::render::context::RenderContext;
use crate::render::epub::book::{self, Book};
use crate::render::html::sanitize::OpenTags;
use crate::render::html::text::TextWriter;
use crate::render::html::writer::{Element, Style};

/// As e-books want it.
pub struct BookStyle<'b> {
    ctx: &'b RenderContext<'b>,
    book: &'b Book<'b>,
    bitext: &'b Bitext,
    lang: Lang,
    tags: OpenTags,
    /// Whether each open link became one.
    linked: Vec<bool>,
    /// The notes that were called and are not written yet.
    called: Vec<usize>,
}

impl<'b> BookStyle<'b> {
    /// A style for one side of a page.
    pub fn new(
        ctx: &'b RenderContext<'b>,
        book: &'b Book<'b>,
        bitext: &'b Bitext,
        lang: Lang,
    ) -> BookStyle<'b> {
        let (tags, linked, called) = (OpenTags::default(), Vec::new(), Vec::new());
        BookStyle { ctx, book, bitext, lang, tags, linked, called }
    }

    /// The notes that were called since they were last taken.
    pub fn take_notes(&mut self) -> String {
        let (code, tag) = (self.lang.code(), self.lang.tag());
        let called = std::mem::take(&mut self.called);
        let notes = &self.bitext.pages.get(self.lang).body.notes;
        let write = TextWriter { lang: self.lang, half_width: false };
        let note = |at: usize| {
            let mut text = String::new();
            write.write(notes.get(at).map_or("", |note| &note.text), &mut text);
            format!(
                "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"n-{code}-{at}\" lang=\"{tag}\"><p><a href=\"#c-{code}-{at}\" role=\"doc-backlink\">{}</a> {text}</p></aside>\n",
                at + 1
            )
        };
        called.into_iter().map(note).collect()
    }

    /// Where a link leads from a page of the book; `None` for what is not in it.
    fn href(&self, target: &str) -> Option<String> {
        let site = self.ctx.site;
        let place = |page: &Bitext, id: Option<String>| {
            let at = site.position(&page.address).filter(|at| self.book.pages.contains(at))?;
            let known = id.filter(|id| page.passages.iter().any(|one| *one.id == **id));
            Some(format!("{}{}", book::file(at), known.map_or(String::new(), |id| format!("#{id}"))))
        };
        match links::resolve(site, &self.bitext.address, target) {
            LinkTarget::Outside => Some(target.to_owned()),
            LinkTarget::Page(page, _, id) => place(page, id),
            LinkTarget::Here(id) => place(self.bitext, Some(id)),
            _ => None,
        }
    }

    fn open(&mut self, mark: &Mark, out: &mut String) {
        match mark {
            Mark::Emphasis => out.push_str("<em>"),
            Mark::Strong => out.push_str("<strong>"),
            Mark::Strike => out.push_str("<del>"),
            Mark::Emended(_) => out.push_str("<span class=\"emended\">"),
            Mark::Link(link) => {
                let href = self.href(&link.target);
                self.linked.push(href.is_some());
                if let Some(href) = href {
                    out.push_str(&format!("<a href=\"{}\">", escape(&href)));
                }
            }
            // Its description stands for it.
            Mark::Image(_) => out.push_str("<span class=\"picture\">"),
        }
    }

    fn close(&mut self, mark: &Mark, out: &mut String) {
        match mark {
            Mark::Emphasis => out.push_str("</em>"),
            Mark::Strong => out.push_str("</strong>"),
            Mark::Strike => out.push_str("</del>"),
            Mark::Emended(_) | Mark::Image(_) => out.push_str("</span>"),
            Mark::Link(_) => {
                if self.linked.pop() == Some(true) {
                    out.push_str("</a>");
                }
            }
        }
    }

    fn call(&self, id: &str, note: &str, number: usize, out: &mut String) {
        out.push_str(&format!(
            "<sup><a epub:type=\"noteref\" role=\"doc-noteref\"{id} href=\"#{note}\">{number}</a></sup>"
        ));
    }
}

impl Style for BookStyle<'_> {
    fn start(&mut self, element: Element, out: &mut String) {
        match element {
            Element::Paragraph => out.push_str("<p>"),
            Element::Heading(level, ..) => out.push_str(&format!("<h{}>", level.max(2))),
            Element::List(None) => out.push_str("<ul>\n"),
            Element::List(Some(first)) => out.push_str(&format!("<ol start=\"{first}\">\n")),
            Element::Item(checked, _) => {
                out.push_str("<li>");
                out.push_str(checked.map_or("", |checked| if checked { "☑ " } else { "☐ " }));
            }
            Element::Table(_) => out.push_str("<table>\n"),
            Element::Head => out.push_str("<thead>\n"),
            Element::Rows => out.push_str("<tbody>\n"),
            Element::Row => out.push_str("<tr>"),
            Element::Cell(_, _, is_head) => out.push_str(if is_head { "<th>" } else { "<td>" }),
            Element::Quote(_) => out.push_str("<blockquote>\n"),
            Element::Callout(kind) => {
                let name: Both<&str> = kind.name();
                out.push_str(&format!(
                    "<div class=\"callout\">\n<p><strong>{}</strong></p>\n",
                    name.get(self.lang)
                ));
            }
            Element::Code(_) => out.push_str("<pre><code>"),
            Element::Footnote(number, _) => out.push_str(&format!(
                "<aside epub:type=\"footnote\" role=\"doc-footnote\" id=\"f-{}-{number}\">\n",
                self.lang.code()
            )),
            Element::InlineCode => out.push_str("<code>"),
            Element::Mark(mark) => {
                self.tags.enter(false, out);
                self.open(mark, out);
            }
        }
    }

    fn end(&mut self, element: Element, out: &mut String) {
        match element {
            Element::Paragraph => out.push_str("</p>\n"),
            Element::Heading(level, ..) => out.push_str(&format!("</h{}>\n", level.max(2))),
            Element::List(start) => out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" }),
            Element::Item(..) => out.push_str("</li>\n"),
            Element::Table(_) => out.push_str("</table>\n"),
            Element::Head => out.push_str("</thead>\n"),
            Element::Rows => out.push_str("</tbody>\n"),
            Element::Row => out.push_str("</tr>\n"),
            Element::Cell(_, _, is_head) => out.push_str(if is_head { "</th>" } else { "</td>" }),
            Element::Quote(_) => out.push_str("</blockquote>\n"),
            Element::Callout(_) => out.push_str("</div>\n"),
            Element::Code(_) => out.push_str("</code></pre>\n"),
            Element::Footnote(..) => out.push_str("</aside>\n"),
            Element::InlineCode => out.push_str("</code>"),
            Element::Mark(mark) => {
                self.tags.leave(out);
                self.close(mark, out);
            }
        }
    }

    fn rule(&mut self, out: &mut String) {
        out.push_str("<hr/>\n");
    }

    fn html(&mut self, _: &str, _: &mut String) {}

    fn tag(&mut self, html: &str, out: &mut String) {
        match safe_tag(html) {
            Some("br") => out.push_str("<br/>"),
            Some(name) => self.tags.take_bare(name, html.starts_with("</"), out),
            None => {}
        }
    }

    fn text(&mut self, prose: &Prose, range: Range<usize>, out: &mut String) {
        TextWriter { lang: self.lang, half_width: false }.write(&prose.text.string()[range], out);
    }

    fn hard_break(&mut self, _: bool, out: &mut String) {
        out.push_str("<br/>\n");
    }

    fn footnote_call(&mut self, call: &FootnoteCall, out: &mut String) {
        let note = format!("f-{}-{}", self.lang.code(), call.number);
        self.call("", &note, call.number, out);
    }

    fn note_call(&mut self, note: usize, out: &mut String) {
        let code = self.lang.code();
        // A note is called once; a cut sentence must not name it twice.
        let id = match self.called.contains(&note) {
            true => String::new(),
            false => format!(" id=\"c-{code}-{note}\""),
        };
        self.call(&id, &format!("n-{code}-{note}"), note + 1, out);
        if !self.called.contains(&note) {
            self.called.push(note);
        }
    }

    fn end_prose(&mut self, out: &mut String) {
        self.tags.finish(out);
    }
}
