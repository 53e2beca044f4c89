//! The paragraphs of an original: what is printed, what is excerpted of it and where, or why it is not.

use serde::Serialize;

use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::kinds::Layout;
use crate::model::original::{Original, Paragraph};
use crate::model::proof::Coverage;
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::html::text::quoted_html;
use crate::render::names::titles;
use crate::render::outline::Heading;
use crate::render::pages::comparison;
use crate::render::pages::root::text_view;
use crate::render::templates::values::CodeWord;
use crate::render::view::TextView;

/// The longest line that is no paragraph, in characters.
const LINE: usize = 40;

/// How many paragraphs have room for a reason of three lines beside them.
const LONG: usize = 4;

/// A paragraph.
#[derive(Serialize)]
pub(crate) struct ParagraphView {
    number: usize,
    html: String,
    /// `head`, `line` (a caption, a signature) or `body`.
    kind: CodeWord,
    /// Of a heading, the level of the element: 2 to 4.
    level: u8,
    /// Of a heading, its English.
    en: Option<String>,
    /// `whole`, `part` or `unused`: how much of it is excerpted. Empty for a heading that is not.
    state: CodeWord,
    /// Why this paragraph and those that follow it are left aside.
    why: Option<TextView>,
    /// Whether that is said of so many paragraphs that it may stand beside them all.
    is_long: bool,
    used: Vec<UsedView>,
    /// The English of what is excerpted, where it stands on the page.
    english: String,
    /// Whether the English is to be loaded.
    is_far: bool,
}

impl ParagraphView {
    /// `whole`, `part`, `unused` or empty.
    pub(crate) fn state(&self) -> CodeWord {
        self.state
    }
}

#[derive(Serialize)]
struct UsedView {
    title: TextView,
    href: String,
    number: usize,
}

/// The paragraphs of an original; `is_far` says that their English is not on the page.
pub(crate) fn views(
    ctx: &RenderContext,
    at: usize,
    headings: &[Heading],
    english: &[String],
    is_far: bool,
) -> Vec<ParagraphView> {
    let original = &ctx.site.originals[at];
    let coverage = &ctx.proof.coverage[at];
    let reasons = reasons(ctx, original, coverage, headings);
    let view = |(index, one): (usize, &Paragraph)| {
        let heading = headings.iter().find(|heading| heading.paragraph == one.number && heading.is_whole);
        let text = english.get(index).cloned().unwrap_or_default();
        ParagraphView {
            number: one.number,
            html: printed(original, coverage, one),
            kind: kind(original.text(one), heading),
            level: heading.map_or(0, |heading| heading.level + 1),
            en: heading.and_then(|heading| heading.en.clone()),
            state: state(original, coverage, one, heading.is_some()),
            is_long: reasons.get(index).is_some_and(|one| one.as_ref().is_some_and(|one| one.count >= LONG)),
            why: reasons.get(index).cloned().flatten().map(|one| one.text),
            used: used(ctx, coverage, one),
            is_far: is_far && !text.is_empty(),
            english: if is_far { String::new() } else { text },
        }
    };
    original.paragraphs.iter().enumerate().map(view).collect()
}

fn kind(text: &str, heading: Option<&Heading>) -> CodeWord {
    let words = text.trim();
    let is_line = words.chars().count() <= LINE && !words.ends_with(['。', '！', '？', '；', ';', '”']);
    CodeWord(match (heading, is_line) {
        (Some(_), _) => "head",
        (None, true) => "line",
        (None, false) => "body",
    })
}

fn state(original: &Original, coverage: &Coverage, one: &Paragraph, is_heading: bool) -> CodeWord {
    let bare = |range: std::ops::Range<usize>| {
        original.folded.string[range].chars().filter(|c| c.is_alphanumeric()).count()
    };
    let runs = coverage.covered_in(one.folded.clone());
    let inside =
        |run: &std::ops::Range<usize>| bare(run.start.max(one.folded.start)..run.end.min(one.folded.end));
    let quoted: usize = runs.iter().map(inside).sum();
    CodeWord(match (runs.is_empty(), is_heading) {
        (true, true) => "",
        (true, false) => "unused",
        // A stop at the end, or a mark around the words, is not missed.
        _ if quoted == bare(one.folded.clone()) => "whole",
        _ => "part",
    })
}

/// Why paragraphs were left aside.
#[derive(Clone)]
struct Reason {
    text: TextView,
    count: usize,
}

/// For each paragraph why it and those after it with the same reason are left aside; headings are no text that
/// would be missed.
fn reasons(
    ctx: &RenderContext,
    original: &Original,
    coverage: &Coverage,
    headings: &[Heading],
) -> Vec<Option<Reason>> {
    let is_heading = |number: usize| headings.iter().any(|one| one.paragraph == number && one.is_whole);
    let mut reasons: Vec<Option<Reason>> = vec![None; original.paragraphs.len()];
    let mut open: Option<(usize, Both<String>)> = None;
    let mut last = 0;
    let close = |open: &mut Option<(usize, Both<String>)>, last: usize, all: &mut Vec<Option<Reason>>| {
        let Some((first, reason)) = open.take() else { return };
        let key = if first == last { "left_aside" } else { "left_aside_many" };
        let number = |n: usize| Both::new(n.to_string(), n.to_string());
        let values = [("n", number(first)), ("m", number(last)), ("reason", reason)];
        all[first - 1] =
            Some(Reason { text: text_view(&ctx.texts.fill(key, &values)), count: last - first + 1 });
    };
    for one in &original.paragraphs {
        let is_used = coverage.touching(one.folded.clone()).next().is_some();
        let reason = match is_used || is_heading(one.number) {
            true => None,
            false => Some(match original.aside(one.number) {
                Some(aside) => aside.reason.clone().into(),
                None => ctx.texts.get("aside_none"),
            }),
        };
        if open.as_ref().map(|(_, reason)| reason) != reason.as_ref() {
            close(&mut open, last, &mut reasons);
            open = reason.map(|reason| (one.number, reason));
        }
        last = one.number;
    }
    close(&mut open, last, &mut reasons);
    reasons
}

/// The text as printed, with the excerpted runs marked.
fn printed(original: &Original, coverage: &Coverage, one: &Paragraph) -> String {
    let half_width = original.is_half_width;
    let text: &str = &original.source.text;
    let mut html = String::new();
    let mut from = one.span.start;
    for run in coverage.covered_in(one.folded.clone()) {
        let (start, end) = (run.start.max(one.folded.start), run.end.min(one.folded.end));
        let span = original.span(start..end);
        html.push_str(&quoted_html(&text[from..span.start], half_width));
        html.push_str("<mark class=\"run\">");
        html.push_str(&quoted_html(&text[span.range()], half_width));
        html.push_str("</mark>");
        from = span.end;
    }
    html.push_str(&quoted_html(&text[from..one.span.end], half_width));
    html.trim().to_owned()
}

/// The title of the page that quotes a paragraph; of a comparison with that of the item, as a page of them may quote a
/// paragraph more than once.
fn title(bitext: &Bitext, passage: usize) -> Both<String> {
    let title = titles(bitext);
    if !matches!(bitext.pages.zh.header.layout, Some(Layout::Comparison)) {
        return title;
    }
    let items = comparison::items(bitext);
    match items.iter().rfind(|item| item.heading < passage) {
        Some(item) => {
            let item = comparison::title(bitext, item);
            Both::new(format!("{}：{}", title.zh, item.zh), format!("{}: {}", title.en, item.en))
        }
        None => title,
    }
}

/// The pages that quote a paragraph.
fn used(ctx: &RenderContext, coverage: &Coverage, one: &Paragraph) -> Vec<UsedView> {
    let mut used: Vec<(usize, usize)> =
        coverage.touching(one.folded.clone()).map(|used| (used.bitext, used.passage)).collect();
    used.sort_unstable();
    used.dedup();
    let view = |(at, passage): (usize, usize)| {
        let (bitext, ids) = (&ctx.site.bitexts[at], &ctx.proof.digests[at].passages);
        UsedView {
            title: text_view(&title(bitext, passage)),
            href: format!("parallel/{}#{}", encode(&file(bitext)), ids[passage]),
            number: passage + 1,
        }
    };
    used.into_iter().map(view).collect()
}
