//! first form, replaced by the markdown branch
use crate::both::Lang;
use crate::diagnostic::Diagnostic;
use crate::page::*;
use crate::source::{Source, Span};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

pub fn parse(source: &Source, start: usize, _lang: Lang) -> (Body, Vec<Diagnostic>) {
    let text = &source.text[start..];
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS | Options::ENABLE_HEADING_ATTRIBUTES;
    let mut it = Parser::new_ext(text, options).into_offset_iter().map(|(e, r)| (e, Span::new(r.start + start, r.end + start))).peekable();
    let mut body = Body::default();
    let mut blocks = Vec::new();
    while let Some((event, span)) = it.next() { if let Some(block) = block(&mut it, event, span) { blocks.push(block); } }
    body.blocks = blocks;
    (body, vec![])
}
type It<'a, I> = std::iter::Peekable<I>;
fn block<'a, I: Iterator<Item = (Event<'a>, Span)>>(it: &mut It<'a, I>, event: Event<'a>, span: Span) -> Option<Block> {
    let kind = match event {
        Event::Start(Tag::Paragraph) => BlockKind::Paragraph(prose(it, TagEnd::Paragraph)),
        Event::Start(Tag::Heading { level, id, classes, .. }) => BlockKind::Heading { level: level as u8, id: id.map(|s| s.to_string()), classes: classes.iter().map(|s| s.to_string()).collect(), prose: prose(it, TagEnd::Heading(level)) },
        Event::Start(Tag::BlockQuote(k)) => BlockKind::Quote(blocks(it, TagEnd::BlockQuote(k))),
        Event::Start(Tag::List(start)) => { let mut items = vec![]; while let Some((e, span)) = it.next() { match e { Event::Start(Tag::Item) => { items.push(Item { checked: None, blocks: item(it), span }); } Event::End(TagEnd::List(_)) => break, _ => {} } } BlockKind::List { start, items } }
        Event::Start(Tag::Table(align)) => { let mut head = vec![]; let mut rows: Vec<Vec<Prose>> = vec![]; let mut in_head = false; while let Some((e, _)) = it.next() { match e { Event::Start(Tag::TableHead) => in_head = true, Event::End(TagEnd::TableHead) => in_head = false, Event::Start(Tag::TableRow) => rows.push(vec![]), Event::Start(Tag::TableCell) => { let p = prose(it, TagEnd::TableCell); if in_head { head.push(p) } else if let Some(r) = rows.last_mut() { r.push(p) } } Event::End(TagEnd::Table) => break, _ => {} } }
            BlockKind::Table { align: align.iter().map(|a| match a { pulldown_cmark::Alignment::None => Align::None, pulldown_cmark::Alignment::Left => Align::Left, pulldown_cmark::Alignment::Center => Align::Center, pulldown_cmark::Alignment::Right => Align::Right }).collect(), head, rows } }
        Event::Rule => BlockKind::Rule,
        _ => return None,
    };
    Some(Block { kind, span })
}
fn blocks<'a, I: Iterator<Item = (Event<'a>, Span)>>(it: &mut It<'a, I>, end: TagEnd) -> Vec<Block> {
    let mut out = vec![];
    while let Some((e, span)) = it.next() { if e == Event::End(end) { break; } if let Some(b) = block(it, e, span) { out.push(b); } }
    out
}
fn item<'a, I: Iterator<Item = (Event<'a>, Span)>>(it: &mut It<'a, I>) -> Vec<Block> {
    let mut out = vec![]; let mut p = Prose::default();
    while let Some((e, span)) = it.next() { match e { Event::End(TagEnd::Item) => break, Event::Start(Tag::Paragraph | Tag::List(_) | Tag::BlockQuote(_)) => { if let Some(b) = block(it, e, span) { out.push(b); } } e => inline(&mut p, e, span) } }
    if !p.inlines.is_empty() { out.insert(0, Block { kind: BlockKind::Plain(p), span: Span::default() }); }
    out
}
fn prose<'a, I: Iterator<Item = (Event<'a>, Span)>>(it: &mut It<'a, I>, end: TagEnd) -> Prose {
    let mut p = Prose::default();
    for (e, span) in it { if e == Event::End(end) { break; } inline(&mut p, e, span); }
    p
}
fn inline(p: &mut Prose, e: Event, span: Span) {
    let link = |t: &str, n: &str| Link { target: t.to_string(), title: n.to_string(), span };
    match e {
        Event::Text(t) => { let at = p.text.string.len(); if t.len() == span.end - span.start { p.text.push(&t, span.start) } else { p.text.push_for(&t, span) } p.inlines.push(Inline::Text(at..p.text.string.len())); }
        Event::Code(t) => { let at = p.text.string.len(); p.text.push_for(&t, span); p.inlines.push(Inline::Code(at..p.text.string.len())); }
        Event::SoftBreak => { let at = p.text.string.len(); p.text.push_for("\n", span); p.inlines.push(Inline::SoftBreak(at..at + 1)); }
        Event::HardBreak => p.inlines.push(Inline::HardBreak),
        Event::Start(Tag::Emphasis) => p.inlines.push(Inline::Open(Mark::Emphasis)), Event::End(TagEnd::Emphasis) => p.inlines.push(Inline::Close(Mark::Emphasis)),
        Event::Start(Tag::Strong) => p.inlines.push(Inline::Open(Mark::Strong)), Event::End(TagEnd::Strong) => p.inlines.push(Inline::Close(Mark::Strong)),
        Event::Start(Tag::Link { dest_url, title, .. }) => p.inlines.push(Inline::Open(Mark::Link(link(&dest_url, &title)))), Event::End(TagEnd::Link) => p.inlines.push(Inline::Close(Mark::Link(link("", "")))),
        _ => {}
    }
}
