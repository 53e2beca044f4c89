//! Which page of the lock is which page of the site: the one at the same address, unless its words are elsewhere.
//!
//! A page that was renamed or moved is recognised by its sentences. A page that is away keeps its place in the lock;
//! only pages that cannot be any other take it.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::map::{HashMap, HashSet};
use crate::base::similarity::{FeatureIndex, Features, hash_of};
use crate::model::bitext::AcceptedPage;
use crate::model::lock::{Lock, LockedPage, PassageId, Remembered};
use crate::model::page::Page;
use crate::model::wording::Wording;

/// What share of sentences, in thousandths, makes two pages one; sentences of several pages do not count.
const SENTENCES: usize = 250;
/// From which similarity of all words on two pages are one where every sentence has changed.
const WORDS: usize = 900;

/// The lock's page of each page of the site. `away` says whether nothing at all stands at an address.
pub fn claims(
    lock: &Lock,
    pages: &[Arc<Page>],
    away: impl Fn(&str) -> bool,
) -> HashMap<Arc<str>, AcceptedPage> {
    let mut claims = HashMap::with_capacity_and_hasher(pages.len(), Default::default());
    let mut claim = |address: &Arc<str>, from: &str, page: &Arc<LockedPage>| {
        claims.insert(address.clone(), AcceptedPage { address: from.into(), page: page.clone() });
    };
    let mut seeking: Vec<&Arc<Page>> = Vec::new();
    let mut free: Vec<(&str, &Arc<LockedPage>)> = Vec::new();
    for page in pages {
        match lock.pages.get_key_value(&*page.address) {
            Some((address, locked)) if has_title(page, locked) || shares_words(page, locked) => {
                claim(&page.address, address, locked);
            }
            own => {
                seeking.push(page);
                free.extend(own.map(|(address, locked)| (address.as_str(), locked)));
            }
        }
    }
    if seeking.is_empty() {
        return claims;
    }
    let gone = lock.pages.iter().filter(|(address, _)| away(address));
    free.extend(gone.map(|(address, locked)| (address.as_str(), locked)));
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    let mut settled: HashSet<&str> = HashSet::default();
    for (_, page, at) in pairs(&seeking, &free) {
        let address = &seeking[page].address;
        if !settled.contains(&**address) && taken.insert(at) {
            settled.insert(address);
            claim(address, free[at].0, free[at].1);
        }
    }
    // One that is rewritten as a whole is still the page at its address.
    let free: HashMap<&str, &Arc<LockedPage>> =
        free.iter().enumerate().filter(|(at, _)| !taken.contains(at)).map(|(_, one)| *one).collect();
    for page in seeking.iter().filter(|page| !settled.contains(&*page.address)) {
        if let Some((address, locked)) = free.get_key_value(&*page.address) {
            claim(&page.address, address, locked);
        }
    }
    claims
}

/// Whether the title is the accepted one: then nothing more need be asked.
fn has_title(page: &Page, locked: &LockedPage) -> bool {
    let title = Wording::remembered(&page.header.title);
    match locked.get(&PassageId::Header).map(|one| &one.wording) {
        Some(Remembered::Words { zh, .. }) => {
            Wording::remembered(zh.lines().next().unwrap_or("")).is_same(&title) && !title.is_empty()
        }
        Some(Remembered::Hashes(hashes)) => {
            let first = title.hashes().next();
            first.is_some() && hashes.first().copied() == first
        }
        _ => false,
    }
}

/// What a page is recognised by.
struct PageFeatures {
    sentences: Features,
    pairs: Features,
}

impl PageFeatures {
    fn new(wordings: impl Iterator<Item = Wording>) -> PageFeatures {
        let (mut sentences, mut text) = (Vec::new(), String::new());
        for wording in wordings {
            sentences.extend(wording.hashes());
            wording.keys().for_each(|key| text.push_str(key));
        }
        PageFeatures {
            sentences: Features::new(sentences.iter().map(hash_of)),
            pairs: Features::pairs(&text),
        }
    }

    fn of(page: &Page) -> PageFeatures {
        let header = std::iter::once(&page.header.title).chain(&page.header.summary);
        let header = header.map(|text| Wording::remembered(text));
        PageFeatures::new(
            header.chain(page.body.blocks.iter().map(|block| Wording::of(block, &page.body.notes))),
        )
    }

    fn remembered(page: &LockedPage) -> PageFeatures {
        let live = || page.values().filter(|one| !one.is_retired);
        let words = live().filter_map(|one| match &one.wording {
            Remembered::Words { zh, .. } => Some(Wording::remembered(zh)),
            _ => None,
        });
        let mut words = PageFeatures::new(words);
        let hashes = live().filter_map(|one| match &one.wording {
            Remembered::Hashes(hashes) => Some(hashes),
            _ => None,
        });
        words.sentences = words.sentences.and(hashes.flatten().map(hash_of));
        words
    }
}

fn shares_words(page: &Page, locked: &LockedPage) -> bool {
    let (now, known) = (PageFeatures::of(page), PageFeatures::remembered(locked));
    now.sentences.shared(&known.sentences) > 0 || now.pairs.similarity(&known.pairs) >= WORDS / 2
}

/// Pages and pages of the lock that are alike, the most alike first.
fn pairs(seeking: &[&Arc<Page>], free: &[(&str, &Arc<LockedPage>)]) -> Vec<(Reverse<usize>, usize, usize)> {
    let known: Vec<PageFeatures> = free.iter().map(|(_, page)| PageFeatures::remembered(page)).collect();
    if known.is_empty() {
        return Vec::new();
    }
    let mut places: HashMap<u64, usize> = HashMap::default();
    for words in &known {
        words.sentences.distinct().for_each(|one| *places.entry(one).or_default() += 1);
    }
    let alone =
        |words: &PageFeatures| words.sentences.only(|one| places.get(&one).is_none_or(|count| *count == 1));
    let rare: Vec<Features> = known.iter().map(alone).collect();
    let by_sentence = FeatureIndex::new(rare.iter().enumerate());
    let by_pair = FeatureIndex::new(known.iter().map(|one| &one.pairs).enumerate());
    let mut pairs = Vec::new();
    for (page, words) in seeking.iter().map(|page| PageFeatures::of(page)).enumerate() {
        let near = by_sentence.near(&words.sentences).into_iter().chain(by_pair.near(&words.pairs));
        for at in near.collect::<BTreeSet<usize>>() {
            let shared = rare[at].shared(&words.sentences);
            let sentences = 2000 * shared / (words.sentences.len() + known[at].sentences.len()).max(1);
            let all = words.pairs.similarity(&known[at].pairs);
            if sentences >= SENTENCES || all >= WORDS {
                pairs.push((Reverse(sentences + all), page, at));
            }
        }
    }
    pairs.sort_unstable();
    pairs
}
