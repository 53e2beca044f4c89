//! The new site is laid out beside the old one, then the two change names in one step.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::Plan;
use super::manifest::{MANIFEST, Manifest};
use crate::both::Both;

/// The file by which a folder is known to be a build's own leftover.
const MARK: &str = ".duizhao-building";

/// How an exchange ended.
pub enum Swapped {
    /// The new site stands.
    Done,
    /// It cannot be done here, and nothing was touched.
    NotHere(Both<String>),
}

/// Files that hosts and tools put at the root of a published site; they are nobody's mistake.
pub fn is_foreign_root(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| {
        matches!(name, ".git" | "CNAME" | ".well-known" | ".nojekyll" | ".gitkeep" | ".DS_Store")
    })
}

fn beside(folder: &Path, suffix: &str) -> PathBuf {
    let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    folder.with_file_name(format!(".{name}.duizhao-{suffix}"))
}

/// Takes the lock of an output folder. It is the system's own file lock, which ends with its process.
pub fn lock(folder: &Path) -> Result<File> {
    let path = beside(folder, "lock");
    let mut file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .read(true)
        .write(true)
        .open(&path)
        .with_context(|| path.display().to_string())?;
    if file.try_lock().is_err() {
        let holder = fs::read_to_string(&path).unwrap_or_default();
        eprintln!(
            "{}: 另一个 duizhao（进程 {}）正在写，等它结束…… · another duizhao (process {}) is writing; waiting …",
            folder.display(),
            holder.trim(),
            holder.trim()
        );
        file.lock().with_context(|| path.display().to_string())?;
    }
    file.set_len(0)
        .and_then(|()| write!(file, "{}", std::process::id()))
        .with_context(|| path.display().to_string())?;
    Ok(file)
}

/// Removes what a killed build left beside the folder.
pub fn clear_leftovers(folder: &Path) -> Result<()> {
    let new = beside(folder, "new");
    if new.join(MARK).exists() {
        // After an exchange the leftover is the old site: its foreign files are links, safe to drop.
        fs::remove_dir_all(&new).with_context(|| new.display().to_string())?;
    } else if new.exists() {
        fs::remove_dir(&new).or_else(|_| -> Result<()> {
            bail!(
                "{}: 不认识这个文件夹，请移走 · this folder is in the way and not known; please move it",
                new.display()
            )
        })?;
    }
    Ok(())
}

/// Why a folder cannot be exchanged as a whole, if it cannot.
pub fn obstacle(folder: &Path) -> Option<Both<String>> {
    if folder.join(".git").exists() {
        return Some(Both::said("里面有 .git 文件夹", "it holds a .git folder"));
    }
    if cfg!(windows) {
        return Some(Both::said("Windows 不能交换文件夹", "Windows cannot exchange folders"));
    }
    is_mount(folder).then(|| Both::said("里面有挂载点，或它自己就是挂载点", "it is or holds a mount point"))
}

#[cfg(unix)]
fn is_mount(folder: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let device = |path: &Path| fs::symlink_metadata(path).map(|about| about.dev()).ok();
    let (Some(here), Some(parent)) = (device(folder), folder.parent().and_then(device)) else { return false };
    let inside = || {
        fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .any(|entry| device(&entry.path()).is_some_and(|one| one != here))
    };
    here != parent || inside()
}

#[cfg(not(unix))]
fn is_mount(_: &Path) -> bool {
    false
}

/// Lays the new site out beside the folder and exchanges the two.
pub fn publish(folder: &Path, plan: &Plan, old: &Manifest) -> Result<Swapped> {
    let new = beside(folder, "new");
    fs::create_dir(&new).with_context(|| new.display().to_string())?;
    match lay_out(folder, &new, plan, old) {
        Ok(true) => {}
        Ok(false) => {
            fs::remove_dir_all(&new).with_context(|| new.display().to_string())?;
            return Ok(Swapped::NotHere(Both::said(
                "文件系统不支持硬链接",
                "the file system has no hard links",
            )));
        }
        Err(error) => {
            // The disk may be full: the old site stands untouched, the unfinished one goes.
            let _ = fs::remove_dir_all(&new);
            return Err(error);
        }
    }
    if !folder.exists() {
        fs::remove_file(new.join(MARK)).with_context(|| new.display().to_string())?;
        fs::rename(&new, folder).with_context(|| folder.display().to_string())?;
        return Ok(Swapped::Done);
    }
    // From here on either folder may become the leftover, so both carry the mark until the end.
    let mark = folder.join(MARK);
    File::create(&mark).with_context(|| mark.display().to_string())?;
    if exchange(&new, folder).is_err() {
        let _ = fs::remove_file(&mark);
        fs::remove_dir_all(&new).with_context(|| new.display().to_string())?;
        return Ok(Swapped::NotHere(Both::said(
            "文件系统不能交换文件夹",
            "the file system cannot exchange folders",
        )));
    }
    fs::remove_file(folder.join(MARK)).with_context(|| folder.display().to_string())?;
    fs::remove_dir_all(&new).with_context(|| new.display().to_string())?;
    Ok(Swapped::Done)
}

#[cfg(unix)]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(unix))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported))
}

/// Writes the new site into a folder; `false` if the file system has no hard links.
fn lay_out(folder: &Path, new: &Path, plan: &Plan, old: &Manifest) -> Result<bool> {
    let mark = new.join(MARK);
    File::create(&mark).with_context(|| mark.display().to_string())?;
    let foreign = foreign(folder, old, plan)?;
    let links: Vec<&str> = plan.keep.iter().copied().chain(foreign.iter().map(String::as_str)).collect();
    let paths = links.iter().copied().chain(plan.write.iter().map(|one| one.path.as_str()));
    let folders: BTreeSet<&Path> = paths.filter_map(|path| Path::new(path).parent()).collect();
    for one in folders {
        fs::create_dir_all(new.join(one)).with_context(|| new.display().to_string())?;
    }
    let linked: Result<Vec<bool>> = links
        .par_iter()
        .map(|path| match fs::hard_link(folder.join(path), new.join(path)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == std::io::ErrorKind::StorageFull => {
                Err(error).with_context(|| path.to_string())
            }
            Err(_) => Ok(false),
        })
        .collect();
    if linked?.contains(&false) {
        return Ok(false);
    }
    plan.write.par_iter().try_for_each(|one| write_flushed(&new.join(&one.path), &one.bytes))?;
    Ok(true)
}

/// Writes a file and hands it to the disk, so that a full disk shows before the exchange.
pub fn write_flushed(path: &Path, bytes: &[u8]) -> Result<()> {
    let write = || -> std::io::Result<()> {
        let mut file = File::create(path)?;
        file.write_all(bytes)
    };
    write().with_context(|| path.display().to_string())
}

/// Files of others below the output folder, and links as such; none of the manifest's.
fn foreign(folder: &Path, old: &Manifest, plan: &Plan) -> Result<Vec<String>> {
    let ours: BTreeSet<&str> = old
        .files
        .keys()
        .map(String::as_str)
        .chain(plan.write.iter().map(|one| one.path.as_str()))
        .chain(plan.keep.iter().copied())
        .chain([MANIFEST, MARK])
        .collect();
    let mut found = Vec::new();
    if !folder.exists() {
        return Ok(found);
    }
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let path =
            below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        let edited = plan.edited.contains(&path) && !plan.write.iter().any(|one| one.path == path);
        if !entry.file_type().is_dir() && (!ours.contains(path.as_str()) || edited) {
            found.push(path);
        }
    }
    Ok(found)
}
