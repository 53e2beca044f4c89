//! The summary of a page and what stands in it, for the rules that look at summaries.

use crate::base::lang::Lang;
use crate::base::source::Place;
use crate::model::bitext::Bitext;
use crate::model::glossary::TermId;
use crate::model::proof::PageProof;
use crate::quantity::value::Quantity;

/// The Chinese summary of a page.
pub struct Summary<'s> {
    /// Where it stands.
    pub place: Place,
    /// Its text.
    pub text: &'s str,
    /// The quantities in it.
    pub quantities: Vec<Quantity>,
    /// The terms in it.
    pub terms: Vec<TermId>,
}

/// The summary of a page, if both sides have one.
pub fn of<'s>(bitext: &'s Bitext, proof: &'s PageProof) -> Option<Summary<'s>> {
    let page = &bitext.pages.zh;
    let node = page.header.places.find("summary")?;
    let is_summary = |text: &str| node.as_text() == Some(text);
    let at = bitext.header.zh.iter().position(|prose| is_summary(prose.text.string()))?;
    let own = bitext.header.zh[at].id;
    let figures = proof.header.figures.get(at)?;
    let terms = proof.header.terms.iter().filter(|one| one.places.iter().any(|(prose, _)| *prose == own));
    Some(Summary {
        place: page.source.place(node.span),
        text: bitext.header.zh[at].text.string(),
        quantities: figures.found.of(Lang::Zh),
        terms: terms.map(|one| one.term).collect(),
    })
}
