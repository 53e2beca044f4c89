//! Slips in what headers and settings say, where their YAML itself is right.

use std::sync::OnceLock;

use super::cases;
use super::harness::{Slip, Transcript};
use super::yaml::{ZH, header};
use crate::site::Folder;

const EN: &str = "content/topic/growth.en.md";
const SITE: &str = "content/site.yaml";

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        for case in cases::read("headers") {
            transcript.case(&case, &Folder::with_site());
        }
        one_side(&mut transcript);
        drafts(&mut transcript);
        names(&mut transcript);
        bounds(&mut transcript);
        transcript
    })
}

/// A topic that has nothing but drafts.
fn drafts(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    folder.write(SITE, folder.read(SITE).replace("[topic]", "[topic, science]"));
    folder.write("content/science/a.zh.md", "---\ntitle: 例\ndraft: true\n---\n");
    folder.write("content/science/a.en.md", "---\ntitle: Example\n---\n");
    transcript.expect(
        &folder,
        SITE,
        "config-invalid",
        3,
        ("那里的页面都是草稿", "the pages there are drafts"),
    );
}

/// Chinese names of a figure that the English header does not translate.
fn names(transcript: &mut Transcript) {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("at: 2016", "at: 期初"));
    transcript.expect(
        &folder,
        EN,
        "front-matter-invalid",
        5,
        ("“期初”没有英文名称", "“期初” has no English name"),
    );
    folder.write(EN, folder.read(EN).replace("RMB billion }", "RMB billion, names: { 期出: Start } }"));
    transcript.expect(&folder, EN, "front-matter-invalid", 5, ("是不是要写 期初？", "did you mean 期初?"));
    folder.write(EN, folder.read(EN).replace("期出: Start", "期初: Start, 期末: End"));
    transcript.expect(
        &folder,
        EN,
        "front-matter-invalid",
        5,
        ("中文的图里没有“期末”", "the Chinese figure has no “期末”"),
    );
    folder.write(EN, folder.read(EN).replace("label: GDP", "label: \"\""));
    transcript.expect(&folder, EN, "front-matter-invalid", 5, ("label 是空的", "label is empty"));
}

/// A summary that one side alone has, and values that a `#` cuts off.
fn one_side(transcript: &mut Transcript) {
    let rule = "front-matter-invalid";
    let folder = Folder::with_site();
    let without = |path: &str, line: &str| folder.write(path, folder.read(path).replace(line, ""));
    without(EN, "summary: GDP grew by 6.4 percent a year.\n");
    transcript.expect(&folder, EN, rule, 2, ("英文没有摘要", "the English has no summary"));
    without(ZH, "summary: 生产总值年均增长6.4%。\n");
    let found = transcript.findings(&folder);
    assert!(found.iter().all(|one| one.rule != rule), "neither side has one: {found:?}");
    folder
        .write(EN, folder.read(EN).replace("figures:", "summary: GDP grew by 6.4 percent a year.\nfigures:"));
    transcript.expect(&folder, ZH, rule, 2, ("中文没有摘要", "the Chinese has no summary"));
    transcript.slip(Slip {
        path: ZH,
        text: header("title: Overview of growth"),
        rule: "text-untranslated",
        line: 2,
        zh: "中文页头里有没译的英文",
        en: "English text stands in the Chinese header",
    });
    for (line, text) in [
        (2, "title: 第36号令 #36 号"),
        (3, "title: 五年\nsummary: 五年 # 的指标"),
        (3, "title: 五年\ndate: 2022 #4月"),
    ] {
        transcript.slip(Slip {
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
fn bounds(transcript: &mut Transcript) {
    let deep = format!("title: 五年\ntags: {}{}", "[".repeat(40), "]".repeat(40));
    transcript.slip(Slip {
        path: ZH,
        text: header(&deep),
        rule: "front-matter-invalid",
        line: 3,
        zh: "层次太深",
        en: "nested too deeply",
    });
    let long = header(&format!("title: 五年\nsummary: {}", "长\n  ".repeat(30_000)));
    transcript.slip(Slip {
        path: ZH,
        text: long,
        rule: "front-matter-invalid",
        line: 1,
        zh: "页头太长",
        en: "the header is too long",
    });
    let odd = header("title: 五年\n: 值");
    transcript.slip(Slip {
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
    transcript().assert_right();
}
