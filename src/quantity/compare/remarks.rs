//! An amount that a side gives in a second unit, in parentheses: 72,000 mu (4,800 hectares), RMB 50 billion (about
//! USD 7 billion). What the other side does not have is no figure too many, if the conversion is right.

use crate::quantity::compare::conversion::converted;
use crate::quantity::compare::{Mismatch, MismatchKind, Side};
use crate::quantity::ratio::Ratio;
use crate::quantity::units::unit_of;
use crate::quantity::value::{Kind, Quantity};

/// Frees both sides of their remarks; a remark that converts wrongly is a mismatch.
pub(super) fn settle(zh: &mut Side, en: &mut Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    // Where the other side has an amount of that unit left, the two are compared, and nothing is a remark.
    let answers = |one: &Quantity, side: &Side| {
        side.all.iter().zip(&side.free).any(|(other, free)| *free && other.kind == one.kind)
    };
    for (said, wrong) in
        remarks(en).into_iter().filter(|((_, at), _)| !answers(&en.all[*at], zh)).collect::<Vec<_>>()
    {
        let partner = pairs.iter().find(|(_, j)| *j == said.0).map(|(i, _)| *i);
        en.free[said.1] = false;
        if let Some(i) = partner.filter(|_| wrong) {
            found.push(Mismatch { fault: MismatchKind::Digit, zh: Some(i), en: Some(said.1) });
        }
    }
    for (said, wrong) in
        remarks(zh).into_iter().filter(|((_, at), _)| !answers(&zh.all[*at], en)).collect::<Vec<_>>()
    {
        let partner = pairs.iter().find(|(i, _)| *i == said.0).map(|(_, j)| *j);
        zh.free[said.1] = false;
        if let Some(j) = partner.filter(|_| wrong) {
            found.push(Mismatch { fault: MismatchKind::Digit, zh: Some(said.1), en: Some(j) });
        }
    }
    found
}

/// The amounts that stand in parentheses beside one that has its equal across, or the reverse, with that one, and
/// whether the conversion is wrong.
fn remarks(side: &Side) -> Vec<((usize, usize), bool)> {
    let mut found = Vec::new();
    for at in 1..side.all.len() {
        let (first, second) = (&side.all[at - 1], &side.all[at]);
        if side.free[at - 1] == side.free[at] || !is_beside(side.text, first, second) {
            continue;
        }
        let (paired, remark) = if side.free[at] { (at - 1, at) } else { (at, at - 1) };
        if let Some(right) = is_right(first, second) {
            found.push(((paired, remark), !right));
        }
    }
    found
}

/// Whether the second amount follows the first in parentheses of its own.
fn is_beside(text: &str, first: &Quantity, second: &Quantity) -> bool {
    let (Some(between), Some(rest)) =
        (text.get(first.range.end..second.range.start), text.get(second.range.end..))
    else {
        return false;
    };
    let opens = between.char_indices().find(|(_, c)| matches!(c, '(' | '（'));
    let near = |text: &str| text.chars().count() <= 24 && !text.contains(['。', ';', '；', ')', '）']);
    let closes = rest.chars().take(24).find(|c| matches!(c, ')' | '）' | '(' | '（'));
    opens.is_some_and(|(at, _)| at <= 24) && near(between) && matches!(closes, Some(')' | '）'))
}

/// Whether an amount is another one converted; nothing where the two do not convert.
fn is_right(first: &Quantity, second: &Quantity) -> Option<bool> {
    if first.kind == second.kind {
        return None;
    }
    match (first.kind, second.kind) {
        (Kind::Money(from), Kind::Money(to)) => Some(is_rated(first, from, second, to).unwrap_or(true)),
        (a, b) => unit_of(a)?.converts(unit_of(b)?).then(|| converted(first, second)),
    }
}

/// What a hundred of a currency cost in yuan at the least and at the most, in yearly means from 2005 to 2024, with a
/// tenth to spare. Source: yearly averages of the central parity, China Foreign Exchange Trade System.
const RATES: &[(&str, i128, i128)] = &[
    ("CNY", 100, 100),
    ("USD", 550, 910),
    ("EUR", 610, 1200),
    ("GBP", 750, 1700),
    ("JPY", 4, 9),
    ("HKD", 70, 117),
];

/// Whether two amounts of money agree at a rate that there was; nothing for other currencies.
fn is_rated(first: &Quantity, from: &str, second: &Quantity, to: &str) -> Option<bool> {
    let (a, b) = (Ratio::of(first.decimal()?)?, Ratio::of(second.decimal()?)?);
    let rate = |code: &str| RATES.iter().find(|(of, ..)| *of == code).map(|(_, low, high)| (*low, *high));
    let ((from_low, from_high), (to_low, to_high)) = (rate(from)?, rate(to)?);
    let quotient = b.over(a)?;
    let (low, high) = (Ratio::new(from_low, to_high)?, Ratio::new(from_high, to_low)?);
    Some(low.is_at_most(quotient) && quotient.is_at_most(high))
}
