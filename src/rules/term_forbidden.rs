use crate::base::diagnostic::Label;
use crate::base::lang::{Both, Lang};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 不用术语表列为错误的译法
    /// No term is rendered in a form that the glossary calls wrong
    ///
    /// # 中文
    /// 术语表的 `avoid` 列出容易用错的译法和理由。中文段落有这个术语，而英文用了这些说法，就在这里报告。
    ///
    /// # English
    /// `avoid` in the glossary lists renderings that are easily mistaken, with the reason. Where the
    /// Chinese passage has the term and the English uses such a form, it is reported here.
    ///
    /// # Bad
    /// ```glossary
    /// - zh: 共同富裕
    ///   en: common prosperity
    ///   avoid: [{ wrong: common wealth, why: { zh: 官方译名不同, en: the official term differs } }]
    /// ```
    /// ```zh
    /// 推进共同富裕。
    /// ```
    /// ```en
    /// To advance common wealth.
    /// ```
    ///
    /// # Good
    /// ```glossary
    /// - zh: 共同富裕
    ///   en: common prosperity
    ///   avoid: [{ wrong: common wealth, why: { zh: 官方译名不同, en: the official term differs } }]
    /// ```
    /// ```zh
    /// 推进共同富裕。
    /// ```
    /// ```en
    /// To advance common prosperity.
    /// ```
    "term-forbidden", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for (part, proof) in pair.parts(|proof| !proof.terms.is_empty()) {
        for used in &proof.terms {
            let term = &pair.site.glossary[used.term];
            for wrong in &used.wrong {
                let (Some(prose), Some(avoid)) =
                    (part.prose(Lang::En, wrong.prose), term.header.avoid.get(wrong.form))
                else {
                    continue;
                };
                let why = avoid.why.clone().unwrap_or_default();
                let because = |why: &str, open: &str, close: &str| match why.is_empty() {
                    true => String::new(),
                    false => format!("{open}{why}{close}"),
                };
                let finding = report.find(
                    pair.bitext.pages.en.source.place(prose.read().span(wrong.range.clone())),
                    Both::new(
                        format!("“{}”不译作“{}”", term.header.zh, avoid.wrong),
                        format!("“{}” is not rendered as “{}”", term.header.zh, avoid.wrong),
                    ),
                    Both::new("这个译法", "this form"),
                    Both::new(
                        format!("改为“{}”{}", term.header.en, because(&why.zh, "（", "）")),
                        format!("write “{}”{}", term.header.en, because(&why.en, " (", ")")),
                    ),
                );
                let first =
                    used.place(Lang::Zh).and_then(|(id, range)| Some((part.prose(Lang::Zh, *id)?, range)));
                if let Some((prose, range)) = first {
                    finding.related.push(Label {
                        place: pair.bitext.pages.zh.source.place(prose.read().span(range.clone())),
                        text: Both::new("术语在这里", "the term is here"),
                    });
                }
            }
        }
    }
}
