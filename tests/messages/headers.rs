//! Slips in what headers and settings say, where their YAML itself is right.

use std::sync::OnceLock;

use super::harness::{Heard, Slip};
use super::yaml::{ZH, header};
use crate::site::Folder;

const EN: &str = "content/topic/growth.en.md";
const SITE: &str = "content/site.yaml";
const GLOSSARY: &str = "content/glossary.yaml";
const ORIGINAL: &str = "content/originals/report.md";

/// A figure of the Chinese header, as one line of YAML.
macro_rules! figure {
    ($inside:literal) => {
        concat!("title: 五年\nfigures:\n  - { ", $inside, " }")
    };
}

/// Lines of the Chinese header, the line that is wrong, and words of what is said.
const CHINESE: &[(&str, usize, &str, &str)] = &[
    ("title: \"\"", 2, "标题是空的", "the title is empty"),
    ("title: 五年\ndate: 去年", 3, "写成 2022-04-11、2022-04 或 2022", "write 2022-04-11, 2022-04 or 2022"),
    (
        "title: 五年\noriginal: something-else",
        3,
        "新建 content/originals/something-else.md，或改用：report",
        "or use one of report",
    ),
    (figure!("id: gdp, label: 值, unit: 亿元"), 4, "图“gdp”没有数值", "has no values"),
    (
        figure!("id: GDP 1, label: 值, unit: 亿元"),
        4,
        "只能用小写字母、数字和连字符",
        "lower-case letters, digits and hyphens only",
    ),
    (
        "title: 五年\nfigures:\n  - { id: gdp, label: 值, unit: 亿元 }\n  - { id: gdp, label: 值, unit: 亿元 }",
        5,
        "图的 id “gdp”用了两次",
        "is used twice",
    ),
    (
        figure!("id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 很多 }]"),
        4,
        "只写数字",
        "write digits only",
    ),
    (
        figure!("id: gdp, label: 值, unit: 亿元, points: [{ at: 2021, value: 9999 }]"),
        4,
        "不在本页的引文里",
        "is in no quotation",
    ),
    (
        figure!("id: gdp, label: 值, unit: 亿无, points: [{ at: 2021, value: 5786 }]"),
        4,
        "是不是要写 亿元？",
        "did you mean 亿元?",
    ),
    (
        figure!("id: gdp, label: 值, unit: 亿元, chart: whatever"),
        4,
        "改为以下之一：card | change",
        "write one of card | change",
    ),
    (
        figure!("id: gdp, label: 值, unit: 亿元, names: [城镇]"),
        4,
        "这里应为 `{ 名称: 值 }`",
        "this must be `{ name: value }`",
    ),
    ("title: { zh: 五年 }", 2, "这是若干键", "this is a group of keys"),
    ("title: 五年\ntags: [甲, 乙］", 3, "括号是全角的", "full-width"),
    ("title: &a 五年\nsummary: *a", 3, "以 `*` 开头的值不能这样写", "begins with `*`"),
    (
        "title: 五年\nallow:\n  - { rule: link-broken, reason: { zh: \"\", en: \"\" } }",
        4,
        "豁免没有理由",
        "gives no reason",
    ),
];

/// The same of the English header; its figure is `gdp`.
const ENGLISH: &[(&str, usize, &str, &str)] = &[
    ("title: Growth\nimage: a.png", 3, "`image` 只写在中文一侧", "belongs to the Chinese side alone"),
    ("title: Growth\ndate: 2022", 3, "`date` 只写在中文一侧", "belongs to the Chinese side alone"),
    (
        "title: Growth\nfigures:\n  - { id: gdp, label: GDP, unit: RMB billion, chart: card }",
        4,
        "数值由程序换算",
        "converts the values",
    ),
    ("title: Growth", 2, "英文页头里没有图“gdp”", "lacks the figure “gdp”"),
    (
        "title: Growth\nfigures:\n  - { id: gpd, label: GDP, unit: RMB billion }",
        4,
        "是不是要写 gdp？",
        "did you mean gdp?",
    ),
    (
        "title: Growth\nfigures:\n  - { id: else, label: GDP, unit: RMB billion }",
        4,
        "在中文页头加上它",
        "add it to the Chinese header",
    ),
    (
        "title: Growth\nfigures:\n  - { id: gdp, label: GDP, unit: hectares }",
        4,
        "两边用同一种量的单位",
        "use units of the same quantity",
    ),
    (
        "title: Growth\nfigures:\n  - { id: gdp, label: GDP, unit: RBM billion }",
        4,
        "是不是要写 RMB billion？",
        "did you mean RMB billion?",
    ),
    (
        "title: 增长\nfigures:\n  - { id: gdp, label: GDP, unit: RMB billion }",
        2,
        "英文页头里有没译的汉字",
        "in the English header",
    ),
];

/// Other files: path, text, rule, line, words.
const FILES: &[(&str, &str, usize, &str, &str)] = &[
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nbase_url: example.org\n",
        3,
        "base_url 不是网址",
        "base_url is no address",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nimage: harbour.jpg\n",
        3,
        "没有文件 content/harbour.jpg",
        "there is no file content/harbour.jpg",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic, topic]\n",
        2,
        "主题 topic 写了两次",
        "is named twice",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic, science]\n",
        2,
        "新建文件夹 content/science",
        "make the folder content/science",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nrules: { something: off }\n",
        3,
        "duizhao explain 列出所有规则",
        "lists all rules",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nallow: [{ rule: link-brokn, reason: { zh: 有, en: some } }]\n",
        3,
        "是不是要写 link-broken",
        "did you mean link-broken",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\ntopics: [topic]\ntexts: { bakc: { zh: 回, en: Back } }\n",
        3,
        "没有界面文字“bakc”",
        "there is no interface text “bakc”",
    ),
    (
        SITE,
        "title: { zh: 例站, en: Example }\n---\ntopics: [topic]\n",
        2,
        "这里又有一行 ---",
        "another line ---",
    ),
    (GLOSSARY, "- { zh: 增长, en: \"\" }\n", 1, "术语少了一种语言", "lacks a language"),
    (
        GLOSSARY,
        "- { zh: 增长, en: growth }\n- { zh: 增长, en: rise }\n",
        2,
        "术语“增长”有两条",
        "has two entries",
    ),
    (
        GLOSSARY,
        "- zh: 增长\n  en: growth\n  avoid: [{ wrong: Growth, why: { zh: 不, en: no } }]\n",
        1,
        "既是可用的译法，又在 avoid 里",
        "both an accepted form",
    ),
    (
        ORIGINAL,
        "---\ntitle: { zh: 报告, en: Report }\naside: [{ paragraphs: 1-9, reason: { zh: 程序, en: procedure } }]\n---\n一段。\n",
        3,
        "不是这份原文的段号",
        "names no paragraphs",
    ),
    (
        ORIGINAL,
        "---\ntitle: { zh: 报告, en: Report }\nheadings: [{ paragraph: 3, en: Part two }]\n---\n一段。\n",
        3,
        "写 1 到 1 的段号",
        "write numbers up to 1",
    ),
    (
        ORIGINAL,
        "---\ntitle: { zh: 报告, en: Report }\nheadings: [{ paragraph: 1, level: 4 }]\n---\n一段。\n",
        3,
        "标题只分三级",
        "headings have three levels",
    ),
    (
        ORIGINAL,
        "---\ntitle: { zh: 报告, en: Report }\naside: [{ paragraphs: 1, topic: topci, reason: { zh: 标题, en: heading } }]\n---\n一段。\n",
        3,
        "没有主题“topci”",
        "there is no topic “topci”",
    ),
    (
        ORIGINAL,
        "---\ntitle: { zh: 报告, en: Report }\ndate: 二〇二二\n---\n一段。\n",
        3,
        "写成 2022-04-11",
        "write 2022-04-11",
    ),
];

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        for (lines, line, zh, en) in CHINESE {
            let rule = match *zh {
                "只写数字" | "不在本页的引文里" | "是不是要写 亿元？" => {
                    "figure-unsupported"
                }
                "豁免没有理由" => "waiver-invalid",
                _ => "front-matter-invalid",
            };
            heard.slip(Slip { path: ZH, text: header(lines), rule, line: *line, zh, en });
        }
        one_side(&mut heard);
        for (lines, line, zh, en) in ENGLISH {
            let rule = match *zh {
                "两边用同一种量的单位" | "是不是要写 RMB billion？" => "figure-unsupported",
                "英文页头里有没译的汉字" => "text-untranslated",
                _ => "front-matter-invalid",
            };
            let text = format!("---\n{lines}\n---\n\nThe report says:\n");
            heard.slip(Slip { path: EN, text, rule, line: *line, zh, en });
        }
        for (path, text, line, zh, en) in FILES {
            heard.slip(Slip { path, text: (*text).to_owned(), rule: "config-invalid", line: *line, zh, en });
        }
        drafts(&mut heard);
        names(&mut heard);
        bounds(&mut heard);
        heard
    })
}

/// A topic that has nothing but drafts.
fn drafts(heard: &mut Heard) {
    let folder = Folder::with_site();
    folder.write(SITE, folder.read(SITE).replace("[topic]", "[topic, science]"));
    folder.write("content/science/a.zh.md", "---\ntitle: 例\ndraft: true\n---\n");
    folder.write("content/science/a.en.md", "---\ntitle: Example\n---\n");
    heard.expect(&folder, SITE, "config-invalid", 3, ("那里的页面都是草稿", "the pages there are drafts"));
}

/// Chinese names of a figure that the English header does not translate.
fn names(heard: &mut Heard) {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("at: 2016", "at: 期初"));
    heard.expect(
        &folder,
        EN,
        "front-matter-invalid",
        5,
        ("“期初”没有英文名称", "“期初” has no English name"),
    );
    folder.write(EN, folder.read(EN).replace("RMB billion }", "RMB billion, names: { 期出: Start } }"));
    heard.expect(&folder, EN, "front-matter-invalid", 5, ("是不是要写 期初？", "did you mean 期初?"));
    folder.write(EN, folder.read(EN).replace("期出: Start", "期初: Start, 期末: End"));
    heard.expect(
        &folder,
        EN,
        "front-matter-invalid",
        5,
        ("中文的图里没有“期末”", "the Chinese figure has no “期末”"),
    );
    folder.write(EN, folder.read(EN).replace("label: GDP", "label: \"\""));
    heard.expect(&folder, EN, "front-matter-invalid", 5, ("label 是空的", "label is empty"));
}

/// A summary that one side alone has, and values that a `#` cuts off.
fn one_side(heard: &mut Heard) {
    let rule = "front-matter-invalid";
    let folder = Folder::with_site();
    let without = |path: &str, line: &str| folder.write(path, folder.read(path).replace(line, ""));
    without(EN, "summary: GDP grew by 6.4 percent a year.\n");
    heard.expect(&folder, EN, rule, 2, ("英文没有摘要", "the English has no summary"));
    without(ZH, "summary: 生产总值年均增长6.4%。\n");
    let found = heard.findings(&folder);
    assert!(found.iter().all(|one| one.rule != rule), "neither side has one: {found:?}");
    folder
        .write(EN, folder.read(EN).replace("figures:", "summary: GDP grew by 6.4 percent a year.\nfigures:"));
    heard.expect(&folder, ZH, rule, 2, ("中文没有摘要", "the Chinese has no summary"));
    for (line, text) in [
        (2, "title: 第36号令 #36 号"),
        (3, "title: 五年\nsummary: 五年 # 的指标"),
        (3, "title: 五年\ndate: 2022 #4月"),
    ] {
        heard.slip(Slip {
            path: ZH,
            text: header(text),
            rule,
            line,
            zh: "值在 # 处断了",
            en: "the value is cut off at #",
        });
    }
}

/// Headers beyond the bounds.
fn bounds(heard: &mut Heard) {
    let deep = format!("title: 五年\ntags: {}{}", "[".repeat(40), "]".repeat(40));
    heard.slip(Slip {
        path: ZH,
        text: header(&deep),
        rule: "front-matter-invalid",
        line: 3,
        zh: "层次太深",
        en: "nested too deeply",
    });
    let long = header(&format!("title: 五年\nsummary: {}", "长\n  ".repeat(30_000)));
    heard.slip(Slip {
        path: ZH,
        text: long,
        rule: "front-matter-invalid",
        line: 1,
        zh: "页头太长",
        en: "the header is too long",
    });
    let odd = header("title: 五年\n: 值");
    heard.slip(Slip {
        path: ZH,
        text: odd,
        rule: "front-matter-invalid",
        line: 3,
        zh: "这一行的写法读不懂",
        en: "",
    });
}

#[test]
fn slips_in_what_headers_and_settings_say() {
    heard().assert_right();
}
