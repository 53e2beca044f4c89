//! The files beside the pages: style sheet and scripts, pictures and other files that pages link to.

use crate::assemble::linked;
use crate::base::diagnostic::Diagnostic;
use crate::model::output::{Edition, Output, OutputContent};
use crate::render::context::RenderContext;
use crate::render::pages::root::Outputs;
use crate::render::search_index::literal;

/// Style sheet, scripts and what else stands below `templates/assets/`, and what the pages of an edition open.
pub fn assets(ctx: &RenderContext) -> Outputs {
    let files = ctx.templates.assets().map(|(name, text)| Ok(Output::text(name, text)));
    files.chain([Edition::Zh, Edition::En, Edition::Both].map(|edition| panels(ctx, edition))).collect()
}

/// What a reader of an edition opens on any of its pages, once for all of them: a script, so that it is found from the
/// disk too.
fn panels(ctx: &RenderContext, edition: Edition) -> Result<Output, Box<Diagnostic>> {
    let html = ctx.templates.render("panels.html", ctx.shared(edition))?;
    let script = format!("duizhao.panels({});\n", literal(html.trim()));
    Ok(Output::text(format!("assets/panels/{}.js", edition.code()), script))
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
