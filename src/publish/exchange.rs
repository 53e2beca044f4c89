//! The new site is laid out beside the old one, then the two change names in one step.

use std::collections::BTreeSet;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;
use walkdir::WalkDir;

use crate::base::lang::Both;
use crate::publish::manifest::Manifest;
use crate::publish::plan::Plan;
use crate::publish::staging::{self, MARK, StagingState};
use crate::publish::write_error;

/// How an exchange ended.
pub enum Swapped {
    /// The new site stands.
    Done,
    /// It cannot be done here, and nothing was touched.
    NotHere(Both<String>),
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

/// Completes the new site, whose changed files are laid out in a folder, with what is kept of the old one,
/// and exchanges the two. If that cannot be done, what is laid out stays, and so does the old site.
pub fn publish(folder: &Path, new: &Path, plan: &Plan, old: &Manifest) -> Result<Swapped> {
    if !complete(folder, new, plan, old)? {
        return Ok(Swapped::NotHere(Both::said(
            "这里的文件不能作硬链接，或里面有挂载点",
            "files cannot be linked here, or it holds a mount point",
        )));
    }
    let mark = folder.join(MARK);
    if !folder.exists() {
        fs::rename(new, folder).map_err(write_error::at(folder))?;
        fs::remove_file(&mark).map_err(write_error::at(&mark))?;
        return Ok(Swapped::Done);
    }
    // The exchange makes the old site the leftover; its mark must stand in it by then.
    let marked = staging::mark(folder, StagingState::Old);
    if marked.is_err() || exchange(new, folder).is_err() {
        let _ = fs::remove_file(&mark);
        marked?;
        return Ok(Swapped::NotHere(Both::said(
            "文件系统不能交换文件夹",
            "the file system cannot exchange folders",
        )));
    }
    fs::remove_file(&mark).map_err(write_error::at(&mark))?;
    staging::retire(new, folder)?;
    Ok(Swapped::Done)
}

#[cfg(unix)]
fn exchange(one: &Path, other: &Path) -> std::io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

#[cfg(not(unix))]
fn exchange(_: &Path, _: &Path) -> std::io::Result<()> {
    Err(std::io::Error::from(ErrorKind::Unsupported))
}

/// Links what is kept of the old site into the new one; `false` if files cannot be linked there.
fn complete(folder: &Path, new: &Path, plan: &Plan, old: &Manifest) -> Result<bool> {
    let foreign = foreign(folder, old, plan)?;
    if foreign.folders.iter().any(|one| is_mount(&folder.join(one))) {
        return Ok(false);
    }
    let links: Vec<&Path> =
        plan.keep.iter().map(Path::new).chain(foreign.files.iter().map(PathBuf::as_path)).collect();
    let paths = links.iter().copied().chain(plan.write.iter().map(|one| Path::new(&one.path)));
    let parents: BTreeSet<&Path> =
        paths.filter_map(Path::parent).chain(foreign.folders.iter().map(PathBuf::as_path)).collect();
    for one in &parents {
        fs::create_dir_all(new.join(one)).map_err(write_error::at(&new.join(one)))?;
    }
    for one in parents.iter().flat_map(|one| one.ancestors()) {
        if let Ok(about) = fs::metadata(folder.join(one)) {
            let _ = fs::set_permissions(new.join(one), about.permissions());
        }
    }
    let linked: Result<Vec<bool>> = links
        .par_iter()
        .map(|path| match fs::hard_link(folder.join(path), new.join(path)) {
            Ok(()) => Ok(true),
            Err(error) if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
                Err(write_error::at(&new.join(path))(error))
            }
            Err(_) => Ok(false),
        })
        .collect();
    Ok(!linked?.contains(&false))
}

/// What others put below the output folder.
#[derive(Default)]
struct Foreign {
    /// Files, and links as such.
    files: Vec<PathBuf>,
    /// Folders.
    folders: Vec<PathBuf>,
}

fn foreign(folder: &Path, old: &Manifest, plan: &Plan) -> Result<Foreign> {
    let mut found = Foreign::default();
    if !folder.exists() {
        return Ok(found);
    }
    let made = old.files.keys().map(String::as_str);
    let ours: BTreeSet<&str> = made.chain(plan.paths()).collect();
    let our_folders: BTreeSet<&Path> =
        ours.iter().flat_map(|path| Path::new(path).ancestors().skip(1)).collect();
    for entry in WalkDir::new(folder) {
        let entry = entry.map_err(|error| write_error::at(folder)(error.into()))?;
        let below = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        if entry.file_type().is_dir() {
            if !our_folders.contains(below) {
                found.folders.push(below.to_owned());
            }
            continue;
        }
        let path = below.to_str();
        let edited = path.is_some_and(|path| {
            plan.edited.iter().any(|one| one == path) && !plan.write.iter().any(|one| one.path == path)
        });
        let own = entry.file_name().to_str().is_some_and(staging::is_own);
        if !own && (edited || path.is_none_or(|path| !ours.contains(path))) {
            found.files.push(below.to_owned());
        }
    }
    Ok(found)
}
