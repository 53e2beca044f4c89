//! How an output folder stood after a build, so that the next one sees whether it still does without reading it.

use std::time::SystemTime;

use serde::{Deserialize, Serialize};

/// An output folder after a build.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputStamp {
    /// Its path.
    pub folder: String,
    /// The hash of its manifest.
    pub manifest: String,
    /// The files that the manifest names, in its order.
    pub files: Vec<OutputFileStamp>,
}

/// A file of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutputFileStamp {
    /// Bytes in it.
    pub length: u64,
    /// Disk and number on the disk.
    pub identity: (u64, u64),
    /// When its bytes changed last.
    pub changed: SystemTime,
    /// Whether all this being the same means that its bytes are.
    pub settled: bool,
}

impl OutputFileStamp {
    /// Whether it is the same file, not written to since.
    pub fn is_like(&self, other: &OutputFileStamp) -> bool {
        (self.length, self.identity, self.changed) == (other.length, other.identity, other.changed)
    }
}

impl OutputStamp {
    /// Whether a later change of any file would show.
    pub fn is_settled(&self) -> bool {
        self.files.iter().all(|one| one.settled)
    }
}
