//! A figure: a series of quantities declared in front matter, values once, words on both sides.

use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::config::{FigureHeader, PointHeader};
use crate::model::indicator::{Measure, Time};
use crate::model::kinds::{ChartKind, PointKind};
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;
use crate::quantity::value::Bound;

/// A figure with its values in both units.
#[derive(Clone, Debug)]
pub struct Figure {
    /// Its id.
    pub id: String,
    /// What is counted.
    pub label: Both<String>,
    /// The unit of each side.
    pub unit: Both<DeclaredUnit>,
    /// The unit as declared.
    pub unit_text: Both<String>,
    /// How it is drawn.
    pub chart: ChartKind,
    /// The points in order.
    pub points: Vec<Point>,
    /// What its values say of their indicator.
    pub measure: Measure,
    /// Index of the header on the Chinese side.
    pub at: usize,
}

/// A point of a figure.
#[derive(Clone, Debug)]
pub struct Point {
    /// The year or category.
    pub at: Both<String>,
    /// Whether `at` is a year.
    pub is_year: bool,
    /// When the value holds, as `at` or `year` says.
    pub time: Option<Time>,
    /// Whether the document does not print the time.
    pub inferred: bool,
    /// The indicator that it belongs to, by its id.
    pub indicator: Option<String>,
    /// The series, where there are several.
    pub series: Option<Both<String>>,
    /// The number in each side's unit.
    pub value: Both<Decimal>,
    /// Result, target or estimate.
    pub kind: PointKind,
    /// Which side of the number the truth lies on.
    pub bound: Option<Bound>,
}

/// The figures of a bitext that can be shown; what is wrong with the others is a rule's matter.
pub fn figures(bitext: &Bitext) -> Vec<Figure> {
    let (zh, en) = (&bitext.pages.zh.header, &bitext.pages.en.header);
    let mut partners: HashMap<&str, &FigureHeader> = HashMap::default();
    for one in &en.figures {
        partners.entry(&one.id).or_insert(one);
    }
    let pair = |at: usize, header: &FigureHeader| figure(at, header, partners.get(header.id.as_str())?);
    zh.figures.iter().enumerate().filter_map(|(at, header)| pair(at, header)).collect()
}

fn figure(at: usize, zh: &FigureHeader, en: &FigureHeader) -> Option<Figure> {
    let unit =
        Both { zh: DeclaredUnit::read(&zh.unit, Lang::Zh), en: DeclaredUnit::read(&en.unit, Lang::En) };
    let name = |text: &str| Both::new(text, en.names.get(text).map_or(text, String::as_str));
    let points = zh.points.iter().map(|point| {
        let value = Decimal::read(&point.value)?;
        Some(Point {
            at: Time::read(&point.at).map_or_else(|| name(&point.at), Time::written),
            is_year: is_year(&point.at),
            time: zh.time(point),
            inferred: point.inferred,
            indicator: zh.indicator(point).map(str::to_owned),
            series: point.series.as_deref().map(name),
            value: Both { zh: value, en: unit.zh.convert(value, &unit.en)? },
            kind: point.kind,
            bound: point.bound,
        })
    });
    let points: Vec<Point> = points.collect::<Option<_>>()?;
    let default = if points.len() == 1 { ChartKind::Card } else { ChartKind::Bars };
    (!points.is_empty()).then(|| Figure {
        id: zh.id.clone(),
        label: Both::new(zh.label.clone(), en.label.clone()),
        unit,
        unit_text: Both::new(zh.unit.clone(), en.unit.clone()),
        chart: zh.chart.unwrap_or(default),
        points,
        measure: zh.measure,
        at,
    })
}

impl FigureHeader {
    /// When a value holds: `at`, where it is a time, else `year` of the point or of the figure.
    pub fn time(&self, point: &PointHeader) -> Option<Time> {
        let said = [Some(&point.at), point.year.as_ref(), self.year.as_ref()];
        said.into_iter().flatten().find_map(|text| Time::read(text))
    }

    /// The indicator that a value belongs to: that of its series, of its category, or of the figure.
    pub fn indicator(&self, point: &PointHeader) -> Option<&str> {
        let names = [point.series.as_ref(), Some(&point.at)];
        let own = names.into_iter().flatten().find_map(|name| self.indicators.get(name));
        own.or(self.indicator.as_ref()).map(String::as_str)
    }
}

impl Point {
    /// When the value holds, in words: `at` where that is a time (2021, 2017–2021, 2022年4月), else the year or
    /// years of the figure; empty where nothing says it.
    pub fn when(&self) -> Both<String> {
        match self.category() {
            None => self.at.clone(),
            Some(_) => self.time.map(Time::written).unwrap_or_default(),
        }
    }

    /// The category that `at` names; `None` where it says when.
    pub fn category(&self) -> Option<&Both<String>> {
        let is_date = |text: &str| text.get(..4).is_some_and(is_year) && text[4..].starts_with('年');
        (!self.is_dated() && !is_date(&self.at.zh)).then_some(&self.at)
    }

    /// Whether `at` is a time, a year or several.
    pub fn is_dated(&self) -> bool {
        self.time.is_some_and(|time| time.written() == self.at)
    }
}

/// Whether a point stands for a year.
pub fn is_year(text: &str) -> bool {
    text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Words that say that a percentage is no part of a whole: growth, a price.
const NO_PART: [&str; 22] = [
    "增长",
    "增幅",
    "增速",
    "增加",
    "涨",
    "下降",
    "降幅",
    "降低",
    "减少",
    "利率",
    "通胀",
    "收益率",
    "倍",
    "growth",
    "grew",
    "increase",
    "rise",
    "fall",
    "decline",
    "decrease",
    "interest",
    "inflation",
];

impl Figure {
    /// Whether its values are percentages of a whole large enough to be seen as parts of one hundred: from ten to
    /// one hundred, and neither growth nor a rate of interest.
    pub fn is_part_of_whole(&self) -> bool {
        let hundred = |point: &Point| point.value.zh.scaled(self.unit.zh.power()) <= Decimal::from(100);
        let tenth = |point: &Point| point.value.zh.scaled(self.unit.zh.power()) >= Decimal::from(10);
        let label = self.label.en.to_lowercase();
        self.unit.zh.is_share()
            && self.measure == Measure::Level
            && self.points.iter().all(|point| hundred(point) && !point.value.zh.is_negative())
            && self.points.iter().any(tenth)
            && !NO_PART.iter().any(|word| self.label.zh.contains(word) || label.contains(word))
    }

    /// Whether its points are one measure at several times: each a year of its own, in one series.
    pub fn is_course(&self) -> bool {
        let years: Vec<Time> = self.points.iter().filter_map(|point| point.time).collect();
        let first = self.points.first().map(|point| &point.series);
        self.points.len() > 1
            && self.points.iter().all(|point| point.is_dated() && Some(&point.series) == first)
            && years.iter().all(|time| time.is_year())
    }
}
