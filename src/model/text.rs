//! A text that knows where each of its characters stands in the file.

use std::ops::Range;

use crate::base::source::{SourceText, Span};

/// A string with the way back to the bytes of the file.
#[derive(Clone, Debug, Default)]
pub struct Text(TextCharacters);

/// Most texts stand in their file as they are; a site holds many of them.
#[derive(Clone, Debug)]
enum TextCharacters {
    /// So many bytes of a file, from one on.
    Source { source: SourceText, from: u32, length: u32 },
    /// Characters of its own; none where there are no characters at all.
    Own(Option<Box<OwnText>>),
}

impl Default for TextCharacters {
    fn default() -> TextCharacters {
        TextCharacters::Own(None)
    }
}

/// Characters that do not stand in the file like that.
#[derive(Clone, Debug)]
struct OwnText {
    string: Box<str>,
    pieces: Box<[TextPiece]>,
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

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.string() == other.string() && self.pieces().eq(other.pieces())
    }
}

impl Eq for Text {}

impl Text {
    /// Bytes of a file as they stand there.
    pub fn of(source: &SourceText, bytes: Range<usize>) -> Text {
        let short = |byte: usize| u32::try_from(byte).ok();
        match (short(bytes.start), short(bytes.len())) {
            (Some(from), Some(length)) if source.get(bytes.clone()).is_some() => {
                Text(TextCharacters::Source { source: source.clone(), from, length })
            }
            _ => Text::default(),
        }
    }

    /// The characters.
    pub fn string(&self) -> &str {
        match &self.0 {
            TextCharacters::Source { source, from, length } => {
                source.part(*from as usize..(*from + *length) as usize)
            }
            TextCharacters::Own(own) => own.as_ref().map_or("", |own| &own.string),
        }
    }

    fn pieces(&self) -> impl Iterator<Item = TextPiece> {
        let (whole, pieces) = self.whole_or_pieces();
        whole.into_iter().chain(pieces.iter().copied())
    }

    /// The one piece that it is of, or its pieces.
    fn whole_or_pieces(&self) -> (Option<TextPiece>, &[TextPiece]) {
        match &self.0 {
            TextCharacters::Source { length: 0, .. } | TextCharacters::Own(None) => (None, &[]),
            TextCharacters::Source { from, length, .. } => {
                (Some(TextPiece { at: 0, from: (*from, *from + *length), verbatim: true }), &[])
            }
            TextCharacters::Own(Some(own)) => (None, &own.pieces),
        }
    }

    /// The bytes of the file that the string stands for, piece by piece.
    pub fn spans(&self) -> impl Iterator<Item = Span> {
        self.pieces().map(|piece| piece.from())
    }

    /// Whether it stands in its file as it is.
    pub fn is_of_source(&self) -> bool {
        matches!(self.0, TextCharacters::Source { .. })
    }

    /// Appends the bytes of the file that a range of the string repeats byte by byte.
    pub fn verbatim(&self, range: Range<usize>, out: &mut Vec<Span>) {
        let (whole, pieces) = self.whole_or_pieces();
        if let Some(whole) = whole {
            if !range.is_empty() {
                let start = whole.from().start;
                out.push(Span::new(start + range.start, start + range.end));
            }
            return;
        }
        let first = pieces.partition_point(|piece| piece.at() <= range.start).saturating_sub(1);
        for piece in pieces[first..].iter().take_while(|piece| piece.at() < range.end) {
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
        let mut pieces = self.pieces().peekable();
        while let Some(piece) = pieces.next() {
            if piece.from().end <= span.start || piece.from().start >= span.end {
                continue;
            }
            let until = pieces.peek().map_or(self.string().len(), TextPiece::at);
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

    fn piece(&self, at: usize) -> Option<TextPiece> {
        let (whole, pieces) = self.whole_or_pieces();
        whole
            .or_else(|| pieces.get(pieces.partition_point(|piece| piece.at() <= at).checked_sub(1)?).copied())
    }
}

/// A text while it grows.
#[derive(Clone, Debug)]
pub struct TextBuilder<'s> {
    source: &'s SourceText,
    /// The bytes of the file that it repeats, as long as it has no pieces.
    whole: Range<usize>,
    /// The characters of its pieces.
    string: String,
    pieces: Vec<TextPiece>,
}

impl<'s> TextBuilder<'s> {
    /// An empty text of a file.
    pub fn of(source: &'s SourceText) -> TextBuilder<'s> {
        TextBuilder { source, whole: 0..0, string: String::new(), pieces: Vec::new() }
    }

    /// The characters.
    pub fn string(&self) -> &str {
        match self.pieces.is_empty() {
            true => self.source.part(self.whole.clone()),
            false => &self.string,
        }
    }

    /// How many bytes it has.
    pub fn length(&self) -> usize {
        if self.pieces.is_empty() { self.whole.len() } else { self.string.len() }
    }

    /// Appends characters that stand at `from` in the file, byte by byte.
    pub fn push(&mut self, text: &str, from: usize) {
        if text.is_empty() {
            return;
        }
        let to = from + text.len();
        if self.pieces.is_empty() && (self.whole.is_empty() || self.whole.end == from) {
            debug_assert_eq!(self.source.get(from..to), Some(text));
            let start = if self.whole.is_empty() { from } else { self.whole.start };
            self.whole = start..to;
            return;
        }
        self.part();
        let at = self.string.len();
        self.string.push_str(text);
        match self.pieces.last_mut() {
            Some(last)
                if last.verbatim
                    && last.from().end == from
                    && at - last.at() == last.from().end - last.from().start =>
            {
                *last = TextPiece::new(last.at(), Span::new(last.from().start, to), true);
            }
            _ => self.pieces.push(TextPiece::new(at, Span::new(from, to), true)),
        }
    }

    /// Appends characters that stand for other bytes of the file: an entity, an escape, a line
    /// break, a reading in place of a misprint.
    pub fn push_for(&mut self, text: &str, from: Span) {
        self.part();
        let at = self.string.len();
        self.string.push_str(text);
        self.pieces.push(TextPiece::new(at, from, false));
    }

    /// Makes a piece of the bytes that it repeats so far.
    fn part(&mut self) {
        if self.pieces.is_empty() && !self.whole.is_empty() {
            self.string.push_str(self.source.part(self.whole.clone()));
            self.pieces.push(TextPiece::new(0, self.whole.clone().into(), true));
        }
    }

    /// The text.
    pub fn finish(self) -> Text {
        match self.pieces.is_empty() {
            true if self.whole.is_empty() => Text::default(),
            true => Text::of(self.source, self.whole),
            false => {
                let own = OwnText { string: self.string.into(), pieces: self.pieces.into() };
                Text(TextCharacters::Own(Some(Box::new(own))))
            }
        }
    }
}
