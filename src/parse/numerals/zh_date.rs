//! Dates in a Chinese text.

use crate::decimal::Decimal;
use crate::parse::numerals::Chars;
use crate::parse::numerals::zh_number::{Read, number};
use crate::quantity::{Kind, Quantity, Value, Weight};

/// 2024年12月26日, 12月, 26日, 2024年.
pub(super) fn date(chars: &Chars, at: usize, read: &Read) -> Option<(Quantity, usize)> {
    let n: i32 = read.value.plain().parse().ok()?;
    let mut end = read.end;
    if read.rounded {
        return None;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let follow = |place: usize| {
        number(chars, place).and_then(|next| next.value.plain().parse::<i32>().ok().map(|n| (n, next.end)))
    };
    let space = |place: usize| if chars.at(place) == ' ' { place + 1 } else { place };
    let mark = chars.at(space(end));
    let is_year = (1000..2200).contains(&n) && (read.han == 0 || read.han == 4);
    if mark == '年' && is_year && !chars.has(space(end), "年间") {
        year = Some(n);
        end = space(end) + 1;
        if let Some((m, next)) =
            follow(space(end)).filter(|(m, next)| (1..=12).contains(m) && chars.at(space(*next)) == '月')
        {
            month = Some(m as u8);
            end = space(next) + 1;
        }
    } else if mark == '月' && (1..=12).contains(&n) && !chars.has(space(end), "月份的") {
        month = Some(n as u8);
        end = space(end) + 1;
    } else if matches!(mark, '日' | '号')
        && (1..=31).contains(&n)
        && !chars.has(space(end), "日元")
        && !(mark == '号' && chars.has(space(end), "号线"))
    {
        day = Some(n as u8);
        end = space(end) + 1;
    } else {
        return None;
    }
    if month.is_some()
        && day.is_none()
        && let Some((d, next)) = follow(space(end))
            .filter(|(d, next)| (1..=31).contains(d) && matches!(chars.at(space(*next)), '日' | '号'))
    {
        day = Some(d as u8);
        end = space(next) + 1;
    }
    let (value, kind) = match (year, month, day) {
        (Some(year), None, None) => (Value::Number(Decimal::new(year as i128, 0)?), Kind::Year),
        (year, month, day) => (Value::Date { year, month, day }, Kind::Date),
    };
    let one = Quantity {
        value,
        kind,
        range: chars.range(at, end),
        weight: Weight::Semi,
        rounded: false,
        scale: 0,
        or: None,
    };
    Some((one, end))
}
