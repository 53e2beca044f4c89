//! Folders where names cannot be opened relative to a handle: each part of a path is looked at first.

use std::ffi::OsStr;
use std::fs::{self, File, FileType, Metadata, OpenOptions};
use std::io::{self, Error, ErrorKind};
use std::path::{Path, PathBuf};

use crate::vfs::entry::{EntryKind, EntryMetadata, NamedEntry, irregular, parts, split};

/// A folder, by its path.
#[derive(Debug)]
pub struct Dir {
    path: PathBuf,
}

impl Dir {
    /// Opens a folder that whoever calls trusts the path of: links in it are followed.
    pub fn open(path: &Path) -> io::Result<Dir> {
        match fs::metadata(path)?.is_dir() {
            true => Ok(Dir { path: path.to_owned() }),
            false => Err(Error::from(ErrorKind::NotADirectory)),
        }
    }

    /// Opens a folder below this one.
    pub fn folder(&self, path: &Path) -> io::Result<Dir> {
        let mut so_far = self.path.clone();
        for part in parts(path)? {
            so_far.push(part);
            match kind(fs::symlink_metadata(&so_far)?.file_type()) {
                EntryKind::Folder => {}
                EntryKind::File => return Err(Error::from(ErrorKind::NotADirectory)),
                EntryKind::Link | EntryKind::Other => return Err(irregular()),
            }
        }
        Ok(Dir { path: so_far })
    }

    fn way(&self, path: &Path) -> io::Result<PathBuf> {
        let (above, name) = split(path)?;
        Ok(self.folder(above)?.path.join(name))
    }

    /// What stands at a path.
    pub fn metadata(&self, path: &Path) -> io::Result<EntryMetadata> {
        if parts(path)?.is_empty() {
            return self.own();
        }
        Ok(metadata(&fs::symlink_metadata(self.way(path)?)?))
    }

    /// What stands under a name in this folder itself.
    pub fn named(&self, name: &OsStr) -> io::Result<EntryMetadata> {
        Ok(metadata(&fs::symlink_metadata(self.path.join(name))?))
    }

    /// What is known of an open file.
    pub fn file_metadata(file: &File) -> io::Result<EntryMetadata> {
        Ok(metadata(&file.metadata()?))
    }

    /// What is known of the folder itself.
    pub fn own(&self) -> io::Result<EntryMetadata> {
        Ok(metadata(&fs::metadata(&self.path)?))
    }

    /// Opens a regular file to be read.
    pub fn open_file(&self, path: &Path) -> io::Result<File> {
        Ok(self.regular(path, OpenOptions::new().read(true))?.0)
    }

    /// The same, and how many bytes it has.
    pub fn open_measured(&self, path: &Path) -> io::Result<(File, u64)> {
        self.regular(path, OpenOptions::new().read(true))
    }

    /// Opens a regular file that is there to be read and written; it is not emptied.
    pub fn open_to_write(&self, path: &Path) -> io::Result<File> {
        Ok(self.regular(path, OpenOptions::new().read(true).write(true))?.0)
    }

    fn regular(&self, path: &Path, how: &OpenOptions) -> io::Result<(File, u64)> {
        let path = self.way(path)?;
        let about = fs::symlink_metadata(&path)?;
        match kind(about.file_type()) {
            EntryKind::File => Ok((how.open(path)?, about.len())),
            EntryKind::Folder => Err(Error::from(ErrorKind::IsADirectory)),
            EntryKind::Link | EntryKind::Other => Err(irregular()),
        }
    }

    /// Makes a file where there is nothing yet, not even a link.
    pub fn create(&self, path: &Path, _mode: u32) -> io::Result<File> {
        OpenOptions::new().read(true).write(true).create_new(true).open(self.way(path)?)
    }

    /// Makes a folder where there is nothing yet.
    pub fn make_folder(&self, path: &Path) -> io::Result<()> {
        fs::create_dir(self.way(path)?)
    }

    /// Removes what stands at a path and is no folder; of a link, the link.
    pub fn remove_file(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(self.way(path)?)
    }

    /// Removes an empty folder.
    pub fn remove_folder(&self, path: &Path) -> io::Result<()> {
        fs::remove_dir(self.way(path)?)
    }

    /// Gives what stands at a path another name, in the place of what has that name.
    pub fn rename(&self, from: &Path, to_dir: &Dir, to: &Path) -> io::Result<()> {
        fs::rename(self.way(from)?, to_dir.way(to)?)
    }

    /// Lets two names change places in one step.
    pub fn exchange(&self, _one: &Path, _other: &Path) -> io::Result<()> {
        Err(Error::from(ErrorKind::Unsupported))
    }

    /// Gives a file one more name, where there is nothing yet.
    pub fn link(&self, from: &Path, to_dir: &Dir, to: &Path) -> io::Result<()> {
        fs::hard_link(self.way(from)?, to_dir.way(to)?)
    }

    /// Gives a file in this folder itself the same name in another, where there is nothing yet.
    pub fn link_named(&self, name: &OsStr, to: &Dir) -> io::Result<()> {
        fs::hard_link(self.path.join(name), to.path.join(name))
    }

    /// Removes what stands under a name in this folder itself and is no folder.
    pub fn remove_named(&self, name: &OsStr) -> io::Result<()> {
        fs::remove_file(self.path.join(name))
    }

    /// The names in this folder, sorted, and what stands under each.
    pub fn numbered(&self) -> io::Result<Vec<NamedEntry>> {
        let entry = |entry: io::Result<fs::DirEntry>| {
            let entry = entry?;
            Ok(NamedEntry { name: entry.file_name(), kind: kind(entry.file_type()?), number: None })
        };
        let mut found = fs::read_dir(&self.path)?.map(entry).collect::<io::Result<Vec<NamedEntry>>>()?;
        found.sort_unstable_by(|one, other| one.name.cmp(&other.name));
        Ok(found)
    }

    /// Whether names may be made and removed in this folder: found out when it is tried.
    pub fn may_change(&self) -> io::Result<()> {
        Ok(())
    }

    /// Whether a file below it may be written, or why not.
    pub fn may_write(&self, path: &Path) -> io::Result<()> {
        match fs::symlink_metadata(self.way(path)?)?.permissions().readonly() {
            true => Err(Error::from(ErrorKind::PermissionDenied)),
            false => Ok(()),
        }
    }

    /// Whether an error says that a file or a folder is fixed: here it is told as one of permission.
    pub fn says_fixed(_: &Error) -> bool {
        false
    }

    /// Whether a file below it is fixed, so that even its name cannot be taken away.
    pub fn is_fixed(&self, path: &Path) -> bool {
        self.may_write(path).is_err_and(|error| error.kind() == ErrorKind::PermissionDenied)
    }

    /// Gives a file an owner: owners are the system's to keep.
    pub fn give_owner(&self, _path: &Path, _owner: (u32, u32)) {}

    /// Gives an open file an owner and permissions: those of the folder are kept by the system.
    pub fn give_file(_file: &File, _like: &EntryMetadata) -> io::Result<()> {
        Ok(())
    }

    /// Gives a folder an owner and permissions: those that it has from the folder above.
    pub fn give(&self, _path: &Path, _like: &EntryMetadata) {}

    /// This folder as a file, on which a lock can be taken.
    pub fn lockable(&self) -> io::Result<File> {
        Err(Error::from(ErrorKind::Unsupported))
    }
}

fn kind(kind: FileType) -> EntryKind {
    match kind {
        kind if kind.is_symlink() => EntryKind::Link,
        kind if kind.is_dir() => EntryKind::Folder,
        kind if kind.is_file() => EntryKind::File,
        _ => EntryKind::Other,
    }
}

fn metadata(found: &Metadata) -> EntryMetadata {
    let mode = if found.permissions().readonly() { 0o444 } else { 0o644 };
    EntryMetadata {
        kind: kind(found.file_type()),
        length: found.len(),
        identity: None,
        mode,
        owner: (0, 0),
        names: 1,
        changed: found.modified().ok(),
    }
}
