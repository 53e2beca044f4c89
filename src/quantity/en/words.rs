//! English words that are numbers, or that stand beside them.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::quantity::decimal::Decimal;
use crate::quantity::value::Kind;

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

/// Looks a word up, given in lower case.
pub(super) fn word(lower: &str) -> WordClass {
    use WordClass::*;
    if !(3..=13).contains(&lower.len()) {
        return Other;
    }
    match lower {
        "zero" => Cardinal(0),
        "one" => Cardinal(1),
        "two" => Cardinal(2),
        "three" => Cardinal(3),
        "four" => Cardinal(4),
        "five" => Cardinal(5),
        "six" => Cardinal(6),
        "seven" => Cardinal(7),
        "eight" => Cardinal(8),
        "nine" => Cardinal(9),
        "ten" => Cardinal(10),
        "eleven" => Cardinal(11),
        "twelve" => Cardinal(12),
        "thirteen" => Cardinal(13),
        "fourteen" => Cardinal(14),
        "fifteen" => Cardinal(15),
        "sixteen" => Cardinal(16),
        "seventeen" => Cardinal(17),
        "eighteen" => Cardinal(18),
        "nineteen" => Cardinal(19),
        "twenty" => Cardinal(20),
        "thirty" => Cardinal(30),
        "forty" | "fourty" => Cardinal(40),
        "fifty" => Cardinal(50),
        "sixty" => Cardinal(60),
        "seventy" => Cardinal(70),
        "eighty" => Cardinal(80),
        "ninety" => Cardinal(90),
        "first" | "firsts" => Ordinal(1),
        "second" => Ordinal(2),
        "third" | "thirds" => Ordinal(3),
        "fourth" | "fourths" => Ordinal(4),
        "fifth" | "fifths" => Ordinal(5),
        "sixth" | "sixths" => Ordinal(6),
        "seventh" | "sevenths" => Ordinal(7),
        "eighth" | "eighths" => Ordinal(8),
        "ninth" | "ninths" => Ordinal(9),
        "tenth" | "tenths" => Ordinal(10),
        "eleventh" | "elevenths" => Ordinal(11),
        "twelfth" | "twelfths" => Ordinal(12),
        "thirteenth" => Ordinal(13),
        "fourteenth" => Ordinal(14),
        "fifteenth" => Ordinal(15),
        "sixteenth" | "sixteenths" => Ordinal(16),
        "seventeenth" => Ordinal(17),
        "eighteenth" => Ordinal(18),
        "nineteenth" => Ordinal(19),
        "twentieth" | "twentieths" => Ordinal(20),
        "thirtieth" | "thirtieths" => Ordinal(30),
        "fortieth" => Ordinal(40),
        "fiftieth" => Ordinal(50),
        "sixtieth" => Ordinal(60),
        "seventieth" => Ordinal(70),
        "eightieth" => Ordinal(80),
        "ninetieth" => Ordinal(90),
        "hundredth" | "hundredths" => ScaleOrdinal(2),
        "thousandth" | "thousandths" => ScaleOrdinal(3),
        "millionth" | "millionths" => ScaleOrdinal(6),
        "billionth" | "billionths" => ScaleOrdinal(9),
        "trillionth" | "trillionths" => ScaleOrdinal(12),
        "hundred" => Scale(2),
        "thousand" => Scale(3),
        "million" => Scale(6),
        "billion" => Scale(9),
        "trillion" => Scale(12),
        "lakh" => Scale(5),
        "crore" => Scale(7),
        "hundreds" => Scales(2),
        "thousands" => Scales(3),
        "millions" => Scales(6),
        "billions" => Scales(9),
        "trillions" => Scales(12),
        _ => month(lower),
    }
}

/// Months, with the abbreviations that print uses.
fn month(lower: &str) -> WordClass {
    let month = match lower {
        "january" | "jan" => 1,
        "february" | "feb" => 2,
        "march" | "mar" => 3,
        "april" | "apr" => 4,
        "may" => 5,
        "june" | "jun" => 6,
        "july" | "jul" => 7,
        "august" | "aug" => 8,
        "september" | "sept" | "sep" => 9,
        "october" | "oct" => 10,
        "november" | "nov" => 11,
        "december" | "dec" => 12,
        _ => return WordClass::Other,
    };
    WordClass::Month(month)
}

/// Suffixes of a number in digits: power of ten, and whether they must stand close to it.
pub(super) fn suffix(lower: &str) -> Option<(i32, bool)> {
    Some(match lower {
        "bn" => (9, false),
        "tn" | "trn" => (12, false),
        "mn" => (6, false),
        "megapixel" | "megapixels" => (6, false),
        "mln" => (6, true),
        "bln" => (9, true),
        "k" => (3, true),
        "m" => (6, true),
        "b" => (9, true),
        _ => return None,
    })
}

/// What a word that stands for a number by itself says: the number, and what is counted.
type NumberWord = (Decimal, Kind);

/// The rows of a table.
fn rows(table: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    table.lines().filter(|line| !line.starts_with("# ")).map(|line| line.split('\t').collect())
}

static NUMBER_WORDS: LazyLock<HashMap<&'static str, NumberWord>> = LazyLock::new(|| {
    let read = |cells: Vec<&'static str>| {
        let [word, counted, number, _] = cells[..] else { return None };
        let (digits, power) = number.split_once('e').unwrap_or((number, "0"));
        let kind = match counted {
            "times" => Kind::Times,
            "years" => Kind::Measure("years"),
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

static NAMES: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("names.tsv")).map(|cells| cells[0]).collect());

/// Words before a number that make it a name's rather than a count: Phase 2, Room 12.
pub(super) fn names_a_number(lower: &str) -> bool {
    NAMES.contains(lower)
}

/// A word beside “one” with which it counts nothing, and whether it stands behind it.
static BESIDE_ONE: LazyLock<HashSet<(&'static str, bool)>> = LazyLock::new(|| {
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
