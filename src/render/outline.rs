//! The headings of an original: those that its numbering shows, and those that its header declares.
//!
//! Numbered headings of Chinese documents have three levels: 一、 or 第一章, （一） or 第一节, 1. A numbered line is a
//! heading where it is short, and where the numbers run on: one that has no second, or that begins a list of
//! prizes (一、二、三等奖), is none. A paragraph may begin with its heading, which is then its first sentence.

use crate::model::original::{Original, Paragraph};

/// The longest heading, in characters.
const LONGEST: usize = 40;

/// A heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heading {
    /// The number of its paragraph.
    pub paragraph: usize,
    /// 1 to 3.
    pub level: u8,
    /// What it says, without the stop at its end.
    pub zh: String,
    /// The same in English, if the header gives it.
    pub en: Option<String>,
    /// Whether it is the whole paragraph.
    pub is_whole: bool,
}

/// The headings of an original in order.
pub(crate) fn headings(original: &Original) -> Vec<Heading> {
    let mut found = numbered(original);
    for declared in &original.header.headings {
        let Some(paragraph) = original.paragraph(declared.paragraph) else { continue };
        let before =
            found.iter().position(|one| one.paragraph == declared.paragraph).map(|at| found.remove(at));
        let level = declared.level.or(before.as_ref().map(|one| one.level)).unwrap_or(1).min(3);
        if level > 0 {
            let (zh, is_whole) =
                title(original.text(paragraph)).unwrap_or_else(|| begun(original.text(paragraph)));
            let en = declared.en.clone();
            found.push(Heading { paragraph: declared.paragraph, level, zh, en, is_whole });
        }
    }
    found.sort_by_key(|one| one.paragraph);
    found
}

/// The headings that numbers show.
fn numbered(original: &Original) -> Vec<Heading> {
    let mut found: Vec<(Heading, usize)> = Vec::new();
    // For each level the number that came last; a heading above it begins it anew.
    let mut last = [0; 4];
    let mut runs: Vec<Vec<usize>> = Vec::new();
    let mut open: [Option<usize>; 4] = [None; 4];
    for paragraph in &original.paragraphs {
        let Some((heading, number)) = read(original, paragraph) else { continue };
        let level = usize::from(heading.level);
        if number != 1 && (number != last[level] + 1 || open[level].is_none()) {
            continue;
        }
        if number == 1 {
            runs.push(Vec::new());
            open[level] = Some(runs.len() - 1);
        }
        last[level] = number;
        for below in level + 1..4 {
            (last[below], open[below]) = (0, None);
        }
        let Some(run) = open[level] else { continue };
        runs[run].push(found.len());
        found.push((heading, run));
    }
    let is_run = |(_, run): &(Heading, usize)| runs[*run].len() > 1;
    found.into_iter().filter(is_run).map(|(heading, _)| heading).collect()
}

/// What a paragraph says as a heading, with its number, if it may be one.
fn read(original: &Original, paragraph: &Paragraph) -> Option<(Heading, usize)> {
    let text = original.text(paragraph).trim();
    let (level, number, rest) = mark(text)?;
    let (zh, is_whole) = title(text)?;
    let is_list = mark(rest).is_some() || rest.trim().is_empty();
    let fits = (is_whole || level < 3) && !is_list;
    let heading = Heading { paragraph: paragraph.number, level, zh, en: None, is_whole };
    fits.then_some((heading, number))
}

/// The first sentence of a text without its stop, if it is short, and whether there is no other.
fn title(text: &str) -> Option<(String, bool)> {
    let text = text.trim();
    let end = text.find(['。', '！', '？', '；', ';', '!', '?']);
    let sentence = &text[..end.unwrap_or(text.len())];
    let rest = &text[sentence.len()..];
    let is_whole = rest.chars().count() <= 1;
    let is_stopped = matches!(rest.chars().next(), None | Some('。'));
    let goes_on = sentence.ends_with(['，', ',', '、', '：', ':']);
    let short = sentence.chars().count() <= LONGEST;
    (short && is_stopped && !goes_on).then(|| (sentence.to_owned(), is_whole))
}

/// The beginning of a text that is no short sentence.
fn begun(text: &str) -> (String, bool) {
    let text = text.trim();
    if text.chars().count() <= LONGEST {
        return (text.to_owned(), true);
    }
    let first = text.split(['。', '，', '；', '：', ',', ';', ':']).next().unwrap_or(text);
    let sentence: String = first.chars().take(LONGEST).collect();
    (sentence, false)
}

/// The number that a text begins with: its level, its value, and what follows.
fn mark(text: &str) -> Option<(u8, usize, &str)> {
    if let Some(rest) = text.strip_prefix('第') {
        let (number, rest) = numeral(rest)?;
        let level = if rest.starts_with('节') { 2 } else { 1 };
        let rest = ["部分", "章", "编", "篇", "节"].iter().find_map(|word| rest.strip_prefix(word))?;
        let is_apart =
            rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || "：:、".contains(c));
        return is_apart.then_some((level, number, rest));
    }
    if let Some(rest) = text.strip_prefix(['（', '(']) {
        let (number, rest) = numeral(rest)?;
        return Some((2, number, rest.strip_prefix(['）', ')'])?));
    }
    let digits = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    if digits > 0 {
        let rest = text[digits..].strip_prefix(['.', '．', '、'])?;
        let number = text[..digits].parse().ok().filter(|number| *number < 100)?;
        return (!rest.starts_with(|c: char| c.is_ascii_digit())).then_some((3, number, rest));
    }
    let (number, rest) = numeral(text)?;
    Some((1, number, rest.strip_prefix('、')?))
}

/// A Chinese numeral up to ninety-nine, and what follows.
fn numeral(text: &str) -> Option<(usize, &str)> {
    let digit = |c: char| "一二三四五六七八九".chars().position(|one| one == c).map(|at| at + 1);
    let end = text.find(|c: char| digit(c).is_none() && c != '十').unwrap_or(text.len());
    let value = match text[..end].split_once('十') {
        None => digit(text[..end].chars().next().filter(|_| text[..end].chars().count() == 1)?)?,
        Some((tens, ones)) => {
            let of = |part: &str, none: usize| match part.chars().count() {
                0 => Some(none),
                1 => part.chars().next().and_then(digit),
                _ => None,
            };
            of(tens, 1)? * 10 + of(ones, 0)?
        }
    };
    Some((value, &text[end..]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Source;
    use crate::model::config::{HeadingHeader, OriginalHeader};

    fn read(text: &str, headings: Vec<HeadingHeader>) -> Vec<(usize, u8, String, bool)> {
        let header = OriginalHeader { headings, ..OriginalHeader::default() };
        let original = Original::new("o", Source::new("o.md", text), 0, header);
        let all = super::headings(&original).into_iter();
        all.map(|one| (one.paragraph, one.level, one.zh, one.is_whole)).collect()
    }

    fn found(paragraph: usize, level: u8, zh: &str, is_whole: bool) -> (usize, u8, String, bool) {
        (paragraph, level, zh.to_owned(), is_whole)
    }

    #[test]
    fn numbered_lines_and_first_sentences_are_headings() {
        let text = "一、过去五年\n（一）经济运行稳中向好。\n市场主体活力持续激发。出台政策。\n（二）动能增强\n二、今后五年\n（一）强化创新驱动，打造创新高地。融入长三角。\n（二）强化集群发展。做大做强。\n1．机床\n2．光电\n";
        let expected = [
            found(1, 1, "一、过去五年", true),
            found(2, 2, "（一）经济运行稳中向好", true),
            found(4, 2, "（二）动能增强", true),
            found(5, 1, "二、今后五年", true),
            found(6, 2, "（一）强化创新驱动，打造创新高地", false),
            found(7, 2, "（二）强化集群发展", false),
            found(8, 3, "1．机床", true),
            found(9, 3, "2．光电", true),
        ];
        assert_eq!(read(text, Vec::new()), expected);
    }

    #[test]
    fn what_only_looks_like_a_heading_is_none() {
        for text in [
            "一、二、三等奖各一名\n二、三等奖共五名\n",
            "1.85亿元\n2.45亿元\n",
            "2022.\n2023.\n",
            "一、只有一项\n正文。\n",
            "三、没有第一\n四、没有第二\n",
            "一、会议要求：\n二、会议指出：\n",
            "（一）这一段没有停顿地一直写下去写到超过四十个字仍然没有句号所以它不是标题而是正文的开头还在继续\n（二）同样\n",
        ] {
            assert_eq!(read(text, Vec::new()), [], "{text}");
        }
    }

    #[test]
    fn chapters_and_tens_are_read() {
        assert_eq!(numeral("十二、"), Some((12, "、")));
        assert_eq!(numeral("二十、"), Some((20, "、")));
        assert_eq!(numeral("一二、"), None);
        let chapters = read("第一章 总则\n第一条 为了发展。\n第二章　附则\n第一节的内容如下\n", Vec::new());
        assert_eq!(chapters, [found(1, 1, "第一章 总则", true), found(3, 1, "第二章　附则", true)]);
    }

    #[test]
    fn a_header_adds_and_takes_away() {
        let heading = |paragraph, level, en: Option<&str>| HeadingHeader {
            paragraph,
            level,
            en: en.map(str::to_owned),
        };
        let text = "经济发展提速 项目为王\n一、甲\n二、乙\n";
        let all =
            read(text, vec![heading(1, None, Some("The economy speeds up")), heading(3, Some(0), None)]);
        assert_eq!(all, [found(1, 1, "经济发展提速 项目为王", true), found(2, 1, "一、甲", true)]);
        assert_eq!(read(text, vec![heading(9, Some(1), None)]).len(), 2, "what is not there is left alone");
    }
}
