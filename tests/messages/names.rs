//! Wrong names: each is answered with the nearest right one.

use std::sync::OnceLock;

use super::harness::{Heard, Slip};
use super::yaml::{ZH, header};

const SITE: &str = "title: { zh: 例站, en: Example }\n";

/// File, text, rule, line, and words of what is said.
type Case = (&'static str, String, &'static str, usize, &'static str, &'static str);

fn cases() -> Vec<Case> {
    let site = SITE;
    vec![
        ("content/site.yaml", format!("{site}topics: [topci]\n"), "config-invalid", 2, "是不是要写 topic", "did you mean topic?"),
        (
            "content/site.yaml",
            format!("{site}topics: [topic]\nrules: {{ quote-notfound: off }}\n"),
            "config-invalid",
            3,
            "是不是要写 quote-not-found",
            "did you mean quote-not-found?",
        ),
        (
            "content/site.yaml",
            format!("{site}topics: [topic]\nrules: {{ quote-not-found: eror }}\n"),
            "config-invalid",
            3,
            "是不是要写 `error`",
            "did you mean `error`?",
        ),
        ("content/site.yaml", format!("{site}topic: [topic]\n"), "config-invalid", 2, "是不是要写 `topics`", "did you mean `topics`?"),
        ("content/site.yaml", "title: 例站\ntopics: [topic]\n".into(), "config-invalid", 1, "`{ zh: …, en: … }`", "`{ zh: …, en: … }`"),
        ("content/site.yaml", "title: { zh：例站, en: Example }\ntopics: [topic]\n".into(), "config-invalid", 1, "全角冒号", "full-width"),
        (
            "content/glossary.yaml",
            "- { zh: 增长, en: growth, kind: trem }\n".into(),
            "config-invalid",
            1,
            "是不是要写 `term`",
            "did you mean `term`?",
        ),
        (
            "content/originals/report.md",
            "---\ntitel: { zh: 报告, en: Report }\n---\n全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。\n".into(),
            "config-invalid",
            2,
            "是不是要写 `title`",
            "did you mean `title`?",
        ),
        (
            ZH,
            "---\ntitle: 增长\noriginal: reprot\n---\n\n报告这样写：\n".into(),
            "front-matter-invalid",
            3,
            "是不是要写 report",
            "did you mean report?",
        ),
        ("content/topic/growth.cn.md", header("title: 增长"), "address-invalid", 1, "改名为 content/topic/growth.zh.md", "rename it to content/topic/growth.zh.md"),
        (
            "content/glossary.yaml",
            "- { zh: 增长, en: growth, avod: [] }\n".into(),
            "config-invalid",
            1,
            "是不是要写 `avoid`",
            "did you mean `avoid`?",
        ),
        (
            ZH,
            header("title: 增长\nfigures:\n  - { id: gdp, lable: 值, unit: 亿元 }"),
            "front-matter-invalid",
            4,
            "是不是要写 `label`",
            "did you mean `label`?",
        ),
        (
            ZH,
            header("title: 增长\nallow:\n  - { rule: link-broken, raeson: { zh: 有, en: some } }"),
            "front-matter-invalid",
            4,
            "是不是要写 `reason`",
            "did you mean `reason`?",
        ),
        (
            ZH,
            header("title: 增长\nallow:\n  - { rule: link-borken, reason: { zh: 有, en: some } }"),
            "waiver-invalid",
            4,
            "是不是要写 link-broken？",
            "did you mean link-broken?",
        ),
    ]
}

pub fn heard() -> &'static Heard {
    static HEARD: OnceLock<Heard> = OnceLock::new();
    HEARD.get_or_init(|| {
        let mut heard = Heard::default();
        for (path, text, rule, line, zh, en) in cases() {
            heard.slip(Slip { path, text, rule, line, zh, en });
        }
        heard
    })
}

#[test]
fn wrong_names_are_answered_with_the_nearest_right_one() {
    heard().assert_right();
}
