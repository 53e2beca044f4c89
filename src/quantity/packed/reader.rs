//! Quantities read from their bytes.

use std::ops::Range;

use crate::base::lang::Both;
use crate::quantity::decimal::Decimal;
use crate::quantity::kind::{Kind, UnitId};
use crate::quantity::packed::layout::{KINDS, MEASURE, MONEY, SIGNIFICANCE, bound, head, read_short};
use crate::quantity::units::UNITS;
use crate::quantity::value::{HalfDay, Quantity, Significance, Value};

/// Reads quantities.
pub(super) struct QuantityReader<'b> {
    pub(super) bytes: std::slice::Iter<'b, u8>,
}

impl QuantityReader<'_> {
    fn byte(&mut self) -> u8 {
        self.bytes.next().copied().unwrap_or(0)
    }

    /// A number of things of which each takes a byte.
    pub(super) fn count(&mut self) -> usize {
        usize::try_from(self.word()).unwrap_or(0).min(self.bytes.len())
    }

    pub(super) fn pairs(&mut self) -> Vec<(usize, usize)> {
        let count = self.count();
        let mut before = (0, 0);
        let next = |_| {
            before = (self.place(before.0), self.place(before.1));
            before
        };
        (0..count).map(next).collect()
    }

    pub(super) fn skip_pairs(&mut self) {
        for _ in 0..2 * self.count() {
            self.word();
        }
    }

    pub(super) fn both(&mut self) -> Both<Vec<Quantity>> {
        let zh = self.quantities();
        Both { zh, en: self.quantities() }
    }

    pub(super) fn quantities(&mut self) -> Vec<Quantity> {
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
        let kind = KINDS.get(usize::from(second & head::KIND)).copied().unwrap_or(Kind::Count);
        let mut one = match (first & head::VALUE, self.bytes.as_slice().split_first_chunk()) {
            (head::SHORT, Some((word, rest))) => {
                self.bytes = rest.iter();
                read_short(u64::from_le_bytes(*word), kind, before)
            }
            (tag, _) => Quantity::of(self.value(tag), kind, self.range(before)),
        };
        match second & head::KIND {
            MONEY => one.kind = Kind::Money(self.unit()),
            MEASURE => one.kind = Kind::Measure(self.unit()),
            _ => {}
        }
        let significance = SIGNIFICANCE.get(usize::from(second >> head::SIGNIFICANCE));
        one.significance = significance.copied().unwrap_or(Significance::Required);
        if first > head::VALUE {
            self.rest(first, &mut one);
        }
        one
    }

    /// What few quantities have, by the first byte of one.
    fn rest(&mut self, first: u8, one: &mut Quantity) {
        one.is_part = first & head::PART != 0;
        one.is_torn = first & head::TORN != 0;
        if first & head::MORE != 0 {
            one.scale = self.small();
            one.bound = bound(self.byte());
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
