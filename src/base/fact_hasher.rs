//! Hashes of what something depends on: facts one after the other, none of which runs into the next.

use std::hash::Hasher;

use crate::base::source_text::TextHash;

/// A hash of facts.
pub type FactKey = [u8; 32];

/// Takes facts in and says their hash (BLAKE3).
#[derive(Default)]
pub struct FactHasher(blake3::Hasher);

impl FactHasher {
    /// A hash of one text.
    pub fn of(text: &str) -> FactKey {
        *blake3::hash(text.as_bytes()).as_bytes()
    }

    /// Takes a number in.
    pub fn number(&mut self, number: usize) {
        self.0.update(&(number as u64).to_le_bytes());
    }

    /// Takes a text in.
    pub fn text(&mut self, text: &str) {
        self.number(text.len());
        self.0.update(text.as_bytes());
    }

    /// Takes in what is a hash of a text.
    pub fn text_hash(&mut self, hash: &TextHash) {
        self.0.update(hash);
    }

    /// Takes in what is a hash of facts itself.
    pub fn key(&mut self, key: &FactKey) {
        self.0.update(key);
    }

    /// The hash.
    pub fn done(&self) -> FactKey {
        *self.0.finalize().as_bytes()
    }

    /// The first half of the hash in 32 hexadecimal digits.
    pub fn digits(&self) -> String {
        self.0.finalize().to_hex()[..32].to_owned()
    }
}

/// What knows by itself how to be hashed.
impl Hasher for FactHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.done();
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_fact_runs_into_the_next() {
        let hash = |texts: &[&str]| {
            let mut facts = FactHasher::default();
            texts.iter().for_each(|text| facts.text(text));
            (facts.done(), facts.digits())
        };
        let all = [hash(&["台州", "市"]), hash(&["台", "州市"]), hash(&["台州市"]), hash(&["台州市", ""])];
        for (at, one) in all.iter().enumerate() {
            assert!(all[..at].iter().all(|other| other.0 != one.0 && other.1 != one.1), "{at}");
            assert_eq!(one.1.len(), 32);
        }
        assert_eq!(FactHasher::of("台州"), *blake3::hash("台州".as_bytes()).as_bytes());
    }
}
