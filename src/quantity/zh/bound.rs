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
    let before = || {
        let found = WORDS.before.get(&chars.before(at))?.iter().find(|one| chars.ends(at, one.word))?;
        after_negation(chars, at - found.word.chars().count(), found.bound)
    };
    let behind = behind(end, true).or_else(|| behind(measured, false));
    behind.map(|one| one.bound).or_else(before)
}

/// What a bound says behind what stands before it: 不得｜低于 is at least. With more between it is left open:
/// 没有一个班｜超过.
fn after_negation(chars: &Chars, at: usize, bound: Bound) -> Option<Bound> {
    let negations = [
        "不得", "不能", "不应", "不会", "不可", "不再", "不宜", "不许", "不准", "未", "未能", "未曾", "没有",
        "没", "勿", "难以",
    ];
    if chars.ends_one(at, &negations) {
        return bound.negated();
    }
    let places = (at.saturating_sub(REACH)..at).rev().map(|place| chars.at(place));
    let ends =
        |c: &char| c.is_ascii_digit() || matches!(c, '，' | '。' | '；' | '、' | '：' | ',' | ';' | '\n');
    let mut clause = places.take_while(|c| !ends(c));
    (!clause.any(|c| matches!(c, '不' | '没' | '无' | '未' | '非'))).then_some(bound)
}

/// How many characters before a bound may hold a negation of it.
const REACH: usize = 10;
