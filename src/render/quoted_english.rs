//! The English of what is quoted, found while the pages that quote it are open.

use std::ops::Range;
use std::sync::Mutex;

use crate::base::hold::hold;
use crate::base::map::HashMap;

/// The translation of one quoted paragraph.
#[derive(Clone, Debug)]
pub(crate) struct QuotedEnglish {
    /// Bytes of the original's folded text, the runs in order.
    pub(crate) runs: Vec<Range<usize>>,
    /// The English as HTML.
    pub(crate) html: String,
    /// Whether it is quoted beside other statements, in parts that were chosen for that.
    pub(crate) is_comparison: bool,
}

/// What bitexts have of originals in English, by the indices of both.
#[derive(Debug, Default)]
pub(crate) struct KnownEnglish(Mutex<HashMap<(usize, usize), Vec<QuotedEnglish>>>);

impl KnownEnglish {
    /// Keeps what a bitext has of an original.
    pub(crate) fn keep(&self, bitext: usize, original: usize, all: Vec<QuotedEnglish>) {
        hold(&self.0).insert((bitext, original), all);
    }

    /// Takes out what a bitext has of an original, if it was kept; the page of the original asks once.
    pub(crate) fn take(&self, bitext: usize, original: usize) -> Option<Vec<QuotedEnglish>> {
        hold(&self.0).remove(&(bitext, original))
    }
}
