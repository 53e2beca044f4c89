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

/// A key of up to 8 bytes, as two characters are and most words, in the same way: it is sorted faster still.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct TinyKey(u64);

impl TinyKey {
    const BYTES: usize = 8;

    /// A character that is no letter of a word.
    fn one(c: char) -> TinyKey {
        let mut bytes = [0; TinyKey::BYTES];
        c.encode_utf8(&mut bytes);
        TinyKey(u64::from_be_bytes(bytes))
    }

    /// Two of them, by how many bytes the first has; none has more than 4.
    fn pair((first, length): (TinyKey, usize), next: TinyKey) -> TinyKey {
        TinyKey(first.0 | next.0 >> (8 * length))
    }

    /// A word of letters of ASCII, in lower case.
    fn word(letters: &[u8]) -> TinyKey {
        let lower = letters.iter().fold(0, |all, letter| all << 8 | u64::from(letter | 0x20));
        TinyKey(lower << (8 * (TinyKey::BYTES - letters.len())))
    }

    /// The bytes of its first character, if that is one of Chinese print: U+2E80 to U+FFFF.
    fn printed(self) -> Option<u32> {
        let first = (self.0 >> 40) as u32;
        (0xe2_ba_80..=0xef_bf_bf).contains(&first).then_some(first)
    }
}

impl From<TinyKey> for ShortKey {
    fn from(key: TinyKey) -> ShortKey {
        ShortKey(u128::from(key.0) << 64)
    }
}

/// Reads texts and keeps their keys.
#[derive(Default)]
pub struct KeyReader {
    tiny: Vec<TinyKey>,
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
    /// How often each character of Chinese print occurs, folded, in order.
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
        while let Some(byte) = text.as_bytes().get(at) {
            // Most of a text is Chinese, or words of a few letters with a blank between them.
            let is_plain = matches!(byte, 0xe4..=0xe9) && is_plain(&text.as_bytes()[at..]);
            if *byte == b' ' {
                at += 1;
                continue;
            }
            if let Some(letters) = plain_word(&text.as_bytes()[at..]) {
                self.tiny.extend(before.take().map(|(one, _)| one));
                self.tiny.push(TinyKey::word(letters));
                at += letters.len();
                continue;
            }
            let Some(c) = char_at(text, at) else { break };
            let folded = if is_plain { simple(c) } else { fold(c) };
            if !is_plain && is_word(folded) {
                self.tiny.extend(before.take().map(|(one, _)| one));
                at = self.word(text, at);
                continue;
            }
            if is_plain || !is_dropped(folded) {
                let one = TinyKey::one(folded);
                let pair = before.replace((one, folded.len_utf8()));
                self.tiny.extend(pair.map(|before| TinyKey::pair(before, one)));
            }
            at += c.len_utf8();
        }
        self.tiny.extend(before.map(|(one, _)| one));
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
        for start in &self.starts {
            let word = &self.word[*start..];
            match ShortKey::new(word) {
                Some(key) if word.len() <= TinyKey::BYTES => self.tiny.push(TinyKey((key.0 >> 64) as u64)),
                Some(key) => self.short.push(key),
                None => self.long.push(word[..word.floor_char_boundary(LONGEST)].to_owned()),
            }
        }
    }

    /// What was read; the reader is as new, and keeps its room.
    pub fn finish(&mut self) -> ShardReading {
        self.tiny.sort_unstable();
        let characters = characters(&self.tiny);
        self.tiny.dedup();
        self.short.sort_unstable();
        self.short.dedup();
        self.long.sort_unstable();
        self.long.dedup();
        let short = merged(&self.tiny, &self.short);
        self.tiny.clear();
        self.short.clear();
        ShardReading { short, long: std::mem::take(&mut self.long), characters }
    }
}

/// Whether a text begins with one of the characters that nearly all of Chinese is written in, U+4E00 to U+9FFF: they are
/// neither parts of words nor left out.
fn is_plain(text: &[u8]) -> bool {
    matches!(text, [0xe4, 0xb8..=0xbf, ..] | [0xe5..=0xe9, ..])
}

/// The word that a text begins with, if it is made of a few letters of ASCII and nothing that might belong to it follows.
fn plain_word(text: &[u8]) -> Option<&[u8]> {
    let end = text.iter().position(|byte| !byte.is_ascii_alphabetic()).unwrap_or(text.len());
    let is_over = text.get(end).is_none_or(|next| next.is_ascii() && !next.is_ascii_digit());
    ((1..=TinyKey::BYTES).contains(&end) && is_over).then(|| &text[..end])
}

fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// How often each character of Chinese print begins a key, as every character does that is no letter of a word. Keys
/// stand in order.
fn characters(keys: &[TinyKey]) -> Vec<(char, u32)> {
    let mut all = Vec::new();
    for same in keys.chunk_by(|one, next| one.0 >> 40 == next.0 >> 40) {
        let bytes = same[0].printed().map(u32::to_be_bytes);
        let text = bytes.as_ref().and_then(|bytes| std::str::from_utf8(&bytes[1..]).ok());
        all.extend(text.and_then(|text| text.chars().next()).map(|c| (c, same.len() as u32)));
    }
    all
}

/// Keys of both lengths in order.
fn merged(tiny: &[TinyKey], short: &[ShortKey]) -> Vec<ShortKey> {
    let mut all = Vec::with_capacity(tiny.len() + short.len());
    let mut short = short.iter().copied().peekable();
    for key in tiny.iter().copied().map(ShortKey::from) {
        all.extend(std::iter::from_fn(|| short.next_if(|one| *one < key)));
        all.push(key);
    }
    all.extend(short);
    all
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
