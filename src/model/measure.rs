//! What a number says of its indicator: how much there is, or how much it changed.

use schemars::JsonSchema;
use serde::Deserialize;

/// What a number says of its indicator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How much there is.
    /// 水平。
    #[default]
    Level,
    /// How much came to it.
    /// 增加的数量。
    Increase,
    /// How much it grew, in per cent.
    /// 增长的百分比。
    Growth,
    /// How much it grew a year on average, in per cent.
    /// 年均增长的百分比。
    AnnualGrowth,
}

impl Measure {
    /// Its name in files and data.
    pub fn code(self) -> &'static str {
        match self {
            Measure::Level => "level",
            Measure::Increase => "increase",
            Measure::Growth => "growth",
            Measure::AnnualGrowth => "annual-growth",
        }
    }

    /// Whether its numbers have the unit of the indicator.
    pub fn has_unit_of_indicator(self) -> bool {
        matches!(self, Measure::Level | Measure::Increase)
    }
}
