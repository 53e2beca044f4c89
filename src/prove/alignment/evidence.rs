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
    rows: Both<TieRows>,
    /// How often each tie stands in the Chinese that is looked at; zeros in between.
    there: RefCell<Vec<u16>>,
    singles: Option<Singles>,
}

/// What ties each sentence to each one across, in texts of few sentences: sums over all pairs of the first ones.
struct Singles {
    sums: Vec<i64>,
    /// How many sums there are for each number of Chinese sentences.
    width: usize,
}

/// How many such sums are kept at most.
const MOST_SINGLES: usize = 1 << 10;

impl Singles {
    fn of(rows: &Both<TieRows>, worths: &[i64]) -> Option<Singles> {
        let (height, width) = (rows.zh.before.len(), rows.en.before.len());
        if height * width > MOST_SINGLES {
            return None;
        }
        let mut sums = vec![0; height * width];
        let mut there = vec![0u16; worths.len()];
        let mut taken = Vec::new();
        for zh in 1..height {
            let ties = rows.zh.ties(&(zh - 1..zh));
            ties.iter().for_each(|tie| there[*tie as usize] += 1);
            let mut sum = 0;
            for en in 1..width {
                for tie in rows.en.ties(&(en - 1..en)) {
                    let count = &mut there[*tie as usize];
                    if *count > 0 {
                        *count -= 1;
                        sum += worths[*tie as usize];
                        taken.push(*tie);
                    }
                }
                taken.drain(..).for_each(|tie: u32| there[tie as usize] += 1);
                sums[zh * width + en] = sums[(zh - 1) * width + en] + sum;
            }
            ties.iter().for_each(|tie| there[*tie as usize] = 0);
        }
        Some(Singles { sums, width })
    }

    /// What all pairs of some sentences are worth together; those of one pair together cannot be worth more.
    fn sum(&self, zh: &Range<usize>, en: &Range<usize>) -> i64 {
        let row = |at: usize| &self.sums[at * self.width..][..self.width];
        let (from, to) = (row(zh.start), row(zh.end));
        to[en.end] - to[en.start] - (from[en.end] - from[en.start])
    }
}

/// The sentences of one side.
struct TieRows {
    /// The ties of all sentences, one behind the other.
    ties: Vec<u32>,
    /// What stands before each sentence, and before the end.
    before: Vec<TiesBefore>,
}

/// What stands before a sentence.
#[derive(Clone, Copy, Default)]
struct TiesBefore {
    /// How many ties.
    ties: usize,
    /// What they are worth.
    worth: i64,
    /// What the words cost that may be said on the other side and are not.
    unsaid: i64,
}

impl TieRows {
    fn of(lang: Lang, known: &Ties, units: &[Range<usize>]) -> TieRows {
        let (said, cost) = (known.said.get(lang), UNSAID.get(lang));
        let unit = |at: &usize| units.partition_point(|unit| unit.end <= *at);
        let mut before = vec![TiesBefore::default(); units.len() + 1];
        // First what stands in each sentence, a place behind it; then what stands before it.
        for tie in &known.ties {
            for at in tie.places.get(lang) {
                if let Some(own) = before.get_mut(unit(at) + 1) {
                    (own.ties, own.worth) = (own.ties + 1, own.worth + tie.worth);
                }
            }
        }
        let starts = units.iter().map(|unit| unit.start).chain([usize::MAX]);
        let (mut count, mut worth) = (0, 0);
        for (own, start) in before.iter_mut().zip(starts) {
            (count, worth) = (count + own.ties, worth + own.worth);
            let unsaid = cost * said.partition_point(|at| *at < start) as i64;
            *own = TiesBefore { ties: count, worth, unsaid };
        }
        let mut ties = vec![0; count];
        let mut next: Vec<usize> = before.iter().map(|one| one.ties).collect();
        for (tie, number) in known.ties.iter().zip(0..) {
            for place in tie.places.get(lang).iter().map(unit) {
                if place < units.len() {
                    ties[next[place]] = number;
                    next[place] += 1;
                }
            }
        }
        TieRows { ties, before }
    }

    /// The ties of some sentences.
    fn ties(&self, range: &Range<usize>) -> &[u32] {
        &self.ties[self.before[range.start].ties..self.before[range.end].ties]
    }

    /// What their ties are worth, and what their words cost.
    fn sums(&self, range: &Range<usize>) -> (i64, i64) {
        let (from, to) = (&self.before[range.start], &self.before[range.end]);
        (to.worth - from.worth, to.unsaid - from.unsaid)
    }
}

impl Links {
    /// Those of two texts that are divided into sentences.
    pub(super) fn of(known: &Ties, units: &Both<Vec<Range<usize>>>) -> Links {
        let rows = Both::from_fn(|lang| TieRows::of(lang, known, units.get(lang)));
        let worths: Vec<i64> = known.ties.iter().map(|tie| tie.worth).collect();
        let singles = Singles::of(&rows, &worths);
        Links { there: RefCell::new(vec![0; worths.len()]), worths, rows, singles }
    }

    /// What sentences of both sides cannot be worth more than: what one side has, and what each pair of them is worth.
    pub(super) fn most(&self, zh: &Range<usize>, en: &Range<usize>) -> i64 {
        let pairs = self.singles.as_ref().map_or(i64::MAX, |singles| singles.sum(zh, en));
        let ((left, zh), (right, en)) = (self.rows.zh.sums(zh), self.rows.en.sums(en));
        left.min(right).min(pairs) - zh - en
    }

    /// What the sentences from two places on cannot be worth more than: what one side has.
    pub(super) fn most_behind(&self, zh: usize, en: usize) -> i64 {
        let behind = |rows: &TieRows, at: usize| rows.sums(&(at..rows.before.len() - 1)).0;
        behind(&self.rows.zh, zh).min(behind(&self.rows.en, en))
    }

    /// What ties sentences of both sides together: each tie as often as both have it.
    pub(super) fn worth(&self, zh: &Range<usize>, en: &Range<usize>) -> i64 {
        if zh.is_empty() || en.is_empty() {
            return 0;
        }
        let unsaid = self.rows.zh.sums(zh).1 + self.rows.en.sums(en).1;
        if let (1, 1, Some(singles)) = (zh.len(), en.len(), &self.singles) {
            return singles.sum(zh, en) - unsaid;
        }
        let (zh, en) = (self.rows.zh.ties(zh), self.rows.en.ties(en));
        let mut there = self.there.borrow_mut();
        zh.iter().for_each(|tie| there[*tie as usize] += 1);
        let mut worth = -unsaid;
        for tie in en {
            let count = &mut there[*tie as usize];
            if *count > 0 {
                *count -= 1;
                worth += self.worths[*tie as usize];
            }
        }
        zh.iter().for_each(|tie| there[*tie as usize] = 0);
        worth
    }
}
