//! The files beside the pages: style sheet and scripts, pictures and other files that pages link to.

use std::collections::BTreeSet;

use crate::assemble::links::{self, LinkTarget};
use crate::model::output::Output;
use crate::model::page::{Inline, Mark};
use crate::render::context::RenderContext;

/// Style sheet, scripts and what else stands below `templates/assets/`.
pub fn assets(ctx: &RenderContext) -> Vec<Output> {
    ctx.templates.assets().map(|(name, text)| Output::text(name, text)).collect()
}

/// Files under `content/` that a page shows or links to, and no others.
pub fn linked(ctx: &RenderContext) -> Vec<Output> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut want = |from: &str, target: &str| {
        if let LinkTarget::Asset(path) = links::resolve(ctx.site, from, target) {
            wanted.insert(path);
        }
    };
    if let Some(image) = &ctx.site.config.image {
        want("_index", image);
    }
    for bitext in &ctx.site.bitexts {
        if let Some(image) = &bitext.pages.zh.header.image {
            want(&bitext.address, image);
        }
        for page in [&bitext.pages.zh, &bitext.pages.en] {
            for prose in page.body.proses() {
                for inline in &prose.inlines {
                    let (Inline::Open(Mark::Link(link)) | Inline::Open(Mark::Image(link))) = inline else {
                        continue;
                    };
                    want(&bitext.address, &link.target);
                }
            }
        }
    }
    let assets = ctx.site.assets.iter().filter_map(|asset| {
        let path = asset.below_content();
        let bytes = wanted.contains(path).then(|| asset.bytes.clone())?;
        Some(Output { path: format!("assets/{path}"), bytes: bytes.to_vec() })
    });
    assets.collect()
}
