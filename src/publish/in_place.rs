//! Publishing where folders cannot be exchanged: file by file, each by rename, pages last.
//!
//! All files are laid out before the first takes its place, so that a full disk is found in time. Every
//! single file is old or new, never half. What pages need (style, scripts, data) comes before the pages,
//! the manifest after them, removals last. The manifest of the new site stands beside the old one while
//! this goes on, so that after a kill, or several, the next build knows all as its own.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::publish::manifest::{MANIFEST, Manifest};
use crate::publish::plan::Plan;
use crate::publish::staging::{PENDING, Staging};
use crate::publish::write_error;
use crate::vfs::dir::Dir;
use crate::vfs::fresh_id::fresh_id;

/// Publishes a plan, whose files are laid out, into the folder itself; `path` is what messages call it.
/// `pending` is the manifest of the new site, together with those of sites whose publishing was killed.
pub fn publish(folder: &Dir, path: &Path, staging: &Staging, plan: &Plan, pending: &Manifest) -> Result<()> {
    let note = Path::new(PENDING);
    let at = |below: &Path| write_error::at(&path.join(below));
    let noted = staging.dir.create(note, 0o666).and_then(|mut file| file.write_all(&pending.bytes()));
    noted.and_then(|()| place(&staging.dir, folder, note)).map_err(at(note))?;
    let mut order: Vec<_> = plan.write.iter().collect();
    order.sort_by_key(|one| (one.path == MANIFEST, one.path.ends_with(".html"), &one.path));
    for one in order {
        let below = Path::new(&one.path);
        place(&staging.dir, folder, below).map_err(at(below))?;
    }
    for one in plan.remove.iter().map(Path::new) {
        folder.remove_file(one).map_err(at(one))?;
        let mut above = one.parent();
        while let Some(one) =
            above.filter(|one| !one.as_os_str().is_empty() && folder.remove_folder(one).is_ok())
        {
            above = one.parent();
        }
    }
    folder.remove_file(note).map_err(at(note))
}

/// Moves a file that is laid out to its place, in one step on the disk where that is.
fn place(from: &Dir, folder: &Dir, path: &Path) -> io::Result<()> {
    let above = path.parent().unwrap_or(Path::new(""));
    folder.make_way(above)?;
    match from.rename(path, folder, path) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => {}
        result => return result,
    }
    let next: PathBuf = above.join(format!(".duizhao-next-{}", fresh_id()?));
    let copy = || -> io::Result<()> {
        io::copy(&mut from.open_file(path)?, &mut folder.create(&next, 0o666)?)?;
        folder.rename(&next, folder, path)
    };
    copy().inspect_err(|_| drop(folder.remove_file(&next)))
}
