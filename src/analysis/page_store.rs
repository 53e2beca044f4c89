//! What was found out about pages, kept on the disk: of each file what parsing reported, of each bitext what the rest of
//! the site asks of it and what the rules found.
//!
//! Every entry stands under the hash of all that it follows from, so that one which is stale is never found. Facts
//! themselves are not kept: they are proved again where somebody asks for them, which after an edit few pages do.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::analysis::kept_finding::KeptFinding;
use crate::analysis::kept_head::KeptHead;
use crate::base::diagnostic::Diagnostic;
use crate::base::exact::exact;
use crate::base::fact_hasher::FactKey;
use crate::base::map::HashMap;
use crate::model::digest::Digest;
use crate::model::page::Page;
use crate::parse::FrontMatter;
use crate::vfs::cache_file::{self, CacheFile};

/// Bytes of the key and the length before each entry.
const HEAD: usize = 32 + 4;

/// What was found out about pages.
#[derive(Clone, Debug, Default)]
pub struct PageStore {
    bytes: Vec<u8>,
    entries: HashMap<FactKey, Range<usize>>,
}

/// What parsing reported of a file, and what it says at its head.
#[derive(Serialize, Deserialize)]
pub(super) struct FileEntry<'f> {
    found: Vec<KeptFinding<'f>>,
    head: Option<KeptHead>,
}

/// What is kept of a bitext.
#[derive(Serialize, Deserialize)]
pub(super) struct PairEntry<'f> {
    /// What the rest of the site asks of it.
    pub(super) digest: Cow<'f, Digest>,
    alone: Vec<KeptFinding<'f>>,
    /// What its links came to, if none of them was broken.
    targets: Option<FactKey>,
    links: Vec<KeptFinding<'f>>,
}

/// Findings again as they were.
fn findings(kept: Vec<KeptFinding>) -> Option<Vec<Diagnostic>> {
    kept.into_iter().map(KeptFinding::diagnostic).collect()
}

fn kept(findings: &[Diagnostic]) -> Vec<KeptFinding<'_>> {
    findings.iter().map(KeptFinding::of).collect()
}

impl<'f> FileEntry<'f> {
    pub(super) fn of(found: &'f [Diagnostic], page: Option<&Page>) -> FileEntry<'f> {
        FileEntry { found: kept(found), head: page.and_then(KeptHead::of) }
    }

    pub(super) fn known(self) -> Option<(Vec<Diagnostic>, Option<FrontMatter>)> {
        Some((findings(self.found)?, self.head.and_then(KeptHead::head)))
    }
}

/// What was found out about a bitext.
#[derive(Debug)]
pub(super) struct KnownPair {
    pub(super) digest: Digest,
    pub(super) alone: Vec<Diagnostic>,
    /// What was found of its links, and what they came to then.
    pub(super) links: Option<(FactKey, Vec<Diagnostic>)>,
}

impl<'f> PairEntry<'f> {
    pub(super) fn of(
        digest: &'f Digest,
        alone: &'f [Diagnostic],
        links: Option<(FactKey, &'f [Diagnostic])>,
    ) -> PairEntry<'f> {
        PairEntry {
            digest: Cow::Borrowed(digest),
            alone: kept(alone),
            targets: links.map(|(targets, _)| targets),
            links: links.map_or_else(Vec::new, |(_, found)| kept(found)),
        }
    }

    pub(super) fn known(self) -> Option<KnownPair> {
        let links = findings(self.links)?;
        let links = self.targets.map(|targets| (targets, links));
        Some(KnownPair { digest: self.digest.into_owned(), alone: findings(self.alone)?, links })
    }
}

impl PageStore {
    /// What was kept in a site's folder.
    pub fn read(root: &Path) -> PageStore {
        PageStore::read_from(root, CacheFile::Pages)
    }

    /// What a file of the cache says.
    pub(super) fn read_from(root: &Path, which: CacheFile) -> PageStore {
        cache_file::read(root, which).map(PageStore::parse).unwrap_or_default()
    }

    /// What bytes say.
    pub fn parse(bytes: Vec<u8>) -> PageStore {
        let mut entries = HashMap::default();
        let mut at = 0;
        while let Some(head) = bytes.get(at..at + HEAD) {
            let (Ok(key), Ok(length)) = (head[..32].try_into(), head[32..].try_into()) else { break };
            let start = at + HEAD;
            let end = start.saturating_add(u32::from_le_bytes(length) as usize);
            if end > bytes.len() {
                break;
            }
            entries.insert(key, start..end);
            at = end;
        }
        PageStore { bytes, entries }
    }

    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// How many entries there are.
    pub(super) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The bytes of an entry.
    pub(super) fn bytes(&self, key: &FactKey) -> Option<&[u8]> {
        self.bytes.get(self.entries.get(key)?.clone())
    }

    /// An entry, if it is there and can be read.
    pub(super) fn find<T: DeserializeOwned>(&self, key: &FactKey) -> Option<T> {
        value_of(self.bytes(key)?)
    }
}

/// Entries to be kept, each with the bytes that it has already or that are made of it.
#[derive(Debug, Default)]
pub struct KeptEntries<'b>(pub(super) Vec<(FactKey, Cow<'b, [u8]>)>);

impl KeptEntries<'_> {
    /// Keeps them for the next run. Where that cannot be done, nothing is kept.
    pub fn keep(&self, root: &Path) {
        self.keep_in(root, CacheFile::Pages);
    }

    /// The same in a file of the cache.
    pub(super) fn keep_in(&self, root: &Path, which: CacheFile) {
        let _ = cache_file::write_pieces(root, which, &mut |out| self.write(out));
    }

    /// The form in which a store reads them.
    pub fn write(&self, out: &mut dyn Write) -> io::Result<()> {
        for (key, entry) in &self.0 {
            let Ok(length) = u32::try_from(entry.len()) else { continue };
            out.write_all(key)?;
            out.write_all(&length.to_le_bytes())?;
            out.write_all(entry)?;
        }
        Ok(())
    }
}

/// What bytes say, if they say nothing more.
pub(super) fn value_of<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (value, rest) = first_of(bytes)?;
    rest.is_empty().then_some(value)
}

/// What the first of some bytes say, and the others.
pub(super) fn first_of<T: DeserializeOwned>(bytes: &[u8]) -> Option<(T, &[u8])> {
    postcard::take_from_bytes(bytes).ok()
}

/// The bytes of an entry.
pub(super) fn bytes_of<T: Serialize>(entry: &T) -> Option<Vec<u8>> {
    postcard::to_allocvec(entry).ok().map(exact)
}
