//! What the script must know of the Chinese characters of a site: traditional forms of those that occur, and how
//! they are read. Only characters of the site are listed, so that the list stays small.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::script::{is_han, traditional};
use crate::render::pinyin;

/// The characters of Chinese print.
const PRINT: Range<usize> = 0x2e80..0x1_0000;

/// The place of a character among those of Chinese print; that of another is beyond them all.
fn place(c: char) -> usize {
    (c as usize).wrapping_sub(PRINT.start)
}

/// How often each character of Chinese print occurs, folded.
#[derive(Debug)]
pub struct CharacterCounts(Box<[u32]>);

impl Default for CharacterCounts {
    fn default() -> CharacterCounts {
        CharacterCounts(vec![0; PRINT.len()].into())
    }
}

impl CharacterCounts {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, counts: &[(char, u32)]) {
        for (c, count) in counts {
            if let Some(all) = self.0.get_mut(place(*c)) {
                *all = all.saturating_add(*count);
            }
        }
    }

    /// Takes away what was counted before.
    pub fn take(&mut self, counts: &[(char, u32)]) {
        for (c, count) in counts {
            if let Some(all) = self.0.get_mut(place(*c)) {
                *all = all.saturating_sub(*count);
            }
        }
    }

    /// All counts, in order.
    pub fn all(&self) -> Vec<(char, u32)> {
        let counted = PRINT.zip(&self.0).filter(|(_, count)| **count > 0);
        counted.filter_map(|(code, count)| Some((char::from_u32(code as u32)?, *count))).collect()
    }

    fn has(&self, c: char) -> bool {
        self.0.get(place(c)).is_some_and(|count| *count > 0)
    }

    /// The Chinese characters, the frequent ones first.
    fn by_frequency(&self) -> Vec<char> {
        let mut chars = self.all();
        chars.retain(|(c, _)| is_han(*c));
        chars.sort_unstable_by_key(|(c, count)| (std::cmp::Reverse(*count), *c));
        chars.into_iter().map(|(c, _)| c).collect()
    }
}

/// The same of what is read, which is a shard at a time.
#[derive(Default)]
pub struct ReadCounts {
    counts: CharacterCounts,
    /// The characters that were read, each once.
    read: Vec<char>,
}

impl ReadCounts {
    /// Counts a character, if it is one of these.
    #[inline]
    pub fn add(&mut self, c: char) {
        if let Some(count) = self.counts.0.get_mut(place(c)) {
            if *count == 0 {
                self.read.push(c);
            }
            *count = count.saturating_add(1);
        }
    }

    /// How often each was read, in the order in which they were met; that is forgotten.
    pub fn take(&mut self) -> Vec<(char, u32)> {
        let counts = &mut self.counts.0;
        let mut taken = Vec::with_capacity(self.read.len());
        taken.extend(self.read.drain(..).map(|c| (c, std::mem::take(&mut counts[place(c)]))));
        taken
    }
}

/// Two texts: traditional characters, each followed by its simplified form; and a line a syllable: the syllable,
/// then the characters that are read so, the frequent ones first.
pub fn of(counts: &CharacterCounts) -> [String; 2] {
    let forms = traditional().filter(|(_, simple)| counts.has(*simple));
    let pairs =
        forms.filter(|(form, _)| *form < '\u{10000}').flat_map(|(form, simple)| [form, simple]).collect();
    let mut syllables: BTreeMap<&str, String> = BTreeMap::new();
    for c in counts.by_frequency() {
        pinyin::syllables(c).into_iter().for_each(|one| syllables.entry(one).or_default().push(c));
    }
    let lines: Vec<String> = syllables.iter().map(|(syllable, chars)| format!("{syllable}{chars}")).collect();
    [pairs, lines.join("\n")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_occur_are_listed() {
        let mut counts = CharacterCounts::default();
        counts.add(&[('机', 1), ('场', 1), ('长', 1), ('，', 1)]);
        counts.add(&[('场', 1)]);
        let [pairs, syllables] = of(&counts);
        assert!(pairs.contains("機机") && pairs.contains("場场") && !pairs.contains('經'), "{pairs}");
        assert_eq!(syllables.lines().next(), Some("chang场长"), "{syllables}");
        assert!(syllables.lines().any(|line| line == "zhang长"), "{syllables}");
    }
}
