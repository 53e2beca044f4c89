//! The English of what is excerpted, paragraph by paragraph.

use crate::base::lang::Lang;
use crate::model::original::Original;
use crate::model::output::Output;
use crate::model::page::Prose;
use crate::render::context::RenderContext;
use crate::render::html::text::TextWriter;
use crate::render::quoted_english::QuotedEnglish;
use crate::render::search_index::literal;

/// Up to how many bytes text and English stand on one page; beyond, the English is a script of its own, which is
/// loaded when a reader asks for it.
const ON_PAGE: usize = 90 << 10;

/// For each paragraph of an original the English of what is excerpted from it, as HTML; empty where nothing is.
/// What runs on from one paragraph into the next stands at the first.
pub(crate) fn of(ctx: &RenderContext, at: usize) -> Vec<String> {
    let original = &ctx.site.originals[at];
    let pieces = pieces(ctx, at);
    let mut english = vec![String::new(); original.paragraphs.len()];
    for piece in chosen(original, &pieces) {
        let first = piece.runs.first().map_or(1, |run| *original.paragraphs_of(run).start());
        if let Some(paragraph) = english.get_mut(first - 1) {
            paragraph.push_str(&format!("<p>{}</p>", piece.html));
        }
    }
    english
}

/// The pieces that say what no longer one says, in the order of the text.
fn chosen<'p>(original: &Original, pieces: &'p [QuotedEnglish]) -> Vec<&'p QuotedEnglish> {
    let length = |piece: &QuotedEnglish| piece.runs.iter().map(|run| run.len()).sum::<usize>();
    let mut ranked: Vec<&QuotedEnglish> = pieces.iter().collect();
    ranked.sort_by_key(|piece| (piece.is_comparison, std::cmp::Reverse(length(piece))));
    let mut shown_bytes = vec![false; original.folded.string.len()];
    let mut kept: Vec<&QuotedEnglish> = Vec::new();
    for piece in ranked {
        let bytes = || piece.runs.iter().flat_map(|run| run.clone());
        if bytes().any(|byte| !shown_bytes[byte]) {
            bytes().for_each(|byte| shown_bytes[byte] = true);
            kept.push(piece);
        }
    }
    kept.sort_by_key(|piece| piece.runs.first().map_or(0, |run| run.start));
    kept
}

/// The translations of all that is quoted of an original.
fn pieces(ctx: &RenderContext, original: usize) -> Vec<QuotedEnglish> {
    let mut places: Vec<(usize, usize)> =
        ctx.proof.coverage[original].uses.iter().map(|one| (one.bitext, one.passage)).collect();
    places.sort_unstable();
    places.dedup();
    places.chunk_by(|one, other| one.0 == other.0).flat_map(|some| on_page(ctx, original, some)).collect()
}

/// Keeps the translations of all that a bitext quotes, so that nobody need open it for them.
pub(crate) fn keep(ctx: &RenderContext, at: usize) {
    let Some(known) = ctx.english else { return };
    let mut places: Vec<(usize, (usize, usize))> =
        ctx.proof.digests[at].uses.iter().map(|one| (one.original, (at, one.passage))).collect();
    places.sort_unstable();
    places.dedup();
    for some in places.chunk_by(|one, other| one.0 == other.0) {
        let original = some[0].0;
        known.keep(at, original, some.iter().flat_map(|(_, place)| find(ctx, original, *place)).collect());
    }
}

/// The translations of what a bitext quotes of an original in some passages.
fn on_page(ctx: &RenderContext, original: usize, places: &[(usize, usize)]) -> Vec<QuotedEnglish> {
    let known = ctx.english.and_then(|known| known.take(places.first()?.0, original));
    known.unwrap_or_else(|| places.iter().flat_map(|place| find(ctx, original, *place)).collect())
}

fn find(ctx: &RenderContext, original: usize, (at, passage): (usize, usize)) -> Vec<QuotedEnglish> {
    let bitext = &ctx.site.bitexts[at];
    let is_comparison = bitext.pages.zh.header.layout.is_some();
    let blocks = bitext.blocks(&bitext.passages[passage]);
    let (Some(zh), Some(en)) = (blocks.zh, blocks.en) else { return Vec::new() };
    let (zh, en) = (zh.proses(), en.proses());
    let facts = &ctx.proof.pages[at].passages[passage];
    let mut found = Vec::new();
    for (prose, partner) in zh.iter().zip(&en).filter(|_| zh.len() == en.len()) {
        let quotation = facts.quoted(prose.id).and_then(|quoted| quoted.found());
        if let Some(quotation) = quotation.filter(|one| one.original == original) {
            let runs = quotation.runs.clone();
            found.push(QuotedEnglish { runs, html: written(partner), is_comparison });
        }
    }
    found
}

fn written(prose: &Prose) -> String {
    let mut out = String::new();
    TextWriter { lang: Lang::En, half_width: false }.write(prose.text.string(), &mut out);
    out
}

/// The script that holds the English, if it is too long for the page.
pub(crate) fn script(id: &str, text: &str, english: &[String]) -> Option<Output> {
    let all: usize = english.iter().map(String::len).sum();
    if text.len() + all <= ON_PAGE {
        return None;
    }
    let mut js = format!("duizhao.english({},{{", literal(id));
    for (at, html) in english.iter().enumerate().filter(|(_, html)| !html.is_empty()) {
        js.push_str(&format!("{}:{},\n", at + 1, literal(html)));
    }
    js.push_str("});\n");
    Some(Output::text(format!("assets/originals/{id}.js"), js))
}
