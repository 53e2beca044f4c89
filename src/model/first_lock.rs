//! The sentences of a text as locks of the first format remember them: hashes.
//!
//! That format wrote no words down, so a hash can be held against a text only where both were divided at the same
//! places. What ends a sentence here is therefore what ended one when those locks were written, and must never
//! change; everything else asks [`crate::base::sentence`].

use std::ops::Range;

use crate::base::source::Span;
use crate::model::original::{fold, is_dropped};

/// A sentence as a lock of the first format holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HashedSentence {
    /// Its bytes in the file.
    pub span: Span,
    /// What the lock holds of it.
    pub hash: u32,
}

/// The sentences of a text that say something.
pub(crate) fn sentences(
    text: &str,
    span: impl Fn(Range<usize>) -> Span,
) -> impl Iterator<Item = HashedSentence> {
    split(text).into_iter().filter_map(move |range| {
        Some(HashedSentence { hash: hash(&text[range.clone()])?, span: span(range) })
    })
}

/// The sentences of a text: bytes.
fn split(words: &str) -> Vec<Range<usize>> {
    let (mut all, mut start) = (Vec::new(), 0);
    for (at, c) in words.char_indices() {
        let end = at + c.len_utf8();
        let after = words[end..].chars().next();
        let full_stop = c == '.' && after.is_none_or(|c| c.is_whitespace() || !c.is_ascii());
        if matches!(c, '。' | '！' | '？' | '；' | ';' | '!' | '?') || full_stop || after.is_none() {
            all.push(start..end);
            start = end;
        }
    }
    all
}

/// The hash of a sentence; `None` if it says nothing. Letters, digits and the marks that belong to numbers count:
/// decimal points, signs, percent.
fn hash(sentence: &str) -> Option<u32> {
    let kept: Vec<char> = sentence.chars().filter(|c| !is_dropped(*c)).map(fold).collect();
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let bare: String = (0..kept.len())
        .filter(|at| {
            let before = at.checked_sub(1).and_then(|at| kept.get(at)).copied();
            let after = is_digit(kept.get(at + 1).copied());
            match kept[*at] {
                '%' | '‰' => true,
                '.' => after && is_digit(before),
                '-' | '−' => after && !before.is_some_and(|c| c.is_ascii_alphanumeric()),
                c => c.is_alphanumeric(),
            }
        })
        .map(|at| kept[at])
        .collect();
    if bare.is_empty() {
        return None;
    }
    let bytes = blake3::hash(bare.as_bytes());
    let bytes = bytes.as_bytes();
    Some(u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) >> 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hashes(text: &str) -> Vec<u32> {
        sentences(text, |range| range.into()).map(|one| one.hash).collect()
    }

    /// Unlike elsewhere, an abbreviation ends a sentence and a bracket does not keep one together.
    #[test]
    fn a_sentence_ends_where_it_did_when_the_first_locks_were_written() {
        assert_eq!(hashes("全市生产总值5786亿元，增长6.4%。真的吗？").len(), 2);
        let parts = ["Dr.", "Li came (he was late;", "so was I)."];
        assert_eq!(hashes("Dr. Li came (he was late; so was I)."), parts.map(|part| hashes(part)[0]));
        assert_eq!(hashes("增长6.4%。"), hashes("增长 6.4 ％."));
        assert_ne!(hashes("增长6.4%。"), hashes("增长64%。"));
        assert!(hashes("——。").is_empty());
    }
}
