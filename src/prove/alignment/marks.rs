//! Marks that a translation keeps: questions, calls, quotations, brackets, semicolons.

use std::ops::Range;

use crate::base::byte_set::ByteSet;
use crate::base::lang::{Both, Lang};
use crate::prove::alignment::tie::Tie;

/// What each of the marks is worth.
const WORTHS: [i64; 6] = [200, 80, 60, 80, 60, 40];

/// Which mark a character is, of either language.
fn mark(lang: Lang, c: char) -> Option<usize> {
    Some(match (c, lang) {
        ('?', _) | ('？', Lang::Zh) => 0,
        ('!', _) | ('！', Lang::Zh) => 1,
        ('“' | '"', _) | ('「', Lang::Zh) => 2,
        ('(', _) | ('（', Lang::Zh) => 3,
        (';', _) | ('；', Lang::Zh) => 4,
        (':', _) | ('：', Lang::Zh) => 5,
        _ => return None,
    })
}

/// What the marks of either language begin with.
const BEGINNINGS: ByteSet =
    ByteSet::beginning(&['?', '!', '"', '(', ';', ':', '？', '！', '“', '「', '（', '；', '：']);

/// Adds the marks that both texts have.
pub(super) fn ties(texts: Both<&str>, ties: &mut Vec<Tie>) {
    let Both { zh, en } = Both::from_fn(|lang| places(lang, texts.get(lang)));
    for ((zh, en), worth) in zh.into_iter().zip(en).zip(WORTHS) {
        if !zh.is_empty() && !en.is_empty() {
            ties.push(Tie { worth, places: Both { zh, en } });
        }
    }
}

/// Where each of the marks stands in a text.
fn places(lang: Lang, text: &str) -> [Vec<usize>; WORTHS.len()] {
    let mut places = [const { Vec::new() }; WORTHS.len()];
    let mut straight = false;
    for (at, c) in BEGINNINGS.chars(text) {
        let Some(number) = mark(lang, c) else { continue };
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
