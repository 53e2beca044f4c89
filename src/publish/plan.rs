//! What is to be done in the output folder, found out by comparing what stands there with what was made.

use std::collections::BTreeSet;
use std::path::Path;

use rayon::prelude::*;

use crate::model::output_stamp::OutputFileStamp;
use crate::publish::manifest::{Manifest, hash_of};
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

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
    /// The hash of its content, until the manifest has it.
    pub hash: String,
    /// How it stands to what is in its place.
    pub state: FileState,
    /// What was known of the file in which this content is.
    pub seen: Option<OutputFileStamp>,
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
    /// All that an earlier build wrote and is no longer made, whether it is there or not.
    pub past: Vec<String>,
    /// Files that were changed by hand and stand in the way.
    pub edited: Vec<String>,
}

impl Plan {
    /// Sorts the files that were made, and finds those that are no longer made. `known` are the manifests
    /// of the site that stands: more than one where a build was killed while it published one by one.
    pub fn new(folder: Option<&Dir>, known: [&Manifest; 2], mut made: Vec<PlannedFile>) -> Plan {
        made.sort_by(|a, b| a.path.cmp(&b.path));
        let mut plan = Plan::default();
        let is_made = |path: &&String| made.binary_search_by(|one| one.path.cmp(path)).is_ok();
        let mut past: Vec<&String> = known.iter().flat_map(|one| one.files.keys()).collect();
        past.par_sort();
        past.dedup();
        plan.past = past.into_par_iter().filter(|path| !is_made(path)).cloned().collect();
        for path in &plan.past {
            let Some(folder) = folder else { break };
            // What stands behind a link is not found here, and is none of ours.
            let is_file =
                folder.find(Path::new(path)).ok().flatten().is_some_and(|one| one.kind == EntryKind::File);
            if !is_file {
                continue;
            }
            match hash_of(folder, Path::new(path)) {
                Ok(now) if known.iter().any(|one| one.knows(path, &now)) => plan.remove.push(path.clone()),
                _ => plan.edited.push(path.clone()),
            }
        }
        let same = made.extract_if(.., |one| one.state == FileState::Same);
        plan.keep = same.map(|one| one.path).collect();
        let edited = made.iter().filter(|one| one.state == FileState::Edited);
        plan.edited.extend(edited.map(|one| one.path.clone()));
        plan.edited.sort_unstable();
        Plan { write: made, ..plan }
    }

    /// Those that were changed by hand and are no longer made go too, once there are copies of them.
    pub fn remove_edited(&mut self) {
        let written: BTreeSet<&str> = self.write.iter().map(|one| one.path.as_str()).collect();
        self.remove.extend(self.edited.iter().filter(|path| !written.contains(path.as_str())).cloned());
    }

    /// Whether all stands as it should.
    pub fn is_empty(&self) -> bool {
        self.write.is_empty() && self.remove.is_empty()
    }

    /// The paths of the old site and the new one.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        self.paths().chain(self.past.iter().map(String::as_str))
    }

    /// The paths of the new site.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.write.iter().map(|one| one.path.as_str()).chain(self.keep.iter().map(String::as_str))
    }
}
