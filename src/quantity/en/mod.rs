//! Quantities of an English text.

pub(crate) mod bound;
pub(crate) mod clock;
pub(crate) mod date;
pub(crate) mod digits;
pub(crate) mod fraction;
pub(crate) mod idioms;
pub(crate) mod lexer;
pub(crate) mod money;
pub(crate) mod number;
pub(crate) mod numeral;
pub(crate) mod numerals;
pub(crate) mod period;
pub(crate) mod range;
pub(crate) mod sign;
pub(crate) mod significance;
pub(crate) mod number_words;
pub(crate) mod unit;
pub(crate) mod words;

use std::cell::RefCell;

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::{Tokens, tokens};
use crate::quantity::en::words::Begins;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let tokens = tokens(text);
    let scan = Tokens { text, tokens: &tokens, last: RefCell::new(None) };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match scan.read(at) {
            Some((mut one, end)) => {
                if let Some(first) =
                    found.last_mut().filter(|first| first.significance > Significance::Ignored)
                {
                    scan.share_unit(first, &mut one);
                }
                found.push(one);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

impl Tokens<'_, '_> {
    /// What begins at a place: a date, a time, a fraction, an ordinal, a word that is a number, a number.
    fn read(&self, at: usize) -> Option<(Quantity, usize)> {
        match self.tokens[at].begins {
            Begins::Nothing => None,
            Begins::Sign => self.negative(at),
            Begins::NumberWord => self.number_word(at),
            Begins::Quantity => {
                let timed = self
                    .idiom(at)
                    .or_else(|| self.period(at))
                    .or_else(|| self.date(at))
                    .or_else(|| self.version(at))
                    .or_else(|| self.clock(at))
                    .or_else(|| self.elapsed(at));
                let found = timed.or_else(|| self.ordinal_or_fraction(at)).or_else(|| self.plain(at));
                found.or_else(|| self.number_word(at))
            }
        }
    }

    /// “a third of” is a fraction, “twenty-third” an ordinal: the fraction is tried first.
    fn ordinal_or_fraction(&self, at: usize) -> Option<(Quantity, usize)> {
        self.fraction(at).map(|(one, end)| self.in_money(one, end)).or_else(|| self.ordinal(at))
    }

    /// half a million dollars: the unit of a part of a scale.
    fn in_money(&self, mut one: Quantity, end: usize) -> (Quantity, usize) {
        let large = one.decimal().is_some_and(|value| value >= Decimal::from(1000));
        let Some((unit, next)) = self.unit(end).filter(|_| large) else { return (one, end) };
        one.take_unit(unit);
        one.range.end = self.tokens[next - 1].range.end;
        (one, next)
    }

    /// 1.2.3
    fn version(&self, at: usize) -> Option<(Quantity, usize)> {
        let value = Value::version(self.text(at))?;
        Some((Quantity::of(value, Kind::Version, self.range(at, at + 1)), at + 1))
    }

    /// A number with its unit.
    pub(super) fn plain(&self, at: usize) -> Option<(Quantity, usize)> {
        let read = self.number(at)?;
        let mut one =
            Quantity::of(read.value, Kind::Count, 0..0).with_significance(self.significance(at, &read));
        (one.scale, one.or) = (read.power, read.or);
        let end = self.apply(at, &read, &mut one);
        one.bound = self.bound(at, end);
        self.settle(at, end, &mut one);
        one.range = self.range(at, end);
        Some((one, end))
    }
}
