//! Copies of what was changed by hand, beside it: `growth.html.kept-1`.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::publish::manifest::hash_of;
use crate::publish::write_error;
use crate::vfs::dir::Dir;

/// Where a copy may stand.
pub enum CopyPlace {
    /// The same stands there already.
    There(PathBuf),
    /// Nothing stands there.
    Free(PathBuf),
}

/// The first name for a copy that is free in all of these folders, or that holds the same already.
pub fn place(from: &Dir, path: &Path, folders: &[&Dir]) -> io::Result<CopyPlace> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let same = |folder: &Dir, copy: &Path| {
        let identity =
            |dir: &Dir, path: &Path| dir.find(path).ok().flatten().and_then(|about| about.identity);
        identity(folder, copy).is_some_and(|one| identity(from, path) == Some(one))
            || hash_of(folder, copy).is_ok_and(|one| hash_of(from, path).is_ok_and(|other| one == other))
    };
    let mut number = 1;
    loop {
        let copy = path.with_file_name(format!("{name}.kept-{number}"));
        let mut taken = false;
        for folder in folders {
            if folder.find(&copy)?.is_some() {
                taken = true;
                if same(folder, &copy) {
                    return Ok(CopyPlace::There(copy));
                }
            }
        }
        if !taken {
            return Ok(CopyPlace::Free(copy));
        }
        number += 1;
    }
}

/// Gives a file one more name in another folder, or copies it where names cannot be shared.
pub fn keep(from: &Dir, path: &Path, to: &Dir, copy: &Path) -> io::Result<()> {
    if let Some(above) = copy.parent() {
        to.make_way(above)?;
    }
    match from.link(path, to, copy) {
        Err(error) if error.kind() != ErrorKind::AlreadyExists => {
            let mut source = from.open_file(path)?;
            let written = to.create(copy, 0o600).and_then(|mut file| io::copy(&mut source, &mut file));
            if written.is_err() {
                let _ = to.remove_file(copy);
            }
            written.map(|_| ())
        }
        result => result,
    }
}

/// Moves a file of the old site to where it would stand in the new one, or beside that; gives the copy's
/// path where it had to stand beside.
pub fn rescue(old: &Dir, path: &Path, folder: &Dir) -> io::Result<Option<PathBuf>> {
    if let Some(above) = path.parent() {
        folder.make_way(above)?;
    }
    match place(old, path, &[folder])? {
        CopyPlace::There(_) => Ok(None),
        CopyPlace::Free(_) if folder.find(path)?.is_none() => old.rename(path, folder, path).map(|()| None),
        CopyPlace::Free(copy) => old.rename(path, folder, &copy).map(|()| Some(copy)),
    }
}

/// Copies of the files that were changed by hand, beside each: `growth.html.kept-1`. `to` is the folder that
/// they are made in, `path` what messages call the output folder. If one cannot be made, those already made
/// go again.
pub fn keep_all(path: &Path, folder: &Dir, to: &Dir, edited: &[String]) -> Result<Vec<PathBuf>> {
    let (mut all, mut made) = (Vec::new(), Vec::new());
    for one in edited.iter().map(Path::new) {
        let kept = place(folder, one, &[folder, to]).and_then(|place| match place {
            CopyPlace::There(copy) => Ok(copy),
            CopyPlace::Free(copy) => {
                keep(folder, one, to, &copy)?;
                made.push(copy.clone());
                Ok(copy)
            }
        });
        match kept {
            Ok(copy) => all.push(copy),
            Err(error) => {
                made.iter().for_each(|copy| drop(to.remove_file(copy)));
                return Err(write_error::at(&path.join(one))(error));
            }
        }
    }
    Ok(all)
}
