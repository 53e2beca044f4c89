//! When two quantities are equal: by value, by unit, by another reading, or rounded where a side says so.

use crate::quantity::compare::conversion::{compatible, converted, rounds, shown};
use crate::quantity::decimal::Decimal;
use crate::quantity::ratio::Ratio;
use crate::quantity::value::{HalfDay, Kind, Period, Quantity, Significance, UnitId, Value};

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
    if a.significance == Significance::Ignored || b.significance == Significance::Ignored {
        return grade == Grade::Named && answers_a_name(a, b);
    }
    match (a.value, b.value) {
        (Value::Number(x), Value::Number(y)) => numbers(a, x, b, y, grade),
        (Value::Fraction(p, q), Value::Fraction(r, s)) => {
            i128::from(p) * i128::from(s) == i128::from(r) * i128::from(q)
        }
        (Value::Fraction(p, q), Value::Number(x)) | (Value::Number(x), Value::Fraction(p, q)) => {
            // 每三人中就有一人 and “one in three”: the number under the line.
            let named = a.or.or(b.or) == Some(x) && grade >= Grade::Parts;
            named || rounded(a, b, (p, q), x, grade)
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
            minute == m && same_hour((hour, a.half_day), (h, b.half_day))
        }
        (Value::Version(..), Value::Version(..)) => a.value == b.value,
        (Value::Clock(hour, minute), Value::Number(x)) | (Value::Number(x), Value::Clock(hour, minute)) => {
            let (hour, minute) = (i64::from(hour), i64::from(minute));
            let is = |n: i64| x == Decimal::from(n);
            grade >= Grade::Parts
                && ((minute == 0 && is(hour)) || is(hour * 60 + minute) || is(hour * 100 + minute))
        }
        _ => false,
    }
}

/// Whether a number that counts nothing may answer one that does.
fn answers_a_name(a: &Quantity, b: &Quantity) -> bool {
    // A code of the English (“4x200”) is no answer to a rank, a share or a sum of the Chinese.
    let plain = matches!(a.kind, Kind::Count | Kind::Measure(_) | Kind::Times)
        || b.significance > Significance::Ignored;
    a.significance != b.significance && plain && same_value(a, b)
}

/// Whether a number is a fraction rounded, in hundredths where it is a share.
fn rounded(a: &Quantity, b: &Quantity, (p, q): (i64, i64), x: Decimal, grade: Grade) -> bool {
    let parts = if a.kind == Kind::Percent || b.kind == Kind::Percent { 100 } else { 1 };
    let exact = Ratio::new(i128::from(p) * parts, i128::from(q));
    let loose = a.is_rounded() || b.is_rounded();
    grade >= Grade::Rounded && exact.and_then(|exact| rounds(exact, x, loose)) == Some(true)
}

/// Whether two hours are the same: on the whole day where both sides say its half, else on the clock's face.
fn same_hour(a: (u16, Option<HalfDay>), b: (u16, Option<HalfDay>)) -> bool {
    let on_day = |(hour, half): (u16, Option<HalfDay>)| match half {
        _ if hour > 24 => None,
        Some(HalfDay::Morning) => Some(hour % 12),
        Some(HalfDay::Afternoon) => Some(hour % 12 + 12),
        None if hour > 12 => Some(hour % 24),
        None => None,
    };
    match (on_day(a), on_day(b)) {
        (Some(a), Some(b)) => a == b,
        _ => a.0 == b.0 || (a.0 % 12 == b.0 % 12 && a.0 <= 24 && b.0 <= 24),
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
        Grade::Alike => x == y && compatible(a, b),
        Grade::Rounded => {
            (compatible(a, b) && says_so(a, b) && near(x, y))
                || converted(a, b)
                || part_in_percent(a, x, b, y)
                || part_in_percent(b, y, a, x)
                || in_hundredths(a.kind, x, b.kind, y)
                || in_hundredths(b.kind, y, a.kind, x)
                || in_months(a.kind, b.kind, y)
                || in_months(b.kind, a.kind, x)
        }
        Grade::Parts => {
            let or = |one: Option<Decimal>, other: Decimal| one == Some(other);
            let index = a.kind == Kind::Percent && b.kind == Kind::Count && a.or == Some(y);
            index
                || (compatible(a, b) && (or(a.or, y) || or(b.or, x) || (a.or.is_some() && a.or == b.or)))
                || as_percent(a, x, b, y)
                || as_percent(b, y, a, x)
                || decade(a, x, b, y)
        }
        Grade::Named => false,
    }
}

/// Whether one side says that it is rounded, and has no more digits than the other, which gives the number plainly.
fn says_so(a: &Quantity, b: &Quantity) -> bool {
    let digits = |one: &Quantity| one.decimal().map_or(1, shown);
    let says = |one: &Quantity, other: &Quantity| {
        one.is_rounded() && other.bound.is_none() && digits(one) <= digits(other)
    };
    says(a, b) || says(b, a)
}

/// 八分之一 and 12.5 or 13 percent: a part in per cent, to the digits shown.
fn part_in_percent(a: &Quantity, x: Decimal, b: &Quantity, y: Decimal) -> bool {
    let share = a.is_part && a.kind == Kind::Count && b.kind == Kind::Percent;
    let exact = Ratio::of(x.scaled(2)).filter(|_| share);
    exact.and_then(|exact| rounds(exact, y, a.is_rounded() || b.is_rounded())) == Some(true)
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

/// 90年代 and “the 1990s”: one side may leave the century unsaid, and 1990年代 may stand there as a year.
fn decade(a: &Quantity, x: Decimal, b: &Quantity, y: Decimal) -> bool {
    let is_decade = |one: &Quantity| one.kind == Kind::Period(Period::Decade);
    let of = |n: Decimal| n.whole().map(|n| (n, n.rem_euclid(100)));
    let (Some((x, short)), Some((y, other))) = (of(x), of(y)) else { return false };
    let decades = is_decade(a) && is_decade(b)
        || (is_decade(a) || is_decade(b))
            && (a.kind == Kind::Year
                || b.kind == Kind::Year
                || a.kind == Kind::Count
                || b.kind == Kind::Count);
    decades && short == other && (x < 100 || y < 100 || x == y)
}

/// Whether one number is the other one rounded to the digits that it shows, and no more than a tenth off.
pub(super) fn near(x: Decimal, y: Decimal) -> bool {
    let (short, long) = if shown(x) <= shown(y) { (x, y) } else { (y, x) };
    let Some(off) = short.checked_add(long.negated()) else { return false };
    let step = Decimal::from(5).scaled(short.power() - 1);
    off.abs() <= step && off.abs().scaled(1) <= long.abs() && short.abs() >= Decimal::from(10)
}

/// 0.5美元 and “50 cents”, 0.5个百分点 and “50 basis points”.
fn in_hundredths(a: Kind, x: Decimal, b: Kind, y: Decimal) -> bool {
    let parts = matches!(
        (a, b),
        (Kind::Money(_), Kind::Measure(UnitId::CENT | UnitId::PENNY))
            | (Kind::Points | Kind::Percent, Kind::Measure(UnitId::BASIS_POINTS))
    );
    parts && x.scaled(2) == y
}

/// 上半年 and “the first six months”, 一季度 and “the first three months”.
pub(super) fn in_months(period: Kind, span: Kind, months: Decimal) -> bool {
    let length = match period {
        Kind::Period(Period::HalfYear) => 6,
        Kind::Period(Period::Quarter) => 3,
        _ => return false,
    };
    span == Kind::Measure(UnitId::MONTHS) && months == Decimal::from(length)
}
