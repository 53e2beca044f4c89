//! Indicators: what is measured over the years, whatever page and document the numbers stand in; and the
//! table that all declared figures of a site make.

use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::lang::{Both, Lang};
use crate::base::source::{Place, Source, Span};
use crate::model::config::Localized;
use crate::model::kinds::PointKind;
pub use crate::model::measure::Measure;
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;
use crate::quantity::value::Bound;

/// An entry of `indicators.yaml`.
/// 指标表的一条。
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct IndicatorHeader {
    /// The name by which figures call it: lower-case letters, digits and hyphens.
    /// 各图用来称呼它的名称；小写字母、数字和连字符。
    #[schemars(example = &"gdp")]
    pub id: String,
    /// What is measured.
    /// 指标的名称。
    pub name: Localized,
    /// The unit of the table, in both languages; values in other units of its kind are converted.
    /// 表里用的单位，两种语言都写；同类的其他单位由程序换算。
    pub unit: Localized,
    /// What a reader should know of it.
    /// 读者应知道的说明。
    #[serde(default)]
    pub note: Option<Localized>,
    /// The topics whose tables it stands in, the one that it belongs to first.
    /// 列入哪些主题的表，所属的主题写在最前。
    #[serde(default)]
    pub topics: Vec<String>,
}

/// All indicators of a site.
#[derive(Clone, Debug, Default)]
pub struct Indicators {
    /// The file, if there is one.
    pub source: Option<Source>,
    /// The indicators in the order of the file.
    pub all: Vec<Indicator>,
}

/// An indicator.
#[derive(Clone, Debug)]
pub struct Indicator {
    /// What the entry says.
    pub header: IndicatorHeader,
    /// Its bytes in the file.
    pub span: Span,
    /// The unit of each side.
    pub unit: Both<DeclaredUnit>,
}

impl Indicators {
    /// Reads the units of the entries of a file.
    pub fn new(source: Option<Source>, entries: Vec<(IndicatorHeader, Span)>) -> Indicators {
        let unit = |header: &IndicatorHeader| Both {
            zh: DeclaredUnit::read(&header.unit.zh, Lang::Zh),
            en: DeclaredUnit::read(&header.unit.en, Lang::En),
        };
        let all = entries.into_iter().map(|(header, span)| Indicator { unit: unit(&header), header, span });
        Indicators { source, all: all.collect() }
    }

    /// The indicator with an id: an index into [`Indicators::all`].
    pub fn position(&self, id: &str) -> Option<usize> {
        self.all.iter().position(|one| one.header.id == id)
    }

    /// The place of an entry.
    pub fn place(&self, one: &Indicator) -> Option<Place> {
        self.source.as_ref().map(|source| source.place(one.span))
    }
}

/// When a number holds: a year, or the years from one to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Time {
    /// The first year.
    pub first: u16,
    /// The last year; the same for a single year.
    pub last: u16,
}

impl Time {
    /// Reads `2021`, `2017–2021`, `2017-2021` or `2017—2021`.
    pub fn read(text: &str) -> Option<Time> {
        let year = |text: &str| {
            let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
            is_year.then(|| text.parse().ok()).flatten()
        };
        match text.split_once(['-', '–', '—', '－', '~', '～']) {
            None => year(text).map(|one| Time { first: one, last: one }),
            Some((first, last)) => {
                let (first, last) = (year(first)?, year(last)?);
                (first < last).then_some(Time { first, last })
            }
        }
    }

    /// Whether it is a single year.
    pub fn is_year(self) -> bool {
        self.first == self.last
    }

    /// As each language writes it: 2017—2021, 2017–2021.
    pub fn written(self) -> Both<String> {
        match self.is_year() {
            true => Both::new(self.last.to_string(), self.last.to_string()),
            false => {
                Both::new(format!("{}—{}", self.first, self.last), format!("{}–{}", self.first, self.last))
            }
        }
    }
}

/// Times in the order of their last years, a single year before the years that end with it.
impl Ord for Time {
    fn cmp(&self, other: &Time) -> Ordering {
        (self.last, std::cmp::Reverse(self.first)).cmp(&(other.last, std::cmp::Reverse(other.first)))
    }
}

impl PartialOrd for Time {
    fn partial_cmp(&self, other: &Time) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// All declared figures of a site as one table: rows down, years across.
#[derive(Clone, Debug, Default)]
pub struct IndicatorTable {
    /// Declared indicators in the order of their file, then what belongs to none, in reading order.
    pub rows: Vec<Row>,
}

/// What one indicator is, or what figures of no indicator count.
#[derive(Clone, Debug)]
pub struct Row {
    /// The indicator: an index into [`Indicators::all`].
    pub indicator: Option<usize>,
    /// Its id; for figures of no indicator, page, figure and place in it.
    pub id: String,
    /// What is measured.
    pub name: Both<String>,
    /// The unit of each side.
    pub unit: Both<DeclaredUnit>,
    /// The unit as declared.
    pub unit_text: Both<String>,
    /// The topics that it stands in, the one that it belongs to first: indices into `Site::topics`.
    pub topics: Vec<usize>,
    /// Its numbers, by time, then as pages have them.
    pub cells: Vec<Cell>,
}

/// A number of a row.
#[derive(Clone, Debug)]
pub struct Cell {
    /// When it holds; `None` where the figure does not say.
    pub time: Option<Time>,
    /// What it says of the indicator.
    pub measure: Measure,
    /// Result, target or estimate.
    pub kind: PointKind,
    /// Which side of the number the truth lies on.
    pub bound: Option<Bound>,
    /// Whether the document does not print the time.
    pub inferred: bool,
    /// The number in the unit of each side: that of the row, or per cent for growth.
    pub value: Both<Decimal>,
    /// Where it was declared.
    pub from: PointPlace,
    /// Where it stands in a document.
    pub support: Option<Support>,
}

/// A point of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PointPlace {
    /// Index into `Site::bitexts`.
    pub bitext: usize,
    /// Index of the figure in the Chinese header.
    pub figure: usize,
    /// Index of the point in it.
    pub point: usize,
}

/// The quotation that holds a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Index of the passage.
    pub passage: usize,
    /// Index into `Site::originals`.
    pub original: usize,
    /// The number of the paragraph.
    pub paragraph: usize,
}

impl Cell {
    /// Whether two numbers are said of the same thing: one time, one measure, one kind.
    pub fn is_beside(&self, other: &Cell) -> bool {
        self.time.is_some() && (self.time, self.measure, self.kind) == (other.time, other.measure, other.kind)
    }

    /// Whether both numbers can be true.
    pub fn agrees_with(&self, other: &Cell) -> bool {
        let (a, b) = (self.value.zh, other.value.zh);
        match (self.bound, other.bound) {
            (None, None) => a == b,
            (Some(one), Some(two)) => one == two && a == b,
            (None, Some(bound)) => holds(a, bound, b),
            (Some(bound), None) => holds(b, bound, a),
        }
    }

    /// The document that it stands in.
    pub fn original(&self) -> Option<usize> {
        self.support.map(|support| support.original)
    }
}

/// Whether an exact number is what a bounded one says. Nearly and about mean within a tenth.
fn holds(exact: Decimal, bound: Bound, limit: Decimal) -> bool {
    let tenth = limit.abs().scaled(-1);
    let near = exact.checked_add(limit.negated()).is_some_and(|gap| gap.abs() <= tenth);
    match bound {
        Bound::Over => exact > limit,
        Bound::AtLeast => exact >= limit,
        Bound::Below => exact < limit,
        Bound::Nearly => exact <= limit && near,
        Bound::About => near,
    }
}

/// How many numbers of one time are compared with the next.
const BEFORE: usize = 16;

impl Row {
    /// Its numbers of one time.
    pub fn at(&self, time: Option<Time>) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.time == time)
    }

    /// Its numbers in the column of a year: those of the year, and of the years that end with it.
    pub fn in_year(&self, year: u16) -> impl Iterator<Item = &Cell> {
        self.cells.iter().filter(move |cell| cell.time.is_some_and(|time| time.last == year))
    }

    /// Pairs of numbers that are said of the same thing and cannot both be true: each with those before it.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Cell, &Cell)> {
        fn pairs(cells: &[Cell]) -> impl Iterator<Item = (&Cell, &Cell)> {
            let with_those_before = |(at, one)| {
                let before: &[Cell] = &cells[usize::saturating_sub(at, BEFORE)..at];
                before.iter().map(move |before| (before, one))
            };
            cells.iter().enumerate().flat_map(with_those_before)
        }
        // Those of one time stand together.
        let pairs = self.cells.chunk_by(|one, two| one.time == two.time).flat_map(pairs);
        pairs.filter(|(one, two)| one.is_beside(two) && !one.agrees_with(two))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_years_and_periods() {
        let period = Some(Time { first: 2017, last: 2021 });
        for text in ["2017–2021", "2017-2021", "2017—2021"] {
            assert_eq!(Time::read(text), period, "{text}");
        }
        assert_eq!(Time::read("2021"), Some(Time { first: 2021, last: 2021 }));
        for text in ["", "21", "五年合计", "2021–2017", "2021–2021", "2021年", "12345"] {
            assert_eq!(Time::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_year_stands_before_the_years_that_end_with_it() {
        let mut times: Vec<Time> =
            ["2022", "2017–2021", "2021", "2016"].into_iter().filter_map(Time::read).collect();
        times.sort();
        let written: Vec<String> = times.iter().map(|time| time.written().en).collect();
        assert_eq!(written, ["2016", "2021", "2017–2021", "2022"]);
    }

    #[test]
    fn bounds_hold_or_do_not() {
        let number = |text: &str| Decimal::read(text).unwrap_or(Decimal::from(-1));
        for (exact, bound, limit, is) in [
            ("398", Bound::Nearly, "400", true),
            ("401", Bound::Nearly, "400", false),
            ("200", Bound::Nearly, "400", false),
            ("100", Bound::Over, "100", false),
            ("100", Bound::AtLeast, "100", true),
            ("1.89", Bound::Below, "1.9", true),
            ("1.9", Bound::Below, "1.9", false),
            ("105", Bound::About, "100", true),
            ("120", Bound::About, "100", false),
        ] {
            assert_eq!(holds(number(exact), bound, number(limit)), is, "{exact} {bound:?} {limit}");
        }
    }
}
