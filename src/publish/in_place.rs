//! Publishing where folders cannot be exchanged: file by file, each by rename, pages last.
//!
//! Every single file is old or new, never half. What pages need (style, scripts, data) comes before
//! the pages, the manifest after them, removals last. The manifest of the new site stands beside the
//! old one while this goes on, so that after a kill, or several, the next build knows all as its own.

use std::fs;
use std::path::Path;

use anyhow::Result;
use walkdir::WalkDir;

use crate::publish::manifest::{MANIFEST, Manifest};
use crate::publish::plan::Plan;
use crate::publish::replace::replace_as;
use crate::publish::staging::{NEXT, PENDING};
use crate::publish::write_error;

/// Publishes a plan into the folder itself. `aside` is where files are laid out; `pending` is the manifest of the new site, together with
/// those of sites whose publishing was killed.
pub fn publish(folder: &Path, aside: &Path, plan: &Plan, pending: &Manifest) -> Result<()> {
    clear(folder)?;
    fs::create_dir_all(folder).map_err(write_error::at(folder))?;
    let note = folder.join(PENDING);
    replace_as(&note, NEXT, &pending.bytes(), false)?;
    let mut order: Vec<_> = plan.write.iter().collect();
    order.sort_by_key(|one| (one.path == MANIFEST, one.path.ends_with(".html"), &one.path));
    for one in order {
        let path = folder.join(&one.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(write_error::at(parent))?;
        }
        replace_as(&path, NEXT, &one.bytes(aside)?, false)?;
    }
    for path in &plan.remove {
        let path = folder.join(path);
        fs::remove_file(&path).map_err(write_error::at(&path))?;
        let mut parent = path.parent();
        while let Some(one) = parent.filter(|one| *one != folder && fs::remove_dir(one).is_ok()) {
            parent = one.parent();
        }
    }
    fs::remove_file(&note).map_err(write_error::at(&note))
}

/// Removes half-written files of a killed build.
fn clear(folder: &Path) -> Result<()> {
    let left = WalkDir::new(folder).into_iter().filter_map(Result::ok);
    for entry in left.filter(|entry| entry.file_name() == NEXT && entry.file_type().is_file()) {
        fs::remove_file(entry.path()).map_err(write_error::at(entry.path()))?;
    }
    Ok(())
}
