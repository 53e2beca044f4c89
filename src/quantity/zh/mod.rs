//! Quantities of a Chinese text.

pub(crate) mod bound;
pub(crate) mod clock;
pub(crate) mod date;
pub(crate) mod digits;
pub(crate) mod fraction;
pub(crate) mod idioms;
pub(crate) mod lexer;
pub(crate) mod money;
pub(crate) mod number;
pub(crate) mod numeral;
pub(crate) mod numerals;
pub(crate) mod period;
pub(crate) mod range;
pub(crate) mod sign;
pub(crate) mod significance;
pub(crate) mod number_words;
pub(crate) mod unit;
pub(crate) mod words;

use std::sync::LazyLock;

use crate::base::char_set::CharSet;
use crate::quantity::decimal::Decimal;
use crate::quantity::marks::{formula, vulgar};
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use crate::quantity::zh::bound::bound;
use crate::quantity::zh::clock::{clock, elapsed};
use crate::quantity::zh::date::{date, dotted, era};
use crate::quantity::zh::fraction::{fraction, percent};
use crate::quantity::zh::idioms::{idiom, idiom_beginnings, silent};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::money::currency_before;
use crate::quantity::zh::number::{Reading, number};
use crate::quantity::zh::number_words::{split, word};
use crate::quantity::zh::numeral::{LONGEST, begins, is_numeral};
use crate::quantity::zh::period::period;
use crate::quantity::zh::range::range_of;
use crate::quantity::zh::sign::sign;
use crate::quantity::zh::significance::{is_code, is_enumeration, settle, significance};
use crate::quantity::zh::unit::apply;

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let chars = Chars::new(text);
    let mut found: Vec<Quantity> = Vec::with_capacity(text.len() / 32);
    let (beginnings, mut at) = (&*BEGINNINGS, 0);
    while let Some(beginning) = chars.find(at, beginnings) {
        at = step(&chars, beginning, &mut found);
    }
    found
}

/// The characters with which a number, a word that is one, or an idiom may begin.
static BEGINNINGS: LazyLock<CharSet> = LazyLock::new(|| {
    const DIGITS: &str = "0123456789.-:$½⅓⅔¼¾⅕⅖⅗⅘⅙⅚⅐⅛⅜⅝⅞⅑⅒";
    const NUMERALS: &str = "零一壹二两贰俩三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿兆廿卅";
    const WORDS: &str = "丁专不之乱参再凋半单双合周唯多归成接星清独礼第统翻说逐飘首“负加倍减腰打对花古耄腊而\
                         上下中本公民初";
    let own = [DIGITS, NUMERALS, WORDS].into_iter().flat_map(str::chars);
    own.chain(idiom_beginnings()).collect()
});

/// Reads what begins at a place; returns the place to go on from.
fn step(chars: &Chars, at: usize, found: &mut Vec<Quantity>) -> usize {
    let first = chars.at(at);
    let is_digit = first.is_ascii_digit();
    let passed = if is_digit { pointed(chars, at, found) } else { named(chars, at, found) };
    if let Some(end) = passed {
        return end;
    }
    let in_words = || word(chars, at).map(|(one, end)| (one, None, end));
    let reading = match first {
        _ if is_digit => plain(chars, at, found),
        _ if may_count(first) => percent(chars, at).or_else(in_words).or_else(|| plain(chars, at, found)),
        _ => in_words(),
    };
    let Some(reading) = reading else {
        return unread(chars, at);
    };
    let end = reading.2;
    push(chars, at, reading, found);
    end
}

/// Whether a number in no digits of ASCII may begin with a character, or the sign before one.
fn may_count(first: char) -> bool {
    is_numeral(first) || vulgar(first).is_some() || matches!(first, '-' | '.' | '负')
}

/// Digits that are more than a number: 20世纪90年代, 2024.3.5, 1.2.3. The place after them.
fn pointed(chars: &Chars, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    if let Some((one, end)) = period(chars, at).or_else(|| dotted(chars, at)) {
        found.push(one);
        return Some(end);
    }
    let end = version(chars, at)?;
    let range = chars.range(at, end);
    if let Some(value) = Value::version(chars.text.get(range.clone()).unwrap_or_default()) {
        found.push(Quantity::of(value, Kind::Version, range));
    }
    Some(end)
}

/// What begins with no digit and is no number of its own: a formula, an address on the web, 上半年, 民国108年, 三七开, an
/// idiom. The place after it.
fn named(chars: &Chars, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let skipped = match chars.at(at) {
        '$' => in_formula(chars, at),
        ':' => link(chars, at),
        _ => None,
    };
    if skipped.is_some() {
        return skipped;
    }
    if let Some((one, end)) = period(chars, at).or_else(|| era(chars, at)) {
        found.push(one);
        return Some(end);
    }
    if let Some(end) = split(chars, at, found) {
        return Some(end);
    }
    let end = idiom(chars, at)?;
    silent(chars, at, end, found);
    Some(end)
}

/// The place after digits, or Chinese numerals in a row too long for a number, of which nothing was read.
fn unread(chars: &Chars, at: usize) -> usize {
    let run = |is_part: fn(char) -> bool| {
        (at..chars.len()).find(|place| !is_part(chars.at(*place))).unwrap_or(chars.len())
    };
    if chars.at(at).is_ascii_digit() {
        return run(|c| c.is_ascii_digit());
    }
    let end = if is_numeral(chars.at(at)) { run(is_numeral) } else { at };
    if end - at > LONGEST { end } else { at + 1 }
}

/// The place after a formula.
fn in_formula(chars: &Chars, at: usize) -> Option<usize> {
    let last = chars.byte(at) + formula(&chars.text[chars.byte(at)..])?;
    Some((at..chars.len()).find(|place| chars.byte(*place) >= last).unwrap_or(chars.len()))
}

/// The place after an address on the web, of which `://` stands here.
fn link(chars: &Chars, at: usize) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_graphic();
    chars
        .has(at, "://")
        .then(|| (at..chars.len()).find(|place| !is_part(chars.at(*place))).unwrap_or(chars.len()))
}

/// The place after a version or a network address: 1.2.3.
fn version(chars: &Chars, at: usize) -> Option<usize> {
    let (mut end, mut points) = (at, 0);
    while chars.at(end).is_ascii_digit() || (chars.at(end) == '.' && chars.at(end + 1).is_ascii_digit()) {
        points += usize::from(chars.at(end) == '.');
        end += 1;
    }
    (points > 1).then_some(end)
}

/// A quantity with the sign before it, from which it begins.
fn with_sign(mut one: Quantity, negative: bool, start: usize) -> Quantity {
    if negative && let Value::Number(value) = one.value {
        one.value = Value::Number(value.negated());
        one.or = one.or.map(Decimal::negated);
    } else if negative && let Value::Fraction(a, b) = one.value {
        one.value = Value::Fraction(-a, b);
    }
    one.range.start = start;
    one
}

/// Puts a quantity with the lower of two said in one breath, if there is one: 三四月, 五六十.
fn push(chars: &Chars, at: usize, (mut one, low, end): Reading, found: &mut Vec<Quantity>) {
    match low {
        Some((low, place)) => {
            let value = match (one.value, low.whole().and_then(|low| u8::try_from(low).ok())) {
                // 三四月
                (Value::Date { year, month: Some(_), day: None }, month) => {
                    Value::Date { year, month, day: None }
                }
                _ => Value::Number(low),
            };
            let mut first = Quantity { value, ..one.clone() };
            first.range = chars.range(at, place);
            one.range = chars.range(place, end);
            found.push(first);
        }
        None => range_of(chars, found, &mut one),
    }
    found.push(one);
}

/// A number with its sign and unit.
fn plain(chars: &Chars, start: usize, found: &[Quantity]) -> Option<Reading> {
    let (negative, at) = sign(chars, start, found);
    let dotted =
        chars.at(at) == '.' && chars.at(at + 1).is_ascii_digit() && !chars.before(at).is_ascii_alphanumeric();
    if !dotted && !begins(chars, at) {
        return None;
    }
    let mut read = number(chars, at + usize::from(dotted && chars.before(at) != '.'))?;
    if dotted {
        let places = (read.end - at - 1) as i32;
        let value = read.decimal().filter(|_| read.scale == 0 && chars.before(at) != '.')?;
        read.value = Value::Number(Decimal::new(value.whole()?, -places)?);
    }
    let after_number = found.last().is_some_and(|one| one.range.end >= chars.byte(start.saturating_sub(1)));
    let signed = |one: Quantity| with_sign(one, negative, chars.byte(start));
    if let Some((one, end)) = fraction(chars, at, &read) {
        return Some((signed(one), None, end));
    }
    let timed = || clock(chars, at, &read).or_else(|| elapsed(chars, at, &read));
    if let Some((one, end)) = date(chars, at, &read).or_else(timed) {
        return Some((one, read.low, end));
    }
    let mut one =
        Quantity::of(read.value, Kind::Count, 0..0).with_significance(significance(chars, at, &read)?);
    (one.bound, one.scale, one.or, one.is_torn) = (read.bound, read.scale, read.or, read.torn);
    one.is_part = vulgar(chars.at(at)).is_some();
    let end = apply(chars, at, &read, &mut one);
    one.bound = one.bound.or_else(|| bound(chars, start, end));
    settle(chars, at, &read, end, &mut one);
    if one.kind == Kind::Count && !negative && is_code(chars, at, &read, after_number) {
        one.significance = Significance::Ignored;
    }
    currency_before(chars, at, &mut one);
    if is_enumeration(chars, start, end) {
        one.significance = one.significance.min(Significance::Optional);
    }
    one.range = chars.range(start, end);
    Some((signed(one), read.low, end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_is_a_numeral_may_begin_a_number() {
        let all = || (0..0x1_0000).filter_map(char::from_u32);
        assert!(all().filter(|c| is_numeral(*c) || vulgar(*c).is_some()).all(|c| BEGINNINGS.has(c)));
        assert!(all().filter(|c| BEGINNINGS.has(*c)).count() < 400);
        assert!(idiom_beginnings().all(|c| !c.is_ascii_digit()), "with digits no idiom is looked for");
    }
}
