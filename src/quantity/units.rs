//! The table of units: what a unit measures, how many of its dimension's own it is, exactly, and its words.
//!
//! `units.tsv` holds a row for each. Two units are compatible where their dimension is the same; a conversion
//! is the quotient of their factors. Every reader and every writer of units takes them from here.

use std::sync::LazyLock;

use crate::base::quick_map::QuickMap;
use crate::quantity::kind::{Kind, UnitId};
use crate::quantity::ratio::Ratio;

/// A unit.
#[derive(Debug, PartialEq)]
pub struct Unit {
    /// Its name: `km`, `CNY`.
    pub id: &'static str,
    /// What it measures: `length`, `money`.
    pub dimension: &'static str,
    /// What a number of it counts.
    kind: Kind,
    /// The power of ten that a number of it takes.
    power: i32,
    /// How many units of its dimension's own one of it is.
    pub factor: Ratio,
    /// What its zero is there: 273.15 for °C.
    pub zero: Ratio,
    /// Chinese words; messages use the first.
    pub zh: Vec<&'static str>,
    /// English words; messages use the first.
    pub en: Vec<EnglishName>,
    /// Signs, which keep their case: of a currency before or behind its number, of others behind it.
    pub signs: Vec<&'static str>,
    /// Other units that its words may mean: ¥ is yuan or yen.
    pub also: Vec<&'static str>,
    /// Where the factor is laid down.
    pub source: &'static str,
}

/// An English word for a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EnglishName {
    /// Of one: `foot`.
    pub one: &'static str,
    /// Of several: `feet`.
    pub many: &'static str,
}

impl Unit {
    /// What a number of it counts.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The power of ten that a number of it takes where quantities keep another unit: ‰ and ppm in per cent.
    pub fn power(&self) -> i32 {
        self.power
    }

    /// Whether a number of one can be said as a number of the other.
    pub fn converts(&self, other: &Unit) -> bool {
        self.id == other.id || (self.dimension == other.dimension && self.dimension != "money")
    }

    /// An amount of this unit as an amount of another of its dimension.
    pub fn convert(&self, amount: Ratio, other: &Unit) -> Option<Ratio> {
        if std::ptr::eq(self, other) {
            return Some(amount);
        }
        let own = amount.times(self.factor)?.plus(self.zero)?;
        own.minus(other.zero)?.over(other.factor)
    }

    /// All English words, in the singular and in the plural.
    pub fn english(&self) -> impl Iterator<Item = &'static str> {
        self.en
            .iter()
            .flat_map(|name| match name.one == name.many {
                true => [Some(name.one), None],
                false => [Some(name.many), Some(name.one)],
            })
            .flatten()
    }
}

/// All units.
pub static UNITS: LazyLock<Vec<Unit>> = LazyLock::new(|| {
    let rows = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(row).collect()
});

/// The currencies.
pub(super) static CURRENCIES: LazyLock<Vec<&'static Unit>> =
    LazyLock::new(|| UNITS.iter().filter(|unit| unit.dimension == "money").collect());

/// Reads a row.
fn row(line: &'static str) -> Option<Unit> {
    let cells: Vec<&'static str> = line.split('\t').collect();
    let [id, dimension, factor, zh, en, signs, also, source] = cells[..] else { return None };
    let (factor, zero) = factor.split_once('@').unwrap_or((factor, "0"));
    let list = |cell: &'static str| cell.split('|').filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let name = |word: &'static str| {
        let (one, many) = word.split_once(':').unwrap_or((word, word));
        EnglishName { one, many }
    };
    let factor = Ratio::read(factor.trim())?;
    let kind = match (dimension, id) {
        ("share", _) => Kind::Percent,
        ("multiple", _) => Kind::Times,
        ("money", code) => Kind::Money(UnitId::new(code)),
        (_, "pp") => Kind::Points,
        (_, id) => Kind::Measure(UnitId::new(id)),
    };
    Some(Unit {
        id,
        dimension,
        kind,
        power: if kind == Kind::Percent { factor.power_of_ten().unwrap_or(0) } else { 0 },
        factor,
        zero: Ratio::read(zero.trim())?,
        zh: list(zh),
        en: list(en).into_iter().map(name).collect(),
        signs: list(signs),
        also: also.split_whitespace().collect(),
        source,
    })
}

/// The units by their ids; the first row of each.
static BY_ID: LazyLock<QuickMap<&'static str, &'static Unit>> = LazyLock::new(|| {
    let mut all = QuickMap::default();
    for unit in UNITS.iter() {
        all.entry(unit.id).or_insert(unit);
    }
    all
});

/// The unit of an id.
pub(crate) fn by_id(id: &str) -> Option<&'static Unit> {
    BY_ID.get(id).copied()
}

impl Kind {
    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Money(id) | Kind::Measure(id) => by_id(id.as_str()).map_or("", |unit| unit.id),
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
        }
    }
}

/// The unit that a kind of quantity is counted in.
pub(crate) fn unit_of(kind: Kind) -> Option<&'static Unit> {
    match kind {
        Kind::Money(id) | Kind::Measure(id) => by_id(id.as_str()),
        Kind::Percent => by_id("%"),
        Kind::Points => by_id("pp"),
        Kind::Times => by_id("times"),
        Kind::Count
        | Kind::Ordinal
        | Kind::Year
        | Kind::Date
        | Kind::Time
        | Kind::Version
        | Kind::Period(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read_and_has_a_source() {
        let lines = include_str!("units.tsv").lines().filter(|line| !line.starts_with('#'));
        for line in lines {
            let unit = row(line).unwrap_or_else(|| panic!("{line}"));
            assert!(!unit.source.is_empty() && !unit.dimension.is_empty(), "{line}");
            assert!(unit.id.len() <= UnitId::LONGEST, "{line}");
            assert_eq!(UnitId::new(unit.id).as_str(), unit.id);
            assert!(unit.also.iter().all(|id| by_id(id).is_some()), "{line}");
        }
    }

    #[test]
    fn factors_are_what_their_sources_say() {
        let one = |from: &str, to: &str| {
            let (from, to) = (by_id(from).unwrap(), by_id(to).unwrap());
            from.convert(Ratio::ONE, to).unwrap()
        };
        let ratio = |text: &str| Ratio::read(text).unwrap();
        for (from, to, factor) in [
            ("ha", "mu", "15"),
            ("km2", "mu", "1500"),
            ("jin", "kg", "0.5"),
            ("jin", "liang", "10"),
            ("li", "m", "500"),
            ("chi", "cun", "10"),
            ("zhang", "chi", "10"),
            ("mi", "km", "1.609344"),
            ("ft", "in", "12"),
            ("acre", "m2", "4046.8564224"),
            ("lb", "kg", "0.45359237"),
            ("lb", "oz", "16"),
            ("kWh", "MJ", "3.6"),
            ("km/h", "m/s", "5/18"),
            ("years", "months", "12"),
            ("weeks", "days", "7"),
            ("MB", "Mbit", "8"),
            ("°C", "°F", "33.8"),
        ] {
            assert_eq!(one(from, to), ratio(factor), "{from} {to}");
        }
        assert!(!by_id("km").unwrap().converts(by_id("t").unwrap()));
        assert!(!by_id("CNY").unwrap().converts(by_id("USD").unwrap()));
    }
}
