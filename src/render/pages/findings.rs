//! What was checked: a page of rules, findings, waivers and coverage, and a page for each rule.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::{Both, Lang};
use crate::base::source::Source;
use crate::model::bitext::Bitext;
use crate::model::lock::HEADER;
use crate::model::output::{Edition, Output};
use crate::model::page::BlockKind;
use crate::model::proof::{Accepted, PageProof, PassageProof, Quoted};
use crate::parse::markdown;
use crate::render::address::{file, original_href};
use crate::render::chart::coverage_bar;
use crate::render::context::RenderContext;
use crate::render::html::plain_blocks;
use crate::render::names::{original_name, original_sign};
use crate::render::pages::root::{self, prose, said};
use crate::render::view::SaidView;
use crate::report::Index;
use crate::rules::RULES;
use crate::rules::rule::Fence;

type Outputs = Result<Vec<Output>, Box<Diagnostic>>;

#[derive(Serialize)]
struct RuleView {
    name: &'static str,
    title: SaidView,
    /// `error`, `warning`, `note` or `off`.
    level: &'static str,
    level_text: SaidView,
    default_text: SaidView,
    lowered: bool,
    /// How many things the rule looked at, where that can be counted.
    items: Option<usize>,
    found: usize,
    text: SaidView,
    bad: Vec<FenceView>,
    good: Vec<FenceView>,
}

#[derive(Serialize)]
struct FenceView {
    file: String,
    text: String,
}

#[derive(Serialize)]
struct FindingView {
    rule: &'static str,
    level: &'static str,
    level_text: SaidView,
    message: SaidView,
    place: String,
    reason: Option<SaidView>,
}

#[derive(Serialize)]
struct CoverageView {
    sign: String,
    name: SaidView,
    href: String,
    extent: SaidView,
}

#[derive(Serialize)]
struct LinkView {
    href: String,
    name: String,
}

/// Renders the page of findings and the pages of rules.
pub fn render(ctx: &RenderContext) -> Outputs {
    let rules = rules(ctx);
    let mut made = vec![overview(ctx, &rules)?];
    for rule in &rules {
        made.push(manual(ctx, rule)?);
    }
    Ok(made)
}

fn overview(ctx: &RenderContext, rules: &[RuleView]) -> Result<Output, Box<Diagnostic>> {
    let title = Edition::Both.plain(&ctx.texts.get("findings"));
    let mut context = root::context(ctx, &title, "findings.html");
    let checked = ctx.checked;
    let all = checked.findings.iter().chain(checked.waived.iter().map(|one| &one.finding));
    let index = Index::new(all, &ctx.site.sources);
    let findings: Vec<FindingView> =
        checked.findings.iter().map(|one| finding(ctx, &index, one, None)).collect();
    let waived: Vec<FindingView> =
        checked.waived.iter().map(|one| finding(ctx, &index, &one.finding, Some(&one.reason))).collect();
    let coverage: Vec<CoverageView> = ctx
        .site
        .originals
        .iter()
        .enumerate()
        .map(|(at, original)| CoverageView {
            sign: original_sign(original),
            name: said(&original_name(original)),
            href: original_href(&original.id),
            extent: said(&coverage_bar::extent(ctx.site, ctx.proof, &ctx.texts, at, "original_summary")),
        })
        .collect();
    let mut unaccepted: Vec<LinkView> = Vec::new();
    for (bitext, page) in ctx.site.bitexts.iter().zip(&ctx.proof.pages) {
        let page_file = match bitext.address.as_ref() {
            "_index" => "index.html".to_owned(),
            _ => file(bitext),
        };
        let page_at = format!("parallel/{}", crate::base::url::encode(&page_file));
        let never = |proof: &PassageProof| proof.accepted == Accepted::Never;
        let header = never(&page.header).then_some((HEADER, page_at.clone()));
        let passages = bitext.passages.iter().zip(&page.passages).filter(|(_, proof)| never(proof));
        let passages = passages.map(|(one, _)| (one.id.as_str(), format!("{page_at}#{}", one.id)));
        let link = |(id, href)| LinkView { href, name: format!("{}#{id}", bitext.address) };
        unaccepted.extend(header.into_iter().chain(passages).map(link));
    }
    context.insert("ordinary", &ordinary(ctx));
    context.insert("unlocked", &!ctx.site.lock.exists);
    context.insert("unaccepted", &unaccepted);
    context.insert("rules", rules);
    context.insert("findings", &findings);
    context.insert("waived", &waived);
    context.insert("coverage", &coverage);
    Ok(Output::text("findings.html", ctx.templates.render("findings.html", &context)?))
}

/// The pages with quotations that quote no document, as `original: none` says.
fn ordinary(ctx: &RenderContext) -> Vec<LinkView> {
    let is_ordinary = |page: &PageProof| {
        page.passages.iter().flat_map(|one| &one.quotes).any(|one| one.quoted == Quoted::Ordinary)
    };
    let pages = ctx.site.bitexts.iter().zip(&ctx.proof.pages).filter(|(_, page)| is_ordinary(page));
    let link = |bitext: &Bitext| {
        let file = match bitext.address.as_ref() {
            "_index" => "index.html".to_owned(),
            _ => file(bitext),
        };
        let name = bitext.address.to_string();
        LinkView { href: format!("parallel/{}", crate::base::url::encode(&file)), name }
    };
    pages.map(|(bitext, _)| link(bitext)).collect()
}

fn manual(ctx: &RenderContext, rule: &RuleView) -> Result<Output, Box<Diagnostic>> {
    let path = format!("rules/{}.html", rule.name);
    let mut context = root::context(ctx, rule.name, &path);
    context.insert("rule", rule);
    Ok(Output::text(path, ctx.templates.render("rule.html", &context)?))
}

fn level_name(level: Level) -> (&'static str, &'static str) {
    match level {
        Level::Error => ("error", "error"),
        Level::Warning => ("warn", "warning"),
        Level::Note => ("note", "note_level"),
        Level::Off => ("off", "off"),
    }
}

fn rules(ctx: &RenderContext) -> Vec<RuleView> {
    let items = items(ctx);
    RULES
        .iter()
        .map(|rule| {
            let manual = rule.read_manual();
            let level = ctx.site.config.rules.get(rule.name).copied().unwrap_or(rule.level);
            RuleView {
                name: rule.name,
                title: said(&manual.title),
                level: level_name(level).0,
                level_text: said(&ctx.texts.get(level_name(level).1)),
                default_text: said(&ctx.texts.get(level_name(rule.level).1)),
                lowered: level != rule.level,
                items: items.get(rule.name).copied(),
                found: ctx.checked.findings.iter().filter(|one| one.rule == rule.name).count(),
                text: explained(&manual.text),
                bad: manual.bad.iter().map(fence).collect(),
                good: manual.good.iter().map(fence).collect(),
            }
        })
        .collect()
}

/// A rule's explanation as HTML of both sides; its Markdown is the program's own.
fn explained(text: &Both<String>) -> SaidView {
    let html = |lang: Lang| {
        let source = Source::new("manual", text.get(lang));
        plain_blocks(&markdown::parse(&source, 0, lang).0.blocks, lang)
    };
    let (zh, en) = (html(Lang::Zh), html(Lang::En));
    SaidView {
        html: format!("<div lang=\"zh-Hans\">{zh}</div><div lang=\"en\">{en}</div>"),
        plain: String::new(),
        zh,
        en,
    }
}

fn fence(fence: &Fence) -> FenceView {
    let file = match fence.file.as_str() {
        "zh" => "page.zh.md",
        "en" => "page.en.md",
        "original" => "originals/original.md",
        "glossary" => "glossary.yaml",
        "indicators" => "indicators.yaml",
        "corrections" => "corrections.yaml",
        "site" => "site.yaml",
        "lock" => "duizhao.lock",
        other => other,
    };
    FenceView { file: file.to_owned(), text: fence.text.clone() }
}

/// How many things the countable rules looked at.
fn items(ctx: &RenderContext) -> BTreeMap<&'static str, usize> {
    let passages = ctx.proof.pages.iter().flat_map(|page| &page.passages);
    let mut items = BTreeMap::new();
    let (mut quotes, mut terms) = (0, 0);
    for passage in passages {
        quotes += passage.quotes.iter().filter(|one| one.quoted != Quoted::Ordinary).count();
        terms += passage.terms.len();
    }
    let figures = ctx.proof.pages.iter().flat_map(|page| &page.passages).flat_map(|passage| &passage.figures);
    items.insert("figure-mismatch", figures.map(|one| one.compared.pairs.len()).sum());
    items.insert("quote-not-found", quotes);
    items.insert("quote-ambiguous", quotes);
    items.insert("term-not-followed", terms);
    items.insert("term-forbidden", terms);
    let pairs = ctx.site.bitexts.iter().map(|bitext| bitext.passages.len()).sum();
    items.insert("passage-unpaired", pairs);
    items.insert("text-untranslated", pairs);
    items.insert("translation-missing", ctx.site.bitexts.len());
    items.insert("original-uncovered", ctx.site.originals.iter().map(|one| one.paragraphs.len()).sum());
    let blocks = ctx
        .site
        .bitexts
        .iter()
        .flat_map(|one| one.pages.zh.body.blocks.iter().chain(&one.pages.en.body.blocks));
    items.insert(
        "punctuation-width",
        blocks.filter(|block| !matches!(block.kind, BlockKind::Quote(_))).count(),
    );
    items
}

fn finding(
    ctx: &RenderContext,
    index: &Index,
    one: &Diagnostic,
    reason: Option<&Both<String>>,
) -> FindingView {
    let place = &one.primary.place;
    let line = index.place(place).0.line;
    FindingView {
        rule: one.rule,
        level: level_name(one.level).0,
        level_text: said(&ctx.texts.get(level_name(one.level).1)),
        message: prose(&one.message),
        place: format!("{}:{line}", place.path),
        reason: reason.map(prose),
    }
}
