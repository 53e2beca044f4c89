//! Quantities as they are kept: a site holds millions, and of most there is little to say.
//!
//! A quantity takes some twelve bytes instead of ninety-six. Who looks at them takes all of a text at once.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::quantity::decimal::Decimal;
use crate::quantity::kind::{Kind, Period, UnitId};
use crate::quantity::units::UNITS;
use crate::quantity::value::{Bound, HalfDay, Quantity, Significance, Value};

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
        writer.number(pairs.len() as u128);
        let mut before = (0, 0);
        for (i, j) in pairs {
            writer.signed(*i as i128 - before.0);
            writer.signed(*j as i128 - before.1);
            before = (*i as i128, *j as i128);
        }
        for side in [zh, en] {
            writer.number(side.len() as u128);
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
        let zh = reader.quantities();
        Both { zh, en: reader.quantities() }
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

/// The two first bytes of a quantity say of what it is made; a unit, its value and its place follow.
mod head {
    /// Bits of the first byte: the kind of its value, and what it has.
    pub const VALUE: u8 = 0b0000_0111;
    pub const OR: u8 = 0b0000_1000;
    pub const WORD: u8 = 0b0001_0000;
    pub const PART: u8 = 0b0010_0000;
    pub const TORN: u8 = 0b0100_0000;
    /// It has a scale, a bound or a half of the day.
    pub const MORE: u8 = 0b1000_0000;
    /// Bits of the second: what it counts, and above it how much it proves.
    pub const KIND: u8 = 0b0001_1111;
    pub const SIGNIFICANCE: u8 = 5;
}

const SIGNIFICANCE: [Significance; 4] =
    [Significance::Ignored, Significance::Optional, Significance::Weak, Significance::Required];
const BOUNDS: [Bound; 5] = [Bound::Over, Bound::AtLeast, Bound::Nearly, Bound::About, Bound::Below];
const KINDS: [Kind; 14] = [
    Kind::Percent,
    Kind::Points,
    Kind::Count,
    Kind::Ordinal,
    Kind::Year,
    Kind::Date,
    Kind::Time,
    Kind::Version,
    Kind::Times,
    Kind::Period(Period::Quarter),
    Kind::Period(Period::HalfYear),
    Kind::Period(Period::TenDays),
    Kind::Period(Period::Decade),
    Kind::Period(Period::Century),
];
const MONEY: u8 = KINDS.len() as u8;
const MEASURE: u8 = MONEY + 1;

/// The place of a value in a table.
fn place<T: PartialEq>(table: &[T], wanted: &T) -> u8 {
    table.iter().position(|one| one == wanted).map_or(u8::MAX, |at| at as u8)
}

struct QuantityWriter {
    bytes: Vec<u8>,
}

impl QuantityWriter {
    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    fn number(&mut self, number: u128) {
        // Most fit into a word.
        let (mut low, mut high) = (number as u64, (number >> 64) as u64);
        while high > 0 || low >= 0x80 {
            self.bytes.push(low as u8 | 0x80);
            (low, high) = (low >> 7 | high << 57, high >> 7);
        }
        self.bytes.push(low as u8);
    }

    /// The sign as the lowest bit.
    fn signed(&mut self, number: i128) {
        self.number(((number << 1) ^ (number >> 127)) as u128);
    }

    fn decimal(&mut self, number: Decimal) {
        self.signed(number.digits());
        self.signed(i128::from(number.power()));
    }

    fn quantity(&mut self, one: &Quantity, before: usize) {
        let has_more = one.scale != 0 || one.bound.is_some() || one.half_day.is_some();
        let flags = [
            (one.or.is_some(), head::OR),
            (one.word.is_some(), head::WORD),
            (one.is_part, head::PART),
            (one.is_torn, head::TORN),
            (has_more, head::MORE),
        ];
        let flags = flags.iter().filter(|(is_set, _)| *is_set).fold(0, |all, (_, flag)| all | flag);
        let (value, unit) = (value_tag(&one.value), unit(one.kind));
        let kind = match one.kind {
            Kind::Money(_) => MONEY,
            Kind::Measure(_) => MEASURE,
            kind => place(&KINDS, &kind),
        };
        self.bytes.push(value | flags);
        self.bytes.push(kind | (one.significance as u8) << head::SIGNIFICANCE);
        if let Some(unit) = unit {
            self.text(unit.as_str());
        }
        self.value(&one.value);
        self.signed(one.range.start as i128 - before as i128);
        self.number(one.range.len() as u128);
        if has_more {
            self.signed(i128::from(one.scale));
            self.bytes.push(one.bound.map_or(0, |bound| place(&BOUNDS, &bound) + 1));
            self.bytes.push(one.half_day.map_or(0, |half| 1 + half as u8));
        }
        if let Some(or) = one.or {
            self.decimal(or);
        }
        if let Some(word) = one.word {
            let at = UNITS.iter().position(|unit| std::ptr::eq(unit, word));
            self.number(at.unwrap_or(UNITS.len()) as u128);
        }
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u128);
        self.bytes.extend_from_slice(text.as_bytes());
    }

    fn value(&mut self, value: &Value) {
        match *value {
            Value::Number(number) => self.decimal(number),
            Value::Fraction(a, b) => {
                self.signed(i128::from(a));
                self.signed(i128::from(b));
            }
            Value::Date { year, month, day } => {
                // Nothing is one more than what can be said.
                self.signed(year.map_or(i128::from(i32::MAX) + 1, i128::from));
                self.number(month.map_or(0x100, u128::from));
                self.number(day.map_or(0x100, u128::from));
            }
            Value::Clock(hours, minutes) => {
                self.number(u128::from(hours));
                self.number(u128::from(minutes));
            }
            Value::Version(length, parts) => {
                self.bytes.push(length);
                parts.iter().for_each(|part| self.number(u128::from(*part)));
            }
        }
    }
}

fn unit(kind: Kind) -> Option<UnitId> {
    match kind {
        Kind::Money(unit) | Kind::Measure(unit) => Some(unit),
        _ => None,
    }
}

fn value_tag(value: &Value) -> u8 {
    match value {
        Value::Number(_) => 0,
        Value::Fraction(..) => 1,
        Value::Date { .. } => 2,
        Value::Clock(..) => 3,
        Value::Version(..) => 4,
    }
}

struct QuantityReader<'b> {
    bytes: std::slice::Iter<'b, u8>,
}

impl QuantityReader<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    /// A number of things of which each takes a byte.
    fn count(&mut self) -> usize {
        usize::try_from(self.word()).unwrap_or(0).min(self.bytes.len())
    }

    fn pairs(&mut self) -> Vec<(usize, usize)> {
        let count = self.count();
        let mut before = (0, 0);
        let next = |_| {
            before = (self.place(before.0), self.place(before.1));
            before
        };
        (0..count).map(next).collect()
    }

    fn skip_pairs(&mut self) {
        for _ in 0..2 * self.count() {
            self.word();
        }
    }

    fn quantities(&mut self) -> Vec<Quantity> {
        let count = self.count();
        let mut before = 0;
        let next = |_| {
            let one = self.quantity(before);
            before = one.range.start;
            one
        };
        (0..count).map(next).collect()
    }

    /// A number that fits into a word, as nearly all do; one that does not is none.
    #[inline]
    fn word(&mut self) -> u64 {
        // Most fit into two bytes.
        let (number, rest) = match self.bytes.as_slice() {
            [only @ ..0x80, rest @ ..] => (u64::from(*only), rest),
            [first, last @ ..0x80, rest @ ..] => (u64::from(first & 0x7f) | u64::from(*last) << 7, rest),
            _ => return u64::try_from(self.number()).unwrap_or(0),
        };
        self.bytes = rest.iter();
        number
    }

    fn number(&mut self) -> u128 {
        // Most fit into a byte.
        match self.byte() {
            byte @ ..0x80 => u128::from(byte),
            first => self.long_number(first),
        }
    }

    fn long_number(&mut self, first: u8) -> u128 {
        // Most fit into a word.
        let (mut number, mut bits) = (u64::from(first & 0x7f), 7);
        loop {
            let byte = self.byte();
            number |= u64::from(byte & 0x7f) << bits;
            bits += 7;
            if byte < 0x80 {
                return u128::from(number);
            }
            if bits > 56 {
                return u128::from(number) | self.high_part(bits);
            }
        }
    }

    fn high_part(&mut self, mut bits: u32) -> u128 {
        let mut number = 0;
        loop {
            let byte = self.byte();
            number |= u128::from(byte & 0x7f).checked_shl(bits).unwrap_or(0);
            bits += 7;
            if byte < 0x80 {
                return number;
            }
        }
    }

    fn signed(&mut self) -> i128 {
        let number = self.number();
        (number >> 1) as i128 ^ -((number & 1) as i128)
    }

    /// A number of a word as it was written; one that nobody wrote is none.
    #[inline]
    fn small<T: TryFrom<i64> + Default>(&mut self) -> T {
        let number = self.word();
        T::try_from((number >> 1) as i64 ^ -((number & 1) as i64)).unwrap_or_default()
    }

    /// A place by how far on it is from another one.
    fn place(&mut self, before: usize) -> usize {
        before.saturating_add_signed(self.small())
    }

    fn decimal(&mut self) -> Decimal {
        // Most have few digits.
        let digits = match self.bytes.as_slice() {
            [..0x80, ..] | [_, ..0x80, ..] => i128::from(self.small::<i64>()),
            _ => self.signed(),
        };
        Decimal::of_parts(digits, self.small())
    }

    fn unit(&mut self) -> UnitId {
        let length = self.count();
        let (id, rest) = self.bytes.as_slice().split_at(length);
        self.bytes = rest.iter();
        UnitId::of_bytes(id)
    }

    fn quantity(&mut self, before: usize) -> Quantity {
        let (first, second) = (self.byte(), self.byte());
        let kind = match second & head::KIND {
            MONEY => Kind::Money(self.unit()),
            MEASURE => Kind::Measure(self.unit()),
            kind => KINDS.get(usize::from(kind)).copied().unwrap_or(Kind::Count),
        };
        let value = self.value(first & head::VALUE);
        let mut one = Quantity::of(value, kind, self.range(before));
        let significance = SIGNIFICANCE.get(usize::from(second >> head::SIGNIFICANCE));
        one.significance = significance.copied().unwrap_or(Significance::Required);
        one.is_part = first & head::PART != 0;
        one.is_torn = first & head::TORN != 0;
        if first & head::MORE != 0 {
            one.scale = self.small();
            one.bound = usize::from(self.byte()).checked_sub(1).and_then(|at| BOUNDS.get(at)).copied();
            one.half_day = match self.byte() {
                1 => Some(HalfDay::Morning),
                2 => Some(HalfDay::Afternoon),
                _ => None,
            };
        }
        one.or = (first & head::OR != 0).then(|| self.decimal());
        if first & head::WORD != 0 {
            one.word = usize::try_from(self.word()).ok().and_then(|at| UNITS.get(at));
        }
        one
    }

    fn range(&mut self, before: usize) -> Range<usize> {
        let start = self.place(before);
        start..start + usize::try_from(self.word()).unwrap_or(0)
    }

    fn value(&mut self, tag: u8) -> Value {
        match tag {
            0 => Value::Number(self.decimal()),
            1 => Value::Fraction(self.small(), self.small()),
            2 => Value::Date {
                year: i32::try_from(self.small::<i64>()).ok(),
                month: u8::try_from(self.word()).ok(),
                day: u8::try_from(self.word()).ok(),
            },
            3 => Value::Clock(self.word() as u16, self.word() as u16),
            _ => Value::Version(self.byte(), [(); 4].map(|()| self.word() as u16)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::quantities;
    use crate::quantity::units::UNITS;

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
        assert_eq!((packed.of(Lang::Zh), packed.of(Lang::En)), (found.zh.clone(), found.en.clone()));
        assert_eq!((packed.both().zh, packed.both().en), (found.zh, found.en));
        assert_eq!(PackedQuantities::default().pair_count(), 0);
        assert_eq!(PackedQuantities::new(&Both::default(), &[]).of(Lang::En), []);
    }
}
