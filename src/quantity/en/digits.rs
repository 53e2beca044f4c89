//! English numbers in digits, with their scales: 578.6 billion, 2¼, 84. 32.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::WordClass;
use crate::quantity::marks::vulgar;
use crate::quantity::power::raised;
use crate::quantity::value::Value;

impl Tokens<'_> {
    /// ¾
    pub(super) fn vulgar(&self, at: usize) -> Option<NumberToken> {
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
    pub(super) fn with_part(&self, at: usize, value: Decimal) -> Option<NumberToken> {
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

    pub(super) fn in_digits(&self, at: usize, value: Decimal) -> NumberToken {
        let start = self.tokens[at].end();
        if let Some(read) = self.with_part(at, value) {
            return read;
        }
        if self.glued(at + 1) || matches!(self.text(at + 1), "×" | "x") {
            let rest = self.text[start..].chars().take(10);
            if let Some((value, more)) = raised(value, rest) {
                let byte = start + self.text[start..].chars().take(more).map(char::len_utf8).sum::<usize>();
                let end =
                    (at + 1..).find(|next| self.tokens.get(*next).is_none_or(|token| token.start >= byte));
                return NumberToken::of(Value::Number(Decimal::from(0)), end.unwrap_or(at + 1), false)
                    .with(value);
            }
        }
        let (value, end) = self.torn(at, value).unwrap_or((value, at + 1));
        let mut read = NumberToken::of(Value::Number(value), end, false);
        if let Some(power) = han_scale(self.text(end)) {
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
    pub(super) fn torn(&self, at: usize, value: Decimal) -> Option<(Decimal, usize)> {
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
            WordClass::Suffix { power, close }
                if digits && (!close || self.glued(place) || self.ends_text(place)) =>
            {
                let letter = self.lower(place).len() == 1;
                (power, letter && !self.money_before(at) && !self.is_amount(place))
            }
            _ => return (0, false, at),
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
    pub(super) fn ends_text(&self, at: usize) -> bool {
        at + 1 == self.tokens.len() && self.lower(at) == "k"
    }

    /// Letters that are a scale and no unit: k and b, or a text that says no more (“2.5m”).
    pub(super) fn is_amount(&self, at: usize) -> bool {
        matches!(self.text(at), "k" | "b") && (at + 1 == self.tokens.len() || at == 1)
    }

    pub(super) fn money_before(&self, at: usize) -> bool {
        let start = at.saturating_sub(3);
        (start..at).any(|place| {
            matches!(self.lower(place), "$" | "£" | "€" | "¥" | "rmb" | "usd" | "us" | "eur" | "gbp")
        })
    }
}

/// The scale of a Chinese amount kept in English: “3875亿元”.
fn han_scale(word: &str) -> Option<i32> {
    match word.chars().next()? {
        '万' if word.starts_with("万亿") => Some(12),
        '万' => Some(4),
        '亿' => Some(8),
        _ => None,
    }
}
