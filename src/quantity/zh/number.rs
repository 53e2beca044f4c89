//! A Chinese number, in digits or in numerals.

use crate::quantity::decimal::Decimal;
use crate::quantity::marks::vulgar;
use crate::quantity::value::{Quantity, Value};
use crate::quantity::zh::digits::in_digits;
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::numeral::{NumberToken, begins};
use crate::quantity::zh::numerals::in_numerals;

/// A quantity; the lower one of two said in one breath, with the place after its digit; the place after both.
pub(super) type Reading = (Quantity, Option<(Decimal, usize)>, usize);

/// A number in digits or numerals.
pub(super) fn number(chars: &Chars, at: usize) -> Option<NumberToken> {
    match chars.at(at) {
        '0'..='9' => in_digits(chars, at),
        c if vulgar(c).is_some() => {
            let (top, bottom) = vulgar(c)?;
            let value = Value::ratio(Decimal::from(top), Decimal::from(bottom))?;
            Some(NumberToken {
                value,
                low: None,
                end: at + 1,
                numerals: 0,
                bound: None,
                scale: 0,
                bare: false,
                or: None,
                torn: false,
            })
        }
        _ if begins(chars, at) => in_numerals(chars, at),
        _ => None,
    }
}
