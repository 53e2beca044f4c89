use crate::base::lang::{Both, Lang};
use crate::rules::config_invalid::{is_rule, unknown_rule, waiver};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 每条豁免都有规则和理由
    /// Each waiver names a rule and gives a reason
    ///
    /// # 中文
    /// 豁免写在它所豁免的段落之前：`<!-- duizhao: allow 规则: 理由 -->`。规则名要写对，理由不能空；理由会登在核对记录里。
    ///
    /// # English
    /// A waiver stands before the block that it excuses: `<!-- duizhao: allow RULE: reason -->`. The
    /// rule must exist and the reason must not be empty; it is published with the record of checks.
    ///
    /// # Bad
    /// ```zh
    /// <!-- duizhao: allow link-broken -->
    ///
    /// 一句话。
    /// ```
    /// ```en
    /// One sentence.
    /// ```
    ///
    /// # Good
    /// ```zh
    /// <!-- duizhao: allow punctuation-width: 原样引用程序的输出 -->
    ///
    /// 他说:好。
    /// ```
    /// ```en
    /// He said: good.
    /// ```
    "waiver-invalid", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for lang in Lang::ALL {
        let page = pair.bitext.pages.get(lang);
        for one in &page.body.waivers {
            let place = page.source.place(one.span);
            if !is_rule(&one.rule, report) {
                unknown_rule(&one.rule, place, report);
            } else if one.reason.trim().is_empty() {
                report.find(
                    place,
                    Both::new("豁免没有理由", "the waiver gives no reason"),
                    Both::new("这条豁免", "this waiver"),
                    Both::new("在规则名后面写冒号和理由", "write a colon and the reason after the rule"),
                );
            }
        }
        for (at, allow) in page.header.allow.iter().enumerate() {
            waiver(allow, page.place(("allow", at)), report);
        }
    }
}
