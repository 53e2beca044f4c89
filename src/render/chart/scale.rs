//! Where values lie on a drawing that is a hundred per cent wide.

use crate::model::figure::Figure;
use crate::model::kinds::ChartKind;
use crate::quantity::decimal::Decimal;

/// How values are laid out between two ends.
pub struct Scale {
    /// The value at the left end.
    pub least: Decimal,
    /// The value at the right end.
    pub most: Decimal,
    /// What it is drawn as.
    pub kind: ScaleKind,
}

/// Kinds of scales.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScaleKind {
    /// Bars from zero.
    Zero,
    /// Parts of a whole, in a frame; its end is one hundred per cent, or the largest count.
    Frame,
    /// Marked ends, not from zero.
    Marked,
}

impl Scale {
    /// The scale of a figure.
    pub fn of(figure: &Figure) -> Scale {
        let values = || figure.points.iter().map(|point| point.value.zh);
        let zero = Decimal::from(0);
        let (least, most) = (values().min().unwrap_or(zero), values().max().unwrap_or(zero));
        let frame = figure.chart == ChartKind::Share || figure.is_part_of_whole();
        match figure.chart {
            ChartKind::Dots => {
                let (least, most) = ends(least, most);
                Scale { least, most, kind: ScaleKind::Marked }
            }
            _ if frame && figure.unit.zh.is_share() => {
                let most = Decimal::from(100).scaled(-figure.unit.zh.power());
                Scale { least: zero, most, kind: ScaleKind::Frame }
            }
            _ if frame => Scale { least: zero, most, kind: ScaleKind::Frame },
            _ => Scale { least: least.min(zero), most: most.max(zero), kind: ScaleKind::Zero },
        }
    }

    /// Where a value lies, in per cent of the width.
    pub fn place(&self, value: Decimal) -> f64 {
        let (least, most) = (self.least.for_drawing(), self.most.for_drawing());
        if most <= least {
            return 0.0;
        }
        ((value.for_drawing() - least) / (most - least) * 100.0).clamp(0.0, 100.0)
    }

    /// Where a value's bar begins and how long it is, in per cent.
    pub fn bar(&self, value: Decimal) -> (f64, f64) {
        let (zero, place) = (self.place(Decimal::from(0)), self.place(value));
        (zero.min(place), (place - zero).abs())
    }
}

/// Round ends of a scale a little below and above two values: 1.9 and 2.04 lie between 1.85 and 2.05.
fn ends(least: Decimal, most: Decimal) -> (Decimal, Decimal) {
    rounded_ends(least, most).unwrap_or((least, most))
}

fn rounded_ends(least: Decimal, most: Decimal) -> Option<(Decimal, Decimal)> {
    let power = least.power().min(most.power()) - 1;
    let whole = |value: Decimal| value.checked_scaled(-power)?.whole();
    let (low, high) = (whole(least)?, whole(most)?);
    let step = step((high - low).max(10));
    let floor = low.div_euclid(step) * step;
    let ceiling = -(-high).div_euclid(step) * step;
    let floor = if floor == low && low != 0 { floor - step } else { floor };
    let ceiling = if ceiling == high { ceiling + step } else { ceiling };
    let floor = if low >= 0 { floor.max(0) } else { floor };
    Some((Decimal::new(floor, power)?, Decimal::new(ceiling, power)?))
}

/// A round step, of which at most five make a length.
fn step(length: i128) -> i128 {
    let powers = (0..30).map(|power| 10i128.pow(power));
    let mut steps = powers.flat_map(|power| [power, 2 * power, 5 * power]);
    steps.find(|step| length <= step * 5).unwrap_or(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_marked_scale_has_round_ends_outside_its_values() {
        let number = |text: &str| Decimal::read(text).unwrap_or(Decimal::from(-1));
        for (low, high, least, most) in [
            ("1.9", "2.04", "1.85", "2.05"),
            ("1.17", "1.2", "1.16", "1.21"),
            ("87.7", "93.5", "86", "94"),
            ("6100000", "6680000", "6000000", "6800000"),
            ("1", "1", "0.8", "1.2"),
            ("0", "3", "0", "4"),
            ("-2.5", "-2.1", "-2.6", "-2"),
        ] {
            let (a, b) = ends(number(low), number(high));
            assert_eq!((a.plain(), b.plain()), (least.into(), most.into()), "{low} to {high}");
        }
    }
}
