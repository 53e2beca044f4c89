//! What is said where a file or a site cannot be written.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use anyhow::anyhow;
use duizhao::base::lang::{Both, Lang};
use duizhao::base::{error, os_error};
use duizhao::model::asset::Asset;
use duizhao::model::output::{Output, OutputContent};
use duizhao::publish::new_file::NewFile;
use duizhao::publish::{Notice, Publisher, create, replace, write_error};

use super::harness::{Expected, Transcript};
use crate::permissions::run_as_nobody;
use crate::site::{Folder, Ran};

const ZH: &str = "content/topic/growth.zh.md";

fn built() -> Folder {
    let folder = Folder::with_site();
    assert!(folder.run(&["build"]).status.success());
    folder
}

/// A site that was built and then edited, with this done to its output.
fn edited(change: impl Fn(&Folder)) -> Folder {
    let folder = built();
    folder.write(ZH, folder.read(ZH).replace("报告这样写", "报告写道"));
    change(&folder);
    folder
}

pub fn transcript() -> &'static Transcript {
    static TRANSCRIPT: OnceLock<Transcript> = OnceLock::new();
    TRANSCRIPT.get_or_init(|| {
        let mut transcript = Transcript::default();
        folders(&mut transcript);
        #[cfg(unix)]
        links(&mut transcript);
        manifests(&mut transcript);
        system_errors(&mut transcript);
        waits(&mut transcript);
        #[cfg(target_os = "linux")]
        locked(&mut transcript);
        transcript
    })
}

fn full() -> Folder {
    let folder = Folder::with_site();
    folder.write("full/letter.txt", "not ours");
    folder
}

fn file_in_way() -> Folder {
    edited(|folder| {
        fs::remove_dir_all(folder.path().join("public/zh")).unwrap();
        folder.write("public/zh", "a file");
    })
}

fn folder_in_way() -> Folder {
    edited(|folder| {
        fs::remove_file(folder.path().join("public/index.html")).unwrap();
        folder.write("public/index.html/x", "a folder");
    })
}

fn git() -> Folder {
    edited(|folder| folder.write("public/.git/HEAD", "ref"))
}

fn fewer() -> Folder {
    let folder = built();
    for lang in ["zh", "en"] {
        fs::remove_file(folder.path().join(format!("content/topic/growth.{lang}.md"))).unwrap();
    }
    folder
}

fn twice() -> Folder {
    let folder = Folder::with_site();
    for name in ["a.txt", "A.txt"] {
        folder.write(&format!("templates/assets/topic/{name}"), "of the templates");
    }
    folder
}

fn read_only() -> Folder {
    let folder = Folder::with_site();
    folder.write(ZH, folder.read(ZH).replace("报告这样写：", "报告这样写:"));
    let mut permissions = fs::metadata(folder.path().join(ZH)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path().join(ZH), permissions).unwrap();
    folder
}

/// What is typed where, the exit status, and words of what is said.
type Typing = (fn() -> Folder, &'static [&'static str], i32, &'static str, &'static str);

const FOLDERS: &[Typing] = &[
    (
        full,
        &["build", "--output", "OUT/full"],
        2,
        "文件夹不是空的，也没有",
        "the folder is not empty and holds no",
    ),
    (
        full,
        &["build", "--output", "OUT/full/letter.txt"],
        2,
        "这不是能读的文件夹",
        "this is no folder that can be read",
    ),
    (full, &["build", "--output", "OUT/content/new"], 2, "这是站点的源文件", "this holds the site’s sources"),
    (
        full,
        &["build", "--output", "OUT"],
        2,
        "这是站点所在的文件夹或它的上级",
        "this is the site’s own folder",
    ),
    (
        file_in_way,
        &["build"],
        2,
        "这是一个文件，网站需要在这里放文件夹",
        "this is a file where the site needs a folder",
    ),
    (
        folder_in_way,
        &["build"],
        2,
        "这是一个文件夹，网站需要在这里放文件",
        "this is a folder where the site needs a file",
    ),
    (
        git,
        &["build"],
        0,
        "文件逐个发布（里面有 .git 文件夹）",
        "files were published one by one (it holds a .git folder)",
    ),
    (fewer, &["build", "--check"], 1, "多余：zh/topic/growth.html", "no longer made: zh/topic/growth.html"),
    (twice, &["build"], 2, "两个文件要用这个路径", "two files of the site have this path"),
    (read_only, &["check", "--fix"], 2, "文件是只读的", "the file is read-only"),
];

/// Output folders that will not do, and what stands in the way inside them.
fn folders(transcript: &mut Transcript) {
    for (make, args, status, zh, en) in FOLDERS {
        for (locale, words) in [("zh_CN.UTF-8", zh), ("en_US.UTF-8", en)] {
            let folder = make();
            let here = folder.path().to_str().unwrap();
            let args: Vec<String> = args.iter().map(|arg| arg.replace("OUT", here)).collect();
            let args: Vec<&str> = args.iter().map(String::as_str).collect();
            let run: Ran = folder.command(&args).env("LC_ALL", locale).output().unwrap().into();
            transcript.ran(&args, &run, *status, words);
        }
    }
    let folder = Folder::with_site();
    fs::create_dir_all(folder.path().join("home/me")).unwrap();
    let mut command = folder.command(&["build", "--output", folder.path().join("home").to_str().unwrap()]);
    let home: Ran = command.env("HOME", folder.path().join("home/me")).output().unwrap().into();
    transcript.ran(&["build"], &home, 2, "这是用户主目录或它的上级");
}

/// Links where the site is to stand.
#[cfg(unix)]
fn links(transcript: &mut Transcript) {
    use std::os::unix::fs::symlink;
    let through: &dyn Fn() -> Folder = &|| {
        edited(|folder| {
            fs::create_dir(folder.path().join("elsewhere")).unwrap();
            fs::remove_dir_all(folder.path().join("public/zh")).unwrap();
            symlink(folder.path().join("elsewhere"), folder.path().join("public/zh")).unwrap();
        })
    };
    let link: &dyn Fn() -> Folder = &|| {
        let folder = Folder::with_site();
        symlink(folder.path().join("nowhere"), folder.path().join("public")).unwrap();
        folder
    };
    let pages: &dyn Fn() -> Folder = &|| {
        let folder = built();
        fs::remove_file(folder.path().join("public/.duizhao.json")).unwrap();
        symlink("index.html", folder.path().join("public/.duizhao.json")).unwrap();
        folder
    };
    let content: &dyn Fn() -> Folder = &|| {
        let folder = Folder::with_site();
        fs::rename(folder.path().join("content"), folder.path().join("elsewhere")).unwrap();
        symlink("elsewhere", folder.path().join("content")).unwrap();
        folder
    };
    let topic: &dyn Fn() -> Folder = &|| {
        let folder = Folder::with_site();
        fs::create_dir(folder.path().join("elsewhere")).unwrap();
        symlink("../elsewhere", folder.path().join("content/linked")).unwrap();
        folder
    };
    for (make, zh, en) in [
        (through, "这是一个链接，网站需要在这里放文件夹", "this is a link where the site needs a folder"),
        (link, "这是一个链接，不经过它写文件", "nothing is written through it"),
        (pages, "这是链接、管道或设备，不是文件", "a link, a pipe or a device and no file"),
        (content, "这是一个链接，链接不跟随", "links are not followed"),
    ] {
        transcript.tells(make, Expected { args: &["build"], status: 2, zh, en });
    }
    let (zh, en) = ("链接指向不存在的地方", "the link leads to nothing");
    let folder = link();
    let path = folder.path().join("public");
    let args = ["build", "--output", path.to_str().unwrap()];
    for (locale, words) in [("zh_CN.UTF-8", zh), ("en_US.UTF-8", en)] {
        let run: Ran = folder.command(&args).env("LC_ALL", locale).output().unwrap().into();
        transcript.ran(&args, &run, 2, words);
    }
    let (zh, en) = ("这条路上有链接，不经过链接写文件", "nothing is written through links");
    transcript.tells(topic, Expected { args: &["new", "linked/_index"], status: 2, zh, en });
}

/// A list of files that cannot be trusted.
fn manifests(transcript: &mut Transcript) {
    for (from, to, zh, en) in [
        ("{", "", "这份清单读不懂", "this list of files cannot be read"),
        (": 1", ": 2", "由更新的 duizhao 写成", "written by a newer duizhao"),
        ("\"404.html\"", "\"../x\"", "在这个文件夹之外", "lies outside the folder"),
    ] {
        let make = || {
            let folder = built();
            folder.write("public/.duizhao.json", folder.read("public/.duizhao.json").replacen(from, to, 1));
            folder
        };
        transcript.tells(&make, Expected { args: &["build"], status: 2, zh, en });
    }
}

/// Errors of the system, of which most cannot be had for the asking.
fn system_errors(transcript: &mut Transcript) {
    use ErrorKind::*;
    let kinds = [
        NotFound,
        PermissionDenied,
        AlreadyExists,
        StorageFull,
        QuotaExceeded,
        ReadOnlyFilesystem,
        NotADirectory,
        IsADirectory,
        DirectoryNotEmpty,
        InvalidFilename,
        CrossesDevices,
        ResourceBusy,
        ExecutableFileBusy,
        FileTooLarge,
        OutOfMemory,
        TimedOut,
        StaleNetworkFileHandle,
        Unsupported,
        InvalidInput,
        AddrInUse,
        AddrNotAvailable,
        Other,
    ];
    let numbers = [5, 24, 40, 99_999].map(Error::from_raw_os_error);
    for error in kinds.map(Error::from).into_iter().chain(numbers) {
        let said = os_error::reason(&error);
        transcript.said(&said.zh, &said.en);
        let text = error::text(&write_error::at(Path::new("public/index.html"))(error), Lang::Zh);
        transcript.said(&text, &text);
    }
    let own = error::text(&anyhow!("x"), Lang::Zh);
    transcript.said(&own, &own);
    changed_meanwhile(transcript);
    in_the_way(transcript);
}

/// A file that is copied is another than it was when the site was looked at.
fn changed_meanwhile(transcript: &mut Transcript) {
    let site = Folder::with_site();
    site.write("content/topic/annex.txt", "another text than when it was looked at");
    let publisher = Publisher::begin(site.path(), None, Box::new(|_| {})).unwrap();
    let asset = Asset { path: "content/topic/annex.txt".into(), length: 1, hash: [0; 16], fault: None };
    publisher.take(Output { path: "assets/topic/annex.txt".into(), content: OutputContent::Copy(asset) });
    let changed = error::text(&publisher.finish(false).unwrap_err(), Lang::Zh);
    transcript.said(&changed, &changed);
    assert!(changed.contains("annex.txt: 这个文件在生成网站时被改动或移走了"), "{changed}");
    assert!(!site.path().join("public").exists());
}

/// What stands where a file is to be written.
fn in_the_way(transcript: &mut Transcript) {
    let folder = Folder::new();
    folder.write("there.md", "x");
    let outputs = [NewFile { path: "there.md".into(), text: String::new() }];
    let there = create::create(folder.path(), &outputs).unwrap_err();
    let there = error::text(&there, Lang::Zh);
    transcript.said(&there, &there);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("there.md", folder.path().join("link.md")).unwrap();
        let link = replace(folder.path(), "link.md", Some(b"x"), b"y").unwrap_err();
        let link = error::text(&link, Lang::Zh);
        transcript.said(&link, &link);
        assert_eq!(folder.read("there.md"), "x");
    }
    // A full disk, for what is printed.
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        let run: Ran = folder.command(&["explain"]).stdout(full).output().unwrap().into();
        transcript.ran(&["explain"], &run, 2, "系统不让继续：磁盘满了");
    }
}

/// Folders in which another user may not do everything.
#[cfg(target_os = "linux")]
fn locked(transcript: &mut Transcript) {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::with_site();
    for (name, mode) in [("shut", 0o000), ("public", 0o777)] {
        fs::create_dir(folder.path().join(name)).unwrap();
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    }
    let path = |name: &str| folder.path().join(name).to_string_lossy().into_owned();
    let theirs = built();
    fs::write(theirs.path().join("content/duizhao.lock"), "# duizhao.lock 1\n").unwrap();
    fs::create_dir(theirs.path().join("public/mine")).unwrap();
    let given = |args: &[&str]| {
        let done = Command::new("chown").args(args).current_dir(theirs.path()).status();
        assert!(done.unwrap().success());
    };
    if run_as_nobody(&theirs, &["explain"]).is_some() {
        given(&["-R", "65534:65534", "."]);
        given(&["root:root", "public/zh/topic", "content/duizhao.lock"]);
        let open = |path: &str, mode| {
            fs::set_permissions(theirs.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
        };
        open("content/duizhao.lock", 0o666);
        open("public/mine", 0o555);
        theirs.write(ZH, theirs.read(ZH).replace("报告这样写", "报告写道"));
        let run = run_as_nobody(&theirs, &["build", "--lang", "zh"]).unwrap();
        transcript.ran(&["build"], &run, 2, "没有在这个文件夹里写的权限，网站没有动");
        let run = run_as_nobody(&theirs, &["accept", "--lang", "zh"]).unwrap();
        transcript.ran(&["accept"], &run, 2, "文件属于别的用户");
        given(&["65534:65534", "public/zh/topic"]);
        let run = run_as_nobody(&theirs, &["build", "--lang", "zh"]).unwrap();
        transcript.ran(&["build"], &run, 0, "里面有不能写的文件夹");
    }
    for (args, status, words) in [
        (["init", &path("shut"), "--lang", "zh", "-C."], 2, "没有读取的权限；改变文件夹的权限"),
        (["build", "--output", &path("public"), "--lang", "zh"], 0, "文件逐个发布（上一级文件夹不能写）"),
    ] {
        match run_as_nobody(&folder, &args) {
            Some(run) => transcript.ran(&args, &run, status, words),
            None => println!("no other user can be taken here: permissions were not tried"),
        }
    }
}

/// Two builds at a time.
fn waits(transcript: &mut Transcript) {
    let folder = edited(|_| {});
    let path = folder.path().join(".public.duizhao-lock");
    let held = fs::OpenOptions::new().write(true).open(&path).unwrap();
    held.lock().unwrap();
    fs::write(&path, "duizhao 4711\n").unwrap();
    let mut wait = |args: &[&str], held: fs::File, words: &str| {
        let mut command = folder.command(args);
        command.env("LC_ALL", "zh_CN.UTF-8").stderr(Stdio::piped()).stdout(Stdio::piped());
        let waiting = command.spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(1500));
        drop(held);
        let done: Ran = waiting.wait_with_output().unwrap().into();
        transcript.ran(args, &done, 0, words);
    };
    wait(&["build"], held, "另一个 duizhao（进程 4711）正在写");
    if cfg!(unix) {
        let held = fs::File::open(folder.path().join("content")).unwrap();
        held.lock().unwrap();
        wait(&["accept"], held, "另一个 duizhao 正在改这里的文件");
    }
    let no_locks = Notice::NoLocks { folder: "public".into() }.message();
    transcript.said(&no_locks.zh, &no_locks.en);
    let why = Both::new("没有权限", "no permission");
    let left = Notice::Left { path: ".public.duizhao-new".into(), why }.message();
    transcript.said(&left.zh, &left.en);
}

#[test]
fn what_cannot_be_written_is_said_in_both_languages() {
    transcript().assert_right();
}
