//! What stands beside a quotation in its original, said in English: its translation where a page of the site has
//! one, else why there is none.

use std::ops::Range;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::model::original::{Normalized, Original};
use crate::model::page::Block;
use crate::model::proof::{PassageProof, QuotedProse, Use};
use crate::prove::prose::certain;
use crate::render::context::RenderContext;
use crate::render::html::around::{Around, Neighbor};
use crate::render::html::text::TextWriter;

/// What stands before and after a run, a text each, as HTML.
pub fn context(ctx: &RenderContext, original: usize, around: &Around) -> Vec<String> {
    let sides = [
        (&around.before, "context_before", "context_begins"),
        (&around.after, "context_after", "context_ends"),
    ];
    sides.into_iter().map(|(neighbor, key, none)| one(ctx, original, neighbor.as_ref(), key, none)).collect()
}

fn one(ctx: &RenderContext, original: usize, neighbor: Option<&Neighbor>, key: &str, none: &str) -> String {
    let Some(neighbor) = neighbor else { return escape(&ctx.texts.get(none).en) };
    let number = neighbor.paragraph.to_string();
    let label = ctx.texts.fill(key, &[("n", Both::new(number.clone(), number))]).en;
    let mut text = String::new();
    let leaf = TextWriter { lang: Lang::En, half_width: false };
    match english(ctx, original, neighbor) {
        Some(english) => leaf.write(&english, &mut text),
        None => leaf.write(&untranslated(ctx, original, neighbor), &mut text),
    }
    format!("<span class=voice>{}</span> {text}", escape(&label))
}

/// Why there is no translation.
fn untranslated(ctx: &RenderContext, original: usize, neighbor: &Neighbor) -> String {
    match ctx.site.originals[original].aside(neighbor.paragraph) {
        Some(aside) => {
            let reason: Both<String> = aside.reason.clone().into();
            ctx.texts.fill("context_aside", &[("reason", reason)]).en
        }
        None => ctx.texts.get("context_unused").en.clone(),
    }
}

/// The English of a sentence of an original, as a page that quotes it has it.
fn english(ctx: &RenderContext, original: usize, neighbor: &Neighbor) -> Option<String> {
    let document = &ctx.site.originals[original];
    let wanted = Normalized::new(&document.source.text[neighbor.bytes.clone()]).string;
    let folded = place(document, neighbor, &wanted)?;
    let found = |one: &Use| {
        let bitext = &ctx.site.bitexts[one.bitext];
        let proof = ctx.proof.pages[one.bitext].passages.get(one.passage)?;
        let blocks = bitext.blocks(bitext.passages.get(one.passage)?);
        in_passage(Both { zh: blocks.zh?, en: blocks.en? }, proof, (original, &folded), &wanted)
    };
    let mut uses = ctx.proof.coverage[original].touching(folded.clone());
    uses.find_map(
        |one| if one.run.start <= folded.start && folded.end <= one.run.end { found(one) } else { None },
    )
}

/// Where a sentence stands in what is compared.
fn place(document: &Original, neighbor: &Neighbor, wanted: &str) -> Option<Range<usize>> {
    let within = document.paragraph(neighbor.paragraph)?.folded.clone();
    let text = &document.folded.string[within.clone()];
    // The nearest to the run: the last before it, the first after it.
    let at = if neighbor.is_before { text.rfind(wanted) } else { text.find(wanted) }?;
    Some(within.start + at..within.start + at + wanted.len())
}

/// The English sentences across from a sentence of a passage.
fn in_passage(
    blocks: Both<&Block>,
    proof: &PassageProof,
    (original, folded): (usize, &Range<usize>),
    wanted: &str,
) -> Option<String> {
    let is_here = |run: &Range<usize>| run.start <= folded.start && folded.end <= run.end;
    let quotes_it = |one: &&QuotedProse| {
        let found = one.quoted.found().filter(|found| found.original == original);
        found.is_some_and(|found| found.runs.iter().any(is_here))
    };
    let proses = proof.quotes.iter().filter(quotes_it).filter_map(|one| blocks.zh.prose(one.prose));
    proses.into_iter().find_map(|prose| {
        let text = prose.read().string();
        let folded = Normalized::new(text);
        let at = folded.string.find(wanted)?;
        let bytes = folded.span(at..at + wanted.len(), text).range();
        let figures = proof.figures_of(prose.id)?;
        let across = blocks.en.prose(figures.proses.en)?;
        let certain = certain(Both { zh: prose, en: across }, proof)?;
        let mut pairs = certain.iter().filter(|one| one.zh.start < bytes.end && bytes.start < one.zh.end);
        let first = pairs.next()?;
        let last = pairs.next_back().unwrap_or(first);
        // A sentence that is part of a larger unit has no English of its own.
        let is_own = bytes.start <= first.zh.start && last.zh.end <= bytes.end;
        let english = across.read().string().get(first.en.start..last.en.end)?.trim();
        (is_own && !english.is_empty()).then(|| english.to_owned())
    })
}
