//! What a site's folder holds, as hashes: whether a later run reads the same.
//!
//! A file whose stamp is the same holds the same, as long as the clock of the disk had moved on when it was read;
//! any other is read and hashed again.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::base::source::Source;
use crate::vfs::asset::{self, Hash, hash};
use crate::vfs::dir::Dir;
use crate::vfs::file::{is_text, text_of};
use crate::vfs::site_folder::site_folder;
use crate::vfs::walk::{Listed, Listing, Stamp};

/// What a site's folder holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    files: BTreeMap<String, Input>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Input {
    stamp: Stamp,
    /// Whether an equal stamp means equal bytes.
    settled: bool,
    hash: Hash,
}

impl Input {
    pub(super) fn new(stamp: Stamp, settled: bool, hash: Hash) -> Input {
        Input { stamp, settled, hash }
    }
}

impl Inputs {
    pub(super) fn of(files: BTreeMap<String, Input>) -> Inputs {
        Inputs { files }
    }

    /// Whether a later change of any file would show in its stamp.
    pub fn is_settled(&self) -> bool {
        self.files.values().all(|one| one.settled)
    }

    /// Looks at the folder again: the same files with the stamps that they have now, or nothing where anything is
    /// another or cannot be read.
    pub fn again(&self, root: &Path) -> Option<Inputs> {
        let site = site_folder(root).ok()?;
        let mut listing = Listing::default();
        for base in ["content", "templates"].map(|name| root.join(name)) {
            if base.symlink_metadata().is_ok() {
                listing.add(root, &base, &base).ok()?;
            }
        }
        let is_same = listing.found.is_empty()
            && listing.files.len() == self.files.len()
            && listing.files.iter().all(|one| self.files.contains_key(&one.path));
        if !is_same {
            return None;
        }
        let files = listing.files.par_iter().map(|one| self.file_again(&site, one));
        Some(Inputs { files: files.collect::<Option<_>>()? })
    }

    fn file_again(&self, site: &Dir, listed: &Listed) -> Option<(String, Input)> {
        let known = self.files.get(&listed.path)?;
        if known.settled && known.stamp == listed.stamp {
            return Some((listed.path.clone(), known.clone()));
        }
        let settled = listed.stamp.is_settled();
        (hash_now(site, &listed.path)? == known.hash)
            .then(|| (listed.path.clone(), Input { stamp: listed.stamp, settled, hash: known.hash }))
    }

    /// A text as it was read, if it still is what it was.
    pub fn source(&self, root: &Path, path: &str) -> Option<Source> {
        let known = self.files.get(path).filter(|_| is_text(path))?;
        let source = text_of(&Dir::open(root).ok()?, path).ok()?;
        (hash(source.text.as_bytes()) == known.hash).then_some(source)
    }
}

/// The hash of what is read of a file.
fn hash_now(site: &Dir, path: &str) -> Option<Hash> {
    match path.starts_with("templates/") || is_text(path) {
        true => Some(hash(text_of(site, path).ok()?.text.as_bytes())),
        false => Some(asset::look(site, path).ok()?.hash),
    }
}
