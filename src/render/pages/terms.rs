//! The glossary page, a page for each term that stands on several pages, and the notes that open at a
//! term.
//!
//! An entry leads to the places where its term stands: to the first if all are on one page, else to a
//! page of the term's own that lists them, so that the glossary stays light on a site where a term
//! stands on every page. The notes are scripts of some terms each, which a page loads when one of them
//! is asked for, so that a page costs nothing until then.

use rayon::prelude::*;
use serde::Serialize;
use tera::Context;

use crate::base::diagnostic::Diagnostic;
use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::config::TermKind;
use crate::model::glossary::Term;
use crate::model::output::{Edition, Output};
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::pages::root::{self, prose, said};
use crate::render::search_index::literal;
use crate::render::view::SaidView;

/// How many terms a script of notes holds. The script that asks for them knows the number too.
const IN_SCRIPT: usize = 8;

#[derive(Serialize)]
struct GroupView<'t> {
    kind: SaidView,
    terms: Vec<&'t TermView>,
}

#[derive(Serialize)]
struct TermView {
    anchor: String,
    #[serde(skip)]
    kind: TermKind,
    zh: String,
    en: String,
    also: Vec<String>,
    avoid: Vec<AvoidView>,
    note: Option<SaidView>,
    /// In how many passages it stands, in words; `None` where it stands in none.
    count: Option<SaidView>,
    /// The pages that it stands on, for the term's own page.
    pages: Vec<PlaceView>,
    /// Where the entry leads, below the output folder: to the term's own page, or to the first of its places.
    more: Option<String>,
}

#[derive(Serialize)]
struct AvoidView {
    wrong: String,
    why: Option<SaidView>,
}

/// A page that a term stands on.
#[derive(Serialize)]
struct PlaceView {
    title: SaidView,
    href: String,
    passages: Vec<PassageLink>,
}

#[derive(Serialize)]
struct PassageLink {
    id: String,
    number: usize,
}

/// Renders the glossary, the pages of terms and the scripts of their notes.
pub fn render(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let terms = &ctx.site.glossary.terms;
    let places = places(ctx);
    let mut views: Vec<TermView> =
        terms.par_iter().zip(&places).map(|(term, places)| view(ctx, term, places)).collect();
    let mut outputs = Vec::new();
    for view in &mut views {
        view.more = match view.pages.as_slice() {
            [] => None,
            [only] => only.passages.first().map(|one| format!("{}#{}", only.href, one.id)),
            _ => {
                outputs.push(page(ctx, view)?);
                Some(address(view))
            }
        };
    }
    outputs.extend(notes(ctx, &views)?);
    let title = Edition::Both.plain(&ctx.texts.get("glossary"));
    let mut context = root::context(ctx, &title, "glossary.html");
    context.insert("groups", &groups(ctx, &views));
    outputs.push(Output::text("glossary.html", ctx.templates.render("glossary.html", &context)?));
    Ok(outputs)
}

fn groups<'t>(ctx: &RenderContext, views: &'t [TermView]) -> Vec<GroupView<'t>> {
    [
        (TermKind::Term, "kind_term"),
        (TermKind::Place, "kind_place"),
        (TermKind::Person, "kind_person"),
        (TermKind::Body, "kind_body"),
        (TermKind::Code, "kind_code"),
    ]
    .into_iter()
    .map(|(kind, key)| GroupView {
        kind: said(&ctx.texts.get(key)),
        terms: views.iter().filter(|term| term.kind == kind).collect(),
    })
    .filter(|group| !group.terms.is_empty())
    .collect()
}

/// Where each term stands: the bitexts in order, each with the indices of its passages.
fn places(ctx: &RenderContext) -> Vec<Vec<(usize, Vec<usize>)>> {
    let mut places: Vec<Vec<(usize, Vec<usize>)>> = vec![Vec::new(); ctx.site.glossary.terms.len()];
    for (bitext, page) in ctx.proof.pages.iter().enumerate() {
        for (passage, facts) in page.passages.iter().enumerate() {
            for used in &facts.terms {
                let Some(pages) = places.get_mut(used.term) else { continue };
                match pages.last_mut() {
                    Some((last, passages)) if *last == bitext => passages.push(passage),
                    _ => pages.push((bitext, vec![passage])),
                }
            }
        }
    }
    places.iter_mut().flatten().for_each(|(_, passages)| passages.dedup());
    places
}

fn view(ctx: &RenderContext, term: &Term, places: &[(usize, Vec<usize>)]) -> TermView {
    let header = &term.header;
    let count: usize = places.iter().map(|(_, passages)| passages.len()).sum();
    let key = if count == 1 { "occurs_once" } else { "occurs" };
    TermView {
        anchor: term.anchor.clone(),
        kind: header.kind,
        zh: escape(&header.zh),
        en: english(&header.en),
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
        count: (count > 0).then(|| said(&ctx.texts.count(key, &[("n", count)]))),
        pages: places.iter().map(|(bitext, passages)| place(ctx, *bitext, passages)).collect(),
        more: None,
    }
}

fn place(ctx: &RenderContext, bitext: usize, passages: &[usize]) -> PlaceView {
    let bitext = &ctx.site.bitexts[bitext];
    let passages = passages.iter().filter_map(|at| bitext.passages.get(*at));
    PlaceView {
        title: said(&titles(bitext)),
        href: format!("parallel/{}", encode(&file(bitext))),
        passages: passages.map(|one| PassageLink { id: one.id.clone(), number: one.number }).collect(),
    }
}

fn english(form: &str) -> String {
    prose(&Both::said(form.to_owned(), form.to_owned())).en
}

/// The address of a term's own page.
fn address(view: &TermView) -> String {
    format!("terms/{}.html", view.anchor)
}

fn page(ctx: &RenderContext, view: &TermView) -> Result<Output, Box<Diagnostic>> {
    let path = address(view);
    let header = ctx.site.glossary.terms.iter().find(|term| term.anchor == view.anchor);
    let title = header.map_or(String::new(), |term| format!("{} {}", term.header.zh, term.header.en));
    let mut context = root::context(ctx, &title, &path);
    context.insert("term", view);
    Ok(Output::text(path, ctx.templates.render("term.html", &context)?))
}

/// The notes of the terms, as a reader of each language sees them.
fn notes(ctx: &RenderContext, views: &[TermView]) -> Result<Vec<Output>, Box<Diagnostic>> {
    let keys = ["also", "not_used", "in_glossary"];
    let texts: Both<std::collections::BTreeMap<&str, String>> = Both::from_fn(|lang| {
        keys.into_iter().map(|key| (key, ctx.texts.get(key).get(lang).clone())).collect()
    });
    let note = |view: &TermView, lang: Lang| {
        let mut context = Context::new();
        context.insert("term", view);
        context.insert("lang", lang.code());
        context.insert("texts", texts.get(lang));
        ctx.templates.render("slip.html", &context).map(|html| html.trim().to_owned())
    };
    let script = |(n, views): (usize, &[TermView])| {
        let mut js = format!("duizhao.terms({n},{{");
        for view in views {
            let (zh, en) = (literal(&note(view, Lang::Zh)?), literal(&note(view, Lang::En)?));
            js.push_str(&format!("{}:[{zh},{en}],\n", view.anchor));
        }
        js.push_str("});\n");
        Ok(Output::text(format!("assets/terms/{n}.js"), js))
    };
    views.par_chunks(IN_SCRIPT).enumerate().map(script).collect()
}
