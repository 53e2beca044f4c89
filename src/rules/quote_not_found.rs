use std::ops::Range;

use crate::base::diagnostic::Label;
use crate::base::lang::Both;
use crate::base::source::{Place, Span};
use crate::base::suggest::nearest;
use crate::model::original::Original;
use crate::model::page::{Locator, Prose};
use crate::model::proof::Quoted;
use crate::prove::quotes::diagnose::{self, Misquotation};
use crate::prove::quotes::find::{self, Named};
use crate::rules::quotation_form;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 引文逐字见于原文
    /// Each quotation stands word for word in its original
    ///
    /// # 中文
    /// 中文页上的引文块（行首为 `>`，在列表、脚注或另一段引文里也算）是原文，一字不改。生成时到页头 `original` 所列的原文里查找，比较时只忽略：
    ///
    /// - 空格、换行和其他空白，以及零宽字符（U+200B 至 U+200D、U+2060、U+FEFF）；
    /// - 标点的全角与半角（U+FF01 至 U+FF5E 中的标点与对应的 ASCII 标点，例如 `，` 与 `,`、`（` 与 `(`、`％` 与 `%`）。
    ///
    /// 此外一概不忽略：繁体与简体、全角与半角的数字和字母、`。` 与 `.`、`“` 与 `"`、一个“不”字，都算不同，并标出不同的字。
    ///
    /// `[…]` 表示删节，各部分在同一份原文里的先后不变；`[文字]` 表示编者所补。疑为误植时不改原字：
    /// 写 `{~~印本~>读作~~}{>>理由<<}` 表示读法确定，写 `{==印本==}{>>说明<<}` 表示存疑。
    ///
    /// 不出自文件的引文，在页头（或主题的 `_index`、`site.yaml`）写 `original: none`：照普通引文显示，不核对。
    /// `> [!NOTE]`、`[!TIP]`、`[!IMPORTANT]`、`[!WARNING]`、`[!CAUTION]` 是提示，不是引文。
    ///
    /// # English
    /// A block quotation on the Chinese page (lines that begin with `>`, in a list, a footnote or another
    /// quotation too) is the original’s text, unchanged. The build looks it up in the originals that the header names. The comparison ignores only
    ///
    /// - spaces, line breaks and other white space, and zero-width characters (U+200B to U+200D, U+2060, U+FEFF);
    /// - the width of punctuation (marks from U+FF01 to U+FF5E and their ASCII forms, such as `，` and `,`,
    ///   `（` and `(`, `％` and `%`).
    ///
    /// Nothing else: traditional and simplified characters, full-width and ASCII digits and letters, `。` and `.`,
    /// `“` and `"`, one 不 more or less all differ, and the characters that differ are marked.
    ///
    /// `[…]` marks an omission, and the parts around it follow one another in one original; `[文字]` marks an
    /// insertion of the editor. Where the print looks wrong, leave it and write `{~~printed~>read~~}{>>why<<}` if
    /// the reading is certain, `{==printed==}{>>note<<}` if it is not.
    ///
    /// Where quotations quote no document, write `original: none` in the header (or in the topic’s `_index`, or in
    /// `site.yaml`): they are shown as ordinary ones and not compared. `> [!NOTE]`, `[!TIP]`, `[!IMPORTANT]`,
    /// `[!WARNING]` and `[!CAUTION]` are notes and no quotations.
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
    "quote-not-found", Error, Check::Pair(check)
}

/// How many bytes of originals are searched on one page: some 2,000 faulty quotations of a long report.
const SEARCHED: usize = 200 << 20;
/// How many originals are named.
const LISTED: usize = 8;

fn check(pair: &Pair, report: &mut RuleContext) {
    quotation_form::report(pair, find::is_ordinary(pair.site, pair.bitext), report);
    let originals = find::originals_of(pair.site, pair.bitext);
    let (mut search, mut without) = ((SEARCHED, 0), None);
    for (passage, proof) in pair.bitext.passages.iter().zip(&pair.proof.passages) {
        let Some(block) = pair.bitext.blocks(passage).zh else { continue };
        for prose in block.quoted() {
            match (proof.quoted(prose.id), prose.locator()) {
                (Some(Quoted::NoOriginal), Some(locator)) => unknown(pair, locator, report),
                (Some(Quoted::NoOriginal), None) => _ = without.get_or_insert(prose),
                (Some(Quoted::NotFound), _) => not_found(pair, &originals, prose, &mut search, report),
                _ => {}
            }
        }
    }
    if let Some(first) = without {
        no_original(pair, first, report);
    }
}

fn whole(prose: &Prose) -> Span {
    prose.text.span(0..prose.text.string().len())
}

/// A locator names a document that is not there.
fn unknown(pair: &Pair, locator: &Locator, report: &mut RuleContext) {
    let known: Vec<&str> = pair.site.originals.iter().map(|one| one.id.as_str()).collect();
    let help = match nearest(&locator.original, known.iter().copied()) {
        Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
        None if known.is_empty() => add_one(),
        None => Both::new(
            format!("已有的原文：{}", known.join("、")),
            format!("the originals are {}", known.join(", ")),
        ),
    };
    report.find(
        pair.bitext.pages.zh.source.place(locator.span),
        Both::new(
            format!("没有原文“{}”", locator.original),
            format!("there is no original “{}”", locator.original),
        ),
        Both::new("这个出处", "this source"),
        help,
    );
}

fn add_one() -> Both<String> {
    Both::new(
        "这个站还没有原文：把文件存为 content/originals/名称.md，再在页头写 original: 名称；引文不出自文件时写 original: none",
        "the site has no original yet: save the document as content/originals/NAME.md and write original: NAME in the header; if the quotations quote no document, write original: none",
    )
}

/// The page quotes and does not say what: told once, at the first quotation.
fn no_original(pair: &Pair, first: &Prose, report: &mut RuleContext) {
    let page = &pair.bitext.pages.zh;
    // A name in the header that no original has is reported there.
    if !page.has_header || !page.header.original.as_slice().is_empty() {
        return;
    }
    let known: Vec<&str> = pair.site.originals.iter().map(|one| one.id.as_str()).collect();
    let help = match known.is_empty() {
        true => add_one(),
        false => Both::new(
            format!(
                "在页头加上 original: 原文名（已有：{}）；引文不出自文件时写 original: none",
                known.join("、")
            ),
            format!(
                "add original: NAME to the header (there are {}); if the quotations quote no document, write original: none",
                known.join(", ")
            ),
        ),
    };
    report.find(
        page.source.place(whole(first)),
        Both::new(
            "引文没有出处：页头没有写明原文",
            "the quotation has no source: the header names no original",
        ),
        Both::new("本页的第一段引文", "the first quotation of this page"),
        help,
    );
}

/// Bytes that may still be searched, and for how many quotations that was done.
type Search = (usize, usize);

fn not_found(pair: &Pair, originals: &Named, prose: &Prose, search: &mut Search, report: &mut RuleContext) {
    let (left, before) = search;
    let named = find::named_for(pair.site, originals, prose);
    let searched = diagnose::searched(pair.site, &named, prose, *before);
    let telling = Explanation { pair, prose };
    let length = |at: &usize| pair.site.originals[*at].folded.string.len();
    *before += 1;
    *left = left.saturating_sub(searched.named.iter().map(length).sum());
    if *left == 0 {
        return telling.unsearched(report);
    }
    for one in diagnose::explain(pair.site, &searched, prose) {
        match one {
            Misquotation::OtherParagraph { original, run } => telling.other_paragraph(original, run, report),
            Misquotation::OtherOriginal { original, run } => telling.other_original(original, run, report),
            Misquotation::Order { original, before, after } => telling.order(original, before, after, report),
            Misquotation::Scattered(places) => telling.scattered(&places, report),
            Misquotation::Joined { original, at, pieces } => telling.joined(original, at, pieces, report),
            Misquotation::Differs { original, named, run, differences } => {
                telling.differs(original, named, run, &differences, report);
            }
            Misquotation::OmissionMark(mark) => telling.omission(mark, report),
            Misquotation::Unlike(part) => telling.unlike(named.as_slice(), part, report),
        }
    }
}

/// Words for what is wrong with a paragraph of a quotation.
struct Explanation<'p> {
    pair: &'p Pair<'p>,
    prose: &'p Prose,
}

impl Explanation<'_> {
    /// A place of the page.
    fn here(&self, range: Range<usize>) -> Place {
        self.pair.bitext.pages.zh.source.place(self.prose.text.span(range))
    }

    fn whole(&self) -> Place {
        self.here(0..self.prose.text.string().len())
    }

    fn original(&self, at: usize) -> &Original {
        &self.pair.site.originals[at]
    }

    /// A place of an original with its paragraph.
    fn there(&self, at: usize, run: &Range<usize>) -> Label {
        let original = self.original(at);
        let (id, number) = (&original.id, original.paragraphs_of(run).start().to_owned());
        Label {
            place: original.source.place(original.span(run.clone())),
            text: Both::new(format!("{id} 第 {number} 段"), format!("{id}, paragraph {number}")),
        }
    }

    fn number(&self, at: usize, run: &Range<usize>) -> usize {
        *self.original(at).paragraphs_of(run).start()
    }

    fn other_paragraph(&self, at: usize, run: Range<usize>, report: &mut RuleContext) {
        let (id, number) = (&self.original(at).id, self.number(at, &run));
        let stated = self.prose.locator();
        let place = stated
            .map_or_else(|| self.whole(), |locator| self.pair.bitext.pages.zh.source.place(locator.span));
        let paragraph = stated.map_or(0, |locator| locator.paragraph);
        let finding = report.find(
            place,
            Both::new(
                format!("引文不在 {id} 的第 {paragraph} 段，在第 {number} 段"),
                format!("the quotation is not in paragraph {paragraph} of {id} but in paragraph {number}"),
            ),
            Both::new("这个出处", "this source"),
            Both::new(
                format!("中英文两边都改为 — {id}#{number}"),
                format!("write — {id}#{number} on both sides"),
            ),
        );
        finding.related.push(self.there(at, &run));
    }

    fn other_original(&self, at: usize, run: Range<usize>, report: &mut RuleContext) {
        let (id, number) = (&self.original(at).id, self.number(at, &run));
        let finding = report.find(
            self.whole(),
            Both::new(
                format!("引文出自另一份原文：{id} 第 {number} 段"),
                format!("the quotation comes from another original: {id}, paragraph {number}"),
            ),
            Both::new("这段引文", "this quotation"),
            match self.prose.locator() {
                Some(_) => Both::new(
                    format!("把出处改为 — {id}#{number}（两种语言都改）"),
                    format!("change its source to — {id}#{number} (on both sides)"),
                ),
                None => Both::new(
                    format!("在页头的 original 里加上 {id}，或换成所列原文的文字"),
                    format!(
                        "add {id} to `original` in the header, or quote one of the originals named there"
                    ),
                ),
            },
        );
        finding.related.push(self.there(at, &run));
    }

    fn order(&self, at: usize, before: RunPair, after: RunPair, report: &mut RuleContext) {
        let id = &self.original(at).id;
        let finding = report.find(
            self.here(after.0),
            Both::new(
                "删节号前后的次序与原文不符",
                "the parts around an omission stand in another order in the original",
            ),
            Both::new(
                format!("原文里这一部分在前（第 {} 段）", self.number(at, &after.1)),
                format!("this part comes first in the original (paragraph {})", self.number(at, &after.1)),
            ),
            Both::new(
                format!("照 {id} 的先后排列，或分成两个引文块"),
                format!("put the parts in the order of {id}, or make two block quotations of them"),
            ),
        );
        finding.related.push(Label {
            place: self.here(before.0),
            text: Both::new(
                format!("原文里这一部分在后（第 {} 段）", self.number(at, &before.1)),
                format!("this part comes later in the original (paragraph {})", self.number(at, &before.1)),
            ),
        });
        finding.related.extend([self.there(at, &after.1), self.there(at, &before.1)]);
    }

    fn scattered(&self, places: &[(Range<usize>, usize, Range<usize>)], report: &mut RuleContext) {
        let finding = report.find(
            self.whole(),
            Both::new(
                "同一段引文的各部分出自不同的原文",
                "the parts of one quotation come from different originals",
            ),
            Both::new("这段引文", "this quotation"),
            Both::new(
                "按原文分成几个引文块，并在页头写明各份原文",
                "make a block quotation for each original, and name the originals in the header",
            ),
        );
        for (part, at, run) in places {
            let there = self.there(*at, run);
            finding.related.push(Label {
                place: self.here(part.clone()),
                text: Both::new(
                    format!("这一部分在 {}", there.text.zh),
                    format!("this part is in {}", there.text.en),
                ),
            });
            finding.related.push(there);
        }
    }

    fn joined(&self, at: usize, split: usize, [first, second]: [Range<usize>; 2], report: &mut RuleContext) {
        let original = self.original(at);
        let left_out = match first.end < second.start {
            true => original.folded.string[first.end..second.start].chars().count(),
            false => 0,
        };
        let (a, b) = (self.number(at, &first), self.number(at, &second));
        let message = match left_out {
            0 => Both::new(
                "原文的两处连在了一起，次序也不同",
                "two places of the original are joined, in another order",
            ),
            _ => Both::new(
                format!("原文的两处连在了一起，中间略去 {left_out} 字而没有删节号"),
                format!(
                    "two places of the original are joined: {left_out} characters between them are left out without a mark"
                ),
            ),
        };
        let width = self.prose.text.string()[split..].chars().next().map_or(0, char::len_utf8);
        let help = match left_out {
            0 => Both::new(
                "照原文的先后排列，或分成两个引文块",
                "keep the order of the original, or make two block quotations",
            ),
            _ => Both::new("在这里加上 […]", "put […] here"),
        };
        let finding = report.find(
            self.here(split..split + width),
            message,
            Both::new(
                format!("这里之前在第 {a} 段，从这里起在第 {b} 段"),
                format!("up to here paragraph {a}, from here on paragraph {b}"),
            ),
            help,
        );
        finding.related.extend([self.there(at, &first), self.there(at, &second)]);
    }

    fn differs(
        &self,
        at: usize,
        named: bool,
        run: Range<usize>,
        all: &[Difference],
        report: &mut RuleContext,
    ) {
        let Some((first, rest)) = all.split_first() else { return };
        let (original, number) = (self.original(at), self.number(at, &run));
        let id = &original.id;
        let words = |one: &Difference| {
            seen(&self.prose.text.string()[one.0.clone()], &original.folded.string[one.1.clone()])
        };
        let finding = report.find(
            self.here(first.0.clone()),
            differing(id, number, named),
            words(first),
            Both::new(
                "照原文改正；疑为误植时保留原字，写 {~~印本~>读作~~}{>>理由<<}",
                "copy the original; if its print is wrong, keep it and write {~~printed~>read~~}{>>why<<}",
            ),
        );
        for one in rest {
            finding.related.push(Label { place: self.here(one.0.clone()), text: words(one) });
        }
        let there_is = all.iter().map(|one| &one.1).filter(|there| !there.is_empty());
        for there in there_is.clone() {
            let words = &original.folded.string[there.clone()];
            finding.related.push(Label {
                place: original.source.place(original.span(there.clone())),
                text: Both::new(format!("原文是“{words}”"), format!("the original has “{words}”")),
            });
        }
        if there_is.count() == 0 {
            finding.related.push(self.there(at, &run));
        }
    }

    fn omission(&self, mark: Range<usize>, report: &mut RuleContext) {
        let typed = &self.prose.text.string()[mark.clone()];
        report.find(
            self.here(mark.clone()),
            Both::new(
                format!("“{typed}”不在原文里；删节要写成 […]"),
                format!("“{typed}” is not in the original; words left out are marked […]"),
            ),
            Both::new("这里略去了原文", "words are left out here"),
            Both::new(
                "略去的地方写 […]（方括号里一个省略号），英文一侧也写",
                "write […] for what is left out (one ellipsis in square brackets), on the English side too",
            ),
        );
    }

    /// Too many on the page to look for the nearest run of each.
    fn unsearched(&self, report: &mut RuleContext) {
        report.find(
            self.pair.bitext.pages.zh.source.place(whole(self.prose)),
            Both::new("引文与原文不符", "the quotation is not in its original"),
            Both::new("这段引文", "this quotation"),
            Both::new(
                "这一页不符的引文太多，没有逐一查找相近的文字；先改正前面的",
                "too many quotations of this page are not there to look for the nearest text of each; correct the first ones",
            ),
        );
    }

    fn unlike(&self, named: &[usize], part: Range<usize>, report: &mut RuleContext) {
        let first = named.iter().take(LISTED).map(|at| self.original(*at).id.as_str());
        let ids: Vec<&str> = first.chain((named.len() > LISTED).then_some("…")).collect();
        report.find(
            self.here(part),
            Both::new(
                "引文不在原文里，也没有相近的文字",
                "the quotation is not in its original, and nothing there is like it",
            ),
            Both::new("这段引文", "this quotation"),
            Both::new(
                format!("在 {} 里查找原文，照抄过来；不是引文就去掉行首的 >", ids.join("、")),
                format!(
                    "look the text up in {} and copy it; if it is no quotation, remove the > before it",
                    ids.join(", ")
                ),
            ),
        );
    }
}

/// Bytes of the page and of the original.
type RunPair = (Range<usize>, Range<usize>);
/// The same for characters that differ; one of the two may be empty.
type Difference = (Range<usize>, Range<usize>);

/// What is seen on the page where it differs.
fn seen(here: &str, there: &str) -> Both<String> {
    if here.is_empty() {
        return Both::new(format!("这里少了“{there}”"), format!("“{there}” is missing here"));
    }
    if there.is_empty() {
        return Both::new(format!("原文没有“{here}”"), format!("“{here}” is not in the original"));
    }
    if diagnose::is_traditional_of(here, there) {
        return Both::new(
            format!("“{here}”是繁体字，原文是简体字“{there}”"),
            format!("“{here}” is a traditional character; the original has the simplified “{there}”"),
        );
    }
    if diagnose::is_traditional_of(there, here) {
        return Both::new(
            format!("“{here}”是简体字，原文是繁体字“{there}”"),
            format!("“{here}” is a simplified character; the original has the traditional “{there}”"),
        );
    }
    Both::new(format!("这里是“{here}”，原文是“{there}”"), format!("“{here}” here, “{there}” in the original"))
}

/// That a quotation differs from its nearest paragraph, of a document that the header names or not.
fn differing(id: &str, number: usize, named: bool) -> Both<String> {
    match named {
        true => Both::new(
            format!("引文与原文不符：{id} 第 {number} 段"),
            format!("the quotation differs from its original: {id}, paragraph {number}"),
        ),
        false => Both::new(
            format!("引文不在所列的原文里；最接近的是 {id} 第 {number} 段"),
            format!(
                "the quotation is in no original that the header names; the nearest is {id}, paragraph {number}"
            ),
        ),
    }
}
