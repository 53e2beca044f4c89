//! Outputs → `public/`. (first form)
use std::fs;
use std::path::Path;
use anyhow::{Context, Result};
use crate::both::Both;
use crate::output::Output;
#[derive(Clone, Copy, Debug, Default)]
pub struct Written { pub changed: usize, pub removed: usize }
pub fn compare(folder: &Path, outputs: &[Output]) -> Result<Vec<Both<String>>> {
    let mut all = Vec::new();
    for one in outputs {
        if fs::read(folder.join(&one.path)).ok().as_deref() != Some(&one.bytes) { all.push(Both::said(one.path.clone(), one.path.clone())); }
    }
    Ok(all)
}
pub fn publish(_root: &Path, folder: &Path, outputs: &[Output], _overwrite: bool) -> Result<Written> {
    let mut written = Written::default();
    for one in outputs {
        let path = folder.join(&one.path);
        if fs::read(&path).ok().as_deref() == Some(&one.bytes) { continue; }
        fs::create_dir_all(path.parent().unwrap_or(folder))?;
        fs::write(&path, &one.bytes).with_context(|| path.display().to_string())?;
        written.changed += 1;
    }
    Ok(written)
}
