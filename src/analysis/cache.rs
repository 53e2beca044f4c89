//! What a build found out, kept on the disk: if nothing has changed since, the next build says the same and does
//! nothing; else it makes the pages anew that depend on what has changed.
//!
//! It holds what was asked for, hashes of all that was read, the findings, how the output folder stood, and for each
//! page the hash of what it depends on. It is believed only as far as the disk bears it out; anything else, and
//! anything that cannot be read, counts as nothing known. What changes the program makes another of it, so its form
//! needs no versions.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::analysis::kept_finding::{KeptFinding, KeptWaived};
use crate::analysis::page_store;
use crate::assemble::load::Options;
use crate::base::diagnostic::Diagnostic;
use crate::model::output_stamp::OutputStamp;
use crate::rules::Waived;
use crate::vfs::cache_file::{self, CacheFile};
use crate::vfs::snapshot::FolderListing;
use crate::vfs::{Inputs, Snapshot};

/// What a build found out.
#[derive(Clone, Debug)]
pub struct CachedBuild {
    /// What it read.
    pub inputs: Inputs,
    /// How many bitexts there are.
    pub bitexts: usize,
    /// What was found, as it is kept: after an edit nobody asks for it.
    pub found: Vec<u8>,
    /// How the output folder stood in the end.
    pub output: OutputStamp,
    /// On what the pages of a bitext depended that stood there, by its address.
    pub pages: BTreeMap<String, String>,
    /// On what the other files depended that stood there, and which they were, by the names of their groups.
    pub groups: BTreeMap<String, KeptFiles>,
    /// What files were made of that are made piece by piece, by their paths.
    pub files: BTreeMap<String, String>,
    /// Whether all this can be seen to be the same without reading it.
    pub settled: bool,
}

/// Files that were made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFiles {
    /// On what they depended.
    pub key: String,
    /// Their paths.
    pub paths: Vec<String>,
}

impl CachedBuild {
    /// What the last build with the same options found out, whatever has changed since.
    pub fn read(root: &Path, options: &Options) -> Option<CachedBuild> {
        CachedBuild::parse(&cache_file::read(root, CacheFile::Build)?, options)
    }

    /// Looks at a site's folder, and reads what is not known to the last build; gives what that found out. Where all is
    /// to be read anew, nothing is known.
    pub fn look(
        root: &Path,
        options: &Options,
        is_anew: bool,
    ) -> anyhow::Result<(Snapshot, Option<CachedBuild>)> {
        let known = || (!is_anew).then(|| CachedBuild::read(root, options)).flatten();
        let (listing, known) = rayon::join(|| FolderListing::of(root), known);
        let none = Inputs::default();
        let snapshot =
            listing?.read_first(options.limits.texts, known.as_ref().map_or(&none, |known| &known.inputs));
        Ok((snapshot, known))
    }

    /// The same with the files as they stand now, if what was read is still the same; else it comes back.
    pub fn again(self, snapshot: &Snapshot) -> Result<CachedBuild, Box<CachedBuild>> {
        match snapshot.holds_as(&self.inputs).then(|| snapshot.inputs()).flatten() {
            Some(inputs) => {
                Ok(CachedBuild { settled: self.settled && inputs == self.inputs, inputs, ..self })
            }
            None => Err(Box::new(self)),
        }
    }

    /// What bytes say that a build with the same options found out.
    pub fn parse(bytes: &[u8], options: &Options) -> Option<CachedBuild> {
        let (kept, found): (Kept, _) = page_store::first_of(bytes)?;
        if (kept.drafts, &kept.base_url) != (options.drafts, &options.base_url) {
            return None;
        }
        Some(CachedBuild {
            settled: kept.inputs.is_settled() && kept.output.is_settled(),
            inputs: kept.inputs.into_owned(),
            bitexts: kept.bitexts,
            found: found.to_vec(),
            output: kept.output.into_owned(),
            pages: kept.pages.into_owned(),
            groups: kept.groups.into_owned(),
            files: kept.files.into_owned(),
        })
    }

    /// The findings, and those that a waiver excuses.
    pub fn findings(&self) -> Option<(Vec<Diagnostic>, Vec<Waived>)> {
        let (findings, waived): (Vec<KeptFinding>, Vec<KeptWaived>) = page_store::value_of(&self.found)?;
        let findings = findings.into_iter().map(KeptFinding::diagnostic).collect::<Option<_>>()?;
        Some((findings, waived.into_iter().map(KeptWaived::waived).collect::<Option<_>>()?))
    }

    /// The bytes that say it.
    pub fn bytes(&self, options: &Options) -> Option<Vec<u8>> {
        let kept = Kept {
            drafts: options.drafts,
            base_url: options.base_url.clone(),
            inputs: Cow::Borrowed(&self.inputs),
            bitexts: self.bitexts,
            output: Cow::Borrowed(&self.output),
            pages: Cow::Borrowed(&self.pages),
            groups: Cow::Borrowed(&self.groups),
            files: Cow::Borrowed(&self.files),
        };
        let mut bytes = page_store::bytes_of(&kept)?;
        bytes.extend_from_slice(&self.found);
        Some(bytes)
    }

    /// Keeps it for the next build. Where that cannot be done, nothing is kept.
    pub fn keep(&self, root: &Path, options: &Options) {
        if let Some(bytes) = self.bytes(options) {
            let _ = cache_file::write(root, CacheFile::Build, &bytes);
        }
    }
}

/// The form in which findings are kept.
pub(crate) fn found(findings: &[Diagnostic], waived: &[Waived]) -> Option<Vec<u8>> {
    let findings: Vec<KeptFinding> = findings.iter().map(KeptFinding::of).collect();
    let waived: Vec<KeptWaived> = waived.iter().map(KeptWaived::of).collect();
    page_store::bytes_of(&(findings, waived))
}

/// The form on the disk; behind it stands what was found.
#[derive(Serialize, Deserialize)]
struct Kept<'k> {
    drafts: bool,
    base_url: Option<String>,
    inputs: Cow<'k, Inputs>,
    bitexts: usize,
    output: Cow<'k, OutputStamp>,
    pages: Cow<'k, BTreeMap<String, String>>,
    groups: Cow<'k, BTreeMap<String, KeptFiles>>,
    files: Cow<'k, BTreeMap<String, String>>,
}
