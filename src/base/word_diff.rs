//! Two wordings of one text, word by word: what stayed, what went, what came.
//!
//! A word is a Han character, a run of other letters and digits, or a single mark. The edits are those of Myers
//! (“An O(ND) Difference Algorithm”, 1986); of texts too long for it, the middle counts as changed as a whole.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use crate::base::lang::Both;
use crate::base::script::is_han;

/// A run of a text that stayed, went or came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It stands in both.
    Kept(String),
    /// It stood in the old wording.
    Removed(String),
    /// It stands in the new one.
    Added(String),
}

/// An old and a new wording.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewording {
    /// The old wording.
    pub before: String,
    /// The new one.
    pub after: String,
}

/// The most words that are compared one by one.
const LIMIT: usize = 4_000;

/// How many characters of what stayed are shown beside a change.
const AROUND: usize = 24;

impl Rewording {
    /// What stayed, what went and what came, in order.
    pub fn pieces(&self) -> Vec<Piece> {
        let (before, after) = (words(&self.before), words(&self.after));
        let head = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
        let most = before.len().min(after.len()) - head;
        let tail = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        let (old, new) = (&before[head..before.len() - tail], &after[head..after.len() - tail]);
        let mut pieces = Vec::new();
        put(&mut pieces, Piece::Kept, &before[..head]);
        if old.len() + new.len() > LIMIT {
            put(&mut pieces, Piece::Removed, old);
            put(&mut pieces, Piece::Added, new);
        } else {
            for op in capture_diff_slices(Algorithm::Myers, old, new) {
                if let DiffOp::Equal { old_index, len, .. } = op {
                    put(&mut pieces, Piece::Kept, &old[old_index..old_index + len]);
                } else {
                    put(&mut pieces, Piece::Removed, &old[op.old_range()]);
                    put(&mut pieces, Piece::Added, &new[op.new_range()]);
                }
            }
        }
        put(&mut pieces, Piece::Kept, &before[before.len() - tail..]);
        pieces
    }

    /// The changes in a line, as `[-old-]` and `{+new+}`, with a few words of what stayed around them.
    pub fn marked(&self) -> String {
        let pieces = self.pieces();
        let mut line = String::new();
        for (at, piece) in pieces.iter().enumerate() {
            match piece {
                Piece::Kept(text) => line.push_str(&around(text, at > 0, at + 1 < pieces.len())),
                Piece::Removed(text) => line.push_str(&format!("[-{text}-]")),
                Piece::Added(text) => line.push_str(&format!("{{+{text}+}}")),
            }
        }
        line.replace('\n', " ¶ ")
    }

    /// The same as what an editor is told.
    pub fn in_words(&self) -> Both<String> {
        let marked = self.marked();
        Both::new(format!("改动：{marked}"), format!("changes: {marked}"))
    }
}

fn put(pieces: &mut Vec<Piece>, kind: fn(String) -> Piece, words: &[&str]) {
    if !words.is_empty() {
        pieces.push(kind(words.concat()));
    }
}

/// The ends of a text that touch a change.
fn around(text: &str, before: bool, after: bool) -> String {
    let chars: Vec<char> = text.chars().collect();
    let shown = AROUND * (usize::from(before) + usize::from(after));
    if chars.len() <= shown + 1 {
        return text.to_owned();
    }
    let head: String = chars.iter().take(if before { AROUND } else { 0 }).collect();
    let tail: String = chars.iter().skip(chars.len() - if after { AROUND } else { 0 }).collect();
    format!("{head}…{tail}")
}

/// The words of a text, white space and marks included.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut last) = (Vec::new(), 0, None);
    for (at, c) in text.char_indices() {
        let joins = |c: char| c.is_alphanumeric() && !is_han(c);
        let inside = |c: char| matches!(c, '.' | ',' | '-' | '\'' | '’');
        let goes_on = last.is_some_and(|last| {
            (joins(last) && joins(c))
                || (joins(last) && inside(c) && text[at + c.len_utf8()..].starts_with(joins))
                || (inside(last) && joins(c) && at > start + last.len_utf8())
        });
        if at > start && !goes_on {
            words.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(before: &str, after: &str) -> String {
        Rewording { before: before.into(), after: after.into() }.marked()
    }

    #[test]
    fn changes_are_shown_word_by_word() {
        for (before, after, shown) in [
            ("全市生产总值5786亿元。", "全市生产总值5800.5亿元。", "全市生产总值[-5786-]{+5800.5+}亿元。"),
            ("完成任务。", "未完成任务。", "{+未+}完成任务。"),
            ("It rose by 6.4 percent.", "It fell by 6.4 percent.", "It [-rose-]{+fell+} by 6.4 percent."),
            ("甲。\n乙。", "甲。", "甲。[- ¶ 乙。-]"),
            ("", "新的一段。", "{+新的一段。+}"),
        ] {
            assert_eq!(marked(before, after), shown);
        }
    }

    #[test]
    fn what_stayed_is_cut_short() {
        let long = "这一句很长，说了许多与改动无关的话，读者不必再看一遍，";
        let shown = marked(&format!("{long}增长3%。{long}"), &format!("{long}增长4%。{long}"));
        assert_eq!(
            shown,
            "…，说了许多与改动无关的话，读者不必再看一遍，增长[-3-]{+4+}%。这一句很长，说了许多与改动无关的话，读者不必…"
        );
    }

    #[test]
    fn pieces_give_back_both_wordings() {
        let (before, after) = ("甲乙丙丁，戊己。", "乙丙X丁戊，庚己。");
        let of = |keep: fn(&Piece) -> Option<&str>| {
            Rewording { before: before.into(), after: after.into() }
                .pieces()
                .iter()
                .filter_map(keep)
                .collect::<String>()
        };
        let old = of(|one| match one {
            Piece::Kept(text) | Piece::Removed(text) => Some(text),
            Piece::Added(_) => None,
        });
        let new = of(|one| match one {
            Piece::Kept(text) | Piece::Added(text) => Some(text),
            Piece::Removed(_) => None,
        });
        assert_eq!((old.as_str(), new.as_str()), (before, after));
    }
}
