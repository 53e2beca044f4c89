//! Keys of texts: by which a shard is found without reading it.
//!
//! Keys of Chinese are pairs of characters (any substring is made of them), keys of English and of numbers are
//! words (any beginning of a word is found). White space, dashes and quotation marks are no part of pairs, as
//! they are none for the comparison.

use serde::{Deserialize, Serialize};

use crate::base::script::simple;

/// How many bytes of a word are a key; the script asks for no more of a longer one.
const LONGEST: usize = 40;

/// A key of up to 16 bytes of UTF-8 as a number, the first byte highest: numbers stand in the order of texts, and
/// are sorted and compared in a step. Few words are longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShortKey(u128);

impl ShortKey {
    const BYTES: usize = 16;

    fn new(text: &str) -> Option<ShortKey> {
        if text.len() > ShortKey::BYTES {
            return None;
        }
        let mut bytes = [0; ShortKey::BYTES];
        bytes[..text.len()].copy_from_slice(text.as_bytes());
        Some(ShortKey(u128::from_be_bytes(bytes)))
    }

    /// A character that is no letter of a word, and the one after it if that is none either.
    fn pair(first: char, next: Option<char>) -> ShortKey {
        let mut bytes = [0; ShortKey::BYTES];
        let length = first.encode_utf8(&mut bytes).len();
        if let Some(next) = next {
            next.encode_utf8(&mut bytes[length..]);
        }
        ShortKey(u128::from_be_bytes(bytes))
    }

    /// Its first character.
    fn first(self) -> Option<char> {
        let bytes = self.0.to_be_bytes();
        let length = match bytes[0] {
            ..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            _ => 4,
        };
        std::str::from_utf8(&bytes[..length]).ok()?.chars().next()
    }

    /// Hands its text to a function.
    pub fn with_text<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let bytes = self.0.to_be_bytes();
        let length = ShortKey::BYTES - self.0.trailing_zeros() as usize / 8;
        take(std::str::from_utf8(&bytes[..length]).unwrap_or_default())
    }
}

/// Reads texts and keeps their keys.
#[derive(Default)]
pub struct KeyReader {
    short: Vec<ShortKey>,
    long: Vec<String>,
    /// The text that is read, folded.
    folded: Vec<char>,
    /// The word that is read.
    word: String,
}

/// What is read of the texts of a shard: all that the rest of the index needs of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShardReading {
    /// The short keys, each once, in order.
    pub short: Vec<ShortKey>,
    /// Words of more bytes, each once, in order.
    pub long: Vec<String>,
    /// How often each character of Chinese print occurs, folded, in order.
    pub characters: Vec<(char, u32)>,
}

impl KeyReader {
    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        let mut folded = std::mem::take(&mut self.folded);
        folded.clear();
        folded.extend(text.chars().map(fold));
        let mut before: Option<char> = None;
        let mut at = 0;
        while at < folded.len() {
            let c = folded[at];
            if is_word(c) {
                self.short.extend(before.take().map(|one| ShortKey::pair(one, None)));
                let end = word_end(&folded, at);
                self.word(&folded[at..end]);
                at = end;
                continue;
            }
            if !is_dropped(c) {
                self.short.extend(before.replace(c).map(|one| ShortKey::pair(one, Some(c))));
            }
            at += 1;
        }
        self.short.extend(before.map(|one| ShortKey::pair(one, None)));
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
            if meets {
                self.key(&word[at..]);
            }
            before = Some(c);
        }
        self.word = word;
    }

    fn key(&mut self, word: &str) {
        match ShortKey::new(word) {
            Some(key) => self.short.push(key),
            None => self.long.push(word[..word.floor_char_boundary(LONGEST)].to_owned()),
        }
    }

    /// What was read.
    pub fn finish(mut self) -> ShardReading {
        self.short.sort_unstable();
        // Every character that is no letter of a word begins a key.
        let mut characters: Vec<(char, u32)> = Vec::new();
        for c in
            self.short.iter().filter_map(|key| key.first()).filter(|c| ('\u{2e80}'..'\u{10000}').contains(c))
        {
            match characters.last_mut() {
                Some((last, count)) if *last == c => *count += 1,
                _ => characters.push((c, 1)),
            }
        }
        self.short.dedup();
        self.long.sort_unstable();
        self.long.dedup();
        ShardReading { short: self.short, long: self.long, characters }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<String> {
        let mut reader = KeyReader::default();
        reader.read(text);
        let keys = reader.finish();
        keys.short.iter().map(|key| key.with_text(str::to_owned)).chain(keys.long).collect()
    }

    #[test]
    fn characters_are_counted_as_they_are_compared() {
        let mut reader = KeyReader::default();
        reader.read("機場，机器 3 场");
        reader.read("场");
        let mut counts = reader.finish().characters;
        counts.sort_unstable();
        assert_eq!(counts, [('器', 1), ('场', 3), ('机', 2)]);
    }

    #[test]
    fn every_substring_and_every_beginning_of_a_word_has_its_keys() {
        let keys = keys("全市生产\n总值5786亿元，RMB 578.6 billion, PM2.5 at 5,786");
        for pair in ["生产", "产总", "总值", "值", "亿元", "元,"] {
            assert!(keys.iter().any(|one| one == pair), "{pair}: {keys:?}");
        }
        let mut words: Vec<&String> = keys.iter().filter(|one| one.starts_with(is_word)).collect();
        words.sort_unstable();
        assert_eq!(
            words,
            ["2.5", "578.6", "5786", "at", "billion", "pm2.5", "rmb"].iter().collect::<Vec<_>>()
        );
    }

    #[test]
    fn traditional_and_simplified_have_the_same_keys() {
        assert_eq!(keys("機場"), keys("机场"));
        assert_eq!(keys("機場"), ["场", "机场"]);
    }

    #[test]
    fn long_words_are_keys_by_their_beginning_and_cost_no_more_than_they_are_long() {
        assert_eq!(
            keys("Sixteenletterssx Internationalization"),
            ["sixteenletterssx", "internationalization"]
        );
        assert_eq!(keys(&"ü".repeat(30)), ["ü".repeat(20)]);
        // A digit after a letter begins a key of its own.
        let keys = keys(&"a1".repeat(50_000));
        assert!(keys.len() < 50 && keys.iter().all(|key| key.len() <= LONGEST), "{}", keys.len());
    }

    #[test]
    fn keys_stand_in_the_order_of_texts() {
        let mut texts = ["a", "ab", "b", "经", "经济", "é", "5786"];
        let mut keys: Vec<ShortKey> = texts.iter().filter_map(|text| ShortKey::new(text)).collect();
        keys.sort_unstable();
        texts.sort_unstable();
        assert!(keys.iter().zip(texts).all(|(key, text)| key.with_text(|key| key == text)));
    }
}
