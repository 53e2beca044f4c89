//! `init` and `new`, killed before any step that changes the disk: the next try ends as if nothing had been.
//!
//! `strace` kills them at a step of its counting. A few steps of each kind with every test, all of them with
//! `DUIZHAO_KILLS=all`; where there is no `strace`, that is said and nothing is tried.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::site::Folder;

/// The steps that change something on the disk.
const STEPS: [&str; 7] = ["mkdirat", "openat", "write", "linkat", "unlinkat", "mkdir", "renameat"];

/// Runs a command that is killed before a step is taken for the `at`th time; gives whether it was.
fn killed(folder: &Path, args: &[&str], step: &str, at: usize) -> bool {
    let inject = format!("inject={step}:signal=SIGKILL:when={at}");
    let mut command = Command::new("strace");
    command.args(["-f", "-qqq", "-o", "/dev/null", "-e", &format!("trace={step}"), "-e", &inject]);
    command.arg(env!("CARGO_BIN_EXE_duizhao")).arg("-C").arg(folder).args(args);
    let done = command.output().unwrap();
    use std::os::unix::process::ExitStatusExt;
    done.status.signal() == Some(9) || done.status.code() == Some(137)
}

/// How often a command takes a step.
fn count(folder: &Path, args: &[&str], step: &str) -> usize {
    let trace = folder.with_extension("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-qqq", "-o"]).arg(&trace).args(["-e", &format!("trace={step}")]);
    command.arg(env!("CARGO_BIN_EXE_duizhao")).arg("-C").arg(folder).args(args);
    command.output().unwrap();
    let count = fs::read_to_string(&trace).unwrap().lines().filter(|line| line.contains(step)).count();
    fs::remove_file(&trace).unwrap();
    count
}

/// All that a folder holds, with links and empty folders.
fn tree(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().map(Result::unwrap);
    let read = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(folder).unwrap().display().to_string();
        let is_file = entry.file_type().is_file();
        (path, if is_file { fs::read(entry.path()).unwrap() } else { b"folder".to_vec() })
    };
    all.map(read).collect()
}

/// What a folder holds after a command in it.
fn made(args: &[&str], begin: &impl Fn() -> Folder) -> Vec<(String, Vec<u8>)> {
    let folder = begin();
    assert!(folder.run(args).status.success());
    tree(folder.path())
}

/// Kills a command before each step and runs it again; `begin` makes the folder that it finds.
fn any_step(args: &[&str], begin: impl Fn() -> Folder) {
    any_step_then(args, args, begin);
}

/// Kills a command before each step, then runs another one that makes files of the same names.
fn any_step_then(args: &[&str], then: &[&str], begin: impl Fn() -> Folder) {
    if !Command::new("strace").arg("-V").output().is_ok_and(|done| done.status.success()) {
        println!("there is no strace here: nothing was killed");
        return;
    }
    let (first, wanted) = (made(args, &begin), made(then, &begin));
    let mut kills = 0;
    for step in STEPS {
        let all = count(begin().path(), args, step);
        let often = std::env::var("DUIZHAO_KILLS").is_ok_and(|kills| kills == "all");
        // The last steps are those of the files themselves.
        let stride = if often { 1 } else { (all / 6).max(1) };
        for at in (1..=all).rev().step_by(stride) {
            let folder = begin();
            if !killed(folder.path(), args, step, at) {
                continue;
            }
            kills += 1;
            // Killed once more on the next try, then left alone.
            killed(folder.path(), args, step, (at / 2).max(1));
            let again = folder.run(then);
            // What was whole before it was killed is there, and is not made twice.
            let is_there = again.stderr.contains("is already there");
            assert!(again.status.success() || is_there, "{then:?}, killed at {step} {at}: {}", again.stderr);
            let wanted = if is_there { &first } else { &wanted };
            let names = |tree: &[(String, Vec<u8>)]| tree.iter().map(|one| one.0.clone()).collect::<Vec<_>>();
            let now = tree(folder.path());
            assert_eq!(names(&now), names(wanted), "{args:?}, killed at {step} {at}");
            assert!(now == *wanted, "{args:?}, killed at {step} {at}: other bytes");
        }
    }
    assert!(kills > 8, "{kills} kills");
}

#[test]
fn a_new_site_that_was_killed_is_made_by_the_next_try() {
    any_step(&["init", "deep/er/site"], Folder::new);
}

#[test]
fn a_new_page_that_was_killed_is_made_by_the_next_try() {
    any_step(&["new", "topic/another"], Folder::with_site);
    any_step(&["new", "elsewhere/_index"], Folder::with_site);
}

#[test]
fn a_new_page_that_was_killed_does_not_stop_the_next_try_whatever_it_asks_for() {
    any_step_then(
        &["new", "topic/another"],
        &["new", "topic/another", "--original", "report#1"],
        Folder::with_site,
    );
    any_step_then(
        &["new", "topic/another", "--original", "report#1"],
        &["new", "topic/another"],
        Folder::with_site,
    );
}

#[test]
fn what_somebody_has_written_since_a_new_page_was_killed_stays() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|done| done.status.success()) {
        println!("there is no strace here: nothing was killed");
        return;
    }
    let page = "content/topic/another.zh.md";
    let by_rename = |folder: &Folder| {
        folder.write("content/topic/draft", "我的稿子。\n");
        fs::rename(folder.path().join("content/topic/draft"), folder.path().join(page)).unwrap();
    };
    let in_place = |folder: &Folder| folder.write(page, folder.read(page) + "我的稿子。\n");
    for save in [&in_place as &dyn Fn(&Folder), &by_rename] {
        let folder = Folder::with_site();
        // One half has its name, the other has not.
        assert!(killed(folder.path(), &["new", "topic/another"], "linkat", 2));
        save(&folder);
        let again = folder.run(&["new", "topic/another", "--original", "report#1"]);
        assert_eq!(again.status.code(), Some(2));
        assert!(again.stderr.contains("this half is already there"), "{}", again.stderr);
        assert!(folder.read(page).ends_with("我的稿子。\n"));
    }
}
