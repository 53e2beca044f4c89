//! The site as it stands between two edits, with the files that were asked for so far.
//!
//! Nothing is made before somebody wants it; what was made is kept until the next edit.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock};

use crate::analysis::Analysis;
use crate::base::diagnostic;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::hold::{hold, into_inner};
use crate::base::map::HashMap;
use crate::base::source::Source;
use crate::model::asset::Asset;
use crate::model::output::{Output, OutputContent};
use crate::render::files::OutputGroup;
use crate::render::{RenderContext, Shared, Templates, inside};
use crate::report::Sources;

/// The files of a group by path, or why they could not be made.
type RenderedFiles = Result<BTreeMap<String, Held>, Box<Diagnostic>>;

/// What a file holds.
#[derive(Clone, Debug)]
pub enum Held {
    /// What was made.
    Made(Arc<[u8]>),
    /// What a file of the site's folder holds, which is read when somebody asks for it.
    Copy(Asset),
}

impl From<OutputContent> for Held {
    fn from(content: OutputContent) -> Held {
        match content {
            OutputContent::Made(bytes) => Held::Made(bytes.into()),
            OutputContent::Copy(asset) => Held::Copy(asset),
        }
    }
}

/// The site between two edits.
pub struct Revision {
    /// Its number, from 1.
    pub number: u64,
    /// The site and what is known of it.
    pub known: Analysis,
    /// All findings, those of templates too, sorted by place.
    pub findings: Vec<Diagnostic>,
    /// What the machine reports.
    pub trouble: Option<Diagnostic>,
    /// The templates that it was made with.
    templates: Option<Arc<Templates>>,
    shared: Option<Shared>,
    made: Mutex<HashMap<OutputGroup, Arc<OnceLock<RenderedFiles>>>>,
}

impl Revision {
    /// Takes a site; templates that have not changed since `before` are not prepared again. Trouble is
    /// what the machine reports: a folder that is gone, a disk that cannot be read.
    pub fn new(known: Analysis, trouble: Option<Diagnostic>, before: Option<&Revision>) -> Revision {
        let number = before.map_or(1, |one| one.number + 1);
        let same = before.filter(|one| are_same(&one.known.folder.templates, &known.folder.templates));
        let templates = match same.and_then(|one| one.templates.clone()) {
            Some(templates) => Ok(templates),
            None => Templates::new(&known.folder.templates).map(Arc::new),
        };
        let mut findings = known.checked.findings.clone();
        findings.extend(trouble.clone());
        let made = Mutex::default();
        let mut revision = Revision { number, known, findings, trouble, templates: None, shared: None, made };
        match templates.and_then(|templates| revision.prepare(templates, before)) {
            Ok(()) if same.is_some() || revision.has_only_inside() => {}
            Ok(()) => {
                let faults = revision.try_templates();
                revision.findings.extend(faults);
            }
            Err(faults) => revision.findings.extend(faults),
        }
        diagnostic::sort(&mut revision.findings);
        revision
    }

    fn prepare(
        &mut self,
        templates: Arc<Templates>,
        before: Option<&Revision>,
    ) -> Result<(), Vec<Diagnostic>> {
        let known = &self.known;
        let before = before.and_then(|one| Some((&*one.known.site, one.shared.as_ref()?)));
        let ctx = RenderContext::after(&known.site, &known.proof, &known.checked, templates.clone(), before)?;
        self.shared = Some(ctx.share());
        self.templates = Some(templates);
        Ok(())
    }

    /// Whether the site's templates are those inside the program, which need no trial.
    fn has_only_inside(&self) -> bool {
        let inside: Vec<Source> = inside().collect();
        self.known.folder.templates.iter().all(|own| inside.contains(own))
    }

    /// Tries new templates on a page of each kind, so that their faults show before a page is asked for.
    fn try_templates(&self) -> Vec<Diagnostic> {
        let site = &self.known.site;
        let mut kinds = BTreeMap::new();
        for group in OutputGroup::all(site) {
            let kind = match group {
                OutputGroup::SearchIndex | OutputGroup::Data | OutputGroup::Linked => continue,
                OutputGroup::Bitext(at) => {
                    let bitext = &site.bitexts[at];
                    (1, u8::from(bitext.is_index()), u8::from(bitext.pages.zh.header.layout.is_some()))
                }
                OutputGroup::Original(_) => (2, 0, 0),
                _ => (3, kinds.len() as u8, 0),
            };
            kinds.entry(kind).or_insert(group);
        }
        kinds
            .into_values()
            .filter_map(|group| self.make(group)?.get()?.as_ref().err().cloned())
            .map(|fault| *fault)
            .collect()
    }

    /// Whether the site could be published as it is.
    pub fn is_good(&self) -> bool {
        self.shared.is_some() && !self.findings.iter().any(|one| one.level == Level::Error)
    }

    /// Whether no page can be made at all.
    pub fn is_bare(&self) -> bool {
        self.shared.is_none()
    }

    /// The texts that findings point into, the program's own templates among them.
    pub fn sources(&self) -> Sources {
        let mut sources = BTreeMap::clone(&self.known.site.sources);
        for source in inside() {
            sources.entry(source.path.clone()).or_insert(source);
        }
        sources
    }

    /// The group that the file at a path belongs to, if there is one.
    pub fn group(&self, path: &str) -> Option<OutputGroup> {
        let groups = OutputGroup::of(&self.known.site, path);
        groups.into_iter().find(|group| match group {
            OutputGroup::Bitext(_) | OutputGroup::Original(_) => true,
            other => match self.make(*other).as_ref().and_then(|made| made.get()) {
                Some(Ok(files)) => files.contains_key(path),
                // It would have been there.
                _ => true,
            },
        })
    }

    /// The file at a path: `None` if there is none.
    pub fn file(&self, path: &str) -> Option<Result<Held, Diagnostic>> {
        let made = self.make(self.group(path)?)?;
        match made.get()? {
            Ok(files) => files.get(path).cloned().map(Ok),
            Err(fault) => Some(Err((**fault).clone())),
        }
    }

    fn make(&self, group: OutputGroup) -> Option<Arc<OnceLock<RenderedFiles>>> {
        let shared = self.shared.as_ref()?;
        let cell = {
            let mut made = hold(&self.made);
            made.entry(group).or_default().clone()
        };
        cell.get_or_init(|| {
            let known = &self.known;
            let ctx = RenderContext::again(&known.site, &known.proof, &known.checked, shared);
            let files = Mutex::new(BTreeMap::new());
            group.make(&ctx, &|file: Output| {
                let mut files = hold(&files);
                files.insert(file.path, file.content.into());
            })?;
            Ok(into_inner(files))
        });
        Some(cell)
    }
}

/// Whether two lists of sources hold the same texts.
fn are_same(one: &[Source], two: &[Source]) -> bool {
    let same = |(a, b): (&Source, &Source)| a.path == b.path && a.text.is(&b.text);
    one.len() == two.len() && one.iter().zip(two).all(same)
}
