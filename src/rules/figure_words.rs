use crate::base::lang::Both;
use crate::quantity::compare::MismatchKind;
use crate::quantity::value::{Bound, Quantity};
use crate::rules::differences::{self, shown};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 数字旁边的词中英一致
    /// The words beside a figure say the same in both languages
    ///
    /// # 中文
    /// 数值相等，旁边的词还能把意思说反：超过100元成了不到100元，每桶80美元成了每吨80美元，月薪成了年薪，月初成了月底，
    /// 前三季度成了最后三季度，打八折成了减八成。
    /// 这里看紧挨着同一个数字的词：超过、至少、近、不到与 more than、at least、nearly、less than；每桶、日产、月薪与 a barrel、daily、monthly；
    /// 上旬、初、底、末与 early、mid-、late、the end of；前、头、最近与 first、last；折与 percent off、of the price。
    /// 只有一边说、或者说得不确定时，不报告。
    ///
    /// # English
    /// A figure may be equal and the words beside it turn what it says: more than 100 yuan becomes less than 100 yuan,
    /// 80 dollars a barrel become 80 dollars a tonne, a monthly pay becomes an annual one, early November becomes late
    /// November, the first three quarters the last three, 20 percent off 80 percent off. This rule looks at the words
    /// right beside the same figure: 超过, 至少, 近, 不到 and more than, at least, nearly, less than; 每桶, 日产, 月薪 and
    /// a barrel, daily, monthly; 上旬, 初, 底, 末 and early, mid-, late, the end of; 前, 头, 最近 and first, last; 折 and
    /// percent off, of the price. Where one side alone says so, or leaves it open, nothing is reported.
    ///
    /// # Bad
    /// ```zh
    /// 已有超过100家企业签约。
    /// ```
    /// ```en
    /// Fewer than 100 firms have signed.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 已有超过100家企业签约。
    /// ```
    /// ```en
    /// More than 100 firms have signed.
    /// ```
    "figure-words", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    differences::each(pair, report, MismatchKind::is_of_words, told);
}

/// What differs, and what to do about it.
fn told(fault: MismatchKind, zh: Option<&Quantity>, en: Option<&Quantity>) -> (Both<String>, Both<String>) {
    let (Some(zh), Some(en)) = (zh, en) else { return Default::default() };
    (differing(fault, zh, en), help(fault))
}

fn differing(fault: MismatchKind, zh: &Quantity, en: &Quantity) -> Both<String> {
    match fault {
        MismatchKind::Per => shown(zh).within(
            "{} 在两种语言里说的不是同一个“每”",
            "{} is given for each of different things in the two languages",
        ),
        MismatchKind::Stage => {
            shown(zh).within("{} 在两种语言里早晚不同", "{} is early in one language and late in the other")
        }
        MismatchKind::End => shown(zh).within(
            "{} 在一种语言里是最先的，在另一种里是最后的",
            "{} are the first in one language and the last in the other",
        ),
        MismatchKind::Discount => {
            Both::new("打折与减去的份额混淆", "what is paid and what is taken off are confused")
        }
        _ => {
            let (zh, en) = (bounded(zh), bounded(en));
            Both::new(
                format!("超过与不到相反：中文是 {}，英文是 {}", zh.zh, en.zh),
                format!("a figure has opposite bounds: {} in the Chinese, {} in the English", zh.en, en.en),
            )
        }
    }
}

fn help(fault: MismatchKind) -> Both<String> {
    match fault {
        MismatchKind::Per => Both::new(
            "每桶译作 a barrel，月薪译作 monthly pay；如果中文有误，改正中文",
            "每桶 is “a barrel”, 月薪 “monthly pay”; if the Chinese is wrong, correct it there",
        ),
        MismatchKind::Stage => Both::new(
            "初、上旬译作 early，中旬译作 mid-，底、下旬译作 late；如果中文有误，改正中文",
            "初 and 上旬 are “early”, 中旬 “mid-”, 底 and 下旬 “late”; if the Chinese is wrong, correct it there",
        ),
        MismatchKind::End => Both::new(
            "前三季度译作 the first three quarters，最近三年译作 the last three years；如果中文有误，改正中文",
            "前三季度 is “the first three quarters”, 最近三年 “the last three years”; if the Chinese is wrong, correct it there",
        ),
        MismatchKind::Discount => Both::new(
            "打八折是付八成，减两成：20 percent off；如果中文有误，改正中文",
            "打八折 is 80 percent of the price, so 20 percent off; if the Chinese is wrong, correct it there",
        ),
        _ => Both::new(
            "超过译作 more than，至少译作 at least，近译作 nearly，不到译作 less than；如果中文有误，改正中文",
            "超过 is “more than”, 至少 “at least”, 近 “nearly”, 不到 “less than”; if the Chinese is wrong, correct it there",
        ),
    }
}

/// A value with the side of it on which the truth lies; of a part, as half of all, that is left open.
fn bounded(one: &Quantity) -> Both<String> {
    match one.bound {
        Some(Bound::Over) => shown(one).within("超过 {}", "more than {}"),
        Some(Bound::AtLeast) => shown(one).within("至少 {}", "at least {}"),
        Some(Bound::Nearly) => shown(one).within("近 {}", "nearly {}"),
        Some(Bound::Below) => shown(one).within("不超过 {}", "at most {}"),
        _ => shown(one).within("{}", "{}"),
    }
}
