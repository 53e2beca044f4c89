//! English words that are numbers, or that stand beside them.

use std::sync::LazyLock;

use crate::base::quick_map::{QuickMap, QuickSet};
use crate::quantity::decimal::Decimal;
use crate::quantity::table::rows;
use crate::quantity::value::{Kind, UnitId};

/// What a word says of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WordClass {
    /// one, seventy.
    Cardinal(i64),
    /// third, twentieth.
    Ordinal(i64),
    /// hundred, million: the power of ten.
    Scale(i32),
    /// hundredth, millionths: the power of ten.
    ScaleOrdinal(i32),
    /// hundreds, millions: a number only after one in digits.
    Scales(i32),
    /// A month.
    Month(u8),
    /// Nothing.
    Other,
}

/// What each word of the table says.
static WORDS: LazyLock<QuickMap<&'static str, WordClass>> = LazyLock::new(|| {
    let class = |class: &str, value: &str| {
        Some(match class {
            "cardinal" => WordClass::Cardinal(value.parse().ok()?),
            "ordinal" => WordClass::Ordinal(value.parse().ok()?),
            "scale" => WordClass::Scale(value.parse().ok()?),
            "scale-ordinal" => WordClass::ScaleOrdinal(value.parse().ok()?),
            "scales" => WordClass::Scales(value.parse().ok()?),
            "month" => WordClass::Month(value.parse().ok()?),
            _ => return None,
        })
    };
    let read = |cells: Vec<&'static str>| {
        let class = class(cells.get(1)?, cells.get(2)?)?;
        Some(cells[0].split(' ').map(move |word| (word, class)))
    };
    rows(include_str!("words.tsv")).filter_map(read).flatten().collect()
});

/// Looks a word up, given in lower case.
pub(super) fn word(lower: &str) -> WordClass {
    WORDS.get(lower).copied().unwrap_or(WordClass::Other)
}

/// What may begin with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    Nothing,
    /// A number, after its sign.
    Sign,
    /// Nothing but a word that is a number by itself.
    NumberWord,
    /// Whatever a number, a date, a time or a fraction is.
    Quantity,
}

/// Words of neither table that something begins with: a quarter, minus 5, the past dozen years.
const LEADS: [(&str, Begins); 10] = [
    ("a", Begins::Quantity),
    ("an", Begins::Quantity),
    ("half", Begins::Quantity),
    ("halves", Begins::Quantity),
    ("quarter", Begins::Quantity),
    ("noon", Begins::Quantity),
    ("midnight", Begins::Quantity),
    ("dozen", Begins::NumberWord),
    ("minus", Begins::Sign),
    ("negative", Begins::Sign),
];

/// What a word in lower case says of numbers, and what may begin with it.
pub(super) fn look_up(lower: &str) -> (WordClass, Begins) {
    if !SHAPES.may_hold(lower) {
        return (WordClass::Other, Begins::Nothing);
    }
    let class = word(lower);
    let lead = || LEADS.iter().find(|(word, _)| *word == lower).map(|(_, begins)| *begins);
    let begins = match class {
        WordClass::Other if NUMBER_WORDS.contains_key(lower) => Begins::NumberWord,
        WordClass::Other => lead().unwrap_or(Begins::Nothing),
        _ => Begins::Quantity,
    };
    (class, begins)
}

/// For each first letter and length the last letters of the words that are known, a bit for each: most words are
/// told from them at once.
struct Shapes([[u32; 32]; 26]);

static SHAPES: LazyLock<Shapes> = LazyLock::new(|| {
    let mut shapes = Shapes([[0; 32]; 26]);
    let leads = LEADS.iter().map(|(word, _)| word);
    let all = WORDS.keys().chain(NUMBER_WORDS.keys()).chain(leads);
    for (first, length, last) in all.filter_map(|word| Shapes::place(word)) {
        shapes.0[first][length] |= last;
    }
    shapes
});

impl Shapes {
    /// The number of the first letter, the length, and the bit of the last letter.
    fn place(word: &str) -> Option<(usize, usize, u32)> {
        let (first, last) = (word.as_bytes().first()?, word.as_bytes().last()?);
        let (first, last) = (first.wrapping_sub(b'a'), last.wrapping_sub(b'a'));
        (first.max(last) < 26 && word.len() < 32).then(|| (usize::from(first), word.len(), 1 << last))
    }

    fn may_hold(&self, word: &str) -> bool {
        Shapes::place(word).is_some_and(|(first, length, last)| self.0[first][length] & last != 0)
    }
}

/// Suffixes of a number in digits: power of ten, and whether they must stand close to it.
static SUFFIXES: LazyLock<QuickMap<&'static str, (i32, bool)>> = LazyLock::new(|| {
    let read = |cells: Vec<&'static str>| {
        let close = match *cells.get(1)? {
            "suffix" => false,
            "close-suffix" => true,
            _ => return None,
        };
        let power = cells.get(2)?.parse().ok()?;
        Some(cells[0].split(' ').map(move |word| (word, (power, close))))
    };
    rows(include_str!("words.tsv")).filter_map(read).flatten().collect()
});

/// The power of ten of a suffix, and whether it must stand close to the digits.
pub(super) fn suffix(lower: &str) -> Option<(i32, bool)> {
    SUFFIXES.get(lower).copied()
}

/// What a word that stands for a number by itself says: the number, and what is counted.
type NumberWord = (Decimal, Kind);

static NUMBER_WORDS: LazyLock<QuickMap<&'static str, NumberWord>> = LazyLock::new(|| {
    let read = |cells: Vec<&'static str>| {
        let [word, counted, number, _] = cells[..] else { return None };
        let (digits, power) = number.split_once('e').unwrap_or((number, "0"));
        let kind = match counted {
            "times" => Kind::Times,
            "years" => Kind::Measure(UnitId::YEARS),
            _ => Kind::Count,
        };
        Some((word, (Decimal::new(digits.parse().ok()?, power.parse().ok()?)?, kind)))
    };
    rows(include_str!("number_words.tsv")).filter_map(read).collect()
});

/// Words that stand for a number by themselves: the number, and what is counted.
pub(super) fn number_word(lower: &str) -> Option<NumberWord> {
    NUMBER_WORDS.get(lower).copied()
}

static NAMES: LazyLock<QuickSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("names.tsv")).map(|cells| cells[0]).collect());

/// Words before a number that make it a name's rather than a count: Phase 2, Room 12.
pub(super) fn names_a_number(lower: &str) -> bool {
    NAMES.contains(lower)
}

/// A word beside “one” with which it counts nothing, and whether it stands behind it.
static BESIDE_ONE: LazyLock<QuickSet<(&'static str, bool)>> = LazyLock::new(|| {
    rows(include_str!("one.tsv")).map(|cells| (cells[0], cells.get(1) == Some(&"after"))).collect()
});

/// Whether “one” counts nothing beside these words: the one before it, and the two behind it.
pub(super) fn is_idle_one(before: &str, next: &str, after_next: &str) -> bool {
    let behind = |words: &str| BESIDE_ONE.contains(&(words, true));
    BESIDE_ONE.contains(&(before, false))
        || behind(next)
        || (next == "of" && behind(&format!("of {after_next}")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;
    use crate::quantity::value::{Quantity, Significance};

    #[test]
    fn every_row_is_read_and_its_example_has_its_number() {
        let all: Vec<Vec<&str>> = rows(include_str!("words.tsv")).collect();
        let words: Vec<&str> = all.iter().flat_map(|cells| cells[0].split(' ')).collect();
        assert!(words.iter().all(|one| word(one) != WordClass::Other || suffix(one).is_some()));
        assert_eq!(WORDS.len() + SUFFIXES.len(), words.len(), "a word stands twice");
        assert!(WORDS.iter().all(|(word, class)| look_up(word) == (*class, Begins::Quantity)));
        assert!(NUMBER_WORDS.keys().all(|word| look_up(word).1 != Begins::Nothing));
        assert!(LEADS.iter().all(|(word, begins)| look_up(word) == (WordClass::Other, *begins)));
        for word in ["the", "tenant", "growth", "x", "", "é", "百"] {
            assert_eq!(look_up(word), (WordClass::Other, Begins::Nothing), "{word}");
        }
        let mut wrong = Vec::new();
        for cells in all {
            let found = quantities(cells[3], Lang::En, &[]);
            if !found.iter().any(|one| one.plain() == cells[4]) {
                wrong.push(format!("{cells:?}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }

    #[test]
    fn every_word_that_stands_for_a_number_does_so_in_its_example() {
        for cells in rows(include_str!("number_words.tsv")) {
            let (value, kind) = number_word(cells[0]).unwrap_or_else(|| panic!("{cells:?}"));
            let found = quantities(cells[3], Lang::En, &[]);
            let is_it = |one: &Quantity| {
                &cells[3][one.range.clone()] == cells[0] && one.decimal() == Some(value) && one.kind == kind
            };
            assert!(found.iter().any(is_it), "{cells:?}: {found:?}");
        }
    }

    #[test]
    fn a_number_of_a_name_orders_or_is_weak() {
        for cells in rows(include_str!("names.tsv")) {
            let found = quantities(cells[1], Lang::En, &[]);
            let is_name =
                |one: &Quantity| one.kind == Kind::Ordinal || one.significance <= Significance::Weak;
            assert!(found.iter().all(is_name), "{cells:?}: {found:?}");
        }
        let counted = quantities("ports 12", Lang::En, &[]);
        assert_eq!(counted[0].significance, Significance::Required);
    }

    #[test]
    fn one_counts_nothing_in_the_examples_beside_it() {
        for cells in rows(include_str!("one.tsv")) {
            let found = quantities(cells[2], Lang::En, &[]);
            let one = found.iter().find(|one| &cells[2][one.range.clone()] == "one");
            assert_eq!(one.map(|one| one.significance), Some(Significance::Ignored), "{cells:?}: {found:?}");
        }
    }
}
