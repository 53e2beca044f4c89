//! The place of a page: the ways up, home, and to the other editions.

use tera::Context;

use crate::base::url::encode;
use crate::model::output::Edition;
use crate::render::view::EditionView;

/// Puts a page into its place: the ways up, home, and to the other editions.
pub fn place(context: &mut Context, edition: Edition, file: &str) {
    let home = "../".repeat(file.matches('/').count());
    let editions = switch(edition, |one| match one == edition {
        true => encode(file.rsplit('/').next().unwrap_or(file)),
        false => format!("{home}../{}/{}", one.code(), encode(file)),
    });
    context.insert("editions", &editions);
    context.insert("root", &format!("{home}../"));
    context.insert("home", &home);
}

/// Puts a page at the root into its place; its switch leads to the editions' first pages.
pub fn place_at_root(context: &mut Context, depth: usize) {
    let root = "../".repeat(depth);
    let editions = switch(Edition::Both, |one| format!("{root}{}/index.html", one.code()));
    context.insert("editions", &editions);
    context.insert("home", &format!("{root}parallel/"));
    context.insert("root", &root);
    context.insert("here", "");
    context.insert("is_index", &false);
}

/// The ways to the three editions, with the address of each.
fn switch(current: Edition, href: impl Fn(Edition) -> String) -> Vec<EditionView> {
    let view = |one: Edition| EditionView {
        code: one.code(),
        label: label(one).to_owned(),
        lang: if one == Edition::En { "en" } else { "zh-Hans" },
        hreflang: one.hreflang(),
        href: href(one),
        current: one == current,
    };
    Edition::ALL.into_iter().map(view).collect()
}

fn label(edition: Edition) -> &'static str {
    match edition {
        Edition::Zh => "中文",
        Edition::En => "English",
        _ => "对照",
    }
}
