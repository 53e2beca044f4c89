//! What a topic's page opens with: its key figures and its indicators over the years.

use tera::Context;

use crate::model::indicator::Row;
use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::indicators::{key, table};
use crate::render::pages::figures;

/// Puts key figures and indicators of a topic into the context of its page.
pub fn insert(ctx: &RenderContext, at: usize, edition: Edition, context: &mut Context) {
    let header = &ctx.site.bitexts[at].pages.zh.header;
    context.insert("keys", &key::views(ctx, &header.key_figures, edition));
    let Some(topic) = ctx.site.places.get(at).copied().flatten() else { return };
    let is_own = |row: &&Row| row.indicator.is_some() && row.topics.contains(&topic.topic);
    let rows: Vec<&Row> = ctx.proof.indicators.rows.iter().filter(is_own).collect();
    if !rows.is_empty() {
        context.insert("table", &table::view(ctx, &rows, edition));
        context.insert("seals", &figures::seals(ctx, &rows));
    }
    context.insert("topic_data", &ctx.site.topics[topic.topic].folder);
}
