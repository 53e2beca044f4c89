//! One amount in two units: a quotient of exact factors, rounded to the digits that are shown.

use crate::quantity::decimal::Decimal;
use crate::quantity::ratio::Ratio;
use crate::quantity::units::{Unit, unit_of};
use crate::quantity::value::{Kind, Period, Quantity, UnitId};

/// Whether two units do not contradict each other: the same, one that says nothing, or one of several that a
/// word may mean.
pub(super) fn compatible(a: &Quantity, b: &Quantity) -> bool {
    let may_be = |one: &Quantity, other: Kind| {
        let id = unit_of(other).map_or("", |unit| unit.id);
        one.word.is_some_and(|word| word.also.contains(&id))
    };
    a.kind == b.kind
        || may_be(a, b.kind)
        || may_be(b, a.kind)
        || untold(a.kind, b.kind)
        || untold(b.kind, a.kind)
}

/// Whether the first kind leaves open what is counted, so that the second may be meant.
fn untold(a: Kind, b: Kind) -> bool {
    match a {
        Kind::Count => !matches!(b, Kind::Date | Kind::Version),
        Kind::Period(Period::Quarter | Period::HalfYear | Period::TenDays) => matches!(b, Kind::Ordinal),
        Kind::Period(Period::Century) => matches!(b, Kind::Ordinal),
        Kind::Ordinal => matches!(b, Kind::Count | Kind::Year | Kind::Date | Kind::Time) || is_span(b),
        Kind::Year => matches!(b, Kind::Measure(UnitId::YEARS)),
        _ => false,
    }
}

/// Whether a kind is a span of the calendar, which is told by its place too: 第三年, “three years”.
pub(super) fn is_span(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Measure(
            UnitId::YEARS
                | UnitId::MONTHS
                | UnitId::WEEKS
                | UnitId::DAYS
                | UnitId::HOURS
                | UnitId::MINUTES
                | UnitId::DEGREE
        )
    )
}

/// Whether one quantity is the other in another unit of its dimension, rounded to the digits that it shows.
pub(super) fn converted(a: &Quantity, b: &Quantity) -> bool {
    let (Some(x), Some(y)) = (a.decimal(), b.decimal()) else { return false };
    let loose = a.is_rounded() || b.is_rounded();
    readings(a).any(|from| {
        readings(b).any(|to| {
            from.converts(to) && from.id != to.id && same_amount(x, from, y, to, loose) == Some(true)
        })
    })
}

/// The units that a quantity may be counted in.
fn readings(one: &Quantity) -> impl Iterator<Item = &'static Unit> {
    let also = one.word.map_or(&[][..], |word| &word.also);
    unit_of(one.kind).into_iter().chain(also.iter().filter_map(|id| crate::quantity::units::by_id(id)))
}

/// Whether two amounts are the same within the digits shown.
fn same_amount(x: Decimal, from: &Unit, y: Decimal, to: &Unit, loose: bool) -> Option<bool> {
    let (a, b) = (Ratio::of(x)?, Ratio::of(y)?);
    let (there, back) = (from.convert(a, to)?, to.convert(b, from)?);
    if there == b {
        return Some(true);
    }
    let factor = from.factor.over(to.factor)?;
    // 100斤 is 50 kilograms and not 51; 1,234 kilograms are 1.23 tonnes.
    let is_metric = factor.decimal().is_some() && Ratio::ONE.over(factor)?.decimal().is_some();
    // A lone digit is no rounding of a longer number: 10公斤 is 22 pounds and not 23.
    let is_rounding = |exact: Ratio, number: Decimal, other: Decimal| {
        let longer = exact.decimal().is_none_or(|exact| shown(exact) > shown(number));
        longer && (shown(number) > 1 || loose || !is_metric && shown(other) == 1)
    };
    // Where the amount in the other unit is short and exact, as 72 hours are, nothing is there to round.
    let is_short = |exact: Ratio| exact.decimal().is_some_and(|exact| shown(exact) <= 3);
    if !loose && !is_metric && (is_short(there) || is_short(back)) {
        return Some(false);
    }
    let near = factor.power_of_ten().is_none() || within(there, b, Ratio::new(2, 100)?)?;
    let forth = is_rounding(there, y, x) && rounds(there, y, loose)?;
    Some(near && (forth || is_rounding(back, x, y) && rounds(back, x, loose)?))
}

/// How many digits a number shows, without zeros at its ends.
pub(super) fn shown(number: Decimal) -> u32 {
    number.figures().checked_ilog10().map_or(1, |digits| digits + 1)
}

/// Whether an exact amount is a number that is rounded to the digits it shows.
///
/// Zeros at the end of a whole number are digits where it has no more than three: 4,800 is written to the tens.
/// With two digits it may be rounded where little is lost, and any zero may be where a side says “about”.
pub(super) fn rounds(exact: Ratio, number: Decimal, loose: bool) -> Option<bool> {
    let to = Ratio::of(number)?;
    let step = |digits: i32| {
        let last = number.power() + shown(number) as i32 - digits;
        let power = if number.power() > 0 { last.clamp(0, number.power()) } else { number.power() };
        Ratio::of(Decimal::new(5, power - 1)?)
    };
    let near = |digits: i32, most: Ratio| {
        Some(exact.minus(to)?.abs().is_at_most(step(digits)?) && within(exact, to, most)?)
    };
    let percent = |n: i128| Ratio::new(n, 1000);
    Some(near(3, percent(100)?)? || near(2, percent(12)?)? || (loose && near(1, percent(100)?)?))
}

/// Whether two amounts are no further apart than a part of the first.
fn within(exact: Ratio, other: Ratio, part: Ratio) -> Option<bool> {
    Some(exact.minus(other)?.abs().is_at_most(exact.abs().times(part)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;

    fn same(zh: &str, en: &str) -> bool {
        let (a, b) = (quantities(zh, Lang::Zh, &[]), quantities(en, Lang::En, &[]));
        assert!(a.len() == 1 && b.len() == 1, "{zh} {en}: {a:?} {b:?}");
        converted(&a[0], &b[0])
    }

    #[test]
    fn a_conversion_is_right_to_the_digits_shown() {
        for (zh, en) in [
            ("7.2万亩", "4,800 hectares"),
            ("100公里", "62 miles"),
            ("100公里", "62.1 miles"),
            ("20℃", "68°F"),
            ("37℃", "98.6 degrees Fahrenheit"),
            ("100斤", "50 kilograms"),
            ("1234公斤", "1.23 tonnes"),
            ("6英尺", "1.83 meters"),
            ("10公斤", "22 pounds"),
            ("120公里/小时", "75 mph"),
            ("100亩", "6.67 hectares"),
            ("三天", "72 hours"),
            ("2万公里", "12,400 miles"),
            ("1亿亩", "6.67 million hectares"),
        ] {
            assert!(same(zh, en), "{zh} {en}");
        }
    }

    #[test]
    fn a_wrong_conversion_is_none() {
        for (zh, en) in [
            ("7.2万亩", "4,900 hectares"),
            ("7.2万亩", "48,000 hectares"),
            ("100公里", "64 miles"),
            ("20℃", "36°F"),
            ("100斤", "51 kilograms"),
            ("1234公斤", "1.24 tonnes"),
            ("三天", "70 hours"),
            ("10公斤", "23 pounds"),
        ] {
            assert!(!same(zh, en), "{zh} {en}");
        }
    }
}
