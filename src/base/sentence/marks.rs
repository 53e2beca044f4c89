//! Quotation marks and brackets of a text: which close which, and where no sentence ends because of them.

use std::collections::BTreeSet;

use crate::base::script;

/// How many characters a quotation has at most that keeps its sentences to itself.
const SHORT: usize = 30;

/// Where no sentence ends.
pub(super) struct ProtectedMarks {
    protected: Vec<bool>,
    /// The straight quotation marks that close.
    closing: BTreeSet<usize>,
}

impl ProtectedMarks {
    /// Those of a text.
    pub(super) fn of(chars: &[(usize, char)]) -> ProtectedMarks {
        let mut marks = ProtectedMarks { protected: vec![false; chars.len()], closing: BTreeSet::new() };
        let mut open: Vec<usize> = Vec::new();
        let mut straight = false;
        for (at, (_, c)) in chars.iter().enumerate().filter(|(_, (_, c))| !is_letter(*c)) {
            match *c {
                '\n' if chars.get(at + 1).is_some_and(|(_, c)| *c == '\n') => {
                    open.clear();
                    straight = false;
                }
                '"' => {
                    let closes = closes_straight(chars, at).unwrap_or(straight);
                    straight = !closes;
                    if closes {
                        marks.closing.insert(at);
                    }
                }
                '(' | '（' | '[' | '【' | '〔' | '“' | '「' | '『' => open.push(at),
                _ => {
                    let Some(mate) = opener(*c) else { continue };
                    let found = open.iter().rposition(|start| mate.contains(chars[*start].1));
                    let Some(found) = found else { continue };
                    let start = open[found];
                    open.truncate(found);
                    marks.protect(chars, start, at);
                }
            }
        }
        marks
    }

    /// Protects what stands between two marks: always in brackets inside a sentence, in quotation marks where
    /// the quotation is short and the sentence goes on after it.
    fn protect(&mut self, chars: &[(usize, char)], start: usize, end: usize) {
        let stop = |at: Option<usize>| {
            at.and_then(|at| chars.get(at))
                .is_none_or(|(_, c)| matches!(c, '。' | '！' | '？' | '.' | '!' | '?'))
        };
        let before = (0..start).rev().find(|at| !chars[*at].1.is_whitespace());
        let bracket = matches!(chars[start].1, '(' | '（' | '[' | '【' | '〔');
        let ended = stop(end.checked_sub(1));
        // “We will. We can,” he said.
        let said = end.checked_sub(1).is_some_and(|at| matches!(chars[at].1, ',' | '，'));
        // A sentence of its own in brackets ends with them.
        let alone = bracket && stop(before) && ended;
        let inside = match bracket {
            true => !alone,
            false => !ended && !said && end - start <= SHORT,
        };
        if inside || alone {
            let last = if alone { end.saturating_sub(1) } else { end };
            self.protected[start..last].fill(true);
        }
        if alone {
            self.protected[end.saturating_sub(1)] = false;
        }
    }

    /// Whether no sentence ends at a character.
    pub(super) fn protects(&self, at: usize) -> bool {
        self.protected.get(at).copied().unwrap_or(false)
    }

    /// Whether a straight quotation mark closes.
    pub(super) fn closes_here(&self, at: usize) -> bool {
        self.closing.contains(&at)
    }
}

/// Whether a straight quotation mark closes, where what stands beside it tells.
fn closes_straight(chars: &[(usize, char)], at: usize) -> Option<bool> {
    let char = |at: Option<usize>| at.and_then(|at| chars.get(at)).map_or(' ', |(_, c)| *c);
    let (before, after) = (char(at.checked_sub(1)), char(Some(at + 1)));
    match (before.is_whitespace(), after.is_whitespace()) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

fn opener(c: char) -> Option<&'static str> {
    Some(match c {
        ')' | '）' => "(（",
        ']' => "[",
        '】' => "【",
        '〕' => "〔",
        '”' => "“",
        '」' => "「",
        '』' => "『",
        _ => return None,
    })
}

/// Whether a character is a letter, a digit or a blank, as most are: no sentence ends there, and nothing is quoted.
#[inline]
pub(super) fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, ' ' | '\u{4e00}'..='\u{9fff}')
}

/// Whether a mark closes, wherever it stands.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | ']' | '】' | '〕')
}

/// Whether a character is Han or a mark that opens before it.
pub(super) fn is_han(c: char) -> bool {
    script::is_han(c) || matches!(c, '“' | '「' | '『' | '《' | '（')
}
