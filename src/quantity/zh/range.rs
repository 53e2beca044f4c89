//! Two Chinese numbers that share a unit: 5—10%, 2019—2020年, 三到十万.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use crate::quantity::zh::lexer::Chars;

/// 5—10%, 2019—2020年: what stands behind the second counts for the first.
pub(super) fn range_of(chars: &Chars, found: &mut [Quantity], second: &mut Quantity) {
    let Some(first) = found.last_mut().filter(|first| first.significance > Significance::Ignored) else {
        return;
    };
    let Some(between) = chars.text.get(first.range.end..second.range.start).map(str::trim) else { return };
    let rest = &chars.text[second.range.end..];
    if matches!(between, "、" | "和" | "至" | "-" | "到")
        && (rest.starts_with("年代") || rest.starts_with("后"))
    {
        first.significance = Significance::Optional;
    }
    if is_joint(between) {
        share_unit(first, second);
    }
}

/// Whether what stands between two numbers makes a range of them.
fn is_joint(between: &str) -> bool {
    matches!(between, "个和" | "个至" | "-" | "—" | "–" | "至" | "到" | "~" | "～" | "－" | "―" | "——" | "或")
}

pub(super) fn share_unit(first: &mut Quantity, second: &Quantity) {
    // 三到十万 is 30,000 to 100,000.
    if let (Some(low), Some(high)) = (first.decimal(), second.decimal())
        && second.scale > 0
        && first.scale == 0
    {
        (first.value, first.or) = match low.scaled(second.scale) {
            scaled if scaled < high => (Value::Number(scaled), Some(low)),
            scaled => (first.value, Some(scaled)),
        };
    }
    if first.kind != Kind::Count || second.kind == Kind::Count {
        return;
    }
    match (second.kind, first.decimal()) {
        (Kind::Year, Some(year)) if year >= Decimal::from(1000) => {
            (first.kind, first.significance) = (Kind::Year, Significance::Weak);
        }
        (Kind::Date, Some(n)) => {
            let Value::Date { month, day, .. } = second.value else { return };
            let n = n.whole().and_then(|n| u8::try_from(n).ok());
            first.value = match (month, day) {
                (Some(_), None) => Value::Date { year: None, month: n, day: None },
                _ => Value::Date { year: None, month: None, day: n },
            };
            (first.kind, first.significance) = (Kind::Date, Significance::Optional);
        }
        (Kind::Year, _) => {}
        (kind, _) => first.kind = kind,
    }
}
