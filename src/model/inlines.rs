//! The inline events of a prose.

use std::ops::{Deref, DerefMut, Range};
use std::slice;
use std::sync::Arc;

use crate::base::source::Span;

/// Inline events in order. Most proses are one run of text, which needs no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inlines {
    /// One event.
    One(Inline),
    /// None, or several.
    Several(Box<[Inline]>),
}

impl Default for Inlines {
    fn default() -> Inlines {
        Inlines::Several(Box::default())
    }
}

impl Inlines {
    /// The events of a list, which is empty afterwards and may be filled again.
    pub(crate) fn taken(all: &mut Vec<Inline>) -> Inlines {
        match all.len() {
            1 => all.pop().map_or_else(Inlines::default, Inlines::One),
            _ => Inlines::Several(all.drain(..).collect()),
        }
    }
}

impl From<Vec<Inline>> for Inlines {
    fn from(mut all: Vec<Inline>) -> Inlines {
        Inlines::taken(&mut all)
    }
}

impl From<Inlines> for Vec<Inline> {
    fn from(all: Inlines) -> Vec<Inline> {
        match all {
            Inlines::One(one) => vec![one],
            Inlines::Several(all) => all.into_vec(),
        }
    }
}

impl Deref for Inlines {
    type Target = [Inline];

    fn deref(&self) -> &[Inline] {
        match self {
            Inlines::One(one) => slice::from_ref(one),
            Inlines::Several(all) => all,
        }
    }
}

impl DerefMut for Inlines {
    fn deref_mut(&mut self) -> &mut [Inline] {
        match self {
            Inlines::One(one) => slice::from_mut(one),
            Inlines::Several(all) => all,
        }
    }
}

impl<'i> IntoIterator for &'i Inlines {
    type Item = &'i Inline;
    type IntoIter = slice::Iter<'i, Inline>;

    fn into_iter(self) -> slice::Iter<'i, Inline> {
        self.iter()
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
    /// A call of a footnote.
    FootnoteCall(Box<FootnoteCall>),
    /// The call of an editor's note: an index into the notes of the page.
    NoteCall(usize),
    /// Raw inline HTML.
    Html(Box<RawTag>),
}

/// A call of a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FootnoteCall {
    /// The label between `[^` and `]`.
    pub label: String,
    /// The number of the footnote.
    pub number: usize,
    /// Which of its calls this is, from 1.
    pub nth: usize,
    /// Where it stands in the file.
    pub span: Span,
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
    /// A marked misprint: an index into the emendations of the page.
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
