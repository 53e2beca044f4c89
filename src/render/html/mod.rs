//! A block of a page as HTML of the site: links resolved, misprints and notes marked, quantities and
//! terms marked, every run in the other language with its `lang`.
//!
//! A side is written once; the three editions share it, because their paths are equal.

pub mod annotations;
#[cfg(feature = "raw-html")]
mod clean;
pub mod evidence;
pub mod fragment;
pub mod sanitize;
pub mod text;

use std::ops::Range;

use crate::assemble::links::{self, Target};
use crate::base::html::{escape, escape_into};
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::page::{Align, Block, BlockKind, Body, Inline, Item, Link, Mark, Prose};
use crate::model::proof::PassageProof;
use crate::render::address::{file, original_href};
use crate::render::context::RenderContext;
use crate::render::html::annotations::Annotations;
use crate::render::html::sanitize::Tags;
use crate::render::html::text::TextWriter;
use crate::render::names::as_typed;
use crate::render::view::NoteView;

/// A side of a passage, written.
pub struct RenderedBlock {
    /// The block.
    pub html: String,
    /// The notes that it calls.
    pub notes: Vec<NoteView>,
}

/// Writes one side of a passage. `root` leads from the page to the output folder.
pub fn block(
    ctx: &RenderContext,
    bitext: &Bitext,
    block: &Block,
    proof: &PassageProof,
    lang: Lang,
    root: &str,
) -> RenderedBlock {
    let quoted = proof.original();
    let half_width = matches!(block.kind, BlockKind::Quote(_))
        && lang == Lang::Zh
        && quoted.is_some_and(|at| as_typed(&ctx.site.originals[at]));
    let overlays = annotations::of(ctx.site, block, proof, lang, root);
    let mut writer = BlockWriter {
        ctx,
        bitext,
        body: &bitext.pages.get(lang).body,
        lang,
        root,
        overlays: &overlays,
        prose: 0,
        leaf: TextWriter { lang, half_width },
        in_link: 0,
        in_image: 0,
        tags: Tags::default(),
        out: String::new(),
        notes: Vec::new(),
    };
    match &block.kind {
        BlockKind::Heading { prose, .. } => writer.prose(prose),
        BlockKind::Quote(blocks) => {
            writer.open_quote(quoted.map(|at| &*ctx.site.originals[at].id), half_width, proof);
            writer.blocks(blocks);
            writer.out.push_str("</blockquote>");
        }
        _ => {
            writer.out.push_str("<div class=\"body\">");
            writer.block(block);
            writer.out.push_str("</div>");
        }
    }
    RenderedBlock { html: writer.out, notes: writer.notes }
}

/// Plain blocks of the program's own texts: paragraphs and code, no links.
pub fn plain_blocks(blocks: &[Block], lang: Lang) -> String {
    let mut out = String::new();
    let leaf = TextWriter { lang, half_width: false };
    for prose in blocks.iter().flat_map(|block| block.proses()) {
        out.push_str("<p>");
        for inline in &prose.inlines {
            match inline {
                Inline::Text(range) => leaf.write(&prose.text.string[range.clone()], &mut out),
                Inline::Code(range) => {
                    out.push_str(&format!("<code>{}</code>", escape(&prose.text.string[range.clone()])))
                }
                Inline::SoftBreak(_) => out.push(' '),
                _ => {}
            }
        }
        out.push_str("</p>");
    }
    out
}

struct BlockWriter<'w> {
    ctx: &'w RenderContext<'w>,
    bitext: &'w Bitext,
    body: &'w Body,
    lang: Lang,
    root: &'w str,
    /// Overlays of each prose of the block.
    overlays: &'w [Vec<Annotations>],
    /// The prose that comes next.
    prose: usize,
    leaf: TextWriter,
    in_link: usize,
    /// Images whose text alternative is being written: an attribute, in which only characters count.
    in_image: usize,
    /// Raw tags of the prose that is being written.
    tags: Tags,
    out: String,
    notes: Vec<NoteView>,
}

impl BlockWriter<'_> {
    fn open_quote(&mut self, original: Option<&str>, half_width: bool, proof: &PassageProof) {
        let class = match (self.lang, half_width) {
            (Lang::En, _) => "body quote translated",
            (Lang::Zh, true) => "body quote as-typed",
            (Lang::Zh, false) => "body quote",
        };
        self.out.push_str(&format!("<blockquote class=\"{class}\""));
        if let (Some(id), Lang::Zh) = (original, self.lang) {
            let place = proof.paragraph(self.ctx.site).map_or(String::new(), |number| format!("#p{number}"));
            self.out.push_str(&format!(" cite=\"{}{}{place}\"", self.root, original_href(id)));
        }
        self.out.push('>');
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(prose) => self.wrapped("p", prose),
            BlockKind::Plain(prose) => self.prose(prose),
            BlockKind::Heading { level, prose, .. } => {
                let tag = format!("h{}", (*level + 1).min(6));
                self.wrapped(&tag, prose);
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Table { align, head, rows } => self.table(align, head, rows),
            BlockKind::Quote(blocks) => {
                self.out.push_str("<blockquote>");
                self.blocks(blocks);
                self.out.push_str("</blockquote>");
            }
            BlockKind::Code { text, .. } => {
                self.out.push_str("<pre tabindex=\"0\"><code>");
                escape_into(&mut self.out, text);
                self.out.push_str("</code></pre>");
            }
            BlockKind::Html(html) => self.raw(html),
            BlockKind::Rule => self.out.push_str("<hr>"),
            BlockKind::Footnote { label, blocks } => {
                let id = self.footnote(label);
                self.out.push_str(&format!("<div class=\"footnote\" id=\"fn-{id}\">"));
                self.blocks(blocks);
                self.out.push_str(&format!("<a class=\"back\" href=\"#fnr-{id}\">↩</a></div>"));
            }
        }
    }

    fn wrapped(&mut self, tag: &str, prose: &Prose) {
        self.out.push_str(&format!("<{tag}>"));
        self.prose(prose);
        self.out.push_str(&format!("</{tag}>"));
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) {
        let tag = if start.is_some() { "ol" } else { "ul" };
        match start {
            Some(first) if first != 1 => self.out.push_str(&format!("<ol start=\"{first}\">")),
            _ => self.out.push_str(&format!("<{tag}>")),
        }
        for item in items {
            self.out.push_str(match item.checked {
                None => "<li>",
                Some(true) => {
                    "<li class=\"task\"><span class=\"box\" role=\"img\" aria-label=\"✓\">☑</span> "
                }
                Some(false) => {
                    "<li class=\"task\"><span class=\"box\" role=\"img\" aria-label=\"–\">☐</span> "
                }
            });
            self.blocks(&item.blocks);
            self.out.push_str("</li>");
        }
        self.out.push_str(&format!("</{tag}>"));
    }

    fn table(&mut self, align: &[Align], head: &[Prose], rows: &[Vec<Prose>]) {
        let label = match self.lang {
            Lang::Zh => "表格",
            Lang::En => "Table",
        };
        let class = |column: usize| match align.get(column) {
            Some(Align::Right) => " class=\"n\"",
            Some(Align::Center) => " class=\"c\"",
            _ => "",
        };
        self.out.push_str(&format!(
            "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table><thead><tr>"
        ));
        for (column, cell) in head.iter().enumerate() {
            self.out.push_str(&format!("<th scope=\"col\"{}>", class(column)));
            self.prose(cell);
            self.out.push_str("</th>");
        }
        self.out.push_str("</tr></thead><tbody>");
        for row in rows {
            self.out.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                self.out.push_str(&format!("<td{}>", class(column)));
                self.prose(cell);
                self.out.push_str("</td>");
            }
            self.out.push_str("</tr>");
        }
        self.out.push_str("</tbody></table></div>");
    }

    fn prose(&mut self, prose: &Prose) {
        let none = Vec::new();
        let overlays = self.overlays.get(self.prose).unwrap_or(&none);
        self.prose += 1;
        let mut said: Option<usize> = None;
        for inline in &prose.inlines {
            if self.in_image > 0 || self.tags.is_silent() {
                self.aside(inline, &prose.text.string);
                continue;
            }
            match inline {
                Inline::Text(range) => self.text(&prose.text.string, range.clone(), overlays),
                Inline::Code(range) => {
                    self.out.push_str("<code>");
                    escape_into(&mut self.out, &prose.text.string[range.clone()]);
                    self.out.push_str("</code>");
                }
                Inline::SoftBreak(_) => self.out.push('\n'),
                Inline::HardBreak => self.out.push_str("<br>"),
                Inline::Open(mark) => self.open(mark),
                Inline::Close(mark) => said = self.close(mark).or(said),
                Inline::FootnoteCall(label) => {
                    let id = self.footnote(label);
                    self.out.push_str(&format!(
                        "<sup class=\"fn\"><a href=\"#fn-{id}\" id=\"fnr-{id}\">{}</a></sup>",
                        escape(label)
                    ));
                }
                Inline::NoteCall(at) if said == Some(*at) => {}
                Inline::NoteCall(at) => self.note(*at),
                Inline::Html(tag) => self.tag(&tag.html),
            }
        }
        self.tags.finish(&mut self.out);
    }

    /// Content of an attribute, in which only characters count, or of an element that is left out.
    fn aside(&mut self, inline: &Inline, text: &str) {
        match inline {
            Inline::Open(Mark::Image(_)) if self.in_image > 0 => self.in_image += 1,
            Inline::Close(mark @ Mark::Image(_)) => {
                self.close(mark);
            }
            Inline::Text(range) | Inline::Code(range) | Inline::SoftBreak(range) if self.in_image > 0 => {
                escape_into(&mut self.out, &text[range.clone()]);
            }
            _ if self.in_image > 0 => {}
            Inline::Html(tag) => self.tag(&tag.html),
            Inline::Open(mark) => self.open(mark),
            Inline::Close(mark) => {
                self.close(mark);
            }
            _ => {}
        }
    }

    /// A raw tag, if they are let through.
    fn tag(&mut self, html: &str) {
        if self.ctx.site.config.raw_html && self.in_image == 0 {
            self.tags.take(html, self.in_link > 0, &mut self.out);
        }
    }

    /// Text with its overlays; the pieces of an overlay that spans several runs are each marked.
    fn text(&mut self, text: &str, range: Range<usize>, overlays: &[Annotations]) {
        let mut from = range.start;
        for overlay in
            overlays.iter().filter(|one| one.range.start < range.end && one.range.end > range.start)
        {
            let (start, end) = (overlay.range.start.max(from), overlay.range.end.min(range.end));
            let in_link = self.in_link > 0 || self.tags.is_in_link();
            if start >= end || (in_link && overlay.close == "</a>") {
                continue;
            }
            self.leaf.write(&text[from..start], &mut self.out);
            self.out.push_str(&overlay.open);
            self.leaf.write(&text[start..end], &mut self.out);
            self.out.push_str(overlay.close);
            from = end;
        }
        self.leaf.write(&text[from..range.end], &mut self.out);
    }

    fn open(&mut self, mark: &Mark) {
        if !matches!(mark, Mark::Image(_)) {
            self.tags.enter(matches!(mark, Mark::Link(_)), &mut self.out);
        }
        match mark {
            Mark::Emphasis => self.out.push_str("<em>"),
            Mark::Strong => self.out.push_str("<strong>"),
            Mark::Strike => self.out.push_str("<del>"),
            Mark::Link(link) => {
                self.in_link += 1;
                let href = self.href(link);
                self.out.push_str("<a");
                if let Some(href) = href {
                    self.out.push_str(&format!(" href=\"{}\"", escape(&href)));
                }
                if !link.title.is_empty() {
                    self.out.push_str(&format!(" title=\"{}\"", escape(&link.title)));
                }
                self.out.push('>');
            }
            Mark::Image(link) => {
                let src = self.href(link).unwrap_or_default();
                self.out.push_str(&format!("<img loading=\"lazy\" src=\"{}\" alt=\"", escape(&src)));
                self.in_image = 1;
            }
            Mark::Emended(_) => self.out.push_str("<span class=\"emended\"><mark class=\"emend\">"),
        }
    }

    /// Ends a mark; for a misprint, gives the note that was called at its end.
    fn close(&mut self, mark: &Mark) -> Option<usize> {
        if !matches!(mark, Mark::Image(_)) {
            self.tags.leave(&mut self.out);
        }
        match mark {
            Mark::Emphasis => self.out.push_str("</em>"),
            Mark::Strong => self.out.push_str("</strong>"),
            Mark::Strike => self.out.push_str("</del>"),
            Mark::Link(_) => {
                self.in_link -= 1;
                self.out.push_str("</a>");
            }
            Mark::Image(_) => {
                self.in_image -= 1;
                if self.in_image == 0 {
                    self.out.push_str("\">");
                }
            }
            Mark::Emended(at) => {
                self.out.push_str("</mark>");
                let note = self.body.emendations.get(*at).and_then(|one| one.note);
                if let Some(note) = note {
                    self.note(note);
                }
                self.out.push_str("</span>");
                return note;
            }
        }
        None
    }

    /// The call of a note; its text stands below the passage.
    fn note(&mut self, at: usize) {
        let Some(note) = self.body.notes.get(at) else { return };
        let number = at + 1;
        let suffix = if self.lang == Lang::En { "-en" } else { "" };
        let name = self.ctx.texts.get("editors_note");
        let label = escape(&format!(
            "{}{}{number}",
            name.get(self.lang),
            if self.lang == Lang::En { " " } else { "" }
        ));
        self.out.push_str(&format!(
            "<sup class=\"call\"><a href=\"#n{number}{suffix}\" id=\"r{number}{suffix}\" aria-label=\"{label}\">{number}</a></sup>"
        ));
        let mut html = String::new();
        TextWriter { lang: self.lang, half_width: false }.write(&note.text, &mut html);
        let n = Both::said(number.to_string(), number.to_string());
        self.notes.push(NoteView {
            number,
            id: format!("n{number}{suffix}"),
            back: format!("r{number}{suffix}"),
            label: escape(self.ctx.texts.fill("back", &[("n", n)]).get(self.lang)),
            html,
        });
    }

    fn footnote(&self, label: &str) -> String {
        let number = self.body.footnotes.get(label).copied().unwrap_or(0);
        format!("{}-{number}", self.lang.code())
    }

    /// The address of a link; `None` where it leads nowhere or where it must not lead.
    fn href(&self, link: &Link) -> Option<String> {
        let site = self.ctx.site;
        Some(match links::resolve(site, &self.bitext.address, &link.target) {
            Target::Page(bitext, lang, fragment) => {
                let page = encode(&file(bitext));
                let hash = fragment.map_or(String::new(), |id| format!("#{}", encode(&id)));
                // The cover stands outside the editions.
                match lang == self.lang && !self.root.is_empty() {
                    true => format!("{}{page}{hash}", self.root.strip_suffix("../").unwrap_or(self.root)),
                    false => format!("{}{}/{page}{hash}", self.root, lang.code()),
                }
            }
            Target::Original(id, paragraph) => {
                let hash = paragraph.map_or(String::new(), |number| format!("#p{number}"));
                format!("{}{}{hash}", self.root, original_href(id))
            }
            Target::Asset(path) => format!("{}assets/{}", self.root, encode(path)),
            Target::Here(id) => format!("#{}", encode(&id)),
            Target::Outside => link.target.clone(),
            Target::Broken(..) => return None,
        })
    }

    fn raw(&mut self, html: &str) {
        if self.ctx.site.config.raw_html {
            self.out.push_str(&sanitize::block(html));
        }
    }
}
