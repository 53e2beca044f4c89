//! A page: one Markdown file in one language, parsed once and kept whole.
//!
//! The body is a tree of [`Block`]s whose leaves are [`Prose`]: the text that a reader sees, with
//! the way back to the bytes of the file, and a flat stream of inline events over it. Rendering for
//! every edition and every rule work from this one tree; no later stage searches the text again.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::lang::Lang;
use crate::base::script::is_han;
use crate::base::source::{Source, Span};
use crate::model::config::PageHeader;

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
    pub header: PageHeader,
    /// Whether the front matter could be read; if not, that is reported, and nothing that follows from it.
    pub has_header: bool,
    /// What stands below it.
    pub body: Body,
}

/// A parsed Markdown text.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// The blocks in order. Footnote definitions stand among them.
    pub blocks: Vec<Block>,
    /// The number of each footnote, from 1, by its label.
    pub footnotes: BTreeMap<String, usize>,
    /// Misprints marked inside the text, in order.
    pub emendations: Vec<Emendation>,
    /// Editor's notes, in order; their number on the page is the index plus one.
    pub notes: Vec<Note>,
    /// Waivers, in order.
    pub waivers: Vec<Waiver>,
    /// Markup that stayed literal (`**` without a partner) and the like, for `stray-markup`.
    pub stray: Vec<Span>,
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
    /// The prose of this block in reading order; a prose's place in this order is how later stages
    /// name it.
    pub fn proses(&self) -> Vec<&Prose> {
        let mut all = Vec::new();
        self.collect(&|_| true, &mut all);
        all
    }

    /// The prose that stands in no block quotation, at whatever depth.
    pub fn unquoted(&self) -> Vec<&Prose> {
        let mut all = Vec::new();
        self.collect(&|block| !matches!(block.kind, BlockKind::Quote(_)), &mut all);
        all
    }

    fn collect<'b>(&'b self, wanted: &dyn Fn(&Block) -> bool, all: &mut Vec<&'b Prose>) {
        if !wanted(self) {
            return;
        }
        match &self.kind {
            BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
                all.push(prose)
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| block.collect(wanted, all));
            }
            BlockKind::Table { head, rows, .. } => all.extend(head.iter().chain(rows.iter().flatten())),
            BlockKind::Quote(blocks) | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| block.collect(wanted, all));
            }
            BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Rule => {}
        }
    }
}

/// Whether what stands on an English page is still Chinese: it holds Han and not one Latin letter.
pub fn is_untranslated(proses: &[&Prose]) -> bool {
    let mut han = false;
    for c in proses.iter().flat_map(|prose| prose.text.string.chars()) {
        if c.is_ascii_alphabetic() {
            return false;
        }
        han |= is_han(c);
    }
    han
}

/// Whether raw HTML holds something that a reader would see: text outside of tags and comments.
pub fn html_shows(html: &str) -> bool {
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
        /// The explicit id.
        id: Option<String>,
        /// The explicit classes.
        classes: Vec<String>,
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
        align: Vec<Align>,
        /// The head row.
        head: Vec<Prose>,
        /// The other rows.
        rows: Vec<Vec<Prose>>,
    },
    /// A block quotation.
    Quote(Vec<Block>),
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
        /// What it says.
        blocks: Vec<Block>,
    },
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

/// A run of inline content.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// What the reader sees: printed form of misprints, soft line breaks resolved, no notes.
    pub text: Text,
    /// The same with the certain readings in place of misprints; `None` where they are equal.
    pub reading: Option<Box<Text>>,
    /// Inline events in order; text is given as ranges of `text`.
    pub inlines: Vec<Inline>,
    /// The box of a task list item that begins this paragraph.
    pub task: Option<bool>,
    /// `— report-2022#45` that ended this paragraph of a block quotation; it is in no text.
    pub locator: Option<Box<Locator>>,
}

impl Prose {
    /// The text that figures, terms and the translation follow.
    pub fn read(&self) -> &Text {
        self.reading.as_deref().unwrap_or(&self.text)
    }
}

/// A string with the way back to the bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters.
    pub string: String,
    pieces: Vec<Piece>,
}

/// A run of a [`Text`] and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// First byte of the string.
    at: usize,
    /// Bytes of the file.
    from: Span,
    /// The string repeats the file byte by byte; otherwise it stands for the whole span.
    verbatim: bool,
}

impl Text {
    /// Appends characters that stand at `from` in the file, byte by byte.
    pub fn push(&mut self, text: &str, from: usize) {
        let at = self.string.len();
        self.string.push_str(text);
        match self.pieces.last_mut() {
            Some(last)
                if last.verbatim
                    && last.from.end == from
                    && at - last.at == last.from.end - last.from.start =>
            {
                last.from.end += text.len();
            }
            _ if text.is_empty() => {}
            _ => self.pieces.push(Piece { at, from: Span::new(from, from + text.len()), verbatim: true }),
        }
    }

    /// Appends characters that stand for other bytes of the file: an entity, an escape, a line
    /// break, a reading in place of a misprint.
    pub fn push_for(&mut self, text: &str, from: Span) {
        let at = self.string.len();
        self.string.push_str(text);
        self.pieces.push(Piece { at, from, verbatim: false });
    }

    /// The span of the file for a range of bytes of the string.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.piece(range.start).map_or(0, |piece| match piece.verbatim {
            true => piece.from.start + (range.start - piece.at),
            false => piece.from.start,
        });
        if range.is_empty() {
            return Span::new(start, start);
        }
        let end = self.piece(range.end - 1).map_or(start, |piece| match piece.verbatim {
            true => piece.from.start + (range.end - piece.at),
            false => piece.from.end,
        });
        Span::new(start, end.max(start))
    }

    /// The range of the string that comes from a span of the file, for marks that another text of
    /// the same prose found; `None` where nothing of it stands in this string.
    pub fn range_of(&self, span: Span) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.from.end <= span.start || piece.from.start >= span.end {
                continue;
            }
            let until = self.pieces.get(index + 1).map_or(self.string.len(), |next| next.at);
            let range = match piece.verbatim {
                true => {
                    let from = piece.at + span.start.saturating_sub(piece.from.start);
                    from..(piece.at + (span.end.min(piece.from.end) - piece.from.start))
                }
                false => piece.at..until,
            };
            found =
                Some(found.map_or(range.clone(), |all| all.start.min(range.start)..all.end.max(range.end)));
        }
        found
    }

    /// Gives back the memory that growing took beyond what is needed: sites hold many short texts.
    pub fn shrink(&mut self) {
        self.string.shrink_to_fit();
        self.pieces.shrink_to_fit();
    }

    fn piece(&self, at: usize) -> Option<&Piece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at <= at).checked_sub(1)?)
    }
}

/// An inline event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Characters: a range of the prose's `text`.
    Text(Range<usize>),
    /// Inline code: a range of the prose's `text`.
    Code(Range<usize>),
    /// A soft line break that stays (between English words): a range of `text` that holds a line feed.
    SoftBreak(Range<usize>),
    /// A hard line break.
    HardBreak,
    /// A mark begins.
    Open(Mark),
    /// The innermost mark of this kind ends.
    Close(Mark),
    /// A call of a footnote by its label.
    FootnoteCall(String),
    /// The call of an editor's note: an index into [`Body::notes`].
    NoteCall(usize),
    /// Raw inline HTML.
    Html(Box<RawTag>),
}

/// Raw inline HTML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RawTag {
    /// As written.
    pub html: String,
    /// Where it stands in the file.
    pub span: Span,
}

/// What may stand around inline content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `*…*`
    Emphasis,
    /// `**…**`
    Strong,
    /// `~~…~~`
    Strike,
    /// A link.
    Link(Arc<Link>),
    /// An image; the content is its text alternative.
    Image(Arc<Link>),
    /// A marked misprint: an index into [`Body::emendations`].
    Emended(usize),
}

/// The target of a link or an image, as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address, entities and escapes resolved.
    pub target: String,
    /// The title.
    pub title: String,
    /// The whole link in the file.
    pub span: Span,
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
