//! What looks like a quotation and cannot be held against an original word by word: code, tables, pictures
//! and HTML inside one, and quotations that are written in HTML. Reported under `quote-not-found`.

use crate::base::lang::{Both, Lang};
use crate::base::source::Span;
use crate::model::page::{Block, BlockKind, Inline, Mark, Page};
use crate::rules::rule::{Pair, RuleContext};

/// Elements of HTML that a browser shows as a quotation.
const QUOTING: [&str; 2] = ["blockquote", "q"];

/// Reports what cannot be compared. `is_ordinary` says that the page's quotations quote no document.
pub fn report(pair: &Pair, is_ordinary: bool, report: &mut RuleContext) {
    let zh = &pair.bitext.pages.zh;
    if !is_ordinary {
        for block in &zh.body.blocks {
            block.walk(false, &mut |block, quoted| {
                if quoted {
                    foreign(zh, block, pair.site.config.raw_html, report);
                }
            });
        }
    }
    if pair.site.config.raw_html && !is_ordinary {
        for lang in Lang::ALL {
            let page = pair.bitext.pages.get(lang);
            page.body.blocks.iter().for_each(|block| html(page, block, lang, report));
        }
    }
}

/// A part of a quotation that holds no words of the original as such.
fn foreign(page: &Page, block: &Block, raw_html: bool, report: &mut RuleContext) {
    let what = match &block.kind {
        BlockKind::Code { .. } => Both { zh: "代码", en: "code" },
        BlockKind::Table { .. } => Both { zh: "表格", en: "a table" },
        BlockKind::Html(_) if raw_html => Both { zh: "HTML", en: "HTML" },
        BlockKind::Footnote { .. } => Both { zh: "脚注", en: "a footnote" },
        BlockKind::Callout { .. } => Both { zh: "提示框", en: "a note set apart" },
        _ => {
            let images = block.own_proses().flat_map(|prose| &prose.inlines);
            for image in images.filter_map(image) {
                part(page, image, &Both { zh: "图片", en: "an image" }, report);
            }
            return;
        }
    };
    part(page, block.span, &what, report);
}

fn image(inline: &Inline) -> Option<Span> {
    match inline {
        Inline::Open(Mark::Image(link)) => Some(link.span),
        _ => None,
    }
}

fn part(page: &Page, span: Span, what: &Both<&str>, report: &mut RuleContext) {
    report.find(
        page.source.place(span),
        Both::new(
            format!("引文里的{}无法与原文核对", what.zh),
            format!("{} inside a quotation cannot be compared with the original", what.en),
        ),
        Both::new("在引文块里", "inside a block quotation"),
        Both::new(
            "移到引文块外面；引文块里只放原文的段落、列表和标题（行首有没有多余的空格？四个空格就成了代码）",
            "move it out of the block quotation, which holds paragraphs, lists and headings of the original alone (are there blanks too many before the line? four of them make code)",
        ),
    );
}

/// Quotations written in HTML.
fn html(page: &Page, block: &Block, lang: Lang, report: &mut RuleContext) {
    block.walk(false, &mut |block, _| {
        match &block.kind {
            BlockKind::Html(html) if quotes(html) => in_html(page, block.span, lang, report),
            _ => {}
        }
        for inline in block.own_proses().flat_map(|prose| &prose.inlines) {
            if let Inline::Html(tag) = inline
                && quotes(&tag.html)
            {
                in_html(page, tag.span, lang, report);
            }
        }
    });
}

/// Whether a piece of HTML begins a quotation.
fn quotes(html: &str) -> bool {
    let lower = html.to_ascii_lowercase();
    QUOTING.iter().any(|name| {
        lower.match_indices(&format!("<{name}")).any(|(at, found)| {
            !lower[at + found.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
        })
    })
}

fn in_html(page: &Page, span: Span, lang: Lang, report: &mut RuleContext) {
    let help = match lang {
        Lang::Zh => Both::new(
            "改用行首的 >（段内的短引用用引号“”）；这一页的引文不出自文件时，在页头写 original: none",
            "write > before the lines (quotation marks “” for words within a paragraph); if quotations of this page quote no document, write original: none in its header",
        ),
        Lang::En => Both::new(
            "英文也改用行首的 >，与中文的引文相对（段内的短引用用引号“”）",
            "write > before the lines here too, across from the Chinese quotation (quotation marks “” for words within a paragraph)",
        ),
    };
    report.find(
        page.source.place(span),
        Both::new(
            "用 HTML 写的引文不会与原文核对",
            "a quotation written in HTML is not compared with any original",
        ),
        Both::new("显示为引文", "shown as a quotation"),
        help,
    );
}
