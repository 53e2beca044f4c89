//! Kinds of faults that other tools’ users report, each in sentences of its own; those of links, markup, notes and
//! the lock stand in `linking`, `stray`, `structure`, `quotations` and `accepting`.

use crate::messages::findings;
use crate::site::Folder;

const ZH: &str = "content/topic/page.zh.md";
const EN: &str = "content/topic/page.en.md";

fn page(zh: &str, en: &str) -> Folder {
    let folder = Folder::with_site();
    let whole = |title: &str, text: &str| match text.starts_with("---") {
        true => format!("{text}\n"),
        false => format!("---\ntitle: {title}\n---\n\n{text}\n"),
    };
    folder.write(ZH, whole("页", zh));
    folder.write(EN, whole("Page", en));
    folder
}

/// What is told of a page, its notes of lesser weight left out.
fn told(zh: &str, en: &str) -> Vec<String> {
    let found = findings(&page(zh, en)).into_iter();
    let own = found.filter(|one| one.primary.place.path.contains("/page.") && one.rule != "summary-vague");
    own.map(|one| format!("{}: {}", one.rule, one.message.en)).collect()
}

/// Both sides after `check --fix`, and after another.
fn fixed(zh: &str, en: &str) -> [String; 2] {
    let folder = page(zh, en);
    let body = |path: &str| {
        let text = folder.read(path);
        text.split_once("---\n\n").unwrap().1.trim_end().to_owned()
    };
    folder.run(&["check", "--fix"]);
    let once = [body(ZH), body(EN)];
    folder.run(&["check", "--fix"]);
    assert_eq!([body(ZH), body(EN)], once, "a second time changes nothing");
    once
}

#[test]
fn a_dash_before_a_number_is_no_minus() {
    for (zh, en) in [
        ("- `port` - 8 字节", "- `port` - 8 bytes"),
        (
            "| 字段 | 说明 |\n|---|---|\n| 甲 | 长度 - 16 位 |",
            "| Field | Note |\n|---|---|\n| A | length - 16 bits |",
        ),
    ] {
        assert_eq!(told(zh, en), Vec::<String>::new(), "{zh}");
    }
    assert!(!told("利润为-8亿元。", "Profits were RMB 800 million.").is_empty());
}

#[test]
fn a_loss_stays_a_loss_in_a_figure() {
    let figure = |value: &str| {
        format!(
            "---\ntitle: 页\noriginal: none\nfigures:\n  - id: loss\n    label: 利润\n    unit: 亿元\n    points: [{{ at: 2021, value: {value} }}]\n---\n\n> 利润为-3.5亿元。"
        )
    };
    let en = "---\ntitle: Page\nfigures:\n  - { id: loss, label: Profits, unit: RMB billion }\n---\n\n> Profits were RMB -350 million.";
    let of_rule =
        |value: &str| told(&figure(value), en).into_iter().filter(|one| one.starts_with("figure-")).count();
    assert_eq!(of_rule("-3.5"), 0, "{:?}", told(&figure("-3.5"), en));
    assert!(of_rule("3.5") > 0);
}

#[test]
fn irregular_forms_are_renderings() {
    let folder = page("儿童在分析。\n\n桥已建成。", "Children wrote analyses.\n\nThe bridge was built.");
    folder.write(
        "content/glossary.yaml",
        "- { zh: 儿童, en: child }\n- { zh: 分析, en: analysis }\n- { zh: 建成, en: build }\n",
    );
    let rules = || -> Vec<String> {
        let found = findings(&folder).into_iter().filter(|one| one.rule.starts_with("term"));
        found.map(|one| one.message.en).collect()
    };
    assert_eq!(rules(), Vec::<String>::new());
    folder.write(EN, folder.read(EN).replace("Children", "Pupils"));
    assert_eq!(rules().len(), 1);
}

#[test]
fn each_side_may_name_its_headings() {
    let told = told(
        "## 概念 {#gainian}\n\n见[上](#gainian)。",
        "## Concepts {#concepts}\n\nSee [above](#concepts).",
    );
    assert!(told.iter().all(|one| !one.starts_with("link-broken")), "{told:?}");
}

#[test]
fn a_link_to_a_repeated_heading_finds_the_right_one() {
    let (zh, en) = (
        "## 小结\n\n甲。\n\n## 小结\n\n见[下](#小结-1)、[上](#小结)。",
        "## Summing up\n\nA.\n\n## Summing up\n\nSee [below](#summing-up-1), [above](#summing-up).",
    );
    assert_eq!(told(zh, en), Vec::<String>::new());
    let folder = page(zh, en);
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    let html = folder.read("public/zh/topic/page.html");
    let targets: Vec<&str> =
        html.split("href=\"#summing-up").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(targets.contains(&"") && targets.iter().any(|one| !one.is_empty()), "{targets:?}");
    let more = zh.replace("#小结-1", "#小结-2");
    assert!(!told(&more, en).is_empty(), "there are two");
}

#[test]
fn signs_before_a_number_make_no_place_and_no_date() {
    let folder = page("见[原文](../originals/report.md#+1)。", "See [it](../originals/report.md#+1).");
    assert_eq!(findings(&folder).iter().filter(|one| one.rule == "link-broken").count(), 2);
    for date in ["+202-01-01", "2022-+1-01", "-022-01-01"] {
        let told = told(&format!("---\ntitle: 页\ndate: {date}\n---\n\n甲。"), "A.");
        assert_eq!(told.len(), 1, "{date}: {told:?}");
    }
}

#[test]
fn the_language_of_code_is_kept() {
    let folder = page("```js\nconst a = 1\n```", "```js\nconst a = 1\n```");
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert!(folder.read("public/en/topic/page.html").contains("class=\"language-js\""));
}

#[test]
fn addresses_without_a_scheme_are_links() {
    let folder = page("见 www.example.org/a。", "See www.example.org/a.");
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    let html = folder.read("public/zh/topic/page.html");
    assert!(html.contains("<a href=\"https://www.example.org/a\">www.example.org/a</a>"), "{html}");
}

#[test]
fn an_address_that_goes_on_in_chinese_is_told() {
    for text in ["见https://example.org/wiki/海湾", "https://example.org/?q=海湾"] {
        let told = told(text, "See the page.");
        assert_eq!(told, ["stray-markup: the address ends before the Chinese characters"], "{text}");
    }
    for text in [
        "见<https://example.org/wiki/海湾>",
        "见[海湾](https://example.org/wiki/海湾)",
        "访问https://example.org/获取",
        "见https://example.org/wiki/a页",
        "见https://example.org/wiki/ 海湾",
        "（https://example.org/wiki/）海湾",
    ] {
        assert_eq!(told(text, "See the page."), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_footnote_without_words_is_told() {
    let told = told("甲[^1]。\n\n[^1]:", "A[^1].\n\n[^1]:");
    assert_eq!(told, ["stray-markup: the footnote “[^1]” has no text"; 2]);
}

#[test]
fn a_fix_never_changes_what_is_not_a_sentence() {
    for (zh, en) in [
        ("[文,字](https://example.org/a,b.html)", "[Words，more](https://example.org/，)"),
        ("![图,一](../a.png)", "![Chart，one](../a.png)"),
        ("`甲,乙`和`a，b`", "`A，B`"),
        ("公式 $\\text{(甲,乙)}$ 成立", "$a_1，b_2$"),
        ("一. 安装", "1. Install"),
        ("简.金.凯森来了", "Jane Jin Kaisen came"),
        ("Roe, J. (2017). The War on Rivers. Press.", "Roe, J. (2017). The War on Rivers. Press."),
        ("王明. 论港口[M]. 北京: 某社, 2017.", "Wang Ming. On Ports[M]. Beijing, 2017."),
        ("@book{a, title={港口,码头}, year=2017}", "@book{a, title={Ports，Wharves}, year=2017}"),
        ("<https://example.org/?a=1,2>", "<https://example.org/?a=1，2>"),
        ("> 今后五年,我们", "> In five years，we"),
        ("版本 1.2.3 (beta)", "Version 1.2.3"),
    ] {
        assert_eq!(fixed(zh, en), [zh, en], "{zh}");
    }
}

#[test]
fn a_fix_is_whole_and_is_made_once() {
    for (zh, right) in [
        ("真的吗?!好!!", "真的吗？！好！！"),
        ("增长\\(按可比价格\\)。", "增长（按可比价格）。"),
        (
            "见[甲](https://example.org/a,b),再见[乙](https://example.org/c).",
            "见[甲](https://example.org/a,b)，再见[乙](https://example.org/c).",
        ),
        ("甲&#44;乙", "甲，乙"),
    ] {
        assert_eq!(fixed(zh, "A word.")[0], right, "{zh}");
    }
    for (en, right) in [
        ("It cost 1，000 yuan at 10：30，or 3。5 more", "It cost 1,000 yuan at 10:30, or 3.5 more"),
        ("growth（in real terms）was high", "growth (in real terms) was high"),
    ] {
        assert_eq!(fixed("甲。", en)[1], right, "{en}");
    }
}

#[test]
fn a_site_is_not_published_into_its_own_folders() {
    for output in ["templates", "content", "content/topic"] {
        let folder = Folder::with_site();
        let path = folder.path().join(output);
        let (status, said) = folder.run(&["build", "--output", &path.to_string_lossy()]).told();
        assert!(status != Some(0), "{output}: {said}");
        assert!(!folder.path().join(output).join("index.html").exists(), "{output}");
    }
    let folder = Folder::with_site();
    assert_ne!(folder.run(&["new", "index"]).status.code(), Some(0));
}
