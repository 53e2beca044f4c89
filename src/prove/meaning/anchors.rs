//! Words of one text that stand in the other: where a lexicon, the same Latin letters or an equal quantity tie a place
//! of the Chinese to one of the English.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use crate::prove::meaning::english::Index;
use crate::prove::meaning::lexicon;

/// Places of both texts that say one thing.
#[derive(Clone, Debug)]
pub struct Anchor {
    /// Bytes of the Chinese, every place of it.
    pub zh: Vec<Range<usize>>,
    /// Bytes of the English, every place of it.
    pub en: Vec<Range<usize>>,
    /// What ties them.
    pub tie: Tie,
}

/// What ties two places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// A word of the lexicon.
    Word,
    /// A word of one character, which may be a part of another.
    Character,
    /// The same Latin letters.
    Latin,
    /// A quantity of both.
    Quantity,
}

/// Every word of the Chinese that the English has too.
pub fn anchors(zh: &str, en: &str) -> Vec<Anchor> {
    let english = Index::new(en);
    // What has been looked up, with its length, and the anchor that was found.
    let mut known: HashMap<&str, (usize, Option<usize>)> = HashMap::new();
    let mut all: Vec<Anchor> = Vec::new();
    let mut at = 0;
    while at < zh.len() {
        let rest = &zh[at..];
        let Some(c) = rest.chars().next() else { break };
        let longest = match c.is_ascii_alphabetic() {
            true => &rest[..rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len())],
            false => lexicon::longest(rest).unwrap_or_default(),
        };
        let &mut (length, anchor) = known.entry(longest).or_insert_with(|| {
            let (length, hit) = match c.is_ascii_alphabetic() {
                true => latin(longest, &english),
                false => entry(rest, &english),
            };
            let place = hit.map(|(tie, places)| {
                all.push(Anchor { zh: Vec::new(), en: places, tie });
                all.len() - 1
            });
            (length, place)
        });
        if let Some(anchor) = anchor {
            all[anchor].zh.push(at..at + length);
        }
        at += length.max(c.len_utf8());
    }
    all
}

type Hit = (usize, Option<(Tie, Vec<Range<usize>>)>);

/// The longest word of the lexicon that a text begins with and that the English has.
fn entry(text: &str, english: &Index) -> Hit {
    let entries = lexicon::beginning(text);
    // Words of number and order stand elsewhere in the other language, and tie nothing.
    if let Some((zh, _)) = entries.first().filter(|(zh, _)| FUNCTION.contains(zh)) {
        return (zh.len(), None);
    }
    for (zh, forms) in &entries {
        let places: Vec<Range<usize>> = forms.split('|').flat_map(|form| english.find(form)).collect();
        if !places.is_empty() {
            let tie = if zh.chars().nth(1).is_some() { Tie::Word } else { Tie::Character };
            return (zh.len(), Some((tie, places)));
        }
    }
    (0, None)
}

/// Words that say how a figure is to be taken, and not what it is about.
static FUNCTION: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("function_words.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// A Latin word, with the digits in it.
fn latin(text: &str, english: &Index) -> Hit {
    let places = if text.len() >= 2 { english.find(text) } else { Vec::new() };
    (text.len(), (!places.is_empty()).then_some((Tie::Latin, places)))
}
