//! What a link shows where it is shared: Open Graph (ogp.me), and the one tag of others that it lacks.

use crate::assemble::links::{self, LinkTarget};
use crate::base::lang::Lang;
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::output::Edition;
use crate::render::address::absolute;
use crate::render::context::RenderContext;
use crate::render::pages::head_parts::HeadParts;
use crate::render::picture::card;
use crate::render::view::MetaView;

/// The tags of a page. Address and picture must be absolute: without `base_url` there are none.
pub fn meta(ctx: &RenderContext, parts: &HeadParts) -> Vec<MetaView> {
    let site = parts.edition.plain(&ctx.site.config.title.clone().into());
    let kind = if parts.is_article { "article" } else { "website" };
    let mut all = vec![property("og:title", parts.name), property("og:type", kind)];
    if site != parts.name {
        all.push(property("og:site_name", &site));
    }
    let (locale, other) = match parts.edition {
        Edition::En => (Lang::En, Lang::Zh),
        _ => (Lang::Zh, Lang::En),
    };
    all.push(property("og:locale", of(locale)));
    // The other language, where it stands on the same page.
    if parts.edition.is_both() {
        all.push(property("og:locale:alternate", of(other)));
    }
    let mut shown = "summary";
    if let Some(url) = absolute(ctx.site, parts.path) {
        all.push(property("og:url", &url));
        picture(ctx, parts, &site, &mut all);
        shown = "summary_large_image";
    }
    all.push(MetaView { key: "name", name: "twitter:card", content: shown.to_owned() });
    all
}

fn property(name: &'static str, content: &str) -> MetaView {
    MetaView { key: "property", name, content: content.to_owned() }
}

/// Language and country, as Open Graph wants them.
fn of(lang: Lang) -> &'static str {
    match lang {
        Lang::Zh => "zh_CN",
        Lang::En => "en_US",
    }
}

/// The picture: that of the page, else that of the site, else the card that is drawn for the site.
fn picture(ctx: &RenderContext, parts: &HeadParts, site: &str, all: &mut Vec<MetaView>) {
    let of_site = || picture_at(ctx, "_index", ctx.site.config.image.as_deref()?);
    let (path, alt) = match (&parts.image, of_site()) {
        (Some(path), _) => (path.clone(), parts.name),
        (None, Some(path)) => (path, site),
        (None, None) => (card::PATH.to_owned(), site),
    };
    all.push(property("og:image", &absolute(ctx.site, &path).unwrap_or_default()));
    // The card shows the name of the site, which `og:site_name` says.
    if path != card::PATH {
        all.push(property("og:image:alt", alt));
    } else {
        let (width, height) = card::SIZE;
        all.push(property("og:image:width", &width.to_string()));
        all.push(property("og:image:height", &height.to_string()));
    }
}

/// The picture that a page's header names, below the output folder, encoded.
pub fn picture_of(ctx: &RenderContext, bitext: &Bitext) -> Option<String> {
    picture_at(ctx, &bitext.address, bitext.pages.zh.header.image.as_deref()?)
}

fn picture_at(ctx: &RenderContext, from: &str, name: &str) -> Option<String> {
    match links::resolve(ctx.site, from, name) {
        LinkTarget::Asset(path) => Some(format!("assets/{}", encode(path))),
        _ => None,
    }
}
