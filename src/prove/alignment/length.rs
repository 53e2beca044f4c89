//! Lengths: a long sentence is rendered by a long one (Gale and Church, 1993).

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::base::script::is_han;

/// The lengths of the sentences of two texts.
pub(super) struct Lengths {
    /// For each side the sum of the lengths before each sentence, and of all; the Chinese as long as its English
    /// would be.
    before: Both<Vec<i64>>,
}

/// How many characters of English render one of Chinese, in thousandths, and how many characters of Chinese that
/// experience weighs as much as.
const USUAL: (i64, i64) = (3300, 90);

/// How far lengths lie apart, as a variance for each character of English.
const VARIANCE: i64 = 18;

/// Beyond how many deviations a difference weighs in proportion, in hundredths.
const ROBUST: i64 = 140;

impl Lengths {
    /// Those of two texts.
    pub(super) fn of(texts: Both<&str>, units: &Both<Vec<Range<usize>>>) -> Lengths {
        let length = |lang: Lang, unit: &Range<usize>| match lang {
            Lang::Zh => chinese(&texts.zh[unit.clone()]),
            Lang::En => texts.en[unit.clone()].chars().count() as i64 * 1000,
        };
        let lengths = Both::from_fn(|lang| -> Vec<i64> {
            units.get(lang).iter().map(|unit| length(lang, unit)).collect()
        });
        // Both in thousandths: of Han characters, and of letters.
        let (zh, en) = (lengths.zh.iter().sum::<i64>(), lengths.en.iter().sum::<i64>());
        let ratio = (en / 1000 * 1000 + USUAL.0 * USUAL.1) / (zh / 1000 + USUAL.1).max(1);
        let sums = |list: &[i64], scale: i64| {
            let mut sum = 0;
            std::iter::once(0)
                .chain(list.iter().map(|one| {
                    sum += one * scale / 1_000_000;
                    sum
                }))
                .collect()
        };
        Lengths { before: Both { zh: sums(&lengths.zh, ratio), en: sums(&lengths.en, 1000) } }
    }

    /// What it costs that sentences stand across from each other, in hundredths of a nat.
    pub(super) fn cost(&self, zh: &Range<usize>, en: &Range<usize>) -> i64 {
        let length = |sums: &[i64], range: &Range<usize>| sums[range.end] - sums[range.start];
        let (zh, en) = (length(&self.before.zh, zh), length(&self.before.en, en));
        let apart = (zh - en).abs();
        let deviation = (VARIANCE * (zh + en) / 2).max(1).unsigned_abs().isqrt().max(1) as i64;
        let deviations = apart * 100 / deviation;
        match deviations {
            0..=ROBUST => deviations * deviations / 200,
            _ => ROBUST * deviations / 100 - ROBUST * ROBUST / 200,
        }
    }
}

/// The length of a Chinese text in thousandths of a Han character; letters and digits are shorter.
fn chinese(text: &str) -> i64 {
    let bytes = text.as_bytes();
    let (mut length, mut at) = (0, 0);
    while let Some(first) = bytes.get(at) {
        (length, at) = match (first, bytes.get(at + 1)) {
            // From U+4E00 on.
            (0xe5..=0xe9, _) | (0xe4, Some(0xb8..)) => (length + 1000, at + 3),
            (b' ', _) => (length, at + 1),
            (b'!'..=b'~', _) => (length + 330, at + 1),
            _ => match text[at..].chars().next() {
                Some(c) => (length + other(c), at + c.len_utf8()),
                None => break,
            },
        };
    }
    length
}

/// The length of any character.
fn other(c: char) -> i64 {
    match c {
        _ if is_han(c) => 1000,
        _ if c.is_whitespace() => 0,
        _ if c.is_ascii() => 330,
        _ => 500,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_as_long_as_each_is_alone() {
        let text = "全市GDP增长 8.5%，\u{3000}㐀\u{4dff}鿿“好”é\t\u{7f}𠀀😀。々一";
        assert_eq!(chinese(text), text.chars().map(other).sum::<i64>());
        assert_eq!(chinese("全市，8%"), 2000 + 500 + 2 * 330);
    }
}
