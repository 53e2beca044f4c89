//! Where a build may write. People have lost projects to generators that clean the wrong folder.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::base::os_error;
use crate::publish::manifest::MANIFEST;
use crate::publish::{staging, write_error};

/// The output folder, links resolved, or why it is refused. No flag overrides this.
pub fn resolve(root: &Path, folder: &Path) -> Result<PathBuf> {
    let root = os_error::real(root).map_err(write_error::at(root))?;
    let folder = real(folder)?;
    let refuse = |zh: &str, en: &str| -> Result<PathBuf> {
        Err(Error::at(
            folder.display(),
            format!("{zh}，不能作输出文件夹；换一个文件夹，例如 public"),
            format!("{en}; it cannot be the output folder: name another, such as public"),
        )
        .into())
    };
    if folder.parent().is_none() {
        return refuse("这是根目录", "this is the root of the disk");
    }
    let home = std::env::home_dir().and_then(|home| os_error::real(&home).ok());
    if home.is_some_and(|home| home.ancestors().any(|one| is_same(one, &folder))) {
        return refuse("这是用户主目录或它的上级", "this is your home folder or a parent of it");
    }
    if root.ancestors().any(|one| is_same(one, &folder)) {
        return refuse("这是站点所在的文件夹或它的上级", "this is the site’s own folder or a parent of it");
    }
    for own in ["content", "templates"] {
        if let Ok(own) = os_error::real(&root.join(own))
            && folder.ancestors().any(|one| is_same(one, &own))
        {
            return refuse("这是站点的源文件", "this holds the site’s sources");
        }
    }
    Ok(folder)
}

/// Whether two paths are one folder: under another name too, as by a bind mount or on a disk that
/// ignores case.
fn is_same(one: &Path, other: &Path) -> bool {
    let folded = |path: &Path| path.to_str().map(str::to_lowercase);
    let named = one == other || (cfg!(not(target_os = "linux")) && folded(one) == folded(other));
    named || identity(one).is_some_and(|one| identity(other) == Some(one))
}

#[cfg(unix)]
fn identity(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(path).ok().map(|about| (about.dev(), about.ino()))
}

#[cfg(not(unix))]
fn identity(_: &Path) -> Option<(u64, u64)> {
    None
}

/// The path with links resolved, also where its last parts do not exist yet.
fn real(path: &Path) -> Result<PathBuf> {
    let whole = std::path::absolute(path).map_err(write_error::at(path))?;
    let mut rest = Vec::new();
    let mut known = whole.as_path();
    loop {
        if let Ok(real) = os_error::real(known) {
            let mut real = real;
            for part in rest.iter().rev() {
                match part {
                    Component::ParentDir => {
                        real.pop();
                    }
                    Component::CurDir => {}
                    part => real.push(part),
                }
            }
            return Ok(real);
        }
        if fs::symlink_metadata(known).is_ok() {
            let (zh, en) = (
                "链接指向不存在的地方；删去它，或换一个文件夹",
                "the link leads to nothing; remove it, or name another folder",
            );
            return Err(Error::at(known.display(), zh, en).into());
        }
        match (known.parent(), known.components().next_back()) {
            (Some(parent), Some(part)) => {
                rest.push(part);
                known = parent;
            }
            _ => return Ok(whole),
        }
    }
}

/// Files that hosts and tools put at the root of a published site; they are nobody's mistake.
fn is_foreign_root(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| {
        matches!(name, ".git" | "CNAME" | ".well-known" | ".nojekyll" | ".gitkeep" | ".DS_Store")
            || staging::is_own(name)
    })
}

/// Whether a path below a folder leads through a link, so that it means something outside.
pub fn leads_out(folder: &Path, path: &str) -> bool {
    let mut parents = Path::new(path).ancestors().skip(1).filter(|one| !one.as_os_str().is_empty());
    parents.any(|one| fs::symlink_metadata(folder.join(one)).is_ok_and(|about| about.is_symlink()))
}

/// Refuses to write through links, and over what is no folder where a folder must be or the reverse.
pub fn check_way<'p>(folder: &Path, paths: impl Iterator<Item = &'p str> + Clone) -> Result<()> {
    let parents: BTreeSet<&Path> = paths.clone().flat_map(|one| Path::new(one).ancestors().skip(1)).collect();
    for one in parents.into_iter().filter(|one| !one.as_os_str().is_empty()) {
        let path = folder.join(one);
        match fs::symlink_metadata(&path) {
            Ok(about) if about.is_symlink() => {
                bail!(Error::at(
                    path.display(),
                    "这是一个链接，网站需要在这里放文件夹；请把它移走",
                    "this is a link where the site needs a folder; please move it away",
                ))
            }
            Ok(about) if !about.is_dir() => {
                bail!(Error::at(
                    path.display(),
                    "这是一个文件，网站需要在这里放文件夹；请把它移走",
                    "this is a file where the site needs a folder; please move it away",
                ))
            }
            _ => {}
        }
    }
    let taken = paths.map(|one| folder.join(one)).find(|path| path.is_dir());
    if let Some(path) = taken {
        bail!(Error::at(
            path.display(),
            "这是一个文件夹，网站需要在这里放文件；请把它移走",
            "this is a folder where the site needs a file; please move it away",
        ));
    }
    Ok(())
}

/// Refuses a folder that holds something and was not written by a build.
pub fn check_contents(folder: &Path, has_manifest: bool) -> Result<()> {
    if has_manifest {
        return Ok(());
    }
    let Ok(mut entries) = fs::read_dir(folder) else {
        if folder.exists() {
            bail!(Error::at(
                folder.display(),
                "这不是能读的文件夹；换一个文件夹，或改变它的权限",
                "this is no folder that can be read; name another, or change its permissions",
            ));
        }
        return Ok(());
    };
    if entries.any(|entry| entry.is_ok_and(|entry| !is_foreign_root(&entry.file_name()))) {
        bail!(Error::at(
            folder.display(),
            format!("文件夹不是空的，也没有 {MANIFEST}，不像是本程序生成的；换一个文件夹，或先清空它"),
            format!(
                "the folder is not empty and holds no {MANIFEST}, so no build wrote it; name another folder, or empty this one first"
            ),
        ));
    }
    Ok(())
}
