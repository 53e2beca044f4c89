//! Quotation marks and brackets of a text: which close which, and where no sentence ends because of them.

use std::ops::Range;

use crate::base::byte_set::ByteSet;
use crate::base::script;

/// How many characters a quotation has at most that keeps its sentences to itself.
const SHORT: usize = 30;

/// What the marks begin with that end sentences, or no sentence ends between: stops, quotation marks, brackets, breaks.
const BEGINNINGS: ByteSet = ByteSet::beginning(&[
    '\n', '"', '(', ')', '[', ']', '.', '!', '?', ';', '“', '”', '…', '。', '「', '」', '『', '』', '【',
    '】', '〔', '〕', '（', '）', '！', '？', '；', '．', '｡',
]);

/// The marks of a text, with others that begin like them; commas, which are many, are none.
pub(super) fn marks(text: &str) -> Vec<(usize, char)> {
    let mut all = Vec::with_capacity(text.len() / 32);
    BEGINNINGS.each(text.as_bytes(), |at| {
        let c = text[at..].chars().next();
        all.extend(c.filter(|c| !matches!(c, '，' | '、')).map(|c| (at, c)));
    });
    all
}

/// Where no sentence ends.
#[derive(Default)]
pub(super) struct ProtectedMarks {
    /// In order, none touching another.
    protected: Vec<Range<usize>>,
    /// The straight quotation marks that close, in order.
    closing: Vec<usize>,
}

impl ProtectedMarks {
    /// Those of a text with its marks.
    pub(super) fn of(text: &str, marks: &[(usize, char)]) -> ProtectedMarks {
        let mut all = ProtectedMarks::default();
        let mut open = OpenMarks::default();
        let mut straight = false;
        for (at, c) in marks.iter().copied() {
            match c {
                '\n' if text[at + 1..].starts_with('\n') => {
                    open.clear();
                    straight = false;
                }
                '"' => {
                    let closes = closes_straight(text, at).unwrap_or(straight);
                    straight = !closes;
                    if closes {
                        all.closing.push(at);
                    }
                }
                c => match (opened(c), closed(c)) {
                    (Some(kind), _) => open.push(kind, at),
                    (_, Some(kind)) => {
                        if let Some(start) = open.close(kind) {
                            all.protect(text, start, at);
                        }
                    }
                    _ => {}
                },
            }
        }
        all
    }

    /// Protects what stands between two marks: always in brackets inside a sentence, in quotation marks where
    /// the quotation is short and the sentence goes on after it.
    fn protect(&mut self, text: &str, start: usize, end: usize) {
        let stop = |c: Option<char>| c.is_none_or(|c| matches!(c, '。' | '！' | '？' | '.' | '!' | '?'));
        let quoted = &text[start..end];
        let bracket = quoted.starts_with(['(', '（', '[', '【', '〔']);
        let last = quoted.chars().next_back();
        let ended = stop(last);
        // “We will. We can,” he said.
        let said = matches!(last, Some(',' | '，'));
        // A sentence of its own in brackets ends with them.
        let alone = bracket && ended && stop(text[..start].trim_end().chars().next_back());
        let inside = match bracket {
            true => !alone,
            false => !ended && !said && quoted.chars().nth(SHORT).is_none(),
        };
        if inside || alone {
            // What stands inside it was there before.
            while self.protected.pop_if(|inner| inner.start >= start).is_some() {}
            let last = last.filter(|_| alone).map_or(0, char::len_utf8);
            self.protected.push(start..end - last);
        }
    }

    /// Whether no sentence ends at a byte.
    pub(super) fn protects(&self, at: usize) -> bool {
        let next = self.protected.partition_point(|one| one.end <= at);
        self.protected.get(next).is_some_and(|one| one.start <= at)
    }

    /// Whether a straight quotation mark closes.
    pub(super) fn closes_here(&self, at: usize) -> bool {
        self.closing.binary_search(&at).is_ok()
    }
}

/// Whether a straight quotation mark closes, where what stands beside it tells.
fn closes_straight(text: &str, at: usize) -> Option<bool> {
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    match (is_blank(text[..at].chars().next_back()), is_blank(text[at + 1..].chars().next())) {
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

/// Whether a mark closes, wherever it stands.
pub(super) fn closes(c: char) -> bool {
    matches!(c, '”' | '’' | '」' | '』' | '）' | ')' | ']' | '】' | '〕')
}

/// Whether a character is Han or a mark that opens before it.
pub(super) fn is_han(c: char) -> bool {
    script::is_han(c) || matches!(c, '“' | '「' | '『' | '《' | '（')
}
