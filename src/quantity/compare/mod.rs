//! The quantities of two texts that say the same: which stand across from each other, and what went
//! wrong where none does.
//!
//! Quantities are paired in grades, the strictest first: value and unit, value alone, another reading,
//! a rounding that a side owns up to. What is left is matched by similarity, so that a finding can name
//! both numbers and the step that went wrong; order and direction are looked at last.

mod bounds;
pub(crate) mod compared;
pub(crate) mod conversion;
pub(crate) mod dates;
mod discounts;
mod ends;
pub(crate) mod equality;
mod generations;
pub(crate) mod identifiers;
pub(crate) mod mismatch;
pub(crate) mod missing_number;
pub(crate) mod order;
mod per;
pub(crate) mod remarks;
mod side;
mod stages;

use std::ops::Range;

pub use crate::quantity::compare::compared::{Compared, Mismatch, MismatchKind};
use crate::quantity::compare::equality::{Grade, equal};
use crate::quantity::compare::mismatch::faults;
use crate::quantity::compare::side::Side;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Quantity, Significance, Value};

/// Compares the quantities of a Chinese text with those of its English one.
pub fn compare(zh_text: &str, zh: &[Quantity], en_text: &str, en: &[Quantity]) -> Compared {
    if zh.is_empty() && en.is_empty() {
        return Compared::default();
    }
    let (mut zh, mut en) = (Side::new(zh_text, zh), Side::new(en_text, en));
    let mut pairs = Vec::with_capacity(zh.all.len().min(en.all.len()));
    for grade in Grade::ALL {
        pair(&mut zh, &mut en, grade, &mut pairs);
    }
    let dated = dates::compare(&mut zh, &mut en, &mut pairs);
    let mut mismatches = remarks::settle(&mut zh, &mut en, &pairs);
    mismatches.extend(faults(&zh, &en));
    mismatches.extend(dated);
    let torn = pairs.iter().filter(|(i, _)| zh.all[*i].is_torn);
    mismatches.extend(torn.map(|(i, j)| Mismatch { fault: MismatchKind::Torn, zh: Some(*i), en: Some(*j) }));
    pairs.sort_unstable();
    pairs.dedup();
    if mismatches.is_empty() {
        mismatches.extend(order::swapped(&zh, &en));
    }
    if mismatches.is_empty() {
        mismatches.extend(order::turned(&zh, &en, &pairs));
    }
    if mismatches.is_empty() {
        mismatches.extend(bounds::against(&zh, &en, &pairs));
        mismatches.extend(per::other(&zh, &en, &pairs));
        mismatches.extend(stages::other(&zh, &en, &pairs));
        mismatches.extend(ends::other(&zh, &en, &pairs));
        mismatches.extend(discounts::other(&zh, &en, &pairs));
        mismatches.extend(generations::other(&zh, &en));
    }
    Compared { pairs, mismatches }
}

/// How far from its own place an equal is looked for, and how far one that is equal in other words.
const WINDOW: usize = 256;
const NEAR: usize = 64;

/// The quantities of a side as they are looked for: with many, the numbers by their values.
struct Places {
    count: usize,
    /// In order, what is no number behind the numbers; empty where each is looked at.
    by_value: Vec<(bool, Option<Decimal>, usize)>,
    reach: usize,
}

impl Places {
    fn of(side: &Side, grade: Grade) -> Places {
        let count = side.all.len();
        if !matches!(grade, Grade::Same | Grade::Alike) || count <= NEAR {
            return Places { count, by_value: Vec::new(), reach: NEAR };
        }
        let place = |(at, one)| (number(one).is_none(), number(one), at);
        let mut by_value: Vec<_> = side.all.iter().enumerate().map(place).collect();
        by_value.sort_unstable();
        Places { count, by_value, reach: WINDOW }
    }

    /// The places around another one that are looked at.
    fn window(&self, middle: usize) -> Range<usize> {
        middle.saturating_sub(self.reach)..(middle + self.reach).min(self.count)
    }

    /// Those of a window that give the number of a quantity, or none; nothing where they are not known by their values.
    fn alike(&self, window: &Range<usize>, wanted: &Quantity) -> Option<impl Iterator<Item = usize>> {
        let value = number(wanted).filter(|_| !self.by_value.is_empty())?;
        Some([Some(value), None].into_iter().flat_map(|value| self.giving(value, window.clone())))
    }

    fn giving(&self, value: Option<Decimal>, window: Range<usize>) -> impl Iterator<Item = usize> {
        let from = self.by_value.partition_point(|place| *place < (value.is_none(), value, window.start));
        let end = (value.is_none(), value, window.end);
        self.by_value[from..].iter().take_while(move |place| **place < end).map(|(.., at)| *at)
    }
}

fn number(one: &Quantity) -> Option<Decimal> {
    match one.value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

/// The places of a window around a middle by how far off they are, the lower first of two that are as far.
fn outward(middle: usize, window: Range<usize>, off: impl Fn(usize) -> usize) -> impl Iterator<Item = usize> {
    let mut rest = middle + 1..middle + 1;
    std::iter::from_fn(move || {
        let below = rest.start.checked_sub(1).filter(|place| *place >= window.start);
        let above = Some(rest.end).filter(|place| *place < window.end);
        let is_below = below.is_some_and(|below| above.is_none_or(|above| off(below) <= off(above)));
        match is_below {
            true => rest.start -= 1,
            false => rest.end += 1,
        }
        if is_below { below } else { above }
    })
}

/// Pairs what is free, each with the nearest by place in the text, so that equal numbers pair in order.
fn pair(zh: &mut Side, en: &mut Side, grade: Grade, pairs: &mut Vec<(usize, usize)>) {
    if !zh.free.contains(&true) || !en.free.contains(&true) {
        return;
    }
    let (left, right) = (zh.all.len(), en.all.len());
    let places = Places::of(en, grade);
    for i in 0..left {
        if !zh.free[i] {
            continue;
        }
        let one = &zh.all[i];
        // How far apart the two stand, each as a part of its own side.
        let off = |j: usize| (i * right).abs_diff(j * left);
        let is_equal = |j: &usize| en.free[*j] && equal(one, &en.all[*j], grade);
        // “both Vue.js 2 and Vue.js 3”: a word that is never missed is no equal while a number is there.
        let light = |one: &Quantity| one.significance <= Significance::Weak;
        let uneven = |j: usize| light(one) != light(&en.all[j]);
        let middle = i * right / left;
        let window = places.window(middle);
        let nearest = match places.alike(&window, one) {
            Some(alike) => alike.filter(is_equal).min_by_key(|j| (uneven(*j), off(*j), *j)),
            None => {
                let equals = || outward(middle, window.clone(), off).filter(is_equal);
                equals().find(|j| !uneven(*j)).or_else(|| equals().next())
            }
        };
        if let Some(j) = nearest {
            (zh.free[i], en.free[j]) = (false, false);
            pairs.push((i, j));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_places_come_first() {
        for (left, right) in (1..6usize).flat_map(|left| (1..9).map(move |right| (left, right))) {
            for i in 0..left {
                let off = |j: usize| (i * right).abs_diff(j * left);
                let mut near: Vec<usize> = (0..right).collect();
                near.sort_by_key(|j| (off(*j), *j));
                assert_eq!(outward(i * right / left, 0..right, off).collect::<Vec<_>>(), near);
            }
        }
    }
}
