//! A quantity: an exact number with its unit, and where it stands in a text.

use std::ops::Range;

use crate::decimal::Decimal;

/// An exact value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
}

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An amount of a currency, by its ISO 4217 code.
    Money(&'static str),
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Things, or a bare number.
    Count,
    /// A place in an order.
    Ordinal,
    /// A year of the calendar.
    Year,
    /// A date.
    Date,
    /// A multiple.
    Times,
    /// A measure, by its name: `km`, `mu`.
    Measure(&'static str),
}

impl Kind {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Money(code) => code,
            Kind::Percent => "%",
            Kind::Points => "pp",
            Kind::Count => "count",
            Kind::Ordinal => "ordinal",
            Kind::Year => "year",
            Kind::Date => "date",
            Kind::Times => "times",
            Kind::Measure(name) => name,
        }
    }
}

/// How much a quantity proves by standing alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Says little: “one”, a clock time, a code. Never missed.
    Soft,
    /// Missed only if the other side has something else in its place.
    Semi,
    /// Missed.
    Hard,
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
    pub weight: Weight,
    /// Whether the text says that it is rounded (about, nearly, 约, 多).
    pub rounded: bool,
    /// The power of ten of its scale word: 万 is 4, “million” 6.
    pub scale: i32,
    /// Another reading of the same characters (3,000m: metres or millions).
    pub or: Option<Decimal>,
}

impl Quantity {
    /// A number of a kind.
    pub fn number(value: Decimal, kind: Kind, range: Range<usize>) -> Quantity {
        Quantity {
            value: Value::Number(value),
            kind,
            range,
            weight: Weight::Hard,
            rounded: false,
            scale: 0,
            or: None,
        }
    }

    /// The same with another weight.
    pub fn weighing(mut self, weight: Weight) -> Quantity {
        self.weight = weight;
        self
    }

    /// The number, where it is one.
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
