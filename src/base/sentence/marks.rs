//! Quotation marks and brackets of a text: which close which, and where no sentence ends because of them.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::base::script;

/// How many characters a quotation has at most that keeps its sentences to itself.
const SHORT: usize = 30;

/// Where no sentence ends.
pub(super) struct ProtectedMarks {
    /// In order, none touching another.
    protected: Vec<Range<usize>>,
    /// The straight quotation marks that close.
    closing: BTreeSet<usize>,
}

impl ProtectedMarks {
    /// Those of a text.
    pub(super) fn of(chars: &[(u32, char)]) -> ProtectedMarks {
        let mut marks = ProtectedMarks { protected: Vec::new(), closing: BTreeSet::new() };
        let mut open = OpenMarks::default();
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
                c => match (opened(c), closed(c)) {
                    (Some(kind), _) => open.push(kind, at),
                    (_, Some(kind)) => {
                        if let Some(start) = open.close(kind) {
                            marks.protect(chars, start, at);
                        }
                    }
                    _ => {}
                },
            }
        }
        marks
    }

    /// Protects what stands between two marks: always in brackets inside a sentence, in quotation marks where
    /// the quotation is short and the sentence goes on after it.
    fn protect(&mut self, chars: &[(u32, char)], start: usize, end: usize) {
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
            // What stands inside it was there before.
            while self.protected.pop_if(|inner| inner.start >= start).is_some() {}
            self.protected.push(start..if alone { end.saturating_sub(1) } else { end });
        }
    }

    /// Whether no sentence ends at a character.
    pub(super) fn protects(&self, at: usize) -> bool {
        let next = self.protected.partition_point(|one| one.end <= at);
        self.protected.get(next).is_some_and(|one| one.start <= at)
    }

    /// Whether a straight quotation mark closes.
    pub(super) fn closes_here(&self, at: usize) -> bool {
        self.closing.contains(&at)
    }
}

/// Whether a straight quotation mark closes, where what stands beside it tells.
fn closes_straight(chars: &[(u32, char)], at: usize) -> Option<bool> {
    let char = |at: Option<usize>| at.and_then(|at| chars.get(at)).map_or(' ', |(_, c)| *c);
    let (before, after) = (char(at.checked_sub(1)), char(Some(at + 1)));
    match (before.is_whitespace(), after.is_whitespace()) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// The marks that are open at a place.
#[derive(Default)]
struct OpenMarks {
    /// The kind of each and its character.
    all: Vec<(usize, usize)>,
    /// How many of each kind there are.
    counts: [usize; 7],
}

impl OpenMarks {
    fn push(&mut self, kind: usize, at: usize) {
        self.all.push((kind, at));
        self.counts[kind] += 1;
    }

    /// Closes the last one of a kind, with what was opened after it.
    fn close(&mut self, kind: usize) -> Option<usize> {
        if self.counts[kind] == 0 {
            return None;
        }
        while let Some((other, at)) = self.all.pop() {
            self.counts[other] -= 1;
            if other == kind {
                return Some(at);
            }
        }
        None
    }

    fn clear(&mut self) {
        *self = OpenMarks::default();
    }
}

/// The kind of a mark that opens.
fn opened(c: char) -> Option<usize> {
    Some(match c {
        '(' | '（' => 0,
        '[' => 1,
        '【' => 2,
        '〔' => 3,
        '“' => 4,
        '「' => 5,
        '『' => 6,
        _ => return None,
    })
}

/// The kind of a mark that closes.
fn closed(c: char) -> Option<usize> {
    Some(match c {
        ')' | '）' => 0,
        ']' => 1,
        '】' => 2,
        '〕' => 3,
        '”' => 4,
        '」' => 5,
        '』' => 6,
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
