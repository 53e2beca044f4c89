//! What a command says where nothing has changed since the last build.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::analysis::cache::{self, CachedBuild, KeptFiles};
use crate::assemble::load::Options;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{Place, Source};
use crate::cli::format::Findings;
use crate::publish::{Publisher, Written, output_stamp};
use crate::rules::Waived;
use crate::vfs::Snapshot;

/// What the last build found out, of a site that has not changed since.
pub(crate) struct Unchanged {
    known: CachedBuild,
    findings: Vec<Diagnostic>,
    waived: Vec<Waived>,
    /// The texts that findings point into.
    sources: BTreeMap<Arc<str>, Source>,
}

impl Unchanged {
    /// What the last build found out, which has not changed. Texts are read as far as findings are shown in them.
    pub(crate) fn of(snapshot: &Snapshot, known: CachedBuild) -> Option<Unchanged> {
        let (findings, waived) = known.findings()?;
        let of_waived = waived.iter().flat_map(|one| places(&one.finding).chain([&one.place]));
        let mut sources: BTreeMap<Arc<str>, Source> = BTreeMap::new();
        for Place { path, .. } in findings.iter().flat_map(places).chain(of_waived) {
            if !sources.contains_key(path) {
                sources.insert(path.clone(), snapshot.text(path)?.clone());
            }
        }
        Some(Unchanged { known, findings, waived, sources })
    }

    /// How many bitexts there are.
    pub(crate) fn bitexts(&self) -> usize {
        self.known.bitexts
    }

    /// What was found.
    pub(crate) fn findings(&self) -> Findings<'_> {
        Findings { findings: &self.findings, waived: &self.waived, sources: &self.sources }
    }

    /// Whether the site may be published.
    pub(crate) fn is_clean(&self, strict: bool) -> bool {
        let stops = |level: Level| level == Level::Error || (strict && level == Level::Warning);
        !self.findings.iter().any(|one| stops(one.level))
    }

    /// What a build does where the output folder stands as the last one left it.
    pub(crate) fn stands(&self, publisher: &Publisher, root: &Path, options: &Options) -> Option<Written> {
        let (written, output) = publisher.stands(&self.known.output)?;
        if !self.known.settled {
            CachedBuild { output, ..self.known.clone() }.keep(root, options);
        }
        Some(written)
    }
}

fn places(finding: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.primary).chain(&finding.related).map(|label| &label.place)
}

/// On what the files of a site depend.
#[derive(Default)]
pub(crate) struct KeptKeys {
    /// The pages of bitexts, by address.
    pub(crate) pages: BTreeMap<String, String>,
    /// Other files, by the names of their groups.
    pub(crate) groups: BTreeMap<String, KeptFiles>,
    /// Files that are made piece by piece, by path.
    pub(crate) files: BTreeMap<String, String>,
}

/// Keeps what a build found out for the next one.
pub(crate) fn keep(
    (root, output): (&Path, &Option<PathBuf>),
    options: &Options,
    snapshot: &Snapshot,
    (findings, bitexts): (Findings, usize),
    (written, keys): (&Written, KeptKeys),
) {
    let stamp = || output_stamp::after(root, output.as_deref(), (&written.manifest, &written.seen));
    let (inputs, found) =
        rayon::join(|| snapshot.inputs(), || cache::found(findings.findings, findings.waived));
    let (Some(inputs), Some(found), Some(output)) = (inputs, found, stamp()) else { return };
    let KeptKeys { pages, groups, files } = keys;
    CachedBuild { inputs, bitexts, found, output, pages, groups, files, settled: false }.keep(root, options);
}
