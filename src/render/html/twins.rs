//! The figures of a passage that a reader finds equal, with the one that stands across from each: the proof tells which
//! are equal, the sentences tell which of several equal ones is meant.

use std::collections::{HashMap, HashSet};

use crate::base::lang::{Both, Lang};
use crate::model::alignment::{Alignment, SentencePair};
use crate::model::bitext::Bitext;
use crate::model::proof::{Figures, PassageProof};
use crate::prove::prose::aligned;
use crate::quantity::value::Significance;

/// The twins in a prose: indices of the Chinese and of the English quantity.
pub type FigureTwins<'p> = (&'p Figures, Vec<(usize, usize)>);

/// The twins of a passage by prose. A figure that one side says once and the other twice is the twin of both.
pub fn of<'p>(bitext: &Bitext, proof: &'p PassageProof) -> Vec<FigureTwins<'p>> {
    let twins = |figures: &'p Figures| {
        let equal = shown(figures);
        // Only where several are equal must the sentences be asked.
        let twins = match is_told(figures, &equal) {
            true => equal,
            false => Twins { figures, certain: certain(bitext, figures, proof) }.all(equal),
        };
        (figures, twins)
    };
    proof.figures.iter().map(twins).collect()
}

/// The equal figures that are marked.
fn shown(figures: &Figures) -> Vec<(usize, usize)> {
    let is_shown = |zh: usize| figures.found.zh[zh].significance > Significance::Optional;
    figures.compared.pairs.iter().copied().filter(|(zh, _)| is_shown(*zh)).collect()
}

/// Whether no other figure is equal to one of these.
fn is_told(figures: &Figures, equal: &[(usize, usize)]) -> bool {
    let count = |zh: usize| (0..figures.found.en.len()).filter(|en| is_equal(figures, zh, *en)).count();
    let uses = |en: usize| equal.iter().filter(|(_, other)| *other == en).count();
    equal.iter().all(|(zh, en)| count(*zh) <= 1 && uses(*en) == 1)
}

fn is_equal(figures: &Figures, zh: usize, en: usize) -> bool {
    let Both { zh, en } = Both { zh: &figures.found.zh[zh], en: &figures.found.en[en] };
    zh.value == en.value && zh.kind == en.kind
}

/// The sentences that certainly stand across from each other.
fn certain(bitext: &Bitext, figures: &Figures, proof: &PassageProof) -> Vec<SentencePair> {
    let prose = |lang: Lang| {
        let id = *figures.proses.get(lang);
        bitext.pages.get(lang).body.proses().into_iter().find(|prose| prose.id == id)
    };
    let (Some(zh), Some(en)) = (prose(Lang::Zh), prose(Lang::En)) else { return Vec::new() };
    aligned(Both { zh, en }, proof).map(Alignment::certain).unwrap_or_default()
}

struct Twins<'p> {
    figures: &'p Figures,
    certain: Vec<SentencePair>,
}

impl Twins<'_> {
    fn all(&self, equal: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let mut settled: HashMap<usize, usize> =
            equal.iter().copied().filter(|(zh, en)| self.meet(*zh, *en)).collect();
        let mut taken: HashSet<usize> = settled.values().copied().collect();
        for (zh, _) in &equal {
            if settled.contains_key(zh) {
                continue;
            }
            let is_other =
                |en: &usize| !taken.contains(en) && is_equal(self.figures, *zh, *en) && self.meet(*zh, *en);
            if let Some(en) = (0..self.figures.found.en.len()).find(is_other) {
                taken.insert(en);
                settled.insert(*zh, en);
            }
        }
        equal.into_iter().map(|(zh, en)| (zh, settled.get(&zh).copied().unwrap_or(en))).collect()
    }

    /// Whether two stand in sentences that certainly stand across from each other.
    fn meet(&self, zh: usize, en: usize) -> bool {
        let (zh, en) = (&self.figures.found.zh[zh].range, &self.figures.found.en[en].range);
        self.certain.iter().any(|pair| pair.zh.contains(&zh.start) && pair.en.contains(&en.start))
    }
}
