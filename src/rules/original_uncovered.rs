use crate::base::lang::Both;
use crate::base::spanned::NodeKind;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, RuleContext};

rule! {
    /// 原文的每一段或已摘录，或说明不摘的理由
    /// Each paragraph of an original is excerpted or set aside
    ///
    /// # 中文
    /// 没有摘录的段落，在原文页头的 `aside` 里写明段号和理由，读者就知道什么被略去、为什么。
    ///
    /// # English
    /// A paragraph that no page quotes belongs into `aside` in the original's header, with a reason,
    /// so that readers know what was left out and why.
    ///
    /// # Bad
    /// ```original
    /// 第一段有人摘录。
    ///
    /// 第二段无人摘录。
    /// ```
    /// ```zh
    /// > 第一段有人摘录。
    /// ```
    /// ```en
    /// > Paragraph one is excerpted.
    /// ```
    ///
    /// # Good
    /// ```original
    /// 第一段有人摘录。
    /// ```
    /// ```zh
    /// > 第一段有人摘录。
    /// ```
    /// ```en
    /// > Paragraph one is excerpted.
    /// ```
    "original-uncovered", Note, Check::Site(check)
}

fn check(site: &Site, proof: &Proof, report: &mut RuleContext) {
    // What a page quotes is not known while its header cannot be read.
    if site.bitexts.iter().any(|one| !one.pages.zh.has_header) {
        return;
    }
    for (original, coverage) in site.originals.iter().zip(&proof.coverage) {
        let unread = original.header.places.kind == NodeKind::Null;
        if unread || (coverage.uses.is_empty() && original.header.aside.is_empty()) {
            continue;
        }
        for paragraph in &original.paragraphs {
            let quoted = coverage.touching(paragraph.folded.clone()).next().is_some();
            if quoted || original.aside(paragraph.number).is_some() {
                continue;
            }
            let number = paragraph.number;
            report.find(
                original.source.place(paragraph.span),
                Both::new(format!("第 {number} 段没有摘录，也没有说明理由"), format!("paragraph {number} is neither excerpted nor set aside")),
                Both::new("这一段", "this paragraph"),
                Both::new(
                    format!("摘录它，或在页头加上 aside: [{{ paragraphs: {number}, reason: {{ zh: …, en: … }} }}]"),
                    format!("excerpt it, or add aside: [{{ paragraphs: {number}, reason: {{ zh: …, en: … }} }}] to the header"),
                ),
            );
        }
    }
}
