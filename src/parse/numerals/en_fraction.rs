//! Fractions and ordinals in an English text.

use crate::decimal::Decimal;
use crate::header::Bound;
use crate::parse::numerals::en::Scan;
use crate::parse::numerals::en_number::Read;
use crate::parse::numerals::en_words::Word;
use crate::quantity::{Kind, Quantity, Value, Weight};

impl Scan<'_, '_> {
    /// half, two-thirds, a quarter of, 3/4, one in five.
    pub(super) fn fraction(&self, at: usize) -> Option<(Quantity, usize)> {
        let make = |value: Value, end: usize, weight: Weight| {
            let one = Quantity::of(value, Kind::Count, self.range(at, end)).weighing(weight);
            Some((one.bounded(Some(Bound::About)), end))
        };
        if matches!(self.lower(at), "half" | "halves") {
            return self.half(at, at);
        }
        let article = matches!(self.lower(at), "a" | "an");
        if article && self.lower(at + 1) == "half" {
            return self.half(at, at + 1);
        }
        let hyphened = !matches!(self.word(at + 1), Word::Scale(_)) || self.text(at + 2) == "-";
        if article
            && hyphened
            && let Some((bottom, end)) = self.denominator(at + 1)
        {
            let alone = matches!(
                self.lower(end),
                "of" | "" | "." | "," | ";" | ")" | "more" | "less" | "higher" | "lower"
            );
            let value = Value::ratio(Decimal::from(1), bottom).filter(|_| alone)?;
            return make(value, end, Weight::Hard);
        }
        if let Some((value, end)) = self.slashed(at) {
            return make(value, end, Weight::Soft);
        }
        let read = self.number(at).filter(|read| read.or.is_none())?;
        if let Some((value, end)) = self.one_in(at, &read) {
            return make(value, end, Weight::Soft);
        }
        let (value, end) = self.parts(at, &read)?;
        make(value, end, Weight::Hard)
    }

    /// half, half a million, half a dozen.
    fn half(&self, at: usize, word: usize) -> Option<(Quantity, usize)> {
        let scaled = matches!(self.lower(word + 1), "a" | "an" | "-");
        let power = match self.word(word + 2) {
            Word::Scale(power) if scaled => Some((Decimal::new(5, power - 1)?, word + 3)),
            _ if scaled && self.lower(word + 2) == "dozen" => Some((Decimal::from(6), word + 3)),
            _ => None,
        };
        let (value, end) = power.unwrap_or((Decimal::new(5, -1)?, word + 1));
        let mut one = Quantity::number(value, Kind::Count, self.range(at, end)).bounded(Some(Bound::About));
        one.weight = if power.is_some() { Weight::Semi } else { Weight::Soft };
        Some((one, end))
    }

    /// third, quarters, twenty-fifths, hundredth: what stands under the line.
    fn denominator(&self, at: usize) -> Option<(Decimal, usize)> {
        let value = match self.word(at) {
            Word::Ordinal(n) if n > 2 => Decimal::from(n),
            Word::ScaleOrdinal(power) => Decimal::from(1).checked_scaled(power)?,
            Word::Cardinal(tens) if tens >= 20 => {
                let next = at + 1 + usize::from(self.text(at + 1) == "-");
                match self.word(next) {
                    Word::Ordinal(n) if n < 10 => return Some((Decimal::from(tens + n), next + 1)),
                    _ => return None,
                }
            }
            Word::Scale(power) => match self.word(at + 1) {
                Word::ScaleOrdinal(more) => {
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
    fn parts(&self, at: usize, read: &Read) -> Option<(Value, usize)> {
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
            Word::Cardinal(tens) if tens >= 20 && bottom < Decimal::from(10) => Decimal::from(tens),
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
        if at > 0 && self.text(at - 1) == "/" {
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

    /// one in five, one over three.
    fn one_in(&self, at: usize, read: &Read) -> Option<(Value, usize)> {
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
        let _ = at;
        (few && near).then(|| Value::ratio(a, b).map(|value| (value, bottom.end)))?
    }

    /// 3rd, fourth, twenty-first, one hundred and fifth, No. 3, Phase II.
    pub(super) fn ordinal(&self, at: usize) -> Option<(Quantity, usize)> {
        let make = |value: Decimal, end: usize| {
            let weight = match value.whole() {
                Some(0 | 1) => Weight::Soft,
                _ => Weight::Semi,
            };
            Some((Quantity::number(value, Kind::Ordinal, self.range(at, end)).weighing(weight), end))
        };
        let suffixed = matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th") && self.glued(at + 1);
        if let Some(n) = self.tokens.get(at)?.number.filter(|n| suffixed && n.whole().is_some()) {
            return make(n, at + 2);
        }
        match self.word(at) {
            Word::Ordinal(n) if !self.lower(at).ends_with('s') => {
                let unit =
                    n == 2 && at > 0 && (self.tokens[at - 1].number.is_some() || self.lower(at - 1) == "per");
                return make(Decimal::from(n), at + 1).filter(|_| !unit);
            }
            Word::ScaleOrdinal(power) => return make(Decimal::from(1).checked_scaled(power)?, at + 1),
            _ => {}
        }
        if let Some(n) = roman(self.text(at)).filter(|_| at > 0 && counts_in_roman(self.lower(at - 1))) {
            return make(Decimal::from(n), at + 1).map(|(one, end)| (one.weighing(Weight::Soft), end));
        }
        let read = self.number(at).filter(|read| read.words && read.or.is_none())?;
        let next = read.end + usize::from(self.text(read.end) == "-");
        let singular = !self.lower(next).ends_with('s');
        let value = read.decimal().filter(|_| singular)?;
        let last = self.lower(read.end - 1);
        let tens = matches!(self.word(read.end - 1), Word::Cardinal(n) if n >= 20);
        match self.word(next) {
            Word::Ordinal(n) if (tens && n < 10) || (next == read.end && last.ends_with("ed")) => {
                make(value.checked_add(Decimal::from(n))?, next + 1)
            }
            Word::ScaleOrdinal(power) if self.lower(at) != "one" => {
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
    )
}

/// Roman numerals up to twelve.
fn roman(text: &str) -> Option<i64> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    ROMAN.iter().position(|one| *one == text).map(|at| at as i64 + 1)
}
