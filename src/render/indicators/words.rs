//! The numbers of the table in words: bounds, growth, the years from one to another.

use crate::base::lang::{Both, Lang};
use crate::model::indicator::{Cell, Measure};
use crate::model::kinds::PointKind;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::Bound;
use crate::render::templates::texts::Texts;

/// A number as a cell has it, without the unit of its row: 5786, 增7%以上, at least +7%.
pub fn number(texts: &Texts, cell: &Cell) -> Both<String> {
    let plain = Both::from_fn(|lang| {
        let value = cell.value.get(lang);
        match cell.measure {
            Measure::Level => digits(*value, lang),
            Measure::Increase => signed(*value, lang),
            Measure::Growth | Measure::AnnualGrowth => format!("{}%", signed(*value, lang)),
        }
    });
    let bounded = bounded(texts, cell.bound, &plain);
    let is_less = cell.value.zh.is_negative();
    let key = match cell.measure {
        Measure::Level => return bounded,
        Measure::AnnualGrowth if is_less => "fell_a_year",
        Measure::AnnualGrowth => "grew_a_year",
        _ if is_less => "fell_by",
        _ => "grew_by",
    };
    texts.fill(key, &[("v", bounded)])
}

/// A number or an amount with its bound.
pub fn bounded(texts: &Texts, bound: Option<Bound>, amount: &Both<String>) -> Both<String> {
    let key = match bound {
        None => return amount.clone(),
        Some(Bound::Over) => "over",
        Some(Bound::AtLeast) => "at_least",
        Some(Bound::Nearly) => "nearly",
        Some(Bound::About) => "about",
        Some(Bound::Below) => "below",
    };
    texts.fill(key, &[("v", amount.clone())])
}

/// The digits of a number as a language writes them.
pub fn digits(value: Decimal, lang: Lang) -> String {
    match lang {
        Lang::Zh => value.plain(),
        Lang::En => value.grouped(),
    }
}

/// What came to a number: in English with its sign; Chinese says it with a word.
fn signed(value: Decimal, lang: Lang) -> String {
    let sign = if value.is_negative() { "−" } else { "+" };
    match lang {
        Lang::Zh => value.abs().plain(),
        Lang::En => format!("{sign}{}", value.abs().grouped()),
    }
}

/// The years of a number that holds for several, as a line below it.
pub fn period(texts: &Texts, cell: &Cell) -> Option<Both<String>> {
    let time = cell.time.filter(|time| !time.is_year())?;
    let key = if cell.measure == Measure::Level { "total_of" } else { "years_of" };
    Some(texts.fill(key, &[("years", time.written())]))
}

/// The word for an estimate or a target; `None` for a result.
pub fn kind(texts: &Texts, kind: PointKind) -> Option<Both<String>> {
    match kind {
        PointKind::Result => None,
        PointKind::Target => Some(texts.get("target")),
        PointKind::Estimate => Some(texts.get("estimate")),
    }
}

/// The class of a kind.
pub fn class(kind: PointKind) -> &'static str {
    match kind {
        PointKind::Result => "result",
        PointKind::Target => "target",
        PointKind::Estimate => "estimate",
    }
}
