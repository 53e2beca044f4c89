//! Two texts that say the same: which of their sentences stand across from each other.

use std::ops::Range;

use crate::base::lang::{Both, Lang};

/// Which sentences of two texts stand across from each other.
pub struct SentenceAlignment {
    /// The bytes at which the sentences end.
    ends: Both<Vec<usize>>,
    /// Their borders, each from 0 to 1: the share of the text before it.
    borders: Both<Vec<f64>>,
    /// Whether they stand one by one.
    one_by_one: bool,
}

/// How far the borders of sentences that stand one by one may lie apart, in shares of the text: an eighth.
const APART: f64 = 0.125;

/// How far beyond its own sentence a translator may move a word where they do not.
const MOVED: f64 = 0.1;

impl SentenceAlignment {
    /// As many sentences on both sides stand one by one if their lengths agree too. Otherwise some were split
    /// or joined, and those stand across from each other that lie at about the same place in the text.
    pub fn of(texts: Both<&str>) -> SentenceAlignment {
        let ends = Both { zh: sentences(texts.zh, &CHINESE), en: sentences(texts.en, &ENGLISH) };
        let borders = Both::from_fn(|lang| {
            let length = texts.get(lang).len().max(1) as f64;
            let ends = ends.get(lang).iter().map(|end| *end as f64 / length);
            std::iter::once(0.0).chain(ends).collect::<Vec<_>>()
        });
        let agree = |(zh, en): (&f64, &f64)| (zh - en).abs() <= APART;
        let one_by_one =
            borders.zh.len() == borders.en.len() && borders.zh.iter().zip(&borders.en).all(agree);
        SentenceAlignment { ends, borders, one_by_one }
    }

    /// Whether what stands at a byte of the Chinese may stand at one of the English.
    pub fn meets(&self, zh: usize, en: usize) -> bool {
        self.meet(self.sentence_of(Lang::Zh, zh), self.sentence_of(Lang::En, en))
    }

    /// The number of the sentence at a byte, from 0.
    pub fn sentence_of(&self, lang: Lang, at: usize) -> usize {
        self.ends.get(lang).partition_point(|end| *end <= at)
    }

    /// The English sentence across from a byte of the Chinese, where sentences stand one by one.
    pub fn sentence(&self, zh: usize) -> Option<Range<usize>> {
        let at = Some(self.sentence_of(Lang::Zh, zh)).filter(|_| self.one_by_one)?;
        let start = at.checked_sub(1).map_or(Some(0), |before| self.ends.en.get(before).copied())?;
        Some(start..*self.ends.en.get(at)?)
    }

    /// Whether two sentences, by number, stand across from each other.
    pub fn meet(&self, zh: usize, en: usize) -> bool {
        let border = |borders: &[f64], at: usize| borders.get(at).copied().unwrap_or(1.0);
        let (left, right) = (&self.borders.zh, &self.borders.en);
        match self.one_by_one {
            true => zh == en,
            false => {
                border(left, zh) - MOVED < border(right, en + 1)
                    && border(right, en) - MOVED < border(left, zh + 1)
            }
        }
    }
}

/// Marks at which a sentence ends.
const CHINESE: [char; 5] = ['。', '！', '？', '；', ';'];
const ENGLISH: [char; 4] = ['.', '!', '?', ';'];

/// The bytes at which the sentences of a text end. An English mark ends one before white space or a quotation mark.
fn sentences(text: &str, marks: &[char]) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| marks.contains(c)) {
        let end = at + c.len_utf8();
        let after = text[end..].chars().next();
        if !c.is_ascii() || after.is_none_or(|c| c.is_whitespace() || "”’)".contains(c) || !c.is_ascii())
        {
            ends.push(end);
        }
    }
    let last = ends.last().copied().unwrap_or(0);
    if !text[last..].chars().all(|c| c.is_whitespace() || "”’」）)…[]".contains(c)) {
        ends.push(text.len());
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZH: &str = "新设的市场主体一年比一年多。今年还会更多。政策惠及所有市场主体。";

    fn sentence(zh: &str, at: &str, en: &'static str) -> Option<&'static str> {
        let across = SentenceAlignment::of(Both { zh, en });
        across.sentence(zh.find(at).unwrap()).map(|range| en[range].trim())
    }

    #[test]
    fn as_many_sentences_of_like_length_stand_one_by_one() {
        let en = "Market entities grow in number every year. There will be more this year. Policies help them all.";
        assert_eq!(sentence(ZH, "今年", en), Some("There will be more this year."));
        assert_eq!(sentence(ZH, "政策", en), Some("Policies help them all."));
    }

    #[test]
    fn otherwise_the_place_in_the_text_decides() {
        let joined = "Market entities grow in number every year, and there will be more this year. Policies help them all.";
        assert_eq!(sentence(ZH, "政策", joined), None);
        let across = SentenceAlignment::of(Both { zh: ZH, en: joined });
        let (zh, en) = (|word| ZH.find(word).unwrap(), |word| joined.find(word).unwrap());
        assert!(across.meets(zh("政策"), en("Policies")) && across.meets(zh("今年"), en("Market")));
        assert!(!across.meets(zh("新设"), en("Policies")));
        let other = "Every year there are more of the market entities that we count, and this year most of all, as all expect. Yes. Policies help.";
        assert_eq!(sentence(ZH, "政策", other), None, "as many, but not the same");
    }
}
