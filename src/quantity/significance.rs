//! How much a number proves, as both grammars decide it: a table of conditions, of which the first row that holds
//! counts. Every row has an example that is its test.

use crate::quantity::table::rows;
use crate::quantity::value::Significance;

/// A row: conditions, each with whether it must hold or must not, and what the number proves then; nothing if it is
/// no number at all.
pub(crate) struct SignificanceRow<C> {
    conditions: Vec<(C, bool)>,
    proves: Option<Significance>,
}

/// Reads a table: conditions (with `!` before what must not hold), significance, example, number, why.
pub(crate) fn table<C>(text: &'static str, condition: impl Fn(&str) -> Option<C>) -> Vec<SignificanceRow<C>> {
    let read = |cells: Vec<&'static str>| {
        let one = |word: &str| match word.strip_prefix('!') {
            Some(word) => Some((condition(word)?, false)),
            None => Some((condition(word)?, true)),
        };
        let words = cells.first()?.split(' ').filter(|word| *word != "always");
        let proves = match *cells.get(1)? {
            "none" => None,
            word => Some(named(word)?),
        };
        Some(SignificanceRow { conditions: words.map(one).collect::<Option<_>>()?, proves })
    };
    rows(text).filter_map(read).collect()
}

/// What the first row proves whose conditions hold.
pub(crate) fn decide<C: Copy>(
    table: &[SignificanceRow<C>],
    holds: impl Fn(C) -> bool,
) -> Option<Significance> {
    let row = table.iter().find(|row| row.conditions.iter().all(|(one, wanted)| holds(*one) == *wanted));
    row.and_then(|row| row.proves)
}

fn named(word: &str) -> Option<Significance> {
    Some(match word {
        "ignored" => Significance::Ignored,
        "optional" => Significance::Optional,
        "weak" => Significance::Weak,
        "required" => Significance::Required,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::{Both, Lang};
    use crate::quantity::{en, quantities, zh};

    #[test]
    fn every_row_is_read_and_its_example_proves_what_it_says() {
        let read = Both { zh: zh::significance::TABLE.len(), en: en::significance::TABLE.len() };
        for (lang, text) in
            [(Lang::Zh, include_str!("zh/significance.tsv")), (Lang::En, include_str!("en/significance.tsv"))]
        {
            let all: Vec<Vec<&str>> = rows(text).collect();
            assert_eq!(*read.get(lang), all.len(), "{lang:?}: a row is not understood");
            let mut wrong = Vec::new();
            for cells in all {
                let [_, proves, example, number, _] = cells[..] else { panic!("{cells:?}") };
                let found = quantities(example, lang, &[]);
                let one = found.iter().find(|one| &example[one.range.clone()] == number);
                if one.map(|one| one.significance) != named(proves) {
                    wrong.push(format!("{cells:?}: {found:?}"));
                }
            }
            assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        }
    }
}
