//! Files that are published as they are: read piece by piece, hashed on the way, and never held whole.
//!
//! Only a drawing (SVG) is held while it is looked at, since it is taken apart; so it may be as large as a text.

use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use crate::base::source_text::{TextHash, text_hash};
use crate::model::asset::Asset;
use crate::vfs::dir::Dir;
use crate::vfs::entry::is_irregular;
use crate::vfs::file::{ASSET_LIMIT, FILE_LIMIT, FileAt, ReadError, refusal, too_large, unreadable};
use crate::vfs::publishable;

/// How much is read at once, in bytes.
const PIECE: usize = 1 << 16;

fn first(whole: &blake3::Hash) -> TextHash {
    let mut hash = TextHash::default();
    hash.copy_from_slice(&whole.as_bytes()[..16]);
    hash
}

/// A file of which is known what it holds, if nothing else of it need be known.
pub(crate) fn known(path: &str, length: u64, hash: TextHash) -> Option<Asset> {
    let below = path.strip_prefix("content/").unwrap_or(path);
    let plain = !publishable::is_drawing(below);
    plain.then(|| Asset { path: path.into(), length, hash, fault: publishable::fault(below, &[]) })
}

/// Looks at a file below the site's folder.
pub(crate) fn look(file: FileAt) -> Result<Asset, ReadError> {
    let path: &str = file.path;
    let below = path.strip_prefix("content/").unwrap_or(path);
    if publishable::is_drawing(below) {
        let bytes = file.read(FILE_LIMIT)?;
        let fault = publishable::fault(below, &bytes);
        return Ok(Asset { path: path.into(), length: bytes.len() as u64, hash: text_hash(&bytes), fault });
    }
    let (file, _) = file.open(ASSET_LIMIT)?;
    let (length, hash) = pass(file, &mut io::sink()).map_err(|error| match error {
        CopyError::Read(error) | CopyError::Write(error) => refusal(error),
        CopyError::Changed => unreadable(None),
    })?;
    if length > ASSET_LIMIT {
        return Err(too_large(length, ASSET_LIMIT));
    }
    Ok(Asset { path: path.into(), length, hash, fault: publishable::fault(below, &[]) })
}

/// Why a file was not copied.
#[derive(Debug)]
pub(crate) enum CopyError {
    /// It is gone, or holds something else than when it was looked at.
    Changed,
    /// It cannot be read.
    Read(io::Error),
    /// Its copy cannot be written.
    Write(io::Error),
}

/// Copies a file of the site's folder, which must hold what it held when it was looked at.
pub(crate) fn copy(site: &Dir, asset: &Asset, to: &mut dyn Write) -> Result<(), CopyError> {
    let file = site.open_file(Path::new(&*asset.path)).map_err(|error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory => CopyError::Changed,
        _ if is_irregular(&error) => CopyError::Changed,
        _ => CopyError::Read(error),
    })?;
    let passed = pass(file, to)?;
    if passed == (asset.length, asset.hash) { Ok(()) } else { Err(CopyError::Changed) }
}

/// Hands a file on, not much farther than the limit: its length and its hash.
fn pass(file: impl Read, to: &mut dyn Write) -> Result<(u64, TextHash), CopyError> {
    let mut file = file.take(ASSET_LIMIT + 1);
    let mut hasher = blake3::Hasher::new();
    let mut piece = vec![0; PIECE];
    let mut length = 0;
    loop {
        let count = file.read(&mut piece).map_err(CopyError::Read)?;
        if count == 0 {
            break;
        }
        length += count as u64;
        hasher.update(&piece[..count]);
        to.write_all(&piece[..count]).map_err(CopyError::Write)?;
    }
    Ok((length, first(&hasher.finalize())))
}
