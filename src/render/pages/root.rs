//! The pages at the root, in both languages: cover, originals, glossary, search, 404; and the files
//! beside them.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use crate::assemble::links::{self, Target};
use crate::base::diagnostic::Diagnostic;
use crate::base::lang::{Both, Lang};
use crate::model::output::{Edition, Output};
use crate::model::page::{Inline, Mark};
use crate::render::RenderContext;
use crate::render::chart::coverage_bar::{self, CoverageBar};
use crate::render::html::text::{TextWriter, is_han};
use crate::render::pages::{self, head};
use crate::render::view::{SaidView, TopicLink};

type Outputs = Result<Vec<Output>, Box<Diagnostic>>;

/// A context for a page at the root; `depth` folders below it.
pub fn context(ctx: &RenderContext, title: &str, path: &str) -> Context {
    let mut context = ctx.shared(Edition::Both);
    pages::place_at_root(&mut context, path.matches('/').count());
    context.insert("head", &head::of_root(ctx, title, path));
    context
}

/// A line of the cover's score: a topic across all originals.
#[derive(Serialize)]
struct TopicRow {
    topic: TopicLink,
    staves: Vec<CoverageBar>,
}

/// The cover.
pub fn cover(ctx: &RenderContext) -> Outputs {
    let site = ctx.site;
    let mut context = context(ctx, "", "");
    let shown = if site.originals.len() > pages::FEW { 0 } else { site.originals.len() };
    let lines: Vec<TopicRow> = site
        .topics
        .iter()
        .enumerate()
        .map(|(number, topic)| TopicRow {
            topic: TopicLink {
                folder: topic.folder.clone(),
                title: SaidView::new(Edition::Both, &pages::topic_title(ctx, topic)),
                href: format!("{}/index.html", crate::base::url::encode(&topic.folder)),
                count: SaidView::new(
                    Edition::Both,
                    &ctx.texts.count("count_pages", &[("n", topic.excerpts.len())]),
                ),
            },
            staves: (0..shown)
                .map(|at| coverage_bar::stave(site, ctx.proof, at, number, Edition::Both, &ctx.texts))
                .collect(),
        })
        .collect();
    context.insert("lines", &lines);
    if let Some(at) = site.position("_index") {
        context.insert("passages", &pages::passages(ctx, at, ""));
        let summary = pages::summaries(&site.bitexts[at]);
        context.insert("summary", &summary.map(|text| SaidView::new(Edition::Both, &text)));
    }
    let terms = ctx.texts.count("terms_count", &[("n", site.glossary.terms.len())]);
    context.insert("terms_count", &SaidView::new(Edition::Both, &terms));
    Ok(vec![Output::text("index.html", ctx.templates.render("cover.html", &context)?)])
}

/// The search page.
pub fn search(ctx: &RenderContext) -> Outputs {
    let title = Edition::Both.plain(&ctx.texts.get("search"));
    let context = context(ctx, &title, "search.html");
    Ok(vec![Output::text("search.html", ctx.templates.render("search.html", &context)?)])
}

/// The one page that may be shown under any address: no asset, no relative link.
pub fn not_found(ctx: &RenderContext) -> Outputs {
    let title = Edition::Both.plain(&ctx.texts.get("not_found"));
    let mut context = context(ctx, &title, "404.html");
    context.insert("contents_href", &head::absolute(ctx, "index.html"));
    Ok(vec![Output::text("404.html", ctx.templates.render("404.html", &context)?)])
}

/// Style sheet, scripts and what else stands below `templates/assets/`.
pub fn assets(ctx: &RenderContext) -> Vec<Output> {
    ctx.templates.assets().map(|(name, text)| Output::text(name, text)).collect()
}

/// The first page of each edition: the cover's introduction and the list of all excerpts.
pub fn homes(ctx: &RenderContext) -> Outputs {
    let cover = ctx.site.position("_index");
    let passages = cover.map(|at| pages::passages(ctx, at, "../")).unwrap_or_default();
    let mut outputs = Vec::new();
    for edition in Edition::ALL {
        let mut context = ctx.shared(edition);
        pages::place(&mut context, edition, "index.html");
        context.insert("here", "");
        context.insert("is_index", &true);
        context.insert("head", &head::of_home(ctx, cover.map(|at| &*ctx.site.bitexts[at]), edition));
        context.insert("passages", &passages);
        context.insert("lists", &pages::home_lists(ctx, edition));
        let summary = cover.and_then(|at| pages::summaries(&ctx.site.bitexts[at]));
        context.insert("summary", &summary.map(|text| SaidView::new(edition, &text)));
        let text = ctx.templates.render("home.html", &context)?;
        outputs.push(Output::text(format!("{}/index.html", edition.code()), text));
    }
    Ok(outputs)
}

/// Files under `content/` that a page shows or links to, and no others.
pub fn linked(ctx: &RenderContext) -> Vec<Output> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for bitext in &ctx.site.bitexts {
        for page in [&bitext.pages.zh, &bitext.pages.en] {
            for prose in page.body.blocks.iter().flat_map(|block| block.proses()) {
                for inline in &prose.inlines {
                    let (Inline::Open(Mark::Link(link)) | Inline::Open(Mark::Image(link))) = inline else {
                        continue;
                    };
                    if let Target::Asset(path) = links::resolve(ctx.site, &bitext.address, &link.target) {
                        wanted.insert(path);
                    }
                }
            }
        }
    }
    let assets = ctx.site.assets.iter().filter_map(|asset| {
        let path = asset.below_content();
        let bytes = wanted.contains(path).then(|| asset.bytes.clone())?;
        Some(Output { path: format!("assets/{path}"), bytes: bytes.to_vec() })
    });
    assets.collect()
}

/// A sentence on a page at the root: each run in the other language has its `lang`, and a sentence
/// that is the same for both languages stands once. Not for attributes.
pub fn prose(text: &Both<String>) -> SaidView {
    let written = |lang: Lang, text: &str| {
        let mut out = String::new();
        TextWriter { lang, half_width: false }.write(text, &mut out);
        out
    };
    let (zh, en) = (written(Lang::Zh, &text.zh), written(Lang::En, &text.en));
    let html = if text.zh != text.en {
        format!("<span lang=\"zh-Hans\">{zh}</span> <span lang=\"en\">{en}</span>")
    } else if mostly_han(&text.zh) {
        format!("<span lang=\"zh-Hans\">{zh}</span>")
    } else {
        format!("<span lang=\"en\">{en}</span>")
    };
    SaidView { zh, en, html, plain: Edition::Both.plain(text) }
}

fn mostly_han(text: &str) -> bool {
    let han = text.chars().filter(|&c| is_han(c)).count();
    han * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// A text on a page at the root.
pub fn said(text: &Both<String>) -> SaidView {
    SaidView::new(Edition::Both, text)
}
