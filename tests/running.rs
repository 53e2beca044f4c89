//! The program where the machine gives little: nobody reads what it says, no threads, no files to open.

#![cfg(target_os = "linux")]

use std::fs::{self, OpenOptions};
use std::process::{Command, Stdio};

use crate::site::Folder;

const ZH: &str = "content/topic/growth.zh.md";
/// A pair of texts for commands that read such; they find it in the present folder.
const PAIRS: &str = "tests/fuzz/corpus/json_lines/sound";

/// A site with a mark to correct in three pages.
fn to_correct() -> Folder {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写:"));
    for name in ["about", "topic/_index"] {
        folder.write(&format!("content/{name}.zh.md"), "---\ntitle: 页\n---\n\n这是一句,没有完。\n");
        folder.write(
            &format!("content/{name}.en.md"),
            "---\ntitle: Page\n---\n\nThis is a sentence, unfinished.\n",
        );
    }
    folder
}

fn left(folder: &Folder) -> usize {
    folder.run(&["check", "--format", "json"]).text().matches("\"punctuation-width\"").count()
}

#[test]
fn nobody_who_reads_is_no_reason_to_stop_halfway() {
    let full = || Stdio::from(OpenOptions::new().write(true).open("/dev/full").unwrap());
    let closed = || {
        // A pipe whose reader has gone.
        let mut child = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
        let end = child.stdin.take().unwrap();
        child.wait().unwrap();
        Stdio::from(end)
    };
    for (name, stderr) in [("full", &full as &dyn Fn() -> Stdio), ("closed", &closed)] {
        let folder = to_correct();
        assert!(left(&folder) >= 3, "{name}");
        for (args, codes) in [
            (&["check", "--fix"][..], &[0][..]),
            (&["check"], &[0]),
            (&["build"], &[0]),
            (&["accept"], &[0]),
            (&["nothing"], &[2]),
            (&["new", "topic/x"], &[0]),
            (&["compare", PAIRS], &[0, 1, 2]),
            (&["align", PAIRS], &[0, 1, 2]),
            (&["figures", PAIRS], &[0, 1, 2]),
            (&["markdown", PAIRS], &[0, 1, 2]),
            (&["init", "another"], &[0]),
        ] {
            let done = folder.command(args).stdout(Stdio::null()).stderr(stderr()).status().unwrap();
            assert!(done.code().is_some_and(|code| codes.contains(&code)), "{name} {args:?}: {done:?}");
        }
        assert_eq!(left(&folder), 0, "{name}: half of a --fix");
        assert!(folder.path().join("public/index.html").exists(), "{name}");
    }
    for (name, stdout) in [("full", &full as &dyn Fn() -> Stdio), ("closed", &closed)] {
        let folder = to_correct();
        for args in [
            &["explain"][..],
            &["check", "--format", "json"],
            &["check", "--format", "sarif"],
            &["build", "--format", "json"],
            &["schema", "site"],
            &["help"],
            &["--version"],
            &["man"],
            &["completions", "bash"],
            &["compare", PAIRS],
            &["align", PAIRS],
            &["figures", PAIRS],
            &["markdown", PAIRS],
        ] {
            let done = folder.command(args).stdout(stdout()).stderr(Stdio::null()).status().unwrap();
            assert!(done.code().is_some_and(|code| code <= 2), "{name} {args:?}: {done:?}");
        }
    }
}

#[test]
fn few_files_and_no_threads_are_told_and_never_a_panic() {
    let folder = to_correct();
    let program = env!("CARGO_BIN_EXE_duizhao");
    for files in ["4", "5", "6", "8", "12"] {
        for args in ["check --fix", "build", "accept", "explain", "new topic/few"] {
            let line = format!("ulimit -n {files}; exec {program} -C {} {args}", folder.path().display());
            let done = Command::new("bash").args(["-c", &line]).env("LC_ALL", "C").output().unwrap();
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(
                done.status.code().is_some_and(|code| code <= 2),
                "{files} {args}: {:?} {said}",
                done.status
            );
            assert!(!said.contains("panicked") && !said.contains("itself failed"), "{files} {args}: {said}");
        }
    }
    let copy = folder.path().join("duizhao");
    fs::copy(program, &copy).unwrap();
    for args in ["check", "explain"] {
        let line = format!("ulimit -u 1; exec {} -C {} {args}", copy.display(), folder.path().display());
        let mut command = Command::new("setpriv");
        command
            .args(["--reuid=65533", "--regid=65533", "--clear-groups", "bash", "-c", &line])
            .env("LC_ALL", "C");
        let Ok(done) = command.output() else {
            println!("no other user can be taken here: a machine without threads was not tried");
            return;
        };
        let said = String::from_utf8_lossy(&done.stderr);
        if said.contains("setpriv:") {
            return;
        }
        assert!(done.status.code().is_some_and(|code| code <= 2), "{args}: {:?} {said}", done.status);
        assert!(!said.contains("panicked") && !said.contains("itself failed"), "{args}: {said}");
    }
}

#[test]
fn what_steers_a_terminal_or_turns_a_line_is_shown_by_its_number() {
    let folder = Folder::with_site();
    let evil = "标题\u{1b}]0;x\u{7} 与\u{202e}年\u{9b}31m\u{200f}";
    folder.write(
        ZH,
        folder.read(ZH).replace("title: 增长", &format!("title: \"{evil}\"\nunknown\u{202e}key: 1")),
    );
    folder.write("content/topic/a\u{202e}b\u{1b}c.zh.md", "---\ntitle: 例\n---\n");
    for args in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["check", "--format", "github"],
        &["accept", "topic/\u{1b}[31m\u{202e}x"],
        &["new", "topic/\u{1b}[31m\u{202e}x"],
    ] {
        let done = folder.run(args);
        let said = format!("{}{}", done.text(), done.stderr);
        let steers = |c: char| duizhao::base::visible::steers(c);
        let raw: String = said.chars().filter(|c| steers(*c)).collect();
        assert_eq!(raw, "", "{args:?}: {}", done.stderr);
    }
}

#[test]
fn feeds_and_pages_are_well_formed_whatever_a_title_holds() {
    let folder = Folder::with_site();
    let evil = "标题\\u0001\\u001B\\u202E\\u0085\\uFFFE ]]> <b> &amp; \\\" '";
    folder.write(ZH, folder.read(ZH).replace("title: 增长", &format!("title: \"{evil}\"")));
    let term = format!("- zh: 产值\n  en: output\n  note: {{ zh: \"{evil}\", en: \"{evil}\" }}\n");
    folder.write("content/glossary.yaml", term);
    folder
        .write("content/site.yaml", folder.read("content/site.yaml") + "base_url: https://example.org/a/\n");
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    for (path, bytes) in folder.files("public") {
        let Ok(text) = String::from_utf8(bytes) else { continue };
        if !path.ends_with(".css") {
            let raw: Vec<char> = text.chars().filter(|c| duizhao::base::visible::steers(*c)).collect();
            assert!(raw.is_empty(), "{path}: {raw:?}");
        }
        if path.ends_with(".xml") {
            duizhao::base::xml::parse(&text).unwrap_or_else(|error| panic!("{path}: {error:?}\n{text}"));
        }
    }
}
