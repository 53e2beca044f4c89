//! Quantities as they are kept: a site holds millions, and of most there is little to say.
//!
//! A quantity takes some twelve bytes instead of ninety-six. Who looks at them takes all of a text at once.

mod layout;
mod reader;
mod writer;

use crate::base::lang::{Both, Lang};
use crate::quantity::packed::reader::QuantityReader;
use crate::quantity::packed::writer::QuantityWriter;
use crate::quantity::value::Quantity;

/// The quantities of two texts in order, and which of them are equal.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct PackedQuantities(Box<[u8]>);

impl PackedQuantities {
    /// Quantities of two texts and the pairs of equal ones, by their indices and in order.
    pub fn new(found: &Both<Vec<Quantity>>, pairs: &[(usize, usize)]) -> PackedQuantities {
        let Both { zh, en } = found;
        if zh.is_empty() && en.is_empty() {
            return PackedQuantities::default();
        }
        let mut writer =
            QuantityWriter { bytes: Vec::with_capacity(3 + 2 * pairs.len() + 16 * (zh.len() + en.len())) };
        writer.word(pairs.len() as u64);
        let mut before = (0, 0);
        for (i, j) in pairs {
            writer.small(*i as i64 - before.0);
            writer.small(*j as i64 - before.1);
            before = (*i as i64, *j as i64);
        }
        for side in [zh, en] {
            writer.word(side.len() as u64);
            let mut before = 0;
            for one in side {
                writer.quantity(one, before);
                before = one.range.start;
            }
        }
        PackedQuantities(writer.bytes.as_slice().into())
    }

    fn reader(&self) -> QuantityReader<'_> {
        QuantityReader { bytes: self.0.iter() }
    }

    /// Whether there is no quantity.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many pairs of equal quantities there are.
    pub fn pair_count(&self) -> usize {
        self.reader().count()
    }

    /// The pairs of equal quantities, by their indices and in order.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.reader().pairs()
    }

    /// The quantities of both texts.
    pub fn both(&self) -> Both<Vec<Quantity>> {
        let mut reader = self.reader();
        reader.skip_pairs();
        reader.both()
    }

    /// The quantities of both texts, and the pairs of equal ones.
    pub fn all(&self) -> (Both<Vec<Quantity>>, Vec<(usize, usize)>) {
        let mut reader = self.reader();
        let pairs = reader.pairs();
        (reader.both(), pairs)
    }

    /// The quantities of one text.
    pub fn of(&self, lang: Lang) -> Vec<Quantity> {
        let mut reader = self.reader();
        reader.skip_pairs();
        match lang {
            Lang::Zh => reader.quantities(),
            Lang::En => {
                reader.quantities();
                reader.quantities()
            }
        }
    }
}

impl std::fmt::Debug for PackedQuantities {
    fn fmt(&self, out: &mut std::fmt::Formatter) -> std::fmt::Result {
        (self.both(), self.pairs()).fmt(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::decimal::Decimal;
    use crate::quantity::kind::Kind;
    use crate::quantity::packed::layout::{BOUNDS, KINDS, SIGNIFICANCE};
    use crate::quantity::quantities;
    use crate::quantity::units::UNITS;
    use crate::quantity::value::{HalfDay, Value};

    fn read() -> Vec<Quantity> {
        let texts = [
            (
                Lang::Zh,
                "2022年3月5日上午9时30分，约3.5万亿元，增长6.7%，提高1.2个百分点，三分之一，第3位，40，000家。",
            ),
            (
                Lang::Zh,
                "上半年，20世纪90年代，版本1.2.3，¥3，双11，气温-12.5℃，翻了两番，12345678901234567890123个。",
            ),
            (
                Lang::En,
                "At 9:30 a.m. on March 5, 2022, nearly 3.5 trillion yuan, up 6.7 percent, a third, the 1990s.",
            ),
            (
                Lang::En,
                "Version 1.2.3 cost ¥3, 3,000m in length, over 3.5 million, a dozen, 2 . 5 and two thirds.",
            ),
        ];
        texts.iter().flat_map(|(lang, text)| quantities(text, *lang, &[])).collect()
    }

    /// Values at the ends of what there can be, and everything that a quantity may have besides.
    fn rare() -> Vec<Quantity> {
        let date = |year, month, day| Quantity::of(Value::Date { year, month, day }, Kind::Date, 3..4);
        let mut all = vec![
            Quantity::number(Decimal::new(-(10i128.pow(29)) - 7, -60).unwrap(), Kind::Times, 9..70_000),
            Quantity::of(Value::Fraction(i64::MIN, i64::MAX), Kind::Points, 0..0),
            Quantity::of(Value::Version(4, [0, u16::MAX, 128, 127]), Kind::Version, 5..6),
            date(Some(i32::MIN), None, Some(31)),
            date(Some(i32::MAX), Some(12), None),
            date(None, None, None),
        ];
        for unit in UNITS.iter() {
            let mut one = Quantity::of(Value::Clock(24, 59), unit.kind(), 1..2);
            (one.word, one.scale, one.or) = (Some(unit), -7, Some(Decimal::from(0)));
            (one.is_torn, one.half_day) = (true, Some(HalfDay::Afternoon));
            all.push(one);
        }
        for (bound, significance) in BOUNDS.into_iter().flat_map(|bound| SIGNIFICANCE.map(|one| (bound, one)))
        {
            let one = Quantity::number(Decimal::from(7), Kind::Count, 1..2).with_significance(significance);
            all.push(one.bounded(Some(bound)));
        }
        all.extend(KINDS.map(|kind| Quantity::number(Decimal::from(128), kind, 1..2)));
        all
    }

    #[test]
    fn what_is_read_is_kept_as_it_is() {
        let found = Both { zh: read().into_iter().chain(rare()).collect(), en: read() };
        assert!(found.en.len() > 25, "{}", found.en.len());
        let pairs = [(0, 1), (0, 0), (2, 5), (200, 3)];
        let packed = PackedQuantities::new(&found, &pairs);
        assert_eq!((packed.pair_count(), packed.pairs()), (4, pairs.to_vec()));
        assert_eq!(packed.all(), (found.clone(), pairs.to_vec()));
        assert_eq!((packed.of(Lang::Zh), packed.of(Lang::En)), (found.zh.clone(), found.en.clone()));
        assert_eq!((packed.both().zh, packed.both().en), (found.zh, found.en));
        assert_eq!(PackedQuantities::default().pair_count(), 0);
        assert_eq!(PackedQuantities::new(&Both::default(), &[]).of(Lang::En), []);
    }
}
