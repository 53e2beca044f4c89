//! A page: one Markdown file in one language, parsed once and kept whole.
//!
//! The body is a tree of [`Block`]s whose leaves are [`Prose`]: the text that a reader sees, with
//! the way back to the bytes of the file, and a flat stream of inline events over it. Rendering for
//! every edition and every rule work from this one tree; no later stage searches the text again.

use std::sync::{Arc, OnceLock};

use crate::base::lang::Lang;
use crate::base::lazy::Lazy;
use crate::base::script::is_han;
use crate::base::source::{Place, Source, Span};
use crate::base::source_text::{TextHash, text_hash};
use crate::base::spanned::KeyPath;
pub use crate::model::callout::CalloutKind;
use crate::model::config::PageHeader;
pub use crate::model::inlines::{FootnoteCall, Inline, Inlines, Link, Mark, RawTag};
use crate::model::stray::Stray;
pub use crate::model::text::{Text, TextBuilder};

/// One Markdown file in one language.
#[derive(Clone, Debug)]
pub struct Page {
    /// The file.
    pub source: Source,
    /// Address without language and suffix, relative to `content/`: `economy/growth`, `economy/_index`.
    pub address: Arc<str>,
    /// The language of the suffix.
    pub lang: Lang,
    /// The front matter.
    pub header: Arc<PageHeader>,
    /// Whether the front matter could be read; if not, that is reported, and nothing that follows from it.
    pub has_header: bool,
    /// Where the text below the front matter begins, in bytes of the file.
    pub text_start: usize,
    /// What stands below it.
    pub body: Lazy<Body>,
    /// The hash of its front matter as it is written, from when it is asked for.
    pub(crate) front: OnceLock<TextHash>,
}

impl Page {
    /// The hash of its front matter as it is written.
    pub(crate) fn front(&self) -> &TextHash {
        let front = || self.source.text.get(..self.text_start).unwrap_or_default();
        self.front.get_or_init(|| text_hash(front().as_bytes()))
    }

    /// The place of a value of the header; of one that is not there, that of what would hold it.
    pub(crate) fn place(&self, path: impl KeyPath) -> Place {
        self.source.place(self.header.places.span(path))
    }
}

/// A parsed Markdown text.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The blocks in order. Footnote definitions stand among them.
    pub blocks: Box<[Block]>,
    /// Misprints marked inside the text, in order.
    pub emendations: Box<[Emendation]>,
    /// Editor's notes, in order; their number on the page is the index plus one.
    pub notes: Box<[Note]>,
    /// Waivers, in order.
    pub waivers: Box<[Waiver]>,
    /// Markup that stayed literal (`**` without a partner) and the like, for `stray-markup`.
    pub stray: Box<[Stray]>,
}

/// Paragraph, heading, list, table, block quotation …
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Bytes of the file, without the line end after it.
    pub span: Span,
}

impl Block {
    /// The prose that stands in a block quotation, at whatever depth: of a list, a footnote, another
    /// quotation.
    pub fn quoted(&self) -> Vec<&Prose> {
        let mut all = Vec::new();
        self.walk(false, &mut |block, quoted| {
            if quoted {
                all.extend(block.own_proses());
            }
        });
        all
    }

    /// The prose that stands in no block quotation, at whatever depth.
    pub(crate) fn unquoted(&self) -> Vec<&Prose> {
        let mut all = Vec::new();
        self.walk(false, &mut |block, quoted| {
            if !quoted {
                all.extend(block.own_proses());
            }
        });
        all
    }

    /// The block quotations of this block, itself included, at whatever depth, in reading order.
    pub fn quotations(&self) -> Vec<&Block> {
        let mut all = Vec::new();
        self.walk(false, &mut |block, _| {
            if matches!(block.kind, BlockKind::Quote(_)) {
                all.push(block);
            }
        });
        all
    }

    /// Calls `each` for this block and every block in it, in reading order, with whether it stands in a
    /// block quotation.
    pub fn walk<'b>(&'b self, quoted: bool, each: &mut impl FnMut(&'b Block, bool)) {
        each(self, quoted);
        let inside = quoted || matches!(self.kind, BlockKind::Quote(_));
        let (items, blocks) = self.held();
        items.iter().flat_map(|item| &item.blocks).for_each(|block| block.walk(inside, each));
        blocks.iter().for_each(|block| block.walk(inside, each));
    }

    /// The blocks that stand directly in this one.
    pub fn children(&self) -> impl Iterator<Item = &Block> {
        let (items, blocks) = self.held();
        items.iter().flat_map(|item| &item.blocks).chain(blocks)
    }

    /// The items of a list, or the blocks that this one is made of.
    pub(super) fn held(&self) -> (&[Item], &[Block]) {
        match &self.kind {
            BlockKind::List { items, .. } => (items, &[]),
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => (&[], blocks),
            _ => (&[], &[]),
        }
    }

    /// Calls `each` for every block that stands directly in this one.
    pub(crate) fn children_mut(&mut self, each: &mut dyn FnMut(&mut Block)) {
        match &mut self.kind {
            BlockKind::List { items, .. } => {
                items.iter_mut().flat_map(|item| &mut item.blocks).for_each(each)
            }
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => blocks.iter_mut().for_each(each),
            _ => {}
        }
    }

    /// Calls `each` for every prose of this block, in reading order.
    pub(crate) fn proses_mut(&mut self, each: &mut dyn FnMut(&mut Prose)) {
        match &mut self.kind {
            BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
                each(prose);
            }
            BlockKind::Table { head, rows, .. } => {
                head.iter_mut().chain(rows.iter_mut().flatten()).for_each(each);
            }
            _ => self.children_mut(&mut |block| block.proses_mut(each)),
        }
    }

    /// The language that a code block names.
    pub fn language(&self) -> Option<&str> {
        match &self.kind {
            BlockKind::Code { info: Some(info), .. } => info.split_whitespace().next(),
            _ => None,
        }
    }

    /// The prose that stands directly in this block.
    pub(crate) fn own_proses(&self) -> impl Iterator<Item = &Prose> {
        let (first, rows) = self.own_rows();
        first.iter().chain(rows.iter().flatten())
    }

    /// The same as the first row, or all that there is, and the rows below it.
    pub(super) fn own_rows(&self) -> (&[Prose], &[Box<[Prose]>]) {
        match &self.kind {
            BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
                (std::slice::from_ref(prose), &[])
            }
            BlockKind::Table { head, rows, .. } => (head, rows),
            _ => (&[], &[]),
        }
    }
}

/// Whether what stands on an English page is still Chinese: it holds Han and not one Latin letter.
pub(crate) fn is_untranslated(proses: &[&Prose]) -> bool {
    let mut han = false;
    for c in proses.iter().flat_map(|prose| prose.text.string().chars()) {
        if c.is_ascii_alphabetic() {
            return false;
        }
        han |= is_han(c);
    }
    han
}

/// Whether raw HTML holds something that a reader would see: text outside of tags and comments.
pub(crate) fn html_shows(html: &str) -> bool {
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if !rest[..at].trim().is_empty() {
            return true;
        }
        let end = if rest[at..].starts_with("<!--") { "-->" } else { ">" };
        match rest[at..].find(end) {
            Some(length) => rest = &rest[at + length + end.len()..],
            None => return false,
        }
    }
    !rest.trim().is_empty()
}

/// The kinds of block.
#[derive(Clone, Debug)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Prose),
    /// The text of a tight list item: inline content without a paragraph around it.
    Plain(Prose),
    /// A heading of level 1 to 6, with the id and classes of `{#id .class}`.
    Heading {
        /// 1 to 6.
        level: u8,
        /// The explicit id and classes.
        attributes: HeadingAttributes,
        /// The text.
        prose: Prose,
    },
    /// A list.
    List {
        /// The first number of an ordered list.
        start: Option<u64>,
        /// The items.
        items: Vec<Item>,
    },
    /// A table with one head row.
    Table {
        /// Alignment of each column.
        align: Box<[Align]>,
        /// The head row.
        head: Box<[Prose]>,
        /// The other rows.
        rows: Box<[Box<[Prose]>]>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
    /// A note set apart: `> [!NOTE]`.
    Callout {
        /// Which.
        kind: CalloutKind,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A code block.
    Code {
        /// The info string after the fence; `None` for an indented block.
        info: Option<String>,
        /// The code.
        text: String,
    },
    /// A block of raw HTML, as written.
    Html(String),
    /// A thematic break.
    Rule,
    /// The definition of a footnote.
    Footnote {
        /// The label between `[^` and `]`.
        label: String,
        /// Its number on the page, from 1: in the order of the calls, then those that nobody calls.
        number: usize,
        /// How often it is called.
        calls: usize,
        /// What it says.
        blocks: Vec<Block>,
    },
}

/// What `{#id .class}` behind a heading gives it; most have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HeadingAttributes(Option<Box<(Option<String>, Vec<String>)>>);

impl HeadingAttributes {
    /// An id and classes.
    pub fn new(id: Option<String>, classes: Vec<String>) -> HeadingAttributes {
        let is_none = id.is_none() && classes.is_empty();
        HeadingAttributes((!is_none).then(|| Box::new((id, classes))))
    }

    /// The explicit id.
    pub fn id(&self) -> Option<&String> {
        self.0.as_ref()?.0.as_ref()
    }

    /// The explicit classes.
    pub fn classes(&self) -> &[String] {
        self.0.as_ref().map_or(&[], |own| &own.1)
    }
}

/// An item of a list.
#[derive(Clone, Debug)]
pub struct Item {
    /// The box of a task list item.
    pub checked: Option<bool>,
    /// What it holds.
    pub blocks: Vec<Block>,
    /// Bytes of the file.
    pub span: Span,
}

/// Alignment of a table column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// None given.
    None,
    /// Left.
    Left,
    /// Centre.
    Center,
    /// Right.
    Right,
}

/// The name of a prose on its page, given by the parser in reading order from 1. The texts of a header are
/// counted by themselves; 0 is a text that stands in neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProseId(pub u32);

/// A run of inline content.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// Its name on the page: facts on it and marks in it are kept by this.
    pub id: ProseId,
    /// What the reader sees: printed form of misprints, soft line breaks resolved, no notes.
    pub text: Text,
    /// Inline events in order; text is given as ranges of `text`.
    pub inlines: Inlines,
    /// The box of a task list item that begins this paragraph.
    pub task: Option<bool>,
    /// What few have.
    pub extras: Option<Box<ProseExtras>>,
}

/// What few proses have; a site holds very many.
#[derive(Clone, Debug, Default)]
pub struct ProseExtras {
    /// The text with the certain readings in place of misprints; `None` where they are equal.
    pub reading: Option<Text>,
    /// `— report-2022#45` that ended this paragraph of a block quotation; it is in no text.
    pub locator: Option<Locator>,
}

impl Prose {
    /// The text that figures, terms and the translation follow.
    pub fn read(&self) -> &Text {
        self.reading().unwrap_or(&self.text)
    }

    /// The text with the certain readings in place of misprints, if it is another one.
    pub fn reading(&self) -> Option<&Text> {
        self.extras.as_ref()?.reading.as_ref()
    }

    /// The place that it says it was taken from.
    pub fn locator(&self) -> Option<&Locator> {
        self.extras.as_ref()?.locator.as_ref()
    }

    /// Says from which place it was taken, or from none.
    pub(crate) fn locate(&mut self, locator: Option<Locator>) {
        if locator.is_some() || self.extras.is_some() {
            self.extras.get_or_insert_default().locator = locator;
        }
    }
}

/// A misprint that the editor marked inside a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Emendation {
    /// The whole mark in the file, `{~~` to `~~}`.
    pub span: Span,
    /// The form in print.
    pub printed: String,
    /// The certain reading (`{~~a~>b~~}`), if there is one.
    pub reading: Option<String>,
    /// The note that follows it directly.
    pub note: Option<usize>,
}

impl Emendation {
    /// The certain reading, where no note tells it to readers.
    pub(crate) fn reading_to_tell(&self) -> Option<&str> {
        self.reading.as_deref().filter(|reading| self.note.is_none() && !reading.trim().is_empty())
    }
}

/// An editor's note, `{>>…<<}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The whole mark in the file.
    pub span: Span,
    /// What it says: plain text.
    pub text: String,
}

/// `<!-- duizhao: allow RULE: reason -->`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiver {
    /// The comment in the file.
    pub span: Span,
    /// The rule it names.
    pub rule: String,
    /// The reason it gives; empty if none.
    pub reason: String,
    /// The block that follows it: an index into the blocks of the page.
    pub block: usize,
}

/// `— report-2022#45`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locator {
    /// The document's id.
    pub original: String,
    /// The number of its paragraph, from 1.
    pub paragraph: usize,
    /// The line in the file.
    pub span: Span,
}
