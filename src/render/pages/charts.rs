//! The charts of a page: those that stand after each passage, and all its figures as a table.

use crate::base::url::encode;
use crate::model::figure;
use crate::model::output::Edition;
use crate::prove::support;
use crate::render::chart::labels::Labels;
use crate::render::chart::shown::Shown;
use crate::render::chart::{self, table};
use crate::render::context::RenderContext;
use crate::render::data;
use crate::render::view::FiguresView;

/// The charts of a page.
pub struct Charts {
    /// Those after each passage.
    pub passages: Vec<Option<FiguresView>>,
    /// All figures as a table and as files; `None` without figures.
    pub data: Option<FiguresView>,
}

/// Draws the figures of a bitext for each edition; `root` is the way up to the output folder.
pub fn of(ctx: &RenderContext, at: usize, root: &str) -> Charts {
    let (bitext, proof) = (&ctx.site.bitexts[at], &ctx.proof.pages[at]);
    let figures = figure::figures(bitext);
    if figures.is_empty() {
        return Charts { passages: vec![None; bitext.passages.len()], data: None };
    }
    let quoted = support::quoted(bitext, proof);
    let all: Vec<Shown> = figures.iter().map(|figure| Shown::of(ctx.site, proof, &quoted, figure)).collect();
    let last = bitext.passages.len().saturating_sub(1);
    let mut here: Vec<Vec<&Shown>> = vec![Vec::new(); bitext.passages.len()];
    for shown in &all {
        if let Some(here) = here.get_mut(shown.passage().unwrap_or(last)) {
            here.push(shown);
        }
    }
    let of_passage = |here: Vec<&Shown>| {
        let drawn = in_editions(ctx, |labels| chart::group(&here, labels));
        (!drawn.zh.is_empty()).then_some(drawn)
    };
    let files = format!("{root}{}", encode(&data::figures::of_page(&bitext.address)));
    let data = in_editions(ctx, |labels| table::of_page(ctx.site, labels, &all, &files));
    Charts { passages: here.into_iter().map(of_passage).collect(), data: Some(data) }
}

fn in_editions(ctx: &RenderContext, draw: impl Fn(&Labels) -> String) -> FiguresView {
    let of = |edition: Edition| draw(&Labels { texts: &ctx.texts, edition });
    FiguresView { zh: of(Edition::Zh), en: of(Edition::En), parallel: of(Edition::Parallel) }
}
