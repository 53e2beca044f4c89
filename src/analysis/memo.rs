//! What was read of many pages for the files that gather from all of them, kept on the disk, so that after an edit no
//! page is opened again that has not changed.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::analysis::page_store::{PageStore, bytes_of};
use crate::base::fact_hasher::FactKey;
use crate::base::hold::{hold, into_inner};
use crate::vfs::cache_file::CacheFile;

/// What was read for files that gather from all pages.
#[derive(Debug, Default)]
pub struct Memo {
    before: PageStore,
    /// What is to be kept: what was asked for, and what is new.
    kept: Mutex<BTreeMap<FactKey, Vec<u8>>>,
}

impl Memo {
    /// What was kept in a site's folder.
    pub fn read(root: &Path) -> Memo {
        Memo { before: PageStore::read_from(root, CacheFile::Gathered), kept: Mutex::default() }
    }

    /// Something that was kept; it is kept again.
    pub(crate) fn get<T: DeserializeOwned>(&self, key: &FactKey) -> Option<T> {
        let found = self.before.find(key)?;
        self.keep_bytes(*key, self.before.bytes(key)?.to_vec());
        Some(found)
    }

    /// Keeps something.
    pub(crate) fn put<T: Serialize>(&self, key: FactKey, value: &T) {
        if let Some(bytes) = bytes_of(value) {
            self.keep_bytes(key, bytes);
        }
    }

    fn keep_bytes(&self, key: FactKey, bytes: Vec<u8>) {
        hold(&self.kept).insert(key, bytes);
    }

    /// Keeps it for the next run. Where nothing was asked for, all stays as it is.
    pub fn keep(self, root: &Path) {
        let kept = into_inner(self.kept);
        if !kept.is_empty() {
            PageStore::of(kept.into_iter().map(|(key, bytes)| (key, bytes.into())).collect())
                .keep_in(root, CacheFile::Gathered);
        }
    }
}
