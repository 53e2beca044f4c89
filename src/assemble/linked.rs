//! Files under `content/` that a page shows or links to: those that are published, and no others.

use std::collections::BTreeSet;

use crate::assemble::links::{self, LinkTarget};
use crate::model::page::{Inline, Mark};
use crate::model::site::Site;

/// Their paths below `content/`.
pub fn linked(site: &Site) -> BTreeSet<&str> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    let mut want = |from: &str, target: &str| {
        if let LinkTarget::Asset(path) = links::resolve(site, from, target) {
            wanted.insert(path);
        }
    };
    if let Some(image) = &site.config.image {
        want("_index", image);
    }
    for bitext in &site.bitexts {
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
    wanted
}
