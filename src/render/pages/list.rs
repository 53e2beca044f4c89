//! Lists of pages, as topics and tags show them.

use crate::base::diagnostic::Diagnostic;
use crate::model::bitext::Bitext;
use crate::render::context::RenderContext;
use crate::render::links::link;
use crate::render::pages::items::Items;
use crate::render::templates::values::PageValues;
use crate::render::view::TextView;

/// Hands a list of pages, each with its address, to the template of a page.
pub(crate) fn insert<'b>(
    ctx: &RenderContext,
    values: &mut PageValues,
    pages: impl Iterator<Item = (&'b Bitext, String)>,
) -> Result<(), Box<Diagnostic>> {
    let edition = values.edition;
    let shown = if ctx.templates.has_own() { TextView::new } else { TextView::sides };
    let links = pages.map(|(bitext, href)| link(ctx.site, &ctx.texts, bitext, (edition, shown), href));
    let items = Items::new(ctx, (edition, "list-item.html"), links.collect(), |one, number, values| {
        values.insert("one", one);
        values.insert("number", &number);
    })?;
    values.insert("list", &items);
    Ok(())
}
