//! The pages that are made from bitexts: each in three editions from one set of passages.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::{Bitext, Passage};
use crate::model::kinds::Layout;
use crate::model::output::{Edition, Output};
use crate::model::page::BlockKind;
use crate::model::site::Topic;
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::html::text::TextWriter;
use crate::render::links::link;
use crate::render::names::{summaries, titles, topic_title};
use crate::render::pages::charts::Charts;
use crate::render::pages::passages::passages;
use crate::render::pages::place::{self, EditionPage};
use crate::render::pages::stale;
use crate::render::pages::{
    charts, cite, comparison, corrections, head, head_tags, list, tags, topic, written,
};
use crate::render::segments::has_characters;
use crate::render::view::*;

/// Renders a bitext in its three editions.
pub fn render(ctx: &RenderContext, at: usize) -> Result<Vec<Output>, Box<Diagnostic>> {
    let Some(pages) = BitextPages::of(ctx, at) else { return Ok(Vec::new()) };
    Edition::ALL.into_iter().map(|edition| pages.render(ctx, edition)).collect()
}

/// Renders some bitexts and hands over each page with the bitext that it is of; gives what is wrong with others. Step by
/// step, each for all: what one and the same code does to many pages is done soonest.
pub fn render_each(ctx: &RenderContext, some: &[usize], take: impl Fn(usize, Output)) -> Vec<Diagnostic> {
    some.iter().for_each(|at| ctx.divide(*at));
    let mut all: Vec<BitextPages> = some.iter().filter_map(|at| BitextPages::of(ctx, *at)).collect();
    let mut faults = Vec::new();
    for edition in Edition::ALL {
        all.retain(|pages| match pages.render(ctx, edition) {
            Ok(output) => {
                take(pages.at, output);
                true
            }
            Err(fault) => {
                faults.push(*fault);
                false
            }
        });
    }
    faults
}

/// The pages of a bitext: what all of them are made of.
struct BitextPages<'c> {
    at: usize,
    /// Where the site begins, from here.
    root: String,
    file: String,
    topic: Option<&'c Topic>,
    template: &'static str,
    charts: Charts,
    passages: Vec<PassageView>,
    shared: PageView,
}

impl<'c> BitextPages<'c> {
    /// Those of a bitext, if it has any.
    fn of(ctx: &'c RenderContext, at: usize) -> Option<BitextPages<'c>> {
        let bitext = &ctx.site.bitexts[at];
        if bitext.address.as_ref() == "_index" {
            return None;
        }
        let root = "../".repeat(bitext.address.matches('/').count() + 1);
        let charts = charts::of(ctx, at, &root);
        let passages = passages(ctx, at, &charts.passages, &root);
        let topic = ctx.site.topic_of(at);
        let template = match (bitext.is_index(), bitext.pages.zh.header.layout) {
            (true, _) => "topic.html",
            (_, Some(Layout::Comparison)) => "comparison.html",
            _ => "excerpt.html",
        };
        let shared = page(ctx, at, &passages, topic);
        Some(BitextPages { at, root, file: file(bitext), topic, template, charts, passages, shared })
    }

    /// The page of an edition.
    fn render(&self, ctx: &RenderContext, edition: Edition) -> Result<Output, Box<Diagnostic>> {
        let BitextPages { root, file, charts, passages, shared, .. } = self;
        let (at, topic, template) = (self.at, self.topic, self.template);
        let here = topic.map_or("", |topic| topic.folder.as_str());
        let place = EditionPage { edition, file, here, is_index: ctx.site.bitexts[at].is_index() };
        let mut values = place::values(ctx, place)?;
        head_tags::insert(ctx, &mut values, &head::of_bitext(ctx, at, edition, file));
        let own = in_edition(ctx, at, topic, edition);
        values.insert("page", &WholePage { shared, own: &own });
        written::insert(ctx, &mut values, passages, (edition, root));
        values.insert("data", &charts.data);
        if template == "topic.html" {
            let excerpts = topic.map_or(&[][..], |topic| &topic.excerpts);
            let excerpts = excerpts.iter().map(|at| (*at, beside(&ctx.site.bitexts[*at])));
            list::insert(ctx, &mut values, excerpts)?;
            topic::insert(ctx, at, edition, &mut values);
        }
        if template == "comparison.html" {
            let passages = written::each(ctx, passages, edition, root);
            values.insert("vs", &comparison::view(ctx, at, passages, edition));
        }
        let path = format!("{}/{file}", edition.code());
        match template {
            "excerpt.html" => ctx.laid_out(path, template, values),
            _ => ctx.page(path, template, &values),
        }
    }
}

/// All that is said of a page.
#[derive(Serialize)]
struct WholePage<'p> {
    #[serde(flatten)]
    shared: &'p PageView,
    #[serde(flatten)]
    own: &'p PageInEdition,
}

/// What is the same in all editions.
fn page(ctx: &RenderContext, at: usize, passages: &[PassageView], topic: Option<&Topic>) -> PageView {
    let bitext = &ctx.site.bitexts[at];
    let place = position(ctx, at, topic).map(|(topic, n)| {
        let title = topic_title(ctx.site, topic);
        // The only one of its topic is no first of a row.
        let number = match topic.excerpts.len() {
            1 => Both::default(),
            all => ctx.texts.count("position", &[("n", n + 1), ("m", all)]),
        };
        let view = |lang| WhereView { topic: escape(title.get(lang)), position: escape(number.get(lang)) };
        Both::from_fn(view)
    });
    PageView {
        address: bitext.address.to_string(),
        stale: stale::said(ctx, &ctx.proof.pages[at].header.accepted, &[], 0),
        rows: passages.iter().any(|one| one.rows.is_some()),
        outline: outline(bitext),
        place,
        up: "index.html".to_owned(),
        cite: (!bitext.is_index()).then(|| cite::views(ctx, at)),
        corrected: corrections::at(ctx, at, None),
    }
}

/// The topic of a page and its position in it, from 0.
fn position<'t>(ctx: &RenderContext, at: usize, topic: Option<&'t Topic>) -> Option<(&'t Topic, usize)> {
    let place = ctx.site.places.get(at).copied().flatten().and_then(|place| place.position);
    topic.zip(place)
}

/// What is another in each edition.
fn in_edition(ctx: &RenderContext, at: usize, topic: Option<&Topic>, edition: Edition) -> PageInEdition {
    let bitext = &ctx.site.bitexts[at];
    let position = position(ctx, at, topic);
    let neighbor = |step: isize, key: &str| -> Option<PageLink> {
        let (topic, n) = position?;
        let other = &ctx.site.bitexts[*topic.excerpts.get(n.checked_add_signed(step)?)?];
        let address = beside(other);
        let title = ctx.listed()(edition, &ctx.texts.fill(key, &[("title", titles(other))]));
        Some(match ctx.templates.look_at_neighbors() {
            true => PageLink { title, ..link(ctx.site, &ctx.texts, other, (edition, ctx.listed()), address) },
            false => PageLink::named(title, address),
        })
    };
    PageInEdition {
        title: ctx.listed()(edition, &titles(bitext)),
        summary: summaries(bitext).map(|text| match ctx.templates.has_own() {
            true => TextView::new(edition, &text),
            false => TextView::apart(edition, &text),
        }),
        tags: tags::of(ctx, at, edition, &"../".repeat(bitext.address.matches('/').count())),
        prev: neighbor(-1, "previous"),
        next: neighbor(1, "next"),
    }
}

/// From how many characters of Chinese on a page with sections has a list of them.
const LONG: usize = 600;
/// From how many sections on.
const SECTIONS: usize = 3;

/// The sections of a long page.
fn outline(bitext: &Bitext) -> Vec<SectionView> {
    let is_section = |passage: &&Passage| {
        let block = bitext.blocks(passage).zh;
        block.is_some_and(|block| matches!(block.kind, BlockKind::Heading { level: ..=2, .. }))
    };
    if bitext.passages.iter().filter(is_section).count() < SECTIONS {
        return Vec::new();
    }
    let section = |passage: &Passage| {
        let blocks = bitext.blocks(passage);
        let heading = |lang: Lang| match &(*blocks.get(lang))?.kind {
            BlockKind::Heading { prose, level: ..=2, .. } => {
                let mut html = String::new();
                TextWriter { lang, half_width: false }.write(prose.text.string(), &mut html);
                Some(html)
            }
            _ => None,
        };
        Some(SectionView { id: passage.id.to_string(), zh: heading(Lang::Zh)?, en: heading(Lang::En)? })
    };
    let sections: Vec<SectionView> = bitext.passages.iter().filter_map(section).collect();
    let proses = bitext.pages.zh.body.proses();
    let is_long = || has_characters(proses.map(|prose| prose.text.string()), LONG);
    if sections.len() >= SECTIONS && is_long() { sections } else { Vec::new() }
}

/// The way to a page from another one of its folder.
fn beside(bitext: &Bitext) -> String {
    let name = file(bitext);
    encode(name.rsplit('/').next().unwrap_or(&name))
}
