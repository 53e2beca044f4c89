//! New files where there were none: all of them or none, and never over another.
//!
//! Each file is whole before it has its name, so that a run that is killed leaves whole files and nothing
//! half-written; the next run takes those that say the same for its own, and goes on.

use std::fs::{self, DirBuilder, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::publish::new_file::NewFile;
use crate::publish::unfinished::{clear, is_begun, is_left, is_next, next_name};
use crate::publish::write_error;
use crate::vfs::dir::Dir;
use crate::vfs::entry::{self, EntryKind};

/// Writes new files below a folder, which is made if need be. If one cannot be written, those already
/// written go again.
pub fn create(folder: &Path, files: &[NewFile]) -> Result<()> {
    let mut made = Created::default();
    let result = made.all(folder, files);
    if result.is_err() {
        made.undo(folder);
    }
    result
}

/// What was made so far, in order.
#[derive(Default)]
struct Created {
    /// The new folder itself and those above it, the outermost first.
    roots: Vec<PathBuf>,
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Created {
    fn all(&mut self, folder: &Path, files: &[NewFile]) -> Result<()> {
        self.root(folder)?;
        let dir = Dir::open(folder).map_err(write_error::at(folder))?;
        // Everything is on the disk before the first file has its name.
        let mut laid_out = Vec::new();
        let result = files.iter().try_for_each(|file| {
            laid_out.push(self.lay_out(folder, &dir, file)?);
            Ok(())
        });
        let result = result.and_then(|()| {
            let mut pairs = files.iter().zip(&laid_out);
            pairs.try_for_each(|(file, (next, _))| self.name(folder, &dir, file, next))
        });
        laid_out.iter().for_each(|(next, _)| drop(dir.remove_file(next)));
        if result.is_ok() {
            clear(&dir, files);
        }
        result
    }

    fn root(&mut self, folder: &Path) -> Result<()> {
        let above = folder.ancestors().take_while(|one| !one.as_os_str().is_empty() && !one.is_dir());
        let missing: Vec<&Path> = above.collect();
        for one in missing.into_iter().rev() {
            DirBuilder::new().create(one).map_err(write_error::at(one))?;
            self.roots.push(one.to_owned());
        }
        Ok(())
    }

    /// Writes a file under a name for the meantime; it is locked as long as this run needs it.
    fn lay_out(&mut self, folder: &Path, dir: &Dir, file: &NewFile) -> Result<(PathBuf, File)> {
        let path = Path::new(&file.path);
        let at = || write_error::at(&folder.join(path));
        let above = path.parent().unwrap_or(Path::new(""));
        self.folder(folder, dir, above)?;
        let next = above.join(next_name(file.text.as_bytes()).map_err(at())?);
        let written = dir.create(&next, 0o666).and_then(|mut new| {
            // Some disks know no locks.
            let _ = new.try_lock();
            new.write_all(file.text.as_bytes()).map(|()| new)
        });
        if written.is_err() {
            let _ = dir.remove_file(&next);
        }
        Ok((next, written.map_err(at())?))
    }

    /// Gives a file its name; one that is there and says the same is what a killed run has written.
    fn name(&mut self, folder: &Path, dir: &Dir, file: &NewFile, next: &Path) -> Result<()> {
        let path = Path::new(&file.path);
        let named = match dir.link(next, dir, path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                if holds(dir, file) {
                    return Ok(());
                }
                bail!(Error::at(
                    folder.join(path).display(),
                    "这个文件已经在了，没有动它；换一个名称，或先移走它",
                    "this file is already there and was left alone; choose another name, or move it away first",
                ));
            }
            // Some disks know one name a file.
            Err(_) => dir.create(path, 0o666).and_then(|mut new| new.write_all(file.text.as_bytes())),
            Ok(()) => Ok(()),
        };
        named.map_err(write_error::at(&folder.join(path)))?;
        self.files.push(path.to_owned());
        Ok(())
    }

    fn folder(&mut self, folder: &Path, dir: &Dir, path: &Path) -> Result<()> {
        let mut so_far = PathBuf::new();
        for part in path {
            so_far.push(part);
            match dir.make_folder(&so_far) {
                Ok(()) => self.folders.push(so_far.clone()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(refused(&folder.join(&so_far), error)),
            }
        }
        dir.folder(path).map(|_| ()).map_err(|error| refused(&folder.join(path), error))
    }

    /// Takes everything away again; what cannot be removed stays, for there is nobody left to tell.
    fn undo(&self, folder: &Path) {
        if let Ok(dir) = Dir::open(folder) {
            self.files.iter().for_each(|file| drop(dir.remove_file(file)));
            self.folders.iter().rev().for_each(|folder| drop(dir.remove_folder(folder)));
        }
        self.roots.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

/// Why a folder on the way cannot be used: it may be a link, wherever that leads.
fn refused(path: &Path, error: io::Error) -> anyhow::Error {
    match path.is_symlink() || entry::is_irregular(&error) {
        true => Error::at(
            path.display(),
            "这条路上有链接，不经过链接写文件；把文件夹本身放在这里，或换一个名称",
            "there is a link on this way, and nothing is written through links; put the folder itself in its place, or choose another name",
        )
        .into(),
        false => write_error::at(path)(error),
    }
}

/// Whether a file is there and says the same.
pub(crate) fn holds(dir: &Dir, file: &NewFile) -> bool {
    let text = file.text.as_bytes();
    dir.read(Path::new(&file.path), text.len() as u64).is_ok_and(|now| now == text)
}

/// Refuses a folder for a new site unless it is not there yet, is empty, or holds only what a run that was
/// killed has written of these files; a `.git` folder does not count.
pub(crate) fn check_empty(folder: &Path, files: &[NewFile]) -> Result<()> {
    let refuse = |zh: &str, en: &str| -> Result<()> { Err(Error::at(folder.display(), zh, en).into()) };
    let about = match fs::symlink_metadata(folder) {
        Ok(about) => about,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return refuse(
                "路径中间的一段是文件，不是文件夹；换一个名称",
                "a part of this path is a file and not a folder; choose another name",
            );
        }
        Err(error) => return Err(write_error::at(folder)(error)),
    };
    if about.is_symlink() {
        return refuse(
            "这是一个链接；请写它所指的文件夹本身，或换一个名称",
            "this is a link; name the folder that it leads to, or choose another name",
        );
    }
    if !about.is_dir() {
        return refuse(
            "这是一个文件；换一个还没有的名称，例如 my-site",
            "this is a file; choose a name that is not there yet, such as my-site",
        );
    }
    let first =
        Dir::open(folder).and_then(|dir| stranger(&dir, files)).map_err(|error| match error.kind() {
            ErrorKind::PermissionDenied => Error::at(
                folder.display(),
                "没有读取的权限；改变文件夹的权限，或换一个文件夹",
                "no permission to read this folder; change its permissions, or choose another",
            )
            .into(),
            _ => write_error::at(folder)(error),
        })?;
    let Some(name) = first else { return Ok(()) };
    refuse(
        &format!("文件夹不是空的（里面有 {name}），什么都没有写；换一个还没有的名称，或先清空它"),
        &format!(
            "the folder is not empty (it holds {name}), and nothing was written; choose a name that is not there yet, or empty the folder first"
        ),
    )
}

/// The first name in a folder that no run of `init` has written; what a killed one had not finished goes.
fn stranger(dir: &Dir, files: &[NewFile]) -> io::Result<Option<String>> {
    let mut unfinished = Vec::new();
    let all = match dir.entries()?.into_iter().find(|(name, kind)| {
        let is_begun = files.iter().any(|file| Path::new(&file.path).starts_with(name));
        name != ".git" && (*kind == EntryKind::Link || !(is_begun || is_next(name)))
    }) {
        Some((name, _)) => return Ok(Some(name.to_string_lossy().into_owned())),
        None => dir.walk()?,
    };
    for (path, kind) in all.into_iter().filter(|(path, _)| !path.starts_with(".git")) {
        let file = files.iter().find(|file| Path::new(&file.path) == path);
        let is_known = match kind {
            EntryKind::Folder => files.iter().any(|file| Path::new(&file.path).starts_with(&path)),
            EntryKind::File if path.file_name().is_some_and(is_next) => {
                unfinished.push(path.clone());
                is_begun(dir, &path, files)
            }
            EntryKind::File => file.is_some_and(|file| holds(dir, file)),
            EntryKind::Link | EntryKind::Other => false,
        };
        if !is_known {
            return Ok(Some(path.display().to_string()));
        }
    }
    let mut left = unfinished.iter().filter(|path| is_left(dir, path));
    left.try_for_each(|path| dir.remove_file(path))?;
    Ok(None)
}
