//! Times of day and laps in a Chinese text.

use crate::quantity::colon::{clocked, joined};
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{HalfDay, Kind, Quantity, Significance, UnitId, Value};
use crate::quantity::zh::date::small;
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::{NumberToken, digit};

/// Words before a number that make it a time of day, and the half of the day that they say.
const HOURS: &[(&str, Option<HalfDay>)] = &[
    ("上午", Some(HalfDay::Morning)),
    ("早上", Some(HalfDay::Morning)),
    ("早晨", Some(HalfDay::Morning)),
    ("清晨", Some(HalfDay::Morning)),
    ("凌晨", Some(HalfDay::Morning)),
    ("今早", Some(HalfDay::Morning)),
    ("早", Some(HalfDay::Morning)),
    ("中午", None),
    ("下午", Some(HalfDay::Afternoon)),
    ("午后", Some(HalfDay::Afternoon)),
    ("傍晚", Some(HalfDay::Afternoon)),
    ("晚上", Some(HalfDay::Afternoon)),
    ("今晚", Some(HalfDay::Afternoon)),
    ("当晚", Some(HalfDay::Afternoon)),
    ("晚间", Some(HalfDay::Afternoon)),
    ("晚", Some(HalfDay::Afternoon)),
    ("夜里", None),
    ("时间", None),
    ("日", None),
];

/// The half of the day that the word before a time says.
fn half_day(chars: &Chars, at: usize, hour: u16) -> Option<HalfDay> {
    let said = HOURS.iter().find(|(word, _)| chars.ends(at, word)).and_then(|(_, half)| *half);
    match said {
        // 晚上12点 is the end of the day.
        Some(HalfDay::Afternoon) if hour == 12 && !chars.ends(at, "下午") => Some(HalfDay::Morning),
        _ if hour > 12 && hour < 24 => Some(HalfDay::Afternoon),
        said => said,
    }
}

/// 10点30分, 20时, 10:30: a time of day.
pub(super) fn clock(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
    if !matches!(chars.at(read.end), '点' | '时' | ':') {
        return None;
    }
    let n = u16::try_from(read.whole()?)
        .ok()
        .filter(|_| read.bound.is_none() && read.scale == 0 && !read.bare)?;
    let low = read.low.is_none();
    match chars.at(read.end) {
        '点' | '时' if n <= 24 && low => hour(chars, at, read, n),
        ':' if read.numerals == 0 => colon(chars, at, read, n),
        _ => None,
    }
}

fn hour(chars: &Chars, at: usize, read: &NumberToken, n: u16) -> Option<(Quantity, usize)> {
    let after = read.end + 1;
    if chars.has_one(read.end, &["时代", "时期", "时间", "时候", "点评"]) {
        return None;
    }
    let minute =
        small(chars, after).filter(|(m, next)| (0..60).contains(m) && matches!(chars.at(*next), '分' | '许'));
    let (minute, end) = match minute {
        Some((m, next)) => (m as u16, next + usize::from(chars.at(next) == '分')),
        None if chars.at(after) == '半' => (30, after + 1),
        None if chars.has(after, "一刻") => (15, after + 2),
        None if chars.has(after, "三刻") => (45, after + 2),
        None => (0, after),
    };
    let said = chars.at(read.end) == '时'
        || end > after
        || chars.has_one(after, &["钟", "整", "许", "左右"])
        || HOURS.iter().any(|(word, _)| chars.ends(at, word));
    if !said {
        return None;
    }
    let mut one = Quantity::of(Value::Clock(n, minute), Kind::Time, chars.range(at, end));
    one.half_day = half_day(chars, at, n);
    Some((one.with_significance(Significance::Weak), end))
}

/// 1分57秒79, 2小时13分38秒: a duration in seconds.
pub(super) fn elapsed(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
    if !matches!(chars.at(read.end), '分' | '小') {
        return None;
    }
    let n = read.whole().and_then(|n| i64::try_from(n).ok()).filter(|n| *n < 1000)?;
    let (hours, minutes, end) = match chars.at(read.end) {
        '分' => (0, n, read.end),
        '小' if chars.has(read.end, "小时") => {
            let (minutes, next) = small(chars, read.end + 2).filter(|(_, next)| chars.at(*next) == '分')?;
            (n, i64::from(minutes), next)
        }
        _ => return None,
    };
    let start = end + if chars.at(end + 1) == '钟' { 2 } else { 1 };
    let (seconds, next) = small(chars, start).filter(|(_, next)| chars.at(*next) == '秒')?;
    let (seconds, end) = hundredths(chars, i64::from(seconds), next + 1)?;
    let value = Decimal::from(hours * 3600 + minutes * 60).checked_add(seconds)?;
    let mut one = Quantity::number(value, Kind::Measure(UnitId::SECONDS), chars.range(at, end))
        .with_significance(Significance::Weak);
    one.or = joined(hours, minutes, seconds);
    Some((one, end))
}

/// The digits behind 秒, as decimals.
pub(super) fn hundredths(chars: &Chars, seconds: i64, at: usize) -> Option<(Decimal, usize)> {
    let length =
        (0..4).take_while(|n| chars.at(at + n).is_ascii_digit() || digit(chars.at(at + n)).is_some()).count();
    let whole = Decimal::from(seconds);
    if length == 0 || length == 4 || chars.at(at + length) == '秒' {
        return Some((whole, at));
    }
    let value = number(chars, at).filter(|read| read.end == at + length)?.whole()?;
    Some((whole.checked_add(Decimal::new(value, -(length as i32))?)?, at + length))
}

/// 10:30; 3:51.943 and 2:13:38, which are durations; not 60:40 and what is said to be a ratio.
fn colon(chars: &Chars, at: usize, read: &NumberToken, n: u16) -> Option<(Quantity, usize)> {
    let two = |at: usize| (0..3).take_while(|m| chars.at(at + m).is_ascii_digit()).count() == 2;
    let part = |at: usize| number(chars, at).filter(|part| two(at) && part.numerals == 0 && part.scale == 0);
    let second = part(read.end + 1)?;
    let minute = second.decimal().filter(|value| *value < Decimal::from(60))?;
    let third = part(second.end + 1).filter(|_| chars.at(second.end) == ':');
    let end = third.as_ref().map_or(second.end, |third| third.end);
    let is_elapsed = third.is_some() || minute.whole().is_none();
    let led = chars.before(at) == ':' && at > 1 && chars.at(at - 2).is_ascii_digit();
    let more = led || chars.at(end) == ':' && chars.at(end + 1).is_ascii_digit();
    // Sixty parts and more, or a part of an hour that is no sixtieth, are no time.
    let sound = third.as_ref().is_none_or(|third| {
        third.decimal().is_some_and(|value| value < Decimal::from(60)) && minute.whole().is_some()
    });
    if more || !sound || is_ratio(chars, at) || (!is_elapsed && n > 24) || (third.is_some() && n > 24) {
        return None;
    }
    let (value, kind, or) = clocked(n, minute, third.and_then(|third| third.decimal()))?;
    let mut one = Quantity::of(value, kind, chars.range(at, end)).with_significance(Significance::Optional);
    one.or = or;
    if kind == Kind::Time {
        let early = chars.at(at) == '0' && read.end - at == 2;
        one.half_day = half_day(chars, at, n).or(early.then_some(HalfDay::Morning));
    }
    Some((one, end))
}

/// Whether the clause before numbers with colons between says that they are a ratio.
fn is_ratio(chars: &Chars, at: usize) -> bool {
    const RATIOS: &[&str] =
        &["比例", "比为", "比率", "之比", "配比", "结构", "比重", "比值", "浓度比", "比分", "按"];
    let clause = (at.saturating_sub(12)..at)
        .rev()
        .take_while(|place| !matches!(chars.at(*place), '。' | '；' | ';' | '，'));
    clause.into_iter().any(|place| chars.has_one(place, RATIOS))
}
