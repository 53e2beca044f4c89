use std::ops::Range;

use crate::base::lang::Both;
use crate::base::script::is_han;
use crate::base::spanned::Node;
use crate::model::config::PageHeader;
use crate::model::page::{BlockKind, Inline, Mark, Prose};
use crate::rules::rule::rule;
use crate::rules::rule::{Pair, RuleContext, Scope};

rule! {
    /// 没有漏译的文字
    /// No text is left untranslated
    ///
    /// # 中文
    /// 英文里的汉字，只有在强调、引号、括号或校注里才算有意；别处的汉字，以及整段都是英文的中文段落，在这里报告。
    ///
    /// # English
    /// Han characters in English are intended in emphasis, quotation marks, parentheses or a note;
    /// elsewhere they are reported, and so is a Chinese block that is English throughout.
    ///
    /// # Bad
    /// ```zh
    /// 推进重大项目建设。
    /// ```
    /// ```en
    /// To push ahead with 重大项目.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 推进重大项目建设。
    /// ```
    /// ```en
    /// To push ahead with major projects (重大项目).
    /// ```
    "text-untranslated", Error, Scope::Pair(look)
}

fn look(pair: &Pair, report: &mut RuleContext) {
    let (zh, en) = (&pair.bitext.pages.zh, &pair.bitext.pages.en);
    for block in &en.body.blocks {
        for prose in block.proses() {
            if let Some(range) = unintended(prose) {
                report.find(
                    en.source.place(prose.text.span(range.clone())),
                    Both::said("英文里有没译的汉字", "Chinese text stands in the English"),
                    Both::said("没译", "not translated"),
                    Both::said(
                        "译成英文；有意保留时放进引号或括号",
                        "translate it; if it is meant to stay, put it into quotation marks or parentheses",
                    ),
                );
            }
        }
    }
    for block in &zh.body.blocks {
        if matches!(block.kind, BlockKind::Code { .. }) {
            continue;
        }
        for prose in block.proses() {
            if is_english(&prose.text.string) {
                report.find(
                    zh.source.place(prose.text.span(0..prose.text.string.len())),
                    Both::said("中文一侧的这一段是英文", "this block of the Chinese side is English"),
                    Both::said("没有汉字", "no Chinese characters"),
                    Both::said("写成中文", "write it in Chinese"),
                );
            }
        }
    }
    for (node, text) in header_words(&en.header) {
        if han_outside(text, &[]).is_none() {
            continue;
        }
        report.find(
            en.source.place(node.map_or(en.header.places.span, |node| node.span)),
            Both::said("英文页头里有没译的汉字", "Chinese text stands in the English header"),
            Both::said("没译", "not translated"),
            Both::said(
                "译成英文；有意保留时放进引号或括号",
                "translate it; if it is meant to stay, put it into quotation marks or parentheses",
            ),
        );
    }
}

/// The words of a header with their places: title, summary, tags, labels, units and names of figures.
fn header_words(header: &PageHeader) -> Vec<(Option<&Node>, &str)> {
    let places = &header.places;
    let mut words = vec![(places.get("title"), header.title.as_str())];
    words.extend(header.summary.iter().map(|text| (places.get("summary"), text.as_str())));
    let tags = places.get("tags");
    words.extend(
        header.tags.iter().enumerate().map(|(at, tag)| (tags.and_then(|list| list.at(at)), tag.as_str())),
    );
    for (at, figure) in header.figures.iter().enumerate() {
        let node = places.get("figures").and_then(|list| list.at(at));
        let of = |key: &str| node.and_then(|node| node.get(key)).or(node);
        words.extend([(of("label"), figure.label.as_str()), (of("unit"), figure.unit.as_str())]);
        words.extend(figure.names.values().map(|name| (of("names"), name.as_str())));
    }
    words
}

/// The first Han run of an English prose that is not in emphasis, quotation marks or parentheses.
fn unintended(prose: &Prose) -> Option<Range<usize>> {
    let mut allowed: Vec<Range<usize>> = Vec::new();
    let mut depth = 0usize;
    for inline in &prose.inlines {
        match inline {
            Inline::Open(Mark::Emphasis | Mark::Strong | Mark::Image(_)) => depth += 1,
            Inline::Close(Mark::Emphasis | Mark::Strong | Mark::Image(_)) => depth = depth.saturating_sub(1),
            Inline::Text(range) if depth > 0 => allowed.push(range.clone()),
            Inline::Code(range) => allowed.push(range.clone()),
            _ => {}
        }
    }
    han_outside(&prose.text.string, &allowed)
}

fn han_outside(text: &str, allowed: &[Range<usize>]) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut enclosed: Option<Vec<Range<usize>>> = None;
    for (at, c) in text.char_indices().filter(|(_, c)| is_han(*c)) {
        let inside = enclosed
            .get_or_insert_with(|| enclosures(text))
            .iter()
            .chain(allowed)
            .any(|range| range.contains(&at));
        match (&mut found, !inside) {
            (None, true) => found = Some(at..at + c.len_utf8()),
            (Some(range), true) if range.end == at => range.end = at + c.len_utf8(),
            (Some(_), _) => break,
            _ => {}
        }
    }
    found
}

/// What stands in quotation marks or parentheses that close.
fn enclosures(text: &str) -> Vec<Range<usize>> {
    const PAIRS: [(char, char); 8] = [
        ('“', '”'),
        ('‘', '’'),
        ('"', '"'),
        ('(', ')'),
        ('（', '）'),
        ('《', '》'),
        ('「', '」'),
        ('『', '』'),
    ];
    let (mut open, mut all): (Vec<(char, usize)>, Vec<Range<usize>>) = (Vec::new(), Vec::new());
    for (at, c) in text.char_indices() {
        // An apostrophe closes nothing that is not open.
        if let Some(depth) = open.iter().rposition(|(close, _)| *close == c) {
            all.push(open[depth].1..at);
            open.truncate(depth);
        } else if let Some((_, close)) = PAIRS.iter().find(|(first, _)| *first == c) {
            open.push((*close, at));
        }
    }
    all
}

/// Eight English words or more, and no Han at all.
fn is_english(text: &str) -> bool {
    let words =
        text.split_whitespace().filter(|word| word.chars().filter(char::is_ascii_alphabetic).count() >= 2);
    !text.chars().any(is_han) && words.count() >= 8
}

#[cfg(test)]
mod tests {
    use super::han_outside;

    #[test]
    fn han_is_meant_in_quotation_marks_and_parentheses_that_close() {
        for text in [
            "the city’s (台州) plan",
            "the term “重大项目” stays",
            "(the city’s 重大项目)",
            "《台州》 is a book",
        ] {
            assert_eq!(han_outside(text, &[]), None, "{text}");
        }
        for text in [
            "the city’s 重大项目",
            "a (parenthesis 重大项目",
            "closed (here) 重大项目",
            "“quoted” and 重大项目",
        ] {
            let found = han_outside(text, &[]).map(|range| &text[range]);
            assert_eq!(found, Some("重大项目"), "{text}");
        }
    }
}
