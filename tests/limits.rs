//! What grows with the size of the input, not with its square: each input is doubled twice, and the processor
//! time that the second doubling costs is bounded by that of the first.
//!
//! Processor time, not the clock on the wall; a run that was disturbed is run again.

#![cfg(unix)]

use std::process::Command;

use crate::site::Folder;

/// The processor time of a command, in milliseconds.
fn cost(folder: &Folder, args: &[&str]) -> f64 {
    let mut command = Command::new("bash");
    command.args(["-c", "TIMEFORMAT=%U; time \"$@\" >/dev/null 2>&1", "-"]);
    command.arg(env!("CARGO_BIN_EXE_duizhao")).arg("-C").arg(folder.path()).args(args);
    let said = command.output().unwrap().stderr;
    String::from_utf8_lossy(&said).trim().parse::<f64>().unwrap() * 1000.0
}

/// Asserts that doubling an input at most about doubles what it costs beyond a site without it.
fn grows_with_its_size(name: &str, size: usize, make: impl Fn(&Folder, usize), args: &[&str]) {
    let least = cost(&Folder::with_site(), args);
    let mut seen = Vec::new();
    for _ in 0..4 {
        let [one, two] = [size, 2 * size].map(|size| {
            let folder = Folder::with_site();
            make(&folder, size);
            (cost(&folder, args) - least).max(20.0)
        });
        seen.push((one, two));
        // A square grows fourfold, a cube eightfold.
        if two / one < 3.0 {
            return;
        }
    }
    panic!("{name} of {size} and twice that: {seen:?} ms");
}

fn page(folder: &Folder, zh: String, en: String) {
    folder.write("content/topic/long.zh.md", format!("---\ntitle: 页\nsummary: 一句\n---\n\n{zh}\n"));
    folder.write("content/topic/long.en.md", format!("---\ntitle: P\nsummary: s\n---\n\n{en}\n"));
}

#[test]
fn terms_without_renderings() {
    let make = |folder: &Folder, size: usize| {
        folder.write("content/glossary.yaml", "- zh: 中\n  en: middle\n");
        page(folder, "中。".repeat(size), "x. ".repeat(size));
    };
    grows_with_its_size("sentences with a term", 4000, make, &["check"]);
}

#[test]
fn waivers_on_a_page() {
    let make = |folder: &Folder, size: usize| {
        let waived =
            |n: usize| format!("<!-- duizhao: allow punctuation-width: 照录 -->\n\n第{n}段,句。\n\n");
        let zh = (0..size).map(waived).collect();
        page(folder, zh, (0..size).map(|n| format!("Paragraph {n}.\n\n")).collect());
    };
    grows_with_its_size("waivers", 1500, make, &["check"]);
}

/// A page that quotes an original of these paragraphs.
fn quoting(folder: &Folder, paragraphs: &[String], quoted: &str, count: usize) {
    let header = "---\ntitle: 文\ntitle_en: D\nshort: 文\nshort_en: D\ndate: 2024-01-01\n---\n\n";
    folder.write("content/originals/long.md", format!("{header}{}\n", paragraphs.join("\n\n")));
    let header = "---\ntitle: 页\nsummary: 一句\noriginal: long\n---\n\n";
    folder.write("content/topic/long.zh.md", format!("{header}{quoted}"));
    let en = "> A sentence.\n\n".repeat(count);
    folder.write("content/topic/long.en.md", format!("---\ntitle: P\nsummary: s\n---\n\n{en}"));
}

/// Sentences that are alike and not equal.
fn alike(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("本年度第{n}项工作按期完成，成效明显，群众满意。")).collect()
}

#[test]
fn quotations_times_originals() {
    let right = |folder: &Folder, size: usize| {
        let said = alike(size);
        let quoted: String = said.iter().map(|one| format!("> {one}\n\n")).collect();
        quoting(folder, &said, &quoted, size);
    };
    grows_with_its_size("right quotations", 1000, right, &["check"]);
    let wrong = |folder: &Folder, size: usize| {
        let said = vec!["经济稳步增长，城市面貌更新。".repeat(8); size];
        let quoted = format!("> {}\n\n", "经济稳步增长，城市面貌更旧。".repeat(4)).repeat(size / 20);
        quoting(folder, &said, &quoted, size / 20);
    };
    grows_with_its_size("wrong quotations of repeated text", 1000, wrong, &["check"]);
    let order = |folder: &Folder, size: usize| {
        let said = alike(size);
        let parts: Vec<&str> = said.iter().rev().map(String::as_str).collect();
        quoting(folder, &said, &format!("> {}\n\n", parts.join("[…]")), 1);
    };
    grows_with_its_size("parts in the wrong order", 500, order, &["check"]);
}

#[test]
fn links_to_headings() {
    let make = |folder: &Folder, size: usize| {
        let side = |name: &str| -> String {
            (0..size).map(|n| format!("## {name} {n}\n\n[{name}](#{name}-none-{n})\n\n")).collect()
        };
        page(folder, side("标题"), side("Heading"));
    };
    grows_with_its_size("links to headings that are not there", 500, make, &["check"]);
}

#[test]
fn passages_that_are_gone() {
    let make = |folder: &Folder, size: usize| {
        let said = |zh: &str, en: &str| {
            let all: String = (0..size).map(|n| format!("{zh}{n}\n\n")).collect();
            (all, (0..size).map(|n| format!("{en} {n}\n\n")).collect::<String>())
        };
        let (zh, en) = said("甲乙丙丁", "A B C D");
        page(folder, zh, en);
        assert_eq!(folder.run(&["accept"]).status.code(), Some(0));
        let (zh, en) = said("春夏秋冬", "Spring and fall");
        page(folder, zh, en);
    };
    grows_with_its_size("passages", 1000, make, &["check"]);
}

#[test]
fn raw_html_in_raw_html() {
    let make = |folder: &Folder, size: usize| page(folder, "<div>\n".repeat(size), "<div>\n".repeat(size));
    grows_with_its_size("nested tags", 4000, make, &["check"]);
}

#[test]
fn links_from_folder_to_folder() {
    let make = |folder: &Folder, size: usize| {
        std::fs::create_dir_all(folder.path().join(format!("content/f/d{size}"))).unwrap();
        for n in 0..size {
            std::fs::create_dir_all(folder.path().join(format!("content/f/d{n}"))).unwrap();
            for name in ["a", "b"] {
                let link = folder.path().join(format!("content/f/d{n}/{name}"));
                std::os::unix::fs::symlink(format!("../d{}", n + 1), link).unwrap();
            }
        }
    };
    grows_with_its_size("folders with two links each to the next", 15, make, &["check"]);
}

#[test]
fn memories_beyond_their_bounds_are_told_at_once() {
    let folder = Folder::new();
    let deep = format!("{}{}", "<a>".repeat(20_000), "</a>".repeat(20_000));
    let entity = format!(
        "<!DOCTYPE t [<!ENTITY a \"{}\">]><tmx><tu><tuv xml:lang=\"zh\"><seg>{}</seg></tuv></tu></tmx>",
        "1 ".repeat(50_000),
        "&a;".repeat(200)
    );
    let names: String = (0..5000).map(|n| format!("<a xmlns:n{n}=\"u{n}\">")).collect();
    for text in [deep, entity, names + &"</a>".repeat(5000)] {
        folder.write("memory.tmx", text);
        let done = folder.run_inside(&["figures", "memory.tmx"]);
        assert_eq!(done.status.code(), Some(2), "{}", done.stderr);
        assert!(done.stderr.contains("goes beyond a bound"), "{}", done.stderr);
    }
}

#[test]
fn a_text_without_an_end_is_read_as_far_as_the_limit() {
    let folder = Folder::new();
    for command in ["figures", "markdown"] {
        let done = folder.run_inside(&[command, "/dev/zero"]);
        assert_eq!(done.status.code(), Some(2), "{}", done.stderr);
        assert!(done.stderr.contains("it is too large"), "{}", done.stderr);
    }
}

#[test]
fn what_markdown_leaves_out_is_said() {
    let folder = Folder::new();
    folder.write("long.md", format!("First.\n\n{}\n\nLast.\n", "word ".repeat(20_000)));
    let done = folder.run_inside(&["markdown", "long.md"]);
    assert_eq!(done.status.code(), Some(1), "{}", done.stderr);
    assert!(done.stderr.contains("the paragraph is too long"), "{}", done.stderr);
    assert!(done.text().contains("First.") && done.text().contains("Last."), "{}", done.text());
    folder.write("short.md", "First.\n\n<b>Last.</b>\n");
    let done = folder.run_inside(&["markdown", "short.md"]);
    assert_eq!((done.status.code(), done.stderr.as_str()), (Some(0), ""));
}
