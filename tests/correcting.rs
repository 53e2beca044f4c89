//! `check --fix`: what it changes, and what it never does.

use duizhao::assemble::load::Options;
use duizhao::cli;
use duizhao::publish::{Replaced, correct};
use duizhao::rules::fixes::corrections;

use crate::site::Folder;

const EN: &str = "content/topic/growth.en.md";
const ZH: &str = "content/topic/growth.zh.md";

/// Runs `check --fix`; the exit status and what it said.
fn fix(folder: &Folder) -> (Option<i32>, String) {
    folder.run(&["check", "--fix"]).told()
}

#[test]
fn marks_are_corrected_and_quotations_stay() {
    let folder = Folder::with_site();
    folder
        .write("content/originals/report.md", folder.read("content/originals/report.md") + "\n甲,乙(丙).\n");
    let body = "---\ntitle: 增长:五年\nsummary: 生产总值,以及收入\ndate: 2022-04-11\noriginal: report\n---\n\n\
                报告写道,到年底为止, 共有两处(见下).\n\n> 甲,乙(丙).\n\n- 列表里:\n\n  > 甲,乙(丙).\n";
    let fixed = "---\ntitle: 增长：五年\nsummary: 生产总值，以及收入\ndate: 2022-04-11\noriginal: report\n---\n\n\
                 报告写道，到年底为止，共有两处（见下）。\n\n> 甲,乙(丙).\n\n- 列表里：\n\n  > 甲,乙(丙).\n";
    let english = "---\ntitle: Growth\nsummary: Product\n---\n\nThe report says，to the year’s end，two（see below）。\n\n> A， B.\n\n- In a list:\n\n  > A， B.\n";
    let right = "---\ntitle: Growth\nsummary: Product\n---\n\nThe report says, to the year’s end, two (see below).\n\n> A， B.\n\n- In a list:\n\n  > A， B.\n";
    folder.write(ZH, body);
    folder.write(EN, english);
    let (status, said) = fix(&folder);
    assert_eq!(folder.read(ZH), fixed);
    assert_eq!(folder.read(EN), right);
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("content/topic/growth.zh.md: 8 corrected"), "{said}");
    assert!(said.contains("corrected 13 places in 2 files"), "{said}");
    let (_, again) = fix(&folder);
    assert!(again.contains("nothing that can be corrected"), "{again}");
    assert_eq!(folder.read(ZH), fixed);
}

#[test]
fn line_ends_marks_and_permissions_stay() {
    let folder = Folder::with_site();
    let text = folder.read(ZH).replace("报告这样写：", "报告这样写:").replace('\n', "\r\n");
    folder.write(ZH, format!("\u{feff}{text}"));
    let (_, said) = fix(&folder);
    assert!(said.contains("1 corrected"), "{said}");
    let expected = format!("\u{feff}{}", text.replace("这样写:", "这样写："));
    assert_eq!(folder.read(ZH), expected);
    assert!(folder.files("content").iter().all(|(path, _)| !path.contains(".next")));
}

#[test]
fn what_remains_is_shown_and_counts() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写:"));
    folder.write(EN, folder.read(EN).replace("578.6", "587.6"));
    let (status, said) = fix(&folder);
    assert_eq!(status, Some(1));
    assert!(
        said.contains("error[figure-mismatch]") && !said.contains("warning[punctuation-width]"),
        "{said}"
    );
}

#[test]
fn a_waived_mark_stays() {
    let folder = Folder::with_site();
    let text = folder
        .read(ZH)
        .replace("报告这样写：", "<!-- duizhao: allow punctuation-width: 照录程序的输出 -->\n\n报告这样写:");
    folder.write(ZH, &text);
    fix(&folder);
    assert_eq!(folder.read(ZH), text);
}

#[test]
fn a_file_that_changed_since_the_check_is_left_alone() {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写:"));
    let known = cli::know(folder.path(), &Options::default()).unwrap();
    let all = corrections(&known.site, &known.checked.findings);
    assert_eq!(all.len(), 1);
    let other = folder.read(ZH).replace("报告这样写:", "别人写了这一句:");
    folder.write(ZH, &other);
    assert_eq!(correct(folder.path(), &all[0]).unwrap(), Replaced::Changed);
    assert_eq!(folder.read(ZH), other);
}
