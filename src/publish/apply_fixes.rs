//! A correction → the file it is for, if that is still the file that was checked.

use std::path::Path;

use anyhow::Result;

use crate::publish::replace::{Replaced, replace};
use crate::publish::write_error;
use crate::rules::fixes::FileFixes;
use crate::vfs::decode;
use crate::vfs::dir::Dir;
use crate::vfs::file::FILE_LIMIT;

/// Corrects a file below the site's folder in one step, unless it is another one since it was checked.
pub fn correct(root: &Path, correction: &FileFixes) -> Result<Replaced> {
    let path = &*correction.source.path;
    let site = Dir::open(root).map_err(write_error::at(root))?;
    // What cannot be read any more has changed too.
    let Ok(bytes) = site.read(Path::new(path), FILE_LIMIT) else { return Ok(Replaced::Changed) };
    match decode::text(bytes.clone()).ok().and_then(|text| correction.apply(&text)) {
        Some(text) => replace(root, path, Some(&bytes), text.as_bytes()),
        None => Ok(Replaced::Changed),
    }
}
