//! Dates in an English text.

use crate::decimal::Decimal;
use crate::parse::numerals::en::Scan;
use crate::parse::numerals::en_words::{MONTHS, SCALES, UNITS};
use crate::quantity::{Kind, Quantity, Value, Weight};

impl Scan<'_, '_> {
    pub(super) fn month(&self, at: usize) -> Option<u8> {
        let word = self.tokens.get(at)?;
        let (_, month) = MONTHS.iter().find(|(name, _)| *name == word.lower)?;
        if !word.text.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        let doubtful = matches!(word.lower.as_str(), "march" | "may" | "mar" | "jan" | "sun");
        let beside = self.small(at + 1).is_some()
            || (at > 0 && self.small(at - 1).is_some())
            || self.lower(at + 1) == "the";
        let led = at > 0
            && matches!(
                self.lower(at - 1),
                "in" | "of"
                    | "last"
                    | "this"
                    | "next"
                    | "since"
                    | "by"
                    | "early"
                    | "late"
                    | "mid"
                    | "until"
                    | "from"
                    | "to"
                    | "and"
                    | "on"
                    | "between"
                    | "th"
                    | "st"
                    | "nd"
                    | "rd"
                    | "-"
                    | "/"
                    | "during"
                    | "end"
            );
        let marched = word.lower == "march" && at > 0 && matches!(self.lower(at - 1), "long" | "the" | "a");
        (!doubtful || beside || (led && !marched)).then_some(*month)
    }

    /// December 26, 2024; 26 December 2024; December 2024; the 26th; 2024.
    pub(super) fn date(&self, at: usize) -> Option<(Quantity, usize)> {
        let day_at = |place: usize| -> Option<(u8, usize)> {
            let day =
                self.small(place).filter(|day| (1..=31).contains(day) && self.text(place).len() <= 2)?;
            let suffix = matches!(self.lower(place + 1), "st" | "nd" | "rd" | "th") && self.glued(place + 1);
            let end = place + 1 + usize::from(suffix);
            let unit = self.text(place + 1) == "%"
                || (self.glued(place + 1)
                    && !suffix
                    && self.text(place + 1).chars().all(char::is_alphabetic))
                || SCALES.iter().any(|(word, power)| *power >= 3 && *word == self.lower(end));
            (!unit).then_some((day as u8, end))
        };
        let year_at = |place: usize| {
            self.small(place)
                .filter(|year| (1000..2200).contains(year) && self.text(place).len() == 4)
                .map(|year| year as i32)
        };
        let make = |year: Option<i32>, month: Option<u8>, day: Option<u8>, end: usize| {
            let one = Quantity {
                value: Value::Date { year, month, day },
                kind: Kind::Date,
                range: self.range(at, end),
                weight: Weight::Semi,
                rounded: false,
                scale: 0,
                or: None,
            };
            Some((one, end))
        };
        if let Some(month) = self.month(at) {
            let mut end = at + 1;
            if self.text(end) == "." {
                end += 1;
            }
            if self.lower(end) == "the" {
                end += 1;
            }
            let day = day_at(end);
            end = day.map_or(if self.lower(end - 1) == "the" { end - 1 } else { end }, |(_, next)| next);
            let comma = if self.text(end) == "," || self.lower(end) == "of" { end + 1 } else { end };
            let year = year_at(comma).filter(|_| self.text(comma + 1) != "%");
            if year.is_some() {
                end = comma + 1;
            }
            return make(year, Some(month), day.map(|(day, _)| day), end);
        }
        if let Some((day, next)) = day_at(at) {
            let of = if self.lower(next) == "of" { next + 1 } else { next };
            if let Some(month) = self.month(of) {
                let comma = if self.text(of + 1) == "," { of + 2 } else { of + 1 };
                let year = year_at(comma);
                return make(year, Some(month), Some(day), if year.is_some() { comma + 1 } else { of + 1 });
            }
            let suffix = next > at + 1;
            let led = at > 0
                && self.lower(at - 1) == "the"
                && at > 1
                && matches!(self.lower(at - 2), "on" | "of" | "from" | "to" | "until" | "by" | "and");
            let alone = matches!(self.text(next), "" | "," | "." | ";" | ")");
            if suffix && led && alone {
                return make(None, None, Some(day), next);
            }
        }
        let year = year_at(at)?;
        let after = self.lower(at + 1);
        let decade = after == "s" && self.glued(at + 1);
        if decade {
            let one = Quantity::number(Decimal::new(year as i128, 0)?, Kind::Year, self.range(at, at + 2))
                .weighing(Weight::Soft);
            return Some((one, at + 2));
        }
        let before = if at > 0 { self.lower(at - 1) } else { "" };
        let amount = matches!(before, "$" | "£" | "€" | "¥" | "rmb" | "usd")
            || UNITS.iter().any(|(word, _)| *word == after)
            || after == "%"
            || SCALES.iter().any(|(word, _)| *word == after && word.len() > 1);
        let plural = self.tokens.get(at + 1).is_some_and(|token| {
            token.text.chars().all(char::is_lowercase)
                && token.text.ends_with('s')
                && !matches!(
                    after,
                    "was"
                        | "is"
                        | "has"
                        | "as"
                        | "this"
                        | "s"
                        | "its"
                        | "his"
                        | "results"
                        | "sales"
                        | "figures"
                        | "levels"
                )
        });
        let led = matches!(
            before,
            "in" | "since"
                | "by"
                | "of"
                | "from"
                | "until"
                | "year"
                | "for"
                | "during"
                | "to"
                | "and"
                | "late"
                | "early"
                | "mid"
                | "end"
                | "the"
                | "("
                | "between"
                | "before"
                | "after"
                | "-"
                | "–"
                | "through"
                | "than"
                | "with"
                | ""
        );
        if amount
            || (plural && !led)
            || (!(1900..2060).contains(&year) && !led)
            || (plural && !(1950..2060).contains(&year))
        {
            return None;
        }
        let one = Quantity::number(Decimal::new(year as i128, 0)?, Kind::Year, self.range(at, at + 1))
            .weighing(Weight::Semi);
        Some((one, at + 1))
    }
}
