//! A small generator (xorshift), so that a seed gives the same changes everywhere.

/// The generator.
pub struct Rng(u64);

impl Rng {
    /// A generator that begins at a seed.
    pub fn new(seed: u64) -> Rng {
        Rng(seed.max(1))
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    /// `n` of the items, in any order.
    pub fn some<T>(&mut self, mut items: Vec<T>, n: usize) -> Vec<T> {
        for at in 0..n.min(items.len()) {
            let other = at + self.below(items.len() - at);
            items.swap(at, other);
        }
        items.truncate(n);
        items
    }
}
