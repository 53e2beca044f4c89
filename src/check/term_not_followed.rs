use crate::both::Both;
use crate::check::rule::{Look, Pair, Report};
use crate::diagnostic::Label;
use crate::rule;

rule! {
    /// 术语依术语表翻译
    /// Terms are rendered as the glossary says
    ///
    /// # 中文
    /// 中文段落里有术语，英文段落里就应有术语表所列的译法之一（`en` 或 `also`）。中文按最长的词匹配，英文不计大小写和词形变化。
    /// 译文确有理由用别的说法时，把它加进 `also`，或在英文段落前写一条豁免。
    ///
    /// # English
    /// Where the Chinese passage has a term, the English one has one of the forms that the glossary
    /// lists (`en` or `also`). In Chinese the longest term counts; in English case and inflection do
    /// not matter. If another wording is right, add it to `also`, or waive it before the English block.
    ///
    /// # Bad
    /// ```glossary
    /// - zh: 市场主体
    ///   en: market entity
    /// ```
    /// ```zh
    /// 市场主体活力持续激发。
    /// ```
    /// ```en
    /// Companies grew livelier.
    /// ```
    ///
    /// # Good
    /// ```glossary
    /// - zh: 市场主体
    ///   en: market entity
    /// ```
    /// ```zh
    /// 市场主体活力持续激发。
    /// ```
    /// ```en
    /// Market entities grew livelier.
    /// ```
    "term-not-followed", Warning, Look::Pair(look)
}

fn look(pair: &Pair, report: &mut Report) {
    for (passage, proof) in pair.bitext.passages.iter().zip(&pair.proof.passages) {
        let blocks = pair.bitext.blocks(passage);
        // A passage that is not translated at all is `text-untranslated`'s matter.
        let en = blocks.en.filter(|en| !en.is_untranslated());
        let (Some(zh), Some(en)) = (blocks.zh, en) else { continue };
        let proses = zh.proses();
        for used in proof.terms.iter().filter(|used| used.rendered.is_empty() && used.wrong.is_empty()) {
            let term = &pair.site.glossary.terms[used.term];
            let forms: Vec<String> = term.forms().map(|form| format!("“{form}”")).collect();
            let Some(prose) = proses.get(used.prose) else { continue };
            let finding = report.find(
                pair.bitext.pages.en.source.place(en.span),
                Both::said(
                    format!("术语“{}”没有按术语表翻译", term.header.zh),
                    format!("the term “{}” is rendered in none of its forms", term.header.zh),
                ),
                Both::said("这一段里没有它的译法", "none of its forms stands in this passage"),
                Both::said(
                    format!("用 {}；别的译法若也可用，加进术语表的 also", forms.join("、")),
                    format!("use {}; if another form is right, add it to “also” in the glossary", forms.join(", ")),
                ),
            );
            finding.related.push(Label {
                place: pair.bitext.pages.zh.source.place(prose.read().span(used.range.clone())),
                text: Both::said("术语在这里", "the term is here"),
            });
            if let Some(place) = pair.site.glossary.place(term) {
                finding.related.push(Label { place, text: Both::said("术语表的这一条", "its entry") });
            }
        }
    }
}
