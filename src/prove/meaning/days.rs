//! The day of a date that changed places with another number: “8月7日 … 3名” against “August 3 … 7 people”.

use crate::base::lang::Both;
use crate::model::meaning::Exchange;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Quantity, Significance, Value};

/// A date with its month, as far as it can be told: what stands for its day may be no day at all.
struct Day {
    at: usize,
    year: Option<i32>,
    month: u8,
    day: Decimal,
    /// The quantity that stands for the day, where it is not the date itself.
    number: usize,
}

/// The first two that stand at each other's places.
pub fn exchange(english: &str, figures: Both<&[Quantity]>) -> Option<Exchange> {
    let zh: Vec<Day> = (0..figures.zh.len()).filter_map(|at| day(figures.zh, at)).collect();
    if zh.is_empty() || zh.len() > MOST {
        return None;
    }
    let en: Vec<Day> = (0..figures.en.len()).filter_map(|at| english_day(english, figures.en, at)).collect();
    let same =
        |a: &Day, b: &Day| a.month == b.month && (a.year.is_none() || b.year.is_none() || a.year == b.year);
    for left in &zh {
        let across: Vec<&Day> = en.iter().filter(|right| same(left, right)).collect();
        let [right] = across[..] else { continue };
        let alone = zh.iter().filter(|other| same(other, right)).count() == 1;
        if !alone || right.day == left.day {
            continue;
        }
        let number = |all: &[Quantity], dates: &[Day], wanted: Decimal| {
            let counts = |at: &usize| {
                let one = &all[*at];
                one.significance > Significance::Ignored
                    && one.decimal() == Some(wanted)
                    && !dates.iter().any(|date| date.number == *at)
            };
            (0..all.len()).find(counts)
        };
        let dated = |all: &[Day], wanted: Decimal, own: usize| {
            all.iter().find(|one| one.at != own && one.day == wanted).map(|one| one.at)
        };
        // The number that stands for the day is one of the Chinese, and the day is a number of the English.
        let other = number(figures.zh, &zh, right.day).zip(number(figures.en, &en, left.day));
        // Or the days of two dates changed places.
        let other = other.or_else(|| dated(&zh, right.day, left.at).zip(dated(&en, left.day, right.at)));
        let gone = !zh.iter().any(|one| one.at == left.at && one.day == right.day);
        if let Some((second, partner)) = other.filter(|_| gone) {
            return Some(Exchange { zh: [left.at, second], en: [right.number, partner], about: None });
        }
    }
    None
}

/// How many dates a text may have.
const MOST: usize = 12;

fn day(all: &[Quantity], at: usize) -> Option<Day> {
    match all[at].value {
        Value::Date { year, month: Some(month), day: Some(day) } => {
            Some(Day { at, year, month, day: Decimal::from(i64::from(day)), number: at })
        }
        _ => None,
    }
}

/// A date of the English; where its day is none, the number that stands there: “August 200”, “150 May”.
fn english_day(text: &str, all: &[Quantity], at: usize) -> Option<Day> {
    if let Some(found) = day(all, at) {
        return Some(found);
    }
    let Value::Date { year, month: Some(month), day: None } = all[at].value else { return None };
    let close =
        |from: usize, to: usize| text.get(from..to).is_some_and(|between| between == " " || between == ", ");
    let after = all.get(at + 1).filter(|next| close(all[at].range.end, next.range.start)).map(|_| at + 1);
    let before = at.checked_sub(1).filter(|last| close(all[*last].range.end, all[at].range.start));
    let number = after.or(before)?;
    Some(Day { at, year, month, day: all[number].decimal()?, number })
}
