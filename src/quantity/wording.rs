//! How messages write a quantity: in plain digits with its unit, in both languages.

use crate::base::lang::Both;
use crate::quantity::units::unit_of;
use crate::quantity::value::{Kind, Period, Quantity, Value};

/// A quantity as a message writes it: in plain digits, with its unit, in both languages.
pub fn written(quantity: &Quantity) -> Both<String> {
    let plain = quantity.decimal().map_or_else(|| quantity.plain(), |number| number.grouped());
    match quantity.kind {
        Kind::Date => date(quantity.value).unwrap_or_else(|| Both::new(plain.clone(), plain)),
        Kind::Count | Kind::Time => Both::new(plain.clone(), plain),
        Kind::Year => Both::new(format!("{}年", quantity.plain()), quantity.plain()),
        Kind::Period(period) => named(period, &plain),
        Kind::Ordinal => Both::new(format!("第{plain}"), format!("No. {plain}")),
        Kind::Percent => Both::new(format!("{plain}%"), format!("{plain}%")),
        kind => {
            let unit = unit_of(kind);
            let zh = unit.and_then(|unit| unit.zh.first().copied()).unwrap_or(kind.name());
            let name = unit.and_then(|unit| unit.en.first());
            let en = name.map_or(kind.name(), |name| if plain == "1" { name.one } else { name.many });
            Both::new(format!("{plain} {zh}"), format!("{plain} {en}"))
        }
    }
}

/// A part of the calendar as each language names it.
fn named(period: Period, number: &str) -> Both<String> {
    let pick = |words: &[(&str, &str, &str)]| {
        let found = words.iter().find(|(n, ..)| *n == number);
        found.map_or(Both::new(number, number), |(_, zh, en)| Both::new(*zh, *en))
    };
    match period {
        Period::Quarter => Both::new(format!("第{number}季度"), format!("Q{number}")),
        Period::HalfYear => pick(&[
            ("1", "上半年", "the first half of the year"),
            ("2", "下半年", "the second half of the year"),
        ]),
        Period::TenDays => pick(&[
            ("1", "上旬", "the first ten days of the month"),
            ("2", "中旬", "the middle of the month"),
            ("3", "下旬", "the last ten days of the month"),
        ]),
        Period::Decade => {
            let number = number.replace(',', "");
            Both::new(format!("{number}年代"), format!("the {number}s"))
        }
        Period::Century => Both::new(format!("第{number}世纪"), format!("century {number}")),
    }
}

/// A date as each language writes it, where its month is known.
fn date(value: Value) -> Option<Both<String>> {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let Value::Date { year, month: Some(month), day } = value else { return None };
    let name = MONTHS.get(usize::from(month).checked_sub(1)?)?;
    let zh =
        [year.map(|year| format!("{year}年")), Some(format!("{month}月")), day.map(|day| format!("{day}日"))];
    let en = match (day, year) {
        (Some(day), Some(year)) => format!("{name} {day}, {year}"),
        (Some(day), None) => format!("{name} {day}"),
        (None, Some(year)) => format!("{name} {year}"),
        (None, None) => (*name).to_owned(),
    };
    Some(Both::new(zh.into_iter().flatten().collect::<String>(), en))
}
