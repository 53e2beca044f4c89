//! What an e-book is made of: its package document, its contents, its pages.

use std::fmt::Write;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::config::Localized;
use crate::render::context::RenderContext;
use crate::render::dates;
use crate::render::epub::book::{Book, file};
use crate::render::epub::page;
use crate::render::names::titles;

const CONTAINER: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<container version=\"1.0\" xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles><rootfile full-path=\"OEBPS/package.opf\" media-type=\"application/oebps-package+xml\"/></rootfiles></container>\n";

/// What readers and shops are told of how the book can be read (EPUB Accessibility 1.1, schema.org).
const ACCESS: &str = "<meta property=\"schema:accessMode\">textual</meta>\n<meta property=\"schema:accessModeSufficient\">textual</meta>\n<meta property=\"schema:accessibilityFeature\">tableOfContents</meta>\n<meta property=\"schema:accessibilityFeature\">readingOrder</meta>\n<meta property=\"schema:accessibilityFeature\">structuralNavigation</meta>\n<meta property=\"schema:accessibilityFeature\">alternativeText</meta>\n<meta property=\"schema:accessibilityFeature\">displayTransformability</meta>\n<meta property=\"schema:accessibilityHazard\">none</meta>\n<meta property=\"schema:accessibilitySummary\">All content is text. Each language is marked, notes are linked both ways, and charts are given as their values.</meta>\n";

/// The files of a book by path.
pub fn files(ctx: &RenderContext, book: &Book) -> Vec<(String, String)> {
    let mut files = vec![
        ("META-INF/container.xml".to_owned(), CONTAINER.to_owned()),
        ("OEBPS/package.opf".to_owned(), package(ctx, book)),
        ("OEBPS/nav.xhtml".to_owned(), contents(ctx, book)),
        ("OEBPS/book.css".to_owned(), include_str!("book.css").to_owned()),
    ];
    let pages = book.pages.iter().map(|at| (format!("OEBPS/{}", file(*at)), page::page(ctx, book, *at)));
    files.extend(pages);
    files
}

/// A name that is the same for the same book for ever, as a UUID.
fn identifier(ctx: &RenderContext, book: &Book) -> String {
    let config = &ctx.site.config;
    let base = config.base_url.as_deref().unwrap_or_default();
    let hash =
        blake3::hash(format!("{base}\n{}\n{}\n{}", config.title.zh, config.title.en, book.name).as_bytes());
    let hex = hash.to_hex();
    format!("urn:uuid:{}-{}-5{}-a{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..32])
}

fn package(ctx: &RenderContext, book: &Book) -> String {
    let config = &ctx.site.config;
    let both = |text: &Localized| escape(&format!("{} {}", text.zh, text.en));
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\" unique-identifier=\"id\" xml:lang=\"zh-Hans\">\n<metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<dc:identifier id=\"id\">{}</dc:identifier>\n<dc:title>{} {}</dc:title>\n",
        identifier(ctx, book),
        escape(&book.title.zh),
        escape(&book.title.en),
    );
    for lang in Lang::ALL {
        let _ = writeln!(xml, "<dc:language>{}</dc:language>", lang.tag());
    }
    if let Some(editor) = config.editor.as_ref().or(config.publisher.as_ref()) {
        let _ = writeln!(xml, "<dc:creator>{}</dc:creator>", both(editor));
    }
    if let Some(publisher) = &config.publisher {
        let _ = writeln!(xml, "<dc:publisher>{}</dc:publisher>", both(publisher));
    }
    if let Some(licence) = &config.licence {
        let _ = writeln!(xml, "<dc:rights>{}</dc:rights>", both(&licence.name));
    }
    for original in &ctx.site.originals {
        let _ = writeln!(xml, "<dc:source>{}</dc:source>", both(&original.header.title));
    }
    let changed = dates::instant(dates::of_site(ctx.site).unwrap_or(dates::NONE));
    let _ = writeln!(
        xml,
        "<meta property=\"dcterms:modified\">{changed}</meta>\n{ACCESS}</metadata>\n<manifest>"
    );
    xml.push_str("<item id=\"nav\" href=\"nav.xhtml\" media-type=\"application/xhtml+xml\" properties=\"nav\"/>\n<item id=\"css\" href=\"book.css\" media-type=\"text/css\"/>\n");
    let mut spine = String::from("<itemref idref=\"nav\"/>\n");
    for at in &book.pages {
        let _ =
            writeln!(xml, "<item id=\"c{at}\" href=\"{}\" media-type=\"application/xhtml+xml\"/>", file(*at));
        let _ = writeln!(spine, "<itemref idref=\"c{at}\"/>");
    }
    let _ = write!(xml, "</manifest>\n<spine>\n{spine}</spine>\n</package>\n");
    xml
}

fn contents(ctx: &RenderContext, book: &Book) -> String {
    let link = |at: usize| {
        let title = titles(&ctx.site.bitexts[at]);
        format!("<a href=\"{}\">{}</a>", file(at), page::both(&title))
    };
    let mut list = String::new();
    let mut is_open = false;
    for at in &book.pages {
        let bitext = &ctx.site.bitexts[*at];
        let is_in_topic = bitext.topic().is_some() && !bitext.is_index();
        let begins = bitext.is_index() && bitext.topic().is_some();
        if is_open && !is_in_topic {
            list.push_str("</ol></li>\n");
            is_open = false;
        }
        let has_pages = ctx.site.topic_of(*at).is_some_and(|topic| !topic.excerpts.is_empty());
        if begins && has_pages {
            let _ = write!(list, "<li>{}\n<ol>\n", link(*at));
            is_open = true;
        } else {
            let _ = writeln!(list, "<li>{}</li>", link(*at));
        }
    }
    if is_open {
        list.push_str("</ol></li>\n");
    }
    let title = page::both(&ctx.texts.get("contents"));
    let first = book.pages.first().map_or_else(String::new, |at| file(*at));
    let start = page::both(&book.title);
    page::document(
        &book.title,
        &format!(
            "<h1>{start}</h1>\n<nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n<h2>{title}</h2>\n<ol>\n{list}</ol>\n</nav>\n<nav epub:type=\"landmarks\" hidden=\"hidden\" aria-label=\"Landmarks\">\n<ol>\n<li><a epub:type=\"toc\" href=\"#toc\">{title}</a></li>\n<li><a epub:type=\"bodymatter\" href=\"{first}\">{start}</a></li>\n</ol>\n</nav>\n"
        ),
    )
}
