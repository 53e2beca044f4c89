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

use crate::both::Both;

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
    let slots = Slots::new(renderings);
    let all: Vec<usize> = (0..terms.len()).collect();
    let mut left = slots.unmatched(&all, terms);
    if closeness == Closeness::Quoted && left.is_empty() {
        left = sentence_by_sentence(texts, terms, &slots);
    }
    let of_term = |left: &[usize]| {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        left.iter().for_each(|at| *counts.entry(terms[*at].0).or_default() += 1);
        counts
    };
    let (short, all) = (of_term(&left), of_term(&all));
    let mut excused: BTreeMap<usize, usize> = BTreeMap::new();
    for (term, count) in short {
        let allowed = match closeness {
            Closeness::Free => unsaid(texts, terms, term),
            Closeness::Quoted => 0,
        };
        // Something must be said, if only inside the form of another term.
        let nested = slots.nested.contains(&term);
        let most = if count == all[&term] && !nested { count - 1 } else { count };
        excused.insert(term, (allowed + usize::from(nested)).min(most));
    }
    left.retain(|at| match excused.get_mut(&terms[*at].0) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    left
}

/// How many occurrences of a term free prose may leave unsaid: further ones in one sentence, and one for
/// each “the same”.
fn unsaid(texts: Both<&str>, terms: &[Stand], term: usize) -> usize {
    let ends = sentences(texts.zh, &CHINESE);
    let mut own: Vec<usize> = terms
        .iter()
        .filter(|(one, _)| *one == term)
        .map(|(_, range)| sentence_of(&ends, range.start))
        .collect();
    let count = own.len();
    own.dedup();
    let back =
        texts.en.match_indices("the same").filter(|(at, _)| !texts.en[*at..].starts_with("the same time"));
    count - own.len() + back.count()
}

/// The places of renderings, none inside a longer one.
struct Slots {
    places: Vec<Range<usize>>,
    /// The places that each term may take.
    fits: BTreeMap<usize, Vec<usize>>,
    /// Terms that are rendered only inside the forms of others.
    nested: BTreeSet<usize>,
}

impl Slots {
    fn new(renderings: &[Stand]) -> Slots {
        let mut places: Vec<Range<usize>> = renderings.iter().map(|(_, range)| range.clone()).collect();
        places.sort_by_key(|range| (range.start, Reverse(range.end)));
        let mut end = 0;
        places.retain(|range| {
            let outer = range.end > end;
            end = end.max(range.end);
            outer
        });
        let (mut fits, mut nested): (BTreeMap<usize, Vec<usize>>, BTreeSet<usize>) = Default::default();
        for (term, range) in renderings {
            match places.binary_search_by_key(&(range.start, range.end), |one| (one.start, one.end)) {
                Ok(slot) => fits.entry(*term).or_default().push(slot),
                Err(_) => {
                    nested.insert(*term);
                }
            }
        }
        nested.retain(|term| !fits.contains_key(term));
        Slots { places, fits, nested }
    }

    /// The same with the places of one sentence only.
    fn within(&self, is_inside: impl Fn(&Range<usize>) -> bool) -> Slots {
        let inside = |slots: &Vec<usize>| {
            slots.iter().copied().filter(|slot| is_inside(&self.places[*slot])).collect()
        };
        let fits = self.fits.iter().map(|(term, slots)| (*term, inside(slots))).collect();
        Slots { places: self.places.clone(), fits, nested: BTreeSet::new() }
    }

    /// The occurrences that get no place of their own when as many as possible get one (Kuhn's algorithm).
    fn unmatched(&self, wanted: &[usize], terms: &[Stand]) -> Vec<usize> {
        if wanted.len().saturating_mul(self.places.len()) > MATCHED {
            return self.beyond_number(wanted, terms);
        }
        let mut taken: Vec<Option<usize>> = vec![None; self.places.len()];
        let found = |at: &&usize| {
            let mut seen = vec![false; taken.len()];
            !self.place(**at, terms, &mut taken, &mut seen)
        };
        wanted.iter().filter(found).copied().collect()
    }

    /// Finds a place for an occurrence, moving others where that helps.
    fn place(&self, at: usize, terms: &[Stand], taken: &mut [Option<usize>], seen: &mut [bool]) -> bool {
        for slot in self.fits.get(&terms[at].0).into_iter().flatten() {
            if std::mem::replace(&mut seen[*slot], true) {
                continue;
            }
            if taken[*slot].is_none_or(|other| self.place(other, terms, taken, seen)) {
                taken[*slot] = Some(at);
                return true;
            }
        }
        false
    }

    /// The occurrences of each term beyond the number of its places.
    fn beyond_number(&self, wanted: &[usize], terms: &[Stand]) -> Vec<usize> {
        let mut there: BTreeMap<usize, usize> =
            self.fits.iter().map(|(term, slots)| (*term, slots.len())).collect();
        let mut left = Vec::new();
        for at in wanted {
            match there.get_mut(&terms[*at].0) {
                Some(count) if *count > 0 => *count -= 1,
                _ => left.push(*at),
            }
        }
        left
    }
}

/// Each sentence by itself, where both sides have as many; nothing otherwise.
fn sentence_by_sentence(texts: Both<&str>, terms: &[Stand], slots: &Slots) -> Vec<usize> {
    let (zh, en) = (sentences(texts.zh, &CHINESE), sentences(texts.en, &ENGLISH));
    if zh.len() != en.len() || zh.len() < 2 || terms.len() > MATCHED {
        return Vec::new();
    }
    let mut by_sentence: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, (_, range)) in terms.iter().enumerate() {
        by_sentence.entry(sentence_of(&zh, range.start)).or_default().push(at);
    }
    let short = |(number, wanted): (usize, Vec<usize>)| {
        slots.within(|place| sentence_of(&en, place.start) == number).unmatched(&wanted, terms)
    };
    by_sentence.into_iter().flat_map(short).collect()
}

/// Marks at which a sentence ends.
const CHINESE: [char; 5] = ['。', '！', '？', '；', ';'];
const ENGLISH: [char; 4] = ['.', '!', '?', ';'];

/// The bytes at which the sentences of a text end. An English mark ends one before white space or a quotation mark.
pub fn sentences(text: &str, marks: &[char]) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| marks.contains(c)) {
        let end = at + c.len_utf8();
        let after = text[end..].chars().next();
        if !c.is_ascii() || after.is_none_or(|c| c.is_whitespace() || "”’)".contains(c) || !c.is_ascii())
        {
            ends.push(end);
        }
    }
    let last = ends.last().copied().unwrap_or(0);
    if !text[last..].chars().all(|c| c.is_whitespace() || "”’」）)…[]".contains(c)) {
        ends.push(text.len());
    }
    ends
}

fn sentence_of(ends: &[usize], at: usize) -> usize {
    ends.partition_point(|end| *end <= at)
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
        let zh = "市场主体增长。政策惠及市场主体。";
        let en = "Market policy: market entities and market entities grew. Policies helped companies.";
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
        let nested: Pairs = &[("台州湾", "Taizhou Bay"), ("市", "Taizhou")];
        assert_eq!(
            left("台州湾属于市", "Taizhou Bay belongs to the city", nested, Closeness::Quoted).len(),
            0
        );
        assert_eq!(
            left("台州湾属于市，市很大", "Taizhou Bay belongs to the city", nested, Closeness::Quoted).len(),
            1
        );
    }
}
