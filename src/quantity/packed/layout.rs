//! How a quantity is laid out in bytes.

use crate::quantity::decimal::Decimal;
use crate::quantity::kind::{Kind, Period};
use crate::quantity::value::{Bound, Quantity, Significance, Value};

/// The two first bytes of a quantity say of what it is made. Its value and its place follow, in one word where that holds
/// them, its unit, and what else it has.
pub(super) mod head {
    /// Bits of the first byte: the kind of its value, and what it has.
    pub const VALUE: u8 = 0b0000_0111;
    pub const SHORT: u8 = 0b0000_0111;
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

pub(super) const SIGNIFICANCE: [Significance; 4] =
    [Significance::Ignored, Significance::Optional, Significance::Weak, Significance::Required];
pub(super) const BOUNDS: [Bound; 5] =
    [Bound::Over, Bound::AtLeast, Bound::Nearly, Bound::About, Bound::Below];
pub(super) const KINDS: [Kind; 14] = [
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
pub(super) const MONEY: u8 = KINDS.len() as u8;
pub(super) const MEASURE: u8 = MONEY + 1;

/// The place of a kind in the table, or what stands for those that have a unit.
pub(super) fn kind_tag(kind: Kind) -> u8 {
    match kind {
        Kind::Percent => 0,
        Kind::Points => 1,
        Kind::Count => 2,
        Kind::Ordinal => 3,
        Kind::Year => 4,
        Kind::Date => 5,
        Kind::Time => 6,
        Kind::Version => 7,
        Kind::Times => 8,
        Kind::Period(Period::Quarter) => 9,
        Kind::Period(Period::HalfYear) => 10,
        Kind::Period(Period::TenDays) => 11,
        Kind::Period(Period::Decade) => 12,
        Kind::Period(Period::Century) => 13,
        Kind::Money(_) => MONEY,
        Kind::Measure(_) => MEASURE,
    }
}

/// A number as nearly all are, with few digits, a scale and a bound perhaps, and not far behind another place, in one
/// word. From the lowest bit on: its digits, their power, the scale, the bound, how far it is from there, its length.
pub(super) fn short(one: &Quantity, before: usize) -> Option<u64> {
    let number = one.decimal().filter(|_| one.half_day.is_none())?;
    let parts = [
        (i64::try_from(number.digits()).ok()?.checked_add(MOST_DIGITS)?, 28),
        (i64::from(number.power()) + MOST_POWER, 6),
        (i64::from(one.scale), 5),
        (one.bound.map_or(0, bound_tag), 3),
        (i64::try_from(one.range.start.checked_sub(before)?).ok()?, 14),
        (i64::try_from(one.range.len()).ok()?, 8),
    ];
    let mut word = 0;
    let mut at = 0;
    for (part, bits) in parts {
        word |= u64::try_from(part).ok().filter(|part| part >> bits == 0)? << at;
        at += bits;
    }
    Some(word)
}

/// What [`short`] wrote.
pub(super) fn read_short(word: u64, kind: Kind, before: usize) -> Quantity {
    let part = |at: u32, bits: u32| word >> at & ((1 << bits) - 1);
    let digits = part(0, 28) as i64 - MOST_DIGITS;
    let power = part(28, 6) as i64 - MOST_POWER;
    let start = before.saturating_add(part(42, 14) as usize);
    let number = Decimal::of_parts(i128::from(digits), power as i32);
    let mut one = Quantity::number(number, kind, start..start.saturating_add(part(56, 8) as usize));
    one.scale = part(34, 5) as i32;
    one.bound = bound(part(39, 3) as u8);
    one
}

/// What the digits and their power are written from.
const MOST_DIGITS: i64 = 1 << 27;
const MOST_POWER: i64 = 1 << 5;

/// The place of a bound in the table, from 1.
pub(super) fn bound_tag(bound: Bound) -> i64 {
    BOUNDS.iter().zip(1..).find(|(one, _)| **one == bound).map_or(0, |(_, at)| at)
}

/// The bound at such a place; none at 0.
pub(super) fn bound(tag: u8) -> Option<Bound> {
    usize::from(tag).checked_sub(1).and_then(|at| BOUNDS.get(at)).copied()
}

pub(super) fn value_tag(value: &Value) -> u8 {
    match value {
        Value::Number(_) => 0,
        Value::Fraction(..) => 1,
        Value::Date { .. } => 2,
        Value::Clock(..) => 3,
        Value::Version(..) => 4,
    }
}
