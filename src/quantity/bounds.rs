//! Words that say on which side of a number the truth lies, as both grammars keep them: a row of a table for each.

use crate::quantity::table::rows;
use crate::quantity::value::Bound;

/// A word beside a number.
pub(super) struct BoundWord {
    /// The word, in small letters.
    pub word: &'static str,
    /// What it says.
    pub bound: Bound,
    /// Whether it stands behind the number.
    pub is_behind: bool,
}

/// Reads a table: word, bound, place, example.
pub(super) fn read(table: &'static str) -> Vec<BoundWord> {
    let read = |cells: Vec<&'static str>| {
        let [word, bound, place, _] = cells[..] else { return None };
        let bound = match bound {
            "over" => Bound::Over,
            "at-least" => Bound::AtLeast,
            "nearly" => Bound::Nearly,
            "about" => Bound::About,
            "below" => Bound::Below,
            _ => return None,
        };
        Some(BoundWord { word, bound, is_behind: place == "after" })
    };
    rows(table).filter_map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::lang::Lang;
    use crate::quantity::quantities;

    #[test]
    fn every_row_is_read_and_its_example_has_its_bound() {
        for (lang, table) in
            [(Lang::Zh, include_str!("zh/bounds.tsv")), (Lang::En, include_str!("en/bounds.tsv"))]
        {
            let rows: Vec<Vec<&str>> = rows(table).collect();
            let words = read(table);
            assert_eq!(rows.len(), words.len());
            for (row, word) in rows.iter().zip(&words) {
                let example = row[3];
                let found = quantities(example, lang, &[]);
                assert_eq!(found.len(), 1, "{example}: {found:?}");
                assert_eq!(found[0].bound, Some(word.bound), "{example}");
            }
        }
    }
}
