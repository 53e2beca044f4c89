//! What a build keeps beside the output folder, and what a killed build left there.
//!
//! `.public.duizhao-lock` is the lock; `.public.duizhao-new` is the folder in which the new site is
//! laid out and, after the exchange, the old site on its way out. Which of the two it is stands in its
//! mark. The mark is made first and removed last, so that a killed build can be told at every moment;
//! and the old site is searched before it goes: what somebody put there while the build ran is moved
//! to the new one.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::Write;
use std::path::{Path, PathBuf};

use crate::base::error::Error;
use anyhow::{Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::publish::manifest::{MANIFEST, Manifest, hash};
use crate::publish::write_error;

/// The file by which a folder is known to be a build's own.
pub const MARK: &str = ".duizhao-building";
/// A file that is being written one by one, before it takes its name.
pub const NEXT: &str = ".duizhao-next";
/// The manifest of a site that is being published one by one.
pub const PENDING: &str = ".duizhao-pending.json";
/// The lock inside the folder, where none can stand beside it.
const LOCK: &str = ".duizhao-lock";

/// Names that a build uses for itself; they are no files of others.
pub fn is_own(name: &str) -> bool {
    matches!(name, MANIFEST | MARK | NEXT | PENDING | LOCK)
}

/// The folder in which a new site is laid out.
pub fn aside(folder: &Path) -> PathBuf {
    beside(folder, "new")
}

fn beside(folder: &Path, suffix: &str) -> PathBuf {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!(".{name}.duizhao-{suffix}"))
}

/// What the folder beside the output folder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StagingState {
    /// The new site, not yet whole, or an old one that has been searched: it may go.
    Scrap,
    /// The old site after the exchange, not yet searched.
    Old,
}

/// Marks a folder.
pub fn mark(folder: &Path, stage: StagingState) -> Result<()> {
    let path = folder.join(MARK);
    let word = if stage == StagingState::Scrap { "scrap" } else { "old" };
    fs::write(&path, word).map_err(write_error::at(&path))
}

/// The lock of an output folder, and whether it stands beside it.
pub struct StagingLock {
    _file: File,
    /// Nothing can be made beside the folder.
    pub only_inside: bool,
}

/// Takes the lock of an output folder. It is the system's own file lock, which ends with its process.
pub fn lock(folder: &Path) -> Result<StagingLock> {
    let open =
        |path: &Path| OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
    let mut path = beside(folder, "lock");
    let mut only_inside = false;
    let mut opened = open(&path);
    if opened.is_err() && folder.is_dir() {
        only_inside = true;
        path = folder.join(LOCK);
        opened = open(&path);
    }
    let mut file = opened.map_err(write_error::at(&path))?;
    let held = file.try_lock();
    if let Err(TryLockError::Error(_)) = held {
        // Some network disks know no locks.
        eprintln!(
            "{}: 这个磁盘不支持锁，请勿同时运行两次 · this disk knows no locks; do not run two builds at once",
            folder.display()
        );
    } else if held.is_err() {
        let holder = fs::read_to_string(&path).unwrap_or_default();
        eprintln!(
            "{}: 另一个 duizhao（进程 {}）正在写，等它结束…… · another duizhao (process {}) is writing; waiting …",
            folder.display(),
            holder.trim(),
            holder.trim()
        );
        file.lock().map_err(write_error::at(&path))?;
    }
    file.set_len(0).and_then(|()| write!(file, "{}", std::process::id())).map_err(write_error::at(&path))?;
    Ok(StagingLock { _file: file, only_inside })
}

/// Removes what a killed build left beside the folder and in it.
pub fn clear(folder: &Path) -> Result<()> {
    let aside = aside(folder);
    match fs::read_to_string(aside.join(MARK)).ok().as_deref() {
        Some("scrap") => remove(&aside)?,
        Some(_) => retire(&aside, folder)?,
        None if aside.exists() => {
            fs::remove_dir(&aside).or_else(|_| -> Result<()> {
                bail!(Error::at(
                    aside.display(),
                    "不认识这个文件夹，请移走",
                    "this folder is in the way and not known; please move it away",
                ))
            })?;
        }
        None => {}
    }
    let mark = folder.join(MARK);
    match mark.exists() {
        true => fs::remove_file(&mark).map_err(write_error::at(&mark)),
        false => Ok(()),
    }
}

/// Takes the old site away after the exchange, and moves what is nobody's but its owner's.
pub fn retire(old: &Path, folder: &Path) -> Result<()> {
    let manifest = Manifest::read(old)?.unwrap_or_default();
    let files: Vec<PathBuf> = WalkDir::new(old)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| !entry.file_type().is_dir())
        .map(|entry| entry.path().strip_prefix(old).unwrap_or(entry.path()).to_owned())
        .collect();
    let strangers: Vec<&PathBuf> =
        files.par_iter().filter(|path| is_stranger(old, path, &manifest)).collect();
    for path in strangers {
        rescue(&old.join(path), &folder.join(path))?;
    }
    // From here on its manifest may be gone before the rest.
    mark(old, StagingState::Scrap)?;
    remove(old)
}

/// Whether a file of the old site stands nowhere else and no build wrote it as it is.
fn is_stranger(old: &Path, path: &Path, manifest: &Manifest) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    if name.is_some_and(is_own) || has_twin(&old.join(path)) {
        return false;
    }
    let known = path.to_str().and_then(|path| manifest.files.get(&path.replace('\\', "/")));
    let now = || fs::read(old.join(path)).map(|bytes| hash(&bytes));
    known.is_none_or(|known| now().map_or(true, |now| now != *known))
}

/// Whether the file has another name: it was linked into the new site.
#[cfg(unix)]
fn has_twin(path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::symlink_metadata(path).is_ok_and(|about| about.nlink() > 1)
}

#[cfg(not(unix))]
fn has_twin(_: &Path) -> bool {
    false
}

/// Moves a file to where it would stand in the new site, or beside that.
fn rescue(from: &Path, to: &Path) -> Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent).map_err(write_error::at(parent))?;
    }
    let to = if fs::symlink_metadata(to).is_ok() { copy_name(to) } else { to.to_owned() };
    fs::rename(from, &to).map_err(write_error::at(&to))
}

/// A name for a copy beside a file: `growth.html.kept-1`.
pub fn copy_name(path: &Path) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut number = 1;
    loop {
        let copy = path.with_file_name(format!("{name}.kept-{number}"));
        if fs::symlink_metadata(&copy).is_err() {
            return copy;
        }
        number += 1;
    }
}

/// Removes a folder in which a site was laid out that nobody will see; an old site on its way out stays
/// for the next build to search.
pub fn discard(aside: &Path) {
    if fs::read_to_string(aside.join(MARK)).is_ok_and(|mark| mark == "scrap") {
        // What cannot go now goes with the next build, which reports it.
        let _ = remove(aside);
    }
}

/// Removes a marked folder, its mark last.
pub fn remove(folder: &Path) -> Result<()> {
    let entries = fs::read_dir(folder).map_err(write_error::at(folder))?;
    for entry in entries.flatten().filter(|entry| entry.file_name() != MARK) {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(write_error::at(&path))?;
    }
    let _ = fs::remove_file(folder.join(MARK));
    fs::remove_dir(folder).map_err(write_error::at(folder))
}
