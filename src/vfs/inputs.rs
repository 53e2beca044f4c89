//! What a site's folder holds, as hashes: whether a later run reads the same.
//!
//! A file whose stamp is the same holds the same, as long as the clock of the disk had moved on when it was read;
//! any other is read and hashed again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::base::source_text::TextHash;
use crate::vfs::walk::{Listed, Stamp};

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
    hash: TextHash,
}

impl Input {
    pub(super) fn new(stamp: Stamp, settled: bool, hash: TextHash) -> Input {
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

    /// What each file holds, in the order of their paths.
    pub(super) fn hashes(&self) -> impl Iterator<Item = (&str, &TextHash)> {
        self.files.iter().map(|(path, one)| (path.as_str(), &one.hash))
    }

    /// The hash of what a file certainly still holds.
    pub(super) fn hash(&self, listed: &Listed) -> Option<&TextHash> {
        let known = self.files.get(&listed.path)?;
        (known.settled && known.stamp == listed.stamp).then_some(&known.hash)
    }
}
