//! Dates and times of day in a Chinese text.

use crate::quantity::clock::{clocked, joined};
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::{NumberToken, digit, number};

/// A whole number that begins at a place, and the place after it.
fn small(chars: &Chars, at: usize) -> Option<(i32, usize)> {
    let read = number(chars, at).filter(|read| read.bound.is_none() && !read.bare && read.low.is_none())?;
    Some((i32::try_from(read.whole()?).ok()?, read.end))
}

/// 2024-12-26, 2024/12/26.
fn iso(chars: &Chars, at: usize, read: &NumberToken, year: i32) -> Option<(Quantity, usize)> {
    let mark = chars.at(read.end);
    let part = |at: usize, most: i32| {
        let length = (at..at + 3).take_while(|place| chars.at(*place).is_ascii_digit()).count();
        let number = chars.text.get(chars.range(at, at + length)).and_then(|text| text.parse::<i32>().ok());
        number.filter(|n| length < 3 && (1..=most).contains(n)).map(|n| (n as u8, at + length))
    };
    let four = read.end - at == 4 && (1000..2200).contains(&year) && matches!(mark, '-' | '/');
    let (month, next) = part(read.end + 1, 12).filter(|_| four)?;
    let (day, end) = part(next + 1, 31).filter(|_| chars.at(next) == mark)?;
    let value = Value::Date { year: Some(year), month: Some(month), day: Some(day) };
    let one = Quantity::of(value, Kind::Date, chars.range(at, end)).with_significance(Significance::Weak);
    (chars.at(end) != mark).then_some((one, end))
}

/// 2024年12月26日, 12月, 26日, 2024年, 2024-12-26.
pub(super) fn date(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
    if read.bound.is_some() || read.low.is_some() || read.scale > 0 {
        return None;
    }
    let n = i32::try_from(read.whole()?).ok()?;
    let mut end = read.end;
    let (mut year, mut month, mut day) = (None, None, None);
    let is_year = (1000..2200).contains(&n) && matches!(read.numerals, 0 | 4);
    let is_day = |place: usize, n: i32| {
        (1..=31).contains(&n)
            && matches!(chars.at(place), '日' | '号')
            && !chars.has_one(
                place,
                &["日元", "日圆", "日币", "号线", "号楼", "号文", "号院", "日均", "日游", "号公路"],
            )
    };
    match chars.at(end) {
        '年' if is_year && !chars.has(end, "年间") => {
            (year, end) = (Some(n), end + 1);
            if let Some((m, next)) =
                small(chars, end).filter(|(m, next)| (1..=12).contains(m) && chars.at(*next) == '月')
            {
                (month, end) = (Some(m as u8), next + 1);
            }
        }
        '月' if (1..=12).contains(&n) && !chars.has_one(end, &["月球", "月饼"]) => {
            (month, end) = (Some(n as u8), end + 1);
        }
        '日' | '号' if is_day(end, n) && !chars.has_one(end, &["日内", "日前"]) => {
            (day, end) = (Some(n as u8), end + 1)
        }
        _ => return iso(chars, at, read, n),
    }
    if month.is_some()
        && let Some((d, next)) = small(chars, end).filter(|(d, next)| is_day(*next, *d))
    {
        (day, end) = (Some(d as u8), next + 1);
    }
    let (value, kind) = match (year, month, day) {
        (Some(year), None, None) => (Value::Number(Decimal::from(i64::from(year))), Kind::Year),
        _ => (Value::Date { year, month, day }, Kind::Date),
    };
    Some((Quantity::of(value, kind, chars.range(at, end)).with_significance(Significance::Weak), end))
}

/// Words before a number that make it a time of day.
const HOURS: &[&str] = &[
    "上午", "下午", "早上", "晚上", "凌晨", "中午", "傍晚", "清晨", "今早", "今晚", "当晚", "晚", "早",
    "夜里", "时间", "日", "午后",
];

/// 10点30分, 20时, 10:30: a time of day.
pub(super) fn clock(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
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
        || chars.ends_one(at, HOURS);
    if !said {
        return None;
    }
    let value = Value::Clock(n, minute);
    Some((Quantity::of(value, Kind::Time, chars.range(at, end)).with_significance(Significance::Weak), end))
}

/// 1分57秒79, 2小时13分38秒: a duration in seconds.
pub(super) fn lap(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
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
    let mut one = Quantity::number(value, Kind::Measure("s"), chars.range(at, end))
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

/// 10:30; 3:51.943 and 2:13:38, which are durations.
fn colon(chars: &Chars, at: usize, read: &NumberToken, n: u16) -> Option<(Quantity, usize)> {
    let two = |at: usize| (0..3).take_while(|m| chars.at(at + m).is_ascii_digit()).count() == 2;
    let part = |at: usize| number(chars, at).filter(|part| two(at) && part.numerals == 0 && part.scale == 0);
    let second = part(read.end + 1)?;
    let minute = second.decimal().filter(|value| *value < Decimal::from(60))?;
    let third = part(second.end + 1).filter(|_| chars.at(second.end) == ':');
    clocked(n, minute, third.as_ref().and_then(|third| third.decimal())).map(|(value, kind, or)| {
        let end = third.map_or(second.end, |third| third.end);
        let mut one =
            Quantity::of(value, kind, chars.range(at, end)).with_significance(Significance::Optional);
        one.or = or;
        (one, end)
    })
}
