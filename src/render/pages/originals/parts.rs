//! The parts of a document below its coverage bars: where each of them begins, so that a block is seen in its part.

use serde::Serialize;

use crate::model::original::Original;
use crate::render::pages::originals::view::ChapterView;

/// What the number of a part is written with: 十二, 第三章, XII.
const NUMBERS: [&str; 2] = ["第一二三四五六七八九十百〇零0123456789章部分编篇", "IVXLC0123456789"];

/// A part of a document, as wide as it is long.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct PartView {
    /// How much of the document lies before it, in percent.
    before: String,
    /// Its share of the document, in percent.
    width: String,
    paragraph: usize,
    /// Its number.
    zh: String,
    en: Option<String>,
    /// The whole heading.
    title: String,
}

/// The parts of a document whose parts are numbered; headings in words would stand in each other's way.
pub(crate) fn parts(original: &Original, chapters: &[ChapterView]) -> Vec<PartView> {
    let length = original.folded.string.len().max(1) as f64;
    let begins = |chapter: &ChapterView| {
        original.paragraphs[chapter.paragraph - 1].folded.start as f64 / length * 100.0
    };
    let ends = chapters.iter().skip(1).map(begins).chain([100.0]);
    let part = |(chapter, end): (&ChapterView, f64)| {
        let start = begins(chapter);
        let title = [Some(chapter.zh.as_str()), chapter.en.as_deref()];
        Some(PartView {
            before: format!("{start:.2}"),
            width: format!("{:.2}", end - start),
            paragraph: chapter.paragraph,
            zh: number(&chapter.zh, NUMBERS[0])?.to_owned(),
            en: chapter.en.as_deref().and_then(|en| number(en, NUMBERS[1])).map(str::to_owned),
            title: title.into_iter().flatten().collect::<Vec<_>>().join(" "),
        })
    };
    chapters.iter().zip(ends).map(part).collect::<Option<_>>().unwrap_or_default()
}

/// The number with which a heading begins.
fn number<'t>(heading: &'t str, digits: &str) -> Option<&'t str> {
    let rest = heading.trim_start_matches(|one| digits.contains(one));
    let end = heading.len() - rest.len();
    (end > 0 && rest.starts_with(['、', '.', ':', '：', ' ', '　'])).then(|| &heading[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_called_by_its_number() {
        let zh = |heading| number(heading, NUMBERS[0]);
        assert_eq!(zh("十二、今后五年的目标"), Some("十二"));
        assert_eq!(zh("第三章　附则"), Some("第三章"));
        for words in ["引言", "一带一路的成绩", "过去五年的工作、成绩与不足"] {
            assert_eq!(zh(words), None, "{words}");
        }
        let en = |heading| number(heading, NUMBERS[1]);
        assert_eq!(en("XII. Goals"), Some("XII"));
        for words in ["Introduction", "Investment. A review", "Work in the past five years"] {
            assert_eq!(en(words), None, "{words}");
        }
    }
}
