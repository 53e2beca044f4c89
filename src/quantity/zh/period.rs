//! Parts of the calendar in a Chinese text: 三季度, 上半年, 下旬, 20世纪90年代, 21世纪.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Period, Quantity, Significance};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::number::number;

/// Words that name a part by themselves.
const NAMED: &[(&str, Period, i64)] = &[
    ("上半年", Period::HalfYear, 1),
    ("下半年", Period::HalfYear, 2),
    ("上旬", Period::TenDays, 1),
    ("中旬", Period::TenDays, 2),
    ("下旬", Period::TenDays, 3),
];

/// A part of the calendar that begins at a place, and the place after it.
#[inline]
pub(super) fn period(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let may_be_one = chars.has_periods || matches!(chars.at(at), '上' | '中' | '下');
    may_be_one.then(|| any_period(chars, at))?
}

fn any_period(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let make = |period: Period, value: i64, end: usize| {
        let one = Quantity::number(Decimal::from(value), Kind::Period(period), chars.range(at, end));
        (one.with_significance(Significance::Weak), end)
    };
    let may_name = matches!(chars.at(at), '上' | '中' | '下');
    let named = || NAMED.iter().find(|(word, ..)| chars.has(at, word));
    if let Some((word, period, value)) = may_name.then(named).flatten() {
        return Some(make(*period, *value, at + word.chars().count()));
    }
    if !chars.has_periods {
        return None;
    }
    if let Some((century, next)) = century(chars, at) {
        if let Some((years, end)) = decade(chars, next).filter(|(years, _)| *years < 100) {
            return Some(make(Period::Decade, (century - 1) * 100 + years, end));
        }
        let named = chars.before(next) == '纪' && !chars.has_one(at, &["上世纪", "本世纪"]);
        return named.then(|| make(Period::Century, century, next));
    }
    if let Some((value, end)) = decade(chars, at) {
        return Some(make(Period::Decade, value, end));
    }
    quarter(chars, at).map(|(value, end)| make(Period::Quarter, value, end))
}

/// 20世纪, 上世纪: the number of a century.
fn century(chars: &Chars, at: usize) -> Option<(i64, usize)> {
    match () {
        () if chars.has(at, "上世纪") => return Some((20, at + 3)),
        () if chars.has(at, "本世纪") => return Some((21, at + 3)),
        () => {}
    }
    let start = at + usize::from(chars.at(at) == '第');
    let read = number(chars, start)
        .filter(|read| read.low.is_none() && read.scale == 0 && chars.has(read.end, "世纪"))?;
    let value = i64::try_from(read.whole()?).ok().filter(|n| (1..=30).contains(n))?;
    // 两世纪 is two hundred years, 半世纪 fifty.
    (chars.at(start) != '两').then_some((value, read.end + 2))
}

/// 90年代, 一九九〇年代; the first of 80、90年代.
fn decade(chars: &Chars, at: usize) -> Option<(i64, usize)> {
    let read =
        number(chars, at).filter(|read| read.low.is_none() && read.scale == 0 && read.bound.is_none())?;
    let value = i64::try_from(read.whole()?)
        .ok()
        .filter(|n| n % 10 == 0 && (*n < 100 || (1000..2200).contains(n)))?;
    if chars.has(read.end, "年代") {
        return Some((value, read.end + 2));
    }
    let joined = "、和至到-—".contains(chars.at(read.end)) && chars.at(read.end) != '\0';
    let next = number(chars, read.end + 1).filter(|_| joined)?;
    chars.has(next.end, "年代").then_some((value, read.end))
}

/// 一季度, 第三季度, 4季度; not 前三季度 and 一至三季度, which are several.
fn quarter(chars: &Chars, at: usize) -> Option<(i64, usize)> {
    let start = at + usize::from(chars.at(at) == '第');
    let read = number(chars, start).filter(|read| read.low.is_none() && chars.has(read.end, "季度"))?;
    let value = i64::try_from(read.whole()?).ok().filter(|n| (1..=4).contains(n))?;
    let several = matches!(chars.before(at), '前' | '至' | '到' | '-' | '—' | '头' | '后' | '近' | '续');
    (!several).then_some((value, read.end + 2))
}
