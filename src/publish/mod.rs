//! Outputs → the output folder, so that at every moment it is either the old site or the new one.
//!
//! # How
//!
//! The new site is laid out in a folder of its own beside the output folder, each file as soon as it is
//! made, so that a build holds a few files and not the whole site: what changed is written; what did not
//! is a hard link to the old file (it keeps inode and time stamp, so that rsync and uploads move only
//! what changed), and files of others are linked too.
//! Then the two folders change names in one step, and the old one is taken away.
//!
//! - **Linux, macOS**: the exchange is one system call (`renameat2` with `RENAME_EXCHANGE`,
//!   `renamex_np` with `RENAME_SWAP`). Killed before it, the old site stands; after it, the new one.
//! - **Windows**, and file systems without exchange, a `.git` folder or a mount point inside: files
//!   are published one by one, each by rename, pages after what they need, and the program says so.
//! - **Full disk**: the new folder cannot be finished; it is taken away, the old site was never touched.
//! - **Killed**: what is left beside the output folder carries a mark by which the next build knows
//!   and removes it (`leftovers`).
//! - **Somebody writes into the output folder meanwhile**: what the old site holds and the new one
//!   does not, and no build wrote, is moved over before the old one goes.
//! - **Two builds at once**: each holds the system's own lock on a file beside the output folder; the
//!   second waits and says for whom. The lock ends with its process, so a dead one blocks nobody. A
//!   network disk that knows no locks is told of.
//! - **A power cut** may take what the system had not yet written to the disk. Then build again.
//!
//! What may be deleted or replaced is only what the manifest (`.duizhao.json`) says an earlier build
//! wrote and what nobody has changed since.

pub mod apply_fixes;
pub mod comparison;
pub mod create;
pub mod exchange;
pub mod in_place;
pub mod manifest;
pub mod plan;
pub mod publisher;
pub mod staging;
pub mod target;
pub mod write_error;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::base::lang::Both;
use crate::base::os_error;
pub use crate::publish::apply_fixes::{Corrected, correct};
pub use crate::publish::comparison::Comparison;
pub use crate::publish::publisher::Publisher;

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// The pages of the site.
    pub pages: usize,
    /// Files that are new or changed.
    pub changed: usize,
    /// Files that were removed.
    pub removed: usize,
    /// Copies of files that were changed by hand.
    pub copies: Vec<PathBuf>,
    /// Why files were published one by one, if they were.
    pub one_by_one: Option<Both<String>>,
}

/// Replaces one source file in one step: the new text is whole on disk before it takes the old one's place.
/// Links are followed, permissions are kept, and a file that may not be written stays as it is.
pub fn replace(path: &Path, bytes: &[u8]) -> Result<()> {
    let real = os_error::real(path).unwrap_or_else(|_| path.to_owned());
    let name = real.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let permissions = fs::metadata(&real).ok().map(|about| about.permissions());
    if permissions.as_ref().is_some_and(fs::Permissions::readonly) {
        bail!(Error::at(
            path.display(),
            "文件是只读的；改变它的权限，再运行一次",
            "the file is read-only; change its permissions and run it again"
        ));
    }
    replace_as(&real, &format!(".{name}.next"), bytes, true)?;
    if let Some(permissions) = permissions {
        fs::set_permissions(&real, permissions).map_err(crate::publish::write_error::at(path))?;
    }
    Ok(())
}

/// Writes a file under another name beside its place, then renames it.
fn replace_as(path: &Path, name: &str, bytes: &[u8], synced: bool) -> Result<()> {
    let beside = path.with_file_name(name);
    let write = || {
        let mut file = fs::File::create(&beside)?;
        file.write_all(bytes)?;
        if synced {
            file.sync_all()?;
        }
        fs::rename(&beside, path)
    };
    write().map_err(|error| {
        let _ = fs::remove_file(&beside);
        crate::publish::write_error::at(path)(error)
    })
}
