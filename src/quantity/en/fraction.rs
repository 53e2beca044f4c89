//! Fractions and ordinals in an English text.

use crate::quantity::compound::sum;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::{WordClass, roman};
use crate::quantity::value::{Bound, Kind, Quantity, Significance, UnitId, Value};

impl Tokens<'_> {
    /// half, two-thirds, a quarter of, 3/4, one in five; the number that begins there, if one does, has been read.
    pub(super) fn fraction(&self, at: usize, read: Option<&NumberToken>) -> Option<(Quantity, usize)> {
        let some_parts = || self.some_parts(at, read?);
        if self.is_numeral(at) {
            let slashed = self.slashed(at);
            let slashed = slashed.map(|(value, end)| self.part(at, value, end, Significance::Optional));
            return slashed.or_else(some_parts);
        }
        if matches!(self.lower(at), "half" | "halves") {
            return self.half(at, at);
        }
        if self.lower(at) == "quarter" {
            let (value, end) = self.of_a_million(Value::Number(Decimal::new(25, -2)?), at + 1)?;
            return Some(self.part(at, value, end, Significance::Required));
        }
        let article = matches!(self.lower(at), "a" | "an");
        if article && self.lower(at + 1) == "half" {
            return self.half(at, at + 1);
        }
        let hyphened = !matches!(self.word(at + 1), WordClass::Scale(_)) || self.text(at + 2) == "-";
        if article
            && hyphened
            && let Some((bottom, end)) = self.denominator(at + 1)
        {
            return self.one_part(at, bottom, end);
        }
        self.a_unit_and_a_half(at).or_else(|| self.part_of_all(at)).or_else(some_parts)
    }

    /// one in five, two thirds: as many parts as a number says.
    fn some_parts(&self, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
        if read.or.is_some() {
            return None;
        }
        if let Some((value, bottom, end)) = self.one_in(read) {
            let firm = !read.words && self.lower(read.end) != "in";
            let significance = if firm { Significance::Required } else { Significance::Optional };
            let (mut one, end) = self.part(at, value, end, significance);
            one.or = Some(bottom);
            return Some((one, end));
        }
        let (value, end) = self.parts(at, read)?;
        let (value, end) = self.of_a_million(value, end).unwrap_or((value, end));
        Some(self.part(at, value, end, Significance::Required))
    }

    fn part(&self, at: usize, value: Value, end: usize, significance: Significance) -> (Quantity, usize) {
        let mut one = Quantity::of(value, Kind::Count, self.range(at, end)).with_significance(significance);
        one.is_part = true;
        (one.bounded(Some(Bound::About)), end)
    }

    /// a third, a quarter: one of so many parts.
    fn one_part(&self, at: usize, bottom: Decimal, end: usize) -> Option<(Quantity, usize)> {
        let value = Value::ratio(Decimal::from(1), bottom);
        if let Some((value, end)) = value.and_then(|value| self.of_a_million(value, end)) {
            return Some(self.part(at, value, end, Significance::Required));
        }
        let led = at.checked_sub(1).map_or("", |place| self.lower(place));
        let alone = self.is_part_noun(end) || matches!(led, "from" | "by") && self.lower(end) == "to";
        // “within a quarter” is a time.
        let time = self.lower(at + 1) == "quarter"
            && matches!(led, "within" | "in" | "during" | "per" | "for" | "over")
            && self.lower(end) != "of";
        Some(self.part(at, value.filter(|_| alone && !time)?, end, Significance::Required))
    }

    /// three quarters of a million, a quarter million: a fraction of a scale.
    pub(super) fn of_a_million(&self, value: Value, end: usize) -> Option<(Value, usize)> {
        let quarter = self.lower(end - 1).starts_with("quarter");
        let of = self.lower(end) == "of" && matches!(self.lower(end + 1), "a" | "one");
        let place = if of { end + 2 } else { end };
        let WordClass::Scale(power) = self.word(place) else { return None };
        let Value::Number(part) = value else { return None };
        (power >= 3 && (of || quarter)).then(|| (Value::Number(part.scaled(power)), place + 1))
    }

    /// an hour and a half, one year and a half.
    pub(super) fn a_unit_and_a_half(&self, at: usize) -> Option<(Quantity, usize)> {
        if !matches!(self.lower(at), "a" | "an" | "one") {
            return None;
        }
        let (unit, next) = self.unit(at + 1)?;
        // an hour and 45 minutes
        let part = (self.lower(next) == "and").then(|| self.number(next + 1)).flatten();
        if let Some((part, (lesser, end))) =
            part.and_then(|part| Some((part.decimal()?, self.unit(part.end)?)))
            && let Some(total) = sum((Decimal::from(1), unit), (part, lesser))
        {
            return Some((Quantity::number(total, lesser.kind(), self.range(at, end)), end));
        }
        let half = self.lower(next) == "and"
            && matches!(self.lower(next + 1), "a" | "one")
            && self.lower(next + 2) == "half";
        let one = Quantity::number(Decimal::new(15, -1)?, unit.kind(), self.range(at, next + 3));
        half.then_some((one, next + 3))
    }

    /// Whether a fraction ends before a word: “a tenth since 2019”, “a third spend”; not “a third attempt”.
    pub(super) fn is_part_noun(&self, end: usize) -> bool {
        const BEHIND: &[&str] = &[
            "of", "", ".", ",", ";", ")", ":", "more", "less", "higher", "lower", "since", "in", "from",
            "to", "by", "during", "over", "this", "last", "between", "and", "or", "as", "than", "on",
            "after", "before", "while", "but", "when", "with", "for", "are", "were", "have", "had", "say",
            "said", "spend", "spent", "think", "believe", "want", "live", "work", "come", "came", "do",
            "did", "do", "use", "own", "owned", "report", "reported", "never", "also", "still", "smaller",
            "larger", "bigger", "fewer", "below", "above", "cheaper", "compared", "each", "every", "within",
            "at", "through", "earn", "get", "goes", "went", "go", "off",
        ];
        BEHIND.contains(&self.lower(end))
    }

    /// the bottom fifth of workers, the poorest tenth: a part behind an adjective.
    pub(super) fn part_of_all(&self, at: usize) -> Option<(Quantity, usize)> {
        const LEADS: &[&str] = &[
            "bottom",
            "top",
            "poorest",
            "richest",
            "upper",
            "lower",
            "lowest",
            "highest",
            "wealthiest",
            "last",
            "remaining",
            "another",
            "other",
            "further",
            "full",
            "nearly",
            "almost",
            "about",
            "only",
            "roughly",
        ];
        let led = at.checked_sub(1).map_or("", |place| self.lower(place));
        let (bottom, end) =
            self.denominator(at).filter(|_| LEADS.contains(&led) && !self.lower(at).ends_with('s'))?;
        let all =
            self.lower(end) == "of" || matches!(led, "bottom" | "top" | "poorest" | "richest" | "wealthiest");
        let doubtful =
            matches!(led, "last" | "top" | "lowest" | "highest" | "lower") && self.lower(end) != "of";
        let mut one = Quantity::of(Value::ratio(Decimal::from(1), bottom)?, Kind::Count, self.range(at, end));
        one.is_part = true;
        (all && !doubtful).then_some((one, end))
    }

    /// half, half a million, half a dozen, half an hour, half a century.
    pub(super) fn half(&self, at: usize, word: usize) -> Option<(Quantity, usize)> {
        let scaled = matches!(self.lower(word + 1), "a" | "an" | "-");
        let place = word + 1 + usize::from(scaled);
        let half = Decimal::new(5, -1)?;
        let measured = || {
            self.unit(place)
                .map(|(unit, _)| unit.kind())
                .filter(|kind| scaled && matches!(kind, Kind::Measure(_)))
        };
        let (value, kind, end) = match (self.word(place), self.lower(place)) {
            (WordClass::Scale(power), _) => (half.scaled(power), Kind::Count, place + 1),
            (_, "dozen") if scaled => (Decimal::from(6), Kind::Count, place + 1),
            (_, "century") if scaled => (Decimal::from(50), Kind::Measure(UnitId::YEARS), place + 1),
            (_, "decade") if scaled => (Decimal::from(5), Kind::Measure(UnitId::YEARS), place + 1),
            _ => match measured() {
                Some(kind) => (half, kind, place),
                None => (half, Kind::Count, word + 1),
            },
        };
        let spans = matches!(kind, Kind::Measure(_));
        let significance =
            if value >= Decimal::from(5) || spans { Significance::Weak } else { Significance::Optional };
        let mut one = Quantity::number(value, kind, self.range(at, end)).bounded(Some(Bound::About));
        one.is_part = kind == Kind::Count && value < Decimal::from(1);
        Some((one.with_significance(significance), end))
    }

    /// third, quarters, twenty-fifths, hundredth: what stands under the line.
    pub(super) fn denominator(&self, at: usize) -> Option<(Decimal, usize)> {
        let value = match self.word(at) {
            WordClass::Ordinal(n) if n > 2 => Decimal::from(n),
            WordClass::ScaleOrdinal(power) => Decimal::from(1).checked_scaled(power)?,
            WordClass::Cardinal(tens) if tens >= 20 => {
                let next = at + 1 + usize::from(self.text(at + 1) == "-");
                match self.word(next) {
                    WordClass::Ordinal(n) if n < 10 => return Some((Decimal::from(tens + n), next + 1)),
                    _ => return None,
                }
            }
            // one one hundred and fifth
            WordClass::Cardinal(n) if n < 10 && matches!(self.word(at + 1), WordClass::Scale(_)) => {
                let (one, end) = self.ordinal(at)?;
                return Some((one.decimal()?, end));
            }
            WordClass::Scale(power) => return self.scaled_part(at, power),
            // one ten-thousandth
            WordClass::Cardinal(10) => return self.scaled_part(at, 1),
            _ if matches!(self.lower(at), "quarter" | "quarters") => Decimal::from(4),
            _ => return None,
        };
        Some((value, at + 1))
    }

    /// ten-thousandth, hundred-millionth.
    pub(super) fn scaled_part(&self, at: usize, power: i32) -> Option<(Decimal, usize)> {
        let next = at + 1 + usize::from(self.text(at + 1) == "-");
        let WordClass::ScaleOrdinal(more) = self.word(next) else { return None };
        Some((Decimal::from(1).checked_scaled(power + more)?, next + 1))
    }

    /// two thirds, five and a quarter, twenty and three fifths.
    pub(super) fn parts(&self, at: usize, read: &NumberToken) -> Option<(Value, usize)> {
        let top = read.decimal()?;
        if self.lower(read.end) == "and" {
            return self.and_parts(top, read.end + 1);
        }
        let next = read.end + usize::from(self.text(read.end) == "-");
        let (bottom, end) = self.denominator(next)?;
        let one = top == Decimal::from(1);
        let word = self.lower(end - 1);
        let periods = word.starts_with("quarter")
            && at > 0
            && matches!(
                self.lower(at - 1),
                "first" | "last" | "past" | "next" | "previous" | "consecutive" | "straight" | "the"
            );
        let plural = word.ends_with('s');
        if periods || plural == one || (one && self.lower(at) != "one") || !(read.words || plural) {
            return None;
        }
        // one hundred thirty-fifths are 100/35, one hundred and thirty fifths 130/5.
        let tens = match self.word(read.end - 1) {
            WordClass::Cardinal(tens) if tens >= 20 && bottom < Decimal::from(10) => Decimal::from(tens),
            _ => Decimal::from(0),
        };
        match read.split {
            Some((whole, part)) if part < bottom => Some((mixed(whole, part, bottom)?, end)),
            None if tens > Decimal::from(0) && top > tens => {
                Some((Value::ratio(top.checked_add(tens.negated())?, bottom.checked_add(tens)?)?, end))
            }
            _ => Some((Value::ratio(top, bottom)?, end)),
        }
    }

    /// … and a quarter, and three fifths, behind a whole number.
    fn and_parts(&self, whole: Decimal, at: usize) -> Option<(Value, usize)> {
        let article = matches!(self.lower(at), "a" | "an");
        let (part, under) = match article {
            true => (Decimal::from(1), at + 1),
            false => {
                let part = self.number(at).filter(|part| part.words)?;
                (part.decimal()?, part.end + usize::from(self.text(part.end) == "-"))
            }
        };
        let (bottom, end) = self.denominator(under).filter(|(bottom, _)| part < *bottom)?;
        let plural = article || self.lower(end - 1).ends_with('s');
        Some((mixed(whole, part, bottom).filter(|_| plural)?, end))
    }

    /// 3/4, 2 1/4; no date and no code.
    pub(super) fn slashed(&self, at: usize) -> Option<(Value, usize)> {
        if self.text(at + 1) != "/" && self.text(at + 2) != "/" {
            return None;
        }
        let whole = |place: usize| self.small(place).filter(|n| (1..1000).contains(n)).map(Decimal::from);
        let plain = |place: usize| {
            self.text(place + 1) == "/" && self.text(place + 3) != "/" && self.glued(place + 1)
        };
        let first = whole(at)?;
        let around_the_clock = self.text(at) == "24" && self.text(at + 2) == "7";
        let is_part = at > 0 && self.text(at - 1) == "/";
        if is_part || around_the_clock || self.is_document_number(at) {
            return None;
        }
        if plain(at) {
            let bottom = whole(at + 2).filter(|_| self.glued(at + 2))?;
            return Some((Value::ratio(first, bottom)?, at + 3));
        }
        let (top, bottom) = (whole(at + 1)?, whole(at + 3)?);
        (plain(at + 1) && !self.glued(at + 1))
            .then(|| mixed(first, top, bottom).map(|value| (value, at + 4)))?
    }

    /// Whether a number is that of a document: resolution 76/300, Announcement No. 12/300.
    fn is_document_number(&self, at: usize) -> bool {
        let dot = usize::from(at > 1 && self.text(at - 1) == ".");
        at.checked_sub(1 + dot).is_some_and(|place| {
            matches!(
                self.lower(place),
                "resolution"
                    | "resolutions"
                    | "decision"
                    | "decisions"
                    | "document"
                    | "decree"
                    | "directive"
                    | "regulation"
                    | "announcement"
                    | "circular"
                    | "no"
                    | "nos"
            )
        })
    }

    /// one in five, two out of three, 3 per 10,000, one over three: the value, a second reading, the place after.
    pub(super) fn one_in(&self, read: &NumberToken) -> Option<(Value, Decimal, usize)> {
        let joint = self.lower(read.end);
        let next = match (joint, self.lower(read.end + 1)) {
            ("out", "of") | ("in" | "of" | "for", "every") => read.end + 2,
            ("in" | "over" | "per", _) => read.end + 1,
            _ => return None,
        };
        let every = usize::from(self.lower(next) == "every");
        let bottom =
            self.number(next + every).filter(|bottom| bottom.or.is_none() && bottom.split.is_none())?;
        let (a, b) = (read.decimal()?, bottom.decimal()?);
        let hundreds = b.figures() == 1 && b >= Decimal::from(100);
        let part = a > Decimal::from(0) && a < b;
        let few = part && a >= Decimal::from(1) && a < Decimal::from(10) && b <= Decimal::from(200);
        let is_fraction = match joint {
            "over" => few && a == Decimal::from(1),
            "per" => hundreds && a.is_at_most_thousand(),
            // 1 in 2019 is no share; 1 in 5 is.
            "in" if next == read.end + 1 => {
                let words = bottom.words || !read.words;
                words
                    && (few && b <= Decimal::from(20)
                        || part && hundreds && (bottom.words || b != Decimal::from(2000)))
            }
            _ => part,
        };
        let or = if joint == "per" { a } else { b };
        is_fraction.then(|| Value::ratio(a, b).map(|value| (value, or, bottom.end)))?
    }

    /// 3rd, fourth, twenty-first, one hundred and fifth, No. 3, Phase II.
    pub(super) fn ordinal(&self, at: usize) -> Option<(Quantity, usize)> {
        let make = |value: Decimal, end: usize| {
            let significance = match value.whole() {
                Some(0 | 1) => Significance::Optional,
                _ => Significance::Weak,
            };
            Some((
                Quantity::number(value, Kind::Ordinal, self.range(at, end)).with_significance(significance),
                end,
            ))
        };
        let suffixed = matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th") && self.glued(at + 1);
        if let Some(n) = self.tokens.get(at)?.number {
            return make(n, at + 2).filter(|_| suffixed && n.whole().is_some());
        }
        match self.word(at) {
            WordClass::Ordinal(n) if !self.lower(at).ends_with('s') => {
                let unit =
                    n == 2 && at > 0 && (self.tokens[at - 1].number.is_some() || self.lower(at - 1) == "per");
                return make(Decimal::from(n), at + 1).filter(|_| !unit);
            }
            WordClass::ScaleOrdinal(power) => return make(Decimal::from(1).checked_scaled(power)?, at + 1),
            _ => {}
        }
        if let Some(n) = roman(self.text(at)).filter(|_| at > 0 && counts_in_roman(self.lower(at - 1))) {
            return make(Decimal::from(n), at + 1)
                .map(|(one, end)| (one.with_significance(Significance::Optional), end));
        }
        let (value, end) = self.compound_ordinal(at)?;
        make(value, end)
    }

    /// twenty-first, two hundred and third, ten millionth.
    fn compound_ordinal(&self, at: usize) -> Option<(Decimal, usize)> {
        let read = self.number(at).filter(|read| read.words && read.or.is_none())?;
        let and = read.scaled && self.lower(read.end) == "and";
        let next = read.end + usize::from(and || self.text(read.end) == "-");
        let singular = !self.lower(next).ends_with('s');
        let value = read.decimal().filter(|_| singular)?;
        let last = self.lower(read.end - 1);
        let tens = matches!(self.word(read.end - 1), WordClass::Cardinal(n) if n >= 20);
        match self.word(next) {
            WordClass::Ordinal(n)
                if (tens && n < 10) || ((next == read.end || and) && last.ends_with("ed")) =>
            {
                Some((value.checked_add(Decimal::from(n))?, next + 1))
            }
            WordClass::ScaleOrdinal(power) if self.lower(at) != "one" => {
                Some((value.checked_scaled(power)?, next + 1))
            }
            _ => None,
        }
    }
}

fn mixed(whole: Decimal, part: Decimal, bottom: Decimal) -> Option<Value> {
    Value::ratio(whole.checked_mul(bottom)?.checked_add(part)?, bottom)
}

fn counts_in_roman(noun: &str) -> bool {
    matches!(
        noun,
        "phase"
            | "stage"
            | "level"
            | "type"
            | "class"
            | "part"
            | "chapter"
            | "act"
            | "volume"
            | "war"
            | "grade"
            | "tier"
            | "episode"
    )
}
