//! The quantities of two texts that say the same: which stand across from each other, and what went
//! wrong where none does.

use crate::decimal::Decimal;
use crate::prove::dates;
use crate::quantity::{Kind, Quantity, Value, Weight};

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The English side has no equal.
    Missing,
    /// The Chinese side has no equal.
    Extra,
    /// The same digits with another scale.
    Scale,
    /// Per cent against percentage points.
    Points,
    /// Per cent against per mille.
    PerMille,
    /// The same number of another unit.
    Unit,
    /// Digits differ.
    Digit,
    /// Two right numbers in the wrong places.
    Swap,
}

impl Fault {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Fault::Missing => "missing",
            Fault::Extra => "extra",
            Fault::Scale => "scale",
            Fault::Points => "percent-points",
            Fault::PerMille => "per-mille",
            Fault::Unit => "unit",
            Fault::Digit => "digit",
            Fault::Swap => "swap",
        }
    }
}

/// A quantity without its equal: indices into the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What went wrong.
    pub fault: Fault,
    /// The Chinese quantity.
    pub zh: Option<usize>,
    /// The English quantity.
    pub en: Option<usize>,
}

/// How the quantities of two texts stand to each other.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Pairs of equal quantities.
    pub pairs: Vec<(usize, usize)>,
    /// What is wrong.
    pub mismatches: Vec<Mismatch>,
}

/// Compares the quantities of a Chinese text with those of its English one.
pub fn compare(zh_text: &str, zh: &[Quantity], en_text: &str, en: &[Quantity]) -> Compared {
    let mut free_zh: Vec<bool> = zh.iter().map(|one| !is_date(one)).collect();
    let mut free_en: Vec<bool> = en.iter().map(|one| !is_date(one)).collect();
    let mut pairs = Vec::new();
    for grade in [Grade::Same, Grade::Alike, Grade::Rounded, Grade::Parts] {
        for i in 0..zh.len() {
            if !free_zh[i] {
                continue;
            }
            // The nearest by place in the text, so that equal numbers pair in order.
            let place = |at: usize, all: usize| at as f64 / all.max(1) as f64;
            let best =
                (0..en.len()).filter(|j| free_en[*j] && equal(&zh[i], &en[*j], grade)).min_by(|a, b| {
                    let off = |j: usize| (place(i, zh.len()) - place(j, en.len())).abs();
                    off(*a).total_cmp(&off(*b))
                });
            if let Some(j) = best {
                (free_zh[i], free_en[j]) = (false, false);
                pairs.push((i, j));
            }
        }
    }
    let dated = dates::compare(zh, &mut free_zh, en, &mut free_en, &mut pairs);
    // A second mention of a number that has its equal says nothing new.
    let repeated = |one: &Quantity, own: &[Quantity], free: &[bool], other: &[Quantity]| {
        own.iter().zip(free).any(|(two, free)| !*free && two.value == one.value && two.kind == one.kind)
            && other.iter().any(|two| equal(one, two, Grade::Same) || equal(two, one, Grade::Same))
    };
    let left_zh: Vec<usize> = (0..zh.len())
        .filter(|i| free_zh[*i] && !(repeated(&zh[*i], zh, &free_zh, en) && zh[*i].weight < Weight::Hard))
        .collect();
    let left_en: Vec<usize> = (0..en.len())
        .filter(|j| free_en[*j] && !(repeated(&en[*j], en, &free_en, zh) && en[*j].weight < Weight::Hard))
        .collect();
    let mut compared = Compared { pairs, mismatches: faults(zh, &left_zh, en, &left_en) };
    compared.mismatches.extend(dated);
    if compared.mismatches.is_empty() {
        compared.mismatches.extend(swapped(zh_text, zh, en_text, en));
    }
    compared.pairs.sort_unstable();
    compared.pairs.dedup();
    compared
}

/// Whether a quantity is a date or a year, which are compared part by part.
fn is_date(one: &Quantity) -> bool {
    matches!(one.kind, Kind::Date | Kind::Year) && one.weight > Weight::Soft
}

/// How far two quantities may differ and still be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Grade {
    /// Value and unit.
    Same,
    /// Value; one of the units says nothing.
    Alike,
    /// Rounded, where a side says so.
    Rounded,
    /// A part of a date, a second reading, a decade.
    Parts,
}

fn equal(a: &Quantity, b: &Quantity, grade: Grade) -> bool {
    match (a.value, b.value) {
        (Value::Number(x), Value::Number(y)) => {
            let units = a.kind == b.kind;
            let multiple = (a.kind == Kind::Times) != (b.kind == Kind::Times);
            if multiple
                && (a.weight == Weight::Soft || b.weight == Weight::Soft)
                && x >= y.scaled(0)
                && y >= Decimal::new(1, 0).unwrap_or(y)
            {
                return false;
            }
            match grade {
                Grade::Same => x == y && units,
                Grade::Alike => x == y && compatible(a.kind, b.kind),
                Grade::Rounded => compatible(a.kind, b.kind) && (a.rounded || b.rounded) && near(x, y),
                Grade::Parts => {
                    let or = |one: Option<Decimal>, other: Decimal| one == Some(other);
                    compatible(a.kind, b.kind)
                        && (or(a.or, y) || or(b.or, x) || (a.or.is_some() && a.or == b.or))
                        || decade(a, x, y)
                        || decade(b, y, x)
                }
            }
        }
        (Value::Fraction(p, q), Value::Fraction(r, s)) => {
            i128::from(p) * i128::from(s) == i128::from(r) * i128::from(q)
        }
        (Value::Fraction(p, q), Value::Number(x)) | (Value::Number(x), Value::Fraction(p, q)) => {
            grade >= Grade::Rounded && (x.for_drawing() - p as f64 / q as f64).abs() < 0.01
        }
        (Value::Date { year, month, day }, Value::Date { year: y, month: m, day: d }) => match grade {
            Grade::Same => (year, month, day) == (y, m, d),
            _ => {
                agree(year, y)
                    && agree(month, m)
                    && agree(day, d)
                    && shared(year.map(i64::from), y.map(i64::from), month, m, day, d)
            }
        },
        (Value::Fraction(..), Value::Date { .. }) | (Value::Date { .. }, Value::Fraction(..)) => false,
        (Value::Date { year, month, day }, Value::Number(x))
        | (Value::Number(x), Value::Date { year, month, day }) => {
            let part = |part: Option<i64>| part.and_then(|part| Decimal::new(part as i128, 0)) == Some(x);
            grade >= Grade::Alike
                && ((month.is_none() && day.is_none() && part(year.map(i64::from)))
                    || (grade == Grade::Parts
                        && (part(year.map(i64::from))
                            || part(month.map(i64::from))
                            || part(day.map(i64::from)))))
        }
    }
}

impl PartialOrd for Grade {
    fn partial_cmp(&self, other: &Grade) -> Option<std::cmp::Ordering> {
        (*self as u8).partial_cmp(&(*other as u8))
    }
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn shared(
    year: Option<i64>,
    y: Option<i64>,
    month: Option<u8>,
    m: Option<u8>,
    day: Option<u8>,
    d: Option<u8>,
) -> bool {
    (year.is_some() && y.is_some()) || (month.is_some() && m.is_some()) || (day.is_some() && d.is_some())
}

/// 90年代 and the 1990s.
fn decade(one: &Quantity, x: Decimal, y: Decimal) -> bool {
    let whole = |n: Decimal| n.plain().parse::<i64>().ok();
    match (whole(x), whole(y)) {
        (Some(x), Some(y)) => {
            one.weight == Weight::Soft && (0..100).contains(&x) && (1000..2100).contains(&y) && y % 100 == x
        }
        _ => false,
    }
}

/// Whether one number is the other one rounded to the digits that it shows.
fn near(x: Decimal, y: Decimal) -> bool {
    let digits = |n: Decimal| n.plain().replace('.', "").trim_matches('0').len();
    let (short, long) = if digits(x) <= digits(y) { (x, y) } else { (y, x) };
    let (a, b) = (short.for_drawing(), long.for_drawing());
    let step = 10f64.powi(a.abs().log10().floor() as i32 + 1 - digits(short).max(1) as i32);
    (a - b).abs() <= step * 0.5 && a.abs() >= 10.0
}

/// Units that do not contradict each other.
fn compatible(a: Kind, b: Kind) -> bool {
    if a == b {
        return true;
    }
    let share = |kind: Kind| matches!(kind, Kind::Percent | Kind::Points);
    match (a, b) {
        _ if share(a) && share(b) => false,
        (Kind::Money(_), Kind::Money(_)) => false,
        (Kind::Money(_), other) | (other, Kind::Money(_)) => !share(other) && matches!(other, Kind::Count),
        (Kind::Measure(_), Kind::Measure(_)) => !matches!(
            (a, b),
            (Kind::Measure("mu"), _)
                | (_, Kind::Measure("mu"))
                | (Kind::Measure("km"), Kind::Measure("mi"))
                | (Kind::Measure("mi"), Kind::Measure("km"))
        ),
        (Kind::Percent | Kind::Points, Kind::Count | Kind::Times)
        | (Kind::Count | Kind::Times, Kind::Percent | Kind::Points) => false,
        _ => true,
    }
}

/// Words what is left over, each with the likeliest partner of the other side.
fn faults(zh: &[Quantity], left_zh: &[usize], en: &[Quantity], left_en: &[usize]) -> Vec<Mismatch> {
    let mut found = Vec::new();
    let mut open: Vec<usize> = left_en.to_vec();
    let mut alone: Vec<usize> = Vec::new();
    for i in left_zh {
        let likely = open
            .iter()
            .copied()
            .filter_map(|j| likeness(&zh[*i], &en[j]).map(|(cost, fault)| (cost, j, fault)))
            .min_by_key(|(cost, ..)| *cost);
        match likely {
            Some((_, j, fault)) => {
                open.retain(|one| *one != j);
                found.push(Mismatch { fault, zh: Some(*i), en: Some(j) });
            }
            None => alone.push(*i),
        }
    }
    found.extend(alone.iter().filter(|i| zh[**i].weight == Weight::Hard).map(|i| Mismatch {
        fault: Fault::Missing,
        zh: Some(*i),
        en: None,
    }));
    found.extend(open.iter().filter(|j| en[**j].weight == Weight::Hard).map(|j| Mismatch {
        fault: Fault::Extra,
        zh: None,
        en: Some(*j),
    }));
    found
}

/// How likely an unpaired number is the mistaken form of another: smaller is likelier.
fn likeness(a: &Quantity, b: &Quantity) -> Option<(u32, Fault)> {
    let weights = (a.weight, b.weight);
    if weights.0 == Weight::Soft || weights.1 == Weight::Soft {
        let hard = weights.0 == Weight::Hard || weights.1 == Weight::Hard;
        let semi = weights.0 == Weight::Semi || weights.1 == Weight::Semi;
        if !hard && !semi {
            return None;
        }
        if semi && !(a.kind == b.kind) {
            return None;
        }
    }
    let dates = |one: &Quantity| matches!(one.kind, Kind::Date | Kind::Year);
    match (a.value, b.value) {
        (Value::Number(x), Value::Number(y)) => {
            if dates(a) != dates(b) && weights != (Weight::Hard, Weight::Hard) {
                return None;
            }
            if x == y {
                let fault = match (a.kind, b.kind) {
                    (Kind::Percent, Kind::Points) | (Kind::Points, Kind::Percent) => Fault::Points,
                    _ => Fault::Unit,
                };
                return Some((0, fault));
            }
            let digits = |n: Decimal| n.plain().replace('.', "").trim_matches('0').to_owned();
            let permille = matches!((a.kind, b.kind), (Kind::Percent, Kind::Percent))
                && (x == y.scaled(1) || y == x.scaled(1));
            if permille {
                return Some((1, Fault::PerMille));
            }
            if digits(x) == digits(y) {
                return Some((1, Fault::Scale));
            }
            if !compatible(a.kind, b.kind) {
                return Some((6, Fault::Digit));
            }
            let same_kind = if a.kind == b.kind { 0 } else { 1 };
            let lengths = digits(x).len().abs_diff(digits(y).len()) as u32;
            Some((2 + same_kind + lengths.min(3), Fault::Digit))
        }
        (Value::Date { month, day, year }, Value::Date { month: m, day: d, year: y }) => {
            let clash = (month.is_some() && m.is_some() && month != m)
                || (day.is_some() && d.is_some() && day != d)
                || (year.is_some() && y.is_some() && year != y);
            clash.then_some((2, Fault::Digit))
        }
        (Value::Fraction(..), _) | (_, Value::Fraction(..)) => Some((3, Fault::Digit)),
        _ => (weights == (Weight::Hard, Weight::Hard)).then_some((7, Fault::Digit)),
    }
}

/// “从 a 到 b” against “from b to a”: two right numbers in the wrong places.
fn swapped(zh_text: &str, zh: &[Quantity], en_text: &str, en: &[Quantity]) -> Option<Mismatch> {
    let rising = |text: &str, words: &[&str]| {
        let text = text.trim();
        text.chars().count() <= 24
            && words.iter().any(|word| text.contains(word))
            && !text.contains(['。', '；', ';', '.'])
    };
    for i in 1..zh.len() {
        let (a, b) = (&zh[i - 1], &zh[i]);
        if a.value == b.value
            || !rising(&zh_text[a.range.end..b.range.start], &["到", "至", "为", "—", "-", "～"])
        {
            continue;
        }
        let lead: String = zh_text[..a.range.start].chars().rev().take(14).collect();
        if !lead.contains('从') && !lead.contains('由') && !lead.contains('自') {
            continue;
        }
        let joined = |j: usize| {
            let between = en_text[en[j - 1].range.end..en[j].range.start].trim().to_lowercase();
            between == "to" || between.ends_with(" to") && between.len() <= 24
        };
        let straight = (1..en.len()).any(|j| joined(j) && same(a, &en[j - 1]) && same(b, &en[j]));
        let turned = (1..en.len()).find(|j| joined(*j) && same(b, &en[*j - 1]) && same(a, &en[*j]));
        let led = |j: usize| {
            let lead: String = en_text[..en[j - 1].range.start]
                .to_lowercase()
                .chars()
                .rev()
                .take(24)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            lead.contains("from")
        };
        let between = |j: usize| en_text[en[j - 1].range.end..en[j].range.start].trim() == "to";
        if let Some(j) = turned.filter(|j| !straight && (led(*j) || between(*j))) {
            return Some(Mismatch { fault: Fault::Swap, zh: Some(i - 1), en: Some(j - 1) });
        }
    }
    None
}

fn same(a: &Quantity, b: &Quantity) -> bool {
    equal(a, b, Grade::Same) || equal(a, b, Grade::Alike)
}
