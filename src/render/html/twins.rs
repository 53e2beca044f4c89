//! The figures of a passage that a reader finds equal, with the one that stands across from each: the proof tells which
//! are equal, the sentences tell which of several equal ones is meant.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::base::map::{HashMap, HashSet};
use crate::model::alignment::SentencePair;
use crate::model::bitext::Bitext;
use crate::model::page::ProseId;
use crate::model::proof::{Figures, PassageProof};
use crate::prove::prose;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// The twins in a prose.
pub struct FigureTwins {
    /// The two.
    pub proses: Both<ProseId>,
    /// The twins by their Chinese quantities.
    pub all: Vec<FigureTwin>,
}

/// A quantity with the one across from it.
pub struct FigureTwin {
    /// The number of the pair in the passage, from 1. What is the twin of several has one number with them.
    pub number: usize,
    /// Where both stand, in bytes of what is read.
    pub ranges: Both<Range<usize>>,
}

/// The twins of a passage by prose. A figure that one side says once and the other twice is the twin of both.
pub fn of(bitext: &Bitext, proof: &PassageProof) -> Vec<FigureTwins> {
    let mut last = 0;
    let twins = |figures: &Figures| {
        let Both { zh, en } = figures.proses;
        let proses = Both { zh, en };
        if figures.found.pair_count() == 0 {
            return FigureTwins { proses, all: Vec::new() };
        }
        let (found, mut equal) = figures.found.all();
        // The equal figures that are marked.
        equal.retain(|(zh, _)| found.zh[*zh].significance > Significance::Optional);
        // Only where several are equal must the sentences be asked.
        let (twins, mut numbers) = match is_told(&found, &equal) {
            // Each has a number of its own.
            true => (equal, Vec::new()),
            false => {
                let twins = Twins { found: &found, certain: certain(bitext, figures, proof) };
                (twins.all(equal), vec![None; found.en.len()])
            }
        };
        let twin = |(zh, en): (usize, usize)| {
            let mut next = || {
                last += 1;
                last
            };
            let number = numbers.get_mut(en).map(|number| *number.get_or_insert_with(&mut next));
            let ranges = Both { zh: found.zh[zh].range.clone(), en: found.en[en].range.clone() };
            FigureTwin { number: number.unwrap_or_else(next), ranges }
        };
        FigureTwins { proses, all: twins.into_iter().map(twin).collect() }
    };
    proof.figures.iter().map(twins).collect()
}

/// Whether no other figure is equal to one of these.
fn is_told(found: &Both<Vec<Quantity>>, equal: &[(usize, usize)]) -> bool {
    if equal.is_empty() {
        return true;
    }
    // Those of a few that are used, a bit each.
    let mut used: u64 = 0;
    let is_alone = |(zh, en): &(usize, usize)| {
        let own = &found.zh[*zh];
        let is_alike = |one: &&Quantity| one.kind == own.kind && one.value == own.value;
        let before = used;
        used |= 1 << en;
        used != before && found.en.iter().filter(is_alike).nth(1).is_none()
    };
    match found.en.len() {
        ..=FEW => equal.iter().all(is_alone),
        _ => false,
    }
}

/// Up to how many figures of a side each is compared with each.
const FEW: usize = u64::BITS as usize;

/// The sentences that certainly stand across from each other.
fn certain(bitext: &Bitext, figures: &Figures, proof: &PassageProof) -> Vec<SentencePair> {
    let prose = |lang: Lang| {
        let id = *figures.proses.get(lang);
        bitext.pages.get(lang).body.prose(id)
    };
    let (Some(zh), Some(en)) = (prose(Lang::Zh), prose(Lang::En)) else { return Vec::new() };
    prose::certain(Both { zh, en }, proof).unwrap_or_default()
}

struct Twins<'p> {
    found: &'p Both<Vec<Quantity>>,
    certain: Vec<SentencePair>,
}

/// Figures that are equal and stand in one sentence of the English.
type Alike = (Value, Kind, usize);

impl Twins<'_> {
    fn all(&self, equal: Vec<(usize, usize)>) -> Vec<(usize, usize)> {
        let Both { zh: left, en: right } = self.found;
        let mut settled: HashMap<usize, usize> =
            equal.iter().copied().filter(|(zh, en)| self.meet(&left[*zh], &right[*en])).collect();
        let mut taken: HashSet<usize> = settled.values().copied().collect();
        // The English figures of each sentence, the last one first.
        let mut open: HashMap<Alike, Vec<usize>> = HashMap::default();
        for (en, one) in right.iter().enumerate().rev() {
            if let Some(pair) = self.pair(Lang::En, one) {
                open.entry((one.value, one.kind, pair)).or_default().push(en);
            }
        }
        for (zh, _) in &equal {
            if settled.contains_key(zh) {
                continue;
            }
            let one = &left[*zh];
            let alike = self.pair(Lang::Zh, one).and_then(|pair| open.get_mut(&(one.value, one.kind, pair)));
            let Some(alike) = alike else { continue };
            while let Some(en) = alike.pop() {
                if taken.insert(en) {
                    settled.insert(*zh, en);
                    break;
                }
            }
        }
        equal.into_iter().map(|(zh, en)| (zh, settled.get(&zh).copied().unwrap_or(en))).collect()
    }

    /// Whether two stand in sentences that certainly stand across from each other.
    fn meet(&self, zh: &Quantity, en: &Quantity) -> bool {
        let pair = self.pair(Lang::Zh, zh);
        pair.is_some() && pair == self.pair(Lang::En, en)
    }

    /// The sentences in which a figure of one side stands.
    fn pair(&self, lang: Lang, one: &Quantity) -> Option<usize> {
        let at = self.certain.partition_point(|pair| pair.get(lang).end <= one.range.start);
        self.certain.get(at).filter(|pair| pair.get(lang).contains(&one.range.start)).map(|_| at)
    }
}
