//! Bounds: more than a number in one language, less than the same number in the other.

use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::conversion::is_span;
use crate::quantity::compare::side::Side;
use crate::quantity::value::{Bound, Quantity};

/// The pairs of equal quantities whose bounds contradict each other.
pub(super) fn against(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_against = |(i, j): &&(usize, usize)| {
        let bounds = zh.all[*i].bound.zip(english(en, &en.all[*j]));
        bounds.is_some_and(|(one, other)| one.is_against(other))
    };
    let found = pairs.iter().filter(is_against);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::Bound, zh: Some(*i), en: Some(*j) }).collect()
}

/// What English says for sure. “Is up to 800” says 多达 too, and “over three years” during them.
fn english(en: &Side, one: &Quantity) -> Option<Bound> {
    let before = en.text[..one.range.start].trim_end();
    let ends = |word: &str| {
        let parts = before.len().checked_sub(word.len()).and_then(|at| before.split_at_checked(at));
        parts.is_some_and(|(rest, last)| {
            last.eq_ignore_ascii_case(word) && !rest.ends_with(char::is_alphanumeric)
        })
    };
    if ends("up to") || is_span(one.kind) && ends("over") {
        return None;
    }
    // A part is an amount that is said roughly, whatever stands before it.
    let words = [
        ("no more than", Bound::Below),
        ("not more than", Bound::Below),
        ("no less than", Bound::AtLeast),
        ("not less than", Bound::AtLeast),
        ("more than", Bound::Over),
        ("over", Bound::Over),
        ("less than", Bound::Below),
        ("under", Bound::Below),
    ];
    let of_a_part = || words.into_iter().find(|(word, _)| ends(word)).map(|(_, bound)| bound);
    if one.is_part { of_a_part() } else { one.bound }
}
