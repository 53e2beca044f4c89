//! How alike two texts are, and which of many is most like one, without comparing each with each.
//!
//! A text is the multiset of its pairs of neighbouring characters (of Han text) or of its words; similarity is the
//! share that two have in common (Dice, “Measures of the amount of ecologic association between species”, 1945).
//! Only texts that share a rare feature are compared.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::base::map::HashMap;

/// How many texts may share a feature that still tells one from another.
const RARE: usize = 24;
/// How many texts are compared with one.
const CANDIDATES: usize = 8;

/// What a text is compared by: hashes, sorted, each as often as it occurs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Features(Vec<u64>);

impl Features {
    /// Pairs of neighbouring characters; of a single character, itself.
    pub fn pairs(text: &str) -> Features {
        let chars: Vec<char> = text.chars().collect();
        Features::new(chars.windows(2.min(chars.len().max(1))).map(hash_of))
    }

    /// Words, without their case.
    pub fn words(text: &str) -> Features {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Features::new(words.map(|word| hash_of(&word.to_lowercase())))
    }

    /// Anything that can be hashed.
    pub fn new(all: impl Iterator<Item = u64>) -> Features {
        let mut all: Vec<u64> = all.collect();
        all.sort_unstable();
        Features(all)
    }

    /// Whether there is nothing to compare by.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many features two texts share.
    pub fn shared(&self, other: &Features) -> usize {
        let (mut i, mut j, mut shared) = (0, 0, 0);
        while let (Some(a), Some(b)) = (self.0.get(i), other.0.get(j)) {
            shared += usize::from(a == b);
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        shared
    }

    /// How alike two texts are: 0 to 1000.
    pub fn similarity(&self, other: &Features) -> usize {
        2000 * self.shared(other) / (self.0.len() + other.0.len()).max(1)
    }

    /// The same with further features.
    pub fn and(self, more: impl Iterator<Item = u64>) -> Features {
        Features::new(self.0.into_iter().chain(more))
    }

    /// The features that fulfil a condition.
    pub fn only(&self, is_wanted: impl Fn(u64) -> bool) -> Features {
        Features(self.0.iter().copied().filter(|one| is_wanted(*one)).collect())
    }

    /// Each feature once.
    pub fn distinct(&self) -> impl Iterator<Item = u64> {
        let first = |at: &usize| at.checked_sub(1).is_none_or(|before| self.0[before] != self.0[*at]);
        (0..self.0.len()).filter(first).map(|at| self.0[at])
    }

    /// How many features the text has.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

/// The hash of a feature.
pub fn hash_of<T: Hash + ?Sized>(feature: &T) -> u64 {
    let mut hasher = DefaultHasher::new();
    feature.hash(&mut hasher);
    hasher.finish()
}

/// Texts by what they share.
#[derive(Debug, Default)]
pub struct FeatureIndex(HashMap<u64, Vec<usize>>);

impl FeatureIndex {
    /// An index of texts by their numbers.
    pub fn new<'f>(texts: impl Iterator<Item = (usize, &'f Features)>) -> FeatureIndex {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::default();
        for (number, features) in texts {
            for feature in &features.0 {
                let all = places.entry(*feature).or_default();
                if all.last() != Some(&number) && all.len() <= RARE {
                    all.push(number);
                }
            }
        }
        FeatureIndex(places)
    }

    /// The texts that share most rare features with one, at most eight.
    pub fn near(&self, features: &Features) -> Vec<usize> {
        let mut votes: HashMap<usize, usize> = HashMap::default();
        let places = features.0.iter().filter_map(|one| self.0.get(one)).filter(|all| all.len() <= RARE);
        places.flatten().for_each(|number| *votes.entry(*number).or_default() += 1);
        let mut votes: Vec<(usize, usize)> = votes.into_iter().collect();
        votes.sort_unstable_by_key(|(number, count)| (std::cmp::Reverse(*count), *number));
        votes.into_iter().take(CANDIDATES).map(|(number, _)| number).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn similarity(one: &str, other: &str) -> usize {
        Features::pairs(one).similarity(&Features::pairs(other))
    }

    #[test]
    fn a_changed_word_leaves_a_text_alike() {
        assert_eq!(similarity("全市生产总值五千亿元", "全市生产总值五千亿元"), 1000);
        assert!(similarity("全市生产总值五千亿元", "全市生产总值六千亿元") > 700);
        assert!(similarity("全市生产总值五千亿元", "群众安全感位居前列") < 200);
        assert_eq!(similarity("好", "好"), 1000);
        assert_eq!(similarity("", ""), 0);
    }

    #[test]
    fn the_nearest_are_found_by_what_is_rare() {
        let texts: Vec<Features> = (0..2000)
            .map(|n| {
                Features::words(&format!("In town number {n} there are {} firms", n * 7 + 3000)).to_owned()
            })
            .collect();
        let index = FeatureIndex::new(texts.iter().enumerate());
        assert_eq!(index.near(&Features::words("In town number 1234 there were firms"))[0], 1234);
        assert!(index.near(&Features::words("there are firms in")).is_empty());
    }
}
