//! Words that the lexicon knows, and letters that stand in the Chinese as they do in the English.

use crate::base::byte_class;
use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::base::quick_map::QuickMap;
use crate::prove::alignment::tie::Tie;
use crate::prove::meaning::english::{StemIndex, StemmedForm};
use crate::prove::meaning::lexicon::{self, LexiconEntry};

/// What a word is worth, by its characters.
const WORTH: [i64; 4] = [40, 110, 170, 180];

/// What letters are worth that both texts have.
const LETTERS: i64 = 200;

/// Adds the words that both texts have; gives where the Chinese has words that the lexicon knows.
pub(super) fn ties(zh: &str, en: &StemIndex, ties: &mut Vec<Tie>) -> Vec<usize> {
    let mut said = Vec::with_capacity(zh.len() / 8);
    let mut known: QuickMap<usize, Option<usize>> =
        QuickMap::with_capacity_and_hasher(zh.len() / 8, Default::default());
    let mut latin = Latin::default();
    let mut at = 0;
    while let Some(c) = zh[at..].chars().next() {
        let letters = if c.is_ascii() { letters(&zh[at..]) } else { 0 };
        if letters > 0 {
            latin.add(at, &zh[at..at + letters], en, ties);
            at += letters;
            continue;
        }
        let mut length = c.len_utf8();
        if let Some(longest) = lexicon::longest(&zh[at..]) {
            if lexicon::entry(longest).zh.len() > length {
                said.push(at);
            }
            for number in std::iter::once(longest).chain(lexicon::shorter(longest)) {
                let word = lexicon::entry(number);
                let tie = *known.entry(number).or_insert_with(|| word_tie(word, en, ties));
                if let Some(tie) = tie.and_then(|tie| ties.get_mut(tie)) {
                    tie.places.zh.push(at);
                    length = word.zh.len();
                    break;
                }
            }
        }
        at += length;
    }
    said
}

/// Where long words of the English begin: short ones say little.
pub(super) fn long(en: &str) -> Vec<usize> {
    let words = byte_class::runs(en.as_bytes(), byte_class::letters);
    words.filter(|word| word.len() > 4).map(|word| word.start).collect()
}

/// The tie of a word, if a form of it stands in the English.
fn word_tie(word: &LexiconEntry, en: &StemIndex, ties: &mut Vec<Tie>) -> Option<usize> {
    let mut found = Vec::new();
    en.find_all(word.forms(), &mut found);
    if found.is_empty() {
        return None;
    }
    let mut places: Vec<usize> = found.into_iter().map(|range| range.start).collect();
    places.sort_unstable();
    places.dedup();
    let worth = WORTH[usize::from(word.length.clamp(1, 4)) - 1];
    ties.push(Tie { worth, places: Both { zh: Vec::new(), en: places } });
    Some(ties.len() - 1)
}

/// How many bytes of letters and digits a text begins with.
fn letters(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_alphanumeric).count()
}

/// Letters in the Chinese that the English has too; digits alone are figures.
#[derive(Default)]
struct Latin<'t> {
    /// The tie of each word that was met.
    known: HashMap<&'t str, Option<usize>>,
    /// The ties of letters by where the English has them.
    by_places: Option<HashMap<Vec<usize>, usize>>,
}

impl<'t> Latin<'t> {
    fn add(&mut self, at: usize, word: &'t str, en: &StemIndex, ties: &mut Vec<Tie>) {
        if word.len() < 2 || word.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let tie = match self.known.get(word) {
            Some(tie) => *tie,
            None => {
                let tie = self.tie(word, en, ties);
                self.known.insert(word, tie);
                tie
            }
        };
        if let Some(tie) = tie.and_then(|tie| ties.get_mut(tie)) {
            tie.places.zh.push(at);
        }
    }

    /// The tie of a word; words that stand at the same places have one.
    fn tie(&mut self, word: &str, en: &StemIndex, ties: &mut Vec<Tie>) -> Option<usize> {
        let mut found = Vec::new();
        en.find(&StemmedForm::new(word), &mut found);
        let places: Vec<usize> = found.into_iter().map(|range| range.start).collect();
        let by_places = self.by_places.get_or_insert_with(|| {
            let of_letters = ties.iter().enumerate().rev().filter(|(_, tie)| tie.worth == LETTERS);
            of_letters.map(|(number, tie)| (tie.places.en.clone(), number)).collect()
        });
        if let Some(number) = by_places.get(&places) {
            return Some(*number);
        }
        if places.is_empty() {
            return None;
        }
        by_places.insert(places.clone(), ties.len());
        ties.push(Tie { worth: LETTERS, places: Both { zh: Vec::new(), en: places } });
        Some(ties.len() - 1)
    }
}
