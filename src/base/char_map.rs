//! Lists by a character, of which most characters have none.

use crate::base::quick_map::QuickMap;

/// Lists by a character.
pub(crate) struct CharMap<T> {
    lists: QuickMap<char, Vec<T>>,
    /// A bit for each character, by the lowest bits of its number: most that have no list are told from it at once.
    known: [u64; 16],
}

impl<T> FromIterator<(char, T)> for CharMap<T> {
    fn from_iter<I: IntoIterator<Item = (char, T)>>(all: I) -> CharMap<T> {
        let mut map = CharMap { lists: QuickMap::default(), known: [0; 16] };
        for (c, one) in all {
            let (part, bit) = place(c);
            map.known[part] |= bit;
            map.lists.entry(c).or_default().push(one);
        }
        map
    }
}

impl<T> CharMap<T> {
    /// What a character has, in the order in which it was put in.
    #[inline]
    pub(crate) fn get(&self, c: char) -> &[T] {
        let (part, bit) = place(c);
        if self.known[part] & bit > 0 { self.find(c) } else { &[] }
    }

    fn find(&self, c: char) -> &[T] {
        self.lists.get(&c).map_or(&[], Vec::as_slice)
    }
}

fn place(c: char) -> (usize, u64) {
    (c as usize / 64 % 16, 1 << (c as usize % 64))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_has_its_own_list() {
        let map: CharMap<i32> = [('a', 1), ('七', 2), ('a', 3), ('\u{10ffff}', 4)].into_iter().collect();
        assert_eq!((map.get('a'), map.get('七'), map.get('\u{10ffff}')), (&[1, 3][..], &[2][..], &[4][..]));
        // The same bit, and another one.
        assert!(map.get(char::from_u32('a' as u32 + 1024).unwrap()).is_empty() && map.get('b').is_empty());
    }
}
