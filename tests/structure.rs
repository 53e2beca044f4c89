//! Structure as a reader sees it, and words that were not translated.

use std::fs;

use duizhao::assemble::load::Options;
use duizhao::cli;

use crate::site::Folder;

fn write(folder: &Folder, zh: &str, en: &str) {
    let page = |title: &str, text: &str| match text.starts_with("---") {
        true => format!("{text}\n"),
        false => format!("---\ntitle: {title}\n---\n\n{text}\n"),
    };
    folder.write("content/topic/page.zh.md", page("页", zh));
    folder.write("content/topic/page.en.md", page("Page", en));
}

/// The findings of a rule on a pair of texts, by side.
fn said(rule: &str, zh: &str, en: &str) -> Vec<String> {
    let folder = Folder::with_site();
    write(&folder, zh, en);
    let found = cli::know(folder.path(), &Options::default()).unwrap().checked.findings;
    let found = found.into_iter().filter(|one| one.rule == rule && one.primary.place.path.contains("/page."));
    found.map(|one| format!("{}: {}", &one.primary.place.path[19..21], one.message.en)).collect()
}

#[test]
fn what_looks_different_is_told() {
    for (zh, en) in [
        ("1. 甲\n2. 乙", "- A\n- B"),
        ("- 甲", "3. A"),
        ("2. 甲", "3. A"),
        ("- 项\n  1. 甲", "- Item\n  - A"),
        ("甲[^1]，乙。\n\n[^1]: 注。", "A, B.\n\n[^1]: Note."),
        (
            "甲[^1]，乙[^2]。\n\n[^1]: 注甲。\n\n[^2]: 注乙。",
            "A[^b], B[^a].\n\n[^a]: Note A.\n\n[^b]: Note B.",
        ),
        ("- [x] 甲", "- [ ] A"),
        ("- [x] 甲", "- A"),
        ("1. 甲\n   - [ ] 乙", "1. A\n   - [x] B"),
        ("![图](https://example.org/a.png)文。", "Text."),
        ("- 文。", "- ![Chart](https://example.org/a.png) Text."),
        ("文[^1]。\n\n[^1]: 注![图](https://example.org/a.png)。", "Text[^1].\n\n[^1]: Note."),
        ("> [!TIP]\n> 提示。", "> [!WARNING]\n> A tip."),
    ] {
        let told = said("passage-unpaired", zh, en);
        assert!(!told.is_empty(), "{zh} / {en}");
    }
    for (zh, en) in [
        ("3. 甲\n4. 乙", "3. A\n3. B"),
        (
            "甲[^源]，乙[^二]。\n\n[^源]: 注。\n\n[^二]: 注。",
            "A[^src], B[^two].\n\n[^src]: Note.\n\n[^two]: Note.",
        ),
        ("> [!TIP]\n> 提示。", "> [!TIP]\n> A tip."),
        ("- [x] 甲\n- [ ] 乙", "- [X] A\n- [ ] B"),
        ("![图](https://example.org/a.png)文。", "Text ![chart](https://example.org/b.png)."),
    ] {
        assert_eq!(said("passage-unpaired", zh, en), Vec::<String>::new(), "{zh} / {en}");
    }
}

#[test]
fn a_summary_on_one_side_is_told_once() {
    for (zh, en) in [
        ("---\ntitle: 页\nsummary: 摘要。\n---\n\n正文。", "Text."),
        ("正文。", "---\ntitle: Page\nsummary: A lead.\n---\n\nText."),
    ] {
        let told = ["passage-unpaired", "front-matter-invalid"].map(|rule| said(rule, zh, en).len());
        assert_eq!(told, [0, 1], "{zh} / {en}");
    }
}

#[test]
fn chinese_that_stayed_in_english_is_told_in_whatever_marks() {
    let zh = "全市企业数量增加，居全省第一位。";
    for en in [
        "全市企业数量增加，居全省第一位。",
        "**全市企业数量增加，居全省第一位。**",
        "*全市企业数量增加，居全省第一位。*",
        "“全市企业数量增加，居全省第一位。”",
        "（全市企业数量增加，居全省第一位。）",
        "(全市企业数量增加，居全省第一位。)",
        "***“全市企业数量增加”***，2024。",
    ] {
        assert_eq!(said("text-untranslated", zh, en).len(), 1, "{en}");
    }
    let alt = said("text-untranslated", "![一张图](a.png)文", "![一张显示企业数量的图](a.png) Text");
    assert_eq!(alt, ["en: Chinese text stands in the English"]);
    let note = said("text-untranslated", "文{>>原文如此，疑为误植。<<}。", "Text{>>原文如此，疑为误植。<<}.");
    assert_eq!(note, ["en: the note on the English side is still Chinese"]);
    let footnote =
        said("text-untranslated", "文[^1]。\n\n[^1]: 见该书第三章。", "Text[^1].\n\n[^1]: 见该书第三章。");
    assert_eq!(footnote.len(), 1, "{footnote:?}");
}

#[test]
fn han_that_is_meant_stays_in_english() {
    for (zh, en) in [
        ("文[^1]。\n\n[^1]: 见东湖志。", "Text[^1].\n\n[^1]: See the Gazetteer of Donghu 东湖志, chapter 3."),
        ("重大项目。", "Major projects (重大项目)."),
        ("[English](https://example.org/en)", "[简体中文](https://example.org/zh)"),
        ("文{>>原字作“侯诊”。<<}。", "Text{>>The print has 侯诊.<<}."),
        (
            "| 名 | 义 |\n|---|---|\n| 重大项目 | 大的 |",
            "| Name | Sense |\n|---|---|\n| “重大项目” | large |",
        ),
        ("`全市`", "`全市`"),
        ("日本語の文章です。", "日本語の文章です。"),
        ("Обзор", "Обзор"),
        ("<ruby>湾<rt>wān</rt></ruby>是海湾。", "The sign <ruby>湾<rt>wān</rt></ruby> means bay."),
        ("[English](https://example.org/en) | 简体中文", "English | [简体中文](https://example.org/zh)"),
        ("# 圣保罗", "# São Paulo"),
        ("总统府部", "Ministerio de la Presidencia"),
    ] {
        assert_eq!(said("text-untranslated", zh, en), Vec::<String>::new(), "{zh} / {en}");
    }
}

#[test]
fn english_that_stands_for_chinese_is_told() {
    for (zh, en) in [
        ("The city grew.", "The city grew fast."),
        ("Firms grew fast.", "Firms grew fast."),
        ("## Overview of the report", "## Overview of the report"),
        ("- 项\n\n  The city grew.", "- Item\n\n  The city grew."),
    ] {
        let told = said("text-untranslated", zh, en);
        assert_eq!(told, ["zh: this block of the Chinese side is English"], "{zh}");
    }
    for (zh, en) in [
        ("## Overview", "## Overview"),
        ("## Getting Started", "## Getting started"),
        ("- Summary", "- Summary"),
        (
            "| 名 | 义 |\n|---|---|\n| 甲 | The city grew fast. |",
            "| Name | Sense |\n|---|---|\n| A | The city grew fast. |",
        ),
    ] {
        let told = said("text-untranslated", zh, en);
        assert_eq!(told, ["zh: this block of the Chinese side is English"], "{zh}");
    }
}

#[test]
fn what_is_left_in_another_language_is_told_wherever_it_stands() {
    for (zh, en, words) in [
        (
            "文{>>This was left in English.<<}。",
            "Text{>>This was left in English.<<}.",
            "these words of the Chinese",
        ),
        (
            "![A chart of the firms](https://example.org/a.png)文",
            "![A chart of the firms](https://example.org/a.png) Text",
            "these words of the Chinese",
        ),
        (
            "---\ntitle: Overview of the city\n---\n\n文",
            "---\ntitle: Overview of the city\n---\n\nText",
            "stands in the Chinese header",
        ),
        (
            "---\ntitle: 页\nsummary: The city grew fast.\n---\n\n文",
            "---\ntitle: Page\nsummary: The city grew fast.\n---\n\nText",
            "stands in the Chinese header",
        ),
        ("---\ntitle: 页\n---\n\n文", "---\ntitle: “城市概述”\n---\n\nText", "stands in the English header"),
        ("## 概述", "## Обзор", "in another language"),
        ("- 河又长又宽。", "- Der Fluss ist lang und breit.", "in another language"),
        ("> [!NOTE]\n> 概述", "> [!NOTE]\n> 개요", "in another language"),
    ] {
        let told = said("text-untranslated", zh, en);
        assert!(told.len() == 1 && told[0].contains(words), "{zh} / {en}: {told:?}");
    }
}

#[test]
fn names_code_and_sources_stand_as_they_are_on_both_sides() {
    for (zh, en) in [
        (
            "| 名 | 类型 |\n|---|---|\n| 甲 | (optionA: Option, optionB: Option, info: { searchValue: string }) => number |",
            "| Name | Type |\n|---|---|\n| A | (optionA: Option, optionB: Option, info: { searchValue: string }) => number |",
        ),
        (
            "[1] Jane Roe. A Study of Rivers (2nd Edition). Example Press.",
            "[1] Jane Roe. A Study of Rivers (2nd Edition). Example Press.",
        ),
        (
            "文[^1]。\n\n[^1]: Roe, J. (2017). The War on Rivers. Press.",
            "Text[^1].\n\n[^1]: Roe, J. (2017). The War on Rivers. Press.",
        ),
        ("Liberté, égalité, fraternité.", "Liberté, égalité, fraternité."),
        ("Jane Roe", "Jane Roe"),
        ("## RCEP", "## RCEP"),
        ("## Docker", "## Docker"),
        ("| Usage | Notes |\n|---|---|\n| 甲 | License |", "| Usage | Notes |\n|---|---|\n| A | License |"),
        (
            "---\ntitle: Vue 3\nsummary: WTO\ntags: [machine learning]\n---\n\n文",
            "---\ntitle: Vue 3\nsummary: WTO\ntags: [machine learning]\n---\n\nText",
        ),
        (
            "---\ntitle: 页\noriginal: none\n---\n\n> Error: ENOSPC: System limit for number of watchers reached",
            "> Error: ENOSPC: System limit for number of watchers reached",
        ),
    ] {
        let (untranslated, width) = (said("text-untranslated", zh, en), said("punctuation-width", zh, en));
        assert_eq!((untranslated, width), (vec![], vec![]), "{zh}");
    }
}

#[test]
fn ids_are_unique_whatever_a_heading_asks() {
    let templates = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"));
    let mut asked: Vec<String> = [
        "p1",
        "p2",
        "p3",
        "n1",
        "r1",
        "n1-en",
        "r1-en",
        "fn-zh-1",
        "fnr-zh-1",
        "h-p1",
        "fig-gdp",
        "f-gdp-t-zh",
    ]
    .map(String::from)
    .into();
    for entry in templates
        .into_iter()
        .filter_map(Result::ok)
        .filter(|one| one.path().extension().is_some_and(|one| one == "html"))
    {
        let text = fs::read_to_string(entry.path()).unwrap();
        asked.extend(text.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()));
    }
    asked.retain(|id| !id.contains(['{', '}']));
    assert!(asked.len() > 25, "{asked:?}");
    let headings = |word: &str| asked.iter().map(|id| format!("## {word} {{#{id}}}\n\n")).collect::<String>();
    let folder = Folder::with_site();
    let figure = "figures:\n  - { id: gdp, label: 生产总值, unit: 亿元, points: [{ at: 2016, value: 3875 }, { at: 2021, value: 5786 }] }\n";
    let quote = "> 全市生产总值从3875亿元增加到5786亿元";
    write(
        &folder,
        &format!(
            "---\ntitle: 页\noriginal: report\n{figure}---\n\n文[^1]{{>>注<<}}。\n\n{quote}\n\n[^1]: 注。\n\n{}## 甲\n\n## 甲",
            headings("题")
        ),
        &format!(
            "---\ntitle: Page\nfigures: [{{ id: gdp, label: GDP, unit: RMB billion }}]\n---\n\nText[^1]{{>>A note<<}}.\n\n> GDP rose from RMB 387.5 billion to RMB 578.6 billion\n\n[^1]: Note.\n\n{}## A\n\n## A",
            headings("Title")
        ),
    );
    let ran = folder.run(&["build"]);
    assert_eq!(ran.status.code(), Some(0), "{}", ran.stderr);
    for edition in ["zh", "en", "parallel"] {
        let page = folder.read(&format!("public/{edition}/topic/page.html"));
        let mut ids: Vec<&str> =
            page.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
        let count = ids.len();
        ids.sort_unstable();
        let twice: Vec<_> = ids.windows(2).filter(|two| two[0] == two[1]).map(|two| two[0]).collect();
        assert!(twice.is_empty(), "{edition}: {twice:?} of {count}");
    }
}

#[test]
fn a_paragraph_split_or_joined_makes_no_figure_missing() {
    let (rise, ports) = ("全市生产总值增长7.2%，达到5786亿元。", "新建港口3个、机场2个，投资45亿元。");
    let (rose, built) = (
        "The city’s GDP grew 7.2% to RMB 578.6 billion.",
        "Three ports and two airports were built at a cost of RMB 4.5 billion.",
    );
    for (zh, en) in [
        (format!("{rise}{ports}"), format!("{rose}\n\n{built}")),
        (format!("{rise}\n\n{ports}"), format!("{rose} {built}")),
        (
            format!("开头一段。\n\n{rise}{ports}\n\n结尾一段。"),
            format!("First.\n\n{rose}\n\n{built}\n\nLast."),
        ),
        (format!("- {rise}\n- {ports}"), format!("- {rose} {built}")),
        (format!("> {rise}{ports}"), format!("> {rose}\n>\n> {built}")),
    ] {
        assert_eq!(said("figure-mismatch", &zh, &en), Vec::<String>::new(), "{zh} / {en}");
        assert!(!said("passage-unpaired", &zh, &en).is_empty(), "{zh} / {en}");
        let wrong = en.replace("4.5 billion", "45 billion");
        let told = said("figure-mismatch", &zh, &wrong);
        assert_eq!(told.len(), 1, "{zh} / {wrong}: {told:?}");
        assert!(told[0].contains("4,500,000,000 yuan in the Chinese"), "{told:?}");
    }
    // What one side has alone is told as that, and the figures of its neighbors stay right.
    let (zh, en) =
        (format!("{rise}\n\n另有一段说到2000年的12件事。\n\n{ports}"), format!("{rose}\n\n{built}"));
    assert_eq!(said("figure-mismatch", &zh, &en), Vec::<String>::new());
}

#[test]
fn a_list_in_another_order_is_said_to_be_that() {
    let zh = "- 新建港口3个\n- 新建机场2个\n- 新增就业4.5万人";
    for en in [
        "- Two new airports\n- Three new ports\n- 45,000 new jobs",
        "- 45,000 new jobs\n- Three new ports\n- Two new airports",
    ] {
        let told = said("figure-mismatch", zh, en);
        assert_eq!(told, ["en: the English entries stand in another order than the Chinese"], "{en}");
    }
    let wrong = "- Two new airports\n- Four new ports\n- 45,000 new jobs";
    let told = said("figure-mismatch", zh, wrong);
    assert!(told.len() == 2 && told.iter().all(|one| !one.contains("another order")), "{told:?}");
    assert!(
        said("figure-mismatch", zh, "- Three new ports\n- Two new airports\n- 45,000 new jobs").is_empty()
    );
}
