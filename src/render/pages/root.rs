//! The pages at the root, in both languages: cover, originals, glossary, search, 404; and the files
//! beside them.

use std::collections::BTreeSet;

use serde::Serialize;
use tera::Context;

use crate::assemble::links;
use crate::assemble::links::Target;
use crate::base::diagnostic::Diagnostic;
use crate::base::lang::Both;
use crate::base::lang::Lang;
use crate::model::output::Edition;
use crate::model::output::Output;
use crate::model::page::Inline;
use crate::model::page::Mark;
use crate::render::Stage;
use crate::render::chart::coverage_bar;
use crate::render::chart::coverage_bar::Stave;
use crate::render::html::text::Leaf;
use crate::render::html::text::is_han;
use crate::render::pages;
use crate::render::pages::head;
use crate::render::view::SaidView;
use crate::render::view::TopicLink;

type Made = Result<Vec<Output>, Box<Diagnostic>>;

/// A context for a page at the root; `depth` folders below it.
pub fn context(stage: &Stage, title: &str, path: &str) -> Context {
    let mut context = stage.shared(Edition::Both);
    pages::place_at_root(&mut context, path.matches('/').count());
    context.insert("head", &head::of_root(stage, title, path));
    context
}

/// A line of the cover's score: a topic across all originals.
#[derive(Serialize)]
struct Line {
    topic: TopicLink,
    staves: Vec<Stave>,
}

/// The cover.
pub fn cover(stage: &Stage) -> Made {
    let site = stage.site;
    let mut context = context(stage, "", "");
    let shown = if site.originals.len() > pages::FEW { 0 } else { site.originals.len() };
    let lines: Vec<Line> = site
        .topics
        .iter()
        .enumerate()
        .map(|(number, topic)| Line {
            topic: TopicLink {
                folder: topic.folder.clone(),
                title: SaidView::new(Edition::Both, &pages::topic_title(stage, topic)),
                href: format!("{}/index.html", crate::assemble::links::encode(&topic.folder)),
                count: SaidView::new(
                    Edition::Both,
                    &stage.texts.count("count_pages", &[("n", topic.excerpts.len())]),
                ),
            },
            staves: (0..shown)
                .map(|at| coverage_bar::stave(site, stage.proof, at, number, Edition::Both, &stage.texts))
                .collect(),
        })
        .collect();
    context.insert("lines", &lines);
    if let Some(at) = site.position("_index") {
        context.insert("passages", &pages::passages(stage, at, ""));
        let summary = pages::summaries(&site.bitexts[at]);
        context.insert("summary", &summary.map(|text| SaidView::new(Edition::Both, &text)));
    }
    let terms = stage.texts.count("terms_count", &[("n", site.glossary.terms.len())]);
    context.insert("terms_count", &SaidView::new(Edition::Both, &terms));
    Ok(vec![Output::text("index.html", stage.templates.render("cover.html", &context)?)])
}

/// The search page.
pub fn search(stage: &Stage) -> Made {
    let title = Edition::Both.plain(&stage.texts.get("search"));
    let context = context(stage, &title, "search.html");
    Ok(vec![Output::text("search.html", stage.templates.render("search.html", &context)?)])
}

/// The one page that may be shown under any address: no asset, no relative link.
pub fn not_found(stage: &Stage) -> Made {
    let title = Edition::Both.plain(&stage.texts.get("not_found"));
    let mut context = context(stage, &title, "404.html");
    context.insert("contents_href", &head::absolute(stage, "index.html"));
    Ok(vec![Output::text("404.html", stage.templates.render("404.html", &context)?)])
}

/// Style sheet, scripts and what else stands below `templates/assets/`.
pub fn assets(stage: &Stage) -> Vec<Output> {
    stage.templates.assets().map(|(name, text)| Output::text(name, text)).collect()
}

/// The first page of each edition: the cover's introduction and the list of all excerpts.
pub fn homes(stage: &Stage) -> Made {
    let cover = stage.site.position("_index");
    let passages = cover.map(|at| pages::passages(stage, at, "../")).unwrap_or_default();
    let mut outputs = Vec::new();
    for edition in Edition::ALL {
        let mut context = stage.shared(edition);
        pages::place(&mut context, edition, "index.html");
        context.insert("here", "");
        context.insert("is_index", &true);
        context.insert("head", &head::of_home(stage, cover.map(|at| &*stage.site.bitexts[at]), edition));
        context.insert("passages", &passages);
        context.insert("lists", &pages::home_lists(stage, edition));
        let summary = cover.and_then(|at| pages::summaries(&stage.site.bitexts[at]));
        context.insert("summary", &summary.map(|text| SaidView::new(edition, &text)));
        let text = stage.templates.render("home.html", &context)?;
        outputs.push(Output::text(format!("{}/index.html", edition.code()), text));
    }
    Ok(outputs)
}

/// Files under `content/` that a page shows or links to, and no others.
pub fn linked(stage: &Stage) -> Vec<Output> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    for bitext in &stage.site.bitexts {
        for page in [&bitext.pages.zh, &bitext.pages.en] {
            for prose in page.body.blocks.iter().flat_map(|block| block.proses()) {
                for inline in &prose.inlines {
                    let (Inline::Open(Mark::Link(link)) | Inline::Open(Mark::Image(link))) = inline else {
                        continue;
                    };
                    if let Target::Asset(path) = links::resolve(stage.site, &bitext.address, &link.target) {
                        wanted.insert(path);
                    }
                }
            }
        }
    }
    let assets = stage.site.assets.iter().filter_map(|asset| {
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
        Leaf { lang, half_width: false }.write(text, &mut out);
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
