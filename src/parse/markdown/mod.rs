//! Markdown text → [`Body`]. Alone knows pulldown-cmark.
//!
//! Four steps: editor's marks and locators are taken out (`text_ranges` finds where they may stand,
//! `criticmarkup` takes them); what stands beside emphasis is masked, so that CommonMark's rules come to
//! the CJK-friendly decision (`cjk_emphasis`); the parser's events become our tree, with soft line breaks
//! resolved and marks put back (`tree`, `prose`); what was read is held against what is written
//! (`vanished`), and what stayed text is looked through (`stray`).

pub(crate) mod addresses;
pub(crate) mod cjk_emphasis;
pub(crate) mod criticmarkup;
pub(crate) mod dialect;
pub(crate) mod footnotes;
pub(crate) mod line_breaks;
pub(crate) mod other_markup;
pub(crate) mod prose;
pub(crate) mod stray;
pub(crate) mod text_ranges;
pub(crate) mod tree;
pub(crate) mod vanished;
pub(crate) mod waivers;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::Lang;
use crate::base::source::Source;
use crate::model::page::Body;
pub use crate::parse::markdown::dialect::Dialect;
use crate::parse::markdown::dialect::options;

/// Parses `source.text[start..]` as the build reads it.
pub fn parse(source: &Source, start: usize, lang: Lang) -> (Body, Vec<Diagnostic>) {
    parse_as(source, start, lang, Dialect::Site)
}

/// Parses `source.text[start..]`.
pub(crate) fn parse_as(source: &Source, start: usize, lang: Lang, how: Dialect) -> (Body, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let start = start.min(source.text.len());
    let clean = criticmarkup::clean(source, start, lang, options(), &mut out);
    let masked = cjk_emphasis::mask(&clean.text, clean.anchor, how);
    let (body, is_whole) = tree::build(source, &clean, &masked, (lang, how), &mut out);
    if is_whole && how == Dialect::Site {
        vanished::report(source, start, &body, &clean, &masked, &mut out);
    }
    (body, out)
}
