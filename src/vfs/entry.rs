//! What stands under a name in a folder, and paths that stay below it.

use std::ffi::OsString;
use std::fs::File;
use std::io::{self, Error, ErrorKind, Read};
use std::path::{Component, Path};
use std::time::SystemTime;

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A link, wherever it leads.
    Link,
    /// A pipe, a device, a socket.
    Other,
}

/// A name in a folder, as the folder tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedEntry {
    /// The name.
    pub name: OsString,
    /// What stands under it.
    pub kind: EntryKind,
    /// Its number on the disk, where the folder says so: two names of one disk with the same are names of one file.
    pub number: Option<u64>,
}

/// What is known of a name without opening what stands there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryMetadata {
    /// What it is.
    pub kind: EntryKind,
    /// Bytes in it.
    pub length: u64,
    /// Disk and number on the disk, where there are such things: equal means the same file.
    pub identity: Option<(u64, u64)>,
    /// Its permissions, where the system has such bits.
    pub mode: u32,
    /// Whose it is: user and group.
    pub owner: (u32, u32),
    /// How many names it has.
    pub names: u64,
    /// When its bytes changed last, where that is known.
    pub changed: Option<SystemTime>,
}

impl EntryMetadata {
    /// The disk that it stands on.
    pub fn disk(&self) -> Option<u64> {
        self.identity.map(|(disk, _)| disk)
    }
}

/// The parts of a path below a folder; one that could lead out of it is refused.
pub(crate) fn parts(path: &Path) -> io::Result<Vec<&std::ffi::OsStr>> {
    let inside = |part| match part {
        Component::Normal(name) => Some(Ok(name)),
        Component::CurDir => None,
        _ => Some(Err(Error::from(ErrorKind::InvalidInput))),
    };
    path.components().filter_map(inside).collect()
}

/// The folder of a path and its last part.
pub(crate) fn split(path: &Path) -> io::Result<(&Path, &std::ffi::OsStr)> {
    let name = path.file_name().ok_or(Error::from(ErrorKind::InvalidInput))?;
    Ok((path.parent().unwrap_or(Path::new("")), name))
}

/// Files that stand in one folder; those of a large one come in several parts.
pub type FilesOfFolder<'p> = (&'p Path, Vec<&'p Path>);

/// How many files of a folder are dealt with in one go.
const PART: usize = 256;

/// Sorts paths by the folder that they stand in, so that it need not be opened for each of them.
pub fn by_folder<'p>(paths: &[&'p Path]) -> Vec<FilesOfFolder<'p>> {
    let mut sorted: Vec<(&Path, &Path)> =
        paths.iter().map(|path| (path.parent().unwrap_or(Path::new("")), *path)).collect();
    // Whole names and not step by step; those of one folder mostly come together already.
    sorted.sort_by(|one, other| one.0.as_os_str().cmp(other.0.as_os_str()));
    let folders = sorted.chunk_by(|one, other| one.0 == other.0);
    let parts = folders.flat_map(|together| together.chunks(PART));
    parts.map(|part| (part[0].0, part.iter().map(|(_, path)| *path).collect())).collect()
}

/// Not a regular file, where one is wanted.
pub(crate) fn irregular() -> Error {
    Error::new(ErrorKind::InvalidData, "not a regular file")
}

/// Whether an error says that something else than a regular file stands there.
pub fn is_irregular(error: &Error) -> bool {
    error.kind() == ErrorKind::InvalidData
}

/// Reads a file of which is known how many bytes it had when it was opened to its end, or as far as a limit; more than
/// that is an error.
pub fn read_within((mut file, length): (File, u64), limit: u64) -> io::Result<Vec<u8>> {
    let length = usize::try_from(length.min(limit)).unwrap_or(0);
    // There is room for a byte more, by which a file that has grown shows.
    let mut bytes = vec![0; length + 1];
    let count = loop {
        match file.read(&mut bytes) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            count => break count?,
        }
    };
    bytes.truncate(count);
    if count != length {
        file.take(limit.saturating_add(1).saturating_sub(count as u64)).read_to_end(&mut bytes)?;
    }
    if bytes.len() as u64 > limit {
        return Err(Error::from(ErrorKind::FileTooLarge));
    }
    Ok(bytes)
}
