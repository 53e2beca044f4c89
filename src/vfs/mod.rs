//! Folder → sources. With `publish/` the only room that touches the site's files.
//!
//! Nothing outside the site's folder is read: a link is a finding and not followed, a pipe or a device
//! too ([`dir`]). What cannot be read is reported, all of it in one run, and never guessed at.

pub mod attributes;
pub mod decode;
pub mod dir;
#[cfg(unix)]
pub mod dir_by_handle;
#[cfg(not(unix))]
pub mod dir_by_path;
pub mod drawing;
pub mod entry;
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
