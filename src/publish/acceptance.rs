//! What was accepted → `duizhao.lock`, unless it is another one than was read.

use std::path::Path;

use anyhow::Result;

use crate::base::source::Source;
use crate::model::lock::Lock;
use crate::model::site::Site;
use crate::parse;
use crate::publish::replace::{Replaced, replace};
use crate::vfs::decode;
use crate::vfs::dir::Dir;
use crate::vfs::file::FILE_LIMIT;

/// The lock's path below the site's folder.
pub const LOCK: &str = "content/duizhao.lock";

/// The lock as it stands on the disk, if it can be read; what is wrong with it is found later.
pub fn stored(root: &Path) -> Option<Vec<u8>> {
    Dir::open(root).ok()?.read(Path::new(LOCK), FILE_LIMIT).ok()
}

/// Whether a file that holds these bytes, or is not there, is what the site was read from.
pub fn is_as_read(site: &Site, path: &str, bytes: Option<&[u8]>) -> bool {
    let text = bytes.and_then(|bytes| decode::text(bytes.to_vec()).ok());
    let now = text.map(|text| Source::new(path, &text).text);
    now.as_deref() == site.sources.get(path).map(|source| &*source.text)
}

/// Writes the lock, unless it is another one since it was read as `before` and since the site was read.
pub fn write(root: &Path, before: Option<&[u8]>, site: &Site, lock: &Lock) -> Result<Replaced> {
    if !is_as_read(site, LOCK, before) {
        return Ok(Replaced::Changed);
    }
    let text = before.and_then(|bytes| decode::text(bytes.to_vec()).ok());
    let new = like_before(text.as_deref().unwrap_or_default(), parse::lock::write(lock));
    replace(root, LOCK, before, new.as_bytes())
}

/// The lock's text with the byte order mark and the line ends of the one that it replaces.
fn like_before(before: &str, text: String) -> String {
    let mark = if before.starts_with('\u{feff}') { "\u{feff}" } else { "" };
    let text = if before.contains("\r\n") { text.replace('\n', "\r\n") } else { text };
    format!("{mark}{text}")
}
