use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::model::proof::Quoted;
use crate::prove::quotes::find::ALSO;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 引文只指向原文的一处
    /// Each quotation points at one place
    ///
    /// # 中文
    /// 短引文可能在原文的几处出现。在引文块最后加一行出处，例如 `> — report-2022#45`，写明原文和段号；两种语言的一侧都要加。
    ///
    /// # English
    /// A short quotation may stand in several places of the original. Add a last line with the source
    /// to the block quotation, such as `> — report-2022#45`: document and paragraph, on both sides.
    ///
    /// # Bad
    /// ```original
    /// 推进重大项目建设，加快产业升级。
    ///
    /// 今后五年，推进重大项目建设，扩大开放。
    /// ```
    /// ```zh
    /// > 推进重大项目建设
    /// ```
    /// ```en
    /// > to push ahead with major projects
    /// ```
    ///
    /// # Good
    /// ```original
    /// 推进重大项目建设，加快产业升级。
    ///
    /// 今后五年，推进重大项目建设，扩大开放。
    /// ```
    /// ```zh
    /// > 推进重大项目建设
    /// > — original#2
    /// ```
    /// ```en
    /// > to push ahead with major projects
    /// > — original#2
    /// ```
    "quote-ambiguous", Warning, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let page = &pair.bitext.pages.zh;
    for (passage, proof) in pair.bitext.passages.iter().zip(&pair.proof.passages) {
        let Some(block) = pair.bitext.blocks(passage).zh else { continue };
        for prose in block.quoted() {
            let Some(found) = proof.quoted(prose.id).and_then(Quoted::found) else { continue };
            if found.also.is_empty() {
                continue;
            }
            let original = &pair.site.originals[found.original];
            let id = &original.id;
            let mut places: Vec<_> = found.runs.first().into_iter().chain(&found.also).collect();
            places.dedup();
            let number = *original.paragraphs_of(places[0]).start();
            let count = format!("{}{}", places.len(), if places.len() > ALSO { "+" } else { "" });
            let finding = report.find(
                page.source.place(prose.text.span(0..prose.text.string().len())),
                Both::new(
                    format!("引文在 {id} 里有 {count} 处"),
                    format!("the quotation stands in {count} places of {id}"),
                ),
                Both::new("这段引文", "this quotation"),
                Both::new(
                    format!("在引文块最后加一行出处，例如 > — {id}#{number}（两种语言都加）"),
                    format!("add the source as the last line of the block, such as > — {id}#{number} (on both sides)"),
                ),
            );
            for place in places.into_iter().take(4) {
                let number = *original.paragraphs_of(place).start();
                finding.related.push(Label {
                    place: original.source.place(original.span(place.clone())),
                    text: Both::new(format!("第 {number} 段"), format!("paragraph {number}")),
                });
            }
        }
    }
}
