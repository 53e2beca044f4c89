//! The lexicon: what Chinese words may be called in English. It proves nothing by itself; it lets a word of one text be
//! found in the other.

use std::ops::{Range, RangeInclusive};
use std::sync::{LazyLock, OnceLock};

use crate::prove::meaning::english::StemmedForm;

/// The entries, in the order of the file, which is sorted.
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| Entries::new(include_str!("lexicon.tsv")));

/// Words that say how a figure is to be taken, and not what it is about.
const FUNCTION: &str = include_str!("function_words.txt");

/// The Chinese characters by which entries are looked up at once.
const HAN: RangeInclusive<u32> = 0x4e00..=0x9fff;

struct Entries {
    all: Vec<LexiconEntry>,
    /// For each of [`HAN`], and for what comes after, how many entries begin with a smaller character.
    first: Vec<u16>,
    /// The second character of each; 0 for none.
    seconds: Vec<u32>,
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
        let begin =
            |code: u32| all.partition_point(|one| one.zh.chars().next().is_some_and(|c| (c as u32) < code));
        let mut first: Vec<u16> = Vec::with_capacity(HAN.count() + 1);
        let mut at = begin(*HAN.start());
        for code in *HAN.start()..=HAN.end() + 1 {
            while all.get(at).and_then(|one| one.zh.chars().next()).is_some_and(|c| (c as u32) < code) {
                at += 1;
            }
            first.push(u16::try_from(at).unwrap_or(u16::MAX));
        }
        let second = |one: &LexiconEntry| one.zh.chars().nth(1).map_or(0, u32::from);
        let seconds = all.iter().map(second).collect();
        Entries { all, first, seconds }
    }

    /// The entries among which those stand that begin with a character.
    fn near(&self, c: char) -> Range<usize> {
        let at = |code: u32| self.first.get((code - HAN.start()) as usize).map_or(0, |at| usize::from(*at));
        match c as u32 {
            code if HAN.contains(&code) => at(code)..at(code + 1),
            code if code < *HAN.start() => 0..at(*HAN.start()),
            _ => at(HAN.end() + 1)..self.all.len(),
        }
    }
}

/// An entry.
pub(crate) fn entry(at: usize) -> &'static LexiconEntry {
    &ENTRIES.all[at]
}

/// The longest entry that a text begins with.
pub(crate) fn longest(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let near = ENTRIES.near(first);
    let alike = match chars.next() {
        // These begin with one character, so they stand in the order of the second.
        Some(second) if HAN.contains(&(first as u32)) => {
            let seconds = &ENTRIES.seconds[near.clone()];
            let from = seconds.partition_point(|own| *own < second as u32);
            let same = seconds[from..].partition_point(|own| *own == second as u32);
            near.start + from..near.start + from + same
        }
        _ => near.clone(),
    };
    // A longer entry sorts behind the shorter one that it begins with, and all between begin with it too.
    let before = ENTRIES.all[alike.clone()].partition_point(|one| one.zh <= text);
    let last = before.checked_sub(1).map(|before| alike.start + before);
    let found = last.and_then(|last| {
        std::iter::once(last).chain(shorter(last)).find(|at| text.starts_with(ENTRIES.all[*at].zh))
    });
    let alone = near.start..near.end.min(near.start + 1);
    found.or_else(|| alone.into_iter().find(|at| text.starts_with(ENTRIES.all[*at].zh)))
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
