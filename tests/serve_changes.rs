//! How `duizhao serve` follows a folder: editors, version control, folders that come and go, drives that
//! tell of no changes.

use std::fs;
use std::process::Command;
use std::time::Duration;

use crate::serving::{Server, word};
use crate::site::Folder;

#[test]
fn editors_that_save_by_rename_are_followed_and_their_own_files_are_not() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let mut listener = server.listen();
    assert_eq!(listener.next(), Some(1));
    // What editors leave beside a file.
    for name in [
        ".growth.en.md.swp",
        "growth.en.md~",
        ".#growth.en.md",
        "#growth.en.md#",
        ".goutputstream-X1",
        "4913~",
        "~$growth.en.md",
        ".growth.en.md.kate-swp",
        ".~lock.growth.en.md#",
        "._growth.en.md",
        ".DS_Store",
    ] {
        folder.write(&format!("content/topic/{name}"), "not a page");
    }
    // The lock of Emacs is a link that leads nowhere.
    #[cfg(unix)]
    std::os::unix::fs::symlink("me@host.1234:5678", folder.path().join("content/topic/.#other.en.md"))
        .unwrap();
    listener.patience(Duration::from_millis(900));
    assert_eq!(listener.next(), None, "nothing has changed");

    let mut listener = server.listen();
    listener.next();
    let text = folder.read("content/topic/growth.en.md");
    for n in 0..5 {
        folder.write(
            "content/topic/.growth.tmp",
            text.replace("The report says:", &format!("Version {}:", word(n))),
        );
        fs::rename(
            folder.path().join("content/topic/.growth.tmp"),
            folder.path().join("content/topic/growth.en.md"),
        )
        .unwrap();
        server.until("/en/topic/growth.html", "saved", |answer| {
            answer.text().contains(&format!("Version {}:", word(n)))
        });
    }
    // Saving the same text again is no change.
    let revision = listener.next();
    std::thread::sleep(Duration::from_millis(900));
    let mut listener = server.listen();
    let before = listener.next();
    assert!(before >= revision);
    folder.write("content/topic/growth.en.md", folder.read("content/topic/growth.en.md"));
    listener.patience(Duration::from_millis(900));
    assert_eq!(listener.next(), None);
}

/// Saves as Vim does with `backupcopy=no`: it tries whether the folder can be written, puts the old file
/// aside, writes the new one and removes the old.
fn save_like_vim(folder: &Folder, path: &str, text: &str) {
    let at = |path: String| folder.path().join(path);
    let (above, name) = path.rsplit_once('/').unwrap();
    fs::write(at(format!("{above}/4913")), "").unwrap();
    fs::remove_file(at(format!("{above}/4913"))).unwrap();
    fs::write(at(format!("{above}/.{name}.swp")), "swap").unwrap();
    fs::rename(at(path.to_owned()), at(format!("{path}~"))).unwrap();
    fs::write(at(path.to_owned()), text).unwrap();
    fs::remove_file(at(format!("{path}~"))).unwrap();
    fs::remove_file(at(format!("{above}/.{name}.swp"))).unwrap();
}

/// Saves as JetBrains’ editors do: the new text beside the old, the old aside, the new in its place.
fn save_like_jetbrains(folder: &Folder, path: &str, text: &str) {
    let at = |ending: &str| folder.path().join(format!("{path}{ending}"));
    fs::write(at("___jb_tmp___"), text).unwrap();
    fs::rename(at(""), at("___jb_old___")).unwrap();
    fs::rename(at("___jb_tmp___"), at("")).unwrap();
    fs::remove_file(at("___jb_old___")).unwrap();
}

/// Saves as many small editors do: empties the file, waits, writes.
fn save_in_two_steps(folder: &Folder, path: &str, text: &str) {
    folder.write(path, "");
    std::thread::sleep(Duration::from_millis(3));
    folder.write(path, text);
}

#[test]
fn whatever_way_an_editor_saves_the_page_follows_and_nothing_is_found() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let (path, page) = ("content/topic/growth.en.md", "/en/topic/growth.html");
    let text = folder.read(path);
    let ways = [save_like_vim, save_like_jetbrains, save_in_two_steps];
    for n in 0..4 * ways.len() {
        let mark = format!("Save {}:", word(n));
        ways[n % ways.len()](&folder, path, &text.replace("The report says:", &mark));
        server.until(page, &mark, |answer| answer.text().contains(&mark));
        server.until("/_duizhao/overlay?path=/en/topic/growth.html", "empty", |bar| bar.body.is_empty());
    }
}

fn git(folder: &Folder, args: &[&str]) {
    let ran = Command::new("git")
        .current_dir(folder.path())
        .args(["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "gc.auto=0"])
        .args(["-c", "commit.gpgsign=false", "-c", "init.defaultBranch=main"])
        .args(args)
        .output()
        .unwrap();
    assert!(ran.status.success(), "{args:?}: {}", String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn a_checkout_of_a_thousand_files_is_one_change_or_a_few() {
    let folder = two_branches();
    let server = Server::start(folder.path(), &["--port", "0"]);
    let mut listener = server.listen();
    let first = listener.next().unwrap();
    for (branch, mark, status) in
        [("other", "The other branch on", 200), ("main", "The report on", 404), ("other", "The other", 200)]
    {
        git(&folder, &["checkout", "-q", branch]);
        for n in [0, 250, 499] {
            let page = format!("/en/topic/town-{n}.html");
            server.until(&page, mark, |answer| answer.text().contains(mark));
        }
        server.until("/zh/new/page.html", branch, |answer| answer.status == status);
        server.until("/_duizhao/findings.json", "without an error", |answer| {
            !answer.text().contains("\"level\":\"error\"") && !answer.text().contains("\"level\": \"error\"")
        });
    }
    let last = server.listen().next().unwrap();
    assert!(last - first < 40, "{} times known anew for three checkouts", last - first);
}

/// A site of a thousand files with two branches that differ in all of them; the first is checked out.
fn two_branches() -> Folder {
    let folder = Folder::with_excerpts(500);
    git(&folder, &["init", "-q"]);
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "one"]);
    git(&folder, &["checkout", "-qb", "other"]);
    for n in 0..500 {
        for (lang, say) in [("zh", "另一个分支写到"), ("en", "The other branch on")] {
            let path = format!("content/topic/town-{n}.{lang}.md");
            let text = folder.read(&path).replace("报告写到", say).replace("The report on", say);
            folder.write(&path, text);
        }
    }
    // A folder that the first branch does not have.
    for (lang, title) in [("zh", "新主题"), ("en", "A new topic")] {
        folder.page(&format!("content/new/_index.{lang}.md"), &format!("title: {title}"), "");
        folder.page(&format!("content/new/page.{lang}.md"), &format!("title: {title}"), "");
    }
    let site = folder.read("content/site.yaml");
    folder.write("content/site.yaml", site.replace("[topic]", "[topic, new]"));
    git(&folder, &["add", "-A"]);
    git(&folder, &["commit", "-qm", "other"]);
    git(&folder, &["checkout", "-q", "main"]);
    folder
}

#[test]
fn a_folder_that_is_removed_and_written_again_is_followed_as_before() {
    let folder = Folder::with_excerpts(20);
    let server = Server::start(folder.path(), &["--port", "0"]);
    let page = "/en/topic/town-7.html";
    assert_eq!(server.get(page).status, 200);
    let files = folder.files("content/topic");
    for round in 0..2 {
        fs::remove_dir_all(folder.path().join("content/topic")).unwrap();
        server.until("/_duizhao/findings.json", "empty", |answer| answer.text().contains("has no page"));
        for (path, bytes) in &files {
            folder.write(&format!("content/topic/{path}"), bytes);
        }
        server.until("/_duizhao/findings.json", "back", |answer| !answer.text().contains("has no page"));
        let mark = format!("Round {}:", word(round));
        let text = folder.read("content/topic/town-7.en.md");
        folder.write("content/topic/town-7.en.md", text.replace("The report on", &format!("{mark} on")));
        server.until(page, "followed again", |answer| answer.text().contains(&mark));
    }
    // The same for a folder of templates, which was not there at first.
    for mark in ["once", "twice"] {
        let own = format!(
            "<!doctype html>\n<html lang=\"en\"><head><title>{mark}</title></head><body></body></html>\n"
        );
        folder.write("templates/404.html", own);
        server.until("/404.html", mark, |answer| answer.text().contains(mark));
        fs::remove_dir_all(folder.path().join("templates")).unwrap();
        server.until("/404.html", "gone", |answer| !answer.text().contains(mark));
    }
}

/// The limit of a user's own namespace is lowered, where the system lets a user have one.
#[test]
#[cfg(target_os = "linux")]
fn where_the_system_watches_no_more_folders_they_are_compared_and_that_is_said() {
    if !Command::new("unshare").args(["-Ur", "true"]).output().is_ok_and(|ran| ran.status.success()) {
        println!("this system gives a user no namespace: only the unit tests of `changes` look at this");
        return;
    }
    for (limit, said) in [
        ("max_inotify_watches", "the system cannot watch more folders"),
        ("max_inotify_instances", "the folder cannot be watched"),
    ] {
        let folder = Folder::with_site();
        let mut command = Command::new("unshare");
        let script = format!("echo 0 > /proc/sys/user/{limit} && exec \"$@\"");
        let own = crate::site::program();
        command.args(["-Ur", "sh", "-c", &script, "sh"]).arg(own.get_program());
        command.env("LC_ALL", "en_US.UTF-8").arg("-C").arg(folder.path()).args(["serve", "--port", "0"]);
        let server = Server::run(command);
        let text = folder.read("content/topic/growth.en.md");
        folder.write("content/topic/growth.en.md", text.replace("The report says:", "It is seen:"));
        server.until("/en/topic/growth.html", "seen", |answer| answer.text().contains("It is seen:"));
        assert!(server.said().contains(said), "{}", server.said());
    }
}

#[test]
fn folders_that_cannot_be_watched_are_compared() {
    let folder = Folder::with_site();
    let server = Server::start(folder.path(), &["--port", "0", "--poll"]);
    let text = folder.read("content/topic/growth.en.md");
    for n in 0..3 {
        folder.write(
            "content/topic/growth.en.md",
            text.replace("The report says:", &format!("Version {}:", word(n))),
        );
        server.until("/en/topic/growth.html", "seen", |answer| {
            answer.text().contains(&format!("Version {}:", word(n)))
        });
    }
}

#[test]
fn an_edit_of_equal_length_and_time_is_seen_where_folders_are_compared() {
    let folder = Folder::with_site();
    let page = folder.path().join("content/topic/growth.en.md");
    let before = fs::metadata(&page).unwrap().modified().unwrap() - std::time::Duration::from_secs(3600);
    fs::File::options().write(true).open(&page).unwrap().set_modified(before).unwrap();
    let server = Server::start(folder.path(), &["--port", "0", "--poll"]);
    let text = folder.read("content/topic/growth.en.md");
    folder.write("content/topic/growth.en.md", text.replace("The report says:", "The report sees:"));
    fs::File::options().write(true).open(&page).unwrap().set_modified(before).unwrap();
    assert_eq!(fs::metadata(&page).unwrap().len(), text.len() as u64);
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), before);
    server.until("/en/topic/growth.html", "seen", |answer| answer.text().contains("The report sees:"));
}

#[test]
fn folders_that_are_moved_away_and_back_are_followed() {
    let folder = Folder::with_excerpts(20);
    let server = Server::start(folder.path(), &["--port", "0"]);
    let away = folder.path().join("away");
    fs::rename(folder.path().join("content/topic"), &away).unwrap();
    server.until("/_duizhao/findings.json", "empty", |answer| {
        answer.text().contains("the topic topic has no page")
    });
    fs::rename(&away, folder.path().join("content/topic")).unwrap();
    server.until("/_duizhao/findings.json", "back", |answer| !answer.text().contains("has no page"));
    // A folder that is new is followed too, and the whole content when it goes and comes back.
    fs::rename(folder.path().join("content"), &away).unwrap();
    server.until("/_duizhao/findings.json", "gone", |answer| answer.text().contains("no content/ folder"));
    assert_eq!(server.get("/zh/topic/town-3.html").status, 200);
    fs::rename(&away, folder.path().join("content")).unwrap();
    server.until("/_duizhao/findings.json", "back", |answer| !answer.text().contains("no content/ folder"));
    let page = folder.read("content/topic/town-3.en.md").replace("The report on", "At last");
    folder.write("content/topic/town-3.en.md", page);
    server.until("/en/topic/town-3.html", "followed again", |answer| answer.text().contains("At last"));
}
