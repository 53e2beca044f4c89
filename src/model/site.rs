//! Everything that was read, paired: built once, never changed.
//!
//! The parts are shared, so that the site after an edit is the one before it with a few parts new.
//! Two parts that are one in memory are equal, and what was found out about one holds for the other.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::base::source::Source;
use crate::model::asset::Asset;
use crate::model::bitext::Bitext;
use crate::model::config::SiteHeader;
use crate::model::correction::Corrections;
use crate::model::glossary::Glossary;
use crate::model::indicator::Indicators;
use crate::model::lock::Lock;
use crate::model::original::Original;
use crate::model::original_index::OriginalIndex;

/// A site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// `site.yaml`.
    pub config: Arc<SiteHeader>,
    /// The quoted documents, by date and id.
    pub originals: Vec<Arc<Original>>,
    /// The quoted documents by what they say.
    pub original_index: OriginalIndex,
    /// The place of each original by its id.
    pub original_ids: BTreeMap<String, usize>,
    /// The terms.
    pub glossary: Arc<Glossary>,
    /// The indicators.
    pub indicators: Arc<Indicators>,
    /// The corrections.
    pub corrections: Arc<Corrections>,
    /// The topics in the order of `site.yaml`.
    pub topics: Vec<Topic>,
    /// All bitexts, by address.
    pub bitexts: Vec<Arc<Bitext>>,
    /// The place of each by its address, once all are known.
    pub positions: Arc<HashMap<Arc<str>, usize>>,
    /// For each bitext the topic that it belongs to, with its place among the topic's excerpts.
    pub places: Vec<Option<InTopic>>,
    /// The accepted wordings.
    pub lock: Arc<Lock>,
    /// Files that pages may show or link to, by path.
    pub assets: Vec<Asset>,
    /// Those that are not published, by path below `content/`: why, and what to do.
    pub unpublished: BTreeMap<String, (Both<String>, Both<String>)>,
    /// Every text that was read, by path, for reports.
    pub sources: Arc<BTreeMap<Arc<str>, Source>>,
    /// The files that links may name, by what is near a name.
    pub files: Arc<FileNames>,
    /// The years that it speaks of, the first and the last: those of the documents and of declared figures.
    pub years: Option<(i64, i64)>,
}

/// The paths below `content/`, so that what a wrong one meant is found without looking at all of them.
#[derive(Clone, Debug, Default)]
pub struct FileNames {
    /// In no order.
    all: Vec<Arc<str>>,
    /// In orders in which names are found, from when one is looked for: of most sites none is.
    sorted: OnceLock<SortedNames>,
}

/// The same in orders in which names are found.
#[derive(Clone, Debug)]
struct SortedNames {
    /// In order.
    paths: Vec<Arc<str>>,
    /// Their places there, in the order of what stands at their ends.
    ends: Vec<u32>,
    /// By the name without its folders.
    names: HashMap<String, Arc<str>>,
}

/// How many neighbours in each direction are like a path.
const NEIGHBOURS: usize = 24;

impl SortedNames {
    fn of(all: &[Arc<str>]) -> SortedNames {
        let below = |path: &Arc<str>| path.strip_prefix("content/").map_or(path.clone(), Arc::from);
        let mut paths: Vec<Arc<str>> = all.iter().map(below).collect();
        paths.sort_unstable();
        let from_end = |at: &u32| paths[*at as usize].chars().rev();
        let mut ends: Vec<u32> = (0..paths.len() as u32).collect();
        ends.sort_unstable_by(|one, other| from_end(one).cmp(from_end(other)));
        let name = |path: &Arc<str>| (path.rsplit('/').next().unwrap_or(path).to_lowercase(), path.clone());
        let names = paths.iter().rev().map(name).collect();
        SortedNames { paths, ends, names }
    }
}

impl FileNames {
    /// The names of files by their paths, which begin with `content/`.
    pub fn new(paths: impl Iterator<Item = Arc<str>>) -> FileNames {
        FileNames { all: paths.collect(), sorted: OnceLock::new() }
    }

    fn sorted(&self) -> &SortedNames {
        self.sorted.get_or_init(|| SortedNames::of(&self.all))
    }

    /// The paths that begin or end most like another, a few dozen.
    pub fn like(&self, path: &str) -> impl Iterator<Item = &str> {
        let around = |at: usize, all: usize| at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(all);
        let SortedNames { paths, ends, .. } = self.sorted();
        let at = paths.partition_point(|known| known.as_ref() < path);
        let near = &paths[around(at, paths.len())];
        let is_before = |at: &u32| paths[*at as usize].chars().rev().lt(path.chars().rev());
        let at = ends.partition_point(is_before);
        let ends = &ends[around(at, ends.len())];
        near.iter().map(|path| &**path).chain(ends.iter().map(|at| &*paths[*at as usize]))
    }

    /// A file of the same name in another folder.
    pub fn named(&self, path: &str) -> Option<&str> {
        self.sorted().names.get(&path.rsplit('/').next().unwrap_or(path).to_lowercase()).map(|path| &**path)
    }
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

/// Where a bitext stands in its topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InTopic {
    /// Index into [`Site::topics`].
    pub topic: usize,
    /// Index into [`Topic::excerpts`]; `None` for the introduction.
    pub position: Option<usize>,
}

impl Site {
    /// The original with an id.
    pub fn original(&self, id: &str) -> Option<&Original> {
        self.original_ids.get(id).map(|at| &*self.originals[*at])
    }

    /// The file under `content/` with a path below it.
    pub fn asset(&self, path: &str) -> Option<&Asset> {
        let at = self.assets.binary_search_by(|one| one.below_content().cmp(path)).ok()?;
        self.assets.get(at)
    }

    /// Says that all bitexts are known: from now on they are found by their addresses in one step.
    pub fn index_bitexts(&mut self) {
        let at = |(at, one): (usize, &Arc<Bitext>)| (one.address.clone(), at);
        self.positions = Arc::new(self.bitexts.iter().enumerate().map(at).collect());
    }

    /// The index of the bitext at an address.
    pub fn position(&self, address: &str) -> Option<usize> {
        if self.positions.len() == self.bitexts.len() {
            return self.positions.get(address).copied();
        }
        self.bitexts.binary_search_by(|one| one.address.as_ref().cmp(address)).ok()
    }

    /// The index of the bitext that a page's file belongs to, and its language: `content/economy/growth.en.md`.
    pub fn page_of(&self, path: &str) -> Option<(usize, Lang)> {
        let stem = path.strip_prefix("content/")?.strip_suffix(".md")?;
        let (address, code) = stem.rsplit_once('.')?;
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == code)?;
        Some((self.position(address)?, lang))
    }

    /// The topic that a bitext belongs to.
    pub fn topic_of(&self, bitext: usize) -> Option<&Topic> {
        let place = self.places.get(bitext).copied().flatten()?;
        self.topics.get(place.topic)
    }

    /// The bitext at an address.
    pub fn bitext(&self, address: &str) -> Option<&Bitext> {
        self.position(address).map(|at| &*self.bitexts[at])
    }

    /// The cover's introduction.
    pub fn cover(&self) -> Option<&Bitext> {
        self.bitext("_index")
    }

    /// The pages outside the topics, by weight and address; the cover is none of them.
    pub fn others(&self) -> Vec<&Bitext> {
        let outside = self.bitexts.iter().zip(&self.places).filter(|(_, place)| place.is_none());
        let mut others: Vec<&Bitext> =
            outside.map(|(one, _)| &**one).filter(|one| one.address.as_ref() != "_index").collect();
        others.sort_by_key(|one| (one.pages.zh.header.weight.unwrap_or(i64::MAX), one.address.clone()));
        others
    }
}
