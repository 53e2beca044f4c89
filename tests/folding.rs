//! What the comparison of a quotation with its original ignores, item by item of the published list
//! (`duizhao explain quote-not-found`): one example that matches, and a near one that does not.

use std::process::Command;

use serde_json::Value;

use crate::site::Folder;

/// The rules of the errors that a site has whose page quotes `quoted` from an original that says `printed`.
fn errors(printed: &str, quoted: &str) -> Vec<String> {
    let folder = Folder::with_site();
    folder.write(
        "content/originals/print.md",
        format!("---\ntitle: {{ zh: 印本, en: Print }}\nsign: 印\n---\n{printed}\n"),
    );
    let page = format!("---\ntitle: 页\noriginal: print\n---\n\n{quoted}\n");
    folder.write("content/topic/page.zh.md", page);
    folder.write("content/topic/page.en.md", "---\ntitle: Page\n---\n\n> A quotation in English.\n");
    let output = Command::new(env!("CARGO_BIN_EXE_duizhao"))
        .args(["check", "--format", "json", "-C"])
        .arg(folder.path())
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let quote = |one: &&Value| one["rule"].as_str().is_some_and(|rule| rule.starts_with("quote-"));
    let findings = report["findings"].as_array().unwrap().iter().filter(quote);
    findings.map(|one| one["rule"].as_str().unwrap().to_owned()).collect()
}

/// The printed text, a quotation that is the same by the list, and a near one that is not.
const LIST: [(&str, &str, &str, &str); 20] = [
    ("blanks", "全市 生产总值 增长很快。", "> 全市生产总值增长很快。", "> 全市生产值增长很快。"),
    (
        "a full-width blank",
        "全市　生产总值增长很快。",
        "> 全市生产总值增长很快。",
        "> 全市·生产总值增长很快。",
    ),
    ("a line break", "全市生产总值\n增长很快。", "> 全市生产总值增长很快。", "> 全市生产总值，增长很快。"),
    ("a blank line", "全市生产总值\n\n增长很快。", "> 全市生产总值增长很快。", "> 全市生产总值。增长很快。"),
    (
        "a line break of the quotation",
        "全市生产总值增长很快。",
        "> 全市生产总值\n> 增长很快。",
        "> 全市生产总值\n> 涨很快。",
    ),
    ("a tab", "全市\t生产总值增长很快。", "> 全市生产总值增长很快。", "> 全市、生产总值增长很快。"),
    (
        "a no-break space",
        "全市\u{a0}生产总值增长很快。",
        "> 全市生产总值增长很快。",
        "> 全市-生产总值增长很快。",
    ),
    (
        "U+200B",
        "全市\u{200b}生产总值增长很快。",
        "> 全市生产总值增长很快。",
        "> 全市\u{ad}生产总值增长很快。",
    ),
    (
        "U+200D",
        "全市\u{200d}生产总值增长很快。",
        "> 全市生产总值增长很快。",
        "> 全市\u{200e}生产总值增长很快。",
    ),
    (
        "U+2060",
        "全市\u{2060}生产总值增长很快。",
        "> 全市生产总值增长很快。",
        "> 全市\u{2061}生产总值增长很快。",
    ),
    (
        "U+FEFF",
        "全市\u{feff}生产总值增长很快。",
        "> 全市生产总值增长很快。",
        "> 全市\u{fffd}生产总值增长很快。",
    ),
    ("a comma's width", "总量居首，增速领先。", "> 总量居首,增速领先。", "> 总量居首、增速领先。"),
    ("parentheses' width", "总量（全省）居首。", "> 总量(全省)居首。", "> 总量[全省]居首。"),
    (
        "a per cent sign's width",
        "增长6.4％，居全省首位。",
        "> 增长6.4%，居全省首位。",
        "> 增长6.4‰，居全省首位。",
    ),
    ("a colon's width", "目标：全省领先。", "> 目标:全省领先。", "> 目标；全省领先。"),
    ("no digits' width", "增长6.4%，居全省首位。", "> 增长6.4%，居全省首位。", "> 增长６.4%，居全省首位。"),
    ("no letters' width", "建成5G基站。", "> 建成5G基站。", "> 建成5Ｇ基站。"),
    ("no full stop", "总量居全省首位。", "> 总量居全省首位。", "> 总量居全省首位."),
    ("no quotation marks", "打响“东方”品牌。", "> 打响“东方”品牌。", "> 打响\"东方\"品牌。"),
    (
        "no script, no word",
        "我们不得不承认发展的短板。",
        "> 我们不得不承认发展的短板。",
        "> 我们得不承认發展的短板。",
    ),
];

#[test]
fn each_item_of_the_published_list_holds_and_reaches_no_further() {
    for (item, printed, same, near) in LIST {
        assert_eq!(errors(printed, same), Vec::<String>::new(), "{item}: {same}");
        assert_eq!(errors(printed, near), ["quote-not-found"], "{item}: {near}");
    }
}
