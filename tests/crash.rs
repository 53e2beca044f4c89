//! Builds that are killed, and builds on a full disk: the site is old or new, and whole.
//!
//! A few of each run with every test. For many, with a release build and a large site:
//!
//! ```sh
//! cargo build --release
//! DUIZHAO_BIN=target/release/duizhao DUIZHAO_CRASHES=300 DUIZHAO_FULL=50 DUIZHAO_EXCERPTS=2000 \\
//!     cargo test crash -- --nocapture
//! ```
//!
//! `DUIZHAO_SEED` chooses the moments. The full disk is a small tmpfs; where none can be mounted, that
//! part says so and is left out.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::site::Folder;

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

fn program() -> PathBuf {
    let named = std::env::var_os("DUIZHAO_BIN").map(PathBuf::from);
    named.map_or_else(|| env!("CARGO_BIN_EXE_duizhao").into(), |path| fs::canonicalize(path).unwrap())
}

fn build(folder: &Folder, output: &Path) -> Command {
    let mut command = Command::new(program());
    command.arg("-C").arg(folder.path()).args(["build", "--output"]).arg(output);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The two states between which the site goes: another title changes every page, and one page goes.
fn set(folder: &Folder, new: bool) {
    let title = if new { "{ zh: 新站, en: New }" } else { "{ zh: 旧站, en: Old }" };
    folder.write(
        "content/site.yaml",
        format!("title: {title}\ndescription: {{ zh: 一个例子, en: An example }}\ntopics: [topic]\nrules: {{ original-uncovered: off }}\n"),
    );
    let page = folder.path().join("content/topic/extra");
    for (suffix, text) in [
        ("zh.md", "---\ntitle: 另一篇\nsummary: 一句话。\n---\n\n正文。\n"),
        ("en.md", "---\ntitle: Another\nsummary: A sentence.\n---\n\nText.\n"),
    ] {
        match new {
            true => folder.write(&format!("content/topic/extra.{suffix}"), text),
            false => {
                let _ = fs::remove_file(page.with_extension(suffix));
            }
        }
    }
}

type Tree = Vec<(String, Vec<u8>)>;

/// What a visitor can get: everything but the file that marks a build under way.
fn tree(of: &Path) -> Tree {
    let mut files: Tree = walkdir::WalkDir::new(of)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| {
            entry.file_type().is_file()
                && !entry.file_name().to_string_lossy().starts_with(".duizhao-building")
        })
        .map(|entry| {
            let path = entry.path().strip_prefix(of).unwrap().to_string_lossy().into_owned();
            (path, fs::read(entry.path()).unwrap())
        })
        .collect();
    files.sort();
    files
}

/// Both states as a build that nobody disturbs makes them, with the files of others; and how long one takes.
fn states(folder: &Folder) -> ([Tree; 2], Duration) {
    let mut took = Duration::ZERO;
    let trees = [false, true].map(|new| {
        set(folder, new);
        let output = folder.path().join(format!("state-{new}"));
        let begun = Instant::now();
        let done = build(folder, &output).output().unwrap();
        took = begun.elapsed();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        foreign(&output);
        tree(&output)
    });
    (trees, took)
}

fn foreign(output: &Path) {
    fs::create_dir_all(output.join("zh/mine")).unwrap();
    fs::write(output.join("CNAME"), "example.org").unwrap();
    fs::write(output.join("zh/mine/letter.txt"), "not a build’s").unwrap();
}

/// Numbers that look random and are the same for the same seed.
struct Rng(u64);

impl Rng {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}

/// Which state a folder is in; fails if it is neither.
fn state(now: &Tree, states: &[Tree; 2], when: &str) -> bool {
    for (new, tree) in [false, true].into_iter().zip(states) {
        if now == tree {
            return new;
        }
    }
    let names = |tree: &Tree| tree.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>();
    let old: Vec<String> = names(&states[0]);
    let missing: Vec<_> = old.iter().filter(|path| !names(now).contains(path)).take(5).collect();
    panic!(
        "{when}: {} files, neither the old site ({}) nor the new ({}); missing {missing:?}",
        now.len(),
        old.len(),
        states[1].len()
    );
}

#[test]
fn a_killed_build_leaves_the_old_site_or_the_new() {
    let folder = Folder::with_excerpts(number("DUIZHAO_EXCERPTS", 30));
    let mut rng = Rng(number("DUIZHAO_SEED", 7) as u64 * 2_654_435_761 + 1);
    let (states, took) = states(&folder);
    let public = folder.path().join("public");
    assert!(build(&folder, &public).status().unwrap().success());
    foreign(&public);
    let (mut now, mut swapped, crashes) = (true, 0, number("DUIZHAO_CRASHES", 12));
    for round in 0..crashes {
        set(&folder, !now);
        let mut child = build(&folder, &public).spawn().unwrap();
        // Most of a build is reading and rendering; every other kill falls into its last part.
        let part = took.as_micros() as u64 * 11 / 10;
        let wait = if round % 2 == 0 { rng.below(part) } else { part / 2 + rng.below(part / 2) };
        std::thread::sleep(Duration::from_micros(wait));
        let _ = child.kill();
        child.wait().unwrap();
        let after = state(&tree(&public), &states, &format!("kill {round} after {wait} µs"));
        swapped += usize::from(after != now);
        now = after;
    }
    println!("{crashes} builds killed: {swapped} had published, {} had not", crashes - swapped);
    set(&folder, !now);
    let last = build(&folder, &public).output().unwrap();
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(state(&tree(&public), &states, "the last build"), !now);
    let left = |at: &Path| {
        let names = fs::read_dir(at).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
        names
            .filter(|name| name.contains("duizhao-new") || name.contains("duizhao-building"))
            .collect::<Vec<_>>()
    };
    assert_eq!((left(folder.path()), left(&public)), (Vec::new(), Vec::new()));
}

#[test]
fn where_folders_cannot_be_exchanged_a_killed_build_leaves_whole_files_and_the_next_one_mends() {
    let folder = Folder::with_excerpts(number("DUIZHAO_EXCERPTS", 30).min(200));
    let mut rng = Rng(number("DUIZHAO_SEED", 7) as u64 * 97 + 1);
    let (states, took) = states(&folder);
    let public = folder.path().join("public");
    folder.write("public/.git/HEAD", "ref: refs/heads/main");
    let first = build(&folder, &public).output().unwrap();
    let said = String::from_utf8_lossy(&first.stderr).into_owned();
    assert!(first.status.success() && said.contains(".git"), "{said}");
    let known: Vec<std::collections::BTreeMap<_, _>> =
        states.iter().map(|tree| tree.iter().cloned().collect()).collect();
    let (mut mixed, crashes) = (0, number("DUIZHAO_CRASHES", 12).min(60));
    for round in 0..crashes {
        set(&folder, round % 2 == 1);
        let mut child = build(&folder, &public).spawn().unwrap();
        let part = took.as_micros() as u64 * 11 / 10;
        std::thread::sleep(Duration::from_micros(part / 2 + rng.below(part / 2)));
        let _ = child.kill();
        child.wait().unwrap();
        let mut seen = [false; 2];
        for (path, bytes) in tree(&public) {
            if path.starts_with(".git/") || path.contains(".duizhao-") || path == ".duizhao.json" {
                continue;
            }
            let whole = [0, 1].map(|at: usize| known[at].get(&path) == Some(&bytes));
            assert!(whole[0] || whole[1], "kill {round}: {path} is neither old nor new");
            seen = [seen[0] || (whole[0] && !whole[1]), seen[1] || (whole[1] && !whole[0])];
        }
        mixed += usize::from(seen == [true, true]);
    }
    println!("{crashes} builds killed that publish one by one: {mixed} in the middle of it");
    let last = build(&folder, &public).output().unwrap();
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    fs::remove_dir_all(public.join(".git")).unwrap();
    foreign(&public);
    state(&tree(&public), &states, "the last build");
}

/// A file system of its own in a folder, as long as this lives.
struct Small(PathBuf);

impl Small {
    fn mount(at: PathBuf, bytes: usize) -> Option<Small> {
        fs::create_dir_all(&at).unwrap();
        let size = format!("size={bytes}");
        let done = Command::new("mount").args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(&at).output();
        done.is_ok_and(|done| done.status.success()).then_some(Small(at))
    }
}

impl Small {
    fn free(&self) -> usize {
        let said = Command::new("df").args(["-B1", "--output=avail"]).arg(&self.0).output().unwrap();
        String::from_utf8_lossy(&said.stdout).lines().last().unwrap().trim().parse().unwrap()
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_site_or_the_new() {
    let folder = Folder::with_excerpts(number("DUIZHAO_EXCERPTS", 30));
    let mut rng = Rng(number("DUIZHAO_SEED", 7) as u64 * 40_503 + 1);
    let (states, _) = states(&folder);
    let blocks = |tree: &Tree| tree.iter().map(|(_, bytes)| bytes.len().div_ceil(4096) * 4096).sum::<usize>();
    let size = blocks(&states[0]) + blocks(&states[1]) * 3 / 2;
    let Some(disk) = Small::mount(folder.path().join("disk"), size) else {
        println!("no tmpfs can be mounted here: the full disk was not tried");
        return;
    };
    let public = disk.0.join("public");
    let first = build(&folder, &public).output().unwrap();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    foreign(&public);
    let (mut now, mut refused, rounds) = (true, 0, number("DUIZHAO_FULL", 6));
    for round in 0..rounds {
        set(&folder, !now);
        let filler = disk.0.join("filler");
        let left = rng.below(blocks(&states[usize::from(!now)]) as u64 * 5 / 4) as usize;
        fs::write(&filler, vec![0u8; disk.free().saturating_sub(left)]).unwrap();
        let done = build(&folder, &public).output().unwrap();
        fs::remove_file(&filler).unwrap_or_default();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let after = state(&tree(&public), &states, &format!("full disk {round}"));
        assert_eq!(done.status.success(), after != now, "{said}");
        if !done.status.success() {
            refused += 1;
            assert!(said.contains("磁盘满了") && said.contains("the disk is full"), "{said}");
        }
        let names = fs::read_dir(&disk.0).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
        let left: Vec<String> = names.filter(|name| name.contains("duizhao-new")).collect();
        assert!(left.is_empty(), "full disk {round}: {left:?} was left");
        now = after;
    }
    println!("{rounds} builds on a small disk: {refused} found it full");
    set(&folder, !now);
    assert!(build(&folder, &public).status().unwrap().success());
    assert_eq!(state(&tree(&public), &states, "the last build"), !now);
}

#[test]
fn a_full_disk_while_copies_are_kept_leaves_what_was_written_by_hand() {
    let folder = Folder::with_excerpts(10);
    let Some(disk) = Small::mount(folder.path().join("disk"), 64 << 20) else {
        println!("no tmpfs can be mounted here: the full disk was not tried");
        return;
    };
    let public = disk.0.join("public");
    set(&folder, false);
    assert!(build(&folder, &public).status().unwrap().success());
    let by_hand = ["zh/topic/town-1.html", "en/topic/town-2.html", "data/passages.jsonl"];
    for path in by_hand {
        let text = fs::read_to_string(public.join(path)).unwrap();
        fs::write(public.join(path), text + "written by hand\n").unwrap();
    }
    let before = tree(&public);
    set(&folder, true);
    let filler = disk.0.join("filler");
    for left in [0, 4096, 3 * 4096, 64 << 10] {
        fs::write(&filler, vec![0u8; disk.free().saturating_sub(left)]).unwrap();
        let done = build(&folder, &public).arg("--overwrite").output().unwrap();
        fs::remove_file(&filler).unwrap();
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(2), "{left} bytes left: {said}");
        assert!(said.contains("the disk is full") && tree(&public) == before, "{left} bytes left: {said}");
        let beside =
            fs::read_dir(&disk.0).unwrap().map(|one| one.unwrap().file_name().into_string().unwrap());
        let stays: Vec<String> = beside.filter(|name| name.contains("duizhao-new")).collect();
        assert_eq!(stays, [""; 0], "{left} bytes left");
    }
    let done = build(&folder, &public).arg("--overwrite").output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.success(), "{said}");
    let kept = tree(&public).iter().filter(|(_, bytes)| bytes.ends_with(b"written by hand\n")).count();
    assert_eq!(kept, by_hand.len(), "{said}");
}
