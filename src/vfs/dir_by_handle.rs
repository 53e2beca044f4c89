//! Folders on Unix: open handles, and names relative to them.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Error, ErrorKind};
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
use std::time::{Duration, SystemTime};

use rustix::fs::{AtFlags, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use crate::vfs::entry::{EntryKind, EntryMetadata, NamedEntry, irregular, parts, split};

/// A folder held open.
#[derive(Debug)]
pub struct Dir {
    handle: OwnedFd,
}

/// The folder in which a path ends.
enum Above<'d> {
    /// The one that the path begins at.
    Own(BorrowedFd<'d>),
    /// One below it.
    Below(OwnedFd),
}

impl AsFd for Above<'_> {
    fn as_fd(&self) -> BorrowedFd<'_> {
        match self {
            Above::Own(handle) => *handle,
            Above::Below(handle) => handle.as_fd(),
        }
    }
}

/// A folder, and not a link to one.
const FOLDER: OFlags = OFlags::RDONLY.union(OFlags::DIRECTORY).union(OFlags::NOFOLLOW).union(OFlags::CLOEXEC);
/// Never a link, never waiting for the other end of a pipe.
const FILE: OFlags = OFlags::NOFOLLOW.union(OFlags::NONBLOCK).union(OFlags::CLOEXEC).union(OFlags::NOCTTY);

impl Dir {
    /// Opens a folder that whoever calls trusts the path of: links in it are followed.
    pub fn open(path: &Path) -> io::Result<Dir> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        Ok(Dir { handle: rustix::fs::open(path, flags, Mode::empty())? })
    }

    /// Opens a folder below this one.
    pub fn folder(&self, path: &Path) -> io::Result<Dir> {
        let parts = parts(path)?;
        if parts.len() > 1
            && let Some(handle) = self.at_once(path)
        {
            return Ok(Dir { handle });
        }
        let mut handle = None;
        for part in parts {
            let above = handle.as_ref().unwrap_or(&self.handle);
            handle = Some(rustix::fs::openat(above, part, FOLDER, Mode::empty()).map_err(linked)?);
        }
        let own = || rustix::fs::openat(&self.handle, ".", FOLDER, Mode::empty());
        Ok(Dir { handle: handle.map_or_else(own, Ok)? })
    }

    /// Opens a folder several steps below in one, where the system itself takes care that no step follows a link. What
    /// it refuses is tried step by step, which also says why.
    #[cfg(target_os = "linux")]
    fn at_once(&self, path: &Path) -> Option<OwnedFd> {
        use rustix::fs::ResolveFlags;
        let inside = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS;
        rustix::fs::openat2(&self.handle, path, FOLDER, Mode::empty(), inside).ok()
    }

    #[cfg(not(target_os = "linux"))]
    fn at_once(&self, _: &Path) -> Option<OwnedFd> {
        None
    }

    /// The folder in which a path ends, and its last part.
    fn way<'p>(&self, path: &'p Path) -> io::Result<(Above<'_>, &'p OsStr)> {
        let (above, name) = split(path)?;
        let handle = match parts(above)?.is_empty() {
            true => Above::Own(self.handle.as_fd()),
            false => Above::Below(self.folder(above)?.handle),
        };
        Ok((handle, name))
    }

    /// What stands at a path.
    pub fn metadata(&self, path: &Path) -> io::Result<EntryMetadata> {
        if parts(path)?.is_empty() {
            return self.own();
        }
        let (above, name) = self.way(path)?;
        Ok(metadata(&rustix::fs::statat(&above, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    /// What stands under a name in this folder itself.
    pub fn named(&self, name: &OsStr) -> io::Result<EntryMetadata> {
        Ok(metadata(&rustix::fs::statat(&self.handle, name, AtFlags::SYMLINK_NOFOLLOW)?))
    }

    /// What is known of the folder itself.
    pub fn own(&self) -> io::Result<EntryMetadata> {
        Ok(metadata(&rustix::fs::fstat(&self.handle)?))
    }

    /// Opens a regular file to be read.
    pub fn open_file(&self, path: &Path) -> io::Result<File> {
        Ok(self.regular(path, OFlags::RDONLY)?.0)
    }

    /// The same, and how many bytes it has.
    pub fn open_measured(&self, path: &Path) -> io::Result<(File, u64)> {
        self.regular(path, OFlags::RDONLY)
    }

    /// Opens a regular file that is there to be read and written; it is not emptied.
    pub fn open_to_write(&self, path: &Path) -> io::Result<File> {
        Ok(self.regular(path, OFlags::RDWR)?.0)
    }

    fn regular(&self, path: &Path, how: OFlags) -> io::Result<(File, u64)> {
        let (above, name) = self.way(path)?;
        // Opening a device may do something; so it is looked at first.
        let before = metadata(&rustix::fs::statat(&above, name, AtFlags::SYMLINK_NOFOLLOW)?);
        match before.kind {
            EntryKind::File => {}
            EntryKind::Folder => return Err(Error::from(ErrorKind::IsADirectory)),
            EntryKind::Link | EntryKind::Other => return Err(irregular()),
        }
        let handle = rustix::fs::openat(&above, name, FILE | how, Mode::empty()).map_err(linked)?;
        let opened = metadata(&rustix::fs::fstat(&handle)?);
        match opened.kind {
            EntryKind::File => Ok((File::from(handle), opened.length)),
            _ => Err(irregular()),
        }
    }

    /// Makes a file where there is nothing yet, not even a link.
    pub fn create(&self, path: &Path, mode: u32) -> io::Result<File> {
        let (above, name) = self.way(path)?;
        let flags = FILE | OFlags::RDWR | OFlags::CREATE | OFlags::EXCL;
        let mode = Mode::from_raw_mode(mode as rustix::fs::RawMode);
        Ok(File::from(rustix::fs::openat(&above, name, flags, mode)?))
    }

    /// Makes a folder where there is nothing yet.
    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        let (above, name) = self.way(path)?;
        Ok(rustix::fs::mkdirat(&above, name, Mode::from_raw_mode(0o777))?)
    }

    /// Removes what stands at a path and is no folder; of a link, the link.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        let (above, name) = self.way(path)?;
        Ok(rustix::fs::unlinkat(&above, name, AtFlags::empty())?)
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, path: &Path) -> io::Result<()> {
        let (above, name) = self.way(path)?;
        Ok(rustix::fs::unlinkat(&above, name, AtFlags::REMOVEDIR)?)
    }

    /// Gives what stands at a path another name, in the place of what has that name.
    pub fn rename(&self, from: &Path, to_dir: &Dir, to: &Path) -> io::Result<()> {
        let ((from_dir, from), (to_dir, to)) = (self.way(from)?, to_dir.way(to)?);
        Ok(rustix::fs::renameat(&from_dir, from, &to_dir, to)?)
    }

    /// Lets two names change places in one step.
    pub fn exchange(&self, one: &Path, other: &Path) -> io::Result<()> {
        use rustix::fs::{RenameFlags, renameat_with};
        let ((one_dir, one), (other_dir, other)) = (self.way(one)?, self.way(other)?);
        Ok(renameat_with(&one_dir, one, &other_dir, other, RenameFlags::EXCHANGE)?)
    }

    /// Gives a file one more name, where there is nothing yet; of a link, the link gets it.
    pub fn link(&self, from: &Path, to_dir: &Dir, to: &Path) -> io::Result<()> {
        let ((from_dir, from), (to_dir, to)) = (self.way(from)?, to_dir.way(to)?);
        Ok(rustix::fs::linkat(&from_dir, from, &to_dir, to, AtFlags::empty())?)
    }

    /// Gives a file in this folder itself the same name in another, where there is nothing yet.
    pub fn link_named(&self, name: &OsStr, to: &Dir) -> io::Result<()> {
        Ok(rustix::fs::linkat(&self.handle, name, &to.handle, name, AtFlags::empty())?)
    }

    /// Removes what stands under a name in this folder itself and is no folder.
    pub fn remove_named(&self, name: &OsStr) -> io::Result<()> {
        Ok(rustix::fs::unlinkat(&self.handle, name, AtFlags::empty())?)
    }

    /// The names in this folder, sorted, and what stands under each.
    pub fn numbered(&self) -> io::Result<Vec<NamedEntry>> {
        let mut found = Vec::new();
        for entry in rustix::fs::Dir::read_from(&self.handle)? {
            let entry = entry?;
            let name = OsStr::from_bytes(entry.file_name().to_bytes());
            if name == "." || name == ".." {
                continue;
            }
            let kind = match entry.file_type() {
                // Some disks do not say.
                FileType::Unknown => self.metadata(Path::new(name))?.kind,
                known => kind(known),
            };
            // Some disks give one number to all.
            let number =
                Some(entry.ino()).filter(|number| ![0, u64::from(u32::MAX), u64::MAX].contains(number));
            found.push(NamedEntry { name: name.to_owned(), kind, number });
        }
        found.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Ok(found)
    }

    /// Whether names may be made and removed in this folder, or why not.
    pub fn may_change(&self) -> io::Result<()> {
        use rustix::fs::Access;
        let access = Access::WRITE_OK | Access::EXEC_OK;
        Ok(rustix::fs::accessat(&self.handle, ".", access, AtFlags::EACCESS)?)
    }

    /// Whether a file below it may be written, or why not.
    pub fn may_write(&self, path: &Path) -> io::Result<()> {
        let (above, name) = self.way(path)?;
        let access = rustix::fs::Access::WRITE_OK;
        Ok(rustix::fs::accessat(&above, name, access, AtFlags::EACCESS)?)
    }

    /// Whether a file below it is fixed, so that even its name cannot be taken away (`chattr +i`).
    pub fn is_fixed(&self, path: &Path) -> bool {
        self.may_write(path).is_err_and(|error| Dir::says_fixed(&error))
    }

    /// Whether an error says that a file or a folder is fixed.
    pub fn says_fixed(error: &io::Error) -> bool {
        error.raw_os_error() == Some(Errno::PERM.raw_os_error())
    }

    /// Gives a file or a link below it an owner, as far as the system lets us.
    pub fn give_owner(&self, path: &Path, (user, group): (u32, u32)) {
        use rustix::fs::{Gid, Uid};
        if let Ok((above, name)) = self.way(path) {
            let (user, group) = (Some(Uid::from_raw(user)), Some(Gid::from_raw(group)));
            let _ = rustix::fs::chownat(&above, name, user, group, AtFlags::SYMLINK_NOFOLLOW);
        }
    }

    /// What is known of an open file.
    pub fn file_metadata(file: &File) -> io::Result<EntryMetadata> {
        Ok(metadata(&rustix::fs::fstat(file)?))
    }

    /// Gives an open file an owner and permissions.
    pub fn give_file(file: &File, like: &EntryMetadata) -> io::Result<()> {
        give(file, like)
    }

    /// Gives a folder below it, or this one, an owner and permissions, as far as the system lets us.
    pub fn give(&self, path: &Path, like: &EntryMetadata) {
        if let Ok(folder) = self.folder(path) {
            let _ = give(&folder.handle, like);
        }
    }

    /// This folder as a file, on which a lock can be taken.
    pub fn lockable(&self) -> io::Result<File> {
        Ok(File::from(rustix::fs::openat(&self.handle, ".", FOLDER, Mode::empty())?))
    }
}

/// Gives an open file or folder an owner, then permissions: never more of them than it shall have in the end.
fn give(handle: impl AsFd, like: &EntryMetadata) -> io::Result<()> {
    use rustix::fs::{Gid, Uid};
    let now = metadata(&rustix::fs::fstat(&handle)?);
    if now.owner != like.owner {
        let (user, group) = (Uid::from_raw(like.owner.0), Gid::from_raw(like.owner.1));
        rustix::fs::fchown(&handle, Some(user), Some(group))?;
    }
    if now.mode != like.mode {
        rustix::fs::fchmod(&handle, Mode::from_raw_mode(like.mode as rustix::fs::RawMode))?;
    }
    Ok(())
}

/// A link, where a folder or a file is wanted, is said in one way on all systems.
fn linked(error: Errno) -> Error {
    match error {
        Errno::LOOP | Errno::MLINK => irregular(),
        error => error.into(),
    }
}

fn kind(kind: FileType) -> EntryKind {
    match kind {
        FileType::RegularFile => EntryKind::File,
        FileType::Directory => EntryKind::Folder,
        FileType::Symlink => EntryKind::Link,
        _ => EntryKind::Other,
    }
}

/// When the bytes of a file changed last.
#[allow(clippy::unnecessary_cast)]
fn changed(stat: &Stat) -> Option<SystemTime> {
    let whole = Duration::from_secs(u64::try_from(stat.st_mtime).ok()?);
    SystemTime::UNIX_EPOCH.checked_add(whole + Duration::from_nanos(stat.st_mtime_nsec as u64))
}

// The fields have other widths on other systems.
#[allow(clippy::unnecessary_cast)]
fn metadata(stat: &Stat) -> EntryMetadata {
    EntryMetadata {
        kind: kind(FileType::from_raw_mode(stat.st_mode)),
        length: stat.st_size as u64,
        identity: Some((stat.st_dev as u64, stat.st_ino as u64)),
        mode: (stat.st_mode as u32) & 0o7777,
        owner: (stat.st_uid, stat.st_gid),
        names: stat.st_nlink as u64,
        changed: changed(stat),
    }
}
