//! How many things the countable rules looked at.

use std::collections::BTreeMap;

use crate::model::page::{Block, BlockKind, Inline, Mark};
use crate::model::proof::Quoted;
use crate::render::context::RenderContext;

/// The counts by the names of rules.
pub(crate) fn of(ctx: &RenderContext) -> BTreeMap<&'static str, usize> {
    let site = ctx.site;
    let passages = || ctx.proof.pages.iter().flat_map(|page| &page.passages);
    let quotes = passages().flat_map(|one| &one.quotes).filter(|one| one.quoted != Quoted::Ordinary).count();
    let terms = passages().map(|one| one.terms.len()).sum();
    let pairs = site.bitexts.iter().map(|bitext| bitext.passages.len()).sum();
    let blocks = || {
        site.bitexts.iter().flat_map(|one| one.pages.zh.body.blocks.iter().chain(&one.pages.en.body.blocks))
    };
    let figures = passages().flat_map(|one| &one.figures).map(|one| one.compared.pairs.len()).sum();
    let points = ctx.site.bitexts.iter().flat_map(|one| &one.pages.zh.header.figures);
    let opened = |is: fn(&Mark) -> bool| blocks().map(|block| marks(block, is)).sum();
    BTreeMap::from([
        ("figure-mismatch", figures),
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
        ("link-broken", opened(|mark| matches!(mark, Mark::Link(_)))),
        ("alt-missing", opened(|mark| matches!(mark, Mark::Image(_)))),
        ("punctuation-width", blocks().filter(|block| !matches!(block.kind, BlockKind::Quote(_))).count()),
    ])
}

/// How many marks of a kind a block opens.
fn marks(block: &Block, is: fn(&Mark) -> bool) -> usize {
    let inlines = block.proses().into_iter().flat_map(|prose| &prose.inlines);
    inlines.filter(|inline| matches!(inline, Inline::Open(mark) if is(mark))).count()
}
