//! Dates and years, compared part by part: a month dropped is a manner of speaking, a month changed is
//! a mistake.

use crate::decimal::Decimal;
use crate::prove::figures::{Fault, Mismatch, Side};
use crate::quantity::{Kind, Quantity, Value, Weight};

/// A part of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Year,
    Month,
    Day,
}

/// A part with its value and the quantity that it belongs to.
#[derive(Clone, Copy, Debug)]
struct Atom {
    part: Part,
    value: i64,
    of: usize,
}

fn atoms(list: &[Quantity]) -> Vec<Atom> {
    let mut atoms = Vec::new();
    for (of, one) in
        list.iter().enumerate().filter(|(_, one)| one.weight > Weight::Soft || one.kind == Kind::Date)
    {
        match (one.value, one.kind) {
            (Value::Date { year, month, day }, _) => {
                let parts = [
                    (Part::Year, year.map(i64::from)),
                    (Part::Month, month.map(i64::from)),
                    (Part::Day, day.map(i64::from)),
                ];
                atoms.extend(
                    parts.into_iter().filter_map(|(part, value)| Some(Atom { part, value: value?, of })),
                );
            }
            (Value::Number(year), Kind::Year) => {
                let value = year.whole().and_then(|year| i64::try_from(year).ok());
                atoms.extend(value.map(|value| Atom { part: Part::Year, value, of }));
            }
            _ => {}
        }
    }
    atoms
}

fn is(one: &Quantity, value: i64) -> bool {
    one.decimal() == Some(Decimal::from(value))
}

/// 7.19 and July 19: a date across from its month and day with a point between.
fn dotted(own: &[Quantity], numbers: &[Quantity], free: &mut [bool], pairs: &mut Vec<(usize, usize)>) {
    for (i, one) in own.iter().enumerate() {
        let Value::Date { month: Some(month), day: Some(day), .. } = one.value else { continue };
        let places = if day < 10 { 1 } else { 2 };
        let Some(point) = Decimal::new(i128::from(day), -places) else { continue };
        let value = point.checked_add(Decimal::from(i64::from(month)));
        if let Some(j) = (0..numbers.len()).find(|j| free[*j] && numbers[*j].decimal() == value) {
            free[j] = false;
            pairs.push((i, j));
        }
    }
}

/// Pairs the parts of both sides; what stands in each other's place is a mismatch.
pub(super) fn compare(zh: &mut Side, en: &mut Side, pairs: &mut Vec<(usize, usize)>) -> Vec<Mismatch> {
    let (Side { all: zh, free: free_zh, .. }, Side { all: en, free: free_en, .. }) = (zh, en);
    dotted(zh, en, free_en, pairs);
    dotted(en, zh, free_zh, &mut Vec::new());
    let (left, right) = (atoms(zh), atoms(en));
    for a in &left {
        if let Some(b) = right.iter().find(|b| b.part == a.part && b.value == a.value) {
            pairs.push((a.of, b.of));
        }
    }
    // A part may stand as a bare number across: 19日 and “the 19th”, 2017 and “fiscal 17”.
    let lone = |own: &[Atom], other: &[Atom], numbers: &[Quantity], free: &mut [bool]| -> Vec<Atom> {
        own.iter()
            .filter(|a| !other.iter().any(|b| b.part == a.part && b.value == a.value))
            .filter(|a| {
                let short = |one: &Quantity| a.part == Part::Year && is(one, a.value % 100);
                let fits = (0..numbers.len())
                    .filter(|n| free[*n] && (is(&numbers[*n], a.value) || short(&numbers[*n])));
                let at = fits.max_by_key(|n| (numbers[*n].weight, std::cmp::Reverse(*n)));
                if let Some(at) = at {
                    free[at] = false;
                }
                at.is_none()
            })
            .copied()
            .collect()
    };
    let mut lone_zh = lone(&left, &right, en, free_en);
    let mut lone_en = lone(&right, &left, zh, free_zh);
    // With one side alone, a second mention on the other stands in its place: 9日 … 9日, the 9th … the 19th.
    let spare = |own: &[Atom], other: &[Atom], part: Part| -> Option<Atom> {
        own.iter()
            .rev()
            .find(|a| {
                let times =
                    |list: &[Atom]| list.iter().filter(|b| b.part == part && b.value == a.value).count();
                a.part == part && times(own) > times(other) && times(other) > 0
            })
            .copied()
    };
    for part in [Part::Year, Part::Month, Part::Day] {
        let has = |list: &[Atom]| list.iter().any(|atom| atom.part == part);
        match (has(&lone_zh), has(&lone_en)) {
            (true, false) => lone_en.extend(spare(&right, &left, part)),
            (false, true) => lone_zh.extend(spare(&left, &right, part)),
            _ => {}
        }
    }
    let mut found = Vec::new();
    for part in [Part::Year, Part::Month, Part::Day] {
        let a = lone_zh.iter().position(|atom| atom.part == part);
        let b = lone_en.iter().position(|atom| atom.part == part);
        match (a, b) {
            (Some(a), Some(b)) => {
                found.push(Mismatch {
                    fault: Fault::Digit,
                    zh: Some(lone_zh[a].of),
                    en: Some(lone_en[b].of),
                });
                lone_zh.remove(a);
                lone_en.remove(b);
            }
            (Some(a), None) => {
                let atom = lone_zh[a];
                // 29号 and “the 39th”: an ordinal that has no equal stands in the day's place.
                let ordinal = (0..en.len())
                    .find(|n| free_en[*n] && en[*n].kind == Kind::Ordinal && en[*n].weight == Weight::Semi);
                if let Some(n) = ordinal.filter(|_| part == Part::Day) {
                    free_en[n] = false;
                    found.push(Mismatch { fault: Fault::Digit, zh: Some(atom.of), en: Some(n) });
                    continue;
                }
                // The month stands there, but without its day.
                let month = left.iter().find(|one| one.of == atom.of && one.part == Part::Month);
                let bare = month.and_then(|month| {
                    right.iter().find(|one| one.part == Part::Month && one.value == month.value)
                });
                let has_day = |of: usize| right.iter().any(|one| one.of == of && one.part == Part::Day);
                if let Some(bare) = bare.filter(|bare| part == Part::Day && !has_day(bare.of)) {
                    found.push(Mismatch { fault: Fault::Missing, zh: Some(atom.of), en: Some(bare.of) });
                } else if part == Part::Year
                    && zh[atom.of].kind == Kind::Year
                    && !right.iter().any(|one| one.part == Part::Year)
                {
                    found.push(Mismatch { fault: Fault::Missing, zh: Some(atom.of), en: None });
                }
            }
            _ => {}
        }
    }
    found
}
