//! Files that are published as they are.

use std::sync::Arc;

use crate::base::lang::Both;

/// A file that is published as it is when a page shows it or links to it. What it holds stays on the disk:
/// here is what tells it from any other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the site's folder, with `/`.
    pub path: Arc<str>,
    /// How many bytes it has.
    pub length: u64,
    /// The first bytes of the BLAKE3 hash of what it holds.
    pub hash: [u8; 16],
    /// Why it is not published, and what to do.
    pub fault: Option<(Both<String>, Both<String>)>,
}

impl Asset {
    /// Its path below `content/`.
    pub fn below_content(&self) -> &str {
        self.path.strip_prefix("content/").unwrap_or(&self.path)
    }
}
