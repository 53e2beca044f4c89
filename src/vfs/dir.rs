//! A folder held open. Whatever is done in it is done relative to it, and never through a link, a pipe
//! or a device: what stands below a folder may come from a stranger.
//!
//! A path that is checked and then opened by name can be exchanged in between; one that is opened step by
//! step, each step without following links, cannot. On Unix each part of a path is opened relative to the
//! folder before it (`openat` with `O_NOFOLLOW`); elsewhere each part is looked at first.

use std::ffi::OsString;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

#[cfg(unix)]
pub use crate::vfs::dir_by_handle::Dir;
#[cfg(not(unix))]
pub use crate::vfs::dir_by_path::Dir;
use crate::vfs::entry::{EntryKind, EntryMetadata, NamedEntry, parts, read_within};

/// A folder by its path below another, and what stands in it.
pub type WalkedFolder = (PathBuf, Vec<NamedEntry>);

impl Dir {
    /// What stands at a path; `None` if nothing does, or if the way to it leads through something that is
    /// no folder.
    pub fn find(&self, path: &Path) -> io::Result<Option<EntryMetadata>> {
        match self.metadata(path) {
            Ok(about) => Ok(Some(about)),
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Reads a regular file of at most so many bytes.
    pub fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        read_within(self.open_measured(path)?, limit)
    }

    /// Makes a folder and those above it, as far as they are not there.
    pub fn make_way(&self, path: &Path) -> io::Result<()> {
        let mut so_far = PathBuf::new();
        for part in parts(path)? {
            so_far.push(part);
            match self.make_folder(&so_far) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                result => result?,
            }
        }
        self.folder(path).map(|_| ())
    }

    /// The names in this folder, sorted, and what stands under each.
    pub fn entries(&self) -> io::Result<Vec<(OsString, EntryKind)>> {
        Ok(self.numbered()?.into_iter().map(|one| (one.name, one.kind)).collect())
    }

    /// Everything below the folder, folders before what they hold. Links are named, not followed.
    pub fn walk(&self) -> io::Result<Vec<(PathBuf, EntryKind)>> {
        let folders = self.walk_folders()?.into_iter();
        let inside = |(folder, entries): WalkedFolder| {
            entries.into_iter().map(move |one| (folder.join(one.name), one.kind))
        };
        Ok(folders.flat_map(inside).collect())
    }

    /// The folder and every one below it, each before those that it holds, with what stands in it.
    pub fn walk_folders(&self) -> io::Result<Vec<WalkedFolder>> {
        let mut found: Vec<WalkedFolder> = Vec::new();
        let mut open = vec![PathBuf::new()];
        let look = |folder: PathBuf| -> io::Result<WalkedFolder> {
            let entries = self.folder(&folder)?.numbered()?;
            Ok((folder, entries))
        };
        while !open.is_empty() {
            let level: Vec<WalkedFolder> = open.into_par_iter().map(look).collect::<io::Result<_>>()?;
            let inside = level.iter().flat_map(|(folder, entries)| {
                let folders = entries.iter().filter(|one| one.kind == EntryKind::Folder);
                folders.map(move |one| folder.join(&one.name))
            });
            open = inside.collect();
            found.extend(level);
        }
        Ok(found)
    }

    /// Removes a folder below this one with all that it holds, what stands first in it last; what its links lead to
    /// stays.
    pub fn remove_all(&self, path: &Path) -> io::Result<()> {
        let all = self.folder(path)?.walk_folders()?;
        self.remove_walked(path, &all)
    }

    /// The same with a folder that was walked through; it stays if it holds anything else by now.
    pub fn remove_walked(&self, path: &Path, all: &[WalkedFolder]) -> io::Result<()> {
        let top = self.folder(path)?;
        let empty = |(below, entries): &WalkedFolder| -> io::Result<()> {
            let dir = top.folder(below)?;
            let files = entries.iter().rev().filter(|one| one.kind != EntryKind::Folder);
            files.into_iter().try_for_each(|one| match dir.remove_named(&one.name) {
                // It was moved elsewhere.
                Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
                result => result,
            })
        };
        let (own, below) = all.split_first().ok_or(ErrorKind::InvalidInput)?;
        below.par_iter().map(empty).collect::<io::Result<()>>()?;
        below.iter().rev().try_for_each(|(folder, _)| top.remove_folder(folder))?;
        empty(own)?;
        self.remove_folder(path)
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::vfs::entry::is_irregular;
    use std::os::unix::fs::symlink;

    fn folder(name: &str) -> (PathBuf, Dir) {
        let path = std::env::temp_dir().join(format!("duizhao-dir-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(path.join("inside/deep")).unwrap();
        std::fs::create_dir_all(path.join("outside")).unwrap();
        std::fs::write(path.join("outside/thesis.txt"), "years of work").unwrap();
        let dir = Dir::open(&path.join("inside")).unwrap();
        (path, dir)
    }

    #[test]
    fn nothing_is_reached_through_a_link_or_above_the_folder() {
        let (path, dir) = folder("links");
        symlink(path.join("outside"), path.join("inside/way")).unwrap();
        symlink(path.join("outside/thesis.txt"), path.join("inside/file")).unwrap();
        for wrong in ["way/thesis.txt", "file", "../outside/thesis.txt", "deep/../../outside/thesis.txt"] {
            let wrong = Path::new(wrong);
            assert!(dir.read(wrong, 100).is_err(), "{wrong:?}");
            assert!(dir.create(wrong, 0o600).is_err(), "{wrong:?}");
        }
        assert!(dir.folder(Path::new("way")).is_err());
        assert!(dir.make_way(Path::new("way/new")).is_err());
        assert_eq!(dir.metadata(Path::new("file")).unwrap().kind, EntryKind::Link);
        dir.remove_file(Path::new("file")).unwrap();
        let top = Dir::open(&path).unwrap();
        top.remove_all(Path::new("inside")).unwrap();
        assert_eq!(std::fs::read_to_string(path.join("outside/thesis.txt")).unwrap(), "years of work");
        std::fs::remove_dir_all(path).unwrap();
    }

    #[test]
    fn pipes_and_what_is_too_large_are_not_read() {
        let (path, dir) = folder("pipes");
        let made = std::process::Command::new("mkfifo").arg(path.join("inside/pipe")).status().unwrap();
        assert!(made.success());
        assert!(is_irregular(&dir.read(Path::new("pipe"), 100).unwrap_err()));
        std::fs::write(path.join("inside/large"), [0; 101]).unwrap();
        assert_eq!(dir.read(Path::new("large"), 100).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(dir.read(Path::new("large"), 101).unwrap().len(), 101);
        std::fs::remove_dir_all(path).unwrap();
    }
}
