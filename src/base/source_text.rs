//! The text of a file, which is there already or is read when somebody asks for it.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, Mutex, OnceLock};

use crate::base::hold::hold;

/// The first half of the BLAKE3 hash of a text.
pub type TextHash = [u8; 16];

/// A text, shared by all who have it.
#[derive(Clone)]
pub struct SourceText(Arc<TextCell>);

struct TextCell {
    text: OnceLock<Characters>,
    /// The same, until it is let go.
    held: Mutex<Option<Characters>>,
    hash: OnceLock<TextHash>,
    read: Option<ReadText>,
}

/// Where the characters of a text are kept.
#[derive(Clone)]
enum Characters {
    /// By themselves.
    Own(Box<str>),
    /// Beside those of other texts.
    Shared(Arc<str>, Range<usize>),
}

type ReadText = Arc<dyn Fn() -> String + Send + Sync>;

/// The first half of the hash of some bytes.
pub fn text_hash(bytes: &[u8]) -> TextHash {
    let mut hash = TextHash::default();
    hash.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    hash
}

impl SourceText {
    /// A text of which the hash is known already: it is read when it is asked for first.
    pub fn later(hash: TextHash, read: impl Fn() -> String + Send + Sync + 'static) -> SourceText {
        SourceText::unread(hash, Arc::new(read))
    }

    fn unread(hash: TextHash, read: ReadText) -> SourceText {
        let (text, held, hash, read) = (OnceLock::new(), Mutex::default(), hash.into(), Some(read));
        SourceText(Arc::new(TextCell { text, held, hash, read }))
    }

    fn given(text: Characters, hash: OnceLock<TextHash>) -> SourceText {
        SourceText(Arc::new(TextCell { text: text.into(), held: Mutex::default(), hash, read: None }))
    }

    /// The same text, held until it is let go: from then on it is read when it is asked for.
    pub(crate) fn until_let_go(&self, read: impl Fn() -> String + Send + Sync + 'static) -> SourceText {
        let later = SourceText::unread(*self.hash(), Arc::new(read));
        *hold(&later.0.held) = Some(self.characters().clone());
        later
    }

    /// Lets go of a text that is to be read again when somebody asks for it.
    pub(crate) fn let_go(&self) {
        hold(&self.0.held).take();
    }

    /// The same text; if it was not read yet, whoever asks this one for it reads it anew, and this one alone holds it
    /// then.
    pub(crate) fn again(&self) -> SourceText {
        let Some(read) = self.0.read.as_ref().filter(|_| !self.is_read()) else { return self.clone() };
        let hash = *self.hash();
        match hold(&self.0.held).clone() {
            Some(text) => SourceText::given(text, hash.into()),
            None => SourceText::unread(hash, read.clone()),
        }
    }

    /// Its hash, for which it is not read where that is known.
    pub fn hash(&self) -> &TextHash {
        self.0.hash.get_or_init(|| text_hash(self.as_bytes()))
    }

    fn characters(&self) -> &Characters {
        let read = || Characters::Own(self.0.read.as_ref().map(|read| read()).unwrap_or_default().into());
        self.0.text.get_or_init(|| hold(&self.0.held).take().unwrap_or_else(read))
    }

    /// The same as the slice of these bytes, which were found in it before: they are asked for very often.
    pub(crate) fn part(&self, bytes: Range<usize>) -> &str {
        match self.characters() {
            Characters::Own(text) => &text[bytes],
            Characters::Shared(all, own) => &all[own.start + bytes.start..own.start + bytes.end],
        }
    }

    /// Whether it is there.
    pub fn is_read(&self) -> bool {
        self.0.text.get().is_some()
    }

    /// Keeps texts that nobody else has yet in one piece of memory, for as long as one of them is held: by itself each
    /// of thousands takes as much as the next size that memory is given out in.
    pub(crate) fn keep_together(texts: &mut [&mut SourceText]) {
        let mut all = String::with_capacity(texts.iter().map(|text| text.len()).sum());
        texts.iter().for_each(|text| all.push_str(text));
        let all: Arc<str> = all.into();
        let mut start = 0;
        for text in texts {
            let bytes = start..start + text.len();
            start = bytes.end;
            if let Some(cell) = Arc::get_mut(&mut text.0) {
                cell.text = Characters::Shared(all.clone(), bytes).into();
            }
        }
    }

    /// Whether it is the very same as another, and not just an equal one.
    pub fn is(&self, other: &SourceText) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl From<Box<str>> for SourceText {
    fn from(text: Box<str>) -> SourceText {
        SourceText::given(Characters::Own(text), OnceLock::new())
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
        match self.characters() {
            Characters::Own(text) => text,
            Characters::Shared(all, bytes) => &all[bytes.clone()],
        }
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

    #[test]
    fn a_text_that_is_read_again_is_held_by_nobody_else() {
        let later = SourceText::later(text_hash(b"Taizhou"), || "Taizhou".to_owned());
        let again = later.again();
        assert_eq!((&*again, again.hash()), ("Taizhou", later.hash()));
        assert!(again.is_read() && !later.is_read());
        assert!(again.again().is(&again), "what was read is shared");
    }

    #[test]
    fn a_text_is_held_until_it_is_let_go() {
        let text = SourceText::from("Taizhou").until_let_go(|| "read again".to_owned());
        assert_eq!((&*text.again(), text.is_read()), ("Taizhou", false), "shared while it is held");
        text.let_go();
        assert_eq!(&*text.again(), "read again");
        let text = SourceText::from("Taizhou").until_let_go(|| "read again".to_owned());
        assert_eq!(&*text, "Taizhou");
        text.let_go();
        assert_eq!(&*text, "Taizhou", "who asked for it has it for good");
    }

    #[test]
    fn texts_that_are_kept_together_are_what_they_were() {
        let [mut first, mut second, mut none] = ["台州", "Taizhou", ""].map(SourceText::from);
        let held = second.clone();
        SourceText::keep_together(&mut [&mut first, &mut second, &mut none]);
        assert_eq!((&*first, &*second, &*none), ("台州", "Taizhou", ""));
        assert!(second.is(&held));
        assert_eq!(second.part(3..5), "zh");
        assert_eq!(first.hash(), &text_hash("台州".as_bytes()));
    }
}
