//! A set of bytes that a text is looked through for: marks that begin something, among many that do not.

/// A set of bytes.
#[derive(Clone, Debug)]
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    /// A set of bytes.
    pub(crate) const fn of(bytes: &[u8]) -> ByteSet {
        ByteSet([false; 256]).with(bytes)
    }

    /// The bytes that characters begin with.
    pub(crate) const fn beginning(chars: &[char]) -> ByteSet {
        let mut set = [false; 256];
        let mut at = 0;
        while at < chars.len() {
            let mut bytes = [0; 4];
            chars[at].encode_utf8(&mut bytes);
            set[bytes[0] as usize] = true;
            at += 1;
        }
        ByteSet(set)
    }

    /// The same with more bytes.
    pub(crate) const fn with(mut self, bytes: &[u8]) -> ByteSet {
        let mut at = 0;
        while at < bytes.len() {
            self.0[bytes[at] as usize] = true;
            at += 1;
        }
        self
    }

    /// Whether a byte is in it.
    pub(crate) const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Whether it holds all of some bytes.
    pub(crate) fn holds(&self, bytes: &[u8]) -> bool {
        let (groups, rest) = bytes.as_chunks::<8>();
        let all = |bytes: &[u8]| bytes.iter().fold(true, |all, byte| all & self.has(*byte));
        groups.iter().all(|group| all(group)) && all(rest)
    }

    /// Where the first of them stands.
    pub(crate) fn find(&self, bytes: &[u8]) -> Option<usize> {
        // Most bytes are none of them, and are passed over in groups.
        let (groups, _) = bytes.as_chunks::<8>();
        let from = groups.iter().take_while(|group| !self.meets(group)).count() * 8;
        bytes[from..].iter().position(|byte| self.has(*byte)).map(|at| from + at)
    }

    /// Calls `each` with the place of every one of them.
    pub(crate) fn each(&self, bytes: &[u8], mut each: impl FnMut(usize)) {
        let mut among = |from: usize, bytes: &[u8]| {
            let places = bytes.iter().enumerate().filter(|(_, byte)| self.has(**byte));
            places.for_each(|(at, _)| each(from + at));
        };
        let (groups, rest) = bytes.as_chunks::<8>();
        for (at, group) in groups.iter().enumerate().filter(|(_, group)| self.meets(group)) {
            among(at * 8, group);
        }
        among(groups.len() * 8, rest);
    }

    /// Whether one of them is among a few bytes.
    fn meets(&self, group: &[u8; 8]) -> bool {
        group.iter().fold(false, |any, byte| any | self.has(*byte))
    }

    /// The characters of a text that begin with one of them, and where they stand.
    pub(crate) fn chars<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, char)> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.find(&text.as_bytes()[from..])?;
            let c = text.get(at..)?.chars().next()?;
            from = at + c.len_utf8();
            Some((at, c))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_bytes_is_found() {
        const MARKS: ByteSet = ByteSet::of(b"*[");
        assert_eq!(MARKS.find(b"a [b] *c*"), Some(2));
        assert_eq!(MARKS.find("，、".as_bytes()), None);
        const WIDE: ByteSet = ByteSet::beginning(&['！', '+']);
        assert_eq!(WIDE.find("a+".as_bytes()), Some(1));
        assert_eq!(WIDE.find("看，".as_bytes()), Some(3), "another character may begin with the same byte");
        assert!(WIDE.has(b'+') && !WIDE.has(b'!'));
        assert_eq!(WIDE.chars("a+，！").collect::<Vec<_>>(), [(1, '+'), (2, '，'), (5, '！')]);
        for at in 0..40 {
            let text = format!("{}*[{}*", "a".repeat(at), "a".repeat(at));
            assert_eq!(MARKS.find(text.as_bytes()), Some(at));
            assert!(ByteSet::of(b"a*[").holds(text.as_bytes()));
            assert!(!ByteSet::of(b"a[").holds(text.as_bytes()));
            let mut all = Vec::new();
            MARKS.each(text.as_bytes(), |at| all.push(at));
            assert_eq!(all, [at, at + 1, 2 * at + 2]);
        }
    }
}
