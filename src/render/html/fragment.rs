//! Markdown as plain HTML, without the site: what CommonMark and GFM define, byte for byte.
//!
//! It serves `duizhao markdown`, which shows how the build reads a text, and the conformance tests.

use crate::assemble::links;
use crate::base::html::escape_into;
use crate::base::lang::Lang;
use crate::model::page::{Align, Block, BlockKind, Body, Inline, Item, Mark, Prose};

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
    let mut writer = FragmentWriter { body, raw, lang, out: String::new() };
    writer.blocks(&body.blocks);
    writer.out
}

struct FragmentWriter<'w> {
    body: &'w Body,
    raw: RawHtml,
    lang: Lang,
    out: String,
}

impl FragmentWriter<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    /// Begins a block on a line of its own.
    fn fresh(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(prose) => {
                self.fresh();
                self.out.push_str("<p>");
                self.prose(prose);
                self.out.push_str("</p>\n");
            }
            BlockKind::Plain(prose) => self.prose(prose),
            BlockKind::Heading { level, id, classes, prose } => {
                self.fresh();
                self.out.push_str(&format!("<h{level}"));
                if let Some(id) = id {
                    self.attribute("id", id);
                }
                if !classes.is_empty() {
                    self.attribute("class", &classes.join(" "));
                }
                self.out.push('>');
                self.prose(prose);
                self.out.push_str(&format!("</h{level}>\n"));
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Table { align, head, rows } => self.table(align, head, rows),
            BlockKind::Quote(blocks) => {
                self.fresh();
                self.out.push_str("<blockquote>\n");
                self.blocks(blocks);
                self.fresh();
                self.out.push_str("</blockquote>\n");
            }
            BlockKind::Code { info, text } => {
                self.fresh();
                self.out.push_str("<pre><code");
                let language = info.as_deref().and_then(|info| info.split_whitespace().next());
                if let Some(language) = language {
                    self.attribute("class", &format!("language-{language}"));
                }
                self.out.push('>');
                escape_into(&mut self.out, text);
                self.out.push_str("</code></pre>\n");
            }
            BlockKind::Html(html) => {
                self.fresh();
                if self.raw == RawHtml::Kept {
                    self.out.push_str(html);
                }
            }
            BlockKind::Rule => {
                self.fresh();
                self.out.push_str("<hr />\n");
            }
            BlockKind::Footnote { label, blocks } => {
                self.fresh();
                self.out.push_str("<div class=\"footnote-definition\"");
                self.attribute("id", label);
                self.out.push_str(">\n");
                self.blocks(blocks);
                self.fresh();
                self.out.push_str("</div>\n");
            }
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        escape_into(&mut self.out, value);
        self.out.push('"');
    }

    /// An address; one that could run as a program is left empty unless raw HTML is kept.
    fn address(&mut self, name: &str, target: &str) {
        let shown = self.raw == RawHtml::Kept || links::is_harmless(target);
        self.attribute(name, &if shown { address(target) } else { String::new() });
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        self.fresh();
        match start {
            None => self.out.push_str("<ul>\n"),
            Some(1) => self.out.push_str("<ol>\n"),
            Some(first) => self.out.push_str(&format!("<ol start=\"{first}\">\n")),
        }
        for item in items {
            self.out.push_str("<li>");
            if let Some(checked) = item.checked {
                let checked = if checked { " checked=\"\"" } else { "" };
                self.out.push_str(&format!("<input{checked} disabled=\"\" type=\"checkbox\"> "));
            }
            for block in &item.blocks {
                let inline = matches!(block.kind, BlockKind::Plain(_));
                if !inline && self.out.ends_with("<li>") {
                    self.out.push('\n');
                }
                self.block(block);
            }
            self.out.push_str("</li>\n");
        }
        self.out.push_str(if start.is_some() { "</ol>\n" } else { "</ul>\n" });
    }

    fn table(&mut self, align: &[Align], head: &[Prose], rows: &[Vec<Prose>]) {
        self.fresh();
        let align = |column: usize| match align.get(column) {
            Some(Align::Left) => " align=\"left\"",
            Some(Align::Center) => " align=\"center\"",
            Some(Align::Right) => " align=\"right\"",
            _ => "",
        };
        let row = |writer: &mut Self, tag: &str, cells: &[Prose]| {
            writer.out.push_str("<tr>\n");
            for (column, cell) in cells.iter().enumerate() {
                writer.out.push_str(&format!("<{tag}{}>", align(column)));
                writer.prose(cell);
                writer.out.push_str(&format!("</{tag}>\n"));
            }
            writer.out.push_str("</tr>\n");
        };
        self.out.push_str("<table>\n<thead>\n");
        row(self, "th", head);
        self.out.push_str("</thead>\n");
        if !rows.is_empty() {
            self.out.push_str("<tbody>\n");
            for cells in rows {
                row(self, "td", cells);
            }
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n");
    }

    fn prose(&mut self, prose: &Prose) {
        let text = &prose.text.string;
        // Inside an image's text alternative only characters count.
        let mut images: Vec<String> = Vec::new();
        for inline in &prose.inlines {
            if !images.is_empty() {
                match inline {
                    Inline::Text(range) | Inline::Code(range) | Inline::SoftBreak(range) => {
                        escape_into(&mut self.out, &text[range.clone()]);
                    }
                    Inline::HardBreak => self.out.push('\n'),
                    Inline::Open(Mark::Image(_)) => images.push(String::new()),
                    Inline::Close(Mark::Image(_)) => {
                        self.out.push_str(&images.pop().unwrap_or_default());
                    }
                    _ => {}
                }
                continue;
            }
            match inline {
                Inline::Text(range) => escape_into(&mut self.out, &text[range.clone()]),
                Inline::Code(range) => {
                    self.out.push_str("<code>");
                    escape_into(&mut self.out, &text[range.clone()]);
                    self.out.push_str("</code>");
                }
                Inline::SoftBreak(_) => self.out.push('\n'),
                Inline::HardBreak => self.out.push_str("<br />\n"),
                Inline::Open(Mark::Image(link)) => {
                    self.out.push_str("<img");
                    self.address("src", &link.target);
                    self.out.push_str(" alt=\"");
                    let title = match link.title.is_empty() {
                        true => String::new(),
                        false => format!(" title=\"{}\"", crate::base::html::escape(&link.title)),
                    };
                    images.push(format!("\"{title} />"));
                }
                Inline::Open(mark) => self.open(mark),
                Inline::Close(mark) => self.out.push_str(match mark {
                    Mark::Emphasis => "</em>",
                    Mark::Strong => "</strong>",
                    Mark::Strike => "</del>",
                    Mark::Link(_) => "</a>",
                    Mark::Emended(_) => "</mark>",
                    Mark::Image(_) => "",
                }),
                Inline::FootnoteCall(label) => {
                    self.out.push_str("<sup class=\"footnote-reference\"><a href=\"#");
                    escape_into(&mut self.out, label);
                    self.out.push_str("\">");
                    escape_into(&mut self.out, label);
                    self.out.push_str("</a></sup>");
                }
                Inline::NoteCall(at) => {
                    let note = self.body.notes.get(*at).map_or("", |note| &note.text);
                    self.out.push_str(&format!("<sup class=\"note\" lang=\"{}\"", self.lang.tag()));
                    self.attribute("title", note);
                    self.out.push_str(&format!(">{}</sup>", at + 1));
                }
                Inline::Html(tag) if self.raw == RawHtml::Kept => self.out.push_str(&tag.html),
                Inline::Html(..) => {}
            }
        }
    }

    fn open(&mut self, mark: &Mark) {
        match mark {
            Mark::Emphasis => self.out.push_str("<em>"),
            Mark::Strong => self.out.push_str("<strong>"),
            Mark::Strike => self.out.push_str("<del>"),
            Mark::Emended(_) => self.out.push_str("<mark>"),
            Mark::Link(link) => {
                self.out.push_str("<a");
                self.address("href", &link.target);
                if !link.title.is_empty() {
                    self.attribute("title", &link.title);
                }
                self.out.push('>');
            }
            Mark::Image(_) => {}
        }
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
