//! Ways between pages that quote the same document: from an excerpt to the comparisons of what it quotes
//! and back, and from an omission to the one page that quotes what was left out.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::assemble::links::{self, LinkTarget};
use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::kinds::Layout;
use crate::model::page::{Block, BlockKind, Inline, Mark};
use crate::model::proof::{Quotation, Use};
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::view::TieView;

/// How much of an omission a page must quote, in hundredths, to be where the rest stands: marks and
/// connecting words may be left out.
const COVERED: usize = 90;

fn is_comparison(bitext: &Bitext) -> bool {
    matches!(bitext.pages.zh.header.layout, Some(Layout::Comparison))
}

/// The pages that the editor leads to from a page: from all of it, or from one comparison of it.
pub struct Led {
    /// For each passage the part of the page that it stands in.
    parts: Vec<usize>,
    /// For each part the pages.
    pages: Vec<BTreeSet<usize>>,
}

impl Led {
    /// Looks through a page once.
    pub fn new(ctx: &RenderContext, at: usize) -> Led {
        let bitext = &ctx.site.bitexts[at];
        let mut led = Led { parts: Vec::with_capacity(bitext.passages.len()), pages: Vec::new() };
        let mut pages = BTreeSet::new();
        for passage in &bitext.passages {
            let block = bitext.blocks(passage).zh;
            if is_comparison(bitext) && block.is_some_and(is_heading) {
                led.pages.push(std::mem::take(&mut pages));
            }
            led.parts.push(led.pages.len());
            for inline in block.into_iter().flat_map(Block::proses).flat_map(|prose| &prose.inlines) {
                if let Inline::Open(Mark::Link(link)) = inline
                    && let LinkTarget::Page(page, ..) =
                        links::resolve(ctx.site, &bitext.address, &link.target)
                {
                    pages.extend(ctx.site.position(&page.address));
                }
            }
        }
        led.pages.push(pages);
        led
    }

    fn leads(&self, passage: usize, bitext: usize) -> bool {
        let pages = self.parts.get(passage).and_then(|part| self.pages.get(*part));
        pages.is_some_and(|pages| pages.contains(&bitext))
    }
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// The ways from a passage. `home` leads from the page to its edition's folder.
pub fn of(ctx: &RenderContext, (at, led): (usize, &Led), passage: usize, home: &str) -> Vec<TieView> {
    let Some(facts) = ctx.proof.pages[at].passages.get(passage) else { return Vec::new() };
    let mut ties = Vec::new();
    let mut add = |key: &str, place: (usize, usize)| {
        let (href, title) = target(ctx, place, home);
        let text = ctx.texts.fill(key, &[("title", Both::new("", ""))]);
        if !ties.iter().any(|one: &TieView| one.href == href) {
            ties.push(TieView { text: text.map(|text| text.trim().to_owned()), title, href });
        }
    };
    for quotation in facts.found() {
        for place in beside(ctx, (at, led), passage, quotation) {
            add(if is_comparison(&ctx.site.bitexts[at]) { "see_excerpt" } else { "see_comparison" }, place);
        }
    }
    if !is_comparison(&ctx.site.bitexts[at]) {
        for place in facts.found().flat_map(|quotation| rest(ctx, at, passage, quotation)) {
            add("see_rest", place);
        }
    }
    ties
}

/// Where a way leads, and what stands there: the heading of a comparison, else the title of the page.
fn target(ctx: &RenderContext, (bitext, passage): (usize, usize), home: &str) -> (String, Both<String>) {
    let page = &ctx.site.bitexts[bitext];
    let heading = if is_comparison(page) { heading(page, passage) } else { None };
    let id = &page.passages[heading.unwrap_or(passage)].id;
    let href = format!("{home}{}#{id}", encode(&file(page)));
    let words = heading.map(|at| {
        let blocks = page.blocks(&page.passages[at]);
        let text = |block: Option<&Block>| {
            block.map_or_else(String::new, |block| {
                block.proses().iter().map(|prose| prose.text.string.as_str()).collect()
            })
        };
        Both { zh: text(blocks.zh), en: text(blocks.en) }
    });
    (href, words.unwrap_or_else(|| titles(page)))
}

/// The heading that a passage stands under.
fn heading(bitext: &Bitext, passage: usize) -> Option<usize> {
    let is_heading = |at: &usize| {
        let block = bitext.blocks(&bitext.passages[*at]).zh;
        block.is_some_and(is_heading)
    };
    (0..=passage).rev().find(is_heading)
}

/// Passages of the other kind of page that quote the same, unless the editor already leads to their page.
fn beside(
    ctx: &RenderContext,
    (at, led): (usize, &Led),
    passage: usize,
    quotation: &Quotation,
) -> Vec<(usize, usize)> {
    let site = ctx.site;
    let own = &site.bitexts[at];
    let uses =
        quotation.runs.iter().flat_map(|run| ctx.proof.coverage[quotation.original].touching(run.clone()));
    let other =
        |one: &&Use| one.bitext != at && is_comparison(&site.bitexts[one.bitext]) != is_comparison(own);
    let mut places: Vec<(usize, usize)> = Vec::new();
    for one in uses.filter(other).filter(|one| !led.leads(passage, one.bitext)) {
        let is_new = |(bitext, before): &(usize, usize)| {
            let page = &site.bitexts[*bitext];
            *bitext != one.bitext
                || (is_comparison(page) && heading(page, *before) != heading(page, one.passage))
        };
        if places.iter().all(is_new) {
            places.push((one.bitext, one.passage));
        }
    }
    places
}

/// For each omission of a quotation the passage where the rest stands, if one page has it and no other.
fn rest(ctx: &RenderContext, at: usize, passage: usize, quotation: &Quotation) -> Vec<(usize, usize)> {
    let gaps = quotation.runs.windows(2).map(|pair| pair[0].end..pair[1].start);
    gaps.filter(|gap| !gap.is_empty())
        .filter_map(|gap| only(ctx, at, passage, quotation.original, gap))
        .collect()
}

fn only(
    ctx: &RenderContext,
    at: usize,
    passage: usize,
    original: usize,
    gap: Range<usize>,
) -> Option<(usize, usize)> {
    let uses: Vec<&Use> = ctx.proof.coverage[original]
        .touching(gap.clone())
        .filter(|one| (one.bitext, one.passage) != (at, passage))
        .filter(|one| !is_comparison(&ctx.site.bitexts[one.bitext]))
        .collect();
    let mut bitexts: Vec<usize> = uses.iter().map(|one| one.bitext).collect();
    bitexts.sort_unstable();
    bitexts.dedup();
    let covers = |bitext: &usize| {
        let own = uses.iter().filter(|one| one.bitext == *bitext);
        let inside = own.map(|one| one.run.end.min(gap.end).saturating_sub(one.run.start.max(gap.start)));
        inside.sum::<usize>() * 100 >= gap.len() * COVERED
    };
    let mut all = bitexts.into_iter().filter(covers);
    let bitext = all.next().filter(|_| all.next().is_none())?;
    uses.iter().find(|one| one.bitext == bitext).map(|one| (bitext, one.passage))
}
