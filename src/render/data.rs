//! Site → data in others' formats, below `data/`: figures as CSV and JSON, terms as CSV, passages as
//! JSON Lines.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::base::lang::{Both, Lang};
use crate::model::bitext::Bitext;
use crate::model::config::PointKind;
use crate::model::figure::{Figure, figures};
use crate::model::output::Output;
use crate::model::page::Block;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::quantity::value::Bound;

/// All data files of a site.
pub fn export(site: &Site, proof: &Proof) -> Vec<Output> {
    let mut outputs = vec![passages(site, proof)];
    for bitext in &site.bitexts {
        for figure in figures(bitext) {
            let path = format!("data/{}/{}", bitext.address, figure.id);
            outputs.push(Output::text(format!("{path}.csv"), figure_csv(&figure)));
            outputs.push(Output::text(format!("{path}.json"), figure_json(bitext, &figure)));
        }
    }
    if !site.glossary.terms.is_empty() {
        outputs.push(glossary(site));
    }
    outputs
}

/// A CSV cell (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe first.
fn cell(text: &str) -> String {
    let number = text.parse::<f64>().is_ok();
    let guarded = match text.chars().next() {
        // The full-width signs too: spreadsheets in Chinese and Japanese take them for the others.
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n' | '＝' | '＋' | '－' | '＠') if !number => {
            format!("'{text}")
        }
        _ => text.to_owned(),
    };
    match guarded.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", guarded.replace('"', "\"\"")),
        false => guarded,
    }
}

fn row(cells: &[&str]) -> String {
    cells.iter().map(|text| cell(text)).collect::<Vec<_>>().join(",") + "\r\n"
}

fn kind(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Result => "result",
        PointKind::Target => "target",
        PointKind::Estimate => "estimate",
    }
}

fn bound(bound: Option<Bound>) -> &'static str {
    match bound {
        None => "",
        Some(Bound::Over) => "over",
        Some(Bound::AtLeast) => "at-least",
        Some(Bound::Nearly) => "nearly",
        Some(Bound::About) => "about",
        Some(Bound::Below) => "below",
    }
}

fn figure_csv(figure: &Figure) -> String {
    let mut csv = String::from("\u{feff}");
    csv.push_str(&row(&[
        "at_zh",
        "at_en",
        "series_zh",
        "series_en",
        "value_zh",
        "unit_zh",
        "value_en",
        "unit_en",
        "kind",
        "bound",
    ]));
    for point in &figure.points {
        let none = Both::default();
        let series = point.series.as_ref().unwrap_or(&none);
        csv.push_str(&row(&[
            &point.at.zh,
            &point.at.en,
            &series.zh,
            &series.en,
            &point.value.zh.plain(),
            &figure.unit_text.zh,
            &point.value.en.plain(),
            &figure.unit_text.en,
            kind(point.kind),
            bound(point.bound),
        ]));
    }
    csv
}

fn figure_json(bitext: &Bitext, figure: &Figure) -> String {
    let points: Vec<Value> = figure
        .points
        .iter()
        .map(|point| {
            json!({
                "at": point.at,
                "series": point.series,
                "value": { "zh": point.value.zh.plain(), "en": point.value.en.plain() },
                "kind": kind(point.kind),
                "bound": bound(point.bound),
            })
        })
        .collect();
    let data = json!({
        "page": &*bitext.address,
        "id": figure.id,
        "label": figure.label,
        "unit": figure.unit_text,
        "points": points,
    });
    format!("{data:#}\n")
}

fn glossary(site: &Site) -> Output {
    let mut csv = String::from("\u{feff}");
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

/// Every passage of every page: id, both texts, and where a quotation stands.
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
            });
            lines.push_str(&line.to_string());
            lines.push('\n');
        }
    }
    Output::text("data/passages.jsonl", lines)
}

/// The text of a block as a reader sees it, a line a prose.
pub fn text_of(block: &Block) -> String {
    block.proses().iter().map(|prose| prose.text.string.as_str()).collect::<Vec<_>>().join("\n")
}
