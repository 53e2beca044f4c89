use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::model::meaning::State;
use crate::prove::meaning::shift;
use crate::rules::rule::rule;
use crate::rules::rule::{Across, Check, Pair, RuleContext};

rule! {
    /// 计划不写成结果，结果不写成计划
    /// A plan does not become a result, nor a result a plan
    ///
    /// # 中文
    /// “将建成”译成 was completed，还没做的事就成了做完的；“已建成”译成 will be completed 也一样不对。
    /// 这里看两边表示打算（将、拟、力争、预计，will、plan、aim）和做到（已、已经、建成了，was、has、completed）的词，
    /// 一边只有打算、另一边只有做到时才报告；长段里两样都有，不查。站点上默认不查，在 `site.yaml` 的 `rules` 里打开，`duizhao compare` 总是查。
    ///
    /// # English
    /// To write “was completed” for 将建成 makes a deed of an intention; “will be completed” for 已建成 is no better. This
    /// rule looks at the words that plan (将, 拟, 力争, 预计; will, plan, aim) and those that report (已, 已经, 建成了; was, has,
    /// completed), and speaks only where one side does nothing but plan and the other nothing but report. Long
    /// paragraphs do both and are left alone. Off on a site unless `rules` in `site.yaml` asks for it, always on in
    /// `duizhao compare`.
    ///
    /// # Bad
    /// ```site
    /// title: { zh: 例站, en: Example }
    /// topics: [topic]
    /// rules: { state-differs: warning }
    /// ```
    /// ```zh
    /// 大桥将于明年建成通车。
    /// ```
    /// ```en
    /// The bridge was completed and opened to traffic.
    /// ```
    ///
    /// # Good
    /// ```site
    /// title: { zh: 例站, en: Example }
    /// topics: [topic]
    /// rules: { state-differs: warning }
    /// ```
    /// ```zh
    /// 大桥将于明年建成通车。
    /// ```
    /// ```en
    /// The bridge will be completed and opened to traffic next year.
    /// ```
    "state-differs", Off, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let pages = &pair.bitext.pages;
    for across in pair.across(|_| true) {
        let Across { zh, en, .. } = across;
        let Some(shift) = shift(across.texts()) else { continue };
        let (says, across) = (&zh.string()[shift.words.zh.clone()], &en.string()[shift.words.en.clone()]);
        let (message, help) = match shift.zh {
            State::Plan => (
                Both::new(
                    format!("中文说的是打算（{says}），英文写成了做到的事（{across}）"),
                    format!("the Chinese plans ({says}), and the English says that it is done (“{across}”)"),
                ),
                Both::new(
                    "英文改用 will、plan to 一类的词；如果中文有误，改正中文",
                    "write “will”, “plan to” or the like; if the Chinese is wrong, correct it there",
                ),
            ),
            State::Result => (
                Both::new(
                    format!("中文说的是做到的事（{says}），英文写成了打算（{across}）"),
                    format!("the Chinese says that it is done ({says}), and the English plans (“{across}”)"),
                ),
                Both::new(
                    "英文改用过去时或完成时；如果中文有误，改正中文",
                    "use the past or the perfect; if the Chinese is wrong, correct it there",
                ),
            ),
        };
        let finding = report.find(
            pages.en.source.place(en.span(shift.words.en.clone())),
            message,
            Both::new(format!("这里是“{across}”"), format!("“{across}” here")),
            help,
        );
        let text = Both::new(format!("这里是“{says}”"), format!("{says} here"));
        finding.related.push(Label { place: pages.zh.source.place(zh.span(shift.words.zh.clone())), text });
    }
}
