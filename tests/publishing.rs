//! What a build may and may not do to the output folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[cfg(target_os = "linux")]
use crate::hostile::run_as_nobody;
use crate::site::{Folder, Ran};

fn built() -> Folder {
    let folder = Folder::with_site();
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
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
    assert!(folder.run(&[]).status.success());
    assert_eq!(about("zh/topic/index.html"), kept);
    assert_eq!(kept.2, 1, "no second name is left");
    assert_ne!(about("en/topic/growth.html").0, changed.0);
}

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
#[cfg(unix)]
fn a_public_folder_that_is_a_link_is_not_followed_unless_it_is_named() {
    let folder = Folder::with_site();
    fs::create_dir(folder.path().join("elsewhere")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), folder.path().join("public")).unwrap();
    let refused = folder.run(&["build"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        refused.stderr.contains("this is a link, and nothing is written through it"),
        "{}",
        refused.stderr
    );
    assert_eq!(fs::read_dir(folder.path().join("elsewhere")).unwrap().count(), 0);
}

#[test]
fn the_folder_of_templates_is_no_output_before_it_is_there() {
    let folder = Folder::with_site();
    for output in ["templates", "templates/new", "content/new"] {
        let path = folder.path().join(output);
        let refused = folder.run(&["build", "--output", path.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(2), "{output}: {}", refused.stderr);
        assert!(refused.stderr.contains("it cannot be the output folder"), "{output}: {}", refused.stderr);
        assert!(!path.exists(), "{output}");
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
    let refused = folder.run(&[]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stderr.contains("this is a link"), "{}", refused.stderr);
    assert_eq!(fs::read_dir(&elsewhere).unwrap().count(), 0);

    fs::remove_file(&topic).unwrap();
    fs::write(&topic, "a file").unwrap();
    let refused = folder.run(&[]);
    assert!(refused.stderr.contains("this is a file where the site needs a folder"), "{}", refused.stderr);
    assert_eq!(fs::read_to_string(&topic).unwrap(), "a file");

    fs::remove_file(&topic).unwrap();
    fs::create_dir_all(topic.join("growth.html")).unwrap();
    let refused = folder.run(&[]);
    assert!(refused.stderr.contains("this is a folder where the site needs a file"), "{}", refused.stderr);
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
        let refused: Ran = folder
            .command(&[])
            .args(["build", "--overwrite", "--output"])
            .arg(&link)
            .env("HOME", home.join("site"))
            .output()
            .unwrap()
            .into();
        assert_eq!(refused.status.code(), Some(2), "{target}: {}", refused.stderr);
        assert!(refused.stderr.contains("it cannot be the output folder"), "{target}: {}", refused.stderr);
        fs::remove_file(&link).unwrap();
    }
    // A link to an innocent folder is followed.
    fs::create_dir(folder.path().join("www")).unwrap();
    std::os::unix::fs::symlink(folder.path().join("www"), &link).unwrap();
    let done: Ran = folder.command(&["build", "--output"]).arg(&link).output().unwrap().into();
    assert!(done.status.success(), "{}", done.stderr);
    assert!(folder.path().join("www/index.html").exists());
}

#[test]
fn a_second_build_waits_for_the_first_and_a_dead_lock_does_not_block() {
    let folder = built();
    edit(&folder, "states");
    let path = folder.path().join(".public.duizhao-lock");
    assert!(fs::read_to_string(&path).unwrap().starts_with("duizhao "));
    let held = fs::OpenOptions::new().write(true).open(&path).unwrap();
    held.lock().unwrap();
    fs::write(&path, "duizhao 4711\n").unwrap();
    let mut waiting = folder.command(&[]).stderr(Stdio::piped()).stdout(Stdio::null()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    assert!(waiting.try_wait().unwrap().is_none(), "it did not wait");
    drop(held);
    let done = Ran::from(waiting.wait_with_output().unwrap());
    assert!(done.status.success());
    assert!(done.stderr.contains("4711") && done.stderr.contains("waiting"), "{}", done.stderr);
    // The file is still there; the process that wrote it is not.
    edit(&folder, "says");
    assert!(!folder.run(&[]).stderr.contains("waiting"));
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
    assert!(folder.run(&[]).status.success());
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&site), mode(&zh)), (0o775, 0o711));
    assert!(site.join("mine/empty").is_dir());
}

#[test]
fn pages_that_are_no_longer_made_go_with_their_empty_folder() {
    let folder = built();
    fs::remove_dir_all(folder.path().join("content/topic")).unwrap();
    folder.write("content/site.yaml", "title: { zh: 例站, en: Example }\ndescription: { zh: 一个例子, en: An example }\ntopics: []\nrules: { original-uncovered: off }\n");
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
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
    let stopped = folder.run(&[]);
    assert_eq!(stopped.status.code(), Some(2), "{}", stopped.stderr);
    assert!(stopped.stderr.contains("zh/topic/growth.html"));
    let done = folder.run(&["--overwrite"]);
    assert!(done.status.success(), "{}", done.stderr);
    assert!(done.stderr.contains("zh/topic/growth.html.kept-1"), "{}", done.stderr);
    assert_eq!(folder.read("public/zh/topic/growth.html.kept-1"), "edited by hand");
    assert!(!folder.path().join("public/zh/topic/growth.html").exists(), "its source is gone");
    // The copy is somebody's, and stays one.
    assert!(folder.run(&["--overwrite"]).status.success());
    let copies = folder.files("public").into_iter().filter(|(path, _)| path.contains(".kept-"));
    assert_eq!(copies.count(), 1);
}

#[test]
fn a_folder_that_no_build_wrote_is_refused() {
    let folder = Folder::with_site();
    folder.write("public/letter.txt", "a letter");
    for args in [&["build"][..], &["build", "--overwrite"]] {
        let refused = folder.run(args);
        assert_eq!(refused.status.code(), Some(2));
        assert!(refused.stderr.contains("the folder is not empty"), "{}", refused.stderr);
        assert_eq!(folder.files("public"), [("letter.txt".to_owned(), b"a letter".to_vec())]);
    }
    // What hosts and tools put there is nobody's mistake.
    let folder = Folder::with_site();
    folder.write("public/CNAME", "example.org");
    folder.write("public/.well-known/security.txt", "Contact: …");
    assert!(folder.run(&[]).status.success());
    assert_eq!(folder.read("public/CNAME"), "example.org");
    assert_eq!(folder.read("public/.well-known/security.txt"), "Contact: …");
}

#[test]
fn a_page_edited_by_hand_stops_the_build_and_one_deleted_by_hand_comes_back() {
    let folder = built();
    fs::remove_file(folder.path().join("public/zh/topic/growth.html")).unwrap();
    assert!(folder.run(&[]).status.success());
    assert!(folder.read("public/zh/topic/growth.html").contains("5786"));
    folder.write("public/zh/topic/growth.html", "edited by hand");
    let before = folder.files("public");
    let stopped = folder.run(&[]);
    assert_eq!(stopped.status.code(), Some(2));
    let said = stopped.stderr;
    assert!(said.contains("zh/topic/growth.html") && said.contains("--overwrite"), "{said}");
    assert_eq!(folder.files("public"), before, "nothing was touched");
    let done = folder.run(&["--overwrite"]);
    assert!(done.status.success(), "{}", done.stderr);
    assert_eq!(folder.read("public/zh/topic/growth.html.kept-1"), "edited by hand");
    assert!(folder.read("public/zh/topic/growth.html").contains("5786"));
}

#[test]
#[cfg(unix)]
fn files_of_others_keep_their_place_and_their_inode() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let folder = built();
    let theirs = ["CNAME", ".well-known/security.txt", "zh/topic/notes/deep.txt", "zh/经济 图.txt"];
    for path in theirs {
        folder.write(&format!("public/{path}"), path);
    }
    symlink("../elsewhere", folder.path().join("public/link")).unwrap();
    let inode = |path: &str| fs::symlink_metadata(folder.path().join("public").join(path)).unwrap().ino();
    let before: Vec<u64> = theirs.iter().map(|path| inode(path)).collect();
    for says in ["writes", "states"] {
        edit(&folder, says);
        assert!(folder.run(&[]).status.success());
    }
    assert_eq!(theirs.iter().map(|path| inode(path)).collect::<Vec<_>>(), before);
    assert_eq!(fs::read_link(folder.path().join("public/link")).unwrap(), Path::new("../elsewhere"));
    for path in theirs {
        assert_eq!(folder.read(&format!("public/{path}")), path);
    }
}

#[test]
fn a_manifest_that_cannot_be_trusted_is_refused() {
    let folder = built();
    let good = folder.read("public/.duizhao.json");
    let evil = |path: &str| good.replacen("\"404.html\"", &format!("\"{path}\""), 1);
    let half = good[..good.len() / 2].to_owned();
    let cases = [
        half,
        String::new(),
        good.replacen(": 1", ": 2", 1),
        evil("../x"),
        evil("/etc/passwd"),
        evil("a//b"),
        evil("a\\\\b"),
    ];
    for text in cases {
        folder.write("public/.duizhao.json", &text);
        let before = folder.files("public");
        for args in [&["build"][..], &["build", "--overwrite"]] {
            let refused = folder.run(args);
            assert_eq!(refused.status.code(), Some(2), "{text}: {}", refused.stderr);
            assert!(refused.stderr.contains(".duizhao.json"), "{}", refused.stderr);
        }
        assert_eq!(folder.files("public"), before);
    }
}

#[test]
#[cfg(unix)]
fn what_a_manifest_claims_behind_a_link_is_left_alone() {
    let folder = built();
    folder.write("elsewhere/thesis.txt", "years of work");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), folder.path().join("public/old")).unwrap();
    let hash = &blake3::hash(b"years of work").to_hex()[..32];
    let claim = format!("{{\"old/thesis.txt\": \"{hash}\", ");
    for git in [false, true] {
        let manifest =
            folder.read("public/.duizhao.json").replacen("\"files\": {", &format!("\"files\": {claim}"), 1);
        folder.write("public/.duizhao.json", &manifest);
        if git {
            folder.write("public/.git/HEAD", "ref: refs/heads/main");
        }
        edit(&folder, if git { "states" } else { "writes" });
        let done = folder.run(&[]);
        assert!(done.status.success(), "{}", done.stderr);
        assert_eq!(folder.read("elsewhere/thesis.txt"), "years of work");
        assert!(folder.path().join("public/old").is_symlink());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn the_sources_under_another_name_are_refused() {
    let folder = Folder::with_site();
    let other = folder.path().join("elsewhere/mounted");
    fs::create_dir_all(&other).unwrap();
    let mount = Command::new("mount").arg("--bind").arg(folder.path().join("content")).arg(&other).output();
    if !mount.is_ok_and(|done| done.status.success()) {
        println!("nothing can be mounted here: other names of a folder were not tried");
        return;
    }
    let before = folder.files("content");
    for output in ["elsewhere/mounted", "elsewhere/mounted/topic", "elsewhere/mounted/new"] {
        let path = folder.path().join(output);
        let refused = folder.run(&["build", "--overwrite", "--output", path.to_str().unwrap()]);
        assert_eq!(refused.status.code(), Some(2), "{output}: {}", refused.stderr);
        assert!(refused.stderr.contains("it cannot be the output folder"), "{output}: {}", refused.stderr);
    }
    let after = folder.files("content");
    assert!(Command::new("umount").arg(&other).status().unwrap().success());
    assert_eq!(after, before);
}

#[test]
fn two_sources_of_one_path_are_refused() {
    let folder = Folder::with_site();
    for half in ["content/topic/growth.zh.md", "content/topic/growth.en.md"] {
        folder.write(half, folder.read(half) + "\n[a](x.txt)\n");
    }
    folder.write("content/topic/x.txt", "of the content");
    for name in ["x.txt", "X.txt", "\u{ff58}.txt"] {
        folder.write(&format!("templates/assets/topic/{name}"), "of the templates");
        let refused = folder.run(&["build"]);
        let is_other = name == "\u{ff58}.txt";
        assert_eq!(refused.status.code(), Some(if is_other { 0 } else { 2 }), "{name}: {}", refused.stderr);
        assert!(
            is_other || refused.stderr.contains("two files of the site have this path"),
            "{}",
            refused.stderr
        );
        assert_eq!(folder.path().join("public").exists(), is_other, "{name}");
        fs::remove_dir_all(folder.path().join("templates")).unwrap();
    }
}

#[test]
#[cfg(target_os = "linux")]
fn what_may_not_be_changed_is_found_before_the_first_step() {
    use std::os::unix::fs::PermissionsExt;
    let folder = built();
    if run_as_nobody(&folder, &["explain"]).is_none() {
        println!("no other user can be taken here: permissions were not tried");
        return;
    }
    let give = |owner: &str, path: &str| {
        let done = Command::new("chown").args(["-R", owner, path]).current_dir(folder.path()).status();
        assert!(done.unwrap().success());
    };
    let mode = |path: &str, mode: u32| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    give("65534:65534", ".");
    edit(&folder, "writes");
    // A folder in which a page is to be written belongs to somebody else, or is closed.
    for git in [false, true] {
        if git {
            folder.write("public/.git/HEAD", "ref: refs/heads/main");
            give("65534:65534", "public/.git");
        }
        give("root:root", "public/en/topic");
        let before = folder.files("public");
        let refused = run_as_nobody(&folder, &["build"]).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{}", refused.stderr);
        assert!(
            refused.stderr.contains("public/en/topic: ") && refused.stderr.contains("was not touched"),
            "{}",
            refused.stderr
        );
        give("65534:65534", "public/en/topic");
        mode("public/en/topic", 0o555);
        let refused = run_as_nobody(&folder, &["build"]).unwrap();
        assert_eq!(refused.status.code(), Some(2), "{}", refused.stderr);
        assert_eq!(folder.files("public"), before);
        mode("public/en/topic", 0o755);
    }
    fs::remove_dir_all(folder.path().join("public/.git")).unwrap();
    // One in which nothing is to be written stops nothing, now or later.
    mode("public/originals", 0o555);
    for says in ["states", "notes", "adds"] {
        edit(&folder, says);
        give("65534:65534", "content");
        let done = run_as_nobody(&folder, &["build"]).unwrap();
        assert!(done.status.success(), "{}", done.stderr);
    }
    let left = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("duizhao-new")));
}

#[test]
#[cfg(target_os = "linux")]
fn owner_permissions_and_attributes_stay() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    let folder = Folder::with_site();
    let page = "content/topic/growth.zh.md";
    folder.run(&["accept"]);
    folder.write(page, folder.read(page).replace("报告这样写：", "报告写道:"));
    let paths = [page, "content/duizhao.lock"].map(|path| folder.path().join(path));
    let may_give = Command::new("chown").args(["1234:4321"]).args(&paths).status().unwrap().success();
    for path in &paths {
        fs::set_permissions(path, fs::Permissions::from_mode(0o640)).unwrap();
        let _ = Command::new("setfattr").args(["-n", "user.kept", "-v", "yes"]).arg(path).status();
    }
    let about = |path: &PathBuf| {
        let said = Command::new("getfattr").args(["-d", "--absolute-names"]).arg(path).output();
        let attributes =
            said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned()).unwrap_or_default();
        let about = fs::metadata(path).unwrap();
        (about.uid(), about.gid(), about.mode(), attributes)
    };
    let before: Vec<_> = paths.iter().map(about).collect();
    let texts = paths.clone().map(|path| fs::read_to_string(path).unwrap());
    assert!(!may_give || before[0].0 == 1234);
    assert!(folder.run(&["check", "--fix"]).status.success());
    assert!(folder.run(&["accept"]).status.success());
    assert_eq!(paths.iter().map(about).collect::<Vec<_>>(), before);
    assert_ne!(paths.map(|path| fs::read_to_string(path).unwrap()), texts, "both were written");
}
