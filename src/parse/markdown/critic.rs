//! Editor's marks (CriticMarkup) and locators, taken out before CommonMark sees the text.
//!
//! `{~~printed~>reading~~}`, `{==printed==}` and `{>>note<<}` leave their printed form in the text;
//! a last line `— report-2022#45` of a block quotation leaves nothing. What is left is the text that
//! CommonMark parses, with the way back to the bytes of the file. Code is left alone.

use crate::both::Both;
use crate::diagnostic::{Diagnostic, Level};
use crate::page::{Emendation, Locator, Note};
use crate::source::{Source, Span};

/// A text without editor's marks.
#[derive(Clone, Debug, Default)]
pub struct Clean {
    /// What CommonMark parses.
    pub text: String,
    /// Where runs of it come from: (byte here, byte of the file), rising.
    pieces: Vec<(usize, usize)>,
    /// The emendations, with the bytes of `text` that are in print.
    pub emendations: Vec<(Emendation, Span)>,
    /// The notes, with the byte of `text` at which each is called.
    pub notes: Vec<(Note, usize)>,
    /// The locators, with the byte of `text` at which each stood.
    pub locators: Vec<(Locator, usize)>,
}

impl Clean {
    /// The byte of the file for a byte of the text.
    pub fn origin(&self, at: usize) -> usize {
        let index = self.pieces.partition_point(|(here, _)| *here <= at);
        match index.checked_sub(1).and_then(|index| self.pieces.get(index)) {
            Some((here, file)) => file + (at - here),
            None => at,
        }
    }

    /// The bytes of the file for a range of the text that holds no mark.
    pub fn span(&self, start: usize, end: usize) -> Span {
        let from = self.origin(start);
        if end <= start {
            return Span::new(from, from);
        }
        Span::new(from, (self.origin(end - 1) + 1).max(from))
    }

    /// Calls `each` for every run of a range that comes from one stretch of the file.
    pub fn runs(&self, start: usize, end: usize, mut each: impl FnMut(&str, usize)) {
        let mut at = start;
        let mut index = self.pieces.partition_point(|(here, _)| *here <= start);
        while at < end {
            let next = self.pieces.get(index).map_or(end, |(here, _)| (*here).min(end));
            each(&self.text[at..next], self.origin(at));
            at = next;
            index += 1;
        }
    }

    fn keep(&mut self, text: &str, from: usize) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), from));
            self.text.push_str(text);
        }
    }
}

/// Takes the marks out of `source.text[start..]`.
pub fn clean(source: &Source, start: usize, out: &mut Vec<Diagnostic>) -> Clean {
    let text = &source.text[start..];
    let mut clean = Clean::default();
    if !text.contains("{~~") && !text.contains("{==") && !text.contains("{>>") && !text.contains("— ") {
        clean.keep(text, start);
        return clean;
    }
    let mut scan = Scan { source, clean: &mut clean, out, kept: start };
    let mut at = start;
    let mut fence: Option<(char, usize)> = None;
    for line in text.split_inclusive('\n') {
        let end = at + line.len();
        let bare = line.trim_start_matches([' ', '>']);
        let mark = bare.chars().next().filter(|c| matches!(c, '`' | '~'));
        let width = mark.map_or(0, |mark| bare.chars().take_while(|c| *c == mark).count());
        match (fence, mark) {
            (Some((open, least)), _) => {
                if mark == Some(open) && width >= least && bare.trim_end().chars().all(|c| c == open) {
                    fence = None;
                }
            }
            (None, Some(mark)) if width >= 3 => fence = Some((mark, width)),
            _ => scan.line(at, end),
        }
        at = end;
    }
    let rest = scan.kept;
    clean.keep(&source.text[rest..], rest);
    clean
}

struct Scan<'s> {
    source: &'s Source,
    clean: &'s mut Clean,
    out: &'s mut Vec<Diagnostic>,
    /// Up to here the file has been copied or left out.
    kept: usize,
}

impl Scan<'_> {
    fn line(&mut self, start: usize, end: usize) {
        if start < self.kept {
            return self.marks(self.kept.min(end), end);
        }
        match locator(&self.source.text[start..end]) {
            Some((from, to, original, paragraph)) => {
                let span = Span::new(start + from, start + to);
                self.skip_to(span.start, span.end);
                let at = self.clean.text.len();
                self.clean.locators.push((Locator { original, paragraph, span }, at));
            }
            None => self.marks(start, end),
        }
    }

    /// Copies up to `start` and leaves out what stands between `start` and `end`.
    fn skip_to(&mut self, start: usize, end: usize) {
        self.clean.keep(&self.source.text[self.kept..start], self.kept);
        self.kept = end;
    }

    fn marks(&mut self, mut at: usize, end: usize) {
        while let Some(found) = self.source.text.get(at..end).and_then(|line| line.find(['{', '`'])) {
            let here = at + found;
            let rest = &self.source.text[here..];
            if rest.starts_with('`') {
                let ticks = rest.bytes().take_while(|byte| *byte == b'`').count();
                at = here + ticks;
                at +=
                    code_end(&self.source.text[at..paragraph_end(&self.source.text, at)], ticks).unwrap_or(0);
                continue;
            }
            at = match rest.get(..3) {
                Some("{~~") => self.mark(here, "~~}", Kind::Changed),
                Some("{==") => self.mark(here, "==}", Kind::Doubted),
                Some("{>>") => self.mark(here, "<<}", Kind::Note),
                _ => here + 1,
            };
        }
    }

    /// Takes one mark; gives the byte after it.
    fn mark(&mut self, start: usize, close: &str, kind: Kind) -> usize {
        let text: &str = &self.source.text;
        let inner = start + 3;
        let until = paragraph_end(text, inner);
        let Some(length) = text[inner..until].find(close) else {
            self.out.push(unclosed(self.source, start, close));
            return inner;
        };
        let (content, end) = (inner..inner + length, inner + length + close.len());
        let span = Span::new(start, end);
        match kind {
            Kind::Note => {
                self.skip_to(start, end);
                let at = self.clean.text.len();
                let number = self.clean.notes.len();
                if let Some((last, printed)) = self.clean.emendations.last_mut()
                    && last.note.is_none()
                    && printed.end == at
                    && last.span.end == start
                {
                    last.note = Some(number);
                }
                let words = text[content]
                    .split('\n')
                    .map(|line| line.trim_start_matches(['>', ' ']))
                    .collect::<String>();
                self.clean.notes.push((Note { span, text: words.trim().to_owned() }, at));
            }
            Kind::Doubted | Kind::Changed => {
                let whole = &text[content.clone()];
                let (printed, reading) = match whole.split_once("~>").filter(|_| kind == Kind::Changed) {
                    Some((printed, reading)) => (printed, Some(reading.to_owned())),
                    None => (whole, None),
                };
                self.skip_to(start, content.start);
                let from = self.clean.text.len();
                self.clean.keep(printed, content.start);
                self.kept = end;
                let here = Span::new(from, self.clean.text.len());
                let emendation = Emendation { span, printed: printed.to_owned(), reading, note: None };
                self.clean.emendations.push((emendation, here));
            }
        }
        end
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Changed,
    Doubted,
    Note,
}

fn unclosed(source: &Source, start: usize, close: &str) -> Diagnostic {
    Diagnostic::new(
        "stray-markup",
        Level::Warning,
        source.place(Span::new(start, start + 3)),
        Both::said("编者的标记没有结束", "the editor’s mark does not end"),
        Both::said("从这里开始", "it begins here"),
        Both::said(format!("在同一段里写上 {close}"), format!("close it with {close} in the same paragraph")),
    )
}

/// The end of the paragraph that `at` stands in: the next blank line.
fn paragraph_end(text: &str, at: usize) -> usize {
    let mut end = at;
    for line in text[at..].split_inclusive('\n') {
        let bare = line.trim_matches([' ', '\t', '>', '\n']);
        if bare.is_empty() && end > at {
            break;
        }
        end += line.len();
    }
    end
}

/// The byte after a run of exactly `ticks` backticks.
fn code_end(text: &str, ticks: usize) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let width = text[start..].bytes().take_while(|byte| *byte == b'`').count();
        if width == ticks {
            return Some(start + width);
        }
        at = start + width;
    }
    None
}

/// A line of a block quotation that is a locator: its bytes without the quotation's own marks, the
/// document's id and the paragraph.
fn locator(line: &str) -> Option<(usize, usize, String, usize)> {
    let bare = line.trim_start_matches([' ', '>']);
    let from = line.len() - bare.len();
    if !line[..from].contains('>') {
        return None;
    }
    let bare = bare.trim_end();
    let (original, paragraph) = bare.strip_prefix("— ")?.rsplit_once('#')?;
    let plain = !original.is_empty() && !original.contains(char::is_whitespace);
    let number = paragraph.parse().ok().filter(|number| plain && *number > 0)?;
    Some((from, from + bare.len(), original.to_owned(), number))
}
