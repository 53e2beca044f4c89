//! Markdown text → [`Body`]. Alone knows pulldown-cmark.
//!
//! Three steps: editor's marks and locators are taken out (`standing` finds where they may stand,
//! `critic` takes them); what stands beside emphasis is shielded, so that CommonMark's rules come to
//! the CJK-friendly decision (`shield`); the parser's events become our tree, with soft line breaks
//! resolved and marks put back (`tree`, `prose`).

pub mod cjk_emphasis;
pub mod criticmarkup;
pub mod footnotes;
pub mod line_breaks;
pub mod prose;
pub mod text_ranges;
pub mod tree;
pub mod waivers;

use pulldown_cmark::Options;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::Lang;
use crate::base::source::Source;
use crate::model::page::Body;

/// Parses `source.text[start..]`.
pub fn parse(source: &Source, start: usize, lang: Lang) -> (Body, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let clean = crate::parse::markdown::criticmarkup::clean(
        source,
        start.min(source.text.len()),
        lang,
        dialect(),
        &mut out,
    );
    let shielded = crate::parse::markdown::cjk_emphasis::shield(&clean.text, clean.anchor);
    let body = crate::parse::markdown::tree::build(source, &clean, &shielded, lang, &mut out);
    (body, out)
}

/// CommonMark with the extensions that content may use.
fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}
