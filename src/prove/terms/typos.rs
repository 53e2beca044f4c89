//! Renderings with a slip of the pen: one letter too many, too few or wrong, or two that changed places.
//!
//! Words that differ by one letter are often two words (Hebei, Hubei), and there is no dictionary here. So
//! the words beside it must be those of the form; a name that stands alone must have the same letters, or a
//! consonant twice; and a word that stands anywhere among the forms of the glossary is never a slip.

use std::ops::Range;

use crate::base::map::HashSet;
use crate::prove::terms::words::{Word, Words, bases, bytes};

/// How many places of a text are looked at for a slip in one form of several words.
const LOOKED_AT: usize = 500;

/// How many places of a passage are looked at for slips in all forms.
pub const LOOKED_AT_IN_ALL: usize = 100_000;

/// The places where a form stands with a slip. `left` is how many places may still be looked at.
pub fn find(form: &[Word], words: &Words, known: &HashSet<String>, left: &mut usize) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = match form {
        [] => return Vec::new(),
        [name] if !name.is_name => return Vec::new(),
        [_] => (0..words.all.len().min(*left)).collect(),
        [first, second, ..] => {
            let after = words.places_of(second).filter_map(|at| at.checked_sub(1));
            let mut starts: Vec<usize> = words.places_of(first).chain(after).collect();
            starts.sort_unstable();
            starts.dedup();
            starts.truncate(LOOKED_AT);
            starts
        }
    };
    starts.truncate(*left);
    *left -= starts.len();
    let runs = starts.into_iter().filter_map(|start| words.run(start, form.len()));
    let is_slip = |run: &&[Word]| {
        let mut others = run.iter().zip(form).filter(|(word, wanted)| !word.is(wanted));
        let (Some((written, meant)), None) = (others.next(), others.next()) else { return false };
        let alone = form.len() == 1;
        slipped(meant, written, alone) && !bases(&written.text).iter().any(|base| known.contains(base))
    };
    runs.filter(is_slip).map(bytes).collect()
}

/// Whether one word was written where another was meant.
fn slipped(meant: &Word, written: &Word, alone: bool) -> bool {
    let least = if alone { 5 } else { 4 };
    if meant.text.len() < least || !(meant.text.is_ascii() && written.text.is_ascii()) {
        return false;
    }
    match slip(meant.text.as_bytes(), written.text.as_bytes()) {
        Some(Typo::Exchanged) => true,
        Some(Typo::Doubled) => written.is_name || !alone,
        Some(Typo::Odd) => !alone,
        Some(Typo::Wrong) => !alone && meant.text.len() >= if meant.is_name { 8 } else { 5 },
        None => false,
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Typo {
    /// Two letters changed places.
    Exchanged,
    /// A consonant stands twice.
    Doubled,
    /// A letter too many or too few.
    Odd,
    /// A wrong letter.
    Wrong,
}

/// The one slip between two words.
fn slip(meant: &[u8], written: &[u8]) -> Option<Typo> {
    let head = meant.iter().zip(written).take_while(|(a, b)| a == b).count();
    let (a, b) = (&meant[head..], &written[head..]);
    match (a, b) {
        ([p, q, rest @ ..], [r, s, after @ ..]) if (p, q) == (s, r) && p != q && rest == after => {
            Some(Typo::Exchanged)
        }
        ([_, rest @ ..], [_, after @ ..]) if rest == after => Some(Typo::Wrong),
        (rest, [letter, after @ ..]) if rest == after => {
            let twice = head > 0 && written[head - 1] == *letter && !b"aeiou".contains(letter);
            Some(if twice { Typo::Doubled } else { Typo::Odd })
        }
        ([_, rest @ ..], after) if rest == after => Some(Typo::Odd),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prove::terms::words::words;

    fn found<'t>(form: &str, text: &'t str) -> Vec<&'t str> {
        let known = words("market entity common prosperity Hubei").into_iter().map(|word| word.text);
        let known = known.collect();
        find(&words(form), &Words::new(text), &known, &mut usize::MAX.clone())
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn one_letter_of_a_form_may_have_slipped() {
        for written in [
            "commn prosperity",
            "comon prosperity",
            "common prosprity",
            "Common Prosperitty",
            "common prospetity",
        ] {
            assert_eq!(found("common prosperity", written), [written]);
        }
        assert_eq!(found("Wenling", "the city of Wenlign"), ["Wenlign"]);
        assert_eq!(found("Wenling", "the city of Wennling"), ["Wennling"]);
    }

    #[test]
    fn other_words_are_no_slips() {
        for text in ["common property", "commons and prosperity", "market entities", "the common good"] {
            assert!(found("common prosperity", text).is_empty(), "{text}");
        }
        assert!(found("Hebei Province", "Hubei Province").is_empty(), "a word of the glossary");
        assert!(found("Henan Province", "Hunan Province").is_empty(), "names differ by a letter");
        assert!(found("Shanxi", "Shaanxi").is_empty());
        assert!(found("trial", "a mountain trail").is_empty(), "a word that is no name and stands alone");
    }
}
