//! What stands of files that are made piece by piece, and what was read for them: known to whoever publishes.

use crate::analysis::memo::Memo;

/// What is known of the files that stand.
pub trait Standing: Sync {
    /// Takes a file over as it stands, if it was made of the same.
    fn keep(&self, path: &str, key: &str) -> bool;
    /// What stands at a path, if it was made of the same.
    fn read(&self, path: &str, key: &str) -> Option<Vec<u8>>;
    /// Says what a file is made of.
    fn made(&self, path: &str, key: &str);
}

/// What was read before, and what stands of what was made of it.
#[derive(Clone, Copy)]
pub struct GatheredFiles<'s> {
    /// What was read before.
    pub memo: &'s Memo,
    /// What stands.
    pub standing: &'s dyn Standing,
}
