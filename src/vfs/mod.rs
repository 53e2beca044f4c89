//! Folder → sources. With `publish/` the only room that touches the site's files.
//!
//! Nothing outside the site's folder is read: a link is a finding and not followed, a pipe or a device
//! too ([`dir`]). What cannot be read is reported, all of it in one run, and never guessed at.

pub(crate) mod asset;
pub(crate) mod attributes;
pub(crate) mod cache_file;
pub(crate) mod decode;
pub(crate) mod dir;
#[cfg(unix)]
pub(crate) mod dir_by_handle;
#[cfg(not(unix))]
pub(crate) mod dir_by_path;
pub(crate) mod drawing;
pub(crate) mod entry;
pub(crate) mod file;
pub(crate) mod file_changed;
pub(crate) mod fresh_id;
pub(crate) mod hashed;
pub mod inputs;
pub mod publishable;
mod site_folder;
pub mod snapshot;
pub(crate) mod walk;

use std::path::Path;

use anyhow::Result;

use crate::base::diagnostic::Diagnostic;
pub use crate::vfs::inputs::Inputs;
pub use crate::vfs::snapshot::{Folder, Snapshot};

/// Reads `content/` and `templates/` below `root`.
pub fn read(root: &Path) -> Result<(Folder, Vec<Diagnostic>)> {
    Ok(Snapshot::read(root)?.folder())
}
