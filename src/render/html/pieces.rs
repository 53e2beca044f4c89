//! A prose in pieces: where it may be cut, and what each piece is made of. What is open at a cut is closed
//! and opened again; nothing is added to the text and nothing left out.

use std::ops::Range;

use crate::model::page::{Inline, Mark, Prose};
use crate::prove::quotes::find::omissions;

/// The ranges of a prose's text inside which no cut may fall: code, the words of an image, a misprint, what
/// stands between raw tags, an omission.
pub fn whole(prose: &Prose) -> Vec<Range<usize>> {
    let mut all = omissions(prose.text.string());
    let mut raw: Option<Range<usize>> = None;
    let mut begun: Vec<(&Mark, usize)> = Vec::new();
    let mut at = 0;
    for inline in &prose.inlines {
        match inline {
            Inline::Text(range) | Inline::SoftBreak(range) => at = range.end,
            Inline::Code(range) => {
                all.push(range.clone());
                at = range.end;
            }
            Inline::Open(mark @ (Mark::Image(_) | Mark::Emended(_))) => begun.push((mark, at)),
            Inline::Close(mark @ (Mark::Image(_) | Mark::Emended(_))) => {
                let start = begun.iter().rposition(|(open, _)| *open == mark).map(|at| begun.remove(at).1);
                all.push(start.unwrap_or(at)..at);
            }
            // A cut may not fall on a tag either: its partner would stand in another piece.
            Inline::Html(_) => {
                let start = raw.as_ref().map_or(at.saturating_sub(1), |range| range.start);
                raw = Some(start..at + 1);
            }
            _ => {}
        }
    }
    all.extend(raw);
    all
}

/// The inline events of a prose in pieces.
pub struct InlinePieces {
    inlines: Vec<Inline>,
    /// Where each piece ends but the last.
    ends: Vec<usize>,
}

impl InlinePieces {
    /// The events of each piece, in order.
    pub fn iter(&self) -> impl Iterator<Item = &[Inline]> {
        let mut from = 0;
        self.ends.iter().copied().chain([self.inlines.len()]).map(move |end| {
            let piece = &self.inlines[from..end];
            from = end;
            piece
        })
    }
}

/// The inline events of a prose in pieces: one more than there are cuts. Cuts are bytes of its text in order;
/// two at one place leave an empty piece between them.
pub fn pieces(inlines: &[Inline], cuts: &[usize]) -> InlinePieces {
    let (all, ends) = (Vec::with_capacity(inlines.len() + cuts.len()), Vec::with_capacity(cuts.len()));
    let mut cutter = Cutter { made: InlinePieces { inlines: all, ends }, open: Vec::new(), cuts, at: 0 };
    for inline in inlines {
        match inline {
            Inline::Text(range) => cutter.text(range.clone()),
            Inline::SoftBreak(range) | Inline::Code(range) => {
                cutter.until(range.start);
                cutter.push(inline.clone());
                cutter.at = range.end;
            }
            Inline::Open(mark) => {
                cutter.until(cutter.at);
                cutter.push(inline.clone());
                cutter.open.push(mark);
            }
            // What follows a text directly belongs to it: the end of a mark, a note, a line break.
            Inline::Close(mark) => {
                if let Some(at) = cutter.open.iter().rposition(|open| *open == mark) {
                    cutter.open.remove(at);
                }
                cutter.push(inline.clone());
            }
            _ => cutter.push(inline.clone()),
        }
    }
    cutter.until(usize::MAX);
    cutter.made
}

struct Cutter<'p> {
    made: InlinePieces,
    /// The marks that are open.
    open: Vec<&'p Mark>,
    /// The cuts that are still to come.
    cuts: &'p [usize],
    /// The end of the text so far.
    at: usize,
}

impl Cutter<'_> {
    fn push(&mut self, inline: Inline) {
        self.made.inlines.push(inline);
    }

    /// Makes the cuts up to a place.
    fn until(&mut self, place: usize) {
        while let Some((cut, rest)) = self.cuts.split_first()
            && *cut <= place
        {
            self.cuts = rest;
            self.cut();
        }
    }

    fn cut(&mut self) {
        let marks: Vec<Mark> = self.open.iter().map(|mark| (*mark).clone()).collect();
        for mark in marks.iter().rev() {
            self.push(Inline::Close(mark.clone()));
        }
        self.made.ends.push(self.made.inlines.len());
        self.made.inlines.extend(marks.into_iter().map(Inline::Open));
    }

    fn text(&mut self, mut range: Range<usize>) {
        self.until(range.start);
        while let Some((cut, _)) = self.cuts.split_first()
            && *cut < range.end
        {
            let cut = *cut;
            self.push(Inline::Text(range.start..cut));
            range.start = cut;
            self.until(cut);
        }
        self.at = range.end;
        self.push(Inline::Text(range));
    }
}
