use crate::base::diagnostic::{Diagnostic, Label};
use crate::base::lang::Both;
use crate::base::source::{Place, Source};
use crate::model::lock::PassageId;
use crate::model::page::Block;
use crate::model::proof::{Accepted, Gone, Staleness};
use crate::prove::freshness::shortened;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 译文没有落后于中文
    /// No translation has fallen behind
    ///
    /// # 中文
    /// `duizhao accept` 记下每段译文所依据的中文，以及确认时的英文，都写在 `content/duizhao.lock` 里，一段一行。
    /// 之后中文改了（空格、标点、标记不算），就在这里报告，逐词列出改动；页面也会告诉读者。
    /// 页头里的标题、摘要、标签和图的名称合起来算一段（`#header`），编者的说明随所在的段落。
    ///
    /// 只改英文不必再确认，也不会消除中文的改动：核对译文之后，再运行 `duizhao accept`。
    /// 但是对面站着的若是另一段的译文、和确认时毫无共同之处的文字，或各项换了次序，也在这里报告。
    /// 确认过的页面里从未确认的段落、已经不在的段落，同样报告。
    ///
    /// # English
    /// `duizhao accept` records the Chinese wording that each translation rests on, and the English that it was
    /// accepted with, in `content/duizhao.lock`, a line each. When the Chinese changes afterwards (spaces,
    /// punctuation and markup do not count), it is reported here word by word, and the page tells its reader. Titles,
    /// summaries, tags and labels of the header count as one passage (`#header`), and an editor’s note goes with the
    /// passage that it stands in.
    ///
    /// Correcting the English needs no acceptance, and does not clear a change of the Chinese: check the translation,
    /// then run `duizhao accept`. But the English of another passage, a text that has nothing in common with what was
    /// accepted, and entries that have changed places are reported here, and so are a passage of an accepted page that
    /// was never accepted itself and one that is no longer there.
    ///
    /// # Bad
    /// ```zh
    /// 年均增长6.5%。
    /// ```
    /// ```en
    /// An average growth of 6.5 percent a year.
    /// ```
    /// ```lock
    /// # duizhao.lock 2
    ///
    /// topic/page p1 "年均增长6.4%。" "An average growth of 6.4 percent a year."
    /// ```
    ///
    /// # Good
    /// ```zh
    /// 年均增长6.5%。
    /// ```
    /// ```en
    /// Growth averaged 6.5 percent a year.
    /// ```
    /// ```lock
    /// # duizhao.lock 2
    ///
    /// topic/page header "例" "Example"
    ///
    /// topic/page p1 "年均增长6.5%。" "An average growth of 6.5 percent a year."
    /// ```
    "translation-stale", Warning, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    for (part, proof) in pair.parts(|proof| matches!(proof.accepted, Accepted::Stale(_) | Accepted::Never)) {
        let place = pair.bitext.pages.en.source.place(part.spans.en);
        let page = format!("{}#{}", pair.bitext.address, part.id);
        match &proof.accepted {
            Accepted::Stale(why) => {
                let (message, label) = words(why);
                let finding = report.find(place, message, label, after_check(&page));
                let zh = &pair.bitext.pages.zh.source;
                evidence(why, zh, zh.place(part.spans.zh), finding);
            }
            Accepted::Never if pair.bitext.locked.is_some() => {
                report.find(
                    place,
                    Both::new("这段译文从未确认过", "this translation has never been accepted"),
                    Both::new("新的一段", "a new passage"),
                    after_check(&page),
                );
            }
            _ => {}
        }
    }
    let before = Before::of(pair);
    pair.proof.gone.iter().for_each(|gone| gone_from(pair, gone, before.block(gone.id), report));
}

fn after_check(page: &str) -> Both<String> {
    Both::new(
        format!("核对译文，需要时改正，然后运行 duizhao accept {page}"),
        format!("check the translation, correct it where needed, then run duizhao accept {page}"),
    )
}

/// What is wrong, and what is seen at the English.
fn words(why: &Staleness) -> (Both<String>, Both<String>) {
    let message = match why {
        Staleness::Chinese { .. } => Both::new(
            "中文已改动，译文尚未复核",
            "the Chinese has changed since this translation was accepted",
        ),
        Staleness::Moved(_) => {
            Both::new("这里的英文是另一段的译文", "the translation of another passage stands here")
        }
        Staleness::Replaced(_) => Both::new(
            "这里的英文不是确认过的译文",
            "another text stands here than the translation that was accepted",
        ),
        Staleness::LinesMoved => Both::new(
            "英文各项换了次序，中文没有",
            "the entries of the English have changed places, those of the Chinese have not",
        ),
        Staleness::Disordered => Both::new(
            "段落换了次序，不知道译文是否随着换了",
            "passages have changed places, and it is not known whether their translations went with them",
        ),
    };
    (message, label(why))
}

/// What is seen at the English.
fn label(why: &Staleness) -> Both<String> {
    match why {
        Staleness::Moved(other) => Both::new(
            format!("确认时，这里的英文（或其中一句）是 {other} 的译文"),
            format!("this English, or a sentence of it, was accepted as the translation of {other}"),
        ),
        Staleness::Replaced(_) => Both::new(
            "和确认时的英文没有共同之处",
            "it has nothing in common with the English that was accepted",
        ),
        _ => Both::new("这段译文", "this translation"),
    }
}

/// Where the Chinese has changed, and how.
fn evidence(why: &Staleness, zh: &Source, whole: Place, finding: &mut Diagnostic) {
    match why {
        Staleness::Chinese { changed, rewording } => {
            finding.rewording = rewording.clone().map(Box::new);
            for span in changed {
                let text = Both::new("改动的句子", "this sentence has changed");
                finding.related.push(Label { place: zh.place(*span), text });
            }
            if changed.is_empty() {
                let text = Both::new(
                    "这里删去了句子，或换了次序",
                    "a sentence was removed here, or sentences changed places",
                );
                finding.related.push(Label { place: whole, text });
            }
        }
        Staleness::Replaced(rewording) => {
            finding.rewording = Some(Box::new(rewording.clone()));
            finding.related.push(Label { place: whole, text: Both::new("中文在这里", "the Chinese") });
        }
        _ => finding.related.push(Label { place: whole, text: Both::new("中文在这里", "the Chinese") }),
    }
}

/// The passages of a page in the order of their ids, each with the last on the page of those up to it.
struct Before<'p> {
    pair: &'p Pair<'p>,
    passages: Vec<(PassageId, usize)>,
}

impl<'p> Before<'p> {
    fn of(pair: &'p Pair<'p>) -> Before<'p> {
        let chinese = pair.bitext.passages.iter().enumerate().filter(|(_, one)| one.blocks.zh.is_some());
        let mut passages: Vec<(PassageId, usize)> =
            chinese.filter_map(|(at, one)| Some((PassageId::named(&one.id)?, at))).collect();
        passages.sort_unstable();
        let mut last = 0;
        passages.iter_mut().for_each(|(_, at)| {
            last = last.max(*at);
            *at = last;
        });
        Before { pair, passages }
    }

    /// The last block on the Chinese page of the passages before one.
    fn block(&self, id: PassageId) -> Option<&'p Block> {
        let before = self.passages.partition_point(|(one, _)| *one < id).checked_sub(1)?;
        self.pair.bitext.blocks(&self.pair.bitext.passages[self.passages[before].1]).zh
    }
}

/// An accepted passage that is nowhere on the page: reported where the passage before it stands.
fn gone_from(pair: &Pair, gone: &Gone, before: Option<&Block>, report: &mut RuleContext) {
    let page = &pair.bitext.pages.zh;
    let span = before.map_or(page.header.places.span, |block| block.span);
    let words = shortened(&gone.words);
    let (address, id) = (&pair.bitext.address, gone.id);
    report.find(
        page.source.place(span),
        match words.is_empty() {
            true => Both::new(
                format!("确认过的 {id} 已经不在这一页"),
                format!("{id}, which was accepted, is no longer on this page"),
            ),
            false => Both::new(
                format!("确认过的 {id} 已经不在这一页：“{words}”"),
                format!("{id}, which was accepted, is no longer on this page: “{words}”"),
            ),
        },
        Both::new("原来在这之后", "it stood after this"),
        Both::new(
            format!("要是有意删去，运行 duizhao accept {address}；不然，把两种语言的这一段都放回去"),
            format!(
                "if it was removed on purpose, run duizhao accept {address}; if not, put it back in both languages"
            ),
        ),
    );
}
