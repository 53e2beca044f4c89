//! The terms of a passage: where they stand, how they are rendered, and which places want a rendering.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::covered::Covered;
use crate::base::lang::{Both, Lang};
use crate::base::map::{HashMap, HashSet};
use crate::model::glossary::TermId;
use crate::model::page::{Prose, ProseId};
use crate::model::proof::{Instead, Misspelt, TermUse, WrongForm};
use crate::prove::terms::assignment::{self, Closeness, Stand};
use crate::prove::terms::index::{FoundTerm, TermIndex};
use crate::prove::terms::reach::Reach;
use crate::prove::terms::typos::LOOKED_AT_IN_ALL;
use crate::prove::terms::words::Words;

/// The terms of a passage, each once, with their renderings and what is missing of them.
pub(crate) fn terms(index: &TermIndex, proses: &Both<Vec<&Prose>>, closeness: Closeness) -> Vec<TermUse> {
    let mut uses = in_chinese(index, &proses.zh);
    if uses.is_empty() {
        return uses;
    }
    let words: Vec<Words> = proses.en.iter().map(|prose| Words::new(prose.read().string())).collect();
    let known: HashMap<TermId, usize> = uses.iter().enumerate().map(|(at, one)| (one.term, at)).collect();
    let mut left = LOOKED_AT_IN_ALL;
    for (prose, words) in proses.en.iter().zip(&words) {
        in_english(index, (prose.id, words), (&mut uses, &known), &mut left);
    }
    unrendered(proses, closeness, &mut uses);
    instead(index, proses, &words, &mut uses);
    uses
}

fn in_chinese(index: &TermIndex, proses: &[&Prose]) -> Vec<TermUse> {
    let mut uses: Vec<TermUse> = Vec::new();
    let mut known: HashMap<TermId, usize> = HashMap::default();
    for prose in proses {
        for found in index.in_chinese(prose.read().string()) {
            let place = (prose.id, found.range);
            match known.get(&found.term) {
                Some(at) => uses[*at].places.push(place),
                None => {
                    known.insert(found.term, uses.len());
                    uses.push(TermUse::first(found.term, place));
                }
            }
        }
    }
    uses
}

/// The bytes of each prose that hold terms: the numbers in them are names.
#[derive(Default)]
pub struct TermNames(HashMap<ProseId, Vec<Range<usize>>>);

impl TermNames {
    /// Those of one side.
    pub fn of(terms: &[TermUse], lang: Lang) -> TermNames {
        let mut names = TermNames::default();
        let places = terms.iter().flat_map(|term| match lang {
            Lang::Zh => &term.places,
            Lang::En => &term.rendered,
        });
        places.for_each(|(prose, range)| names.0.entry(*prose).or_default().push(range.clone()));
        names
    }

    /// Those of a prose.
    pub fn in_prose(&self, prose: ProseId) -> &[Range<usize>] {
        self.0.get(&prose).map_or(&[], Vec::as_slice)
    }
}

/// Adds the renderings of an English prose: the accepted ones, and the wrong and misspelt ones that are no
/// part of an accepted one.
fn in_english(
    index: &TermIndex,
    (prose, words): (ProseId, &Words),
    (uses, known): (&mut [TermUse], &HashMap<TermId, usize>),
    left: &mut usize,
) {
    let candidates: BTreeSet<usize> = match uses.len() <= words.stems().len() {
        true => (0..uses.len()).collect(),
        false => index.candidates(words).iter().filter_map(|term| known.get(term)).copied().collect(),
    };
    let rendered: Vec<(usize, Vec<Range<usize>>)> =
        candidates.iter().map(|at| (*at, index.rendered(uses[*at].term, words))).collect();
    let right = Covered::of(rendered.iter().flat_map(|(_, ranges)| ranges));
    for (at, rendered) in rendered {
        let one = &mut uses[at];
        one.rendered.extend(rendered.into_iter().map(|range| (prose, range)));
        let wrong = index.wrongly(one.term, words).into_iter().filter(|(_, range)| !right.holds(range));
        one.wrong.extend(wrong.map(|(form, range)| WrongForm { form, prose, range }));
    }
    for one in uses.iter_mut() {
        if *left == 0 {
            break;
        }
        // Who looks for a form looks at one place at least.
        *left -= 1;
        for (form, range) in index.misspelt(one.term, words, left) {
            let here = one.misspelt.iter().rev().take_while(|other| other.prose == prose);
            if !right.holds(&range) && !here.into_iter().any(|other| meet(&other.range, &range)) {
                one.misspelt.push(Misspelt { form: form.to_owned(), prose, range });
            }
        }
    }
}

fn meet(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}

/// Finds the places of terms that have no rendering: prose by prose where the sides have as many.
fn unrendered(proses: &Both<Vec<&Prose>>, closeness: Closeness, uses: &mut [TermUse]) {
    if proses.zh.len() != proses.en.len() {
        let is_missing =
            |one: &&mut TermUse| one.rendered.is_empty() && one.wrong.is_empty() && one.misspelt.is_empty();
        uses.iter_mut().filter(is_missing).for_each(|one| one.missing.push(0));
        return;
    }
    // The places of terms in each Chinese prose, with which place of its term each is, and the renderings in each
    // English one.
    let mut places: HashMap<ProseId, Vec<(Stand, usize)>> = HashMap::default();
    let mut renderings: HashMap<ProseId, Vec<Stand>> = HashMap::default();
    for (index, one) in uses.iter().enumerate() {
        for (number, (prose, range)) in one.places.iter().enumerate() {
            places.entry(*prose).or_default().push(((index, range.clone()), number));
        }
        let rendered = one.rendered.iter().map(|(prose, range)| (prose, range));
        let wrong = one.wrong.iter().map(|wrong| (&wrong.prose, &wrong.range));
        let misspelt = one.misspelt.iter().map(|misspelt| (&misspelt.prose, &misspelt.range));
        for (prose, range) in rendered.chain(wrong).chain(misspelt) {
            renderings.entry(*prose).or_default().push((index, range.clone()));
        }
    }
    for (zh, en) in proses.zh.iter().zip(&proses.en) {
        let Some(places) = places.remove(&zh.id) else { continue };
        let (terms, numbers): (Vec<Stand>, Vec<usize>) = places.into_iter().unzip();
        let renderings = renderings.remove(&en.id).unwrap_or_default();
        let texts = Both { zh: zh.read().string(), en: en.read().string() };
        for at in assignment::missing(texts, &terms, &renderings, closeness) {
            uses[terms[at].0].missing.push(numbers[at]);
        }
    }
}

/// How many places of a term that lack a rendering are looked at for what stands there instead, and how many of those
/// are told.
const HINTED: usize = 50;

/// Finds what stands in the English in place of a term: the rendering of one that the Chinese does not have.
fn instead(index: &TermIndex, proses: &Both<Vec<&Prose>>, words: &[Words], uses: &mut [TermUse]) {
    if proses.zh.len() != proses.en.len() || uses.iter().all(|one| one.missing.is_empty()) {
        return;
    }
    let own: HashSet<TermId> = uses.iter().map(|one| one.term).collect();
    let mut right: HashMap<ProseId, Vec<Range<usize>>> = HashMap::default();
    for (prose, range) in uses.iter().flat_map(|one| &one.rendered) {
        right.entry(*prose).or_default().push(range.clone());
    }
    let numbers: HashMap<ProseId, usize> =
        proses.zh.iter().enumerate().map(|(at, one)| (one.id, at)).collect();
    // What stands in a prose is found once for it, however many places of it lack something.
    let mut known: BTreeMap<ProseId, (Reach, Vec<FoundTerm>)> = BTreeMap::new();
    for one in uses.iter_mut() {
        for (prose, place) in one.missing.iter().take(HINTED).filter_map(|at| one.places.get(*at)) {
            let Some(at) = numbers.get(prose).copied() else { continue };
            let en = proses.en[at].id;
            let (reach, others) = known.entry(en).or_insert_with(|| {
                let texts = Both { zh: proses.zh[at].read(), en: proses.en[at].read() };
                let reach = Reach::of(texts.map(|text| text.string()));
                let right = Covered::of(right.get(&en).into_iter().flatten());
                let free = |found: &FoundTerm| !right.meets(&found.range);
                (reach, index.others(&own, &words[at]).into_iter().filter(free).collect())
            });
            let across = reach.first_across(place.start);
            let first = others.partition_point(|one| reach.sentence_of(Lang::En, one.range.start) < across);
            let near = others[first..].iter().take_while(|one| reach.holds(place.start, one.range.start));
            let near = near.take(2 * HINTED);
            for found in near {
                let other = Instead { term: found.term, prose: en, range: found.range.clone() };
                if one.instead.len() < HINTED && !one.instead.contains(&other) {
                    one.instead.push(other);
                }
            }
        }
    }
}
