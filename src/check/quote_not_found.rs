use crate::both::Both;
use crate::check::rule::{Look, Pair, Report};
use crate::diagnostic::Label;
use crate::nearest::nearest;
use crate::original::Original;
use crate::page::{BlockKind, Prose};
use crate::proof::Quoted;
use crate::prove::quotations::{self, Insertions};
use crate::prove::resemblance::nearest_run;
use crate::rule;
use crate::source::Span;

rule! {
    /// 引文逐字见于原文
    /// Each quotation stands word for word in its original
    ///
    /// # 中文
    /// 中文页上的引文块（行首为 `>`）是原文，一字不改。生成时到页头 `original` 所列的原文里查找。只忽略换行、空格和标点的全角半角；
    /// 繁体与简体、一个数字、一个“不”字的差别都会报告，并标出不同的字。`[…]` 表示删节，`[文字]` 表示编者所补；
    /// 疑为误植时不改原字：写 `{~~印本~>读作~~}{>>理由<<}` 表示读法确定，写 `{==印本==}{>>说明<<}` 表示存疑。
    ///
    /// # English
    /// A block quotation on the Chinese page (lines that begin with `>`) is the original’s text,
    /// unchanged. The build looks it up in the originals that the header names. Only line breaks,
    /// spaces and the width of punctuation are ignored; a traditional character, one digit, one 不
    /// more or less is reported, and the characters that differ are marked. `[…]` marks an omission,
    /// `[文字]` an insertion of the editor; where the print looks wrong, leave it and write
    /// `{~~printed~>read~~}{>>why<<}` or `{==printed==}{>>note<<}`.
    ///
    /// # Bad
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// > 全市生产总值从3875亿元增加到5768亿元。
    /// ```
    /// ```en
    /// > The city’s GDP rose from RMB 387.5 billion to RMB 576.8 billion.
    /// ```
    ///
    /// # Good
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// > 全市生产总值[…]增加到5786亿元。
    /// ```
    /// ```en
    /// > The city’s GDP […] rose to RMB 578.6 billion.
    /// ```
    "quote-not-found", Error, Look::Pair(look)
}

fn look(pair: &Pair, report: &mut Report) {
    let originals = quotations::originals_of(pair.site, pair.bitext);
    for (passage, proof) in pair.bitext.passages.iter().zip(&pair.proof.passages) {
        let Some(block) = pair.bitext.blocks(passage).zh else { continue };
        if !matches!(block.kind, BlockKind::Quote(_)) {
            continue;
        }
        for (prose, quoted) in block.proses().into_iter().zip(&proof.quotes) {
            match quoted {
                Quoted::Found(_) => {}
                Quoted::NoOriginal => no_original(pair, prose, report),
                Quoted::NotFound => not_found(pair, &originals, prose, report),
            }
        }
    }
}

fn whole(prose: &Prose) -> Span {
    prose.text.span(0..prose.text.string.len())
}

fn no_original(pair: &Pair, prose: &Prose, report: &mut Report) {
    let page = &pair.bitext.pages.zh;
    if !page.has_header {
        return;
    }
    let known: Vec<&str> = pair.site.originals.iter().map(|one| one.id.as_str()).collect();
    if let Some(locator) = &prose.locator {
        let help = match nearest(&locator.original, known.iter().copied()) {
            Some(near) => Both::said(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
            None => Both::said(format!("已有的原文：{}", known.join("、")), format!("the originals are {}", known.join(", "))),
        };
        report.find(
            page.source.place(locator.span),
            Both::said(format!("没有原文“{}”", locator.original), format!("there is no original “{}”", locator.original)),
            Both::said("这个出处", "this source"),
            help,
        );
        return;
    }
    report.find(
        page.source.place(whole(prose)),
        Both::said("引文没有出处：页头没有写明原文", "the quotation has no source: the header names no original"),
        Both::said("这段引文", "this quotation"),
        Both::said(
            format!("在页头加上 original: 原文名（已有：{}）", known.join("、")),
            format!("add original: NAME to the header (there are {})", known.join(", ")),
        ),
    );
}

fn not_found(pair: &Pair, originals: &[usize], prose: &Prose, report: &mut Report) {
    let page = &pair.bitext.pages.zh;
    let named: Vec<&Original> = match &prose.locator {
        Some(locator) => pair.site.original(&locator.original).into_iter().collect(),
        None => originals.iter().map(|at| &*pair.site.originals[*at]).collect(),
    };
    let message = Both::said("引文与原文不符", "the quotation is not in its original");
    let text = &prose.text.string;
    for part in quotations::parts(text, Insertions::LeftOut) {
        if named.iter().any(|original| original.folded.string.contains(&part.string)) {
            continue;
        }
        let near = named.iter().find_map(|original| {
            nearest_run(&original.folded.string, &part.string).map(|near| (original, near))
        });
        let Some((original, near)) = near else { break };
        let in_page = |range: std::ops::Range<usize>| page.source.place(prose.text.span(part.span(range, text).range()));
        let seen = |range: &std::ops::Range<usize>, of: &str| match range.is_empty() {
            true => Both::said("这里少了字", "something is missing here"),
            false => Both::said(format!("这里是“{}”", &of[range.clone()]), format!("“{}” here", &of[range.clone()])),
        };
        let mut differences = near.differences.iter();
        let Some((first, there)) = differences.next() else { break };
        let number = *original.paragraphs_of(&near.run).start();
        let id = &original.id;
        let finding = report.find(
            in_page(first.clone()),
            message,
            seen(first, &part.string),
            Both::said(
                format!("照 {id} 第 {number} 段改正；疑为误植时保留原字，写 {{~~印本~>读作~~}}{{>>理由<<}}"),
                format!("copy it from {id}, paragraph {number}; if the print is wrong, keep it and write {{~~printed~>read~~}}{{>>why<<}}"),
            ),
        );
        for (other, _) in differences.clone() {
            finding.related.push(Label { place: in_page(other.clone()), text: seen(other, &part.string) });
        }
        for range in std::iter::once(there).chain(differences.map(|(_, there)| there)) {
            finding.related.push(Label {
                place: original.source.place(original.span(range.clone())),
                text: match range.is_empty() {
                    true => Both::said("原文这里没有字", "nothing here in the original"),
                    false => {
                        let words = &original.folded.string[range.clone()];
                        Both::said(format!("原文是“{words}”"), format!("the original has “{words}”"))
                    }
                },
            });
        }
        return;
    }
    let ids = named.iter().map(|one| one.id.as_str()).collect::<Vec<_>>();
    report.find(
        page.source.place(whole(prose)),
        message,
        Both::said("这段引文", "this quotation"),
        Both::said(
            format!("在 {} 里找不到相近的文字，或各部分的先后不对：看看出处和删节号 […]", ids.join("、")),
            format!("{} has no text like it, or the parts stand in another order: look at the source and at the omissions […]", ids.join(", ")),
        ),
    );
}
