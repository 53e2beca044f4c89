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
//! Facts on a page follow from its texts, the documents, the glossary and the lock; of the lock nothing but the ids of
//! passages and why a translation is stale reaches a reader. Pages that show more, such as lists of a topic's
//! excerpts, have no key.

use std::collections::BTreeSet;
use std::ops::Range;

use rayon::prelude::*;

use crate::assemble::links::{self, LinkTarget};
use crate::model::address::{self, FileKind};
use crate::model::bitext::Bitext;
use crate::model::corrected::{self, CorrectedPlace};
use crate::model::correction::Correction;
use crate::model::original::Original;
use crate::model::output::Edition;
use crate::model::page::{Inline, Mark};
use crate::model::proof::{Accepted, PageProof, Quotation};
use crate::model::site::Site;
use crate::prove::quotes::find;
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::site_view;

/// What the pages of all bitexts depend on.
pub struct PageKeys<'c, 's> {
    ctx: &'c RenderContext<'s>,
    /// What all of them depend on.
    ground: blake3::Hash,
    /// What each bitext says and is.
    own: Vec<blake3::Hash>,
    corrected: Vec<(&'s Correction, CorrectedPlace)>,
}

/// The paths of the files that show a bitext.
pub fn paths(bitext: &Bitext) -> [String; 3] {
    let file = file(bitext);
    Edition::ALL.map(|edition| format!("{}/{file}", edition.code()))
}

impl<'c, 's> PageKeys<'c, 's> {
    /// What the pages of a site depend on.
    pub fn new(ctx: &'c RenderContext<'s>) -> PageKeys<'c, 's> {
        let own = |(bitext, proof): (&std::sync::Arc<Bitext>, &std::sync::Arc<PageProof>)| {
            of_bitext(ctx.site, bitext, proof)
        };
        let own = ctx.site.bitexts.par_iter().zip(&ctx.proof.pages).map(own).collect();
        PageKeys { ctx, ground: ground(ctx), own, corrected: corrected::placed(ctx.site) }
    }

    /// The key of each bitext; `None` for one whose pages show more of the site than a key holds.
    pub fn all(&self) -> Vec<Option<String>> {
        (0..self.own.len()).into_par_iter().map(|at| self.of(at)).collect()
    }

    fn of(&self, at: usize) -> Option<String> {
        let bitext = &self.ctx.site.bitexts[at];
        if bitext.is_index() || bitext.pages.zh.header.layout.is_some() {
            return None;
        }
        let mut facts = PageFacts::default();
        facts.hash(&self.ground);
        facts.hash(&self.own[at]);
        self.place(at, &mut facts);
        self.tags_and_corrections(at, &mut facts);
        links(self.ctx.site, bitext, &mut facts);
        self.neighbors(at, &mut facts);
        Some(facts.finish().to_hex()[..32].to_owned())
    }

    /// Where a page stands among the excerpts of its topic, and those beside it.
    fn place(&self, at: usize, facts: &mut PageFacts) {
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
            beside.into_iter().for_each(|at| facts.hash(&self.own[*at]));
        }
    }

    fn tags_and_corrections(&self, at: usize, facts: &mut PageFacts) {
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
    fn neighbors(&self, at: usize, facts: &mut PageFacts) {
        let mut others = BTreeSet::new();
        for quotation in self.ctx.proof.pages[at].passages.iter().flat_map(|one| one.found()) {
            let around = around(&self.ctx.site.originals[quotation.original], quotation);
            let uses = self.ctx.proof.coverage[quotation.original].touching(around);
            others.extend(uses.map(|one| one.bitext).filter(|other| *other != at));
        }
        facts.number(others.len());
        others.into_iter().for_each(|other| facts.hash(&self.own[other]));
    }
}

/// The paragraphs of a quotation and one on either side: bytes of the folded text.
fn around(original: &Original, quotation: &Quotation) -> Range<usize> {
    let start = quotation.runs.iter().map(|run| run.start).min().unwrap_or(0);
    let end = quotation.runs.iter().map(|run| run.end).max().unwrap_or(start);
    let numbers = original.paragraphs_of(&(start..end));
    let before = original.paragraph(numbers.start().saturating_sub(1).max(1)).map(|one| one.folded.start);
    let after = original.paragraph((numbers.end() + 1).min(original.paragraphs.len()));
    before.unwrap_or(start).min(start)..after.map_or(end, |one| one.folded.end).max(end)
}

/// What all pages depend on.
fn ground(ctx: &RenderContext) -> blake3::Hash {
    let site = ctx.site;
    let mut facts = PageFacts::default();
    for source in site.sources.values() {
        let path = source.path.strip_prefix("content/");
        if path.is_none() || !matches!(address::role(&source.path), FileKind::Page(..) | FileKind::Lock) {
            facts.text(&source.path);
            facts.text(&source.text);
        }
    }
    facts.number(usize::from(site.lock.exists));
    facts.text(site.config.base_url.as_deref().unwrap_or_default());
    facts.number(usize::from(site.config.raw_html));
    target(site, "_index", site.config.image.as_deref().unwrap_or_default(), &mut facts);
    for edition in [Edition::Zh, Edition::En, Edition::Parallel] {
        let view = site_view::view(site, ctx.proof, &ctx.texts, edition, usize::MAX);
        facts.text(&serde_json::to_string(&view).unwrap_or_default());
    }
    facts.finish()
}

/// What a bitext says and is.
fn of_bitext(site: &Site, bitext: &Bitext, proof: &PageProof) -> blake3::Hash {
    let mut facts = PageFacts::default();
    facts.text(&bitext.address);
    facts.text(&bitext.pages.zh.source.text);
    facts.text(&bitext.pages.en.source.text);
    facts.number(usize::from(find::is_ordinary(site, bitext)));
    facts.accepted(&proof.header.accepted);
    facts.number(bitext.passages.len());
    for (passage, proof) in bitext.passages.iter().zip(&proof.passages) {
        facts.text(&passage.id);
        facts.text(passage.anchor.as_deref().unwrap_or_default());
        facts.number(passage.number);
        facts.number(passage.blocks.zh.map_or(0, |at| at + 1));
        facts.number(passage.blocks.en.map_or(0, |at| at + 1));
        facts.accepted(&proof.accepted);
    }
    facts.finish()
}

/// Where the links and pictures of a page lead.
fn links(site: &Site, bitext: &Bitext, facts: &mut PageFacts) {
    for page in [&bitext.pages.zh, &bitext.pages.en] {
        for inline in page.body.proses().flat_map(|prose| &prose.inlines) {
            if let Inline::Open(Mark::Link(link) | Mark::Image(link)) = inline {
                target(site, &bitext.address, &link.target, facts);
            }
        }
    }
    target(site, &bitext.address, bitext.pages.zh.header.image.as_deref().unwrap_or_default(), facts);
}

fn target(site: &Site, from: &str, written: &str, facts: &mut PageFacts) {
    match links::resolve(site, from, written) {
        LinkTarget::Page(page, lang, fragment) => {
            facts.text(lang.code());
            facts.text(&page.address);
            facts.text(fragment.as_deref().unwrap_or_default());
        }
        LinkTarget::Original(id, paragraph) => {
            facts.text("original");
            facts.text(id);
            facts.number(paragraph.unwrap_or(0));
        }
        LinkTarget::Asset(path) => {
            facts.text("asset");
            facts.text(path);
        }
        LinkTarget::Here(id) => {
            facts.text("here");
            facts.text(&id);
        }
        LinkTarget::Outside => facts.text("outside"),
        LinkTarget::Broken(..) => facts.text("broken"),
    }
}

/// Facts one after the other; none runs into the next.
#[derive(Default)]
struct PageFacts(blake3::Hasher);

impl PageFacts {
    fn number(&mut self, number: usize) {
        self.0.update(&(number as u64).to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.update(text.as_bytes());
    }

    /// Why a translation is stale, if it is.
    fn accepted(&mut self, accepted: &Accepted) {
        match accepted {
            Accepted::Stale(why) => self.text(&format!("{why:?}")),
            Accepted::NoLock | Accepted::Never | Accepted::Fresh => self.number(0),
        }
    }

    fn hash(&mut self, hash: &blake3::Hash) {
        self.0.update(hash.as_bytes());
    }

    fn finish(&self) -> blake3::Hash {
        self.0.finalize()
    }
}
