//! What is to be done in the output folder, found out by comparing what stands there with what was made.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::Result;

use crate::publish::manifest::Manifest;
use crate::publish::{target, write_error};

/// How a file that was made stands to what is in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileState {
    /// The same stands there.
    Same,
    /// Nothing stands there, or what an earlier build wrote.
    Ours,
    /// What an earlier build wrote was changed by hand, or another wrote it.
    Edited,
}

/// A file of the new site.
pub struct PlannedFile {
    /// Path below the output folder.
    pub path: String,
    /// The hash of its content.
    pub hash: String,
    /// How it stands to what is in its place.
    pub standing: FileState,
    /// The content, where it could not be laid out beside the folder.
    pub held: Option<Vec<u8>>,
}

impl PlannedFile {
    /// The content of a file that is to be written; `aside` is where files are laid out.
    pub fn bytes(&self, aside: &Path) -> Result<Cow<'_, [u8]>> {
        if let Some(held) = &self.held {
            return Ok(Cow::Borrowed(held));
        }
        let path = aside.join(&self.path);
        fs::read(&path).map(Cow::Owned).map_err(write_error::at(&path))
    }
}

/// What is to be done.
#[derive(Default)]
pub struct Plan {
    /// Files to write.
    pub write: Vec<PlannedFile>,
    /// Files that stand as they should.
    pub keep: Vec<String>,
    /// Files of an earlier build that are no longer made.
    pub remove: Vec<String>,
    /// Files that were changed by hand and stand in the way.
    pub edited: Vec<String>,
}

impl Plan {
    /// Sorts the files that were made, and finds those that are no longer made. `known` are the manifests
    /// of the site that stands: more than one where a build was killed while it published one by one.
    pub fn new(folder: &Path, known: [&Manifest; 2], mut made: Vec<PlannedFile>) -> Plan {
        made.sort_by(|a, b| a.path.cmp(&b.path));
        let mut plan = Plan::default();
        let paths: BTreeSet<&str> = made.iter().map(|one| one.path.as_str()).collect();
        let past: BTreeSet<&String> = known.iter().flat_map(|one| one.files.keys()).collect();
        let is_gone = |path: &&String| !paths.contains(path.as_str()) && !target::leads_out(folder, path);
        for path in past.into_iter().filter(is_gone) {
            match fs::read(folder.join(path)) {
                Ok(bytes) if known.iter().any(|one| one.knows(path, &bytes)) => {
                    plan.remove.push(path.clone())
                }
                Ok(_) => plan.edited.push(path.clone()),
                Err(_) => {}
            }
        }
        for one in made {
            match one.standing {
                FileState::Same => plan.keep.push(one.path),
                FileState::Ours => plan.write.push(one),
                FileState::Edited => {
                    plan.edited.push(one.path.clone());
                    plan.write.push(one);
                }
            }
        }
        plan.edited.sort_unstable();
        plan
    }

    /// Whether all stands as it should.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// The paths of the new site.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.write.iter().map(|one| one.path.as_str()).chain(self.keep.iter().map(String::as_str))
    }
}
