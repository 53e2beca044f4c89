//! Folder → sources. With `publish/` the only room that touches the site's files.
//!
//! Nothing outside the site's folder is read: a link that leads out of it is a finding, a pipe or a
//! device too. What cannot be read is reported, all of it in one run, and never guessed at.

pub mod decode;
pub mod file;
pub mod publishable;
pub mod snapshot;
pub mod walk;

use std::path::Path;

use anyhow::Result;

use crate::base::diagnostic::Diagnostic;
pub use crate::vfs::snapshot::{Folder, Snapshot};

/// Reads `content/` and `templates/` below `root`.
pub fn read(root: &Path) -> Result<(Folder, Vec<Diagnostic>)> {
    Ok(Snapshot::read(root)?.folder())
}
