//! Stages of a part of the calendar: early November in one language, late November in the other.

use std::sync::LazyLock;

use crate::base::lang::{Both, Lang};
use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::table::rows;
use crate::quantity::value::{Kind, Period, Quantity};

/// When in a month, a year, a decade or a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Early,
    Mid,
    Late,
}

/// Words that name a stage.
type StageWords = Vec<(&'static str, Stage)>;

/// What follows a part of the calendar in Chinese, and what stands before it in English.
static WORDS: LazyLock<Both<StageWords>> = LazyLock::new(|| {
    let mut words = Both::<StageWords>::default();
    for cells in rows(include_str!("stages.tsv")) {
        let [lang, word, stage, _] = cells[..] else { continue };
        let stage = match stage {
            "early" => Stage::Early,
            "mid" => Stage::Mid,
            _ => Stage::Late,
        };
        let lang = if lang == "zh" { Lang::Zh } else { Lang::En };
        words.get_mut(lang).push((word, stage));
    }
    words
});

/// How many bytes before an English part of the calendar may name its stage.
const NEAR: usize = 40;

/// The pairs of equal parts of the calendar of which the two languages name different stages.
pub(super) fn other(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_other = |(i, j): &&(usize, usize)| {
        let (one, two) = (&zh.all[*i], &en.all[*j]);
        let left = is_part(one).then(|| chinese(zh.text, one)).flatten();
        left.is_some_and(|left| english(en.text, two).is_some_and(|right| left != right))
    };
    let found = pairs.iter().filter(is_other);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::Stage, zh: Some(*i), en: Some(*j) }).collect()
}

fn is_part(one: &Quantity) -> bool {
    matches!(one.kind, Kind::Date | Kind::Year | Kind::Period(Period::Decade | Period::Century))
}

fn chinese(text: &str, one: &Quantity) -> Option<Stage> {
    let after = text[one.range.end..].trim_start();
    WORDS.zh.iter().find(|(word, _)| after.starts_with(word)).map(|(_, stage)| *stage)
}

/// The last word before it that names a stage, with nothing between but “of the”.
fn english(text: &str, two: &Quantity) -> Option<Stage> {
    let before = &text[text.floor_char_boundary(two.range.start.saturating_sub(NEAR))..two.range.start];
    let mut words = before.rsplit(|c: char| !c.is_ascii_alphanumeric());
    let word = words.find(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "in"))?;
    WORDS.en.iter().find(|(own, _)| own.eq_ignore_ascii_case(word)).map(|(_, stage)| *stage)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::quantities;

    #[test]
    fn every_row_is_read_and_its_example_has_its_stage() {
        for row in rows(include_str!("stages.tsv")) {
            let [lang, _, stage, example] = row[..] else { panic!("{row:?}") };
            let found = match lang {
                "zh" => chinese(example, &quantities(example, Lang::Zh, &[])[0]),
                _ => english(example, &quantities(example, Lang::En, &[])[0]),
            };
            assert_eq!(format!("{:?}", found.unwrap()).to_lowercase(), stage, "{example}");
        }
    }
}
