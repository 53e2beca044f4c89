//! A page of an e-book: title, summary, passages with evidence and notes, and the values of its charts.

use std::mem;

use crate::base::html::escape;
use crate::base::lang::{Both, Lang};
use crate::model::bitext::{Bitext, Passage};
use crate::model::figure;
use crate::model::output::Edition;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::PassageProof;
use crate::prove::support;
use crate::render::chart::labels::Labels;
use crate::render::chart::shown::Shown;
use crate::render::context::RenderContext;
use crate::render::epub::book::Book;
use crate::render::epub::style::BookStyle;
use crate::render::html::text::shown;
use crate::render::html::writer::Writer;
use crate::render::names::{original_name, summaries, titles};
use crate::render::segments::Segments;

/// A text in both languages, each in its own element.
pub fn both(text: &Both<String>) -> String {
    shown(Edition::Both, text)
}

/// An XHTML document around a body.
pub fn document(title: &Both<String>, body: &str) -> String {
    let html = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"zh-Hans\">\n<head>\n<title>{} {}</title>\n<link rel=\"stylesheet\" type=\"text/css\" href=\"book.css\"/>\n</head>\n<body>\n{body}</body>\n</html>\n",
        escape(&title.zh),
        escape(&title.en)
    );
    // XML has a `lang` of its own. In texts a quotation mark is escaped, so that only attributes are met.
    Lang::ALL.iter().fold(html, |html, lang| {
        let own = format!(" lang=\"{}\"", lang.tag());
        html.replace(&own, &format!("{own} xml:lang=\"{}\"", lang.tag()))
    })
}

/// A page.
pub fn page(ctx: &RenderContext, book: &Book, at: usize) -> String {
    let bitext = &*ctx.site.bitexts[at];
    let title = titles(bitext);
    let mut body =
        format!("<section epub:type=\"chapter\" role=\"doc-chapter\">\n<h1>{}</h1>\n", both(&title));
    if let Some(summary) = summaries(bitext) {
        for lang in Lang::ALL {
            body.push_str(&format!("<p lang=\"{}\">{}</p>\n", lang.tag(), escape(summary.get(lang))));
        }
    }
    let none = PassageProof::default();
    for (index, passage) in bitext.passages.iter().enumerate() {
        let proof = ctx.proof.pages[at].passages.get(index).unwrap_or(&none);
        body.push_str(&written(ctx, book, bitext, passage, proof));
    }
    let quoted = support::quoted(bitext, &ctx.proof.pages[at]);
    for one in figure::figures(bitext) {
        let shown = Shown::of(ctx.site, &ctx.proof.pages[at], &quoted, &one);
        body.push_str(&values(ctx, &shown));
    }
    body.push_str("</section>\n");
    document(&title, &body)
}

fn written(
    ctx: &RenderContext,
    book: &Book,
    bitext: &Bitext,
    passage: &Passage,
    proof: &PassageProof,
) -> String {
    let blocks = bitext.blocks(passage);
    let mut sides = Both::from_fn(|lang| Writer::new(BookStyle::new(ctx, book, bitext, lang)));
    let id = &passage.id;
    if let Some(BlockKind::Heading { level, .. }) = blocks.zh.or(blocks.en).map(|block| &block.kind) {
        let level = (*level).max(2);
        let words = Both::from_fn(|lang| heading(sides_of(&mut sides, lang), *blocks.get(lang)));
        let text = Lang::ALL.map(|lang| format!("<span lang=\"{}\">{}</span>", lang.tag(), words.get(lang)));
        return format!("<h{level} id=\"{id}\">{}</h{level}>\n{}", text.join(" "), notes(&mut sides));
    }
    let mut html = format!("<div class=\"passage\" id=\"{id}\">\n");
    match (Segments::of(bitext, passage, proof), blocks.zh.zip(blocks.en)) {
        (Some(segments), Some((zh, en))) => {
            html.push_str(&pairs(&segments, passage, &Both { zh, en }, &mut sides));
        }
        _ => {
            for lang in Lang::ALL {
                let Some(block) = *blocks.get(lang) else { continue };
                let side = sides_of(&mut sides, lang);
                side.block(block);
                let text = std::mem::take(&mut side.out);
                html.push_str(&format!("<div lang=\"{}\">\n{text}</div>\n", lang.tag()));
            }
        }
    }
    html.push_str(&evidence(ctx, proof));
    html.push_str(&notes(&mut sides));
    html.push_str("</div>\n");
    html
}

fn sides_of<T>(sides: &mut Both<T>, lang: Lang) -> &mut T {
    match lang {
        Lang::Zh => &mut sides.zh,
        Lang::En => &mut sides.en,
    }
}

fn heading(side: &mut Writer<BookStyle>, block: Option<&Block>) -> String {
    if let Some(Block { kind: BlockKind::Heading { prose, .. }, .. }) = block {
        side.prose(prose);
    }
    std::mem::take(&mut side.out)
}

/// A long passage: each sentence in Chinese, then in English.
fn pairs(
    segments: &Segments,
    passage: &Passage,
    blocks: &Both<&Block>,
    sides: &mut Both<Writer<BookStyle>>,
) -> String {
    let tag = if matches!(blocks.zh.kind, BlockKind::Quote(_)) { "blockquote" } else { "div" };
    let mut html = format!("<{tag}>\n");
    let proses = blocks.map(Block::proses);
    for (at, paragraph) in segments.paragraphs.iter().enumerate() {
        let pieces = Both::from_fn(|lang| {
            let cuts: Vec<usize> = paragraph.iter().skip(1).map(|one| one.range(lang).start).collect();
            proses
                .get(lang)
                .get(at)
                .map(|prose| sides_of(sides, lang).pieces(prose, &cuts, |writer| mem::take(&mut writer.out)))
                .unwrap_or_default()
        });
        for (number, segment) in paragraph.iter().enumerate() {
            let id = segment.address(&passage.id).map_or(String::new(), |id| format!(" id=\"{id}\""));
            html.push_str(&format!("<div class=\"pair\"{id}>"));
            for lang in Lang::ALL {
                let text = pieces.get(lang).get(number).map_or("", |text| text.trim());
                if !text.is_empty() {
                    html.push_str(&format!("<p lang=\"{}\">{text}</p>", lang.tag()));
                }
            }
            html.push_str("</div>\n");
        }
    }
    html.push_str(&format!("</{tag}>\n"));
    html
}

/// Where the quotations of a passage stand.
fn evidence(ctx: &RenderContext, proof: &PassageProof) -> String {
    let Some(first) = proof.found().next() else { return String::new() };
    let original = &ctx.site.originals[first.original];
    let number = proof.paragraph(ctx.site).unwrap_or(1).to_string();
    let values = [("title", original_name(original)), ("n", Both::new(number.clone(), number))];
    let text = ctx.texts.fill("place_in", &values);
    format!("<p class=\"evidence\">{}</p>\n", both(&text))
}

/// The notes that both sides call, as e-books have them.
fn notes(sides: &mut Both<Writer<BookStyle>>) -> String {
    let mut html = String::new();
    for lang in Lang::ALL {
        html.push_str(&sides_of(sides, lang).style.take_notes());
    }
    html
}

/// The values of a chart, as a list in each language.
fn values(ctx: &RenderContext, shown: &Shown) -> String {
    let figure = shown.figure;
    let labels = Labels { texts: &ctx.texts, edition: Edition::Both };
    let mut html = format!("<figure>\n<figcaption>{}</figcaption>\n", both(&figure.label));
    for lang in Lang::ALL {
        html.push_str(&format!("<ul lang=\"{}\">\n", lang.tag()));
        for (at, point) in figure.points.iter().enumerate() {
            let gap = if lang == Lang::Zh { "：" } else { ": " };
            let (place, value) = (labels.at(point, lang), labels.value(shown, at, lang));
            html.push_str(&format!("<li>{}{gap}{}</li>\n", escape(&place), escape(&value)));
        }
        html.push_str("</ul>\n");
    }
    html.push_str("</figure>\n");
    html
}
