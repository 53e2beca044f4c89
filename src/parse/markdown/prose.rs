//! Inline events → prose: one string with the way back to the file, and a stream of marks over it.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::both::Lang;
use crate::page::{Inline, Link, Mark, Prose, Text};
use crate::parse::markdown::breaks;
use crate::parse::markdown::critic::Clean;
use crate::parse::markdown::shield::Shielded;
use crate::source::{Source, Span};

/// Weaves the events of one prose together with the editor's marks that stand in it.
pub struct Weaver<'w> {
    clean: &'w Clean,
    shielded: &'w Shielded,
    lang: Lang,
    prose: Prose,
    /// The text with certain readings, once one has been met.
    reading: Text,
    differs: bool,
    /// The next emendation and note that have not been placed.
    emendation: usize,
    note: usize,
    /// The emendation that is open.
    open: Option<usize>,
    /// Marks that are open: of links and images what closes them.
    links: Vec<Link>,
    /// A soft break that waits for the character after it.
    pending: Option<Span>,
}

impl<'w> Weaver<'w> {
    /// Begins a prose at a byte of the clean text.
    pub fn new(clean: &'w Clean, shielded: &'w Shielded, lang: Lang, start: usize) -> Weaver<'w> {
        Weaver {
            clean,
            shielded,
            lang,
            prose: Prose::default(),
            reading: Text::default(),
            differs: false,
            emendation: clean.emendations.partition_point(|(_, printed)| printed.start < start),
            note: clean.notes.partition_point(|(_, at)| *at < start),
            open: None,
            links: Vec::new(),
            pending: None,
        }
    }

    /// Takes one event with its bytes of the clean text.
    pub fn step(&mut self, event: Event, at: Span) {
        match event {
            Event::Text(text) => {
                let text = self.shielded.put_back(&text).into_owned();
                let verbatim = text == self.clean.text[at.range()];
                self.settle(text.chars().next());
                match verbatim {
                    true => self.verbatim(at),
                    false => {
                        self.marks_up_to(at.start, false);
                        self.word(&text, at, Inline::Text);
                    }
                }
            }
            Event::Code(code) => {
                self.settle(code.chars().next());
                self.marks_up_to(at.start, false);
                let code = self.shielded.put_back(&code).into_owned();
                self.word(&code, at, Inline::Code);
            }
            Event::SoftBreak => {
                self.settle(None);
                self.marks_up_to(at.start, true);
                self.pending = Some(at);
            }
            Event::HardBreak => {
                self.settle(None);
                self.marks_up_to(at.start, true);
                self.push_break(at);
                self.prose.inlines.push(Inline::HardBreak);
            }
            Event::FootnoteReference(label) => {
                self.settle(Some('a'));
                self.marks_up_to(at.start, false);
                let label = self.shielded.put_back(&label).into_owned();
                self.prose.inlines.push(Inline::FootnoteCall(label));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.settle(Some('a'));
                self.marks_up_to(at.start, false);
                let html = self.shielded.put_back(&html).into_owned();
                self.prose.inlines.push(Inline::Html(html));
            }
            Event::TaskListMarker(checked) => self.prose.task = Some(checked),
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag, at),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, at: Span) {
        let link = |target: &str, title: &str| Link {
            target: self.shielded.put_back(target).into_owned(),
            title: self.shielded.put_back(title).into_owned(),
            span: self.clean.span(at.start, at.end),
        };
        let mark = match tag {
            Tag::Emphasis => Mark::Emphasis,
            Tag::Strong => Mark::Strong,
            Tag::Strikethrough => Mark::Strike,
            Tag::Link { dest_url, title, link_type, .. } => {
                let mut link = link(&dest_url, &title);
                if link_type == pulldown_cmark::LinkType::Email {
                    link.target = format!("mailto:{}", link.target);
                }
                self.links.push(link.clone());
                Mark::Link(link)
            }
            Tag::Image { dest_url, title, .. } => {
                let link = link(&dest_url, &title);
                self.links.push(link.clone());
                Mark::Image(link)
            }
            _ => return,
        };
        self.hold_break();
        self.marks_up_to(at.start, false);
        self.prose.inlines.push(Inline::Open(mark));
    }

    fn end(&mut self, tag: TagEnd, at: Span) {
        let mark = match tag {
            TagEnd::Emphasis => Mark::Emphasis,
            TagEnd::Strong => Mark::Strong,
            TagEnd::Strikethrough => Mark::Strike,
            TagEnd::Link => match self.links.pop() {
                Some(link) => Mark::Link(link),
                None => return,
            },
            TagEnd::Image => match self.links.pop() {
                Some(link) => Mark::Image(link),
                None => return,
            },
            _ => return,
        };
        self.settle(None);
        let inner = at.end.saturating_sub(1);
        self.marks_up_to(inner.max(at.start), true);
        self.prose.inlines.push(Inline::Close(mark));
    }

    /// Text that stands in the file byte by byte, cut where editor's marks begin and end.
    fn verbatim(&mut self, at: Span) {
        let mut from = at.start;
        loop {
            self.marks_up_to(from, false);
            let until = self.next_mark(from).min(at.end);
            if until > from {
                self.run(from, until);
            }
            from = until;
            if from >= at.end {
                break;
            }
        }
    }

    /// The next byte after `from` at which a mark begins or ends.
    fn next_mark(&self, from: usize) -> usize {
        let ends = self.open.map(|at| self.clean.emendations[at].1.end);
        let begins = self.clean.emendations.get(self.emendation).map(|(_, printed)| printed.start);
        let calls = self.clean.notes.get(self.note).map(|(_, at)| *at);
        [ends, begins, calls].into_iter().flatten().filter(|at| *at > from).min().unwrap_or(usize::MAX)
    }

    fn run(&mut self, start: usize, end: usize) {
        let range = self.prose.text.string.len();
        let replaced = self.is_replaced();
        let (text, reading) = (&mut self.prose.text, &mut self.reading);
        self.clean.runs(start, end, |piece, from| {
            text.push(piece, from);
            if !replaced {
                reading.push(piece, from);
            }
        });
        let until = self.prose.text.string.len();
        match self.prose.inlines.last_mut() {
            // The parser cuts text at brackets and the like; a reader does not.
            Some(Inline::Text(last)) if last.end == range => last.end = until,
            _ => self.prose.inlines.push(Inline::Text(range..until)),
        }
    }

    /// Text that stands for other bytes: an entity, an escape, code.
    fn word(&mut self, text: &str, at: Span, inline: fn(std::ops::Range<usize>) -> Inline) {
        let from = self.prose.text.string.len();
        let span = self.clean.span(at.start, at.end);
        self.prose.text.push_for(text, span);
        if !self.is_replaced() {
            self.reading.push_for(text, span);
        }
        self.prose.inlines.push(inline(from..self.prose.text.string.len()));
    }

    fn is_replaced(&self) -> bool {
        self.open.is_some_and(|at| self.clean.emendations[at].0.reading.is_some())
    }

    /// Places the marks up to a byte; at the end of something, also those that stand right there.
    fn marks_up_to(&mut self, to: usize, ending: bool) {
        loop {
            let closes = self.open.filter(|at| self.clean.emendations[*at].1.end <= to);
            if let Some(at) = closes {
                self.close_emendation(at);
                continue;
            }
            let note = self.clean.notes.get(self.note).filter(|(_, at)| *at <= to);
            let begins = self.clean.emendations.get(self.emendation).filter(|(_, printed)| {
                self.open.is_none() && (printed.start < to || (printed.start == to && !ending))
            });
            let note_first = match (note, begins) {
                (Some((_, at)), Some((_, printed))) => *at <= printed.start,
                (note, _) => note.is_some(),
            };
            if note_first
                && self
                    .open
                    .is_none_or(|open| note.is_some_and(|(_, at)| *at < self.clean.emendations[open].1.end))
            {
                self.prose.inlines.push(Inline::NoteCall(self.note));
                self.note += 1;
            } else if begins.is_some() {
                self.prose.inlines.push(Inline::Open(Mark::Emended(self.emendation)));
                self.open = Some(self.emendation);
                self.emendation += 1;
            } else {
                return;
            }
        }
    }

    fn close_emendation(&mut self, at: usize) {
        let (emendation, _) = &self.clean.emendations[at];
        if let Some(reading) = &emendation.reading {
            self.reading.push_for(reading, emendation.span);
            self.differs = true;
        }
        self.prose.inlines.push(Inline::Close(Mark::Emended(at)));
        self.open = None;
    }

    /// A break before an opening mark: what comes after is not known yet, so look through the mark.
    fn hold_break(&mut self) {
        if let Some(at) = self.pending {
            let after = self.clean.text[at.end..]
                .chars()
                .find(|c| !matches!(c, '*' | '_' | '~' | '[' | '!' | '`' | ' ' | '>'));
            self.settle(after);
        }
    }

    /// Decides on a waiting soft break, knowing the character after it.
    fn settle(&mut self, after: Option<char>) {
        let Some(at) = self.pending.take() else { return };
        let before = self.prose.text.string.chars().next_back();
        if after.is_some() && breaks::vanishes(before, after, self.lang) {
            return;
        }
        let from = self.prose.text.string.len();
        self.push_break(at);
        self.prose.inlines.push(Inline::SoftBreak(from..self.prose.text.string.len()));
    }

    fn push_break(&mut self, at: Span) {
        let span = self.clean.span(at.start, at.end);
        self.prose.text.push_for("\n", span);
        self.reading.push_for("\n", span);
    }

    /// Ends the prose at a byte of the clean text.
    pub fn finish(mut self, end: usize, source: &Source, stray: &mut Vec<Span>) -> Prose {
        self.pending = None;
        let text = &self.clean.text[..end.min(self.clean.text.len())];
        let end = text.trim_end_matches(['\n', ' ']).len().max(end.saturating_sub(2).min(text.len()));
        self.marks_up_to(end, true);
        if self.differs {
            self.prose.reading = Some(self.reading);
        }
        find_stray(&self.prose, source, stray);
        self.prose
    }
}

/// Runs of two marks that were meant as markup and stayed text.
fn find_stray(prose: &Prose, source: &Source, stray: &mut Vec<Span>) {
    for inline in &prose.inlines {
        let Inline::Text(range) = inline else { continue };
        let text = &prose.text.string[range.clone()];
        for mark in ["**", "__", "~~", "{==", "{>>", "==}", "<<}"] {
            for (at, _) in text.match_indices(mark) {
                let span = prose.text.span(range.start + at..range.start + at + mark.len());
                let written = source.text.get(span.range()) == Some(mark);
                let escaped = source.text[..span.start].ends_with('\\');
                let beside = |c: Option<char>| c.is_none_or(char::is_whitespace);
                let alone =
                    beside(text[..at].chars().next_back()) && beside(text[at + mark.len()..].chars().next());
                if written && !escaped && !alone {
                    stray.push(span);
                }
            }
        }
    }
}
