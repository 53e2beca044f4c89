//! What is left without its equal: with the likeliest partner of the other side, and the step that went wrong.

use std::cell::LazyCell;
use std::collections::VecDeque;

use crate::base::map::{HashMap, HashSet};
use crate::base::script::is_han;
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::conversion::compatible;
use crate::quantity::compare::side::Side;
use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// What is left over on one side.
struct Unpaired {
    at: usize,
    /// A second mention of a number that has its equal.
    again: bool,
}

/// Words what is left over, each with the likeliest partner of the other side.
pub(super) fn faults(zh: &Side, en: &Side) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let left_zh = left(zh, en);
    let mut open: VecDeque<Unpaired> = left(en, zh).into();
    let mut alone: Vec<usize> = Vec::new();
    for one in &left_zh {
        match likeliest(zh, one, en, &open) {
            Some((n, fault)) => {
                let en = open.remove(n).map(|other| other.at);
                found.push(Mismatch { fault, zh: Some(one.at), en });
            }
            None if !one.again => alone.push(one.at),
            None => {}
        }
    }
    let hard = |side: &Side, at: usize| side.all[at].significance == Significance::Required;
    let may_miss =
        |at: &usize| hard(zh, *at) || zh.all[*at].significance == Significance::Weak && en.has_gap();
    // A rank that the Chinese does not give, where it gives numbers at all.
    let counts = zh.all.iter().any(|one| one.significance > Significance::Optional);
    let day = |one: &Quantity| match one.value {
        Value::Date { day: Some(day), .. } => Some(Decimal::from(i64::from(day))),
        _ => None,
    };
    let days: LazyCell<HashSet<Decimal>, _> = LazyCell::new(|| zh.all.iter().filter_map(day).collect());
    let ranked = |one: &Quantity| {
        let n = one.decimal().filter(|n| *n > Decimal::from(2));
        let is_rank = one.kind == Kind::Ordinal && one.significance == Significance::Weak;
        counts && is_rank && n.is_some_and(|n| !days.contains(&n))
    };
    found.extend(alone.into_iter().filter(may_miss).map(|i| Mismatch {
        fault: MismatchKind::Missing,
        zh: Some(i),
        en: None,
    }));
    found.extend(
        open.into_iter()
            .filter(|one| !one.again && (hard(en, one.at) || ranked(&en.all[one.at])))
            .map(|one| Mismatch { fault: MismatchKind::Extra, zh: None, en: Some(one.at) }),
    );
    found
}

/// How many of what is left across are looked at.
const WINDOW: usize = 64;

/// The likeliest partner of what is left, by its place in the list, and what went wrong between the two.
fn likeliest(
    zh: &Side,
    one: &Unpaired,
    en: &Side,
    open: &VecDeque<Unpaired>,
) -> Option<(usize, MismatchKind)> {
    let a = &zh.all[one.at];
    let may = |other: &Unpaired| {
        let repeated = a.kind == en.all[other.at].kind && matches!(a.kind, Kind::Ordinal | Kind::Times);
        !(one.again && other.again) && (!(one.again || other.again) || repeated)
    };
    open.iter()
        .take(WINDOW)
        .enumerate()
        .filter(|(_, other)| may(other))
        .filter_map(|(n, other)| {
            similarity(zh, a, en, &en.all[other.at]).map(|(cost, fault)| (cost, n, fault))
        })
        .min_by_key(|(cost, ..)| *cost)
        .map(|(_, n, fault)| (n, fault))
}

/// What has no equal, in order.
fn left(own: &Side, other: &Side) -> Vec<Unpaired> {
    let key = |one: &Quantity| (one.value, one.kind);
    let lone = |at: &usize| own.free[*at] && own.all[*at].significance > Significance::Ignored;
    if !(0..own.all.len()).any(|at| lone(&at)) {
        return Vec::new();
    }
    let paired: HashSet<(Value, Kind)> =
        own.all.iter().zip(&own.free).filter(|(_, free)| !**free).map(|(one, _)| key(one)).collect();
    let across: HashSet<(Value, Kind)> = other.all.iter().map(key).collect();
    // 过去五年是不平凡的五年: said twice in words for the rhythm.
    let in_words = |one: &Quantity| {
        let spelled = own
            .text
            .get(one.range.clone())
            .is_some_and(|text| !text.is_ascii() && !text.contains(|c: char| c.is_ascii_digit()));
        spelled && matches!(one.kind, Kind::Measure(_))
    };
    // Route 53（Amazon Route 53，译者注）: a gloss says a name again.
    let in_gloss = |one: &Quantity| {
        let before = own.text.get(..one.range.start).unwrap_or_default();
        let start = before.char_indices().rev().nth(40).map_or(0, |(byte, _)| byte);
        let before = &before[start..];
        let open = before.rfind(['（', '(']).is_some_and(|open| !before[open..].contains(['）', ')']));
        open && one.kind == Kind::Count && before.ends_with(|c: char| c.is_ascii_alphabetic() || c == ' ')
    };
    let first = LazyCell::new(|| first_counted(own));
    let again = |one: &Quantity| {
        let light = one.significance < Significance::Required || in_words(one) || in_gloss(one);
        (light || refers_back(own, one, &first)) && paired.contains(&key(one)) && across.contains(&key(one))
    };
    (0..own.all.len()).filter(lone).map(|at| Unpaired { at, again: again(&own.all[at]) }).collect()
}

/// Whether a count takes up one that its side gave before, and gives nothing new: 有5个港口，5个港口都在扩建
/// (“five ports, all of which …”), “the five ports”. 去年也新增5家企业 is another fact.
fn refers_back<'q>(own: &Side<'q>, one: &Quantity, first: &HashMap<(Value, &'q str), usize>) -> bool {
    let taken_up = |before: &str| {
        let before = before.trim_end_matches([' ', '\u{a0}']);
        let word = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let begins = before.ends_with(['，', '。', '；', '：', '\n', ',', '.', ';', ':']);
        let pointed = ["这", "该", "上述", "以上", "全部", "所有"].iter().any(|it| before.ends_with(it));
        begins || pointed || ["the", "these", "those", "all"].contains(&word.to_ascii_lowercase().as_str())
    };
    one.kind == Kind::Count
        && taken_up(own.text.get(..one.range.start).unwrap_or_default())
        && counted(own, one)
            .is_some_and(|noun| first.get(&(one.value, noun)).is_some_and(|end| *end <= one.range.start))
}

/// Where each count of something ends that a side gives, the first time.
fn first_counted<'q>(own: &Side<'q>) -> HashMap<(Value, &'q str), usize> {
    let mut first = HashMap::default();
    for one in own.all.iter().filter(|one| one.kind == Kind::Count) {
        if let Some(noun) = counted(own, one) {
            first.entry((one.value, noun)).or_insert(one.range.end);
        }
    }
    first
}

/// What is counted, in the next three characters of Han or the next word of Latin letters.
fn counted<'a>(own: &Side<'a>, one: &Quantity) -> Option<&'a str> {
    let after = own.text.get(one.range.end..)?.trim_start_matches([' ', '\u{a0}', '-']);
    let latin = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    if latin > 2 {
        return after.get(..latin);
    }
    let mut han = after.char_indices().take_while(|(_, c)| is_han(*c)).take(3);
    let (last, c) = han.by_ref().last()?;
    let end = last + c.len_utf8();
    (after[..end].chars().count() == 3).then(|| &after[..end])
}

/// How likely an unpaired number is the mistaken form of another: smaller is likelier.
fn similarity(zh: &Side, a: &Quantity, en: &Side, b: &Quantity) -> Option<(u32, MismatchKind)> {
    let significances = (a.significance, b.significance);
    if significances.0 == Significance::Optional || significances.1 == Significance::Optional {
        let hard = significances.0 == Significance::Required || significances.1 == Significance::Required;
        let semi = significances.0 == Significance::Weak || significances.1 == Significance::Weak;
        let ordinal = a.kind == Kind::Ordinal;
        let alike = a.kind == b.kind
            && (ordinal
                || a.value != Value::Number(Decimal::from(1)) && b.value != Value::Number(Decimal::from(1)));
        if (!hard && !semi) || !alike {
            return None;
        }
    }
    // A part of the calendar is mistaken for another of its own sort only.
    let period = |one: &Quantity| matches!(one.kind, Kind::Period(_) | Kind::Version);
    if (period(a) || period(b)) && a.kind != b.kind {
        return None;
    }
    let dates = |one: &Quantity| matches!(one.kind, Kind::Date | Kind::Year);
    match (a.value, b.value) {
        (Value::Number(x), Value::Number(y)) => {
            let hard = significances == (Significance::Required, Significance::Required);
            let may_be = hard || dates(a) == dates(b);
            may_be.then(|| numbers(a, x, b, y, per_mille(zh, a) || per_mille(en, b)))
        }
        (Value::Date { month, day, year }, Value::Date { month: m, day: d, year: y }) => {
            let clash = |a: Option<u8>, b: Option<u8>| a.is_some() && b.is_some() && a != b;
            let years = year.is_some() && y.is_some() && year != y;
            (years || clash(month, m) || clash(day, d)).then_some((2, MismatchKind::Digit))
        }
        (Value::Clock(..), Value::Clock(..)) | (Value::Version(..), Value::Version(..)) => {
            Some((2, MismatchKind::Digit))
        }
        (Value::Clock(..), _) | (_, Value::Clock(..)) => None,
        (Value::Fraction(..), _) | (_, Value::Fraction(..)) => Some((3, MismatchKind::Digit)),
        _ => (significances == (Significance::Required, Significance::Required))
            .then_some((7, MismatchKind::Digit)),
    }
}

/// Whether a share is written in per mille: 8.4‰, 千分之三, “per thousand”.
fn per_mille(side: &Side, one: &Quantity) -> bool {
    let text = side.text.get(one.range.clone()).unwrap_or_default();
    ["‰", "千分", "mil", "thousand"].iter().any(|word| text.contains(word))
}

fn numbers(a: &Quantity, x: Decimal, b: &Quantity, y: Decimal, per_mille: bool) -> (u32, MismatchKind) {
    if x == y {
        let fault = match (a.kind, b.kind) {
            (Kind::Percent, Kind::Points) | (Kind::Points, Kind::Percent) => MismatchKind::Points,
            _ => MismatchKind::Unit,
        };
        return (0, fault);
    }
    if x == y.negated() {
        return (0, MismatchKind::Sign);
    }
    if a.kind == Kind::Percent
        && b.kind == Kind::Percent
        && (x == y.scaled(1) || y == x.scaled(1))
        && per_mille
    {
        return (1, MismatchKind::PerMille);
    }
    if x.figures() == y.figures() {
        return (1, MismatchKind::Scale);
    }
    if !compatible(a, b) {
        return (6, MismatchKind::Digit);
    }
    let length = |n: Decimal| n.figures().checked_ilog10().unwrap_or(0);
    let same_kind = u32::from(a.kind != b.kind);
    (2 + same_kind + length(x).abs_diff(length(y)).min(3), MismatchKind::Digit)
}
