//! The page of an original: the whole text as a book, with its headings and an outline, excerpted runs marked
//! and linked both ways, and the English of what is excerpted on demand.

mod chapters;
pub(crate) mod english;
mod paragraphs;
mod view;

use crate::base::diagnostic::Diagnostic;
use crate::model::output::{Edition, Output};
use crate::render::context::RenderContext;
use crate::render::links::original_link;
use crate::render::names::original_name;
use crate::render::pages::root;

/// The list of originals.
pub(crate) fn index(ctx: &RenderContext) -> Result<Vec<Output>, Box<Diagnostic>> {
    let path = "originals/index.html";
    let title = Edition::Both.plain(&ctx.texts.get("originals"));
    let mut values = root::values(ctx, &title, path)?;
    let list: Vec<_> = (0..ctx.site.originals.len())
        .map(|at| original_link(ctx.site, ctx.proof, &ctx.texts, at, Edition::Both))
        .collect();
    values.insert("originals", &list);
    Ok(vec![ctx.page(path, "originals.html", &values)?])
}

/// The page of an original, and the script with its English where that is too long for the page.
pub(crate) fn one(ctx: &RenderContext, at: usize) -> Result<Vec<Output>, Box<Diagnostic>> {
    let original = &ctx.site.originals[at];
    let path = format!("originals/{}.html", original.id);
    let title = Edition::Both.plain(&original_name(original));
    let mut values = root::values(ctx, &title, &path)?;
    let english = english::of(ctx, at);
    let script = english::script(&original.id, &original.source.text, &english);
    let view = view::view(ctx, at, &english, script.is_some())?;
    values.insert("original", &view);
    // Those with an outline are unlike each other.
    let page = match view.has_outline() {
        true => ctx.page(path, "original.html", &values)?,
        false => ctx.laid_out(path, "original.html", values)?,
    };
    Ok(std::iter::once(page).chain(script).collect())
}
