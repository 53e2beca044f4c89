//! What is looked at in an output folder before the first step that changes it.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io;
use std::path::Path;

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::publish::manifest::MANIFEST;
use crate::publish::staging;
use crate::publish::target::unreadable;
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

/// Files that hosts and tools put at the root of a published site; they are nobody's mistake.
fn is_foreign_root(folder: &Dir, name: &OsStr) -> bool {
    let usual = ["CNAME", ".git", ".well-known", ".nojekyll", ".gitkeep", ".DS_Store"];
    name.to_str().is_some_and(|name| usual.contains(&name)) || staging::is_own(folder, name)
}

/// Refuses to write through links, and over what is no folder where a folder must be or the reverse.
pub fn check_way<'p>(folder: &Dir, path: &Path, paths: impl Iterator<Item = &'p str> + Clone) -> Result<()> {
    let kind = |one: &Path| folder.find(one).ok().flatten().map(|about| about.kind);
    let parents: BTreeSet<&Path> = paths.clone().flat_map(|one| Path::new(one).ancestors().skip(1)).collect();
    for one in parents.into_iter().filter(|one| !one.as_os_str().is_empty()) {
        match kind(one) {
            Some(EntryKind::Link) => {
                bail!(Error::at(
                    path.join(one).display(),
                    "这是一个链接，网站需要在这里放文件夹；请把它移走",
                    "this is a link where the site needs a folder; please move it away",
                ))
            }
            Some(EntryKind::File | EntryKind::Other) => {
                bail!(Error::at(
                    path.join(one).display(),
                    "这是一个文件，网站需要在这里放文件夹；请把它移走",
                    "this is a file where the site needs a folder; please move it away",
                ))
            }
            Some(EntryKind::Folder) | None => {}
        }
    }
    if let Some(one) = paths.map(Path::new).find(|one| kind(one) == Some(EntryKind::Folder)) {
        bail!(Error::at(
            path.join(one).display(),
            "这是一个文件夹，网站需要在这里放文件；请把它移走",
            "this is a folder where the site needs a file; please move it away",
        ));
    }
    Ok(())
}

/// Refuses a folder that holds something and was not written by a build.
pub fn check_contents(folder: &Dir, path: &Path) -> Result<()> {
    let entries = folder.entries().map_err(|_| unreadable(path))?;
    if entries.iter().any(|(name, _)| !is_foreign_root(folder, name)) {
        bail!(Error::at(
            path.display(),
            format!("文件夹不是空的，也没有 {MANIFEST}，不像是本程序生成的；换一个文件夹，或先清空它"),
            format!(
                "the folder is not empty and holds no {MANIFEST}, so no build wrote it; name another folder, or empty this one first"
            ),
        ));
    }
    Ok(())
}

/// Refuses a change that the system would not let happen, before the first step of it: `paths` are the
/// files that are to be written and removed.
pub fn check_permissions<'p>(folder: &Dir, path: &Path, paths: impl Iterator<Item = &'p str>) -> Result<()> {
    let paths: Vec<&Path> = paths.map(Path::new).collect();
    let mut parents: BTreeSet<&Path> = paths.iter().filter_map(|one| one.parent()).collect();
    parents.insert(Path::new(""));
    for one in parents {
        // A folder that is not there is made in the nearest one that is.
        let there = one.ancestors().find_map(|one| folder.folder(one).ok().map(|dir| (one, dir)));
        if let Some((one, dir)) = there {
            dir.may_change().map_err(|error| refused(&path.join(one), &error))?;
        }
    }
    if let Some(one) = paths.iter().find(|one| folder.is_fixed(one)) {
        bail!(fixed(&path.join(one)));
    }
    Ok(())
}

fn fixed(path: &Path) -> Error {
    Error::at(
        path.display(),
        "它被设为不可更改，网站没有动；解除后（chattr -i）再运行一次",
        "it is set so that it cannot be changed, and the site was not touched; take that away (chattr -i) and run it again",
    )
}

/// Why a folder may not be changed.
fn refused(path: &Path, error: &io::Error) -> Error {
    if Dir::says_fixed(error) {
        return fixed(path);
    }
    Error::at(
        path.display(),
        "没有在这个文件夹里写的权限，网站没有动；改变它的权限或主人，再运行一次",
        "no permission to write in this folder, and the site was not touched; change its permissions or its owner, and run it again",
    )
}
