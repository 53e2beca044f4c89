//! Dates in an English text.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::words::WordClass;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

impl Tokens<'_> {
    /// A month's name, where it is one: not “may” and not “the Long March”.
    pub(super) fn month(&self, at: usize) -> Option<u8> {
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
    pub(super) fn day(&self, place: usize) -> Option<(u8, usize)> {
        let day = self.small(place).filter(|day| (1..=31).contains(day) && self.text(place).len() <= 2)?;
        let next = self.lower(place + 1);
        let suffix = matches!(next, "st" | "nd" | "rd" | "th") && self.glued(place + 1);
        let end = place + 1 + usize::from(suffix);
        let unit = next == "%"
            || (self.glued(place + 1) && !suffix && self.text(place + 1).chars().all(char::is_alphabetic))
            || matches!(self.word(end), WordClass::Scale(_) | WordClass::Scales(_));
        (!unit).then_some((day as u8, end))
    }

    pub(super) fn year(&self, place: usize) -> Option<i32> {
        let year =
            self.small(place).filter(|year| (1000..2200).contains(year) && self.text(place).len() == 4)?;
        i32::try_from(year).ok()
    }

    pub(super) fn dated(
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

    /// A date that begins with a number: 26 December 2024; the 26th; 2024-12-26; 2024.
    pub(super) fn date(&self, at: usize) -> Option<(Quantity, usize)> {
        match self.text(at).len() {
            1 | 2 => self
                .day_first(at)
                .or_else(|| self.slashed_date(at))
                .or_else(|| self.before_christ(at))
                .or_else(|| self.short_range(at)),
            4 => self.iso(at).or_else(|| self.before_christ(at)).or_else(|| self.lone_year(at)),
            _ => self.before_christ(at),
        }
    }

    /// 2024-12-26, 2024/12/26.
    pub(super) fn iso(&self, at: usize) -> Option<(Quantity, usize)> {
        let year = self.year(at)?;
        let mark = |place: usize| {
            matches!(self.text(place), "-" | "/") && self.glued(place) && self.glued(place + 1)
        };
        let month = self.small(at + 2).filter(|month| (1..=12).contains(month) && mark(at + 1))?;
        let day = self.small(at + 4).filter(|day| (1..=31).contains(day) && mark(at + 3))?;
        Some(self.dated(at, at + 5, Some(year), Some(month as u8), Some(day as u8)))
    }

    /// 2024.3.5, which is no version.
    pub(super) fn dotted(&self, at: usize) -> Option<(Quantity, usize)> {
        if self.text(at).bytes().filter(|byte| *byte == b'.').count() != 2 {
            return None;
        }
        let parts: Vec<i32> =
            self.text(at).split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        match parts[..] {
            [year @ 1900..2100, month @ 1..=12, day @ 1..=31] => {
                Some(self.dated(at, at + 1, Some(year), Some(month as u8), Some(day as u8)))
            }
            _ => None,
        }
    }

    /// 3/5/2024: the month first, as in America, unless it cannot be one.
    pub(super) fn slashed_date(&self, at: usize) -> Option<(Quantity, usize)> {
        let mark = |place: usize| self.text(place) == "/" && self.glued(place) && self.glued(place + 1);
        let year = self.year(at + 4).filter(|_| mark(at + 1) && mark(at + 3) && self.text(at).len() <= 2)?;
        let (a, b) = (self.small(at)?, self.small(at + 2)?);
        let (month, day) = if a > 12 { (b, a) } else { (a, b) };
        let sound = (1..=12).contains(&month) && (1..=31).contains(&day);
        sound.then(|| self.dated(at, at + 5, Some(year), Some(month as u8), Some(day as u8)))
    }

    /// 221 BC, 25 AD; 3rd century BC is a century's matter.
    pub(super) fn before_christ(&self, at: usize) -> Option<(Quantity, usize)> {
        let sign = match self.text(at + 1) {
            "BC" | "BCE" | "B.C" | "B.C.E" => -1,
            "AD" | "CE" | "A.D" | "C.E" => 1,
            _ => return None,
        };
        let year = self.small(at).filter(|year| (1..3000).contains(year))?;
        let end = at + 2 + usize::from(self.text(at + 1).contains('.') && self.text(at + 2) == ".");
        let one = Quantity::number(Decimal::from(sign * year), Kind::Year, self.range(at, end));
        Some((one.with_significance(Significance::Weak), end))
    }

    /// The 14 of 2000-14 and the 21 of 2020–21.
    pub(super) fn short_range(&self, at: usize) -> Option<(Quantity, usize)> {
        let first = self.year(at.checked_sub(2)?).filter(|year| (1900..2100).contains(year))?;
        let dash = matches!(self.text(at - 1), "-" | "–" | "—" | "/") && self.glued(at - 1) && self.glued(at);
        let short = self.small(at).filter(|_| dash && self.text(at).len() == 2)?;
        let year = first - first % 100 + i32::try_from(short).ok()?;
        let more = matches!(self.text(at + 1), "-" | "/") && self.glued(at + 1);
        // 2020-05 is a month.
        let sound =
            year > first && !more && self.lower(at + 1) != "%" && (short > 12 || self.text(at - 1) != "-");
        let one = Quantity::number(Decimal::from(i64::from(year)), Kind::Year, self.range(at, at + 1));
        sound.then(|| (one.with_significance(Significance::Weak), at + 1))
    }

    /// December 26, 2024; December 2024.
    pub(super) fn month_first(&self, at: usize, month: u8) -> (Quantity, usize) {
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

    /// 26 December 2024; the 26th.
    pub(super) fn day_first(&self, at: usize) -> Option<(Quantity, usize)> {
        let (day, next) = self.day(at)?;
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
    pub(super) fn lone_year(&self, at: usize) -> Option<(Quantity, usize)> {
        let year = self.year(at)?;
        let value = Decimal::from(i64::from(year));
        let after = self.lower(at + 1);
        if after == "s" && self.glued(at + 1) {
            return None;
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
    pub(super) fn is_plural(&self, at: usize) -> bool {
        const NO_PLURALS: &[&str] =
            &["was", "is", "has", "as", "this", "s", "its", "his", "results", "sales", "figures", "levels"];
        let word = self.text(at);
        !word.is_empty()
            && word.ends_with('s')
            && word.chars().all(char::is_lowercase)
            && !NO_PLURALS.contains(&self.lower(at))
    }
}
