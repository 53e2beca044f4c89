//! Stretches of two texts that figures hold apart: what stands before and behind their bounds shares no figure, and
//! their figures are of other units.
//!
//! Two figures that changed places across the bound of a stretch would stand in it crosswise, and there would be no
//! bound. So figures can have changed places within a stretch only, and only its words say so. What remains is a
//! translation that gives the sentences in another order and their figures in the old one; where such sentences have
//! figures of the same units (“three airports. Five ports.” for 港口3个。机场5个。), they are one stretch.

use std::ops::Range;

use crate::base::byte_class::{one_of, places};
use crate::base::lang::{Both, Lang};
use crate::model::meaning::Exchange;
use crate::quantity::value::{Kind, Quantity, Significance};

/// A stretch of both texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextStretch {
    /// Its bytes.
    pub text: Both<Range<usize>>,
    /// Its figures.
    pub figures: Both<Range<usize>>,
}

impl TextStretch {
    /// Takes up the stretch that follows.
    fn take(&mut self, next: TextStretch) {
        let joined = |own: &Range<usize>, next: &Range<usize>| own.start..next.end;
        let TextStretch { text, figures } = self;
        *text = Both { zh: joined(&text.zh, &next.text.zh), en: joined(&text.en, &next.text.en) };
        *figures =
            Both { zh: joined(&figures.zh, &next.figures.zh), en: joined(&figures.en, &next.figures.en) };
    }

    /// The pairs of figures that stand in it, by their numbers among its own; all pairs are in order.
    pub fn pairs(&self, pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let Both { zh, en } = &self.figures;
        let from = pairs.partition_point(|(left, _)| *left < zh.start);
        let inside = pairs[from..].iter().take_while(|(left, _)| *left < zh.end);
        let inside = inside.filter(|(_, right)| en.contains(right));
        inside.map(|(left, right)| (left - zh.start, right - en.start)).collect()
    }

    /// What was found in it, by the numbers of the whole texts.
    pub fn whole(&self, found: Exchange) -> Exchange {
        let Both { zh, en } = &self.figures;
        Exchange { zh: found.zh.map(|at| at + zh.start), en: found.en.map(|at| at + en.start), ..found }
    }
}

/// Divides two texts at the sentences between which no pair of equal figures leads across.
pub fn stretches(
    texts: Both<&str>,
    figures: Both<&[Quantity]>,
    pairs: &[(usize, usize)],
) -> Vec<TextStretch> {
    let ends = Both { zh: chinese_ends(texts.zh), en: english_ends(texts.en) };
    let mut from = Both { zh: 0, en: 0 };
    let mut first = Both { zh: 0, en: 0 };
    let mut all = Vec::new();
    let mut close = |end: Both<usize>| {
        let last = Both::from_fn(|lang| {
            let (figures, end) = (figures.get(lang), *end.get(lang));
            figures.partition_point(|one| one.range.start < end)
        });
        let range = |from: Both<usize>, to: Both<usize>| Both { zh: from.zh..to.zh, en: from.en..to.en };
        all.push(TextStretch { text: range(from, end), figures: range(first, last) });
        (from, first) = (end, last);
    };
    if !ends.zh.is_empty() && !ends.en.is_empty() {
        bounds(&ends, figures, pairs).into_iter().for_each(&mut close);
    }
    close(Both { zh: texts.zh.len(), en: texts.en.len() });
    let mut apart: Vec<TextStretch> = Vec::with_capacity(all.len());
    for next in all {
        match apart.last_mut().filter(|last| have_same_units(figures.zh, &last.figures.zh, &next.figures.zh))
        {
            Some(last) => last.take(next),
            None => apart.push(next),
        }
    }
    apart
}

/// Whether figures of two ranges count the same things, whatever their order.
fn have_same_units(all: &[Quantity], one: &Range<usize>, other: &Range<usize>) -> bool {
    let kinds = |range: &Range<usize>| {
        all[range.clone()].iter().filter(|one| one.significance > Significance::Ignored)
    };
    let mut left: Vec<Kind> = kinds(other).map(|one| one.kind).collect();
    let found = |own: &Quantity| {
        let at = left.iter().position(|kind| *kind == own.kind);
        at.map(|at| left.swap_remove(at)).is_some()
    };
    one.len() <= MANY && kinds(one).all(found) && left.is_empty()
}

/// Beyond how many figures a stretch is like no other.
const MANY: usize = 16;

/// Where both texts can be divided, in order.
fn bounds(ends: &Both<Vec<usize>>, figures: Both<&[Quantity]>, pairs: &[(usize, usize)]) -> Vec<Both<usize>> {
    let sentence = |lang: Lang, at: usize| {
        let start = figures.get(lang)[at].range.start;
        ends.get(lang).partition_point(|end| *end <= start)
    };
    // For each Chinese sentence the first and the last English one that has a figure of it.
    let mut across: Vec<Option<(usize, usize)>> = vec![None; ends.zh.len() + 1];
    for (zh, en) in pairs {
        let (zh, en) = (sentence(Lang::Zh, *zh), sentence(Lang::En, *en));
        let known = across[zh].get_or_insert((en, en));
        *known = (known.0.min(en), known.1.max(en));
    }
    // For each, the first one that has a figure of what follows it.
    let mut behind = vec![usize::MAX; across.len()];
    for at in (1..across.len()).rev() {
        behind[at - 1] = across[at].map_or(behind[at], |(first, _)| first.min(behind[at]));
    }
    let mut bounds = Vec::new();
    let mut last = None;
    for (at, end) in ends.zh.iter().enumerate() {
        let Some((_, own)) = across[at] else { continue };
        let before: usize = last.map_or(own, |last: usize| last.max(own));
        last = Some(before);
        if let Some(en) = ends.en.get(before).filter(|_| before < behind[at] && behind[at] < usize::MAX) {
            bounds.push(Both { zh: *end, en: *en });
        }
    }
    bounds
}

/// Behind the stops and line breaks of a Chinese text. They are no sentences, which `base::sentence` divides with more
/// care and at a higher cost: nearly every text is asked for these.
fn chinese_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for at in places(text.as_bytes(), |bytes| one_of(bytes, [0xe3, 0xef, b'\n'])) {
        let end = match text.as_bytes()[at..] {
            [b'\n', ..] => at + 1,
            // 。！？
            [0xe3, 0x80, 0x82, ..] | [0xef, 0xbc, 0x81 | 0x9f, ..] => at + 3,
            _ => continue,
        };
        ends.push(end);
    }
    ends.pop_if(|end| *end == text.len());
    ends
}

/// Behind the stops and line breaks of an English text; whether an abbreviation ends there is of no matter, as a bound
/// needs figures on both of its sides.
fn english_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for at in places(text.as_bytes(), |bytes| one_of(bytes, *b".!?\n")) {
        let end = match text.as_bytes()[at..] {
            [b'\n', ..] => at + 1,
            [_, b' ', ..] => at + 2,
            _ => continue,
        };
        ends.push(end);
    }
    ends.retain(|end| *end < text.len());
    ends
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::compare_texts;

    /// The stretches of two texts, as both say them.
    fn divided<'t>(zh: &'t str, en: &'t str) -> Vec<(&'t str, &'t str)> {
        let known = compare_texts(zh, en);
        let figures = known.quantities.as_ref().map(Vec::as_slice);
        let all = stretches(Both { zh, en }, figures, &known.compared.pairs);
        let counted: usize = all.iter().map(|one| one.figures.zh.len()).sum();
        assert_eq!(counted, figures.zh.len(), "each figure stands in one of them");
        all.into_iter().map(|one| (zh[one.text.zh].trim(), en[one.text.en].trim())).collect()
    }

    #[test]
    fn sentences_with_figures_of_their_own_are_stretches() {
        let zh = "全市新建港口37个。铁路里程达到415公里，机场12个。";
        let en = "The city built 37 ports. Its railways reached 415 kilometers, with 12 airports.";
        let (first, second) = zh.split_at(zh.find("铁").unwrap());
        assert_eq!(
            divided(zh, en),
            [
                (first, "The city built 37 ports."),
                (second, "Its railways reached 415 kilometers, with 12 airports.")
            ]
        );
        // Two sentences for one.
        let zh = "全市新建港口37个，铁路里程达到415公里。机场12个。";
        let en = "The city built 37 ports. Its railways reached 415 kilometers. There are 12 airports.";
        assert_eq!(divided(zh, en).len(), 2);
    }

    #[test]
    fn figures_at_each_others_places_are_in_one_stretch() {
        let zh = "全市新建港口37个。铁路里程达到415公里，机场12个。";
        let en = "The city built 12 ports. Its railways reached 415 kilometers, with 37 airports.";
        assert_eq!(divided(zh, en), [(zh, en)]);
        let zh = "全市新建港口37个。新建机场12个。";
        assert_eq!(divided(zh, "The city built 12 ports. It built 37 airports.").len(), 1);
        // Sentences with figures of the same units may have been told in another order.
        let zh = "全市新建港口3个。全市新建机场5个。";
        assert_eq!(divided(zh, "The city built three airports. It built five ports.").len(), 1);
        let zh = "新建港口3个，吞吐量增长7%。新建机场5个，旅客增长9%。公路里程达到415公里。";
        let en = "It built 3 ports, and cargo grew by 7%. It built 5 airports, and passengers by 9%. Its roads reached 415 kilometers.";
        assert_eq!(divided(zh, en).len(), 2);
        // A sentence without a figure divides nothing by itself.
        let zh = "全市新建港口37个。这很重要。";
        assert_eq!(divided(zh, "The city built 37 ports. This matters.").len(), 1);
        assert_eq!(divided("", "").len(), 1);
    }
}
