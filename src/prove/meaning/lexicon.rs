//! The lexicon: what Chinese words may be called in English. It proves nothing by itself; it lets a word of one text be
//! found in the other.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use crate::base::quick_map::QuickMap;
use crate::prove::meaning::english::StemmedForm;

/// The entries, in the order of the file, which is sorted.
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| Entries::new(include_str!("lexicon.tsv")));

/// Words that say how a figure is to be taken, and not what it is about.
const FUNCTION: &str = include_str!("function_words.txt");

struct Entries {
    all: Vec<LexiconEntry>,
    /// Which of them begin with two characters, or are one.
    beginnings: QuickMap<u64, Range<u16>>,
}

/// A word of the lexicon.
#[derive(Debug)]
pub(crate) struct LexiconEntry {
    /// In Chinese.
    pub zh: &'static str,
    /// The English forms joined by `|`.
    en: &'static str,
    /// The same, taken apart when they are asked for first.
    forms: OnceLock<Box<[StemmedForm]>>,
    /// The longest entry that this one begins with.
    shorter: Option<u16>,
    /// Whether it only says how a figure is to be taken.
    pub is_function: bool,
}

impl LexiconEntry {
    /// Its English forms.
    pub(crate) fn forms(&self) -> &[StemmedForm] {
        self.forms.get_or_init(|| self.en.split('|').map(StemmedForm::new).collect())
    }
}

impl Entries {
    fn new(file: &'static str) -> Entries {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let mut all: Vec<LexiconEntry> = Vec::with_capacity(file.len() / 24);
        // Those that the last entry begins with, the shortest first.
        let mut above: Vec<usize> = Vec::new();
        for (zh, en) in lines.filter_map(|line| line.split_once('\t')) {
            above.retain(|at| zh.starts_with(all[*at].zh));
            let shorter = above.last().and_then(|at| u16::try_from(*at).ok());
            above.push(all.len());
            all.push(LexiconEntry { zh, en, forms: OnceLock::new(), shorter, is_function: false });
        }
        for word in FUNCTION.lines().filter(|line| !line.starts_with('#')) {
            if let Ok(at) = all.binary_search_by_key(&word, |one| one.zh) {
                all[at].is_function = true;
            }
        }
        let mut beginnings: QuickMap<u64, Range<u16>> = QuickMap::default();
        for (one, at) in all.iter().zip(0..) {
            let mut chars = one.zh.chars();
            if let Some(first) = chars.next() {
                beginnings.entry(beginning(first, chars.next())).or_insert(at..at).end = at + 1;
            }
        }
        Entries { all, beginnings }
    }

    /// The entries that begin with two characters, or are one.
    fn beginning(&self, first: char, second: Option<char>) -> Range<usize> {
        let found = self.beginnings.get(&beginning(first, second));
        found.map_or(0..0, |found| usize::from(found.start)..usize::from(found.end))
    }
}

/// One or two characters as a number.
fn beginning(first: char, second: Option<char>) -> u64 {
    u64::from(u32::from(first)) << 32 | second.map_or(0, |second| u64::from(u32::from(second)))
}

/// An entry.
pub(crate) fn entry(at: usize) -> &'static LexiconEntry {
    &ENTRIES.all[at]
}

/// The longest entry that a text begins with.
pub(crate) fn longest(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let longer = chars.next().map_or(0..0, |second| ENTRIES.beginning(first, Some(second)));
    // A longer entry stands behind the shorter one that it begins with.
    let found = longer.rev().find(|at| text.starts_with(ENTRIES.all[*at].zh));
    found.or_else(|| ENTRIES.beginning(first, None).next())
}

/// The entries that an entry begins with, the longest first.
pub(crate) fn shorter(at: usize) -> impl Iterator<Item = usize> {
    let next = |at: usize| ENTRIES.all[at].shorter.map(usize::from);
    std::iter::successors(next(at), move |at| next(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_sorted_and_every_entry_has_both_languages() {
        assert!(ENTRIES.all.len() > 5000 && ENTRIES.all.len() < usize::from(u16::MAX));
        assert!(ENTRIES.all.is_sorted_by(|a, b| a.zh < b.zh));
        for one in &ENTRIES.all {
            assert!(
                !one.zh.is_empty() && one.en.split('|').all(|form| !form.trim().is_empty()),
                "{}",
                one.zh
            );
        }
        let words: Vec<&str> = FUNCTION.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(ENTRIES.all.iter().all(|one| one.is_function == words.contains(&one.zh)));
        assert!(ENTRIES.all.iter().filter(|one| one.is_function).count() > 20);
    }

    #[test]
    fn the_longest_entry_comes_first_and_the_shorter_ones_behind_it() {
        let all = |text: &str| -> Vec<&str> {
            let longest = longest(text);
            longest.into_iter().chain(longest.into_iter().flat_map(shorter)).map(|at| entry(at).zh).collect()
        };
        assert_eq!(all("高速公路网").first(), Some(&"高速公路"));
        assert_eq!(all("5G基站有多少"), ["5G基站", "5G"]);
        assert!(all("").is_empty() && all("of").is_empty() && all("龘").is_empty());
        for one in &ENTRIES.all {
            let text = format!("{}龘", one.zh);
            let begins = |other: &&LexiconEntry| text.starts_with(other.zh);
            let mut expected: Vec<&str> = ENTRIES.all.iter().filter(begins).map(|other| other.zh).collect();
            expected.sort_by_key(|zh| std::cmp::Reverse(zh.len()));
            assert_eq!(all(&text), expected);
        }
    }
}
