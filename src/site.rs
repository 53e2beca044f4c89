//! Everything that was read, paired: built once, never changed.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::bitext::Bitext;
use crate::glossary::Glossary;
use crate::header::SiteHeader;
use crate::lock::Lock;
use crate::original::Original;
use crate::read::Asset;
use crate::source::Source;

/// A site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// `site.yaml`.
    pub config: SiteHeader,
    /// The quoted documents, by date and id.
    pub originals: Vec<Original>,
    /// The place of each original by its id.
    pub original_ids: BTreeMap<String, usize>,
    /// The terms.
    pub glossary: Glossary,
    /// The topics in the order of `site.yaml`.
    pub topics: Vec<Topic>,
    /// All bitexts, by address.
    pub bitexts: Vec<Bitext>,
    /// The accepted wordings.
    pub lock: Lock,
    /// Files that pages may show or link to.
    pub assets: Vec<Asset>,
    /// Every text that was read, by path, for reports.
    pub sources: BTreeMap<Arc<str>, Source>,
}

/// A topic: a folder of excerpts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Topic {
    /// The folder's name.
    pub folder: String,
    /// Its introduction: an index into [`Site::bitexts`].
    pub index: Option<usize>,
    /// Its excerpts in reading order (weight, then address): indices into [`Site::bitexts`].
    pub excerpts: Vec<usize>,
}

impl Site {
    /// The original with an id.
    pub fn original(&self, id: &str) -> Option<&Original> {
        self.original_ids.get(id).map(|at| &self.originals[*at])
    }

    /// The bitext at an address.
    pub fn bitext(&self, address: &str) -> Option<&Bitext> {
        self.bitexts
            .binary_search_by(|one| one.address.as_ref().cmp(address))
            .ok()
            .map(|at| &self.bitexts[at])
    }

    /// The cover's introduction.
    pub fn cover(&self) -> Option<&Bitext> {
        self.bitext("_index")
    }

    /// The pages outside the topics, by weight and address; the cover is none of them.
    pub fn others(&self) -> Vec<&Bitext> {
        let inside = |bitext: &Bitext| {
            bitext.topic().is_some_and(|topic| self.topics.iter().any(|one| one.folder == topic))
        };
        let mut others: Vec<&Bitext> =
            self.bitexts.iter().filter(|one| !inside(one) && one.address.as_ref() != "_index").collect();
        others.sort_by_key(|one| (one.pages.zh.header.weight.unwrap_or(i64::MAX), one.address.clone()));
        others
    }
}
