//! Sources → pages, originals, glossary, configuration; and findings on what could not be read.
//!
//! Parsing never fails: each function gives what can be used and reports the rest.

pub mod lock;
pub mod markdown;
pub mod tmx;
pub(crate) mod yaml;

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use serde::de::DeserializeOwned;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::{Both, Lang};
use crate::base::lazy::Lazy;
use crate::base::source::{Source, Span};
use crate::base::source_text::TextHash;
use crate::base::spanned::Node;
use crate::model::config::{Localized, OriginalHeader, PageHeader, SiteHeader, TermHeader};
use crate::model::correction::CorrectionHeader;
use crate::model::indicator::IndicatorHeader;
use crate::model::original::Original;
use crate::model::page::{Body, Page};
use crate::parse::yaml::schema::Schema;

/// The shapes of all YAML that the program reads, made once.
#[derive(Clone, Debug)]
pub struct Schemas {
    page: Schema,
    site: Schema,
    original: Schema,
    glossary: Schema,
    indicators: Schema,
    corrections: Schema,
}

impl Default for Schemas {
    fn default() -> Schemas {
        Schemas {
            page: Schema::of::<PageHeader>(),
            site: Schema::of::<SiteHeader>(),
            original: Schema::of::<OriginalHeader>(),
            glossary: Schema::of::<Vec<TermHeader>>(),
            indicators: Schema::of::<Vec<IndicatorHeader>>(),
            corrections: Schema::of::<Vec<CorrectionHeader>>(),
        }
    }
}

/// Reads a page. A page whose header has findings keeps what could be read of it.
pub fn page(source: &Source, address: &str, lang: Lang, shapes: &Schemas) -> (Page, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let (span, start) = front_matter(source, "front-matter-invalid", &mut out);
    let (header, has_header) = header(source, span, shapes, &mut out);
    let (body, found) = match span {
        Some(_) => crate::parse::markdown::parse(source, start, lang),
        None => (Body::default(), Vec::new()),
    };
    out.extend(found);
    (page_of(source, (address, lang), (header, has_header), start, body.into()), out)
}

/// What stands at the head of a page that has a header and nothing wrong with it.
#[derive(Clone, Debug)]
pub(crate) struct FrontMatter {
    /// The front matter, without its places.
    pub header: PageHeader,
    /// Where the text below begins.
    pub text_start: usize,
    /// The hash of the front matter as it is written.
    pub front: OnceLock<TextHash>,
}

/// A page of which the head is known: its text is read when anything else of it is asked for.
pub(crate) fn page_behind(head: FrontMatter, source: &Source, address: &str, lang: Lang) -> Page {
    let (header, body) =
        (PageHeader { places: places_later(source), ..head.header }, body_later(source, lang));
    let page = page_of(source, (address, lang), (header, true), head.text_start, body);
    Page { front: head.front, ..page }
}

/// Reads the head of a page; its text is parsed when it is asked for, by [`page_read`] with what is wrong with it.
pub(crate) fn page_head(
    source: &Source,
    address: &str,
    lang: Lang,
    shapes: &Schemas,
) -> (Page, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let whole = Source { path: source.path.clone(), text: source.text.again() };
    let (span, start) = front_matter(&whole, "front-matter-invalid", &mut out);
    // What the header holds of the text stays, and the rest goes.
    let front = whole.text.get(..start).unwrap_or_default();
    let front = Source { path: source.path.clone(), text: front.into() };
    let (header, has_header) = header(&front, span, shapes, &mut out);
    let body = if span.is_some() { body_later(source, lang) } else { Body::default().into() };
    let page = page_of(source, (address, lang), (header, has_header), start, body);
    (Page { front: (*front.text.hash()).into(), ..page }, out)
}

/// A page of which only the head was read, with its text, and what is wrong with that.
pub(crate) fn page_read(page: &Arc<Page>) -> (Arc<Page>, Vec<Diagnostic>) {
    if page.body.is_given() {
        return (page.clone(), Vec::new());
    }
    let mut again = Arc::unwrap_or_clone(page_again(page));
    let (body, found) = crate::parse::markdown::parse(&again.source, page.text_start, page.lang);
    again.body = body.into();
    (Arc::new(again), found)
}

/// A page of which the text was not read yet, once more: what is read of this one, nobody else holds. Another page is
/// given back as it is.
pub(crate) fn page_again(page: &Arc<Page>) -> Arc<Page> {
    if !page.body.is_later() {
        return page.clone();
    }
    let source = Source { path: page.source.path.clone(), text: page.source.text.again() };
    let header = match page.header.places.is_later() {
        true => Arc::new(PageHeader { places: places_later(&source), ..PageHeader::clone(&page.header) }),
        false => page.header.clone(),
    };
    let (body, address, front) = (body_later(&source, page.lang), page.address.clone(), page.front.clone());
    let (lang, has_header, text_start) = (page.lang, page.has_header, page.text_start);
    Arc::new(Page { source, address, lang, header, has_header, text_start, body, front })
}

/// The places of what stands in the front matter, which is read when they are asked for.
fn places_later(source: &Source) -> Lazy<Node> {
    let text = source.clone();
    Lazy::new(move || {
        let (span, _) = front_matter(&text, "front-matter-invalid", &mut Vec::new());
        span.map(|span| crate::parse::yaml::places(&text, span)).unwrap_or_default()
    })
}

/// What stands below the front matter, which is read when it is asked for.
fn body_later(source: &Source, lang: Lang) -> Lazy<Body> {
    let text = source.clone();
    Lazy::new(move || match front_matter(&text, "front-matter-invalid", &mut Vec::new()) {
        (Some(_), start) => crate::parse::markdown::parse(&text, start, lang).0,
        (None, _) => Body::default(),
    })
}

fn page_of(
    source: &Source,
    (address, lang): (&str, Lang),
    (header, has_header): (PageHeader, bool),
    text_start: usize,
    body: Lazy<Body>,
) -> Page {
    let (source, address, front) = (source.clone(), address.into(), OnceLock::new());
    let header = Arc::new(header);
    Page { source, address, lang, header, has_header, text_start, body, front }
}

/// The header of a page, and whether it could be read.
fn header(
    source: &Source,
    span: Option<Span>,
    shapes: &Schemas,
    out: &mut Vec<Diagnostic>,
) -> (PageHeader, bool) {
    let read = span.and_then(|span| {
        crate::parse::yaml::read::<PageHeader>(source, span, &shapes.page, "front-matter-invalid", out)
    });
    match read {
        Some((read, places)) => (PageHeader { places: places.into(), ..read }, true),
        None => (PageHeader::default(), false),
    }
}

/// Reads `site.yaml`.
pub fn site(source: &Source, shapes: &Schemas) -> (SiteHeader, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let span = Span::new(0, source.text.len());
    let header =
        crate::parse::yaml::read::<SiteHeader>(source, span, &shapes.site, "config-invalid", &mut out)
            .map(|(read, places)| SiteHeader { places, ..read })
            .unwrap_or_default();
    (header, out)
}

/// Reads `glossary.yaml`: each entry with its place.
pub fn glossary(source: &Source, shapes: &Schemas) -> (Vec<(TermHeader, Span)>, Vec<Diagnostic>) {
    entries(source, &shapes.glossary)
}

/// Reads `indicators.yaml`: each entry with its place.
pub fn indicators(source: &Source, shapes: &Schemas) -> (Vec<(IndicatorHeader, Span)>, Vec<Diagnostic>) {
    entries(source, &shapes.indicators)
}

/// Reads `corrections.yaml`: each entry with its place.
pub fn corrections(source: &Source, shapes: &Schemas) -> (Vec<(CorrectionHeader, Span)>, Vec<Diagnostic>) {
    entries(source, &shapes.corrections)
}

/// Reads a file that is one list: each entry with its place.
fn entries<T: DeserializeOwned>(source: &Source, shape: &Schema) -> (Vec<(T, Span)>, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let span = Span::new(0, source.text.len());
    let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if source.text.lines().all(is_comment) {
        return (Vec::new(), out);
    }
    let read = crate::parse::yaml::read::<Vec<T>>(source, span, shape, "config-invalid", &mut out);
    let Some((entries, places)) = read else { return (Vec::new(), out) };
    let placed = |(index, entry)| (entry, places.span(index));
    (entries.into_iter().enumerate().map(placed).collect(), out)
}

/// Reads interface texts: what each key says.
pub fn texts(source: &Source) -> Result<BTreeMap<String, Localized>, Vec<Diagnostic>> {
    let mut out = Vec::new();
    let span = Span::new(0, source.text.len());
    let shape = Schema::of::<BTreeMap<String, Localized>>();
    let read = crate::parse::yaml::read(source, span, &shape, "template-invalid", &mut out);
    read.map(|(texts, _)| texts).ok_or(out)
}

/// Reads an original: its header, and below it the text as it stands.
pub fn original(source: &Source, id: &str, shapes: &Schemas) -> (Original, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let (span, start) = front_matter(source, "config-invalid", &mut out);
    let header = span
        .and_then(|span| {
            crate::parse::yaml::read::<OriginalHeader>(
                source,
                span,
                &shapes.original,
                "config-invalid",
                &mut out,
            )
        })
        .map(|(read, places)| OriginalHeader { places, ..read })
        .unwrap_or_default();
    (Original::new(id, source.clone(), start, header), out)
}

/// The longest header of a page or an original, in bytes.
pub(crate) const HEADER_LIMIT: usize = 64 << 10;

/// The YAML between the two `---` lines, and where the text below begins.
fn front_matter(source: &Source, rule: &'static str, out: &mut Vec<Diagnostic>) -> (Option<Span>, usize) {
    let text: &str = &source.text;
    let mut lines = text.split_inclusive('\n');
    let first = lines.next().unwrap_or("");
    if first.trim_end() != "---" {
        out.push(no_beginning(source, rule));
        return (None, 0);
    }
    let start = first.len();
    let mut at = start;
    let mut dashes = None;
    for line in lines {
        if at > HEADER_LIMIT {
            break;
        }
        if line.trim_end() == "---" {
            return (Some(Span::new(start, at)), at + line.len());
        }
        if dashes.is_none() && is_rule(line.trim()) {
            dashes = Some(Span::new(at, at + line.trim_end().len()));
        }
        at += line.len();
    }
    let too_long = at > HEADER_LIMIT;
    out.push(match dashes {
        Some(span) if !too_long => wrong_dashes(source, span, rule),
        _ => no_end(source, rule, too_long),
    });
    (None, text.len())
}

/// A header that does not end, or not within the limit.
fn no_end(source: &Source, rule: &'static str, too_long: bool) -> Diagnostic {
    let most = HEADER_LIMIT >> 10;
    Diagnostic::new(
        rule,
        Level::Error,
        source.place(Span::new(0, 3)),
        match too_long {
            true => Both::new(
                format!("页头太长或没有结束（最多 {most} KB）"),
                format!("the header is too long or does not end (at most {most} KB)"),
            ),
            false => Both::new("页头没有结束", "the header does not end"),
        },
        Both::new("页头从这里开始", "it begins here"),
        Both::new("在页头最后一项之后加一行 ---", "add a line --- after the last key of the header"),
    )
}

/// Whether a line is meant for `---`: full-width dashes, too many or too few.
fn is_rule(line: &str) -> bool {
    let dash = |c| matches!(c, '-' | '－' | '—' | '–' | '−' | '―' | '﹣' | '‐' | '‑' | '+' | '=');
    line.len() >= 2 && line.chars().all(dash)
}

fn wrong_dashes(source: &Source, span: Span, rule: &'static str) -> Diagnostic {
    Diagnostic::new(
        rule,
        Level::Error,
        source.place(span),
        Both::new("页头的横线写得不对", "the line of dashes around the header is not right"),
        Both::new("应为 ---", "this must be ---"),
        Both::new(
            "写三个半角连字符 ---，前后不加别的",
            "write three hyphens --- and nothing else on the line",
        ),
    )
    .fixed_by(span, "---")
}

/// The first line is not `---`: why, as far as can be seen.
fn no_beginning(source: &Source, rule: &'static str) -> Diagnostic {
    let text: &str = &source.text;
    let skipped = text.len() - text.trim_start().len();
    let line = text[skipped..].lines().next().unwrap_or("").trim_end();
    let span = Span::new(skipped, skipped + line.len());
    if line == "---" {
        return Diagnostic::new(
            rule,
            Level::Error,
            source.place(span),
            Both::new("页头前面有空行或空格", "blank lines or spaces stand before the header"),
            Both::new("这一行应在最前面", "this line must be the very first"),
            Both::new("删去 --- 前面的空行和空格", "remove what stands before ---"),
        )
        .fixed_by(Span::new(0, span.end), "---");
    }
    if is_rule(line) {
        return wrong_dashes(source, span, rule);
    }
    let is_key = line.split_once([':', '：']).is_some_and(|(key, _)| {
        !key.is_empty() && key.trim_end().chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    });
    Diagnostic::new(
        rule,
        Level::Error,
        source.place(span),
        Both::new("文件开头没有页头", "the file has no header"),
        Both::new("第一行应为 ---", "the first line must be ---"),
        how_to_begin(is_key),
    )
}

/// How to begin a header: around the keys that stand there, or anew.
fn how_to_begin(is_key: bool) -> Both<String> {
    match is_key {
        true => Both::new(
            "在这一行上面加一行 ---，在页头最后一项之后再加一行 ---",
            "put a line --- above this one, and another after the last key of the header",
        ),
        false => Both::new(
            "在文件最前面加上：一行 ---，标题等各项（至少 `title: …`），再一行 ---",
            "put a header at the very top: a line ---, the keys (at least `title: …`), and a line ---",
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::base::source::Source;
    use crate::model::page::{Prose, ProseId};

    #[test]
    fn each_prose_is_found_by_its_name() {
        let text = "---\ntitle: 页\n---\n\n# 题\n\n- 甲\n  - 乙\n\n    丙\n- ```\n  码\n  ```\n- 丁[^1]\n\n---\n\n| a | b |\n| - | - |\n| 1 | 2 |\n| 3 | 4 |\n\n```\n码\n```\n\n> 引\n>\n> - 项\n\n[^1]: 注\n\n末。\n";
        let source = Source::new("content/topic/a.zh.md", text);
        let (read, _) = page(&source, "topic/a", Lang::Zh, &Schemas::default());
        let all: Vec<&Prose> = read.body.proses().collect();
        assert!(all.len() > 12 && all.is_sorted_by_key(|prose| prose.id), "{}", all.len());
        for prose in &all {
            assert!(
                read.body.prose(prose.id).is_some_and(|found| std::ptr::eq(found, *prose)),
                "{:?}",
                prose.id
            );
            let inside = read.body.blocks.iter().filter_map(|block| block.prose(prose.id));
            assert_eq!(inside.count(), 1);
        }
        assert!(read.body.prose(ProseId(0)).is_none() && read.body.prose(ProseId(99)).is_none());
    }
}
