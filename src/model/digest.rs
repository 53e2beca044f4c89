//! What the rest of a site asks of a page: so little that it is known without reading the page again.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// What the rest of a site asks of a bitext and of the facts on it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest {
    /// The ids of its passages.
    pub passages: Vec<Box<str>>,
    /// How many bytes its passages say, each with its notes behind it, in both languages together.
    pub said: Vec<u32>,
    /// The runs that it quotes, in the order of the page.
    pub uses: Vec<QuotedRun>,
    /// Where its links and pictures lead, as written.
    pub links: Vec<String>,
    /// How much of it was checked.
    pub counts: CheckedCounts,
    /// What nobody accepted: the ids of passages, and of the headers.
    pub unaccepted: Vec<String>,
    /// Whether its texts waive anything.
    pub has_waivers: bool,
    /// Whether it has quotations that quote no document.
    pub has_ordinary: bool,
    /// The values of the quantities in its quotations, each as a hash: by itself, and with its kind.
    pub quoted: Vec<(ValueHash, ValueHash)>,
}

/// The hash of a value.
pub type ValueHash = [u8; 16];

/// A quoted run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuotedRun {
    /// Index into [`crate::model::site::Site::originals`].
    pub original: usize,
    /// Bytes of the original's folded text.
    pub run: Range<usize>,
    /// Index of the passage.
    pub passage: usize,
}

/// How much of a page was checked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckedCounts {
    /// Quotations that stand word for word in an original.
    pub quotations: usize,
    /// Quotations that are looked up.
    pub looked_up: usize,
    /// Pairs of quantities that are equal.
    pub figures: usize,
    /// Terms that were looked for.
    pub terms: usize,
    /// Links in both texts.
    pub links: usize,
    /// Pictures in both texts.
    pub pictures: usize,
    /// Blocks of both texts that are no quotations.
    pub own_blocks: usize,
}
