//! Sitemaps (sitemaps.org 0.9): the pages that a search engine is to find. They demand absolute addresses, so they need
//! `base_url`. The alternates of a page in the other editions stand in its head and need not be said twice.
//!
//! One file may list 50,000 addresses and hold 50 MiB; a larger site has several, and `sitemap.xml` lists them.

use std::fmt::Write;
use std::sync::Arc;

use crate::base::html::escape;
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::output::{Edition, Output};
use crate::render::address::{absolute, file, original_href};
use crate::render::context::RenderContext;
use crate::render::{dates, pages};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// What a sitemap may hold.
#[derive(Clone, Copy)]
struct Limits {
    addresses: usize,
    bytes: usize,
}

/// What sitemaps.org allows, without head and end of the file.
const LIMITS: Limits = Limits { addresses: 50_000, bytes: (50 << 20) - 400 };

/// The sitemap, or a list of sitemaps and these.
pub(crate) fn render(ctx: &RenderContext) -> Vec<Output> {
    let mut parts = Parts::new(LIMITS);
    entries(ctx, |entry| parts.add(entry));
    let whole = |entries: &str| format!("{HEAD}<urlset xmlns=\"{NAMESPACE}\">\n{entries}</urlset>\n");
    if let [only] = parts.all.as_slice() {
        return vec![Output::text("sitemap.xml", whole(only))];
    }
    let mut list = format!("{HEAD}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    let mut outputs = Vec::new();
    for (at, entries) in parts.all.iter().enumerate() {
        let name = format!("sitemap-{}.xml", at + 1);
        let place = escape(&absolute(ctx.site, &name).unwrap_or_default());
        // Writing to a text cannot fail.
        let _ = writeln!(list, "<sitemap><loc>{place}</loc></sitemap>");
        outputs.push(Output::text(name, whole(entries)));
    }
    list.push_str("</sitemapindex>\n");
    outputs.push(Output::text("sitemap.xml", list));
    outputs
}

/// Entries in as many files as they need.
struct Parts {
    limits: Limits,
    all: Vec<String>,
    /// How many entries the last has.
    count: usize,
}

impl Parts {
    fn new(limits: Limits) -> Parts {
        Parts { limits, all: vec![String::new()], count: 0 }
    }

    fn add(&mut self, entry: &str) {
        let last = self.all.last().map_or(0, String::len);
        if self.count > 0 && (self.count == self.limits.addresses || last + entry.len() > self.limits.bytes) {
            self.all.push(String::new());
            self.count = 0;
        }
        if let Some(last) = self.all.last_mut() {
            last.push_str(entry);
        }
        self.count += 1;
    }
}

/// The pages that a search engine is to find, with when they changed as far as the content says it.
fn entries(ctx: &RenderContext, mut take: impl FnMut(&str)) {
    let url = |path: &str| escape(&absolute(ctx.site, path).unwrap_or_default());
    let of_site = changed(dates::of_site(ctx.site));
    for path in roots(ctx) {
        take(&format!("<url><loc>{}</loc>{of_site}</url>\n", url(&path)));
    }
    let home = ctx.site.cover().is_none().then(|| ("index.html".to_owned(), of_site.clone()));
    let page = |(at, one): (usize, &Arc<Bitext>)| match one.address.as_ref() {
        "_index" => ("index.html".to_owned(), of_site.clone()),
        _ => (encode(&file(one)), changed(dates::modified(ctx.site, at))),
    };
    let found = ctx.tags.with_pages().filter(|tag| tag.is_worth_finding());
    let tags = found.map(|tag| (encode(&format!("tags/{}.html", tag.slug)), of_site.clone()));
    let pages = ctx.site.bitexts.iter().enumerate().map(page);
    for (name, changed) in home.into_iter().chain(pages).chain(tags) {
        for edition in Edition::ALL {
            let place = url(&format!("{}/{name}", edition.code()));
            take(&format!("<url><loc>{place}</loc>{changed}</url>\n"));
        }
    }
}

fn changed(date: Option<&str>) -> String {
    date.map_or_else(String::new, |date| format!("<lastmod>{}</lastmod>", escape(date)))
}

/// The pages at the root that say something of their own.
fn roots(ctx: &RenderContext) -> Vec<String> {
    let mut roots = vec!["index.html".to_owned(), "findings.html".to_owned()];
    if !ctx.site.glossary.terms.is_empty() {
        roots.push("glossary.html".to_owned());
        roots.extend(pages::terms::listed(ctx));
    }
    if !ctx.proof.indicators.rows.is_empty() {
        roots.push("figures.html".to_owned());
    }
    if !ctx.site.corrections.all.is_empty() {
        roots.push("corrections.html".to_owned());
    }
    roots.extend(ctx.site.originals.iter().map(|original| original_href(&original.id)));
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_holds_no_more_than_it_may() {
        let parts = |limits: Limits| {
            let mut parts = Parts::new(limits);
            ["one\n", "two\n", "three\n", "much longer than that\n", "six\n"]
                .iter()
                .for_each(|one| parts.add(one));
            parts.all
        };
        let all = "one\ntwo\nthree\nmuch longer than that\nsix\n";
        assert_eq!(parts(LIMITS), [all]);
        assert_eq!(
            parts(Limits { addresses: 2, bytes: 99 }),
            ["one\ntwo\n", "three\nmuch longer than that\n", "six\n"]
        );
        assert_eq!(
            parts(Limits { addresses: 9, bytes: 10 }),
            ["one\ntwo\n", "three\n", "much longer than that\n", "six\n"]
        );
    }
}
