//! A set of characters that is asked often: a bit for each of the basic plane, where all that print uses stands.

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(crate) struct CharSet(Box<[u64]>);

impl FromIterator<char> for CharSet {
    fn from_iter<I: IntoIterator<Item = char>>(chars: I) -> CharSet {
        let mut bits = vec![0; 0x1_0000 / 64];
        for c in chars {
            if let Some(part) = bits.get_mut(c as usize / 64) {
                *part |= 1 << (c as usize % 64);
            }
        }
        CharSet(bits.into())
    }
}

impl CharSet {
    /// Whether a character is in it.
    #[inline]
    pub(crate) fn has(&self, c: char) -> bool {
        self.0.get(c as usize / 64).is_some_and(|part| part >> (c as usize % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_is_there_and_nothing_else() {
        let set: CharSet = "a七，\u{10ffff}".chars().collect();
        assert!(set.has('a') && set.has('七') && set.has('，'));
        assert!(!set.has('b') && !set.has('八') && !set.has('\0') && !set.has('\u{10ffff}'));
    }
}
