//! English phrases in which a number counts nothing: one of the, high-five, UTC+8.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::words::{WordClass, is_idle_one};
use crate::quantity::value::{Kind, Quantity, Significance};

impl Tokens<'_> {
    /// one of the, one another, no one: not a number.
    pub(super) fn idiom(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(end) = self.phrase(at) {
            let read = self.number(at)?;
            let one = Quantity::of(read.value, Kind::Count, self.range(at, end));
            return Some((one.with_significance(Significance::Ignored), end));
        }
        if self.word(at) != WordClass::Cardinal(1) {
            return None;
        }
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        let idle = is_idle_one(before, self.lower(at + 1), self.lower(at + 2));
        let one = Quantity::number(Decimal::from(1), Kind::Count, self.range(at, at + 1));
        idle.then(|| (one.with_significance(Significance::Ignored), at + 1))
    }

    /// high-five, 2's complement, UTC+8, around the clock: phrases whose number counts nothing.
    pub(super) fn phrase(&self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        let earlier = at.checked_sub(2).map_or("", |place| self.lower(place));
        let complement =
            |place: usize| self.lower(place) == "complement" || self.lower(place + 1) == "complement";
        let is_phrase = match self.lower(at) {
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
        match is_phrase || clock {
            true if clock || self.text(at) == "24" => Some(at + 3),
            true => Some(at + 1),
            false => None,
        }
    }
}
