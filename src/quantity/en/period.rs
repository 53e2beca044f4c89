//! Parts of the calendar in an English text: Q3, the first half of the year, the 1990s, the 21st century.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::words::WordClass;
use crate::quantity::value::{Kind, Period, Quantity, Significance};

impl Tokens<'_> {
    /// A part of the calendar that begins at a place, and the place after it.
    pub(super) fn period(&self, at: usize) -> Option<(Quantity, usize)> {
        let (period, value, end) = self
            .letter(at)
            .or_else(|| self.decade(at))
            .or_else(|| self.century(at))
            .or_else(|| self.numbered(at))?;
        let one = Quantity::number(Decimal::from(value), Kind::Period(period), self.range(at, end));
        Some((one.with_significance(Significance::Weak), end))
    }

    /// Q3, H1; 3Q and 1H stand too.
    pub(super) fn letter(&self, at: usize) -> Option<(Period, i64, usize)> {
        let (letter, digit) = match self.text(at) {
            letter @ ("Q" | "H") if self.glued(at + 1) => (letter, self.small(at + 1)?),
            _ => (
                self.text(at + 1),
                self.small(at).filter(|_| self.glued(at + 1) && self.text(at).len() == 1)?,
            ),
        };
        let last = self.glued(at + 2) && self.text(at + 2).starts_with(|c: char| c.is_ascii_alphanumeric());
        match (letter, digit) {
            _ if last => None,
            ("Q", 1..=4) => Some((Period::Quarter, digit, at + 2)),
            ("H", 1..=2) => Some((Period::HalfYear, digit, at + 2)),
            _ => None,
        }
    }

    /// the 1990s, the '90s, the nineties.
    pub(super) fn decade(&self, at: usize) -> Option<(Period, i64, usize)> {
        const NAMED: [(&str, i64); 8] = [
            ("twenties", 20),
            ("thirties", 30),
            ("forties", 40),
            ("fifties", 50),
            ("sixties", 60),
            ("seventies", 70),
            ("eighties", 80),
            ("nineties", 90),
        ];
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        let led = matches!(before, "the" | "late" | "early" | "mid" | "-");
        // in his forties is an age.
        let named = || NAMED.iter().find(|(word, _)| *word == self.lower(at));
        if let Some((_, decade)) = led.then(named).flatten() {
            return Some((Period::Decade, *decade, at + 1));
        }
        let number = self.small(at).filter(|n| n % 10 == 0)?;
        let plural = self.glued(at + 1) && matches!(self.lower(at + 1), "s" | "'s" | "’s");
        let apostrophe =
            self.glued(at + 1) && matches!(self.text(at + 1), "'" | "’") && self.lower(at + 2) == "s";
        let sound = match self.text(at).len() {
            4 => (1000..2200).contains(&number),
            2 => led || matches!(before, "'" | "’" | "‘"),
            _ => false,
        };
        (sound && (plural || apostrophe)).then_some((
            Period::Decade,
            number,
            at + 2 + usize::from(apostrophe),
        ))
    }

    /// the 21st century, the twentieth century, the third century BC.
    pub(super) fn century(&self, at: usize) -> Option<(Period, i64, usize)> {
        let (one, next) = self.ordinal(at)?;
        let next = next + usize::from(self.text(next) == "-");
        let value = one.decimal()?.whole().and_then(|n| i64::try_from(n).ok())?;
        let named = matches!(self.lower(next), "century" | "centuries") && (1..=30).contains(&value);
        let before_christ = matches!(self.text(next + 1), "BC" | "BCE" | "B.C" | "B.C.E");
        let value = if before_christ { -value } else { value };
        named.then_some((Period::Century, value, next + 1 + usize::from(before_christ)))
    }

    /// the second quarter, the first half of the year; not the first three quarters.
    pub(super) fn numbered(&self, at: usize) -> Option<(Period, i64, usize)> {
        let (value, next) = match (self.word(at), self.lower(at)) {
            (WordClass::Ordinal(n), _) if !self.lower(at).ends_with('s') => (n, at + 1),
            _ => {
                let suffixed = matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th") && self.glued(at + 1);
                (self.small(at).filter(|_| suffixed)?, at + 2)
            }
        };
        let next = next + usize::from(self.text(next) == "-");
        match (self.lower(next), value) {
            ("quarter", 1..=4) if !self.is_match(next) => Some((Period::Quarter, value, next + 1)),
            ("half", 1..=2) if self.is_year(next + 1) => Some((Period::HalfYear, value, next + 1)),
            _ => None,
        }
    }

    /// Whether a quarter is one of a match.
    pub(super) fn is_match(&self, at: usize) -> bool {
        matches!(self.lower(at + 1), "of" | "-")
            && matches!(self.lower(at + 2), "the" | "a")
            && matches!(self.lower(at + 3), "game" | "match" | "final")
    }

    /// Whether “of the year”, “of 2024”, “this year” follows, or nothing that a half could be of.
    pub(super) fn is_year(&self, at: usize) -> bool {
        let year = |place: usize| {
            self.small(place).is_some_and(|n| (1900..2200).contains(&n))
                || matches!(self.lower(place), "year" | "year's" | "year’s")
        };
        match self.lower(at) {
            "of" => year(at + 1) || year(at + 2),
            "this" | "last" | "next" => year(at + 1),
            "-" | "year" | "" | "." | "," | ";" => true,
            _ => year(at),
        }
    }
}
