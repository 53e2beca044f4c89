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
            (
                "or" | "and",
                "more" | "above" | "over" | "higher" | "older" | "longer" | "larger" | "greater",
            ) => Some(Bound::AtLeast),
            (
                "or" | "and",
                "less" | "below" | "under" | "fewer" | "younger" | "shorter" | "smaller" | "lower",
            ) => Some(Bound::Below),
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
            let (words, bound) = phrases.iter().find(|(words, _)| stands(words))?;
            self.after_negation(last - words.len(), *bound)
        };
        after.or_else(before)
    }

    /// What a bound says behind what stands before it: “should not be | less than” is at least. With more words between
    /// it is left open: “no class has | more than”.
    fn after_negation(&self, at: usize, bound: Bound) -> Option<Bound> {
        let words = (at.saturating_sub(REACH)..at).rev().map(|place| self.lower(place));
        let ends = |word: &&str| word.starts_with(|c: char| c.is_ascii_digit() || ".,;:()".contains(c));
        let mut clause = words.take_while(|word| !ends(word)).skip_while(|word| is_light(word)).peekable();
        match clause.peek() {
            Some(word) if is_negation(word) => bound.negated(),
            _ => (!clause.any(is_negation)).then_some(bound),
        }
    }
}

/// How many words before a bound may hold a negation of it.
const REACH: usize = 8;

/// Verbs that carry no more than a negation to a bound.
fn is_light(word: &str) -> bool {
    matches!(word, "be" | "been" | "being" | "to" | "fall" | "drop" | "go" | "have" | "has" | "any")
}

fn is_negation(word: &str) -> bool {
    const WORDS: [&str; 11] =
        ["not", "no", "never", "cannot", "without", "none", "nobody", "nothing", "neither", "few", "hardly"];
    WORDS.contains(&word) || word.ends_with("n't") || word.ends_with("n’t")
}
