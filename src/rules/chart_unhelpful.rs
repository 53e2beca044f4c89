use crate::base::lang::Both;
use crate::model::figure::{Figure, Point, figures};
use crate::model::indicator::{Measure, Time};
use crate::model::kinds::{ChartKind, PointKind};
use crate::quantity::decimal::Decimal;
use crate::rules::chart_words::{
    AGREED, COUNTERS, DONE, MEAN, NOMINAL, PART, REAL, SAID_NOMINAL, SAID_REAL, WHOLE,
};
use crate::rules::rule::rule;
use crate::rules::rule::{Check, Pair, RuleContext};

rule! {
    /// 图要让人看出数字看不出的东西
    /// A chart shows what its numbers alone do not
    ///
    /// # 中文
    /// 有些数画成图，读者什么也看不出，或者看错。本条看图的形式，指出更好的一种，改 `chart` 一行就行：
    ///
    /// - 几个值相等，或只有一个值：用 `card`。
    /// - 几个值从零画起，相差不到最大值的一成：用 `dots`，尺上注明起止。
    /// - 最大的超过最小的20倍，小的看不见：用 `table`。一项指标前后两年相差这么大，正是图要说的，不报告。
    /// - 总数和其中一部分并列：用 `share`，以总数为框。
    /// - 性质不同的数在一根轴上：实际增速和名义增速，签约和落地，几年合计和一年，单位不同，一项的目标和另一项的结果：用 `table`。
    ///   同一项的结果和目标并列，不报告。
    /// - `share` 里有超过100%的或负的百分比：用 `bars`，单独一个用 `card`。
    ///
    /// 占整体的百分比，用 `change` 或 `bars` 或 `line` 都画在0到100的框里，相差再小也不报告：读者看的是它离100多远。
    /// 不查的有 `card` 和 `dots` 和 `table` 三种。
    ///
    /// # English
    /// Some numbers show nothing as a chart, or show it wrong. This rule looks at the form and names a better one;
    /// the line `chart` is all that changes:
    ///
    /// - equal values, or a single one: `card`;
    /// - values that differ by less than a tenth of the largest, drawn from zero: `dots`, on a scale with marked ends;
    /// - the largest more than 20 times the smallest, which cannot be seen: `table`. Where one measure has grown or
    ///   shrunk as much from one year to another, that is what the chart says, and nothing is reported;
    /// - a whole beside its part: `share`, in a frame that is the whole;
    /// - numbers of different kinds on one axis: real beside nominal growth, signed beside landed, the total of some
    ///   years beside one year, different units, the target of one thing beside the result of another: `table`.
    ///   A target beside the result of the same thing is right;
    /// - percentages above 100 or below 0 as a `share`: `bars`, a single one `card`.
    ///
    /// Percentages of a whole are drawn in a frame from 0 to 100, as `change`, `bars` and `line` too, and may lie
    /// as close together as they like: the reader sees how far they are from 100. `card`, `dots` and `table` are
    /// not looked at.
    ///
    /// # Bad
    /// ```original
    /// 至杭州1小时通达，市域内1小时通勤。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// original: original
    /// figures:
    ///   - { id: time, label: 通达时间, unit: 小时, chart: bars, points: [{ at: 至杭州, value: 1 }, { at: 市域内, value: 1 }] }
    /// ---
    /// > 至杭州1小时通达，市域内1小时通勤。
    /// ```
    /// ```en
    /// ---
    /// title: Example
    /// figures:
    ///   - { id: time, label: Travel time, unit: hours, names: { 至杭州: To Hangzhou, 市域内: Within the city } }
    /// ---
    /// > Hangzhou is reached within 1 hour, any place of the city within 1 hour.
    /// ```
    ///
    /// # Good
    /// ```original
    /// 至杭州1小时通达，市域内1小时通勤。
    /// ```
    /// ```zh
    /// ---
    /// title: 例
    /// original: original
    /// figures:
    ///   - { id: time, label: 通达时间, unit: 小时, chart: card, points: [{ at: 至杭州, value: 1 }, { at: 市域内, value: 1 }] }
    /// ---
    /// > 至杭州1小时通达，市域内1小时通勤。
    /// ```
    /// ```en
    /// ---
    /// title: Example
    /// figures:
    ///   - { id: time, label: Travel time, unit: hours, names: { 至杭州: To Hangzhou, 市域内: Within the city } }
    /// ---
    /// > Hangzhou is reached within 1 hour, any place of the city within 1 hour.
    /// ```
    "chart-unhelpful", Note, Check::Pair(check)
}

fn check(pair: &Pair, report: &mut RuleContext) {
    let zh = &pair.bitext.pages.zh;
    for figure in figures(pair.bitext) {
        let Some((message, better)) = fault(&figure) else { continue };
        report.find(
            zh.source.place(zh.header.places.span(("figures", figure.at, "chart"))),
            message,
            Both::new("这个图", "this chart"),
            Both::new(format!("这样更清楚：`chart: {better}`"), format!("clearer as `chart: {better}`")),
        );
    }
}

/// What makes a chart unhelpful, and a better form.
fn fault(figure: &Figure) -> Option<(Both<String>, &'static str)> {
    let is_drawn =
        matches!(figure.chart, ChartKind::Bars | ChartKind::Change | ChartKind::Line | ChartKind::Share);
    let found = is_drawn.then(|| {
        let mixed = || mixed(figure).map(|(zh, en)| (Both::new(zh, en), "table"));
        impossible(figure).or_else(mixed).or_else(|| whole_and_part(figure)).or_else(|| spread(figure))
    });
    found.flatten()
}

/// A share that is none.
fn impossible(figure: &Figure) -> Option<(Both<String>, &'static str)> {
    let power = figure.unit.zh.power();
    let is_part = |point: &Point| {
        let value = point.value.zh;
        let is_percent = figure.unit.zh.is_share();
        !value.is_negative() && (!is_percent || value.scaled(power) <= Decimal::from(100))
    };
    let wrong = figure.chart == ChartKind::Share && !figure.points.iter().all(is_part);
    let message = || {
        Both::new(
            "有的值超过100%或小于0，不是整体的一部分",
            "a value is above 100% or below 0: it is no part of a whole",
        )
    };
    wrong.then(|| (message(), if figure.points.len() > 1 { "bars" } else { "card" }))
}

/// Numbers of different kinds on one axis.
fn mixed(figure: &Figure) -> Option<(&'static str, &'static str)> {
    let says = |words: &[&str]| figure.points.iter().any(|point| says(point, words));
    let is_growth = matches!(figure.measure, Measure::Growth | Measure::AnnualGrowth)
        || (figure.unit.zh.is_share() && ["增长", "增速"].iter().any(|word| figure.label.zh.contains(word)));
    if is_growth && figure.points.iter().any(is_real) && figure.points.iter().any(is_nominal) {
        return Some(("实际增速和名义增速画在一起", "real growth is drawn beside nominal growth"));
    }
    if says(&AGREED) && says(&DONE) {
        return Some(("签约的和落地的画在一起", "what was signed is drawn beside what has come of it"));
    }
    if has_totals_beside_years(figure) {
        return Some((
            "几年的合计和一年的数画在一起",
            "the total of some years is drawn beside a single year",
        ));
    }
    if units(figure) > 1 {
        return Some(("单位不同的数画在一起", "numbers of different units are drawn on one axis"));
    }
    if has_aims_of_others(figure) {
        return Some((
            "一项的目标和另一项的结果画在一起",
            "the target of one thing is drawn beside the result of another",
        ));
    }
    None
}

/// Whether a name of a point holds one of some words, in either language.
fn says(point: &Point, words: &[&str]) -> bool {
    let names = [Some(&point.at), point.series.as_ref()].into_iter().flatten();
    names.into_iter().any(|name| {
        let en = name.en.to_lowercase();
        words.iter().any(|word| name.zh.contains(word) || en.contains(word))
    })
}

/// A point that says itself that it is nominal is not real, whatever it counts.
fn is_real(point: &Point) -> bool {
    says(point, &REAL) && !says(point, &SAID_NOMINAL)
}

fn is_nominal(point: &Point) -> bool {
    says(point, &NOMINAL) && !says(point, &SAID_REAL)
}

/// Amounts that add up over the years: no shares, no rates, no averages.
fn adds_up(figure: &Figure) -> bool {
    let is_mean = |text: &str| MEAN.iter().any(|word| text.contains(word));
    !figure.unit.zh.is_share()
        && matches!(figure.measure, Measure::Level | Measure::Increase)
        && !is_mean(&figure.label.zh)
        && !is_mean(&figure.label.en.to_lowercase())
}

fn has_totals_beside_years(figure: &Figure) -> bool {
    let times: Vec<Time> = figure.points.iter().filter_map(|point| point.time).collect();
    adds_up(figure) && times.iter().any(|time| time.is_year()) && times.iter().any(|time| !time.is_year())
}

/// How many units the names of the points give in parentheses: 专利（件）, 企业（家）.
fn units(figure: &Figure) -> usize {
    let unit = |point: &Point| {
        let (_, rest) = point.at.zh.rsplit_once('（')?;
        let unit = rest.strip_suffix('）')?;
        COUNTERS.contains(&unit).then(|| unit.to_owned())
    };
    let mut units: Vec<String> = figure.points.iter().filter_map(unit).collect();
    units.sort();
    units.dedup();
    units.len()
}

/// Whether categories of their own have targets where others have results.
fn has_aims_of_others(figure: &Figure) -> bool {
    let is_aim = |point: &Point| point.kind == PointKind::Target;
    let categories = || figure.points.iter().filter_map(|point| Some((point.category()?, point)));
    let both = categories()
        .any(|(name, point)| categories().any(|(other, two)| name == other && is_aim(point) != is_aim(two)));
    figure.chart == ChartKind::Bars
        && categories().any(|(_, point)| is_aim(point))
        && categories().any(|(_, point)| !is_aim(point))
        && !both
}

/// A whole beside its parts: names say so, or the largest of three or more is the exact sum of the others and no
/// small number.
fn whole_and_part(figure: &Figure) -> Option<(Both<String>, &'static str)> {
    if figure.chart != ChartKind::Bars || !adds_up(figure) || figure.points.len() < 2 {
        return None;
    }
    let largest = figure.points.iter().max_by_key(|point| point.value.zh)?;
    let others = || figure.points.iter().filter(|point| !std::ptr::eq(*point, largest));
    let is_named = (says(largest, &WHOLE) && !others().all(|point| says(point, &WHOLE)))
        || (!says(largest, &PART) && others().any(|point| says(point, &PART)));
    let sum = others().try_fold(Decimal::from(0), |sum, point| sum.checked_add(point.value.zh));
    let is_sum =
        figure.points.len() > 2 && sum == Some(largest.value.zh) && largest.value.zh.figures() >= 100;
    let message = || Both::new("总数和其中的部分并列", "a whole is drawn beside its part");
    (is_named || is_sum).then(|| (message(), "share"))
}

/// Equal values, values that hardly differ, and values that differ too much, drawn from zero.
fn spread(figure: &Figure) -> Option<(Both<String>, &'static str)> {
    let values = || figure.points.iter().map(|point| point.value.zh);
    let (least, most) = (values().min()?, values().max()?);
    if figure.chart == ChartKind::Share {
        return None;
    }
    if figure.points.len() == 1 {
        return (!figure.is_part_of_whole())
            .then(|| (Both::new("图里只有一个数", "the chart has a single number"), "card"));
    }
    if least == most {
        return Some((Both::new("图里的值都相等", "all values of the chart are equal"), "card"));
    }
    if least <= Decimal::from(0) || figure.is_part_of_whole() {
        return None;
    }
    let gap = most.checked_add(least.negated())?;
    if gap.checked_scaled(1)? < most {
        let message = Both::new(
            format!("{}到{}，从零画起几乎一样长", least.plain(), most.plain()),
            format!("{} to {}: drawn from zero they look the same", least.grouped(), most.grouped()),
        );
        return Some((message, "dots"));
    }
    let is_course = figure.is_course() || figure.chart == ChartKind::Line;
    if !is_course && most > least.checked_mul(Decimal::from(20))? {
        let message = Both::new(
            format!("{}和{}相差20倍以上，小的看不见", least.plain(), most.plain()),
            format!(
                "{} beside {}, more than 20 times as much: the smaller cannot be seen",
                least.grouped(),
                most.grouped()
            ),
        );
        return Some((message, "table"));
    }
    None
}
