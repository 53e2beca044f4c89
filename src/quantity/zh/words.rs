//! Chinese words beside numbers: what is no unit, what numerals count, reigns, agendas, firsts.

use std::sync::LazyLock;

use crate::quantity::table::rows;

/// Words that begin with a unit's character but are none.
pub(super) static NO_UNITS: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["no-unit"]));

/// Words that begin with a scale and are none: 5万达广场 are five.
pub(super) static NO_SCALES: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["no-scale"]));

/// Words that begin with a half and add none to what stands before them: 三年半导体研究.
pub(super) static NO_HALVES: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["no-half"]));

/// Measure words and nouns before which a single numeral counts something.
pub(super) static MEASURES: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["thing", "measure"]));

/// Measure words of things that a translation does not leave out.
static THINGS: LazyLock<String> = LazyLock::new(|| list(&["thing"]).concat());

/// Reigns and eras, whose years a translation gives as years of the calendar.
pub(super) static ERAS: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["era"]));

/// Points of a plan or a statement, which are no tenths.
pub(super) static AGENDAS: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["agenda"]));

/// Nouns before which 元 is no money: 三元组, 二元选择.
pub(super) static ELEMENTS: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["element"]));

/// The first of a kind.
pub(super) static FIRSTS: LazyLock<Vec<&str>> = LazyLock::new(|| list(&["first"]));

/// Whether a character is the measure word of a thing.
pub(super) fn is_thing(c: char) -> bool {
    THINGS.contains(c)
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

    const LISTS: [&str; 9] =
        ["no-unit", "no-scale", "no-half", "thing", "measure", "era", "agenda", "element", "first"];

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
