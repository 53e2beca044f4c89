//! Markdown text → [`Body`]. Alone knows pulldown-cmark.
//!
//! Three steps: editor's marks and locators are taken out (`critic`); what stands beside emphasis
//! is shielded, so that CommonMark's rules come to the CJK-friendly decision (`shield`); the
//! parser's events become our tree, with soft line breaks resolved and marks put back (`tree`).

mod breaks;
mod critic;
mod prose;
mod shield;
mod tree;

use crate::both::Lang;
use crate::diagnostic::Diagnostic;
use crate::page::Body;
use crate::source::Source;

/// Parses `source.text[start..]`.
pub fn parse(source: &Source, start: usize, lang: Lang) -> (Body, Vec<Diagnostic>) {
    let mut out = Vec::new();
    let clean = critic::clean(source, start.min(source.text.len()), &mut out);
    let shielded = shield::shield(&clean.text);
    let body = tree::build(source, &clean, &shielded, lang, &mut out);
    (body, out)
}
