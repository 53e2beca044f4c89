use std::ops::Range;

use crate::base::diagnostic::{Fix, Safety};
use crate::base::lang::{Both, Lang};
use crate::base::script;
use crate::base::source::Span;
use crate::model::page::{Inline, Mark, Page, Prose};
use crate::rules::rule::rule;
use crate::rules::rule::{Pair, RuleContext, Scope};

rule! {
    /// 中文用全角标点，英文用半角标点
    /// Chinese has full-width punctuation, English half-width
    ///
    /// # 中文
    /// 汉字旁边的 `,` `;` `:` `?` `!` `.` `(` `)` 应为全角，英文里的 `，` `。` 等应为半角；正文、标题、摘要都检查。
    /// 引文块里的标点保持原样，不检查，也不改。`duizhao check --fix` 代为改正；引号和书名号里的只指出，由编者决定。
    ///
    /// # English
    /// A `,` `;` `:` `?` `!` `.` `(` or `)` beside a Han character should be full-width, a `，` or `。` in English
    /// half-width, in the text, in titles and in summaries. Punctuation inside block quotations stays as printed: it
    /// is neither checked nor changed. `duizhao check --fix` corrects it; inside quotation marks and book titles it is
    /// only pointed out, and the editor decides.
    ///
    /// # Bad
    /// ```zh
    /// 报告写道,到年底为止。
    /// ```
    /// ```en
    /// The report says so， by the end of the year.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 报告写道，到年底为止，增长6.4%（按可比价格）。
    ///
    /// > 引文里的标点,保持原样。
    /// ```
    /// ```en
    /// The report says so, by the end of the year, with growth of 6.4% (in real terms).
    ///
    /// > The marks of a quotation，as they stand.
    /// ```
    "punctuation-width", Warning, Scope::Pair(look)
}

fn look(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for prose in page.body.blocks.iter().flat_map(|block| block.unquoted()) {
            for fault in in_prose(prose, lang) {
                tell(page, prose.text.span(fault.range.clone()), &fault, lang, report);
            }
        }
        for key in ["title", "summary"] {
            let Some(node) = page.header.places.get(key) else { continue };
            let text = &page.source.text[node.span.range()];
            for mut fault in faults(text, 0..text.len(), lang) {
                // A half-width colon or comma may mean something to YAML.
                if lang == Lang::En {
                    fault.safety = Safety::Offered;
                }
                let span = Span::new(node.span.start + fault.range.start, node.span.start + fault.range.end);
                tell(page, span, &fault, lang, report);
            }
        }
    }
}

fn tell(page: &Page, span: Span, fault: &WidthError, lang: Lang, report: &mut RuleContext) {
    let (wrong, right) = (page.source.text[span.range()].trim(), fault.right.trim());
    let message = match lang {
        Lang::Zh => {
            Both::said(format!("中文里用了半角“{wrong}”"), format!("a half-width “{wrong}” in Chinese"))
        }
        Lang::En => {
            Both::said(format!("英文里用了全角“{wrong}”"), format!("a full-width “{wrong}” in English"))
        }
    };
    let help = match fault.safety {
        Safety::Safe => Both::said(
            format!("改为“{right}”（duizhao check --fix 可代改）"),
            format!("write “{right}” (duizhao check --fix does it)"),
        ),
        Safety::Offered => Both::said(format!("改为“{right}”"), format!("write “{right}”")),
    };
    let finding = report.find(page.source.place(span), message, Both::said("这个标点", "this mark"), help);
    finding.fix = Some(Fix { span, replacement: fault.right.clone(), safety: fault.safety });
}

/// A wrong mark.
struct WidthError {
    /// Bytes of the text, with the blanks that go with it.
    range: Range<usize>,
    /// What should stand there.
    right: String,
    safety: Safety,
}

/// The wrong marks of a prose; what an editor marked as printed is left alone.
fn in_prose(prose: &Prose, lang: Lang) -> Vec<WidthError> {
    let (mut all, mut printed) = (Vec::new(), 0usize);
    for inline in &prose.inlines {
        match inline {
            Inline::Open(Mark::Emended(_)) => printed += 1,
            Inline::Close(Mark::Emended(_)) => printed = printed.saturating_sub(1),
            Inline::Text(range) if printed == 0 => {
                all.extend(faults(&prose.text.string, range.clone(), lang))
            }
            _ => {}
        }
    }
    all
}

/// The wrong marks in a part of a text.
fn faults(text: &str, part: Range<usize>, lang: Lang) -> Vec<WidthError> {
    let is_wrong = |c: char| match lang {
        Lang::Zh => WIDE.iter().any(|(half, _)| *half == c),
        Lang::En => NARROW.iter().any(|(full, _)| *full == c),
    };
    if !text[part.clone()].contains(is_wrong) {
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

/// A half-width mark that belongs to Chinese words. The blanks after it go with it.
fn chinese(text: &str, part: &Range<usize>, at: usize, c: char, quoted: bool) -> Option<WidthError> {
    let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
    let closes = |c: Option<char>| c.is_some_and(|c| "”’」』》）)%‰".contains(c));
    let is_chinese = match c {
        '.' if text[at..].starts_with("..") => is_han(before) && before != Some('.'),
        '.' => {
            (is_han(before) || closes(before)) && after.is_none_or(|c| c.is_whitespace() || is_han(Some(c)))
        }
        '(' => {
            is_han(before)
                || inside(&text[at + 1..]).is_some_and(|words| words.chars().any(|c| is_han(Some(c))))
        }
        ')' => opened(&text[..at]).is_some_and(|open| {
            is_han(text[..open].chars().next_back()) || text[open + 1..at].chars().any(|c| is_han(Some(c)))
        }),
        _ => {
            is_han(before)
                || (is_han(after) && before.is_some_and(|c| c.is_alphanumeric() || closes(Some(c))))
        }
    };
    if !is_chinese {
        return None;
    }
    let right = WIDE.iter().find(|(half, _)| *half == c).map(|(_, full)| *full)?;
    let dots = text[at..part.end].bytes().take_while(|byte| c == '.' && *byte == b'.').count();
    let (right, length) = if dots >= 2 { ("……", dots) } else { (right, 1) };
    let rest = &text[at + length..part.end];
    let blanks = match c {
        '(' | ')' => 0,
        _ => rest.len() - rest.trim_start_matches(' ').len(),
    };
    let safety = if quoted { Safety::Offered } else { Safety::Safe };
    Some(WidthError { range: at..at + length + blanks, right: right.to_owned(), safety })
}

/// The words up to the parenthesis that closes.
fn inside(rest: &str) -> Option<&str> {
    rest.split_once(')').map(|(words, _)| words).filter(|words| !words.contains(['(', '\n']))
}

/// The parenthesis that opened.
fn opened(before: &str) -> Option<usize> {
    before.rfind(['(', ')', '\n']).filter(|at| before[*at..].starts_with('('))
}

/// A full-width mark among English words, with the blanks that English wants.
fn english(text: &str, at: usize, c: char, quoted: bool) -> Option<WidthError> {
    let end = at + c.len_utf8();
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
    let right = match c {
        '（' if is_word(before) => format!(" {right}"),
        '（' => right.to_owned(),
        _ if is_word(after) => format!("{right} "),
        _ => right.to_owned(),
    };
    Some(WidthError { range: at..end, right, safety: Safety::Safe })
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
        ] {
            assert_eq!(corrected(wrong, Lang::En), right);
        }
        for text in ["the slogan “民生为要，共同富裕” is quoted", "the districts (椒江、黄岩、路桥) together"]
        {
            assert_eq!(corrected(text, Lang::En), text);
        }
    }
}
