//! Outputs against what stands in the output folder; nothing is written.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::Result;

use crate::base::hold::hold;
use crate::base::lang::Both;
use crate::model::output::Output;
use crate::publish::manifest::{self, Manifest};
use crate::vfs::dir::Dir;
use crate::vfs::entry::EntryKind;

/// How the files of the folder differ from those that are made.
pub struct OutputComparison {
    path: PathBuf,
    /// The folder, if it is there.
    folder: Option<Dir>,
    /// The files that were made, by path.
    made: Mutex<BTreeMap<String, ComparedFile>>,
}

/// A file that was made.
struct ComparedFile {
    hash: String,
    /// How what stands there differs.
    difference: Option<Both<String>>,
}

impl OutputComparison {
    /// Begins to compare with a folder.
    pub fn with(folder: &Path) -> OutputComparison {
        OutputComparison { path: folder.to_owned(), folder: Dir::open(folder).ok(), made: Mutex::default() }
    }

    /// Compares a file.
    pub fn take(&self, one: Output) {
        let path = &one.path;
        let hash = manifest::hash_of_content(&one.content);
        let difference = match self.kind_of(path) {
            Some(EntryKind::File) if self.holds(path, &hash) => None,
            Some(_) => Some(Both::new(format!("不同：{path}"), format!("differs: {path}"))),
            None => Some(Both::new(format!("缺少：{path}"), format!("missing: {path}"))),
        };
        hold(&self.made).insert(one.path, ComparedFile { hash, difference });
    }

    /// What differs, by path: files, the manifest, and files that are no longer made.
    pub fn finish(self) -> Result<Vec<Both<String>>> {
        let old = match &self.folder {
            Some(folder) => Manifest::read(folder, &self.path)?,
            None => None,
        };
        let files = hold(&self.made).iter().map(|(path, one)| (path.clone(), one.hash.clone())).collect();
        self.take(Manifest::of(files).output());
        let made = hold(&self.made);
        let mut differing: Vec<Both<String>> =
            made.values().filter_map(|one| one.difference.clone()).collect();
        for path in old.iter().flat_map(|old| old.files.keys()) {
            if !made.contains_key(path) && self.kind_of(path).is_some() {
                differing.push(Both::new(format!("多余：{path}"), format!("no longer made: {path}")));
            }
        }
        Ok(differing)
    }

    fn holds(&self, path: &str, hash: &str) -> bool {
        let now = self.folder.as_ref().and_then(|folder| manifest::hash_of(folder, Path::new(path)).ok());
        now.as_deref() == Some(hash)
    }

    fn kind_of(&self, path: &str) -> Option<EntryKind> {
        let about = self.folder.as_ref()?.find(Path::new(path)).ok().flatten();
        about.map(|about| about.kind)
    }
}
