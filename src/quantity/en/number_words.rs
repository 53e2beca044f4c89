//! English words that are numbers by themselves: twice, doubled, both, a quarter-century.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::words::number_word;
use crate::quantity::value::{Kind, Quantity, Significance, UnitId};

impl Tokens<'_> {
    /// twice, doubled, both, a dozen.
    pub(super) fn number_word(&self, at: usize) -> Option<(Quantity, usize)> {
        if let Some(found) = self.quarter_century(at) {
            return Some(found);
        }
        let (value, kind) = number_word(self.lower(at))?;
        if self.lower(at) == "clock" && !self.is_round(at) {
            return None;
        }
        // a triple-slash directive has three slashes
        let kind = if self.text(at + 1) == "-" && self.glued(at + 2) && kind == Kind::Times {
            Kind::Count
        } else {
            kind
        };
        let significance = match kind {
            Kind::Times if value >= Decimal::from(3) => Significance::Required,
            Kind::Times => Significance::Weak,
            _ => Significance::Optional,
        };
        Some((Quantity::number(value, kind, self.range(at, at + 1)).with_significance(significance), at + 1))
    }

    /// Whether a clock is one that is gone round: around the clock, round-the-clock.
    fn is_round(&self, at: usize) -> bool {
        let mut before = (0..at).rev().map(|place| self.lower(place)).filter(|word| *word != "-");
        before.next() == Some("the") && before.next().is_some_and(|word| matches!(word, "round" | "around"))
    }

    /// a quarter-century, a quarter of a century: 25 years; the past dozen years.
    pub(super) fn quarter_century(&self, at: usize) -> Option<(Quantity, usize)> {
        let dash = usize::from(self.text(at + 1) == "-");
        let make = |value: i64, end: usize, significance: Significance| {
            let one =
                Quantity::number(Decimal::from(value), Kind::Measure(UnitId::YEARS), self.range(at, end));
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
}
