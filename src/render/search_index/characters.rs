//! What the script must know of the Chinese characters of a site: traditional forms of those that occur, and how
//! they are read. Only characters of the site are listed, so that the list stays small.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::base::script::{is_han, traditional};
use crate::render::pinyin;

/// Two texts: traditional characters, each followed by its simplified form; and a line a syllable: the syllable,
/// then the characters that are read so, the frequent ones first.
pub fn of<'t>(texts: impl Iterator<Item = &'t str>) -> [Value; 2] {
    let mut counts: HashMap<char, usize> = HashMap::new();
    for c in texts.flat_map(str::chars).filter(|c| is_han(*c) && *c < '\u{10000}') {
        *counts.entry(c).or_default() += 1;
    }
    let forms =
        traditional().filter(|(form, simple)| counts.contains_key(form) || counts.contains_key(simple));
    let pairs: String =
        forms.filter(|(form, _)| *form < '\u{10000}').flat_map(|(form, simple)| [form, simple]).collect();
    let mut chars: Vec<(char, usize)> = counts.into_iter().collect();
    chars.sort_unstable_by_key(|(c, count)| (std::cmp::Reverse(*count), *c));
    let mut syllables: Vec<(&str, String)> = Vec::new();
    for (c, _) in chars {
        for syllable in pinyin::syllables(c) {
            match syllables.iter_mut().find(|(known, _)| *known == syllable) {
                Some((_, chars)) => chars.push(c),
                None => syllables.push((syllable, c.to_string())),
            }
        }
    }
    syllables.sort_unstable();
    let lines: Vec<String> = syllables.iter().map(|(syllable, chars)| format!("{syllable}{chars}")).collect();
    [json!(pairs), json!(lines.join("\n"))]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_that_occur_are_listed() {
        let [pairs, syllables] = of(["机场长", "场"].into_iter());
        let pairs = pairs.as_str().unwrap_or_default();
        assert!(pairs.contains("機机") && pairs.contains("場场") && !pairs.contains('經'), "{pairs}");
        let syllables = syllables.as_str().unwrap_or_default();
        assert_eq!(syllables.lines().next(), Some("chang场长"), "{syllables}");
        assert!(syllables.lines().any(|line| line == "zhang长"), "{syllables}");
    }
}
