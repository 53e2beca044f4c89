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
    /// bn, k: the power of ten, behind digits only, and whether it must stand close to them.
    Suffix { power: i32, close: bool },
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
            "suffix" => WordClass::Suffix { power: value.parse().ok()?, close: false },
            "close-suffix" => WordClass::Suffix { power: value.parse().ok()?, close: true },
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

/// What may begin with a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Begins {
    Nothing,
    /// A number, after its sign.
    Sign,
    /// Nothing but a word that is a number by itself.
    NumberWord,
    /// A decade, or such a word: nineties.
    Decade,
    /// A part of the calendar: the letter of Q3.
    Letter,
    /// An ordinal: the Roman numeral of Phase II.
    Roman,
    /// A date.
    Month,
    /// A time of day: noon.
    Hour,
    /// A version or a date, with its points.
    Version,
    /// Whatever begins with a number in digits.
    Digits,
    /// Whatever begins with a number in words.
    Words,
}

/// Words of neither table that something begins with: a quarter, minus 5, the past dozen years.
const LEADS: [(&str, Begins); 18] = [
    ("a", Begins::Words),
    ("an", Begins::Words),
    ("half", Begins::Words),
    ("halves", Begins::Words),
    ("quarter", Begins::Words),
    ("noon", Begins::Hour),
    ("midnight", Begins::Hour),
    ("dozen", Begins::NumberWord),
    ("minus", Begins::Sign),
    ("negative", Begins::Sign),
    ("twenties", Begins::Decade),
    ("thirties", Begins::Decade),
    ("forties", Begins::Decade),
    ("fifties", Begins::Decade),
    ("sixties", Begins::Decade),
    ("seventies", Begins::Decade),
    ("eighties", Begins::Decade),
    ("nineties", Begins::Decade),
];

/// The words that are known, with what they say of numbers and what may begin with them.
pub(super) struct KnownWords {
    words: QuickMap<&'static str, (WordClass, Begins)>,
    /// For each first letter and length the last letters of the words, a bit for each: most words that are not
    /// known are told from them at once.
    shapes: [[u32; 32]; 26],
}

static KNOWN: LazyLock<KnownWords> = LazyLock::new(|| {
    let mut words: QuickMap<_, _> =
        NUMBER_WORDS.keys().map(|word| (*word, (WordClass::Other, Begins::NumberWord))).collect();
    words.extend(LEADS.map(|(word, begins)| (word, (WordClass::Other, begins))));
    words.extend(WORDS.iter().map(|(word, class)| match class {
        WordClass::Month(_) => (*word, (*class, Begins::Month)),
        WordClass::Suffix { .. } => (*word, (*class, Begins::Nothing)),
        _ => (*word, (*class, Begins::Words)),
    }));
    let mut shapes = [[0; 32]; 26];
    for (first, length, last) in words.keys().filter_map(|word| shape(word)) {
        shapes[first][length] |= last;
    }
    KnownWords { words, shapes }
});

/// The number of the first letter of a word, its length, and the bit of its last letter.
#[inline]
fn shape(word: &str) -> Option<(usize, usize, u32)> {
    let (first, last) = (word.as_bytes().first()?, word.as_bytes().last()?);
    let (first, last) = (first.wrapping_sub(b'a'), last.wrapping_sub(b'a'));
    (first.max(last) < 26 && word.len() < 32).then(|| (usize::from(first), word.len(), 1 << last))
}

impl KnownWords {
    pub(super) fn all() -> &'static KnownWords {
        &KNOWN
    }

    /// What a word in lower case says of numbers, and what may begin with it.
    #[inline]
    pub(super) fn look_up(&self, lower: &str) -> (WordClass, Begins) {
        match shape(lower) {
            Some((first, length, last)) if self.shapes[first][length] & last > 0 => self.find(lower),
            _ => (WordClass::Other, Begins::Nothing),
        }
    }

    #[inline(never)]
    fn find(&self, lower: &str) -> (WordClass, Begins) {
        self.words.get(lower).copied().unwrap_or((WordClass::Other, Begins::Nothing))
    }
}

/// Roman numerals up to twelve.
pub(super) fn roman(text: &str) -> Option<i64> {
    const ROMAN: [&str; 12] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];
    let may_be_one = text.starts_with(['I', 'V', 'X']);
    ROMAN.iter().position(|one| may_be_one && *one == text).map(|at| at as i64 + 1)
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
            "hours" => Kind::Measure(UnitId::HOURS),
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
        assert_eq!(WORDS.len(), words.len(), "a word stands twice, or is not understood");
        let look_up = |word: &str| KnownWords::all().look_up(word);
        assert!(WORDS.iter().all(|(word, class)| look_up(word).0 == *class));
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
