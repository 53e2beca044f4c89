//! The keys of a shard that are two characters or a word that is not long, each once.

/// A key of up to 8 bytes of UTF-8, as two characters are and most words, as a number, the first byte highest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
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

    /// Its place among so many hashes.
    #[inline]
    fn hash(self) -> usize {
        (self.0.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (u64::BITS - HASHES)) as usize
    }
}

/// Keys, each once.
pub struct KeySet {
    /// The keys that were added; some of them twice.
    keys: Vec<TinyKey>,
    /// Where among them one of each hash stands, unless they are of before: that is seen there.
    places: Box<[u32]>,
}

/// How many hashes there are, as a power of two.
const HASHES: u32 = 14;

impl Default for KeySet {
    fn default() -> KeySet {
        KeySet { keys: Vec::new(), places: vec![0; 1 << HASHES].into() }
    }
}

impl KeySet {
    /// Adds a key. One that another with its hash has taken the place of is added again, however many there are: each
    /// costs the same.
    #[inline]
    pub fn add(&mut self, key: TinyKey) {
        let place = &mut self.places[key.hash()];
        if self.keys.get(*place as usize) != Some(&key) {
            *place = self.keys.len() as u32;
            self.keys.push(key);
        }
    }

    /// Hands the keys over, in order, and is empty again.
    pub fn take<T>(&mut self, take: impl FnOnce(&[TinyKey]) -> T) -> T {
        self.keys.sort_unstable();
        self.keys.dedup();
        let taken = take(&self.keys);
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
    }
}
