//! The proof of a quotation as a reader sees it: document, paragraph, and the surroundings, which begin and end
//! with whole sentences.

use std::ops::Range;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::sentence::sentences;
use crate::model::original::Original;
use crate::model::proof::Quotation;
use crate::render::address::original_href;
use crate::render::context::RenderContext;
use crate::render::html::around::Around;
use crate::render::html::neighbors;
use crate::render::html::text::quoted_html;
use crate::render::names::{original_name, original_sign};
use crate::render::view::EvidenceView;

/// The evidence of one quoted paragraph, in the language of each side.
pub fn views(ctx: &RenderContext, quotation: &Quotation) -> Both<EvidenceView> {
    let original = &ctx.site.originals[quotation.original];
    let whole = whole(quotation);
    let numbers = original.paragraphs_of(&whole);
    let (first, last) = (*numbers.start(), *numbers.end());
    let key = match (quotation.runs.len() > 1, first == last) {
        (true, true) => "evidence_cut",
        (false, true) => "evidence",
        (_, false) => "evidence_many",
    };
    let number = |n: usize| Both::new(n.to_string(), n.to_string());
    let values = [("title", original_name(original)), ("n", number(first)), ("m", number(last))];
    let around = Around::of(original, &whole);
    let (label, place) = (ctx.texts.fill(key, &values), ctx.texts.fill("place_in", &values));
    Both::from_fn(|lang| EvidenceView {
        sign: original_sign(original),
        label: escape(label.get(lang)),
        more: escape(ctx.texts.said("context", lang)),
        see: escape(ctx.texts.said("see_original", lang)),
        context: match lang {
            Lang::Zh => shown(original, &whole, &around),
            Lang::En => neighbors::context(ctx, quotation.original, &around),
        },
        as_typed: original.is_half_width,
        href: format!("{}#p{first}", original_href(&original.id)),
        paragraph: first,
        place: escape(place.get(lang)),
    })
}

fn whole(quotation: &Quotation) -> Range<usize> {
    let start = quotation.runs.first().map_or(0, |run| run.start);
    start..quotation.runs.last().map_or(start, |run| run.end)
}

/// The run between its neighbors, paragraph by paragraph, as HTML.
fn shown(original: &Original, run: &Range<usize>, around: &Around) -> Vec<String> {
    let half_width = original.is_half_width;
    let html = |bytes: Range<usize>| quoted_html(&flat(&original.source.text[bytes]), half_width);
    let before = around.before.as_ref().map(|one| {
        let text = html(one.bytes.clone());
        (if one.goes_on { format!("……{text}") } else { text }, one.is_same)
    });
    let after = around.after.as_ref().map(|one| {
        let text = html(one.bytes.clone());
        (if one.goes_on { format!("{text}……") } else { text }, one.is_same)
    });
    let mut parts: Vec<String> = ends(original, run)
        .into_iter()
        .map(|text| format!("<mark class=run>{}</mark>", quoted_html(&text, half_width)))
        .collect();
    if let (Some((text, true)), Some(first)) = (&before, parts.first_mut()) {
        first.insert_str(0, text);
    }
    if let Some(last) = parts.last_mut() {
        match &after {
            Some((text, true)) => last.push_str(text),
            _ => last.push_str(&html(closing(original, run))),
        }
    }
    let apart = |one: Option<(String, bool)>| one.filter(|(_, is_same)| !is_same).map(|(text, _)| text);
    let mut all: Vec<String> = apart(before).into_iter().chain(parts).chain(apart(after)).collect();
    if half_width {
        all.iter_mut().for_each(|one| *one = format!("<span class=as-typed>{one}</span>"));
    }
    all
}

/// The mark that ends the paragraph behind a run.
fn closing(original: &Original, run: &Range<usize>) -> Range<usize> {
    let end = original.span(run.clone()).end;
    let last = original.paragraph(*original.paragraphs_of(run).end());
    end..last.map_or(end, |one| one.span.end.max(end))
}

/// The first and the last sentence of a run, in their paragraphs.
fn ends(original: &Original, run: &Range<usize>) -> Vec<String> {
    let bytes = original.span(run.clone()).range();
    let numbers = original.paragraphs_of(run);
    let within = |number: usize| {
        let own = original.paragraph(number).map_or(bytes.clone(), |one| one.span.range());
        &original.source.text[own.start.max(bytes.start)..own.end.min(bytes.end)]
    };
    let (first, last) = (within(*numbers.start()).trim(), within(*numbers.end()).trim());
    let (begins, closes) = (sentences(first), sentences(last));
    let (Some(begin), Some(close)) = (begins.first(), closes.last()) else { return vec![flat(first)] };
    match (numbers.start() == numbers.end(), begins.len()) {
        (true, ..=2) => vec![flat(first)],
        (true, _) => vec![format!("{}……{}", flat(&first[begin.clone()]), flat(&last[close.clone()]))],
        (false, _) => vec![
            flat(&first[begin.clone()]) + if begins.len() > 1 { "……" } else { "" },
            (if closes.len() > 1 { "……" } else { "" }).to_owned() + &flat(&last[close.clone()]),
        ],
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
