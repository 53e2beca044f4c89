//! Dates and times of day in an English text.

use crate::quantity::clock::clocked;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::Tokens;
use crate::quantity::en::words::WordClass;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

impl Tokens<'_, '_> {
    /// A month's name, where it is one: not “may” and not “the Long March”.
    fn month(&self, at: usize) -> Option<u8> {
        let WordClass::Month(month) = self.word(at) else { return None };
        if !self.text(at).starts_with(char::is_uppercase) {
            return None;
        }
        let doubtful = matches!(self.lower(at), "march" | "may" | "mar" | "jan");
        if !doubtful {
            return Some(month);
        }
        let next = at + 1;
        let beside = self.small(next).is_some()
            || (at > 0 && self.small(at - 1).is_some())
            || (self.lower(next) == "the" && self.small(next + 1).is_some());
        const LEADS: &[&str] = &[
            "in", "of", "last", "this", "next", "since", "by", "early", "late", "mid", "until", "from", "to",
            "and", "on", "between", "th", "st", "nd", "rd", "-", "–", "/", "during", "end", "through",
            "till", "before", "after", "(", "for",
        ];
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        (beside || LEADS.contains(&before)).then_some(month)
    }

    /// A day of a month: its number and the place after it.
    fn day(&self, place: usize) -> Option<(u8, usize)> {
        let day = self.small(place).filter(|day| (1..=31).contains(day) && self.text(place).len() <= 2)?;
        let next = self.lower(place + 1);
        let suffix = matches!(next, "st" | "nd" | "rd" | "th") && self.glued(place + 1);
        let end = place + 1 + usize::from(suffix);
        let unit = next == "%"
            || (self.glued(place + 1) && !suffix && self.text(place + 1).chars().all(char::is_alphabetic))
            || matches!(self.word(end), WordClass::Scale(_) | WordClass::Scales(_));
        (!unit).then_some((day as u8, end))
    }

    fn year(&self, place: usize) -> Option<i32> {
        let year =
            self.small(place).filter(|year| (1000..2200).contains(year) && self.text(place).len() == 4)?;
        i32::try_from(year).ok()
    }

    fn dated(
        &self,
        at: usize,
        end: usize,
        year: Option<i32>,
        month: Option<u8>,
        day: Option<u8>,
    ) -> (Quantity, usize) {
        let value = Value::Date { year, month, day };
        (Quantity::of(value, Kind::Date, self.range(at, end)).with_significance(Significance::Weak), end)
    }

    /// December 26, 2024; 26 December 2024; December 2024; the 26th; 2024.
    pub(super) fn date(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(month) = self.month(at) {
            return Some(self.month_first(at, month));
        }
        self.tokens[at].number?;
        if let Some((day, next)) = self.day(at)
            && let Some(found) = self.day_first(at, day, next)
        {
            return Some(found);
        }
        self.iso(at).or_else(|| self.lone_year(at))
    }

    /// 2024-12-26, 2024/12/26.
    fn iso(&self, at: usize) -> Option<(Quantity, usize)> {
        let year = self.year(at)?;
        let mark = |place: usize| {
            matches!(self.text(place), "-" | "/") && self.glued(place) && self.glued(place + 1)
        };
        let month = self.small(at + 2).filter(|month| (1..=12).contains(month) && mark(at + 1))?;
        let day = self.small(at + 4).filter(|day| (1..=31).contains(day) && mark(at + 3))?;
        Some(self.dated(at, at + 5, Some(year), Some(month as u8), Some(day as u8)))
    }

    fn month_first(&self, at: usize, month: u8) -> (Quantity, usize) {
        let mut end = at + 1;
        let short = self.lower(at).len() <= 4;
        if self.text(end) == "." && short && self.small(end + 1).is_some() {
            end += 1;
        }
        let day = self.day(end + usize::from(self.lower(end) == "the"));
        end = day.map_or(end, |(_, next)| next);
        let comma = end + usize::from(self.text(end) == "," || self.lower(end) == "of");
        let year = self.year(comma).filter(|_| self.text(comma + 1) != "%");
        if year.is_some() {
            end = comma + 1;
        }
        self.dated(at, end, year, Some(month), day.map(|(day, _)| day))
    }

    fn day_first(&self, at: usize, day: u8, next: usize) -> Option<(Quantity, usize)> {
        let of = next + usize::from(self.lower(next) == "of");
        if let Some(month) = self.month(of) {
            let comma = of + 1 + usize::from(self.text(of + 1) == ",");
            let year = self.year(comma);
            let end = if year.is_some() { comma + 1 } else { of + 1 };
            return Some(self.dated(at, end, year, Some(month), Some(day)));
        }
        let led = at > 1
            && self.lower(at - 1) == "the"
            && matches!(self.lower(at - 2), "on" | "of" | "from" | "to" | "until" | "by" | "and");
        let alone = matches!(self.text(next), "" | "," | "." | ";" | ")");
        (next > at + 1 && led && alone).then(|| self.dated(at, next, None, None, Some(day)))
    }

    /// 2024 by itself, the 1990s.
    fn lone_year(&self, at: usize) -> Option<(Quantity, usize)> {
        let year = self.year(at)?;
        let value = Decimal::from(i64::from(year));
        let after = self.lower(at + 1);
        if after == "s" && self.glued(at + 1) {
            let one = Quantity::number(value, Kind::Year, self.range(at, at + 2));
            return Some((one.with_significance(Significance::Optional), at + 2));
        }
        const LEADS: &[&str] = &[
            "in", "since", "by", "of", "from", "until", "year", "for", "during", "to", "and", "late",
            "early", "mid", "end", "the", "(", "between", "before", "after", "-", "–", "through", "than",
            "with", "",
        ];
        let before = at.checked_sub(1).map_or("", |place| self.lower(place));
        let led = LEADS.contains(&before);
        let unit = self
            .unit(at + 1)
            .is_some_and(|(unit, _)| !matches!(unit.id, "years" | "months" | "weeks" | "days"));
        let amount = matches!(before, "$" | "£" | "€" | "¥" | "rmb" | "usd") || unit || after == "%";
        let scaled = matches!(self.word(at + 1), WordClass::Scale(_) | WordClass::Scales(_));
        let plural = self.is_plural(at + 1);
        let recent = (1900..2060).contains(&year);
        if amount || scaled || (!led && (plural || !recent)) || (plural && !(1950..2060).contains(&year)) {
            return None;
        }
        Some((
            Quantity::number(value, Kind::Year, self.range(at, at + 1)).with_significance(Significance::Weak),
            at + 1,
        ))
    }

    /// Whether a noun in the plural stands at a place, which a number before it would count.
    fn is_plural(&self, at: usize) -> bool {
        const NO_PLURALS: &[&str] =
            &["was", "is", "has", "as", "this", "s", "its", "his", "results", "sales", "figures", "levels"];
        let word = self.text(at);
        !word.is_empty()
            && word.ends_with('s')
            && word.chars().all(char::is_lowercase)
            && !NO_PLURALS.contains(&self.lower(at))
    }

    /// half past two, a quarter to nine.
    fn past(&self, at: usize) -> Option<(Quantity, usize)> {
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
        let make = |hour: u16, minute: u16, end: usize| {
            let one = Quantity::of(Value::Clock(hour, minute), Kind::Time, self.range(at, end));
            Some((one.with_significance(Significance::Weak), end))
        };
        match self.lower(at) {
            "half" | "quarter" | "a" => return self.past(at),
            "noon" => {
                return make(12, 0, at + 1)
                    .map(|(one, end)| (one.with_significance(Significance::Optional), end));
            }
            "midnight" => {
                return make(0, 0, at + 1)
                    .map(|(one, end)| (one.with_significance(Significance::Optional), end));
            }
            _ => {}
        }
        let number = self.tokens[at].number?;
        let half_day = |place: usize| {
            let said =
                matches!(self.lower(place), "am" | "pm" | "a.m" | "p.m" | "o'clock" | "o’clock" | "hrs");
            said.then(|| {
                place + 1 + usize::from(self.text(place + 1) == "." && self.lower(place).contains('.'))
            })
        };
        let colon = |place: usize| self.text(place) == ":" && self.glued(place) && self.glued(place + 1);
        let two = |place: usize| self.text(place).split('.').next().is_some_and(|digits| digits.len() == 2);
        let part =
            |place: usize| self.tokens.get(place + 1)?.number.filter(|_| colon(place) && two(place + 1));
        if let Some(minute) = part(at + 1).filter(|minute| *minute < Decimal::from(60)) {
            let hour = number.whole().and_then(|hour| u16::try_from(hour).ok())?;
            let second = part(at + 3);
            let end = at + if second.is_some() { 5 } else { 3 };
            let (value, kind, or) = clocked(hour, minute, second)?;
            let end = half_day(end).unwrap_or(end);
            let soft = kind != Kind::Time || hour > 24;
            let significance = if soft { Significance::Optional } else { Significance::Weak };
            let mut one = Quantity::of(value, kind, self.range(at, end)).with_significance(significance);
            one.or = or;
            return Some((one, end));
        }
        let end = half_day(at + 1)?;
        let (hour, minute) = match self.text(at).split_once('.') {
            Some((hour, minute)) if minute.len() == 2 => (hour.parse().ok()?, minute.parse().ok()?),
            Some(_) => return None,
            None => (u16::try_from(number.whole()?).ok()?, 0),
        };
        (hour <= 24).then(|| make(hour, minute, end))?
    }

    /// six minutes and five seconds, 2 hours 13 minutes 38 seconds: a duration in seconds.
    pub(super) fn lap(&self, at: usize) -> Option<(Quantity, usize)> {
        let (mut seconds, mut place, mut last) = (Decimal::from(0), at, "");
        for _ in 0..3 {
            let read = self.number(place)?;
            let (unit, next) = self.unit(read.end)?;
            let unit = unit.id;
            let factor = match (unit, last) {
                ("h", "") => 3600,
                ("min", "" | "h") => 60,
                ("s", "min") => 1,
                _ => return None,
            };
            seconds = seconds.checked_add(read.decimal()?.checked_mul(Decimal::from(factor))?)?;
            if unit == "s" {
                let one = Quantity::number(seconds, Kind::Measure("s"), self.range(at, next));
                return Some((one.with_significance(Significance::Weak), next));
            }
            place = next + usize::from(matches!(self.lower(next), "," | "and"));
            place += usize::from(self.lower(place) == "and");
            last = unit;
        }
        None
    }
}
