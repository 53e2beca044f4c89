//! Lists of pages, as topics and tags show them.

use crate::base::diagnostic::Diagnostic;
use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::links::link;
use crate::render::templates::values::PageValues;
use crate::render::view::{PageLink, TextView};

/// The template of an item.
const TEMPLATE: &str = "list-item.html";

/// Hands a list of pages, each by its index and with its address, to the template of a page.
pub(crate) fn insert(
    ctx: &RenderContext,
    values: &mut PageValues,
    pages: impl ExactSizeIterator<Item = (usize, String)>,
) -> Result<(), Box<Diagnostic>> {
    let edition = values.edition;
    if ctx.templates.has_own() || pages.len() == 0 {
        let view = |(at, href): (usize, String)| {
            link(ctx.site, &ctx.texts, &ctx.site.bitexts[at], (edition, TextView::new), href)
        };
        values.insert("list", &pages.map(view).collect::<Vec<PageLink>>());
        return Ok(());
    }
    values.insert_written("list", "item", |html| {
        (1..).zip(pages).try_for_each(|(number, (at, href))| write(ctx, html, (at, edition), (number, href)))
    })
}

/// Appends the item of a bitext, by its index.
fn write(
    ctx: &RenderContext,
    out: &mut String,
    (at, edition): (usize, Edition),
    (number, href): (usize, String),
) -> Result<(), Box<Diagnostic>> {
    let texts = [number.to_string(), href];
    let late = |at: usize| texts.get(at).map_or("", String::as_str);
    if let Some(item) = ctx.items.get(at, edition) {
        item.fill(late, out);
        return Ok(());
    }
    let mut values = PageValues::new(edition);
    values.insert("number", &number);
    let bitext = &ctx.site.bitexts[at];
    values.insert("one", &link(ctx.site, &ctx.texts, bitext, (edition, TextView::sides), texts[1].clone()));
    match ctx.open_part(TEMPLATE, &mut values, texts.len())? {
        Some(item) => {
            item.fill(late, out);
            ctx.items.keep(at, edition, item);
        }
        None => ctx.part(out, TEMPLATE, &mut values)?,
    }
    Ok(())
}
