use crate::base::lang::Both;
use crate::model::glossary::TermId;
use crate::model::proof::PageProof;
use crate::quantity::value::{Kind, Quantity, Significance, UnitId};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};
use crate::rules::summary;

rule! {
    /// 摘要说出内容，不只说这一页讲什么
    /// A summary says something, not only what the page is about
    ///
    /// # 中文
    /// 摘要出现在目录、检索和订阅里，许多读者只读到它。摘要里应有本页的一个数字，或本页引文里的一个术语、地名、人名或机构名（依术语表）；
    /// “这一页讲主要指标”这样的话，读者读过还是什么也不知道。没有引文的页不查。
    ///
    /// # English
    /// A summary stands in lists, search results and feeds, and many readers read nothing else. It holds a figure of
    /// the page, or a term, place, person or body of the glossary that the page’s quotations name. After “about the main
    /// indicators” a reader knows nothing yet. Pages without quotations are not looked at.
    ///
    /// # Bad
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// summary: 这一页讲主要指标。
    /// original: original
    /// ---
    /// > 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```en
    /// ---
    /// title: Example
    /// summary: This page is about the main indicators.
    /// ---
    /// > GDP rose from RMB 387.5 billion to RMB 578.6 billion.
    /// ```
    ///
    /// # Good
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// summary: 生产总值增至5786亿元。
    /// original: original
    /// ---
    /// > 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```en
    /// ---
    /// title: Example
    /// summary: GDP grew to RMB 578.6 billion.
    /// ---
    /// > GDP rose from RMB 387.5 billion to RMB 578.6 billion.
    /// ```
    "summary-vague", Note, Check::Pair(check)
}

/// Whether a quantity says something besides when.
fn says(one: &Quantity) -> bool {
    one.significance > Significance::Optional
        && !matches!(one.kind, Kind::Year | Kind::Date | Kind::Time | Kind::Measure(UnitId::YEARS))
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let facts: &PageProof = pair.proof;
    let Some(summary) = summary::of(pair.bitext, facts).filter(|_| !pair.bitext.is_index()) else { return };
    if facts.passages.iter().all(|passage| passage.found().next().is_none()) {
        return;
    }
    let has_figure = summary.quantities.iter().any(says);
    let quoted = |term: TermId| {
        let passages = facts.passages.iter().filter(|passage| passage.found().next().is_some());
        passages.flat_map(|passage| &passage.terms).any(|one| one.term == term)
    };
    if has_figure || summary.terms.iter().any(|term| quoted(*term)) {
        return;
    }
    report.find(
        summary.place,
        Both::new("摘要里没有一个数字或名称", "the summary holds no figure and no name"),
        Both::new("这条摘要", "this summary"),
        Both::new(
            "写出本页最要紧的数字，或引文里的一个名称",
            "give the figure that matters most on this page, or a name that the quotations have",
        ),
    );
}
