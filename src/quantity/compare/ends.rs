//! Which of several are meant: the first three quarters in one language, the last three in the other.

use std::cell::LazyCell;
use std::sync::LazyLock;

use crate::base::lang::{Both, Lang};
use crate::base::script::is_han;
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::table::rows;
use crate::quantity::value::Quantity;

/// From which end they are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// A word that says from which end.
struct EndWord {
    word: &'static str,
    end: End,
    /// What follows the number; anything where this is empty.
    units: Vec<&'static str>,
    /// Characters behind which it is part of another word; with a `~` before them, the only ones behind which it is not.
    behind: &'static str,
}

static WORDS: LazyLock<Both<Vec<EndWord>>> = LazyLock::new(|| {
    let mut words = Both::<Vec<EndWord>>::default();
    for cells in rows(include_str!("ends.tsv")) {
        let [lang, word, end, units, behind, _] = cells[..] else { continue };
        let end = if end == "first" { End::First } else { End::Last };
        let units = units.split(',').filter(|unit| !unit.is_empty()).collect();
        let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
        words.get_mut(lang).push(EndWord { word, end, units, behind });
    }
    words
});

/// The pairs of equal quantities that are the first in one language and the last in the other.
pub(super) fn other(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_other = |(i, j): &&(usize, usize)| {
        let left = chinese(zh.text, &zh.all[*i]);
        left.is_some_and(|left| english(en.text, &en.all[*j]).is_some_and(|right| left != right))
    };
    let found = pairs.iter().filter(is_other);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::End, zh: Some(*i), en: Some(*j) }).collect()
}

fn chinese(text: &str, one: &Quantity) -> Option<End> {
    let (before, rest) = text.split_at(one.range.start);
    let before = before.trim_end();
    let after = LazyCell::new(|| rest.trim_start_matches(is_numeral).trim_start());
    let is_meant = |one: &&EndWord| {
        let last = before.strip_suffix(one.word).map(|rest| rest.chars().next_back());
        let is_alone = |last: Option<char>| match (last, one.behind.strip_prefix('~')) {
            (Some(last), Some(only)) => !is_han(last) || only.contains(last),
            (Some(last), None) => !one.behind.contains(last),
            (None, _) => true,
        };
        last.is_some_and(is_alone)
            && (one.units.is_empty() || one.units.iter().any(|unit| after.starts_with(unit)))
    };
    WORDS.zh.iter().find(is_meant).map(|one| one.end)
}

fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || "〇零一二两三四五六七八九十".contains(c)
}

fn english(text: &str, two: &Quantity) -> Option<End> {
    let before = text[..two.range.start].trim_end_matches([' ', '-', '\u{a0}']);
    let word = before.rsplit(|c: char| !c.is_ascii_alphanumeric()).next()?;
    WORDS.en.iter().find(|one| one.word.eq_ignore_ascii_case(word)).map(|one| one.end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::quantities;

    #[test]
    fn every_row_is_read_and_its_example_has_its_end() {
        for row in rows(include_str!("ends.tsv")) {
            let [lang, _, end, _, _, example] = row[..] else { panic!("{row:?}") };
            let found = match lang {
                "zh" => chinese(example, quantities(example, Lang::Zh, &[]).last().unwrap()),
                _ => english(example, quantities(example, Lang::En, &[]).last().unwrap()),
            };
            assert_eq!(format!("{:?}", found.unwrap()).to_lowercase(), end, "{example}");
        }
    }

    #[test]
    fn a_word_that_is_part_of_another_says_nothing() {
        for text in
            ["提前三个月完成", "目前三个月没有下雨", "龙头三年增长", "牵头3个月", "前三年", "三个月前"]
        {
            let all = quantities(text, Lang::Zh, &[]);
            assert!(all.iter().all(|one| chinese(text, one).is_none()), "{text}");
        }
    }
}
