//! One build at a time writes to an output folder: the second waits for the first.
//!
//! It is the system's own lock, which ends with its process. It is taken on the file
//! `.public.duizhao-lock` beside the folder, in which stands who has it. Where something else has that name,
//! or nothing can be made there, the folder itself is locked; the file of somebody else is never written.

use std::fs::{File, TryLockError};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::publish::notice::Notice;
use crate::publish::target::Target;
use crate::publish::write_error;
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

/// How a lock begins that this program has written; the number of the process follows.
const HEAD: &str = "duizhao ";
/// A lock is shorter than this.
const LIMIT: usize = 64;

/// The lock of an output folder, as long as this lives.
pub struct OutputLock {
    _file: Option<File>,
}

/// Takes the lock of an output folder, which may not be there yet; tells if it has to wait.
pub fn take(target: &Target, folder: Option<&Dir>, notify: &dyn Fn(Notice)) -> Result<OutputLock> {
    let name = PathBuf::from(format!(".{}.duizhao-lock", target.name.to_string_lossy()));
    let named = opened(&target.above, &name).map_err(write_error::at(&target.path.with_file_name(&name)))?;
    let (file, is_ours) = match named {
        Some((file, is_ours)) => (Some(file), is_ours),
        None => (folder.unwrap_or(&target.above).lockable().ok(), false),
    };
    let Some(mut file) = file else {
        notify(Notice::NoLocks { folder: target.path.clone() });
        return Ok(OutputLock { _file: None });
    };
    match file.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => {
            let process = if is_ours { holder(&mut file) } else { None };
            notify(Notice::Waiting { folder: target.path.clone(), process });
            file.lock().map_err(write_error::at(&target.path))?;
        }
        // Some network disks know no locks.
        Err(TryLockError::Error(_)) => notify(Notice::NoLocks { folder: target.path.clone() }),
    }
    if is_ours {
        let message = format!("{HEAD}{}\n", std::process::id());
        let written = file
            .set_len(0)
            .and_then(|()| file.seek(SeekFrom::Start(0)))
            .and_then(|_| file.write_all(message.as_bytes()));
        written.map_err(write_error::at(&target.path.with_file_name(&name)))?;
    }
    Ok(OutputLock { _file: Some(file) })
}

/// The lock file, made if it is not there, and whether it is one that this program may write; none where
/// something else has its name, or nothing can be made.
fn opened(above: &Dir, name: &Path) -> io::Result<Option<(File, bool)>> {
    loop {
        match above.find(name)? {
            Some(about) if about.kind != EntryKind::File => return Ok(None),
            Some(about) => {
                let Ok(mut file) = above.open_to_write(name) else {
                    return Ok(above.open_file(name).ok().map(|file| (file, false)));
                };
                let is_ours = about.names == 1 && beginning(&mut file)?.starts_with(HEAD);
                return Ok(Some((file, is_ours)));
            }
            None => match above.create(name, 0o644) {
                Ok(mut file) => {
                    // Before anybody else can look into it.
                    file.write_all(HEAD.as_bytes())?;
                    return Ok(Some((file, true)));
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                    return Err(error);
                }
                Err(_) => return Ok(None),
            },
        }
    }
}

/// The first bytes of a lock, none if it is longer than one of ours.
fn beginning(file: &mut File) -> io::Result<String> {
    let mut bytes = [0; LIMIT];
    file.seek(SeekFrom::Start(0))?;
    let count = file.read(&mut bytes)?;
    if count == LIMIT {
        return Ok(String::new());
    }
    Ok(String::from_utf8_lossy(&bytes[..count]).into_owned())
}

/// The process that holds a lock, as far as it says.
fn holder(file: &mut File) -> Option<String> {
    let message = beginning(file).ok()?;
    let number = message.strip_prefix(HEAD)?.trim();
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then(|| number.to_owned())
}
