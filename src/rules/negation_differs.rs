use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::model::meaning::Negation;
use crate::prove::meaning::unequal;
use crate::rules::rule::rule;
use crate::rules::rule::{Across, Check, Pair, RuleContext};

rule! {
    /// 一边有否定，另一边也有
    /// What one language denies, the other denies too
    ///
    /// # 中文
    /// 漏掉一个“不”或多出一个 not，意思就反了。这里数两边的否定：不、未、没有、无 和 not、no、never、without，
    /// 也认 fail、lack、un-、缺乏、禁止 这样带否定意思的词；“不断”“不仅”“not only”不算。另一边没有任何可以对应的词时才报告。
    /// 译者可以用别的说法表达否定，所以这是推断；站点上默认不查，在 `site.yaml` 的 `rules` 里打开，`duizhao compare` 总是查。
    ///
    /// # English
    /// A lost 不 or a “not” too many turns the meaning round. This rule counts the negations of both sides: 不, 未,
    /// 没有, 无 and not, no, never, without; words that deny in themselves (fail, lack, un-, 缺乏, 禁止) may answer one,
    /// and 不断, 不仅, “not only” are none. It speaks only where nothing on the other side could answer. A translator
    /// may deny in other words, so this is an inference: off on a site unless `rules` in `site.yaml` asks for it,
    /// always on in `duizhao compare`.
    ///
    /// # Bad
    /// ```site
    /// title: { zh: 例站, en: Example }
    /// topics: [topic]
    /// rules: { negation-differs: warning }
    /// ```
    /// ```zh
    /// 施工期间不得占用消防通道。
    /// ```
    /// ```en
    /// Fire lanes may be occupied during construction.
    /// ```
    ///
    /// # Good
    /// ```site
    /// title: { zh: 例站, en: Example }
    /// topics: [topic]
    /// rules: { negation-differs: warning }
    /// ```
    /// ```zh
    /// 施工期间不得占用消防通道，建设不断加快。
    /// ```
    /// ```en
    /// Fire lanes must not be occupied during construction, which is picking up speed.
    /// ```
    "negation-differs", Off, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let pages = &pair.bitext.pages;
    for across in pair.across(|_| true) {
        let Across { zh, en, .. } = across;
        let Some(negation) = unequal(across.texts(), || across.sentences()) else { continue };
        match negation {
            Negation::Lost { zh: from, en: to } => {
                let word = &zh.string()[from.clone()];
                let finding = report.find(
                    pages.en.source.place(en.span(to.clone())),
                    Both::new(
                        format!("中文有否定“{word}”，英文没有"),
                        format!("the Chinese denies ({word}), and the English does not"),
                    ),
                    Both::new("这里没有否定", "nothing is denied here"),
                    Both::new(
                        "在英文里补上否定；两边意思其实一致时，写豁免并说明理由",
                        "add the negation to the English; where both sides mean the same after all, write a waiver with the reason",
                    ),
                );
                let text = Both::new(format!("“{word}”在这里"), format!("{word} here"));
                finding.related.push(Label { place: pages.zh.source.place(zh.span(from.clone())), text });
            }
            Negation::Added { en: at } => {
                let word = &en.string()[at.clone()];
                report.find(
                    pages.en.source.place(en.span(at.clone())),
                    Both::new(
                        format!("英文有否定“{word}”，中文没有"),
                        format!("the English denies (“{word}”), and the Chinese does not"),
                    ),
                    Both::new("这里的否定", "this negation"),
                    Both::new(
                        "删去英文里的否定；两边意思其实一致时，写豁免并说明理由",
                        "remove the negation from the English; where both sides mean the same after all, write a waiver with the reason",
                    ),
                );
            }
        }
    }
}
