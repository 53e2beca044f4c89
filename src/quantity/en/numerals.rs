//! English numbers in words: seventy-four, a dozen, two point five.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::WordClass;
use crate::quantity::value::Value;

impl Tokens<'_> {
    /// seventy-four, two hundred and five thousand, a hundred, three dozen, two point five.
    pub(super) fn in_words(&self, start: usize) -> Option<NumberToken> {
        let mut words = Cardinals::begin(self, start)?;
        while words.take(self)? {}
        if !words.any {
            return None;
        }
        let value = Decimal::new(words.total.checked_add(words.group)?, 0)?;
        let mut read = NumberToken::of(Value::Number(value), words.end.max(start + 1), true);
        read.scaled = words.scaled;
        if let WordClass::Scale(power) = self.word(read.end - 1) {
            read.power = power;
        }
        read.split = words.split(value);
        // “a dozen” is ten or more: 十几.
        let dozen = self.lower(read.end - 1) == "dozen" && matches!(self.lower(start), "a" | "an");
        read.or = dozen.then_some(Decimal::from(10));
        self.point(&mut read);
        self.and_a_half(&mut read);
        if let WordClass::Scales(power) | WordClass::Scale(power) = self.word(read.end)
            && read.decimal().is_some_and(|value| value.whole().is_none())
        {
            read.value = Value::Number(read.decimal()?.scaled(power));
            (read.end, read.scaled) = (read.end + 1, true);
        }
        Some(read)
    }

    /// two point five, zero point zero three.
    pub(super) fn point(&self, read: &mut NumberToken) {
        let Some(whole) = read.decimal().filter(|_| self.lower(read.end) == "point") else { return };
        let (mut digits, mut places, mut end) = (0i128, 0, read.end + 1);
        while let WordClass::Cardinal(n) = self.word(end) {
            let width = if n >= 10 { 2 } else { 1 };
            let unit = match self.word(end + 2) {
                WordClass::Cardinal(unit) if n >= 20 && unit < 10 && self.text(end + 1) == "-" => unit,
                _ => 0,
            };
            if places + width > 18 {
                return;
            }
            digits = digits * 10i128.pow(width as u32) + i128::from(n + unit);
            (places, end) = (places + width, end + if unit > 0 { 3 } else { 1 });
        }
        let part = Decimal::new(digits, -places).filter(|_| places > 0);
        if let Some(value) = part.and_then(|part| whole.checked_add(part)) {
            (read.value, read.end) = (Value::Number(value), end);
        }
    }

    /// three and a half; three and a half million.
    pub(super) fn and_a_half(&self, read: &mut NumberToken) {
        let half = self.lower(read.end) == "and"
            && self.lower(read.end + 1) == "a"
            && self.lower(read.end + 2) == "half";
        let Some(value) = read.decimal().filter(|_| half) else { return };
        let Some(value) = Decimal::new(5, -1).and_then(|part| value.checked_add(part)) else { return };
        let (power, _, next) = self.scale(read.end + 3, false);
        (read.value, read.end) = (Value::Number(value.scaled(power)), next.max(read.end + 3));
    }
}

/// Cardinal words read so far.
struct Cardinals {
    total: i128,
    group: i128,
    any: bool,
    scaled: bool,
    at: usize,
    end: usize,
    last_power: i32,
    last_small: Option<i64>,
    /// The value before the last “and”.
    before_and: Option<i128>,
}

impl Cardinals {
    pub(super) fn begin(scan: &Tokens, start: usize) -> Option<Cardinals> {
        let article = matches!(scan.lower(start), "a" | "an");
        let counts = matches!(scan.word(start + 1), WordClass::Scale(_)) || scan.lower(start + 1) == "dozen";
        let cardinal = matches!(scan.word(start), WordClass::Cardinal(_));
        if !(cardinal || article && counts) {
            return None;
        }
        Some(Cardinals {
            total: 0,
            group: i128::from(article),
            any: article,
            scaled: false,
            at: start + usize::from(article),
            end: start,
            last_power: 99,
            last_small: None,
            before_and: None,
        })
    }

    /// Takes the next word; whether one was taken. Nothing if the number grows too large.
    pub(super) fn take(&mut self, scan: &Tokens) -> Option<bool> {
        let word = scan.word(self.at);
        match word {
            WordClass::Cardinal(n) if self.fits(n) => {
                self.group += i128::from(n);
                (self.last_small, self.any) = (Some(n), true);
                self.at += 1;
                self.end = self.at;
            }
            WordClass::Scale(power) if self.any && power < self.last_power.max(3) => {
                self.scale(power)?;
                self.at += 1;
                self.end = self.at;
            }
            WordClass::Other if self.any && matches!(scan.lower(self.at), "dozen" | "dozens") => {
                let before = self.before_and.map_or(0, |before| before - self.total);
                self.group = (self.group - before).checked_mul(12)?.checked_add(before)?;
                (self.at, self.last_small) = (self.at + 1, Some(0));
                self.end = self.at;
            }
            WordClass::Other if self.any && scan.text(self.at) == "-" && self.at == self.end => {
                let tens = self.last_small.is_some_and(|small| small >= 20);
                let small = matches!(scan.word(self.at + 1), WordClass::Cardinal(n) if n < 10) && tens;
                let scale = scan.glued(self.at) && matches!(scan.word(self.at + 1), WordClass::Scale(_));
                if !small && !scale {
                    return Some(false);
                }
                self.at += 1;
            }
            WordClass::Other if self.scaled && self.at == self.end && scan.lower(self.at) == "and" => {
                if !matches!(scan.word(self.at + 1), WordClass::Cardinal(n) if self.fits(n)) {
                    return Some(false);
                }
                self.before_and = self.total.checked_add(self.group);
                self.at += 1;
            }
            _ => return Some(false),
        }
        Some(true)
    }

    /// Whether a cardinal may follow.
    pub(super) fn fits(&self, n: i64) -> bool {
        self.last_small.is_none_or(|before| before >= 20 && before % 10 == 0 && n < 10)
    }

    pub(super) fn scale(&mut self, power: i32) -> Option<()> {
        let unit = 10i128.checked_pow(power as u32)?;
        if power == 2 {
            self.group = self.group.max(1).checked_mul(unit)?;
        } else {
            self.total = self.total.checked_add(self.group.max(1).checked_mul(unit)?)?;
            (self.group, self.last_power) = (0, power);
        }
        (self.scaled, self.last_small) = (true, None);
        Some(())
    }

    pub(super) fn split(&self, value: Decimal) -> Option<(Decimal, Decimal)> {
        let before = Decimal::new(self.before_and?, 0)?;
        Some((before, value.checked_add(before.negated())?))
    }
}
