//! What ties sentences of two texts together: figures proved equal, terms of the glossary, names, words, marks.

use std::cell::RefCell;
use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::model::page::ProseId;
use crate::model::proof::TermUse;
use crate::prove::alignment::tie::Tie;
use crate::prove::alignment::{marks, names, words};
use crate::prove::meaning::english::StemIndex;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// What is known of two texts already.
#[derive(Clone, Copy, Default)]
pub struct Evidence<'e> {
    /// Their quantities.
    pub found: Both<&'e [Quantity]>,
    /// Those that are equal: indices into both.
    pub equal: &'e [(usize, usize)],
    /// The terms of the passage.
    pub terms: &'e [TermUse],
    /// Which proses they are.
    pub proses: Both<ProseId>,
}

/// What ties two texts together.
pub(super) struct Ties {
    ties: Vec<Tie>,
    /// Where words stand that may be said on the other side.
    said: Both<Vec<usize>>,
}

/// What it costs that a word may stand on the other side too and does not: one of the Chinese that the lexicon knows,
/// and a long one of the English, which knows fewer of them.
const UNSAID: Both<i64> = Both { zh: 90, en: 25 };

/// What a figure proved equal is worth, a small one, and a term.
const FIGURE: i64 = 350;
const SMALL: i64 = 120;
const TERM: i64 = 200;

/// What ties two texts together.
pub(super) fn ties(texts: Both<&str>, evidence: &Evidence) -> Ties {
    let index = StemIndex::new(texts.en);
    let mut ties = figures(evidence);
    ties.extend(terms(evidence));
    let said = Both { zh: words::ties(texts.zh, &index, &mut ties), en: words::long(texts.en) };
    names::ties(texts, &mut ties);
    marks::ties(texts, &mut ties);
    Ties { ties, said }
}

/// Equal figures: those of one value are one tie, whichever of them were paired.
fn figures(evidence: &Evidence) -> Vec<Tie> {
    let mut ties: Vec<Tie> = Vec::new();
    let mut known: HashMap<(Value, Kind), usize> = HashMap::default();
    for (zh, en) in evidence.equal {
        let (Some(zh), Some(en)) = (evidence.found.zh.get(*zh), evidence.found.en.get(*en)) else { continue };
        let number = *known.entry((zh.value, zh.kind)).or_insert_with(|| {
            let worth = if zh.significance == Significance::Required { FIGURE } else { SMALL };
            ties.push(Tie { worth, places: Both::default() });
            ties.len() - 1
        });
        ties[number].places.zh.push(zh.range.start);
        ties[number].places.en.push(en.range.start);
    }
    ties
}

fn terms<'e>(evidence: &'e Evidence) -> impl Iterator<Item = Tie> + 'e {
    let here = |list: &[(ProseId, Range<usize>)], own: ProseId| -> Vec<usize> {
        let here = list.iter().filter(|(prose, _)| *prose == own);
        here.map(|(_, range)| range.start).collect()
    };
    let tie = move |term: &TermUse| {
        let places =
            Both { zh: here(&term.places, evidence.proses.zh), en: here(&term.rendered, evidence.proses.en) };
        (!places.zh.is_empty() && !places.en.is_empty()).then_some(Tie { worth: TERM, places })
    };
    evidence.terms.iter().filter_map(tie)
}

/// What ties sentences together: for each, which ties it has, and how often.
pub(super) struct Links {
    worths: Vec<i64>,
    /// For each sentence, how many words stand before it that may be said on the other side.
    said: Both<Vec<i64>>,
    rows: Both<Vec<Vec<u32>>>,
    /// For each sentence, what all ties before it are worth.
    before: Both<Vec<i64>>,
    /// How often each tie stands in the Chinese that is looked at; zeros in between.
    there: RefCell<Vec<u16>>,
}

impl Links {
    /// Those of two texts that are divided into sentences.
    pub(super) fn of(known: &Ties, units: &Both<Vec<Range<usize>>>) -> Links {
        let ties = &known.ties;
        let said = Both::from_fn(|lang: Lang| {
            let starts = units.get(lang).iter().map(|unit| unit.start).chain([usize::MAX]);
            starts
                .map(|start| known.said.get(lang).partition_point(|at| *at < start) as i64)
                .collect::<Vec<i64>>()
        });
        let rows = Both::from_fn(|lang: Lang| {
            let units = units.get(lang);
            let mut rows: Vec<Vec<u32>> = vec![Vec::new(); units.len()];
            for (number, tie) in ties.iter().enumerate() {
                for at in tie.places.get(lang) {
                    let unit = units.partition_point(|unit| unit.end <= *at);
                    if let Some(row) = rows.get_mut(unit) {
                        row.push(number as u32);
                    }
                }
            }
            rows
        });
        let worths: Vec<i64> = ties.iter().map(|tie| tie.worth).collect();
        let before = Both::from_fn(|lang: Lang| {
            let mut sum = 0;
            let mut before = vec![0];
            before.extend(rows.get(lang).iter().map(|row| {
                sum += row.iter().map(|tie| worths[*tie as usize]).sum::<i64>();
                sum
            }));
            before
        });
        Links { worths, said, rows, before, there: RefCell::new(vec![0; ties.len()]) }
    }

    /// What sentences of both sides cannot be worth more than: what one side has.
    pub(super) fn most(&self, zh: Range<usize>, en: Range<usize>) -> i64 {
        let between = |counts: &[i64], range: &Range<usize>| counts[range.end] - counts[range.start];
        let unsaid = UNSAID.zh * between(&self.said.zh, &zh) + UNSAID.en * between(&self.said.en, &en);
        between(&self.before.zh, &zh).min(between(&self.before.en, &en)) - unsaid
    }

    /// What ties sentences of both sides together: each tie as often as both have it.
    pub(super) fn worth(&self, zh: Range<usize>, en: Range<usize>) -> i64 {
        let said = |counts: &[i64], range: &Range<usize>| counts[range.end] - counts[range.start];
        let unsaid = UNSAID.zh * said(&self.said.zh, &zh) + UNSAID.en * said(&self.said.en, &en);
        let (zh, en) = (self.rows.zh.get(zh).unwrap_or_default(), self.rows.en.get(en).unwrap_or_default());
        if zh.is_empty() || en.is_empty() {
            return 0;
        }
        let mut there = self.there.borrow_mut();
        zh.iter().flatten().for_each(|tie| there[*tie as usize] += 1);
        let mut worth = -unsaid;
        for tie in en.iter().flatten() {
            let count = &mut there[*tie as usize];
            if *count > 0 {
                *count -= 1;
                worth += self.worths[*tie as usize];
            }
        }
        zh.iter().flatten().for_each(|tie| there[*tie as usize] = 0);
        worth
    }
}
