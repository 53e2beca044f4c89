//! Charts that show nothing, or show it wrong, and charts that only look so.

use std::sync::OnceLock;

use super::harness::Transcript;
use crate::site::Folder;

/// A figure of the Chinese header without its id, the label of the English one, what is said of it with the
/// better form; `None` where nothing is to be said.
type Case = (&'static str, &'static str, Option<(&'static str, &'static str, &'static str)>);

const CASES: &[Case] = &[
    // Equal values, a single value.
    (
        "label: 通达时间, unit: 小时, chart: bars, points: [{ at: 至杭州, value: 1 }, { at: 市域内, value: 1.0 }]",
        "Travel time, unit: hours",
        Some(("都相等", "all values of the chart are equal", "card")),
    ),
    (
        "label: 学校, unit: 所, points: [{ at: 2021, value: 12 }, { at: 2022, value: 12 }]",
        "Schools, unit: schools",
        Some(("都相等", "equal", "card")),
    ),
    (
        "label: 学校, unit: 所, chart: bars, points: [{ at: 2021, value: 12 }]",
        "Schools, unit: schools",
        Some(("只有一个数", "a single number", "card")),
    ),
    ("label: 学校, unit: 所, points: [{ at: 2021, value: 12 }]", "Schools, unit: schools", None),
    (
        "label: 学校, unit: 所, chart: bars, points: [{ at: 小学, value: 12 }, { at: 初中, value: 12 }, { at: 高中, value: 5 }]",
        "Schools, unit: schools",
        None,
    ),
    // Spread below a tenth of the largest; a tenth is enough.
    (
        "label: 余额, unit: 万亿元, chart: bars, points: [{ at: 存款, value: 1.2 }, { at: 贷款, value: 1.17 }]",
        "Balance, unit: RMB trillion",
        Some(("1.17到1.2，从零画起几乎一样长", "1.17 to 1.2: drawn from zero they look the same", "dots")),
    ),
    (
        "label: 收入倍差, unit: \"\", chart: change, points: [{ at: 2016, value: 2.04 }, { at: 2021, value: 1.92 }, { at: 2026, value: 1.9, kind: target, bound: below }]",
        "Ratio, unit: \"\"",
        Some(("几乎一样长", "look the same", "dots")),
    ),
    (
        "label: 人口, unit: 万人, chart: line, points: [{ at: 2016, value: 600 }, { at: 2019, value: 612 }, { at: 2021, value: 620 }]",
        "People, unit: people",
        Some(("几乎一样长", "look the same", "dots")),
    ),
    (
        "label: 人口, unit: 万人, chart: dots, points: [{ at: 2016, value: 600 }, { at: 2021, value: 620 }]",
        "People, unit: people",
        None,
    ),
    (
        "label: 余额, unit: 亿元, chart: bars, points: [{ at: 存款, value: 100 }, { at: 贷款, value: 90 }]",
        "Balance, unit: RMB billion",
        None,
    ),
    // Percentages of a whole stand in a frame; growth and interest do not.
    (
        "label: 获得率, unit: \"%\", chart: change, points: [{ at: 2016, value: 87.7 }, { at: 2021, value: 93.5 }]",
        "Approval rate, unit: percent",
        None,
    ),
    (
        "label: 覆盖率, unit: \"%\", chart: line, points: [{ at: 2016, value: 95 }, { at: 2021, value: 97 }, { at: 2026, value: 98, kind: target }]",
        "Coverage, unit: percent",
        None,
    ),
    (
        "label: 城市化率, unit: \"%\", chart: share, points: [{ at: 2021, value: 70 }, { at: 2022, value: 70 }]",
        "Urbanization, unit: percent",
        None,
    ),
    (
        "label: 贷款利率, unit: \"%\", chart: change, points: [{ at: 2016, value: 11.5 }, { at: 2021, value: 11 }]",
        "Interest rate, unit: percent",
        Some(("几乎一样长", "look the same", "dots")),
    ),
    (
        "label: 出口年均增长, unit: \"%\", chart: bars, measure: annual-growth, points: [{ at: 甲县, value: 20 }, { at: 乙县, value: 21 }]",
        "Average growth of exports, unit: percent",
        Some(("几乎一样长", "look the same", "dots")),
    ),
    // A share that is none.
    (
        "label: 完成率, unit: \"%\", chart: share, points: [{ at: 2021, value: 104 }]",
        "Completion, unit: percent",
        Some(("超过100%或小于0", "above 100% or below 0", "card")),
    ),
    (
        "label: 完成率, unit: \"%\", chart: share, points: [{ at: 2021, value: 70 }, { at: 2022, value: 104 }]",
        "Completion, unit: percent",
        Some(("超过100%或小于0", "above 100% or below 0", "bars")),
    ),
    ("label: 占比, unit: ‰, chart: share, points: [{ at: 2021, value: 104 }]", "Share, unit: percent", None),
    // More than twenty to one; twenty is not. A measure that has grown as much says just that.
    (
        "label: 新增称号, unit: 家, chart: bars, points: [{ at: 冠军, value: 2 }, { at: 巨人, value: 10 }, { at: 中小企业, value: 200 }]",
        "Titles, unit: firms",
        Some(("2和200相差20倍以上", "2 beside 200, more than 20 times as much", "table")),
    ),
    (
        "label: 新增称号, unit: 家, chart: bars, points: [{ at: 冠军, value: 10 }, { at: 中小企业, value: 200 }]",
        "Titles, unit: firms",
        None,
    ),
    (
        "label: 新增称号, unit: 家, chart: table, points: [{ at: 冠军, value: 2 }, { at: 中小企业, value: 200 }]",
        "Titles, unit: firms",
        None,
    ),
    (
        "label: 基站, unit: 个, chart: change, points: [{ at: 2019, value: 300 }, { at: 2021, value: 12000 }]",
        "Base stations, unit: stations",
        None,
    ),
    (
        "label: 事故, unit: 起, chart: bars, points: [{ at: 甲县, value: 0 }, { at: 乙县, value: 40 }]",
        "Accidents, unit: accidents",
        None,
    ),
    // A whole beside its part.
    (
        "label: 上市公司, unit: 家, chart: bars, points: [{ at: 总数, value: 65 }, { at: A股, value: 61 }]",
        "Listed companies, unit: companies",
        Some(("总数和其中的部分", "a whole is drawn beside its part", "share")),
    ),
    (
        "label: 督察问题, unit: 个, chart: bars, points: [{ at: 反馈, value: 16 }, { at: 完成整改, value: 8 }]",
        "Problems, unit: problems",
        Some(("总数和其中的部分", "beside its part", "share")),
    ),
    (
        "label: 市场主体, unit: 家, chart: bars, points: [{ at: 市场主体, value: 741 }, { at: 企业, value: 283 }, { at: 个体户, value: 458 }]",
        "Market entities, unit: entities",
        Some(("总数和其中的部分", "beside its part", "share")),
    ),
    (
        "label: 上市公司, unit: 家, chart: share, points: [{ at: 总数, value: 65 }, { at: A股, value: 61 }]",
        "Listed companies, unit: companies",
        None,
    ),
    (
        "label: 学校, unit: 所, chart: bars, points: [{ at: 小学, value: 2 }, { at: 初中, value: 3 }, { at: 高中, value: 5 }]",
        "Schools, unit: schools",
        None,
    ),
    (
        "label: 运输总量, unit: 万吨, chart: bars, points: [{ at: 货运总量, value: 300 }, { at: 客运总量, value: 200 }]",
        "Transport, unit: tons",
        None,
    ),
    (
        "label: 人均可支配收入, unit: 元, chart: bars, points: [{ at: 全部居民, value: 50000 }, { at: 农村居民, value: 35000 }]",
        "Income per capita, unit: RMB",
        None,
    ),
    // Mixed kinds.
    (
        "label: 年均增长, unit: \"%\", measure: annual-growth, chart: bars, points: [{ at: 生产总值, value: 6.4 }, { at: 一般公共预算收入, value: 5.2 }]",
        "Growth a year, unit: percent",
        Some(("实际增速和名义增速", "real growth is drawn beside nominal growth", "table")),
    ),
    (
        "label: 增长, unit: \"%\", measure: growth, chart: bars, points: [{ at: 收入（名义）, value: 8 }, { at: 收入（实际）, value: 6 }]",
        "Growth, unit: percent",
        Some(("实际增速和名义增速", "real growth", "table")),
    ),
    (
        "label: 增长, unit: \"%\", measure: growth, chart: bars, points: [{ at: 城镇居民收入, value: 7.6 }, { at: 农村居民收入, value: 8.9 }]",
        "Growth, unit: percent",
        None,
    ),
    (
        "label: 增长, unit: \"%\", measure: growth, chart: bars, points: [{ at: 财政收入, value: 8 }, { at: 实际使用外资, value: 6 }]",
        "Growth, unit: percent",
        None,
    ),
    (
        "label: 增长, unit: \"%\", measure: growth, chart: bars, points: [{ at: 生产总值（名义）, value: 8 }, { at: 财政收入, value: 6 }]",
        "Growth, unit: percent",
        None,
    ),
    (
        "label: 总额, unit: 亿元, chart: bars, points: [{ at: 生产总值, value: 800 }, { at: 财政收入, value: 100 }]",
        "Amounts, unit: RMB billion",
        None,
    ),
    (
        "label: 项目, unit: 个, chart: bars, points: [{ at: 签约, value: 31 }, { at: 落地, value: 4 }]",
        "Projects, unit: projects",
        Some(("签约的和落地的", "what was signed is drawn beside", "table")),
    ),
    (
        "label: 新签约项目, unit: 个, chart: bars, points: [{ at: 超百亿元, value: 2 }, { at: 超十亿元, value: 30 }]",
        "Projects signed, unit: projects",
        None,
    ),
    (
        "label: 新增就业, unit: 万人, chart: bars, points: [{ at: 2017–2021, value: 103.4 }, { at: 2022, value: 8, kind: target }]",
        "New jobs, unit: people",
        Some(("几年的合计和一年的数", "the total of some years is drawn beside a single year", "table")),
    ),
    (
        "label: 年均增长, unit: \"%\", measure: annual-growth, chart: bars, points: [{ at: 2017–2021, value: 6.4 }, { at: 2022, value: 8 }]",
        "Growth a year, unit: percent",
        None,
    ),
    (
        "label: 创新, unit: 个, chart: bars, points: [{ at: 专利（件）, value: 80 }, { at: 企业（家）, value: 30 }]",
        "Innovation, unit: items",
        Some(("单位不同", "different units are drawn on one axis", "table")),
    ),
    (
        "label: 创新, unit: 个, chart: bars, points: [{ at: 专利（国内）, value: 80 }, { at: 专利（国外）, value: 30 }]",
        "Innovation, unit: items",
        None,
    ),
    (
        "label: 工厂, unit: 家, chart: bars, points: [{ at: 智能工厂, value: 30 }, { at: 未来工厂, value: 10, kind: target }]",
        "Factories, unit: factories",
        Some((
            "一项的目标和另一项的结果",
            "the target of one thing is drawn beside the result of another",
            "table",
        )),
    ),
    (
        "label: 工厂, unit: 家, chart: bars, points: [{ at: 智能工厂, series: 2021年, value: 30 }, { at: 智能工厂, series: 2026年, value: 80, kind: target }]",
        "Factories, unit: factories",
        None,
    ),
    (
        "label: 生产总值, unit: 亿元, chart: bars, points: [{ at: 2021, value: 5786 }, { at: 2026, value: 8000, kind: target }]",
        "GDP, unit: RMB billion",
        None,
    ),
    (
        "label: 工厂目标, unit: 家, chart: bars, points: [{ at: 智能工厂, value: 30, kind: target }, { at: 未来工厂, value: 10, kind: target }]",
        "Factories aimed at, unit: factories",
        None,
    ),
    // What is not drawn is not looked at.
    (
        "label: 学校, unit: 所, chart: none, points: [{ at: 2021, value: 12 }, { at: 2022, value: 12 }]",
        "Schools, unit: schools",
        None,
    ),
];

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for case in CASES {
            say(&mut transcript, case);
        }
        transcript
    })
}

/// English names of the categories and series of a figure.
fn names(zh: &str) -> String {
    let after = |key: &'static str| zh.split(key).skip(1).filter_map(|rest| rest.split([',', ' ']).next());
    let mut names: Vec<&str> = after("at: ").chain(after("series: ")).collect();
    names.retain(|name| name.chars().any(|c| c > '\u{4e00}'));
    names.sort_unstable();
    names.dedup();
    let named = names.iter().enumerate().map(|(n, name)| format!("{name}: Name {n}"));
    named.collect::<Vec<_>>().join(", ")
}

fn say(transcript: &mut Transcript, (zh, en, expected): &Case) {
    let folder = Folder::with_site();
    let page = |lang: &str, figure: &str| {
        let (path, title) =
            (format!("content/topic/chart.{lang}.md"), if lang == "zh" { "图" } else { "Chart" });
        folder.page(&path, &format!("title: {title}\nfigures:\n  - {{ id: one, {figure} }}"), "12");
    };
    page("zh", zh);
    page("en", &format!("label: {en}, names: {{ {} }}", names(zh)));
    let all = transcript.findings(&folder);
    let found: Vec<_> = all.iter().filter(|one| one.rule == "chart-unhelpful").collect();
    let invalid: Vec<_> = all.iter().filter(|one| one.rule == "front-matter-invalid").collect();
    if !invalid.is_empty() {
        transcript.fault(format!("{zh}: {invalid:?}"));
    }
    match (expected, found.as_slice()) {
        (None, []) => {}
        (Some((zh_words, en_words, better)), [one]) => {
            let form = format!("`chart: {better}`");
            let said = one.message.zh.contains(zh_words) && one.message.en.contains(en_words);
            if !said || !one.help.zh.contains(&form) || !one.help.en.contains(&form) {
                transcript.fault(format!("{zh}: {:?} {:?}", one.message, one.help));
            }
        }
        (_, found) => transcript.fault(format!("{zh}: {found:?}")),
    }
}

#[test]
fn unhelpful_charts_are_named_with_a_better_form_and_others_are_not() {
    transcript().assert_right();
}

/// The better form is better: nothing is said of it.
#[test]
fn the_form_that_is_offered_is_not_reported() {
    for (zh, en, expected) in CASES {
        let Some((_, _, better)) = expected else { continue };
        let (before, rest) = zh.split_once("chart: ").unwrap_or((zh, "change, "));
        let (_, after) = rest.split_once(", ").unwrap_or(("", rest));
        let after = if zh.contains("chart: ") { after } else { "" };
        let better = match zh.contains("chart: ") {
            true => format!("{before}chart: {better}, {after}"),
            false => format!("{zh}, chart: {better}"),
        };
        let mut transcript = Transcript::default();
        say(&mut transcript, &(Box::leak(better.into_boxed_str()), en, None));
        transcript.assert_right();
    }
}
