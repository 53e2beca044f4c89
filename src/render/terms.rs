//! The glossary page, and the terms as CSV.

use serde::Serialize;

use crate::both::Both;
use crate::diagnostic::Diagnostic;
use crate::glossary::Term;
use crate::header::TermKind;
use crate::output::{Edition, Output};
use crate::render::roots::{self, prose, said};
use crate::render::view::SaidView;
use crate::render::{Stage, escape};

#[derive(Serialize)]
struct GroupView {
    kind: SaidView,
    terms: Vec<TermView>,
}

#[derive(Serialize)]
struct TermView {
    anchor: String,
    zh: String,
    en: String,
    also: Vec<String>,
    avoid: Vec<AvoidView>,
    note: Option<SaidView>,
}

#[derive(Serialize)]
struct AvoidView {
    wrong: String,
    why: Option<SaidView>,
}

/// Renders the glossary.
pub fn render(stage: &Stage) -> Result<Vec<Output>, Box<Diagnostic>> {
    let title = Edition::Both.plain(&stage.texts.get("glossary"));
    let mut context = roots::context(stage, &title, "glossary.html");
    let groups: Vec<GroupView> = [
        (TermKind::Term, "kind_term"),
        (TermKind::Place, "kind_place"),
        (TermKind::Person, "kind_person"),
        (TermKind::Body, "kind_body"),
        (TermKind::Code, "kind_code"),
    ]
    .into_iter()
    .map(|(kind, key)| GroupView {
        kind: said(&stage.texts.get(key)),
        terms: stage.site.glossary.terms.iter().filter(|term| term.header.kind == kind).map(view).collect(),
    })
    .filter(|group| !group.terms.is_empty())
    .collect();
    context.insert("groups", &groups);
    Ok(vec![Output::text("glossary.html", stage.templates.render("glossary.html", &context)?)])
}

fn view(term: &Term) -> TermView {
    let header = &term.header;
    TermView {
        anchor: term.anchor.clone(),
        zh: escape(&header.zh),
        en: escape(&header.en),
        also: header.also.iter().map(|form| english(form)).collect(),
        avoid: header
            .avoid
            .iter()
            .map(|avoid| AvoidView {
                wrong: english(&avoid.wrong),
                why: avoid.why.as_ref().map(|why| prose(&why.clone().into())),
            })
            .collect(),
        note: header.note.as_ref().map(|note| prose(&note.clone().into())),
    }
}

fn english(form: &str) -> String {
    prose(&Both::said(form.to_owned(), form.to_owned())).en
}
