//! Marks that a translation keeps: questions, calls, quotations, brackets, semicolons.

use std::ops::Range;

use crate::base::lang::Both;
use crate::prove::alignment::tie::Tie;

/// The marks of both languages, and what they are worth.
const MARKS: [(&str, &str, i64); 6] = [
    ("？?", "?", 200),
    ("！!", "!", 80),
    ("“「\"", "“\"", 60),
    ("（(", "(", 80),
    ("；;", ";", 60),
    ("：:", ":", 40),
];

/// Adds the marks that both texts have.
pub(super) fn ties(texts: Both<&str>, ties: &mut Vec<Tie>) {
    for (zh, en, worth) in MARKS {
        let places = Both { zh: places(texts.zh, zh), en: places(texts.en, en) };
        if !places.zh.is_empty() && !places.en.is_empty() {
            ties.push(Tie { worth, places });
        }
    }
}

fn places(text: &str, marks: &str) -> Vec<usize> {
    let mut straight = false;
    let opens = |c: char| {
        // A straight mark opens and closes by turns.
        straight ^= c == '"';
        c != '"' || straight
    };
    text.char_indices()
        .filter(|(_, c)| marks.contains(*c))
        .scan(opens, |opens, (at, c)| Some((at, opens(c))))
        .filter(|(_, opens)| *opens)
        .map(|(at, _)| at)
        .collect()
}

/// Whether each sentence begins inside a quotation that began before it, and whether the text ends in one.
pub(super) fn quoting(text: &str, units: &[Range<usize>]) -> Vec<bool> {
    let (mut open, mut at) = (false, 0);
    let mut all: Vec<bool> = units
        .iter()
        .map(|unit| {
            for c in text[at..unit.start].chars() {
                open = match c {
                    '“' | '「' => true,
                    '”' | '」' => false,
                    '"' => !open,
                    _ => open,
                };
            }
            at = unit.start;
            open
        })
        .collect();
    all.push(false);
    all
}
