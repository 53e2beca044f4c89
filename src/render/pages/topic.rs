//! What a topic's page opens with: its key figures and its indicators over the years.

use std::collections::BTreeSet;

use crate::model::indicator::Row;
use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::epub::book;
use crate::render::indicators::{key, table};
use crate::render::pages::figures;
use crate::render::templates::values::PageValues;
use crate::render::view::Seal;

/// Puts key figures and indicators of a topic among the values of its page.
pub fn insert(ctx: &RenderContext, at: usize, edition: Edition, values: &mut PageValues) {
    let header = &ctx.site.bitexts[at].pages.zh.header;
    let own = ctx.site.topic_of(at).filter(|_| ctx.site.config.epub);
    values.insert("epub", &own.map(book::topic_href));
    values.insert("keys", &key::views(ctx, &header.key_figures, edition));
    let Some(topic) = ctx.site.places.get(at).copied().flatten() else { return };
    let is_own = |row: &&Row| row.indicator.is_some() && row.topics.contains(&topic.topic);
    let rows: Vec<&Row> = ctx.proof.indicators.rows.iter().filter(is_own).collect();
    let keys = !header.key_figures.is_empty();
    values.insert("has_marks", &(keys || !rows.is_empty()));
    values.insert("seals", &seals(ctx, topic.topic, &rows));
    if !rows.is_empty() {
        values.insert("table", &table::view(ctx, &rows, edition));
    }
    values.insert("topic_data", &ctx.site.topics[topic.topic].folder);
}

/// The seals that stand on the page: those of its figures and those of the excerpts in its list.
fn seals(ctx: &RenderContext, topic: usize, rows: &[&Row]) -> Vec<Seal> {
    let site = ctx.site;
    let listed: BTreeSet<usize> = site.topics[topic]
        .excerpts
        .iter()
        .flat_map(|at| site.bitexts[*at].pages.zh.header.original.as_slice())
        .filter_map(|id| site.original_ids.get(id).copied())
        .collect();
    figures::seals(ctx, |at| listed.contains(&at) || figures::is_from(rows, at))
}
