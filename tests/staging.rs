//! What a build lays out beside the site: removed when one is killed, told from what others put there.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use crate::publishing::{built, edit};
use crate::site::Folder;

/// A folder beside the site as a killed build leaves it, with a mark that says so and names the folder by
/// its number on the disk.
#[cfg(unix)]
fn leftover(folder: &Folder, word: &str) -> PathBuf {
    use std::os::unix::fs::MetadataExt;
    let id = "0123456789abcdef".repeat(2);
    let path = folder.path().join(format!(".public.duizhao-new-{id}"));
    fs::create_dir(&path).unwrap();
    let about = fs::metadata(&path).unwrap();
    let mark = format!("{word} {} {}\n", about.dev(), about.ino());
    fs::write(path.join(format!(".duizhao-building-{id}")), mark).unwrap();
    path
}

#[test]
#[cfg(unix)]
fn what_somebody_put_into_the_site_while_it_was_built_is_moved_over() {
    let folder = built();
    // What a build leaves that is killed right after the exchange: the old site beside the new one.
    let old = leftover(&folder, "old");
    fs::create_dir_all(old.join("zh")).unwrap();
    fs::copy(folder.path().join("public/.duizhao.json"), old.join(".duizhao.json")).unwrap();
    fs::copy(folder.path().join("public/404.html"), old.join("404.html")).unwrap();
    fs::write(old.join("zh/letter.txt"), "put here meanwhile").unwrap();
    fs::write(old.join("index.html"), "changed by hand meanwhile").unwrap();
    // A file that has another name elsewhere is somebody's too.
    folder.write("mine.txt", "mine");
    fs::hard_link(folder.path().join("mine.txt"), old.join("zh/linked.txt")).unwrap();
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
    assert!(!old.exists());
    assert_eq!(folder.read("public/zh/letter.txt"), "put here meanwhile");
    assert_eq!(folder.read("public/zh/linked.txt"), "mine");
    assert_eq!(folder.read("public/index.html.kept-1"), "changed by hand meanwhile");
    assert!(!folder.path().join("public/404.html.kept-1").exists());
}

#[test]
#[cfg(unix)]
fn an_old_site_goes_although_a_build_was_killed_while_it_marked_it_anew() {
    let folder = built();
    for begun in ["", "scr", "whole"] {
        let old = leftover(&folder, "old");
        fs::copy(folder.path().join("public/.duizhao.json"), old.join(".duizhao.json")).unwrap();
        fs::write(old.join("letter.txt"), "put here meanwhile").unwrap();
        let mark = format!(".duizhao-building-{}", "0123456789abcdef".repeat(2));
        let whole = fs::read_to_string(old.join(&mark)).unwrap().replace("old", "scrap");
        fs::write(old.join(format!("{mark}.next")), if begun == "whole" { &whole } else { begun }).unwrap();
        let done = folder.run(&[]);
        assert!(done.status.success(), "{}", done.stderr);
        assert!(!old.exists(), "{begun}");
        assert_eq!(folder.read("public/letter.txt"), "put here meanwhile");
    }
}

#[test]
#[cfg(unix)]
fn an_unfinished_site_of_a_killed_build_is_removed_and_an_unknown_folder_is_not() {
    let folder = built();
    let aside = leftover(&folder, "scrap");
    fs::create_dir_all(aside.join("zh")).unwrap();
    fs::write(aside.join("zh/half.html"), "<p>half").unwrap();
    std::os::unix::fs::symlink(folder.path().join("content"), aside.join("zh/link")).unwrap();
    let before = folder.files("content");
    assert!(folder.run(&[]).status.success());
    assert!(!aside.exists());
    assert_eq!(folder.files("content"), before);
    // Killed between making the folder and marking it.
    fs::create_dir(&aside).unwrap();
    assert!(folder.run(&[]).status.success());
    assert!(!aside.exists());
    // Nor could the mark be written: the disk was full. What is not a mark’s beginning stays.
    let id = aside.file_name().unwrap().to_str().unwrap().rsplit('-').next().unwrap().to_owned();
    let begun = aside.join(format!(".duizhao-building-{id}.next"));
    fs::create_dir(&aside).unwrap();
    fs::write(&begun, "").unwrap();
    assert!(folder.run(&[]).status.success());
    assert!(!aside.exists());
    fs::create_dir(&aside).unwrap();
    fs::write(&begun, "somebody’s").unwrap();
    assert!(folder.run(&[]).status.success());
    assert_eq!(fs::read_to_string(&begun).unwrap(), "somebody’s");
    fs::remove_dir_all(&aside).unwrap();
    // The same names in a copy of the folder, as a repository may bring it: another number on the disk.
    let aside = leftover(&folder, "scrap");
    fs::write(aside.join("letter.txt"), "not a build’s").unwrap();
    let copy = folder.path().join("copy");
    assert!(Command::new("cp").arg("-a").args([&aside, &copy]).status().unwrap().success());
    fs::remove_dir_all(&aside).unwrap();
    fs::rename(&copy, &aside).unwrap();
    assert!(folder.run(&[]).status.success());
    assert_eq!(fs::read_to_string(aside.join("letter.txt")).unwrap(), "not a build’s");
}

/// Names that a build uses, or used, for what it lays out; here they are links, pipes and files of others.
#[test]
#[cfg(unix)]
fn what_leftovers_link_to_is_left_alone_and_what_is_called_like_them_stays() {
    use std::os::unix::fs::symlink;
    let id = "0".repeat(32);
    let names = [
        ".public.duizhao-lock".to_owned(),
        ".public.duizhao-new".to_owned(),
        format!(".public.duizhao-new-{id}"),
        "public/.duizhao-building".to_owned(),
        format!("public/.duizhao-building-{id}"),
        format!("public/.duizhao-new-{id}"),
        "public/.duizhao-next".to_owned(),
        "public/zh/.duizhao-next".to_owned(),
        "public/zh/.duizhao.json".to_owned(),
    ];
    for what in ["folder", "file", "nowhere", "pipe", "own"] {
        let folder = built();
        folder.write("mine/letter.txt", "mine");
        folder.write(&format!("mine/.duizhao-building-{id}"), "scrap 0 0\n");
        folder.write("mine/.duizhao-building", "scrap");
        let mine = folder.files("mine");
        let _ = fs::remove_file(folder.path().join(".public.duizhao-lock"));
        for name in &names {
            let at = folder.path().join(name);
            match what {
                "folder" => symlink(folder.path().join("mine"), &at).unwrap(),
                "file" => symlink(folder.path().join("mine/letter.txt"), &at).unwrap(),
                "nowhere" => symlink(folder.path().join("nowhere"), &at).unwrap(),
                "pipe" => assert!(Command::new("mkfifo").arg(&at).status().unwrap().success()),
                _ => fs::write(&at, "a file of somebody’s own\n").unwrap(),
            }
        }
        for git in [false, true] {
            if git {
                folder.write("public/.git/HEAD", "ref: refs/heads/main");
            }
            edit(&folder, &format!("writes with {what} there, git {git},"));
            let done = folder.run(&[]);
            assert!(done.status.success(), "{what}: {}", done.stderr);
            assert_eq!(folder.files("mine"), mine, "{what}");
            assert!(!folder.path().join("nowhere").exists(), "{what}");
            for name in &names {
                let at = folder.path().join(name);
                assert!(fs::symlink_metadata(&at).is_ok(), "{name} {what} is gone");
                if what == "own" {
                    assert_eq!(fs::read_to_string(&at).unwrap(), "a file of somebody’s own\n", "{name}");
                }
            }
        }
    }
}

#[test]
fn what_was_laid_out_goes_again_when_a_template_fails_or_a_page_was_edited_by_hand() {
    let folder = Folder::with_site();
    let left = || {
        let names = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().contains(".duizhao-new")).count()
    };
    folder.write("templates/search.html", "{{ page.nothing.at_all }}");
    let failed = folder.run(&[]);
    assert_eq!((failed.status.code(), left()), (Some(1), 0), "{}", failed.stderr);
    assert!(!folder.path().join("public").exists());

    fs::remove_file(folder.path().join("templates/search.html")).unwrap();
    assert!(folder.run(&[]).status.success());
    edit(&folder, "writes");
    folder.write("public/zh/index.html", "edited by hand");
    let refused = folder.run(&[]);
    assert_eq!((refused.status.code(), left()), (Some(2), 0), "{}", refused.stderr);
    assert_eq!(folder.read("public/zh/index.html"), "edited by hand");
    assert!(folder.read("public/en/topic/growth.html").contains("The report "));
    assert!(!folder.read("public/en/topic/growth.html").contains("The report writes"));
}

#[test]
#[cfg(unix)]
fn a_mark_left_in_the_site_is_removed_although_nothing_else_changes() {
    use std::os::unix::fs::MetadataExt;
    let folder = built();
    let about = fs::metadata(folder.path().join("public")).unwrap();
    let name = format!("public/.duizhao-building-{}", "ab".repeat(16));
    folder.write(&name, format!("scrap {} {}\n", about.dev(), about.ino()));
    assert!(folder.run(&[]).status.success());
    assert!(!folder.path().join(&name).exists());
    // One that a killed build had only begun to write goes too; what says something else stays.
    let next = format!("{name}.next");
    for begun in ["", "ol", &format!("old {} {}\n", about.dev(), about.ino())] {
        folder.write(&next, begun);
        assert!(folder.run(&[]).status.success());
        assert!(!folder.path().join(&next).exists(), "{begun}");
    }
    folder.write(&next, "PRECIOUS");
    assert!(folder.run(&[]).status.success());
    assert_eq!(folder.read(&next), "PRECIOUS");
}
