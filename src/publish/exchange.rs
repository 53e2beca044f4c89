//! The new site is laid out beside the old one, then the two change names in one step.

use std::collections::BTreeSet;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Result;
use rayon::prelude::*;

use crate::base::lang::Both;
use crate::base::map::HashSet;
use crate::publish::plan::Plan;
use crate::publish::staging::{self, KnownFiles, Staging};
use crate::publish::target::Target;
use crate::publish::{copies, write_error};
use crate::vfs::dir::{Dir, WalkedFolder};
use crate::vfs::entry::{EntryKind, FilesOfFolder, NamedEntry, by_folder};

/// How an exchange ended.
pub enum Swapped {
    /// The new site stands.
    Done {
        /// Copies of what was changed by hand, below the output folder.
        copies: Vec<PathBuf>,
        /// What the system said if the old site could not be taken away.
        left: Option<io::Error>,
    },
    /// It cannot be done here, and nothing was touched.
    NotHere(Both<String>),
}

/// Why a folder cannot be exchanged as a whole, if it cannot.
pub fn obstacle(target: &Target, folder: Option<&Dir>) -> Option<Both<String>> {
    let folder = folder?;
    if folder.find(Path::new(".git")).ok().flatten().is_some() {
        return Some(Both::new("里面有 .git 文件夹", "it holds a .git folder"));
    }
    if cfg!(windows) {
        return Some(Both::new("Windows 不能交换文件夹", "Windows cannot exchange folders"));
    }
    if target.above.may_change().is_err() {
        return Some(Both::new("上一级文件夹不能写", "the folder above it cannot be written to"));
    }
    let disk = |dir: &Dir| dir.own().ok().and_then(|about| about.disk());
    (disk(folder) != disk(&target.above)).then(mounted)
}

fn mounted() -> Both<String> {
    Both::new("里面有挂载点，或它自己就是挂载点", "it is or holds a mount point")
}

/// Completes the new site, whose changed files are laid out in a folder, with what is kept of the old one,
/// and exchanges the two. If that cannot be done, what is laid out stays, and so does the old site. `known` are files of
/// the old site of which it is known that a build wrote them as they were.
pub fn publish(
    target: &Target,
    folder: Option<&Dir>,
    (staging, plan): (&Staging, &Plan),
    known: &KnownFiles,
) -> Result<Swapped> {
    let Some(folder) = folder else {
        let placed = target.above.rename(&staging.name, &target.above, &target.name);
        placed.and_then(|()| staging.unmark(&staging.dir)).map_err(write_error::at(&target.path))?;
        return Ok(Swapped::Done { copies: Vec::new(), left: None });
    };
    let at = write_error::at(&target.path);
    let foreign = match foreign(folder, plan).map_err(at)? {
        ForeignFiles::All(foreign) => foreign,
        ForeignFiles::Obstacle(why) => return Ok(Swapped::NotHere(why)),
    };
    if !complete(folder, staging, plan, &foreign).map_err(write_error::at(&target.path))? {
        return Ok(Swapped::NotHere(unlinked(folder, plan, &foreign)));
    }
    let mut copies = copies::keep_all(&target.path, folder, &staging.dir, &plan.edited)?;
    // The exchange makes the old site the leftover; its mark must stand in it by then.
    staging.mark_old(folder).map_err(write_error::at(&target.path))?;
    let is_same = || -> io::Result<bool> {
        Ok(target.above.metadata(&target.name)?.identity == folder.own()?.identity)
    };
    if !is_same().unwrap_or(false) || target.above.exchange(&staging.name, &target.name).is_err() {
        let _ = staging.unmark(folder);
        return Ok(Swapped::NotHere(Both::new(
            "文件系统不能交换文件夹",
            "the file system cannot exchange folders",
        )));
    }
    let retired = staging.unmark(&staging.dir).and_then(|()| staging.retire(&target.above, folder, known));
    let left = match retired {
        Ok(rescued) => {
            copies.extend(rescued);
            None
        }
        Err(error) => Some(error),
    };
    Ok(Swapped::Done { copies, left })
}

/// Links what is kept of the old site into the new one; `false` if files cannot be linked there.
fn complete(folder: &Dir, staging: &Staging, plan: &Plan, foreign: &Foreign) -> io::Result<bool> {
    let links: Vec<&Path> =
        plan.keep.iter().map(Path::new).chain(foreign.files.iter().map(PathBuf::as_path)).collect();
    let links = by_folder(&links);
    let written = plan.write.iter().filter_map(|one| Path::new(&one.path).parent());
    let folders = links.iter().map(|(above, _)| *above).chain(foreign.folders.iter().map(PathBuf::as_path));
    let parents: BTreeSet<&Path> = written.chain(folders).collect();
    for one in &parents {
        staging.dir.make_way(one)?;
    }
    let linked: io::Result<Vec<()>> = links.par_iter().map(|part| link(folder, &staging.dir, part)).collect();
    let is_whole = match linked {
        Err(error) if matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded) => {
            return Err(error);
        }
        linked => linked.is_ok(),
    };
    // Last, for a folder may then be closed to us.
    let all: BTreeSet<&Path> = parents.iter().flat_map(|one| one.ancestors()).collect();
    for one in all.into_iter().rev() {
        if let Ok(Some(about)) = folder.find(one) {
            staging.dir.give(one, &about);
        }
    }
    Ok(is_whole)
}

/// Links files of a folder into the same folder of another site.
fn link(from: &Dir, to: &Dir, (above, paths): &FilesOfFolder) -> io::Result<()> {
    let (from, to) = (from.folder(above)?, to.folder(above)?);
    paths.iter().filter_map(|path| path.file_name()).try_for_each(|name| from.link_named(name, &to))
}

/// What others put below the output folder.
#[derive(Default)]
struct Foreign {
    /// Files, and links as such.
    files: Vec<PathBuf>,
    /// Folders.
    folders: Vec<PathBuf>,
}

enum ForeignFiles {
    All(Foreign),
    /// Something that cannot be taken along, or taken away afterwards.
    Obstacle(Both<String>),
}

fn foreign(folder: &Dir, plan: &Plan) -> io::Result<ForeignFiles> {
    let ours: HashSet<&str> = plan.all().collect();
    let mut above: Vec<&str> =
        plan.all().map(|path| path.rsplit_once('/').map_or("", |parts| parts.0)).collect();
    above.dedup();
    let our_folders: HashSet<&Path> =
        above.into_iter().flat_map(|path| Path::new(path).ancestors()).collect();
    let disk = folder.own()?.disk();
    let all = folder.walk_folders()?;
    let of_folder = |(above, entries): &WalkedFolder| -> io::Result<Result<Vec<PathBuf>, Both<String>>> {
        let is_top = above.as_os_str().is_empty();
        if let Some(why) = obstacle_in(&folder.folder(above)?, is_top, disk)? {
            return Ok(Err(why));
        }
        let files = entries.iter().filter(|one| one.kind != EntryKind::Folder);
        let is_own = |one: &&NamedEntry| is_top && staging::is_own(folder, &one.name);
        let paths = files.map(|one| (one, above.join(&one.name)));
        let foreign = paths.filter(|(_, path)| path.to_str().is_none_or(|path| !ours.contains(path)));
        Ok(Ok(foreign.filter(|(one, _)| !is_own(one)).map(|(_, path)| path).collect()))
    };
    let files: Vec<_> = all.par_iter().map(of_folder).collect::<io::Result<_>>()?;
    let mut found = Foreign::default();
    for one in files {
        match one {
            Ok(files) => found.files.extend(files),
            Err(why) => return Ok(ForeignFiles::Obstacle(why)),
        }
    }
    let folders = all.into_iter().map(|(above, _)| above);
    found.folders = folders.filter(|above| !our_folders.contains(above.as_path())).collect();
    Ok(ForeignFiles::All(found))
}

/// Why what a folder holds cannot be taken along, or taken away afterwards.
fn obstacle_in(dir: &Dir, is_top: bool, disk: Option<u64>) -> io::Result<Option<Both<String>>> {
    if dir.own()?.disk() != disk {
        return Ok(Some(mounted()));
    }
    if !is_top && dir.may_change().is_err() {
        let said = Both::new("里面有不能写的文件夹", "it holds a folder that cannot be written to");
        return Ok(Some(said));
    }
    Ok(None)
}

/// Why files cannot be linked.
fn unlinked(folder: &Dir, plan: &Plan, foreign: &Foreign) -> Both<String> {
    let mut all = plan.keep.iter().map(Path::new).chain(foreign.files.iter().map(PathBuf::as_path));
    match all.any(|path| folder.is_fixed(path)) {
        true => Both::new(
            "里面有被设为不可更改的文件",
            "it holds a file that is set so that it cannot be changed",
        ),
        false => Both::new(
            "这里的文件不能作硬链接，或里面有挂载点",
            "files cannot be linked here, or it holds a mount point",
        ),
    }
}
