//! Which occurrences of terms in a Chinese text have their rendering in the English one.
//!
//! A rendering counts once: a term that stands three times wants three, and a form that two terms share
//! serves one of them at a time. A form inside a longer one belongs to the longer.
//!
//! How much is wanted depends on how close the translation is ([`Closeness`]). A block quotation is
//! translated sentence by sentence: there each occurrence wants its rendering, and where both sides have as
//! many sentences, in its own sentence. In prose that is written in both languages good English says “it”
//! and leaves words out: there each Chinese *sentence* with the term wants one, and “the same” stands for
//! one too.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::prove::terms::reach::Reach;

/// How closely the English is expected to follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Closeness {
    /// Word for word: block quotations.
    Quoted,
    /// Sentence for sentence: everything else.
    Free,
}

/// A term's place in a text: index of the term, and bytes.
pub type Stand = (usize, Range<usize>);

/// The most pairs of occurrences and renderings that are matched; beyond it only their numbers count.
const MATCHED: usize = 40_000;

/// The occurrences without a rendering, as indices into `terms`.
pub fn missing(texts: Both<&str>, terms: &[Stand], renderings: &[Stand], closeness: Closeness) -> Vec<usize> {
    let reach = Reach::of(texts);
    let occurrences: Vec<Occurrence> = terms
        .iter()
        .map(|(term, range)| Occurrence { term: *term, sentence: reach.sentence_of(Lang::Zh, range.start) })
        .collect();
    let mut wanted: Vec<usize> = (0..terms.len()).collect();
    if closeness == Closeness::Free {
        let mut seen = BTreeSet::new();
        wanted.retain(|at| seen.insert(occurrences[*at]));
    }
    let slots = Slots::new(renderings, reach);
    let mut left = slots.unmatched(&wanted, &occurrences);
    let mut starts: Vec<(usize, usize)> = terms.iter().map(|(term, range)| (range.start, *term)).collect();
    starts.sort_unstable();
    starts.dedup();
    left.retain(|at| !slots.hold_within_next(&terms[*at], texts.zh, &starts));
    if closeness == Closeness::Free {
        excuse_the_same(texts.en, &wanted, &occurrences, &mut left);
    }
    left
}

/// In free prose each “the same” with a noun stands for one occurrence, as long as the term is rendered at all.
fn excuse_the_same(en: &str, wanted: &[usize], occurrences: &[Occurrence], left: &mut Vec<usize>) {
    let back = en.match_indices("the same ").filter(|(at, same)| {
        let next = &en[at + same.len()..];
        next.starts_with(char::is_alphabetic) && !next.starts_with("time")
    });
    let back = back.count();
    let count = |list: &[usize]| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        list.iter().for_each(|at| *counts.entry(occurrences[*at].term).or_default() += 1);
        counts
    };
    let (all, all_wanted) = (count(left), count(wanted));
    let mut said: BTreeMap<usize, usize> = BTreeMap::new();
    left.retain(|at| {
        let term = occurrences[*at].term;
        let excused = said.entry(term).or_insert_with(|| {
            let short = all.get(&term).copied().unwrap_or_default();
            back.min(if all_wanted.get(&term) == Some(&short) { short.saturating_sub(1) } else { short })
        });
        let stays = *excused == 0;
        *excused = excused.saturating_sub(1);
        stays
    });
}

/// A place in the Chinese where a rendering is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Occurrence {
    term: usize,
    sentence: usize,
}

/// The places of renderings, none inside a longer one.
struct Slots {
    places: Vec<Range<usize>>,
    /// The sentence of each place.
    sentences: Vec<usize>,
    /// The places that each term may take.
    fits: BTreeMap<usize, Vec<usize>>,
    /// The terms that are rendered inside the form of another, with that other.
    nested: BTreeSet<(usize, usize)>,
    reach: Reach,
}

impl Slots {
    fn new(renderings: &[Stand], reach: Reach) -> Slots {
        let mut places: Vec<Range<usize>> = renderings.iter().map(|(_, range)| range.clone()).collect();
        places.sort_by_key(|range| (range.start, Reverse(range.end)));
        let mut end = 0;
        places.retain(|range| {
            let outer = range.end > end;
            end = end.max(range.end);
            outer
        });
        let mut fits: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut inside: BTreeSet<(usize, usize)> = BTreeSet::new();
        let mut owners: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); places.len()];
        for (term, range) in renderings {
            match places.binary_search_by_key(&(range.start, range.end), |one| (one.start, one.end)) {
                Ok(slot) => {
                    fits.entry(*term).or_default().push(slot);
                    owners[slot].insert(*term);
                }
                Err(after) => {
                    inside.insert((*term, after.saturating_sub(1)));
                }
            }
        }
        let outer = |(term, slot): (usize, usize)| {
            owners.get(slot).into_iter().flatten().map(move |outer| (term, *outer))
        };
        let nested = inside.into_iter().flat_map(outer).collect();
        let sentences = places.iter().map(|place| reach.sentence_of(Lang::En, place.start)).collect();
        Slots { places, sentences, fits, nested, reach }
    }

    /// Whether an occurrence stands right before another term whose rendering holds its own: 仙居县仙居新区
    /// is “Xianju New Area”.
    fn hold_within_next(&self, (term, range): &Stand, zh: &str, starts: &[(usize, usize)]) -> bool {
        // At most two characters lie between them, so few terms begin there.
        let end = zh[range.end..].char_indices().nth(2).map_or(zh.len(), |(at, _)| range.end + at);
        let first = starts.partition_point(|(start, _)| *start < range.end);
        let near = starts[first..].iter().take_while(|(start, _)| *start <= end);
        let follows = |(start, _): &&(usize, usize)| zh[range.end..*start].chars().all(char::is_alphanumeric);
        near.filter(follows).any(|(_, next)| self.nested.contains(&(*term, *next)))
    }

    /// The occurrences that get no place of their own when as many as possible get one (Kuhn's algorithm).
    fn unmatched(&self, wanted: &[usize], occurrences: &[Occurrence]) -> Vec<usize> {
        if wanted.len().saturating_mul(self.places.len()) > MATCHED {
            return self.beyond_number(wanted, occurrences);
        }
        let mut taken: Vec<Option<usize>> = vec![None; self.places.len()];
        let found = |at: &&usize| {
            let mut seen = vec![false; taken.len()];
            !self.place(**at, occurrences, &mut taken, &mut seen)
        };
        wanted.iter().filter(found).copied().collect()
    }

    /// Finds a place for an occurrence, moving others where that helps.
    fn place(
        &self,
        at: usize,
        occurrences: &[Occurrence],
        taken: &mut [Option<usize>],
        seen: &mut [bool],
    ) -> bool {
        let own = occurrences[at];
        for slot in self.fits.get(&own.term).into_iter().flatten() {
            let meet = self.reach.joins(own.sentence, self.sentences[*slot]);
            if !meet || std::mem::replace(&mut seen[*slot], true) {
                continue;
            }
            if taken[*slot].is_none_or(|other| self.place(other, occurrences, taken, seen)) {
                taken[*slot] = Some(at);
                return true;
            }
        }
        false
    }

    /// The occurrences of each term beyond the number of its places.
    fn beyond_number(&self, wanted: &[usize], occurrences: &[Occurrence]) -> Vec<usize> {
        let mut there: BTreeMap<usize, usize> =
            self.fits.iter().map(|(term, slots)| (*term, slots.len())).collect();
        let mut left = Vec::new();
        for at in wanted {
            match there.get_mut(&occurrences[*at].term) {
                Some(count) if *count > 0 => *count -= 1,
                _ => left.push(*at),
            }
        }
        left
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Pairs = &'static [(&'static str, &'static str)];

    fn stands(text: &str, forms: impl Iterator<Item = &'static str>) -> Vec<Stand> {
        let found = |(term, form): (usize, &'static str)| {
            text.match_indices(form).map(move |(at, _)| (term, at..at + form.len())).collect::<Vec<_>>()
        };
        let mut all: Vec<Stand> = forms.enumerate().flat_map(found).collect();
        all.sort_by_key(|(_, range)| range.start);
        all
    }

    /// The words of `zh` that lack a rendering, given terms with one form each.
    fn left<'t>(zh: &'t str, en: &str, terms: Pairs, closeness: Closeness) -> Vec<&'t str> {
        let chinese = stands(zh, terms.iter().map(|term| term.0));
        let english = stands(en, terms.iter().map(|term| term.1));
        let missing = missing(Both { zh, en }, &chinese, &english, closeness);
        missing.into_iter().map(|at| &zh[chinese[at].1.clone()]).collect()
    }

    const ENTITY: Pairs = &[("市场主体", "market entities")];

    #[test]
    fn a_quotation_wants_every_occurrence() {
        let zh = "市场主体总量增长，市场主体活力增强";
        assert!(
            left(zh, "market entities grew, and market entities became livelier", ENTITY, Closeness::Quoted)
                .is_empty()
        );
        assert_eq!(
            left(zh, "market entities grew, and companies became livelier", ENTITY, Closeness::Quoted),
            ["市场主体"]
        );
    }

    #[test]
    fn the_sentence_decides_where_both_sides_have_as_many() {
        let zh = "市场主体总量在五年里持续增长。各项政策惠及广大市场主体。";
        let en = "Among market entities the number of market entities grew. Policies of all kinds helped companies.";
        assert_eq!(left(zh, en, ENTITY, Closeness::Quoted), ["市场主体"]);
    }

    #[test]
    fn free_prose_may_leave_words_out() {
        let zh = "市场主体是企业、市场主体也是个体户。";
        assert!(
            left(zh, "market entities are firms and the self-employed", ENTITY, Closeness::Free).is_empty()
        );
        assert_eq!(left(zh, "companies are firms and the self-employed", ENTITY, Closeness::Free).len(), 1);
        let twice = "市场主体增长。政策惠及市场主体。";
        assert_eq!(
            left(twice, "market entities grew; policies helped companies", ENTITY, Closeness::Free).len(),
            1
        );
        assert!(
            left(twice, "market entities grew; policies helped the same group", ENTITY, Closeness::Free)
                .is_empty()
        );
    }

    #[test]
    fn a_form_serves_one_term_at_a_time_and_the_longer_one_first() {
        let shared: Pairs = &[("机床", "machine tools"), ("工业母机", "machine tools")];
        assert_eq!(left("机床和工业母机", "machine tools and lathes", shared, Closeness::Quoted).len(), 1);
        let nested: Pairs = &[("仙居新区", "Xianju New Area"), ("本县", "Xianju")];
        let wanting = |zh, en| left(zh, en, nested, Closeness::Quoted);
        assert_eq!(wanting("仙居新区属于本县", "Xianju New Area belongs to the county"), ["本县"]);
        assert!(wanting("在本县的仙居新区", "in Xianju New Area").is_empty(), "said once for both");
        assert_eq!(wanting("本县，仙居新区", "in Xianju New Area"), ["本县"]);
    }

    #[test]
    fn a_rendering_too_many_elsewhere_covers_no_loss() {
        let zh = "新设的市场主体一年比一年多。今年还会更多。政策惠及所有市场主体。";
        let en = "Of all market entities the new market entities grew. This year there will be more. Policies help all companies.";
        for closeness in [Closeness::Quoted, Closeness::Free] {
            assert_eq!(left(zh, en, ENTITY, closeness), ["市场主体"]);
        }
        let joined = "市场主体增长，今年更多，还有帮助，政策也惠及市场主体。";
        let split = "Of all market entities the market entities grew. There are more this year. They help. Policies, too.";
        assert!(left(joined, split, ENTITY, Closeness::Quoted).is_empty(), "one sentence became four");
        let zh =
            "报告概括五年。预算收入的两端相符；生产总值低于推得的增速，应为实际增速，因此不画在一张图上。";
        let en = "The report sums up five years. Budget revenue agrees with its ends, while GDP is lower than the growth implied; this is why it is not drawn.";
        assert!(
            left(zh, en, &[("生产总值", "GDP")], Closeness::Free).is_empty(),
            "as many, but not the same"
        );
    }
}
