//! Fractions and shares in a Chinese text: 三分之一, 一又二分之一, 百分之八, 3/5.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::{Reading, number};
use crate::quantity::zh::numeral::NumberToken;

/// 百分之, 千分之 and 万分之: their power of ten as a share in per cent.
fn share(chars: &Chars, at: usize) -> Option<i32> {
    let power = match chars.at(at) {
        '百' | '佰' => 0,
        '千' | '仟' => -1,
        '万' => -2,
        _ => return None,
    };
    chars.has(at + 1, "分之").then_some(power)
}

/// A share in words: one quantity, or two for 百分之二三十.
pub(super) fn percent(chars: &Chars, at: usize) -> Option<Reading> {
    if chars.has(at, "百分百") {
        let one = Quantity::number(Decimal::from(100), Kind::Percent, chars.range(at, at + 3));
        return Some((one.with_significance(Significance::Weak), None, at + 3));
    }
    let power = share(chars, at)?;
    let negative = chars.at(at + 3) == '负';
    let read = number(chars, at + 3 + usize::from(negative))?;
    let value = read.decimal()?.scaled(power);
    let value = if negative { value.negated() } else { value };
    let mut one = Quantity::number(value, Kind::Percent, chars.range(at, read.end)).bounded(read.bound);
    one.scale = read.scale;
    // 百分之百 is often “fully”.
    if read.numerals > 0 && value == Decimal::from(100) {
        one.significance = Significance::Weak;
    }
    Some((one, read.low.map(|(low, place)| (low.scaled(power), place)), read.end))
}

/// A fraction whose first number has been read.
pub(super) fn fraction(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
    let first = read.decimal()?;
    let (value, end) = if chars.has(read.end, "分之") {
        over(chars, read.end + 2, first)?
    } else if chars.at(read.end) == '又' {
        let under = number(chars, read.end + 1).filter(|under| chars.has(under.end, "分之"))?;
        let (part, end) = over(chars, under.end + 2, under.decimal()?)?;
        (sum(first, part)?, end)
    } else if chars.at(read.end) == '/'
        && read.numerals == 0
        && chars.before(at) != '/'
        && !chars.at(at).is_ascii_alphabetic()
    {
        slashed(chars, read, first)?
    } else if chars.at(read.end) == ' ' {
        let top = number(chars, read.end + 1).filter(|top| top.numerals == 0 && chars.at(top.end) == '/')?;
        let (part, end) = slashed(chars, &top, top.decimal()?)?;
        (sum(first, part)?, end)
    } else {
        return None;
    };
    let significance = if chars.at(read.end) == '/' || chars.at(read.end) == ' ' {
        Significance::Optional
    } else {
        Significance::Required
    };
    let mut one = Quantity::of(value, Kind::Count, chars.range(at, end)).with_significance(significance);
    one.is_part = true;
    Some((one, end))
}

/// What stands under the line was read first in Chinese.
fn over(chars: &Chars, at: usize, under: Decimal) -> Option<(Value, usize)> {
    let negative = chars.at(at) == '负';
    let top = number(chars, at + usize::from(negative))?;
    let value = top.decimal()?;
    Some((Value::ratio(if negative { value.negated() } else { value }, under)?, top.end))
}

fn slashed(chars: &Chars, top: &NumberToken, value: Decimal) -> Option<(Value, usize)> {
    let under = number(chars, top.end + 1).filter(|under| under.numerals == 0 && under.scale == 0)?;
    let small = |one: Decimal| one.whole().is_some_and(|whole| whole > 0 && whole < 1000);
    let bottom =
        under.decimal().filter(|bottom| small(*bottom) && small(value) && chars.at(under.end) != '/')?;
    Some((Value::ratio(value, bottom)?, under.end))
}

/// A whole and a part.
fn sum(whole: Decimal, part: Value) -> Option<Value> {
    match part {
        Value::Number(part) => whole.checked_add(part).map(Value::Number),
        Value::Fraction(a, b) => {
            let top = whole.checked_mul(Decimal::from(b))?.checked_add(Decimal::from(a))?;
            Value::ratio(top, Decimal::from(b))
        }
        _ => None,
    }
}
