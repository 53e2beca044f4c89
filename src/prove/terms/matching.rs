//! The terms of a passage: where they stand, how they are rendered, and which places want a rendering.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::model::glossary::TermId;
use crate::model::page::{Prose, ProseId};
use crate::model::proof::{Instead, Misspelt, TermUse, WrongForm};
use crate::prove::terms::assignment::{self, Closeness};
use crate::prove::terms::index::{FoundTerm, TermIndex};
use crate::prove::terms::reach::Reach;
use crate::prove::terms::words::Words;

/// The terms of a passage, each once, with their renderings and what is missing of them.
pub(crate) fn terms(index: &TermIndex, proses: &Both<Vec<&Prose>>, closeness: Closeness) -> Vec<TermUse> {
    let mut uses = in_chinese(index, &proses.zh);
    if uses.is_empty() {
        return uses;
    }
    let words: Vec<Words> = proses.en.iter().map(|prose| Words::new(&prose.read().string)).collect();
    for (prose, words) in proses.en.iter().zip(&words) {
        in_english(index, prose.id, words, &mut uses);
    }
    unrendered(proses, closeness, &mut uses);
    instead(index, proses, &words, &mut uses);
    uses
}

fn in_chinese(index: &TermIndex, proses: &[&Prose]) -> Vec<TermUse> {
    let mut uses: Vec<TermUse> = Vec::new();
    let mut known: HashMap<TermId, usize> = HashMap::new();
    for prose in proses {
        for found in index.in_chinese(&prose.read().string) {
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

/// The bytes of a prose that hold terms: the numbers in them are names.
pub fn names_of(terms: &[TermUse], prose: ProseId, lang: Lang) -> Vec<Range<usize>> {
    let places = terms.iter().flat_map(|term| match lang {
        Lang::Zh => &term.places,
        Lang::En => &term.rendered,
    });
    places.filter(|(at, _)| *at == prose).map(|(_, range)| range.clone()).collect()
}

/// Adds the renderings of an English prose: the accepted ones, and the wrong and misspelt ones that are no
/// part of an accepted one.
fn in_english(index: &TermIndex, prose: ProseId, words: &Words, uses: &mut [TermUse]) {
    let rendered: Vec<Vec<Range<usize>>> = uses.iter().map(|one| index.rendered(one.term, words)).collect();
    let outside = |range: &Range<usize>| {
        !rendered.iter().flatten().any(|right| right.start <= range.start && range.end <= right.end)
    };
    for (one, rendered) in uses.iter_mut().zip(&rendered) {
        one.rendered.extend(rendered.iter().map(|range| (prose, range.clone())));
        let wrong = index.wrongly(one.term, words).into_iter().filter(|(_, range)| outside(range));
        one.wrong.extend(wrong.map(|(form, range)| WrongForm { form, prose, range }));
        for (form, range) in index.misspelt(one.term, words).into_iter().filter(|(_, range)| outside(range)) {
            let met = |other: &Misspelt| other.prose == prose && meet(&other.range, &range);
            if !one.misspelt.iter().any(met) {
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
    for (zh, en) in proses.zh.iter().zip(&proses.en) {
        let mut terms: Vec<(usize, Range<usize>)> = Vec::new();
        // Which place of its term each of them is.
        let mut numbers: Vec<usize> = Vec::new();
        let mut renderings: Vec<(usize, Range<usize>)> = Vec::new();
        for (index, one) in uses.iter().enumerate() {
            for (number, (_, range)) in one.places.iter().enumerate().filter(|(_, place)| place.0 == zh.id) {
                terms.push((index, range.clone()));
                numbers.push(number);
            }
            let rendered = one.rendered.iter().filter(|(prose, _)| *prose == en.id);
            renderings.extend(rendered.map(|(_, range)| (index, range.clone())));
            let wrong = one.wrong.iter().filter(|wrong| wrong.prose == en.id);
            renderings.extend(wrong.map(|wrong| (index, wrong.range.clone())));
            let misspelt = one.misspelt.iter().filter(|misspelt| misspelt.prose == en.id);
            renderings.extend(misspelt.map(|misspelt| (index, misspelt.range.clone())));
        }
        if terms.is_empty() {
            continue;
        }
        let texts = Both { zh: zh.read().string.as_str(), en: en.read().string.as_str() };
        for at in assignment::missing(texts, &terms, &renderings, closeness) {
            uses[terms[at].0].missing.push(numbers[at]);
        }
    }
}

/// How many places of a term that lack a rendering are looked at for what stands there instead.
const HINTED: usize = 50;

/// Finds what stands in the English in place of a term: the rendering of one that the Chinese does not have.
fn instead(index: &TermIndex, proses: &Both<Vec<&Prose>>, words: &[Words], uses: &mut [TermUse]) {
    if proses.zh.len() != proses.en.len() || uses.iter().all(|one| one.missing.is_empty()) {
        return;
    }
    let own: Vec<TermId> = uses.iter().map(|one| one.term).collect();
    let right: Vec<(ProseId, Range<usize>)> = uses.iter().flat_map(|one| one.rendered.clone()).collect();
    // What stands in a prose is found once for it, however many places of it lack something.
    let mut known: BTreeMap<ProseId, (Reach, Vec<FoundTerm>)> = BTreeMap::new();
    for one in uses.iter_mut() {
        for (prose, place) in one.missing.iter().take(HINTED).filter_map(|at| one.places.get(*at)) {
            let Some(at) = proses.zh.iter().position(|one| one.id == *prose) else { continue };
            let en = proses.en[at].id;
            let (reach, others) = known.entry(en).or_insert_with(|| {
                let texts = Both { zh: proses.zh[at].read(), en: proses.en[at].read() };
                let reach = Reach::of(texts.map(|text| text.string.as_str()));
                let free = |found: &FoundTerm| {
                    !right.iter().any(|(at, range)| *at == en && meet(range, &found.range))
                };
                (reach, index.others(&own, &words[at]).into_iter().filter(free).collect())
            });
            for found in others.iter() {
                let other = Instead { term: found.term, prose: en, range: found.range.clone() };
                if reach.holds(place.start, other.range.start) && !one.instead.contains(&other) {
                    one.instead.push(other);
                }
            }
        }
    }
}
