//! What the script must know of the Chinese characters of a site: traditional forms of those that occur, and how
//! they are read. Only characters of the site are listed, so that the list stays small.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::map::HashMap;
use crate::base::script::{is_han, traditional};
use crate::render::pinyin;

/// How often each character occurs, folded.
#[derive(Debug, Default)]
pub struct CharacterCounts(HashMap<char, u32>);

impl CharacterCounts {
    /// Adds what was counted elsewhere.
    pub fn add(&mut self, counts: &[(char, u32)]) {
        for (c, count) in counts {
            let all = self.0.entry(*c).or_default();
            *all = all.saturating_add(*count);
        }
    }

    /// Takes away what was counted before.
    pub fn take(&mut self, counts: &[(char, u32)]) {
        for (c, count) in counts {
            if let Some(all) = self.0.get_mut(c) {
                *all = all.saturating_sub(*count);
            }
        }
        self.0.retain(|_, count| *count > 0);
    }

    /// All counts, in order.
    pub fn all(&self) -> Vec<(char, u32)> {
        let mut all: Vec<(char, u32)> = self.0.iter().map(|(c, count)| (*c, *count)).collect();
        all.sort_unstable();
        all
    }

    /// The Chinese characters, the frequent ones first.
    fn by_frequency(&self) -> Vec<char> {
        let mut chars: Vec<(u32, char)> =
            self.0.iter().filter(|(c, _)| is_han(**c)).map(|(c, count)| (*count, *c)).collect();
        chars.sort_unstable_by_key(|(count, c)| (std::cmp::Reverse(*count), *c));
        chars.into_iter().map(|(_, c)| c).collect()
    }
}

/// The characters of Chinese print.
const PRINT: Range<usize> = 0x2e80..0x1_0000;

/// How often each character of Chinese print is read in a shard.
pub struct ReadCounts(Box<[u32]>);

impl Default for ReadCounts {
    fn default() -> ReadCounts {
        ReadCounts(vec![0; PRINT.len()].into())
    }
}

impl ReadCounts {
    /// Counts a character, if it is one of these.
    #[inline]
    pub fn add(&mut self, c: char) {
        if let Some(count) = self.0.get_mut((c as usize).wrapping_sub(PRINT.start)) {
            *count = count.saturating_add(1);
        }
    }

    /// How often a character was read, if it was; that is forgotten.
    pub fn take(&mut self, c: char) -> Option<u32> {
        let count = self.0.get_mut((c as usize).wrapping_sub(PRINT.start))?;
        Some(std::mem::take(count)).filter(|count| *count > 0)
    }
}

/// Two texts: traditional characters, each followed by its simplified form; and a line a syllable: the syllable,
/// then the characters that are read so, the frequent ones first.
pub fn of(counts: &CharacterCounts) -> [String; 2] {
    let forms = traditional().filter(|(_, simple)| counts.0.contains_key(simple));
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
