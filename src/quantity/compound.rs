//! An amount in two units, the larger first: 一斤二两, 1米75, “six feet two inches”, “5 hours and 30 minutes”.

use crate::quantity::decimal::Decimal;
use crate::quantity::ratio::Ratio;
use crate::quantity::units::Unit;

/// The two parts as an amount of the smaller unit; nothing where the second is none of the first's.
pub(super) fn sum(whole: (Decimal, &Unit), part: (Decimal, &Unit)) -> Option<Decimal> {
    let ((large, unit), (small, lesser)) = (whole, part);
    let measured = matches!(unit.dimension, "time" | "length" | "mass") && unit.dimension == lesser.dimension;
    let factor = unit.factor.over(lesser.factor)?;
    let (times, one) = factor.parts();
    // A year is no whole number of weeks.
    let sound = measured
        && one == 1
        && times > 1
        && times <= 1000
        && small < Decimal::from(i64::try_from(times).ok()?);
    if !sound || small.is_negative() || large.is_negative() {
        return None;
    }
    Ratio::of(large)?.times(factor)?.plus(Ratio::of(small)?)?.decimal()
}
