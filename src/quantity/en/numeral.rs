//! An English number that was read, before its unit.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::Value;

/// A number that was read, before its unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct NumberToken {
    pub value: Value,
    pub end: usize,
    /// Whether it is in words.
    pub words: bool,
    pub scaled: bool,
    pub power: i32,
    pub or: Option<Decimal>,
    /// What stands before and after the last “and”: one hundred and three.
    pub split: Option<(Decimal, Decimal)>,
}

impl NumberToken {
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn of(value: Value, end: usize, words: bool) -> NumberToken {
        NumberToken { value, end, words, scaled: false, power: 0, or: None, split: None }
    }
}

impl NumberToken {
    pub(super) fn with(mut self, value: Value) -> NumberToken {
        self.value = value;
        self
    }
}
