//! Two texts → a bitext, where there is no site around them: what a translator has in a memory.

use std::sync::{Arc, OnceLock};

use crate::assemble::pair::pair;
use crate::base::lang::{Both, Lang};
use crate::base::source::{Source, Span};
use crate::model::bitext::Bitext;
use crate::model::config::PageHeader;
use crate::model::page::{Block, BlockKind, Body, Inline, Inlines, Page, Prose, Text};
use crate::parse::markdown;

/// Ties two texts into one bitext. They are read as Markdown where both have one shape then; otherwise each is
/// one paragraph as it stands, so that nothing of it is lost.
pub fn bitext(sources: Both<Source>) -> Bitext {
    let parsed = Both::from_fn(|lang| read(sources.get(lang), lang));
    let bodies = match parsed {
        Both { zh: Some(zh), en: Some(en) } if is_one_shape(&zh, &en) => Both { zh, en },
        _ => Both::from_fn(|lang| plain(sources.get(lang))),
    };
    let Both { zh: left, en: right } = bodies;
    let page = |source: Source, lang: Lang, body: Body| {
        let header = PageHeader::default();
        Arc::new(Page {
            source,
            address: "".into(),
            lang,
            header: header.into(),
            has_header: false,
            text_start: 0,
            body: body.into(),
            front: OnceLock::new(),
        })
    };
    let pages = Both { zh: page(sources.zh, Lang::Zh, left), en: page(sources.en, Lang::En, right) };
    pair(pages, None, true)
}

/// A text as Markdown; `None` where that would be guesswork or lose a part of it.
fn read(source: &Source, lang: Lang) -> Option<Body> {
    if source.text.contains(['\r', '\u{feff}']) {
        return None;
    }
    let (body, found) = markdown::parse(source, 0, lang);
    let is_text = |block: &Block| {
        !matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html(_) | BlockKind::Quote(_))
    };
    (found.is_empty() && body.waivers.is_empty() && body.blocks.iter().all(is_text)).then_some(body)
}

/// Whether two bodies have the same kinds of blocks with as many texts in each.
fn is_one_shape(zh: &Body, en: &Body) -> bool {
    let same = |(a, b): (&Block, &Block)| {
        std::mem::discriminant(&a.kind) == std::mem::discriminant(&b.kind)
            && a.proses().len() == b.proses().len()
    };
    zh.blocks.len() == en.blocks.len() && zh.blocks.iter().zip(&en.blocks).all(same)
}

/// A text as one paragraph.
fn plain(source: &Source) -> Body {
    let whole = 0..source.text.len();
    let text = Text::of(&source.text, whole.clone());
    let prose = Prose { text, inlines: Inlines::One(Inline::Text(whole)), ..Prose::default() };
    let span = Span::new(0, source.text.len());
    Body { blocks: [Block { kind: BlockKind::Paragraph(prose), span }].into(), ..Body::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(zh: &str, en: &str) -> Vec<(String, String)> {
        let source = |text: &str| Source { path: "-".into(), text: text.into() };
        let tied = bitext(Both { zh: source(zh), en: source(en) });
        let parts = tied.passages.iter().filter_map(|passage| tied.part(passage));
        let said = |prose: &&Prose| prose.read().string().to_owned();
        parts
            .flat_map(|part| {
                let (zh, en) = (part.proses.zh, part.proses.en);
                zh.iter().map(said).zip(en.iter().map(said)).collect::<Vec<_>>()
            })
            .collect()
    }

    #[test]
    fn texts_of_one_shape_are_markdown_and_others_stand_as_they_are() {
        let pair = |zh: &str, en: &str| (zh.to_owned(), en.to_owned());
        assert_eq!(read("**重要**", "**Important**"), [pair("重要", "Important")]);
        assert_eq!(read("- 甲\n- 乙", "- A\n- B"), [pair("甲", "A"), pair("乙", "B")]);
        assert_eq!(read("1. 增长6%", "Growth of 6%"), [pair("1. 增长6%", "Growth of 6%")]);
        assert_eq!(read("> 增长6%", "> up 6%"), [pair("> 增长6%", "> up 6%")], "no original to quote from");
        assert_eq!(read("    增长6%", "    up 6%"), [pair("    增长6%", "    up 6%")]);
        assert_eq!(read("甲\r\n乙", "A\r\nB"), [pair("甲\r\n乙", "A\r\nB")], "places stay as given");
    }
}
