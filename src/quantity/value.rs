//! A quantity: an exact number with its unit, and where it stands in a text.

use crate::quantity::decimal::Decimal;
pub use crate::quantity::kind::{Kind, Period, UnitId};
use crate::quantity::ratio::Ratio;
use crate::quantity::units::Unit;
use schemars::JsonSchema;
use serde::Deserialize;
use std::ops::Range;

/// An exact value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Value {
    /// A decimal number.
    Number(Decimal),
    /// A fraction of which no decimal is exact: numerator and denominator.
    Fraction(i64, i64),
    /// A date with the parts that are known.
    Date {
        /// The year.
        year: Option<i32>,
        /// The month, 1 to 12.
        month: Option<u8>,
        /// The day, 1 to 31.
        day: Option<u8>,
    },
    /// A time of day: hours and minutes, as the clock shows them.
    Clock(u16, u16),
    /// A version or an address: two to four numbers with points between; how many, and the numbers.
    Version(u8, [u16; 4]),
}

impl Value {
    /// A version, of three or four numbers: 1.2.3.
    pub fn version(text: &str) -> Option<Value> {
        let length = text.bytes().filter(|byte| *byte == b'.').count() + 1;
        if length < 3 {
            return None;
        }
        let mut parts = [0; 4];
        for (n, part) in text.split('.').enumerate() {
            *parts.get_mut(n)? = part.parse().ok()?;
        }
        Some(Value::Version(length as u8, parts))
    }

    /// `a / b`: a decimal number where one is exact, else a fraction in lowest terms.
    pub fn ratio(a: Decimal, b: Decimal) -> Option<Value> {
        let low = a.power().min(b.power()).min(0);
        let ratio = Ratio::new(a.scaled(-low).whole()?, b.scaled(-low).whole()?)?;
        if let Some(number) = ratio.decimal() {
            return Some(Value::Number(number));
        }
        let (a, b) = ratio.parts();
        Some(Value::Fraction(i64::try_from(a).ok()?, i64::try_from(b).ok()?))
    }
}

/// The half of the day that a time of day lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HalfDay {
    /// Before noon.
    Morning,
    /// From noon on.
    Afternoon,
}

/// A bound that the text gives with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Bound {
    /// 超、突破: over.
    Over,
    /// 以上: at least.
    AtLeast,
    /// 近、接近: nearly.
    Nearly,
    /// 约: about.
    About,
    /// 以下: below.
    Below,
}

impl Bound {
    /// What the opposite of it says: 不得少于 is at least. Nothing where that leaves open what is meant.
    pub fn negated(self) -> Option<Bound> {
        match self {
            Bound::Over | Bound::AtLeast => Some(Bound::Below),
            Bound::Below => Some(Bound::AtLeast),
            Bound::Nearly | Bound::About => None,
        }
    }

    /// Whether one says that the truth lies above a number and the other that it lies below.
    pub fn is_against(self, other: Bound) -> bool {
        let is_above = |one: Bound| matches!(one, Bound::Over | Bound::AtLeast);
        let is_below = |one: Bound| matches!(one, Bound::Below | Bound::Nearly);
        is_above(self) && is_below(other) || is_below(self) && is_above(other)
    }
}

/// How much a quantity proves by standing alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Significance {
    /// Part of a name or an idiom: no quantity, but it may answer a number of the other side.
    Ignored,
    /// Says little: “one”, a clock time, a code. Never missed.
    Optional,
    /// Missed only if the other side has something else in its place.
    Weak,
    /// Missed.
    Required,
}

/// A quantity in a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The value.
    pub value: Value,
    /// What it counts.
    pub kind: Kind,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// How much it proves.
    pub significance: Significance,
    /// On which side of the number the text says that the truth lies (about, nearly, 约, 多, 以上).
    pub bound: Option<Bound>,
    /// The power of ten of its scale word: 万 is 4, “million” 6.
    pub scale: i32,
    /// Another reading of the same characters (3,000m: meters or millions).
    pub or: Option<Decimal>,
    /// The unit as it is written, where its words may mean another one too (¥: yuan or yen).
    pub word: Option<&'static Unit>,
    /// Whether it is said as a part of a whole: a third, a quarter, 一半.
    pub is_part: bool,
    /// The half of the day, where a time of day says it.
    pub half_day: Option<HalfDay>,
    /// Whether its digits are torn apart in print: 40，000, 2 . 5.
    pub is_torn: bool,
}

impl Quantity {
    /// A number of a kind.
    pub fn number(value: Decimal, kind: Kind, range: Range<usize>) -> Quantity {
        Quantity::of(Value::Number(value), kind, range)
    }

    /// A value of a kind.
    #[inline]
    pub fn of(value: Value, kind: Kind, range: Range<usize>) -> Quantity {
        Quantity {
            value,
            kind,
            range,
            significance: Significance::Required,
            bound: None,
            scale: 0,
            or: None,
            word: None,
            is_part: false,
            half_day: None,
            is_torn: false,
        }
    }

    /// The same with another significance.
    #[inline]
    pub(crate) fn with_significance(mut self, significance: Significance) -> Quantity {
        self.significance = significance;
        self
    }

    /// The same with a bound.
    pub fn bounded(mut self, bound: Option<Bound>) -> Quantity {
        self.bound = bound;
        self
    }

    /// Takes a unit; a number of ‰ or ppm is kept in per cent.
    pub(crate) fn take_unit(&mut self, unit: &'static Unit) {
        self.kind = unit.kind();
        self.word = (!unit.also.is_empty()).then_some(unit);
        if let Value::Number(number) = self.value {
            self.value = Value::Number(number.scaled(unit.power()));
        }
    }

    /// Whether the text says that the number is rounded.
    pub(crate) fn is_rounded(&self) -> bool {
        matches!(self.bound, Some(Bound::About | Bound::Nearly))
    }

    /// The number, where it is one.
    #[inline]
    pub fn decimal(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The value as the JSON contract writes it.
    pub fn plain(&self) -> String {
        match self.value {
            Value::Number(number) => number.plain(),
            Value::Fraction(a, b) => format!("{a}/{b}"),
            Value::Clock(hour, minute) => format!("{hour}:{minute:02}"),
            Value::Version(length, parts) => {
                let parts = parts.iter().take(usize::from(length)).map(u16::to_string);
                parts.collect::<Vec<_>>().join(".")
            }
            Value::Date { year, month, day } => {
                let year = year.map_or("-".to_owned(), |year| format!("{year:04}"));
                match (month, day) {
                    (Some(month), Some(day)) => format!("{year}-{month:02}-{day:02}"),
                    (Some(month), None) => format!("{year}-{month:02}"),
                    (None, Some(day)) => format!("--{day:02}"),
                    (None, None) => year,
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ratio_is_a_decimal_where_one_is_exact() {
        let ratio = |a, b| {
            let value = Value::ratio(Decimal::from(a), Decimal::from(b)).unwrap();
            Quantity::of(value, Kind::Count, 0..0).plain()
        };
        assert_eq!(ratio(1, 4), "0.25");
        assert_eq!(ratio(1, 3), "1/3");
        assert_eq!(ratio(4, 6), "2/3");
        assert_eq!(ratio(-3, 2), "-1.5");
        assert_eq!(ratio(5, 16), "0.3125");
        assert!(Value::ratio(Decimal::from(1), Decimal::from(0)).is_none());
    }
}
