//! Words of one text that stand in the other: where a lexicon, the same Latin letters or an equal quantity tie a place
//! of the Chinese to one of the English.

use std::ops::Range;

use crate::base::map::HashMap;
use crate::base::quick_map::QuickMap;
use crate::prove::meaning::english::{StemIndex, StemmedForm};
use crate::prove::meaning::lexicon;

/// Places of both texts that say one thing.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Bytes of the Chinese, every place of it.
    pub zh: Vec<Range<usize>>,
    /// Bytes of the English, every place of it.
    pub en: Vec<Range<usize>>,
    /// What ties them.
    pub tie: AnchorKind,
}

/// What ties two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorKind {
    /// A word of the lexicon.
    Word,
    /// A word of one character, which may be a part of another.
    Character,
    /// The same Latin letters.
    Latin,
    /// A quantity of both.
    Quantity,
}

/// What was found of a word: its length, and the anchor.
type KnownWord = (usize, Option<usize>);

/// Every word of a stretch of the Chinese that the English has too.
pub fn anchors(zh: &str, stretch: Range<usize>, english: &StemIndex) -> Vec<Anchor> {
    let zh = &zh[..stretch.end];
    // What has been looked up: entries of the lexicon, and words in Latin letters.
    let mut entries: QuickMap<usize, KnownWord> =
        QuickMap::with_capacity_and_hasher(stretch.len() / 8, Default::default());
    let mut names: HashMap<&str, KnownWord> = HashMap::default();
    let mut all: Vec<Anchor> = Vec::new();
    let keep = |(length, hit): Hit, all: &mut Vec<Anchor>| -> KnownWord {
        let place = hit.map(|(tie, en)| {
            all.push(Anchor { zh: Vec::new(), en, tie });
            all.len() - 1
        });
        (length, place)
    };
    let mut at = stretch.start;
    while at < zh.len() {
        let rest = &zh[at..];
        let Some(c) = rest.chars().next() else { break };
        let (length, anchor) = match c.is_ascii_alphabetic() {
            true => {
                let name = &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())];
                *names.entry(name).or_insert_with(|| keep(latin(name, english), &mut all))
            }
            false => match lexicon::longest(rest) {
                Some(longest) => {
                    *entries.entry(longest).or_insert_with(|| keep(entry(longest, english), &mut all))
                }
                None => (0, None),
            },
        };
        if let Some(anchor) = anchor {
            all[anchor].zh.push(at..at + length);
        }
        at += length.max(c.len_utf8());
    }
    all
}

type Hit = (usize, Option<(AnchorKind, Vec<Range<usize>>)>);

/// The longest word of the lexicon that the English has, among one and those that it begins with.
fn entry(longest: usize, english: &StemIndex) -> Hit {
    // Words of number and order stand elsewhere in the other language, and tie nothing.
    let whole = lexicon::entry(longest);
    if whole.is_function {
        return (whole.zh.len(), None);
    }
    for one in std::iter::once(longest).chain(lexicon::shorter(longest)).map(lexicon::entry) {
        let mut places = Vec::new();
        english.find_all(one.forms(), &mut places);
        if !places.is_empty() {
            let tie = if one.length > 1 { AnchorKind::Word } else { AnchorKind::Character };
            return (one.zh.len(), Some((tie, places)));
        }
    }
    (0, None)
}

/// A Latin word, with the digits in it.
fn latin(text: &str, english: &StemIndex) -> Hit {
    let mut places = Vec::new();
    if text.len() >= 2 {
        english.find(&StemmedForm::new(text), &mut places);
    }
    (text.len(), (!places.is_empty()).then_some((AnchorKind::Latin, places)))
}
