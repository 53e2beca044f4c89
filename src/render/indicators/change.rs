//! How far a number is from an earlier one. This the site computes itself, from what is quoted, and says so.

use crate::base::lang::{Both, Lang};
use crate::model::indicator::{Cell, Row};
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;
use crate::render::templates::texts::Texts;

/// The change between two exact levels; `None` where it says nothing or cannot be computed.
pub fn between(texts: &Texts, row: &Row, from: &Cell, to: &Cell) -> Option<Both<String>> {
    if from.bound.is_some() || to.bound.is_some() || row.unit_text.zh.is_empty() {
        return None;
    }
    of(texts, &row.unit.zh, from.value.zh, to.value.zh)
}

/// The change between two numbers in a unit.
pub fn of(texts: &Texts, unit: &DeclaredUnit, a: Decimal, b: Decimal) -> Option<Both<String>> {
    let gap = |power: i32| {
        let gap = b.checked_add(a.negated())?.checked_scaled(power)?;
        Some(Both::from_fn(|lang| with_sign(gap, lang)))
    };
    match unit.unit().map_or("", |unit| unit.dimension) {
        "points" => None,
        "share" => Some(texts.fill("change_points", &[("v", gap(unit.power())?)])),
        "money" => Some(texts.fill("change_nominal", &[("v", percent(a, b)?)])),
        // A ratio, which has no unit.
        _ if unit.word.is_empty() => gap(0),
        _ => percent(a, b),
    }
}

/// In per cent; from double on as a multiple.
fn percent(a: Decimal, b: Decimal) -> Option<Both<String>> {
    let power = a.power().min(b.power());
    let (a, b) = (a.scaled(-power).whole()?, b.scaled(-power).whole()?);
    if a <= 0 || b < 0 {
        return None;
    }
    if b >= a.checked_mul(2)? {
        let tenths = rounded(b.checked_mul(10)?, a);
        let times = Decimal::new(tenths, -1)?;
        return Some(Both::new(format!("×{}", times.plain()), format!("×{}", times.grouped())));
    }
    let change = Decimal::new(rounded((b - a).checked_mul(100)?, a), 0)?;
    Some(Both::from_fn(|lang| format!("{}%", with_sign(change, lang))))
}

/// A quotient to the nearest whole number; `by` is positive.
fn rounded(number: i128, by: i128) -> i128 {
    let half = by / 2;
    (if number < 0 { number - half } else { number + half }) / by
}

fn with_sign(value: Decimal, lang: Lang) -> String {
    let digits = match lang {
        Lang::Zh => value.abs().plain(),
        Lang::En => value.abs().grouped(),
    };
    let is_zero = value.abs().figures() == 0;
    let sign = if is_zero {
        ""
    } else if value.is_negative() {
        "−"
    } else {
        "+"
    };
    format!("{sign}{digits}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_rounded_to_whole_per_cent_and_multiples_to_tenths() {
        let number = |text: &str| Decimal::read(text).unwrap_or(Decimal::from(-1));
        for (a, b, said) in [
            ("3875", "5786", Some("+49%")),
            ("34", "23", Some("−32%")),
            ("16", "55", Some("×3.4")),
            ("1.5", "1.5", Some("0%")),
            ("100", "200", Some("×2")),
            ("100", "199", Some("+99%")),
            ("0", "5", None),
            ("-1", "5", None),
        ] {
            assert_eq!(percent(number(a), number(b)).map(|both| both.en).as_deref(), said, "{a} → {b}");
        }
    }
}
