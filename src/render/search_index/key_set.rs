//! Which keys a shard has, each once.

use std::hash::BuildHasher;

use foldhash::fast::RandomState;

use crate::render::search_index::keys::TinyKey;

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
        self.places.fill(0);
        self.keys.clear();
        taken
    }
}
