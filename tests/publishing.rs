//! What a build may and may not do to the output folder.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::site::{Folder, Ran};

pub fn built() -> Folder {
    let folder = Folder::with_site();
    let done = folder.run(&[]);
    assert!(done.status.success(), "{}", done.stderr);
    folder
}

/// Changes a sentence, so that a page is written anew.
pub fn edit(folder: &Folder, says: &str) {
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
        assert_eq!(refused.status.code(), Some(if is_other { 0 } else { 1 }), "{name}: {}", refused.stderr);
        assert!(
            is_other || refused.stderr.contains("a file in templates/assets/ is published at the same path"),
            "{}",
            refused.stderr
        );
        assert_eq!(
            folder.run(&["check"]).status.code(),
            refused.status.code(),
            "{name}: the check says so too"
        );
        assert_eq!(folder.path().join("public").exists(), is_other, "{name}");
        fs::remove_dir_all(folder.path().join("templates")).unwrap();
    }
    // One that no page links to is not published, and in nobody's way.
    folder.write("content/topic/y.txt", "of the content");
    folder.write("templates/assets/topic/y.txt", "of the templates");
    assert_eq!(folder.run(&["build"]).status.code(), Some(0));
    assert_eq!(folder.read("public/assets/topic/y.txt"), "of the templates");
}
