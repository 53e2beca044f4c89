//! Times of day and laps in an English text.

use crate::quantity::colon::clocked;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::WordClass;
use crate::quantity::value::{HalfDay, Kind, Quantity, Significance, UnitId, Value};

impl Tokens<'_> {
    /// half past two, a quarter to nine.
    pub(super) fn past(&self, at: usize) -> Option<(Quantity, usize)> {
        let part = at + usize::from(self.lower(at) == "a");
        let minute = match self.lower(part) {
            "half" => 30,
            "quarter" => 15,
            _ => return None,
        };
        let hour = match (self.word(part + 2), self.small(part + 2)) {
            (WordClass::Cardinal(hour), _) | (_, Some(hour)) if (1..=12).contains(&hour) => hour as u16,
            _ => return None,
        };
        let (hour, minute) = match self.lower(part + 1) {
            "past" => (hour, minute),
            "to" if minute == 15 => ((hour + 11) % 12, 45),
            _ => return None,
        };
        let one = Quantity::of(Value::Clock(hour, minute), Kind::Time, self.range(at, part + 3));
        Some((one.with_significance(Significance::Weak), part + 3))
    }

    /// 10:30, 10.30 p.m., 10 o’clock, noon.
    pub(super) fn clock(&self, at: usize) -> Option<(Quantity, usize)> {
        let make = |hour: u16, minute: u16, end: usize, half: Option<HalfDay>| {
            let mut one = Quantity::of(Value::Clock(hour, minute), Kind::Time, self.range(at, end));
            one.half_day = half;
            (one.with_significance(Significance::Weak), end)
        };
        let named = |hour: u16, half: HalfDay| {
            let (one, end) = make(hour, 0, at + 1, Some(half));
            Some((one.with_significance(Significance::Optional), end))
        };
        match self.lower(at) {
            "half" | "quarter" | "a" => return self.past(at),
            "noon" => return named(12, HalfDay::Afternoon),
            "midnight" => return named(0, HalfDay::Morning),
            _ => {}
        }
        let number = self.tokens[at].number?;
        if let Some(parts) = self.minute_and_second(at) {
            return self.time_of(at, number, parts);
        }
        let end = self.after_half_day(at + 1)?;
        let (hour, minute) = match self.text(at).split_once('.') {
            Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
            Some(_) => return None,
            None => (u16::try_from(number.whole()?).ok()?, 0),
        };
        (hour <= 24).then(|| make(hour, minute, end, self.half_day(at, end)))
    }

    /// The place after a.m., p.m., o'clock.
    fn after_half_day(&self, place: usize) -> Option<usize> {
        let is_one = matches!(self.lower(place), "am" | "pm" | "a.m" | "p.m" | "o'clock" | "o’clock" | "hrs");
        let dotted = || self.text(place + 1) == "." && self.lower(place).contains('.');
        is_one.then(|| place + 1 + usize::from(dotted()))
    }

    /// What stands behind the colons of 10:30 and 10:30:15.
    fn minute_and_second(&self, at: usize) -> Option<(Decimal, Option<Decimal>)> {
        let colon = |place: usize| self.text(place) == ":" && self.glued(place) && self.glued(place + 1);
        let two = |place: usize| self.text(place).split('.').next().is_some_and(|digits| digits.len() == 2);
        let part =
            |place: usize| self.tokens.get(place + 1)?.number.filter(|_| colon(place) && two(place + 1));
        let minute = part(at + 1).filter(|minute| *minute < Decimal::from(60))?;
        Some((minute, part(at + 3)))
    }

    fn time_of(
        &self,
        at: usize,
        hour: Decimal,
        (minute, second): (Decimal, Option<Decimal>),
    ) -> Option<(Quantity, usize)> {
        let hour = hour.whole().and_then(|hour| u16::try_from(hour).ok())?;
        let end = at + if second.is_some() { 5 } else { 3 };
        let (value, kind, or) = clocked(hour, minute, second)?;
        if self.is_ratio(at, end) || (kind == Kind::Time && hour > 24) || (second.is_some() && hour > 24) {
            return None;
        }
        let end = self.after_half_day(end).unwrap_or(end);
        let soft = kind != Kind::Time || hour > 24;
        let significance = if soft { Significance::Optional } else { Significance::Weak };
        let mut one = Quantity::of(value, kind, self.range(at, end)).with_significance(significance);
        one.or = or;
        let early = self.text(at).len() == 2 && self.text(at).starts_with('0');
        one.half_day =
            self.half_day(at, end).or(early.then_some(HalfDay::Morning)).filter(|_| kind == Kind::Time);
        Some((one, end))
    }

    /// The half of the day that is said in a time of day, or right behind it.
    pub(super) fn half_day(&self, at: usize, end: usize) -> Option<HalfDay> {
        let within = (at..end).find_map(|place| match self.lower(place) {
            "am" | "a.m" => Some(HalfDay::Morning),
            "pm" | "p.m" => Some(HalfDay::Afternoon),
            _ => None,
        });
        let behind = match (self.lower(end), self.lower(end + 1), self.lower(end + 2)) {
            ("in", "the", "morning") | ("this" | "tomorrow" | "yesterday", "morning", _) => {
                Some(HalfDay::Morning)
            }
            ("in", "the", "afternoon" | "evening")
            | ("this" | "tomorrow" | "yesterday", "afternoon" | "evening", _) => Some(HalfDay::Afternoon),
            _ => None,
        };
        within.or(behind)
    }

    /// Whether the words around numbers with colons between say that they are a ratio.
    pub(super) fn is_ratio(&self, at: usize, end: usize) -> bool {
        const RATIOS: [&str; 8] =
            ["ratio", "ratios", "proportion", "proportions", "structure", "split", "mix", "odds"];
        let before = (at.saturating_sub(6)..at).any(|place| RATIOS.contains(&self.lower(place)));
        let decimal = self.text(at).contains('.');
        let more = self.text(end) == ":" && self.glued(end) && self.glued(end + 1);
        before || decimal || more || RATIOS.contains(&self.lower(end))
    }

    /// six minutes and five seconds, 2 hours 13 minutes 38 seconds: a duration in seconds.
    pub(super) fn elapsed(&self, at: usize, first: &NumberToken) -> Option<(Quantity, usize)> {
        let (mut seconds, mut last) = (Decimal::from(0), "");
        let (mut number, mut end) = (first.decimal(), first.end);
        loop {
            let (unit, next) = self.unit(end)?;
            let factor = match (unit.id, last) {
                ("h", "") => 3600,
                ("min", "" | "h") => 60,
                ("s", "min") => 1,
                _ => return None,
            };
            seconds = seconds.checked_add(number?.checked_mul(Decimal::from(factor))?)?;
            if unit.id == "s" {
                let one = Quantity::number(seconds, Kind::Measure(UnitId::SECONDS), self.range(at, next));
                return Some((one.with_significance(Significance::Weak), next));
            }
            let place = next + usize::from(matches!(self.lower(next), "," | "and"));
            let read = self.number(place + usize::from(self.lower(place) == "and"))?;
            (number, end, last) = (read.decimal(), read.end, unit.id);
        }
    }
}
