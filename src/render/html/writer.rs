//! Markdown as HTML: the one walk over a body. What is written for each element is a matter of style:
//! [`crate::render::html::fragment`] writes what CommonMark and GFM print, [`crate::render::html::site`]
//! what the site shows.

use std::mem;
use std::ops::Range;

use crate::base::html::escape_into;
use crate::model::page::{Align, Block, BlockKind, CalloutKind, FootnoteCall, Inline, Item, Mark, Prose};
use crate::render::html::pieces;

/// What stands around something else.
#[derive(Clone, Copy)]
pub enum Element<'b> {
    /// A paragraph.
    Paragraph,
    /// A heading: its level, its own id, its classes.
    Heading(u8, Option<&'b str>, &'b [String]),
    /// A list with the first number of an ordered one.
    List(Option<u64>),
    /// An item with the box of a task, and whether it begins with a block of its own.
    Item(Option<bool>, bool),
    /// A table with the alignment of its columns.
    Table(&'b [Align]),
    /// Its head.
    Head,
    /// Its body.
    Rows,
    /// A row.
    Row,
    /// A cell: its column from 0, its alignment, and whether it is one of the head.
    Cell(usize, Align, bool),
    /// A block quotation.
    Quote(&'b Block),
    /// A note set apart.
    Callout(CalloutKind),
    /// A code block with its language.
    Code(Option<&'b str>),
    /// The definition of a footnote: its number, and how often it is called.
    Footnote(usize, usize),
    /// Inline code.
    InlineCode,
    /// Inline markup.
    Mark(&'b Mark),
}

/// How elements are written.
pub trait Style {
    /// An element begins.
    fn start(&mut self, element: Element, out: &mut String);
    /// An element ends.
    fn end(&mut self, element: Element, out: &mut String);
    /// A thematic break.
    fn rule(&mut self, out: &mut String);
    /// A block of raw HTML.
    fn html(&mut self, html: &str, out: &mut String);
    /// A raw tag in running text.
    fn tag(&mut self, html: &str, out: &mut String);
    /// Running text: a range of a prose.
    fn text(&mut self, prose: &Prose, range: Range<usize>, out: &mut String);
    /// A hard line break; also in an attribute.
    fn hard_break(&mut self, in_attribute: bool, out: &mut String);
    /// The call of a footnote.
    fn footnote_call(&mut self, call: &FootnoteCall, out: &mut String);
    /// The call of an editor's note.
    fn note_call(&mut self, note: usize, out: &mut String);
    /// A prose ends.
    fn end_prose(&mut self, _out: &mut String) {}
    /// Whether text is left out here.
    fn is_silent(&self) -> bool {
        false
    }
}

/// Walks over blocks and writes them in a style.
pub struct Writer<S> {
    /// How elements are written.
    pub style: S,
    /// What is written.
    pub out: String,
}

impl<S: Style> Writer<S> {
    /// A writer that has written nothing.
    pub fn new(style: S) -> Writer<S> {
        Writer { style, out: String::new() }
    }

    /// Writes blocks.
    pub fn blocks(&mut self, blocks: &[Block]) {
        blocks.iter().for_each(|block| self.block(block));
    }

    /// Writes a block.
    pub fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(prose) => self.around(Element::Paragraph, |writer| writer.prose(prose)),
            BlockKind::Plain(prose) => self.prose(prose),
            BlockKind::Heading { level, attributes, prose } => {
                let (id, classes) = (attributes.id().map(String::as_str), attributes.classes());
                self.around(Element::Heading(*level, id, classes), |writer| writer.prose(prose));
            }
            BlockKind::List { start, items } => {
                self.around(Element::List(*start), |writer| items.iter().for_each(|item| writer.item(item)));
            }
            BlockKind::Table { align, head, rows } => self.table(align, head, rows),
            BlockKind::Quote(blocks) => self.around(Element::Quote(block), |writer| writer.blocks(blocks)),
            BlockKind::Callout { kind, blocks } => {
                self.around(Element::Callout(*kind), |writer| writer.blocks(blocks));
            }
            BlockKind::Code { text, .. } => {
                self.around(Element::Code(block.language()), |writer| escape_into(&mut writer.out, text));
            }
            BlockKind::Html(html) => self.style.html(html, &mut self.out),
            BlockKind::Rule => self.style.rule(&mut self.out),
            BlockKind::Footnote { number, calls, blocks, .. } => {
                self.around(Element::Footnote(*number, *calls), |writer| writer.blocks(blocks));
            }
        }
    }

    fn around(&mut self, element: Element, inside: impl FnOnce(&mut Self)) {
        self.style.start(element, &mut self.out);
        inside(self);
        self.style.end(element, &mut self.out);
    }

    fn item(&mut self, item: &Item) {
        let is_inline = item.blocks.first().is_none_or(|block| matches!(block.kind, BlockKind::Plain(_)));
        self.around(Element::Item(item.checked, !is_inline), |writer| writer.blocks(&item.blocks));
    }

    fn table(&mut self, align: &[Align], head: &[Prose], rows: &[Box<[Prose]>]) {
        self.around(Element::Table(align), |writer| {
            writer.around(Element::Head, |writer| writer.row(align, head, true));
            if !rows.is_empty() {
                writer.around(Element::Rows, |writer| {
                    rows.iter().for_each(|row| writer.row(align, row, false));
                });
            }
        });
    }

    fn row(&mut self, align: &[Align], cells: &[Prose], is_head: bool) {
        self.around(Element::Row, |writer| {
            for (column, cell) in cells.iter().enumerate() {
                let align = align.get(column).copied().unwrap_or(Align::None);
                writer.around(Element::Cell(column, align, is_head), |writer| writer.prose(cell));
            }
        });
    }

    /// Writes a prose.
    pub fn prose(&mut self, prose: &Prose) {
        self.inlines(&prose.inlines, prose);
    }

    /// Writes a prose in pieces, one more than there are cuts, and takes each when it is written.
    pub fn pieces<T>(&mut self, prose: &Prose, cuts: &[usize], take: impl Fn(&mut Self) -> T) -> Vec<T> {
        let before = mem::take(&mut self.out);
        let pieces = pieces::pieces(&prose.inlines, cuts);
        let ends = cuts.iter().copied().chain([prose.text.string().len()]);
        let (mut all, mut from) = (Vec::with_capacity(cuts.len() + 1), 0);
        for (inlines, end) in pieces.iter().zip(ends) {
            self.out.reserve(end.saturating_sub(from) * 5 / 4);
            self.inlines(inlines, prose);
            all.push(take(self));
            from = end;
        }
        self.out = before;
        all
    }

    fn inlines(&mut self, inlines: &[Inline], prose: &Prose) {
        // Images that are open: their content is an attribute, in which only characters count.
        let mut images = 0usize;
        for inline in inlines {
            match inline {
                Inline::Open(Mark::Image(_)) if images > 0 => images += 1,
                Inline::Close(Mark::Image(_)) if images > 1 => images -= 1,
                Inline::Open(mark) if images == 0 => {
                    images += usize::from(matches!(mark, Mark::Image(_)));
                    self.style.start(Element::Mark(mark), &mut self.out);
                }
                Inline::Close(mark) if images == 0 || matches!(mark, Mark::Image(_)) => {
                    images = 0;
                    self.style.end(Element::Mark(mark), &mut self.out);
                }
                Inline::Text(range) | Inline::Code(range) | Inline::SoftBreak(range) if images > 0 => {
                    escape_into(&mut self.out, &prose.text.string()[range.clone()]);
                }
                Inline::HardBreak if images > 0 => self.style.hard_break(true, &mut self.out),
                _ if images > 0 => {}
                Inline::Html(tag) => self.style.tag(&tag.html, &mut self.out),
                _ if self.style.is_silent() => {}
                inline => self.inline(inline, prose),
            }
        }
        self.style.end_prose(&mut self.out);
    }

    fn inline(&mut self, inline: &Inline, prose: &Prose) {
        match inline {
            Inline::Text(range) => self.style.text(prose, range.clone(), &mut self.out),
            Inline::Code(range) => self.around(Element::InlineCode, |writer| {
                escape_into(&mut writer.out, &prose.text.string()[range.clone()]);
            }),
            Inline::SoftBreak(_) => self.out.push('\n'),
            Inline::HardBreak => self.style.hard_break(false, &mut self.out),
            Inline::FootnoteCall(call) => self.style.footnote_call(call, &mut self.out),
            Inline::NoteCall(at) => self.style.note_call(*at, &mut self.out),
            Inline::Open(_) | Inline::Close(_) | Inline::Html(_) => {}
        }
    }
}
