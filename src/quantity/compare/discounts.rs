//! What is paid against what is taken off: 打八折 is 20 percent off, and 80 percent of the price.

use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity};

/// The pairs of which the Chinese says what is paid and the English takes as much off, or the other way round.
pub(super) fn other(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_other = |(i, j): &&(usize, usize)| {
        let (one, two) = (&zh.all[*i], &en.all[*j]);
        let is_discount = one.kind == Kind::Percent && zh.text[one.range.clone()].ends_with('折');
        is_discount && is_turned(one, two, &en.text[two.range.end..])
    };
    let found = pairs.iter().filter(is_other);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::Discount, zh: Some(*i), en: Some(*j) }).collect()
}

/// Whether the words behind an English share say the opposite of what its number is.
fn is_turned(one: &Quantity, two: &Quantity, after: &str) -> bool {
    let (Some(paid), Some(said)) = (one.decimal(), two.decimal()) else { return false };
    // Half off is half the price.
    if paid == Decimal::from(50) {
        return false;
    }
    let words = after.split(|c: char| !c.is_ascii_alphabetic()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.take(5).map(str::to_ascii_lowercase).collect();
    match is_taken_off(&words) {
        Some(true) => said == paid,
        Some(false) => said != paid,
        None => false,
    }
}

/// Whether a share is taken off (“percent off”, “discount”) or paid (“of the price”), if words say so.
fn is_taken_off(words: &[String]) -> Option<bool> {
    let word = |at: usize| words.get(at).map_or("", String::as_str);
    match (word(0), word(1), word(2)) {
        ("off" | "discount" | "discounts" | "less" | "cheaper" | "reduction" | "rebate", ..) => Some(true),
        ("price" | "fare", "cut" | "reduction", _) => Some(true),
        ("of", "the" | "its" | "their", "price" | "fare" | "cost") => Some(false),
        ("of", "the" | "its" | "their", _) => {
            matches!(word(3), "price" | "prices" | "fare" | "cost").then_some(false)
        }
        _ => None,
    }
}
