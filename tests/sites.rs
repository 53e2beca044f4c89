//! Sites that one can open: each folder below `tests/sites/`, with what `duizhao check` says of it beside it.
//!
//! `expected.en.txt` and `expected.zh.txt` hold the exit status and the report as an editor reads it.
//! `DUIZHAO_EXPECTED=write cargo test sites` writes them anew; read what has changed before you commit it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::site::{Folder, program};

/// The folders of all sites.
fn sites() -> Vec<PathBuf> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/sites");
    let mut all: Vec<_> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    all.sort();
    all
}

/// What a check of a site says in a language, with its exit status.
fn report(site: &Path, lang: &str) -> String {
    let ran = program().arg("-C").arg(site).args(["check", "--lang", lang]).output().unwrap();
    let said = String::from_utf8(ran.stderr).unwrap();
    let status = ran.status.code().unwrap_or(-1);
    format!("exit status {status}\n\n{said}")
}

/// Two texts line by line: `-` is expected and was not said, `+` was said and is not expected.
fn difference(expected: &str, got: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), got.lines().collect());
    // The longest common lines of each two rests.
    let mut common = vec![vec![0; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            common[i][j] = match old[i] == new[j] {
                true => common[i + 1][j + 1] + 1,
                false => common[i + 1][j].max(common[i][j + 1]),
            };
        }
    }
    let (mut i, mut j, mut shown) = (0, 0, String::new());
    while i < old.len() || j < new.len() {
        let is_same = i < old.len() && j < new.len() && old[i] == new[j];
        let is_gone = !is_same && i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]);
        let (sign, line) = match (is_same, is_gone) {
            (true, _) => (' ', old[i]),
            (_, true) => ('-', old[i]),
            (_, false) => ('+', new[j]),
        };
        shown.push_str(&format!("{sign} {line}\n"));
        i += usize::from(is_same || is_gone);
        j += usize::from(is_same || !is_gone);
    }
    shown
}

#[test]
fn each_site_gets_the_report_that_lies_beside_it() {
    let write = std::env::var("DUIZHAO_EXPECTED").is_ok_and(|value| value == "write");
    let mut wrong = Vec::new();
    for site in sites() {
        for lang in ["en", "zh"] {
            let file = site.join(format!("expected.{lang}.txt"));
            let got = report(&site, lang);
            if write {
                fs::write(&file, &got).unwrap();
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if expected != got {
                wrong.push(format!("{}\n{}", file.display(), difference(&expected, &got)));
            }
        }
    }
    assert!(wrong.is_empty(), "- expected, + said:\n\n{}", wrong.join("\n"));
}

/// A check writes nothing, so the sites may be checked where they lie.
#[test]
fn a_check_leaves_a_site_as_it_is() {
    for site in sites() {
        let folder = Folder::of(&site.file_name().unwrap().to_string_lossy());
        let before = folder.files("");
        folder.run(&["check"]);
        assert_eq!(before, folder.files(""), "{}", site.display());
    }
}

#[test]
fn a_difference_is_shown_line_by_line() {
    assert_eq!(difference("一\n二\n三\n", "一\n两\n三\n四\n"), "  一\n- 二\n+ 两\n  三\n+ 四\n");
    assert_eq!(difference("", "一\n"), "+ 一\n");
    assert_eq!(difference("一\n", ""), "- 一\n");
}
