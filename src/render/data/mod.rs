//! Site → data in others' formats, below `data/`: figures and indicators as CSV and JSON, terms and
//! corrections as CSV, passages as JSON Lines; what the columns hold as a Data Package and as CSVW.

pub(crate) mod columns;
pub(crate) mod csv;
pub(crate) mod figures;
pub(crate) mod json_file;
pub(crate) mod package;
pub(crate) mod passages;

use crate::model::corrected;
use crate::model::output::Output;
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::data::csv::{BEGINNING, row};

/// All data files of a site.
pub fn export(ctx: &RenderContext) -> Vec<Output> {
    passages::export(ctx).into_iter().chain(without_passages(ctx)).collect()
}

/// The same without the passages.
pub(crate) fn without_passages(ctx: &RenderContext) -> Vec<Output> {
    let (site, proof) = (ctx.site, ctx.proof);
    let mut outputs = figures::export(site, proof);
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
