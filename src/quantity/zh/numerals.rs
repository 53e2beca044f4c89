//! Chinese numbers in numerals: 五千九百八十五, 二〇一七, 三点五.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Bound, Value};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::numeral::{LONGEST, NumberToken, digit, is_word, scale, tens};

/// What a run of numerals has been read as so far.
#[derive(Default)]
struct Numerals {
    /// Completed sections: what stands before the last 万 or 亿.
    total: i128,
    /// The present section, below 万.
    section: i128,
    digit: Option<i128>,
    /// Whether two digits were said in one breath, and what one of the last is worth once that is known.
    pair: Option<Option<i128>>,
    /// The power of the small scale before, which the next must stay below.
    small: i32,
    big: i32,
    /// The scale right before, for 一百五 and 万亿.
    after: Option<i32>,
    any_digit: bool,
}

impl Numerals {
    fn new() -> Numerals {
        Numerals { small: 4, big: 99, ..Numerals::default() }
    }

    /// Takes tens written as one character: 廿, 卅; whether they fit.
    fn tens(&mut self, tens: i128) -> bool {
        let free = self.digit.is_none() && self.small > 1;
        if free {
            self.section += tens;
            (self.small, self.after, self.any_digit) = (1, Some(1), true);
        }
        free
    }

    /// Takes a digit; whether it fits.
    fn digit(&mut self, digit: i128) -> bool {
        match self.digit {
            _ if digit == 0 => {
                (self.after, self.any_digit) = (None, true);
                return self.digit.is_none();
            }
            None => self.digit = Some(digit),
            Some(before) if before + 1 == digit && self.pair.is_none() => {
                (self.pair, self.digit) = (Some(None), Some(digit));
            }
            Some(_) => return false,
        }
        self.any_digit = true;
        true
    }

    /// Takes a scale; whether it fits.
    fn scale(&mut self, power: i32) -> Option<bool> {
        let unit = 10i128.checked_pow(power as u32)?;
        if power < 4 {
            if power >= self.small {
                return Some(false);
            }
            self.section = self.section.checked_add(self.digit.unwrap_or(1).checked_mul(unit)?)?;
            self.small = power;
        } else {
            let amount = self.section + self.digit.unwrap_or(0);
            let nothing = amount == 0;
            if nothing && self.total == 0 {
                self.total = unit;
            } else if (nothing && self.after.is_some_and(|after| after >= 4)) || power > self.big {
                self.total = (self.total + amount).checked_mul(unit)?;
            } else if nothing {
                return Some(false);
            } else {
                self.total = self.total.checked_add(amount.checked_mul(unit)?)?;
            }
            (self.section, self.small, self.big) = (0, 4, power);
        }
        self.pair = match self.pair {
            Some(None) => Some(Some(unit)),
            Some(Some(worth)) if power >= 4 => Some(Some(worth.checked_mul(unit)?)),
            other => other,
        };
        (self.digit, self.after) = (None, Some(power));
        Some(true)
    }

    /// The value: 一百二 is 120, 三千五 is 3500.
    fn value(&self) -> Option<i128> {
        self.total.checked_add(self.section)?.checked_add(self.digit.unwrap_or(0) * self.short())
    }

    /// What a last digit is worth.
    fn short(&self) -> i128 {
        match self.after {
            Some(power) if power >= 2 && self.digit.is_some() => 10i128.pow(power as u32 - 1),
            _ => 1,
        }
    }

    /// The lower value, if two were said in one breath.
    fn low(&self) -> Option<Decimal> {
        Decimal::new(self.value()?.checked_sub(self.pair?.unwrap_or(self.short()))?, 0)
    }
}

/// A number that begins with a numeral.
pub(super) fn in_numerals(chars: &Chars, start: usize) -> Option<NumberToken> {
    if let Some(read) = spelled(chars, start) {
        return Some(read);
    }
    let read = scan(chars, start)?;
    let (end, state) = (read.end, read.state);
    let value = Decimal::new(state.value()?, 0)?;
    let bare = !state.any_digit && chars.at(start) != '十' && chars.at(start) != '拾';
    let scale = if matches!(chars.before(end), '万' | '亿' | '兆') { state.big } else { 0 };
    let mut token = NumberToken {
        value: Value::Number(value),
        low: state.low().map(|low| (low, read.paired)),
        end,
        numerals: end - start,
        bound: read.bound,
        scale,
        bare,
        or: None,
        torn: false,
    };
    decimals(chars, &mut token);
    if matches!(chars.at(token.end), '多' | '余' | '几')
        && !chars.has_one(token.end, &["余杭", "余姚", "多于", "多数"])
    {
        (token.bound, token.end) = (Some(Bound::Over), token.end + 1);
    }
    Some(token)
}

/// Numerals as far as they go together.
struct Scanned {
    state: Numerals,
    /// The place after them.
    end: usize,
    /// The place of the second of two numbers said in one breath.
    paired: usize,
    bound: Option<Bound>,
}

fn scan(chars: &Chars, start: usize) -> Option<Scanned> {
    let mut state = Numerals::new();
    let (mut place, mut end, mut bound) = (start, start, None);
    let (mut pending, mut paired) = (start, start);
    while place - start < LONGEST {
        let c = chars.at(place);
        let fits = if let Some(tens) = tens(c) {
            state.tens(tens)
        } else if c == '两' && place > start && digit(chars.before(place)).is_some() {
            // 二两 is a weight, 三两个 “two or three”.
            break;
        } else if let Some(digit) = digit(c) {
            let alone = state.pair.is_none();
            let fits = state.digit(digit);
            paired = if alone && state.pair.is_some() { place } else { paired };
            pending = place;
            fits
        } else if let Some(power) = scale(c).filter(|_| place == start || !is_word(chars, place)) {
            state.scale(power)?
        } else if matches!(c, '多' | '余' | '几' | '来')
            && place > start
            && scale(chars.at(place + 1)).is_some_and(|power| power >= 4)
        {
            (bound, place) = (Some(Bound::Over), place + 1);
            continue;
        } else {
            break;
        };
        if !fits {
            // 二十三十: the digit before belongs to the next number.
            if scale(c).is_some() && state.digit.is_some() && pending > start {
                state.digit = None;
                end = pending;
            }
            break;
        }
        (place, end) = (place + 1, place + 1);
    }
    Some(Scanned { state, end, paired, bound })
}

/// 二〇一七, 三八, 六七: digits without a scale.
fn spelled(chars: &Chars, start: usize) -> Option<NumberToken> {
    let is_digit =
        |n: &usize| digit(chars.at(start + n)).is_some() && (*n == 0 || chars.at(start + n) != '两');
    let length = (0..LONGEST).take_while(is_digit).count();
    if length < 2 || scale(chars.at(start + length)).is_some() {
        return None;
    }
    let digits: Vec<i128> = (start..start + length).filter_map(|place| digit(chars.at(place))).collect();
    let value = digits.iter().try_fold(0i128, |value, digit| value.checked_mul(10)?.checked_add(*digit))?;
    let pair = length == 2 && digits[0] > 0 && digits[0] + 1 == digits[1];
    let (value, low) = match pair {
        true => (Decimal::new(digits[1], 0)?, Decimal::new(digits[0], 0).map(|low| (low, start + 1))),
        false => (Decimal::new(value, 0)?, None),
    };
    let mut read = NumberToken {
        value: Value::Number(value),
        low,
        end: start + length,
        numerals: length,
        bound: None,
        scale: 0,
        bare: false,
        or: None,
        torn: false,
    };
    decimals(chars, &mut read);
    Some(read)
}

/// 三点五, 十五点二亿; not 八点二十 and 十点五分, which are times of day.
fn decimals(chars: &Chars, read: &mut NumberToken) {
    if chars.at(read.end) != '点' || read.bare || read.low.is_some() {
        return;
    }
    let one = |place: usize| digit(chars.at(place)).filter(|_| chars.at(place) != '两');
    let length = (0..LONGEST).take_while(|n| one(read.end + 1 + n).is_some()).count();
    let after = read.end + 1 + length;
    let clock =
        matches!(chars.at(after), '十' | '刻') || (chars.at(after) == '分' && !chars.has(after, "分之"));
    if length == 0 || length > 18 || clock {
        return;
    }
    let fraction =
        (0..length).filter_map(|n| one(read.end + 1 + n)).fold(0i128, |value, digit| value * 10 + digit);
    let sum =
        Decimal::new(fraction, -(length as i32)).zip(read.decimal()).and_then(|(a, b)| a.checked_add(b));
    let Some(sum) = sum else { return };
    let (mut power, mut end) = (0, after);
    while let Some(more) = scale(chars.at(end)).filter(|more| *more > 1 && power < 24 && !is_word(chars, end))
    {
        (power, end) = (power + more, end + 1);
    }
    (read.value, read.numerals) = (Value::Number(sum.scaled(power)), read.numerals + end - read.end);
    read.end = end;
}
