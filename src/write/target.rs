//! Where a build may write. People have lost projects to generators that clean the wrong folder.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::manifest::MANIFEST;

/// The output folder, links resolved, or why it is refused. No flag overrides this.
pub fn resolve(root: &Path, folder: &Path) -> Result<PathBuf> {
    let root = root.canonicalize().with_context(|| root.display().to_string())?;
    let folder = real(folder)?;
    let refuse = |why: &str| -> Result<PathBuf> { bail!("{}: {why}", folder.display()) };
    if folder.parent().is_none() {
        return refuse(
            "这是根目录，不能作输出文件夹 · this is the root of the disk; it cannot be the output folder",
        );
    }
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE")).map(PathBuf::from);
    if home.and_then(|home| home.canonicalize().ok()).is_some_and(|home| home.starts_with(&folder)) {
        return refuse(
            "这是用户主目录或它的上级，不能作输出文件夹 · this is your home folder or a parent of it; it cannot be the output folder",
        );
    }
    if root.starts_with(&folder) {
        return refuse(
            "这是站点所在的文件夹或它的上级，不能作输出文件夹 · this is the site’s own folder or a parent of it; it cannot be the output folder",
        );
    }
    for own in ["content", "templates"] {
        if let Ok(own) = root.join(own).canonicalize()
            && folder.starts_with(&own)
        {
            return refuse(
                "这是站点的源文件，不能作输出文件夹 · this holds the site’s sources; it cannot be the output folder",
            );
        }
    }
    Ok(folder)
}

/// The path with links resolved, also where its last parts do not exist yet.
fn real(path: &Path) -> Result<PathBuf> {
    let whole = std::path::absolute(path).with_context(|| path.display().to_string())?;
    let mut rest = Vec::new();
    let mut known = whole.as_path();
    loop {
        if let Ok(real) = known.canonicalize() {
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
            bail!("{}: 链接指向不存在的地方 · the link leads to nothing", known.display());
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

/// Refuses a folder that holds something and was not written by a build.
pub fn check_contents(folder: &Path, has_manifest: bool) -> Result<()> {
    if has_manifest {
        return Ok(());
    }
    let Ok(mut entries) = fs::read_dir(folder) else {
        if folder.exists() {
            bail!("{}: 这不是能读的文件夹 · this is no folder that can be read", folder.display());
        }
        return Ok(());
    };
    if entries.any(|entry| entry.is_ok_and(|entry| !super::swap::is_foreign_root(&entry.file_name()))) {
        bail!(
            "{}: 文件夹不是空的，也没有 {MANIFEST}，不像是本程序生成的；换一个文件夹，或先清空它\n\
             the folder is not empty and holds no {MANIFEST}, so no build wrote it; name another folder, or empty this one first",
            folder.display()
        );
    }
    Ok(())
}
