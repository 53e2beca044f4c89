//! A block of a page as HTML. One walk over the tree (`writer`) serves the site (`site`) and
//! `duizhao markdown` (`fragment`).
//!
//! A side is written once; the three editions share it, because their paths are equal.

pub(crate) mod annotations;
#[cfg(feature = "raw-html")]
mod clean;
mod elements;
pub(crate) mod evidence;
pub mod fragment;
pub(crate) mod sanitize;
pub(crate) mod site;
pub(crate) mod text;
pub(crate) mod writer;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::bitext::Bitext;
use crate::model::page::{Block, BlockKind, Inline};
use crate::model::proof::PassageProof;
use crate::render::context::RenderContext;
use crate::render::html::site::SiteStyle;
use crate::render::html::text::TextWriter;
use crate::render::html::writer::Writer;
use crate::render::view::NoteView;

/// A side of a passage, written.
pub struct RenderedBlock {
    /// The block.
    pub html: String,
    /// The notes that it calls.
    pub notes: Vec<NoteView>,
}

/// Writes one side of a passage. `root` leads from the page to the output folder.
pub fn block(
    ctx: &RenderContext,
    bitext: &Bitext,
    block: &Block,
    proof: &PassageProof,
    lang: Lang,
    root: &str,
) -> RenderedBlock {
    let annotations = annotations::of(ctx.site, block, proof, lang, root);
    let mut writer = Writer::new(SiteStyle::new(ctx, bitext, block, proof, annotations, (lang, root)));
    match &block.kind {
        BlockKind::Heading { prose, .. } => writer.prose(prose),
        BlockKind::Quote(_) => writer.block(block),
        _ => {
            writer.out.push_str("<div class=\"body\">");
            writer.block(block);
            writer.out.push_str("</div>");
        }
    }
    RenderedBlock { html: writer.out, notes: writer.style.notes }
}

/// Plain blocks of the program's own texts: paragraphs and code, no links.
pub(crate) fn plain_blocks(blocks: &[Block], lang: Lang) -> String {
    let mut out = String::new();
    let leaf = TextWriter { lang, half_width: false };
    for prose in blocks.iter().flat_map(|block| block.proses()) {
        out.push_str("<p>");
        for inline in &prose.inlines {
            match inline {
                Inline::Text(range) => leaf.write(&prose.text.string[range.clone()], &mut out),
                Inline::Code(range) => {
                    out.push_str(&format!("<code>{}</code>", escape(&prose.text.string[range.clone()])))
                }
                Inline::SoftBreak(_) => out.push(' '),
                _ => {}
            }
        }
        out.push_str("</p>");
    }
    out
}
