//! Inline events → prose: one string with the way back to the file, and a stream of marks over it.

use std::mem;
use std::sync::Arc;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::html::safe_tag;
use crate::base::lang::Lang;
use crate::base::source::{Source, Span};
use crate::model::page::{
    FootnoteCall, Inline, Inlines, Link, Mark, Prose, ProseExtras, RawTag, TextBuilder,
};
use crate::model::stray::{Stray, StrayKind};
use crate::parse::markdown::cjk_emphasis::Masked;
use crate::parse::markdown::criticmarkup::{AnchorTarget, Clean, Stretch};
use crate::parse::markdown::dialect::Dialect;
use crate::parse::markdown::{addresses, line_breaks, stray};

/// Weaves the events of one prose after another together with the editor's marks that stand in it.
pub struct ProseBuilder<'w> {
    source: &'w Source,
    clean: &'w Clean,
    masked: &'w Masked,
    lang: Lang,
    how: Dialect,
    /// Whether bare addresses may stand in the file.
    has_addresses: bool,
    scan: stray::Scan<'w>,
    text: TextBuilder<'w>,
    inlines: Vec<Inline>,
    /// The box of a task list item.
    task: Option<bool>,
    /// The text with certain readings and raised figures, from where it differs on.
    reading: Option<TextBuilder<'w>>,
    /// The raised or lowered text that is open.
    script: Option<Script>,
    /// The marks that are open.
    open: Vec<Mark>,
    /// Emendations that cross other marks.
    crossing: Vec<Span>,
    /// A soft break that waits for the character after it.
    pending: Option<Span>,
}

impl<'w> ProseBuilder<'w> {
    /// Begins with a file.
    pub fn new(
        source: &'w Source,
        clean: &'w Clean,
        masked: &'w Masked,
        (lang, how): (Lang, Dialect),
    ) -> ProseBuilder<'w> {
        ProseBuilder {
            source,
            clean,
            masked,
            lang,
            how,
            has_addresses: addresses::may_stand_in(&clean.text),
            scan: stray::Scan::new(&source.text),
            text: TextBuilder::of(&source.text),
            inlines: Vec::new(),
            task: None,
            reading: None,
            script: None,
            open: Vec::new(),
            crossing: Vec::new(),
            pending: None,
        }
    }

    /// Takes one event with its bytes of the clean text.
    pub fn step(&mut self, event: Event, at: Span) {
        match event {
            Event::Text(text) if *text == self.masked.text[at.range()] => self.verbatim(at),
            Event::Text(text) => {
                let text = self.masked.put_back(&text);
                self.settle(text.chars().next());
                self.word(&text, at, Inline::Text);
            }
            Event::Code(code) => {
                let code = self.masked.put_back(&code);
                self.settle(code.chars().next());
                self.word(&code, at, Inline::Code);
            }
            Event::SoftBreak => {
                self.settle(None);
                self.pending = Some(at);
            }
            Event::HardBreak => self.hard_break(at),
            Event::FootnoteReference(label) => {
                self.settle(Some('a'));
                let label = self.masked.put_back(&label).into_owned();
                let span = self.clean.span(at.start, at.end);
                let call = FootnoteCall { label, number: 0, nth: 0, span };
                self.inlines.push(Inline::FootnoteCall(Box::new(call)));
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                self.look_ahead();
                let html = self.masked.put_back(&html).into_owned();
                self.raw(&html, at);
                let span = self.clean.span(at.start, at.end);
                self.inlines.push(Inline::Html(Box::new(RawTag { html, span })));
            }
            Event::TaskListMarker(checked) => self.task = Some(checked),
            Event::Start(tag) => self.start(tag, at),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn hard_break(&mut self, at: Span) {
        self.settle(None);
        self.push_break(at);
        self.inlines.push(Inline::HardBreak);
    }

    fn start(&mut self, tag: Tag, at: Span) {
        let link = |target: &str, title: &str| Link {
            target: self.masked.put_back(target).into_owned(),
            title: self.masked.put_back(title).into_owned(),
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
                Mark::Link(Arc::new(link))
            }
            Tag::Image { dest_url, title, .. } => Mark::Image(Arc::new(link(&dest_url, &title))),
            _ => return,
        };
        self.look_ahead();
        self.push_open(mark);
    }

    fn end(&mut self, tag: TagEnd) {
        use TagEnd::{Emphasis, Image, Link, Strikethrough, Strong};
        if !matches!(tag, Emphasis | Strong | Strikethrough | Link | Image) {
            return;
        }
        self.settle(None);
        while let Some(mark) = self.open.pop() {
            match mark {
                Mark::Emended(at) => {
                    self.crossing.push(self.clean.emendations[at].span);
                    self.close_emendation(at);
                }
                mark => return self.inlines.push(Inline::Close(mark)),
            }
        }
    }

    /// What a raw tag means for the text: a line break parts words, raised figures are a power.
    fn raw(&mut self, html: &str, at: Span) {
        if self.how == Dialect::CommonMark {
            return;
        }
        let is_end = html.starts_with("</");
        match safe_tag(html) {
            Some("br") => self.push_break(at),
            Some("sup") => self.script = (!is_end).then_some(Script::Raised),
            Some("sub") => self.script = (!is_end).then_some(Script::Lowered),
            _ => {}
        }
    }

    /// Begins the text with certain readings where it differs for the first time.
    fn diverge(&mut self) {
        if self.reading.is_none() {
            self.reading = Some(self.text.clone());
        }
    }

    fn push_open(&mut self, mark: Mark) {
        self.inlines.push(Inline::Open(mark.clone()));
        self.open.push(mark);
    }

    /// Text that stands in the file byte by byte, cut where editor's marks begin and end.
    fn verbatim(&mut self, at: Span) {
        let clean = self.clean;
        if self.pending.is_some() {
            let first = clean.text[at.range()].chars().find(|c| Some(*c) != clean.anchor);
            self.settle(first.or_else(|| clean.shown_after(at.end)));
        }
        clean.runs(at.start, at.end, |run| match run {
            Stretch::Text(text, from) => self.characters(text, from),
            Stretch::Anchor(anchor) => self.anchor(anchor),
        });
    }

    fn anchor(&mut self, anchor: AnchorTarget) {
        match anchor {
            AnchorTarget::Note(at) => self.inlines.push(Inline::NoteCall(at)),
            AnchorTarget::Open(at) => {
                if self.clean.emendations[at].reading.is_some() {
                    self.diverge();
                }
                self.push_open(Mark::Emended(at));
            }
            AnchorTarget::Close(at) => {
                let Some(under) = self.open.iter().position(|mark| *mark == Mark::Emended(at)) else {
                    return;
                };
                // What began inside the mark and goes on after it is ended and begun again.
                let above = self.open.split_off(under + 1);
                if !above.is_empty() {
                    self.crossing.push(self.clean.emendations[at].span);
                }
                for mark in above.iter().rev() {
                    self.inlines.push(Inline::Close(mark.clone()));
                }
                self.open.pop();
                self.close_emendation(at);
                above.into_iter().for_each(|mark| self.push_open(mark));
            }
        }
    }

    fn characters(&mut self, text: &str, from: usize) {
        let range = self.text.length();
        let raised = self.script.and_then(|script| script.figures(text));
        if raised.is_some() {
            self.diverge();
        }
        self.text.push(text, from);
        if let Some(reading) = self.unreplaced() {
            match raised {
                Some(figures) => reading.push_for(&figures, Span::new(from, from + text.len())),
                None => reading.push(text, from),
            }
        }
        let until = self.text.length();
        match self.inlines.last_mut() {
            // The parser cuts text at brackets and the like; a reader does not.
            Some(Inline::Text(last)) if last.end == range => last.end = until,
            _ => self.inlines.push(Inline::Text(range..until)),
        }
    }

    /// Text that stands for other bytes: an entity, an escape, code.
    fn word(&mut self, text: &str, at: Span, inline: fn(std::ops::Range<usize>) -> Inline) {
        let from = self.text.length();
        let span = self.clean.span(at.start, at.end);
        self.text.push_for(text, span);
        if let Some(reading) = self.unreplaced() {
            reading.push_for(text, span);
        }
        self.inlines.push(inline(from..self.text.length()));
    }

    /// The text with certain readings, outside a form in print that one replaces.
    fn unreplaced(&mut self) -> Option<&mut TextBuilder<'w>> {
        let emended = self.open.iter().find_map(|mark| match mark {
            Mark::Emended(at) => Some(*at),
            _ => None,
        });
        let is_replaced = emended.is_some_and(|at| self.clean.emendations[at].reading.is_some());
        self.reading.as_mut().filter(|_| !is_replaced)
    }

    fn close_emendation(&mut self, at: usize) {
        let emendation = &self.clean.emendations[at];
        if let (Some(certain), Some(reading)) = (&emendation.reading, &mut self.reading) {
            reading.push_for(certain, emendation.span);
        }
        self.inlines.push(Inline::Close(Mark::Emended(at)));
    }

    /// A break before markup: what comes after is not known yet, so look through it.
    fn look_ahead(&mut self) {
        if let Some(at) = self.pending {
            self.settle(self.clean.shown_after(at.end));
        }
    }

    /// Decides on a waiting soft break, knowing the character after it.
    fn settle(&mut self, after: Option<char>) {
        let Some(at) = self.pending.take() else { return };
        let before = self.text.string().chars().next_back();
        if after.is_some() && line_breaks::vanishes(before, after, self.lang) {
            return;
        }
        let from = self.text.length();
        self.push_break(at);
        self.inlines.push(Inline::SoftBreak(from..self.text.length()));
    }

    fn push_break(&mut self, at: Span) {
        let span = self.clean.span(at.start, at.end);
        self.text.push_for("\n", span);
        if let Some(reading) = &mut self.reading {
            reading.push_for("\n", span);
        }
    }

    /// Ends the prose; the next event begins another.
    pub fn finish(&mut self, stray: &mut Vec<Stray>) -> Prose {
        while let Some(mark) = self.open.pop() {
            match mark {
                Mark::Emended(at) => {
                    self.crossing.push(self.clean.emendations[at].span);
                    self.close_emendation(at);
                }
                mark => self.inlines.push(Inline::Close(mark)),
            }
        }
        (self.script, self.pending) = (None, None);
        let text = mem::replace(&mut self.text, TextBuilder::of(&self.source.text));
        let reading = self.reading.take().filter(|reading| reading.string() != text.string());
        let mut prose = Prose {
            text: text.finish(),
            extras: reading
                .map(|reading| Box::new(ProseExtras { reading: Some(reading.finish()), locator: None })),
            inlines: Inlines::taken(&mut self.inlines),
            task: self.task.take(),
            ..Prose::default()
        };
        let crossing = self.crossing.drain(..).map(|span| Span::new(span.start, span.start + 3));
        stray.extend(crossing.map(|span| Stray { span, kind: StrayKind::Partner }));
        self.scan.find(&prose, stray);
        // Entities and escapes may come to an address that does not stand in the file.
        if self.how == Dialect::Site && (self.has_addresses || !prose.text.is_of_source()) {
            addresses::link(&mut prose);
        }
        prose
    }
}

/// Text that stands above or below the line.
#[derive(Clone, Copy)]
enum Script {
    Raised,
    Lowered,
}

impl Script {
    /// Figures as characters of their own, so that 10⁹ is not read as 109; `None` for other words.
    fn figures(self, text: &str) -> Option<String> {
        let figures = match self {
            Script::Raised => "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻",
            Script::Lowered => "₀₁₂₃₄₅₆₇₈₉₊₋₋",
        };
        let raise = |c: char| figures.chars().nth("0123456789+-−".chars().position(|one| one == c)?);
        text.chars().map(raise).collect()
    }
}
