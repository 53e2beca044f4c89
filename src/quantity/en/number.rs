//! Numbers in an English text: in digits or words, with their scales.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::Tokens;
use crate::quantity::en::words::{WordClass, suffix};
use crate::quantity::marks::vulgar;
use crate::quantity::power::raised;
use crate::quantity::value::Value;

/// A number that was read, before its unit.
#[derive(Clone, Debug)]
pub(super) struct NumberToken {
    pub value: Value,
    pub end: usize,
    /// Whether it is in words.
    pub words: bool,
    pub scaled: bool,
    pub power: i32,
    pub or: Option<Decimal>,
    /// What stands before and after the last “and”: one hundred and three.
    pub split: Option<(Decimal, Decimal)>,
}

impl NumberToken {
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    fn of(value: Value, end: usize, words: bool) -> NumberToken {
        NumberToken { value, end, words, scaled: false, power: 0, or: None, split: None }
    }
}

impl Tokens<'_, '_> {
    /// A number in digits or words with its scale.
    pub(super) fn number(&self, at: usize) -> Option<NumberToken> {
        match self.tokens.get(at)?.number {
            Some(value) => Some(self.in_digits(at, value)),
            None => self.vulgar(at).or_else(|| self.in_words(at)),
        }
    }

    /// ¾
    fn vulgar(&self, at: usize) -> Option<NumberToken> {
        let (top, bottom) = vulgar(self.text(at).chars().next()?)?;
        let value = Value::ratio(Decimal::from(top), Decimal::from(bottom))?;
        let mut read = NumberToken::of(value, at + 1, false);
        let (power, _, next) = self.scale(at + 1, true);
        if let Some(number) = read.decimal().filter(|_| next > at + 1) {
            (read.value, read.end, read.power, read.scaled) =
                (Value::Number(number.scaled(power)), next, power, true);
        }
        Some(read)
    }

    /// 2¼ and 2 ¼: a whole and a part.
    fn with_part(&self, at: usize, value: Decimal) -> Option<NumberToken> {
        let (top, bottom) =
            self.text(at + 1).chars().next().and_then(vulgar).filter(|_| value.whole().is_some())?;
        let top = value.checked_mul(Decimal::from(bottom))?.checked_add(Decimal::from(top))?;
        let value = Value::ratio(top, Decimal::from(bottom))?;
        let mut read = NumberToken::of(value, at + 2, false);
        let (power, _, next) = self.scale(at + 2, true);
        if let Some(number) = read.decimal().filter(|_| next > at + 2) {
            (read.value, read.end, read.power, read.scaled) =
                (Value::Number(number.scaled(power)), next, power, true);
        }
        Some(read)
    }

    fn in_digits(&self, at: usize, value: Decimal) -> NumberToken {
        let start = self.tokens[at].range.end;
        if let Some(read) = self.with_part(at, value) {
            return read;
        }
        if self.glued(at + 1) || matches!(self.text(at + 1), "×" | "x") {
            let rest = self.text[start..].chars().take(10);
            if let Some((value, more)) = raised(value, rest) {
                let byte = start + self.text[start..].chars().take(more).map(char::len_utf8).sum::<usize>();
                let end = (at + 1..)
                    .find(|next| self.tokens.get(*next).is_none_or(|token| token.range.start >= byte));
                return NumberToken::of(Value::Number(Decimal::from(0)), end.unwrap_or(at + 1), false)
                    .with(value);
            }
        }
        let (value, end) = self.torn(at, value).unwrap_or((value, at + 1));
        let mut read = NumberToken::of(Value::Number(value), end, false);
        // A Chinese amount kept in English: “3875亿元”.
        let han = [("万亿", 12), ("亿", 8), ("万", 4)]
            .into_iter()
            .find(|(word, _)| self.text(end).starts_with(word));
        if let Some((_, power)) = han {
            (read.value, read.end, read.scaled, read.power) =
                (Value::Number(value.scaled(power)), end + 1, true, power);
            return read;
        }
        if matches!(self.lower(end), "dozen" | "dozens")
            && let Some(value) = value.checked_mul(Decimal::from(12))
        {
            (read.value, read.end) = (Value::Number(value), end + 1);
            return read;
        }
        let (power, doubtful, next) = self.scale(end, true);
        (read.scaled, read.power, read.end) = (next > end, power, next);
        match doubtful {
            true => read.or = Some(value.scaled(power)),
            false => read.value = Value::Number(value.scaled(power)),
        }
        read
    }

    /// A decimal torn by a blank in print: “84. 32%”, “US$2. 4 trillion”.
    fn torn(&self, at: usize, value: Decimal) -> Option<(Decimal, usize)> {
        let places = self.text(at + 2);
        let apart = self.text(at + 1) == "." && self.glued(at + 1) && !self.glued(at + 2);
        let digits =
            !places.is_empty() && places.len() <= 2 && places.bytes().all(|byte| byte.is_ascii_digit());
        let follows = self.text(at + 3) == "%" || matches!(self.word(at + 3), WordClass::Scale(_));
        if !(apart && digits && follows) || self.text(at).contains('.') {
            return None;
        }
        let part = Decimal::read(places)?.scaled(-(places.len() as i32));
        Some((value.checked_add(part)?, at + 3))
    }

    /// A scale word after a number: its power, whether it is only one of two readings, the place after it.
    pub(super) fn scale(&self, at: usize, digits: bool) -> (i32, bool, usize) {
        let place = if self.text(at) == "-" && self.glued(at) { at + 1 } else { at };
        let (power, doubtful) = match self.word(place) {
            WordClass::Scale(power) => (power, false),
            WordClass::Scales(power) if digits => (power, false),
            _ => match suffix(self.lower(place)).filter(|_| digits) {
                Some((power, close)) if !close || self.glued(place) || self.ends_text(place) => {
                    let letter = self.lower(place).len() == 1;
                    (power, letter && !self.money_before(at) && !self.is_amount(place))
                }
                _ => return (0, false, at),
            },
        };
        let (mut power, mut end) = (power, place + 1);
        // five hundred thousand, 100 thousand million
        while let WordClass::Scale(more) = self.word(end) {
            if more < 3 || power + more > 40 {
                break;
            }
            (power, end) = (power + more, end + 1);
        }
        (power, doubtful, end)
    }

    /// Whether a text ends behind a token: “2.33 k” by itself.
    fn ends_text(&self, at: usize) -> bool {
        at + 1 == self.tokens.len() && self.lower(at) == "k"
    }

    /// Letters that are a scale and no unit: k and b, or a text that says no more (“2.5m”).
    fn is_amount(&self, at: usize) -> bool {
        matches!(self.text(at), "k" | "b") && (at + 1 == self.tokens.len() || at == 1)
    }

    fn money_before(&self, at: usize) -> bool {
        let start = at.saturating_sub(3);
        self.tokens[start..at.min(self.tokens.len())].iter().any(|token| {
            matches!(token.lower.as_ref(), "$" | "£" | "€" | "¥" | "rmb" | "usd" | "us" | "eur" | "gbp")
        })
    }

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
    fn point(&self, read: &mut NumberToken) {
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
    fn and_a_half(&self, read: &mut NumberToken) {
        let half = self.lower(read.end) == "and"
            && self.lower(read.end + 1) == "a"
            && self.lower(read.end + 2) == "half";
        let Some(value) = read.decimal().filter(|_| half) else { return };
        let Some(value) = Decimal::new(5, -1).and_then(|part| value.checked_add(part)) else { return };
        let (power, _, next) = self.scale(read.end + 3, false);
        (read.value, read.end) = (Value::Number(value.scaled(power)), next.max(read.end + 3));
    }
}

impl NumberToken {
    fn with(mut self, value: Value) -> NumberToken {
        self.value = value;
        self
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
    fn begin(scan: &Tokens, start: usize) -> Option<Cardinals> {
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
    fn take(&mut self, scan: &Tokens) -> Option<bool> {
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
    fn fits(&self, n: i64) -> bool {
        self.last_small.is_none_or(|before| before >= 20 && before % 10 == 0 && n < 10)
    }

    fn scale(&mut self, power: i32) -> Option<()> {
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

    fn split(&self, value: Decimal) -> Option<(Decimal, Decimal)> {
        let before = Decimal::new(self.before_and?, 0)?;
        Some((before, value.checked_add(before.negated())?))
    }
}
