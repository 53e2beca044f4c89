//! What readers are told of translations that have fallen behind, and at which sentence.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::source::Span;
use crate::model::bitext::{Bitext, Passage};
use crate::model::proof::{Accepted, PassageProof, Staleness};
use crate::render::context::RenderContext;
use crate::render::segments::Segments;

/// A sentence with an address of its own.
#[derive(PartialEq, Eq)]
pub(crate) struct ChangedSentence {
    /// The address: `p3.2`.
    pub id: String,
    /// Its number in the passage.
    pub number: u32,
}

/// The sentences of a passage whose Chinese has changed since its translation was accepted, by their numbers: only
/// those that certainly stand across from a translation of their own.
pub(crate) fn changed(
    bitext: &Bitext,
    passage: &Passage,
    proof: &PassageProof,
    segments: Option<&Segments>,
) -> Vec<ChangedSentence> {
    let Accepted::Stale(why) = &proof.accepted else { return Vec::new() };
    let Staleness::Chinese { changed, .. } = &**why else { return Vec::new() };
    let Some((segments, block)) = segments.zip(bitext.blocks(passage).zh) else { return Vec::new() };
    let sentence = |span: &Span| {
        let number = segments.holding(block, Lang::Zh, *span)?.number?;
        Some(ChangedSentence { id: format!("{}.{number}", passage.id), number })
    };
    // One that is nowhere in particular may be anywhere.
    let mut all = changed.iter().map(sentence).collect::<Option<Vec<_>>>().unwrap_or_default();
    all.dedup();
    all
}

/// What readers are told of a translation that has fallen behind, with the way to the sentences that changed; HTML.
pub(crate) fn said(
    ctx: &RenderContext,
    accepted: &Accepted,
    changed: &[ChangedSentence],
    passage: usize,
) -> Option<Both<String>> {
    if !matches!(accepted, Accepted::Stale(_)) {
        return None;
    }
    let said = ctx.texts.get("stale").as_ref().map(|text| escape(text));
    if changed.is_empty() {
        return Some(said);
    }
    let link = |one: &ChangedSentence| format!("<a href=\"#{}\">{passage}.{}</a>", one.id, one.number);
    let links: Vec<String> = changed.iter().map(link).collect();
    let which = ctx.texts.count("stale_at", &[("count", links.len())]);
    Some(Both {
        zh: format!("{}{}", said.zh, which.zh.replace("{list}", &links.join("、"))),
        en: format!("{} {}", said.en, which.en.replace("{list}", &links.join(", "))),
    })
}
