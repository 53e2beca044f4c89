//! A site with everything that is known of it; after an edit, only what the edit touches is found out
//! again.
//!
//! Parsing, pairing, proving and checking are pure functions of their inputs, so what was found out
//! about inputs that have not changed is reused as it is. This room alone does so: the stages
//! take the step that may be known already as a parameter, and have no second version. Whether an input
//! has changed is told by identity, since everything that is read is kept behind an [`Arc`].

mod batches;
pub mod cache;
mod kept_finding;
mod kept_head;
mod known_pages;
pub(crate) mod known_places;
mod later;
pub mod memo;
pub(crate) mod opened;
pub mod page_store;
mod targets;

use std::path::Path;
use std::sync::Arc;

use anyhow::Result;

use crate::analysis::batches::{Batches, ParsedFiles};
use crate::analysis::known_pages::KnownPages;
use crate::analysis::known_places::KnownPlaces;
use crate::analysis::later::{facts_later, term_index};
use crate::analysis::page_store::{KeptEntries, PageStore};
use crate::assemble::load::{self, Loaded, Options, ParsedFile};
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::fact_hasher::FactKey;
use crate::base::lang::Both;
use crate::base::lazy::Lazy;
use crate::base::source::Source;
use crate::model::bitext::{AcceptedPage, Bitext};
use crate::model::page::Page;
use crate::model::proof::{PageProof, Proof};
use crate::model::site::Site;
use crate::parse::Schemas;
use crate::prove::quotes::find::ordinary_topics;
use crate::prove::{self, ProvedPage};
use crate::rules::rule::Pair;
use crate::rules::{self, Checked, KnownFindings, PairFindings};
use crate::vfs::{Folder, Snapshot};

/// What earlier runs found out about bitexts, and what was found out batch by batch.
type KnownBefore<'k> = (&'k KnownPages, &'k Batches);

/// A site with everything that is known of it.
#[derive(Debug, Default)]
pub struct Analysis {
    /// What was read.
    pub folder: Folder,
    /// The site.
    pub site: Arc<Site>,
    /// The files that it is made of, by path.
    files: ParsedFiles,
    /// What was found out batch by batch, if the site is large.
    batches: Batches,
    /// What all its bitexts depend on.
    ground: FactKey,
    /// The facts.
    pub proof: Proof,
    /// The findings.
    pub checked: Checked,
    /// Where readers find what findings are about, as far as that was looked up.
    pub(crate) places: KnownPlaces,
}

impl Analysis {
    /// Reads, loads, proves and checks the site in a folder.
    ///
    /// # Errors
    /// If the folder cannot be read at all; what is wrong with single files is a finding.
    pub fn read(root: &Path, options: &Options) -> Result<Analysis> {
        Ok(Analysis::of(&Snapshot::read(root)?, options, &PageStore::default()))
    }

    /// Whether a page has errors that accepting its translation would not mend.
    pub(crate) fn has_errors(&self, page: &Bitext) -> bool {
        let own = [&page.pages.zh.source.path, &page.pages.en.source.path];
        let errors = self.checked.findings.iter().filter(|one| one.level == Level::Error);
        errors
            .into_iter()
            .any(|one| own.contains(&&one.primary.place.path) && one.rule != "translation-stale")
    }

    /// Loads, proves and checks the site in a folder that was read, as far as the store does not know it.
    pub fn of(snapshot: &Snapshot, options: &Options, store: &PageStore) -> Analysis {
        let (folder, found) = snapshot.folder();
        Analysis::with(folder, found, options, (&Analysis::default(), store))
    }

    /// What is to be kept for the next run, if that is something else than what was kept before.
    pub fn kept<'b>(&self, before: &'b PageStore) -> Option<KeptEntries<'b>> {
        let files: Vec<Arc<ParsedFile>> = self.files.values().cloned().collect();
        let places = self.places.kept(&self.proof.keys);
        known_pages::kept(before, (&self.site, &self.proof, &self.checked), (&files, &self.batches), places)
    }

    /// Finds out what is new since `before`; `found` is what reading reported.
    pub fn new(folder: Folder, found: Vec<Diagnostic>, options: &Options, before: &Analysis) -> Analysis {
        Analysis::with(folder, found, options, (before, &PageStore::default()))
    }

    /// The same with what an earlier run kept.
    pub fn with(
        folder: Folder,
        found: Vec<Diagnostic>,
        options: &Options,
        (before, store): (&Analysis, &PageStore),
    ) -> Analysis {
        let is_large = folder.content.len() > options.limits.texts;
        let Loaded { site, files, found: more } = before.load(&folder, options, store, is_large);
        let site = Arc::new(site);
        let files: ParsedFiles = files.into_iter().map(|file| (file.source.path.clone(), file)).collect();
        let same_ground = has_ground_of(&site, &before.site);
        let made = |ground: &FactKey, at: usize| {
            (same_ground && *ground == before.ground).then(|| before.key(at, &site.bitexts[at]))?
        };
        let known = KnownPages::new(store, (&site, &folder), options, made);
        let is_known = |at: usize| {
            let bitext = &site.bitexts[at];
            let is_read = || bitext.pages.zh.body.is_given() && bitext.pages.en.body.is_given();
            let facts = || before.facts(at, bitext);
            is_read() || known.get(at).is_some() || (same_ground && facts().is_some())
        };
        let (mut batches, mut below) = (Batches::default(), Vec::new());
        if is_large {
            batches = Batches::new((&site, &files), is_known, options.limits.pages);
            let all = folder.content.iter().filter_map(|source| files.get(&source.path));
            below.extend(all.flat_map(|file| file.below()).cloned());
        }
        let proof = before.prove(&site, same_ground, (&known, &batches));
        let found = found.into_iter().chain(more).chain(below).collect();
        let checked = before.check(&site, &proof, found, (&known, &batches));
        let (ground, keys) = known.into_keys();
        let (proof, places) = (Proof { keys, ..proof }, KnownPlaces::read(store));
        Analysis { folder, site, files, batches, ground, proof, checked, places }
    }

    /// Adds texts that findings may show and that stand in no file of the site.
    pub(crate) fn add_sources(&mut self, sources: impl IntoIterator<Item = Source>) {
        let all = Arc::make_mut(&mut Arc::make_mut(&mut self.site).sources);
        sources.into_iter().for_each(|source| {
            all.entry(source.path.clone()).or_insert(source);
        });
    }

    /// Parses and pairs what is new in a folder since this one.
    fn load(&self, folder: &Folder, options: &Options, store: &PageStore, is_large: bool) -> Loaded {
        let schemas = Schemas::default();
        load::load_with(
            folder,
            options,
            |source| {
                let known = self.file(source).or_else(|| known_pages::file(store, source, &schemas));
                let is_held = !is_large || source.text.is_read();
                let parse = if is_held { ParsedFile::new } else { ParsedFile::head };
                known.unwrap_or_else(|| Arc::new(parse(source, &schemas)))
            },
            |at, pages, locked, site| {
                let known = self.bitext(at, &pages, locked.as_ref(), site);
                known.unwrap_or_else(|| load::pair(pages, locked, site))
            },
        )
    }

    /// Proves what is new in a site since this one.
    fn prove(&self, site: &Arc<Site>, same_ground: bool, (known, batches): KnownBefore) -> Proof {
        let index = term_index(site);
        prove::prove_with(site, |at, bitext| {
            if let Some(facts) = self.facts(at, bitext).filter(|_| same_ground) {
                return facts;
            }
            if let Some(batched) = batches.get(at) {
                return batched.proved.clone();
            }
            let Some(known) = known.get(at) else {
                return prove::proved_page(prove::page(site, &index, bitext), bitext);
            };
            (Arc::new(facts_later(site, &index, bitext)), Arc::new(known.digest.clone()))
        })
    }

    /// Checks what is new in a site since this one.
    fn check(
        &self,
        site: &Site,
        proof: &Proof,
        found: Vec<Diagnostic>,
        (known, batches): KnownBefore,
    ) -> Checked {
        let same_places = has_places_of(site, &self.site);
        let same_rules = site.config.rules == self.site.config.rules;
        rules::check_with(site, proof, found, |at, pair| {
            if let Some(PairFindings { alone, links }) = batches.get(at).map(|one| &one.findings) {
                return KnownFindings { alone: Some(alone.clone()), links: Some(links.clone()) };
            }
            let before = self.findings(at, pair, &proof.pages[at]).filter(|_| same_rules);
            let alone = before.map(|before| before.alone.clone());
            let alone = alone.or_else(|| known.get(at).map(|known| known.alone.as_slice().into()));
            let same =
                || same_places || targets::lead_the_same([&self.site, site], pair.bitext, &proof.digests[at]);
            let links = before.filter(|_| same()).map(|before| before.links.clone());
            let links = links.or_else(|| known.get(at)?.links(site, pair.bitext));
            KnownFindings { alone, links }
        })
    }

    /// A parsed file, if its text is the same.
    fn file(&self, source: &Source) -> Option<Arc<ParsedFile>> {
        self.files.get(&source.path).filter(|known| known.source.text.is(&source.text)).cloned()
    }

    /// A bitext, if its pages and accepted wordings are the same; it probably stands `near` the same index.
    fn bitext(
        &self,
        near: usize,
        pages: &Both<Arc<Page>>,
        locked: Option<&AcceptedPage>,
        site: &Site,
    ) -> Option<Arc<Bitext>> {
        let address = &*pages.zh.address;
        let known = &self.site.bitexts[self.near(address, near)?];
        let same = Arc::ptr_eq(&known.pages.zh, &pages.zh)
            && Arc::ptr_eq(&known.pages.en, &pages.en)
            && site.config.raw_html == self.site.config.raw_html
            && known.locked.as_ref() == locked;
        same.then(|| known.clone())
    }

    /// The facts on a bitext, if it is the same.
    fn facts(&self, near: usize, bitext: &Bitext) -> Option<ProvedPage> {
        let at = self.same(near, bitext)?;
        Some((self.proof.pages.get(at)?.clone(), self.proof.digests.get(at)?.clone()))
    }

    /// The key of a bitext, if it is the same.
    fn key(&self, near: usize, bitext: &Bitext) -> Option<FactKey> {
        self.proof.keys.get(self.same(near, bitext)?).copied()
    }

    /// What the rules found of a bitext, if it and the facts on it are the same.
    fn findings(&self, near: usize, pair: &Pair, facts: &Arc<Lazy<PageProof>>) -> Option<&PairFindings> {
        let at = self.same(near, pair.bitext)?;
        let same = Arc::ptr_eq(facts, self.proof.pages.get(at)?);
        self.checked.pairs.get(at).filter(|_| same)
    }

    /// The index of a bitext, if it is the same.
    fn same(&self, near: usize, bitext: &Bitext) -> Option<usize> {
        let is_same = |at: usize| self.site.bitexts.get(at).is_some_and(|one| std::ptr::eq(&**one, bitext));
        match is_same(near) {
            true => Some(near),
            false => self.site.position(&bitext.address).filter(|at| is_same(*at)),
        }
    }

    /// The index of the bitext at an address, looked for at an index first: where few pages came or went,
    /// it is there.
    fn near(&self, address: &str, at: usize) -> Option<usize> {
        match self.site.bitexts.get(at) {
            Some(one) if one.address.as_ref() == address => Some(at),
            _ => self.site.position(address),
        }
    }
}

/// Whether the same places are there to link to as in another site.
fn has_places_of(site: &Site, other: &Site) -> bool {
    let places = |a: &Bitext, b: &Bitext| {
        let (a, b) = (&a.passages, &b.passages);
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (&a.id, &a.anchor) == (&b.id, &b.anchor))
    };
    let pages =
        |(a, b): (&Arc<Bitext>, &Arc<Bitext>)| Arc::ptr_eq(a, b) || (a.address == b.address && places(a, b));
    site.config.base_url == other.config.base_url
        && site.bitexts.len() == other.bitexts.len()
        && site.bitexts.iter().zip(&other.bitexts).all(pages)
        && site.originals.len() == other.originals.len()
        && site
            .originals
            .iter()
            .zip(&other.originals)
            .all(|(a, b)| Arc::ptr_eq(a, b) || (a.id == b.id && a.paragraphs.len() == b.paragraphs.len()))
        && site.assets.iter().map(|one| &one.path).eq(other.assets.iter().map(|one| &one.path))
        && site.unpublished == other.unpublished
        && site.sources.keys().eq(other.sources.keys())
}

/// Whether the documents and terms that pages are held against are the same as in another site.
fn has_ground_of(site: &Site, other: &Site) -> bool {
    let (ours, theirs) = (&site.originals, &other.originals);
    ours.len() == theirs.len()
        && site.years == other.years
        && site.config.original == other.config.original
        && ordinary_topics(site).eq(ordinary_topics(other))
        && ours.iter().zip(theirs).all(|(one, two)| Arc::ptr_eq(one, two))
        && (Arc::ptr_eq(&site.glossary, &other.glossary)
            || (site.glossary.source.is_none() && other.glossary.source.is_none()))
        && (Arc::ptr_eq(&site.indicators, &other.indicators)
            || (site.indicators.source.is_none() && other.indicators.source.is_none()))
        && site.lock.exists == other.lock.exists
}
