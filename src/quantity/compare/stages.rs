//! Stages of a part of the calendar: early November in one language, late November in the other.

use crate::quantity::compare::compared::{Mismatch, MismatchKind};
use crate::quantity::compare::side::Side;
use crate::quantity::value::{Kind, Period, Quantity};

/// When in a month, a year, a decade or a century.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Early,
    Mid,
    Late,
}

/// What follows a part of the calendar in Chinese, longer words first.
const BEHIND: [(&str, Stage); 14] = [
    ("上旬", Stage::Early),
    ("中旬", Stage::Mid),
    ("下旬", Stage::Late),
    ("年年初", Stage::Early),
    ("年初", Stage::Early),
    ("年底", Stage::Late),
    ("年末", Stage::Late),
    ("初期", Stage::Early),
    ("中期", Stage::Mid),
    ("末期", Stage::Late),
    ("初", Stage::Early),
    ("中叶", Stage::Mid),
    ("底", Stage::Late),
    ("末", Stage::Late),
];

/// What stands before it in English.
const BEFORE: [(&str, Stage); 10] = [
    ("early", Stage::Early),
    ("beginning", Stage::Early),
    ("start", Stage::Early),
    ("mid", Stage::Mid),
    ("middle", Stage::Mid),
    ("late", Stage::Late),
    ("end", Stage::Late),
    ("close", Stage::Late),
    ("later", Stage::Late),
    ("earlier", Stage::Early),
];

/// How many bytes before an English part of the calendar may name its stage.
const NEAR: usize = 40;

/// The pairs of equal parts of the calendar of which the two languages name different stages.
pub(super) fn other(zh: &Side, en: &Side, pairs: &[(usize, usize)]) -> Vec<Mismatch> {
    let is_other = |(i, j): &&(usize, usize)| {
        let (one, two) = (&zh.all[*i], &en.all[*j]);
        let stages = is_part(one).then(|| chinese(zh.text, one)).flatten().zip(english(en.text, two));
        stages.is_some_and(|(one, two)| one != two)
    };
    let found = pairs.iter().filter(is_other);
    found.map(|(i, j)| Mismatch { fault: MismatchKind::Stage, zh: Some(*i), en: Some(*j) }).collect()
}

fn is_part(one: &Quantity) -> bool {
    matches!(one.kind, Kind::Date | Kind::Year | Kind::Period(Period::Decade | Period::Century))
}

fn chinese(text: &str, one: &Quantity) -> Option<Stage> {
    let after = text[one.range.end..].trim_start();
    BEHIND.iter().find(|(word, _)| after.starts_with(word)).map(|(_, stage)| *stage)
}

/// The last word before it that names a stage, with nothing between but “of the”.
fn english(text: &str, two: &Quantity) -> Option<Stage> {
    let before = &text[text.floor_char_boundary(two.range.start.saturating_sub(NEAR))..two.range.start];
    let mut words = before.rsplit(|c: char| !c.is_ascii_alphanumeric());
    let word = words.find(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "in"))?;
    BEFORE.iter().find(|(own, _)| own.eq_ignore_ascii_case(word)).map(|(_, stage)| *stage)
}
