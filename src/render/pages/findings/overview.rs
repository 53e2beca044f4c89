//! The page of what was checked.

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::model::bitext::Bitext;
use crate::model::lock::HEADER;
use crate::model::output::{Edition, Output};
use crate::render::address::{original_href, page_file};
use crate::render::anchor::PagePlaces;
use crate::render::chart::coverage_bar;
use crate::render::context::RenderContext;
use crate::render::names::{original_name, original_sign};
use crate::render::pages::findings::items;
use crate::render::pages::findings::levels::level_name;
use crate::render::pages::root::{self, prose, text_view};
use crate::render::pages::tally::{self, Tally, emphasized};
use crate::render::view::TextView;
use crate::report::LineIndex;

#[derive(Serialize)]
struct FindingView {
    rule: &'static str,
    level: &'static str,
    level_text: TextView,
    message: TextView,
    place: String,
    href: Option<String>,
    reason: Option<TextView>,
}

#[derive(Serialize)]
struct CoverageView {
    sign: String,
    name: TextView,
    href: String,
    extent: TextView,
    share: usize,
}

#[derive(Serialize)]
struct LinkView {
    href: String,
    name: String,
}

/// Renders the page.
pub(crate) fn render(ctx: &RenderContext) -> Result<Output, Box<Diagnostic>> {
    let title = Edition::Both.plain(&ctx.texts.get("findings"));
    let mut values = root::values(ctx, &title, "findings.html")?;
    let tally = tally::of(ctx);
    values.insert("verdict", &verdict(ctx, &tally));
    values.insert("proves", &proves(ctx, &tally));
    values.insert("proves_not", &proves_not(ctx, &tally));
    values.insert("coverage", &coverage(ctx));
    values.insert("groups", &items::groups(ctx));
    values.insert("ordinary", &ordinary(ctx));
    values.insert("unlocked", &!ctx.site.lock.exists);
    values.insert("unaccepted", &unaccepted(ctx));
    let all = ctx.checked.findings.iter().chain(ctx.checked.waived.iter().map(|one| &one.finding));
    // Of pages it is known where a finding stands, and they are not read again.
    let elsewhere = all.filter(|one| ctx.site.page_of(&one.primary.place.path).is_none());
    let index = LineIndex::new(elsewhere, &ctx.site.sources);
    let mut places = PagePlaces::new(ctx.site, ctx.proof).knowing(ctx.places);
    let found = ctx.checked.findings.iter().map(|one| finding(ctx, (&index, &mut places), one, None));
    values.insert("findings", &found.collect::<Vec<_>>());
    let waived = ctx.checked.waived.iter();
    let waived = waived.map(|one| finding(ctx, (&index, &mut places), &one.finding, Some(&one.reason)));
    values.insert("waived", &waived.collect::<Vec<_>>());
    ctx.page("findings.html", "findings.html", &values)
}

/// What it came to, in a sentence of each language with figures first; HTML.
fn verdict(ctx: &RenderContext, tally: &Tally) -> Both<String> {
    let counted = [("verdict_figures", tally.figures), ("verdict_quotes", tally.quotations)];
    let counted = counted.into_iter().filter(|(_, n)| *n > 0);
    let parts: Vec<Both<String>> = counted.map(|(key, n)| ctx.texts.count(key, &[("n", n)])).collect();
    let list = Both {
        zh: parts.iter().map(|one| one.zh.as_str()).collect::<Vec<_>>().join("，"),
        en: parts.iter().map(|one| one.en.as_str()).collect::<Vec<_>>().join(", "),
    };
    let end = ctx.texts.count("verdict_end", &[("faults", tally.faults), ("waived", tally.waived)]);
    let key = if parts.is_empty() { "verdict_none" } else { "verdict" };
    let sentence = ctx.texts.fill(key, &[("list", list), ("end", end)]);
    sentence.as_ref().map(|text| emphasized(text))
}

/// What the checks prove, as far as there was something to check.
fn proves(ctx: &RenderContext, tally: &Tally) -> Vec<TextView> {
    let charts = ctx.site.bitexts.iter().any(|one| !one.pages.zh.header.figures.is_empty());
    let all: [(&str, bool, &[&str]); 5] = [
        ("proves_figures", tally.figures > 0, &["figure-mismatch"]),
        ("proves_quotes", tally.quotations > 0, &["quote-not-found"]),
        ("proves_charts", charts, &["figure-unsupported"]),
        ("proves_passages", !ctx.site.bitexts.is_empty(), &["passage-unpaired", "translation-missing"]),
        ("proves_terms", tally.terms > 0, &["term-not-followed", "term-forbidden"]),
    ];
    let holds = |rules: &[&str]| rules.iter().all(|rule| holds(ctx, rule));
    let all = all.into_iter().filter(|(_, is_there, rules)| *is_there && holds(rules));
    all.map(|(key, ..)| prose(&ctx.texts.get(key))).collect()
}

/// Whether a rule looked and found nothing.
fn holds(ctx: &RenderContext, rule: &str) -> bool {
    let is_off = ctx.site.config.rules.get(rule) == Some(&Level::Off);
    !is_off && ctx.checked.findings.iter().all(|one| one.rule != rule)
}

/// What they do not prove.
fn proves_not(ctx: &RenderContext, tally: &Tally) -> Vec<TextView> {
    let quoted = tally.quotations > 0;
    let all = [("not_true", quoted), ("not_meaning", true), ("not_print", quoted)];
    all.into_iter().filter(|(_, is)| *is).map(|(key, _)| prose(&ctx.texts.get(key))).collect()
}

fn coverage(ctx: &RenderContext) -> Vec<CoverageView> {
    let view = |(at, original): (usize, &std::sync::Arc<crate::model::original::Original>)| CoverageView {
        sign: original_sign(original),
        name: text_view(&original_name(original)),
        href: original_href(&original.id),
        extent: text_view(&coverage_bar::extent(ctx.site, ctx.proof, &ctx.texts, at, "original_summary")),
        share: coverage_bar::share(ctx.proof, original, at),
    };
    ctx.site.originals.iter().enumerate().map(view).collect()
}

/// Passages and headers whose translation nobody accepted.
fn unaccepted(ctx: &RenderContext) -> Vec<LinkView> {
    let link = |bitext: &Bitext, id: &str| {
        let page = format!("parallel/{}", page_file(bitext));
        let href = if id == HEADER { page } else { format!("{page}#{id}") };
        LinkView { href, name: format!("{}#{id}", bitext.address) }
    };
    let pages = ctx.site.bitexts.iter().zip(&ctx.proof.digests);
    pages.flat_map(|(bitext, page)| page.unaccepted.iter().map(move |id| link(bitext, id))).collect()
}

/// The pages with quotations that quote no document, as `original: none` says.
fn ordinary(ctx: &RenderContext) -> Vec<LinkView> {
    let pages = ctx.site.bitexts.iter().zip(&ctx.proof.digests).filter(|(_, page)| page.has_ordinary);
    let link = |bitext: &Bitext| {
        let name = bitext.address.to_string();
        LinkView { href: format!("parallel/{}", page_file(bitext)), name }
    };
    pages.map(|(bitext, _)| link(bitext)).collect()
}

/// Where a reader sees what a finding is about: the sentence where it has an address, else the passage or the page.
fn href(ctx: &RenderContext, places: &mut PagePlaces, finding: &Diagnostic) -> Option<String> {
    let labels = std::iter::once(&finding.primary).chain(&finding.related);
    let anchors = labels.filter_map(|one| places.of(&one.place));
    // A label that leads to a sentence says more than one that leads to all of the passage.
    let best = anchors.reduce(|best, one| {
        let is_finer = one.bitext == best.bitext
            && one.id.strip_prefix(&best.id).is_some_and(|rest| rest.starts_with('.'));
        if is_finer { one } else { best }
    })?;
    let page = format!("parallel/{}", page_file(&ctx.site.bitexts[best.bitext]));
    Some(if best.id.is_empty() { page } else { format!("{page}#{}", best.id) })
}

fn finding(
    ctx: &RenderContext,
    (index, places): (&LineIndex, &mut PagePlaces),
    one: &Diagnostic,
    reason: Option<&Both<String>>,
) -> FindingView {
    let place = &one.primary.place;
    let line = places.of(place).map_or_else(|| index.place(place).0.line, |one| one.line);
    FindingView {
        rule: one.rule,
        level: level_name(one.level).0,
        level_text: text_view(&ctx.texts.get(level_name(one.level).1)),
        message: prose(&one.message),
        place: format!("{}:{line}", place.path),
        href: href(ctx, places, one),
        reason: reason.map(prose),
    }
}
