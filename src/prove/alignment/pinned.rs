//! Texts whose figures settle which sentences stand across from each other: nothing else needs to be weighed.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::prove::alignment::evidence::Evidence;
use crate::prove::alignment::length::Lengths;
use crate::prove::alignment::path::Step;
use crate::quantity::value::Significance;

/// What the lengths of sentences may cost that have an equal figure, and of two that have none.
const PINNED: i64 = 200;
const LOOSE: i64 = 50;

/// How many sentences of one side the figures of one sentence may stand in.
const MOST: usize = 3;

/// The steps through both texts, each with that its end is certain, if the figures settle them: whatever figure both
/// texts have stands in sentences that belong together, all sentences have one except single ones that stand across
/// from each other, and the lengths fit.
pub(super) fn steps(
    units: &Both<Vec<Range<usize>>>,
    evidence: &Evidence,
    lengths: &Lengths,
) -> Option<Vec<(Step, bool)>> {
    let across = across(units, evidence);
    let (mut steps, mut was_loose) = (Vec::new(), false);
    let (mut zh, mut en) = (0, 0);
    while let (Some(left), Some(right)) = (across.zh.get(zh), across.en.get(en)) {
        let is_loose = left.is_empty() && right.is_empty();
        let step = match is_loose {
            true if was_loose => return None,
            true => Step { zh: 1, en: 1 },
            false if left.start != en || right.start != zh => return None,
            false => Step { zh: right.len(), en: left.len() },
        };
        let (own, other) = (zh..zh + step.zh, en..en + step.en);
        let belong = |list: &[Range<usize>], to: &Range<usize>| list.iter().all(|one| one == to);
        let together = step.zh.min(step.en) == 1
            && step.zh.max(step.en) <= MOST
            && (is_loose
                || belong(across.zh.get(own.clone())?, &other)
                    && belong(across.en.get(other.clone())?, &own));
        if !together || lengths.cost(&own, &other) > if is_loose { LOOSE } else { PINNED } {
            return None;
        }
        (zh, en, was_loose) = (zh + step.zh, en + step.en, is_loose);
        steps.push((step, true));
    }
    ((zh, en) == (units.zh.len(), units.en.len())).then_some(steps)
}

/// For each sentence those of the other side that have a figure of it, with what stands between; empty where none has.
fn across(units: &Both<Vec<Range<usize>>>, evidence: &Evidence) -> Both<Vec<Range<usize>>> {
    let mut across = Both::from_fn(|lang| vec![0..0; units.get(lang).len()]);
    for (zh, en) in evidence.equal {
        let (Some(zh), Some(en)) = (evidence.found.zh.get(*zh), evidence.found.en.get(*en)) else { continue };
        let unit = |lang: Lang, at: usize| units.get(lang).partition_point(|unit| unit.end <= at);
        let (left, right) = (unit(Lang::Zh, zh.range.start), unit(Lang::En, en.range.start));
        // A figure of little weight pins nothing, but must not stand elsewhere.
        let is_firm = zh.significance == Significance::Required;
        for (list, at, partner) in [(&mut across.zh, left, right), (&mut across.en, right, left)] {
            let Some(known) = list.get_mut(at) else { continue };
            match Range::is_empty(known) {
                true if is_firm => *known = partner..partner + 1,
                true => {}
                false => *known = known.start.min(partner)..known.end.max(partner + 1),
            }
        }
    }
    across
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::sentence::clauses;
    use crate::quantity::compare_texts;

    /// How many sentences stand across from each other, step by step.
    fn steps_of(zh: &str, en: &str) -> Option<Vec<(usize, usize)>> {
        let known = compare_texts(zh, en);
        let texts = Both { zh, en };
        let units = texts.map(clauses);
        let evidence = Evidence {
            found: known.quantities.as_ref().map(Vec::as_slice),
            equal: &known.compared.pairs,
            ..Evidence::default()
        };
        let steps = steps(&units, &evidence, &Lengths::of(texts, &units))?;
        Some(steps.into_iter().map(|(step, _)| (step.zh, step.en)).collect())
    }

    #[test]
    fn figures_in_every_sentence_settle_it() {
        let zh = "全市新建港口37个。铁路里程达到415公里。机场旅客增加到82万人次。";
        let en =
            "The city built 37 ports. Its railways reached 415 kilometers. Air passengers rose to 820,000.";
        assert_eq!(steps_of(zh, en), Some(vec![(1, 1); 3]));
        // A single sentence without a figure has no other partner.
        let zh = "全市新建港口37个。铁路建设加快推进。机场旅客增加到82万人次。";
        let en = "The city built 37 ports. Railway construction sped up. Air passengers rose to 820,000.";
        assert_eq!(steps_of(zh, en), Some(vec![(1, 1); 3]));
        // One sentence, two sentences: each has a figure of it.
        let zh = "全市新建港口37个，铁路里程达到415公里。机场旅客增加到82万人次。";
        let en =
            "The city built 37 ports. Its railways reached 415 kilometers. Air passengers rose to 820,000.";
        assert_eq!(steps_of(zh, en), Some(vec![(1, 2), (1, 1)]));
        let zh = "全市新建港口37个。铁路里程达到415公里。机场旅客增加到82万人次。";
        let en = "The city built 37 ports and its railways reached 415 kilometers. Air passengers rose to 820,000.";
        assert_eq!(steps_of(zh, en), Some(vec![(2, 1), (1, 1)]));
    }

    #[test]
    fn where_they_do_not_all_else_is_weighed() {
        // Two neighbors without a figure may belong together crosswise.
        let zh = "全市新建港口37个。铁路建设加快推进。机场改造全部完成。公路里程达到415公里。";
        let en = "The city built 37 ports. Airports were renovated. Railways were built faster. Roads reached 415 kilometers.";
        assert_eq!(steps_of(zh, en), None);
        // A sentence of one side alone belongs before or behind.
        let zh = "全市新建港口37个。铁路里程达到415公里。";
        let en = "The city built 37 ports. They are open to ships. Its railways reached 415 kilometers.";
        assert_eq!(steps_of(zh, en), None);
        // Sentences in another order.
        let zh = "全市新建港口37个。铁路里程达到415公里。";
        let en = "Its railways reached 415 kilometers. The city built 37 ports.";
        assert_eq!(steps_of(zh, en), None);
        // As many, but one is far too short to say what stands across.
        let zh =
            "全市新建港口37个，其中万吨级以上泊位全部对外开放，货物可以直达沿海各省和多个国家。铁路415公里。";
        let en = "It has 37 ports. Cargo can go straight to all provinces on the coast and to many countries, and all berths above 10,000 tons and 415 kilometers of railways are open.";
        assert_eq!(steps_of(zh, en), None);
    }
}
