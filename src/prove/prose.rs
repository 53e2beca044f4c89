//! What is known of the proses that stand across from each other: their terms, their figures, their sentences, and
//! what they say differently. Each step takes what the steps before it found.

use crate::base::lang::{Both, Lang};
use crate::model::alignment::{AlignedProse, Alignment};
use crate::model::meaning::Meaning;
use crate::model::page::{Prose, ProseId};
use crate::model::proof::{Figures, TermUse};
use crate::prove::alignment::{self, Evidence};
use crate::prove::meaning::meaning;
use crate::prove::terms::assignment::Closeness;
use crate::prove::terms::index::TermIndex;
use crate::prove::terms::matching::{self, names_of};
use crate::quantity::compare::{Compared, compare, identifiers};
use crate::quantity::quantities;
use crate::quantity::value::Quantity;

/// The facts on proses that stand across from each other.
#[derive(Default)]
pub(crate) struct Proved {
    /// Their terms.
    pub terms: Vec<TermUse>,
    /// Their figures; none where the sides have not as many proses: another rule has something to say then.
    pub figures: Vec<Figures>,
    /// Their sentences, as the figures.
    pub aligned: Vec<AlignedProse>,
}

/// Finds out what is known of the proses of a part.
pub(crate) fn proved(index: &TermIndex, proses: &Both<Vec<&Prose>>, closeness: Closeness) -> Proved {
    let found = matching::found(index, proses);
    if proses.zh.len() != proses.en.len() {
        return Proved { terms: matching::terms(index, proses, closeness, found), ..Proved::default() };
    }
    let pairs = || proses.zh.iter().zip(&proses.en);
    let read: Vec<Read> =
        pairs().map(|(zh, en)| Read::new(texts(zh, en), &found.uses, ids(zh, en))).collect();
    let aligned: Vec<AlignedProse> = pairs()
        .zip(&read)
        .map(|((zh, en), read)| {
            let proses = ids(zh, en);
            AlignedProse { proses, alignment: read.alignment(texts(zh, en), &found.uses, proses) }
        })
        .collect();
    let terms = matching::terms(index, proses, closeness, found);
    let figures = pairs().zip(read).map(|((zh, en), read)| read.figures(zh, en)).collect();
    Proved { terms, figures, aligned }
}

/// The sentences of two texts that stand on no page.
pub(crate) fn aligned(index: &TermIndex, texts: Both<&str>) -> Alignment {
    let proses = texts.map(|text| {
        let mut prose = Prose::default();
        prose.text.push(text, 0);
        prose
    });
    let found = matching::found(index, &proses.as_ref().map(|prose| vec![prose]));
    Read::new(texts, &found.uses, Both::default()).alignment(texts, &found.uses, Both::default())
}

fn texts<'p>(zh: &'p Prose, en: &'p Prose) -> Both<&'p str> {
    Both { zh: &zh.read().string, en: &en.read().string }
}

fn ids(zh: &Prose, en: &Prose) -> Both<ProseId> {
    Both { zh: zh.id, en: en.id }
}

/// The quantities of a prose and of its partner.
struct Read {
    found: Both<Vec<Quantity>>,
    compared: Compared,
}

impl Read {
    /// Reads them; digits in names of the glossary are none.
    fn new(texts: Both<&str>, terms: &[TermUse], proses: Both<ProseId>) -> Read {
        let names = |lang: Lang| names_of(terms, *proses.get(lang), lang);
        let found = Both::from_fn(|lang| quantities(texts.get(lang), lang, &names(lang)));
        let compared = compare(texts.zh, &found.zh, texts.en, &found.en);
        Read { found, compared }
    }

    fn alignment(&self, texts: Both<&str>, terms: &[TermUse], proses: Both<ProseId>) -> Alignment {
        let found = self.found.as_ref().map(Vec::as_slice);
        alignment::align(texts, &Evidence { found, equal: &self.compared.pairs, terms, proses })
    }

    fn figures(self, zh: &Prose, en: &Prose) -> Figures {
        let texts = texts(zh, en);
        let found = self.found.as_ref().map(Vec::as_slice);
        let meaning = meaning(texts, found, &self.compared.pairs);
        Figures {
            proses: Both { zh: zh.id, en: en.id },
            meaning: Some(meaning).filter(|one| *one != Meaning::default()).map(Box::new),
            codes: identifiers::changed(texts.zh, texts.en),
            found: self.found,
            compared: self.compared,
        }
    }
}
