//! Markdown text → [`Body`]. Alone knows pulldown-cmark.
//!
//! Three steps: editor's marks and locators are taken out (`standing` finds where they may stand,
//! `critic` takes them); what stands beside emphasis is shielded, so that CommonMark's rules come to
//! the CJK-friendly decision (`shield`); the parser's events become our tree, with soft line breaks
//! resolved and marks put back (`tree`, `prose`).

mod breaks;
mod critic;
mod prose;
mod shield;
mod standing;
mod tree;
mod waivers;

use pulldown_cmark::Options;

use crate::both::Lang;
use crate::diagnostic::Diagnostic;
use crate::page::Body;
use crate::source::Source;

/// Parses `source.text[start..]`.
pub fn parse(source: &Source, start: usize, lang: Lang) -> (Body, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let clean = critic::clean(source, start.min(source.text.len()), lang, dialect(), &mut out);
    let shielded = shield::shield(&clean.text, clean.anchor);
    let body = tree::build(source, &clean, &shielded, lang, &mut out);
    (body, out)
}

/// CommonMark with the extensions that content may use.
fn dialect() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}
