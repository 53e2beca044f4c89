//! Sites that one can open: each folder below `tests/sites/`, with what `duizhao check` says of it beside it.
//!
//! `expected.en.txt` and `expected.zh.txt` hold the exit status and the report as an editor reads it.
//! `DUIZHAO_EXPECTED=write cargo test sites` writes them anew; read what has changed before you commit it.

use std::collections::BTreeSet;
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

/// The ids of a page that stand there more than once.
fn ids_twice(html: &str) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let ids = html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    ids.filter(|id| !seen.insert(id.clone())).collect()
}

/// Paths of one output that some disk cannot tell apart, and pages with an id twice.
fn doubled<'f>(files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> Vec<String> {
    let mut paths = BTreeSet::new();
    let mut wrong = Vec::new();
    for (path, bytes) in files {
        if !paths.insert(path.to_lowercase()) {
            wrong.push(format!("{path} is there in another case too"));
        }
        if path.ends_with(".html") {
            let twice = ids_twice(&String::from_utf8_lossy(bytes));
            wrong.extend(twice.into_iter().map(|id| format!("{path}: {id} is there twice")));
        }
    }
    wrong
}

#[test]
fn ids_and_paths_are_unique_in_every_site_and_in_what_is_published() {
    let public = walkdir::WalkDir::new(concat!(env!("CARGO_MANIFEST_DIR"), "/public"));
    let public: Vec<(String, Vec<u8>)> = public
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| (entry.path().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect();
    let mut outputs = vec![("public".to_owned(), public)];
    for site in sites() {
        let name = site.file_name().unwrap().to_string_lossy().into_owned();
        let folder = Folder::of(&name);
        if folder.run(&["build"]).status.success() {
            outputs.push((name, folder.files("public")));
        }
    }
    assert!(outputs.len() >= 4, "{} outputs", outputs.len());
    for (name, files) in &outputs {
        assert!(files.iter().filter(|(path, _)| path.ends_with(".html")).count() > 10, "{name}");
        let wrong = doubled(files.iter().map(|(path, bytes)| (&**path, &**bytes)));
        assert!(wrong.is_empty(), "{name}: {wrong:#?}");
    }
}

#[test]
fn what_stands_twice_is_told() {
    let page: &[u8] = b"<h2 id=\"p2\"></h2><p id=\"p2\">";
    let wrong = doubled([("a.html", page), ("A.html", &b"<p>"[..])]);
    assert_eq!(wrong, ["a.html: p2 is there twice", "A.html is there in another case too"]);
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
