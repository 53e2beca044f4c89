//! Feeds, sitemap and robots.txt: what other programs read.
//!
//! Atom (RFC 4287) and sitemaps (sitemaps.org 0.9, with `xhtml:link` alternates) demand absolute
//! addresses, so both need `base_url`. Times come from the pages' dates, never from the clock.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::corrected;
use crate::model::output::{Edition, Output};
use crate::render::address::{absolute, file};
use crate::render::context::RenderContext;
use crate::render::names::{summaries, titles};
use crate::render::pages;

/// The time that stands for a site without a single date.
const NO_DATE: &str = "1970-01-01";

/// All files of this module.
pub fn render(ctx: &RenderContext) -> Vec<Output> {
    let mut outputs = vec![robots(ctx)];
    if ctx.site.config.base_url.is_some() {
        outputs.push(sitemap(ctx));
        outputs.extend(Lang::ALL.map(|lang| feed(ctx, lang)));
    }
    outputs
}

fn robots(ctx: &RenderContext) -> Output {
    let sitemap = absolute(ctx.site, "sitemap.xml").map_or(String::new(), |url| format!("Sitemap: {url}\n"));
    Output::text("robots.txt", format!("User-agent: *\nAllow: /\n{sitemap}"))
}

/// A date as RFC 3339, the precision that is known filled up.
fn instant(date: &str) -> String {
    let filled = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    format!("{filled}T00:00:00Z")
}

/// Excerpts and other pages with a date, the newest first.
fn entries<'s>(ctx: &RenderContext<'s>) -> Vec<(&'s Bitext, &'s str)> {
    let pages = ctx.site.bitexts.iter().map(|one| &**one).filter(|one| !one.is_index());
    let mut all: Vec<(&Bitext, &str)> =
        pages.filter_map(|one| Some((one, one.pages.zh.header.date.as_deref()?))).collect();
    all.sort_by(|a, b| b.1.cmp(a.1).then(a.0.address.cmp(&b.0.address)));
    all
}

fn feed(ctx: &RenderContext, lang: Lang) -> Output {
    let config = &ctx.site.config;
    let entries = entries(ctx);
    let corrected = ctx.site.corrections.all.iter().map(|one| one.header.date.as_str()).max();
    let updated = entries.first().map(|(_, date)| *date).max(corrected).unwrap_or(NO_DATE);
    let author = config.publisher.as_ref().unwrap_or(&config.title);
    let url = |path: &str| escape(&absolute(ctx.site, path).unwrap_or_default());
    let of =
        |said: &crate::model::config::Localized| escape(if lang == Lang::Zh { &said.zh } else { &said.en });
    let code = lang.code();
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n  <title>{}</title>\n  <subtitle>{}</subtitle>\n  <id>{}</id>\n  <link rel=\"self\" type=\"application/atom+xml\" href=\"{}\"/>\n  <link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n  <updated>{}</updated>\n  <author><name>{}</name></author>\n",
        lang.tag(),
        of(&config.title),
        of(&config.description),
        url(&format!("{code}/feed.xml")),
        url(&format!("{code}/feed.xml")),
        url(&format!("{code}/index.html")),
        instant(updated),
        of(author),
    );
    xml.push_str(&corrections(ctx, lang));
    for (bitext, date) in entries {
        let link = url(&format!("{code}/{}", encode(&file(bitext))));
        let summary = summaries(bitext).unwrap_or_else(|| titles(bitext));
        let _ = write!(
            xml,
            "  <entry>\n    <title>{}</title>\n    <id>{link}</id>\n    <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n    <updated>{}</updated>\n    <summary>{}</summary>\n  </entry>\n",
            escape(titles(bitext).get(lang)),
            instant(date),
            escape(summary.get(lang)),
        );
    }
    xml.push_str("</feed>\n");
    Output::text(format!("{code}/feed.xml"), xml)
}

/// The corrections as entries, the newest first.
fn corrections(ctx: &RenderContext, lang: Lang) -> String {
    let mut xml = String::new();
    let title = ctx.texts.get("corrections");
    let gap = if lang == Lang::Zh { "：" } else { ": " };
    for (at, (one, place)) in corrected::placed(ctx.site).into_iter().enumerate() {
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
        let said = pages::corrections::place_in_words(ctx, place);
        let _ = write!(
            xml,
            "  <entry>\n    <title>{}{gap}{}</title>\n    <id>{id}&amp;{}</id>\n    <link rel=\"alternate\" type=\"text/html\" href=\"{link}\"/>\n    <updated>{}</updated>\n    <summary>{}</summary>\n  </entry>\n",
            escape(title.get(lang)),
            escape(said.get(lang)),
            lang.code(),
            instant(&one.header.date),
            escape(what.get(lang)),
        );
    }
    xml
}

fn sitemap(ctx: &RenderContext) -> Output {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let url = |path: &str| escape(&absolute(ctx.site, path).unwrap_or_default());
    let mut roots = vec!["index.html".to_owned(), "findings.html".to_owned(), "search.html".to_owned()];
    if !ctx.site.glossary.terms.is_empty() {
        roots.push("glossary.html".to_owned());
    }
    if !ctx.proof.indicators.rows.is_empty() {
        roots.push("figures.html".to_owned());
    }
    if !ctx.site.corrections.all.is_empty() {
        roots.push("corrections.html".to_owned());
    }
    roots
        .extend(ctx.site.originals.iter().map(|original| format!("originals/{}.html", encode(&original.id))));
    for path in roots {
        let _ = writeln!(xml, "  <url><loc>{}</loc></url>", url(&path));
    }
    let home = ctx.site.cover().is_none().then_some("index.html".to_owned());
    for name in home.into_iter().chain(ctx.site.bitexts.iter().map(|one| file(one))) {
        let name = encode(&name);
        let mut alternates = String::new();
        for edition in Edition::ALL {
            let href = url(&format!("{}/{name}", edition.code()));
            let _ = write!(
                alternates,
                "<xhtml:link rel=\"alternate\" hreflang=\"{}\" href=\"{href}\"/>",
                edition.hreflang()
            );
        }
        for edition in Edition::ALL {
            let _ = writeln!(
                xml,
                "  <url><loc>{}</loc>{alternates}</url>",
                url(&format!("{}/{name}", edition.code()))
            );
        }
    }
    xml.push_str("</urlset>\n");
    Output::text("sitemap.xml", xml)
}
