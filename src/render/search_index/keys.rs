//! Keys of texts: by which a shard is found without reading it.
//!
//! Keys of Chinese are pairs of characters (any substring is made of them), keys of English and of numbers are
//! words (any beginning of a word is found). White space, dashes and quotation marks are no part of pairs, as
//! they are none for the comparison.

use serde::{Deserialize, Serialize};

use crate::base::byte_class;
use crate::base::script::simple;
use crate::render::search_index::characters::ReadCounts;
use crate::render::search_index::key_set::{KeySet, TinyKey};

/// How many bytes of a word are a key; the script asks for no more of a longer one.
const LONGEST: usize = 40;

/// A key of up to 16 bytes of UTF-8 as a number, the first byte highest: numbers stand in the order of texts, and
/// are sorted and compared in a step. Few words are longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ShortKey(u128);

impl ShortKey {
    const BYTES: usize = 16;

    /// The key that a text is, if it is short enough.
    pub fn new(text: &str) -> Option<ShortKey> {
        let free = ShortKey::BYTES.checked_sub(text.len())?;
        let bytes = text.bytes().fold(0, |all, byte| all << 8 | u128::from(byte));
        Some(ShortKey(bytes.checked_shl(8 * free as u32).unwrap_or_default()))
    }

    /// Hands its text to a function.
    pub fn with_text<T>(self, take: impl FnOnce(&str) -> T) -> T {
        let bytes = self.0.to_be_bytes();
        let length = ShortKey::BYTES - self.0.trailing_zeros() as usize / 8;
        take(std::str::from_utf8(&bytes[..length]).unwrap_or_default())
    }
}

impl From<TinyKey> for ShortKey {
    fn from(key: TinyKey) -> ShortKey {
        ShortKey(u128::from(key.0) << 64)
    }
}

impl TryFrom<ShortKey> for TinyKey {
    type Error = ();

    fn try_from(key: ShortKey) -> Result<TinyKey, ()> {
        let is_tiny = key.0 as u64 == 0;
        is_tiny.then_some(TinyKey((key.0 >> 64) as u64)).ok_or(())
    }
}

/// Reads texts and keeps their keys.
#[derive(Default)]
pub struct KeyReader {
    tiny: KeySet,
    /// How often each character was read that is no letter of a word.
    counts: ReadCounts,
    short: Vec<ShortKey>,
    long: Vec<String>,
    /// The word that is read, folded.
    word: String,
    /// Where in it keys begin.
    starts: Vec<usize>,
}

/// What is read of the texts of a shard: all that the rest of the index needs of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ShardReading {
    /// The short keys, each once, in order.
    #[serde(with = "short_keys")]
    pub short: Vec<ShortKey>,
    /// Words of more bytes, each once, in order.
    pub long: Vec<String>,
    /// How often each character of Chinese print occurs, folded.
    pub characters: Vec<(char, u32)>,
}

/// Keys in order as they are kept: of each how many bytes it shares with the one before it, and the others.
mod short_keys {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::render::search_index::keys::ShortKey;

    pub fn serialize<S: Serializer>(keys: &[ShortKey], to: S) -> Result<S::Ok, S::Error> {
        let (mut bytes, mut before) = (Vec::with_capacity(keys.len() * 7), [0; ShortKey::BYTES]);
        for ShortKey(key) in keys {
            let now = key.to_be_bytes();
            let length = ShortKey::BYTES - key.trailing_zeros() as usize / 8;
            let shared = now[..length].iter().zip(&before).take_while(|(now, before)| now == before).count();
            bytes.push((shared * ShortKey::BYTES + (length - shared) % ShortKey::BYTES) as u8);
            bytes.extend_from_slice(&now[shared..length]);
            before = now;
        }
        to.serialize_bytes(&bytes)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<ShortKey>, D::Error> {
        let mut bytes = <&[u8]>::deserialize(from)?;
        let (mut keys, mut key) = (Vec::with_capacity(bytes.len() / 4), [0; ShortKey::BYTES]);
        while let Some((head, rest)) = bytes.split_first() {
            let (shared, own) = (*head as usize / ShortKey::BYTES, *head as usize % ShortKey::BYTES);
            // No key is empty, and none is the same as the one before it.
            let own = if own == 0 { ShortKey::BYTES } else { own };
            let (own, rest) = rest.split_at_checked(own).ok_or_else(|| D::Error::custom("cut off"))?;
            key[shared..].fill(0);
            let place =
                key.get_mut(shared..shared + own.len()).ok_or_else(|| D::Error::custom("too long"))?;
            place.copy_from_slice(own);
            keys.push(ShortKey(u128::from_be_bytes(key)));
            bytes = rest;
        }
        Ok(keys)
    }
}

impl KeyReader {
    /// Reads a text.
    pub fn read(&mut self, text: &str) {
        // A character that is no letter of a word, with how many bytes it has: the next one makes a pair of it.
        let mut before: Option<(TinyKey, usize)> = None;
        let mut at = 0;
        while let Some((first, _)) = text.as_bytes().get(at..).and_then(<[u8]>::split_first) {
            let rest = &text.as_bytes()[at..];
            // Most of a text is Chinese, or words of a few letters with a blank between them.
            let length = match first {
                b' ' => Some(1),
                0xe4..=0xe9 => plain_character(rest).map(|(c, one)| {
                    self.pair(&mut before, c, one);
                    3
                }),
                b'A'..=b'Z' | b'a'..=b'z' => match tiny_word(rest) {
                    Some((word, length)) => {
                        self.alone(before.take());
                        self.tiny.add(word);
                        Some(length)
                    }
                    None => plain_word(rest).map(|word| self.word_alone(before.take(), word)),
                },
                b'0'..=b'9' => plain_number(rest).map(|word| self.word_alone(before.take(), word)),
                _ => None,
            };
            at = match length {
                Some(length) => at + length,
                None => self.any(&mut before, text, at),
            };
        }
        self.alone(before);
    }

    /// Reads what begins with any character; where it ends.
    fn any(&mut self, before: &mut Option<(TinyKey, usize)>, text: &str, at: usize) -> usize {
        let Some(c) = char_at(text, at) else { return text.len() };
        let folded = fold(c);
        if is_word(folded) {
            self.alone(before.take());
            return self.word(text, at);
        }
        if !is_dropped(folded) {
            self.pair(before, folded, (TinyKey::one(folded), folded.len_utf8()));
        }
        at + c.len_utf8()
    }

    /// A character that is no letter of a word, with how many bytes it has, and the one before it.
    #[inline]
    fn pair(&mut self, before: &mut Option<(TinyKey, usize)>, c: char, one: (TinyKey, usize)) {
        self.counts.add(c);
        if let Some(before) = before.replace(one) {
            self.tiny.add(TinyKey::pair(before, one.0));
        }
    }

    /// A word behind a character that none follows; how long it is.
    fn word_alone(&mut self, before: Option<(TinyKey, usize)>, (word, length): (ShortKey, usize)) -> usize {
        self.alone(before);
        self.key(word);
        length
    }

    /// A character that none follows.
    fn alone(&mut self, one: Option<(TinyKey, usize)>) {
        if let Some((one, _)) = one {
            self.tiny.add(one);
        }
    }

    fn key(&mut self, key: ShortKey) {
        match TinyKey::try_from(key) {
            Ok(tiny) => self.tiny.add(tiny),
            Err(()) => self.short.push(key),
        }
    }

    /// A word, and what follows where letters and digits meet; where it ends. A point or comma between digits belongs
    /// to the number; the comma is no part of its key.
    fn word(&mut self, text: &str, start: usize) -> usize {
        self.word.clear();
        self.starts.clear();
        let (mut at, mut last, mut before) = (start, None, None::<char>);
        while let Some(c) = char_at(text, at) {
            let letters = text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
            if letters > 0 {
                let from = self.word.len();
                self.starts.extend(before.is_none().then_some(from));
                self.word.push_str(&text[at..at + letters]);
                self.word[from..].make_ascii_lowercase();
                (before, last) = (Some(c), Some(c));
                at += letters;
                continue;
            }
            let next = at + c.len_utf8();
            let folded = fold(c);
            let inside = || {
                let after = char_at(text, next).map(fold);
                last.is_some_and(|c: char| c.is_ascii_digit()) && after.is_some_and(|c| c.is_ascii_digit())
            };
            let belongs = is_word(folded) || matches!(folded, '.' | ',') && inside();
            if !belongs {
                break;
            }
            if folded != ',' {
                if before.is_none_or(|before| folded.is_ascii_digit() && before.is_alphabetic()) {
                    self.starts.push(self.word.len());
                }
                self.word.push(folded);
                before = Some(folded);
            }
            (at, last) = (next, Some(folded));
        }
        self.keys_of_word();
        at
    }

    /// The keys that begin in the word that was read.
    fn keys_of_word(&mut self) {
        for at in 0..self.starts.len() {
            let word = &self.word[self.starts[at]..];
            match ShortKey::new(word) {
                Some(key) => self.key(key),
                None => self.long.push(word[..word.floor_char_boundary(LONGEST)].to_owned()),
            }
        }
    }

    /// What was read; the reader is as new, and keeps its room.
    pub fn finish(&mut self) -> ShardReading {
        self.short.sort_unstable();
        self.short.dedup();
        self.long.sort_unstable();
        self.long.dedup();
        let short = self.tiny.take(|tiny| merged(tiny, &self.short));
        self.short.clear();
        ShardReading { short, long: std::mem::take(&mut self.long), characters: self.counts.take() }
    }
}

/// The character that a text begins with, simplified, if it is one that nearly all of Chinese is written in, U+4E00 to
/// U+9FFF, with how many bytes it has: they are neither parts of words nor left out.
fn plain_character(text: &[u8]) -> Option<(char, (TinyKey, usize))> {
    let [first @ 0xe4..=0xe9, second, third] = *text.first_chunk()? else { return None };
    let code = u32::from(first & 0xf) << 12 | u32::from(second & 0x3f) << 6 | u32::from(third & 0x3f);
    let c = char::from_u32(code).filter(|c| *c >= '\u{4e00}')?;
    let simple = simple(c);
    let own = u64::from_be_bytes([first, second, third, 0, 0, 0, 0, 0]);
    let one = if simple == c { (TinyKey(own), 3) } else { (TinyKey::one(simple), simple.len_utf8()) };
    Some((simple, one))
}

/// The word that a text begins with, in lower case, and its length, if it is made of up to 7 letters of ASCII and
/// nothing that might belong to it follows, as most are. All letters are looked at in a step.
fn tiny_word(text: &[u8]) -> Option<(TinyKey, usize)> {
    let bytes = *text.first_chunk()?;
    let length = byte_class::letters_of_word(u64::from_le_bytes(bytes));
    let rest = u64::MAX.checked_shr(8 * length as u32)?;
    let lower = u64::from_be_bytes(bytes) | u64::from_be_bytes([b' '; 8]);
    (length > 0 && is_over(text.get(length))).then_some((TinyKey(lower & !rest), length))
}

/// The same of a word of up to 16 letters.
fn plain_word(text: &[u8]) -> Option<(ShortKey, usize)> {
    let bytes = text.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; ShortKey::BYTES];
        bytes[..text.len()].copy_from_slice(text);
        bytes
    });
    let length = byte_class::letters_at_first(bytes);
    let lower = u128::from_be_bytes(bytes) | u128::from_be_bytes([b' '; ShortKey::BYTES]);
    let rest = u128::MAX.checked_shr(8 * length as u32).unwrap_or_default();
    (length > 0 && is_over(text.get(length))).then_some((ShortKey(lower & !rest), length))
}

/// The number that a text begins with and its length, in the same way; a comma between digits is no part of its key.
fn plain_number(text: &[u8]) -> Option<(ShortKey, usize)> {
    let (mut key, mut length, mut at) = (0, 0, 0);
    while let Some(byte) = text.get(at) {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b',' => match text.get(at + 1) {
                Some(b'0'..=b'9') if at > 0 => {}
                next if is_over(next) => break,
                _ => return None,
            },
            _ => break,
        }
        if *byte != b',' {
            key = key << 8 | u128::from(*byte);
            length += 1;
        }
        at += 1;
    }
    let free = ShortKey::BYTES.checked_sub(length)?;
    (length > 0 && is_over(text.get(at))).then(|| (ShortKey(key << (8 * free)), at))
}

/// Whether no character that begins with a byte belongs to a word, or to a number before it: nearly all marks of ASCII,
/// and those from U+3000 to U+9FFF.
fn is_over(next: Option<&u8>) -> bool {
    next.is_none_or(|next| next.is_ascii() && !next.is_ascii_alphanumeric() || matches!(next, 0xe3..=0xe9))
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Keys of both lengths in order; few are of the second.
fn merged(mut tiny: &[TinyKey], short: &[ShortKey]) -> Vec<ShortKey> {
    let mut all = Vec::with_capacity(tiny.len() + short.len());
    for one in short {
        let (below, above) = tiny.split_at(tiny.partition_point(|key| ShortKey::from(*key) < *one));
        all.extend(below.iter().copied().map(ShortKey::from));
        all.push(*one);
        tiny = above;
    }
    all.extend(tiny.iter().copied().map(ShortKey::from));
    all
}

/// A character as it is compared: lower case, half width, simplified, straight quotation marks. One character
/// always becomes one, so that places stay. The script has the same rule.
fn fold(c: char) -> char {
    match c {
        c if c.is_ascii_graphic() => c.to_ascii_lowercase(),
        '\u{4e00}'..='\u{9fff}' => simple(c),
        '\u{3001}'..='\u{3020}' => c,
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

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn keys(text: &str) -> Vec<String> {
        let mut reader = KeyReader::default();
        reader.read(text);
        texts(reader)
    }

    fn texts(mut reader: KeyReader) -> Vec<String> {
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

    /// The keys of a text of which every word is read letter by letter.
    fn keys_slowly(text: &str) -> Vec<String> {
        let mut reader = KeyReader::default();
        let (mut before, mut at) = (None, 0);
        while at < text.len() {
            at = reader.any(&mut before, text, at);
        }
        reader.alone(before);
        texts(reader)
    }

    proptest! {
        #[test]
        fn the_short_ways_give_the_same_keys(text in "([機场。，、　 a-cY-Z\\[`@{é0-2５Ａ.,%“-]|[a-z]{6,18}|[0-9]{7,18}){0,40}") {
            prop_assert_eq!(keys(&text), keys_slowly(&text), "{:?}", text);
        }
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
