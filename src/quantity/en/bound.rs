//! The bound that an English text gives with a number.

use crate::quantity::en::lexer::Tokens;
use std::sync::LazyLock;

use crate::base::quick_map::QuickMap;
use crate::quantity::bounds::{BoundWord, read};
use crate::quantity::value::Bound;

/// The phrases by their last word, longer ones first.
static WORDS: LazyLock<QuickMap<&'static str, Vec<BoundWord>>> = LazyLock::new(|| {
    let mut words: QuickMap<&str, Vec<BoundWord>> = QuickMap::default();
    for one in read(include_str!("bounds.tsv")) {
        words.entry(one.word.rsplit(' ').next().unwrap_or_default()).or_default().push(one);
    }
    words
});

impl Tokens<'_, '_> {
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
        let stands = |words: &str| {
            words.rsplit(' ').enumerate().all(|(n, word)| place > n && self.lower(place - n - 1) == word)
        };
        let before = || {
            let found = WORDS.get(self.lower(place.checked_sub(1)?))?.iter().find(|one| stands(one.word))?;
            match self.is_negated(place - found.word.split(' ').count()) {
                true => found.bound.negated(),
                false => Some(found.bound),
            }
        };
        after.or_else(before)
    }

    /// Whether a negation stands before a place, with no more than a light verb between: “should not be | less than”.
    fn is_negated(&self, at: usize) -> bool {
        let is_light = |place: usize| {
            matches!(
                self.lower(place),
                "be" | "been" | "being" | "to" | "fall" | "drop" | "go" | "have" | "has" | "any"
            )
        };
        let mut place = at;
        while place > 0 && at - place < 3 && is_light(place - 1) {
            place -= 1;
        }
        let word = place.checked_sub(1).map_or("", |place| self.lower(place));
        matches!(word, "not" | "no" | "never" | "cannot" | "without")
            || word.ends_with("n't")
            || word.ends_with("n’t")
    }
}
