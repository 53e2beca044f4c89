//! The bound that a Chinese text gives with a number.

use std::sync::LazyLock;

use crate::quantity::bounds::{BoundWord, read};
use crate::quantity::value::Bound;
use crate::quantity::zh::lexer::{Chars, is_han};

/// The words, in the order in which they are looked for.
static WORDS: LazyLock<Vec<BoundWord>> = LazyLock::new(|| read(include_str!("bounds.tsv")));

/// The bound that stands beside a number with its unit.
pub(super) fn bound(chars: &Chars, at: usize, end: usize) -> Option<Bound> {
    // 3万家以上: a measure word may stand between, but not before 多 and 余.
    let measured = end + usize::from(is_han(chars.at(end)));
    let behind = |place: usize, single: bool| {
        let stands = |one: &&BoundWord| {
            one.is_behind && chars.has(place, one.word) && (single || one.word.chars().count() > 1)
        };
        WORDS.iter().find(stands)
    };
    let before = || WORDS.iter().find(|one| !one.is_behind && chars.ends(at, one.word));
    behind(end, true).or_else(|| behind(measured, false)).or_else(before).map(|one| one.bound)
}
