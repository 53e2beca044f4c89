//! Findings as people read them: floods, narrow terminals, colors.

use std::process::Command;
use std::sync::OnceLock;

use unicode_width::UnicodeWidthStr;

use super::harness::{Expected, Transcript};
use super::pages::page;
use crate::site::Folder;

/// A site with many findings of one rule in several files.
fn flood() -> Folder {
    let folder = Folder::with_site();
    for n in 0..12 {
        let many = ["一句,"; 25].join("\n\n");
        folder.page(&format!("content/topic/flood-{n}.zh.md"), "title: 很多", many);
        folder.page(&format!("content/topic/flood-{n}.en.md"), "title: Many", "");
    }
    folder
}

/// A site with many findings of one rule in one file.
fn torrent() -> Folder {
    let folder = Folder::with_site();
    let many = ["一句,"; 25].join("\n\n");
    folder.page("content/topic/flood.zh.md", "title: 很多", many);
    folder.page("content/topic/flood.en.md", "title: Many", "");
    folder
}

/// A site with one finding that has many places.
fn crowd() -> Folder {
    let text = |word: &str| (0..20).map(|n| format!("第{n}{word}在这里。")).collect::<String>();
    let folder = page(&text("句"), "There are sentences.");
    assert!(folder.run(&["accept"]).status.code().is_some());
    folder.page("content/topic/page.zh.md", "title: 例\noriginal: report", text("段"));
    folder
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        let cases: &[(&dyn Fn() -> Folder, &str, &str)] = &[
            (&flood, "个文件里还有", "files, not shown one by one; most of them"),
            (
                &flood,
                "全部列出：duizhao check --format json",
                "to list all of them: duizhao check --format json",
            ),
            (&torrent, "里还有 5 处，没有一一列出", "5 more in content/topic/flood.zh.md"),
        ];
        for (make, zh, en) in cases {
            transcript.tells(make, Expected { args: &["check"], status: 1, zh, en });
        }
        transcript.tells(&crowd, Expected { args: &["check"], status: 0, zh: "处", en: "more places" });
        transcript
    })
}

#[test]
fn a_flood_is_counted_in_both_languages() {
    transcript().assert_right();
}

/// What a check shows in a terminal of some width; `None` where there is no `script` to make one.
fn shown(folder: &Folder, width: usize, env: &[(&str, &str)]) -> Option<String> {
    let program = env!("CARGO_BIN_EXE_duizhao");
    let run = format!(
        "stty rows 24 cols {width}; LC_ALL=zh_CN.UTF-8 {program} -C {} check",
        folder.path().display()
    );
    let mut command = Command::new("script");
    command.args(["-qec", &run, "/dev/null"]).env("LC_ALL", "C").env("TERM", "xterm");
    command.env_remove("NO_COLOR").envs(env.iter().copied());
    let output = command.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).replace('\r', ""))
}

/// Text without the signs for colors.
fn bare(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| all + part.split_once('m').map_or("", |(_, rest)| rest))
}

/// A site with a long Chinese line in which a figure is wrong, and with a wrong quotation.
fn faulty() -> Folder {
    let zh = "这一段说明来历，一年里做了很多事情，".repeat(6);
    let folder = page(
        &format!("{zh}企业有12家。\n\n> 市場主体总量达到74.1万家，其中企业28.3万家。"),
        "There are 13 firms.\n\n> 741,000 and 283,000.",
    );
    folder.page("content/topic/x.zh.md", "title: 例\n作者: 某人", "");
    folder
}

#[test]
#[cfg(target_os = "linux")]
fn a_terminal_gets_colors_and_lines_that_fit() {
    let folder = faulty();
    let Some(colored) = shown(&folder, 80, &[]) else {
        println!("there is no `script` here: no terminal was tried");
        return;
    };
    assert!(colored.contains('\u{1b}'), "{colored}");
    for env in [("NO_COLOR", "1"), ("TERM", "dumb")] {
        let plain = shown(&folder, 80, &[env]).unwrap();
        assert!(!plain.contains('\u{1b}'), "{env:?}: {plain}");
        assert_eq!(plain, bare(&colored), "{env:?}");
    }
    let empty = shown(&folder, 80, &[("NO_COLOR", "")]).unwrap();
    assert!(empty.contains('\u{1b}'), "an empty NO_COLOR says nothing: {empty}");
    for width in [80, 120] {
        let text = bare(&shown(&folder, width, &[]).unwrap());
        for line in text.lines() {
            assert!(line.width() <= width, "{} of {width} cells: {line}\n{text}", line.width());
        }
    }
    // A pipe has no width: nothing is broken in two there.
    let piped = folder.command(&["check", "--lang", "zh"]).output().unwrap();
    let piped = String::from_utf8_lossy(&piped.stderr).into_owned();
    assert!(piped.lines().any(|line| line.width() > 80 && line.contains("= 怎么办")), "{piped}");
}
