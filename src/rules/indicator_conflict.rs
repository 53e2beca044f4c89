use crate::base::diagnostic::{Label, Level};
use crate::base::lang::Both;
use crate::base::source::Place;
use crate::model::indicator::{Cell, Row};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::rules::rule::rule;
use crate::rules::rule::{Check, RuleContext};

rule! {
    /// 一个指标在一年里只有一个数
    /// An indicator has one number for a year
    ///
    /// # 中文
    /// 几处图写同一指标、同一年的数，又都是结果（或都是目标、都是预计），应当一致。引自同一份原文而不一致，是错误：查哪一处的年份、单位或指标写错了。
    /// 引自两份原文而不一致，只作提示：两份文献说法不同，表里并列。
    ///
    /// # English
    /// Where several figures give a number of one indicator for one year, and all of them as results (or targets, or
    /// estimates), the numbers agree. If they differ and come from one document, that is an error: a year, a unit or an
    /// indicator is wrong somewhere. If they come from two documents, it is a note: the documents differ, and the table shows both.
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
    ///   - { id: gdp, label: 生产总值, unit: 亿元, indicator: gdp, points: [{ at: 2021, value: 3875 }, { at: 2021, value: 5786 }] }
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
    ///   - { id: gdp, label: 生产总值, unit: 亿元, indicator: gdp, points: [{ at: 2016, value: 3875 }, { at: 2021, value: 5786 }] }
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
    "indicator-conflict", Error, Check::Site(check)
}

fn check(site: &Site, proof: &Proof, report: &mut RuleContext) {
    for row in proof.indicators.rows.iter().filter(|row| row.indicator.is_some()) {
        for (before, cell) in row.conflicts() {
            conflict(site, row, before, cell, report);
        }
    }
}

fn conflict(site: &Site, row: &Row, before: &Cell, cell: &Cell, report: &mut RuleContext) {
    let when = cell.time.map(|time| time.written()).unwrap_or_default();
    let (one, two) = (amount(row, before), amount(row, cell));
    let is_one_document = before.original() == cell.original();
    let found = report.find(
        place(site, cell),
        Both::new(
            format!("{}在{}年有两个不同的数：{}和{}", row.name.zh, when.zh, one.zh, two.zh),
            format!("{} has two different numbers for {}: {} and {}", row.name.en, when.en, one.en, two.en),
        ),
        Both::new("这个数", "this number"),
        match is_one_document {
            true => Both::new(
                "对照原文，改正其中一处的数值、年份、kind 或 indicator",
                "compare with the original, and correct value, year, kind or indicator of one of them",
            ),
            false => Both::new(
                "两份原文说法不同，表里会并列；年份或指标写错时改正",
                "the two documents differ and the table shows both; correct a wrong year or indicator",
            ),
        },
    );
    if !is_one_document {
        found.level = Level::Note;
    }
    found
        .related
        .push(Label { place: place(site, before), text: Both::new("另一个数", "the other number") });
}

/// A number with the unit of its row, as the editor knows it.
fn amount(row: &Row, cell: &Cell) -> Both<String> {
    let unit = match cell.measure.has_unit_of_indicator() {
        true => row.unit_text.clone(),
        false => Both::new("%", "%"),
    };
    let (zh, en) = (cell.value.zh.plain(), cell.value.en.grouped());
    Both::new(format!("{zh}{}", unit.zh), format!("{en} {}", unit.en).trim_end().to_owned())
}

/// The place of the value in its header.
fn place(site: &Site, cell: &Cell) -> Place {
    let page = &site.bitexts[cell.from.bitext].pages.zh;
    page.place((("figures", cell.from.figure), ("points", cell.from.point), "value"))
}
