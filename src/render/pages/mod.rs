//! The pages that are made from bitexts: each in three editions from one set of passages.

pub mod cite;
pub mod comparison;
pub mod findings;
pub mod head;
pub mod originals;
pub mod root;
pub mod terms;

use tera::{Context, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::{Bitext, Passage};
use crate::model::config::{ChartKind, Layout, PointKind};
use crate::model::figure::{self, Figure};
use crate::model::original::Original;
use crate::model::output::{Edition, Output};
use crate::model::page::{Block, BlockKind};
use crate::model::proof::{Accepted, PassageProof, Quoted};
use crate::model::site::Topic;
use crate::render::chart::{self, coverage_bar};
use crate::render::data::text_of;
use crate::render::html::{self, evidence};
use crate::render::view::*;
use crate::render::{RenderContext, original_href, original_name, original_sign};

/// What all pages of an edition show.
pub fn shared(ctx: &RenderContext, edition: Edition) -> Context {
    let mut context = Context::new();
    let (html, plain) = ctx.texts.of(edition);
    context.insert("t", &html);
    context.insert("p", &plain);
    context.insert("site", &site_view(ctx, edition));
    context.insert("edition", edition.code());
    context.insert("lang", edition.lang().tag());
    context.insert("both", &edition.is_both());
    context.insert("sides", &edition.sides().iter().map(|lang| lang.code()).collect::<Vec<_>>());
    context.insert("tags", &Both { zh: Lang::Zh.tag(), en: Lang::En.tag() });
    let texts = Both::from_fn(|lang| ctx.texts.of(Edition::of(lang)).1);
    context.insert("texts", &texts);
    context.insert("untranslated", &ctx.texts.get("untranslated"));
    context
}

/// Up to how many originals are named on every page; more stand on a page of their own.
pub const FEW: usize = 6;

fn site_view(ctx: &RenderContext, edition: Edition) -> SiteView {
    let said = |text: &Both<String>| SaidView::new(edition, text);
    let site = ctx.site;
    let config = &site.config;
    let topics = site.topics.iter().map(|topic| TopicLink {
        folder: topic.folder.clone(),
        title: said(&topic_title(ctx, topic)),
        href: format!("{}/index.html", encode(&topic.folder)),
        count: said(&ctx.texts.count("count_pages", &[("n", topic.excerpts.len())])),
    });
    let few = if site.originals.len() > FEW { &[][..] } else { &site.originals[..] };
    let originals = few.iter().enumerate().map(|(at, one)| original_link(ctx, at, one, edition));
    SiteView {
        title: said(&config.title.clone().into()),
        description: said(&config.description.clone().into()),
        topics: topics.collect(),
        others: site
            .others()
            .into_iter()
            .map(|one| link(ctx, one, edition, format!("{}.html", encode(&one.address))))
            .collect(),
        originals: originals.collect(),
        has_original_index: site.originals.len() > FEW,
        has_glossary: !site.glossary.terms.is_empty(),
    }
}

/// An original in a list.
pub fn original_link(ctx: &RenderContext, at: usize, original: &Original, edition: Edition) -> OriginalLink {
    let said = |text: &Both<String>| SaidView::new(edition, text);
    OriginalLink {
        id: original.id.clone(),
        sign: original_sign(original),
        title: said(&original.header.title.clone().into()),
        short: said(&original_name(original)),
        href: original_href(&original.id),
        summary: said(&coverage_bar::extent(ctx, at, "original_summary")),
    }
}

/// The title of a topic: that of its introduction, or its folder's name.
pub fn topic_title(ctx: &RenderContext, topic: &Topic) -> Both<String> {
    match topic.index {
        Some(at) => titles(&ctx.site.bitexts[at]),
        None => Both::said(topic.folder.clone(), topic.folder.clone()),
    }
}

/// The titles of a bitext.
pub fn titles(bitext: &Bitext) -> Both<String> {
    bitext.pages.as_ref().map(|page| page.header.title.clone())
}

/// The summaries of a bitext, if it has any.
pub fn summaries(bitext: &Bitext) -> Option<Both<String>> {
    let both = bitext.pages.as_ref().map(|page| page.header.summary.clone().unwrap_or_default());
    (!both.zh.is_empty() || !both.en.is_empty()).then_some(both)
}

/// A bitext in a list.
pub fn link(ctx: &RenderContext, bitext: &Bitext, edition: Edition, href: String) -> PageLink {
    let named = bitext.pages.zh.header.original.as_slice();
    let seals = named.iter().filter_map(|id| ctx.site.original(id)).map(|original| Seal {
        sign: original_sign(original),
        name: SaidView::new(edition, &original_name(original)),
    });
    PageLink {
        title: SaidView::new(edition, &titles(bitext)),
        summary: summaries(bitext).map(|text| SaidView::new(edition, &text)),
        href,
        seals: seals.collect(),
        key: key(ctx, bitext, edition),
    }
}

/// The first figure of a page as a key number: one value, or the way from the first to the last result.
fn key(ctx: &RenderContext, bitext: &Bitext, edition: Edition) -> Option<KeyFigure> {
    let figure = figure::figures(bitext).into_iter().next()?;
    let (first, last) = (figure.points.first()?, figure.points.last()?);
    let is_change = matches!(figure.chart, ChartKind::Change | ChartKind::Line) && figure.points.len() > 1;
    let value = Both::from_fn(|lang| {
        if !is_change {
            return chart::Pen { texts: &ctx.texts, edition, root: "", data: "" }.value(&figure, first, lang);
        }
        let number = match lang {
            Lang::Zh => first.value.zh.plain(),
            Lang::En => first.value.en.grouped(),
        };
        format!("{number} → {}", figure.amount(last, lang))
    });
    let named = !is_change && !first.is_year && figure.points.len() > 1;
    let label = Both::from_fn(|lang| match (named, lang) {
        (false, _) => figure.label.get(lang).clone(),
        (true, Lang::Zh) => format!("{}：{}", figure.label.zh, first.at.zh),
        (true, Lang::En) => format!("{}: {}", figure.label.en, first.at.en),
    });
    let kind = match if is_change { last.kind } else { first.kind } {
        PointKind::Result => None,
        PointKind::Target => Some("target"),
        PointKind::Estimate => Some("estimate"),
    };
    let label = Both::from_fn(|lang| match (kind.map(|key| ctx.texts.get(key)), lang) {
        (None, _) => label.get(lang).clone(),
        (Some(kind), Lang::Zh) => format!("{}（{}）", label.zh, kind.zh),
        (Some(kind), Lang::En) => format!("{} ({})", label.en, kind.en),
    });
    Some(KeyFigure { value: SaidView::new(edition, &value), label: SaidView::new(edition, &label) })
}

/// The file of a bitext below an edition's folder, not encoded.
pub fn file(bitext: &Bitext) -> String {
    match bitext.address.strip_suffix("_index") {
        Some(folder) => format!("{folder}index.html"),
        None => format!("{}.html", bitext.address),
    }
}

/// Renders a bitext in its three editions.
pub fn render(ctx: &RenderContext, at: usize) -> Result<Vec<Output>, Box<Diagnostic>> {
    let bitext = &ctx.site.bitexts[at];
    if bitext.address.as_ref() == "_index" {
        return Ok(Vec::new());
    }
    let root = "../".repeat(bitext.address.matches('/').count() + 1);
    let views = passages(ctx, at, &root);
    let passages = Value::from_serializable(&views);
    let topic = ctx.site.topic_of(at);
    let template = match (bitext.is_index(), bitext.pages.zh.header.layout) {
        (true, _) => "topic.html",
        (_, Some(Layout::Comparison)) => "comparison.html",
        _ => "excerpt.html",
    };
    let mut outputs = Vec::new();
    for edition in Edition::ALL {
        let file = file(bitext);
        let mut context = ctx.shared(edition);
        place(&mut context, edition, &file);
        context.insert("here", topic.map_or("", |topic| topic.folder.as_str()));
        context.insert("is_index", &bitext.is_index());
        context.insert("head", &head::of_bitext(ctx, bitext, edition, &file));
        context.insert("page", &page(ctx, at, topic, edition));
        context.insert_value("passages", passages.clone());
        if template == "topic.html" {
            context.insert("list", &topic_list(ctx, topic, edition));
        }
        if template == "comparison.html" {
            let parts = comparison::parts(ctx, views.clone(), edition);
            context.insert("parts", &parts);
        }
        let text = ctx.templates.render(template, &context)?;
        outputs.push(Output::text(format!("{}/{file}", edition.code()), text));
    }
    Ok(outputs)
}

/// Puts a page into its place: the ways up, home, and to the other editions.
pub fn place(context: &mut Context, edition: Edition, file: &str) {
    let home = "../".repeat(file.matches('/').count());
    let editions = switch(edition, |one| match one == edition {
        true => encode(file.rsplit('/').next().unwrap_or(file)),
        false => format!("{home}../{}/{}", one.code(), encode(file)),
    });
    context.insert("editions", &editions);
    context.insert("root", &format!("{home}../"));
    context.insert("home", &home);
}

/// Puts a page at the root into its place; its switch leads to the editions' first pages.
pub fn place_at_root(context: &mut Context, depth: usize) {
    let root = "../".repeat(depth);
    let editions = switch(Edition::Both, |one| format!("{root}{}/index.html", one.code()));
    context.insert("editions", &editions);
    context.insert("home", &format!("{root}parallel/"));
    context.insert("root", &root);
    context.insert("here", "");
    context.insert("is_index", &false);
}

/// The ways to the three editions, with the address of each.
fn switch(current: Edition, href: impl Fn(Edition) -> String) -> Vec<EditionView> {
    let view = |one: Edition| EditionView {
        code: one.code(),
        label: label(one).to_owned(),
        lang: if one == Edition::En { "en" } else { "zh-Hans" },
        hreflang: one.hreflang(),
        href: href(one),
        current: one == current,
    };
    Edition::ALL.into_iter().map(view).collect()
}

fn label(edition: Edition) -> &'static str {
    match edition {
        Edition::Zh => "中文",
        Edition::En => "English",
        _ => "对照",
    }
}

fn page(ctx: &RenderContext, at: usize, topic: Option<&Topic>, edition: Edition) -> PageView {
    let bitext = &ctx.site.bitexts[at];
    let place = ctx.site.places.get(at).copied().flatten();
    let position = topic.zip(place.and_then(|place| place.position));
    let beside = |step: isize, key: &str| -> Option<PageLink> {
        let (topic, n) = position?;
        let other = &ctx.site.bitexts[*topic.excerpts.get(n.checked_add_signed(step)?)?];
        let name = file(other);
        let mut link = link(ctx, other, edition, encode(name.rsplit('/').next().unwrap_or(&name)));
        link.title = SaidView::new(edition, &ctx.texts.fill(key, &[("title", titles(other))]));
        Some(link)
    };
    let place = position.map(|(topic, n)| {
        let title = topic_title(ctx, topic);
        let said = ctx.texts.count("position", &[("n", n + 1), ("m", topic.excerpts.len())]);
        Both::from_fn(|lang| WhereView { topic: escape(title.get(lang)), position: escape(said.get(lang)) })
    });
    PageView {
        address: bitext.address.to_string(),
        title: SaidView::new(edition, &titles(bitext)),
        summary: summaries(bitext).map(|text| SaidView::new(edition, &text)),
        stale: stale(ctx, &ctx.proof.pages[at].header.accepted),
        place,
        up: "index.html".to_owned(),
        cite: (!bitext.is_index()).then(|| Both::from_fn(|lang| cite::view(ctx, at, lang))),
        prev: beside(-1, "previous"),
        next: beside(1, "next"),
    }
}

/// What readers are told of a translation that has fallen behind.
fn stale(ctx: &RenderContext, accepted: &Accepted) -> Option<Both<String>> {
    let is_stale = matches!(accepted, Accepted::Stale(_));
    is_stale.then(|| ctx.texts.get("stale").as_ref().map(|text| escape(text)))
}

fn topic_list(ctx: &RenderContext, topic: Option<&Topic>, edition: Edition) -> Vec<PageLink> {
    let excerpts = topic.map_or(&[][..], |topic| &topic.excerpts);
    excerpts
        .iter()
        .map(|at| {
            let name = file(&ctx.site.bitexts[*at]);
            link(ctx, &ctx.site.bitexts[*at], edition, encode(name.rsplit('/').next().unwrap_or(&name)))
        })
        .collect()
}

/// The excerpts of each topic, for the first page of an edition.
pub fn home_lists(ctx: &RenderContext, edition: Edition) -> Vec<Vec<PageLink>> {
    let whole = |at: &usize| {
        let bitext = &ctx.site.bitexts[*at];
        link(ctx, bitext, edition, encode(&file(bitext)))
    };
    ctx.site.topics.iter().map(|topic| topic.excerpts.iter().map(whole).collect()).collect()
}

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
    let draw = |edition: Edition| {
        chart::group(figures, &chart::Pen { texts: &ctx.texts, edition, root, data: &data })
    };
    FiguresView { zh: draw(Edition::Zh), en: draw(Edition::En), parallel: draw(Edition::Parallel) }
}

/// The passage after which each figure stands: the first whose quotation holds most of its values.
fn supports(bitext: &Bitext, figures: &[Figure]) -> Vec<usize> {
    let texts: Vec<String> = bitext
        .passages
        .iter()
        .map(|passage| match bitext.blocks(passage).zh {
            Some(block) if matches!(block.kind, BlockKind::Quote(_)) => text_of(block),
            _ => String::new(),
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
    let evidence = proof.quotes.iter().filter_map(|quoted| match quoted {
        Quoted::Found(quotation) => {
            Some(evidence::view(&ctx.site.originals[quotation.original], quotation, &ctx.texts, lang))
        }
        _ => None,
    });
    SideView { lang: lang.tag(), html: made.html, evidence: evidence.collect(), notes: made.notes }
}
