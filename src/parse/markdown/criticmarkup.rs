//! Editor's marks (CriticMarkup) and locators, taken out before CommonMark sees the text.
//!
//! Of `{~~printed~>reading~~}` and `{==printed==}` the printed form stays, between two anchors; of
//! `{>>note<<}` one anchor stays. An anchor is one character that the text does not use otherwise: so
//! a note alone on its line still is a paragraph, and a printed form at the beginning of a line
//! begins no list. A last line `— report-2022#45` of a paragraph in a block quotation leaves nothing.
//! What is left is the text that CommonMark parses, with the way back to the bytes of the file.

use memchr::{memchr_iter, memmem};
use pulldown_cmark::Options;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::{Both, Lang};
use crate::base::map::HashSet;
use crate::base::source::{Source, Span};
use crate::model::page::{Emendation, Locator, Note};
use crate::parse::markdown::line_breaks;
use crate::parse::markdown::text_ranges::{self, TextRange};

/// A text without editor's marks.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    /// What CommonMark parses.
    pub text: String,
    /// Runs of it, in order.
    pieces: Vec<CleanRun>,
    /// The character that stands for the edge of a mark; none if the text has no mark.
    pub anchor: Option<char>,
    /// The anchors: the byte of `text`, and what it stands for; rising.
    anchors: Vec<(usize, AnchorTarget)>,
    /// The emendations, in order.
    pub emendations: Vec<Emendation>,
    /// The notes, in order.
    pub notes: Vec<Note>,
    /// The locators, in order.
    pub locators: Vec<Locator>,
}

/// A run of the clean text and the bytes of the file that it stands for.
#[derive(Clone, Copy, Debug)]
struct CleanRun {
    at: usize,
    from: Span,
    /// It repeats the file byte by byte; otherwise it is an anchor.
    verbatim: bool,
}

/// What an anchor stands for; the number is an index into the emendations or notes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorTarget {
    /// An emendation begins.
    Open(usize),
    /// An emendation ends.
    Close(usize),
    /// A note is called.
    Note(usize),
}

impl Clean {
    /// The bytes of the file for a range of the text.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.origin(start).start;
        if end <= start {
            return Span::new(from, from);
        }
        Span::new(from, self.origin(end - 1).end.max(from))
    }

    /// The bytes of the file for one byte of the text.
    fn origin(&self, at: usize) -> Span {
        let index = self.pieces.partition_point(|piece| piece.at <= at);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some(piece) if piece.verbatim => {
                let byte = piece.from.start + (at - piece.at);
                Span::new(byte, byte + 1)
            }
            Some(piece) => piece.from,
            None => Span::new(at, at + 1),
        }
    }

    /// Calls `each` for every run of a range that comes from one stretch of the file, and for every
    /// anchor in it.
    pub fn runs(&self, start: usize, end: usize, mut each: impl FnMut(Stretch)) {
        if let ([_], []) = (&self.pieces[..], &self.anchors[..])
            && start < end
        {
            return each(Stretch::Text(&self.text[start..end], self.origin(start).start));
        }
        let mut at = start;
        let mut index = self.pieces.partition_point(|piece| piece.at <= start).saturating_sub(1);
        while at < end {
            let next = self.pieces.get(index + 1).map_or(end, |piece| piece.at.min(end));
            match self.pieces.get(index) {
                Some(piece) if !piece.verbatim => {
                    if let Ok(found) = self.anchors.binary_search_by_key(&piece.at, |(at, _)| *at) {
                        each(Stretch::Anchor(self.anchors[found].1));
                    }
                }
                _ if next > at => each(Stretch::Text(&self.text[at..next], self.origin(at).start)),
                _ => {}
            }
            at = next.max(at);
            index += 1;
            if index >= self.pieces.len() {
                break;
            }
        }
    }

    /// The character at or after a byte that a reader sees next, markup and anchors left out.
    pub fn shown_after(&self, at: usize) -> Option<char> {
        let mut chars = self.text[at..].chars();
        while let Some(c) = chars.next() {
            match c {
                '<' => {
                    let rest = chars.as_str();
                    let tag = rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
                    match rest.find('>').filter(|length| tag && *length < 2000) {
                        Some(length) => chars = rest[length + 1..].chars(),
                        None => return Some(c),
                    }
                }
                '*' | '_' | '~' | '[' | '!' | '`' | ' ' | '\n' | '>' => {}
                c if Some(c) == self.anchor => {}
                c => return Some(c),
            }
        }
        None
    }

    fn keep(&mut self, text: &str, from: usize) {
        if !text.is_empty() {
            let span = Span::new(from, from + text.len());
            self.pieces.push(CleanRun { at: self.text.len(), from: span, verbatim: true });
            self.text.push_str(text);
        }
    }

    fn anchor(&mut self, what: AnchorTarget, from: Span) {
        let Some(anchor) = self.anchor else { return };
        self.pieces.push(CleanRun { at: self.text.len(), from, verbatim: false });
        self.anchors.push((self.text.len(), what));
        self.text.push(anchor);
    }
}

/// A stretch of a range of the clean text.
pub enum Stretch<'r> {
    /// Characters, and their first byte in the file.
    Text(&'r str, usize),
    /// An anchor.
    Anchor(AnchorTarget),
}

/// Takes the marks out of `source.text[start..]`.
pub fn clean(
    source: &Source,
    start: usize,
    lang: Lang,
    options: Options,
    out: &mut Vec<Diagnostic>,
) -> Clean {
    let text = &source.text[start..];
    let mut clean = Clean::default();
    let is_mark = |at: usize| MARKS.iter().any(|mark| text[at..].starts_with(mark.open));
    let marked = memchr_iter(b'{', text.as_bytes()).any(is_mark);
    if !marked && memmem::find(text.as_bytes(), "— ".as_bytes()).is_none() {
        clean.keep(text, start);
        return clean;
    }
    clean.anchor = if marked { unused(text) } else { None };
    let mut scan = Scanner { source, base: start, lang, clean, out, kept: start };
    for leaf in text_ranges::leaves(text, options) {
        scan.leaf(&leaf);
    }
    let Scanner { mut clean, kept, .. } = scan;
    clean.keep(&source.text[kept..], kept);
    clean
}

/// A character for private use that a text does not use.
fn unused(text: &str) -> Option<char> {
    let used: HashSet<char> = text.chars().filter(|c| matches!(c, '\u{e000}'..='\u{f8ff}')).collect();
    ('\u{e000}'..='\u{f8ff}').find(|c| !used.contains(c))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkKind {
    Changed,
    Doubted,
    Note,
}

struct Markup {
    kind: MarkKind,
    open: &'static str,
    close: &'static str,
}

const MARKS: [Markup; 3] = [
    Markup { kind: MarkKind::Changed, open: "{~~", close: "~~}" },
    Markup { kind: MarkKind::Doubted, open: "{==", close: "==}" },
    Markup { kind: MarkKind::Note, open: "{>>", close: "<<}" },
];

struct Scanner<'s> {
    source: &'s Source,
    /// Where the text begins in the file.
    base: usize,
    lang: Lang,
    clean: Clean,
    out: &'s mut Vec<Diagnostic>,
    /// Up to here the file has been copied or left out.
    kept: usize,
}

impl<'s> Scanner<'s> {
    fn text(&self) -> &'s str {
        &self.source.text[self.base..]
    }

    fn leaf(&mut self, leaf: &TextRange) {
        let locator = leaf.quoted.and_then(|quoted| {
            let line = quoted.last_line..leaf.range.end;
            let alone = quoted.last_line <= leaf.range.start;
            if alone && !quoted.follows {
                None
            } else {
                locator(&self.text()[line.clone()]).map(|found| (line, found))
            }
        });
        let end = locator.as_ref().map_or(leaf.range.end, |(line, _)| line.start);
        self.marks(leaf, end);
        if let Some((line, (original, paragraph))) = locator {
            let span = Span::new(self.base + line.start, self.base + line.end);
            self.skip_to(span.start, span.end);
            self.clean.locators.push(Locator { original, paragraph, span });
        }
    }

    /// Copies up to `start` and leaves out what stands between `start` and `end`: bytes of the file.
    fn skip_to(&mut self, start: usize, end: usize) {
        self.clean.keep(&self.source.text[self.kept..start], self.kept);
        self.kept = end;
    }

    fn marks(&mut self, leaf: &TextRange, end: usize) {
        let text = &self.text()[..end];
        // The next end of each kind of mark, as far as it has been looked for.
        let mut ends: [Option<Option<usize>>; 3] = [None; 3];
        let mut at = leaf.range.start.min(end);
        while let Some(found) = text[at..].find('{') {
            let here = at + found;
            at = here + 1;
            let Some(kind) = MARKS.iter().position(|mark| text[here..].starts_with(mark.open)) else {
                continue;
            };
            if !leaf.is_text(here) || is_escaped(text, here) {
                continue;
            }
            let inner = here + MARKS[kind].open.len();
            let known = ends[kind].filter(|known| known.is_none_or(|close| close >= inner));
            let close = known.unwrap_or_else(|| close_of(leaf, text, inner, MARKS[kind].close));
            ends[kind] = Some(close);
            match close {
                None => self.out.push(unclosed(self.source, self.base + here, MARKS[kind].close)),
                Some(close) => at = self.mark(&MARKS[kind], here, inner, close),
            }
        }
    }

    /// Takes one mark, given in bytes of the text; gives the byte after it.
    fn mark(&mut self, markup: &Markup, start: usize, inner: usize, close: usize) -> usize {
        let content = &self.text()[inner..close];
        let after = close + markup.close.len();
        let span = Span::new(self.base + start, self.base + after);
        match markup.kind {
            MarkKind::Note => self.note(content, span),
            MarkKind::Doubted => self.emended(content, None, span),
            MarkKind::Changed => match content.split_once("~>") {
                Some((printed, reading)) => self.emended(printed, Some(reading), span),
                None => {
                    self.out.push(no_reading(self.source, span));
                    self.emended(content, None, span);
                }
            },
        }
        after
    }

    fn note(&mut self, content: &str, span: Span) {
        let text = unwrapped(content, self.lang).trim().to_owned();
        if text.is_empty() {
            self.out.push(empty_note(self.source, span));
        }
        let number = self.clean.notes.len();
        if let Some(last) = self.clean.emendations.last_mut()
            && last.note.is_none()
            && last.span.end == span.start
        {
            last.note = Some(number);
        }
        self.skip_to(span.start, span.end);
        self.clean.anchor(AnchorTarget::Note(number), span);
        self.clean.notes.push(Note { span, text });
    }

    fn emended(&mut self, printed: &str, reading: Option<&str>, span: Span) {
        let number = self.clean.emendations.len();
        let first = span.start + 3;
        let last = first + printed.len();
        self.skip_to(span.start, span.end);
        self.clean.anchor(AnchorTarget::Open(number), Span::new(span.start, first));
        self.clean.keep(printed, first);
        self.clean.anchor(AnchorTarget::Close(number), Span::new(last, span.end));
        self.clean.emendations.push(Emendation {
            span,
            printed: unwrapped(printed, self.lang),
            reading: reading.map(|reading| unwrapped(reading, self.lang)),
            note: None,
        });
    }
}

/// Where a mark closes: the next end of its kind in the same leaf, outside code.
fn close_of(leaf: &TextRange, text: &str, from: usize, close: &str) -> Option<usize> {
    let found = text[from..].match_indices(close).map(|(at, _)| from + at);
    found.into_iter().find(|at| leaf.is_text(at + close.len() - 1))
}

/// Whether an odd number of backslashes stands before a byte.
fn is_escaped(text: &str, at: usize) -> bool {
    text[..at].bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// The words of a mark that may run over several lines of a quotation.
fn unwrapped(content: &str, lang: Lang) -> String {
    let mut words = String::with_capacity(content.len());
    for (number, line) in content.split('\n').enumerate() {
        let line = if number == 0 { line } else { line.trim_start_matches([' ', '\t', '>']) };
        if number > 0 {
            words.truncate(words.trim_end().len());
        }
        let (before, after) = (words.chars().next_back(), line.chars().next());
        if number > 0 && before.is_some() && after.is_some() && !line_breaks::vanishes(before, after, lang) {
            words.push(' ');
        }
        words.push_str(line);
    }
    words
}

fn stray(
    source: &Source,
    span: Span,
    message: Both<String>,
    label: Both<String>,
    help: Both<String>,
) -> Diagnostic {
    Diagnostic::new("stray-markup", Level::Warning, source.place(span), message, label, help)
}

fn unclosed(source: &Source, start: usize, close: &str) -> Diagnostic {
    stray(
        source,
        Span::new(start, start + 3),
        Both::new("编者的标记没有结束", "the editor’s mark does not end"),
        Both::new("从这里开始", "it begins here"),
        Both::new(format!("在同一段里写上 {close}"), format!("close it with {close} in the same paragraph")),
    )
}

fn no_reading(source: &Source, span: Span) -> Diagnostic {
    stray(
        source,
        span,
        Both::new("这个标记没有写读法", "this mark gives no reading"),
        Both::new("没有 ~>", "there is no ~> in it"),
        Both::new(
            "读法确定时写 {~~印本~>读作~~}，不确定时写 {==印本==}",
            "write {~~printed~>reading~~} where the reading is certain, {==printed==} where it is not",
        ),
    )
}

fn empty_note(source: &Source, span: Span) -> Diagnostic {
    stray(
        source,
        span,
        Both::new("这条校注是空的", "this editor’s note is empty"),
        Both::new("没有文字", "no words"),
        Both::new("写上说明，或把整个标记删去", "write the note, or delete the mark"),
    )
}

/// A line that is a locator: the document's id and the paragraph.
fn locator(line: &str) -> Option<(String, usize)> {
    let (original, paragraph) = line.trim_end().strip_prefix("— ")?.rsplit_once('#')?;
    let plain = !original.is_empty() && !original.contains(char::is_whitespace);
    let number = paragraph.parse().ok().filter(|number| plain && *number > 0)?;
    Some((original.to_owned(), number))
}
