//! Those born in a decade: 80后 beside “born in the 1990s”.

use crate::base::script::is_han;
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Period, Quantity};

/// The first Chinese generation whose decade the English does not name, though it names others.
pub(super) fn other(zh: &Side, en: &Side) -> Option<Mismatch> {
    let named: Vec<(usize, i64)> =
        (0..en.all.len()).filter_map(|at| Some((at, decade(&en.all[at])?))).collect();
    if named.is_empty() {
        return None;
    }
    let born: Vec<(usize, i64)> =
        (0..zh.all.len()).filter_map(|at| Some((at, generation(zh.text, &zh.all[at])?))).collect();
    let is_named = |one: &&(usize, i64)| named.iter().any(|two| two.1 == one.1);
    let (at, _) = born.iter().find(|one| !is_named(one))?;
    let is_said = |two: &&(usize, i64)| {
        zh.all.iter().any(|one| decade(one) == Some(two.1)) || born.iter().any(|one| one.1 == two.1)
    };
    let (instead, _) = named.iter().find(|two| !is_said(two))?;
    Some(Mismatch { fault: MismatchKind::Digit, zh: Some(*at), en: Some(*instead) })
}

/// The last two digits of a decade: 1990s, 90年代.
fn decade(one: &Quantity) -> Option<i64> {
    let value = one.decimal().filter(|_| one.kind == Kind::Period(Period::Decade))?;
    Some(i64::try_from(value.whole()?).ok()?.rem_euclid(100))
}

/// The last two digits of the decade in which those are born that a number names: “80后”.
fn generation(text: &str, one: &Quantity) -> Option<i64> {
    let (written, after) = (&text[one.range.clone()], &text[one.range.end..]);
    let is_behind_word =
        text[..one.range.start].ends_with(|c| is_han(c) && !"的是名位个和与或及、".contains(c));
    let digits = written.chars().count() == 2 && written.ends_with(['0', '零', '〇']);
    let value = one.decimal().filter(|value| *value <= Decimal::from(90))?.whole()?;
    (digits && after.starts_with('后') && !is_behind_word).then(|| i64::try_from(value).ok())?
}
