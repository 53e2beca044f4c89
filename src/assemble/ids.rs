//! Ids of passages: by position without a lock; with one, a passage keeps its id for as long as its
//! words can be recognised, and a new one gets the next number never used on the page.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::model::bitext::Bitext;
use crate::model::lock::sentences;
use crate::model::page::Block;

/// How many locked passages with a sentence in common are looked at for one passage: the nearest ones.
const CANDIDATES: usize = 32;

/// Gives passages the ids that a lock remembers.
pub fn assign(bitext: &mut Bitext, locked: &BTreeMap<String, Option<Vec<u32>>>) {
    let hashes: Vec<Vec<u32>> = bitext
        .passages
        .iter()
        .map(|passage| {
            let hashes = |block: &Block| {
                sentences(&block.proses(), &bitext.pages.zh.body.notes).iter().map(|one| one.hash).collect()
            };
            bitext.blocks(passage).zh.map_or(Vec::new(), hashes)
        })
        .collect();
    let mut known = Accepted::new(locked);
    let mut ids: Vec<Option<usize>> = vec![None; hashes.len()];
    // The same words first, then passages that share a sentence, then those between two that kept theirs.
    for whole in [true, false] {
        for (at, own) in hashes.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
            if ids[at].is_none()
                && let Some(number) =
                    if whole { known.whole(own, at + 1) } else { known.sharing(own, at + 1) }
            {
                known.take(number);
                ids[at] = Some(number);
            }
        }
    }
    let mut before = 0;
    for at in 0..ids.len() {
        if let Some(number) = ids[at] {
            before = number;
            continue;
        }
        let after = match ids.get(at + 1) {
            Some(None) => continue,
            next => next.copied().flatten().unwrap_or(usize::MAX),
        };
        if let Some(number) = known.only_between(before, after) {
            known.take(number);
            (ids[at], before) = (Some(number), number);
        }
    }
    let highest = locked.keys().map(|id| number(id)).max().unwrap_or(0);
    let mut next = highest + 1;
    for (at, (passage, id)) in bitext.passages.iter_mut().zip(ids).enumerate() {
        // Where only some passages were accepted, the others keep the numbers of their places.
        let place = at + 1;
        let never_locked = place <= highest && !locked.contains_key(&format!("p{place}"));
        let id = id.or(never_locked.then_some(place)).unwrap_or_else(|| {
            next += 1;
            next - 1
        });
        passage.id = format!("p{id}");
    }
}

fn number(id: &str) -> usize {
    id.trim_start_matches('p').parse().unwrap_or(0)
}

/// The locked passages that have not been recognised yet, by the number of their ids.
struct Accepted<'l> {
    /// The hashes of their sentences.
    passages: BTreeMap<usize, &'l [u32]>,
    by_words: HashMap<&'l [u32], BTreeSet<usize>>,
    by_sentence: HashMap<u32, BTreeSet<usize>>,
}

impl<'l> Accepted<'l> {
    fn new(locked: &'l BTreeMap<String, Option<Vec<u32>>>) -> Accepted<'l> {
        let passages: BTreeMap<usize, &[u32]> = locked
            .iter()
            .filter_map(|(id, hashes)| Some((number(id), hashes.as_deref()?)))
            .filter(|(number, _)| *number > 0)
            .collect();
        let mut known = Accepted { passages, by_words: HashMap::new(), by_sentence: HashMap::new() };
        for (number, hashes) in &known.passages {
            known.by_words.entry(hashes).or_default().insert(*number);
            for hash in *hashes {
                known.by_sentence.entry(*hash).or_default().insert(*number);
            }
        }
        known
    }

    fn take(&mut self, number: usize) {
        let Some(hashes) = self.passages.remove(&number) else { return };
        if let Some(same) = self.by_words.get_mut(hashes) {
            same.remove(&number);
        }
        for hash in hashes {
            if let Some(sharing) = self.by_sentence.get_mut(hash) {
                sharing.remove(&number);
            }
        }
    }

    /// The nearest passage of the same words.
    fn whole(&self, own: &[u32], place: usize) -> Option<usize> {
        around(self.by_words.get(own)?, place).next()
    }

    /// The nearest passage that shares a third of the sentences.
    fn sharing(&self, own: &[u32], place: usize) -> Option<usize> {
        let sharing = own.iter().filter_map(|hash| self.by_sentence.get(hash));
        let near: BTreeSet<usize> = sharing.flat_map(|all| around(all, place).take(CANDIDATES)).collect();
        let shares = |number: &usize| {
            let hashes: HashSet<&u32> = self.passages[number].iter().collect();
            let shared = own.iter().filter(|hash| hashes.contains(hash)).count();
            shared * 3 >= own.len().min(hashes.len())
        };
        around(&near, place).find(shares)
    }

    /// The passage between two others, if there is just one.
    fn only_between(&self, before: usize, after: usize) -> Option<usize> {
        let mut between = self.passages.range(before + 1..after.max(before + 1)).map(|(number, _)| *number);
        between.next().filter(|_| between.next().is_none())
    }
}

/// The numbers of a set, the nearest to a place first; of two as near, the smaller one.
fn around(set: &BTreeSet<usize>, place: usize) -> impl Iterator<Item = usize> {
    let mut below = set.range(..=place).rev().copied().peekable();
    let mut above = set.range(place + 1..).copied().peekable();
    std::iter::from_fn(move || match (below.peek(), above.peek()) {
        (Some(low), Some(high)) if place - low <= high - place => below.next(),
        (Some(_), None) => below.next(),
        _ => above.next(),
    })
}
