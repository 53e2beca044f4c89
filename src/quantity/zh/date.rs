//! Dates in a Chinese text.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Period, Quantity, Significance, Value};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::NumberToken;

/// A whole number that begins at a place, and the place after it.
pub(super) fn small(chars: &Chars, at: usize) -> Option<(i32, usize)> {
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
    let (month, next) = if four { part(read.end + 1, 12)? } else { return None };
    let (day, end) = part(next + 1, 31).filter(|_| chars.at(next) == mark)?;
    let value = Value::Date { year: Some(year), month: Some(month), day: Some(day) };
    let one = Quantity::of(value, Kind::Date, chars.range(at, end)).with_significance(Significance::Weak);
    (chars.at(end) != mark).then_some((one, end))
}

/// Whether 日 or 号 names a day at a place, and no currency, line or building.
fn names_a_day(chars: &Chars, place: usize) -> bool {
    const OTHERS: &[&str] =
        &["日元", "日圆", "日币", "号线", "号楼", "号文", "号院", "日均", "日游", "号公路"];
    matches!(chars.at(place), '日' | '号') && !chars.has_one(place, OTHERS)
}

/// 2024年12月26日, 12月, 26日, 2024年, 2024-12-26.
pub(super) fn date(chars: &Chars, at: usize, read: &NumberToken) -> Option<(Quantity, usize)> {
    let may_be_one = matches!(chars.at(read.end), '年' | '月' | '日' | '号' | '-' | '/');
    let months = read.low.is_none() || chars.at(read.end) == '月';
    if !may_be_one || read.bound.is_some() || !months || read.scale > 0 {
        return None;
    }
    let n = i32::try_from(read.whole()?).ok()?;
    let mut end = read.end;
    let (mut year, mut month, mut day) = (None, None, None);
    let is_year = (1000..2200).contains(&n) && matches!(read.numerals, 0 | 4);
    let is_day = |place: usize, n: i32| (1..=31).contains(&n) && names_a_day(chars, place);
    match chars.at(end) {
        '年' if is_year && (!chars.has(end, "年间") || n > 1900) && !chars.has(end, "年历史") => {
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

/// 2024.3.5, 2024.05.01.
#[inline]
pub(super) fn dotted(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    // Years of four digits.
    let may_be_one = matches!(chars.at(at), '1' | '2') && matches!(chars.at(at + 4), '.');
    may_be_one.then(|| year_with_points(chars, at))?
}

fn year_with_points(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let part = |start: usize, most: usize| {
        let end =
            (start..start + most).find(|place| !chars.at(*place).is_ascii_digit()).unwrap_or(start + most);
        let value = chars.text.get(chars.range(start, end))?.parse::<i32>().ok()?;
        (end > start && !chars.at(end).is_ascii_digit()).then_some((value, end))
    };
    let free = !chars.before(at).is_ascii_alphanumeric() && chars.before(at) != '.';
    let (year, next) = part(at, 4).filter(|(year, _)| free && (1900..2100).contains(year))?;
    let (month, next) = part(next + 1, 2).filter(|(n, _)| (1..=12).contains(n) && chars.at(next) == '.')?;
    let (day, end) = part(next + 1, 2).filter(|(n, _)| (1..=31).contains(n) && chars.at(next) == '.')?;
    let value = Value::Date { year: Some(year), month: Some(month as u8), day: Some(day as u8) };
    let more = chars.at(end) == '.' && chars.at(end + 1).is_ascii_digit();
    let one = Quantity::of(value, Kind::Date, chars.range(at, end)).with_significance(Significance::Weak);
    (!more).then_some((one, end))
}

/// Eras whose first year is known: the year before it.
const ERAS: &[(&str, i64)] =
    &[("民国", 1911), ("民國", 1911), ("昭和", 1925), ("平成", 1988), ("令和", 2018)];

/// 民国108年, 公元前221年, 公元25年: a year of the calendar, told from another beginning.
#[inline]
pub(super) fn era(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let may_be_one = matches!(chars.at(at), '民' | '昭' | '平' | '令' | '公');
    may_be_one.then(|| year_of_era(chars, at))?
}

fn year_of_era(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let reign = ERAS.iter().find(|(word, _)| chars.has(at, word)).map(|(word, before)| (*word, *before, 1));
    let christ = || {
        let words = [("公元前", -1), ("公元", 1)];
        words.into_iter().find(|(word, _)| chars.has(at, word)).map(|(word, sign)| (word, 0, sign))
    };
    let (word, before, sign) = reign.or_else(christ)?;
    let read = number(chars, at + word.chars().count()).filter(|read| read.low.is_none() && !read.bare)?;
    let year = i64::try_from(read.whole()?).ok().filter(|year| *year < 3000)?;
    let (kind, value) = match chars.at(read.end) {
        '年' if !chars.has(read.end, "年代") => (Kind::Year, before + sign * year),
        '世' if before == 0 && chars.has(read.end, "世纪") => (Kind::Period(Period::Century), sign * year),
        _ => return None,
    };
    let end = read.end + if kind == Kind::Year { 1 } else { 2 };
    let one = Quantity::number(Decimal::from(value), kind, chars.range(at, end));
    Some((one.with_significance(Significance::Weak), end))
}
