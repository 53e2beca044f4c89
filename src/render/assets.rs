//! The files beside the pages: style sheet and scripts, pictures and other files that pages link to.

use crate::assemble::linked;
use crate::model::output::{Output, OutputContent};
use crate::render::context::RenderContext;

/// Style sheet, scripts and what else stands below `templates/assets/`.
pub fn assets(ctx: &RenderContext) -> Vec<Output> {
    ctx.templates.assets().map(|(name, text)| Output::text(name, text)).collect()
}

/// Files under `content/` that a page shows or links to, and no others.
pub fn linked(ctx: &RenderContext) -> Vec<Output> {
    let wanted = linked::of_links(ctx.site, ctx.proof.digests.iter().map(|one| one.links.as_slice()));
    let assets = ctx.site.assets.iter().filter_map(|asset| {
        let path = asset.below_content();
        let copy = || Output { path: format!("assets/{path}"), content: OutputContent::Copy(asset.clone()) };
        wanted.contains(path).then(copy)
    });
    assets.collect()
}
