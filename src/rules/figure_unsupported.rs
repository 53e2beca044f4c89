use crate::base::lang::{Both, Lang};
use crate::base::map::HashSet;
use crate::base::source::Place;
use crate::model::bitext::Bitext;
use crate::model::digest::ValueHash;
use crate::model::page::Page;
use crate::model::proof::{PageProof, Proof};
use crate::model::site::Site;
use crate::prove::{digest, support};
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::{DeclaredUnit, Measured};
use crate::quantity::value::{Kind, Quantity, Significance, UnitId};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};
use crate::rules::summary;

rule! {
    /// 图里的每个数都在本页的引文里
    /// Each value of a figure stands in a quotation of its page
    ///
    /// # 中文
    /// 页头里为图和卡片写的数值，应在本页的引文里找得到，单位也相同；图不会比引文说得更多。两边的单位也应能换算。摘要里的数同样要有引文：一页看本页，主题看它的各篇，封面看全站；年份也可以是原文的或图里写明的，两三处这样的小数目不算。
    ///
    /// # English
    /// The values that a header gives for charts and cards stand in a quotation of the same page, in the same unit: a
    /// chart says no more than what is quoted. The units of both sides convert into each other. The figures
    /// of a summary stand in a quotation too: of the page, of the topic’s pages, or for the cover of any; a year may be one of the documents or of figures, and small counts in
    /// words are the editor’s own.
    ///
    /// # Bad
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// original: original
    /// figures:
    ///   - { id: gdp, label: 生产总值, unit: 亿元, points: [{ at: 2021, value: 5796 }] }
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
    /// ```original
    /// 全市生产总值从3875亿元增加到5786亿元。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// original: original
    /// figures:
    ///   - { id: gdp, label: 生产总值, unit: 亿元, points: [{ at: 2021, value: 5786 }] }
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
    "figure-unsupported", Error, Check::PairAndSite(check, summaries)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    if !pair.bitext.is_index() {
        summary(pair.site, pair.bitext, pair.proof, || digest::quoted(pair.proof).collect(), report);
    }
    let (zh, en) = (&pair.bitext.pages.zh, &pair.bitext.pages.en);
    if zh.header.figures.is_empty() {
        return;
    }
    let quoted = support::quoted(pair.bitext, pair.proof);
    for (at, figure) in zh.header.figures.iter().enumerate() {
        let unit = DeclaredUnit::read(&figure.unit, Lang::Zh);
        units(zh, en, at, report);
        for (index, point) in figure.points.iter().enumerate() {
            let place = zh.place((("figures", at), ("points", index), "value"));
            let Some(value) = Decimal::read(&point.value) else {
                report.find(
                    place,
                    Both::new(format!("“{}”不是数", point.value), format!("“{}” is no number", point.value)),
                    Both::new("这个值", "this value"),
                    Both::new(
                        "只写数字，例如 5786 或 6.81；单位写在 unit",
                        "write digits only, such as 5786 or 6.81; the unit goes into `unit`",
                    ),
                );
                continue;
            };
            if !quoted.says(value, &unit) {
                report.find(
                    place,
                    Both::new(
                        format!("{}{}不在本页的引文里", point.value, figure.unit),
                        format!("{} {} is in no quotation of this page", point.value, figure.unit),
                    ),
                    Both::new("这个值", "this value"),
                    Both::new(
                        "照引文改正数值和单位，或加上含有它的引文",
                        "correct value and unit after the quotation, or quote the passage that has it",
                    ),
                );
            }
        }
    }
}

/// Both sides measure the same; a misspelt unit is answered with the one that was meant.
fn units(zh: &Page, en: &Page, at: usize, report: &mut RuleContext) {
    let figure = &zh.header.figures[at];
    let Some(partner) = en.header.figures.iter().position(|one| one.id == figure.id) else { return };
    let other = &en.header.figures[partner].unit;
    let unit =
        Both { zh: DeclaredUnit::read(&figure.unit, Lang::Zh), en: DeclaredUnit::read(other, Lang::En) };
    let values = figure.points.iter().filter_map(|point| Decimal::read(&point.value));
    if unit.zh.factor(&unit.en).is_some()
        && values.into_iter().all(|value| unit.zh.convert(value, &unit.en).is_some())
    {
        return;
    }
    let unit_of = |page: &Page, at: usize| page.place(("figures", at, "unit"));
    let near = match unit.zh.measured == Measured::Count {
        true => unit.en.meant(&figure.unit, Lang::Zh),
        false => unit.zh.meant(other, Lang::En),
    };
    let place = match unit.zh.measured == Measured::Count && near.is_some() {
        true => unit_of(zh, at),
        false => unit_of(en, partner),
    };
    let help = match near {
        Some(near) => Both::new(format!("是不是要写 {near}？"), format!("did you mean {near}?")),
        None => Both::new(
            "两边用同一种量的单位，例如 亿元 和 RMB billion",
            "use units of the same quantity, such as 亿元 and RMB billion",
        ),
    };
    report.find(
        place,
        Both::new(
            format!("“{}”不能换算为“{other}”", figure.unit),
            format!("“{}” does not convert into “{other}”", figure.unit),
        ),
        Both::new("这个单位", "this unit"),
        help,
    );
}

/// The figures of the summaries of topics stand in the quotations of their pages, those of the cover in any.
fn summaries(site: &Site, proof: &Proof, report: &mut RuleContext) {
    for (at, bitext) in site.bitexts.iter().enumerate().filter(|(_, one)| one.is_index()) {
        let quoted =
            || pages_of(site, at).iter().flat_map(|page| &proof.digests[*page].quoted).copied().collect();
        summary(site, bitext, &proof.pages[at], quoted, report);
    }
}

/// The figures of a summary stand in the quotations that it rests on, of which the values are told.
fn summary(
    site: &Site,
    bitext: &Bitext,
    facts: &PageProof,
    quoted: impl FnOnce() -> HashSet<(ValueHash, ValueHash)>,
    report: &mut RuleContext,
) {
    let Some(summary) = summary::of(bitext, facts).filter(|one| !one.quantities.is_empty()) else { return };
    let quoted = quoted();
    if quoted.is_empty() {
        return;
    }
    let is_there = |one: &Quantity| {
        let (value, with_kind) = (digest::value(one), digest::value_and_kind(one));
        let same = || quoted.iter().any(|(other, _)| *other == value);
        if is_time(one.kind) {
            let text = &summary.text[one.range.clone()];
            return same()
                || is_among(text, site.years)
                || site.originals.iter().any(|original| original.folded.string.contains(text));
        }
        is_own_count(summary.text, one)
            || quoted.contains(&(value, with_kind))
            || (one.kind == Kind::Count && same())
    };
    let wanted = summary.quantities.iter().filter(|one| one.significance > Significance::Optional);
    for one in wanted.filter(|one| !is_there(one)) {
        not_quoted(&summary.text[one.range.clone()], summary.place.clone(), report);
    }
}

/// A number of a summary that is in no quotation.
fn not_quoted(text: &str, place: Place, report: &mut RuleContext) {
    report.find(
        place,
        Both::new(
            format!("摘要里的“{text}”不在引文里"),
            format!("“{text}” in the summary is in no quotation"),
        ),
        Both::new("这条摘要", "this summary"),
        Both::new(
            "照引文改正，或删去这个数；本站自己算出的数，用 allow 说明",
            "correct it after the quotation, or leave it out; say with `allow` that the site computed it",
        ),
    );
}

/// The pages whose quotations a summary rests on.
fn pages_of(site: &Site, at: usize) -> Vec<usize> {
    match site.topic_of(at) {
        Some(topic) => topic.excerpts.clone(),
        _ => (0..site.bitexts.len()).collect(),
    }
}

/// Whether a quantity says when, or for how many years: the documents and the years of figures tell that.
fn is_time(kind: Kind) -> bool {
    matches!(kind, Kind::Year | Kind::Date | Kind::Time | Kind::Measure(UnitId::YEARS))
}

/// Whether a number is a small count in words, as the editor’s “两处”.
fn is_own_count(text: &str, one: &Quantity) -> bool {
    let is_small = one.decimal().is_some_and(|value| value < Decimal::from(10));
    let in_words = !text[one.range.clone()].chars().any(|c| c.is_numeric() && !c.is_alphabetic());
    one.kind == Kind::Count && is_small && in_words
}

/// Whether a text holds a year of those that the site speaks of.
fn is_among(text: &str, years: Option<(i64, i64)>) -> bool {
    let mut words = text.split(|c: char| !c.is_ascii_digit()).filter(|word| word.len() == 4);
    let is_known = |word: &str| {
        let year = word.parse::<i64>().ok();
        year.zip(years).is_some_and(|(year, (first, last))| (first..=last).contains(&year))
    };
    words.any(is_known)
}
