//! What is known of the proses that stand across from each other: their terms, their figures, and, for who asks, their
//! sentences. Each step takes what the steps before it found.

use std::sync::OnceLock;

use crate::base::lang::Both;
use crate::base::source::SourceText;
use crate::model::alignment::{Alignment, CertainPairs, SentencePair};
use crate::model::page::{Prose, Text};
use crate::model::proof::{FigureFaults, Figures, PassageProof, TermUse};
use crate::prove::alignment::{self, Evidence};
use crate::prove::terms::assignment::Closeness;
use crate::prove::terms::index::TermIndex;
use crate::prove::terms::matching::{self, TermNames};
use crate::quantity::compare::{Compared, compare, identifiers};
use crate::quantity::packed::PackedQuantities;
use crate::quantity::quantities;

/// The facts on proses that stand across from each other.
#[derive(Default)]
pub(crate) struct Proved {
    /// Their terms.
    pub terms: Vec<TermUse>,
    /// Their figures; none where the sides have not as many proses: another rule has something to say then.
    pub figures: Vec<Figures>,
}

/// Finds out what is known of the proses of a part.
pub(crate) fn proved(index: &TermIndex, proses: &Both<Vec<&Prose>>, closeness: Closeness) -> Proved {
    let terms = matching::terms(index, proses, closeness);
    let names = names(&terms);
    let figures = match proses.zh.len() == proses.en.len() {
        true => proses.zh.iter().zip(&proses.en).map(|(zh, en)| figures(Both { zh, en }, &names)).collect(),
        false => Vec::new(),
    };
    Proved { terms, figures }
}

fn names(terms: &[TermUse]) -> Both<TermNames> {
    Both::from_fn(|lang| TermNames::of(terms, lang))
}

/// The figures of two proses; digits in names of the glossary are none.
fn figures(proses: Both<&Prose>, names: &Both<TermNames>) -> Figures {
    let texts = proses.map(|prose| prose.read().string());
    let found = Both::from_fn(|lang| {
        quantities(texts.get(lang), lang, names.get(lang).in_prose(proses.get(lang).id))
    });
    let Compared { pairs, mismatches } = compare(texts.zh, &found.zh, texts.en, &found.en);
    let codes = identifiers::changed(texts.zh, texts.en);
    let is_right = mismatches.is_empty() && codes.is_empty();
    Figures {
        proses: proses.map(|prose| prose.id),
        found: PackedQuantities::new(&found, &pairs),
        faults: (!is_right).then(|| Box::new(FigureFaults { mismatches, codes })),
        certain: OnceLock::new(),
    }
}

/// Which sentences of a prose and of the one across from it certainly stand across from each other; `None` where the
/// sides of their passage have not as many proses.
pub(crate) fn certain(proses: Both<&Prose>, proof: &PassageProof) -> Option<Vec<SentencePair>> {
    let figures = proof.figures_of(proses.zh.id).filter(|one| one.proses.en == proses.en.id)?;
    let texts = proses.map(|prose| prose.read().string());
    let certain = || Box::new(CertainPairs::of(&align(texts, figures, &proof.terms)));
    Some(figures.certain.get_or_init(certain).pairs())
}

/// The sentences of two texts that stand on no page.
pub(crate) fn aligned_texts(index: &TermIndex, texts: Both<&str>) -> Alignment {
    let proses = texts.map(|text| {
        let source = SourceText::from(text);
        Prose { text: Text::of(&source, 0..source.len()), ..Prose::default() }
    });
    let proses = proses.as_ref();
    let terms = matching::terms(index, &proses.map(|prose| vec![prose]), Closeness::Free);
    align(texts, &figures(proses, &names(&terms)), &terms)
}

fn align(texts: Both<&str>, figures: &Figures, terms: &[TermUse]) -> Alignment {
    let (found, equal) = figures.found.all();
    let found = found.as_ref().map(Vec::as_slice);
    let Both { zh, en } = figures.proses;
    let proses = Both { zh, en };
    alignment::align(texts, &Evidence { found, equal: &equal, terms, proses })
}
