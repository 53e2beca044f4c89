use std::cell::LazyCell;

use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::model::meaning::Direction;
use crate::prove::meaning::turns;
use crate::rules::rule::rule;
use crate::rules::rule::{Across, Check, Pair, RuleContext};

rule! {
    /// 数字的增减方向中英一致
    /// A figure that rises in one language does not fall in the other
    ///
    /// # 中文
    /// 数值相等，一边说增长，一边说下降，意思就反了。这里看紧挨着同一个数字的词：增长、上升、扩大、提高是升，
    /// 下降、减少、缩小、回落是降；英文的 rose、increase、up 和 fell、decline、down 也一样。一边有升有降、分不清时不报告。
    ///
    /// # English
    /// A figure may be equal and its meaning turned round, where one side says that it rose and the other that it
    /// fell. This rule looks at the words right beside the same figure: 增长, 上升, 扩大 and rose, increase, up rise;
    /// 下降, 减少, 缩小 and fell, decline, down fall. Where a side has both, and it cannot be told which counts, nothing
    /// is reported.
    ///
    /// # Bad
    /// ```zh
    /// 全年出口额同比增长6.7%。
    /// ```
    /// ```en
    /// Exports fell by 6.7 percent over the year.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 全年出口额同比增长6.7%。
    /// ```
    /// ```en
    /// Exports rose by 6.7 percent over the year.
    /// ```
    "figure-direction", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let pages = &pair.bitext.pages;
    for across in pair.across(|figures| figures.found.pair_count() > 0) {
        let Across { figures, zh, en, .. } = across;
        let all = LazyCell::new(|| figures.found.all());
        let found = || (all.0.as_ref().map(Vec::as_slice), &all.1[..]);
        for turn in turns(across.texts(), found) {
            let figure = &zh.string()[all.0.zh[turn.figure.0].range.clone()];
            let (says, across) = (&zh.string()[turn.words.zh.clone()], &en.string()[turn.words.en.clone()]);
            let (message, help) = match turn.zh {
                Direction::Up => (
                    format!(
                        "{figure} goes the other way: it rises in the Chinese ({says}), and not in the English (“{across}”)"
                    ),
                    Both::new(
                        "英文改用表示上升的词，如 rose、increase；如果中文有误，改正中文",
                        "use a word for a rise, as “rose” or “increase”; if the Chinese is wrong, correct it there",
                    ),
                ),
                Direction::Down => (
                    format!(
                        "{figure} goes the other way: it falls in the Chinese ({says}), and not in the English (“{across}”)"
                    ),
                    Both::new(
                        "英文改用表示下降的词，如 fell、decline；如果中文有误，改正中文",
                        "use a word for a fall, as “fell” or “decline”; if the Chinese is wrong, correct it there",
                    ),
                ),
            };
            let finding = report.find(
                pages.en.source.place(en.span(turn.words.en.clone())),
                Both::new(format!("{figure} 的增减方向相反：中文是“{says}”，英文是“{across}”"), message),
                Both::new(format!("这里是“{across}”"), format!("“{across}” here")),
                help,
            );
            let text = Both::new(format!("这里是“{says}”"), format!("{says} here"));
            finding
                .related
                .push(Label { place: pages.zh.source.place(zh.span(turn.words.zh.clone())), text });
        }
    }
}
