//! What proving costs: the time of proving and checking against that of the rest of a build.
//!
//! `cargo bench --bench check` prints the least of three runs for sites of 1,000 and 10,000 excerpts;
//! numbers after `--` choose others. Not part of the tests: times depend on the machine, ratios less so.
//!
//! Proving counts whole, although a build without it would have to find the quotations too, for the
//! evidence on the pages.

#[allow(dead_code)]
mod corpus;

use std::time::{Duration, Instant};

use corpus::Corpus;
use duizhao::assemble::load::{self, Options};
use duizhao::publish::Publisher;
use duizhao::render::{self, RenderContext};
use duizhao::{prove, rules, vfs};

const RUNS: usize = 3;

fn main() {
    let asked: Vec<usize> = std::env::args().filter_map(|one| one.parse().ok()).collect();
    let counts = if asked.is_empty() { vec![1000, 10_000] } else { asked };
    println!(
        "{:>9} {:>12} {:>12} {:>12} {:>12} {:>7}",
        "excerpts", "read", "prove", "check", "make", "share"
    );
    for count in counts {
        let site = Corpus::write(count);
        let runs: Vec<Steps> = (0..RUNS).map(|n| build(&site, n)).collect();
        let least = |step: fn(&Steps) -> Duration| runs.iter().map(step).min().unwrap_or_default();
        let (read, prove) = (least(|one| one.read), least(|one| one.prove));
        let (check, make) = (least(|one| one.check), least(|one| one.make));
        let ms = |time: Duration| format!("{:.0} ms", time.as_secs_f64() * 1000.0);
        let share = (prove + check).as_secs_f64() / (read + make).as_secs_f64() * 100.0;
        println!(
            "{count:>9} {:>12} {:>12} {:>12} {:>12} {share:>6.1}%",
            ms(read),
            ms(prove),
            ms(check),
            ms(make)
        );
    }
}

/// How long the steps of a build took.
struct Steps {
    /// Reading, parsing and pairing.
    read: Duration,
    prove: Duration,
    check: Duration,
    /// Rendering and writing.
    make: Duration,
}

fn build(site: &Corpus, run: usize) -> Steps {
    let mut began = Instant::now();
    let mut lap = || std::mem::replace(&mut began, Instant::now()).elapsed();
    let (folder, found) = vfs::read(&site.0).unwrap();
    let (loaded, more) = load::load(&folder, &Options::default());
    let read = lap();
    let proof = prove::prove(&loaded);
    let prove = lap();
    let checked = rules::check(&loaded, &proof, found.into_iter().chain(more).collect());
    let check = lap();
    assert!(checked.is_clean(true), "{:?}", checked.findings.first());
    let stage = RenderContext::new(&loaded, &proof, &checked, &folder.templates).unwrap();
    let publication =
        Publisher::begin(&site.0, Some(&site.0.join(format!("built-{run}"))), Box::new(|_| {})).unwrap();
    render::render(&stage, |output| publication.take(output)).unwrap();
    publication.finish(false).unwrap();
    Steps { read, prove, check, make: lap() }
}
