//! The words of an English text, and when two are the same word: inflection, case and hyphens aside.

use std::ops::Range;

use crate::base::map::HashMap;
use crate::prove::stem::stem;
use crate::prove::terms::irregular;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, with one kind of apostrophe and without a possessive.
    pub text: String,
    /// Without its inflection; words of different stems are never the same, except for irregular ones.
    stem: String,
    /// Whether it begins with a capital letter.
    pub is_name: bool,
    /// Its bytes.
    pub range: Range<usize>,
}

/// The words of a text, by stem.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// In order.
    pub all: Vec<Word>,
    places: HashMap<String, Vec<usize>>,
}

impl Words {
    /// Takes a text apart.
    pub fn new(text: &str) -> Words {
        let all = words(text);
        let mut places: HashMap<String, Vec<usize>> =
            HashMap::with_capacity_and_hasher(all.len(), Default::default());
        for (at, word) in all.iter().enumerate() {
            places.entry(word.stem.clone()).or_default().push(at);
            for base in irregular::bases(&word.text) {
                let other = places.entry(stem(base).to_owned()).or_default();
                if other.last() != Some(&at) {
                    other.push(at);
                }
            }
        }
        Words { all, places }
    }

    /// Every place of a form.
    pub fn find(&self, form: &[Word]) -> Vec<Range<usize>> {
        let count = |(_, word): &(usize, &Word)| self.places.get(&word.stem).map_or(0, Vec::len);
        let Some((offset, rarest)) = form.iter().enumerate().min_by_key(count) else { return Vec::new() };
        let starts = self.places_of(rarest).filter_map(|at| at.checked_sub(offset));
        let runs = starts.filter_map(|start| self.run(start, form.len()));
        let same = |run: &&[Word]| run.iter().zip(form).all(|(word, wanted)| word.is(wanted));
        runs.filter(same).map(bytes).collect()
    }

    /// Where words of the same stem stand.
    pub fn places_of(&self, word: &Word) -> impl Iterator<Item = usize> {
        self.places.get(&word.stem).into_iter().flatten().copied()
    }

    /// The stems of the words, and of those that they are irregular forms of.
    pub(super) fn stems(&self) -> impl ExactSizeIterator<Item = &str> {
        self.places.keys().map(String::as_str)
    }

    /// Words that follow each other.
    pub fn run(&self, start: usize, length: usize) -> Option<&[Word]> {
        self.all.get(start..start + length)
    }
}

/// The bytes of words that follow each other.
pub fn bytes(run: &[Word]) -> Range<usize> {
    run.first().map_or(0, |word| word.range.start)..run.last().map_or(0, |word| word.range.end)
}

impl Word {
    /// Its stem, by which it is looked up.
    pub(super) fn stem(&self) -> &str {
        &self.stem
    }

    /// Whether two words are the same but for inflection: plural, possessive, -ed, -ing.
    pub fn is(&self, other: &Word) -> bool {
        let is_irregular =
            || !irregular::bases(&self.text).is_empty() || !irregular::bases(&other.text).is_empty();
        self.text == other.text
            || (self.stem == other.stem || is_irregular()) && {
                let own = bases(&self.text);
                bases(&other.text).iter().any(|base| own.contains(base))
            }
    }
}

/// The words of a text: letters and digits, with `+`, `%` and an apostrophe inside.
pub fn words(text: &str) -> Vec<Word> {
    let word = |range: Range<usize>| {
        let written = &text[range.clone()];
        let bare = match written.bytes().all(|byte| byte.is_ascii() && byte != b'\'') {
            true => written.to_ascii_lowercase(),
            false => {
                let lower = written.to_lowercase().replace('’', "'");
                lower.strip_suffix("'s").or(lower.strip_suffix('\'')).unwrap_or(&lower).to_owned()
            }
        };
        let is_name = written.starts_with(char::is_uppercase);
        Word { stem: stem(&bare).to_owned(), text: bare, is_name, range }
    };
    split(text).map(word).collect()
}

fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '%' | '&');
        let start = from + text[from..].find(is_word)?;
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let joins =
                matches!(c, '\'' | '’' | '.') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !is_word(c) && !joins {
                break;
            }
            end = start + at + c.len_utf8();
        }
        from = end;
        Some(start..end)
    })
}

/// The words of which a word may be an inflection, itself among them.
pub fn bases(word: &str) -> Vec<String> {
    let mut all = vec![word.to_owned()];
    all.extend(irregular::bases(word).iter().map(|base| (*base).to_owned()));
    let mut put = |base: &str, end: &str| all.push(format!("{base}{end}"));
    if let Some(base) = word.strip_suffix('s').filter(|base| !base.ends_with('s')) {
        put(base, "");
    }
    if let Some(base) = word.strip_suffix("es")
        && ["s", "x", "z", "o", "ch", "sh"].iter().any(|end| base.ends_with(end))
    {
        put(base, "");
    }
    for suffix in ["ies", "ied"] {
        if let Some(base) = word.strip_suffix(suffix) {
            put(base, "y");
        }
    }
    for suffix in ["ed", "ing"] {
        if let Some(base) = word.strip_suffix(suffix) {
            put(base, "");
            put(base, "e");
            if let Some(short) = undoubled(base) {
                put(short, "");
            }
        }
    }
    all
}

/// `plan` of “plann”: a consonant twice after a vowel.
fn undoubled(word: &str) -> Option<&str> {
    let is_vowel = |c: u8| b"aeiou".contains(&c);
    match *word.as_bytes() {
        [.., vowel, one, two] if one == two && is_vowel(vowel) && !is_vowel(one) => {
            word.get(..word.len() - 1)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        words(a)[0].is(&words(b)[0])
    }

    #[test]
    fn inflections_are_the_same_word() {
        for (a, b) in [
            ("Entity", "entities"),
            ("village", "villages"),
            ("bus", "buses"),
            ("attract", "attracting"),
            ("reduce", "reduced"),
            ("planned", "planning"),
            ("city’s", "cities"),
            ("TEU", "TEUs"),
            ("carry", "carried"),
            ("child", "Children"),
            ("analysis", "analyses"),
            ("build", "built"),
            ("people", "persons"),
            ("grew", "grown"),
        ] {
            assert!(same(a, b), "{a} {b}");
        }
    }

    #[test]
    fn misspelt_words_are_not() {
        for (a, b) in [
            ("left", "leaf"),
            ("child", "chill"),
            ("buildings", "built"),
            ("trade", "tradee"),
            ("value", "valu"),
            ("Wenling", "Wenlingg"),
            ("attract", "attractting"),
        ] {
            assert!(!same(a, b), "{a} {b}");
        }
    }
}
