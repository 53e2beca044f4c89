//! The first pages: the cover of the site, and the first page of each edition.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::html::escape;
use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::output::{Edition, Output};
use crate::render::address::file;
use crate::render::chart::coverage_bar::{self, CoverageBar};
use crate::render::context::RenderContext;
use crate::render::indicators::key;
use crate::render::links::link;
use crate::render::names::{summaries, topic_title};
use crate::render::pages::passages::passages;
use crate::render::pages::place::place;
use crate::render::pages::{charts, head, root};
use crate::render::site_view::FEW;
use crate::render::view::{PageLink, SaidView, TopicLink};

type Outputs = Result<Vec<Output>, Box<Diagnostic>>;

/// A row of the cover: a topic across all originals.
#[derive(Serialize)]
struct TopicRow {
    topic: TopicLink,
    bars: Vec<CoverageBar>,
}

/// The cover.
pub fn cover(ctx: &RenderContext) -> Outputs {
    let site = ctx.site;
    let mut context = root::context(ctx, "", "");
    let shown = if site.originals.len() > FEW { 0 } else { site.originals.len() };
    let lines: Vec<TopicRow> = site
        .topics
        .iter()
        .enumerate()
        .map(|(number, topic)| TopicRow {
            topic: TopicLink {
                folder: topic.folder.clone(),
                title: SaidView::new(Edition::Both, &topic_title(site, topic)),
                href: format!("{}/index.html", encode(&topic.folder)),
                count: SaidView::new(
                    Edition::Both,
                    &ctx.texts.count("count_pages", &[("n", topic.excerpts.len())]),
                ),
            },
            bars: (0..shown)
                .map(|at| coverage_bar::bar(site, ctx.proof, at, number, Edition::Both, &ctx.texts))
                .collect(),
        })
        .collect();
    context.insert("lines", &lines);
    if let Some(at) = site.position("_index") {
        context.insert("passages", &passages(ctx, at, &charts::of(ctx, at, "").passages, ""));
        let summary = summaries(&site.bitexts[at]);
        context.insert("summary", &summary.map(|text| SaidView::new(Edition::Both, &text)));
    }
    let keys = key::views(ctx, &site.config.key_figures, Edition::Both);
    context.insert("inferred", &keys.iter().any(|key| key.inferred));
    context.insert("keys", &keys);
    context.insert("trust", &trust(ctx));
    let terms = ctx.texts.count(
        "terms_count",
        &[("n", site.glossary.terms.iter().filter(|term| !term.header.hidden).count())],
    );
    context.insert("terms_count", &SaidView::new(Edition::Both, &terms));
    Ok(vec![Output::text("index.html", ctx.templates.render("cover.html", &context)?)])
}

/// The first page of each edition: the cover's introduction and the list of all excerpts.
pub fn homes(ctx: &RenderContext) -> Outputs {
    let cover = ctx.site.position("_index");
    let passages =
        cover.map(|at| passages(ctx, at, &charts::of(ctx, at, "../").passages, "../")).unwrap_or_default();
    let mut outputs = Vec::new();
    for edition in Edition::ALL {
        let mut context = ctx.shared(edition);
        place(&mut context, edition, "index.html");
        context.insert("here", "");
        context.insert("is_index", &true);
        context.insert("head", &head::of_home(ctx, cover.map(|at| &*ctx.site.bitexts[at]), edition));
        context.insert("passages", &passages);
        context.insert("lists", &home_lists(ctx, edition));
        context.insert("keys", &key::views(ctx, &ctx.site.config.key_figures, edition));
        let summary = cover.and_then(|at| summaries(&ctx.site.bitexts[at]));
        context.insert("summary", &summary.map(|text| SaidView::new(edition, &text)));
        let text = ctx.templates.render("home.html", &context)?;
        outputs.push(Output::text(format!("{}/index.html", edition.code()), text));
    }
    Ok(outputs)
}

/// How much was checked, as a sentence of each language.
fn trust(ctx: &RenderContext) -> Both<String> {
    let passages = || ctx.proof.pages.iter().flat_map(|page| &page.passages);
    let quotations: usize = passages().map(|one| one.found().count()).sum();
    let figures: usize = passages().flat_map(|one| &one.figures).map(|one| one.compared.pairs.len()).sum();
    let said = ctx.texts.count("trust", &[("quotes", quotations), ("figures", figures)]);
    said.as_ref().map(|text| escape(text))
}

/// The excerpts of each topic, for the first page of an edition.
fn home_lists(ctx: &RenderContext, edition: Edition) -> Vec<Vec<PageLink>> {
    let whole = |at: &usize| {
        let bitext = &ctx.site.bitexts[*at];
        link(ctx.site, &ctx.texts, bitext, edition, encode(&file(bitext)))
    };
    ctx.site.topics.iter().map(|topic| topic.excerpts.iter().map(whole).collect()).collect()
}
