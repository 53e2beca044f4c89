//! Ways between pages that quote the same document: from an excerpt to the comparisons of what it quotes
//! and back, and from an omission to where what was left out stands.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use crate::assemble::links::{self, LinkTarget};
use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::page::{Block, BlockKind, Inline, Mark};
use crate::model::proof::{Quotation, Use};
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::html::place::Way;
use crate::render::names::titles;
use crate::render::omitted::{self, Rest, is_comparison};
use crate::render::view::TieView;

/// The ways from a passage.
#[derive(Default)]
pub struct PageTies {
    /// Those that stand below it.
    pub listed: Vec<TieView>,
    /// For each prose of its Chinese block and each omission in it the way from the omission itself.
    pub omissions: Vec<Vec<Option<Way>>>,
}

impl PageTies {
    fn list(&mut self, ctx: &RenderContext, key: &str, (href, title): (String, Both<String>)) {
        let said = ctx.texts.fill(key, &[("title", Both::new("", ""))]);
        if !self.listed.iter().any(|one| one.href == href) {
            self.listed.push(TieView { text: said.map(|text| text.trim().to_owned()), title, href });
        }
    }

    /// The way from an omission: to the page that has the rest, else to the list of those that have some of it.
    fn omission(&mut self, ctx: &RenderContext, rest: &Rest, home: &str, id: &str) -> Option<Way> {
        if let Some(place) = rest.only() {
            let (href, title) = target(ctx, place, home);
            let name = ctx.texts.fill("rest_in", &[("title", title)]);
            return Some(Way { href: Both::new(href.clone(), href), name });
        }
        for place in &rest.spots {
            self.list(ctx, if rest.is_whole { "see_rest" } else { "see_part" }, target(ctx, *place, home));
        }
        let href = Both::new(format!("#{id}-rest-zh"), format!("#{id}-rest-en"));
        (!rest.spots.is_empty()).then(|| Way { href, name: ctx.texts.get("rest_listed").clone() })
    }
}

/// The pages that the editor leads to from a page: from all of it, or from one comparison of it.
pub struct Led<'c> {
    ctx: &'c RenderContext<'c>,
    at: usize,
    /// They are looked for when one is asked for: few pages quote what another one does.
    found: OnceCell<LedPages>,
}

struct LedPages {
    /// For each passage the part of the page that it stands in.
    parts: Vec<usize>,
    /// For each part the pages.
    pages: Vec<BTreeSet<usize>>,
}

impl<'c> Led<'c> {
    /// Those of the bitext with an index.
    pub fn new(ctx: &'c RenderContext<'c>, at: usize) -> Led<'c> {
        Led { ctx, at, found: OnceCell::new() }
    }

    fn leads(&self, passage: usize, bitext: usize) -> bool {
        let LedPages { parts, pages } = self.found.get_or_init(|| LedPages::of(self.ctx, self.at));
        let pages = parts.get(passage).and_then(|part| pages.get(*part));
        pages.is_some_and(|pages| pages.contains(&bitext))
    }
}

impl LedPages {
    /// Looks through a page once.
    fn of(ctx: &RenderContext, at: usize) -> LedPages {
        let bitext = &ctx.site.bitexts[at];
        let mut led = LedPages { parts: Vec::with_capacity(bitext.passages.len()), pages: Vec::new() };
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
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading { .. })
}

/// The ways from a passage. `home` leads from the page to its edition's folder.
pub fn of(led: &Led, passage: usize, home: &str) -> PageTies {
    let (ctx, at) = (led.ctx, led.at);
    let bitext = &ctx.site.bitexts[at];
    let mut ties = PageTies::default();
    let Some(facts) = ctx.proof.pages[at].passages.get(passage) else { return ties };
    let key = if is_comparison(bitext) { "see_excerpt" } else { "see_comparison" };
    for quotation in facts.found() {
        for place in beside(led, passage, quotation) {
            ties.list(ctx, key, target(ctx, place, home));
        }
    }
    let id = &bitext.passages[passage].id;
    ties.omissions = omitted::of(ctx, at, passage)
        .iter()
        .map(|prose| prose.iter().map(|rest| ties.omission(ctx, rest, home, id)).collect())
        .collect();
    ties
}

/// Where a way leads, and what stands there: the heading of a comparison, else the title of the page.
fn target(ctx: &RenderContext, (bitext, passage): (usize, usize), home: &str) -> (String, Both<String>) {
    let page = &ctx.site.bitexts[bitext];
    let heading = if is_comparison(page) { heading(page, passage) } else { None };
    let id = &ctx.proof.digests[bitext].passages[heading.unwrap_or(passage)];
    let href = format!("{home}{}#{id}", encode(&file(page)));
    let words = heading.map(|at| {
        let blocks = page.blocks(&page.passages[at]);
        let text = |block: Option<&Block>| {
            block.map_or_else(String::new, |block| {
                block.proses().iter().map(|prose| prose.text.string()).collect()
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
fn beside(led: &Led, passage: usize, quotation: &Quotation) -> Vec<(usize, usize)> {
    let (ctx, at) = (led.ctx, led.at);
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
