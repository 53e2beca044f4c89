//! Markdown as the site shows it: links resolved, misprints and notes marked, quantities and terms marked,
//! every run in the other language with its `lang`.

use std::ops::Range;

use crate::assemble::links::{self, LinkTarget};
use crate::base::html::{attribute, escape, safe_tag};
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::page::{Align, Block, Body, FootnoteCall, Link, Mark, Prose};
use crate::model::proof::{PassageProof, Quotation, Quoted};
use crate::render::address::{file, original_href};
use crate::render::context::RenderContext;
use crate::render::html::annotations::{AnnotationKind, Annotations};
use crate::render::html::place::Way;
use crate::render::html::quantities::FigureMarks;
use crate::render::html::sanitize::{self, OpenTags};
use crate::render::html::text::{TextWriter, currency};
use crate::render::html::writer::{Element, Style};
use crate::render::view::NoteView;

/// The style of one side of a passage.
pub struct SiteStyle<'w> {
    ctx: &'w RenderContext<'w>,
    bitext: &'w Bitext,
    body: &'w Body,
    proof: &'w PassageProof,
    lang: Lang,
    root: &'w str,
    annotations: Annotations<'w>,
    /// The number of the quantity that was marked last.
    last_quantity: Option<usize>,
    leaf: TextWriter,
    /// For each open quotation, how text was written around it.
    quotations: Vec<TextWriter>,
    /// The block that is the passage: a quotation among the passages has a dress of its own.
    outermost: &'w Block,
    in_link: usize,
    /// The note that was called at the end of a misprint.
    called_note: Option<usize>,
    /// Raw tags of the prose that is being written.
    tags: OpenTags,
    /// The marks of figures in what was written.
    pub figures: FigureMarks,
    /// The notes that were called.
    pub notes: Vec<NoteView>,
}

impl<'w> SiteStyle<'w> {
    /// The style of one side of a passage. `root` leads from the page to the output folder.
    pub fn new(
        ctx: &'w RenderContext,
        bitext: &'w Bitext,
        outermost: &'w Block,
        proof: &'w PassageProof,
        annotations: Annotations<'w>,
        (lang, root): (Lang, &'w str),
    ) -> SiteStyle<'w> {
        SiteStyle {
            ctx,
            bitext,
            body: &bitext.pages.get(lang).body,
            proof,
            lang,
            root,
            annotations,
            last_quantity: None,
            leaf: TextWriter { lang, half_width: false },
            quotations: Vec::new(),
            outermost,
            in_link: 0,
            called_note: None,
            tags: OpenTags::default(),
            figures: FigureMarks::default(),
            notes: Vec::new(),
        }
    }

    /// The first quotation of a block that stands in an original. The facts are on the Chinese side, whose
    /// outermost block stands across from the English one.
    fn first_found(&self, block: &Block) -> Option<&'w Quotation> {
        match self.lang {
            Lang::Zh => {
                let proof = self.proof;
                block.proses().into_iter().find_map(|prose| proof.quoted(prose.id)?.found())
            }
            Lang::En => self.proof.found().next(),
        }
    }

    /// How a block quotation is dressed: its classes, and the address of the place that it quotes.
    pub fn dress(&self, block: &Block) -> (String, Option<String>) {
        let found = self.first_found(block);
        let original = found.map(|one| &self.ctx.site.originals[one.original]);
        let is_ordinary = !self.proof.quotes.is_empty()
            && self.proof.quotes.iter().all(|one| one.quoted == Quoted::Ordinary);
        let dress = match (self.lang, self.is_half_width(block)) {
            _ if is_ordinary => "quote ordinary",
            (Lang::En, _) => "quote translated",
            (Lang::Zh, true) => "quote as-typed",
            (Lang::Zh, false) => "quote",
        };
        let (Some(original), Some(found), Lang::Zh) = (original, found, self.lang) else {
            return (dress.to_owned(), None);
        };
        let place = found.runs.first().map(|run| *original.paragraphs_of(run).start());
        let place = place.map_or(String::new(), |number| format!("#p{number}"));
        (dress.to_owned(), Some(format!("{}{}{place}", self.root, original_href(&original.id))))
    }

    /// Whether a quotation is typed with half-width marks.
    fn is_half_width(&self, block: &Block) -> bool {
        let original = self.first_found(block).map(|one| &self.ctx.site.originals[one.original]);
        self.lang == Lang::Zh && original.is_some_and(|original| original.is_half_width)
    }

    /// Text that follows is that of a quotation.
    pub fn enter_quote(&mut self, block: &Block) {
        self.quotations.push(self.leaf);
        self.leaf.half_width = self.is_half_width(block);
    }

    fn open_quote(&mut self, block: &Block, out: &mut String) {
        let (dress, cite) = self.dress(block);
        let body = if std::ptr::eq(block, self.outermost) { "body " } else { "" };
        out.push_str("<blockquote");
        attribute(out, "class", &format!("{body}{dress}"));
        if let Some(cite) = cite {
            attribute(out, "cite", &cite);
        }
        out.push('>');
        self.enter_quote(block);
    }

    /// Text with its annotations; the pieces of one that spans several runs are each marked.
    fn annotated(&mut self, prose: &Prose, range: Range<usize>, out: &mut String) {
        let text: &str = prose.text.string();
        let (leaf, in_link) = (self.leaf, self.in_link > 0 || self.tags.is_in_link());
        let is_plain = leaf.is_plain(&text[range.clone()]);
        let write = |part: Range<usize>, out: &mut String| match is_plain {
            true => out.push_str(&text[part]),
            false => leaf.write(&text[part], out),
        };
        let mut from = range.start;
        for one in self.annotations.within(prose.id, &range) {
            let (start, end) = (one.range.start.max(from), one.range.end.min(range.end));
            let is_quantity = matches!(one.kind, AnnotationKind::Quantity(_));
            if start >= end || (in_link && !is_quantity) {
                continue;
            }
            let held = if is_quantity { held(self.lang, &text[from..start]) } else { None };
            let before = held.map_or(start, |at| from + at);
            write(from..before, out);
            if held.is_some() {
                out.push_str("<span class=nb>");
                write(before..start, out);
            }
            match one.kind {
                AnnotationKind::Term(anchor) => term(self.root, anchor, out),
                AnnotationKind::Omission(way) => omission(way, self.lang, out),
                AnnotationKind::Quantity(number) => {
                    self.figures.start(number, self.last_quantity, out);
                    self.last_quantity = Some(number);
                }
            }
            write(start..end, out);
            match is_quantity {
                true => self.figures.end(out),
                false => out.push_str("</a>"),
            }
            out.push_str(if held.is_some() { "</span>" } else { "" });
            from = end;
        }
        write(from..range.end, out);
    }

    fn open(&mut self, mark: &Mark, out: &mut String) {
        if !matches!(mark, Mark::Image(_)) {
            self.tags.enter(matches!(mark, Mark::Link(_)), out);
        }
        match mark {
            Mark::Emphasis => out.push_str("<em>"),
            Mark::Strong => out.push_str("<strong>"),
            Mark::Strike => out.push_str("<del>"),
            Mark::Link(link) => {
                self.in_link += 1;
                out.push_str("<a");
                if let Some(href) = self.href(link) {
                    attribute(out, "href", &href);
                }
                if !link.title.is_empty() {
                    attribute(out, "title", &link.title);
                }
                out.push('>');
            }
            Mark::Image(link) => {
                let src = self.href(link).unwrap_or_default();
                out.push_str(&format!("<img loading=\"lazy\" src=\"{}\" alt=\"", escape(&src)));
            }
            Mark::Emended(_) => out.push_str("<span class=emended><mark class=emend>"),
        }
    }

    fn close(&mut self, mark: &Mark, out: &mut String) {
        if !matches!(mark, Mark::Image(_)) {
            self.tags.leave(out);
        }
        match mark {
            Mark::Emphasis => out.push_str("</em>"),
            Mark::Strong => out.push_str("</strong>"),
            Mark::Strike => out.push_str("</del>"),
            Mark::Link(_) => {
                self.in_link -= 1;
                out.push_str("</a>");
            }
            Mark::Image(_) => out.push_str("\">"),
            Mark::Emended(at) => {
                out.push_str("</mark>");
                let emendation = self.body.emendations.get(*at);
                if let Some(note) = emendation.and_then(|one| one.note) {
                    self.note(note, out);
                    self.called_note = Some(note);
                }
                if let Some(reading) = emendation.and_then(|one| one.reading_to_tell()) {
                    self.reading(reading, out);
                }
                out.push_str("</span>");
            }
        }
    }

    /// The reading of a misprint that no note explains; copying leaves it out, as it does a note's call.
    fn reading(&self, reading: &str, out: &mut String) {
        let reading = match self.lang {
            Lang::Zh => format!("（应读作“{reading}”）"),
            Lang::En => format!(" (read “{reading}”)"),
        };
        out.push_str("<span class=reading>");
        TextWriter { lang: self.lang, half_width: false }.write(&reading, out);
        out.push_str("</span>");
    }

    /// The call of a note; its text stands below the passage.
    fn note(&mut self, at: usize, out: &mut String) {
        let Some(note) = self.body.notes.get(at) else { return };
        let number = at + 1;
        let suffix = if self.lang == Lang::En { "-en" } else { "" };
        let name = self.ctx.texts.get("editors_note");
        let label = escape(&format!(
            "{}{}{number}",
            name.get(self.lang),
            if self.lang == Lang::En { " " } else { "" }
        ));
        out.push_str(&format!(
            "<sup class=call><a href=#n{number}{suffix} id=r{number}{suffix} aria-label=\"{label}\">{number}</a></sup>"
        ));
        let mut html = String::new();
        TextWriter { lang: self.lang, half_width: false }.write(&note.text, &mut html);
        let n = Both::new(number.to_string(), number.to_string());
        self.notes.push(NoteView {
            number,
            id: format!("n{number}{suffix}"),
            back: format!("r{number}{suffix}"),
            label: escape(self.ctx.texts.fill("back", &[("n", n)]).get(self.lang)),
            html,
        });
    }

    /// The address of a link; `None` where it leads nowhere or where it must not lead.
    fn href(&self, link: &Link) -> Option<String> {
        let site = self.ctx.site;
        Some(match links::resolve(site, &self.bitext.address, &link.target) {
            LinkTarget::Page(bitext, lang, fragment) => {
                let page = encode(&file(bitext));
                let hash = fragment.map_or(String::new(), |id| format!("#{}", encode(&id)));
                // The cover stands outside the editions.
                match lang == self.lang && !self.root.is_empty() {
                    true => format!("{}{page}{hash}", self.root.strip_suffix("../").unwrap_or(self.root)),
                    false => format!("{}{}/{page}{hash}", self.root, lang.code()),
                }
            }
            LinkTarget::Original(id, paragraph) => {
                let hash = paragraph.map_or(String::new(), |number| format!("#p{number}"));
                format!("{}{}{hash}", self.root, original_href(id))
            }
            LinkTarget::Asset(path) => format!("{}assets/{}", self.root, encode(path)),
            LinkTarget::Here(id) => format!("#{}", encode(&id)),
            LinkTarget::Outside => link.target.clone(),
            LinkTarget::Broken(..) => return None,
        })
    }
}

/// Begins a term.
fn term(root: &str, anchor: &str, out: &mut String) {
    out.push_str("<a class=term");
    attribute(out, "href", &format!("{root}glossary.html#{anchor}"));
    out.push('>');
}

/// Begins an omission that leads to what is left out.
fn omission(way: &Way, lang: Lang, out: &mut String) {
    out.push_str("<a class=rest");
    attribute(out, "href", way.href.get(lang));
    for name in ["aria-label", "title"] {
        attribute(out, name, way.name.get(lang));
    }
    out.push('>');
}

fn item(checked: Option<bool>) -> &'static str {
    match checked {
        None => "<li>",
        Some(true) => "<li class=task><span class=box role=img aria-label=\"✓\">☑</span> ",
        Some(false) => "<li class=task><span class=box role=img aria-label=\"–\">☐</span> ",
    }
}

/// Begins a table. How its columns are aligned is said once: `n2` is the second with numbers, `c3` the third centered.
fn table(lang: Lang, columns: &[Align], out: &mut String) {
    out.push_str("<div class=scroll tabindex=0 role=region aria-label=");
    out.push_str(if lang == Lang::Zh { "\"表格\">" } else { "Table>" });
    let class = |(at, align): (usize, &Align)| Some(format!("{}{}", letter(*align)?, at + 1));
    let classes: Vec<String> = columns.iter().take(ALIGNED).enumerate().filter_map(class).collect();
    out.push_str("<table");
    if !classes.is_empty() {
        attribute(out, "class", &classes.join(" "));
    }
    out.push('>');
}

/// How many columns the style sheet aligns by the class of their table; those beyond say it in each cell.
const ALIGNED: usize = 9;

fn letter(align: Align) -> Option<&'static str> {
    match align {
        Align::Right => Some("n"),
        Align::Center => Some("c"),
        Align::Left | Align::None => None,
    }
}

/// Begins a cell; a cell of the head is one of a column, as browsers read it without being told.
fn cell(column: usize, align: Align, is_head: bool, out: &mut String) {
    out.push_str(if is_head { "<th" } else { "<td" });
    if let Some(class) = letter(align).filter(|_| column >= ALIGNED) {
        attribute(out, "class", class);
    }
    out.push('>');
}

impl Style for SiteStyle<'_> {
    fn start(&mut self, element: Element, out: &mut String) {
        match element {
            Element::Paragraph => out.push_str("<p>"),
            Element::Heading(level, ..) => out.push_str(&format!("<h{}>", (level + 1).min(6))),
            Element::List(Some(first)) if first != 1 => out.push_str(&format!("<ol start=\"{first}\">")),
            Element::List(start) => out.push_str(if start.is_some() { "<ol>" } else { "<ul>" }),
            Element::Item(checked, _) => out.push_str(item(checked)),
            Element::Table(columns) => table(self.lang, columns, out),
            Element::Head => out.push_str("<thead>"),
            Element::Rows => out.push_str("<tbody>"),
            Element::Row => out.push_str("<tr>"),
            Element::Cell(column, align, is_head) => cell(column, align, is_head, out),
            Element::Quote(block) => self.open_quote(block, out),
            Element::Callout(kind) => {
                let (code, name) = (kind.code(), kind.name());
                let name = name.get(self.lang);
                out.push_str(&format!(
                    "<div class=\"callout {code}\" role=note><p class=callout-name>{name}</p>"
                ));
            }
            Element::Code(language) => {
                out.push_str("<pre tabindex=0><code");
                if let Some(language) = language {
                    attribute(out, "class", &format!("language-{language}"));
                }
                out.push('>');
            }
            Element::Footnote(number, _) => {
                let id = format!("{}-{number}", self.lang.code());
                out.push_str(&format!("<div class=footnote id=fn-{id}><span class=key>{number}</span> "));
            }
            Element::InlineCode => out.push_str("<code>"),
            Element::Mark(mark) => self.open(mark, out),
        }
    }

    fn end(&mut self, element: Element, out: &mut String) {
        match element {
            Element::Paragraph => out.push_str("</p>"),
            Element::Heading(level, ..) => out.push_str(&format!("</h{}>", (level + 1).min(6))),
            Element::List(start) => out.push_str(if start.is_some() { "</ol>" } else { "</ul>" }),
            // What follows ends them, or what they stand in (HTML 13.1.2.4).
            Element::Item(..) | Element::Head | Element::Rows | Element::Row | Element::Cell(..) => {}
            Element::Table(_) => out.push_str("</table></div>"),
            Element::Quote(_) => {
                self.leaf = self.quotations.pop().unwrap_or(self.leaf);
                out.push_str("</blockquote>");
            }
            Element::Callout(_) => out.push_str("</div>"),
            Element::Code(_) => out.push_str("</code></pre>"),
            Element::Footnote(number, calls) => {
                let lang = self.lang.code();
                for nth in 1..=calls {
                    out.push_str(&format!("<a class=back href=#{}>↩</a>", call_id(lang, number, nth)));
                }
                out.push_str("</div>");
            }
            Element::InlineCode => out.push_str("</code>"),
            Element::Mark(mark) => self.close(mark, out),
        }
    }

    fn rule(&mut self, out: &mut String) {
        out.push_str("<hr>");
    }

    fn html(&mut self, html: &str, out: &mut String) {
        if self.ctx.site.config.raw_html {
            out.push_str(&sanitize::block(html));
        }
    }

    fn tag(&mut self, html: &str, out: &mut String) {
        if self.ctx.site.config.raw_html {
            self.tags.take(html, self.in_link > 0, out);
        } else if let Some(name) = safe_tag(html) {
            self.tags.take_bare(name, html.starts_with("</"), out);
        }
    }

    fn text(&mut self, prose: &Prose, range: Range<usize>, out: &mut String) {
        self.annotated(prose, range, out);
    }

    fn hard_break(&mut self, in_attribute: bool, out: &mut String) {
        if !in_attribute {
            out.push_str("<br>");
        }
    }

    fn footnote_call(&mut self, call: &FootnoteCall, out: &mut String) {
        let (lang, number) = (self.lang.code(), call.number);
        let id = call_id(lang, number, call.nth);
        out.push_str(&format!("<sup class=fn><a href=#fn-{lang}-{number} id={id}>{number}</a></sup>"));
    }

    fn note_call(&mut self, note: usize, out: &mut String) {
        if self.called_note != Some(note) {
            self.note(note, out);
        }
    }

    fn end_prose(&mut self, out: &mut String) {
        self.tags.finish(out);
        self.called_note = None;
    }

    fn is_silent(&self) -> bool {
        self.tags.is_silent()
    }
}

/// The id of one of the calls of a footnote.
fn call_id(lang: &str, number: usize, nth: usize) -> String {
    match nth {
        0 | 1 => format!("fnr-{lang}-{number}"),
        _ => format!("fnr-{lang}-{number}-{nth}"),
    }
}

/// Where a currency begins before an amount, in whose line it stays.
fn held(lang: Lang, before: &str) -> Option<usize> {
    match lang {
        Lang::En => before.strip_suffix(" ").and_then(currency),
        Lang::Zh => None,
    }
}
