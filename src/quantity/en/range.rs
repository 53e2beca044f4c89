//! Two English numbers that share a unit: 5 to 10 percent, RMB 5 to 8 billion.

use crate::quantity::en::lexer::Tokens;
use crate::quantity::value::{Kind, Quantity, Significance, Value};

impl Tokens<'_> {
    /// 5 to 10 percent: the unit of the second counts for the first.
    pub(super) fn share_unit(&self, first: &mut Quantity, second: &mut Quantity) {
        let Some(between) = self.text.get(first.range.end..second.range.start).map(str::trim) else { return };
        let range = matches!(between, "-" | "–" | "—" | "to" | "or");
        if let (Some(low), Some(high)) = (first.decimal(), second.decimal())
            && second.scale > 0
            && first.scale == 0
            && range
        {
            (first.value, first.or) = match low.scaled(second.scale) {
                scaled if scaled < high => (Value::Number(scaled), Some(low)),
                scaled => (first.value, Some(scaled)),
            };
        }
        let shared = matches!(second.kind, Kind::Percent | Kind::Points | Kind::Money(_) | Kind::Measure(_));
        if (range || between == "and")
            && first.kind == Kind::Count
            && first.significance == Significance::Required
            && shared
        {
            first.kind = second.kind;
        }
        // RMB 5 to 8 billion
        if range && second.kind == Kind::Count && matches!(first.kind, Kind::Money(_)) {
            second.kind = first.kind;
        }
    }
}
