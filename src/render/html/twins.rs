//! The figures of a passage that a reader finds equal, with the one that stands across from each: the proof tells which
//! are equal, the sentences tell which of several equal ones is meant.

use std::collections::{HashMap, HashSet};

use crate::base::lang::Both;
use crate::model::alignment::Pair;
use crate::model::proof::{Figures, PassageProof};
use crate::quantity::value::Significance;

/// The twins of a passage by prose: indices of the Chinese and of the English quantity. A figure that one side says
/// once and the other twice is the twin of both.
pub fn of(proof: &PassageProof) -> Vec<(&Figures, Vec<(usize, usize)>)> {
    let twins = |figures| (figures, Twins::new(figures, proof).all());
    proof.figures.iter().map(twins).collect()
}

struct Twins<'p> {
    figures: &'p Figures,
    /// The sentences that certainly stand across from each other.
    certain: Vec<Pair>,
}

impl<'p> Twins<'p> {
    fn new(figures: &'p Figures, proof: &PassageProof) -> Twins<'p> {
        let aligned = proof.aligned(figures.proses.zh).filter(|one| one.proses.en == figures.proses.en);
        Twins { figures, certain: aligned.map(|one| one.alignment.certain()).unwrap_or_default() }
    }

    fn all(&self) -> Vec<(usize, usize)> {
        let shown = |zh: usize| self.figures.found.zh[zh].significance > Significance::Optional;
        let equal: Vec<(usize, usize)> =
            self.figures.compared.pairs.iter().copied().filter(|(zh, _)| shown(*zh)).collect();
        let mut settled: HashMap<usize, usize> =
            equal.iter().copied().filter(|(zh, en)| self.meet(*zh, *en)).collect();
        let mut taken: HashSet<usize> = settled.values().copied().collect();
        for (zh, _) in &equal {
            if settled.contains_key(zh) {
                continue;
            }
            let is_other = |en: &usize| !taken.contains(en) && self.is_equal(*zh, *en) && self.meet(*zh, *en);
            if let Some(en) = (0..self.figures.found.en.len()).find(is_other) {
                taken.insert(en);
                settled.insert(*zh, en);
            }
        }
        equal.into_iter().map(|(zh, en)| (zh, settled.get(&zh).copied().unwrap_or(en))).collect()
    }

    fn is_equal(&self, zh: usize, en: usize) -> bool {
        let Both { zh, en } = Both { zh: &self.figures.found.zh[zh], en: &self.figures.found.en[en] };
        zh.value == en.value && zh.kind == en.kind
    }

    /// Whether two stand in sentences that certainly stand across from each other.
    fn meet(&self, zh: usize, en: usize) -> bool {
        let (zh, en) = (&self.figures.found.zh[zh].range, &self.figures.found.en[en].range);
        self.certain.iter().any(|pair| pair.zh.contains(&zh.start) && pair.en.contains(&en.start))
    }
}
