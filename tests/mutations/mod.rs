//! Changes the real content, a thing at a time, and holds the check to finding nearly every change at its line.

mod bench;
mod change;
mod dice;
mod text;

use bench::Bench;
use change::{Kind, changes};
use dice::Dice;

/// The share that must be caught, in per mille.
const KINDS: [(Kind, usize); 9] = [
    (Kind::Digit, 980),
    (Kind::ChineseDigit, 980),
    (Kind::Quoted, 980),
    (Kind::Han, 980),
    (Kind::Term, 900),
    (Kind::OtherTerm, 900),
    (Kind::Misspelt, 900),
    (Kind::Dropped, 900),
    (Kind::Passage, 1000),
];

/// A number from the environment; `all` is the largest.
fn setting(name: &str, default: u64) -> u64 {
    match std::env::var(name) {
        Ok(text) if text == "all" => u64::MAX >> 1,
        text => text.ok().and_then(|text| text.parse().ok()).unwrap_or(default),
    }
}

#[test]
fn nearly_every_change_of_the_real_content_is_caught_at_its_line() {
    let bench = Bench::read();
    let mut dice = Dice::new(setting("DUIZHAO_SEED", 20_220_411));
    let wanted = setting("DUIZHAO_MUTATIONS", 25) as usize;
    let only = std::env::var("DUIZHAO_KIND").unwrap_or_default();
    let mut poor = Vec::new();
    for (kind, share) in KINDS.into_iter().filter(|(kind, _)| only.is_empty() || format!("{kind:?}") == only)
    {
        let of = |pair| changes(kind, pair, &bench.terms, &mut dice).into_iter().map(move |one| (pair, one));
        let all: Vec<_> = bench.pairs.iter().flat_map(of).collect();
        let made = dice.some(all, wanted);
        let missed: Vec<String> = made
            .iter()
            .filter(|(pair, change)| bench.catches(pair, change).is_empty())
            .map(|(pair, change)| {
                let file = pair.files.get(change.lang);
                format!(
                    "{}:{} {}",
                    file.path,
                    file.text[..change.range.start].matches('\n').count() + 1,
                    change.what
                )
            })
            .collect();
        println!("{kind:?}: caught {} of {}", made.len() - missed.len(), made.len());
        missed.iter().for_each(|one| println!("  missed {one}"));
        // A small sample may miss one by chance.
        if missed.len() > made.len() * (1000 - share) / 1000 + 1 {
            poor.push(format!("{kind:?}: less than {share} in 1000: {missed:#?}"));
        }
    }
    assert!(poor.is_empty(), "{poor:#?}");
}
