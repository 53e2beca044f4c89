//! Replaces one file in one step.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::base::os_error;
use crate::publish::write_error;

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
        fs::set_permissions(&real, permissions).map_err(write_error::at(path))?;
    }
    Ok(())
}

/// Writes a file under another name beside its place, then renames it.
pub(crate) fn replace_as(path: &Path, name: &str, bytes: &[u8], synced: bool) -> Result<()> {
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
        write_error::at(path)(error)
    })
}
