//! The quantities of two texts that say the same: which stand across from each other, and what went
//! wrong where none does.
//!
//! Quantities are paired in grades, the strictest first: value and unit, value alone, another reading,
//! a rounding that a side owns up to. What is left is matched by similarity, so that a finding can name
//! both numbers and the step that went wrong; order and direction are looked at last.

pub(crate) mod compared;
pub(crate) mod conversion;
pub(crate) mod dates;
pub(crate) mod equality;
pub(crate) mod identifiers;
pub(crate) mod mismatch;
pub(crate) mod missing_number;
pub(crate) mod order;
pub(crate) mod remarks;
mod side;

pub use crate::quantity::compare::compared::{Compared, Mismatch, MismatchKind};
use crate::quantity::compare::equality::{Grade, equal};
use crate::quantity::compare::mismatch::faults;
use crate::quantity::compare::side::Side;
use crate::quantity::value::{Quantity, Significance};

/// Compares the quantities of a Chinese text with those of its English one.
pub fn compare(zh_text: &str, zh: &[Quantity], en_text: &str, en: &[Quantity]) -> Compared {
    if zh.is_empty() && en.is_empty() {
        return Compared::default();
    }
    let (mut zh, mut en) = (Side::new(zh_text, zh), Side::new(en_text, en));
    let mut pairs = Vec::new();
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
    pairs.shrink_to_fit();
    Compared { pairs, mismatches }
}

/// How far from its own place an equal is looked for.
const WINDOW: usize = 256;

/// Pairs what is free, each with the nearest by place in the text, so that equal numbers pair in order.
fn pair(zh: &mut Side, en: &mut Side, grade: Grade, pairs: &mut Vec<(usize, usize)>) {
    let (left, right) = (zh.all.len(), en.all.len());
    for i in 0..left {
        if !zh.free[i] {
            continue;
        }
        let middle = i * right / left.max(1);
        let window = middle.saturating_sub(WINDOW)..(middle + WINDOW).min(right);
        // How far apart the two stand, each as a part of its own side.
        let off = |j: usize| (i * right).abs_diff(j * left);
        let equals = window.filter(|j| en.free[*j] && equal(&zh.all[i], &en.all[*j], grade));
        // “both Vue.js 2 and Vue.js 3”: a word that is never missed is no equal while a number is there.
        let light = |one: &Quantity| one.significance <= Significance::Weak;
        let uneven = |j: usize| light(&zh.all[i]) != light(&en.all[j]);
        let best = equals.min_by_key(|j| (uneven(*j), off(*j)));
        if let Some(j) = best {
            (zh.free[i], en.free[j]) = (false, false);
            pairs.push((i, j));
        }
    }
}
