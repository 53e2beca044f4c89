//! Numbers in a Chinese text: digits and numerals with their scales.

use crate::decimal::Decimal;
use crate::header::Bound;
use crate::parse::numerals::chars::Chars;
use crate::parse::numerals::power::raised;
use crate::quantity::{Quantity, Value};

/// A number that was read, before its unit.
#[derive(Clone, Debug)]
pub(super) struct Read {
    pub value: Value,
    /// The lower of two numbers said in one breath, and the place after its digit: 五六十 is 50 to 60.
    pub low: Option<(Decimal, usize)>,
    /// The place after it.
    pub end: usize,
    /// How many Chinese numerals it is written in; 0 for digits.
    pub numerals: usize,
    /// 多, 余, 几 inside or after it.
    pub bound: Option<Bound>,
    /// The power of ten of its scale.
    pub scale: i32,
    /// A scale without a numeral: 千亿.
    pub bare: bool,
}

impl Read {
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn whole(&self) -> Option<i128> {
        self.decimal().and_then(Decimal::whole)
    }
}

/// A quantity; the lower one of two said in one breath, with the place after its digit; the place after both.
pub(super) type Reading = (Quantity, Option<(Decimal, usize)>, usize);

/// The most characters that a number in words is read from.
pub(super) const LONGEST: usize = 64;

/// A numeral's digit, formal forms included.
pub(super) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A numeral's power of ten.
pub(super) fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// 廿 and 卅.
fn tens(c: char) -> Option<i128> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || scale(c).is_some() || tens(c).is_some()
}

/// Whether a number may begin at a place. 伍, 陆, 俩 and the like are words of their own (队伍, 大陆);
/// they are numerals before a formal scale, another formal numeral or a point.
pub(super) fn begins(chars: &Chars, at: usize) -> bool {
    match chars.at(at) {
        '0'..='9' => true,
        '俩' => matches!(chars.at(at + 1), '千' | '百' | '仟' | '佰'),
        '贰' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '叁' | '佰' | '仟' | '拾' => {
            let next = chars.at(at + 1);
            matches!(next, '拾' | '佰' | '仟' | '万' | '亿' | '零')
                || (next == '点' && digit(chars.at(at + 2)).is_some())
                || "壹贰叁肆伍陆柒捌玖".contains(next)
                || (chars.at(at) == '拾' && digit(next).is_some())
        }
        '廿' | '卅' => digit(chars.at(at + 1)).is_some() || "年天日多余个".contains(chars.at(at + 1)),
        c => is_numeral(c),
    }
}

/// A number in digits or numerals.
pub(super) fn number(chars: &Chars, at: usize) -> Option<Read> {
    match chars.at(at) {
        '0'..='9' => in_digits(chars, at),
        _ if begins(chars, at) => in_numerals(chars, at),
        _ => None,
    }
}

/// The place after the digits that begin at a place, with their point and grouping.
fn digits_end(chars: &Chars, start: usize) -> usize {
    let (mut end, mut point) = (start, false);
    let is_digit = |place: usize| chars.at(place).is_ascii_digit();
    loop {
        let grouped = |end: usize| (1..=3).all(|n| is_digit(end + n)) && !is_digit(end + 4);
        match chars.at(end) {
            '0'..='9' => end += 1,
            '.' if !point && is_digit(end + 1) => (point, end) = (true, end + 1),
            ',' if !point && grouped(end) => end += 1,
            '，' if !point && grouped(end) && chars.is_wide(end + 1) && chars.is_wide(end - 1) => end += 1,
            _ => return end,
        }
    }
}

fn in_digits(chars: &Chars, start: usize) -> Option<Read> {
    let end = digits_end(chars, start);
    let plain = Decimal::read(chars.text.get(chars.range(start, end))?)?;
    let rest = (end..end + 8).map(|place| chars.at(place));
    let (value, end) = match raised(plain, rest) {
        Some((value, more)) => (value, end + more),
        None => (Value::Number(plain), end),
    };
    let mut read = Read { value, low: None, end, numerals: 0, bound: None, scale: 0, bare: false };
    scales(chars, &mut read);
    latin_scale(chars, &mut read);
    compound(chars, &mut read);
    if matches!(chars.at(read.end), '多' | '余') {
        (read.bound, read.end) = (Some(Bound::Over), read.end + 1);
    }
    Some(read)
}

/// 多, 余, 几, 个 and scales behind digits: 9000多万, 4个亿, 1.2万亿.
fn scales(chars: &Chars, read: &mut Read) {
    let mut place = read.end;
    loop {
        match chars.at(place) {
            '多' | '余' | '几' | '来' if scale(chars.at(place + 1)).is_some_and(|power| power >= 2) => {
                read.bound = Some(Bound::Over);
                place += 1;
            }
            '个' if matches!(chars.at(place + 1), '亿') && chars.at(place + 2) != '元' => place += 1,
            c => match scale(c).filter(|power| *power > 1 && !is_word(chars, place)) {
                Some(more) if read.scale < 24 => {
                    read.scale += more;
                    place += 1;
                    read.end = place;
                }
                _ => break,
            },
        }
    }
    if read.scale == 0 {
        read.bound = None;
    }
    if let Value::Number(number) = read.value {
        read.value = Value::Number(number.scaled(read.scale));
    }
}

/// 40k, 2.5M, and an English amount kept in Chinese: 387.5 billion.
fn latin_scale(chars: &Chars, read: &mut Read) {
    let Some(number) = read.decimal().filter(|_| read.scale == 0) else { return };
    for (word, power) in [
        (" thousand", 3),
        (" million", 6),
        (" billion", 9),
        (" trillion", 12),
        ("k", 3),
        (" k", 3),
        (" M", 6),
        ("M", 6),
    ] {
        let end = read.end + word.chars().count();
        if chars.has(read.end, word) && !chars.at(end).is_ascii_alphanumeric() {
            (read.scale, read.end, read.value) = (power, end, Value::Number(number.scaled(power)));
            return;
        }
    }
}

/// 3亿5000万, 5万4千6百: each part is smaller than the scale before it.
fn compound(chars: &Chars, read: &mut Read) {
    let Some(mut total) = read.decimal() else { return };
    let mut last = read.scale;
    while last >= 2 && chars.at(read.end).is_ascii_digit() {
        let end = digits_end(chars, read.end);
        let Some(digits) = chars.text.get(chars.range(read.end, end)).and_then(Decimal::read) else { return };
        let (mut power, mut place) = (0, end);
        while let Some(more) = scale(chars.at(place)).filter(|more| *more > 1 && !is_word(chars, place)) {
            (power, place) = (power + more, place + 1);
        }
        let part = digits.scaled(power);
        if power >= last || part >= Decimal::from(1).scaled(last) {
            return;
        }
        let Some(sum) = total.checked_add(part) else { return };
        (total, last) = (sum, power);
        (read.value, read.end, read.scale) = (Value::Number(sum), place, 0);
    }
}

/// 千瓦, 百分, 万科 …: the scale belongs to the next word.
pub(super) fn is_word(chars: &Chars, place: usize) -> bool {
    const WORDS: &[&str] = &[
        "千瓦",
        "千克",
        "千米",
        "百分点",
        "百分比",
        "百分制",
        "百分数",
        "百分百",
        "千卡",
        "千伏",
        "兆瓦",
        "兆帕",
        "兆赫",
        "兆字",
        "百货",
        "百姓",
        "百科",
        "百度",
        "万科",
        "万达",
        "万象",
        "万物",
        "万事",
        "万众",
        "万里长",
        "百花",
        "十字",
        "百强",
        "千里",
        "千禧",
        "亿万",
    ];
    matches!(chars.at(place), '百' | '千' | '万' | '兆' | '十' | '亿') && chars.has_one(place, WORDS)
}

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

fn in_numerals(chars: &Chars, start: usize) -> Option<Read> {
    if let Some(read) = spelled(chars, start) {
        return Some(read);
    }
    let mut state = Numerals::new();
    let (mut place, mut end, mut bound) = (start, start, None);
    let (mut pending, mut paired) = (start, start);
    while place - start < LONGEST {
        let c = chars.at(place);
        let fits = if let Some(tens) = tens(c) {
            let free = state.digit.is_none() && state.small > 1;
            if free {
                state.section += tens;
                (state.small, state.after, state.any_digit) = (1, Some(1), true);
            }
            free
        } else if let Some(digit) = digit(c) {
            let alone = state.pair.is_none();
            let fits = state.digit(digit);
            if alone && state.pair.is_some() {
                paired = place;
            }
            pending = place;
            fits
        } else if let Some(power) = scale(c).filter(|_| place == start || !is_word(chars, place)) {
            state.scale(power)?
        } else if matches!(c, '多' | '余' | '几' | '来')
            && place > start
            && scale(chars.at(place + 1)).is_some_and(|power| power >= 4)
        {
            bound = Some(Bound::Over);
            place += 1;
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
        place += 1;
        end = place;
    }
    let value = Decimal::new(state.value()?, 0)?;
    let bare = !state.any_digit && chars.at(start) != '十' && chars.at(start) != '拾';
    let scale = if matches!(chars.before(end), '万' | '亿' | '兆') { state.big } else { 0 };
    let low = state.low().map(|low| (low, paired));
    let mut read = Read { value: Value::Number(value), low, end, numerals: end - start, bound, scale, bare };
    decimals(chars, &mut read);
    if matches!(chars.at(read.end), '多' | '余' | '几')
        && !chars.has_one(read.end, &["余杭", "余姚", "多于", "多数"])
    {
        (read.bound, read.end) = (Some(Bound::Over), read.end + 1);
    }
    Some(read)
}

/// 二〇一七, 三八, 六七: digits without a scale.
fn spelled(chars: &Chars, start: usize) -> Option<Read> {
    let length = (0..LONGEST).take_while(|n| digit(chars.at(start + n)).is_some()).count();
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
    let mut read = Read {
        value: Value::Number(value),
        low,
        end: start + length,
        numerals: length,
        bound: None,
        scale: 0,
        bare: false,
    };
    decimals(chars, &mut read);
    Some(read)
}

/// 三点五, 十五点二亿; not 八点二十 and 十点五分, which are times of day.
fn decimals(chars: &Chars, read: &mut Read) {
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
