//! The passages of a page: both sides as HTML, with their evidence, notes and figures; made once for all
//! editions.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::{Bitext, Passage};
use crate::model::figure::{self, Figure};
use crate::model::output::Edition;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::{Accepted, PassageProof};
use crate::render::chart;
use crate::render::chart::labels::Labels;
use crate::render::context::RenderContext;
use crate::render::html::{self, evidence};
use crate::render::view::*;

/// The passages of a bitext, made once for all editions.
pub fn passages(ctx: &RenderContext, at: usize, root: &str) -> Vec<PassageView> {
    let bitext = &ctx.site.bitexts[at];
    let none = PassageProof::default();
    let facts = &ctx.proof.pages[at].passages;
    let figures = figure::figures(bitext);
    let places = supports(bitext, &figures);
    let mut views = Vec::with_capacity(bitext.passages.len());
    for (index, passage) in bitext.passages.iter().enumerate() {
        let mut one = view(ctx, bitext, passage, facts.get(index).unwrap_or(&none), root);
        let here: Vec<&Figure> = figures
            .iter()
            .zip(&places)
            .filter(|(_, place)| **place == index)
            .map(|(figure, _)| figure)
            .collect();
        if !here.is_empty() {
            one.figures = Some(drawn(ctx, bitext, &here, root));
        }
        views.push(one);
    }
    views
}

/// The figures of a passage, drawn for each edition.
fn drawn(ctx: &RenderContext, bitext: &Bitext, figures: &[&Figure], root: &str) -> FiguresView {
    let data = format!("data/{}", encode(&bitext.address));
    let draw =
        |edition: Edition| chart::group(figures, &Labels { texts: &ctx.texts, edition, root, data: &data });
    FiguresView { zh: draw(Edition::Zh), en: draw(Edition::En), parallel: draw(Edition::Parallel) }
}

/// The passage after which each figure stands: the first whose quotation holds most of its values.
fn supports(bitext: &Bitext, figures: &[Figure]) -> Vec<usize> {
    let texts: Vec<String> = bitext
        .passages
        .iter()
        .map(|passage| {
            let quoted = bitext.blocks(passage).zh.map_or(Vec::new(), Block::quoted);
            quoted.iter().map(|prose| prose.text.string.as_str()).collect::<Vec<_>>().join("\n")
        })
        .collect();
    let last = bitext.passages.len().saturating_sub(1);
    let held = |figure: &Figure, text: &str| {
        figure.points.iter().filter(|point| text.contains(&point.value.zh.plain())).count()
    };
    figures
        .iter()
        .map(|figure| {
            let counts: Vec<usize> = texts.iter().map(|text| held(figure, text)).collect();
            let most = counts.iter().copied().max().unwrap_or(0);
            if most == 0 { last } else { counts.iter().position(|count| *count == most).unwrap_or(last) }
        })
        .collect()
}

fn view(
    ctx: &RenderContext,
    bitext: &Bitext,
    passage: &Passage,
    proof: &PassageProof,
    root: &str,
) -> PassageView {
    let blocks = bitext.blocks(passage);
    let (kind, level, classes) = match blocks.zh.or(blocks.en).map(|block| &block.kind) {
        Some(BlockKind::Heading { level, classes, .. }) => ("heading", (*level).max(2), classes.clone()),
        Some(BlockKind::Quote(_)) => ("quote", 0, Vec::new()),
        _ => ("text", 0, Vec::new()),
    };
    let side = |lang: Lang| blocks.get(lang).map(|block| side(ctx, bitext, block, proof, lang, root));
    PassageView {
        stale: stale(ctx, &proof.accepted),
        id: passage.id.clone(),
        number: passage.number,
        kind,
        level,
        anchor: passage.anchor.clone(),
        classes,
        zh: side(Lang::Zh),
        en: side(Lang::En),
        figures: None,
    }
}

fn side(
    ctx: &RenderContext,
    bitext: &Bitext,
    block: &Block,
    proof: &PassageProof,
    lang: Lang,
    root: &str,
) -> SideView {
    let made = html::block(ctx, bitext, block, proof, lang, root);
    let evidence = proof.found().map(|quotation| {
        evidence::view(&ctx.site.originals[quotation.original], quotation, &ctx.texts, lang)
    });
    SideView { lang: lang.tag(), html: made.html, evidence: evidence.collect(), notes: made.notes }
}

/// What readers are told of a translation that has fallen behind.
pub fn stale(ctx: &RenderContext, accepted: &Accepted) -> Option<Both<String>> {
    let is_stale = matches!(accepted, Accepted::Stale(_));
    is_stale.then(|| ctx.texts.get("stale").as_ref().map(|text| escape(text)))
}
