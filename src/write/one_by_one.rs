//! Publishing where folders cannot be exchanged: file by file, each by rename, pages last.
//!
//! Every single file is old or new, never half. What pages need (style, scripts, data) comes before
//! the pages, the manifest last, removals after everything.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::manifest::MANIFEST;
use super::{Plan, swap};

/// Publishes a plan into the folder itself.
pub fn publish(folder: &Path, plan: &Plan) -> Result<()> {
    let mut order: Vec<_> = plan.write.iter().collect();
    order.sort_by_key(|one| (one.path == MANIFEST, one.path.ends_with(".html"), &one.path));
    for one in order {
        let path = folder.join(&one.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).with_context(|| parent.display().to_string())?;
        }
        let beside = path.with_file_name(".duizhao-next");
        let done = swap::write_flushed(&beside, &one.bytes)
            .and_then(|()| fs::rename(&beside, &path).with_context(|| path.display().to_string()));
        if done.is_err() {
            let _ = fs::remove_file(&beside);
        }
        done?;
    }
    for path in &plan.remove {
        let path = folder.join(path);
        fs::remove_file(&path).with_context(|| path.display().to_string())?;
        let mut parent = path.parent();
        while let Some(one) = parent.filter(|one| *one != folder && fs::remove_dir(one).is_ok()) {
            parent = one.parent();
        }
    }
    Ok(())
}
