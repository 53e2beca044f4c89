//! What stands of files that are made piece by piece, and what was read for them: known to whoever publishes.

use std::fs::File;

use crate::analysis::memo::Memo;
use crate::model::output::Pieces;

/// What is known of the files that stand.
pub trait Standing: Sync {
    /// Takes a file over as it stands, if it was made of the same.
    fn keep(&self, path: &str, key: &str) -> bool;
    /// Whether a file stands that was made of the same.
    fn stands(&self, path: &str, key: &str) -> bool;
    /// What stands at a path, if it was made of the same.
    fn open(&self, path: &str, key: &str) -> Option<File>;
    /// Says what a file is made of.
    fn made(&self, path: &str, key: &str);
}

/// Takes files that are written piece by piece and never held whole.
pub trait PieceWriter: Sync {
    /// Takes a file of data; what goes wrong is said in the end.
    fn write(&self, path: &str, pieces: Pieces);
}

/// What was read before, and what stands of what was made of it.
#[derive(Clone, Copy)]
pub struct GatheredFiles<'s> {
    /// What was read before.
    pub memo: &'s Memo,
    /// What stands.
    pub standing: &'s dyn Standing,
}
