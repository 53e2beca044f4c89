//! The site and each topic as an e-book (EPUB 3.3): the same passages, Chinese first, then English; reflowable,
//! without scripts, and with the same bytes for the same content.

pub mod book;
mod container;
mod package;
mod page;
mod style;

use crate::base::lang::Both;
use crate::model::output::Output;
use crate::model::site::Topic;
use crate::render::context::RenderContext;
use crate::render::epub::book::Book;
use crate::render::names::topic_title;

/// All e-books, if `site.yaml` asks for them.
pub fn render(ctx: &RenderContext) -> Vec<Output> {
    if !ctx.site.config.epub {
        return Vec::new();
    }
    let title: Both<String> = ctx.site.config.title.clone().into();
    let cover = ctx.site.position("_index");
    let others = ctx.site.others().into_iter().filter_map(|one| ctx.site.position(&one.address));
    let all = cover.into_iter().chain(ctx.site.topics.iter().flat_map(pages_of)).chain(others).collect();
    let mut outputs = Vec::from_iter(made(
        ctx,
        book::SITE.to_owned(),
        &Book { title: title.clone(), name: "", pages: all },
    ));
    for topic in &ctx.site.topics {
        let own = topic_title(ctx.site, topic);
        let title =
            Both { zh: format!("{}：{}", title.zh, own.zh), en: format!("{}: {}", title.en, own.en) };
        let book = Book { title, name: &topic.folder, pages: pages_of(topic).collect() };
        outputs.extend(made(ctx, book::of_topic(topic), &book));
    }
    outputs
}

fn pages_of(topic: &Topic) -> impl Iterator<Item = usize> {
    topic.index.into_iter().chain(topic.excerpts.iter().copied())
}

fn made(ctx: &RenderContext, path: String, book: &Book) -> Option<Output> {
    // Writing to memory cannot fail; an e-book without a page has nothing to show.
    let bytes = (!book.pages.is_empty()).then(|| container::zip(&package::files(ctx, book)).ok())??;
    Some(Output::made(path, bytes))
}
