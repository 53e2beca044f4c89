use std::borrow::Cow;
use std::ops::Range;

use crate::base::lang::Both;
use crate::base::script::is_han;
use crate::base::source::Span;
use crate::model::config::PageHeader;
use crate::model::page::{Block, BlockKind, Inline, Mark, Prose};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

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
    let en = &pair.bitext.pages.en;
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
    for (span, text) in header_words(&en.header) {
        if han_outside(text, &[]).is_none() {
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
        let own = block.own_proses().into_iter();
        all.extend(own.map(|prose| Leaf { prose, cell, heading, footnote, quoted }));
    });
    all
}

fn has_han(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_han)
}

fn has_latin(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphabetic())
}

/// Han characters in an English prose.
fn english(pair: &Pair, leaf: &Leaf, across: Option<&Leaf>, report: &mut RuleContext) {
    let prose = leaf.prose;
    let words = without_code(prose);
    if !has_han(&words) {
        return;
    }
    // “简体中文” across from “English”: the way to the other language.
    if across.is_some_and(|zh| !has_han(&zh.prose.text.string) && has_latin(&zh.prose.text.string)) {
        return;
    }
    let short = leaf.cell && words.chars().filter(|c| is_han(*c)).count() < 8;
    let found = match has_latin(&words) || short {
        true if leaf.footnote => None,
        true => unintended(prose),
        false => Some(0..prose.text.string.len()),
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

/// A Chinese prose that is English.
fn chinese(pair: &Pair, leaf: &Leaf, across: Option<&Leaf>, report: &mut RuleContext) {
    let text = &leaf.prose.text.string;
    let same = across.is_some_and(|en| en.prose.text.string == *text);
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

/// Editor's notes that are Chinese on the English side.
fn notes(pair: &Pair, report: &mut RuleContext) {
    let (zh, en) = (&pair.bitext.pages.zh, &pair.bitext.pages.en);
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
    let mut words = Cow::Borrowed(prose.text.string.as_str());
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

/// Words that English sentences are made with, and that names and other languages seldom hold.
const COMMON: [&str; 64] = [
    "the", "of", "and", "is", "are", "was", "were", "to", "for", "with", "this", "that", "these", "those",
    "by", "from", "has", "have", "had", "will", "be", "been", "it", "its", "their", "our", "your", "we",
    "you", "they", "which", "who", "not", "but", "or", "more", "all", "each", "than", "into", "over",
    "after", "before", "first", "should", "must", "can", "may", "when", "where", "how", "what", "about",
    "there", "here", "his", "her", "also", "up", "out", "new", "an", "as", "at",
];

/// Words that sentences of other languages in Latin letters are made with, and English ones are not.
const FOREIGN: [&str; 44] = [
    "el", "la", "los", "las", "una", "de", "del", "le", "les", "des", "du", "et", "est", "un", "une", "der",
    "das", "und", "ist", "ein", "eine", "nicht", "mit", "von", "il", "di", "che", "non", "para", "por",
    "que", "os", "da", "em", "uma", "het", "een", "van", "och", "att", "det", "yang", "dan", "vous",
];

/// Whether words without Han are an English sentence or heading. `same` says that the English side has the
/// very same words: then a third language and a name are left alone.
fn is_english(text: &str, is_heading: bool, is_cell: bool, same: bool) -> bool {
    if has_han(text) || is_formal(text) {
        return false;
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> =
        text.split_whitespace().map(bare).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let lower = |word: &String| word.len() >= 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let common = words.iter().filter(|word| COMMON.contains(&&*word.to_ascii_lowercase())).count();
    let begins = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    let plain = words.iter().any(lower);
    let ends = text.trim_end().trim_end_matches(['”', '"', '’', ')', '*']).ends_with(['.', '!', '?']);
    let other = words.iter().any(|word| FOREIGN.contains(&&*word.to_ascii_lowercase()));
    let foreign = other || !text.chars().all(|c| c.is_ascii() || "“”‘’—–…·×%‰°".contains(c));
    let foreign = foreign && common == 0;
    match words.len() {
        _ if foreign && same => false,
        0 | 1 => false,
        count if count >= 8 && !same => true,
        _ if is_cell => words.len() >= 5 && common >= 2,
        _ if is_heading => begins && plain,
        _ => begins && plain && (ends || common >= 1),
    }
}

/// Whether a text is code, a signature or an entry of a bibliography rather than a sentence.
fn is_formal(text: &str) -> bool {
    let code = ["=>", "->", "::", "()", "{", "}", "</", "/>", "==", ";\n", "://", "_"];
    let code = code.iter().any(|sign| text.contains(sign)) || text.trim_end().ends_with(';');
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let cited = text.split(['(', ')', ',', '.', ' ', ';']).any(year) && text.matches(". ").count() >= 2;
    let numbered = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let numbered = numbered.is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
    let error = text.split_whitespace().next().is_some_and(|word| {
        let word = word.trim_end_matches(':').to_ascii_lowercase();
        ["error", "warning", "fatal", "exception"].contains(&word.as_str()) && text.contains(':')
    });
    code || cited || numbered || error
}

#[cfg(test)]
mod tests {
    use super::{han_outside, is_english};

    #[test]
    fn an_english_sentence_of_any_length_is_english() {
        let said = |text: &str, same: bool| is_english(text, false, false, same);
        for text in [
            "The city grew.",
            "Firms grew fast!",
            "This whole sentence was left here.",
            "To push ahead with projects.",
        ] {
            assert!(said(text, false), "{text}");
        }
        assert!(is_english("Overview of the report", true, false, true));
        assert!(is_english("Getting started", true, false, false));
        assert!(said("The city grew in these years.", true));
    }

    #[test]
    fn names_code_and_books_are_no_english_sentences() {
        for text in [
            "Jane Roe",
            "RCEP",
            "GDP",
            "New York Times",
            "const a = b();",
            "(optionA: Option, optionB: Option, info: { searchValue: string }) => number",
            "[1] Jane Roe. A Study of Rivers (2nd Edition). Example Press.",
            "Roe, J. (2017). The War on Rivers. Press.",
            "Error: ENOSPC: System limit for number of watchers reached",
            "3.5 km",
        ] {
            assert!(!is_english(text, false, false, true), "{text}");
            assert!(!is_english(text, true, false, true), "{text}");
        }
        for text in [
            "Liberté, égalité, fraternité.",
            "Все люди рождаются свободными.",
            "C’est la vie, mon ami.",
            "Der Fluss ist lang.",
            "Hablamos de los puertos.",
        ] {
            assert!(!is_english(text, false, false, true), "{text}");
        }
    }

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
