//! Ids of passages: by position without a lock; with one, a passage keeps its id for as long as its words can be
//! recognised, and a new one gets the next number never used on the page.
//!
//! The most certain reason first: the same Chinese; then the most alike; then, where the Chinese is another one, the
//! same or a like English. An id goes to one passage alone, so a passage that is there as it was accepted is never
//! taken for another. Of a lock of the first format, which knows hashes of sentences only, passages that stand as
//! many between two recognised ones keep their order. Costs grow with the words of the page, not with passages times
//! passages: only passages that share something rare are compared ([`crate::base::similarity`]).

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::base::similarity::{FeatureIndex, Features, hash_of};
use crate::model::bitext::Bitext;
use crate::model::lock::{LockedPage, PassageId, Remembered};
use crate::model::wording::Wording;

/// From which similarity on two Chinese wordings are one passage: a half that was split off still is.
const ALIKE: usize = 450;
/// The same where the English on both sides is alike as well.
const ALIKE_WITH_ENGLISH: usize = 200;
/// The same of one that had left the page.
const RETURNED: usize = 800;
/// From which similarity on two English wordings are one.
const ENGLISH_ALIKE: usize = 500;

/// Gives passages the ids that a lock remembers.
pub fn assign(bitext: &mut Bitext, locked: &LockedPage) {
    let now: Vec<PassageSide> = bitext
        .passages
        .iter()
        .map(|passage| {
            let blocks = bitext.blocks(passage);
            PassageSide::new(Both::from_fn(|lang| {
                let notes = &bitext.pages.get(lang).body.notes;
                blocks.get(lang).map(|block| Wording::of(block, notes)).unwrap_or_default()
            }))
        })
        .collect();
    let ids = Recognition::new(&now, locked).ids();
    let highest = locked.keys().filter_map(|id| id.number()).max().unwrap_or(0);
    let mut next = highest + 1;
    let passages = bitext.tied.get_mut().map_or(&mut [][..], |tied| &mut tied.passages);
    for (at, (passage, id)) in passages.iter_mut().zip(ids).enumerate() {
        // Where only some passages were accepted, the others keep the numbers of their places.
        let place = at as u32 + 1;
        let never_locked = place <= highest && !locked.contains_key(&PassageId::Number(place));
        let id = id.or(never_locked.then_some(place)).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        passage.id = PassageId::Number(id).to_string().into();
    }
}

/// What is compared of a passage.
#[derive(Default)]
struct PassageSide {
    wording: Both<Wording>,
    zh: Features,
    en: Features,
    hashes: Features,
}

impl PassageSide {
    fn new(wording: Both<Wording>) -> PassageSide {
        PassageSide {
            zh: Features::pairs(&wording.zh.keys().collect::<String>()),
            en: Features::words(&wording.en.text),
            hashes: Features::new(wording.zh.hashes().map(|hash| hash_of(&hash))),
            wording,
        }
    }
}

/// A passage of the lock.
struct KnownPassage {
    id: u32,
    is_retired: bool,
    /// Only hashes are known of it.
    is_hashed: bool,
    side: PassageSide,
}

impl KnownPassage {
    /// How alike its Chinese is to that of a passage: 0 to 1000.
    fn similarity(&self, now: &PassageSide) -> usize {
        match self.is_hashed {
            true => self.side.hashes.similarity(&now.hashes),
            false => self.side.zh.similarity(&now.zh),
        }
    }

    fn is_empty(&self) -> bool {
        self.side.zh.is_empty() && self.side.hashes.is_empty()
    }
}

/// Passages of a page and those of its lock while they find each other.
struct Recognition<'n> {
    now: &'n [PassageSide],
    known: Vec<KnownPassage>,
    /// For each passage the place of its own in `known`.
    found: Vec<Option<usize>>,
    taken: BTreeSet<usize>,
}

impl<'n> Recognition<'n> {
    fn new(now: &'n [PassageSide], locked: &LockedPage) -> Recognition<'n> {
        let known = locked.iter().filter_map(|(id, one)| {
            let side = match &one.wording {
                Remembered::Nothing => return None,
                Remembered::Hashes(hashes) => PassageSide {
                    hashes: Features::new(hashes.iter().map(hash_of)),
                    ..PassageSide::default()
                },
                Remembered::Words { zh, en } => PassageSide::new(Both {
                    zh: Wording::remembered(zh),
                    en: en.as_deref().map(Wording::remembered).unwrap_or_default(),
                }),
            };
            let is_hashed = matches!(one.wording, Remembered::Hashes(_));
            Some(KnownPassage { id: id.number()?, is_retired: one.is_retired, is_hashed, side })
        });
        Recognition { now, known: known.collect(), found: vec![None; now.len()], taken: BTreeSet::new() }
    }

    fn ids(mut self) -> Vec<Option<u32>> {
        self.same();
        self.alike();
        self.english();
        self.between();
        self.silent();
        self.found.iter().map(|one| one.map(|at| self.known[at].id)).collect()
    }

    fn take(&mut self, passage: usize, known: usize) {
        if self.found[passage].is_none() && self.taken.insert(known) {
            self.found[passage] = Some(known);
        }
    }

    /// The same Chinese. Of several with the same, those with the same English first, then in order.
    fn same(&mut self) {
        let with_english =
            |zh: u64, side: &PassageSide| hash_of(&(zh, side.wording.en.keys().collect::<Vec<_>>()));
        for (is_hashed, whole) in [(false, true), (false, false), (true, false)] {
            let key = |side: &PassageSide| match is_hashed {
                true => hash_of(&side.hashes),
                false => hash_of(&side.wording.zh.keys().collect::<Vec<_>>()),
            };
            let key = |side: &PassageSide| if whole { with_english(key(side), side) } else { key(side) };
            let mut places: HashMap<u64, Vec<usize>> = HashMap::default();
            for (at, known) in self.known.iter().enumerate().rev() {
                let fits = known.is_hashed == is_hashed && !known.is_empty() && !self.taken.contains(&at);
                if fits {
                    places.entry(key(&known.side)).or_default().push(at);
                }
            }
            // Those that have left the page come last.
            places
                .values_mut()
                .for_each(|all| all.sort_by_key(|at| (!self.known[*at].is_retired, Reverse(*at))));
            for passage in 0..self.now.len() {
                let side = &self.now[passage];
                let silent = if is_hashed { side.hashes.is_empty() } else { side.zh.is_empty() };
                if self.found[passage].is_none()
                    && !silent
                    && let Some(at) = places.get_mut(&key(side)).and_then(Vec::pop)
                {
                    self.take(passage, at);
                }
            }
        }
    }

    /// The passages that have not been recognised, and of the lock what nobody has taken.
    fn open(&self) -> Vec<usize> {
        (0..self.now.len()).filter(|at| self.found[*at].is_none()).collect()
    }

    fn index(&self, features: impl Fn(&KnownPassage) -> &Features) -> FeatureIndex {
        let free = self.known.iter().enumerate().filter(|(at, _)| !self.taken.contains(at));
        FeatureIndex::new(free.map(|(at, known)| (at, features(known))))
    }

    /// The most alike first.
    fn alike(&mut self) {
        let indices = [self.index(|one| &one.side.zh), self.index(|one| &one.side.hashes)];
        let mut pairs: Vec<(Reverse<usize>, usize, usize)> = Vec::new();
        for passage in self.open() {
            let side = &self.now[passage];
            let mut near: BTreeSet<usize> =
                indices[0].near(&side.zh).into_iter().chain(indices[1].near(&side.hashes)).collect();
            near.extend(self.around(passage));
            for at in near {
                let known = &self.known[at];
                let (zh, en) = (known.similarity(side), known.side.en.similarity(&side.en));
                // A passage that has left the page comes back as it was, or nearly.
                let least = match known.is_retired {
                    true => RETURNED,
                    false if en >= ENGLISH_ALIKE => ALIKE_WITH_ENGLISH,
                    false => ALIKE,
                };
                if zh >= least {
                    pairs.push((Reverse(4 * zh + en), passage, at));
                }
            }
        }
        pairs.sort_unstable();
        pairs.into_iter().for_each(|(_, passage, at)| self.take(passage, at));
    }

    /// What stands free in the lock beside the passage before, for words that are nowhere rare.
    fn around(&self, passage: usize) -> Vec<usize> {
        let before = self.found[..passage].iter().rev().take(8).flatten().next();
        let first = before.map_or(passage.saturating_sub(2), |at| at + 1);
        (first..self.known.len()).take(4).filter(|at| !self.taken.contains(at)).collect()
    }

    /// The same or a like English, where the Chinese is missing or another one.
    fn english(&mut self) {
        let index = self.index(|one| &one.side.en);
        let mut pairs: Vec<(Reverse<usize>, usize, usize)> = Vec::new();
        for passage in self.open() {
            let side = &self.now[passage];
            for at in index.near(&side.en).into_iter().chain(self.around(passage)) {
                let similarity = self.known[at].side.en.similarity(&side.en);
                if similarity >= ENGLISH_ALIKE && !self.known[at].is_retired {
                    pairs.push((Reverse(similarity), passage, at));
                }
            }
        }
        pairs.sort_unstable();
        pairs.into_iter().for_each(|(_, passage, at)| self.take(passage, at));
    }

    /// Where only hashes are known: as many passages between two recognised ones as the lock has there.
    fn between(&mut self) {
        let mut at = 0;
        while at < self.now.len() {
            let length = self.found[at..].iter().take_while(|one| one.is_none()).count();
            if length > 0 {
                let first = at.checked_sub(1).and_then(|at| self.found[at]).map_or(0, |known| known + 1);
                let last = self.found.get(at + length).copied().flatten().unwrap_or(self.known.len());
                let free: Vec<usize> = (first..last.max(first))
                    .filter(|at| !self.taken.contains(at) && !self.known[*at].is_retired)
                    .collect();
                if free.len() == length && free.iter().all(|at| self.known[*at].is_hashed) {
                    free.into_iter().enumerate().for_each(|(step, known)| self.take(at + step, known));
                }
            }
            at += length.max(1);
        }
    }

    /// Passages without words, rules and pictures, in order.
    fn silent(&mut self) {
        let is_free = |at: &usize| !self.taken.contains(at) && self.known[*at].is_empty();
        let free: Vec<usize> = (0..self.known.len()).filter(is_free).collect();
        let silent = |at: &usize| self.now[*at].zh.is_empty() && self.now[*at].hashes.is_empty();
        let open: Vec<usize> = self.open().into_iter().filter(silent).collect();
        open.into_iter().zip(free).for_each(|(passage, known)| self.take(passage, known));
    }
}
