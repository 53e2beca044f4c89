//! Every command on a site full of links, under a tracer: each path opened for writing, made, renamed or
//! removed lies in the site's folder, and no link is gone through.
//!
//! The tracer is `strace` (Debian's package of that name; `tests/run` installs it). Where there is none,
//! that is said and nothing is tried.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::site::Folder;

const PAGE: &str = "content/topic/growth.zh.md";
const PAIRS: &str = "pairs.jsonl";

/// System calls that change something under a name.
const CALLS: &str = "trace=open,openat,openat2,creat,rename,renameat,renameat2,unlink,unlinkat,rmdir,mkdir,\
    mkdirat,link,linkat,symlink,symlinkat,truncate,ftruncate,chmod,fchmodat,chown,lchown,fchownat,mknod,mknodat";

/// Links that lead to a folder of somebody else's, wherever a program might write; `content` too says whether
/// there are some that the check tells of.
fn full_of_links(in_content: bool) -> (Folder, PathBuf) {
    let folder = Folder::with_site();
    let victim = folder.path().with_extension("victim");
    fs::create_dir_all(victim.join("deep")).unwrap();
    for name in ["letter.txt", "deep/letter.txt", ".duizhao-building", "duizhao.lock", "index.html"] {
        fs::write(victim.join(name), "PRECIOUS").unwrap();
    }
    let names = [
        ".public.duizhao-lock",
        ".public.duizhao-new",
        ".public.duizhao-new-00000000000000000000000000000000",
        "content/.duizhao.lock.next",
        "content/topic/.growth.zh.md.next",
        "content/.site.yaml.swp",
        "public/elsewhere",
        "public/.duizhao-next",
        "public/.duizhao-lock",
        "public/.duizhao-building",
        ".duizhao/cache.next-00000000000000000000000000000000",
        ".duizhao/cache",
    ];
    assert!(folder.run(&["build"]).status.success());
    fs::remove_file(folder.path().join(".public.duizhao-lock")).unwrap();
    fs::remove_file(folder.path().join(".duizhao/cache")).unwrap();
    for name in names {
        symlink(&victim, folder.path().join(name)).unwrap();
    }
    symlink(victim.join("letter.txt"), folder.path().join("public/letter.txt")).unwrap();
    if in_content {
        symlink(&victim, folder.path().join("content/linked")).unwrap();
        symlink(&victim, folder.path().join("templates")).unwrap();
        symlink(victim.join("letter.txt"), folder.path().join("content/topic/linked.zh.md")).unwrap();
        symlink(victim.join("duizhao.lock"), folder.path().join("content/duizhao.lock")).unwrap();
    }
    folder.write(PAIRS, "{\"id\":1,\"zh\":\"增长6.4%。\",\"en\":\"Up 6.4 percent.\"}\n");
    folder.write(PAGE, folder.read(PAGE).replace("报告这样写：", "报告这样写道:"));
    (folder, victim)
}

/// The lines of a trace that change something.
fn writing(trace: &str) -> impl Iterator<Item = &str> {
    // Of a program that is ended on its way into the system the tracer cannot say what it wanted; it wrote nothing.
    trace.lines().filter(|line| !line.ends_with("???( <unfinished ...>")).filter(|line| {
        let opens = line.contains("open");
        let to_write = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| line.contains(flag));
        !line.contains(" = -1 ") && (!opens || to_write) && line.contains('(')
    })
}

/// The lines of a trace that change something outside of a folder, or through a link.
fn outside(trace: &str, site: &Path) -> Vec<String> {
    let site = site.to_str().unwrap();
    let is_wrong = |line: &&str| {
        // Each handle stands with the path that the system has for it: `3</tmp/site/content>`.
        let handles = line.split('<').skip(1).filter_map(|part| part.split('>').next());
        let mut handles = handles.filter(|path| path.starts_with('/'));
        let quoted = line.split('"').skip(1).step_by(2).filter(|path| path.starts_with('/'));
        let harmless = |path: &&str| path.starts_with("/dev/") || path.starts_with("/proc/");
        let lies_out = |path: &str| !(path == site || path.starts_with(&format!("{site}/")));
        let quoted: Vec<&str> = quoted.filter(|path| !harmless(path)).collect();
        handles.any(|path| !harmless(&path) && lies_out(path)) || quoted.iter().any(|path| lies_out(path))
    };
    writing(trace).filter(is_wrong).map(str::to_owned).collect()
}

/// What is typed, one after the other.
const COMMANDS: [&str; 18] = [
    "check",
    "check --fix",
    "accept",
    "accept topic/growth",
    "build",
    "build --overwrite",
    "build --check",
    "new topic/another",
    "new linked/planted",
    "markdown content/topic/linked.zh.md",
    "explain",
    "align pairs.jsonl",
    "compare pairs.jsonl --glossary content/site.yaml",
    "figures pairs.jsonl",
    "schema site",
    "init new",
    "completions bash",
    "man",
];

#[test]
fn no_command_writes_outside_of_the_site_or_through_a_link() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|done| done.status.success()) {
        println!("there is no strace here: nothing was traced");
        return;
    }
    for in_content in [false, true] {
        let (folder, victim) = full_of_links(in_content);
        let before: Vec<_> = ["letter.txt", "deep/letter.txt", "duizhao.lock", "index.html"]
            .map(|name| victim.join(name))
            .to_vec();
        let mut written = 0;
        for args in COMMANDS.map(|line| line.split(' ').collect::<Vec<_>>()) {
            let trace = folder.path().with_extension("trace");
            let mut command = Command::new("strace");
            command.args(["-f", "-y", "-qq", "-s", "4096", "-e", CALLS, "-o"]).arg(&trace);
            command.arg(env!("CARGO_BIN_EXE_duizhao")).arg("-C").arg(folder.path()).args(&args);
            command.current_dir(folder.path());
            let done = command.output().unwrap();
            assert!(done.status.code().is_some_and(|code| code <= 2), "{args:?}: {done:?}");
            let text = fs::read_to_string(&trace).unwrap();
            fs::remove_file(&trace).unwrap();
            written += text.lines().filter(|line| line.contains("O_CREAT")).count();
            let wrong = outside(&text, folder.path());
            assert!(wrong.is_empty(), "{args:?}: {wrong:#?}");
        }
        assert!(in_content || written > 10, "the trace shows what is written: {written}");
        for path in before {
            assert_eq!(fs::read_to_string(&path).unwrap(), "PRECIOUS", "{}", path.display());
        }
        fs::remove_dir_all(victim).unwrap();
    }
}

/// `serve` reads and writes nothing; so that is all that its trace may show.
#[test]
fn serve_writes_nothing_at_all() {
    if !Command::new("strace").arg("-V").output().is_ok_and(|done| done.status.success()) {
        println!("there is no strace here: nothing was traced");
        return;
    }
    let (folder, victim) = full_of_links(true);
    fs::remove_file(folder.path().join("templates")).unwrap();
    let trace = folder.path().with_extension("trace");
    let mut command = Command::new("strace");
    // The tracer stands aside (-D), so that the server is the one that is ended.
    command.args(["-D", "-f", "-y", "-s", "4096", "-e", CALLS, "-o"]).arg(&trace);
    command.arg(env!("CARGO_BIN_EXE_duizhao")).arg("-C").arg(folder.path()).args(["serve", "--port", "0"]);
    let server = crate::serving::Server::run(command);
    for path in
        ["/", "/zh/topic/growth.html", "/_duizhao/findings.json", "/../../letter.txt", "/linked/letter.txt"]
    {
        server.get(path);
    }
    folder.write(PAGE, folder.read(PAGE).replace("报告这样写", "报告写道"));
    server.until("/_duizhao/findings.json", "seen", |answer| answer.status == 200);
    drop(server);
    let end = std::time::Instant::now() + crate::serving::PATIENCE;
    let text = loop {
        let text = fs::read_to_string(&trace).unwrap();
        if text.contains("+++ killed") || std::time::Instant::now() > end {
            break text;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    fs::remove_file(&trace).unwrap();
    assert!(text.contains("growth.zh.md"), "the trace shows what is read");
    let written: Vec<&str> = writing(&text).filter(|line| !line.contains("\"/dev/")).collect();
    assert!(written.is_empty(), "{written:#?}");
    fs::remove_dir_all(victim).unwrap();
}

#[test]
fn a_write_outside_would_be_found() {
    let site = Path::new("/tmp/site");
    for wrong in [
        "1 openat(AT_FDCWD</tmp/site>, \"/etc/x\", O_WRONLY|O_CREAT, 0666) = 3</etc/x>",
        "1 openat(5</tmp/site/content>, \"next\", O_WRONLY|O_CREAT, 0666) = 3</tmp/elsewhere/letter.txt>",
        "1 unlinkat(5</tmp/elsewhere>, \"letter.txt\", 0) = 0",
        "1 rename(\"/tmp/site/a\", \"/tmp/elsewhere/a\") = 0",
    ] {
        assert_eq!(outside(wrong, site).len(), 1, "{wrong}");
    }
    for right in [
        "1 openat(5</tmp/site/content>, \"next\", O_WRONLY|O_CREAT, 0666) = 3</tmp/site/content/next>",
        "1 openat(AT_FDCWD</root>, \"/etc/passwd\", O_RDONLY) = 3</etc/passwd>",
        "1 unlinkat(5</tmp/elsewhere>, \"letter.txt\", 0) = -1 ENOENT (No such file or directory)",
    ] {
        assert_eq!(outside(right, site).len(), 0, "{right}");
    }
}
