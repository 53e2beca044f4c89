//! Quantities of an English text.

pub mod clock;
pub mod date;
pub mod fraction;
pub mod lexer;
pub mod money;
pub mod number;
pub mod period;
pub mod unit;
pub mod words;

use std::ops::Range;

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::{Token, tokens};
use crate::quantity::en::words::{WordClass, standing};
use crate::quantity::marks::vulgar;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let tokens = tokens(text);
    let scan = Tokens { text, tokens: &tokens };
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

/// A text with its tokens.
pub(super) struct Tokens<'s, 't> {
    pub text: &'t str,
    tokens: &'s [Token<'t>],
}

impl Tokens<'_, '_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    fn word(&self, at: usize) -> WordClass {
        self.tokens.get(at).map_or(WordClass::Other, |token| token.word)
    }

    /// Whether a token follows the one before it without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.range.start == self.tokens[at - 1].range.end)
    }

    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let last = end.saturating_sub(1).max(start).min(self.tokens.len() - 1);
        self.tokens[start].range.start..self.tokens[last].range.end
    }

    /// A whole number in digits.
    pub(super) fn small(&self, at: usize) -> Option<i64> {
        i64::try_from(self.tokens.get(at)?.number?.whole()?).ok()
    }

    /// What begins at a place: a date, a time, a fraction, an ordinal, a word that is a number, a number.
    fn read(&self, at: usize) -> Option<(Quantity, usize)> {
        let token = &self.tokens[at];
        let signed = matches!(token.lower.as_ref(), "-" | "−" | "－" | "minus" | "negative");
        if signed && let Some(found) = self.negative(at) {
            return Some(found);
        }
        let may = token.number.is_some()
            || token.word != WordClass::Other
            || matches!(
                token.lower.as_ref(),
                "a" | "an" | "half" | "halves" | "quarter" | "noon" | "midnight"
            )
            || token.text.starts_with(['I', 'V', 'X', 'Q', 'H'])
            || token.text.starts_with(|c| vulgar(c).is_some())
            || token.text.starts_with(|c: char| c.is_ascii_digit())
            || token.lower.ends_with("ties");
        if may {
            let found = self
                .idiom(at)
                .or_else(|| self.period(at))
                .or_else(|| self.date(at))
                .or_else(|| self.version(at))
                .or_else(|| self.clock(at))
                .or_else(|| self.lap(at));
            let found = found.or_else(|| self.ordinal_or_fraction(at)).or_else(|| self.plain(at));
            if found.is_some() {
                return found;
            }
        }
        self.standing(at)
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

    /// one of the, one another, no one: not a number.
    fn idiom(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(end) = self.phrase(at) {
            let read = self.number(at)?;
            let one = Quantity::of(read.value, Kind::Count, self.range(at, end));
            return Some((one.with_significance(Significance::Ignored), end));
        }
        if self.word(at) != WordClass::Cardinal(1) {
            return None;
        }
        let next = (self.lower(at + 1), self.lower(at + 2));
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        let idle = matches!(
            next,
            ("of", "the" | "its" | "their" | "our" | "his" | "her" | "my" | "these" | "those")
        ) || matches!(next.0, "another" | "by" | "day" | "after")
            || matches!(
                before,
                "no" | "any" | "every" | "each" | "this" | "that" | "which" | "the" | "only" | "by"
            );
        let one = Quantity::number(Decimal::from(1), Kind::Count, self.range(at, at + 1));
        idle.then(|| (one.with_significance(Significance::Ignored), at + 1))
    }

    /// 1.2.3
    fn version(&self, at: usize) -> Option<(Quantity, usize)> {
        let value = Value::version(self.text(at))?;
        Some((Quantity::of(value, Kind::Version, self.range(at, at + 1)), at + 1))
    }

    /// high-five, 2's complement, UTC+8, around the clock: phrases whose number counts nothing.
    fn phrase(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        let earlier = at.checked_sub(2).map_or("", |place| self.lower(place));
        let complement =
            |place: usize| self.lower(place) == "complement" || self.lower(place + 1) == "complement";
        let told = match self.lower(at) {
            "five" => before == "high" || (before == "-" && earlier == "high"),
            "1" | "2" | "two" | "one" => {
                self.lower(at + 1).starts_with(['\'', '’', 's']) && complement(at + 2)
            }
            "24" => matches!(self.lower(at + 1), "*" | "x" | "×") && self.text(at + 2) == "7",
            _ => matches!(before, "+" | "-" | "−") && matches!(earlier, "utc" | "gmt"),
        };
        let clock = self.text(at) == "7"
            && matches!(self.lower(at + 1), "*" | "x" | "×")
            && self.text(at + 2) == "24";
        match told || clock {
            true if clock || self.text(at) == "24" => Some(at + 3),
            true => Some(at + 1),
            false => None,
        }
    }

    /// minus 5, -0.8%: not a range (3-5) and not a dash.
    fn negative(&self, at: usize) -> Option<(Quantity, usize)> {
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
        let (mut one, end) =
            self.fraction(start).filter(|_| start == at + 1).or_else(|| self.plain(start))?;
        one.value = match one.value {
            Value::Number(value) => Value::Number(value.negated()),
            Value::Fraction(a, b) => Value::Fraction(-a, b),
            _ => return None,
        };
        one.or = one.or.map(Decimal::negated);
        one.range.start = self.tokens[at].range.start;
        Some((one, end))
    }

    /// twice, doubled, both, a dozen.
    fn standing(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(found) = self.quarter_century(at) {
            return Some(found);
        }
        let (digits, power, kind) = standing(self.lower(at))?;
        // a triple-slash directive has three slashes
        let kind = if self.text(at + 1) == "-" && self.glued(at + 2) && kind == Kind::Times {
            Kind::Count
        } else {
            kind
        };
        let value = Decimal::new(digits, power)?;
        let significance = match kind {
            Kind::Times if value >= Decimal::from(3) => Significance::Required,
            Kind::Times => Significance::Weak,
            _ => Significance::Optional,
        };
        Some((Quantity::number(value, kind, self.range(at, at + 1)).with_significance(significance), at + 1))
    }

    /// a quarter-century, a quarter of a century: 25 years; the past dozen years.
    fn quarter_century(&self, at: usize) -> Option<(Quantity, usize)> {
        let dash = usize::from(self.text(at + 1) == "-");
        let make = |value: i64, end: usize, significance: Significance| {
            let one = Quantity::number(Decimal::from(value), Kind::Measure("years"), self.range(at, end));
            Some((one.with_significance(significance), end))
        };
        match self.lower(at) {
            "quarter" if self.lower(at + 1 + dash) == "century" => {
                make(25, at + 2 + dash, Significance::Weak)
            }
            "quarter"
                if self.lower(at + 1) == "of"
                    && self.lower(at + 2) == "a"
                    && self.lower(at + 3) == "century" =>
            {
                make(25, at + 4, Significance::Weak)
            }
            "dozen" if at > 0 && matches!(self.lower(at - 1), "past" | "last" | "next") => {
                let (kind, end) =
                    self.unit(at + 1).map_or((Kind::Count, at + 1), |(unit, end)| (unit.kind(), end));
                let mut one = Quantity::number(Decimal::from(12), kind, self.range(at, end));
                one.or = Some(Decimal::from(10));
                Some((one.with_significance(Significance::Weak), end))
            }
            _ => None,
        }
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

    /// 5 to 10 percent: the unit of the second counts for the first.
    fn share_unit(&self, first: &mut Quantity, second: &mut Quantity) {
        let Some(between) = self.text.get(first.range.end..second.range.start).map(str::trim) else { return };
        let range = matches!(between, "-" | "–" | "—" | "to" | "or");
        if let (Some(low), Some(high)) = (first.decimal(), second.decimal())
            && second.scale > 0
            && first.scale == 0
            && range
        {
            (first.value, first.or) = match low.scaled(second.scale) {
                scaled if scaled < high => (Value::Number(scaled), Some(low)),
                scaled => (first.value, Some(scaled)),
            };
        }
        let shared = matches!(second.kind, Kind::Percent | Kind::Points | Kind::Money(_) | Kind::Measure(_));
        if (range || between == "and")
            && first.kind == Kind::Count
            && first.significance == Significance::Required
            && shared
        {
            first.kind = second.kind;
        }
        // RMB 5 to 8 billion
        if range && second.kind == Kind::Count && matches!(first.kind, Kind::Money(_)) {
            second.kind = first.kind;
        }
    }
}
