//! The page of all figures, in both languages, with what filters and sorts it.

use std::fmt::Write;

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::Both;
use crate::model::indicator::Row;
use crate::model::output::{Edition, Output};
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::indicators::table::{self, TableView};
use crate::render::names::{original_name, original_sign};
use crate::render::pages::{dataset, head_tags, root};
use crate::render::view::{Seal, TextView};

/// Whether a site has figures to show.
pub(crate) fn has_figures(site: &Site) -> bool {
    site.bitexts.iter().any(|one| !one.pages.zh.header.figures.is_empty())
}

/// A document to filter by.
#[derive(Serialize)]
struct DocumentView {
    /// Its number among the originals.
    number: usize,
    /// What it is called.
    name: TextView,
}

/// The page and its style.
pub(crate) fn render(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let rows: Vec<&Row> = ctx.proof.indicators.rows.iter().collect();
    let table = table::view(ctx, &rows, Edition::Both);
    let title = Edition::Both.plain(&ctx.texts.get("all_figures"));
    let mut values = root::values(ctx, &title, "figures.html")?;
    head_tags::insert(ctx, &mut values, &dataset::head(ctx, &title));
    let used = |at: &usize| rows.iter().any(|row| row.cells.iter().any(|cell| cell.original() == Some(*at)));
    let documents: Vec<DocumentView> = (0..ctx.site.originals.len())
        .filter(used)
        .map(|number| DocumentView { number, name: text(&original_name(&ctx.site.originals[number])) })
        .collect();
    let lede = ctx.texts.count("all_figures_lede", &[("n", rows.len())]);
    values.insert("lede", &lede);
    values.insert("documents", &documents);
    values.insert("seals", &seals(ctx, |at| is_from(&rows, at)));
    values.insert("has_marks", &true);
    let style = style(&table, &documents);
    values.insert("table", &table);
    Ok(vec![ctx.page("figures.html", "figures.html", &values)?, Output::text("assets/figures.css", style)])
}

fn text(text: &Both<String>) -> TextView {
    TextView::new(Edition::Both, text)
}

/// The seals of the documents that rows stand in, for the key to them.
pub(crate) fn seals(ctx: &RenderContext, is_used: impl Fn(usize) -> bool) -> Vec<Seal> {
    let seal = |at: usize| Seal {
        sign: original_sign(&ctx.site.originals[at]),
        name: text(&original_name(&ctx.site.originals[at])),
    };
    (0..ctx.site.originals.len()).filter(|at| is_used(*at)).map(seal).collect()
}

/// Whether a document gives any of the figures.
pub(crate) fn is_from(rows: &[&Row], original: usize) -> bool {
    rows.iter().any(|row| row.cells.iter().any(|cell| cell.original() == Some(original)))
}

/// What each filter hides: rules that need no script, made from the topics, years and documents there are.
fn style(table: &TableView, documents: &[DocumentView]) -> String {
    let mut css = String::new();
    for group in &table.groups {
        let id = &group.id;
        let _ = writeln!(css, "body:has(#t-{id}:checked) .grp:not([data-t=\"{id}\"]){{display:none}}");
    }
    let mut rows = |name: &str, value: &str| {
        let _ =
            writeln!(css, "body:has(#f-{value}:checked) .ir:not([data-{name}~=\"{value}\"]){{display:none}}");
    };
    for column in &table.columns {
        rows("y", &format!("y{}", column.year));
    }
    for document in documents {
        rows("d", &format!("d{}", document.number));
    }
    for kind in ["r", "e", "t"] {
        rows("k", kind);
    }
    css
}
