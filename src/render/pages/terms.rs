//! The glossary page, a page for each term that stands on several pages, and the notes that open at a
//! term.
//!
//! An entry leads to the places where its term stands: to the first if all are on one page, else to a
//! page of the term's own that lists them, so that the glossary stays light on a site where a term
//! stands on every page. The notes are scripts of some terms each, which a page loads when one of them
//! is asked for, so that a page costs nothing until then.

use rayon::prelude::*;
use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::glossary::Term;
use crate::model::kinds::TermKind;
use crate::model::output::{Edition, Output};
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::pages::root::{self, prose, text_view};
use crate::render::pages::term_places::{self, TermPassage, TermPlaces};
use crate::render::pages::{head, head_tags};
use crate::render::pinyin;
use crate::render::search_index::literal;
use crate::render::view::{HeadView, TextView};

/// How many terms a script of notes holds. The script that asks for them knows the number too.
const IN_SCRIPT: usize = 8;

/// The terms under a letter.
#[derive(Serialize)]
struct LetterView<'t> {
    /// The letter; `#` for what begins with none.
    letter: char,
    /// The same as part of an id.
    id: String,
    /// The terms.
    terms: Vec<&'t TermView>,
}

/// A kind to filter by.
#[derive(Serialize)]
struct KindView {
    code: &'static str,
    name: TextView,
}

#[derive(Serialize)]
struct TermView {
    anchor: String,
    /// Of which kind it is, in English.
    kind: &'static str,
    /// What it is sorted by in Chinese.
    #[serde(skip)]
    key: String,
    /// What it is sorted by in English.
    #[serde(skip)]
    english: String,
    /// Whether readers do not see it.
    #[serde(skip)]
    hidden: bool,
    zh: String,
    en: String,
    also: Vec<String>,
    avoid: Vec<AvoidView>,
    note: Option<TextView>,
    /// In how many passages it stands, in words; `None` where it stands in none.
    count: Option<TextView>,
    /// The pages that it stands on, for the term's own page.
    pages: Vec<PlaceView>,
    /// Where the entry leads, below the output folder: to the term's own page, or to the first of its places.
    more: Option<String>,
}

#[derive(Serialize)]
struct AvoidView {
    wrong: String,
    why: Option<TextView>,
}

/// A page that a term stands on.
#[derive(Serialize)]
struct PlaceView {
    title: TextView,
    href: String,
    passages: Vec<TermPassage>,
}

/// Renders the glossary, the pages of terms and the scripts of their notes.
pub fn render(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let terms = &ctx.site.glossary.terms;
    let places = term_places::of_site(ctx);
    let view = |term: &Term| view(ctx, term, places.get(&term.id).map_or(&[], Vec::as_slice));
    let mut views: Vec<TermView> = terms.par_iter().map(view).collect();
    let mut outputs = Vec::new();
    for view in views.iter_mut().filter(|view| !view.hidden) {
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
    let mut values = root::values(ctx, &title, "glossary.html")?;
    views.retain(|view| !view.hidden);
    values.insert("kinds", &kinds(ctx, &views));
    values.insert("letters", &letters(&views, |view| view.key.clone()));
    outputs.push(ctx.page("glossary.html", "glossary.html", &values)?);
    outputs.push(by_english(ctx, &views)?);
    Ok(outputs)
}

/// The index by English letters.
fn by_english(ctx: &RenderContext, views: &[TermView]) -> Result<Output, Box<Diagnostic>> {
    let (title, path) = (Edition::Both.plain(&ctx.texts.get("index_letter")), "terms/index.html");
    let mut values = root::values(ctx, &title, path)?;
    values.insert("english", &letters(views, |view| view.english.to_lowercase()));
    ctx.page(path, "glossary-english.html", &values)
}

/// The kinds, with their codes and the keys of their names.
const KINDS: [(TermKind, &str, &str); 5] = [
    (TermKind::Term, "term", "kind_term"),
    (TermKind::Place, "place", "kind_place"),
    (TermKind::Person, "person", "kind_person"),
    (TermKind::Body, "body", "kind_body"),
    (TermKind::Code, "code", "kind_code"),
];

fn code(kind: TermKind) -> &'static str {
    KINDS.iter().find(|(one, ..)| *one == kind).map_or("term", |(_, code, _)| code)
}

/// The kinds that there are.
fn kinds(ctx: &RenderContext, views: &[TermView]) -> Vec<KindView> {
    let is_there = |code: &str| views.iter().any(|view| view.kind == code);
    let kinds = KINDS.iter().filter(|(_, code, _)| is_there(code));
    kinds.map(|(_, code, key)| KindView { code, name: text_view(&ctx.texts.get(key)) }).collect()
}

/// The terms by the letters of a key, in its order.
fn letters<'t>(views: &'t [TermView], key: impl Fn(&TermView) -> String) -> Vec<LetterView<'t>> {
    let mut keyed: Vec<(String, &TermView)> = views.iter().map(|view| (key(view), view)).collect();
    keyed.sort_by(|a, b| a.0.cmp(&b.0));
    let mut all: Vec<LetterView> = Vec::new();
    for (key, view) in keyed {
        let letter = pinyin::letter(&key);
        match all.iter_mut().find(|one| one.letter == letter) {
            Some(one) => one.terms.push(view),
            None => {
                let id = if letter == '#' { "0".to_owned() } else { letter.to_ascii_lowercase().to_string() };
                all.push(LetterView { letter, id, terms: vec![view] });
            }
        }
    }
    all
}

fn view(ctx: &RenderContext, term: &Term, places: &[TermPlaces]) -> TermView {
    let header = &term.header;
    let count: usize = places.iter().map(|(_, passages)| passages.len()).sum();
    let key = if count == 1 { "occurs_once" } else { "occurs" };
    TermView {
        anchor: term.anchor.clone(),
        kind: code(header.kind),
        key: pinyin::key(&header.zh, header.pinyin.as_deref()),
        hidden: header.hidden,
        english: header.en.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned(),
        zh: escape(&header.zh),
        en: english(&header.en),
        also: header.also.iter().map(|form| english(form)).collect(),
        avoid: header
            .avoid
            .iter()
            .filter(|avoid| avoid.show)
            .map(|avoid| AvoidView {
                wrong: english(&avoid.wrong),
                why: avoid.why.as_ref().map(|why| prose(&why.clone().into())),
            })
            .collect(),
        note: header.note.as_ref().map(|note| prose(&note.clone().into())),
        count: (count > 0).then(|| text_view(&ctx.texts.count(key, &[("n", count)]))),
        pages: places.iter().map(|(bitext, passages)| place(ctx, *bitext, passages)).collect(),
        more: None,
    }
}

fn place(ctx: &RenderContext, at: usize, passages: &[TermPassage]) -> PlaceView {
    let bitext = &ctx.site.bitexts[at];
    PlaceView {
        title: text_view(&titles(bitext)),
        href: format!("parallel/{}", encode(&file(bitext))),
        passages: passages.to_vec(),
    }
}

fn english(form: &str) -> String {
    prose(&Both::new(form.to_owned(), form.to_owned())).en
}

/// The address of a term's own page.
fn address(view: &TermView) -> String {
    format!("terms/{}.html", view.anchor)
}

fn page(ctx: &RenderContext, view: &TermView) -> Result<Output, Box<Diagnostic>> {
    let path = address(view);
    let header = ctx.site.glossary.terms.iter().find(|term| term.anchor == view.anchor);
    let title = header.map_or(String::new(), |term| format!("{} {}", term.header.zh, term.header.en));
    let mut values = root::values(ctx, &title, &path)?;
    let passages = view.pages.iter().map(|page| page.passages.len()).sum();
    if header.is_none_or(|term| is_thin(term, passages)) {
        head_tags::insert(ctx, &mut values, &HeadView { noindex: true, ..head::of_root(ctx, &title, &path) });
    }
    values.insert("term", view);
    ctx.page(path, "term.html", &values)
}

/// In how many passages a term must stand for its page to be worth finding, unless it has a note.
const WORTH_FINDING: usize = 4;

fn is_thin(term: &Term, passages: usize) -> bool {
    term.header.note.is_none() && passages < WORTH_FINDING
}

/// The pages of terms that a search engine is to find, below the output folder.
pub fn listed(ctx: &RenderContext) -> Vec<String> {
    let places = term_places::of_site(ctx);
    let is_listed = |term: &&Term| {
        let pages = places.get(&term.id).map_or(&[][..], Vec::as_slice);
        let passages = pages.iter().map(|(_, passages)| passages.len()).sum();
        !term.header.hidden && pages.len() > 1 && !is_thin(term, passages)
    };
    let listed = ctx.site.glossary.terms.iter().filter(is_listed);
    listed.map(|term| format!("terms/{}.html", term.anchor)).collect()
}

/// The notes of the terms, as a reader of each language sees them.
fn notes(ctx: &RenderContext, views: &[TermView]) -> Result<Vec<Output>, Box<Diagnostic>> {
    let keys = ["also", "not_used", "in_glossary"];
    let texts: Both<std::collections::BTreeMap<&str, String>> = Both::from_fn(|lang| {
        keys.into_iter().map(|key| (key, ctx.texts.get(key).get(lang).clone())).collect()
    });
    let note = |view: &TermView, lang: Lang| {
        let mut context = tera::Context::new();
        context.insert("term", view);
        context.insert("lang", lang.code());
        context.insert("texts", texts.get(lang));
        ctx.templates.render("term-note.html", &context).map(|html| html.trim().to_owned())
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
