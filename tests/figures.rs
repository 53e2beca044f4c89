//! The figure check on a site: in every place that has text, with both values, and what `figures` answers
//! to lines that it cannot use.

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;

use crate::site::{Folder, program};

/// A site that has a number in a title, a summary, a figure's label, a heading, prose, a list, a table and a
/// quotation.
fn site() -> Folder {
    let folder = Folder::with_site();
    folder.write(
        "content/originals/report.md",
        "---\ntitle: { zh: 报告, en: Report }\nsign: 报\n---\n市场主体总量达到74.1万家，比重提高0.5个百分点。\n",
    );
    folder.write(
        "content/topic/growth.zh.md",
        "---\ntitle: 12项任务\nsummary: 全市有35个乡镇。\ndate: 2022-04-11\noriginal: report\nfigures:\n  - id: all\n    label: 前5年的总量\n    unit: 万家\n    points:\n      - { at: 2021, value: 74.1 }\n---\n\n## 48个项目\n\n全市有131家企业。\n\n- 医院27家\n- 学校16所\n\n| 项目 | 数量 |\n| --- | --- |\n| 桥 | 62座 |\n\n> 市场主体总量达到74.1万家，比重提高0.5个百分点。\n",
    );
    folder.write("content/topic/growth.en.md", ENGLISH);
    folder
}

const ENGLISH: &str = "---\ntitle: 12 tasks\nsummary: The city has 35 townships.\nfigures:\n  - { id: all, label: Total of the past 5 years, unit: thousand entities }\n---\n\n## 48 projects\n\nThe city has 131 firms.\n\n- 27 hospitals\n- 16 schools\n\n| Item | Number |\n| --- | --- |\n| Bridges | 62 |\n\n> The number of market entities reached 741,000, a share up 0.5 percentage points.\n";

/// The findings of the rule: line, message, help.
fn found(folder: &Folder) -> Vec<(u64, String, String)> {
    let report: Value = serde_json::from_slice(&folder.run(&["check", "--format", "json"]).stdout).unwrap();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .filter(|one| one["rule"] == "figure-mismatch")
        .map(|one| {
            assert!(one["primary"]["path"].as_str().unwrap().ends_with("growth.en.md"), "{one}");
            (one["primary"]["line"].as_u64().unwrap(), text(&one["message"]["en"]), text(&one["help"]["en"]))
        })
        .collect()
}

#[test]
fn a_figure_is_compared_wherever_there_is_text() {
    let folder = site();
    assert_eq!(found(&folder), [], "the sound site");
    let changes = [
        ("12 tasks", "13 tasks", 2),
        ("35 townships", "53 townships", 3),
        ("past 5 years", "past 4 years", 5),
        ("48 projects", "84 projects", 8),
        ("131 firms", "113 firms", 10),
        ("27 hospitals", "72 hospitals", 12),
        ("| 62 |", "| 26 |", 17),
        ("741,000", "741,001", 19),
    ];
    for (right, wrong, line) in changes {
        folder.write("content/topic/growth.en.md", ENGLISH.replace(right, wrong));
        let findings = found(&folder);
        assert!(findings.iter().any(|one| one.0 == line), "{wrong}: {findings:?}");
    }
}

#[test]
fn a_finding_names_both_values_and_the_step_that_went_wrong() {
    let folder = site();
    let say = |right: &str, wrong: &str| {
        folder.write("content/topic/growth.en.md", ENGLISH.replace(right, wrong));
        let mut findings = found(&folder);
        assert_eq!(findings.len(), 1, "{findings:?}");
        let (_, message, help) = findings.remove(0);
        (message, help)
    };
    let (message, help) = say("741,000", "7.41 million");
    assert!(message.contains("741,000 in the Chinese, 7,410,000 in the English"), "{message}");
    assert_eq!(help, "万 is ten thousand, so 74.1万 is 741,000");
    let (message, help) = say("0.5 percentage points", "0.5 percent");
    assert!(message.contains("0.5 percentage points in the Chinese, 0.5% in the English"), "{message}");
    assert_eq!(help, "百分点 is percentage points");
    let (message, _) = say("131 firms", "many firms");
    assert!(message.contains("missing") && message.contains("131"), "{message}");
}

/// What `figures` answers to an input: exit status, answers, what it says on stderr.
fn figures(input: &str) -> (i32, Vec<Value>, String) {
    let mut child = program()
        .arg("figures")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let bytes = input.as_bytes().to_vec();
    let writer = std::thread::spawn(move || stdin.write_all(&bytes));
    let output = child.wait_with_output().unwrap();
    let _ = writer.join().unwrap();
    let answers = String::from_utf8(output.stdout).unwrap();
    let answers = answers.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (output.status.code().unwrap(), answers, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn figures_answers_in_the_form_that_is_promised() {
    let (status, answers, _) = figures(
        "{\"id\":1,\"zh\":\"达到74.1万家\",\"en\":\"reached 7.41 million\"}\n\n{\"id\":\"b\",\"lang\":\"zh\",\"text\":\"😀三分之一，2024年12月26日\"}\n",
    );
    assert_eq!(status, 1);
    assert_eq!(answers[0]["ok"], false);
    assert_eq!(answers[0]["mismatches"][0]["kind"], "scale");
    assert_eq!(answers[0]["mismatches"][0]["en"]["value"], "7410000");
    assert_eq!(answers[1]["id"], "b");
    let third = &answers[1]["quantities"][0];
    assert_eq!((third["value"].as_str(), third["unit"].as_str()), (Some("1/3"), Some("count")));
    assert_eq!((third["start"].as_u64(), third["end"].as_u64()), (Some(1), Some(5)));
    assert_eq!(answers[1]["quantities"][1]["value"], "2024-12-26");
}

#[test]
fn a_line_that_cannot_be_used_is_told_by_its_number_in_both_languages() {
    let good = "{\"id\":1,\"zh\":\"3个\",\"en\":\"three\"}\n";
    for (bad, word) in [
        ("{\"id\":2,", "JSON"),
        ("[1, 2]", "\"zh\""),
        ("{\"id\":2,\"zh\":\"三个\"}", "\"en\""),
        ("{\"id\":2,\"zh\":3,\"en\":\"x\"}", "\"zh\""),
        ("{\"id\":2,\"lang\":\"fr\",\"text\":\"x\"}", "fr"),
    ] {
        let (status, answers, said) = figures(&format!("{good}{bad}\n{good}"));
        assert_eq!((status, answers.len()), (2, 1), "{bad}: {said}");
        assert!(
            said.contains("第 2 行") && said.contains("line 2") || said.contains("line 2"),
            "{bad}: {said}"
        );
        assert!(said.contains(word), "{bad}: {said}");
    }
}

#[test]
fn a_misspelt_scale_word_is_found_and_what_was_read_is_said() {
    let folder = site();
    folder.write(
        "content/topic/growth.zh.md",
        folder.read("content/topic/growth.zh.md").replace("131家企业", "320万次访问"),
    );
    for (wrong, read) in [("3.2 milion visits", "3.2"), ("3.2 visits", "3.2"), ("3.2 milliard visits", "3.2")]
    {
        folder.write("content/topic/growth.en.md", ENGLISH.replace("131 firms", wrong));
        let findings = found(&folder);
        let (line, message, help) = &findings[0];
        assert_eq!((findings.len(), *line), (1, 10), "{findings:?}");
        let said = format!("3,200,000 in the Chinese, {read} in the English");
        assert!(message.contains("different scales") && message.contains(&said), "{wrong}: {message}");
        assert_eq!(help, "万 is ten thousand, so 320万 is 3,200,000");
    }
    folder.write("content/topic/growth.en.md", ENGLISH.replace("131 firms", "3.2 million visits"));
    assert_eq!(found(&folder), []);
}

#[test]
fn one_line_of_ten_megabytes_is_answered() {
    let zh = "到2024年增长6.4%，达到1.2万亿元，其中三成以上来自二十几家企业，".repeat(60_000);
    let en = "By 2024 it grew 6.4% to 1.2 trillion yuan, over 30 percent of it from twenty-odd firms. "
        .repeat(60_000);
    let line = format!("{{\"id\":1,\"zh\":\"{zh}\",\"en\":\"{en}\"}}\n");
    assert!(line.len() >= 10 << 20, "{}", line.len());
    let (status, answers, said) = figures(&line);
    assert!(status < 2 && answers.len() == 1, "{status}: {said}");
    assert!(answers[0]["zh"].as_array().unwrap().len() >= 180_000);
    let dense = format!("{{\"id\":1,\"lang\":\"en\",\"text\":\"{}\"}}\n", "1-2/3:4 ".repeat(100_000));
    assert!(figures(&dense).0 == 0);
}

#[test]
fn a_long_line_and_a_memory_are_read() {
    let long = "增长6.4%，".repeat(300_000);
    let (status, answers, said) = figures(&format!("{{\"id\":1,\"lang\":\"zh\",\"text\":\"{long}\"}}\n"));
    assert_eq!((status, answers[0]["quantities"].as_array().unwrap().len()), (0, 300_000), "{said}");
    let memory = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header/><body><tu tuid=\"7\"><tuv xml:lang=\"zh-CN\"><seg>增长6.4%</seg></tuv><tuv xml:lang=\"en-US\"><seg>up 6.5%</seg></tuv></tu></body></tmx>";
    let (status, answers, _) = figures(memory);
    assert_eq!((status, answers[0]["id"].as_str()), (1, Some("7")));
    let (status, _, said) = figures("<tmx><body>");
    assert_eq!(status, 2);
    assert!(said.contains("TMX"), "{said}");
}
