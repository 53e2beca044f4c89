//! Which sentences of two texts stand across from each other.

use std::ops::Range;

use crate::base::lang::{Both, Lang};

/// What stands across from each other: bytes of both texts. An empty side is where nothing renders the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SentencePair {
    /// Bytes of the Chinese.
    pub zh: Range<usize>,
    /// Bytes of the English.
    pub en: Range<usize>,
}

impl SentencePair {
    /// The side of a language.
    pub fn get(&self, lang: Lang) -> &Range<usize> {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }
}

/// Two texts, sentence by sentence. The pairs stand in the order of both texts and hold all of both but the white
/// space between sentences.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Alignment {
    /// As finely as can be told.
    pub pairs: Vec<SentencePair>,
    /// For each pair but the last, whether it certainly ends where it is said to end.
    pub sure: Vec<bool>,
}

impl Alignment {
    /// The pairs that are certain: what is not stays with the larger unit. These are what readers see and
    /// addresses number, from 1.
    pub fn certain(&self) -> Vec<SentencePair> {
        let mut all: Vec<SentencePair> = Vec::new();
        for (at, pair) in self.pairs.iter().enumerate() {
            let begins = at.checked_sub(1).is_none_or(|before| self.sure.get(before) == Some(&true));
            match all.last_mut().filter(|_| !begins) {
                Some(last) => *last = joined(last, pair),
                None => all.push(pair.clone()),
            }
        }
        all
    }
}

/// The pairs of an alignment that are certain, as they are kept: a site holds many, and no text of more than 4 GB.
#[derive(Clone, Debug, Default)]
pub(crate) struct CertainPairs(Box<[[u32; 4]]>);

impl CertainPairs {
    /// Those of an alignment.
    pub(crate) fn of(alignment: &Alignment) -> CertainPairs {
        let short = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let pair = |SentencePair { zh, en }: &SentencePair| [zh.start, zh.end, en.start, en.end].map(short);
        CertainPairs(alignment.certain().iter().map(pair).collect())
    }

    /// The pairs.
    pub(crate) fn pairs(&self) -> Vec<SentencePair> {
        let pair = |bytes: &[u32; 4]| {
            let [from, to, start, end] = bytes.map(|byte| byte as usize);
            SentencePair { zh: from..to, en: start..end }
        };
        self.0.iter().map(pair).collect()
    }
}

/// Two pairs that follow one another as one.
fn joined(one: &SentencePair, next: &SentencePair) -> SentencePair {
    let side = |lang: Lang| {
        let (one, next) = (one.get(lang), next.get(lang));
        match (one.is_empty(), next.is_empty()) {
            (true, false) => next.clone(),
            (_, true) => one.clone(),
            _ => one.start..next.end,
        }
    };
    let Both { zh, en } = Both::from_fn(side);
    SentencePair { zh, en }
}
