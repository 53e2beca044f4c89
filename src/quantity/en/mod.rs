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

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::{Token, Tokens};
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::Begins;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let scan = Tokens::of(text);
    let mut found: Vec<Quantity> = Vec::with_capacity(text.len() / 32);
    let mut at = 0;
    let begins = |token: &Token| token.begins != Begins::Nothing;
    while let Some(skipped) = scan.tokens.get(at..).and_then(|rest| rest.iter().position(begins)) {
        at += skipped;
        let Some((mut one, end)) = scan.read(at) else {
            at += 1;
            continue;
        };
        if let Some(first) = found.last_mut().filter(|first| first.significance > Significance::Ignored) {
            scan.share_unit(first, &mut one);
        }
        found.push(one);
        at = end.max(at + 1);
    }
    found
}

impl Tokens<'_> {
    /// What begins at a place: a date, a time, a fraction, an ordinal, a word that is a number, a number.
    fn read(&self, at: usize) -> Option<(Quantity, usize)> {
        match self.tokens[at].begins {
            Begins::Nothing => None,
            Begins::Sign => self.negative(at),
            Begins::NumberWord => self.number_word(at),
            Begins::Decade => self.period(at).or_else(|| self.number_word(at)),
            Begins::Letter => self.period(at),
            Begins::Roman => self.period(at).or_else(|| self.ordinal(at)),
            Begins::Month => self.month(at).map(|month| self.month_first(at, month)),
            Begins::Hour => self.clock(at),
            Begins::Version => self.dotted(at).or_else(|| self.version(at)),
            Begins::Digits => self.read_digits(at),
            Begins::Words => self.read_words(at),
        }
    }

    /// What begins with a number in digits.
    fn read_digits(&self, at: usize) -> Option<(Quantity, usize)> {
        // 3Q, the 1990s, the 21st century
        let suffixed = self.glued(at + 1);
        let period = || if suffixed { self.period(at) } else { None };
        let ordinal = || if suffixed { self.ordinal(at) } else { None };
        let found = self.idiom(at).or_else(period).or_else(|| self.date(at)).or_else(|| self.clock(at));
        if found.is_some() {
            return found;
        }
        let read = self.number(at)?;
        let found = self.elapsed(at, &read).or_else(|| self.fraction_or_amount(at, Some(&read)));
        found.or_else(ordinal).or_else(|| Some(self.amount(at, &read)))
    }

    /// What begins with a number in words, or a word before it.
    fn read_words(&self, at: usize) -> Option<(Quantity, usize)> {
        let found = self.idiom(at).or_else(|| self.period(at)).or_else(|| self.clock(at));
        if found.is_some() {
            return found;
        }
        let read = self.number(at);
        let read = read.as_ref();
        let found = read.and_then(|read| self.elapsed(at, read));
        // “a third of” is a fraction, “twenty-third” an ordinal.
        let found = found.or_else(|| self.fraction_or_amount(at, read)).or_else(|| self.ordinal(at));
        found.or_else(|| read.map(|read| self.amount(at, read))).or_else(|| self.number_word(at))
    }

    /// A fraction; half a million dollars: a part of a scale takes its unit.
    fn fraction_or_amount(&self, at: usize, read: Option<&NumberToken>) -> Option<(Quantity, usize)> {
        let (mut one, end) = self.fraction(at, read)?;
        let large = one.decimal().is_some_and(|value| value >= Decimal::from(1000));
        let Some((unit, next)) = self.unit(end).filter(|_| large) else { return Some((one, end)) };
        one.take_unit(unit);
        one.range.end = self.tokens[next - 1].end();
        Some((one, next))
    }

    /// 1.2.3
    fn version(&self, at: usize) -> Option<(Quantity, usize)> {
        let value = Value::version(self.text(at))?;
        Some((Quantity::of(value, Kind::Version, self.range(at, at + 1)), at + 1))
    }

    /// A number with its unit.
    pub(super) fn amount(&self, at: usize, read: &NumberToken) -> (Quantity, usize) {
        let mut one =
            Quantity::of(read.value, Kind::Count, 0..0).with_significance(self.significance(at, read));
        (one.scale, one.or) = (read.power, read.or);
        let end = self.apply(at, read, &mut one);
        one.bound = self.bound(at, end);
        self.settle(at, end, &mut one);
        one.range = self.range(at, end);
        (one, end)
    }
}
