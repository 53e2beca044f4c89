//! On what the pages of a bitext depend, as one hash: while it stays the same, so do their bytes.
//!
//! A page shows its own texts and what was found out about them; of the rest of the site it shows
//!
//! - what all pages share: the site's name, its topics, interface texts, templates;
//! - the documents, the glossary and the other files that are no pages;
//! - where its links lead; what its tags are called; which corrections were made on it;
//! - the pages before and after it;
//! - the pages that quote the same paragraphs of a document, or the paragraphs beside them.
//!
//! Facts on a page follow from its texts, the files that are no pages, and what the lock says of the page. The page of a
//! topic lists its excerpts with what their headers say, and the latest of their dates. Pages that show more have no key.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::assemble::links;
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::spanned::Node;
use crate::model::address::{self, FileKind};
use crate::model::bitext::Bitext;
use crate::model::config::SiteHeader;
use crate::model::corrected::{self, CorrectedPlace};
use crate::model::correction::Correction;
use crate::model::digest::QuotedRun;
use crate::model::original::Original;
use crate::model::output::Edition;
use crate::model::site::Site;
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::site_view;

/// What the pages of all bitexts depend on.
pub struct PageKeys<'c, 's> {
    pub(super) ctx: &'c RenderContext<'s>,
    /// What all of them depend on.
    pub(super) ground: FactKey,
    /// What lists depend on.
    pub(super) lists: ListFacts,
    corrected: Vec<(&'s Correction, CorrectedPlace)>,
}

/// What lists depend on, from when it is asked for.
#[derive(Default)]
pub(super) struct ListFacts {
    /// What the headers of all pages say.
    pub(super) headers: OnceLock<FactKey>,
    /// What is asked of all pages.
    pub(super) digests: OnceLock<FactKey>,
    /// What all pages quote.
    pub(super) quoted: OnceLock<FactKey>,
    /// All that all pages say.
    pub(super) pages: OnceLock<FactKey>,
}

/// The paths of the files that show a bitext.
pub fn paths(bitext: &Bitext) -> [String; 3] {
    let file = file(bitext);
    Edition::ALL.map(|edition| format!("{}/{file}", edition.code()))
}

impl<'c, 's> PageKeys<'c, 's> {
    /// What the pages of a site depend on.
    pub fn new(ctx: &'c RenderContext<'s>) -> PageKeys<'c, 's> {
        PageKeys {
            ctx,
            ground: ground(ctx),
            lists: ListFacts::default(),
            corrected: corrected::placed(ctx.site),
        }
    }

    /// The key of each bitext; `None` for one whose pages show more of the site than a key holds.
    pub fn all(&self) -> Vec<Option<String>> {
        (0..self.ctx.proof.keys.len()).into_par_iter().map(|at| self.of(at)).collect()
    }

    /// The key of a bitext; `None` for one whose pages show more of the site than a key holds.
    pub fn of(&self, at: usize) -> Option<String> {
        let bitext = &self.ctx.site.bitexts[at];
        // What the introduction of the site says stands on its first pages.
        if &*bitext.address == "_index" || bitext.pages.zh.header.layout.is_some() {
            return None;
        }
        let mut facts = FactHasher::default();
        facts.key(&self.ground);
        if bitext.is_index() {
            facts.key(self.headers());
            facts.text(&corrections(self.ctx));
        }
        self.place(at, &mut facts);
        self.alone(at, &mut facts);
        Some(facts.digits())
    }

    /// What a bitext says and is, and the facts on it.
    pub(super) fn own(&self, at: usize, facts: &mut FactHasher) {
        facts.key(&self.ctx.proof.keys[at]);
    }

    /// What a page depends on wherever it stands.
    pub(super) fn alone(&self, at: usize, facts: &mut FactHasher) {
        self.own(at, facts);
        self.tags_and_corrections(at, facts);
        links(self.ctx, at, facts);
        self.neighbors(at, facts);
    }

    /// Where a page stands among the excerpts of its topic, and those beside it.
    fn place(&self, at: usize, facts: &mut FactHasher) {
        let site = self.ctx.site;
        let place = site.places.get(at).copied().flatten();
        let position = place.and_then(|place| Some((site.topics.get(place.topic)?, place.position?)));
        let Some((topic, position)) = position else { return facts.number(0) };
        facts.text(&topic.folder);
        facts.number(position + 1);
        facts.number(topic.excerpts.len());
        for beside in [position.checked_sub(1), Some(position + 1)] {
            let beside = beside.and_then(|n| topic.excerpts.get(n));
            facts.number(usize::from(beside.is_some()));
            beside.into_iter().for_each(|at| self.own(*at, facts));
        }
    }

    fn tags_and_corrections(&self, at: usize, facts: &mut FactHasher) {
        let tags = &self.ctx.tags;
        facts.number(tags.of[at].len());
        for tag in tags.of[at].iter().map(|one| &tags.all[*one]) {
            [&tag.name.zh, &tag.name.en, &tag.slug].into_iter().for_each(|text| facts.text(text));
            facts.number(usize::from(tag.has_page()));
        }
        let here = self.corrected.iter().enumerate().filter(|(_, (_, place))| place.bitext == at);
        for (number, (one, place)) in here {
            facts.number(number + 1);
            facts.number(place.passage.map_or(0, |at| at + 1));
            facts.text(&one.header.date);
        }
    }

    /// The pages that quote what this one quotes, or what stands beside it.
    fn neighbors(&self, at: usize, facts: &mut FactHasher) {
        let mut others = BTreeSet::new();
        let same = |a: &QuotedRun, b: &QuotedRun| (a.passage, a.original) == (b.passage, b.original);
        for runs in self.ctx.proof.digests[at].uses.chunk_by(same) {
            let original = runs[0].original;
            let around = around(&self.ctx.site.originals[original], runs);
            let uses = self.ctx.proof.coverage[original].touching(around);
            others.extend(uses.map(|one| one.bitext).filter(|other| *other != at));
        }
        facts.number(others.len());
        others.into_iter().for_each(|other| self.own(other, facts));
    }
}

/// The paragraphs of what a passage quotes, those between and one on either side: bytes of the folded text.
fn around(original: &Original, runs: &[QuotedRun]) -> Range<usize> {
    let start = runs.iter().map(|one| one.run.start).min().unwrap_or(0);
    let end = runs.iter().map(|one| one.run.end).max().unwrap_or(start);
    let numbers = original.paragraphs_of(&(start..end));
    let before = original.paragraph(numbers.start().saturating_sub(1).max(1)).map(|one| one.folded.start);
    let after = original.paragraph((numbers.end() + 1).min(original.paragraphs.len()));
    before.unwrap_or(start).min(start)..after.map_or(end, |one| one.folded.end).max(end)
}

/// What all pages depend on.
fn ground(ctx: &RenderContext) -> FactKey {
    let site = ctx.site;
    let mut facts = FactHasher::default();
    for source in site.sources.values() {
        let path = source.path.strip_prefix("content/");
        let is_told_otherwise =
            |path| matches!(address::role(path), FileKind::Page(..) | FileKind::Lock | FileKind::Site);
        if path.is_none() || !is_told_otherwise(&source.path) {
            facts.text(&source.path);
            facts.text(&source.text);
        }
    }
    facts.number(usize::from(site.lock.exists));
    // All that `site.yaml` says, wherever in the file; levels of rules stand with what was checked alone.
    let config = (*site.config).clone();
    facts.text(&format!("{:?}", SiteHeader { places: Node::default(), rules: BTreeMap::new(), ..config }));
    target(site, "_index", site.config.image.as_deref().unwrap_or_default(), &mut facts);
    for edition in [Edition::Zh, Edition::En, Edition::Parallel] {
        let view = site_view::view(site, ctx.proof, &ctx.texts, edition, usize::MAX);
        facts.text(&serde_json::to_string(&view).unwrap_or_default());
    }
    facts.done()
}

/// Where the links and pictures of a page lead.
fn links(ctx: &RenderContext, at: usize, facts: &mut FactHasher) {
    for written in &ctx.proof.digests[at].links {
        target(ctx.site, &ctx.site.bitexts[at].address, written, facts);
    }
}

fn target(site: &Site, from: &str, written: &str, facts: &mut FactHasher) {
    facts.text(links::resolve(site, from, written).told().as_deref().unwrap_or("broken"));
}

/// Where corrections stand, as far as that moves with the pages.
pub(super) fn corrections(ctx: &RenderContext) -> String {
    let placed = crate::model::corrected::placed(ctx.site);
    placed.iter().map(|(_, place)| format!("{} {:?}\n", place.bitext, place.passage)).collect()
}
