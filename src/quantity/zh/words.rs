//! Chinese words beside numbers: what is no unit, what numerals count, reigns, agendas, firsts.

use std::sync::LazyLock;

use crate::base::char_map::CharMap;
use crate::base::char_set::CharSet;
use crate::quantity::table::rows;

/// Words that begin with a unit's character but are none.
pub(super) static NO_UNITS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["no-unit"]));

/// Words that begin with a scale and are none: 5万达广场 are five.
pub(super) static NO_SCALES: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["no-scale"]));

/// Words that begin with a half and add none to what stands before them: 三年半导体研究.
pub(super) static NO_HALVES: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["no-half"]));

/// Measure words and nouns before which a single numeral counts something.
pub(super) static MEASURES: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["thing", "measure"]));

/// Measure words of things that a translation does not leave out.
static THINGS: LazyLock<CharSet> =
    LazyLock::new(|| list(&["thing"]).into_iter().flat_map(str::chars).collect());

/// Reigns and eras, whose years a translation gives as years of the calendar, by their last character.
pub(super) static ERAS: LazyLock<CharMap<&str>> = LazyLock::new(|| {
    list(&["era"]).into_iter().map(|word| (word.chars().next_back().unwrap_or_default(), word)).collect()
});

/// Points of a plan or a statement, which are no tenths.
pub(super) static AGENDAS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["agenda"]));

/// Nouns before which 元 is no money: 三元组, 二元选择.
pub(super) static ELEMENTS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["element"]));

/// The first of a kind.
pub(super) static FIRSTS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["first"]));

/// Events that their numbers name: 911事件.
pub(super) static EVENTS: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["event"]));

/// What stands behind the one with which an exchange rate begins: 1美元兑7.2元.
pub(super) static RATES: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["rate"]));

/// What makes a number before it a time, a rank or a score.
pub(super) static SOFT: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["soft"]));

/// Indices that are given in points.
pub(super) static INDICES: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["index"]));

/// Words for a change of an index, which is a share.
pub(super) static CHANGES: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["change"]));

/// What the year of the calendar begins with that stands behind the year of a reign.
pub(super) static EXPLAINED: LazyLock<WordList> = LazyLock::new(|| WordList::of(&["explained"]));

/// Whether a character is the measure word of a thing.
pub(super) fn is_thing(c: char) -> bool {
    THINGS.has(c)
}

/// Words that are looked for at a place, by their first character: what follows it in each.
pub(super) struct WordList(CharMap<Box<[char]>>);

impl WordList {
    fn of(names: &[&str]) -> WordList {
        WordList::new(list(names))
    }

    /// A list of words.
    pub(super) fn new(all: impl IntoIterator<Item = &'static str>) -> WordList {
        WordList(all.into_iter().map(split_first).collect())
    }

    /// What follows a character in those that begin with it.
    #[inline]
    pub(super) fn behind(&self, first: char) -> &[Box<[char]>] {
        self.0.get(first)
    }
}

/// The first character of a word, and those behind it.
pub(super) fn split_first(word: &str) -> (char, Box<[char]>) {
    let mut chars = word.chars();
    (chars.next().unwrap_or_default(), chars.collect())
}

fn list(names: &[&str]) -> Vec<&'static str> {
    rows(include_str!("words.tsv"))
        .filter(|cells| names.contains(&cells[0]))
        .flat_map(|cells| cells.get(1).map_or("", |words| *words).split(' '))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;
    use crate::quantity::value::Significance;

    const LISTS: [&str; 15] = [
        "no-unit",
        "no-scale",
        "no-half",
        "thing",
        "measure",
        "era",
        "agenda",
        "element",
        "first",
        "event",
        "rate",
        "soft",
        "index",
        "change",
        "explained",
    ];

    #[test]
    fn every_row_has_a_word_in_its_example_and_the_number_proves_what_it_says() {
        let mut wrong = Vec::new();
        for cells in rows(include_str!("words.tsv")) {
            let [name, words, example, number, proves] = cells[..] else { panic!("{cells:?}") };
            assert!(LISTS.contains(&name), "{cells:?}");
            assert!(words.split(' ').any(|word| example.contains(word)), "{cells:?}");
            let expected = match proves {
                "ignored" => Significance::Ignored,
                "optional" => Significance::Optional,
                "weak" => Significance::Weak,
                "required" => Significance::Required,
                _ => panic!("{cells:?}"),
            };
            let found = quantities(example, Lang::Zh, &[]);
            let one = found.iter().find(|one| &example[one.range.clone()] == number);
            if one.map(|one| one.significance) != Some(expected) {
                wrong.push(format!("{cells:?}: {found:?}"));
            }
        }
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    }
}
