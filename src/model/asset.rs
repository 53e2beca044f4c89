//! Files that are published as they are.

use std::sync::Arc;

/// A file that is published as it is when a page shows it or links to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Path relative to the site's folder, with `/`.
    pub path: Arc<str>,
    /// What it holds.
    pub bytes: Arc<[u8]>,
}

impl Asset {
    /// Its path below `content/`.
    pub fn below_content(&self) -> &str {
        self.path.strip_prefix("content/").unwrap_or(&self.path)
    }
}
