//! Slips in indicators, corrections, in who answers for the site, and in figures that name indicators.

use std::sync::OnceLock;

use super::harness::{Heard, Slip};
use super::yaml::ZH;
use crate::site::Folder;

const SITE: &str = "content/site.yaml";
const INDICATORS: &str = "content/indicators.yaml";
const CORRECTIONS: &str = "content/corrections.yaml";
const TOPIC: &str = "content/topic/_index.zh.md";

/// An entry of the indicators that is right.
const GDP: &str =
    "- { id: gdp, name: { zh: 生产总值, en: GDP }, unit: { zh: 亿元, en: RMB billion }, topics: [topic] }\n";

/// Files that are wrong by themselves: path, text, line, words.
const FILES: &[(&str, &str, usize, &str, &str)] = &[
    (
        INDICATORS,
        "- { id: GDP, name: { zh: 值, en: GDP }, unit: { zh: 亿元, en: RMB billion } }\n",
        1,
        "指标的 id 只能用小写字母、数字和连字符",
        "lower-case letters, digits and hyphens only",
    ),
    (
        INDICATORS,
        "- { id: gdp, name: { zh: 值, en: GDP }, unit: { zh: 亿元, en: RMB billion } }\n- { id: gdp, name: { zh: 值, en: GDP }, unit: { zh: 亿元, en: RMB billion } }\n",
        2,
        "指标“gdp”有两条",
        "has two entries",
    ),
    (
        INDICATORS,
        "- { id: gdp, name: { zh: 值, en: GDP }, unit: { zh: 亿元, en: hectares } }\n",
        1,
        "单位“亿元”不能换算为“hectares”",
        "does not convert into “hectares”",
    ),
    (
        INDICATORS,
        "- { id: gdp, name: { zh: 值, en: GDP }, unit: { zh: 亿元, en: RMB billion }, topics: [topik] }\n",
        1,
        "是不是要写 topic？",
        "did you mean topic?",
    ),
    (
        INDICATORS,
        "- { id: gdp, name: { zh: 值, en: GDP }, unit: { zh: 亿元, en: RMB billion }, topics: [somewhere] }\n",
        1,
        "写 site.yaml 的 topics 里的文件夹名",
        "write a folder of `topics`",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nkey_figures: [gdp]\n",
        3,
        "写 content/indicators.yaml 里的 id",
        "write an id of content/indicators.yaml",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nversion: { name: \"1\", date: 去年 }\n",
        3,
        "日期“去年”写得不对",
        "the date “去年” is not right",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\ncontact: somebody\n",
        3,
        "contact 不是邮箱，也不是网址",
        "neither an e-mail address nor one on the web",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nlicence: { name: { zh: 署名, en: CC BY }, url: cc-by }\n",
        3,
        "许可的 url 不是网址",
        "the licence’s `url` is no address",
    ),
    (
        CORRECTIONS,
        "- { passage: topic/growth#p2, date: 2025-03, what: { zh: 错, en: wrong }, why: { zh: 误, en: slip } }\n",
        1,
        "“2025-03”不是日子",
        "“2025-03” is no day",
    ),
    (
        CORRECTIONS,
        "- { passage: topic/growth#p9, date: 2025-03-01, what: { zh: 错, en: wrong }, why: { zh: 误, en: slip } }\n",
        1,
        "写 topic/growth#p1 到 topic/growth#p2",
        "write topic/growth#p1 up to topic/growth#p2",
    ),
    (
        CORRECTIONS,
        "- { passage: topic/grwth#p2, date: 2025-03-01, what: { zh: 错, en: wrong }, why: { zh: 误, en: slip } }\n",
        1,
        "是不是要写 topic/growth？",
        "did you mean topic/growth?",
    ),
    (
        CORRECTIONS,
        "- { passage: elsewhere-altogether, date: 2025-03-01, what: { zh: 错, en: wrong }, why: { zh: 误, en: slip } }\n",
        1,
        "例如 economy/growth#p3",
        "such as economy/growth#p3",
    ),
    (
        TOPIC,
        "---\ntitle: 主题\nkey_figures: [gpd]\n---\n\n这是主题。\n",
        3,
        "指标表里没有“gpd”",
        "“gpd” is not among the indicators",
    ),
];

/// What is put into the figure of the small site, the line that is wrong, words, and the rule.
const FIGURES: &[(&str, &str, usize, &str, &str, &str)] = &[
    (
        "    chart: change\n",
        "    indicator: gpd\n",
        10,
        "是不是要写 gdp？",
        "did you mean gdp?",
        "indicator-invalid",
    ),
    (
        "    chart: change\n",
        "    indicator: something-else\n",
        10,
        "把它记入 content/indicators.yaml",
        "enter it in content/indicators.yaml",
        "indicator-invalid",
    ),
    (
        "    chart: change\n",
        "    indicators: { \"2061\": gdp }\n",
        10,
        "本图没有系列或类别“2061”",
        "no series or category “2061”",
        "indicator-invalid",
    ),
    (
        "    chart: change\n",
        "    indicators: { 全年合计: gdp }\n",
        10,
        "写各点 series 或 at 里的名称",
        "write a name that stands in `series` or `at`",
        "indicator-invalid",
    ),
    (
        "    chart: change\n",
        "    year: 五年\n",
        10,
        "“五年”不是年份",
        "“五年” is no year",
        "indicator-invalid",
    ),
    (
        "    chart: change\n",
        "    indicator: gdp\n    measure: growth\n",
        9,
        "增幅的单位是 %",
        "growth is measured in %",
        "indicator-invalid",
    ),
    (
        "    unit: 亿元\n",
        "    unit: 亩\n    indicator: gdp\n",
        9,
        "另立一个指标",
        "an indicator of its own",
        "indicator-invalid",
    ),
    (
        "    unit: 亿元\n",
        "    unit: \"%\"\n    indicator: gdp\n",
        9,
        "增长的百分比写 measure: growth",
        "for growth in per cent write measure: growth",
        "indicator-invalid",
    ),
    (
        "      - { at: 2016, value: 3875 }\n",
        "      - { at: 期初, value: 3875, inferred: true }\n",
        12,
        "加上 year: 2021",
        "add year: 2021",
        "indicator-invalid",
    ),
    (
        "original: report\n",
        "original: report\nkey: gpd\n",
        6,
        "是不是要写 gdp？",
        "did you mean gdp?",
        "front-matter-invalid",
    ),
    (
        "original: report\n",
        "original: report\nkey: something-else\n",
        6,
        "写本页一幅图的 id，或删去 key",
        "write the id of a figure of this page, or remove `key`",
        "front-matter-invalid",
    ),
    (
        "original: report\n",
        "original: report\nkey_figures: [gdp]\n",
        6,
        "`key_figures` 只写在主题的 _index 里",
        "belongs into the `_index` of a topic",
        "front-matter-invalid",
    ),
];

fn folder() -> Folder {
    let folder = Folder::with_site();
    folder.write(INDICATORS, GDP);
    folder
}

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        for (path, text, line, zh, en) in FILES {
            let rule = if *path == TOPIC { "front-matter-invalid" } else { "config-invalid" };
            heard.slip(Slip { path, text: (*text).to_owned(), rule, line: *line, zh, en });
        }
        for (from, to, line, zh, en, rule) in FIGURES {
            let folder = folder();
            let before = folder.read(ZH);
            // What takes the place of a unit or a point takes it; what belongs to `chart` or `original` is added.
            let after = match from.contains("chart") {
                true => before.replace(from, &format!("{to}{from}")),
                false => before.replace(from, to),
            };
            assert_ne!(before, after, "{from}");
            folder.write(ZH, after);
            heard.expect(&folder, ZH, rule, *line, (zh, en));
        }
        nearest_indicator(&mut heard);
        heard.slip(Slip {
            path: ZH,
            text: Folder::with_site()
                .read(ZH)
                .replace("summary: 生产总值年均增长6.4%。", "summary: 生产总值5768亿元。"),
            rule: "figure-unsupported",
            line: 3,
            zh: "摘要里的“5768亿元”不在引文里",
            en: "“5768亿元” in the summary is in no quotation",
        });
        conflicts(&mut heard);
        heard
    })
}

fn nearest_indicator(heard: &mut Heard) {
    let folder = folder();
    folder.write(SITE, "title: { zh: 例站, en: Example }\ntopics: [topic]\nkey_figures: [gpd]\n");
    heard.expect(&folder, SITE, "config-invalid", 3, ("是不是要写 gdp？", "did you mean gdp?"));
}

/// Two numbers of one year: from one document an error, from two a note.
fn conflicts(heard: &mut Heard) {
    let folder = folder();
    let text = folder.read(ZH).replace("    chart: change\n", "    indicator: gdp\n");
    folder.write(ZH, text.replace("at: 2016", "at: 2021"));
    heard.expect(
        &folder,
        ZH,
        "indicator-conflict",
        13,
        ("对照原文，改正其中一处", "compare with the original"),
    );
    folder.write(ZH, text);
    folder.write(
        "content/originals/page.md",
        "---\ntitle: { zh: 专版, en: Page }\n---\n2021年全市生产总值5800亿元。\n",
    );
    folder.write(
        "content/topic/other.zh.md",
        "---\ntitle: 另一说\noriginal: page\nfigures:\n  - { id: gdp, label: 生产总值, unit: 亿元, indicator: gdp, points: [{ at: 2021, value: 5800 }] }\n---\n\n> 2021年全市生产总值5800亿元。\n",
    );
    folder.write(
        "content/topic/other.en.md",
        "---\ntitle: Another statement\nfigures:\n  - { id: gdp, label: GDP, unit: RMB billion }\n---\n\n> In 2021 the city’s GDP was RMB 580 billion.\n",
    );
    heard.expect(
        &folder,
        "content/topic/other.zh.md",
        "indicator-conflict",
        5,
        ("两份原文说法不同", "the two documents differ"),
    );
}

#[test]
fn slips_in_indicators_and_corrections() {
    heard().assert_right();
}
