//! What a number counts.

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An amount of a currency, by its ISO 4217 code.
    Money(&'static str),
    /// Per cent.
    Percent,
    /// Percentage points.
    Points,
    /// Things, or a bare number.
    Count,
    /// A place in an order.
    Ordinal,
    /// A year of the calendar.
    Year,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A version, a name of several numbers: 1.2.3.
    Version,
    /// A part of the calendar, by its number: the third quarter, the 1990s.
    Period(Period),
    /// A multiple.
    Times,
    /// A measure, by its name: `km`, `mu`.
    Measure(&'static str),
}

impl Kind {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Money(code) => code,
            Kind::Percent => "%",
            Kind::Points => "pp",
            Kind::Count => "count",
            Kind::Ordinal => "ordinal",
            Kind::Year => "year",
            Kind::Date => "date",
            Kind::Time => "time",
            Kind::Version => "version",
            Kind::Period(period) => period.name(),
            Kind::Times => "times",
            Kind::Measure(name) => name,
        }
    }
}

/// A part of the calendar that is told by a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// 三季度, Q3: 1 to 4.
    Quarter,
    /// 上半年, H1: 1 or 2.
    HalfYear,
    /// 上旬, “early March”: 1 to 3.
    TenDays,
    /// 20世纪90年代, “the 1990s”: 1990; 90 where no century is said.
    Decade,
    /// 21世纪: 21; before Christ −21.
    Century,
}

impl Period {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Period::Quarter => "quarter",
            Period::HalfYear => "half-year",
            Period::TenDays => "ten-days",
            Period::Decade => "decade",
            Period::Century => "century",
        }
    }
}
