use crate::both::{Both, Lang};
use crate::check::rule::{Look, Pair, Report};
use crate::diagnostic::Fix;
use crate::page::{Block, BlockKind, Inline, Prose};
use crate::rule;

rule! {
    /// 中文用全角标点，英文用半角标点
    /// Chinese has full-width punctuation, English half-width
    ///
    /// # 中文
    /// 汉字旁边的 `,` `;` `:` `?` `!` 应为全角，英文里的 `，` `。` 应为半角。引文里的标点保持原样，不检查，也不改。
    /// `duizhao check --fix` 可以改正。
    ///
    /// # English
    /// A `,` `;` `:` `?` or `!` beside a Han character should be full-width, a `，` or `。` in English
    /// half-width. Punctuation inside quotations stays as printed: it is neither checked nor changed.
    /// `duizhao check --fix` corrects it.
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
    /// 报告写道，到年底为止。
    /// ```
    /// ```en
    /// The report says so, by the end of the year.
    /// ```
    "punctuation-width", Warning, Look::Pair(look)
}

fn look(pair: &Pair, report: &mut Report) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for prose in page.body.blocks.iter().flat_map(unquoted) {
            for (at, wrong, right) in faults(prose, lang) {
                let span = prose.text.span(at..at + wrong.len_utf8());
                let message = match lang {
                    Lang::Zh => Both::said(format!("中文里用了半角“{wrong}”"), format!("a half-width “{wrong}” in Chinese")),
                    Lang::En => Both::said(format!("英文里用了全角“{wrong}”"), format!("a full-width “{wrong}” in English")),
                };
                let finding = report.find(
                    page.source.place(span),
                    message,
                    Both::said("这个标点", "this mark"),
                    Both::said(format!("改为“{right}”（duizhao check --fix 可代改）"), format!("write “{right}” (duizhao check --fix does it)")),
                );
                finding.fix = Some(Fix { span, replacement: right.to_owned() });
            }
        }
    }
}

/// The prose of a block that is no quotation.
fn unquoted(block: &Block) -> Vec<&Prose> {
    match &block.kind {
        BlockKind::Quote(_) => Vec::new(),
        _ => block.proses(),
    }
}

const PAIRS: [(char, &str); 5] = [(',', "，"), (';', "；"), (':', "："), ('?', "？"), ('!', "！")];
const BACK: [(char, &str); 9] =
    [('，', ","), ('。', "."), ('；', ";"), ('：', ":"), ('？', "?"), ('！', "!"), ('、', ","), ('（', "("), ('）', ")")];

/// Wrong marks: byte, character, what should stand there.
fn faults(prose: &Prose, lang: Lang) -> Vec<(usize, char, &'static str)> {
    let text = &prose.text.string;
    let mut found = Vec::new();
    for inline in &prose.inlines {
        let Inline::Text(range) = inline else { continue };
        let mut quoted = 0i32;
        for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)) {
            match c {
                '“' | '「' | '《' => quoted += 1,
                '”' | '」' | '》' if quoted > 0 => quoted -= 1,
                _ => {}
            }
            let (before, after) = (text[..at].chars().next_back(), text[at + c.len_utf8()..].chars().next());
            let han = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'));
            match lang {
                Lang::Zh => {
                    let beside = han(before) && (after.is_none() || after.is_some_and(|c| !c.is_ascii_digit() && !c.is_ascii_alphabetic()) || han(after));
                    if let Some((_, right)) = PAIRS.iter().find(|(wrong, _)| *wrong == c).filter(|_| beside) {
                        found.push((at, c, *right));
                    }
                }
                Lang::En => {
                    let chinese = han(before) || han(after) || quoted > 0;
                    if let Some((_, right)) = BACK.iter().find(|(wrong, _)| *wrong == c).filter(|_| !chinese) {
                        found.push((at, c, *right));
                    }
                }
            }
        }
    }
    found
}
