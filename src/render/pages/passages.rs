//! The passages of a page: both sides as HTML, with their evidence, notes and figures; made once for all
//! editions.

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::map::HashSet;
use crate::model::bitext::{Bitext, Passage};
use crate::model::page::BlockKind;
use crate::model::proof::PassageProof;
use crate::render::context::RenderContext;
use crate::render::html::place::SidePlace;
use crate::render::html::{self, RenderedBlock, evidence, twins};
use crate::render::pages::{corrections, rows, stale};
use crate::render::segments::Segments;
use crate::render::ties;
use crate::render::view::*;

/// The passages of a bitext, made once for all editions.
pub fn passages(
    ctx: &RenderContext,
    at: usize,
    charts: &[Option<FiguresView>],
    root: &str,
) -> Vec<PassageView> {
    let bitext = &ctx.site.bitexts[at];
    let none = PassageProof::default();
    let facts = &ctx.proof.pages[at].passages;
    let mut views = Vec::with_capacity(bitext.passages.len());
    let (mut known, led) = (HashSet::default(), ties::Led::new(ctx, at));
    for (index, passage) in bitext.passages.iter().enumerate() {
        let proof = facts.get(index).unwrap_or(&none);
        let ties = ties::of(&led, index, root.strip_suffix("../").unwrap_or(root));
        let twins = twins::of(bitext, proof);
        let place =
            SidePlace { lang: Lang::Zh, root, known: &known, omissions: &ties.omissions, twins: &twins };
        let mut one = view(ctx, bitext, passage, (proof, ctx.segments(at, index)), place);
        if one.kind == "heading" {
            known.clear();
        }
        known.extend(proof.terms.iter().map(|term| term.term));
        one.figures = charts.get(index).cloned().flatten();
        one.corrected = corrections::at(ctx, at, Some(index));
        one.ties = ties.listed;
        views.push(one);
    }
    voices(ctx, &mut views);
    notes_last(bitext, views)
}

/// Footnotes stand at the end of the page, wherever they are written.
fn notes_last(bitext: &Bitext, views: Vec<PassageView>) -> Vec<PassageView> {
    let is_note = |passage: &Passage| {
        let blocks = bitext.blocks(passage);
        let block = blocks.zh.or(blocks.en);
        block.is_some_and(|block| matches!(block.kind, BlockKind::Footnote { .. }))
    };
    if !bitext.passages.iter().any(is_note) {
        return views;
    }
    let (notes, others): (Vec<_>, Vec<_>) =
        views.into_iter().zip(&bitext.passages).partition(|(_, passage)| is_note(passage));
    others.into_iter().chain(notes).map(|(view, _)| view).collect()
}

/// On a page with quotations the editor's own words are told from the document's.
fn voices(ctx: &RenderContext, views: &mut [PassageView]) {
    if !views.iter().any(|one| one.kind == "quote") {
        return;
    }
    let names =
        ctx.texts.get("voice").as_ref().map(|name| format!("<span class=voice>{}</span> ", escape(name)));
    let mut before = "";
    for one in views {
        one.own = one.kind == "text";
        if one.own && before != "text" {
            // A paragraph says it in its first line; what is no paragraph has it above.
            one.voice = !named(one, &names);
        }
        before = one.kind;
    }
}

/// Names the speaker at the beginning of a passage, if it begins with a paragraph.
fn named(view: &mut PassageView, names: &Both<String>) -> bool {
    const START: &str = "<div class=body><p>";
    // A text in rows may be there in its rows only.
    let is_rowed = view.rows.is_some();
    let begins = |side: &SideView| side.html.starts_with(START) || (is_rowed && side.html.is_empty());
    let mut sides = [(&mut view.zh, &names.zh), (&mut view.en, &names.en)];
    if sides.iter().any(|(side, _)| side.as_ref().is_some_and(|side| !begins(side))) {
        return false;
    }
    for (side, name) in &mut sides {
        if let Some(side) = side.as_mut().filter(|side| !side.html.is_empty()) {
            side.html.insert(START.len(), name);
        }
    }
    let first = view.rows.as_mut().and_then(|rows| rows.paragraphs.first_mut()?.first_mut()?.first_mut());
    if let Some(row) = first {
        row.zh.insert(0, &names.zh);
        row.en.insert(0, &names.en);
    }
    true
}

fn view(
    ctx: &RenderContext,
    bitext: &Bitext,
    passage: &Passage,
    (proof, segments): (&PassageProof, Option<&Segments>),
    place: SidePlace,
) -> PassageView {
    let blocks = bitext.blocks(passage);
    let (kind, level, classes) = match blocks.zh.or(blocks.en).map(|block| &block.kind) {
        Some(BlockKind::Heading { level, attributes, .. }) => {
            ("heading", (*level).max(2), attributes.classes().to_vec())
        }
        Some(BlockKind::Quote(_)) => ("quote", 0, Vec::new()),
        _ => ("text", 0, Vec::new()),
    };
    let changed = stale::changed(bitext, passage, proof, segments);
    let rows = |segments| rows::view(ctx, bitext, passage, (proof, segments, &changed), place);
    let (sides, rows) = match segments.and_then(rows) {
        Some((made, rows)) => (made.map(Some), Some(rows)),
        None => {
            let side = |lang| Some(html::block(ctx, bitext, (*blocks.get(lang))?, proof, &place.on(lang)));
            (Both::from_fn(side), None)
        }
    };
    let found = proof.found().map(|quotation| evidence::views(ctx, quotation));
    let (zh, en) = found.map(|Both { zh, en }| (zh, en)).unzip();
    let evidence: Both<Vec<EvidenceView>> = Both { zh, en };
    PassageView {
        html: String::new(),
        stale: stale::said(ctx, &proof.accepted, &changed, passage.number),
        id: passage.id.to_string(),
        number: passage.number,
        kind,
        level,
        anchor: passage.anchor.as_deref().map(str::to_owned),
        classes,
        zh: sides.zh.map(|made| side(made, evidence.zh, Lang::Zh)),
        en: sides.en.map(|made| side(made, evidence.en, Lang::En)),
        rows,
        figures: None,
        voice: false,
        own: false,
        corrected: Vec::new(),
        ties: Vec::new(),
    }
}

fn side(made: RenderedBlock, evidence: Vec<EvidenceView>, lang: Lang) -> SideView {
    SideView { lang: lang.tag(), html: made.html, evidence, notes: made.notes }
}
