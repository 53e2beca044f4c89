//! Something that two texts share.

use crate::base::lang::Both;

/// Something that both texts have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tie {
    /// What it is worth that a pair has it on both sides, in hundredths of a nat.
    pub worth: i64,
    /// Where it stands: bytes at which it begins.
    pub places: Both<Vec<usize>>,
}
