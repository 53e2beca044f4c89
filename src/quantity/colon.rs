//! Numbers with colons between, which both languages write alike: 10:30, 3:51.94, 2:13:38.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, UnitId, Value};

/// Two or three numbers with colons between: a time of day, or a duration in seconds.
pub(super) fn clocked(
    first: u16,
    second: Decimal,
    third: Option<Decimal>,
) -> Option<(Value, Kind, Option<Decimal>)> {
    let n = i64::from(first);
    if let Some(third) = third {
        let minutes = second.whole().and_then(|minutes| i64::try_from(minutes).ok())?;
        let value = Decimal::from(n * 3600 + minutes * 60).checked_add(third)?;
        return Some((Value::Number(value), Kind::Measure(UnitId::SECONDS), joined(n, minutes, third)));
    }
    match second.whole().and_then(|minute| u16::try_from(minute).ok()) {
        Some(minute) => Some((Value::Clock(first, minute), Kind::Time, None)),
        None => {
            let value = Decimal::from(n * 60).checked_add(second)?;
            Some((Value::Number(value), Kind::Measure(UnitId::SECONDS), joined(0, n, second)))
        }
    }
}

/// 3:51.94 with its marks lost in print: 351.94.
pub(super) fn joined(hours: i64, minutes: i64, seconds: Decimal) -> Option<Decimal> {
    Decimal::from(hours * 10_000 + minutes * 100).checked_add(seconds)
}
