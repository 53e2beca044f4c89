//! The first pages: the cover of the site, and the first page of each edition.

use crate::base::url::encode;
use crate::model::output::Edition;
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::html::text::shown;
use crate::render::indicators::key;
use crate::render::links::link;
use crate::render::names::{summaries, titles};
use crate::render::pages::passages::passages;
use crate::render::pages::place::{self, EditionPage};
use crate::render::pages::root::Outputs;
use crate::render::pages::{charts, head, head_tags, root, strip, tally, teaser, written};
use crate::render::site_view;
use crate::render::templates::values::PageValues;
use crate::render::view::{PageLink, TextView};

/// The cover.
pub fn cover(ctx: &RenderContext) -> Outputs {
    let site = ctx.site;
    let mut values = root::values(ctx, "", "index.html")?;
    head_tags::insert(ctx, &mut values, &head::of_cover(ctx));
    first_page(ctx, &mut values, Edition::Both, "parallel/");
    if let Some(at) = site.position("_index") {
        let views = passages(ctx, at, &charts::of(ctx, at, "").passages, "");
        written::insert(ctx, &mut values, &views, (Edition::Both, ""));
        let summary = summaries(&site.bitexts[at]);
        values.insert("summary", &summary.map(|text| TextView::new(Edition::Both, &text)));
    }
    let terms = ctx.texts.count(
        "terms_count",
        &[("n", site.glossary.terms.iter().filter(|term| !term.header.hidden).count())],
    );
    values.insert("terms_count", &TextView::new(Edition::Both, &terms));
    Ok(vec![ctx.page("index.html", "cover.html", &values)?])
}

/// The first page of each edition: the cover's introduction and the list of all excerpts.
pub fn homes(ctx: &RenderContext) -> Outputs {
    let cover = ctx.site.position("_index");
    let passages =
        cover.map(|at| passages(ctx, at, &charts::of(ctx, at, "../").passages, "../")).unwrap_or_default();
    let mut outputs = Vec::new();
    for edition in Edition::ALL {
        let place = EditionPage { edition, file: "index.html", here: "", is_index: true };
        let mut values = place::values(ctx, place)?;
        head_tags::insert(ctx, &mut values, &head::of_home(ctx, edition));
        written::insert(ctx, &mut values, &passages, (edition, "../"));
        values.insert("lists", &home_lists(ctx, edition));
        first_page(ctx, &mut values, edition, "");
        let summary = cover.and_then(|at| summaries(&ctx.site.bitexts[at]));
        values.insert("summary", &summary.map(|text| TextView::new(edition, &text)));
        let path = format!("{}/index.html", edition.code());
        outputs.push(ctx.page(path, "home.html", &values)?);
    }
    Ok(outputs)
}

/// What all first pages open with: key figures, why they can be trusted, the teaser, the strip of sources.
fn first_page(ctx: &RenderContext, values: &mut PageValues, edition: Edition, before: &str) {
    let view = site_view::view(ctx.site, ctx.proof, &ctx.texts, edition, usize::MAX);
    if view.topics.len().max(view.others.len()) > site_view::NAMED {
        values.insert("site", &view);
    }
    let keys = key::views(ctx, &ctx.site.config.key_figures, edition);
    values.insert("inferred", &keys.iter().any(|key| key.inferred));
    values.insert("changes", &keys.iter().any(|key| key.change.is_some()));
    values.insert("has_marks", &!keys.is_empty());
    values.insert("keys", &keys);
    values.insert("trust", &tally::trust(ctx));
    values.insert("teaser", &teaser::view(ctx, edition));
    values.insert("strip", &strip::rows(ctx, edition, before));
    values.insert("seals", &strip::seals(ctx, edition));
    values.insert("before", before);
    let topics = ctx.texts.count("topics_n", &[("n", ctx.site.topics.len())]);
    values.insert("topics_n", &shown(edition, &topics));
}

/// The excerpts of each topic, for the first page of an edition.
fn home_lists(ctx: &RenderContext, edition: Edition) -> Vec<Vec<PageLink>> {
    let one = |at: &usize| {
        let bitext = &ctx.site.bitexts[*at];
        let href = encode(&file(bitext));
        match ctx.templates.has_own() {
            true => link(ctx.site, &ctx.texts, bitext, (edition, ctx.listed()), href),
            false => PageLink::named(ctx.listed()(edition, &titles(bitext)), href),
        }
    };
    ctx.site.topics.iter().map(|topic| topic.excerpts.iter().map(one).collect()).collect()
}
