//! Maps for the tables that the program brings along: their keys are known, so nobody can choose keys that collide, and
//! a hash need be no better than quick.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A map whose keys are the program's own.
pub(crate) type QuickMap<K, V> = HashMap<K, V, BuildHasherDefault<QuickHasher>>;

/// A set whose members are the program's own.
pub(crate) type QuickSet<T> = HashSet<T, BuildHasherDefault<QuickHasher>>;

/// Multiplies and rotates (the hash of the Firefox browser).
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct QuickHasher(u64);

impl QuickHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let (words, rest) = bytes.as_chunks::<8>();
        words.iter().for_each(|word| self.add(u64::from_le_bytes(*word)));
        if !rest.is_empty() {
            self.add(rest.iter().fold(rest.len() as u64, |all, byte| all << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }

    fn write_u32(&mut self, word: u32) {
        self.add(u64::from(word));
    }

    fn write_u64(&mut self, word: u64) {
        self.add(word);
    }

    fn write_usize(&mut self, word: usize) {
        self.add(word as u64);
    }

    // Tables look at the lowest bits, where a product mixes least.
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_gives_what_it_was_given() {
        let words = ["", "a", "seventeen", "seventeenth", "十七", "十七大", "十八大"];
        let map: QuickMap<&str, usize> = words.into_iter().zip(0..).collect();
        assert!(words.iter().zip(0..).all(|(word, number)| map.get(word) == Some(&number)));
        assert_eq!(map.get("十七大会"), None);
        let hashes: QuickSet<u64> = (0..0x1_0000u32)
            .map(|n| {
                let mut hasher = QuickHasher::default();
                hasher.write_u32(n);
                hasher.finish() & 0xffff
            })
            .collect();
        assert!(hashes.len() > 30_000, "{}", hashes.len());
    }
}
