//! The keys of a shard that are two characters or a word that is not long, each once.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

/// A key of up to 8 bytes of UTF-8, as two characters are and most words, as a number, the first byte highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TinyKey(pub u64);

impl TinyKey {
    const BYTES: usize = 8;

    /// A character that is no letter of a word.
    pub fn one(c: char) -> TinyKey {
        let mut bytes = [0; TinyKey::BYTES];
        c.encode_utf8(&mut bytes);
        TinyKey(u64::from_be_bytes(bytes))
    }

    /// Two of them, by how many bytes the first has; none has more than 4.
    pub fn pair((first, length): (TinyKey, usize), next: TinyKey) -> TinyKey {
        TinyKey(first.0 | next.0 >> (8 * length))
    }

    /// Its first character, if that is written in three bytes, as Chinese print is.
    pub fn first(self) -> Option<char> {
        let bytes = self.0.to_be_bytes();
        let three = bytes.first_chunk::<3>().filter(|bytes| bytes[0] >= 0xe0)?;
        std::str::from_utf8(three).ok()?.chars().next()
    }
}

/// Keys, each once. They are looked for from the place on to which their hash points; half of all places are free. The
/// keys are from the site's texts: the hash is seeded.
#[derive(Default)]
pub struct KeySet {
    places: Vec<u64>,
    keys: Vec<TinyKey>,
    seed: RandomState,
}

/// How many places there are at first.
const PLACES: usize = 1 << 12;

impl KeySet {
    /// Adds a key, if it is not there. No key is 0.
    #[inline]
    pub fn add(&mut self, key: TinyKey) {
        if self.keys.len() * 2 >= self.places.len() {
            self.grow();
        }
        if self.place(key) {
            self.keys.push(key);
        }
    }

    /// Gives a key a place, if it has none.
    #[inline]
    fn place(&mut self, TinyKey(key): TinyKey) -> bool {
        let mask = self.places.len() - 1;
        let mut at = self.seed.hash_one(key) as usize;
        loop {
            let place = &mut self.places[at & mask];
            if *place == key {
                return false;
            }
            if *place == 0 {
                *place = key;
                return true;
            }
            at = at.wrapping_add(1);
        }
    }

    fn grow(&mut self) {
        self.places = vec![0; (self.places.len() * 2).max(PLACES)];
        for at in 0..self.keys.len() {
            self.place(self.keys[at]);
        }
    }

    /// Hands the keys over, in order, and is empty again.
    pub fn take<T>(&mut self, take: impl FnOnce(&[TinyKey]) -> T) -> T {
        self.keys.sort_unstable();
        let taken = take(&self.keys);
        // Small shards do not pay for what a large one needed.
        match self.places.len() > 16 * self.keys.len().max(PLACES) {
            true => self.places = Vec::new(),
            false => self.places.fill(0),
        }
        self.keys.clear();
        taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stand_once_and_in_order_whatever_was_read_before() {
        let mut set = KeySet::default();
        for most in [3, 200_000, 70, 5_000, 3] {
            (1..=most).rev().chain(1..=most).for_each(|key| set.add(TinyKey(key)));
            assert!(set.take(|keys| keys.iter().map(|key| key.0).eq(1..=most)), "{most}");
        }
        assert!(set.places.len() <= 16 * PLACES);
    }
}
