use std::ops::Range;

use crate::base::diagnostic::Label;
use crate::base::lang::{Both, Lang};
use crate::base::map::HashSet;
use crate::base::source::{Place, Span};
use crate::model::bitext::Part;
use crate::model::page::ProseId;
use crate::model::proof::{Misspelt, PassageProof, TermUse};
use crate::prove::prose::certain;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 术语依术语表翻译
    /// Terms are rendered as the glossary says
    ///
    /// # 中文
    /// 中文里有术语，英文里就应有术语表所列的译法之一（`en` 或 `also`）：正文各段、小标题、列表、表格如此，页头里的标题、摘要、标签、
    /// 图的名称也如此。中文按最长的词匹配，英文不计大小写和词形变化；`gross domestic product (GDP)` 这样带缩写的译法，全称和简称都算，
    /// 括号里若只是说明，则可写可不写。
    ///
    /// 术语出现几次，引文的译文里就应有几处译法；一般行文里每句有一处即可，“the same”加名词也算一处。两边句数相同、长短相称时，译法应在对应的句子里，
    /// 别处多出的译法不能抵数；句子有拆有合时，看大致的位置。紧接着另一术语、译法又包含在它的译法里的，不另要求。
    ///
    /// 写错一个字母的译法也在这里报告，并写出可能要写的词。缺译法的地方如果有别的术语的译法，而中文里没有那个术语，也会指出。
    /// 译文确有理由用别的说法时，把它加进 `also`，或在英文段落前写一条豁免。
    ///
    /// # English
    /// Where the Chinese has a term, the English has one of the forms that the glossary lists (`en` or
    /// `also`): in paragraphs, headings, lists and tables, and in the titles, summaries, tags and labels
    /// of headers. In Chinese the longest term counts; in English case and inflection do not matter. Of a
    /// form with an abbreviation, as `gross domestic product (GDP)`, either part will do; an explanation
    /// in parentheses may be left out.
    ///
    /// A term that stands several times wants as many renderings in the translation of a quotation; in
    /// other prose one for each Chinese sentence will do, and “the same” with a noun counts as one. Where
    /// both sides have as many sentences of like length, the rendering stands in its own sentence, and one
    /// too many elsewhere does not make up for it; where sentences were split or joined, their place in
    /// the text decides. A term right before another one whose rendering contains its own wants none.
    ///
    /// A rendering with one letter wrong is reported here too, with the word that was probably meant. If
    /// the rendering of another term stands where one is missing, and the Chinese does not have that
    /// term, it is pointed out. If another wording is right, add it to `also`, or waive it before the
    /// English block.
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
    "term-not-followed", Warning, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let parts = pair.parts(|proof| !proof.terms.is_empty());
    for (part, proof) in parts.filter(|(part, _)| !part.is_untranslated()) {
        let mut reported: HashSet<(&str, ProseId, usize, usize)> = HashSet::default();
        for used in &proof.terms {
            for slip in &used.misspelt {
                // Two terms may share a form.
                if reported.insert((&slip.form, slip.prose, slip.range.start, slip.range.end)) {
                    misspelt(pair, used, slip, &part, report);
                }
            }
            if !used.missing.is_empty() {
                missing(pair, used, (&part, proof), report);
            }
        }
    }
}

/// The place of bytes of what a prose reads.
fn place(pair: &Pair, part: &Part, lang: Lang, prose: ProseId, range: &Range<usize>) -> Option<Place> {
    let source = &pair.bitext.pages.get(lang).source;
    Some(source.place(part.prose(lang, prose)?.read().span(range.clone())))
}

fn misspelt(pair: &Pair, used: &TermUse, slip: &Misspelt, part: &Part, report: &mut RuleContext) {
    let name = &pair.site.glossary[used.term].header.zh;
    let at = place(pair, part, Lang::En, slip.prose, &slip.range);
    let written = part.prose(Lang::En, slip.prose).map(|prose| &prose.read().string()[slip.range.clone()]);
    let (Some(at), Some(written)) = (at, written) else { return };
    let finding = report.find(
        at,
        Both::new(
            format!("“{name}”的译法写错了：“{written}”"),
            format!("the rendering of “{name}” is misspelt: “{written}”"),
        ),
        Both::new("这里像是笔误", "this looks like a slip"),
        Both::new(
            format!("是不是要写“{}”？如果没有写错，把它加进术语表的 also", slip.form),
            format!("did you mean “{}”? If it is right, add it to “also” in the glossary", slip.form),
        ),
    );
    let first = used.place(Lang::Zh);
    let term = first.and_then(|(prose, range)| place(pair, part, Lang::Zh, *prose, range));
    finding
        .related
        .extend(term.map(|place| Label { place, text: Both::new("术语在这里", "the term is here") }));
}

fn missing(pair: &Pair, used: &TermUse, (part, proof): (&Part, &PassageProof), report: &mut RuleContext) {
    let term = &pair.site.glossary[used.term];
    let places: Vec<_> = used.missing.iter().filter_map(|at| used.places.get(*at)).collect();
    let Some((prose, range)) = places.first().copied() else { return };
    let forms: Vec<String> = term.forms().map(|form| format!("“{form}”")).collect();
    let here = wanting((part, proof), *prose, range.start).unwrap_or(part.spans.en);
    let finding = report.find(
        pair.bitext.pages.en.source.place(here),
        message(pair, used, part),
        match used.missing.len() < used.places.len() {
            true => Both::new("这里的译法比术语少", "fewer renderings here than the term has places"),
            false => Both::new("这里没有它的译法", "none of its forms stands here"),
        },
        Both::new(
            format!("用 {}；别的译法若也可用，加进术语表的 also", forms.join("、")),
            format!("use {}; if another form is right, add it to “also” in the glossary", forms.join(", ")),
        ),
    );
    let mut label = |place: Option<Place>, text: Both<String>| {
        finding.related.extend(place.map(|place| Label { place, text }));
    };
    for (prose, range) in places {
        label(
            place(pair, part, Lang::Zh, *prose, range),
            Both::new("这一处没有译法", "nothing renders the term here"),
        );
    }
    for other in &used.instead {
        let name = &pair.site.glossary[other.term].header.zh;
        let said = Both::new(
            format!("这是“{name}”的译法，而中文里没有这个词"),
            format!("this renders “{name}”, which the Chinese does not have"),
        );
        label(place(pair, part, Lang::En, other.prose, &other.range), said);
    }
    for (prose, range) in used.rendered.iter().take(SHOWN) {
        label(place(pair, part, Lang::En, *prose, range), Both::new("这是它的译法", "a rendering of it"));
    }
    label(pair.site.glossary.place(term), Both::new("术语表的这一条", "its entry"));
}

/// How many of the renderings that are there a finding shows.
const SHOWN: usize = 5;

/// The English sentence that wants a rendering, if it can be told, else the text.
fn wanting((part, proof): (&Part, &PassageProof), prose: ProseId, at: usize) -> Option<Span> {
    let Both { zh, en } = &part.proses;
    let number = zh.binary_search_by_key(&prose, |one| one.id).ok()?;
    let (left, right) = (zh[number], en.get(number).filter(|_| zh.len() == en.len())?);
    let pairs = certain(Both { zh: left, en: right }, proof).unwrap_or_default();
    let pair = pairs.into_iter().find(|pair| pair.zh.contains(&at) && !pair.en.is_empty());
    let right = right.read();
    Some(right.span(pair.map_or(0..right.string().len(), |pair| pair.en)))
}

/// What is wrong, with what stands there instead where that can be seen.
fn message(pair: &Pair, used: &TermUse, part: &Part) -> Both<String> {
    let (name, all, short) =
        (&pair.site.glossary[used.term].header.zh, used.places.len(), used.missing.len());
    let said = match short < all {
        true => Both::new(
            format!("术语“{name}”有 {all} 处，其中 {short} 处没有按术语表翻译"),
            format!("the term “{name}” is rendered as the glossary says in {} of {all} places", all - short),
        ),
        false => Both::new(
            format!("术语“{name}”没有按术语表翻译"),
            format!("the term “{name}” is rendered in none of its forms"),
        ),
    };
    let other = used.instead.first().and_then(|one| Some((one, part.prose(Lang::En, one.prose)?)));
    let Some((other, prose)) = other else { return said };
    let (written, term) =
        (&prose.read().string()[other.range.clone()], &pair.site.glossary[other.term].header.zh);
    Both::new(
        format!("{}；这里的“{written}”是“{term}”的译法，而中文里没有“{term}”", said.zh),
        format!("{}; “{written}” here renders “{term}”, which the Chinese does not have", said.en),
    )
}
