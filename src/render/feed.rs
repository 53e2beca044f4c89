//! Feeds and robots.txt: what other programs read.
//!
//! Atom (RFC 4287) demands absolute addresses, so it needs `base_url`. Times come from the pages' dates, never from the clock.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::corrected;
use crate::model::output::Output;
use crate::render::address::{absolute, file};
use crate::render::context::RenderContext;
use crate::render::names::{summaries, titles};
use crate::render::tags::Tag;
use crate::render::{dates, pages, sitemap};

/// How many pages a feed tells of, the newest: who follows it learns what is new, and whoever comes later finds the
/// rest on the site. A feed is fetched whole at every look.
const NEWEST: usize = 50;

/// All files of this module.
pub fn render(ctx: &RenderContext) -> Vec<Output> {
    let mut outputs = vec![robots(ctx)];
    if ctx.site.config.base_url.is_some() {
        outputs.extend(sitemap::render(ctx));
        outputs.extend(Lang::ALL.map(|lang| feed(ctx, lang)));
    }
    outputs
}

fn robots(ctx: &RenderContext) -> Output {
    let sitemap = absolute(ctx.site, "sitemap.xml").map_or(String::new(), |url| format!("Sitemap: {url}\n"));
    Output::text("robots.txt", format!("User-agent: *\nAllow: /\n{sitemap}"))
}

/// What a feed is of.
struct FeedOf<'s> {
    /// What follows the site's name in its title.
    name: Option<String>,
    /// Its path below the language's folder, without the suffix; the page beside it has the same.
    path: String,
    /// The page that it is of, below the language's folder.
    page: String,
    entries: Vec<(&'s Bitext, &'s str)>,
    /// The corrections as entries.
    corrections: String,
    /// When the last correction was made.
    corrected: Option<&'s str>,
}

/// The newest pages with a date, the newest first.
fn dated<'s>(pages: impl Iterator<Item = &'s Bitext>) -> Vec<(&'s Bitext, &'s str)> {
    let mut all: Vec<(&Bitext, &str)> =
        pages.filter_map(|one| Some((one, one.pages.zh.header.date.as_deref()?))).collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then(a.0.address.cmp(&b.0.address)));
    all.truncate(NEWEST);
    all
}

/// Excerpts and other pages, and corrections.
fn feed(ctx: &RenderContext, lang: Lang) -> Output {
    let pages = ctx.site.bitexts.iter().map(|one| &**one).filter(|one| !one.is_index());
    let of = FeedOf {
        name: None,
        path: "feed".to_owned(),
        page: "index.html".to_owned(),
        entries: dated(pages),
        corrections: corrections(ctx, lang),
        corrected: ctx.site.corrections.all.iter().map(|one| one.header.date.as_str()).max(),
    };
    write_feed(ctx, lang, &of)
}

/// What bears a tag.
pub(crate) fn of_tag(ctx: &RenderContext, tag: &Tag, lang: Lang) -> Output {
    let path = format!("tags/{}", tag.slug);
    let of = FeedOf {
        name: Some(tag.name.get(lang).clone()),
        page: format!("{path}.html"),
        path,
        entries: dated(tag.pages.iter().map(|at| &*ctx.site.bitexts[*at])),
        corrections: String::new(),
        corrected: None,
    };
    write_feed(ctx, lang, &of)
}

fn write_feed(ctx: &RenderContext, lang: Lang, of: &FeedOf) -> Output {
    let config = &ctx.site.config;
    let updated = of.entries.first().map(|(_, date)| *date).max(of.corrected).unwrap_or(dates::NONE);
    let author = config.publisher.as_ref().unwrap_or(&config.title);
    let code = lang.code();
    let url = |path: &str| escape(&absolute(ctx.site, &format!("{code}/{path}")).unwrap_or_default());
    let text =
        |text: &crate::model::config::Localized| escape(if lang == Lang::Zh { &text.zh } else { &text.en });
    let name = of.name.as_ref().map_or(String::new(), |name| format!("{} · ", escape(name)));
    let own = url(&format!("{}.xml", of.path));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n  <title>{name}{}</title>\n  <subtitle>{}</subtitle>\n  <id>{own}</id>\n  <link rel=\"self\" type=\"application/atom+xml\" href=\"{own}\"/>\n  <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n  <updated>{}</updated>\n  <author><name>{}</name></author>\n",
        lang.tag(),
        text(&config.title),
        text(&config.description),
        url(&of.page),
        dates::instant(updated),
        text(author),
    );
    xml.push_str(&of.corrections);
    for (bitext, date) in &of.entries {
        let link = url(&encode(&file(bitext)));
        let summary = summaries(bitext).unwrap_or_else(|| titles(bitext));
        let _ = write!(
            xml,
            "  <entry>\n    <title>{}</title>\n    <id>{link}</id>\n    <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n    <updated>{}</updated>\n    <summary>{}</summary>\n  </entry>\n",
            escape(titles(bitext).get(lang)),
            dates::instant(date),
            escape(summary.get(lang)),
        );
    }
    xml.push_str("</feed>\n");
    Output::text(format!("{code}/{}.xml", of.path), xml)
}

/// The corrections as entries, the newest first.
fn corrections(ctx: &RenderContext, lang: Lang) -> String {
    let mut xml = String::new();
    let title = ctx.texts.get("corrections");
    let gap = if lang == Lang::Zh { "：" } else { ": " };
    for (at, (one, place)) in corrected::placed(ctx.site).into_iter().enumerate().take(NEWEST) {
        let link = escape(&absolute(ctx.site, &format!("corrections.html#c{}", at + 1)).unwrap_or_default());
        // The place on the page changes with every new correction; the id does not.
        let id = escape(
            &absolute(
                ctx.site,
                &format!("corrections.html?{}&{}", one.header.date, encode(&one.header.passage)),
            )
            .unwrap_or_default(),
        );
        let what: Both<String> = one.header.what.clone().into();
        let text = pages::corrections::place_in_words(ctx, place);
        let _ = write!(
            xml,
            "  <entry>\n    <title>{}{gap}{}</title>\n    <id>{id}&amp;{}</id>\n    <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n    <updated>{}</updated>\n    <summary>{}</summary>\n  </entry>\n",
            escape(title.get(lang)),
            escape(text.get(lang)),
            lang.code(),
            dates::instant(&one.header.date),
            escape(what.get(lang)),
        );
    }
    xml
}
