//! Keys: which shards hold a pair of characters or a word.
//!
//! Keys of Chinese are pairs of characters (any substring is made of them), keys of English and of numbers are
//! words (any beginning of a word is found). White space, dashes and quotation marks are no part of pairs, as
//! they are none for the comparison.

use std::collections::{HashMap, HashSet};
use std::fmt::{self, Write};
use std::hash::Hash;

use rayon::prelude::*;

use crate::base::script::simple;
use crate::render::search_index::entries::SearchEntry;

/// The size of a key shard, in bytes, that is aimed at.
const KEYS: usize = 6 << 10;

/// The key shards: keys by their first character, so that everything that begins with it stands in one. A line a
/// key: the key, a blank, the distances between its shards in base 36; `*` for all shards.
pub fn files(shards: &[&[SearchEntry]]) -> Vec<String> {
    let keys = keys(shards);
    let bytes: usize = keys.iter().map(|(key, places)| key.len() + 1 + places.len() * 2).sum();
    let mut files: Vec<String> = vec![String::new(); (bytes / KEYS).max(1)];
    let count = files.len();
    for (key, places) in keys {
        let first = key.chars().next().map_or(0, |c| c as usize);
        let all = places.len() == shards.len() && shards.len() > 1;
        let places = if all { "*".to_owned() } else { steps(&places) };
        // Writing to a string cannot fail.
        let _ = writeln!(files[first % count], "{key} {places}");
    }
    files
}

fn steps(places: &[usize]) -> String {
    let before = std::iter::once(0).chain(places.iter().copied());
    let steps: Vec<String> =
        places.iter().zip(before).map(|(place, before)| base36(place - before)).collect();
    steps.join(",")
}

/// The keys in order, each with the shards that hold it.
fn keys(shards: &[&[SearchEntry]]) -> Vec<(String, Vec<usize>)> {
    let of_shard = |shard: &&[SearchEntry]| {
        let mut keys = Keys::default();
        shard.iter().flat_map(SearchEntry::texts).for_each(|text| keys.read(text));
        keys.finish()
    };
    let all: Vec<Keys> = shards.par_iter().map(of_shard).collect();
    let pairs = places(&all, |keys| keys.pairs.iter().copied());
    let words = places(&all, |keys| keys.words.iter().map(String::as_str));
    let pairs = pairs.into_iter().map(|(pair, places)| (pair.to_string(), places));
    let words = words.into_iter().map(|(word, places)| (word.to_owned(), places));
    let mut keys: Vec<(String, Vec<usize>)> = pairs.chain(words).collect();
    keys.par_sort_unstable();
    keys
}

/// Keys of one kind, each with the shards that hold it.
fn places<'k, K: Eq + Hash, I>(all: &'k [Keys], of: impl Fn(&'k Keys) -> I) -> HashMap<K, Vec<usize>>
where
    I: Iterator<Item = K>,
{
    let mut places: HashMap<K, Vec<usize>> = HashMap::new();
    for (at, keys) in all.iter().enumerate() {
        of(keys).for_each(|key| places.entry(key).or_default().push(at));
    }
    places
}

/// A character that is no letter of a word, and the one after it if that is none either.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct SignPair(u64);

impl SignPair {
    fn new(first: char, next: Option<char>) -> SignPair {
        SignPair(u64::from(u32::from(first)) << 32 | next.map_or(0, |next| u64::from(u32::from(next)) + 1))
    }
}

impl fmt::Display for SignPair {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        let (first, next) = ((self.0 >> 32) as u32, (self.0 as u32).checked_sub(1));
        char::from_u32(first)
            .into_iter()
            .chain(next.and_then(char::from_u32))
            .try_for_each(|c| out.write_char(c))
    }
}

/// The keys of texts: neighbouring characters that are no letters of words, and words.
#[derive(Default)]
struct Keys {
    pairs: Vec<SignPair>,
    words: HashSet<String>,
    /// The text that is read, folded.
    folded: Vec<char>,
    /// The word that is read.
    word: String,
}

impl Keys {
    fn read(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        folded.extend(text.chars().map(fold));
        let mut before: Option<char> = None;
        let mut at = 0;
        while at < folded.len() {
            let c = folded[at];
            if is_word(c) {
                self.pairs.extend(before.take().map(|one| SignPair::new(one, None)));
                let end = word_end(&folded, at);
                self.word(&folded[at..end]);
                at = end;
                continue;
            }
            if !is_dropped(c) {
                self.pairs.extend(before.replace(c).map(|one| SignPair::new(one, Some(c))));
            }
            at += 1;
        }
        self.pairs.extend(before.map(|one| SignPair::new(one, None)));
        self.folded = folded;
    }

    /// A word, and what follows where letters and digits meet; commas between digits are no part of a number.
    fn word(&mut self, text: &[char]) {
        let mut word = std::mem::take(&mut self.word);
        word.clear();
        word.extend(text.iter().filter(|c| **c != ','));
        let mut before: Option<char> = None;
        for (at, c) in word.char_indices() {
            let meets = before.is_none_or(|before| c.is_ascii_digit() && before.is_alphabetic());
            // Most words were there before.
            if meets && !self.words.contains(&word[at..]) {
                self.words.insert(word[at..].to_owned());
            }
            before = Some(c);
        }
        self.word = word;
    }

    /// Each key once.
    fn finish(mut self) -> Keys {
        self.pairs.sort_unstable();
        self.pairs.dedup();
        self
    }
}

/// A character as it is compared: lower case, half width, simplified, straight quotation marks. One character
/// always becomes one, so that places stay. The script has the same rule.
fn fold(c: char) -> char {
    match c {
        c if c.is_ascii_graphic() => c.to_ascii_lowercase(),
        '\u{4e00}'..='\u{9fff}' => simple(c),
        '\u{ff01}'..='\u{ff5e}' => fold(char::from_u32(c as u32 - 0xfee0).unwrap_or(c)),
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '\u{10000}'.. => c,
        c if c.is_whitespace() => ' ',
        c => {
            let mut lower = c.to_lowercase();
            match (lower.next(), lower.next()) {
                (Some(one), None) => simple(one),
                _ => c,
            }
        }
    }
}

/// What the comparison leaves out. The script has the same list.
fn is_dropped(c: char) -> bool {
    matches!(c, ' ' | '-' | '‐'..='―' | '"' | '\'' | '·' | '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

/// Letters and digits of scripts that are written in words.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '\u{c0}'..='\u{24f}')
}

/// The end of a word; a point or comma between digits belongs to the number.
fn word_end(text: &[char], start: usize) -> usize {
    let mut end = start;
    while end < text.len() {
        let inside = matches!(text[end], '.' | ',')
            && end > start
            && text[end - 1].is_ascii_digit()
            && text.get(end + 1).is_some_and(char::is_ascii_digit);
        if !is_word(text[end]) && !inside {
            break;
        }
        end += 1;
    }
    end
}

fn base36(mut n: usize) -> String {
    let mut digits = Vec::new();
    loop {
        digits.push(char::from_digit((n % 36) as u32, 36).unwrap_or('0'));
        n /= 36;
        if n == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_substring_and_every_beginning_of_a_word_has_its_keys() {
        let mut keys = Keys::default();
        keys.read("全市生产\n总值5786亿元，RMB 578.6 billion, PM2.5 at 5,786");
        let keys = keys.finish();
        let pairs: Vec<String> = keys.pairs.iter().map(SignPair::to_string).collect();
        for pair in ["生产", "产总", "总值", "值", "亿元", "元,"] {
            assert!(pairs.iter().any(|one| one == pair), "{pair}: {pairs:?}");
        }
        let words = ["578.6", "5786", "billion", "rmb", "pm2.5", "2.5", "at"];
        assert_eq!(keys.words, HashSet::from(words.map(str::to_owned)));
    }

    #[test]
    fn traditional_and_simplified_have_the_same_keys() {
        let of = |text: &str| {
            let mut keys = Keys::default();
            keys.read(text);
            keys.finish().pairs.iter().map(SignPair::to_string).collect::<Vec<_>>()
        };
        assert_eq!(of("機場"), of("机场"));
    }
}
