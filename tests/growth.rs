//! What grows with the size of the input, and not with its square: each kind of input is doubled and doubled again, and
//! the second doubling may cost not much more than twice the first.
//!
//! Nothing is measured that depends on the machine. With every test the requests for memory are counted, and their
//! bytes, for each stage by itself. With `RUSTC_WORKSPACE_WRAPPER=$PWD/tests/growth/steps cargo test --test growth` each
//! turn of the program is counted too ("steps"), so that a loop that asks for nothing is seen.

#![allow(unexpected_cfgs)]

#[allow(dead_code)]
mod counting;
#[path = "growth/inputs.rs"]
mod inputs;
#[path = "growth/lines.rs"]
mod lines;
#[path = "growth/many.rs"]
mod many;
#[allow(dead_code)]
mod markup;
#[allow(dead_code)]
mod site;
#[path = "growth/steps.rs"]
mod steps;

use std::sync::{Mutex, PoisonError};

use counting::{Cost, cost};
use duizhao::report::terminal::{self, Screen};
use duizhao::{Lang, Options, RenderContext, prove, render, rules, vfs};
use site::Folder;

/// One at a time: what is counted is counted for the whole process.
static TURN: Mutex<()> = Mutex::new(());

/// How many times as much as the first doubling the second may cost, in tenths, for requests, kilobytes and steps: twice,
/// and a little for what is sorted, and for lists, which double their room by leaps.
const MOST: [usize; 3] = [26, 26, 26];

/// What a stage cost: requests, kilobytes, steps.
type Counted = [usize; 3];

fn counted<T>(stage: impl FnOnce() -> T) -> (T, Counted) {
    let before = steps::so_far();
    let (made, Cost { count, asked, .. }) = cost(stage);
    (made, [count, asked >> 10, steps::so_far() - before])
}

/// What each stage of a build costs.
fn stages(folder: &Folder) -> Vec<(&'static str, Counted)> {
    let ((loaded, found), read) = counted(|| {
        let (folder, found) = vfs::read(folder.path()).unwrap();
        let (loaded, more) = duizhao::assemble::load::load(&folder, &Options::default());
        (loaded, found.into_iter().chain(more).collect::<Vec<_>>())
    });
    let (proof, prove) = counted(|| prove::prove(&loaded));
    let (checked, check) = counted(|| rules::check(&loaded, &proof, found));
    let ((), make) = counted(|| {
        let context = RenderContext::new(&loaded, &proof, &checked, &[]);
        render(&context.unwrap(), |_| {}).unwrap();
    });
    let (_, tell) =
        counted(|| terminal::render(&checked.findings, &loaded.sources, Lang::Zh, Screen::default()));
    vec![("read", read), ("prove", prove), ("check", check), ("make", make), ("tell", tell)]
}

/// Counts `costs` of three sizes, each twice that before, and says what grows faster than it may.
fn too_fast(name: &str, size: usize, costs: impl Fn(usize) -> Vec<(&'static str, Counted)>) -> Vec<String> {
    // `DUIZHAO_SIZE=4` looks at larger ones.
    let times = std::env::var("DUIZHAO_SIZE").ok().and_then(|times| times.parse().ok()).unwrap_or(1);
    let size = size * times;
    let all = [size, 2 * size, 4 * size].map(&costs);
    let mut wrong = Vec::new();
    for (at, (stage, _)) in all[0].iter().enumerate() {
        for (what, unit) in ["requests", "kilobytes", "steps"].into_iter().enumerate() {
            let [one, two, four] = [0, 1, 2].map(|turn: usize| all[turn][at].1[what]);
            let (first, second) = (two.saturating_sub(one), four.saturating_sub(two));
            println!("{name}, {stage}: {one}, {two}, {four} {unit}");
            // Less than this is what a table or a page needs that is there for any input.
            let least = [2000, 500, 200_000][what];
            if second > least && second * 10 > first.max(least / 4) * MOST[what] {
                wrong.push(format!("{name} × {size}, 2, 4: {stage} asks for {one}, {two}, {four} {unit}"));
            }
        }
    }
    wrong
}

fn begin() -> std::sync::MutexGuard<'static, ()> {
    let turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    // One thread, so that nothing depends on who comes first; it is there already after the first test.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    // Tables that are made once.
    stages(&Folder::with_site());
    turn
}

fn hold(kinds: &[inputs::Kind]) {
    let _turn = begin();
    // `DUIZHAO_KIND=brackets` looks at one.
    let only = std::env::var("DUIZHAO_KIND").unwrap_or_default();
    let wrong: Vec<String> = kinds
        .iter()
        .filter(|(name, ..)| name.contains(&only))
        .flat_map(|(name, size, make)| {
            too_fast(name, *size, |size| {
                let folder = Folder::with_site();
                make(&folder, size);
                stages(&folder)
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn quotations_and_originals() {
    hold(&inputs::QUOTATIONS);
}

#[test]
fn terms_numbers_and_sentences() {
    hold(&inputs::TEXTS);
}

#[test]
fn marks_of_all_kinds() {
    hold(&inputs::MARKS);
}

#[test]
fn pages_links_and_locks() {
    hold(&inputs::PAGES);
}

#[test]
fn many_proses() {
    hold(&many::PROSES);
}

#[test]
fn many_blocks() {
    hold(&many::BLOCKS);
}

#[test]
fn many_files_and_lines() {
    hold(&many::FILES);
}

fn hold_alone(kinds: &[inputs::Alone]) {
    let _turn = begin();
    let only = std::env::var("DUIZHAO_KIND").unwrap_or_default();
    let wrong: Vec<String> = kinds
        .iter()
        .filter(|(name, ..)| name.contains(&only))
        .flat_map(|(name, size, read)| too_fast(name, *size, |size| vec![("read", counted(|| read(size)).1)]))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_read_by_itself() {
    hold_alone(&inputs::ALONE);
}

#[test]
fn lines_of_texts() {
    hold_alone(&lines::LINES);
}

#[test]
fn a_file_that_nothing_links_to_is_not_held_and_a_copy_is_not_either() {
    use duizhao::publish::Publisher;
    let _turn = begin();
    const LARGE: usize = 60 << 20;
    let most = |with: bool, is_linked: bool| {
        let folder = Folder::with_site();
        if with {
            folder.write("content/topic/large.pdf", vec![b'x'; LARGE]);
        }
        if is_linked {
            let page = folder.read("content/topic/growth.zh.md");
            folder.write("content/topic/growth.zh.md", format!("{page}\n见[附件](large.pdf)。\n"));
            let page = folder.read("content/topic/growth.en.md");
            folder.write("content/topic/growth.en.md", format!("{page}\nSee [the annex](large.pdf).\n"));
        }
        let (written, cost) = cost(|| {
            let known = duizhao::Analysis::read(folder.path(), &Options::default()).unwrap();
            let context =
                RenderContext::new(&known.site, &known.proof, &known.checked, &known.folder.templates);
            let publisher = Publisher::begin(folder.path(), None, Box::new(|_| {})).unwrap();
            render(&context.unwrap(), |output| publisher.take(output)).unwrap();
            publisher.finish(false).unwrap()
        });
        assert!(written.changed > 10);
        let copy = folder.path().join("public/assets/topic/large.pdf");
        assert_eq!(std::fs::metadata(copy).ok().map(|about| about.len()), is_linked.then_some(LARGE as u64));
        cost.most
    };
    let (without, unlinked, linked) = (most(false, false), most(true, false), most(true, true));
    println!("at most {without}, {unlinked}, {linked} bytes held");
    assert!(unlinked < without + (1 << 20) && linked < without + (1 << 20), "{without} {unlinked} {linked}");
}

#[test]
fn an_original_of_short_paragraphs_is_held_in_a_bounded_multiple_of_its_size() {
    let _turn = begin();
    let held = |count: usize| {
        let folder = Folder::with_site();
        inputs::original(&folder, &vec!["字".to_owned(); count]);
        let (loaded, cost) = cost(|| {
            let (folder, _) = vfs::read(folder.path()).unwrap();
            duizhao::assemble::load::load(&folder, &Options::default())
        });
        drop(loaded);
        cost.held as usize
    };
    // A paragraph is three bytes and two line feeds.
    let each = (held(20_000) - held(10_000)) / (10_000 * 5);
    println!("{each} bytes held for each of the original");
    assert!(each < 40, "{each} bytes held for each of the original");
}
