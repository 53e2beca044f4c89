//! Files under `content/` that a page shows or links to: those that are published, and no others.

use std::collections::BTreeSet;

use crate::assemble::links::{self, LinkTarget};
use crate::model::bitext::Bitext;
use crate::model::page::{Inline, Mark};
use crate::model::site::Site;

/// Their paths below `content/`, by what all pages say.
pub fn linked(site: &Site) -> BTreeSet<&str> {
    let all: Vec<Vec<String>> = site.bitexts.iter().map(|bitext| written(bitext)).collect();
    of_links(site, all.iter().map(Vec::as_slice))
}

/// The links and pictures of a bitext, as written.
fn written(bitext: &Bitext) -> Vec<String> {
    let pages = [&bitext.pages.zh, &bitext.pages.en];
    let inlines = pages.into_iter().flat_map(|page| page.body.proses()).flat_map(|prose| &prose.inlines);
    let links = inlines.filter_map(|inline| match inline {
        Inline::Open(Mark::Link(link) | Mark::Image(link)) => Some(link.target.clone()),
        _ => None,
    });
    links.chain(bitext.pages.zh.header.image.as_deref().map(str::to_owned)).collect()
}

/// The same by the links of each bitext.
pub fn of_links<'s, 'l>(site: &'s Site, links: impl Iterator<Item = &'l [String]>) -> BTreeSet<&'s str> {
    let mut wanted: BTreeSet<&str> = BTreeSet::new();
    // Texts are published as pages.
    let is_text = |target: &str| target.split('#').next().is_some_and(|path| path.ends_with(".md"));
    let mut want = |from: &str, target: &str| {
        if !is_text(target)
            && let LinkTarget::Asset(path) = links::resolve(site, from, target)
        {
            wanted.insert(path);
        }
    };
    if let Some(image) = &site.config.image {
        want("_index", image);
    }
    for (bitext, links) in site.bitexts.iter().zip(links) {
        links.iter().for_each(|link| want(&bitext.address, link));
    }
    wanted
}
