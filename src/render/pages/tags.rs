//! The pages of tags: what bears a tag, in three editions, with a feed of each; and the list of all tags.

use rayon::prelude::*;
use serde::Serialize;

use crate::base::diagnostic::Diagnostic;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::output::{Edition, Output};
use crate::render::address::file;
use crate::render::context::RenderContext;
use crate::render::feed;
use crate::render::pages::place::{self, EditionPage};
use crate::render::pages::{head, head_tags, list};
use crate::render::tags::Tag;
use crate::render::view::{TagLink, TextView};

/// A tag in the list of all.
#[derive(Serialize)]
struct TagView {
    name: TextView,
    href: String,
    count: TextView,
}

/// Hands over the pages of all tags, the list of them, and their feeds.
pub(crate) fn render(ctx: &RenderContext, take: &(impl Fn(Output) + Sync)) -> Result<(), Box<Diagnostic>> {
    for edition in Edition::ALL {
        take(index(ctx, edition)?);
    }
    let tags: Vec<&Tag> = ctx.tags.with_pages().collect();
    tags.par_iter().try_for_each(|tag| {
        for edition in Edition::ALL {
            take(page(ctx, tag, edition)?);
        }
        if ctx.site.config.base_url.is_some() {
            Lang::ALL.into_iter().for_each(|lang| take(feed::of_tag(ctx, tag, lang)));
        }
        Ok(())
    })
}

/// The tags of a page; `home` leads from it to its edition's folder.
pub(crate) fn of(ctx: &RenderContext, at: usize, edition: Edition, home: &str) -> Vec<TagLink> {
    let own = ctx.tags.of[at].iter().map(|one| &ctx.tags.all[*one]);
    let href = |tag: &Tag| match tag.has_page() {
        true => format!("{home}tags/{}.html", tag.slug),
        false => String::new(),
    };
    own.map(|tag| TagLink { name: ctx.listed()(edition, &tag.name), href: href(tag) }).collect()
}

fn page(ctx: &RenderContext, tag: &Tag, edition: Edition) -> Result<Output, Box<Diagnostic>> {
    let path = format!("tags/{}.html", tag.slug);
    let mut values = place::values(ctx, EditionPage { edition, file: &path, here: "", is_index: false })?;
    let title = ctx.texts.fill("tagged", &[("tag", tag.name.clone())]);
    head_tags::insert(ctx, &mut values, &head::of_tag(ctx, edition, &title, &path, !tag.is_worth_finding()));
    values.insert("tag", &TextView::new(edition, &tag.name));
    values
        .insert("count", &TextView::new(edition, &ctx.texts.count("count_pages", &[("n", tag.pages.len())])));
    let pages = tag.pages.iter();
    let pages = pages.map(|at| (*at, ["../", &encode(&file(&ctx.site.bitexts[*at]))].concat()));
    list::insert(ctx, &mut values, pages)?;
    let feeds = Both::from_fn(|lang| feed_href(ctx, tag, edition, lang));
    values.insert("feeds", &feeds);
    let path = format!("{}/{path}", edition.code());
    ctx.laid_out(path, "tag.html", values)
}

/// The way to the feed of a tag from its page; empty where there are no feeds.
fn feed_href(ctx: &RenderContext, tag: &Tag, edition: Edition, lang: Lang) -> String {
    let shown = ctx.site.config.base_url.is_some() && edition.sides().contains(&lang);
    if shown { format!("../../{}/tags/{}.xml", lang.code(), tag.slug) } else { String::new() }
}

fn index(ctx: &RenderContext, edition: Edition) -> Result<Output, Box<Diagnostic>> {
    let path = "tags/index.html";
    let mut values = place::values(ctx, EditionPage { edition, file: path, here: "", is_index: true })?;
    head_tags::insert(ctx, &mut values, &head::of_tag(ctx, edition, &ctx.texts.get("tags_head"), path, true));
    let view = |tag: &Tag| TagView {
        name: TextView::new(edition, &tag.name),
        href: match tag.pages.as_slice() {
            [only] => format!("../{}", encode(&file(&ctx.site.bitexts[*only]))),
            _ => format!("{}.html", tag.slug),
        },
        count: TextView::new(edition, &ctx.texts.count("count_pages", &[("n", tag.pages.len())])),
    };
    values.insert("all", &ctx.tags.all.iter().map(view).collect::<Vec<_>>());
    let path = format!("{}/{path}", edition.code());
    ctx.page(path, "tags.html", &values)
}
