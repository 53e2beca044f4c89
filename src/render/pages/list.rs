//! Lists of pages, as topics and tags show them.

use crate::base::diagnostic::Diagnostic;
use crate::render::context::RenderContext;
use crate::render::links::link;
use crate::render::list_items;
use crate::render::templates::values::PageValues;
use crate::render::view::{PageLink, TextView};

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
        (1..)
            .zip(pages)
            .try_for_each(|(number, (at, href))| list_items::write(ctx, html, (at, edition), (number, href)))
    })
}
