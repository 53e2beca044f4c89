//! Two texts that say the same → which of their sentences stand across from each other.
//!
//! Both are divided into sentences, and those at their semicolons; then the cheapest way through both is found that
//! takes one or several of each side at a time, or leaves one alone. What speaks for a pair: figures already proved
//! equal, terms of the glossary, names, words, marks, and lengths. Costs are whole numbers, so that the same texts
//! give the same pairs on every machine.

mod evidence;
mod length;
mod marks;
mod names;
mod path;
mod pinned;
mod sounds;
mod tie;
mod words;

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::base::sentence::clauses;
pub use crate::model::alignment::{Alignment, SentencePair};
pub use crate::prove::alignment::evidence::Evidence;
use crate::prove::alignment::evidence::{Links, ties};
use crate::prove::alignment::length::Lengths;
use crate::prove::alignment::path::{BoundedCosts, Costs, Step};

/// Aligns two texts, sentence by sentence.
pub fn align(texts: Both<&str>, evidence: &Evidence) -> Alignment {
    let units = Both { zh: clauses(texts.zh), en: clauses(texts.en) };
    if units.zh.len() <= 1 && units.en.len() <= 1 || units.zh.is_empty() || units.en.is_empty() {
        return whole(texts, &units);
    }
    let lengths = Lengths::of(texts, &units);
    if let Some(steps) = pinned::steps(&units, evidence, &lengths) {
        return laid(&units, &steps);
    }
    let costs = Sentences {
        lengths,
        links: Links::of(&ties(texts, evidence), &units),
        quoting: Both::from_fn(|lang| marks::quoting(texts.get(lang), units.get(lang))),
    };
    let size = (units.zh.len(), units.en.len());
    laid(&units, &path::cheapest(size, &costs))
}

/// All of both texts as one pair.
fn whole(texts: Both<&str>, units: &Both<Vec<Range<usize>>>) -> Alignment {
    let side = |lang: Lang| match units.get(lang).as_slice() {
        [first, .., last] => first.start..last.end,
        [only] => only.clone(),
        [] => texts.get(lang).len()..texts.get(lang).len(),
    };
    let pair = SentencePair { zh: side(Lang::Zh), en: side(Lang::En) };
    let pairs = if pair.zh.is_empty() && pair.en.is_empty() { Vec::new() } else { vec![pair] };
    Alignment { pairs, sure: Vec::new() }
}

/// The pairs that steps through both texts make.
fn laid(units: &Both<Vec<Range<usize>>>, steps: &[(Step, bool)]) -> Alignment {
    let mut at = Both { zh: 0usize, en: 0usize };
    let mut alignment =
        Alignment { pairs: Vec::with_capacity(steps.len()), sure: Vec::with_capacity(steps.len()) };
    for (number, (step, sure)) in steps.iter().enumerate() {
        let side = |lang: Lang, taken: usize| {
            let (units, first) = (units.get(lang), *at.get(lang));
            match taken {
                // What stands alone has its partner's place between the sentences around it.
                0 => {
                    let place =
                        first.checked_sub(1).and_then(|before| units.get(before)).map_or(0, |one| one.end);
                    place..place
                }
                _ => units[first].start..units[first + taken - 1].end,
            }
        };
        alignment.pairs.push(SentencePair { zh: side(Lang::Zh, step.zh), en: side(Lang::En, step.en) });
        if number + 1 < steps.len() {
            alignment.sure.push(*sure);
        }
        at = Both { zh: at.zh + step.zh, en: at.en + step.en };
    }
    alignment
}

/// What the pairs of two texts cost.
struct Sentences {
    lengths: Lengths,
    links: Links,
    quoting: Both<Vec<bool>>,
}

/// What it costs at most by its length that a sentence stands alone.
const ALONE: i64 = 340;

/// What it costs that a pair ends inside a quotation on one side alone.
const TORN: i64 = 150;

impl Costs for Sentences {
    fn below(&self, zh: Range<usize>, en: Range<usize>, limit: i64) -> Option<i64> {
        // No length costs less than nothing.
        if zh.is_empty() || en.is_empty() {
            return (limit > 0).then(|| self.lengths.cost(&zh, &en).min(ALONE));
        }
        let most = self.links.most(&zh, &en);
        if limit + most <= 0 {
            return None;
        }
        let length = self.lengths.cost(&zh, &en);
        (length < limit + most).then(|| length - self.links.worth(&zh, &en))
    }

    fn seam(&self, zh: usize, en: usize) -> i64 {
        match self.quoting.zh.get(zh) == self.quoting.en.get(en) {
            true => 0,
            false => TORN,
        }
    }
}

impl BoundedCosts for Sentences {
    fn saved_behind(&self, zh: usize, en: usize) -> i64 {
        self.links.most_behind(zh, en)
    }
}
