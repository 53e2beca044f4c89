//! A correction → the file it is for, if that is still the file that was checked.

use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::publish::replace::replace;
use crate::publish::write_error;
use crate::rules::fixes::Correction;
use crate::vfs::decode;

/// What became of a correction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corrected {
    /// It was made.
    Made,
    /// The file is another one since it was checked; it was left alone.
    Changed,
}

/// Corrects a file below the site's folder in one step.
pub fn correct(root: &Path, correction: &Correction) -> Result<Corrected> {
    let path = root.join(&*correction.source.path);
    let bytes = fs::read(&path).map_err(write_error::at(&path))?;
    let Some(text) = decode::text(bytes).ok().and_then(|text| correction.apply(&text)) else {
        return Ok(Corrected::Changed);
    };
    replace(&path, text.as_bytes())?;
    Ok(Corrected::Made)
}
