use std::borrow::Cow;
use std::ops::Range;

use crate::base::lang::Both;
use crate::base::script::{has_han, is_han};
use crate::base::source::Span;
use crate::model::config::PageHeader;
use crate::model::page::{Block, BlockKind, Inline, Mark, Page, Prose};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};
use crate::rules::written_language::{has_kana, is_english, is_foreign};

rule! {
    /// 没有漏译的文字
    /// No text is left untranslated
    ///
    /// # 中文
    /// 英文里的汉字，只有在强调、引号、括号、脚注或校注里才算有意；别处的汉字、整段都是中文的英文段落、没有译的替代文字和校注，
    /// 以及写成英文句子的中文段落和标题，在这里报告。代码、书目、名称和两边相同的其他语言不在此列。
    ///
    /// # English
    /// Han characters in English are intended in emphasis, quotation marks, parentheses, a footnote or a note;
    /// elsewhere they are reported, and so are an English block that is Chinese throughout, a text alternative
    /// or a note left in Chinese, and a Chinese paragraph or heading that is an English sentence. Code,
    /// bibliographies, names and equal blocks of another language are not.
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
    "text-untranslated", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for passage in &pair.bitext.passages {
        let blocks = pair.bitext.blocks(passage);
        let (zh, en) = (blocks.zh.map_or(Vec::new(), leaves), blocks.en.map_or(Vec::new(), leaves));
        let is_paired = zh.len() == en.len();
        for (at, leaf) in en.iter().enumerate() {
            english(pair, leaf, zh.get(at).filter(|_| is_paired), report);
        }
        for (at, leaf) in zh.iter().enumerate() {
            chinese(pair, leaf, en.get(at).filter(|_| is_paired), report);
        }
    }
    notes(pair, report);
    english_header(&pair.bitext.pages.en, report);
    chinese_header(pair, report);
}

/// Chinese words in the English header; those in quotation marks and the like stay, but not a value that has no others.
fn english_header(en: &Page, report: &mut RuleContext) {
    for (span, text) in header_words(&en.header) {
        let is_meant = || has_latin(text) && han_outside(text, &[]).is_none();
        if !has_han(text) || is_meant() {
            continue;
        }
        report.find(
            en.source.place(span),
            Both::new("英文页头里有没译的汉字", "Chinese text stands in the English header"),
            Both::new("没译", "not translated"),
            Both::new(
                "译成英文；有意保留时放进引号或括号",
                "translate it; if it is meant to stay, put it into quotation marks or parentheses",
            ),
        );
    }
}

/// A title, a summary, a label of the Chinese header that is English.
fn chinese_header(pair: &Pair, report: &mut RuleContext) {
    let (zh, en) = (&pair.bitext.pages.zh, &pair.bitext.pages.en);
    let across: Vec<&str> = header_words(&en.header).into_iter().map(|(_, text)| text).collect();
    let tags: Vec<&str> = zh.header.tags.iter().map(String::as_str).collect();
    for (span, text) in header_words(&zh.header) {
        let is_title = zh.header.summary.as_deref() != Some(text);
        if tags.contains(&text) || !is_english(text, is_title, false, across.contains(&text)) {
            continue;
        }
        report.find(
            zh.source.place(span),
            Both::new("中文页头里有没译的英文", "English text stands in the Chinese header"),
            Both::new("没有汉字", "no Chinese characters"),
            Both::new("写成中文", "write it in Chinese"),
        );
    }
}

/// A prose with what it stands in.
struct Leaf<'b> {
    prose: &'b Prose,
    /// It is a cell of a table.
    cell: bool,
    /// It is a heading.
    heading: bool,
    /// It stands in a footnote.
    footnote: bool,
    /// It stands in a quotation, and is the original's.
    quoted: bool,
}

fn leaves(block: &Block) -> Vec<Leaf<'_>> {
    let mut all = Vec::new();
    let mut footnote_ends = 0;
    block.walk(false, &mut |block, quoted| {
        if matches!(block.kind, BlockKind::Footnote { .. }) {
            footnote_ends = block.span.end;
        }
        let footnote = block.span.end <= footnote_ends;
        let cell = matches!(block.kind, BlockKind::Table { .. });
        let heading = matches!(block.kind, BlockKind::Heading { .. });
        all.extend(block.own_proses().map(|prose| Leaf { prose, cell, heading, footnote, quoted }));
    });
    all
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Han characters in an English prose.
fn english(pair: &Pair, leaf: &Leaf, across: Option<&Leaf>, report: &mut RuleContext) {
    let prose = leaf.prose;
    let words = without_code(prose);
    let same = across.is_some_and(|zh| zh.prose.text.string() == prose.text.string());
    if !has_han(&words) {
        let is_other = !same && is_foreign(&words) && across.is_none_or(|zh| has_han(zh.prose.text.string()));
        if is_other {
            other_language(pair, prose, report);
        }
        return;
    }
    if same && has_kana(&words) {
        return;
    }
    // “简体中文” across from “English”: the way to the other language.
    if across.is_some_and(|zh| !has_han(zh.prose.text.string()) && has_latin(zh.prose.text.string())) {
        return;
    }
    let short = leaf.cell && words.chars().filter(|c| is_han(*c)).count() < 8;
    let found = match has_latin(&words) || short {
        true if leaf.footnote => None,
        true => unintended(prose),
        false => Some(0..prose.text.string().len()),
    };
    let Some(range) = found else { return };
    report.find(
        pair.bitext.pages.en.source.place(prose.text.span(range)),
        Both::new("英文里有没译的汉字", "Chinese text stands in the English"),
        Both::new("没译", "not translated"),
        Both::new(
            "译成英文；句子里有意保留的词放进引号或括号",
            "translate it; a word that is meant to stay in a sentence goes into quotation marks or parentheses",
        ),
    );
}

/// An English prose that is in a third language.
fn other_language(pair: &Pair, prose: &Prose, report: &mut RuleContext) {
    report.find(
        pair.bitext.pages.en.source.place(prose.text.span(0..prose.text.string().len())),
        Both::new("英文一侧的这一段是别的语言", "this block of the English side is in another language"),
        Both::new("不是英文", "this is not English"),
        Both::new("译成英文", "translate it into English"),
    );
}

/// A Chinese prose that is English.
fn chinese(pair: &Pair, leaf: &Leaf, across: Option<&Leaf>, report: &mut RuleContext) {
    let text = leaf.prose.text.string();
    alternatives(pair, leaf.prose, report);
    let same = across.is_some_and(|en| en.prose.text.string() == text);
    if leaf.quoted || !is_english(&without_code(leaf.prose), leaf.heading, leaf.cell, same) {
        return;
    }
    report.find(
        pair.bitext.pages.zh.source.place(leaf.prose.text.span(0..text.len())),
        Both::new("中文一侧的这一段是英文", "this block of the Chinese side is English"),
        Both::new("没有汉字", "no Chinese characters"),
        Both::new("写成中文", "write it in Chinese"),
    );
}

/// Text alternatives of a Chinese prose that are English.
fn alternatives(pair: &Pair, prose: &Prose, report: &mut RuleContext) {
    let mut open: Option<usize> = None;
    for inline in &prose.inlines {
        match inline {
            Inline::Open(Mark::Image(_)) => open = Some(usize::MAX),
            Inline::Text(range) if open == Some(usize::MAX) => open = Some(range.start),
            Inline::Close(Mark::Image(_)) => open = None,
            _ => {}
        }
        if let (Some(start), Inline::Text(range)) = (open, inline) {
            let words = &prose.text.string()[start..range.end];
            let is_alone = prose.text.string().trim() == words;
            if !is_alone && is_english(words, true, false, true) {
                english_in_chinese(pair, prose.text.span(start..range.end), report);
                open = None;
            }
        }
    }
}

/// What is said of English words on the Chinese side.
fn english_in_chinese(pair: &Pair, span: Span, report: &mut RuleContext) {
    report.find(
        pair.bitext.pages.zh.source.place(span),
        Both::new("中文一侧的这些字是英文", "these words of the Chinese side are English"),
        Both::new("没译", "not translated"),
        Both::new("写成中文", "write them in Chinese"),
    );
}

/// Editor's notes that are Chinese on the English side, or English on the Chinese one.
fn notes(pair: &Pair, report: &mut RuleContext) {
    let (zh, en) = (&pair.bitext.pages.zh, &pair.bitext.pages.en);
    for note in zh.body.notes.iter().filter(|note| is_english(&note.text, false, false, true)) {
        english_in_chinese(pair, note.span, report);
    }
    for note in &en.body.notes {
        let is_same = has_han(&note.text) && zh.body.notes.iter().any(|one| one.text == note.text);
        if is_same || (has_han(&note.text) && !has_latin(&note.text)) {
            report.find(
                en.source.place(note.span),
                Both::new("英文的校注还是中文", "the note on the English side is still Chinese"),
                Both::new("没译", "not translated"),
                Both::new(
                    "译成英文；原字可放进括号",
                    "translate it; the printed word may stand in parentheses",
                ),
            );
        }
    }
}

/// The words of a prose without inline code.
fn without_code(prose: &Prose) -> Cow<'_, str> {
    let mut words = Cow::Borrowed(prose.text.string());
    for inline in prose.inlines.iter().rev() {
        if let Inline::Code(range) = inline {
            words.to_mut().replace_range(range.clone(), "");
        }
    }
    words
}

/// The words of a header with their places: title, summary, tags, labels, units and names of figures.
fn header_words(header: &PageHeader) -> Vec<(Span, &str)> {
    let places = &header.places;
    let mut words = vec![(places.span("title"), header.title.as_str())];
    words.extend(header.summary.iter().map(|text| (places.span("summary"), text.as_str())));
    words.extend(header.tags.iter().enumerate().map(|(at, tag)| (places.span(("tags", at)), tag.as_str())));
    for (at, figure) in header.figures.iter().enumerate() {
        let of = |key: &str| places.span(("figures", at, key));
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
            Inline::Open(Mark::Emphasis | Mark::Strong) => depth += 1,
            Inline::Close(Mark::Emphasis | Mark::Strong) => depth = depth.saturating_sub(1),
            // A character with its reading.
            Inline::Html(tag) if tag.html.starts_with("<ruby") => depth += 1,
            Inline::Html(tag) if tag.html.starts_with("</ruby") => depth = depth.saturating_sub(1),
            Inline::Text(range) if depth > 0 => allowed.push(range.clone()),
            Inline::Code(range) => allowed.push(range.clone()),
            _ => {}
        }
    }
    han_outside(prose.text.string(), &allowed)
}

fn han_outside(text: &str, allowed: &[Range<usize>]) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut enclosed: Option<Vec<Range<usize>>> = None;
    let allowed: Vec<Range<usize>> = allowed.iter().cloned().chain(language_names(text)).collect();
    for (at, c) in text.char_indices().filter(|(_, c)| is_han(*c)) {
        let inside = enclosed
            .get_or_insert_with(|| enclosures(text))
            .iter()
            .chain(&allowed)
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

/// The names of languages in a row of them, as “English | 简体中文” at the top of a page.
fn language_names(text: &str) -> Vec<Range<usize>> {
    const NAMES: [&str; 8] =
        ["简体中文", "繁体中文", "繁體中文", "中文（简体）", "中文", "日本語", "汉语", "漢語"];
    let is_row = |c: char| matches!(c, '|' | '/' | '·' | '•' | ',' | '｜');
    if !text.contains(is_row) {
        return Vec::new();
    }
    let mut at = 0;
    let mut found = Vec::new();
    for piece in text.split_inclusive(is_row) {
        let name = piece.trim_end_matches(is_row).trim();
        if NAMES.contains(&name) {
            let from = at + piece.find(name).unwrap_or(0);
            found.push(from..from + name.len());
        }
        at += piece.len();
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
