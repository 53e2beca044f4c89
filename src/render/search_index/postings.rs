//! Which shards hold a key.
//!
//! A line a key: the key, a blank, its shards; `*` for all of them. Shards are told in order by numbers: how many
//! are left out before the next one, or, behind a `+`, how many more follow it without a gap. `3+24` are the shards
//! 3, 4, 5 and 10. A number is written with digits `0`–`9`, `a`–`z` for its last place (base 36) and `A`–`Z` for
//! the places before (base 26), so that numbers need nothing between them: `z` is 35, `B0` 36, `BA0` 936.

use std::hash::Hash;

use crate::base::map::HashMap;
use crate::render::search_index::key_set::TinyKey;
use crate::render::search_index::keys::{ShardReading, ShortKey};

/// The size of a key shard, in bytes, that is aimed at.
const KEYS: usize = 6 << 10;

/// The number of a key.
type KeyId = u32;

/// Which keys there are, and which shards hold them. Shards may be added in any order.
#[derive(Default)]
pub struct Postings {
    // The keys are from the site's texts: these maps are seeded. Most keys are tiny, and quicker found as such.
    tiny: HashMap<TinyKey, KeyId>,
    short: HashMap<ShortKey, KeyId>,
    long: HashMap<String, KeyId>,
    /// The keys of each shard.
    shards: Vec<Vec<KeyId>>,
}

/// The number of a key, which is given where it has none.
fn number<K: Eq + Hash>(known: &mut HashMap<K, KeyId>, key: K, next: &mut KeyId) -> KeyId {
    *known.entry(key).or_insert_with(|| {
        *next += 1;
        *next - 1
    })
}

impl Postings {
    /// Adds the keys of a shard, told by its number.
    pub fn add(&mut self, shard: usize, read: &ShardReading) {
        let mut next = self.count() as KeyId;
        let mut ids = Vec::with_capacity(read.short.len() + read.long.len());
        ids.extend(read.short.iter().map(|key| match TinyKey::try_from(*key) {
            Ok(tiny) => number(&mut self.tiny, tiny, &mut next),
            Err(()) => number(&mut self.short, *key, &mut next),
        }));
        ids.extend(read.long.iter().map(|key| number(&mut self.long, key.clone(), &mut next)));
        if self.shards.len() <= shard {
            self.shards.resize_with(shard + 1, Vec::new);
        }
        self.shards[shard] = ids;
    }

    /// How many keys there are.
    fn count(&self) -> usize {
        self.tiny.len() + self.short.len() + self.long.len()
    }

    /// The shards of each key, in one list, with the end of each key's in it.
    fn by_key(&self) -> (Vec<u32>, Vec<usize>) {
        let mut ends = vec![0; self.count() + 1];
        self.shards.iter().flatten().for_each(|id| ends[*id as usize + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut places = vec![0; ends.last().copied().unwrap_or_default()];
        for (shard, ids) in self.shards.iter().enumerate() {
            for id in ids {
                let end = &mut ends[*id as usize];
                places[*end] = shard as u32;
                *end += 1;
            }
        }
        (places, ends)
    }

    /// The key files: keys by their first character, so that everything that begins with it stands in one.
    pub fn files(mut self) -> Vec<String> {
        let (places, ends) = self.by_key();
        let shards = std::mem::take(&mut self.shards).len();
        let coded = |id: KeyId, out: &mut String| {
            let id = id as usize;
            let own = &places[id.checked_sub(1).map_or(0, |before| ends[before])..ends[id]];
            code(own, shards, out);
        };
        let mut short: Vec<(ShortKey, KeyId)> = self.short.into_iter().collect();
        short.extend(self.tiny.into_iter().map(|(key, id)| (key.into(), id)));
        let mut long: Vec<(String, KeyId)> = self.long.into_iter().collect();
        short.sort_unstable();
        long.sort_unstable();
        let mut lines = KeyLines::default();
        for (key, id) in short {
            key.with_text(|key| lines.add(key, |out| coded(id, out)));
        }
        for (key, id) in long {
            lines.add(&key, |out| coded(id, out));
        }
        lines.files()
    }
}

/// KeyLines, each with the first character of its key.
#[derive(Default)]
struct KeyLines {
    text: String,
    /// The first character of each line, and where the line ends.
    ends: Vec<(char, usize)>,
}

impl KeyLines {
    fn add(&mut self, key: &str, shards: impl FnOnce(&mut String)) {
        let Some(first) = key.chars().next() else { return };
        self.text.push_str(key);
        self.text.push(' ');
        shards(&mut self.text);
        self.text.push('\n');
        self.ends.push((first, self.text.len()));
    }

    /// As many files as it needs; the first character of a key says in which it stands.
    fn files(self) -> Vec<String> {
        let count = file_count(self.text.len());
        let mut files = vec![String::new(); count];
        let mut from = 0;
        for (first, end) in self.ends {
            files[first as usize % count].push_str(&self.text[from..end]);
            from = end;
        }
        files
    }
}

/// How many files hold lines of so many bytes.
pub(super) fn file_count(bytes: usize) -> usize {
    (bytes / KEYS).max(1)
}

/// Writes shards, which are in order, of so many in all.
pub(super) fn code(shards: &[u32], all: usize, out: &mut String) {
    if shards.len() == all && all > 1 {
        out.push('*');
        return;
    }
    let mut next = 0;
    for run in shards.chunk_by(|one, other| *one + 1 == *other) {
        let Some((first, more)) = run.split_first() else { continue };
        write_number(out, first - next);
        match more {
            [] => {}
            [_] => write_number(out, 0),
            more => {
                out.push('+');
                write_number(out, more.len() as u32);
            }
        }
        next = first + run.len() as u32;
    }
}

/// Reads shards, of so many in all, as the script does; nothing where they are none of these.
pub(super) fn decode(text: &str, all: usize) -> Option<Vec<u32>> {
    let all = u32::try_from(all).ok()?;
    if text == "*" {
        return Some((0..all).collect());
    }
    let (mut found, mut next, mut number, mut is_run) = (Vec::new(), 0u32, 0u32, false);
    for c in text.chars() {
        match c {
            '+' => is_run = true,
            'A'..='Z' => number = number.checked_mul(26)?.checked_add(c as u32 - 'A' as u32)?,
            _ => {
                number = number.checked_mul(36)?.checked_add(c.to_digit(36)?)?;
                let end = next.checked_add(number)?;
                let steps = if is_run { next..end } else { end..end.checked_add(1)? };
                next = steps.end;
                if next > all {
                    return None;
                }
                found.extend(steps);
                (number, is_run) = (0, false);
            }
        }
    }
    Some(found)
}

fn write_number(out: &mut String, number: u32) {
    const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
    if number >= 36 {
        write_high(out, number / 36);
    }
    out.push(char::from(DIGITS[number as usize % 36]));
}

/// Writes the places of a number before its last.
fn write_high(out: &mut String, number: u32) {
    if number >= 26 {
        write_high(out, number / 26);
    }
    out.push(char::from(b'A' + (number % 26) as u8));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::search_index::keys::KeyReader;
    use proptest::prelude::*;

    #[test]
    fn numbers_of_no_shard_are_not_read() {
        assert_eq!(decode("0+2", 3), Some(vec![0, 1, 2]));
        for text in ["0+3", "3", "+ZZZZZZZZ0", "ZZZZZZZZZZZZ0", "0+Z0", "?", "0 "] {
            assert_eq!(decode(text, 3), None, "{text}");
        }
    }

    fn coded(shards: &[u32], all: usize) -> String {
        let mut out = String::new();
        code(shards, all, &mut out);
        out
    }

    #[test]
    fn shards_are_told_by_gaps_and_runs() {
        assert_eq!(coded(&[3, 4, 5, 10], 20), "3+24");
        assert_eq!(coded(&[0], 20), "0");
        assert_eq!(coded(&[0, 1, 7], 20), "005");
        assert_eq!(coded(&[35, 72], 99), "zB0");
        assert_eq!(coded(&[936], 999), "BA0");
        assert_eq!(coded(&[0, 1, 2], 3), "*");
        assert_eq!(coded(&[0], 1), "0");
    }

    #[test]
    fn every_key_says_which_shards_hold_it_in_whatever_order_they_came() {
        let texts = ["经济", "经济发展 growth", "发展", "Internationalization of growth"];
        let mut postings = Postings::default();
        for at in [2, 0, 3, 1] {
            let mut reader = KeyReader::default();
            reader.read(texts[at]);
            postings.add(at, &reader.finish());
        }
        let files = postings.files();
        let lines = "growth 11\nof 3\n发展 10\n展 10\n济 0\n济发 1\n经济 00\ninternationalization 3\n";
        assert_eq!(files, [lines]);
    }

    proptest! {
        #[test]
        fn shards_are_read_as_they_were_written(shards in prop::collection::btree_set(0u32..3000, 1..200), more in 1u32..50) {
            let all = shards.last().unwrap() + more;
            let list: Vec<u32> = shards.iter().copied().collect();
            prop_assert_eq!(decode(&coded(&list, all as usize), all as usize), Some(list));
        }

        #[test]
        fn runs_are_read_as_they_were_written(runs in prop::collection::vec((0u32..80, 1u32..90), 1..20)) {
            let mut shards = Vec::new();
            for (gap, length) in runs {
                let start = shards.last().map_or(0, |last| last + 1) + gap;
                shards.extend(start..start + length);
            }
            let all = shards.last().unwrap() + 1;
            prop_assert_eq!(decode(&coded(&shards, all as usize), all as usize), Some(shards));
        }
    }
}
