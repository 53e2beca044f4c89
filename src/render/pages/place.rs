//! The place of a page: the ways up, home, and to the other editions, and what frames it.

use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::html::{attribute, escape_into};
use crate::base::url::encode;
use crate::model::output::Edition;
use crate::render::context::RenderContext;
use crate::render::frames::FrameKey;
use crate::render::templates::values::{Html, PageValues};
use crate::render::view::EditionView;

/// A page of an edition.
#[derive(Clone, Copy)]
pub struct EditionPage<'p> {
    /// The edition.
    pub edition: Edition,
    /// The page below the edition's folder, not encoded.
    pub file: &'p str,
    /// The folder of its topic; empty if it has none.
    pub here: &'p str,
    /// Whether it is the first page there.
    pub is_index: bool,
}

/// What frames a page, as HTML.
#[derive(Serialize)]
struct FrameView<'f> {
    topics: Html<'f>,
    editions: Html<'f>,
    foot: Html<'f>,
}

/// The values of a page of an edition, or what is wrong with the templates of its frame.
pub fn values(ctx: &RenderContext, page: EditionPage) -> Result<PageValues, Box<Diagnostic>> {
    let EditionPage { edition, file, here, is_index } = page;
    let home = "../".repeat(file.matches('/').count());
    let encoded = encode(file);
    let editions = editions(edition, |one| match one == edition {
        true => encoded.rsplit('/').next().unwrap_or(&encoded).to_owned(),
        false => [&home, "../", one.code(), "/", &encoded].concat(),
    });
    let key = FrameKey { edition, root: format!("{home}../"), here: here.to_owned(), is_index };
    framed(ctx, key, &home, &editions)
}

/// The same for a page at the root, by its path; its switch leads to the editions' first pages.
pub fn values_at_root(ctx: &RenderContext, path: &str) -> Result<PageValues, Box<Diagnostic>> {
    let root = "../".repeat(path.matches('/').count());
    let editions = editions(Edition::Both, |one| format!("{root}{}/index.html", one.code()));
    // The one page at the root that stands beside the topics.
    let here = if path == "figures.html" { path.to_owned() } else { String::new() };
    let home = format!("{root}parallel/");
    framed(ctx, FrameKey { edition: Edition::Both, root, here, is_index: false }, &home, &editions)
}

fn framed(
    ctx: &RenderContext,
    key: FrameKey,
    home: &str,
    editions: &[EditionView],
) -> Result<PageValues, Box<Diagnostic>> {
    let mut values = PageValues::new(key.edition);
    values.insert("root", &key.root);
    values.insert("home", home);
    values.insert("here", &key.here);
    values.insert("is_index", &key.is_index);
    let frame = ctx.frame(key, &values)?;
    let switch = switch(editions, ctx.site.config.base_url.is_some());
    let (topics, editions_html, foot) = (Html(&frame.topics), Html(&switch), Html(&frame.foot));
    values.insert("frame", &FrameView { topics, editions: editions_html, foot });
    if ctx.templates.has_own() {
        values.insert("editions", editions);
    }
    Ok(values)
}

/// The ways to the three editions, with the address of each.
fn editions(current: Edition, href: impl Fn(Edition) -> String) -> [EditionView; 3] {
    Edition::ALL.map(|one| EditionView {
        code: one.code(),
        label: label(one).to_owned(),
        lang: if one == Edition::En { "en" } else { "zh-Hans" },
        hreflang: one.hreflang(),
        href: href(one),
        current: one == current,
    })
}

/// The switch between editions, as items of a list. Where the site has an address, the head names the alternates.
fn switch(editions: &[EditionView], has_address: bool) -> String {
    let mut out = String::with_capacity(512);
    for one in editions {
        out.push_str("<li><a");
        attribute(&mut out, "href", &one.href);
        out.extend([" lang=", one.lang, " hreflang=", one.hreflang]);
        out.push_str(if has_address { "" } else { " rel=alternate" });
        out.push_str(if one.current { " aria-current=page>" } else { ">" });
        escape_into(&mut out, &one.label);
        out.push_str("</a>");
    }
    out
}

fn label(edition: Edition) -> &'static str {
    match edition {
        Edition::Zh => "中文",
        Edition::En => "English",
        _ => "对照",
    }
}
