//! What was read of many pages for the files that gather from all of them, kept on the disk, so that after an edit no
//! page is opened again that has not changed.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::analysis::page_store::{KeptEntries, PageStore, bytes_of, value_of};
use crate::base::fact_hasher::FactKey;
use crate::base::hold::{hold, into_inner};
use crate::vfs::cache_file::CacheFile;

/// What was read for files that gather from all pages.
#[derive(Debug, Default)]
pub struct Memo {
    before: PageStore,
    /// What is to be kept: what was asked for, as it stands, and what is new.
    kept: Mutex<BTreeMap<FactKey, Option<Vec<u8>>>>,
}

impl Memo {
    /// What was kept in a site's folder.
    pub fn read(root: &Path) -> Memo {
        Memo { before: PageStore::read_from(root, CacheFile::Gathered), kept: Mutex::default() }
    }

    /// Something that was kept before, which is kept again, or in this run.
    pub(crate) fn get<T: DeserializeOwned>(&self, key: &FactKey) -> Option<T> {
        match self.before.find(key) {
            Some(found) => {
                hold(&self.kept).entry(*key).or_insert(None);
                Some(found)
            }
            None => value_of(hold(&self.kept).get(key)?.as_ref()?),
        }
    }

    /// Something that was kept; it is not kept again.
    pub(crate) fn look<T: DeserializeOwned>(&self, key: &FactKey) -> Option<T> {
        self.before.find(key)
    }

    /// Keeps something again as it stands, if it was kept.
    pub(crate) fn keep_again(&self, key: &FactKey) -> bool {
        let is_there = self.before.bytes(key).is_some();
        if is_there {
            hold(&self.kept).entry(*key).or_insert(None);
        }
        is_there
    }

    /// Keeps something.
    pub(crate) fn put<T: Serialize>(&self, key: FactKey, value: &T) {
        if let Some(bytes) = bytes_of(value) {
            hold(&self.kept).insert(key, Some(bytes));
        }
    }

    /// Keeps it for the next run. Where nothing was asked for, or nothing is new, all stays as it is.
    pub fn keep(self, root: &Path) {
        let kept = into_inner(self.kept);
        let is_same = kept.len() == self.before.len() && kept.values().all(Option::is_none);
        if kept.is_empty() || is_same {
            return;
        }
        let bytes = |(key, new): (FactKey, Option<Vec<u8>>)| match new {
            Some(new) => Some((key, Cow::Owned(new))),
            None => Some((key, Cow::Borrowed(self.before.bytes(&key)?))),
        };
        KeptEntries(kept.into_iter().filter_map(bytes).collect()).keep_in(root, CacheFile::Gathered);
    }
}
