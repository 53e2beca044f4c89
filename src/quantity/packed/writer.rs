//! Quantities written as bytes.

use crate::quantity::decimal::Decimal;
use crate::quantity::kind::Kind;
use crate::quantity::packed::layout::{bound_tag, head, kind_tag, short, value_tag};
use crate::quantity::units::UNITS;
use crate::quantity::value::{Quantity, Value};

/// Writes quantities.
pub(super) struct QuantityWriter {
    pub(super) bytes: Vec<u8>,
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

    /// The same of a word.
    pub(super) fn word(&mut self, number: u64) {
        match u8::try_from(number) {
            Ok(short @ ..0x80) => self.bytes.push(short),
            _ => self.number(u128::from(number)),
        }
    }

    /// The same of a word with a sign.
    pub(super) fn small(&mut self, number: i64) {
        self.word(((number << 1) ^ (number >> 63)) as u64);
    }

    fn decimal(&mut self, number: Decimal) {
        self.signed(number.digits());
        self.small(i64::from(number.power()));
    }

    pub(super) fn quantity(&mut self, one: &Quantity, before: usize) {
        let short = short(one, before);
        let has_more = one.scale != 0 || one.bound.is_some() || one.half_day.is_some();
        let flag = |is_set: bool, flag: u8| if is_set { flag } else { 0 };
        let first = if short.is_some() { head::SHORT } else { value_tag(&one.value) }
            | flag(one.or.is_some(), head::OR)
            | flag(one.word.is_some(), head::WORD)
            | flag(one.is_part, head::PART)
            | flag(one.is_torn, head::TORN)
            | flag(has_more && short.is_none(), head::MORE);
        let second = kind_tag(one.kind) | (one.significance as u8) << head::SIGNIFICANCE;
        self.bytes.extend_from_slice(&[first, second]);
        match short {
            Some(word) => self.bytes.extend_from_slice(&word.to_le_bytes()),
            None => {
                self.value(&one.value);
                self.small(one.range.start as i64 - before as i64);
                self.word(one.range.len() as u64);
            }
        }
        if let Kind::Money(unit) | Kind::Measure(unit) = one.kind {
            self.text(unit.as_str());
        }
        if has_more && short.is_none() {
            self.small(i64::from(one.scale));
            self.bytes.push(one.bound.map_or(0, bound_tag) as u8);
            self.bytes.push(one.half_day.map_or(0, |half| 1 + half as u8));
        }
        if let Some(or) = one.or {
            self.decimal(or);
        }
        if let Some(word) = one.word {
            let at = UNITS.iter().position(|unit| std::ptr::eq(unit, word));
            self.word(at.unwrap_or(UNITS.len()) as u64);
        }
    }

    fn text(&mut self, text: &str) {
        self.word(text.len() as u64);
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
