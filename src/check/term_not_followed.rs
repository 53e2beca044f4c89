use crate::both::Both;
use crate::check::rule::{Look, Pair, Report};
use crate::diagnostic::Label;
use crate::page::Prose;
use crate::proof::TermUse;
use crate::rule;
use crate::source::Span;

rule! {
    /// 术语依术语表翻译
    /// Terms are rendered as the glossary says
    ///
    /// # 中文
    /// 中文段落里有术语，英文段落里就应有术语表所列的译法之一（`en` 或 `also`）。中文按最长的词匹配，英文不计大小写和词形变化；
    /// `gross domestic product (GDP)` 这样的译法，全称和简称都算。术语出现几次，引文的译文里就应有几处译法；一般行文里每句有一处即可，
    /// the same 也算一处。译文确有理由用别的说法时，把它加进 `also`，或在英文段落前写一条豁免。
    ///
    /// # English
    /// Where the Chinese passage has a term, the English one has one of the forms that the glossary
    /// lists (`en` or `also`). In Chinese the longest term counts; in English case and inflection do
    /// not matter, and of `gross domestic product (GDP)` either part will do. A term that stands several
    /// times wants as many renderings in the translation of a quotation; in other prose one for each
    /// Chinese sentence will do, and “the same” counts as one. If another wording is right, add it to
    /// `also`, or waive it before the English block.
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
    for (part, proof) in pair.parts().filter(|(part, _)| !part.is_untranslated()) {
        for used in proof.terms.iter().filter(|used| !used.missing.is_empty()) {
            tell(pair, used, &part.proses, part.spans.en, report);
        }
    }
}

fn tell(pair: &Pair, used: &TermUse, proses: &Both<Vec<&Prose>>, block: Span, report: &mut Report) {
    let term = &pair.site.glossary.terms[used.term];
    let (zh, en) = (&pair.bitext.pages.zh.source, &pair.bitext.pages.en.source);
    let places: Vec<_> = used.missing.iter().filter_map(|at| used.places.get(*at)).collect();
    let Some((first, _)) = places.first() else { return };
    let paired = proses.zh.len() == proses.en.len();
    let span = proses.en.get(*first).filter(|_| paired).map_or(block, |prose| {
        prose.text.span(0..prose.text.string.len())
    });
    let (name, all, short) = (&term.header.zh, used.places.len(), places.len());
    let message = match short < all {
        true => Both::said(
            format!("术语“{name}”有 {all} 处，其中 {short} 处没有按术语表翻译"),
            format!("the term “{name}” is rendered as the glossary says in {} of {all} places", all - short),
        ),
        false => Both::said(
            format!("术语“{name}”没有按术语表翻译"),
            format!("the term “{name}” is rendered in none of its forms"),
        ),
    };
    let label = match short < all {
        true => Both::said("这里的译法比术语少", "fewer renderings here than the term has places"),
        false => Both::said("这里没有它的译法", "none of its forms stands here"),
    };
    let forms: Vec<String> = term.forms().map(|form| format!("“{form}”")).collect();
    let finding = report.find(
        en.place(span),
        message,
        label,
        Both::said(
            format!("用 {}；别的译法若也可用，加进术语表的 also", forms.join("、")),
            format!("use {}; if another form is right, add it to “also” in the glossary", forms.join(", ")),
        ),
    );
    for (prose, range) in places {
        if let Some(prose) = proses.zh.get(*prose) {
            finding.related.push(Label {
                place: zh.place(prose.read().span(range.clone())),
                text: Both::said("术语在这里", "the term is here"),
            });
        }
    }
    if let Some(place) = pair.site.glossary.place(term) {
        finding.related.push(Label { place, text: Both::said("术语表的这一条", "its entry") });
    }
}
