//! The bound that a Chinese text gives with a number.

use std::sync::LazyLock;

use crate::base::char_map::CharMap;
use crate::quantity::bounds::{BoundWord, read};
use crate::quantity::value::Bound;
use crate::quantity::zh::lexer::{Chars, is_han};

/// The words that stand behind a number by their first character, and those before it by their last, each in the order
/// in which they are looked for.
struct BoundWords {
    behind: CharMap<BoundWord>,
    before: CharMap<BoundWord>,
}

static WORDS: LazyLock<BoundWords> = LazyLock::new(|| {
    let (behind, before): (Vec<_>, Vec<_>) =
        read(include_str!("bounds.tsv")).into_iter().partition(|one| one.is_behind);
    let first = |one: BoundWord| (one.word.chars().next().unwrap_or_default(), one);
    let last = |one: BoundWord| (one.word.chars().next_back().unwrap_or_default(), one);
    BoundWords {
        behind: behind.into_iter().map(first).collect(),
        before: before.into_iter().map(last).collect(),
    }
});

/// The bound that stands beside a number with its unit.
pub(super) fn bound(chars: &Chars, at: usize, end: usize) -> Option<Bound> {
    let words = &*WORDS;
    // 3万家以上: a measure word may stand between, but not before 多 and 余.
    let measured = end + usize::from(is_han(chars.at(end)));
    let behind = |place: usize, single: bool| {
        let stands =
            |one: &&BoundWord| chars.has(place, one.word) && (single || one.word.chars().count() > 1);
        words.behind.get(chars.at(place)).iter().find(stands)
    };
    let before = || words.before.get(chars.before(at)).iter().find(|one| chars.ends(at, one.word));
    behind(end, true).or_else(|| behind(measured, false)).or_else(before).map(|one| one.bound)
}
