//! After an edit a build reads only what has changed, told by what the disk says of each file: whatever is done to a
//! file, in whatever way and at whatever moment, the site is that of a build that reads everything.

use std::fs;
use std::path::PathBuf;
use std::thread;
use std::time::{Duration, SystemTime};

use crate::site::Folder;

const PAGE: &str = "content/topic/town-1.en.md";

/// A site that was built, and again when the clock of the disk had moved on, so that nothing is read any more.
fn settled() -> Folder {
    let folder = Folder::with_excerpts(3);
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    thread::sleep(Duration::from_millis(120));
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    folder
}

/// Whether `check` and `build` say and make what they do without a cache; and whether the site has some words.
fn shows(folder: &Folder, words: &str) -> bool {
    assert_eq!(folder.run(&["check"]).told(), folder.run(&["check", "--no-cache"]).told());
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    let compared = folder.run(&["build", "--check", "--no-cache"]).told();
    assert_eq!(compared.0, Some(0), "{}", compared.1);
    folder.read("public/en/topic/town-1.html").contains(words)
}

fn path(folder: &Folder) -> PathBuf {
    folder.path().join(PAGE)
}

fn set_time(folder: &Folder, time: SystemTime) {
    fs::File::options().write(true).open(path(folder)).unwrap().set_modified(time).unwrap();
}

#[test]
fn a_file_that_was_touched_and_not_changed_changes_nothing() {
    let folder = settled();
    for time in [SystemTime::now(), SystemTime::now() + Duration::from_secs(3600), SystemTime::UNIX_EPOCH] {
        set_time(&folder, time);
        let (_, said) = folder.run(&["build"]).told();
        assert!(said.contains("nothing has changed, nothing was written"), "{said}");
        assert!(shows(&folder, "The report on"));
    }
}

#[test]
fn edits_of_equal_length_are_seen_whatever_the_clock_says() {
    let folder = settled();
    let mut text = folder.read(PAGE);
    let hour = Duration::from_secs(3600);
    let now = SystemTime::now();
    let same = fs::metadata(path(&folder)).unwrap().modified().unwrap();
    let times = [None, Some(now + hour), Some(now + hour), Some(same), Some(same), Some(now - hour)];
    for (step, time) in times.into_iter().enumerate() {
        let word = ["record", "review", "survey"][step % 3];
        let before = ["report", "record", "review", "survey"][if step == 0 { 0 } else { (step - 1) % 3 + 1 }];
        text = text.replace(&format!("The {before} on"), &format!("The {word} on"));
        folder.write(PAGE, &text);
        time.into_iter().for_each(|time| set_time(&folder, time));
        assert!(shows(&folder, &format!("The {word} on")), "step {step}");
    }
}

#[test]
fn edits_at_the_very_moment_of_a_build_are_seen_by_the_next() {
    let folder = settled();
    let mut text = folder.read(PAGE);
    let mut before = "report";
    for word in ["record", "review", "survey", "report", "record"] {
        text = text.replace(&format!("The {before} on"), &format!("The {word} on"));
        before = word;
        // Twice within a tick of the clock, the second time with the same length and, as a tool may do, the same time.
        folder.run(&["build"]);
        let time = fs::metadata(path(&folder)).unwrap().modified().unwrap();
        folder.write(PAGE, &text);
        set_time(&folder, time);
        assert!(shows(&folder, &format!("The {word} on")));
    }
}

#[test]
fn a_file_that_another_takes_the_place_of_is_read() {
    let folder = settled();
    let other = folder.read(PAGE).replace("The report on", "The survey on");
    let time = fs::metadata(path(&folder)).unwrap().modified().unwrap();
    // By rename, as many editors save.
    folder.write("next.md", &other);
    fs::File::options().write(true).open(folder.path().join("next.md")).unwrap().set_modified(time).unwrap();
    fs::rename(folder.path().join("next.md"), path(&folder)).unwrap();
    assert!(shows(&folder, "The survey on"));
    // One that is gone, and one that is there again.
    let text = folder.read(PAGE);
    fs::remove_file(path(&folder)).unwrap();
    assert_eq!(folder.run(&["check"]).told(), folder.run(&["check", "--no-cache"]).told());
    assert_eq!(folder.run(&["build"]).status.code(), Some(1));
    folder.write(PAGE, text.replace("The survey on", "The record on"));
    assert!(shows(&folder, "The record on"));
}

#[cfg(unix)]
#[test]
fn a_file_that_is_written_to_under_another_name_is_read() {
    let folder = settled();
    let elsewhere = folder.path().join("elsewhere.md");
    fs::hard_link(path(&folder), &elsewhere).unwrap();
    assert!(shows(&folder, "The report on"));
    thread::sleep(Duration::from_millis(120));
    assert!(shows(&folder, "The report on"));
    let time = fs::metadata(&elsewhere).unwrap().modified().unwrap();
    fs::write(&elsewhere, folder.read(PAGE).replace("The report on", "The review on")).unwrap();
    set_time(&folder, time);
    assert!(shows(&folder, "The review on"));
}

#[test]
fn a_header_that_changes_is_read_wherever_it_is_shown() {
    let folder = settled();
    let title = folder.read(PAGE).lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
    let lists = ["public/en/index.html", "public/en/topic/index.html", "public/en/topic/town-0.html"];
    for new in ["title: The quiet harbor town", "title: The other harbor town"] {
        let text = folder.read(PAGE);
        let old = text.lines().find(|line| line.starts_with("title:")).unwrap().to_owned();
        folder.write(PAGE, text.replace(&old, new));
        assert!(shows(&folder, &new[7..]));
        assert!(lists.iter().any(|list| folder.read(list).contains(&new[7..])), "{new}");
    }
    let text = folder.read(PAGE);
    folder.write(PAGE, text.replace("title: The other harbor town", &title));
    assert!(!shows(&folder, "harbor town"));
}
