//! What a number counts.

use std::fmt;

/// What a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// An amount of a currency, by its ISO 4217 code.
    Money(UnitId),
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
    Measure(UnitId),
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

/// The id of a unit, of at most eight letters: compared without looking it up.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnitId([u8; UnitId::LONGEST]);

impl UnitId {
    /// How many letters an id has at most.
    pub const LONGEST: usize = 8;
    /// Yuan.
    pub const CNY: UnitId = UnitId::new("CNY");
    /// Pounds sterling.
    pub const GBP: UnitId = UnitId::new("GBP");
    /// Hundredths of a dollar or a euro.
    pub const CENT: UnitId = UnitId::new("cent");
    /// Hundredths of a pound.
    pub const PENNY: UnitId = UnitId::new("penny");
    /// Basis points.
    pub const BASIS_POINTS: UnitId = UnitId::new("bp");
    /// Degrees of an angle.
    pub const DEGREE: UnitId = UnitId::new("degree");
    /// Spans of time.
    pub const YEARS: UnitId = UnitId::new("years");
    /// Months.
    pub const MONTHS: UnitId = UnitId::new("months");
    /// Weeks.
    pub const WEEKS: UnitId = UnitId::new("weeks");
    /// Days.
    pub const DAYS: UnitId = UnitId::new("days");
    /// Hours.
    pub const HOURS: UnitId = UnitId::new("h");
    /// Minutes.
    pub const MINUTES: UnitId = UnitId::new("min");
    /// Seconds.
    pub const SECONDS: UnitId = UnitId::new("s");

    /// An id by its letters; what goes beyond [`UnitId::LONGEST`] bytes is cut off.
    pub const fn new(id: &str) -> UnitId {
        UnitId::of_bytes(id.as_bytes())
    }

    /// The same by the bytes of its letters.
    #[inline]
    pub(super) const fn of_bytes(bytes: &[u8]) -> UnitId {
        let mut own = [0; UnitId::LONGEST];
        let mut at = 0;
        while at < bytes.len() && at < own.len() {
            own[at] = bytes[at];
            at += 1;
        }
        UnitId(own)
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        let length = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        std::str::from_utf8(&self.0[..length]).unwrap_or_default()
    }
}

impl fmt::Debug for UnitId {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), out)
    }
}
