//! Where a build may write. People have lost projects to generators that clean the wrong folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};

use crate::base::error::Error;
use crate::base::os_error;
use crate::publish::write_error;
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

/// Where a site is published to: a name in a folder that is held open.
pub struct Target {
    /// The folder above the output folder.
    pub above: Dir,
    /// The output folder's name there.
    pub name: PathBuf,
    /// The whole path, for messages.
    pub path: PathBuf,
}

impl Target {
    /// The folder above an output folder; it is made if it is not there.
    pub fn open(path: PathBuf) -> Result<Target> {
        let parent = path.parent().unwrap_or(&path);
        fs::create_dir_all(parent).map_err(write_error::at(parent))?;
        let above = Dir::open(parent).map_err(write_error::at(parent))?;
        let name = path.file_name().map(PathBuf::from).unwrap_or_default();
        Ok(Target { above, name, path })
    }

    /// The output folder, if it is there.
    pub fn folder(&self) -> Result<Option<Dir>> {
        match self.above.find(&self.name).map_err(write_error::at(&self.path))? {
            None => Ok(None),
            Some(about) if about.kind == EntryKind::Folder => match self.above.folder(&self.name) {
                Ok(folder) => Ok(Some(folder)),
                Err(_) => bail!(unreadable(&self.path)),
            },
            Some(about) if about.kind == EntryKind::Link => bail!(link(&self.path)),
            Some(_) => bail!(unreadable(&self.path)),
        }
    }
}

/// Refuses a link: whoever made the folder that it stands in decides where it leads.
fn link(path: &Path) -> Error {
    Error::at(
        path.display(),
        "这是一个链接，不经过它写文件；移走它，或用 --output 写明要写到哪个文件夹",
        "this is a link, and nothing is written through it; move it away, or name the folder to write to with --output",
    )
}

pub(crate) fn unreadable(path: &Path) -> Error {
    Error::at(
        path.display(),
        "这不是能读的文件夹；换一个文件夹，或改变它的权限",
        "this is no folder that can be read; name another, or change its permissions",
    )
}

/// The output folder, links resolved, or why it is refused; none named means `public` in the site's folder.
/// A link is followed only where somebody named it. No flag overrides this.
pub fn resolve(root: &Path, folder: Option<&Path>) -> Result<PathBuf> {
    let usual = root.join("public");
    if folder.is_none() && usual.is_symlink() {
        bail!(link(&usual));
    }
    let folder = folder.unwrap_or(&usual);
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
        // It may not be there yet; then its name is all there is to go by.
        let own = root.join(own);
        let own = os_error::real(&own).unwrap_or(own);
        if folder.ancestors().any(|one| is_same(one, &own)) {
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
