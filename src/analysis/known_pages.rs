//! What the store knows of the pages of a site that is being read, and what is to be kept of it.

use std::borrow::Cow;
use std::hash::Hash;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::batches::Batches;
use crate::analysis::page_store::{FileEntry, KeptEntries, KnownPair, PageStore, PairEntry, bytes_of};
use crate::analysis::targets::targets;
use crate::assemble::load::{Options, ParsedFile};
use crate::base::diagnostic::Diagnostic;
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::source::Source;
use crate::model::address::{self, FileKind};
use crate::model::bitext::Bitext;
use crate::model::config::SiteHeader;
use crate::model::digest::Digest;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::parse::Schemas;
use crate::prove::quotes::find;
use crate::rules::{Checked, PairFindings};
use crate::vfs::Folder;

/// What the store knows of the bitexts of a site, in their order.
pub(super) struct KnownPages {
    ground: FactKey,
    keys: Vec<FactKey>,
    pairs: Vec<Option<KnownPair>>,
}

/// The key of a file.
fn file_key(source: &Source) -> FactKey {
    let mut facts = FactHasher::default();
    facts.text("file");
    facts.text(&source.path);
    facts.text_hash(source.text.hash());
    facts.done()
}

/// A parsed page, if it is known what parsing reports of it.
pub(super) fn file(store: &PageStore, source: &Source, schemas: &Schemas) -> Option<Arc<ParsedFile>> {
    if store.is_empty() || !is_page(&source.path) {
        return None;
    }
    let entry: FileEntry = store.find(&file_key(source))?;
    ParsedFile::known(source, entry.known()?, schemas).map(Arc::new)
}

fn is_page(path: &str) -> bool {
    matches!(address::role(path), FileKind::Page(..))
}

impl KnownPages {
    /// What the store knows. A key that was made before is given by `made`, which is asked with what all bitexts depend
    /// on.
    pub(super) fn new(
        store: &PageStore,
        (site, folder): (&Site, &Folder),
        options: &Options,
        made: impl Fn(&FactKey, usize) -> Option<FactKey> + Sync,
    ) -> KnownPages {
        let ground = ground(site, folder, options);
        let key = |(at, bitext): (usize, &Arc<Bitext>)| {
            made(&ground, at).unwrap_or_else(|| pair_key(&ground, site, bitext))
        };
        let keys: Vec<FactKey> = site.bitexts.par_iter().enumerate().map(key).collect();
        // What could not be read may be told of another way each time.
        let is_whole = folder.refused.is_empty() && folder.torn.is_empty();
        let levels = levels(site);
        let known = |key: &FactKey| {
            let entry: PairEntry = is_whole.then(|| store.find(&entry_key(key, &levels))).flatten()?;
            entry.known().filter(|known| is_possible(&known.digest, site))
        };
        let pairs = if store.is_empty() { Vec::new() } else { keys.par_iter().map(known).collect() };
        KnownPages { ground, keys, pairs }
    }

    /// What is known of a bitext.
    pub(super) fn get(&self, at: usize) -> Option<&KnownPair> {
        self.pairs.get(at)?.as_ref()
    }

    /// What all bitexts depend on, and the keys of these: what each and the facts on it follow from.
    pub(super) fn into_keys(self) -> (FactKey, Vec<FactKey>) {
        (self.ground, self.keys)
    }
}

impl KnownPair {
    /// What was found of the links, if they come to the same.
    pub(super) fn links(&self, site: &Site, bitext: &Bitext) -> Option<Arc<[Diagnostic]>> {
        let (then, found) = self.links.as_ref()?;
        (targets(site, bitext, &self.digest)? == *then).then(|| found.as_slice().into())
    }
}

/// What is to be kept of a site, with the bytes of what was kept before.
pub(super) fn kept<'b>(
    before: &'b PageStore,
    (site, proof, checked): (&Site, &Proof, &Checked),
    (files, batches): (&[Arc<ParsedFile>], &Batches),
    places: Option<(FactKey, Vec<u8>)>,
) -> Option<KeptEntries<'b>> {
    let pages: Vec<&Arc<ParsedFile>> = files.iter().filter(|file| is_page(&file.source.path)).collect();
    let of_file = |file: &&Arc<ParsedFile>| {
        let key = file_key(&file.source);
        let known = before.bytes(&key).map(Cow::Borrowed);
        let is_new = known.is_none();
        Some((
            is_new,
            key,
            known.or_else(|| bytes_of(&FileEntry::of(&file.all_found(), file.page())).map(Cow::Owned))?,
        ))
    };
    let levels = levels(site);
    let of_pair = |at: usize| {
        let key = entry_key(proof.keys.get(at)?, &levels);
        let known = before.bytes(&key).map(Cow::Borrowed);
        let is_new = known.is_none();
        let entry = known.or_else(|| {
            let (digest, PairFindings { alone, links }) = (&proof.digests[at], checked.pairs.get(at)?);
            let known = batches.get(at).map(|one| one.targets);
            let targets = known.unwrap_or_else(|| targets(site, &site.bitexts[at], digest));
            bytes_of(&PairEntry::of(digest, alone, targets.map(|targets| (targets, &links[..]))))
                .map(Cow::Owned)
        })?;
        Some((is_new, key, entry))
    };
    let mut all: Vec<(bool, FactKey, Cow<'b, [u8]>)> = pages.par_iter().filter_map(of_file).collect();
    all.par_extend((0..proof.keys.len()).into_par_iter().filter_map(of_pair));
    all.extend(places.map(|(key, bytes)| (before.bytes(&key) != Some(&bytes[..]), key, Cow::Owned(bytes))));
    let is_same = all.len() == before.len() && !all.iter().any(|(is_new, ..)| *is_new);
    (!is_same).then(|| KeptEntries(all.into_iter().map(|(_, key, entry)| (key, entry)).collect()))
}

/// What all bitexts depend on: every file that is no page, as far as it says something of them, what was asked for, and
/// what pages say to each other.
fn ground(site: &Site, folder: &Folder, options: &Options) -> FactKey {
    let mut facts = FactHasher::default();
    for source in folder.content.iter().filter(|one| !is_page(&one.path)) {
        if !matches!(address::role(&source.path), FileKind::Lock | FileKind::Site) {
            facts.text(&source.path);
            facts.text(&source.text);
        }
    }
    facts.text(&settings(&site.config));
    facts.text(&format!("{options:?} {:?} {}", site.years, site.lock.exists));
    facts.done()
}

/// At which levels rules report.
fn levels(site: &Site) -> FactKey {
    FactHasher::of(&format!("{:?}", site.config.rules))
}

/// What stands in the store of a bitext follows from the same, and from the levels of rules.
fn entry_key(pair: &FactKey, levels: &FactKey) -> FactKey {
    let mut facts = FactHasher::default();
    facts.key(pair);
    facts.key(levels);
    facts.done()
}

/// What `site.yaml` says of bitexts; the rest of it changes nothing about what they are, and what holds for them.
fn settings(config: &SiteHeader) -> String {
    let SiteHeader {
        topics,
        base_url,
        original,
        raw_html,
        texts,
        title: _,
        description: _,
        image: _,
        key_figures: _,
        publisher: _,
        editor: _,
        version: _,
        contact: _,
        licence: _,
        rules: _,
        allow: _,
        epub: _,
        places: _,
    } = config;
    format!("{topics:?} {base_url:?} {original:?} {raw_html} {texts:?}")
}

/// What a bitext and the facts on it follow from.
fn pair_key(ground: &FactKey, site: &Site, bitext: &Bitext) -> FactKey {
    let mut facts = FactHasher::default();
    facts.text("pair");
    facts.key(ground);
    for page in [&bitext.pages.zh, &bitext.pages.en] {
        facts.text(&page.source.path);
        facts.text_hash(page.source.text.hash());
    }
    facts.text(if find::is_ordinary(site, bitext) { "ordinary" } else { "" });
    if let Some(locked) = &bitext.locked {
        facts.text(&locked.address);
        locked.page.hash(&mut facts);
    }
    facts.done()
}

/// Whether a digest can be one of a site.
fn is_possible(digest: &Digest, site: &Site) -> bool {
    digest.uses.iter().all(|one| {
        let original = site.originals.get(one.original);
        original.is_some_and(|original| original.folded.string.get(one.run.clone()).is_some())
    })
}
