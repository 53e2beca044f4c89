//! What a passage says: its sentences, as they are compared, remembered and shown.
//!
//! A wording is a line for each prose, note and line of code, in reading order, white space folded. Two wordings
//! are the same if their sentences are: spaces, markup and the marks between words do not count; letters, digits,
//! symbols, and the marks that belong to numbers or ask a question do.

use std::ops::Range;

use unicode_general_category::{GeneralCategory as Category, get_general_category};

use crate::base::sentence::clauses;
use crate::base::source::Span;
use crate::model::first_lock::{self, HashedSentence};
use crate::model::original::{fold, is_dropped};
use crate::model::page::{Block, BlockKind, Inline, Note, Prose};

/// A sentence of a passage, of a note in it, or of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its bytes in the file; none where it was read from a lock.
    pub span: Span,
    /// What is compared: the words without spaces and the marks between them.
    pub key: String,
}

/// What blocks that stand together say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wording {
    /// The lines, as the lock remembers them.
    pub text: String,
    /// The sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The sentences as locks of the first format hold them; they know nothing of code.
    pub hashed: Vec<HashedSentence>,
}

impl Wording {
    /// The wording of a block with the editor's notes that it calls.
    pub fn of(block: &Block, notes: &[Note]) -> Wording {
        let mut wording = Wording::default();
        wording.block(block, notes);
        wording
    }

    /// The wording of proses that stand in no block: the texts of a header.
    pub(crate) fn of_proses(proses: &[&Prose]) -> Wording {
        let mut wording = Wording::default();
        proses.iter().for_each(|prose| wording.prose(prose, &[]));
        wording
    }

    /// The wording that a lock remembers.
    pub fn remembered(text: &str) -> Wording {
        let mut wording = Wording::default();
        text.lines().for_each(|line| wording.line(line, |_| Span::default(), true));
        wording
    }

    /// Whether nothing is said: a rule, a picture without words.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    /// Whether another wording says the same.
    pub(crate) fn is_same(&self, other: &Wording) -> bool {
        self.keys().eq(other.keys())
    }

    /// What is compared of each sentence.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.sentences.iter().map(|one| one.key.as_str())
    }

    /// The hashes that a lock of the first format would hold.
    pub fn hashes(&self) -> impl Iterator<Item = u32> {
        self.hashed.iter().map(|one| one.hash)
    }

    fn block(&mut self, block: &Block, notes: &[Note]) {
        match &block.kind {
            BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
                self.prose(prose, notes);
            }
            BlockKind::List { items, .. } => {
                items.iter().flat_map(|item| &item.blocks).for_each(|block| self.block(block, notes));
            }
            BlockKind::Table { head, rows, .. } => {
                head.iter().chain(rows.iter().flatten()).for_each(|prose| self.prose(prose, notes));
            }
            BlockKind::Quote(blocks)
            | BlockKind::Callout { blocks, .. }
            | BlockKind::Footnote { blocks, .. } => {
                blocks.iter().for_each(|block| self.block(block, notes));
            }
            BlockKind::Code { text, .. } | BlockKind::Html(text) => {
                text.lines().for_each(|line| self.line(line, |_| block.span, false));
            }
            BlockKind::Rule => {}
        }
    }

    fn prose(&mut self, prose: &Prose, notes: &[Note]) {
        let text = prose.read();
        self.line(text.string(), |range| text.span(range), true);
        let called = prose.inlines.iter().filter_map(|one| match one {
            Inline::NoteCall(at) => notes.get(*at),
            _ => None,
        });
        called.for_each(|note| self.line(&note.text, |_| note.span, true));
    }

    /// Adds a line; `hashed` says whether locks of the first format know of it.
    fn line(&mut self, words: &str, span: impl Fn(Range<usize>) -> Span, hashed: bool) {
        let (before, folded) = (self.sentences.len(), FoldedLine::of(words));
        for range in clauses(&folded.text) {
            let key = key(&folded.text[range.clone()]);
            if !key.is_empty() {
                self.sentences.push(Sentence { span: span(folded.unfolded(&range)), key });
            }
        }
        if hashed {
            self.hashed.extend(first_lock::sentences(words, span));
        }
        if self.sentences.len() > before {
            if !self.text.is_empty() {
                self.text.push('\n');
            }
            self.text.push_str(&folded.text);
        }
    }
}

/// A line with its white space folded: a wording reads the same from a page and from a lock.
struct FoldedLine {
    text: String,
    /// For each word, where it begins here and where in the line.
    words: Vec<(usize, usize)>,
}

impl FoldedLine {
    fn of(line: &str) -> FoldedLine {
        let mut folded = FoldedLine { text: String::with_capacity(line.len()), words: Vec::new() };
        let mut at = 0;
        for part in line.split_inclusive(char::is_whitespace) {
            let word = part.trim_end();
            if !word.is_empty() {
                if !folded.text.is_empty() {
                    folded.text.push(' ');
                }
                folded.words.push((folded.text.len(), at));
                folded.text.push_str(word);
            }
            at += part.len();
        }
        folded
    }

    /// Bytes of the line for some of the folded text; neither end is white space.
    fn unfolded(&self, range: &Range<usize>) -> Range<usize> {
        let place = |byte: usize| {
            let word = self.words.partition_point(|(start, _)| *start <= byte).saturating_sub(1);
            self.words.get(word).map_or(byte, |(start, from)| from + byte - start)
        };
        place(range.start)..place(range.end.saturating_sub(1)) + 1
    }
}

/// What is compared of a sentence; empty if it says nothing.
fn key(sentence: &str) -> String {
    let kept: Vec<char> = sentence.chars().filter(|c| !is_dropped(*c)).map(fold).collect();
    let is_digit = |at: Option<usize>| at.and_then(|at| kept.get(at)).is_some_and(char::is_ascii_digit);
    let counts = |at: usize| {
        let (before, after) = (is_digit(at.checked_sub(1)), is_digit(Some(at + 1)));
        match kept[at] {
            c if c.is_alphanumeric() => true,
            '%' | '‰' | '‱' | '?' => true,
            // 5,786 is 5786.
            ',' => false,
            '-' | '−' if after && !before => {
                !at.checked_sub(1).is_some_and(|at| kept[at].is_ascii_alphabetic())
            }
            _ if before && after => true,
            c => {
                matches!(
                    get_general_category(c),
                    Category::MathSymbol
                        | Category::CurrencySymbol
                        | Category::OtherSymbol
                        | Category::NonspacingMark
                        | Category::SpacingMark
                ) && !matches!(c, '~' | '|')
            }
        }
    };
    let dash = |c| if matches!(c, '−' | '—' | '–' | '~') { '-' } else { c };
    (0..kept.len()).filter(|at| counts(*at)).map(|at| dash(kept[at])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str) -> bool {
        Wording::remembered(one).is_same(&Wording::remembered(other))
    }

    #[test]
    fn spaces_and_the_width_of_punctuation_do_not_count() {
        let text = "全市生产总值5786亿元，增长6.4%。真的吗？真的！好；没有别的。";
        for other in [
            "全市生产总值 5786 亿元,增长 6.4%. 真的吗?真的!好;没有别的.",
            "全市生产总值5,786亿元，增长6.4％。真的吗？\n真的！好；没有别的",
        ] {
            assert!(same(text, other), "{other}");
        }
        for (one, other) in [("“好”的。", "「好」的。"), ("2019—2020年", "2019-2020年"), ("甲、乙", "甲，乙")]
        {
            assert!(same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn words_numbers_signs_and_questions_count() {
        for (one, other) in [
            ("增长6.4%。", "增长6.5%。"),
            ("增长6.4%。", "增长64%。"),
            ("增长6.4%。", "增长6.4‰。"),
            ("增长-3%。", "增长3%。"),
            ("1-2年。", "12年。"),
            ("1/2。", "12。"),
            ("3:2。", "32。"),
            ("¥5。", "$5。"),
            ("≥5。", "5。"),
            ("完成任务。", "未完成任务。"),
            ("真的吗？", "真的吗。"),
            ("一句。二句。", "二句。一句。"),
        ] {
            assert!(!same(one, other), "{one} {other}");
        }
    }

    #[test]
    fn what_is_remembered_is_what_was_said() {
        let words = "第一句。 第二句\n续行。It rose 6.4% \t in 2021. So.\n \nDr.  Li came.";
        let mut wording = Wording::default();
        wording.line(words, |range| range.into(), true);
        assert_eq!(wording.text, "第一句。 第二句 续行。It rose 6.4% in 2021. So. Dr. Li came.");
        assert!(wording.is_same(&Wording::remembered(&wording.text)));
        let spans = wording.sentences.iter().map(|one| &words[one.span.start..one.span.end]);
        let whole = ["第一句。", "第二句\n续行。", "It rose 6.4% \t in 2021.", "So.", "Dr.  Li came."];
        assert_eq!(spans.collect::<Vec<_>>(), whole);
    }
}
