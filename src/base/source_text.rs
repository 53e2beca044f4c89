//! The text of a file, which is there already or is read when somebody asks for it.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

/// The first half of the BLAKE3 hash of a text.
pub type TextHash = [u8; 16];

/// A text, shared by all who have it.
#[derive(Clone)]
pub struct SourceText(Arc<TextCell>);

struct TextCell {
    text: OnceLock<Box<str>>,
    hash: OnceLock<TextHash>,
    read: Option<ReadText>,
}

type ReadText = Box<dyn Fn() -> String + Send + Sync>;

/// The first half of the hash of some bytes.
pub fn text_hash(bytes: &[u8]) -> TextHash {
    let mut hash = TextHash::default();
    hash.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    hash
}

impl SourceText {
    /// A text of which the hash is known already: it is read when it is asked for first.
    pub fn later(hash: TextHash, read: impl Fn() -> String + Send + Sync + 'static) -> SourceText {
        let (text, read) = (OnceLock::new(), Some(Box::new(read) as ReadText));
        SourceText(Arc::new(TextCell { text, hash: hash.into(), read }))
    }

    /// Its hash, for which it is not read where that is known.
    pub fn hash(&self) -> &TextHash {
        self.0.hash.get_or_init(|| text_hash(self.as_bytes()))
    }

    /// Whether it is there.
    pub fn is_read(&self) -> bool {
        self.0.text.get().is_some()
    }

    /// Whether it is the very same as another, and not just an equal one.
    pub fn is(&self, other: &SourceText) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Box<str>> for SourceText {
    fn from(text: Box<str>) -> SourceText {
        SourceText(Arc::new(TextCell { text: text.into(), hash: OnceLock::new(), read: None }))
    }
}

impl From<&str> for SourceText {
    fn from(text: &str) -> SourceText {
        SourceText::from(Box::<str>::from(text))
    }
}

impl From<String> for SourceText {
    fn from(text: String) -> SourceText {
        SourceText::from(text.into_boxed_str())
    }
}

impl Deref for SourceText {
    type Target = str;

    fn deref(&self) -> &str {
        self.0.text.get_or_init(|| self.0.read.as_ref().map(|read| read()).unwrap_or_default().into())
    }
}

impl PartialEq for SourceText {
    fn eq(&self, other: &SourceText) -> bool {
        self.is(other)
            || match (self.0.hash.get(), other.0.hash.get()) {
                (Some(one), Some(two)) => one == two,
                _ => **self == **other,
            }
    }
}

impl Eq for SourceText {}

impl fmt::Debug for SourceText {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        str::fmt(self, out)
    }
}

impl fmt::Display for SourceText {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_once_and_not_for_its_hash() {
        let later = SourceText::later(text_hash("台州".as_bytes()), || "台州".to_owned());
        let same = SourceText::from("台州");
        assert_eq!(later.hash(), same.hash());
        assert_eq!(later, same, "told by the hash");
        assert_ne!(later, SourceText::from("台州市"));
        assert!(later.clone().is(&later) && !later.is(&same));
        let other = SourceText::later(text_hash(b"Taizhou"), || "Taizhou".to_owned());
        assert!(!other.is_read());
        assert_eq!((&*other, other.len()), ("Taizhou", 7));
        assert!(other.is_read());
    }
}
