//! The inline events of a prose.

use std::ops::{Deref, DerefMut};
use std::{mem, slice};

use crate::base::exact::exact;
use crate::model::page::Inline;

/// Inline events in order. Most proses are one run of text, which needs no memory of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inlines {
    /// One event.
    One(Inline),
    /// None, or several.
    Several(Box<[Inline]>),
}

impl Default for Inlines {
    fn default() -> Inlines {
        Inlines::Several(Box::default())
    }
}

impl From<Vec<Inline>> for Inlines {
    fn from(mut all: Vec<Inline>) -> Inlines {
        match &mut all[..] {
            [one] => Inlines::One(mem::replace(one, Inline::HardBreak)),
            _ => Inlines::Several(exact(all).into()),
        }
    }
}

impl From<Inlines> for Vec<Inline> {
    fn from(all: Inlines) -> Vec<Inline> {
        match all {
            Inlines::One(one) => vec![one],
            Inlines::Several(all) => all.into_vec(),
        }
    }
}

impl Deref for Inlines {
    type Target = [Inline];

    fn deref(&self) -> &[Inline] {
        match self {
            Inlines::One(one) => slice::from_ref(one),
            Inlines::Several(all) => all,
        }
    }
}

impl DerefMut for Inlines {
    fn deref_mut(&mut self) -> &mut [Inline] {
        match self {
            Inlines::One(one) => slice::from_mut(one),
            Inlines::Several(all) => all,
        }
    }
}

impl<'i> IntoIterator for &'i Inlines {
    type Item = &'i Inline;
    type IntoIter = slice::Iter<'i, Inline>;

    fn into_iter(self) -> slice::Iter<'i, Inline> {
        self.iter()
    }
}
