//! The proof of a quotation as a reader sees it: document, paragraph, and the surroundings.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::model::original::Original;
use crate::model::proof::Quotation;
use crate::render::address::original_href;
use crate::render::names::{as_typed, original_name, original_sign};
use crate::render::templates::texts::Texts;
use crate::render::view::EvidenceView;

/// How many characters of the surroundings are shown on each side.
const AROUND: usize = 40;
/// How many characters of a long run are shown at its beginning and end.
const ENDS: usize = 24;

/// The evidence of one quoted paragraph, in the language of a side.
pub fn view(original: &Original, quotation: &Quotation, texts: &Texts, lang: Lang) -> EvidenceView {
    let whole = whole(quotation);
    let numbers = original.paragraphs_of(&whole);
    let (first, last) = (*numbers.start(), *numbers.end());
    let key = match (quotation.runs.len() > 1, first == last) {
        (true, true) => "evidence_cut",
        (false, true) => "evidence",
        (_, false) => "evidence_many",
    };
    let number = |n: usize| Both::said(n.to_string(), n.to_string());
    let values = [("title", original_name(original)), ("n", number(first)), ("m", number(last))];
    let label = texts.fill(key, &values);
    let span = original.span(whole);
    let text: &str = &original.source.text;
    let body = original.paragraphs.first().map_or(0, |paragraph| paragraph.span.start);
    let half_width = as_typed(original);
    let show = |text: &str| quoted_html(&flat(text), half_width);
    EvidenceView {
        sign: original_sign(original),
        label: escape(label.get(lang)),
        more: escape(texts.get("context").get(lang)),
        see: escape(texts.get("see_original").get(lang)),
        before: with_dots(&show(tail(&text[body..span.start])), body < span.start, true),
        run: show(&shortened(&flat(&text[span.range()]))),
        after: with_dots(&show(head(&text[span.end..])), span.end < text.trim_end().len(), false),
        as_typed: half_width,
        href: format!("{}#p{first}", original_href(&original.id)),
        paragraph: first,
    }
}

fn whole(quotation: &Quotation) -> std::ops::Range<usize> {
    let start = quotation.runs.first().map_or(0, |run| run.start);
    start..quotation.runs.last().map_or(start, |run| run.end)
}

/// Escaped text of an original; half-width marks of a text typed with them get their air by a span,
/// while the characters stay as printed.
pub fn quoted_html(text: &str, half_width: bool) -> String {
    if !half_width {
        return escape(text);
    }
    let mut out = String::with_capacity(text.len() + 32);
    for c in text.chars() {
        match c {
            ',' | ':' | ';' => out.push_str(&format!("<span class=\"hw\">{c}</span>")),
            c => out.push_str(&escape(c.encode_utf8(&mut [0; 4]))),
        }
    }
    out
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn tail(text: &str) -> &str {
    let start = text.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    &text[start..]
}

fn head(text: &str) -> &str {
    let end = text.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

fn shortened(run: &str) -> String {
    let count = run.chars().count();
    if count <= 2 * ENDS + 4 {
        return run.to_owned();
    }
    let first: String = run.chars().take(ENDS).collect();
    let last: String = run.chars().skip(count - ENDS).collect();
    format!("{first}……{last}")
}

/// Dots where the surroundings go on, a blank towards the run.
fn with_dots(html: &str, goes_on: bool, before: bool) -> String {
    match (html.is_empty(), goes_on, before) {
        (true, ..) => String::new(),
        (_, true, true) => format!("……{html}"),
        (_, true, false) => format!("{html}……"),
        _ => html.to_owned(),
    }
}
