//! How many things the countable rules looked at.

use std::collections::BTreeMap;

use crate::model::digest::CheckedCounts;
use crate::render::context::RenderContext;

/// The counts by the names of rules.
pub(crate) fn of(ctx: &RenderContext) -> BTreeMap<&'static str, usize> {
    let site = ctx.site;
    let sum =
        |of: fn(&CheckedCounts) -> usize| ctx.proof.digests.iter().map(|one| of(&one.counts)).sum::<usize>();
    let (quotes, terms) = (sum(|one| one.looked_up), sum(|one| one.terms));
    let pairs = ctx.proof.digests.iter().map(|one| one.passages.len()).sum();
    let points = ctx.site.bitexts.iter().flat_map(|one| &one.pages.zh.header.figures);
    BTreeMap::from([
        ("figure-mismatch", sum(|one| one.figures)),
        ("figure-unsupported", points.map(|figure| figure.points.len()).sum()),
        ("quote-not-found", quotes),
        ("quote-ambiguous", quotes),
        ("term-not-followed", terms),
        ("term-forbidden", terms),
        ("passage-unpaired", pairs),
        ("text-untranslated", pairs),
        ("translation-stale", if site.lock.exists { pairs } else { 0 }),
        ("translation-missing", site.bitexts.len()),
        ("front-matter-invalid", site.bitexts.len() * 2),
        ("address-taken", site.bitexts.len()),
        ("address-invalid", site.bitexts.len()),
        ("original-uncovered", site.originals.iter().map(|one| one.paragraphs.len()).sum()),
        ("link-broken", sum(|one| one.links)),
        ("alt-missing", sum(|one| one.pictures)),
        ("punctuation-width", sum(|one| one.own_blocks)),
    ])
}
