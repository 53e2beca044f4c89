//! A set of bytes that a text is looked through for: marks that begin something, among many that do not.

/// A set of bytes.
#[derive(Clone, Debug)]
pub(crate) struct ByteSet([bool; 256]);

impl ByteSet {
    /// A set of bytes.
    pub(crate) const fn of(bytes: &[u8]) -> ByteSet {
        let mut set = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            set[bytes[at] as usize] = true;
            at += 1;
        }
        ByteSet(set)
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

    /// Whether a byte is in it.
    pub(crate) const fn has(&self, byte: u8) -> bool {
        self.0[byte as usize]
    }

    /// Where the first of them stands.
    pub(crate) fn find(&self, bytes: &[u8]) -> Option<usize> {
        bytes.iter().position(|byte| self.has(*byte))
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
    }
}
