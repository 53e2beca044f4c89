//! What stands in the `head`: title, description, canonical and alternate addresses, JSON-LD.
//!
//! Absolute addresses appear only with `base_url`; search engines refuse relative alternates.

use crate::base::lang::Both;
use crate::base::url::encode;
use crate::base::visible;
use crate::model::bitext::Bitext;
use crate::model::output::Edition;
use crate::render::address::absolute;
use crate::render::context::RenderContext;
use crate::render::names::{summaries, titles};
use crate::render::view::{HeadLink, HeadView};
use serde_json::{Value, json};

/// The head of the first page of an edition.
pub fn of_home(ctx: &RenderContext, cover: Option<&Bitext>, edition: Edition) -> HeadView {
    let contents = edition.plain(&ctx.texts.get("contents"));
    let title = format!("{contents} · {}", edition.plain(&ctx.site.config.title.clone().into()));
    let summary = cover.and_then(summaries).unwrap_or(ctx.site.config.description.clone().into());
    HeadView {
        title,
        description: edition.plain(&summary),
        links: links(ctx, edition, "index.html"),
        json_ld: String::new(),
        noindex: false,
    }
}

/// The head of the page of a tag, or of the list of all tags.
pub(crate) fn of_tag(
    ctx: &RenderContext,
    edition: Edition,
    title: &Both<String>,
    file: &str,
    noindex: bool,
) -> HeadView {
    let name = edition.plain(title);
    let title = format!("{name} · {}", edition.plain(&ctx.site.config.title.clone().into()));
    let mut links = links(ctx, edition, file);
    let feed = file.strip_suffix(".html").filter(|name| *name != "tags/index");
    for link in links.iter_mut().filter(|link| !link.kind.is_empty()) {
        if let Some(name) = feed {
            link.href = link.href.replace("/feed.xml", &format!("/{name}.xml"));
        }
    }
    HeadView { title, description: name, links, json_ld: String::new(), noindex }
}

/// The head of a page of an edition; `file` is its path below the edition's folder.
pub fn of_bitext(ctx: &RenderContext, bitext: &Bitext, edition: Edition, file: &str) -> HeadView {
    let (title, site) = (titles(bitext), ctx.site.config.title.clone().into());
    let name = edition.plain(&title);
    let title = format!("{name} · {}", edition.plain(&site));
    let description = summaries(bitext).map_or_else(String::new, |text| edition.plain(&text));
    let here = format!("{}/{}", edition.code(), encode(file));
    let links = links(ctx, edition, file);
    let json_ld = json_ld(ctx, bitext, edition, &name, &description, &here);
    HeadView { title, description, links, json_ld, noindex: false }
}

/// Canonical address, alternates and feeds of a page of an edition.
fn links(ctx: &RenderContext, edition: Edition, file: &str) -> Vec<HeadLink> {
    let here = format!("{}/{}", edition.code(), encode(file));
    let mut links = Vec::new();
    if let Some(href) = absolute(ctx.site, &here) {
        links.push(HeadLink { rel: "canonical", href, ..HeadLink::default() });
        for one in Edition::ALL {
            let path = format!("{}/{}", one.code(), encode(file));
            let href = absolute(ctx.site, &path).unwrap_or_default();
            links.push(HeadLink { rel: "alternate", hreflang: one.hreflang(), href, ..HeadLink::default() });
        }
        for lang in edition.sides() {
            let href = absolute(ctx.site, &format!("{}/feed.xml", lang.code())).unwrap_or_default();
            let title = ctx.site.config.title.clone();
            let title = if lang.code() == "zh" { title.zh } else { title.en };
            // Without a language: a feed is no translation of the page.
            let kind = "application/atom+xml";
            links.push(HeadLink { rel: "alternate", kind, title, href, ..HeadLink::default() });
        }
    }
    links
}

/// The head of a page at the root.
pub fn of_root(ctx: &RenderContext, title: &str, path: &str) -> HeadView {
    let site = Edition::Both.plain(&ctx.site.config.title.clone().into());
    let title = if title.is_empty() { site } else { format!("{title} · {site}") };
    let links =
        absolute(ctx.site, path).map(|href| HeadLink { rel: "canonical", href, ..HeadLink::default() });
    let description = Edition::Both.plain(&ctx.site.config.description.clone().into());
    let links = links.into_iter().collect();
    HeadView { title, description, links, json_ld: String::new(), noindex: is_thin(path) }
}

/// Whether a page at the root says nothing that others do not: the manuals of rules, the places of a term, the
/// search page.
pub(crate) fn is_thin(path: &str) -> bool {
    path == "search.html" || path.starts_with("rules/") || path.starts_with("terms/")
}

/// The page as data (schema.org), for machines.
fn json_ld(
    ctx: &RenderContext,
    bitext: &Bitext,
    edition: Edition,
    name: &str,
    description: &str,
    path: &str,
) -> String {
    let languages: Vec<&str> = edition.sides().iter().map(|lang| lang.tag()).collect();
    let site = edition.plain(&ctx.site.config.title.clone().into());
    let mut data = json!({
        "@context": "https://schema.org",
        "@type": if bitext.is_index() { "CollectionPage" } else { "Article" },
        "name": name,
        "inLanguage": languages,
        "isPartOf": { "@type": "WebSite", "name": site },
    });
    if !description.is_empty() {
        data["description"] = Value::from(description);
    }
    if let Some(url) = absolute(ctx.site, path) {
        data["url"] = Value::from(url);
    }
    let quoted: Vec<Value> = bitext
        .pages
        .zh
        .header
        .original
        .as_slice()
        .iter()
        .filter_map(|id| ctx.site.original(id))
        .map(|original| {
            let title = edition.plain(&original.header.title.clone().into());
            let mut document = json!({ "@type": "CreativeWork", "name": title });
            if let Some(date) = original.date() {
                document["datePublished"] = Value::from(date);
            }
            document
        })
        .collect();
    if !quoted.is_empty() {
        data["citation"] = Value::from(quoted);
    }
    visible::json(data.to_string()).replace('<', "\\u003c")
}
