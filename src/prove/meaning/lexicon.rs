//! The lexicon: what Chinese words may be called in English. It proves nothing by itself; it lets a word of one text be
//! found in the other.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

/// The entries, in the order of the file, which is sorted.
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| Entries::new(include_str!("lexicon.tsv")));

struct Entries {
    /// Chinese, and the English forms joined by `|`.
    all: Vec<(&'static str, &'static str)>,
    /// Where the entries that begin with a character stand.
    first: HashMap<char, Range<usize>>,
}

impl Entries {
    fn new(file: &'static str) -> Entries {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let all: Vec<(&str, &str)> = lines.filter_map(|line| line.split_once('\t')).collect();
        let mut first: HashMap<char, Range<usize>> = HashMap::new();
        for (at, (zh, _)) in all.iter().enumerate() {
            if let Some(c) = zh.chars().next() {
                first.entry(c).or_insert(at..at).end = at + 1;
            }
        }
        Entries { all, first }
    }
}

/// The entries that a text begins with, the longest first: the Chinese and its English forms.
pub fn beginning(text: &str) -> Vec<(&'static str, &'static str)> {
    let range = text.chars().next().and_then(|c| ENTRIES.first.get(&c).cloned());
    let near = range.map_or(&[][..], |range| &ENTRIES.all[range]);
    // A longer entry sorts behind the shorter one that it begins with.
    near.iter().rev().filter(|(zh, _)| text.starts_with(zh)).copied().collect()
}

/// The longest entry that a text begins with.
pub fn longest(text: &str) -> Option<&'static str> {
    let range = ENTRIES.first.get(&text.chars().next()?)?.clone();
    ENTRIES.all[range].iter().rev().map(|(zh, _)| *zh).find(|zh| text.starts_with(zh))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted_and_every_entry_has_both_languages() {
        assert!(ENTRIES.all.len() > 5000);
        assert!(ENTRIES.all.is_sorted_by(|a, b| a.0 < b.0));
        for (zh, en) in &ENTRIES.all {
            assert!(!zh.is_empty() && en.split('|').all(|form| !form.trim().is_empty()), "{zh}");
        }
    }

    #[test]
    fn the_longest_entry_comes_first() {
        let found: Vec<&str> = beginning("高速公路网").into_iter().map(|(zh, _)| zh).collect();
        assert_eq!(found.first(), Some(&"高速公路"));
        assert!(beginning("").is_empty() && beginning("of").is_empty());
    }
}
