//! Keys of the search after an edit: of the files of keys only those are made anew that tell of a key which came to a
//! shard or went from it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::render::search_index::keys::{ShardReading, ShortKey};
use crate::render::search_index::postings::{code, decode, file_count};

/// What is known of the keys of all shards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownKeys {
    /// What each shard follows from; what was read of it stands under the same key.
    pub shards: Vec<FactKey>,
    /// How many bytes all lines have.
    pub bytes: usize,
    /// How often each character of Chinese print occurs, in order.
    pub characters: Vec<(char, u32)>,
}

impl KnownKeys {
    /// What the files of keys are made of.
    pub fn made_of(&self) -> String {
        let mut facts = FactHasher::default();
        facts.number(self.shards.len());
        self.shards.iter().for_each(|key| facts.key(key));
        facts.digits()
    }

    /// How many files there are.
    pub fn files(&self) -> usize {
        file_count(self.bytes)
    }
}

/// A shard of which something else is read than before.
pub struct ChangedShard<'r> {
    /// Its number.
    pub at: usize,
    /// What was read of it before.
    pub before: ShardReading,
    /// What is read of it now.
    pub now: &'r ShardReading,
}

/// A line: whether its key is a long one, and the key. Lines of long keys stand below the others.
type LineName<'k> = (bool, Cow<'k, str>);

/// What becomes of the line of a key: shards that hold it now or no longer.
type LineEdits = Vec<(u32, bool)>;

/// The files that are no longer what they were, by their numbers, and how many bytes all lines have then. `read` gives
/// the text of a file as it stands. Nothing where so much has changed that all files do.
pub fn files(
    (bytes, shards): (usize, usize),
    changed: &[ChangedShard],
    read: impl Fn(usize) -> Option<String>,
) -> Option<(BTreeMap<usize, String>, usize)> {
    let count = file_count(bytes);
    let mut edits: BTreeMap<usize, BTreeMap<LineName, LineEdits>> = BTreeMap::new();
    let mut edit = |key: &str, is_long: bool, one: (u32, bool)| {
        if let Some(first) = key.chars().next() {
            let of_file = edits.entry(first as usize % count).or_default();
            of_file.entry((is_long, Cow::Owned(key.to_owned()))).or_default().push(one);
        }
    };
    for ChangedShard { at, before, now } in changed {
        let at = *at as u32;
        let mut short = |key: &ShortKey, is_there| key.with_text(|key| edit(key, false, (at, is_there)));
        only_in(&before.short, &now.short).for_each(|key| short(key, false));
        only_in(&now.short, &before.short).for_each(|key| short(key, true));
        only_in(&before.long, &now.long).for_each(|key| edit(key, true, (at, false)));
        only_in(&now.long, &before.long).for_each(|key| edit(key, true, (at, true)));
    }
    let (mut all, mut bytes) = (BTreeMap::new(), bytes);
    for (file, edits) in edits {
        let text = read(file)?;
        let next = edited(&text, edits, shards)?;
        bytes = (bytes + next.len()).checked_sub(text.len())?;
        all.insert(file, next);
    }
    (file_count(bytes) == count).then_some((all, bytes))
}

/// What stands in one list and not in the other; both are in order.
fn only_in<'k, K: Ord>(list: &'k [K], other: &'k [K]) -> impl Iterator<Item = &'k K> {
    list.iter().filter(|key| other.binary_search(key).is_err())
}

/// The text of a file with other lines for some keys.
fn edited(text: &str, edits: BTreeMap<LineName, LineEdits>, shards: usize) -> Option<String> {
    let mut lines: BTreeMap<LineName, Cow<str>> = BTreeMap::new();
    for line in text.lines() {
        let (key, codes) = line.rsplit_once(' ')?;
        lines.insert((ShortKey::new(key).is_none(), Cow::Borrowed(key)), Cow::Borrowed(codes));
    }
    for (name, edits) in edits {
        let codes = lines.get(&name).map_or(Cow::Borrowed(""), Cow::clone);
        let mut held = decode(&codes, shards)?;
        for (shard, is_there) in edits {
            match (held.binary_search(&shard), is_there) {
                (Err(at), true) => held.insert(at, shard),
                (Ok(at), false) => drop(held.remove(at)),
                // The file is not what it was made of.
                _ => return None,
            }
        }
        match held.is_empty() {
            true => drop(lines.remove(&name)),
            false => {
                let mut codes = String::new();
                code(&held, shards, &mut codes);
                lines.insert(name, Cow::Owned(codes));
            }
        }
    }
    let mut all = String::with_capacity(text.len() + 64);
    for ((_, key), codes) in lines {
        all.extend([&*key, " ", &*codes, "\n"]);
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::search_index::keys::KeyReader;
    use crate::render::search_index::postings::Postings;
    use proptest::prelude::*;

    fn reading(text: &str) -> ShardReading {
        let mut reader = KeyReader::default();
        reader.read(text);
        reader.finish()
    }

    fn anew(texts: &[String]) -> Vec<String> {
        let mut postings = Postings::default();
        texts.iter().enumerate().for_each(|(at, text)| postings.add(at, &reading(text)));
        postings.files()
    }

    proptest! {
        #[test]
        fn files_are_those_that_are_made_anew(
            mut texts in prop::collection::vec("[经济发展 a-c0-2.]{0,60}( internationalizations?)?", 1..40),
            at in any::<prop::sample::Index>(),
            text in "[经济发展 a-d0-3.]{0,60}( internationalisations?)?",
        ) {
            let before = anew(&texts);
            let bytes: usize = before.iter().map(String::len).sum();
            let at = at.index(texts.len());
            let (was, is) = (reading(&texts[at]), reading(&text));
            texts[at] = text;
            let after = anew(&texts);
            let changed = [ChangedShard { at, before: was, now: &is }];
            match files((bytes, texts.len()), &changed, |at| before.get(at).cloned()) {
                Some((edited, bytes)) => {
                    let mut all = before.clone();
                    edited.into_iter().for_each(|(at, text)| all[at] = text);
                    prop_assert_eq!(bytes, all.iter().map(String::len).sum::<usize>());
                    prop_assert_eq!(all, after);
                }
                None => prop_assert_ne!(before.len(), after.len()),
            }
        }
    }
}
