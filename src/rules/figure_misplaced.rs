use std::ops::Range;

use crate::base::diagnostic::Label;
use crate::base::lang::{Both, Lang};
use crate::model::meaning::Exchange;
use crate::prove::meaning::exchange;
use crate::quantity::wording::written;
use crate::rules::rule::rule;
use crate::rules::rule::{Across, Check, Pair, RuleContext};

rule! {
    /// 每个数字说的是同一样东西
    /// Each figure counts the same thing in both languages
    ///
    /// # 中文
    /// 数字都对，位置却对调了，数值的核对看不出来。这里看每个数字旁边的词、单位和先后：中文里挨着“港口”的数，英文里应挨着 ports。
    /// 只有对调的读法明显更合两边的用词时才报告；这是推断，不是证明，所以只是警告。判断错了可以写豁免。
    ///
    /// # English
    /// Two figures may be right and stand at each other's places, which no comparison of values can see. This rule
    /// looks at the words, units and order around each figure: the number that stands by 港口 should stand by “ports”.
    /// It speaks only where the exchanged reading fits the words of both sides clearly better. That is an inference
    /// and no proof, hence a warning; where it is wrong, write a waiver.
    ///
    /// # Bad
    /// ```zh
    /// 全市新建3个港口和5个机场。
    /// ```
    /// ```en
    /// The city built five ports and three airports.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 全市新建3个港口和5个机场。
    /// ```
    /// ```en
    /// The city built three ports and five airports.
    /// ```
    "figure-misplaced", Warning, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let pages = &pair.bitext.pages;
    // A number that is wrong in itself is `figure-mismatch`'s matter.
    for across in pair.across(|figures| !figures.found.is_empty() && figures.mismatches().is_empty()) {
        let Across { figures, zh, en, .. } = across;
        let (found, pairs) = figures.found.all();
        let sides = found.as_ref().map(Vec::as_slice);
        let Some(exchange) = exchange(across.texts(), sides, &pairs) else {
            continue;
        };
        let said = exchange.zh.map(|at| &found.zh[at]);
        let stands = exchange.en.map(|at| &found.en[at]);
        let here = |one: &crate::quantity::value::Quantity| {
            let Both { zh, en } = written(one);
            Both::new(format!("这里是 {zh}"), format!("{en} here"))
        };
        let place = pages.en.source.place(en.span(stands[0].range.clone()));
        let finding = report.find(
            place,
            message(&across, &exchange),
            here(stands[0]),
            Both::new(
                "把英文里的这两个数字对调；如果中文有误，改正中文",
                "exchange the two figures in the English; if the Chinese is wrong, correct it there",
            ),
        );
        let mut also = |place, one| finding.related.push(Label { place, text: here(one) });
        also(pages.zh.source.place(zh.span(said[0].range.clone())), said[0]);
        also(pages.en.source.place(en.span(stands[1].range.clone())), stands[1]);
        also(pages.zh.source.place(zh.span(said[1].range.clone())), said[1]);
    }
}

/// Which figures changed places, with what they belong to where that can be said.
fn message(across: &Across, exchange: &Exchange) -> Both<String> {
    let (texts, found) = (across.texts(), across.found());
    let text = |lang: Lang, range: &Range<usize>| texts.get(lang).get(range.clone()).unwrap_or_default();
    let (x, y) =
        (text(Lang::Zh, &found.zh[exchange.zh[0]].range), text(Lang::En, &found.en[exchange.en[0]].range));
    match &exchange.about {
        Some(about) => {
            let (word, across) = (text(Lang::Zh, &about.zh), text(Lang::En, &about.en));
            Both::new(
                format!("两个数字对调了：“{word}”中文是 {x}，英文（{across}）是 {y}"),
                format!(
                    "two figures have changed places: {word} has {x} in the Chinese, “{across}” {y} in the English"
                ),
            )
        }
        None => Both::new(
            format!("两个数字对调了：同一处中文是 {x}，英文是 {y}"),
            format!("two figures have changed places: where the Chinese has {x}, the English has {y}"),
        ),
    }
}
