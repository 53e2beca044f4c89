//! Marks that a translation keeps: questions, calls, quotations, brackets, semicolons.

use std::ops::Range;

use crate::base::byte_set::ByteSet;
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

/// What the marks of either language begin with.
const BEGINNINGS: ByteSet =
    ByteSet::beginning(&['?', '!', '"', '(', ';', ':', '？', '！', '“', '「', '（', '；', '：']);

/// Adds the marks that both texts have.
pub(super) fn ties(texts: Both<&str>, ties: &mut Vec<Tie>) {
    let Both { zh, en } = Both { zh: places(texts.zh, |mark| mark.0), en: places(texts.en, |mark| mark.1) };
    for ((zh, en), (_, _, worth)) in zh.into_iter().zip(en).zip(MARKS) {
        if !zh.is_empty() && !en.is_empty() {
            ties.push(Tie { worth, places: Both { zh, en } });
        }
    }
}

/// Where each of the marks stands in a text.
fn places(
    text: &str,
    forms: impl Fn(&(&'static str, &'static str, i64)) -> &'static str,
) -> [Vec<usize>; MARKS.len()] {
    let mut places = [const { Vec::new() }; MARKS.len()];
    let mut straight = false;
    for (at, c) in BEGINNINGS.chars(text) {
        let Some(number) = MARKS.iter().position(|mark| forms(mark).contains(c)) else { continue };
        // A straight mark opens and closes by turns.
        straight ^= c == '"';
        if c != '"' || straight {
            places[number].push(at);
        }
    }
    places
}

/// What quotation marks begin with.
const QUOTATION: ByteSet = ByteSet::beginning(&['“', '”', '「', '」', '"']);

/// Whether each sentence begins inside a quotation that began before it, and whether the text ends in one.
pub(super) fn quoting(text: &str, units: &[Range<usize>]) -> Vec<bool> {
    let (mut open, mut at) = (false, 0);
    let mut all: Vec<bool> = units
        .iter()
        .map(|unit| {
            for (_, c) in QUOTATION.chars(&text[at..unit.start]) {
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
