//! A block of a page as HTML. One walk over the tree (`writer`) serves the site (`site`) and
//! `duizhao markdown` (`fragment`).
//!
//! A side is written once; the three editions share it, because their paths are equal.

pub(crate) mod annotations;
pub(crate) mod around;
#[cfg(feature = "raw-html")]
mod clean;
mod elements;
pub(crate) mod evidence;
pub mod fragment;
pub(crate) mod sanitize;
pub(crate) mod site;
pub(crate) mod text;
pub(crate) mod writer;
pub(crate) mod neighbors;
pub(crate) mod pieces;
pub(crate) mod place;
pub(crate) mod quantities;
pub(crate) mod twins;

use std::mem;

use crate::model::bitext::Bitext;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::PassageProof;
use crate::render::context::RenderContext;
use crate::render::html::place::SidePlace;
use crate::render::html::quantities::FigureHtml;
use crate::render::html::site::SiteStyle;
use crate::render::html::writer::Writer;
use crate::render::segments::Segments;
use crate::render::view::NoteView;

/// A side of a passage, written.
pub struct RenderedBlock {
    /// The block.
    pub html: FigureHtml,
    /// The notes that it calls.
    pub notes: Vec<NoteView>,
}

/// Writes one side of a passage.
pub fn block(
    ctx: &RenderContext,
    bitext: &Bitext,
    block: &Block,
    proof: &PassageProof,
    at: &SidePlace,
) -> RenderedBlock {
    let annotations = annotations::of(ctx.site, block, proof, at);
    let mut writer = Writer::new(SiteStyle::new(ctx, bitext, block, proof, annotations, (at.lang, at.root)));
    writer.out.reserve(block.span.range().len() * 5 / 4);
    match &block.kind {
        BlockKind::Heading { prose, .. } => writer.prose(prose),
        BlockKind::Quote(_) => writer.block(block),
        _ => {
            writer.out.push_str("<div class=body>");
            writer.block(block);
            writer.out.push_str("</div>");
        }
    }
    RenderedBlock { html: written(&mut writer), notes: writer.style.notes }
}

/// What a writer has written so far.
fn written(writer: &mut Writer<SiteStyle>) -> FigureHtml {
    FigureHtml::new(mem::take(&mut writer.out), mem::take(&mut writer.style.figures))
}

/// A side of a passage in segments.
pub struct RenderedSegments {
    /// The side as one, as [`block`] writes it: without its text, unless a site's own templates look into passages.
    pub whole: RenderedBlock,
    /// The segments, by paragraph.
    pub paragraphs: Vec<Vec<FigureHtml>>,
    /// The classes of the quotation; `None` where it is none.
    pub dress: Option<String>,
    /// The address of the place that it quotes.
    pub cite: Option<String>,
}

/// Writes one side of a passage in its segments.
pub fn segments(
    ctx: &RenderContext,
    bitext: &Bitext,
    block: &Block,
    proof: &PassageProof,
    segments: &Segments,
    at: &SidePlace,
) -> RenderedSegments {
    let annotations = annotations::of(ctx.site, block, proof, at);
    let mut writer = Writer::new(SiteStyle::new(ctx, bitext, block, proof, annotations, (at.lang, at.root)));
    let is_quote = matches!(block.kind, BlockKind::Quote(_));
    let (dress, cite) = writer.style.dress(block);
    if is_quote {
        writer.style.enter_quote(block);
    }
    let pairs = block.proses().into_iter().zip(&segments.paragraphs);
    let paragraphs: Vec<Vec<FigureHtml>> = pairs
        .map(|(prose, segments)| {
            let cuts: Vec<usize> = segments.iter().skip(1).map(|one| one.range(at.lang).start).collect();
            writer.pieces(prose, &cuts, written)
        })
        .collect();
    let html = match ctx.templates.look_into_passages() {
        true => whole(is_quote.then_some((&dress, cite.as_deref())), &paragraphs),
        false => String::new(),
    };
    let whole = RenderedBlock { html: html.into(), notes: writer.style.notes };
    RenderedSegments { whole, paragraphs, dress: is_quote.then_some(dress), cite: cite.filter(|_| is_quote) }
}

/// A side of a passage as one: a quotation in its dress with the place that it quotes, or the editor's own words.
fn whole(quote: Option<(&String, Option<&str>)>, paragraphs: &[Vec<FigureHtml>]) -> String {
    let paragraph = |pieces: &Vec<FigureHtml>| {
        let text: String = pieces.iter().map(|piece| &**piece).collect();
        format!("<p>{text}</p>")
    };
    let text: String = paragraphs.iter().map(paragraph).collect();
    match quote {
        Some((dress, Some(cite))) => {
            format!("<blockquote class=\"body {dress}\" cite=\"{cite}\">{text}</blockquote>")
        }
        Some((dress, None)) => format!("<blockquote class=\"body {dress}\">{text}</blockquote>"),
        None => format!("<div class=body>{text}</div>"),
    }
}
