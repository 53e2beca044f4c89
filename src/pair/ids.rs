//! Ids of passages: by position without a lock; with one, a passage keeps its id for as long as its
//! words can be recognised, and a new one gets the next number never used on the page.

use std::collections::BTreeMap;

use crate::bitext::Bitext;
use crate::lock::sentences;

/// A locked passage: its id and the hashes of its sentences.
type Known<'l> = (&'l str, &'l [u32]);

/// Gives passages the ids that a lock remembers.
pub fn assign(bitext: &mut Bitext, locked: &BTreeMap<String, Option<Vec<u32>>>) {
    let hashes: Vec<Vec<u32>> = bitext
        .passages
        .iter()
        .map(|passage| {
            bitext
                .blocks(passage)
                .zh
                .map_or(Vec::new(), |block| sentences(block).iter().map(|one| one.hash).collect())
        })
        .collect();
    let mut known: Vec<Known> =
        locked.iter().filter_map(|(id, hashes)| Some((id.as_str(), hashes.as_deref()?))).collect();
    known.sort_by_key(|(id, _)| number(id));
    let mut ids: Vec<Option<String>> = vec![None; hashes.len()];
    // The same words first, then passages that share a sentence, then those between two that kept theirs.
    for share in [whole as fn(&[u32], &[u32]) -> bool, some] {
        for (at, own) in hashes.iter().enumerate().filter(|(_, own)| !own.is_empty()) {
            if ids[at].is_none() {
                let near = |id: &str| number(id).abs_diff(at + 1);
                let best = known
                    .iter()
                    .enumerate()
                    .filter(|(_, (_, hashes))| share(own, hashes))
                    .min_by_key(|(_, (id, _))| near(id));
                if let Some(index) = best.map(|(index, _)| index) {
                    ids[at] = Some(known.remove(index).0.to_owned());
                }
            }
        }
    }
    for at in 0..ids.len() {
        if ids[at].is_some() {
            continue;
        }
        let before = ids[..at].iter().rev().flatten().next().map_or(0, |id| number(id));
        let after = ids[at + 1..].iter().flatten().next().map_or(usize::MAX, |id| number(id));
        let alone = ids[at + 1..].iter().take_while(|id| id.is_none()).count() == 0;
        let between: Vec<usize> =
            (0..known.len()).filter(|index| (before + 1..after).contains(&number(known[*index].0))).collect();
        if let ([index], true) = (between.as_slice(), alone) {
            ids[at] = Some(known.remove(*index).0.to_owned());
        }
    }
    let mut next = locked.keys().map(|id| number(id)).max().unwrap_or(0) + 1;
    for (passage, id) in bitext.passages.iter_mut().zip(ids) {
        passage.id = id.unwrap_or_else(|| {
            let id = format!("p{next}");
            next += 1;
            id
        });
    }
}

fn number(id: &str) -> usize {
    id.trim_start_matches('p').parse().unwrap_or(0)
}

fn whole(a: &[u32], b: &[u32]) -> bool {
    a == b
}

fn some(a: &[u32], b: &[u32]) -> bool {
    let shared = a.iter().filter(|hash| b.contains(hash)).count();
    shared > 0 && shared * 3 >= a.len().min(b.len())
}
