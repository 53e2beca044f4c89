//! The outline of a document, and its numbered parts below the coverage bars: a block is seen in its part.

use serde::Serialize;

use crate::model::original::Original;
use crate::render::outline::Heading;

/// What the number of a part is written with in Chinese: 十二, 第三章.
const CHINESE: &[char] = &[
    '第', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '〇', '零', '章', '部', '分',
    '编', '篇', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9',
];

/// The same in English: XII, 12.
const ENGLISH: &[char] = &['I', 'V', 'X', 'L', 'C', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/// A heading in the outline, with those below it.
#[derive(Serialize)]
pub(crate) struct Chapter {
    /// The number of its paragraph.
    pub paragraph: usize,
    /// What it says.
    pub zh: String,
    /// The same in English, where that is known.
    pub en: Option<String>,
    parts: Vec<Chapter>,
}

/// A part of a document, as wide as it is long.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct NumberedPart {
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

/// The headings of the two upper levels that the document has, the lower ones below the upper.
pub(crate) fn chapters(headings: &[Heading]) -> Vec<Chapter> {
    let Some(top) = headings.iter().map(|one| one.level).min() else { return Vec::new() };
    let mut chapters: Vec<Chapter> = Vec::new();
    for one in headings.iter().filter(|one| one.level <= top + 1) {
        let view =
            Chapter { paragraph: one.paragraph, zh: one.zh.clone(), en: one.en.clone(), parts: Vec::new() };
        match chapters.last_mut().filter(|_| one.level > top) {
            Some(chapter) => chapter.parts.push(view),
            None => chapters.push(view),
        }
    }
    if headings.len() > 1 { chapters } else { Vec::new() }
}

/// The parts of a document whose parts are numbered; headings in words would stand in each other's way.
pub(crate) fn parts(original: &Original, chapters: &[Chapter]) -> Vec<NumberedPart> {
    let length = original.folded.string.len().max(1) as f64;
    let begins =
        |chapter: &Chapter| original.paragraphs[chapter.paragraph - 1].folded.start as f64 / length * 100.0;
    let ends = chapters.iter().skip(1).map(begins).chain([100.0]);
    let part = |(chapter, end): (&Chapter, f64)| {
        let start = begins(chapter);
        let title = [Some(chapter.zh.as_str()), chapter.en.as_deref()];
        Some(NumberedPart {
            before: format!("{start:.2}"),
            width: format!("{:.2}", end - start),
            paragraph: chapter.paragraph,
            zh: number(&chapter.zh, CHINESE)?.to_owned(),
            en: chapter.en.as_deref().and_then(|en| number(en, ENGLISH)).map(str::to_owned),
            title: title.into_iter().flatten().collect::<Vec<_>>().join(" "),
        })
    };
    chapters.iter().zip(ends).map(part).collect::<Option<_>>().unwrap_or_default()
}

/// The number with which a heading begins.
fn number<'t>(heading: &'t str, digits: &[char]) -> Option<&'t str> {
    let rest = heading.trim_start_matches(digits);
    let end = heading.len() - rest.len();
    (end > 0 && rest.starts_with(['、', '.', ':', '：', ' ', '　'])).then(|| &heading[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_called_by_its_number() {
        let zh = |heading| number(heading, CHINESE);
        assert_eq!(zh("十二、今后五年的目标"), Some("十二"));
        assert_eq!(zh("第三章　附则"), Some("第三章"));
        for words in ["引言", "一带一路的成绩", "过去五年的工作、成绩与不足"] {
            assert_eq!(zh(words), None, "{words}");
        }
        let en = |heading| number(heading, ENGLISH);
        assert_eq!(en("XII. Goals"), Some("XII"));
        for words in ["Introduction", "Investment. A review", "Work in the past five years"] {
            assert_eq!(en(words), None, "{words}");
        }
    }
}
