//! Characters that stand in the text of a file, or that are their own.

use std::fmt;
use std::ops::{Deref, Range};

use crate::base::source_text::SourceText;

/// A string that is kept with the text in which it stands, where it stands in one.
#[derive(Clone)]
pub enum SharedStr {
    /// So many bytes of a text, from one on.
    Part {
        /// The text.
        text: SourceText,
        /// The first byte.
        from: u32,
        /// How many.
        length: u32,
    },
    /// Characters of its own; few have them, so that the others need no room for more than where they are.
    Own(Box<OwnStr>),
}

/// Characters that stand in no text like that.
#[derive(Clone)]
pub struct OwnStr(Box<str>);

impl SharedStr {
    /// Characters that may stand at some bytes of a text; where they do not, they are kept by themselves.
    pub(crate) fn at(source: &SourceText, bytes: Range<usize>, string: &str) -> SharedStr {
        let short = |byte: usize| u32::try_from(byte).ok();
        match (short(bytes.start), short(bytes.len())) {
            (Some(from), Some(length)) if source.get(bytes) == Some(string) => {
                SharedStr::Part { text: source.clone(), from, length }
            }
            _ => SharedStr::from(string),
        }
    }
}

impl From<&str> for SharedStr {
    fn from(string: &str) -> SharedStr {
        SharedStr::Own(Box::new(OwnStr(string.into())))
    }
}

impl Deref for SharedStr {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            SharedStr::Part { text, from, length } => text.part(*from as usize..(*from + *length) as usize),
            SharedStr::Own(own) => &own.0,
        }
    }
}

impl PartialEq for SharedStr {
    fn eq(&self, other: &SharedStr) -> bool {
        **self == **other
    }
}

impl Eq for SharedStr {}

impl fmt::Display for SharedStr {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(self)
    }
}

impl fmt::Debug for SharedStr {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        str::fmt(self, out)
    }
}
