//! The search page, and the page for addresses that are not there.

use crate::model::output::Edition;
use crate::render::address::absolute;
use crate::render::context::RenderContext;
use crate::render::pages::root::{Outputs, values};

/// The search page.
pub fn search(ctx: &RenderContext) -> Outputs {
    let title = Edition::Both.plain(&ctx.texts.get("search"));
    let values = values(ctx, &title, "search.html")?;
    Ok(vec![ctx.page("search.html", "search.html", &values)?])
}

/// The one page that may be shown under any address: no asset, no relative link.
pub fn not_found(ctx: &RenderContext) -> Outputs {
    let title = Edition::Both.plain(&ctx.texts.get("not_found"));
    let mut values = values(ctx, &title, "404.html")?;
    values.insert("contents_href", &absolute(ctx.site, "index.html"));
    Ok(vec![ctx.page("404.html", "404.html", &values)?])
}
