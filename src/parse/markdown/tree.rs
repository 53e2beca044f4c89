//! Parser events → blocks and prose.

use std::iter::Peekable;

use pulldown_cmark::{Alignment, BlockQuoteKind, CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::exact::exact;
use crate::base::lang::{Both, Lang};
use crate::base::source::{Source, Span};
use crate::model::page::{
    Align, Block, BlockKind, Body, CalloutKind, HeadingAttributes, Inline, Item, Locator, Prose, ProseId,
};
use crate::model::stray::Stray;
use crate::parse::markdown::cjk_emphasis::Masked;
use crate::parse::markdown::criticmarkup::Clean;
use crate::parse::markdown::dialect::{Dialect, options};
use crate::parse::markdown::prose::ProseBuilder;
use crate::parse::markdown::{footnotes, waivers};

/// How deeply blocks may stand in one another.
pub const NESTING_LIMIT: usize = 48;

/// The longest paragraph, list item or table cell, in bytes: some 20,000 Chinese characters. What is
/// compared within one takes time with its square.
pub const PROSE_LIMIT: usize = 64 << 10;

/// An event with its bytes of the clean text.
pub type SpannedEvent<'e> = (Event<'e>, Span);

/// Builds the tree of a text; says whether all of it was read.
pub fn build(
    source: &Source,
    clean: &Clean,
    masked: &Masked,
    (lang, how): (Lang, Dialect),
    out: &mut Vec<Diagnostic>,
) -> (Body, bool) {
    let events = Parser::new_ext(&masked.text, options()).into_offset_iter();
    let mut builder = Builder {
        events: events.map(|(event, range)| (event, Span::from(range))).peekable(),
        prose: ProseBuilder::new(source, clean, masked, (lang, how)),
        clean,
        masked,
        depth: 0,
        too_deep: None,
        too_long: None,
        proses: 0,
        stray: Vec::new(),
    };
    let (mut blocks, mut all_waivers) = (Vec::new(), Vec::new());
    while let Some(step) = builder.events.next() {
        if let Some(block) = builder.block(step) {
            let waivers = match &block.kind {
                BlockKind::Html(html) => waivers::read(html, block.span.start, blocks.len()),
                _ => None,
            };
            match waivers {
                Some(mut waivers) => all_waivers.append(&mut waivers),
                None => blocks.push(block),
            }
        }
    }
    let is_whole = builder.too_deep.is_none() && builder.too_long.is_none();
    if let Some(span) = builder.too_deep {
        out.push(too_deep(source, span));
    }
    if let Some(span) = builder.too_long {
        out.push(too_long(source, span));
    }
    waivers::report_lost(&blocks, source, out);
    let (mut blocks, mut stray) = (exact(blocks), builder.stray);
    footnotes::number(&mut blocks, &mut stray);
    attach_locators(&mut blocks, &clean.locators);
    let quotations = quotations(&blocks);
    let is_printed = |one: &Stray| {
        let before = quotations.partition_point(|span| span.start <= one.span.start);
        let inside = before.checked_sub(1).is_some_and(|at| one.span.end <= quotations[at].end);
        one.kind.may_be_printed() && inside
    };
    stray.retain(|one| !is_printed(one));
    let body = Body {
        blocks: blocks.into(),
        emendations: clean.emendations.as_slice().into(),
        notes: clean.notes.as_slice().into(),
        waivers: exact(all_waivers).into(),
        stray: exact(stray).into(),
    };
    report_unseen(&body, source, out);
    (body, is_whole)
}

/// Where quotations stand, each with those inside it as one, in order.
fn quotations(blocks: &[Block]) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    for block in blocks {
        block.walk(false, &mut |block, _| {
            let is_inside = spans.last().is_some_and(|last| block.span.end <= last.end);
            if matches!(block.kind, BlockKind::Quote(_)) && !is_inside {
                spans.push(block.span);
            }
        });
    }
    spans
}

/// Reports the notes that no reader would see: the text around them turned out to be code or the like.
fn report_unseen(body: &Body, source: &Source, out: &mut Vec<Diagnostic>) {
    if body.notes.is_empty() {
        return;
    }
    let mut seen = vec![false; body.notes.len()];
    for inline in body.proses().flat_map(|prose| &prose.inlines) {
        if let Inline::NoteCall(at) = inline {
            seen[*at] = true;
        }
    }
    let unseen = body.notes.iter().zip(seen).filter(|(_, seen)| !seen);
    out.extend(unseen.map(|(note, _)| {
        Diagnostic::new(
            "stray-markup",
            Level::Warning,
            source.place(note.span),
            Both::new("这条校注在页面上不会出现", "this editor’s note will not show on the page"),
            Both::new("它所在的地方不是正文", "it does not stand in running text"),
            Both::new("把它移到正文里的词后面", "move it behind a word of the running text"),
        )
    }));
}

fn too_deep(source: &Source, span: Span) -> Diagnostic {
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        source.place(span),
        Both::new(
            format!("层次太深（最多 {NESTING_LIMIT} 层）"),
            format!("nested too deeply (at most {NESTING_LIMIT} levels)"),
        ),
        Both::new("从这里起不再读", "not read from here on"),
        Both::new("减少引用和列表的层次", "use fewer levels of quotations and lists"),
    )
}

fn too_long(source: &Source, span: Span) -> Diagnostic {
    let most = PROSE_LIMIT >> 10;
    Diagnostic::new(
        "file-unreadable",
        Level::Error,
        source.place(span),
        Both::new(
            format!("段落太长（最多 {most} KB，约两万个汉字）"),
            format!("the paragraph is too long (at most {most} KB, some 64,000 letters)"),
        ),
        Both::new("这一段从这里开始", "it begins here"),
        Both::new("用空行把它分成几段", "divide it with blank lines"),
    )
}

struct Builder<'b, 'e, I: Iterator<Item = SpannedEvent<'e>>> {
    events: Peekable<I>,
    prose: ProseBuilder<'b>,
    clean: &'b Clean,
    masked: &'b Masked,
    depth: usize,
    too_deep: Option<Span>,
    too_long: Option<Span>,
    /// How many proses have been given a name.
    proses: u32,
    stray: Vec<Stray>,
}

impl<'e, I: Iterator<Item = SpannedEvent<'e>>> Builder<'_, 'e, I> {
    fn block(&mut self, (event, at): SpannedEvent<'e>) -> Option<Block> {
        let kind = match event {
            Event::Start(Tag::Paragraph) => BlockKind::Paragraph(self.prose(TagEnd::Paragraph)),
            Event::Start(Tag::Heading { level, id, classes, .. }) => BlockKind::Heading {
                level: level as u8,
                attributes: HeadingAttributes::new(
                    id.map(|id| self.masked.put_back(&id).into_owned()),
                    classes.iter().map(|class| class.to_string()).collect(),
                ),
                prose: self.prose(TagEnd::Heading(level)),
            },
            Event::Start(Tag::BlockQuote(kind)) => {
                let blocks = self.deeper(TagEnd::BlockQuote(kind), at);
                match kind.map(callout) {
                    Some(kind) => BlockKind::Callout { kind, blocks },
                    None => BlockKind::Quote(blocks),
                }
            }
            Event::Start(Tag::List(start)) => BlockKind::List { start, items: self.items(at) },
            Event::Start(Tag::Table(align)) => self.table(&align),
            Event::Start(Tag::CodeBlock(kind)) => self.code(kind),
            Event::Start(Tag::HtmlBlock) => BlockKind::Html(self.html()),
            Event::Start(Tag::FootnoteDefinition(label)) => BlockKind::Footnote {
                label: self.masked.put_back(&label).into_owned(),
                number: 0,
                calls: 0,
                blocks: self.deeper(TagEnd::FootnoteDefinition, at),
            },
            Event::Rule => BlockKind::Rule,
            _ => return None,
        };
        Some(Block { kind, span: self.file_span(at) })
    }

    /// The bytes of the file for bytes of the clean text, without the line end after a block.
    fn file_span(&self, at: Span) -> Span {
        let text = &self.clean.text[at.range()];
        self.clean.span(at.start, at.start + text.trim_end_matches('\n').len())
    }

    /// The blocks inside a container, down to the limit.
    fn deeper(&mut self, end: TagEnd, at: Span) -> Vec<Block> {
        if self.depth >= NESTING_LIMIT {
            self.too_deep.get_or_insert(self.clean.span(at.start, at.start + 1));
            self.skip();
            return Vec::new();
        }
        self.depth += 1;
        let mut blocks = Vec::new();
        while let Some(step) = self.events.next() {
            if step.0 == Event::End(end) {
                break;
            }
            blocks.extend(self.block(step));
        }
        self.depth -= 1;
        exact(blocks)
    }

    /// Leaves out everything up to the end of the container that has just begun.
    fn skip(&mut self) {
        let mut open = 1usize;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn items(&mut self, at: Span) -> Vec<Item> {
        if self.depth >= NESTING_LIMIT {
            self.too_deep.get_or_insert(self.clean.span(at.start, at.start + 1));
            self.skip();
            return Vec::new();
        }
        self.depth += 1;
        let mut items = Vec::new();
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let span = self.file_span(at);
                    items.push(self.item(span));
                }
                Event::End(TagEnd::List(_)) => break,
                _ => {}
            }
        }
        self.depth -= 1;
        exact(items)
    }

    fn item(&mut self, span: Span) -> Item {
        let mut item = Item { checked: None, blocks: Vec::new(), span };
        while let Some((event, at)) = self.events.next() {
            match event {
                Event::End(TagEnd::Item) => break,
                Event::TaskListMarker(checked) => item.checked = Some(checked),
                event if starts_block(&event) => item.blocks.extend(self.block((event, at))),
                event => {
                    let (prose, end) = self.loose((event, at));
                    let span = self.file_span(Span::new(at.start, end));
                    item.blocks.push(Block { kind: BlockKind::Plain(prose), span });
                }
            }
        }
        item.blocks = exact(item.blocks);
        if let Some(Block { kind: BlockKind::Paragraph(prose), .. }) = item.blocks.first() {
            // In a loose list the box stands inside the paragraph.
            item.checked = item.checked.or(prose.task);
        }
        item
    }

    /// Inline content of a tight item: up to the next block or the item's end.
    fn loose(&mut self, first: SpannedEvent<'e>) -> (Prose, usize) {
        let mut end = first.1.end;
        self.prose.step(first.0, first.1);
        while let Some((event, _)) = self.events.peek() {
            if starts_block(event) || *event == Event::End(TagEnd::Item) {
                break;
            }
            let Some((event, at)) = self.events.next() else { break };
            end = end.max(at.end);
            self.prose.step(event, at);
        }
        (self.finished(), end)
    }

    fn prose(&mut self, end: TagEnd) -> Prose {
        for (event, at) in self.events.by_ref() {
            if matches!(event, Event::End(tag) if tag == end) {
                break;
            }
            self.prose.step(event, at);
        }
        self.finished()
    }

    /// The prose that has been woven; nothing of one that is too long.
    fn finished(&mut self) -> Prose {
        let stray = self.stray.len();
        let mut prose = self.prose.finish(&mut self.stray);
        self.proses += 1;
        prose.id = ProseId(self.proses);
        if prose.text.string().len() <= PROSE_LIMIT {
            return prose;
        }
        let start = prose.text.span(0..1).start;
        self.too_long.get_or_insert(Span::new(start, start));
        self.stray.truncate(stray);
        Prose::default()
    }

    fn table(&mut self, align: &[Alignment]) -> BlockKind {
        let (mut head, mut rows): (Vec<Prose>, Vec<Vec<Prose>>) = (Vec::new(), Vec::new());
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableRow) => rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => {
                    let cell = self.prose(TagEnd::TableCell);
                    rows.last_mut().unwrap_or(&mut head).push(cell);
                }
                Event::End(TagEnd::Table) => break,
                _ => {}
            }
        }
        let align = align.iter().map(|one| match one {
            Alignment::None => Align::None,
            Alignment::Left => Align::Left,
            Alignment::Center => Align::Center,
            Alignment::Right => Align::Right,
        });
        let rows = rows.into_iter().map(|row| exact(row).into());
        BlockKind::Table { align: align.collect(), head: exact(head).into(), rows: rows.collect() }
    }

    fn code(&mut self, kind: CodeBlockKind) -> BlockKind {
        let info = match kind {
            CodeBlockKind::Fenced(info) => Some(self.masked.put_back(&info).into_owned()),
            CodeBlockKind::Indented => None,
        };
        let mut text = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(piece) => text.push_str(&self.masked.put_back(&piece)),
                Event::End(TagEnd::CodeBlock) => break,
                _ => {}
            }
        }
        BlockKind::Code { info, text }
    }

    fn html(&mut self) -> String {
        let mut html = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Html(piece) | Event::Text(piece) => html.push_str(&self.masked.put_back(&piece)),
                Event::End(TagEnd::HtmlBlock) => break,
                _ => {}
            }
        }
        html
    }
}

fn callout(kind: BlockQuoteKind) -> CalloutKind {
    match kind {
        BlockQuoteKind::Note => CalloutKind::Note,
        BlockQuoteKind::Tip => CalloutKind::Tip,
        BlockQuoteKind::Important => CalloutKind::Important,
        BlockQuoteKind::Warning => CalloutKind::Warning,
        BlockQuoteKind::Caution => CalloutKind::Caution,
    }
}

fn starts_block(event: &Event) -> bool {
    matches!(
        event,
        Event::Rule
            | Event::Start(
                Tag::Paragraph
                    | Tag::Heading { .. }
                    | Tag::BlockQuote(_)
                    | Tag::List(_)
                    | Tag::Table(_)
                    | Tag::CodeBlock(_)
                    | Tag::HtmlBlock
                    | Tag::FootnoteDefinition(_)
            )
    )
}

/// Gives each locator to the block before it in its quotation: all that is quoted there stands where it
/// says. A locator is no text, so that a block may end before it; the next block begins after it.
fn attach_locators(blocks: &mut [Block], locators: &[Locator]) {
    let mut rest = locators;
    for at in 0..blocks.len() {
        let next = blocks.get(at + 1).map_or(usize::MAX, |next| next.span.start);
        let (within, after) = rest.split_at(rest.partition_point(|one| one.span.start < next));
        rest = after;
        let within = &within[within.partition_point(|one| one.span.start < blocks[at].span.start)..];
        if within.is_empty() {
            continue;
        }
        match &mut blocks[at].kind {
            BlockKind::Quote(inner) => {
                within.iter().for_each(|locator| locate(inner, locator));
                attach_locators(inner, within);
            }
            BlockKind::Callout { blocks, .. } | BlockKind::Footnote { blocks, .. } => {
                attach_locators(blocks, within);
            }
            BlockKind::List { items, .. } => {
                let mut rest = within;
                for at in 0..items.len() {
                    let next = items.get(at + 1).map_or(usize::MAX, |next| next.span.start);
                    let (own, after) = rest.split_at(rest.partition_point(|one| one.span.start < next));
                    attach_locators(&mut items[at].blocks, own);
                    rest = after;
                }
            }
            _ => {}
        }
    }
}

/// Gives a locator to the block of a quotation that stands before it, unless it belongs to a quotation
/// further inside.
fn locate(blocks: &mut [Block], locator: &Locator) {
    let before = blocks.partition_point(|block| block.span.start < locator.span.start);
    let Some(block) = before.checked_sub(1).and_then(|at| blocks.get_mut(at)) else { return };
    if block.quotations().is_empty() {
        block.proses_mut(&mut |prose| prose.locate(Some(locator.clone())));
    }
}
