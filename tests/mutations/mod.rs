//! Changes the real content, a thing at a time, and holds the check to finding nearly every change at its line.
//!
//! `DUIZHAO_MUTATIONS=1000 cargo test mutations -- --nocapture` makes a thousand of each kind and prints the
//! share that was caught and what was missed; `all` in place of the number makes one at every place that there
//! is. `DUIZHAO_SEED` chooses others, `DUIZHAO_KIND=Term` makes one kind only.
//!
//! What counts is an error or a warning whose place is the line of the change. The site keeps a record of
//! acceptance for all its passages, so a change of the Chinese counts as caught, too, where `translation-stale`
//! marks the changed sentence: the loss of the first character of a quotation leaves it verbatim, and nothing
//! else can tell.
//!
//! What cannot be caught:
//! - a year in the English that becomes another one, where both sides name the right one elsewhere in the passage:
//!   a translation may name a year again, and may leave it out where it is plain;
//! - 1 that becomes 0 before a noun, as 1 is often a mere “a”; the number of a paragraph in parentheses;
//! - a misspelt word that is by chance an inflection of the right one (“shiping”, “river” for “rivers”), and one
//!   in a form beside which a shorter form is accepted too, where another letter would make another name;
//! - which of two paragraphs without a number was dropped, where their lengths fit as well: the loss is
//!   reported, but at the one next to it.

mod bench;
mod change;
mod meaning;
pub mod rng;
mod text;

use bench::Bench;
use change::{Kind, changes};
use rng::Rng;

/// The share that must be caught, in per mille: what was reached at every place there is, with a little room
/// for other seeds.
const KINDS: [(Kind, usize); 10] = [
    (Kind::Digit, 985),
    (Kind::Unit, 985),
    (Kind::ChineseDigit, 1000),
    (Kind::Quoted, 1000),
    (Kind::Han, 1000),
    (Kind::Term, 1000),
    (Kind::OtherTerm, 998),
    (Kind::Misspelt, 990),
    (Kind::Dropped, 998),
    (Kind::Passage, 990),
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
    let mut rng = Rng::new(setting("DUIZHAO_SEED", 20_220_411));
    let wanted = setting("DUIZHAO_MUTATIONS", 25) as usize;
    let only = std::env::var("DUIZHAO_KIND").unwrap_or_default();
    let mut poor = Vec::new();
    for (kind, share) in KINDS.into_iter().filter(|(kind, _)| only.is_empty() || format!("{kind:?}") == only)
    {
        let of = |pair| changes(kind, pair, &bench.terms, &mut rng).into_iter().map(move |one| (pair, one));
        let all: Vec<_> = bench.pairs.iter().flat_map(of).collect();
        let made = rng.some(all, wanted);
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
