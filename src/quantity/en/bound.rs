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
            self.after_negation(place - found.word.split(' ').count(), found.bound)
        };
        after.or_else(before)
    }

    /// What a bound says behind what stands before it: “should not be | less than” is at least. With more words between
    /// it is left open: “no class has | more than”.
    fn after_negation(&self, at: usize, bound: Bound) -> Option<Bound> {
        let is_light = |word: &str| {
            matches!(word, "be" | "been" | "being" | "to" | "fall" | "drop" | "go" | "have" | "has" | "any")
        };
        let is_negation = |word: &str| {
            matches!(
                word,
                "not"
                    | "no"
                    | "never"
                    | "cannot"
                    | "without"
                    | "none"
                    | "nobody"
                    | "nothing"
                    | "neither"
                    | "few"
                    | "hardly"
            ) || word.ends_with("n't")
                || word.ends_with("n’t")
        };
        let words = (at.saturating_sub(REACH)..at).rev().map(|place| self.lower(place));
        let ends = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || ".,;:()".contains(c));
        let mut clause = words.take_while(|word| !ends(word));
        let mut is_near = true;
        match clause.find(|word| {
            is_negation(word) || {
                is_near &= is_light(word);
                false
            }
        }) {
            None => Some(bound),
            Some(_) if is_near => bound.negated(),
            Some(_) => None,
        }
    }
}

/// How many words before a bound may hold a negation of it.
const REACH: usize = 8;
