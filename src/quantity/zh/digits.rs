//! Chinese numbers in digits, with their scales: 1.2万亿, 3亿5000万, 9000多万.

use std::borrow::Cow;

use crate::quantity::decimal::Decimal;
use crate::quantity::marks::{grouped_by_blanks, is_group_blank, vulgar};
use crate::quantity::power::raised;
use crate::quantity::value::{Bound, Value};
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::numeral::{NumberToken, is_word, scale};

/// The place after the digits that begin at a place, with their point and grouping; whether print tore them.
fn digits_end(chars: &Chars, start: usize) -> (usize, bool) {
    let is_digit = |place: usize| chars.at(place).is_ascii_digit();
    let (mut end, mut point, mut torn) = (start, false, false);
    while is_digit(end) {
        end += 1;
    }
    let is_blank = chars.at(end) == ' ' || is_group_blank(chars.at(end));
    if is_blank && let Some(bytes) = grouped_by_blanks(&chars.text[chars.byte(start)..]) {
        let last = chars.byte(start) + bytes;
        end = (start..chars.len()).find(|place| chars.byte(*place) >= last).unwrap_or(chars.len());
    }
    loop {
        let grouped = |end: usize| (1..=3).all(|n| is_digit(end + n)) && !is_digit(end + 4);
        match chars.at(end) {
            '0'..='9' => end += 1,
            '.' if !point && is_digit(end + 1) => (point, end) = (true, end + 1),
            ',' if !point && grouped(end) => end += 1,
            '，' if !point && grouped(end) && chars.is_wide(end + 1) && chars.is_wide(end - 1) => end += 1,
            // 40，000个: a mark of the wrong width, where a clause cannot go on with 000.
            '，' if !point && grouped(end) && end - start <= 3 && chars.has(end + 1, "000") => {
                (end, torn) = (end + 1, true)
            }
            // 2 . 5亿
            ' ' if !point && chars.has(end, " . ") && is_digit(end + 3) => {
                (point, end, torn) = (true, end + 3, true)
            }
            _ => return (end, torn),
        }
    }
}

/// A number that begins with a digit.
pub(super) fn in_digits(chars: &Chars, start: usize) -> Option<NumberToken> {
    let (end, torn) = digits_end(chars, start);
    let plain = Decimal::read(&without_blanks(chars.text.get(chars.range(start, end))?))?;
    let rest = (end..end + 10).map(|place| chars.at(place));
    let (value, end) = match (raised(plain, rest), vulgar(chars.at(end))) {
        (Some((value, more)), _) => (value, end + more),
        // 2¼
        (None, Some((top, bottom))) if plain.whole().is_some() => {
            let top = plain.checked_mul(Decimal::from(bottom))?.checked_add(Decimal::from(top))?;
            (Value::ratio(top, Decimal::from(bottom))?, end + 1)
        }
        _ => (Value::Number(plain), end),
    };
    let mut read = NumberToken {
        value,
        low: None,
        end,
        numerals: 0,
        bound: None,
        scale: 0,
        bare: false,
        or: None,
        torn,
    };
    scales(chars, &mut read);
    latin_scale(chars, &mut read);
    compound(chars, &mut read);
    if matches!(chars.at(read.end), '多' | '余') {
        (read.bound, read.end) = (Some(Bound::Over), read.end + 1);
    }
    Some(read)
}

/// Digits without the blanks that group them.
fn without_blanks(text: &str) -> Cow<'_, str> {
    let is_blank = |c: char| c == ' ' || is_group_blank(c);
    match text.bytes().all(|byte| byte.is_ascii_graphic()) {
        true => Cow::Borrowed(text),
        false => Cow::Owned(text.replace(is_blank, "")),
    }
}

/// 多, 余, 几, 个 and scales behind digits: 9000多万, 4个亿, 1.2万亿.
fn scales(chars: &Chars, read: &mut NumberToken) {
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
fn latin_scale(chars: &Chars, read: &mut NumberToken) {
    let may_follow = matches!(chars.at(read.end), ' ' | 'k' | 'M' | 'w' | 'W');
    let Some(number) = read.decimal().filter(|_| read.scale == 0 && may_follow) else { return };
    for (word, power) in [
        (" thousand", 3),
        (" million", 6),
        (" billion", 9),
        (" trillion", 12),
        ("k", 3),
        (" k", 3),
        (" M", 6),
        ("M", 6),
        ("w", 4),
        ("W", 4),
    ] {
        let end = read.end + word.chars().count();
        if chars.has(read.end, word) && (!chars.at(end).is_alphanumeric() || is_han(chars.at(end))) {
            (read.scale, read.end, read.value) = (power, end, Value::Number(number.scaled(power)));
            // 64M may be megabytes, 3M megabits a second.
            read.or = matches!(word, "M" | " M" | "k" | " k").then_some(number);
            return;
        }
    }
}

/// 3亿5000万, 5万4千6百: each part is smaller than the scale before it.
fn compound(chars: &Chars, read: &mut NumberToken) {
    let Some(mut total) = read.decimal() else { return };
    let mut last = read.scale;
    while last >= 2 && chars.at(read.end).is_ascii_digit() {
        let (end, _) = digits_end(chars, read.end);
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
