//! When two quantities are equal: by value, by unit, by another reading, or rounded where a side says so.

use std::cmp::Ordering;

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// How far two quantities may differ and still be equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Grade {
    /// Value and unit.
    Same,
    /// Value; one of the units says nothing.
    Alike,
    /// Rounded, where a side says so, or in another unit of the same measure.
    Rounded,
    /// A part of a date, a second reading, a decade.
    Parts,
    /// A numeral of a name.
    Named,
}

impl Grade {
    pub(super) const ALL: [Grade; 5] =
        [Grade::Same, Grade::Alike, Grade::Rounded, Grade::Parts, Grade::Named];
}

/// Whether a Chinese quantity and an English one are equal at a grade.
pub(super) fn equal(a: &Quantity, b: &Quantity, grade: Grade) -> bool {
    let silent = a.significance == Significance::Ignored || b.significance == Significance::Ignored;
    if silent {
        // A code of the English (“4x200”) is no answer to a rank, a share or a sum of the Chinese.
        let plain = matches!(a.kind, Kind::Count | Kind::Measure(_) | Kind::Times)
            || b.significance > Significance::Ignored;
        return grade == Grade::Named && a.significance != b.significance && plain && same_value(a, b);
    }
    match (a.value, b.value) {
        (Value::Number(x), Value::Number(y)) => numbers(a, x, b, y, grade),
        (Value::Fraction(p, q), Value::Fraction(r, s)) => {
            i128::from(p) * i128::from(s) == i128::from(r) * i128::from(q)
        }
        (Value::Fraction(p, q), Value::Number(x)) | (Value::Number(x), Value::Fraction(p, q)) => {
            // 每三人中就有一人 and “one in three”: the number under the line.
            if a.or.or(b.or) == Some(x) && grade >= Grade::Parts {
                return true;
            }
            let share = if a.kind == Kind::Percent || b.kind == Kind::Percent { 100.0 } else { 1.0 };
            grade >= Grade::Rounded && (x.for_drawing() / share - p as f64 / q as f64).abs() < 0.01
        }
        (Value::Date { year, month, day }, Value::Date { year: y, month: m, day: d }) => match grade {
            Grade::Same => (year, month, day) == (y, m, d),
            _ => {
                agree(year, y)
                    && agree(month, m)
                    && agree(day, d)
                    && (both(year, y) || both(month, m) || both(day, d))
            }
        },
        (Value::Date { year, month, day }, Value::Number(x))
        | (Value::Number(x), Value::Date { year, month, day }) => part_of(year, month, day, x, grade),
        (Value::Clock(hour, minute), Value::Clock(h, m)) => {
            minute == m && (hour == h || (hour % 12 == h % 12 && hour <= 24 && h <= 24))
        }
        (Value::Clock(hour, minute), Value::Number(x)) | (Value::Number(x), Value::Clock(hour, minute)) => {
            let (hour, minute) = (i64::from(hour), i64::from(minute));
            let said = |n: i64| x == Decimal::from(n);
            grade >= Grade::Parts
                && ((minute == 0 && said(hour)) || said(hour * 60 + minute) || said(hour * 100 + minute))
        }
        _ => false,
    }
}

fn same_value(a: &Quantity, b: &Quantity) -> bool {
    match (a.value, b.value) {
        (Value::Number(x), Value::Number(y)) => x == y || a.or == Some(y) || b.or == Some(x),
        _ => false,
    }
}

fn numbers(a: &Quantity, x: Decimal, b: &Quantity, y: Decimal, grade: Grade) -> bool {
    // “twofold” does not answer the “two” of a name.
    let multiple = (a.kind == Kind::Times) != (b.kind == Kind::Times);
    if multiple
        && (a.significance == Significance::Optional || b.significance == Significance::Optional)
        && y >= Decimal::from(1)
    {
        return false;
    }
    match grade {
        Grade::Same => x == y && a.kind == b.kind,
        Grade::Alike => x == y && compatible(a.kind, b.kind),
        Grade::Rounded => {
            (compatible(a.kind, b.kind) && rounds(a, b) && near(x, y))
                || converted(a.kind, x, b.kind, y)
                || in_hundredths(a.kind, x, b.kind, y)
                || in_hundredths(b.kind, y, a.kind, x)
        }
        Grade::Parts => {
            let or = |one: Option<Decimal>, other: Decimal| one == Some(other);
            let index = a.kind == Kind::Percent && b.kind == Kind::Count && a.or == Some(y);
            index
                || (compatible(a.kind, b.kind)
                    && (or(a.or, y) || or(b.or, x) || (a.or.is_some() && a.or == b.or)))
                || share_of_one(a, x, b, y)
                || as_percent(a, x, b, y)
                || as_percent(b, y, a, x)
                || decade(a, x, y)
                || decade(b, y, x)
        }
        Grade::Named => false,
    }
}

/// Whether one side says that it is rounded, and has no more digits than the other, which gives the number plainly.
fn rounds(a: &Quantity, b: &Quantity) -> bool {
    let digits = |one: &Quantity| one.decimal().map_or(0, digits);
    let says = |one: &Quantity, other: &Quantity| {
        one.is_rounded() && other.bound.is_none() && digits(one) <= digits(other)
    };
    says(a, b) || says(b, a)
}

/// How many digits a number shows, without zeros at its ends.
fn digits(number: Decimal) -> u32 {
    number.figures().checked_ilog10().unwrap_or(0)
}

/// 一半 and 50%, a quarter and 25%.
fn share_of_one(a: &Quantity, x: Decimal, b: &Quantity, y: Decimal) -> bool {
    match (a.kind, b.kind) {
        (Kind::Percent, Kind::Count) => b.significance < Significance::Required && y.scaled(2) == x,
        (Kind::Count, Kind::Percent) => a.significance < Significance::Required && x.scaled(2) == y,
        _ => false,
    }
}

/// 增长1.5倍 and “grew by 150%”.
fn as_percent(a: &Quantity, x: Decimal, b: &Quantity, y: Decimal) -> bool {
    let percent = |times: Decimal| times.scaled(2) == y;
    a.kind == Kind::Times && b.kind == Kind::Percent && (percent(x) || a.or.is_some_and(percent))
}

fn part_of(year: Option<i32>, month: Option<u8>, day: Option<u8>, x: Decimal, grade: Grade) -> bool {
    let is = |part: Option<i64>| part.is_some_and(|part| Decimal::from(part) == x);
    let (year, alone) = (year.map(i64::from), month.is_none() && day.is_none());
    match grade {
        Grade::Same => false,
        Grade::Alike | Grade::Rounded => alone && is(year),
        _ => is(year) || is(month.map(i64::from)) || is(day.map(i64::from)),
    }
}

fn agree<T: PartialEq>(a: Option<T>, b: Option<T>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}

fn both<T>(a: Option<T>, b: Option<T>) -> bool {
    a.is_some() && b.is_some()
}

/// 90年代 and the 1990s.
fn decade(one: &Quantity, x: Decimal, y: Decimal) -> bool {
    match (x.whole(), y.whole()) {
        (Some(x), Some(y)) => {
            one.significance == Significance::Optional
                && (0..100).contains(&x)
                && (1000..2100).contains(&y)
                && y % 100 == x
        }
        _ => false,
    }
}

/// Whether one number is the other one rounded to the digits that it shows, and no more than a tenth off.
pub(super) fn near(x: Decimal, y: Decimal) -> bool {
    let (short, long) = if digits(x) <= digits(y) { (x, y) } else { (y, x) };
    let Some(off) = short.checked_add(long.negated()) else { return false };
    let step = Decimal::from(5).scaled(short.power() - 1);
    off.abs() <= step && off.abs().scaled(1) <= long.abs() && short.abs() >= Decimal::from(10)
}

/// Units of one measure: how many of the second make one of the first.
const CONVERSIONS: &[(&str, &str, f64)] = &[
    ("mu", "ha", 1.0 / 15.0),
    ("mu", "acre", 0.164_737),
    ("mu", "m2", 666.667),
    ("mu", "km2", 1.0 / 1500.0),
    ("ha", "acre", 2.471_05),
    ("ha", "km2", 0.01),
    ("km2", "m2", 1_000_000.0),
    ("m2", "ft2", 10.7639),
    ("km", "mi", 0.621_371),
    ("km", "m", 1000.0),
    ("m", "ft", 3.280_84),
    ("m", "cm", 100.0),
    ("cm", "in", 0.393_701),
    ("cm", "mm", 10.0),
    ("mi2", "km2", 2.589_99),
    ("jin", "kg", 0.5),
    ("t", "jin", 2000.0),
    ("kt", "t", 1000.0),
    ("Mt", "t", 1_000_000.0),
    ("t", "kg", 1000.0),
    ("kg", "g", 1000.0),
    ("lb", "kg", 0.453_592),
    ("oz", "g", 28.349_5),
    ("gal", "l", 3.785_41),
    ("l", "ml", 1000.0),
    ("MW", "kW", 1000.0),
    ("GW", "MW", 1000.0),
    ("GW", "kW", 1_000_000.0),
    ("MWh", "kWh", 1000.0),
    ("GWh", "kWh", 1_000_000.0),
    ("TWh", "kWh", 1_000_000_000.0),
    ("years", "months", 12.0),
    ("weeks", "days", 7.0),
    ("days", "h", 24.0),
    ("h", "min", 60.0),
];

/// Whether one number is the other in another unit, rounded to the digits that it shows.
fn converted(a: Kind, x: Decimal, b: Kind, y: Decimal) -> bool {
    let (Kind::Measure(a), Kind::Measure(b)) = (a, b) else { return false };
    // Half of the last digit that a number shows.
    let half = |n: Decimal| 0.5 * 10f64.powi(n.power());
    // 100斤 is 50 kilograms and not 51; 1,234 kilograms are 1.23 tonnes.
    let exactly = |x: Decimal, y: Decimal, factor: f64| match digits(x).cmp(&digits(y)) {
        Ordering::Less if digits(x) > 0 => half(x) * factor,
        Ordering::Greater if digits(y) > 0 => half(y),
        _ => 0.0,
    };
    CONVERSIONS.iter().any(|(from, to, factor)| {
        let (x, y) = match () {
            () if (*from, *to) == (a, b) => (x, y),
            () if (*from, *to) == (b, a) => (y, x),
            () => return false,
        };
        let (one, other) = (x.for_drawing() * factor, y.for_drawing());
        let whole = (factor * 200.0).fract() == 0.0;
        let step = if whole { exactly(x, y, *factor) } else { (half(x) * factor).max(half(y)) };
        let size = one.abs().max(other.abs());
        (one - other).abs() <= step.min(size * 0.02).max(size * 1e-9)
    })
}

/// 0.5美元 and “50 cents”, 0.5个百分点 and “50 basis points”.
fn in_hundredths(a: Kind, x: Decimal, b: Kind, y: Decimal) -> bool {
    let parts = matches!(
        (a, b),
        (Kind::Money(_), Kind::Measure("cent" | "penny"))
            | (Kind::Points | Kind::Percent, Kind::Measure("bp"))
    );
    parts && x.scaled(2) == y
}

/// Units that do not contradict each other.
pub(super) fn compatible(a: Kind, b: Kind) -> bool {
    if a == b {
        return true;
    }
    match (a, b) {
        (Kind::Points, Kind::Measure(other)) | (Kind::Measure(other), Kind::Points) => other == "points",
        (Kind::Percent | Kind::Points, other) | (other, Kind::Percent | Kind::Points) => !matches!(
            other,
            Kind::Percent | Kind::Points | Kind::Count | Kind::Times | Kind::Money(_) | Kind::Measure(_)
        ),
        (Kind::Money(_), other) | (other, Kind::Money(_)) => other == Kind::Count,
        (Kind::Measure(a), Kind::Measure(b)) => !contradict(a, b),
        _ => true,
    }
}

/// Measures that are never said for each other.
fn contradict(a: &str, b: &str) -> bool {
    const APART: &[&[&str]] = &[
        &["mu", "ha", "acre", "m2", "km2"],
        &["km", "mi", "m", "ft", "cm", "mm"],
        &["years", "months", "weeks", "days", "h", "min"],
        &["t", "kg", "g", "jin"],
    ];
    a == "mu" || b == "mu" || APART.iter().any(|group| group.contains(&a) && group.contains(&b))
}
