//! How far from its term a rendering may stand, before it is known which sentences stand across from each other.
//!
//! The alignment of sentences ([`crate::prove::alignment`]) is made from renderings, among other things, so it cannot be
//! asked where a rendering may be. What is asked here is less, and costs nothing: whether a place of the English lies
//! about as far into its text as one of the Chinese, or in the sentence of the same number where both sides have as
//! many of like length.

use crate::base::lang::{Both, Lang};
use crate::base::sentence::clauses;

/// The sentences of two texts, divided at their semicolons, by their numbers and lengths.
pub struct Reach {
    /// The bytes at which the sentences end.
    ends: Both<Vec<usize>>,
    /// Their borders: how many thousandths of the text stand before each.
    borders: Both<Vec<usize>>,
    /// Whether they stand one by one.
    one_by_one: bool,
}

/// How far the borders of sentences that stand one by one may lie apart, in thousandths of the text.
const APART: usize = 125;

/// How far beyond its own sentence a translator may move a word where they do not.
const MOVED: usize = 100;

impl Reach {
    /// As many sentences on both sides stand one by one if their lengths agree too. Otherwise some were split
    /// or joined, and a rendering lies at about the same place in the text.
    pub fn of(texts: Both<&str>) -> Reach {
        let ends = texts.map(|text| clauses(text).into_iter().map(|one| one.end).collect::<Vec<_>>());
        let borders = Both::from_fn(|lang| {
            let length = texts.get(lang).trim_end().len().max(1);
            let ends = ends.get(lang).iter().map(|end| end * 1000 / length);
            std::iter::once(0).chain(ends).collect::<Vec<_>>()
        });
        let agree = |(zh, en): (&usize, &usize)| zh.abs_diff(*en) <= APART;
        let one_by_one =
            borders.zh.len() == borders.en.len() && borders.zh.iter().zip(&borders.en).all(agree);
        Reach { ends, borders, one_by_one }
    }

    /// Whether what stands at a byte of the Chinese may stand at one of the English.
    pub fn holds(&self, zh: usize, en: usize) -> bool {
        self.joins(self.sentence_of(Lang::Zh, zh), self.sentence_of(Lang::En, en))
    }

    /// The first English sentence in which what stands at a byte of the Chinese may stand; all of them follow it.
    pub fn first_across(&self, zh: usize) -> usize {
        let zh = self.sentence_of(Lang::Zh, zh);
        if self.one_by_one {
            return zh;
        }
        let own = self.borders.zh.get(zh).copied().unwrap_or(1000);
        // The border behind each sentence; behind the last one and after it there is the end.
        let behind = self.borders.en.get(1..).unwrap_or_default();
        behind.partition_point(|border| own >= border + MOVED)
    }

    /// The number of the sentence at a byte, from 0.
    pub fn sentence_of(&self, lang: Lang, at: usize) -> usize {
        self.ends.get(lang).partition_point(|end| *end <= at)
    }

    /// Whether what stands in a sentence of the Chinese, by number, may stand in one of the English.
    pub fn joins(&self, zh: usize, en: usize) -> bool {
        let border = |borders: &[usize], at: usize| borders.get(at).copied().unwrap_or(1000);
        let (left, right) = (&self.borders.zh, &self.borders.en);
        match self.one_by_one {
            true => zh == en,
            false => {
                border(left, zh) < border(right, en + 1) + MOVED
                    && border(right, en) < border(left, zh + 1) + MOVED
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = "新设的市场主体一年比一年多。今年还会更多。政策惠及所有市场主体。";

    fn holds(en: &str, zh: &str, there: &str) -> bool {
        Reach::of(Both { zh: ZH, en }).holds(ZH.find(zh).unwrap(), en.find(there).unwrap())
    }

    #[test]
    fn as_many_sentences_of_like_length_stand_one_by_one() {
        let en = "Market entities grow in number every year. There will be more this year. Policies help them all.";
        assert!(holds(en, "今年", "more this") && holds(en, "政策", "Policies"));
        assert!(!holds(en, "今年", "Market") && !holds(en, "今年", "Policies"));
    }

    #[test]
    fn otherwise_the_place_in_the_text_decides() {
        let joined = "Market entities grow in number every year, and there will be more this year. Policies help them all.";
        assert!(holds(joined, "政策", "Policies") && holds(joined, "今年", "Market"));
        assert!(!holds(joined, "新设", "Policies"));
        let uneven = "Every year there are more of the market entities that we count, and this year most of all, as all expect. Yes. Policies help.";
        assert!(holds(uneven, "今年", "Every"), "as many, but not the same");
    }

    #[test]
    fn abbreviations_and_decimals_end_no_sentence() {
        let en =
            "Dr. Li’s market entities grew by 3.5 percent. More will come. Policies help all of them here.";
        let reach = Reach::of(Both { zh: ZH, en });
        assert_eq!(reach.sentence_of(Lang::En, en.find("grew").unwrap()), 0);
        assert_eq!(reach.sentence_of(Lang::En, en.find("Policies").unwrap()), 2);
    }
}
