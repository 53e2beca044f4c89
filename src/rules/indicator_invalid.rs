use crate::base::lang::{Both, Lang};
use crate::base::source::Place;
use crate::base::suggest::nearest;
use crate::model::config::{FigureHeader, PointHeader};
use crate::model::indicator::Time;
use crate::model::page::Page;
use crate::quantity::declared::DeclaredUnit;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 图所说的指标是有的，单位能换算，年份写明了
    /// Figures name indicators that exist, in units that convert, with their years
    ///
    /// # 中文
    /// 图可以写明它的数值属于哪个指标：`indicator: gdp`；一图有几个系列或类别时写 `indicators: { 城镇: income-urban }`。
    /// 指标记在 `content/indicators.yaml`。数值的单位应能换算成指标的单位；增幅写 `measure: growth` 或 `annual-growth`，单位用 %。
    /// 每个数值应有年份：`at` 写年份，或另写 `year: 2021`；几年合计写 `2022–2026`。
    ///
    /// # English
    /// A figure may say which indicator its values belong to: `indicator: gdp`; where it has several series or categories,
    /// `indicators: { 城镇: income-urban }`. Indicators stand in `content/indicators.yaml`. The values’ unit converts into that of
    /// the indicator; growth is written `measure: growth` or `annual-growth`, in %. Each value has its year: in `at`, or
    /// besides it as `year: 2021`; a total of several years is `2022–2026`.
    ///
    /// # Bad
    /// ```indicators
    /// - { id: gdp, name: { zh: 生产总值, en: GDP }, unit: { zh: 亿元, en: RMB billion } }
    /// ```
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// original: original
    /// figures:
    ///   - { id: gdp, label: 生产总值, unit: 亿元, indicator: gpd, points: [{ at: 2021, value: 5786 }] }
    /// ---
    /// > 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```en
    /// ---
    /// title: Example
    /// figures:
    ///   - { id: gdp, label: GDP, unit: RMB billion }
    /// ---
    /// > GDP rose from RMB 387.5 billion to RMB 578.6 billion.
    /// ```
    ///
    /// # Good
    /// ```indicators
    /// - { id: gdp, name: { zh: 生产总值, en: GDP }, unit: { zh: 亿元, en: RMB billion } }
    /// ```
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// original: original
    /// figures:
    ///   - { id: gdp, label: 生产总值, unit: 亿元, indicator: gdp, points: [{ at: 2021, value: 5786 }] }
    /// ---
    /// > 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```en
    /// ---
    /// title: Example
    /// figures:
    ///   - { id: gdp, label: GDP, unit: RMB billion }
    /// ---
    /// > GDP rose from RMB 387.5 billion to RMB 578.6 billion.
    /// ```
    "indicator-invalid", Error, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let zh = &pair.bitext.pages.zh;
    for (at, figure) in zh.header.figures.iter().enumerate() {
        let one = Declared { pair, zh, figure, at };
        one.names(report);
        one.times(report);
        one.units(report);
    }
}

/// A figure of a Chinese header.
struct Declared<'p> {
    pair: &'p Pair<'p>,
    zh: &'p Page,
    figure: &'p FigureHeader,
    at: usize,
}

impl Declared<'_> {
    /// The place of a key of the figure, or of the figure.
    fn place(&self, key: &str) -> Place {
        self.zh.place(("figures", self.at, key))
    }

    /// The place of a key of a point, or of the point.
    fn point(&self, index: usize, key: &str) -> Place {
        self.zh.place((("figures", self.at), ("points", index), key))
    }

    /// Every indicator that is named is there, and every series or category that is said to belong to one.
    fn names(&self, report: &mut RuleContext) {
        let indicators = &self.pair.site.indicators;
        let known = || indicators.all.iter().map(|one| one.header.id.as_str());
        let own = self.figure.indicator.iter().map(|id| ("indicator", id));
        let several = self.figure.indicators.values().map(|id| ("indicators", id));
        for (key, id) in own.chain(several).filter(|(_, id)| indicators.position(id).is_none()) {
            report.find(
                self.place(key),
                Both::new(format!("没有指标“{id}”"), format!("there is no indicator “{id}”")),
                Both::new("这个名称", "this name"),
                match nearest(id, known()) {
                    Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
                    None => Both::new(
                        format!("把它记入 content/indicators.yaml：- {{ id: {id}, name: …, unit: … }}"),
                        format!("enter it in content/indicators.yaml: - {{ id: {id}, name: …, unit: … }}"),
                    ),
                },
            );
        }
        let points = || self.figure.points.iter();
        let names = || points().flat_map(|point| [Some(&point.at), point.series.as_ref()]);
        let named = || names().flatten().map(String::as_str);
        for name in self.figure.indicators.keys().filter(|name| !named().any(|one| one == name.as_str())) {
            report.find(
                self.place("indicators"),
                Both::new(
                    format!("本图没有系列或类别“{name}”"),
                    format!("this figure has no series or category “{name}”"),
                ),
                Both::new("这里", "here"),
                match nearest(name, named()) {
                    Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
                    None => Both::new(
                        "写各点 series 或 at 里的名称",
                        "write a name that stands in `series` or `at` of the points",
                    ),
                },
            );
        }
    }

    /// Every year can be read, and every value of an indicator has one.
    fn times(&self, report: &mut RuleContext) {
        let wrong = |text: &Option<String>| text.clone().filter(|text| Time::read(text).is_none());
        let own = wrong(&self.figure.year).map(|text| (self.place("year"), text));
        let points = self.figure.points.iter().enumerate();
        let of_points = points.filter_map(|(at, one)| Some((self.point(at, "year"), wrong(&one.year)?)));
        for (place, text) in own.into_iter().chain(of_points) {
            report.find(
                place,
                Both::new(format!("“{text}”不是年份"), format!("“{text}” is no year")),
                Both::new("这个值", "this value"),
                Both::new("写成 2021 或 2017–2021", "write it as 2021 or 2017–2021"),
            );
        }
        let undated = |one: &PointHeader| {
            let named = self.figure.indicator(one).is_some() || one.inferred;
            named && self.figure.time(one).is_none() && one.year.is_none() && self.figure.year.is_none()
        };
        for (at, _) in self.figure.points.iter().enumerate().filter(|(_, one)| undated(one)) {
            report.find(
                self.point(at, "at"),
                Both::new("指标的这个数值没有年份", "this value of an indicator has no year"),
                Both::new("这一点", "this point"),
                Both::new(
                    "加上 year: 2021；几年合计写 year: 2017–2021",
                    "add year: 2021; for a total of several years, year: 2017–2021",
                ),
            );
        }
    }

    /// Levels and increases are measured like their indicator, growth in per cent.
    fn units(&self, report: &mut RuleContext) {
        let unit = DeclaredUnit::read(&self.figure.unit, Lang::Zh);
        let indicators = &self.pair.site.indicators;
        let mut ids: Vec<&str> =
            self.figure.points.iter().filter_map(|one| self.figure.indicator(one)).collect();
        ids.dedup();
        for indicator in ids.iter().filter_map(|id| indicators.all.get(indicators.position(id)?)) {
            let (own, wanted) = (&self.figure.unit, &indicator.header.unit.zh);
            let is_share = unit.is_share();
            if !self.figure.measure.has_unit_of_indicator() {
                if !is_share {
                    report.find(
                        self.place("unit"),
                        Both::new(
                            format!("增幅的单位是 %，不是“{own}”"),
                            format!("growth is measured in %, not in “{own}”"),
                        ),
                        Both::new("这个单位", "this unit"),
                        Both::new(
                            "改用 \"%\"；增加的数量写 measure: increase",
                            "write \"%\"; for an amount that was added, measure: increase",
                        ),
                    );
                }
            } else if unit.factor(&indicator.unit.zh).is_none() {
                let id = &indicator.header.id;
                let message = Both::new(
                    format!("“{own}”不能换算为指标 {id} 的单位“{wanted}”"),
                    format!("“{own}” does not convert into “{wanted}”, the unit of the indicator {id}"),
                );
                report.find(
                    self.place("unit"),
                    message,
                    Both::new("这个单位", "this unit"),
                    other_unit(is_share),
                );
            }
        }
    }
}

/// What to do about a unit that is not the indicator's.
fn other_unit(is_share: bool) -> Both<String> {
    match is_share {
        true => Both::new(
            "增长的百分比写 measure: growth 或 measure: annual-growth",
            "for growth in per cent write measure: growth or measure: annual-growth",
        ),
        false => {
            Both::new("改正单位，或另立一个指标", "correct the unit, or make it an indicator of its own")
        }
    }
}
