//! The table of indicators: what cells hold, where they lead, and the data files with what describes them.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::site::Folder;

const INDICATORS: &str = "content/indicators.yaml";
const ZH: &str = "content/topic/growth.zh.md";
const EN: &str = "content/topic/growth.en.md";

/// A site with one indicator: levels of an inferred year and of a year, a target, growth on average and for a year.
fn site() -> Folder {
    let folder = Folder::with_site();
    folder.write(
        "content/site.yaml",
        "title: { zh: 例站, en: Example }\ntopics: [topic]\nkey_figures: [gdp]\n",
    );
    folder.write(
        INDICATORS,
        "- id: gdp\n  name: { zh: 生产总值, en: Gross domestic product }\n  unit: { zh: 亿元, en: RMB billion }\n  note: { zh: 现价, en: at current prices }\n  topics: [topic]\n",
    );
    folder.write(
        "content/originals/report.md",
        "---\ntitle: { zh: 报告, en: Report }\nsign: 报\n---\n全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。\n\n2022年生产总值增长7%以上。到2026年，全市生产总值超过8000亿元。\n",
    );
    folder.write(
        ZH,
        "---\ntitle: 增长\noriginal: report\nkey: gdp\nfigures:\n  - id: gdp\n    label: 生产总值\n    unit: 亿元\n    indicator: gdp\n    chart: change\n    points:\n      - { at: 2016, value: 3875, inferred: true }\n      - { at: 2021, value: 5786, inferred: true }\n  - id: aim\n    label: 生产总值目标\n    unit: 万亿元\n    indicator: gdp\n    points: [{ at: 2026, value: 0.8, kind: target, bound: over }]\n  - { id: average, label: 年均增长, unit: \"%\", indicator: gdp, measure: annual-growth, points: [{ at: 2017–2021, value: 6.4, inferred: true }] }\n  - { id: plan, label: 增长目标, unit: \"%\", measure: growth, year: 2022, indicators: { 生产总值: gdp }, points: [{ at: 生产总值, value: 7, kind: target, bound: at-least }] }\n---\n\n报告这样写：\n\n> 全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。\n\n> 2022年生产总值增长7%以上。到2026年，全市生产总值超过8000亿元。\n",
    );
    folder.write(
        EN,
        "---\ntitle: Growth\nfigures:\n  - { id: gdp, label: GDP, unit: RMB billion }\n  - { id: aim, label: Aim for GDP, unit: RMB billion }\n  - { id: average, label: Average growth a year, unit: percent }\n  - { id: plan, label: Growth aimed at, unit: percent, names: { 生产总值: GDP } }\n---\n\nThe report says:\n\n> The city’s GDP rose from RMB 387.5 billion to RMB 578.6 billion, an average of 6.4 percent a year.\n\n> In 2022 GDP is to grow by at least 7 percent. By 2026 the city’s GDP is to exceed RMB 800 billion.\n",
    );
    folder
}

fn built() -> Folder {
    let folder = site();
    let ran = folder.command(&["build"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    folder
}

/// The rows of a CSV file, by the names of its columns. No cell here holds a comma.
fn rows(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut lines = text.strip_prefix('\u{feff}').unwrap().split("\r\n").filter(|line| !line.is_empty());
    let names: Vec<&str> = lines.next().unwrap().split(',').collect();
    let row = |line: &str| {
        let cells: Vec<&str> = line.split(',').collect();
        assert_eq!(cells.len(), names.len(), "{line}");
        names.iter().zip(cells).map(|(name, cell)| ((*name).to_owned(), cell.to_owned())).collect()
    };
    lines.map(row).collect()
}

#[test]
fn every_number_has_its_year_kind_bound_and_place() {
    let folder = built();
    let rows = rows(&folder.read("public/data/figures.csv"));
    let said: Vec<String> = rows
        .iter()
        .map(|row| {
            [
                "year_first",
                "year_last",
                "measure",
                "kind",
                "bound",
                "inferred",
                "value_zh",
                "value_en",
                "paragraph",
                "passage",
            ]
            .map(|name| row[name].as_str())
            .join(" ")
        })
        .collect();
    assert_eq!(
        said,
        [
            "2016 2016 level result  true 3875 387.5 1 p2",
            "2021 2021 level result  true 5786 578.6 1 p2",
            "2017 2021 annual-growth result  true 6.4 6.4 1 p2",
            "2022 2022 growth target at-least false 7 7 2 p3",
            "2026 2026 level target over false 8000 800 2 p3",
        ]
    );
    assert!(rows.iter().all(|row| row["indicator"] == "gdp" && row["document"] == "report"));
    assert_eq!(rows[3]["unit_en"], "percent");
}

#[test]
fn the_table_of_a_topic_links_each_number_to_its_passage() {
    let folder = built();
    for (edition, cells) in [
        ("zh", ["3875", "5786", "年均增6.4%", "2017—2021年", "增7%以上", "超过8000"]),
        ("en", ["387.5", "578.6", "+6.4% a year", "2017–2021", "at least +7%", "over 800"]),
    ] {
        let page = folder.read(&format!("public/{edition}/topic/index.html"));
        let table = page.split("<table class=\"ind\"").nth(1).unwrap().split("</table>").next().unwrap();
        let mut rest = table;
        for cell in cells {
            let at = rest.find(cell).unwrap_or_else(|| panic!("{edition}: {cell} in {rest}"));
            rest = &rest[at..];
        }
        assert_eq!(table.matches(&format!("href=\"../../{edition}/topic/growth.html#p2\"")).count(), 3);
        assert_eq!(table.matches(&format!("href=\"../../{edition}/topic/growth.html#p3\"")).count(), 2);
        // Targets stand in a box of their own, and say so to those who cannot see it.
        assert_eq!(table.matches("class=\"target\"").count(), 2);
    }
}

#[test]
fn a_period_is_not_joined_to_a_single_year() {
    let folder = built();
    let page = folder.read("public/figures.html");
    // One course from 2016 over 2021 to 2026: three dots, the growth of no year among them.
    let course = page.split("class=\"spark\"").nth(1).unwrap().split("</svg>").next().unwrap();
    assert_eq!(course.matches("<circle").count(), 3, "{course}");
    assert_eq!(course.matches("<circle class=\"t\"").count(), 1);
}

#[test]
fn key_figures_open_the_cover() {
    let folder = built();
    let cover = folder.read("public/index.html");
    let key = cover.split("<ol class=\"ledger\">").nth(1).unwrap().split("</ol>").next().unwrap();
    for said in [
        "3875",
        "5786",
        "亿元",
        "RMB\u{a0}387.5",
        "578.6",
        "billion",
        "+49%（名义）",
        "+49%, nominal",
        "2016*—2021*年",
    ] {
        assert!(key.contains(said), "{said} in {key}");
    }
    assert!(key.contains("2026年目标超过8000") && key.contains("target for 2026: over 800"), "{key}");
}

#[test]
fn no_figure_stands_for_a_page_unless_the_editor_chose_it() {
    let folder = built();
    assert!(folder.read("public/zh/topic/index.html").contains("class=\"key\""));
    folder.write(ZH, folder.read(ZH).replace("key: gdp\n", ""));
    assert!(folder.command(&["build"]).output().unwrap().status.success());
    assert!(!folder.read("public/zh/topic/index.html").contains("class=\"key\""));
}

#[test]
fn a_change_in_a_list_ends_with_the_last_result() {
    let folder = site();
    let reached = "      - { at: 2021, value: 5786, inferred: true }\n";
    let aim = "      - { at: 2026, value: 8000, kind: target, bound: over }\n";
    folder.write(ZH, folder.read(ZH).replace(reached, &format!("{reached}{aim}")));
    assert!(folder.command(&["build"]).output().unwrap().status.success());
    let key = |edition: &str| {
        let page = folder.read(&format!("public/{edition}/topic/index.html"));
        page.split("class=\"key\"")
            .nth(1)
            .unwrap()
            .chars()
            .take(300)
            .collect::<String>()
            .replace('\u{a0}', " ")
    };
    let (zh, en) = (key("zh"), key("en"));
    assert!(zh.contains("3875 → 5786") && !zh.contains("8000") && !zh.contains("目标"), "{zh}");
    assert!(en.contains("RMB 387.5 → 578.6 billion") && !en.contains("target"), "{en}");
}

#[test]
fn figures_of_no_indicator_have_rows_of_their_own() {
    let folder = built();
    folder.write(ZH, folder.read(ZH).replace(", indicators: { 生产总值: gdp }", ""));
    assert!(folder.command(&["build"]).output().unwrap().status.success());
    let rows = rows(&folder.read("public/data/figures.csv"));
    let own: Vec<_> = rows.iter().filter(|row| row["indicator"].is_empty()).collect();
    assert_eq!(own.len(), 1);
    assert_eq!((own[0]["label_zh"].as_str(), own[0]["year_last"].as_str()), ("增长目标：生产总值", "2022"));
}

/// Data Package and CSVW name each column of each file, in its order, and words that stand there.
#[test]
fn what_describes_the_data_is_true_of_them() {
    let folder = built();
    let json = |path: &str| -> Value { serde_json::from_str(&folder.read(path)).unwrap() };
    let (package, csvw) = (json("public/data/datapackage.json"), json("public/data/csv-metadata.json"));
    let tables: Vec<&Value> =
        package["resources"].as_array().unwrap().iter().filter(|one| one["format"] == "csv").collect();
    assert_eq!(tables.len(), csvw["tables"].as_array().unwrap().len());
    assert!(tables.len() >= 2);
    for (table, other) in tables.iter().zip(csvw["tables"].as_array().unwrap()) {
        let path = table["path"].as_str().unwrap();
        assert_eq!(other["url"], path);
        let text = folder.read(&format!("public/data/{path}"));
        let head = text.strip_prefix('\u{feff}').unwrap().lines().next().unwrap().trim_end();
        let fields = table["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
        assert_eq!(head, names.join(","));
        let columns = other["tableSchema"]["columns"].as_array().unwrap();
        assert_eq!(names, columns.iter().map(|one| one["titles"].as_str().unwrap()).collect::<Vec<_>>());
        for row in rows(&text) {
            for field in fields {
                let cell = &row[field["name"].as_str().unwrap()];
                let words = field["constraints"]["enum"].as_array();
                assert!(
                    cell.is_empty() || words.is_none_or(|words| words.iter().any(|one| one == cell)),
                    "{cell}"
                );
                match field["type"].as_str().unwrap() {
                    "integer" => assert!(cell.is_empty() || cell.parse::<i64>().is_ok(), "{cell}"),
                    "number" => assert!(cell.is_empty() || cell.parse::<f64>().is_ok(), "{cell}"),
                    "boolean" => assert!(cell == "true" || cell == "false", "{cell}"),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn the_page_of_all_figures_is_a_data_set_for_machines() {
    let folder = built();
    let page = folder.read("public/figures.html");
    let data = page
        .split("<script type=\"application/ld+json\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let data: Value = serde_json::from_str(data).unwrap();
    assert_eq!((&data["@type"], &data["temporalCoverage"]), (&"Dataset".into(), &"2016/2026".into()));
    assert_eq!(data["variableMeasured"].as_array().unwrap().len(), 1);
    // Filters need no script: for each one the style sheet has a rule, and each rule its button.
    let css = folder.read("public/assets/figures.css");
    for line in css.lines() {
        let id = line.split("#").nth(1).unwrap().split(':').next().unwrap();
        assert!(page.contains(&format!("id=\"{id}\"")), "{line}");
    }
    assert_eq!(page.matches("type=\"radio\"").count(), css.lines().count() + 4);
}
