//! The bound that an English text gives with a number.

use crate::quantity::en::lexer::Tokens;
use std::sync::LazyLock;

use crate::base::quick_map::QuickMap;
use crate::quantity::bounds::{BoundWord, read};
use crate::quantity::value::Bound;

/// A phrase: the words before its last one, from the last to the first, and what it says.
type BoundPhrase = (Vec<&'static str>, Bound);

/// The phrases by their last word, longer ones first.
static PHRASES: LazyLock<QuickMap<&'static str, Vec<BoundPhrase>>> = LazyLock::new(|| {
    let mut phrases: QuickMap<&str, Vec<BoundPhrase>> = QuickMap::default();
    for BoundWord { word, bound, .. } in read(include_str!("bounds.tsv")) {
        let mut words = word.rsplit(' ');
        phrases.entry(words.next().unwrap_or_default()).or_default().push((words.collect(), bound));
    }
    phrases
});

impl Tokens<'_> {
    /// The bound that stands before a number, or behind it with its unit.
    pub(super) fn bound(&self, at: usize, end: usize) -> Option<Bound> {
        let after = match (self.lower(end), self.lower(end + 1)) {
            ("or" | "and", "more" | "above" | "over" | "higher") => Some(Bound::AtLeast),
            ("or", "less" | "below" | "under" | "fewer") => Some(Bound::Below),
            ("or", "so") => Some(Bound::About),
            ("+", _) => Some(Bound::Over),
            _ => None,
        };
        let money = |place: usize| {
            matches!(self.lower(place), "$" | "us" | "rmb" | "usd" | "£" | "€" | "us$" | "hk" | "an" | "-")
        };
        let mut place = at;
        while place > 0 && at - place < 3 && money(place - 1) {
            place -= 1;
        }
        let before = || {
            let last = place.checked_sub(1)?;
            let stands = |words: &[&str]| {
                words.iter().enumerate().all(|(n, word)| last > n && self.lower(last - n - 1) == *word)
            };
            let phrases = PHRASES.get(self.lower(last))?;
            phrases.iter().find(|(words, _)| stands(words)).map(|(_, bound)| *bound)
        };
        after.or_else(before)
    }
}
