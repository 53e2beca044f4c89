//! What may not be read or written: told before anything changes; owners, permissions and attributes stay.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::hostile::ZH;
use crate::publishing::{built, edit};
use crate::site::{Folder, Ran};

/// The program run by a user who may not do everything; `None` where that cannot be.
#[cfg(target_os = "linux")]
pub fn run_as_nobody(folder: &Folder, args: &[&str]) -> Option<Ran> {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.path().join("duizhao");
    if !program.exists() {
        fs::copy(env!("CARGO_BIN_EXE_duizhao"), &program).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let mut command = Command::new("setpriv");
    command
        .args(["--reuid=65534", "--regid=65534", "--clear-groups"])
        .arg(&program)
        .arg("-C")
        .arg(folder.path());
    let done: Ran = command.args(args).env("HOME", "/nonexistent").env("LC_ALL", "C").output().ok()?.into();
    (!done.stderr.contains("setpriv:")).then_some(done)
}

#[test]
#[cfg(target_os = "linux")]
fn what_may_not_be_read_or_written_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let mode = |folder: &Folder, path: &str, mode: u32| {
        fs::set_permissions(folder.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    let folder = Folder::with_site();
    mode(&folder, ZH, 0o000);
    fs::create_dir(folder.path().join("content/locked")).unwrap();
    mode(&folder, "content/locked", 0o000);
    let Some(read) = run_as_nobody(&folder, &["check", "--format", "json"]) else {
        println!("no other user can be taken here: permissions were not tried");
        return;
    };
    mode(&folder, "content/locked", 0o755);
    let report: serde_json::Value = serde_json::from_slice(&read.stdout).unwrap();
    let report = report["findings"].as_array().unwrap();
    for path in [ZH, "content/locked"] {
        let found = report.iter().find(|one| one["primary"]["path"] == path);
        let found = found.unwrap_or_else(|| panic!("{path}: {report:#?}"));
        assert_eq!(found["rule"], "file-unreadable");
        assert_eq!(found["message"]["zh"], "没有读取的权限");
        assert_eq!(found["message"]["en"], "no permission to read it");
    }
    mode(&folder, ZH, 0o644);
    // The output: a folder that may not be made, then a site that may not be changed.
    let refused = run_as_nobody(&folder, &["build"]).unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(refused.stderr.contains("no permission"), "{}", refused.stderr);
    assert!(!folder.path().join("public").exists());
    assert!(folder.run(&[]).status.success());
    let before = folder.files("public");
    folder.write(ZH, folder.read(ZH).replace("报告这样写", "报告写道"));
    let refused = run_as_nobody(&folder, &["build"]).unwrap();
    assert_eq!(refused.status.code(), Some(2), "{}", refused.stderr);
    assert_eq!(folder.files("public"), before);
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_can_only_be_read_is_told() {
    let folder = Folder::with_site();
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let mount =
        |args: &[&str]| Command::new("mount").args(args).arg(&disk).status().is_ok_and(|done| done.success());
    if mount(&["-t", "tmpfs", "-o", "ro", "tmpfs"]) {
        let refused = folder.run(&["build", "--output", disk.join("public").to_str().unwrap()]);
        let said = refused.stderr;
        assert!(Command::new("umount").arg(&disk).status().unwrap().success());
        assert_eq!(refused.status.code(), Some(2));
        assert!(said.contains("can only be read"), "{said}");
    }
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

#[test]
#[cfg(target_os = "linux")]
fn a_file_that_is_fixed_is_found_before_the_first_step() {
    let folder = built();
    let fix = |how: &str, path: &str| {
        let done = Command::new("chattr").arg(how).arg(folder.path().join(path)).output();
        done.is_ok_and(|done| done.status.success())
    };
    edit(&folder, "writes");
    for path in ["public/en/topic/growth.html", "public/en/topic", "public"] {
        if !fix("+i", path) {
            println!("no file can be fixed here: that was not tried");
            return;
        }
        let before = folder.files("public");
        let refused = folder.run(&["build"]);
        fix("-i", path);
        assert_eq!(refused.status.code(), Some(2), "{path}: {}", refused.stderr);
        assert!(refused.stderr.contains("was not touched"), "{path}: {}", refused.stderr);
        assert!(refused.stderr.contains("chattr -i"), "{path}: {}", refused.stderr);
        assert_eq!(folder.files("public"), before, "{path}");
    }
    let done = folder.run(&["build"]);
    assert!(done.status.success(), "{}", done.stderr);
    let left = fs::read_dir(folder.path()).unwrap().map(|one| one.unwrap().file_name());
    assert!(left.into_iter().all(|name| !name.to_string_lossy().contains("duizhao-new")));
}
