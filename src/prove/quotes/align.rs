//! The run of an original that a faulty quotation comes nearest to, and where the two differ.
//!
//! Runs of three characters that both share vote for a place; there the two are aligned by fewest
//! edits (Needleman–Wunsch, free ends on the original's side), so that the finding can mark exactly
//! the characters that differ.

use std::ops::Range;

use crate::base::map::HashMap;
use crate::model::original::Original;

/// The longest quotation, in characters, that is aligned.
const LIMIT: usize = 3000;
/// How many characters the original's run may reach beyond the quotation's length on each side.
const SLACK: usize = 24;

/// A near run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NearestRun {
    /// The run: bytes of the original's folded text.
    pub run: Range<usize>,
    /// Where they differ: bytes of the quotation's and of the original's folded text; one of the two
    /// may be empty.
    pub differences: Vec<(Range<usize>, Range<usize>)>,
}

/// Finds the nearest run of an original to `part`, which is folded; `None` if nothing resembles it.
pub fn nearest_run(original: &Original, part: &str) -> Option<NearestRun> {
    let quoted: Vec<(usize, char)> = part.char_indices().collect();
    if quoted.is_empty() || quoted.len() > LIMIT {
        return None;
    }
    let offset = vote(original, &quoted)?;
    let text = &original.folded.string;
    let window = characters(original, offset - SLACK as i64, offset + (quoted.len() + SLACK) as i64);
    let edits = align(&quoted, &window);
    let matched = edits.iter().filter(|edit| matches!(edit, Edit::Same(..))).count();
    if matched * 2 < quoted.len() {
        return None;
    }
    Some(describe(&edits, &quoted, &window, text, part))
}

/// The characters of an original's folded text from one number to another, with their bytes.
fn characters(original: &Original, from: i64, to: i64) -> Vec<(usize, char)> {
    let (from, to) = (from.max(0) as usize, to.max(0) as usize);
    let text = &original.folded.string;
    let start = original.ngrams().byte_of(text, from).unwrap_or(text.len());
    let after = text[start..].char_indices().map(|(at, c)| (start + at, c));
    after.take(to.saturating_sub(from)).collect()
}

/// The most places that vote on one quotation; its rarest runs come first.
const VOTES: usize = 4000;

/// The offset of the quotation in the original, in characters, that most shared triples speak for (pairs, of
/// a short quotation).
fn vote(original: &Original, quoted: &[(usize, char)]) -> Option<i64> {
    let width = if quoted.len() < 8 { quoted.len().min(2) } else { 3 };
    let letters: Vec<char> = quoted.iter().map(|(_, c)| *c).collect();
    let index = original.ngrams();
    let mut runs: Vec<(usize, usize)> = letters
        .windows(width)
        .enumerate()
        .map(|(at, run)| (index.characters(run).len(), at))
        .filter(|(count, _)| *count > 0)
        .collect();
    runs.sort_unstable();
    let mut votes: HashMap<i64, usize> = HashMap::default();
    let mut left = VOTES;
    for (count, at) in runs {
        for place in index.characters(&letters[at..at + width]).take(left) {
            *votes.entry(place as i64 - at as i64).or_default() += 1;
        }
        left = left.saturating_sub(count);
    }
    let near = |offset: i64| (-4..=4).filter_map(|step| votes.get(&(offset + step))).sum::<usize>();
    votes.keys().copied().max_by_key(|offset| (near(*offset), votes[offset], std::cmp::Reverse(*offset)))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit {
    /// Equal characters: index in the quotation, in the window.
    Same(usize, usize),
    /// Different characters.
    Change(usize, usize),
    /// Only in the quotation; the place in the window.
    Extra(usize, usize),
    /// Only in the original; the place in the quotation.
    Missing(usize, usize),
}

fn align(quoted: &[(usize, char)], window: &[(usize, char)]) -> Vec<Edit> {
    let width = window.len() + 1;
    let mut cost = vec![0u32; (quoted.len() + 1) * width];
    for i in 1..=quoted.len() {
        cost[i * width] = i as u32 * 2;
        for j in 1..width {
            let change =
                cost[(i - 1) * width + j - 1] + if quoted[i - 1].1 == window[j - 1].1 { 0 } else { 3 };
            cost[i * width + j] = change.min(cost[(i - 1) * width + j] + 2).min(cost[i * width + j - 1] + 2);
        }
    }
    let last = quoted.len();
    let mut j = (0..width).min_by_key(|j| cost[last * width + j]).unwrap_or(0);
    let mut i = last;
    let mut edits = Vec::new();
    while i > 0 {
        let here = cost[i * width + j];
        let same = j > 0 && quoted[i - 1].1 == window[j - 1].1;
        if j > 0 && here == cost[(i - 1) * width + j - 1] + if same { 0 } else { 3 } {
            (i, j) = (i - 1, j - 1);
            edits.push(if same { Edit::Same(i, j) } else { Edit::Change(i, j) });
        } else if here == cost[(i - 1) * width + j] + 2 {
            i -= 1;
            edits.push(Edit::Extra(i, j));
        } else {
            j -= 1;
            edits.push(Edit::Missing(i, j));
        }
    }
    edits.reverse();
    edits
}

fn describe(
    edits: &[Edit],
    quoted: &[(usize, char)],
    window: &[(usize, char)],
    text: &str,
    part: &str,
) -> NearestRun {
    let byte_in = |chars: &[(usize, char)], at: usize, whole: &str| match chars.get(at) {
        Some((byte, _)) => *byte,
        None => chars.last().map_or(whole.len(), |(byte, c)| byte + c.len_utf8()),
    };
    let q = |at: usize| byte_in(quoted, at, part);
    let w = |at: usize| byte_in(window, at, text);
    let mut differences: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut first, mut end) = (None, 0);
    let mut open = false;
    for edit in edits {
        let (in_quote, in_window) = match *edit {
            Edit::Same(_, j) => {
                first.get_or_insert(j);
                end = j + 1;
                open = false;
                continue;
            }
            Edit::Change(i, j) => (i..i + 1, j..j + 1),
            Edit::Extra(i, j) => (i..i + 1, j..j),
            Edit::Missing(i, j) => (i..i, j..j + 1),
        };
        first.get_or_insert(in_window.start);
        end = end.max(in_window.end);
        let bytes = (q(in_quote.start)..q(in_quote.end), w(in_window.start)..w(in_window.end));
        match differences.last_mut().filter(|_| open) {
            Some(last) => *last = (last.0.start..bytes.0.end, last.1.start..bytes.1.end),
            None => differences.push(bytes),
        }
        open = true;
    }
    NearestRun { run: w(first.unwrap_or(0))..w(end), differences: exchanged(differences, part) }
}

/// Joins what is missing before a character and too much after it, or the reverse: two characters that
/// changed places are one difference.
fn exchanged(
    differences: Vec<(Range<usize>, Range<usize>)>,
    part: &str,
) -> Vec<(Range<usize>, Range<usize>)> {
    let mut joined: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    for one in differences {
        let near = joined.last_mut().filter(|last| {
            let opposite = (last.0.is_empty() && one.1.is_empty()) || (last.1.is_empty() && one.0.is_empty());
            opposite && part[last.0.end..one.0.start].chars().count() == 1
        });
        match near {
            Some(last) => *last = (last.0.start..one.0.end, last.1.start..one.1.end),
            None => joined.push(one),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Source;
    use crate::model::config::OriginalHeader;

    const TEXT: &str =
        "全市生产总值从3875亿元增加到5786亿元,年均增长6.4%;收入倍差从2.04缩小到1.92。我们不得不承认短板。";

    fn near(part: &str) -> Option<NearestRun> {
        let source = Source::new("o.md", TEXT);
        nearest_run(&Original::new("o", source, 0, OriginalHeader::default()), part)
    }

    fn differing(part: &str) -> Vec<(&str, &str)> {
        let found = near(part).expect("resembles");
        found.differences.iter().map(|(q, o)| (&part[q.clone()], &TEXT[o.clone()])).collect()
    }

    #[test]
    fn marks_a_changed_digit_and_a_dropped_word() {
        assert_eq!(differing("从3875亿元增加到5796亿元,年均"), [("9", "8")]);
        assert_eq!(differing("从3875亿元增加到5768亿元,年均"), [("68", "86")]);
        assert_eq!(differing("我们得不承认短板。"), [("", "不")]);
        assert_eq!(differing("收入倍差从2.04縮小到1.92。"), [("縮", "缩")]);
    }

    #[test]
    fn a_short_quotation_has_its_nearest_run() {
        let found = near("年均增长7%").expect("resembles");
        assert!(TEXT[found.run].starts_with("年均增长"));
    }

    #[test]
    fn says_nothing_of_a_stranger() {
        assert_eq!(near("完全是另一句话,与原文毫无关系"), None);
    }
}
