//! The page of an original: the whole text, excerpted runs marked and linked both ways.

use crate::base::diagnostic::Diagnostic;
use crate::base::url::encode;
use crate::model::config::Localized;
use crate::model::original::{Original, Paragraph};
use crate::model::output::{Edition, Output};
use crate::model::proof::Coverage;
use crate::render::address::file;
use crate::render::chart::coverage_bar::{self, CoverageBar};
use crate::render::context::RenderContext;
use crate::render::html::text::quoted_html;
use crate::render::links::original_link;
use crate::render::names::{as_typed, original_name, original_sign, titles, topic_title};
use crate::render::pages::root::{self, said};
use crate::render::view::SaidView;
use serde::Serialize;

/// What the template sees of an original.
#[derive(Serialize)]
struct OriginalView {
    id: String,
    sign: String,
    title: SaidView,
    short: SaidView,
    issuer: Option<SaidView>,
    date: Option<String>,
    note: Option<SaidView>,
    extent: SaidView,
    as_typed: bool,
    lines: Vec<LineView>,
    paragraphs: Vec<ParagraphView>,
    aside: Vec<AsideView>,
}

#[derive(Serialize)]
struct LineView {
    title: SaidView,
    href: String,
    bar: CoverageBar,
}

#[derive(Serialize)]
struct ParagraphView {
    number: usize,
    html: String,
    /// A short line: a heading, a caption, a signature.
    is_line: bool,
    used: Vec<UsedView>,
}

#[derive(Serialize)]
struct UsedView {
    title: SaidView,
    href: String,
    number: usize,
}

#[derive(Serialize)]
struct AsideView {
    paragraphs: String,
    href: String,
    reason: SaidView,
}

/// The list of originals.
pub fn index(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let path = "originals/index.html";
    let title = Edition::Both.plain(&ctx.texts.get("originals"));
    let mut context = root::context(ctx, &title, path);
    let list: Vec<_> = (0..ctx.site.originals.len())
        .map(|at| original_link(ctx.site, ctx.proof, &ctx.texts, at, Edition::Both))
        .collect();
    context.insert("originals", &list);
    Ok(vec![Output::text(path, ctx.templates.render("originals.html", &context)?)])
}

/// The page of an original.
pub fn one(ctx: &RenderContext, at: usize) -> Result<Vec<Output>, Box<Diagnostic>> {
    let original = &ctx.site.originals[at];
    let path = format!("originals/{}.html", original.id);
    let title = Edition::Both.plain(&original_name(original));
    let mut context = root::context(ctx, &title, &path);
    context.insert("original", &view(ctx, at));
    Ok(vec![Output::text(path, ctx.templates.render("original.html", &context)?)])
}

fn view(ctx: &RenderContext, at: usize) -> OriginalView {
    let original = &ctx.site.originals[at];
    let header = &original.header;
    let coverage = &ctx.proof.coverage[at];
    let of = |text: &Localized| said(&text.clone().into());
    let half_width = as_typed(original);
    OriginalView {
        id: original.id.clone(),
        sign: original_sign(original),
        title: of(&header.title),
        short: said(&original_name(original)),
        issuer: header.issuer.as_ref().map(of),
        date: header.date.clone(),
        note: header.note.as_ref().map(of),
        extent: said(&coverage_bar::extent(ctx.site, ctx.proof, &ctx.texts, at, "extent_value")),
        as_typed: half_width,
        lines: ctx
            .site
            .topics
            .iter()
            .enumerate()
            .map(|(number, topic)| LineView {
                title: said(&topic_title(ctx.site, topic)),
                href: format!("parallel/{}/index.html", encode(&topic.folder)),
                bar: coverage_bar::bar(ctx.site, ctx.proof, at, number, Edition::Both, &ctx.texts),
            })
            .collect(),
        paragraphs: original
            .paragraphs
            .iter()
            .map(|one| paragraph(ctx, original, coverage, one, half_width))
            .collect(),
        aside: header
            .aside
            .iter()
            .map(|aside| AsideView {
                paragraphs: aside.paragraphs.replace('-', "–"),
                href: first_of(&aside.paragraphs),
                reason: of(&aside.reason),
            })
            .collect(),
    }
}

fn first_of(paragraphs: &str) -> String {
    let number: String = paragraphs.trim().chars().take_while(char::is_ascii_digit).collect();
    format!("#p{number}")
}

fn paragraph(
    ctx: &RenderContext,
    original: &Original,
    coverage: &Coverage,
    one: &Paragraph,
    half_width: bool,
) -> ParagraphView {
    let text: &str = &original.source.text;
    let mut html = String::new();
    let mut from = one.span.start;
    for run in coverage.covered_in(one.folded.clone()) {
        let (start, end) = (run.start.max(one.folded.start), run.end.min(one.folded.end));
        let span = original.span(start..end);
        html.push_str(&quoted_html(&text[from..span.start], half_width));
        html.push_str("<mark class=\"run\">");
        html.push_str(&quoted_html(&text[span.range()], half_width));
        html.push_str("</mark>");
        from = span.end;
    }
    html.push_str(&quoted_html(&text[from..one.span.end], half_width));
    let mut used: Vec<(usize, usize)> =
        coverage.touching(one.folded.clone()).map(|used| (used.bitext, used.passage)).collect();
    used.sort_unstable();
    used.dedup();
    let used = used.into_iter().map(|(bitext, passage)| {
        let bitext = &ctx.site.bitexts[bitext];
        UsedView {
            title: said(&titles(bitext)),
            href: format!("parallel/{}#{}", encode(&file(bitext)), bitext.passages[passage].id),
            number: bitext.passages[passage].number,
        }
    });
    let words = text[one.span.range()].trim();
    let is_line = words.chars().count() <= 40 && !words.ends_with(['。', '！', '？', '；', ';', '”']);
    ParagraphView { number: one.number, html: html.trim().to_owned(), is_line, used: used.collect() }
}
