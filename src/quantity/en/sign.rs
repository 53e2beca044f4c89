//! The sign before an English number: a minus, “minus”, “negative”.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::value::{Quantity, Value};

impl Tokens<'_> {
    /// minus 5, -0.8%: not a range (3-5) and not a dash.
    pub(super) fn negative(&self, at: usize) -> Option<(Quantity, usize)> {
        let mark = !self.text(at).starts_with(char::is_alphabetic);
        let before = at.checked_sub(1);
        let close = self.glued(at + 1) || self.text(at).chars().count() > 3 || before.is_none();
        // −$5 million, −RMB 5 million
        let money = |place: usize| {
            matches!(self.lower(place), "$" | "us" | "us$" | "rmb" | "usd" | "€" | "£" | "¥" | "hk" | "nt")
        };
        let start = (at + 1..at + 4).find(|place| !money(*place)).unwrap_or(at + 1);
        let range = before.is_some_and(|place| {
            self.tokens[place].number.is_some() || self.text(place) == "-" || self.text(place) == "%"
        });
        if mark && (self.glued(at) && before.is_some_and(|place| self.text(place) != "(") || !close || range)
        {
            return None;
        }
        let read = self.number(start);
        let read = read.as_ref();
        let fraction = if start == at + 1 { self.fraction(start, read) } else { None };
        let (mut one, end) = fraction.or_else(|| Some(self.amount(start, read?)))?;
        one.value = match one.value {
            Value::Number(value) => Value::Number(value.negated()),
            Value::Fraction(a, b) => Value::Fraction(-a, b),
            _ => return None,
        };
        one.or = one.or.map(Decimal::negated);
        one.range.start = self.tokens[at].start;
        Some((one, end))
    }
}
