//! The bound that a Chinese text gives with a number.

use std::sync::LazyLock;

use crate::base::quick_map::QuickMap;
use crate::quantity::bounds::{BoundWord, read};
use crate::quantity::value::Bound;
use crate::quantity::zh::lexer::{Chars, is_han};

/// The words that stand behind a number by their first character, and those before it by their last, each in the order
/// in which they are looked for.
static WORDS: LazyLock<BoundWords> = LazyLock::new(|| {
    let mut words = BoundWords::default();
    for one in read(include_str!("bounds.tsv")) {
        let mut chars = one.word.chars();
        let (by, beside) = match one.is_behind {
            true => (&mut words.behind, chars.next()),
            false => (&mut words.before, chars.next_back()),
        };
        by.entry(beside.unwrap_or_default()).or_default().push(one);
    }
    words
});

#[derive(Default)]
struct BoundWords {
    behind: QuickMap<char, Vec<BoundWord>>,
    before: QuickMap<char, Vec<BoundWord>>,
}

/// The bound that stands beside a number with its unit.
pub(super) fn bound(chars: &Chars, at: usize, end: usize) -> Option<Bound> {
    // 3万家以上: a measure word may stand between, but not before 多 and 余.
    let measured = end + usize::from(is_han(chars.at(end)));
    let behind = |place: usize, single: bool| {
        let stands =
            |one: &&BoundWord| chars.has(place, one.word) && (single || one.word.chars().count() > 1);
        WORDS.behind.get(&chars.at(place))?.iter().find(stands)
    };
    let before = || WORDS.before.get(&chars.before(at))?.iter().find(|one| chars.ends(at, one.word));
    behind(end, true).or_else(|| behind(measured, false)).or_else(before).map(|one| one.bound)
}
