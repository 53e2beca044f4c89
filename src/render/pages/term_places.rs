//! Where terms stand on the pages of a site, with the sentences that they stand in: found once for each page, and after
//! an edit only for the pages that it touches.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::base::sentence;
use crate::model::bitext::Bitext;
use crate::model::glossary::TermId;
use crate::model::page::ProseId;
use crate::model::proof::TermUse;
use crate::render::context::RenderContext;
use crate::render::html::text::marked;

/// A passage in which a term stands.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TermPassage {
    /// Its id.
    pub id: String,
    /// Its position.
    pub number: usize,
    /// The sentence of each language that the term stands in, as HTML.
    pub sentence: Both<String>,
}

/// The index of a bitext, and its passages in which a term stands.
pub type TermPlaces = (usize, Vec<TermPassage>);

/// The terms of a page, each with its passages.
pub(crate) type TermsOfPage = Vec<(TermId, Vec<TermPassage>)>;

/// Where each term stands: the bitexts in order.
pub fn of_site(ctx: &RenderContext) -> HashMap<TermId, Vec<TermPlaces>> {
    let each: Vec<TermsOfPage> =
        (0..ctx.proof.pages.len()).into_par_iter().map(|at| of_page(ctx, at)).collect();
    let mut places: HashMap<TermId, Vec<TermPlaces>> = HashMap::default();
    for (at, terms) in each.into_iter().enumerate() {
        for (term, passages) in terms {
            places.entry(term).or_default().push((at, passages));
        }
    }
    places
}

/// The terms of a page: found once, and kept.
pub(crate) fn of_page(ctx: &RenderContext, at: usize) -> TermsOfPage {
    let memo = ctx.gathered.map(|one| one.memo).zip(ctx.proof.keys.get(at).map(key));
    if let Some(known) = memo.as_ref().and_then(|(memo, key)| memo.get(key)) {
        return known;
    }
    let found = find(ctx, at);
    memo.into_iter().for_each(|(memo, key)| memo.put(key, &found));
    found
}

/// What is kept of a page stands under this.
fn key(page: &FactKey) -> FactKey {
    let mut facts = FactHasher::default();
    facts.text("terms of a page");
    facts.key(page);
    facts.done()
}

fn find(ctx: &RenderContext, at: usize) -> TermsOfPage {
    let (bitext, mut known) = (&*ctx.site.bitexts[at], KnownSentences::default());
    let mut terms: TermsOfPage = Vec::new();
    let mut places: HashMap<TermId, usize> = HashMap::default();
    for (number, facts) in ctx.proof.pages[at].passages.iter().enumerate() {
        let Some(passage) = bitext.passages.get(number) else { continue };
        for used in &facts.terms {
            let place = *places.entry(used.term).or_insert(terms.len());
            if place == terms.len() {
                terms.push((used.term, Vec::new()));
            }
            let passages = &mut terms[place].1;
            // Of a term that stands there twice, the first place counts.
            if passages.last().is_none_or(|last| *last.id != *passage.id) {
                let sentence = sentences(bitext, &mut known, number, used);
                passages.push(TermPassage { id: passage.id.to_string(), number: passage.number, sentence });
            }
        }
    }
    terms
}

/// The sentences of the texts of a page; each text is divided once.
#[derive(Default)]
struct KnownSentences(HashMap<(Lang, ProseId), Arc<Vec<Range<usize>>>>);

impl KnownSentences {
    fn of(&mut self, place: (Lang, ProseId), text: &str) -> Arc<Vec<Range<usize>>> {
        self.0.entry(place).or_insert_with(|| Arc::new(sentence::sentences(text))).clone()
    }
}

/// The sentences of a passage in which a term and its rendering stand first.
fn sentences(bitext: &Bitext, known: &mut KnownSentences, passage: usize, used: &TermUse) -> Both<String> {
    let blocks = bitext.blocks(&bitext.passages[passage]);
    Both::from_fn(|lang| {
        let Some((block, (prose, range))) = blocks.get(lang).zip(used.place(lang)) else {
            return String::new();
        };
        let text = block.prose(*prose).map_or("", |prose| prose.read().string());
        let all = known.of((lang, *prose), text);
        with_term(text, sentence::among(&all, range), range.clone(), lang)
    })
}

/// A sentence as HTML, with the term in it in bold.
fn with_term(text: &str, sentence: Range<usize>, term: Range<usize>, lang: Lang) -> String {
    let part = |range: Range<usize>| marked(lang, text.get(range).unwrap_or_default());
    let (from, to) = (term.start.max(sentence.start), term.end.min(sentence.end));
    format!("{}<b>{}</b>{}", part(sentence.start..from), part(from..to), part(to..sentence.end))
}
