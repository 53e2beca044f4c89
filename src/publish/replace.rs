//! A source file → its new text, unless somebody else has changed it since it was read.
//!
//! The new text is whole on the disk, under a name that nobody can guess, before it takes the file's place.
//! Where the system can, the two change places in one step, and what came out is compared with what was
//! read: if an editor saved, or a checkout wrote, at that very moment, they change back and nothing is lost.
//! Owner, permissions and attributes stay; links, pipes and devices are never written through.

use std::fs::File;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::publish::write_error;
use crate::vfs::attributes;
use crate::vfs::dir::Dir;
use crate::vfs::entry::{EntryKind, EntryMetadata};
use crate::vfs::file::FILE_LIMIT;
use crate::vfs::fresh_id::fresh_id;

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Replaced {
    /// It holds the new text.
    Done,
    /// It is another one since it was read; it was left alone.
    Changed,
}

/// Replaces a file below the site's folder that held these bytes when it was read, none if it was not
/// there.
pub fn replace(root: &Path, path: &str, expected: Option<&[u8]>, bytes: &[u8]) -> Result<Replaced> {
    let whole = root.join(path);
    let at = || write_error::at(&whole);
    let place = Path::new(path);
    let above = place.parent().unwrap_or(Path::new(""));
    let name = Path::new(place.file_name().unwrap_or_default());
    let dir = Dir::open(root).and_then(|site| site.folder(above)).map_err(at())?;
    let about = dir.find(name).map_err(at())?;
    let next = PathBuf::from(format!(".{}.{}.next", name.display(), fresh_id().map_err(at())?));
    let replacing = Replacing { dir: &dir, name, next: &next };
    let done = match (about, expected) {
        (None, None) => replacing.fresh(bytes),
        (None, Some(_)) => return Ok(Replaced::Changed),
        (Some(about), _) if about.kind != EntryKind::File => bail!(Error::at(
            whole.display(),
            "这是链接、管道或设备，不经过它写文件；换成文件本身，再运行一次",
            "this is a link, a pipe or a device, and nothing is written through it; put the file itself in its place and run it again",
        )),
        (Some(_), None) => return Ok(Replaced::Changed),
        (Some(about), _) if about.mode & 0o222 == 0 || dir.may_write(name).is_err() => bail!(Error::at(
            whole.display(),
            "文件是只读的；改变它的权限，再运行一次",
            "the file is read-only; change its permissions and run it again"
        )),
        (Some(about), Some(expected)) => {
            if let Err(error) = replacing.lay_out(&about, bytes) {
                let _ = dir.remove_file(&next);
                return match error.kind() {
                    ErrorKind::PermissionDenied => Err(owner(&whole).into()),
                    _ => Err(at()(error)),
                };
            }
            replacing.change_places(expected, bytes)
        }
    };
    done.map_err(|error| {
        let _ = dir.remove_file(&next);
        at()(error)
    })
}

fn owner(path: &Path) -> Error {
    Error::at(
        path.display(),
        "写不进去：文件属于别的用户，或文件夹不能写，换成新的就不再是原样；请它的主人来做，或改变它的主人",
        "it cannot be written: the file belongs to another user, or the folder cannot be written to, and it would not stay as it is; let its owner do this, or change its owner",
    )
}

struct Replacing<'r> {
    dir: &'r Dir,
    name: &'r Path,
    /// What the new text is called until it takes the file's place.
    next: &'r Path,
}

impl Replacing<'_> {
    /// Writes a file that was not there.
    fn fresh(&self, bytes: &[u8]) -> io::Result<Replaced> {
        write(self.dir.create(self.next, 0o666)?, bytes)?;
        match self.dir.link(self.next, self.dir, self.name) {
            Ok(()) => self.dir.remove_file(self.next).map(|()| Replaced::Done),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                self.dir.remove_file(self.next).map(|()| Replaced::Changed)
            }
            // Some disks know one name a file.
            Err(_) => self.dir.rename(self.next, self.dir, self.name).map(|()| Replaced::Done),
        }
    }

    /// Writes the new text beside the file, readable by nobody else until it is like the old one.
    fn lay_out(&self, about: &EntryMetadata, bytes: &[u8]) -> io::Result<()> {
        let old = self.dir.open_file(self.name)?;
        let new = self.dir.create(self.next, 0o600)?;
        attributes::take_over(&old, about, &new)?;
        write(new, bytes)
    }

    fn change_places(&self, expected: &[u8], bytes: &[u8]) -> io::Result<Replaced> {
        let holds = |name: &Path, expected: &[u8]| {
            self.dir.read(name, FILE_LIMIT.max(expected.len() as u64)).is_ok_and(|now| now == expected)
        };
        if !holds(self.name, expected) {
            return self.dir.remove_file(self.next).map(|()| Replaced::Changed);
        }
        if self.dir.exchange(self.next, self.name).is_err() {
            return self.dir.rename(self.next, self.dir, self.name).map(|()| Replaced::Done);
        }
        if holds(self.next, expected) {
            return self.dir.remove_file(self.next).map(|()| Replaced::Done);
        }
        // Somebody saved between the two looks: what they wrote takes its place again.
        self.dir.exchange(self.next, self.name)?;
        if !holds(self.next, bytes) {
            // And once more meanwhile: the newest stays.
            self.dir.exchange(self.next, self.name)?;
        }
        self.dir.remove_file(self.next).map(|()| Replaced::Changed)
    }
}

fn write(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Keeps other runs of this program from writing to the same sources, as long as it lives. Where the system
/// knows no locks on folders, the comparison in [`replace`] is all there is.
pub struct SourceLock {
    _file: Option<File>,
}

/// Waits until no other run writes to the sources of a site; `notify` is called if there is one.
pub(crate) fn wait_for_turn(root: &Path, notify: impl FnOnce()) -> SourceLock {
    let lockable = || Dir::open(root)?.folder(Path::new("content"))?.lockable();
    let Ok(file) = lockable() else { return SourceLock { _file: None } };
    if matches!(file.try_lock(), Err(std::fs::TryLockError::WouldBlock)) {
        notify();
        // A lock that cannot be had is done without.
        let _ = file.lock();
    }
    SourceLock { _file: Some(file) }
}
