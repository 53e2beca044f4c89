//! A place of a source → where a reader finds it: the page, and on it the passage, or the sentence where it has an
//! address of its own.

use crate::base::lang::Lang;
use crate::base::source::{Place, Span};
use crate::model::bitext::{Bitext, Passage};
use crate::model::page::Block;
use crate::model::proof::{PassageProof, Proof};
use crate::model::site::Site;
use crate::render::segments::Segments;

/// Where a place of a source stands on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePlace {
    /// The page: an index into [`Site::bitexts`].
    pub bitext: usize,
    /// The side that it stands on.
    pub lang: Lang,
    /// The id of the passage or of the sentence: `p3`, `p3.2`; empty for what the header says.
    pub id: String,
}

impl PagePlace {
    /// That of a place; `None` where no page shows it.
    pub fn of(site: &Site, proof: &Proof, place: &Place) -> Option<PagePlace> {
        let (at, lang) = site.page_of(&place.path)?;
        let bitext = &site.bitexts[at];
        let id = match bitext.passage_at(lang, place.span.start) {
            Some(passage) => {
                let proof = proof.pages.get(at).and_then(|page| page.passages.get(passage));
                address(bitext, &bitext.passages[passage], proof, lang, place.span)
            }
            None => String::new(),
        };
        Some(PagePlace { bitext: at, lang, id })
    }
}

/// The address of a part of a passage: that of a sentence where the part stands in one alone.
fn address(
    bitext: &Bitext,
    passage: &Passage,
    proof: Option<&PassageProof>,
    lang: Lang,
    span: Span,
) -> String {
    let sentence = || {
        let block: &Block = (*bitext.blocks(passage).get(lang))?;
        let segments = Segments::of(bitext, passage, proof?)?;
        segments.holding(block, lang, span)?.address(&passage.id)
    };
    sentence().unwrap_or_else(|| passage.id.clone())
}
