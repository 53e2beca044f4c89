//! Marks of punctuation in the width of the other language, and what should stand in their places.

use std::ops::Range;

use crate::base::byte_set::ByteSet;
use crate::base::diagnostic::Safety;
use crate::base::lang::Lang;
use crate::base::script::{self, beyond_ascii};

/// A wrong mark.
pub(super) struct WidthError {
    /// Bytes of the text, with the blanks that go with it.
    pub(super) range: Range<usize>,
    /// What should stand there.
    pub(super) right: String,
    pub(super) safety: Safety,
}

/// Whether a text is an entry of a bibliography, which has marks of its own (GB/T 7714): `[M]`, `[J/OL]`.
pub(super) fn is_bibliography(text: &str) -> bool {
    const KINDS: [&str; 14] = ["M", "J", "D", "C", "N", "R", "S", "P", "Z", "G", "A", "EB", "DB", "CP"];
    // Most texts have neither.
    if memchr::memchr2(b'[', b'{', text.as_bytes()).is_none() {
        return false;
    }
    let is_bibtex = text.trim_start().starts_with('@') && text.contains('{') && text.contains('=');
    is_bibtex
        || text.match_indices('[').any(|(at, _)| {
            let inside = text[at + 1..].split_once(']').map_or("", |(inside, _)| inside);
            KINDS.contains(&inside.split('/').next().unwrap_or(""))
        })
}

/// The wrong marks in a part of a text.
pub(super) fn faults(text: &str, part: Range<usize>, lang: Lang) -> Vec<WidthError> {
    let is_wrong = |c: char| match lang {
        Lang::Zh => {
            matches!(c, '"' | '-' | '。')
                || c.is_ascii_punctuation() && WIDE.iter().any(|(half, _)| *half == c)
        }
        Lang::En => {
            !c.is_ascii()
                && (NARROW.iter().any(|(full, _)| *full == c)
                    || is_wide_form(c)
                    || matches!(c, '《' | '》' | '—' | '…'))
        }
    };
    let may_be_wrong = match lang {
        Lang::Zh => has_half_width(text.as_bytes(), &part),
        Lang::En => beyond_ascii(&text[part.clone()]).any(is_wrong),
    };
    if !may_be_wrong {
        return Vec::new();
    }
    let (mut found, mut quoted, mut until) = (Vec::new(), 0usize, 0);
    for (at, c) in text.char_indices() {
        match c {
            '“' | '‘' | '「' | '『' | '《' => quoted += 1,
            '”' | '’' | '」' | '』' | '》' => quoted = quoted.saturating_sub(1),
            _ => {}
        }
        if part.contains(&at) && at >= until && is_wrong(c) {
            let fault = match lang {
                Lang::Zh => chinese(text, &part, at, c, quoted > 0),
                Lang::En => english(text, at, c, quoted > 0),
            };
            until = fault.as_ref().map_or(until, |fault| fault.range.end);
            found.extend(fault);
        }
    }
    found
}

/// Whether a part of a Chinese text has a mark that may be wrong: points and the like between digits never are, nor is
/// a hyphen or a full stop by itself.
fn has_half_width(text: &[u8], part: &Range<usize>) -> bool {
    const MARKS: ByteSet = ByteSet::of(b"\"()-,;:?!.").with(&[0xe3]);
    let digit = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(u8::is_ascii_digit);
    let is_wrong = |at: usize| match text[at] {
        b'"' | b'(' | b')' => true,
        b'-' => text.get(at + 1) == Some(&b'-'),
        b',' | b';' | b':' | b'?' | b'!' | b'.' => !digit(at.checked_sub(1)) || !digit(Some(at + 1)),
        _ => text[at..].starts_with("。。".as_bytes()),
    };
    let mut at = part.start;
    while let Some(further) = MARKS.find(&text[at..part.end]) {
        if is_wrong(at + further) {
            return true;
        }
        at += further + 1;
    }
    false
}

/// Half-width marks and what stands for them in Chinese.
const WIDE: [(char, &str); 8] =
    [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！"), ('.', "。"), ('(', "（"), (')', "）")];

/// Full-width marks and what stands for them in English.
const NARROW: [(char, &str); 9] = [
    ('，', ","),
    ('。', "."),
    ('；', ";"),
    ('：', ":"),
    ('？', "?"),
    ('！', "!"),
    ('、', ","),
    ('（', "("),
    ('）', ")"),
];

fn is_han(c: Option<char>) -> bool {
    c.is_some_and(script::is_han)
}

/// Whether a half-width mark belongs to Chinese words.
fn is_chinese(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
    match c {
        '.' => is_han(before) && before != Some('.'),
        '(' => {
            is_han(before)
                || inside(&text[at + 1..]).is_some_and(|words| words.chars().any(|c| is_han(Some(c))))
        }
        ')' => opened(&text[..at]).is_some_and(|open| {
            text[open..].starts_with('（')
                || is_han(text[..open].chars().next_back())
                || text[open..at].chars().any(|c| is_han(Some(c)))
        }),
        _ => {
            is_han(before)
                || (is_han(after) && before.is_some_and(|c| c.is_alphanumeric() || closes(Some(c))))
        }
    }
}

/// A half-width mark that belongs to Chinese words. The blanks after it go with it.
fn chinese(text: &str, part: &Range<usize>, at: usize, c: char, quoted: bool) -> Option<WidthError> {
    let safety = if quoted { Safety::Offered } else { Safety::Safe };
    let found = |length: usize, right: &str, safety: Safety| {
        Some(WidthError { range: at..at + length, right: right.to_owned(), safety })
    };
    let run = |mark: char| text[at..part.end].chars().take_while(|one| *one == mark).count();
    let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
    match c {
        '。' if run('。') >= 2 => return found(run('。') * c.len_utf8(), "……", safety),
        '。' => return None,
        '-' if run('-') == 2 && is_han(before) && is_han(text[at + 2..].chars().next()) => {
            return found(2, "——", safety);
        }
        '-' => return None,
        '"' => {
            let right = if text[..at].matches('"').count().is_multiple_of(2) { "“" } else { "”" };
            return if is_han(before) || is_han(after) { found(1, right, Safety::Offered) } else { None };
        }
        '.' if run('.') == 1 => return full_stop(text, part, at, safety),
        _ => {}
    }
    if !is_chinese(text, at, c) {
        return None;
    }
    let right = WIDE.iter().find(|(half, _)| *half == c).map(|(_, full)| *full)?;
    let (right, length) = match c {
        '.' => ("……".to_owned(), run('.')),
        '!' | '?' => {
            let marks: Vec<char> =
                text[at..part.end].chars().take_while(|c| matches!(c, '!' | '?')).collect();
            (marks.iter().map(|c| if *c == '!' { '！' } else { '？' }).collect(), marks.len())
        }
        _ => (right.to_owned(), 1),
    };
    let rest = &text[at + length..part.end];
    let blanks = match c {
        '(' | ')' => 0,
        _ => rest.len() - rest.trim_start_matches(' ').len(),
    };
    found(length + blanks, &right, safety)
}

/// Whether a mark closes what stands before it.
fn closes(c: Option<char>) -> bool {
    c.is_some_and(|c| "”’」』》）)%‰".contains(c))
}

/// A point behind Chinese words: a full stop where a sentence ends, a middle dot in a name, nothing behind
/// the number of a heading.
fn full_stop(text: &str, part: &Range<usize>, at: usize, safety: Safety) -> Option<WidthError> {
    let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let in_parentheses = || {
        let open = text[..at].rfind(['(', '（'])?;
        Some(text[open..at].chars().chain(text[..open].chars().next_back()).any(|c| is_han(Some(c))))
    };
    let is_chinese = is_han(before)
        || (matches!(before, Some(')' | '）')) && in_parentheses() == Some(true))
        || (closes(before) && !matches!(before, Some(')' | '）')) && after.is_none_or(char::is_whitespace));
    if !is_chinese {
        return None;
    }
    let from = text[..at].rfind(['，', '。', '；', '：', '！', '？', ',', ';', ':', '!', '?', '\n']);
    let clause =
        text[from.map_or(0, |from| from + text[from..].chars().next().map_or(1, char::len_utf8))..at].trim();
    let words = clause.chars().filter(|c| is_han(Some(*c))).count();
    let error = |right: &str, blanks: usize, safety: Safety| {
        Some(WidthError { range: at..at + 1 + blanks, right: right.to_owned(), safety })
    };
    if is_han(after) {
        let is_name = words <= 8 && !clause.contains(['的', '了', '是']);
        return error(if is_name { "·" } else { "。" }, 0, Safety::Offered);
    }
    let is_number = clause.chars().count() <= 4
        && clause.chars().all(|c| "一二三四五六七八九十百零〇第章节条款项甲乙丙丁".contains(c));
    if is_number || !after.is_none_or(char::is_whitespace) {
        return None;
    }
    let rest = &text[at + 1..part.end];
    let blanks = rest.len() - rest.trim_start_matches(' ').len();
    error("。", blanks, if words < 4 { Safety::Offered } else { safety })
}

/// The words up to the parenthesis that closes.
fn inside(rest: &str) -> Option<&str> {
    rest.split_once([')', '）']).map(|(words, _)| words).filter(|words| !words.contains(['(', '（', '\n']))
}

/// The parenthesis that opened.
fn opened(before: &str) -> Option<usize> {
    let open = before.rfind(['(', '（', ')', '）', '\n']);
    open.filter(|at| before[*at..].starts_with(['(', '（']))
}

/// A full-width mark among English words, with the blanks that English wants.
fn english(text: &str, at: usize, c: char, quoted: bool) -> Option<WidthError> {
    let end = at + c.len_utf8();
    if let Some(found) = other_form(text, at, c) {
        return found;
    }
    let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
    let is_chinese = match c {
        '（' => is_han(before),
        '）' => is_han(after),
        _ => is_han(before) || is_han(after) || quoted,
    };
    if is_chinese {
        return None;
    }
    let right = NARROW.iter().find(|(full, _)| *full == c).map(|(_, half)| *half)?;
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let digits = text[end..].chars().take_while(char::is_ascii_digit).count();
    let in_number = is_digit(before)
        && match c {
            '，' => digits == 3,
            '。' | '：' => digits > 0,
            _ => false,
        };
    let right = match c {
        _ if in_number => right.to_owned(),
        '（' if is_word(before) => format!(" {right}"),
        '（' => right.to_owned(),
        _ if is_word(after) => format!("{right} "),
        _ => right.to_owned(),
    };
    Some(WidthError { range: at..end, right, safety: Safety::Safe })
}

/// Letters, digits and signs in their full-width forms, and the wide blank.
fn is_wide_form(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '％' | '／' | '\u{3000}')
}

/// Marks that are no width of an English one: wide forms, titles of books, doubled dashes and dots. `None`
/// leaves the mark to the ordinary rule.
fn other_form(text: &str, at: usize, c: char) -> Option<Option<WidthError>> {
    // The rest of a longer run, such as a line that is drawn with dashes.
    if matches!(c, '—' | '…') && text[..at].ends_with(c) {
        return Some(None);
    }
    let run = text[at..].chars().take_while(|one| *one == c).count();
    let end = at + run * c.len_utf8();
    let (before, after) = (text[..at].chars().next_back(), text[end..].chars().next());
    let found = |right: String, safety: Safety| Some(Some(WidthError { range: at..end, right, safety }));
    let beside_han = is_han(before) || is_han(after);
    match c {
        '《' | '》' if beside_han => Some(None),
        '《' => found("“".to_owned(), Safety::Offered),
        '》' => found("”".to_owned(), Safety::Offered),
        '—' if run == 2 && !beside_han => found("—".to_owned(), Safety::Safe),
        '…' if run == 2 && !beside_han => found("…".to_owned(), Safety::Safe),
        '—' | '…' => Some(None),
        _ if is_wide_form(c) && beside_han => Some(None),
        '\u{3000}' => found(" ".repeat(run), Safety::Safe),
        _ if is_wide_form(c) => {
            let wide: Vec<char> =
                text[at..].chars().take_while(|c| is_wide_form(*c) && *c != '\u{3000}').collect();
            let end = at + wide.iter().map(|c| c.len_utf8()).sum::<usize>();
            if is_han(text[end..].chars().next()) {
                return Some(None);
            }
            let narrow = wide.iter().map(|c| char::from_u32(*c as u32 - 0xfee0).unwrap_or(*c));
            Some(Some(WidthError { range: at..end, right: narrow.collect(), safety: Safety::Safe }))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with every fault corrected that may be.
    fn corrected(text: &str, lang: Lang) -> String {
        let mut out = text.to_owned();
        for fault in
            faults(text, 0..text.len(), lang).into_iter().rev().filter(|one| one.safety == Safety::Safe)
        {
            out.replace_range(fault.range, &fault.right);
        }
        out
    }

    #[test]
    fn half_width_marks_beside_han_are_corrected() {
        for (wrong, right) in [
            ("报告写道,到年底为止.", "报告写道，到年底为止。"),
            ("其中, GDP增长6.4%,快于全国;", "其中，GDP增长6.4%，快于全国；"),
            ("生产总值(GDP)增长;人口(常住)减少", "生产总值（GDP）增长；人口（常住）减少"),
            ("是吗?是的!还有...", "是吗？是的！还有……"),
            ("分三类:甲、乙、丙", "分三类：甲、乙、丙"),
            ("用GDP,即生产总值", "用GDP，即生产总值"),
            ("共有两处(见下).", "共有两处（见下）。"),
            ("真的吗?!好!!", "真的吗？！好！！"),
        ] {
            assert_eq!(corrected(wrong, Lang::Zh), right);
            assert!(faults(right, 0..right.len(), Lang::Zh).is_empty(), "{right}");
        }
    }

    #[test]
    fn numbers_programs_and_names_in_chinese_stay() {
        for text in [
            "增长6.4%，比例为3:1",
            "见 https://example.org/a?b=c 一页",
            "版本 1.2.3 (beta)",
            "每天10:30开始",
            "他说“Yes, sir.”",
        ] {
            assert_eq!(corrected(text, Lang::Zh), text);
        }
    }

    #[test]
    fn a_point_is_a_full_stop_only_where_a_sentence_ends() {
        for text in [
            "一. 安装",
            "第二. 运行",
            "Roe, J. (2017). The War on Rivers. Press.",
            "简.金.凯森生于1980年",
            "弗拉基米尔.伊里奇来了",
        ] {
            assert_eq!(corrected(text, Lang::Zh), text);
        }
        let dot = faults("简.金.凯森", 0.."简.金.凯森".len(), Lang::Zh);
        assert_eq!(dot.iter().map(|one| one.right.as_str()).collect::<Vec<_>>(), ["·", "·"]);
        assert!(is_bibliography("张三. 东湖研究[M]. 北京: 人民出版社, 2019."));
        assert!(is_bibliography("李四. 港口[J/OL]. 学报, 2020(3).") && !is_bibliography("共[5]家"));
    }

    #[test]
    fn marks_that_are_often_missed_are_found() {
        let found = |text: &str, lang: Lang| -> Vec<String> {
            faults(text, 0..text.len(), lang).into_iter().map(|one| one.right).collect()
        };
        for (text, right) in [
            ("他说\"你好\"。", &["“", "”"][..]),
            ("重要（甲)的。", &["）"]),
            ("重要(甲）的。", &["（"]),
            ("等等。。。", &["……"]),
            ("重要--真的。", &["——"]),
        ] {
            assert_eq!(found(text, Lang::Zh), right, "{text}");
        }
        for (text, right) in [
            ("The 《Book》 of songs.", &["“", "”"][..]),
            ("A——B.", &["—"]),
            ("A……", &["…"]),
            ("１９８０", &["1980"]),
            ("A／B.", &["/"]),
            ("A　B.", &[" "]),
        ] {
            assert_eq!(found(text, Lang::En), right, "{text}");
        }
        for text in ["《东湖》 is a book", "an em dash—here", "and so on …", "———————", "A ——— B"]
        {
            assert!(found(text, Lang::En).is_empty(), "{text}");
        }
        for text in ["1980--1990", "用 \"quoted words\" 表示", "二〇一六——二〇二一年"] {
            assert!(found(text, Lang::Zh).is_empty(), "{text}");
        }
    }

    #[test]
    fn quotation_marks_in_chinese_keep_what_they_hold() {
        assert_eq!(corrected("报告说“发展快,质量好”,没有数字", Lang::Zh), "报告说“发展快,质量好”，没有数字");
    }

    #[test]
    fn full_width_marks_in_english_get_their_blanks() {
        for (wrong, right) in [
            ("First，second。Third", "First, second. Third"),
            ("growth（in real terms）was high", "growth (in real terms) was high"),
            ("major projects（重大项目）were built", "major projects (重大项目) were built"),
            ("one、two、three", "one, two, three"),
            (
                "1，000 yuan at 10：30，and 3。5 more，2 of them",
                "1,000 yuan at 10:30, and 3.5 more, 2 of them",
            ),
        ] {
            assert_eq!(corrected(wrong, Lang::En), right);
        }
        for text in ["the slogan “民生为要，共同富裕” is quoted", "the districts (椒江、黄岩、路桥) together"]
        {
            assert_eq!(corrected(text, Lang::En), text);
        }
    }
}
