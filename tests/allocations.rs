//! A guard against sudden cost: how often each stage of a fixed small build asks for memory. The count does not depend
//! on the machine; what it may be is written down here, and a tenth more fails. Who made it grow for a reason writes the
//! new count down; who made it shrink does too, so that it stays won.
//!
//! `cargo test --test allocations -- --nocapture` prints what was counted, and how many bytes each stage holds.

#[allow(dead_code)]
#[path = "bench/corpus.rs"]
mod corpus;
#[allow(dead_code)]
mod counting;

use corpus::Corpus;
use counting::cost;
use duizhao::{Analysis, Options, RenderContext, prove, render, rules, vfs};

/// Excerpts of the site.
const EXCERPTS: usize = 40;

/// What each stage may ask for, in allocations an excerpt.
const MOST: [(&str, usize); 4] = [("read", 462), ("prove", 889), ("check", 400), ("make", 4962)];

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
    for ((stage, most), cost) in MOST.into_iter().zip([read, prove, check, make]) {
        let each = cost.count / EXCERPTS;
        println!(
            "{stage}: {each} allocations an excerpt (at most {most}), {} bytes held",
            cost.held / EXCERPTS as isize
        );
        if each * 10 > most * 11 {
            over.push(format!("{stage}: {each} allocations an excerpt instead of {most}"));
        }
    }
    assert!(over.is_empty(), "{}", over.join("\n"));
}
