//! The lexicon: what Chinese words may be called in English. It proves nothing by itself; it lets a word of one text be
//! found in the other.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use crate::prove::meaning::english::StemmedForm;

/// The entries, in the order of the file, which is sorted.
static ENTRIES: LazyLock<Entries> = LazyLock::new(|| Entries::new(include_str!("lexicon.tsv")));

/// Words that say how a figure is to be taken, and not what it is about.
const FUNCTION: &str = include_str!("function_words.txt");

struct Entries {
    all: Vec<LexiconEntry>,
    /// For each of them its second character; none is zero.
    seconds: Vec<char>,
    /// For each of them how many bytes follow the second character.
    rest: Vec<u8>,
    /// For each character of the basic plane, which entries begin with it.
    beginnings: Vec<Beginning>,
    /// A bit for every two characters that entries begin with, which others may share: most that follow one another
    /// begin none.
    twos: Box<[u64; TWOS / 64]>,
}

/// How many bits tell two characters.
const TWOS: usize = 1 << 16;

/// The bit of two characters.
fn bit_of(first: char, second: char) -> usize {
    (first as usize * 157 + second as usize) % TWOS
}

/// The entries that begin with a character: the first of them, and how many.
#[derive(Clone, Copy, Default)]
struct Beginning {
    first: u16,
    count: u16,
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
    /// How many characters it has.
    pub length: u8,
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
            let length = zh.chars().count().min(255) as u8;
            all.push(LexiconEntry { zh, en, forms: OnceLock::new(), length, shorter, is_function: false });
        }
        for word in FUNCTION.lines().filter(|line| !line.starts_with('#')) {
            if let Ok(at) = all.binary_search_by_key(&word, |one| one.zh) {
                all[at].is_function = true;
            }
        }
        let mut beginnings = vec![Beginning::default(); 0x1_0000];
        let mut twos = Box::new([0; TWOS / 64]);
        let (mut seconds, mut rest) = (Vec::with_capacity(all.len()), Vec::with_capacity(all.len()));
        for (one, at) in all.iter().zip(0..) {
            let mut chars = one.zh.chars();
            let first = chars.next().unwrap_or_default();
            if let Some(beginning) = beginnings.get_mut(first as usize) {
                beginning.first = at - beginning.count;
                beginning.count += 1;
            }
            let second = chars.next();
            if let Some(second) = second {
                let bit = bit_of(first, second);
                twos[bit / 64] |= 1 << (bit % 64);
            }
            seconds.push(second.unwrap_or_default());
            rest.push(chars.as_str().len().min(255) as u8);
        }
        Entries { all, seconds, rest, beginnings, twos }
    }

    /// Whether an entry may begin with two characters.
    fn may_begin(&self, first: char, second: char) -> bool {
        let bit = bit_of(first, second);
        self.twos[bit / 64] >> (bit % 64) & 1 == 1
    }

    /// The longest entry of several characters that a text begins with.
    fn longer(&self, text: &str, second: char, beginning: Range<usize>) -> Option<usize> {
        // A longer entry stands behind the shorter one that it begins with; the first may be the character alone.
        let start = beginning.start;
        let end = start + self.seconds[beginning].partition_point(|one| *one <= second);
        let mut alike = (start..end).rev().take_while(|at| self.seconds[*at] == second);
        alike.find(|at| self.rest[*at] == 0 || text.starts_with(self.all[*at].zh))
    }
}

/// An entry.
pub(crate) fn entry(at: usize) -> &'static LexiconEntry {
    &ENTRIES.all[at]
}

/// The longest entry that a text begins with.
pub(crate) fn longest(text: &str) -> Option<usize> {
    let entries = &*ENTRIES;
    let mut chars = text.chars();
    let first = chars.next()?;
    let beginning = entries.beginnings.get(first as usize).filter(|one| one.count > 0)?;
    let start = usize::from(beginning.first);
    let range = start..start + usize::from(beginning.count);
    let second = chars.next().filter(|second| entries.may_begin(first, *second));
    let longer = second.and_then(|second| entries.longer(text, second, range));
    // The character alone comes before all others that begin with it.
    longer.or_else(|| (entries.seconds[start] == char::default()).then_some(start))
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
