//! A guard against sudden cost: how often each stage of a fixed small build asks for memory. The count does not depend
//! on the machine; what it may be is written down here, and a tenth more fails. Who made it grow for a reason writes the
//! new count down; who made it shrink does too, so that it stays won.
//!
//! `cargo test --test allocations -- --nocapture` prints what was counted, and how many bytes each stage holds.

#[allow(dead_code)]
#[path = "bench/corpus.rs"]
mod corpus;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

use corpus::Corpus;
use duizhao::{Analysis, Options, RenderContext, prove, render, rules, vfs};

/// The system's allocator, counted.
struct Counting;

static COUNT: AtomicUsize = AtomicUsize::new(0);
static HELD: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every call goes to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.fetch_add(1, Relaxed);
        HELD.fetch_add(layout.size(), Relaxed);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        HELD.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// Excerpts of the site.
const EXCERPTS: usize = 40;

/// What each stage may ask for, in allocations an excerpt.
const MOST: [(&str, usize); 4] = [("read", 778), ("prove", 1881), ("check", 694), ("make", 9693)];

/// What a stage cost: allocations, and bytes that it holds.
fn cost<T>(stage: impl FnOnce() -> T) -> (T, (usize, isize)) {
    let (count, held) = (COUNT.load(Relaxed), HELD.load(Relaxed));
    let made = stage();
    (made, (COUNT.load(Relaxed) - count, HELD.load(Relaxed) as isize - held as isize))
}

#[test]
fn no_stage_asks_for_much_more_memory_than_it_did() {
    // One thread, so that nothing depends on who comes first.
    rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global().unwrap();
    let site = Corpus::write(EXCERPTS);
    // Tables that are made once.
    let warm = Analysis::read(&site.0, &Options::default()).unwrap();
    let make = |site: &Analysis| {
        let context = RenderContext::new(&site.site, &site.proof, &site.checked, &site.folder.templates);
        render(&context.unwrap(), |_| {}).unwrap();
    };
    make(&warm);

    let ((loaded, found), read) = cost(|| {
        let (folder, found) = vfs::read(&site.0).unwrap();
        let (loaded, more) = duizhao::assemble::load::load(&folder, &Options::default());
        (loaded, found.into_iter().chain(more).collect::<Vec<_>>())
    });
    let (proof, prove) = cost(|| prove::prove(&loaded));
    let (checked, check) = cost(|| rules::check(&loaded, &proof, found));
    assert!(checked.is_clean(true), "{:?}", checked.findings.first());
    let ((), make) = cost(|| make(&warm));
    let mut over = Vec::new();
    for ((stage, most), (count, held)) in MOST.into_iter().zip([read, prove, check, make]) {
        let each = count / EXCERPTS;
        println!(
            "{stage}: {each} allocations an excerpt (at most {most}), {} bytes held",
            held / EXCERPTS as isize
        );
        if each * 10 > most * 11 {
            over.push(format!("{stage}: {each} allocations an excerpt instead of {most}"));
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
