//! What a file carries besides its content: owner, permissions, extended attributes (access lists, labels).

use std::fs::File;
use std::io;

use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryMetadata;

/// Makes a new file like an old one: its owner first, then its permissions, so that at no moment anybody may
/// read it who may not read the old one.
pub fn take_over(old: &File, about: &EntryMetadata, new: &File) -> io::Result<()> {
    Dir::give_file(new, about)?;
    copy(old, new)
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
fn copy(old: &File, new: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    use rustix::io::Errno;
    // The system's own bounds (xattr(7)): 64 KB for all names, 64 KB for a value.
    let mut names = vec![0u8; 1 << 16];
    let count = match flistxattr(old, &mut names[..]) {
        Ok(count) => count,
        Err(Errno::NOTSUP) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let mut value = vec![0u8; 1 << 16];
    for name in names[..count].split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let length = fgetxattr(old, name, &mut value[..])?;
        match fsetxattr(new, name, &value[..length], XattrFlags::empty()) {
            // Labels of the system's own guard are set by the system.
            Err(_) if name.starts_with(b"security.") || name.starts_with(b"trusted.") => {}
            result => result?,
        }
    }
    Ok(())
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn copy(_: &File, _: &File) -> io::Result<()> {
    Ok(())
}
