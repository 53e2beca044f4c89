//! An amount that a side gives in a second unit: 72,000 mu (4,800 hectares), RMB 50 billion, or about USD 7 billion,
//! 70亿美元，约合500亿元人民币. What the other side does not have is no figure too many, if the conversion is right. So
//! it is where a side says what a unit is: 1 hectare is 15 mu.

use std::cell::LazyCell;
use std::sync::LazyLock;

use crate::base::map::{HashMap, HashSet};
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::conversion::converted;
use crate::quantity::compare::equality::in_months;
use crate::quantity::compare::side::Side;
use crate::quantity::decimal::Decimal;
use crate::quantity::ratio::Ratio;
use crate::quantity::table::rows;
use crate::quantity::units::unit_of;
use crate::quantity::value::{Kind, Quantity, UnitId};

/// Frees both sides of their remarks; a remark that converts wrongly is a mismatch.
pub(super) fn settle(zh: &mut Side, en: &mut Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    spelled(zh, en, pairs);
    let mut found = Vec::new();
    let english = remarks(en, zh);
    let partners = |is_wanted: bool| if is_wanted { pairs } else { &[] };
    let across: HashMap<usize, usize> = partners(!english.is_empty()).iter().map(|(i, j)| (*j, *i)).collect();
    for (paired, remark, is_right) in english {
        en.free[remark] = false;
        if let Some(i) = across.get(&paired).filter(|_| !is_right) {
            found.push(Mismatch { fault: MismatchKind::Digit, zh: Some(*i), en: Some(remark) });
        }
    }
    let chinese = remarks(zh, en);
    let across: HashMap<usize, usize> = partners(!chinese.is_empty()).iter().copied().collect();
    for (paired, remark, is_right) in chinese {
        zh.free[remark] = false;
        if let Some(j) = across.get(&paired).filter(|_| !is_right) {
            found.push(Mismatch { fault: MismatchKind::Digit, zh: Some(remark), en: Some(*j) });
        }
    }
    found
}

/// Frees the months of what is a period in Chinese: 上半年 and “the first six months”.
fn spelled(zh: &Side, en: &mut Side, pairs: &[(usize, usize)]) {
    for (i, j) in pairs.iter().filter(|(_, j)| en.all[*j].kind == Kind::Ordinal) {
        let months = en.all.get(j + 1).filter(|one| one.range.start <= en.all[*j].range.end + 1);
        let is_same =
            |one: &Quantity| one.decimal().is_some_and(|months| in_months(zh.all[*i].kind, one.kind, months));
        if months.is_some_and(is_same) {
            en.free[j + 1] = false;
        }
    }
}

/// The amounts that are said in a second unit beside one that has its equal across, or the reverse: that one, the
/// remark, and whether the conversion is right. Where the other side has an amount of that unit left, the two are
/// compared, and nothing is a remark.
fn remarks(side: &mut Side, other: &Side) -> Vec<(usize, usize, bool)> {
    if !side.free.contains(&true) {
        return Vec::new();
    }
    // What explains a unit is no remark on the amount before it.
    for at in 1..side.all.len() {
        let both = side.free[at - 1] && side.free[at];
        if both && explains(side.text, &side.all[at - 1], &side.all[at]) {
            (side.free[at - 1], side.free[at]) = (false, false);
        }
    }
    let open = LazyCell::new(|| -> HashSet<Kind> {
        let open = other.all.iter().zip(&other.free).filter(|(_, free)| **free);
        open.map(|(one, _)| one.kind).collect()
    });
    let mut found = Vec::new();
    for at in 1..side.all.len() {
        let (first, second) = (&side.all[at - 1], &side.all[at]);
        let (paired, remark) = match (side.free[at - 1], side.free[at]) {
            (false, true) => (at - 1, at),
            (true, false) => (at, at - 1),
            _ => continue,
        };
        if !is_beside(side.text, first, second) && !is_named(side.text, first, second, false) {
            continue;
        }
        if let Some(right) = is_right(first, second).filter(|_| !open.contains(&side.all[remark].kind)) {
            found.push((paired, remark, right));
        }
    }
    found
}

/// How one amount is said to be another, and whether only of a unit.
static WORDS: LazyLock<Vec<(&'static str, bool)>> = LazyLock::new(|| {
    let read = |cells: Vec<&'static str>| Some((*cells.first()?, *cells.get(1)? == "unit"));
    rows(include_str!("remarks.tsv")).filter_map(read).collect()
});

/// Whether the second amount is said to be the first in other words; `of_a_unit`: or so many of a unit.
fn is_named(text: &str, first: &Quantity, second: &Quantity, of_a_unit: bool) -> bool {
    let is_said = |between| {
        WORDS.iter().any(|(word, is_of_a_unit)| (of_a_unit || !is_of_a_unit) && is_word(between, word))
    };
    between(text, first, second).is_some_and(is_said)
}

/// Whether one unit is explained by another, and rightly: 1 mu = 0.0667 hectares.
fn explains(text: &str, first: &Quantity, second: &Quantity) -> bool {
    !matches!(first.kind, Kind::Money(_))
        && is_named(text, first, second, true)
        && is_right(first, second) == Some(true)
}

/// What stands between two amounts of one sentence, if it is short.
fn between<'t>(text: &'t str, first: &Quantity, second: &Quantity) -> Option<&'t str> {
    let between =
        text.get(first.range.end..second.range.start)?.trim_matches([' ', ',', '，', '、', '"', '”', '“']);
    let is_short =
        between.chars().count() <= 32 && !between.contains(['。', '；', ';', '(', ')', '（', '）']);
    is_short.then_some(between)
}

/// Whether a text is a word, or begins with it and goes on with no more than how exact the number is and its currency:
/// “or about US$”, 折合人民币.
fn is_word(text: &str, word: &str) -> bool {
    let Some(mut rest) = text.strip_prefix(word) else { return false };
    if word.is_ascii() {
        let is_over =
            !word.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.starts_with(char::is_alphanumeric);
        let is_other = |c: char| !c.is_ascii_alphabetic() && !c.is_whitespace() && !is_sign(c);
        return is_over && rest.split_whitespace().count() <= 3 && !rest.contains(is_other);
    }
    while let Some(more) =
        ["约", "大约", "近", "人民币", "新台币", "港币"].iter().find_map(|one| rest.strip_prefix(one))
    {
        rest = more;
    }
    rest.chars().all(|c| c.is_whitespace() || c.is_ascii_alphabetic() || is_sign(c))
}

fn is_sign(c: char) -> bool {
    matches!(c, '$' | '€' | '£' | '¥' | '￥')
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

/// What a hundred of a currency cost in yuan at the least and at the most since 1995. Yearly means of the central parity
/// (China Foreign Exchange Trade System; the statistical communiqués of the National Bureau of Statistics print that of
/// the dollar: 8.35 in 1995, 6.14 in 2014), the dollar of the United States and that of Hong Kong, which hardly move
/// within a year, with two hundredths to spare, the others with a tenth.
const RATES: &[(UnitId, i128, i128)] = &[
    (UnitId::CNY, 100, 100),
    (UnitId::new("USD"), 602, 852),
    (UnitId::new("EUR"), 620, 1150),
    (UnitId::GBP, 750, 1700),
    (UnitId::new("JPY"), 4, 9),
    (UnitId::new("HKD"), 77, 110),
];

/// Whether two amounts of money agree at a rate that there was, the second rounded to the digits that it shows; nothing
/// for other currencies.
fn is_rated(first: &Quantity, from: UnitId, second: &Quantity, to: UnitId) -> Option<bool> {
    let (amount, shown) = (Ratio::of(first.decimal()?)?.abs(), second.decimal()?);
    let (other, half) = (Ratio::of(shown)?.abs(), Ratio::of(Decimal::new(5, shown.power() - 1)?)?);
    let rate = |code: UnitId| RATES.iter().find(|(of, ..)| *of == code).map(|(_, low, high)| (*low, *high));
    let ((from_low, from_high), (to_low, to_high)) = (rate(from)?, rate(to)?);
    let (low, high) = (Ratio::new(from_low, to_high)?, Ratio::new(from_high, to_low)?);
    let (least, most) = (other.minus(half)?.over(amount)?, other.plus(half)?.over(amount)?);
    Some(low.is_at_most(most) && least.is_at_most(high))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::compare::compare;
    use crate::quantity::quantities;

    #[test]
    fn every_row_is_read_and_its_example_has_no_figure_too_many() {
        for row in rows(include_str!("remarks.tsv")) {
            let [word, _, zh, en] = row[..] else { panic!("{row:?}") };
            assert!(zh.contains(word) || en.contains(word), "{word}");
            let (left, right) = (quantities(zh, Lang::Zh, &[]), quantities(en, Lang::En, &[]));
            assert_eq!(compare(zh, &left, en, &right).mismatches, [], "{zh} {en}");
        }
    }
}
