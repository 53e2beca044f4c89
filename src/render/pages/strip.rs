//! The strip of sources: a line for each topic, with a coverage bar for each document.

use serde::Serialize;

use crate::model::output::Edition;
use crate::render::chart::coverage_bar::{self, CoverageBar, LeadsTo, Line};
use crate::render::context::RenderContext;
use crate::render::links::topic_link;
use crate::render::names::{original_name, original_sign, summaries};
use crate::render::site_view::FEW;
use crate::render::view::{Seal, TextView, TopicLink};

/// A topic across all documents.
#[derive(Serialize)]
pub(crate) struct StripRow {
    topic: TopicLink,
    /// The topic in a sentence.
    line: Option<TextView>,
    bars: Vec<CoverageBar>,
}

/// A row for each topic; `before` stands before an address below the edition's folder.
pub(crate) fn rows(ctx: &RenderContext, edition: Edition, before: &str) -> Vec<StripRow> {
    let shown = if ctx.site.originals.len() > FEW { 0 } else { ctx.site.originals.len() };
    let row = |(number, topic): (usize, &crate::model::site::Topic)| {
        let bar = |original: usize| {
            let line = Line { original, topic: number };
            coverage_bar::bar(ctx.site, ctx.proof, &ctx.texts, line, LeadsTo::Excerpt(before), edition)
        };
        let summary = topic.index.and_then(|at| summaries(&ctx.site.bitexts[at]));
        StripRow {
            topic: topic_link(ctx.site, &ctx.texts, topic, edition),
            line: summary.map(|text| TextView::new(edition, &text)),
            bars: (0..shown).map(bar).collect(),
        }
    };
    ctx.site.topics.iter().enumerate().map(row).collect()
}

/// The seals of all documents, if they are few.
pub(crate) fn seals(ctx: &RenderContext, edition: Edition) -> Vec<Seal> {
    let few = ctx.site.originals.len() <= FEW;
    let all = ctx.site.originals.iter().filter(|_| few);
    all.map(|original| Seal {
        sign: original_sign(original),
        name: TextView::new(edition, &original_name(original)),
    })
    .collect()
}
