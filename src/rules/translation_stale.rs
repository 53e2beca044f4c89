use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::model::proof::Accepted;
use crate::rules::rule::rule;
use crate::rules::rule::{Pair, RuleContext, Scope};

rule! {
    /// 译文没有落后于中文
    /// No translation has fallen behind
    ///
    /// # 中文
    /// `duizhao accept` 记下每段译文所依据的中文。之后中文改了（空格、标点、标记不算），就在这里报告，并标出改动的句子；页面也会告诉读者。
    /// 页头里的标题、摘要、标签和图的名称合起来算一段（`#header`），编者的说明随所在的段落。只改英文不会消除它：核对译文之后，再运行 `duizhao accept`。
    ///
    /// # English
    /// `duizhao accept` records the Chinese wording that each translation rests on. When the Chinese changes afterwards
    /// (spaces, punctuation and markup do not count), it is reported here with the sentence that changed, and the page
    /// tells its reader. Titles, summaries, tags and labels of the header count as one passage (`#header`), and an
    /// editor’s note goes with the passage that it stands in. Editing the English does not clear it: check the
    /// translation, then run `duizhao accept`.
    ///
    /// # Bad
    /// ```zh
    /// 年均增长6.5%。
    /// ```
    /// ```en
    /// An average growth of 6.5 percent a year.
    /// ```
    /// ```lock
    /// # duizhao.lock 1
    /// topic/page p1 0000001
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 年均增长6.5%。
    /// ```
    /// ```en
    /// An average growth of 6.5 percent a year.
    /// ```
    "translation-stale", Warning, Scope::Pair(look)
}

fn look(pair: &Pair, report: &mut RuleContext) {
    for (part, proof) in pair.parts() {
        let Accepted::Stale(changed) = &proof.accepted else { continue };
        let page = format!("{}#{}", pair.bitext.address, part.id);
        let finding = report.find(
            pair.bitext.pages.en.source.place(part.spans.en),
            Both::said(
                "中文已改动，译文尚未复核",
                "the Chinese has changed since this translation was accepted",
            ),
            Both::said("这段译文", "this translation"),
            Both::said(
                format!("核对译文，需要时改正，然后运行 duizhao accept {page}"),
                format!("check the translation, correct it where needed, then run duizhao accept {page}"),
            ),
        );
        for sentence in changed {
            finding.related.push(Label {
                place: pair.bitext.pages.zh.source.place(sentence.span),
                text: Both::said("改动的句子", "this sentence has changed"),
            });
        }
        if changed.is_empty() {
            finding.related.push(Label {
                place: pair.bitext.pages.zh.source.place(part.spans.zh),
                text: Both::said(
                    "这里删去了句子，或换了次序",
                    "a sentence was removed here, or sentences changed places",
                ),
            });
        }
    }
}
