//! A text that knows where each of its characters stands in the file.

use std::ops::Range;

use crate::base::source::Span;

/// A string with the way back to the bytes of the file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// The characters.
    pub string: String,
    pieces: Vec<TextPiece>,
}

/// A run of a [`Text`] and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct TextPiece {
    /// First byte of the string; sites hold many pieces, and no file of more than 4 GB.
    at: u32,
    /// Bytes of the file.
    from: (u32, u32),
    /// The string repeats the file byte by byte; otherwise it stands for the whole span.
    verbatim: bool,
}

impl TextPiece {
    fn new(at: usize, from: Span, verbatim: bool) -> TextPiece {
        let short = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        TextPiece { at: short(at), from: (short(from.start), short(from.end)), verbatim }
    }

    fn at(&self) -> usize {
        self.at as usize
    }

    fn from(&self) -> Span {
        Span::new(self.from.0 as usize, self.from.1 as usize)
    }
}

impl Text {
    /// Appends characters that stand at `from` in the file, byte by byte.
    pub fn push(&mut self, text: &str, from: usize) {
        let at = self.string.len();
        self.string.push_str(text);
        match self.pieces.last_mut() {
            Some(last)
                if last.verbatim
                    && last.from().end == from
                    && at - last.at() == last.from().end - last.from().start =>
            {
                let all = Span::new(last.from().start, from + text.len());
                *last = TextPiece::new(last.at(), all, true);
            }
            _ if text.is_empty() => {}
            _ => self.pieces.push(TextPiece::new(at, Span::new(from, from + text.len()), true)),
        }
    }

    /// Appends characters that stand for other bytes of the file: an entity, an escape, a line
    /// break, a reading in place of a misprint.
    pub fn push_for(&mut self, text: &str, from: Span) {
        let at = self.string.len();
        self.string.push_str(text);
        self.pieces.push(TextPiece::new(at, from, false));
    }

    /// The bytes of the file that the string stands for, piece by piece.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.pieces.iter().map(TextPiece::from)
    }

    /// Appends the bytes of the file that a range of the string repeats byte by byte.
    pub fn verbatim(&self, range: Range<usize>, out: &mut Vec<Span>) {
        let first = self.pieces.partition_point(|piece| piece.at() <= range.start).saturating_sub(1);
        for piece in self.pieces.iter().skip(first).take_while(|piece| piece.at() < range.end) {
            if piece.verbatim {
                let start = piece.from().start + range.start.saturating_sub(piece.at());
                let end = (piece.from().start + range.end - piece.at()).min(piece.from().end);
                if start < end {
                    out.push(Span::new(start, end));
                }
            }
        }
    }

    /// The span of the file for a range of bytes of the string.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.piece(range.start).map_or(0, |piece| match piece.verbatim {
            true => piece.from().start + (range.start - piece.at()),
            false => piece.from().start,
        });
        if range.is_empty() {
            return Span::new(start, start);
        }
        let end = self.piece(range.end - 1).map_or(start, |piece| match piece.verbatim {
            true => piece.from().start + (range.end - piece.at()),
            false => piece.from().end,
        });
        Span::new(start, end.max(start))
    }

    /// The range of the string that comes from a span of the file, for marks that another text of
    /// the same prose found; `None` where nothing of it stands in this string.
    pub fn range_of(&self, span: Span) -> Option<Range<usize>> {
        let mut found: Option<Range<usize>> = None;
        for (index, piece) in self.pieces.iter().enumerate() {
            if piece.from().end <= span.start || piece.from().start >= span.end {
                continue;
            }
            let until = self.pieces.get(index + 1).map_or(self.string.len(), |next| next.at());
            let range = match piece.verbatim {
                true => {
                    let from = piece.at() + span.start.saturating_sub(piece.from().start);
                    from..(piece.at() + (span.end.min(piece.from().end) - piece.from().start))
                }
                false => piece.at()..until,
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

    fn piece(&self, at: usize) -> Option<&TextPiece> {
        self.pieces.get(self.pieces.partition_point(|piece| piece.at() <= at).checked_sub(1)?)
    }
}
