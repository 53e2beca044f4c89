//! Bounds: more than a number in one language, less than the same number in the other.

use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::conversion::is_span;
use crate::quantity::compare::side::Side;
use crate::quantity::value::{Bound, Quantity};

/// The pairs of equal quantities whose bounds contradict each other.
pub(super) fn against(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_against = |(i, j): &&(usize, usize)| {
        let (one, other) = (&zh.all[*i], &en.all[*j]);
        let is_against = |bound: Bound| english(en, other).is_some_and(|other| bound.is_against(other));
        // 三年内 is “over three years” too: during them.
        let is_during = || {
            is_span(one.kind)
                && ends(en, other, "over")
                && DURING.iter().any(|word| zh.text[one.range.end..].starts_with(word))
        };
        one.bound.is_some_and(is_against) && !is_during()
    };
    let found = pairs.iter().filter(is_against);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::Bound, zh: Some(*i), en: Some(*j) }).collect()
}

/// How Chinese says that something happens within a span of time.
const DURING: [&str; 3] = ["以内", "之内", "内"];

/// What English says for sure. “Is up to 800” says 多达 too.
fn english(en: &Side, one: &Quantity) -> Option<Bound> {
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
    match one.is_part {
        _ if ends(en, one, "up to") => None,
        true => words.into_iter().find(|(word, _)| ends(en, one, word)).map(|(_, bound)| bound),
        false => one.bound,
    }
}

/// Whether a word ends right before a quantity.
fn ends(side: &Side, one: &Quantity, word: &str) -> bool {
    let before = side.text[..one.range.start].trim_end();
    let parts = before.len().checked_sub(word.len()).and_then(|at| before.split_at_checked(at));
    parts
        .is_some_and(|(rest, last)| last.eq_ignore_ascii_case(word) && !rest.ends_with(char::is_alphanumeric))
}
