//! Charts as pages have them: words that are text, lengths that are exact, one table and one download a page.

use std::collections::BTreeMap;

use crate::site::Folder;

const REPORT: &str = "全市生产总值从3875亿元增加到5786亿元，研发经费支出占生产总值比重从1.85%提高到2.45%左右，高新技术产业占比从42.3%提高到63.8%。保险金额170万元。城乡居民收入倍差从2.04缩小到1.92。督察反馈16个问题，完成整改8个。到2026年，全市生产总值达到8000亿元。办理1小时。";
const ZH: &str = "全市生产总值从3875亿元增加到5786亿元，研发经费支出占生产总值比重从1.85%提高到2.45%左右，高新技术产业占比从42.3%提高到63.8%。保险金额170万元。城乡居民收入倍差从2.04缩小到1.92。督察反馈16个问题，完成整改8个。到2026年，全市生产总值达到8000亿元。办理1小时。";
const EN: &str = "GDP rose from RMB 387.5 billion to RMB 578.6 billion, spending on research from 1.85 percent of GDP to about 2.45 percent, and the share of high-tech industries from 42.3 percent to 63.8 percent. The insured sum is RMB 1.7 million. The ratio of urban to rural income fell from 2.04 to 1.92. The inspection raised 16 problems, of which 8 are rectified. By 2026 GDP is to reach RMB 800 billion. Handling takes 1 hour.";

const GDP: &str = "{ id: gdp, label: 生产总值, unit: 亿元, chart: change, points: [{ at: 2016, value: 3875, inferred: true }, { at: 2021, value: 5786 }, { at: 2026, value: 8000, kind: target }] }";

/// The pages of a site with figures of the report: `zh`, `en`, `parallel`.
fn built(figures: &[(&str, &str)]) -> (Folder, BTreeMap<&'static str, String>) {
    let folder = Folder::with_site();
    folder.write(
        "content/originals/report.md",
        format!("---\ntitle: {{ zh: 报告, en: Report }}\nsign: 报\n---\n{REPORT}\n"),
    );
    let list = |side: usize| -> String {
        figures
            .iter()
            .map(|figure| format!("  - {}\n", if side == 0 { figure.0 } else { figure.1 }))
            .collect()
    };
    folder.page(
        "content/topic/growth.zh.md",
        &format!("title: 增长\noriginal: report\nfigures:\n{}", list(0)),
        format!("> {ZH}"),
    );
    folder.page(
        "content/topic/growth.en.md",
        &format!("title: Growth\nfigures:\n{}", list(1)),
        format!("> {EN}"),
    );
    let ran = folder.command(&["build"]).output().unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    let page = |edition| (edition, folder.read(&format!("public/{edition}/topic/growth.html")));
    let pages = ["zh", "en", "parallel"].map(page).into_iter().collect();
    (folder, pages)
}

const GDP_EN: &str = "{ id: gdp, label: GDP, unit: RMB billion }";

#[test]
fn a_change_is_stated_with_both_numbers_and_the_years() {
    let (_, pages) = built(&[(GDP, GDP_EN)]);
    let said = "<b>+49%（名义）</b>：3875 → 5786亿元，5年间（2016—2021年），由本站算出";
    assert!(pages["zh"].contains(said), "{}", pages["zh"]);
    let said = "<b>+49%, nominal</b>: RMB\u{a0}387.5 → 578.6\u{a0}billion in 5 years (2016–2021), computed by this site";
    assert!(pages["en"].contains(said), "{}", pages["en"]);
    for words in ["+49%（名义）", "+49%, nominal"] {
        assert!(pages["parallel"].contains(words));
    }
}

#[test]
fn changes_of_shares_are_points_and_of_ratios_differences() {
    let (_, pages) = built(&[
        (
            "{ id: rd, label: 研发经费支出占生产总值比重, unit: \"%\", chart: change, points: [{ at: 2016, value: 1.85 }, { at: 2021, value: 2.45, kind: estimate }] }",
            "{ id: rd, label: Research, unit: percent }",
        ),
        (
            "{ id: ratio, label: 收入倍差, unit: \"\", chart: dots, points: [{ at: 2016, value: 2.04 }, { at: 2021, value: 1.92 }] }",
            "{ id: ratio, label: Income ratio, unit: \"\" }",
        ),
    ]);
    assert!(
        pages["en"].contains("<b>+0.6 points</b>: 1.85 → 2.45\u{a0}percent in 5 years (2016–2021, estimate)")
    );
    assert!(pages["zh"].contains("<b>+0.6个百分点</b>：1.85 → 2.45%，5年间（2016—2021年，预计）"));
    assert!(pages["zh"].contains("<b>−0.12</b>：2.04 → 1.92，5年间"));
    // Dots stand on a scale with marked ends, and it is said that it does not begin at zero.
    assert!(pages["zh"].contains("刻度不从零起") && pages["en"].contains("the scale does not start at zero"));
    assert!(pages["zh"].contains("<span>1.9</span><span>2.05</span>"), "{}", pages["zh"]);
}

#[test]
fn what_is_bounded_or_undated_has_no_change() {
    let (_, pages) = built(&[(
        "{ id: gdp, label: 生产总值, unit: 亿元, chart: change, points: [{ at: 2016, value: 3875 }, { at: 2021, value: 5786, bound: over }] }",
        GDP_EN,
    )]);
    assert!(!pages["zh"].contains("由本站算出"), "{}", pages["zh"]);
    let (_, pages) = built(&[(
        "{ id: gdp, label: 生产总值, unit: 亿元, chart: bars, points: [{ at: 甲, value: 3875 }, { at: 乙, value: 5786 }] }",
        "{ id: gdp, label: GDP, unit: RMB billion, names: { 甲: One, 乙: Other } }",
    )]);
    assert!(!pages["zh"].contains("由本站算出"));
}

#[test]
fn shares_fill_as_much_of_a_hundred_as_they_are() {
    let high = |chart: &str| {
        format!(
            "{{ id: high, label: 高新技术产业占比, unit: \"%\", chart: {chart}, points: [{{ at: 2016, value: 42.3 }}, {{ at: 2021, value: 63.8 }}] }}"
        )
    };
    for chart in ["share", "change", "bars"] {
        let (_, pages) = built(&[(&high(chart), "{ id: high, label: High-tech share, unit: percent }")]);
        for width in ["width=\"42.30%\"", "width=\"63.80%\""] {
            assert!(pages["parallel"].contains(width), "{chart}: {}", pages["parallel"]);
        }
        assert!(pages["zh"].contains("<span>0</span><span>50</span><span>100%</span>"));
    }
    // A share too small to be seen in a hundred is drawn from zero.
    let (_, pages) = built(&[(
        "{ id: rd, label: 研发经费支出占生产总值比重, unit: \"%\", chart: bars, points: [{ at: 2016, value: 1.85 }, { at: 2021, value: 2.45 }] }",
        "{ id: rd, label: Research, unit: percent }",
    )]);
    assert!(pages["zh"].contains("width=\"100.00%\"") && !pages["zh"].contains("100%</span>"));
}

#[test]
fn a_part_of_a_count_says_its_share() {
    let (_, pages) = built(&[(
        "{ id: problems, label: 督察问题, unit: 个, chart: share, points: [{ at: 反馈, value: 16 }, { at: 完成整改, value: 8 }] }",
        "{ id: problems, label: Problems, unit: problems, names: { 反馈: Raised, 完成整改: Rectified } }",
    )]);
    assert!(pages["zh"].contains("8个</span> <span class=\"at\">占50%"), "{}", pages["zh"]);
    assert!(pages["en"].contains("50% of the whole"));
    assert!(pages["en"].contains("width=\"50.00%\""));
}

#[test]
fn targets_and_estimates_have_marks_of_their_own_and_words() {
    let (_, pages) = built(&[(GDP, GDP_EN)]);
    assert!(pages["zh"].contains("<i class=\"mk aim\" aria-hidden=\"true\"></i>目标"));
    assert!(pages["zh"].contains("class=\"plan\" fill=\"url(#f-gdp-h)\""));
    // The earlier result is paler than the latest.
    assert_eq!(pages["zh"].matches("class=\"b0\"").count(), 1);
    assert_eq!(pages["zh"].matches("class=\"b1\"").count(), 1);
    let (_, pages) = built(&[(
        "{ id: rd, label: 研发经费支出占生产总值比重, unit: \"%\", chart: line, points: [{ at: 2016, value: 1.85 }, { at: 2021, value: 2.45, kind: estimate }] }",
        "{ id: rd, label: Research, unit: percent }",
    )]);
    assert!(pages["en"].contains("<i class=\"mk est\" aria-hidden=\"true\"></i>estimate"));
    assert!(pages["en"].contains("fill=\"url(#f-rd-e)\"") && pages["en"].contains("id=\"f-rd-e\""));
}

#[test]
fn a_result_is_paler_than_a_later_estimate() {
    let (_, pages) = built(&[(
        "{ id: rd, label: 研发经费支出占生产总值比重, unit: \"%\", chart: change, points: [{ at: 2016, value: 1.85 }, { at: 2021, value: 2.45, kind: estimate }] }",
        "{ id: rd, label: Research, unit: percent }",
    )]);
    assert!(pages["zh"].contains("class=\"b0\"") && !pages["zh"].contains("class=\"b1\""));
}

#[test]
fn numbers_are_said_as_the_quotation_says_them() {
    let (_, pages) = built(&[
        (
            "{ id: sum, label: 保险金额, unit: 万元, points: [{ at: 2021, value: 170 }] }",
            "{ id: sum, label: Sum, unit: RMB }",
        ),
        (
            "{ id: hours, label: 办理时间, unit: 小时, points: [{ at: 2021, value: 1 }] }",
            "{ id: hours, label: Time, unit: hours }",
        ),
    ]);
    assert!(pages["en"].contains(">RMB 1.7 million<"), "{}", pages["en"]);
    assert!(!pages["en"].contains("1,700,000"));
    assert!(pages["en"].contains(">1 hour<"));
}

#[test]
fn text_is_no_part_of_a_drawing_and_the_drawing_is_no_part_of_what_is_read_out() {
    let (_, pages) = built(&[(GDP, GDP_EN)]);
    for page in pages.values() {
        let figures = page.split("<figure class=\"ch").nth(1).unwrap().split("</figure>").next().unwrap();
        assert!(!figures.contains("<text"), "{figures}");
        assert!(figures.contains("<figcaption"));
        for svg in figures.split("<svg").skip(1).filter(|svg| svg.contains('>')) {
            assert!(svg.split('>').next().unwrap().contains("aria-hidden"), "{svg}");
        }
    }
}

#[test]
fn cards_alone_have_no_table_and_charts_have_one_a_page() {
    let card = (
        "{ id: hours, label: 办理时间, unit: 小时, points: [{ at: 2021, value: 1 }] }",
        "{ id: hours, label: Time, unit: hours }",
    );
    let other = (
        "{ id: sum, label: 保险金额, unit: 万元, points: [{ at: 2021, value: 170 }] }",
        "{ id: sum, label: Sum, unit: RMB }",
    );
    let (_, pages) = built(&[card, other]);
    assert!(!pages["parallel"].contains("<table"));
    assert_eq!(pages["parallel"].matches("all_figures.csv").count(), 1);
    let (_, pages) = built(&[(GDP, GDP_EN), card, other]);
    assert_eq!(pages["parallel"].matches("<table").count(), 1);
    assert_eq!(pages["parallel"].matches("all_figures.csv").count(), 1);
    let table = pages["parallel"].split("<table").nth(1).unwrap().split("</table>").next().unwrap();
    assert_eq!(table.matches("<tr>").count(), 6, "a head and five numbers: {table}");
    assert!(
        table.contains("rowspan=\"3\"") && table.contains("2026年，目标") && table.contains("2026, target")
    );
    // The document and the paragraph of each.
    assert_eq!(table.matches("<span lang=\"zh-Hans\">报</span> 1").count(), 5, "{table}");
}

#[test]
fn what_is_not_shown_is_in_the_data_all_the_same() {
    let hidden = GDP.replace("chart: change", "chart: none");
    let (folder, pages) = built(&[(&hidden, GDP_EN)]);
    assert!(!pages["zh"].contains("<figure class=\"ch"));
    assert!(folder.read("public/data/topic/growth/all_figures.csv").contains("5786"));
}

#[test]
fn a_time_is_never_a_group_in_the_data() {
    let (folder, _) = built(&[
        (GDP, GDP_EN),
        (
            "{ id: problems, label: 督察问题, unit: 个, year: 2022, chart: share, points: [{ at: 反馈, value: 16 }, { at: 完成整改, value: 8 }] }",
            "{ id: problems, label: Problems, unit: problems, names: { 反馈: Raised, 完成整改: Rectified } }",
        ),
    ]);
    let csv = folder.read("public/data/topic/growth/all_figures.csv");
    let lines: Vec<&str> = csv.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines[0],
        "page,figure,label_zh,label_en,at_zh,at_en,group_zh,group_en,series_zh,series_en,value_zh,unit_zh,value_en,unit_en,kind,bound,inferred,document,paragraph"
    );
    assert_eq!(
        lines[1],
        "topic/growth,gdp,生产总值,GDP,2016,2016,,,,,3875,亿元,387.5,RMB billion,result,,true,report,1"
    );
    assert_eq!(
        lines[5],
        "topic/growth,problems,督察问题,Problems,2022,2022,完成整改,Rectified,,,8,个,8,problems,result,,false,report,1"
    );
    let own = folder.read("public/data/topic/growth/problems.csv");
    assert_eq!(own.lines().nth(1), Some(lines[4]));
    let json: serde_json::Value =
        serde_json::from_str(&folder.read("public/data/topic/growth/all_figures.json")).unwrap();
    assert_eq!(json[1]["points"][0]["at"]["zh"], "2022");
    assert_eq!(json[1]["points"][0]["group"]["en"], "Raised");
    assert_eq!(json[0]["points"][0]["group"], serde_json::Value::Null);
}

#[test]
fn lines_of_several_series_have_marks_of_several_shapes_and_say_each_change() {
    let (_, pages) = built(&[(
        "{ id: two, label: 两项, unit: 亿元, chart: line, points: [{ at: 2016, series: 甲, value: 3875 }, { at: 2021, series: 甲, value: 5786 }, { at: 2016, series: 乙, value: 3875 }, { at: 2021, series: 乙, value: 8000 }] }",
        "{ id: two, label: Two, unit: RMB billion, names: { 甲: One, 乙: Other } }",
    )]);
    let page = &pages["en"];
    assert!(page.contains("class=\"m1\"") && page.contains("class=\"m2\""));
    assert!(
        page.contains("One <b>+49%, nominal</b>") && page.contains("Other <b>×2.1, nominal</b>"),
        "{page}"
    );
}

#[test]
fn the_numbered_parts_of_a_document_stand_below_its_lines() {
    let folder = Folder::with_site();
    let original = "content/originals/report.md";
    let header =
        "---\ntitle: { zh: 报告, en: Report }\nsign: 报\nheadings: [{ paragraph: 1, en: I. Review }]\n---\n";
    let text = "一、回顾\n\n全市生产总值从3875亿元增加到5786亿元，年均增长6.4%。\n\n二、打算\n\n发展旅游。\n\n谢谢大家。\n";
    let shown = |header: &str| {
        folder.write(original, format!("{header}{text}"));
        let ran = folder.command(&["build"]).output().unwrap();
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        let html = folder.read("public/originals/report.html");
        html.split("class=\"parts\"").nth(1).map(|one| one.split("</div>").next().unwrap().to_owned())
    };
    let parts = shown(header).expect("parts");
    let width = |one: &str| one.split('"').nth(1).unwrap().trim_end_matches('%').parse::<f64>().unwrap();
    let widths: Vec<f64> = parts.split("<svg width=").skip(1).map(width).collect();
    assert_eq!(widths.len(), 3, "what stands before the first, and two parts: {parts}");
    assert!((widths.iter().sum::<f64>() - 100.0).abs() < 0.03 && widths[0] == 0.0, "{widths:?}");
    assert!(widths[1] > widths[2], "the first part is longer: {widths:?}");
    for part in [
        "<a href=\"#p1\" tabindex=\"-1\">",
        "<title>一、回顾 I. Review</title>",
        "<tspan lang=\"zh-Hans\">一</tspan> <tspan lang=\"en\">I</tspan>",
        "<tspan lang=\"zh-Hans\">二</tspan></text>",
    ] {
        assert!(parts.contains(part), "{part} in {parts}");
    }
    // Parts with names instead of numbers would stand in each other's way.
    assert_eq!(shown(&header.replace("I. Review }]", "I. Review }, { paragraph: 5, level: 1 }]")), None);
}
