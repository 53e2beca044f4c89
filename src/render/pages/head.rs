//! What stands in the `head`: title, description, canonical and alternate addresses, what a shared link
//! shows, JSON-LD.
//!
//! Absolute addresses appear only with `base_url`; search engines refuse relative alternates, and those who
//! show a shared link refuse relative pictures.

use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::output::Edition;
use crate::render::address::absolute;
use crate::render::context::RenderContext;
use crate::render::names::titles;
use crate::render::pages::head_parts::HeadParts;
use crate::render::pages::{describe, linked_data, sharing};
use crate::render::view::{HeadLink, HeadView};

/// The head of the cover.
pub fn of_cover(ctx: &RenderContext) -> HeadView {
    let edition = Edition::Both;
    let name = edition.plain(&ctx.site.config.title.clone().into());
    let description = describe::site(ctx, edition);
    let path = "index.html";
    let parts = HeadParts { edition, path, name: &name, is_article: false, image: None };
    HeadView {
        title: name.clone(),
        links: links(ctx, edition, path, "index.html"),
        json_ld: linked_data::site(ctx, edition, &description),
        meta: sharing::meta(ctx, &parts),
        description,
        ..HeadView::default()
    }
}

/// The head of the first page of an edition.
pub fn of_home(ctx: &RenderContext, edition: Edition) -> HeadView {
    let contents = edition.plain(&ctx.texts.get("contents"));
    let site = edition.plain(&ctx.site.config.title.clone().into());
    let description = describe::home(ctx, edition);
    let path = format!("{}/index.html", edition.code());
    let parts = HeadParts { edition, path: &path, name: &site, is_article: false, image: None };
    HeadView {
        title: format!("{contents} · {site}"),
        links: links(ctx, edition, &path, "index.html"),
        meta: sharing::meta(ctx, &parts),
        description,
        ..HeadView::default()
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
    let path = format!("{}/{}", edition.code(), encode(file));
    let mut links = links(ctx, edition, &path, file);
    let feed = file.strip_suffix(".html").filter(|name| *name != "tags/index");
    for link in links.iter_mut().filter(|link| !link.kind.is_empty()) {
        if let Some(name) = feed {
            link.href = link.href.replace("/feed.xml", &format!("/{name}.xml"));
        }
    }
    let parts = HeadParts { edition, path: &path, name: &name, is_article: false, image: None };
    let site = edition.plain(&ctx.site.config.title.clone().into());
    HeadView {
        title: format!("{name} · {site}"),
        links,
        meta: sharing::meta(ctx, &parts),
        description: format!("{name} · {}", describe::site(ctx, edition)),
        noindex,
        ..HeadView::default()
    }
}

/// The head of a page of an edition, by the index of its bitext; `file` is its path below the edition's folder.
pub fn of_bitext(ctx: &RenderContext, at: usize, edition: Edition, file: &str) -> HeadView {
    let bitext = &ctx.site.bitexts[at];
    let name = edition.plain(&titles(bitext));
    let description = describe::bitext(ctx, at, edition);
    let path = format!("{}/{}", edition.code(), encode(file));
    let is_article = !bitext.is_index();
    let image = sharing::picture_of(ctx, bitext);
    let parts = HeadParts { edition, path: &path, name: &name, is_article, image };
    HeadView {
        title: format!("{name} · {}", edition.plain(&ctx.site.config.title.clone().into())),
        links: links(ctx, edition, &path, file),
        json_ld: linked_data::bitext(ctx, at, &parts),
        meta: sharing::meta(ctx, &parts),
        description,
        ..HeadView::default()
    }
}

/// The head of a page at the root, by its path.
pub fn of_root(ctx: &RenderContext, title: &str, path: &str) -> HeadView {
    let site = Edition::Both.plain(&ctx.site.config.title.clone().into());
    let description = describe::root(ctx, title, path);
    let is_article = path.starts_with("originals/") && path != "originals/index.html";
    let encoded = encode(path);
    let parts = HeadParts { edition: Edition::Both, path: &encoded, name: title, is_article, image: None };
    HeadView {
        title: format!("{title} · {site}"),
        links: canonical(ctx, &encoded).into_iter().collect(),
        json_ld: linked_data::root(ctx, title, path),
        meta: sharing::meta(ctx, &parts),
        description,
        noindex: is_thin(path),
    }
}

/// Whether a page at the root says nothing that a person would look for with a search engine: manuals of
/// rules, the search itself, a second order of the glossary.
pub(crate) fn is_thin(path: &str) -> bool {
    path.starts_with("rules/") || ["search.html", "404.html", "terms/index.html"].contains(&path)
}

fn canonical(ctx: &RenderContext, path: &str) -> Option<HeadLink> {
    absolute(ctx.site, path).map(|href| HeadLink { rel: "canonical", href, ..HeadLink::default() })
}

/// Canonical address, alternates and feeds of a page; `file` is its path below the folder of each edition.
fn links(ctx: &RenderContext, edition: Edition, path: &str, file: &str) -> Vec<HeadLink> {
    let Some(canonical) = canonical(ctx, path) else { return Vec::new() };
    let mut links = Vec::with_capacity(6);
    links.push(canonical);
    let file = encode(file);
    for one in Edition::ALL {
        let path = [one.code(), "/", &file].concat();
        let href = absolute(ctx.site, &path).unwrap_or_default();
        links.push(HeadLink { rel: "alternate", hreflang: one.hreflang(), href, ..HeadLink::default() });
    }
    let title: Both<String> = ctx.site.config.title.clone().into();
    let feed = |lang: &Lang| HeadLink {
        rel: "alternate",
        // Without a language: a feed is no translation of the page.
        kind: "application/atom+xml",
        title: title.get(*lang).clone(),
        href: absolute(ctx.site, &[lang.code(), "/feed.xml"].concat()).unwrap_or_default(),
        ..HeadLink::default()
    };
    links.extend(edition.sides().iter().map(feed));
    links
}
