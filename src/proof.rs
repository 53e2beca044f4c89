//! What is known of a site's truth: where each quotation stands in its original, which quantities
//! and terms stand across from each other. Facts only; rules word the findings, templates show the
//! evidence.

use std::ops::Range;

/// The facts on a whole site, in the order of [`crate::site::Site::bitexts`].
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// One for each bitext.
    pub pages: Vec<PageProof>,
}

/// The facts on one bitext.
#[derive(Clone, Debug, Default)]
pub struct PageProof {
    /// One for each passage.
    pub passages: Vec<PassageProof>,
}

/// The facts on one passage: one for each prose of its Chinese block, in the order of
/// [`crate::page::Block::proses`].
#[derive(Clone, Debug, Default)]
pub struct PassageProof {
    /// For a block quotation, what became of each paragraph.
    pub quotes: Vec<Quoted>,
}

/// What became of a paragraph of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// It stands in an original.
    Found(Quotation),
    /// It does not.
    NotFound,
    /// The page names no original.
    NoOriginal,
}

/// Where a quoted paragraph stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Index into [`crate::site::Site::originals`].
    pub original: usize,
    /// The runs between omissions, in order: bytes of the original's folded text.
    pub runs: Vec<Range<usize>>,
    /// Other places where it stands as well and that are not the same text.
    pub also: Vec<Range<usize>>,
}
