//! Site → data in others' formats, below `data/`: figures and indicators as CSV and JSON, terms and
//! corrections as CSV, passages as JSON Lines; what the columns hold as a Data Package and as CSVW.

pub(crate) mod columns;
pub(crate) mod csv;
pub(crate) mod figures;
pub(crate) mod json_file;
pub(crate) mod package;

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::base::lang::Lang;
use crate::base::visible;
use crate::model::bitext::{Bitext, Passage};
use crate::model::corrected;
use crate::model::output::Output;
use crate::model::page::Block;
use crate::model::proof::{PassageProof, Proof};
use crate::model::site::Site;
use crate::render::data::csv::{BEGINNING, row};
use crate::render::segments::{Segment, Segments};

/// All data files of a site.
pub fn export(site: &Site, proof: &Proof) -> Vec<Output> {
    let mut outputs = vec![passages(site, proof)];
    outputs.extend(figures::export(site, proof));
    if !site.glossary.terms.is_empty() {
        outputs.push(glossary(site));
    }
    if !site.corrections.all.is_empty() {
        outputs.push(corrections(site));
    }
    outputs.extend(package::export(site, proof));
    outputs
}

fn corrections(site: &Site) -> Output {
    let mut csv = String::from(BEGINNING);
    csv.push_str(&row(&["passage", "date", "what_zh", "what_en", "why_zh", "why_en"]));
    for (one, _) in corrected::placed(site) {
        let header = &one.header;
        let (what, why) = (&header.what, &header.why);
        csv.push_str(&row(&[&header.passage, &header.date, &what.zh, &what.en, &why.zh, &why.en]));
    }
    Output::text("data/corrections.csv", csv)
}

fn glossary(site: &Site) -> Output {
    let mut csv = String::from(BEGINNING);
    csv.push_str(&row(&["zh", "en", "also", "avoid", "note_zh", "note_en"]));
    for term in &site.glossary.terms {
        let header = &term.header;
        let avoid: Vec<&str> = header.avoid.iter().map(|one| one.wrong.as_str()).collect();
        let note = header.note.clone().unwrap_or_default();
        csv.push_str(&row(&[
            &header.zh,
            &header.en,
            &header.also.join("; "),
            &avoid.join("; "),
            &note.zh,
            &note.en,
        ]));
    }
    Output::text("data/glossary.csv", csv)
}

/// Every passage of every page: id, both texts, where a quotation stands, and the sentences of a long one.
fn passages(site: &Site, proof: &Proof) -> Output {
    let mut lines = String::new();
    for (bitext, facts) in site.bitexts.iter().zip(&proof.pages) {
        for (passage, proof) in bitext.passages.iter().zip(&facts.passages) {
            let blocks = bitext.blocks(passage);
            let text = |lang: Lang| blocks.get(lang).map(text_of);
            let originals: BTreeSet<&str> =
                proof.found().map(|one| site.originals[one.original].id.as_str()).collect();
            let mut numbers: Vec<usize> = proof
                .found()
                .flat_map(|one| {
                    one.runs.iter().flat_map(|run| site.originals[one.original].paragraphs_of(run))
                })
                .collect();
            numbers.dedup();
            let line = json!({
                "page": &*bitext.address,
                "id": passage.id,
                "number": passage.number,
                "zh": text(Lang::Zh),
                "en": text(Lang::En),
                "original": originals.first(),
                "paragraph": numbers.first(),
                "paragraphs": numbers,
                "sentences": sentences(bitext, passage, proof),
            });
            lines.push_str(&visible::json(line.to_string()));
            lines.push('\n');
        }
    }
    Output::text("data/passages.jsonl", lines)
}

/// The sentences of a passage that have an address of their own, on both sides; none where the passage is the
/// smallest unit that certainly stands across from its translation.
fn sentences(bitext: &Bitext, passage: &Passage, proof: &PassageProof) -> Vec<Value> {
    let Some(segments) = Segments::of(bitext, passage, proof) else { return Vec::new() };
    let proses = bitext.blocks(passage).map(|block| block.map(Block::proses).unwrap_or_default());
    let text = |lang: Lang, paragraph: usize, one: &Segment| {
        let prose = proses.get(lang).get(paragraph);
        prose
            .and_then(|prose| prose.text.string.get(one.range.get(lang).clone()))
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    let sentence = |(at, one): (usize, &Segment)| json!({ "id": one.address(&passage.id), "zh": text(Lang::Zh, at, one), "en": text(Lang::En, at, one) });
    segments.numbered().map(sentence).collect()
}

/// The text of a block as a reader sees it, a line a prose.
pub fn text_of(block: &Block) -> String {
    block.proses().iter().map(|prose| prose.text.string.as_str()).collect::<Vec<_>>().join("\n")
}
