use crate::base::diagnostic::{Fix, Safety};
use crate::base::lang::{Both, Lang};
use crate::base::source::Span;
use crate::model::page::{Inline, Mark, Page, Prose};
use crate::rules::mark_width::{WidthError, faults, is_bibliography};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};
use crate::rules::written_language::has_kana;

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
    "punctuation-width", Warning, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        let mut code: Vec<Span> =
            page.body.stray.iter().filter(|one| one.kind.holds_code()).map(|one| one.span).collect();
        code.sort_unstable();
        for prose in page.body.blocks.iter().flat_map(|block| block.unquoted()) {
            for fault in in_prose(prose, lang) {
                let span = escaped(page, prose.text.span(fault.range.clone()));
                // A failed link, a formula, a line of another tool: what is wrong there is told elsewhere.
                let before = code.partition_point(|one| one.start < span.end);
                if before.checked_sub(1).is_none_or(|at| span.start >= code[at].end) {
                    emit(page, span, &fault, lang, report);
                }
            }
        }
        for key in ["title", "summary"] {
            let Some(node) = page.header.places.find(key) else { continue };
            let text = &page.source.text[node.span.range()];
            // YAML has quotation marks of its own.
            let found = faults(text, 0..text.len(), lang).into_iter();
            for mut fault in found.filter(|one| !text[one.range.clone()].contains('"')) {
                // A half-width colon or comma may mean something to YAML.
                if lang == Lang::En {
                    fault.safety = Safety::Offered;
                }
                let span = Span::new(node.span.start + fault.range.start, node.span.start + fault.range.end);
                emit(page, span, &fault, lang, report);
            }
        }
    }
}

/// A mark with the backslash before it, which has nothing to escape once the mark is another.
fn escaped(page: &Page, span: Span) -> Span {
    let before = &page.source.text[..span.start];
    let slashes = before.len() - before.trim_end_matches('\\').len();
    Span::new(span.start - slashes % 2, span.end)
}

fn emit(page: &Page, span: Span, fault: &WidthError, lang: Lang, report: &mut RuleContext) {
    let written = &page.source.text[span.range()];
    let (wrong, right) = match written.trim() {
        "" => (written, fault.right.as_str()),
        trimmed => (trimmed, fault.right.trim()),
    };
    let wrong = wrong.strip_prefix('\\').unwrap_or(wrong);
    let is_half = wrong.is_ascii() && wrong != "--";
    let message = match lang {
        Lang::Zh if is_half => {
            Both::new(format!("中文里用了半角“{wrong}”"), format!("a half-width “{wrong}” in Chinese"))
        }
        Lang::En if !wrong.contains(['《', '》', '—', '…']) => {
            Both::new(format!("英文里用了全角“{wrong}”"), format!("a full-width “{wrong}” in English"))
        }
        Lang::Zh => Both::new(format!("中文不写“{wrong}”"), format!("“{wrong}” is no mark of Chinese")),
        Lang::En => {
            Both::new(format!("英文里用了中文的“{wrong}”"), format!("a Chinese “{wrong}” in English"))
        }
    };
    let help = match fault.safety {
        Safety::Safe => Both::new(
            format!("改为“{right}”（duizhao check --fix 可代改）"),
            format!("write “{right}” (duizhao check --fix does it)"),
        ),
        Safety::Offered => Both::new(format!("改为“{right}”"), format!("write “{right}”")),
    };
    let finding = report.find(page.source.place(span), message, Both::new("这个标点", "this mark"), help);
    finding.fix = Some(Fix { span, replacement: fault.right.clone(), safety: fault.safety });
}

/// The wrong marks of a prose; what an editor marked as printed is left alone.
fn in_prose(prose: &Prose, lang: Lang) -> Vec<WidthError> {
    let (mut all, mut printed, mut linked) = (Vec::new(), 0usize, 0usize);
    let text = prose.text.string();
    // What is wrong in English is none of ASCII.
    if lang == Lang::En && text.is_ascii() {
        return all;
    }
    for inline in &prose.inlines {
        match inline {
            Inline::Open(Mark::Emended(_) | Mark::Image(_)) => printed += 1,
            Inline::Close(Mark::Emended(_) | Mark::Image(_)) => printed = printed.saturating_sub(1),
            Inline::Open(Mark::Link(_)) => linked += 1,
            Inline::Close(Mark::Link(_)) => linked = linked.saturating_sub(1),
            Inline::Text(range) if printed == 0 => {
                let found = faults(text, range.clone(), lang);
                // What a link holds is the editor's to change.
                all.extend(found.into_iter().map(|one| match linked {
                    0 => one,
                    _ => WidthError { safety: Safety::Offered, ..one },
                }));
            }
            _ => {}
        }
    }
    // Japanese has marks of its own.
    if !all.is_empty() && (is_bibliography(text) || lang == Lang::En && has_kana(text)) {
        return Vec::new();
    }
    all
}
