//! `passages.jsonl`: every passage of every page, one a line.
//!
//! ```text
//! {"page":"economy/growth","id":"p3","number":3,"zh":"…","en":"…",
//!  "original":"report","paragraph":12,"paragraphs":[12,13],
//!  "sentences":[{"id":"p3.1","zh":[0,22],"en":[0,61]},…]}
//! ```
//!
//! A sentence says where it stands in `zh` and `en`: from which character to which, the end not included, as
//! `duizhao align` does.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::{Display, Write};

use rayon::prelude::*;

use crate::base::json::{self, JsonIn};
use crate::base::lang::{Both, Lang};
use crate::model::bitext::{Bitext, Passage};
use crate::model::output::Output;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::{PageProof, PassageProof, Proof};
use crate::model::site::Site;
use crate::render::segment_ranges::{Unit, ranges};
use crate::render::segments::Segments;

/// So many pages are written at once.
const PAGES: usize = 64;

/// The file.
pub(crate) fn export(site: &Site, proof: &Proof) -> Output {
    let mut lines = String::with_capacity(site.bitexts.iter().map(|one| about(one)).sum());
    for (bitexts, facts) in site.bitexts.chunks(PAGES).zip(proof.pages.chunks(PAGES)) {
        let pages = bitexts.par_iter().zip(facts);
        let parts: Vec<String> = pages.map(|(bitext, facts)| page(site, bitext, facts)).collect();
        parts.iter().for_each(|part| lines.push_str(part));
    }
    Output::text("data/passages.jsonl", lines)
}

/// About how many bytes the lines of a page have; rather too many, for what is not written to is not held.
fn about(bitext: &Bitext) -> usize {
    let Both { zh, en } = bitext.pages.as_ref().map(|page| page.source.text.len());
    zh + en + bitext.passages.len() * 400
}

/// The lines of a page.
fn page(site: &Site, bitext: &Bitext, facts: &PageProof) -> String {
    let mut lines = String::with_capacity(about(bitext));
    for (passage, proof) in bitext.passages.iter().zip(&facts.passages) {
        line(&mut lines, site, (bitext, passage), proof);
    }
    lines
}

fn line(out: &mut String, site: &Site, (bitext, passage): (&Bitext, &Passage), proof: &PassageProof) {
    out.push_str("{\"page\":");
    text(out, &bitext.address);
    out.push_str(",\"id\":");
    text(out, &passage.id);
    push(out, ",\"number\":", passage.number);
    let blocks = bitext.blocks(passage);
    for lang in Lang::ALL {
        push(out, ",\"", lang.code());
        out.push_str("\":");
        match blocks.get(lang) {
            Some(block) => text(out, &text_of(block)),
            None => out.push_str("null"),
        }
    }
    quoted(out, site, proof);
    out.push_str(",\"sentences\":[");
    sentences(out, bitext, passage, proof);
    out.push_str("]}\n");
}

fn text(out: &mut String, text: &str) {
    json::string(out, text, JsonIn::File);
}

/// Writing to a text cannot fail.
fn push(out: &mut String, before: &str, value: impl Display) {
    let _ = write!(out, "{before}{value}");
}

/// The document that a passage quotes, and its paragraphs.
fn quoted(out: &mut String, site: &Site, proof: &PassageProof) {
    let originals: BTreeSet<&str> =
        proof.found().map(|one| site.originals[one.original].id.as_str()).collect();
    let mut numbers: Vec<usize> = proof
        .found()
        .flat_map(|one| one.runs.iter().flat_map(|run| site.originals[one.original].paragraphs_of(run)))
        .collect();
    numbers.dedup();
    out.push_str(",\"original\":");
    match originals.first() {
        Some(id) => text(out, id),
        None => out.push_str("null"),
    }
    match numbers.first() {
        Some(number) => push(out, ",\"paragraph\":", number),
        None => out.push_str(",\"paragraph\":null"),
    }
    out.push_str(",\"paragraphs\":[");
    for (at, number) in numbers.iter().enumerate() {
        push(out, if at > 0 { "," } else { "" }, number);
    }
    out.push(']');
}

/// The sentences of a passage that have an address of their own; none where the passage is the smallest unit that
/// certainly stands across from its translation.
fn sentences(out: &mut String, bitext: &Bitext, passage: &Passage, proof: &PassageProof) {
    let Some(segments) = Segments::of(bitext, passage, proof) else { return };
    let ids = segments.numbered().filter_map(|(_, one)| one.address(&passage.id));
    for (at, (id, place)) in ids.zip(ranges(bitext, passage, &segments, Unit::Character)).enumerate() {
        out.push_str(if at > 0 { ",{\"id\":" } else { "{\"id\":" });
        text(out, &id);
        for lang in Lang::ALL {
            let range = place.get(lang);
            push(out, ",\"", lang.code());
            push(out, "\":[", range.start);
            push(out, ",", range.end);
            out.push(']');
        }
        out.push('}');
    }
}

/// The text of a block as a reader sees it, a line a prose.
pub(crate) fn text_of(block: &Block) -> Cow<'_, str> {
    match &block.kind {
        BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
            Cow::Borrowed(prose.text.string.as_str())
        }
        _ => {
            let proses: Vec<&str> = block.proses().iter().map(|prose| prose.text.string.as_str()).collect();
            Cow::Owned(proses.join("\n"))
        }
    }
}
