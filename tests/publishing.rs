//! What a build may and may not do to the output folder.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::site::Folder;

fn command(folder: &Folder) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_duizhao"));
    command.arg("-C").arg(folder.path()).env("LC_ALL", "C");
    command
}

fn run(folder: &Folder, args: &[&str]) -> Output {
    command(folder).args(args).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn built() -> Folder {
    let folder = Folder::with_site();
    let done = run(&folder, &[]);
    assert!(done.status.success(), "{}", stderr(&done));
    folder
}

/// Changes a sentence, so that a page is written anew.
fn edit(folder: &Folder, says: &str) {
    let page = folder.read("content/topic/growth.en.md");
    let at = page.find("The report ").unwrap();
    let end = page[at..].find(':').unwrap() + at;
    folder.write("content/topic/growth.en.md", format!("{}The report {says}{}", &page[..at], &page[end..]));
}

#[test]
#[cfg(unix)]
fn unchanged_files_keep_their_inode_and_time() {
    use std::os::unix::fs::MetadataExt;
    let folder = built();
    let about = |path: &str| {
        let about = fs::metadata(folder.path().join("public").join(path)).unwrap();
        (about.ino(), about.mtime_nsec(), about.nlink())
    };
    let (kept, changed) = (about("zh/topic/index.html"), about("en/topic/growth.html"));
    edit(&folder, "writes");
    assert!(run(&folder, &[]).status.success());
    assert_eq!(about("zh/topic/index.html"), kept);
    assert_eq!(kept.2, 1, "no second name is left");
    assert_ne!(about("en/topic/growth.html").0, changed.0);
}

#[test]
fn what_somebody_put_into_the_site_while_it_was_built_is_moved_over() {
    let folder = built();
    // What a build leaves that is killed right after the exchange: the old site beside the new one.
    let old = folder.path().join(".public.duizhao-new");
    fs::create_dir_all(old.join("zh")).unwrap();
    fs::write(old.join(".duizhao-building"), "old").unwrap();
    fs::copy(folder.path().join("public/.duizhao.json"), old.join(".duizhao.json")).unwrap();
    fs::copy(folder.path().join("public/404.html"), old.join("404.html")).unwrap();
    fs::write(old.join("zh/letter.txt"), "put here meanwhile").unwrap();
    fs::write(old.join("index.html"), "changed by hand meanwhile").unwrap();
    let done = run(&folder, &[]);
    assert!(done.status.success(), "{}", stderr(&done));
    assert!(!old.exists());
    assert_eq!(folder.read("public/zh/letter.txt"), "put here meanwhile");
    assert_eq!(folder.read("public/index.html.kept-1"), "changed by hand meanwhile");
    assert!(!folder.path().join("public/404.html.kept-1").exists());
}

#[test]
fn an_unfinished_site_of_a_killed_build_is_removed_and_an_unknown_folder_is_not() {
    let folder = built();
    let aside = folder.path().join(".public.duizhao-new");
    fs::create_dir_all(aside.join("zh")).unwrap();
    fs::write(aside.join(".duizhao-building"), "scrap").unwrap();
    fs::write(aside.join("zh/half.html"), "<p>half").unwrap();
    assert!(run(&folder, &[]).status.success());
    assert!(!aside.exists());
    // Killed between making the folder and marking it.
    fs::create_dir(&aside).unwrap();
    assert!(run(&folder, &[]).status.success());
    fs::create_dir(&aside).unwrap();
    fs::write(aside.join("letter.txt"), "not a build’s").unwrap();
    let refused = run(&folder, &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("please move it"), "{}", stderr(&refused));
    assert_eq!(fs::read_to_string(aside.join("letter.txt")).unwrap(), "not a build’s");
}

#[test]
fn a_mark_left_in_the_site_is_removed_although_nothing_else_changes() {
    let folder = built();
    folder.write("public/.duizhao-building", "scrap");
    assert!(run(&folder, &[]).status.success());
    assert!(!folder.path().join("public/.duizhao-building").exists());
}

#[test]
#[cfg(unix)]
fn nothing_is_written_through_a_link_or_over_a_folder() {
    let folder = built();
    let elsewhere = folder.path().join("elsewhere");
    fs::create_dir(&elsewhere).unwrap();
    let topic = folder.path().join("public/en/topic");
    fs::remove_dir_all(&topic).unwrap();
    std::os::unix::fs::symlink(&elsewhere, &topic).unwrap();
    let refused = run(&folder, &[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(stderr(&refused).contains("this is a link"), "{}", stderr(&refused));
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);

    fs::remove_file(&topic).unwrap();
    fs::write(&topic, "a file").unwrap();
    let refused = run(&folder, &[]);
    assert!(
        stderr(&refused).contains("this is a file where the site needs a folder"),
        "{}",
        stderr(&refused)
    );
    assert_eq!(fs::read_to_string(&topic).unwrap(), "a file");

    fs::remove_file(&topic).unwrap();
    fs::create_dir_all(topic.join("growth.html")).unwrap();
    let refused = run(&folder, &[]);
    assert!(
        stderr(&refused).contains("this is a folder where the site needs a file"),
        "{}",
        stderr(&refused)
    );
}

#[test]
#[cfg(unix)]
fn links_to_what_must_not_be_the_output_are_refused() {
    let folder = Folder::with_site();
    let link = folder.path().join("link");
    let home = folder.path().join("somebody");
    fs::create_dir_all(home.join("site")).unwrap();
    for target in ["content", "templates", "content/topic", ".", "..", "somebody", "/"] {
        let _ = fs::create_dir(folder.path().join("templates"));
        std::os::unix::fs::symlink(folder.path().join(target), &link).unwrap();
        let refused = command(&folder)
            .args(["build", "--overwrite", "--output"])
            .arg(&link)
            .env("HOME", home.join("site"))
            .output()
            .unwrap();
        assert_eq!(refused.status.code(), Some(2), "{target}: {}", stderr(&refused));
        assert!(
            stderr(&refused).contains("it cannot be the output folder"),
            "{target}: {}",
            stderr(&refused)
        );
        fs::remove_file(&link).unwrap();
    }
    // A link to an innocent folder is followed.
    fs::create_dir(folder.path().join("www")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("www"), &link).unwrap();
    let done = command(&folder).args(["build", "--output"]).arg(&link).output().unwrap();
    assert!(done.status.success(), "{}", stderr(&done));
    assert!(folder.path().join("www/index.html").exists());
}

#[test]
fn a_second_build_waits_for_the_first_and_a_dead_lock_does_not_block() {
    let folder = built();
    edit(&folder, "states");
    let path = folder.path().join(".public.duizhao-lock");
    let held = fs::OpenOptions::new().write(true).create(true).truncate(false).open(&path).unwrap();
    held.lock().unwrap();
    fs::write(&path, "4711").unwrap();
    let mut waiting = command(&folder).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(waiting.try_wait().unwrap().is_none(), "it did not wait");
    drop(held);
    let done = waiting.wait_with_output().unwrap();
    assert!(done.status.success());
    assert!(stderr(&done).contains("4711") && stderr(&done).contains("waiting"), "{}", stderr(&done));
    // The file is still there; the process that wrote it is not.
    edit(&folder, "says");
    assert!(!stderr(&run(&folder, &[])).contains("waiting"));
}

#[test]
#[cfg(unix)]
fn folders_keep_their_permissions_and_empty_ones_of_others_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = built();
    let (site, zh) = (folder.path().join("public"), folder.path().join("public/zh"));
    fs::create_dir_all(site.join("mine/empty")).unwrap();
    fs::set_permissions(&site, fs::Permissions::from_mode(0o775)).unwrap();
    fs::set_permissions(&zh, fs::Permissions::from_mode(0o711)).unwrap();
    edit(&folder, "writes");
    assert!(run(&folder, &[]).status.success());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&site), mode(&zh)), (0o775, 0o711));
    assert!(site.join("mine/empty").is_dir());
}

#[test]
fn pages_that_are_no_longer_made_go_with_their_empty_folder() {
    let folder = built();
    fs::remove_dir_all(folder.path().join("content/topic")).unwrap();
    folder.write("content/site.yaml", "title: { zh: 例站, en: Example }\ndescription: { zh: 一个例子, en: An example }\ntopics: []\nrules: { original-uncovered: off }\n");
    let done = run(&folder, &[]);
    assert!(done.status.success(), "{}", stderr(&done));
    assert!(!folder.path().join("public/zh/topic").exists());
}

#[test]
fn a_generated_file_that_is_no_longer_made_but_was_edited_stops_the_build() {
    let folder = built();
    folder.write("public/zh/topic/growth.html", "edited by hand");
    for suffix in ["zh.md", "en.md"] {
        fs::remove_file(folder.path().join("content/topic/growth").with_extension(suffix)).unwrap();
    }
    folder.write("content/site.yaml", "title: { zh: 例站, en: Example }\ndescription: { zh: 一个例子, en: An example }\ntopics: [topic]\nrules: { original-uncovered: off }\n");
    let stopped = run(&folder, &[]);
    assert_eq!(stopped.status.code(), Some(2), "{}", stderr(&stopped));
    assert!(stderr(&stopped).contains("zh/topic/growth.html"));
    assert!(run(&folder, &["--overwrite"]).status.success());
    assert_eq!(folder.read("public/zh/topic/growth.html.kept-1"), "edited by hand");
}
