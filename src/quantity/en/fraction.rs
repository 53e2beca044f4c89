//! Fractions and ordinals in an English text.
use crate::quantity::decimal::Decimal;
use crate::quantity::en::Tokens;
use crate::quantity::en::number::NumberToken;
use crate::quantity::en::words::WordClass;
use crate::quantity::value::Bound;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

impl Tokens<'_, '_> {
    /// half, two-thirds, a quarter of, 3/4, one in five.
    pub(super) fn fraction(&self, at: usize) -> Option<(Quantity, usize)> {
        let make = |value: Value, end: usize, significance: Significance| {
            let mut one =
                Quantity::of(value, Kind::Count, self.range(at, end)).with_significance(significance);
            one.is_part = true;
            Some((one.bounded(Some(Bound::About)), end))
        };
        if matches!(self.lower(at), "half" | "halves") {
            return self.half(at, at);
        }
        if self.lower(at) == "quarter" {
            let (value, end) = self.of_a_million(Value::Number(Decimal::new(25, -2)?), at + 1)?;
            return make(value, end, Significance::Required);
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
            let value = Value::ratio(Decimal::from(1), bottom);
            if let Some((value, end)) = value.and_then(|value| self.of_a_million(value, end)) {
                return make(value, end, Significance::Required);
            }
            let alone = matches!(
                self.lower(end),
                "of" | "" | "." | "," | ";" | ")" | "more" | "less" | "higher" | "lower"
            );
            // “within a quarter” is a time.
            let led = at.checked_sub(1).map_or("", |place| self.lower(place));
            let time = self.lower(at + 1) == "quarter"
                && matches!(led, "within" | "in" | "during" | "per" | "for" | "over")
                && self.lower(end) != "of";
            return make(value.filter(|_| alone && !time)?, end, Significance::Required);
        }
        if let Some((value, end)) = self.slashed(at) {
            return make(value, end, Significance::Optional);
        }
        let read = self.number(at).filter(|read| read.or.is_none())?;
        if let Some((value, bottom, end)) = self.one_in(&read) {
            let (mut one, end) = make(value, end, Significance::Optional)?;
            one.or = Some(bottom);
            return Some((one, end));
        }
        let (value, end) = self.parts(at, &read)?;
        let (value, end) = self.of_a_million(value, end).unwrap_or((value, end));
        make(value, end, Significance::Required)
    }

    /// three quarters of a million, a quarter million: a fraction of a scale.
    fn of_a_million(&self, value: Value, end: usize) -> Option<(Value, usize)> {
        let quarter = self.lower(end - 1).starts_with("quarter");
        let of = self.lower(end) == "of" && matches!(self.lower(end + 1), "a" | "one");
        let place = if of { end + 2 } else { end };
        let WordClass::Scale(power) = self.word(place) else { return None };
        let Value::Number(part) = value else { return None };
        (power >= 3 && (of || quarter)).then(|| (Value::Number(part.scaled(power)), place + 1))
    }

    /// half, half a million, half a dozen, half an hour, half a century.
    fn half(&self, at: usize, word: usize) -> Option<(Quantity, usize)> {
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
            (_, "century") if scaled => (Decimal::from(50), Kind::Measure("years"), place + 1),
            (_, "decade") if scaled => (Decimal::from(5), Kind::Measure("years"), place + 1),
            _ => match measured() {
                Some(kind) => (half, kind, place),
                None => (half, Kind::Count, word + 1),
            },
        };
        let significance =
            if value >= Decimal::from(5) { Significance::Weak } else { Significance::Optional };
        let one = Quantity::number(value, kind, self.range(at, end)).bounded(Some(Bound::About));
        Some((one.with_significance(significance), end))
    }

    /// third, quarters, twenty-fifths, hundredth: what stands under the line.
    fn denominator(&self, at: usize) -> Option<(Decimal, usize)> {
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
            WordClass::Scale(power) => match self.word(at + 1) {
                WordClass::ScaleOrdinal(more) => {
                    return Some((Decimal::from(1).checked_scaled(power + more)?, at + 2));
                }
                _ => return None,
            },
            _ if matches!(self.lower(at), "quarter" | "quarters") => Decimal::from(4),
            _ => return None,
        };
        Some((value, at + 1))
    }

    /// two thirds, five and a quarter, twenty and three fifths.
    fn parts(&self, at: usize, read: &NumberToken) -> Option<(Value, usize)> {
        let top = read.decimal()?;
        if self.lower(read.end) == "and" {
            let article = matches!(self.lower(read.end + 1), "a" | "an");
            let (part, under) = match article {
                true => (Decimal::from(1), read.end + 2),
                false => {
                    let part = self.number(read.end + 1).filter(|part| part.words)?;
                    (part.decimal()?, part.end + usize::from(self.text(part.end) == "-"))
                }
            };
            let (bottom, end) = self.denominator(under).filter(|(bottom, _)| part < *bottom)?;
            let plural = article || self.lower(end - 1).ends_with('s');
            return Some((mixed(top, part, bottom).filter(|_| plural)?, end));
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

    /// 3/4, 2 1/4; no date and no code.
    fn slashed(&self, at: usize) -> Option<(Value, usize)> {
        let whole = |place: usize| self.small(place).filter(|n| (1..1000).contains(n)).map(Decimal::from);
        let plain = |place: usize| {
            self.text(place + 1) == "/" && self.text(place + 3) != "/" && self.glued(place + 1)
        };
        let first = whole(at)?;
        let around_the_clock = self.text(at) == "24" && self.text(at + 2) == "7";
        if (at > 0 && self.text(at - 1) == "/") || around_the_clock {
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

    /// one in five, one over three: the value, the number under the line, the place after both.
    fn one_in(&self, read: &NumberToken) -> Option<(Value, Decimal, usize)> {
        if !matches!(self.lower(read.end), "in" | "over") {
            return None;
        }
        let bottom = self
            .number(read.end + 1)
            .filter(|bottom| bottom.words || self.lower(read.end) != "in" || !read.words)?;
        let (a, b) = (read.decimal()?, bottom.decimal()?);
        let few = a >= Decimal::from(1) && a < b && a < Decimal::from(10) && b <= Decimal::from(200);
        let over = self.lower(read.end) == "over";
        let near = if over { a == Decimal::from(1) } else { b <= Decimal::from(20) };
        (few && near).then(|| Value::ratio(a, b).map(|value| (value, b, bottom.end)))?
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
        if let Some(n) = self.tokens.get(at)?.number.filter(|n| suffixed && n.whole().is_some()) {
            return make(n, at + 2);
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
                make(value.checked_add(Decimal::from(n))?, next + 1)
            }
            WordClass::ScaleOrdinal(power) if self.lower(at) != "one" => {
                make(value.checked_scaled(power)?, next + 1)
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

/// Roman numerals up to twelve.
fn roman(text: &str) -> Option<i64> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    ROMAN.iter().position(|one| *one == text).map(|at| at as i64 + 1)
}
