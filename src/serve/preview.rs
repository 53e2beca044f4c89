//! What a browser is shown: the site as it is, and where it is broken, as it last was good.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::render::files::OutputGroup;
use crate::report::Counts;
use crate::report::causes::{Cause, causes};
use crate::serve::event::Event;
use crate::serve::revision::{Held, Revision};

/// The present site, and the last that could have been published.
#[derive(Clone)]
pub struct Preview {
    /// The present one.
    pub latest: Arc<Revision>,
    /// The last good one, often the same; none since the start if the site was broken then.
    pub good: Option<Arc<Revision>>,
    /// What the last edit changed: paths of files relative to the site's folder.
    pub changed: Arc<BTreeSet<Arc<str>>>,
}

/// A file as it is shown.
pub enum File {
    /// As a build would write it now.
    Fresh(Held),
    /// As a build wrote it before something broke.
    Earlier(Held),
    /// As it stands now: an error stands behind it, and it never was good since the start.
    Rough(Held),
    /// It cannot be made, and never could since the start.
    Broken,
    /// There is no such file.
    Absent,
}

impl Preview {
    /// The state after an edit.
    pub fn after(before: Option<&Preview>, latest: Revision, changed: BTreeSet<Arc<str>>) -> Preview {
        let latest = Arc::new(latest);
        let good = match latest.is_good() {
            true => Some(latest.clone()),
            false => before.and_then(|before| before.good.clone()),
        };
        Preview { latest, good, changed: Arc::new(changed) }
    }

    /// What is known, for whoever started the server.
    pub fn event(&self) -> Event {
        let counts = Counts::of(&self.latest.findings, self.latest.known.checked.waived.len());
        Event::Known(counts, self.changed.iter().cloned().collect())
    }

    /// The file at a path of the output folder.
    pub fn file(&self, path: &str) -> File {
        let fresh = self.latest.file(path);
        match fresh {
            Some(Ok(held)) if self.is_sound(path) => return File::Fresh(held),
            None if self.latest.is_good() => return File::Absent,
            _ => {}
        }
        let earlier = self.good.as_ref().filter(|good| !Arc::ptr_eq(good, &self.latest));
        match (earlier.and_then(|good| good.file(path)), fresh) {
            (Some(Ok(held)), _) => File::Earlier(held),
            (_, Some(Ok(held))) if !self.latest.findings.iter().any(holds_all_back) => File::Rough(held),
            (_, fresh) if fresh.is_some() || self.latest.is_bare() => File::Broken,
            _ => File::Absent,
        }
    }

    /// Whether no error stands behind the file at a path.
    fn is_sound(&self, path: &str) -> bool {
        if self.latest.is_good() || !path.ends_with(".html") {
            return true;
        }
        let errors = || self.latest.findings.iter().filter(|one| one.level == Level::Error);
        match self.latest.group(path) {
            Some(OutputGroup::Bitext(_)) => {
                let sources = sources_of(path);
                !errors().any(|one| holds_all_back(one) || concerns(one, &sources))
            }
            Some(OutputGroup::SearchPage | OutputGroup::NotFound) => true,
            _ => false,
        }
    }

    /// The findings on a page by their causes, and the others. A cause elsewhere stands with what follows from it here.
    pub fn causes(&self, path: &str) -> (Vec<Cause<'_>>, Vec<Cause<'_>>) {
        let sources = sources_of(path);
        let is_here = |one: &Diagnostic| holds_all_back(one) || concerns(one, &sources);
        let all = causes(&self.latest.findings, &self.latest.known.site);
        all.into_iter().partition(|one| is_here(one.finding) || one.follows.iter().any(|one| is_here(one)))
    }
}

/// Whether a finding keeps every page as it last was good: an error in what all pages depend on, and not on
/// the file of a page or a picture.
fn holds_all_back(finding: &Diagnostic) -> bool {
    let is_of_one = |below: &str| {
        !below.starts_with("originals/") && !below.ends_with(".yaml") && below != "duizhao.lock"
    };
    let below = finding.primary.place.path.strip_prefix("content/");
    finding.level == Level::Error && !below.is_some_and(is_of_one)
}

fn concerns(finding: &Diagnostic, sources: &[String]) -> bool {
    let labels = std::iter::once(&finding.primary).chain(&finding.related);
    let mut paths = labels.map(|label| &*label.place.path);
    paths.any(|path| path.starts_with("templates/") || sources.iter().any(|one| one == path))
}

/// The files that a page of the site is made from.
pub fn sources_of(path: &str) -> Vec<String> {
    let stem = path.strip_suffix(".html").unwrap_or(path);
    let (folder, rest) = stem.split_once('/').unwrap_or(("", stem));
    let pair = |address: &str| ["zh", "en"].map(|lang| format!("content/{address}.{lang}.md")).to_vec();
    match (folder, rest) {
        ("zh" | "en" | "parallel", "index") | ("", "index") => {
            let mut sources = pair("_index");
            sources.push("content/site.yaml".to_owned());
            sources
        }
        ("zh" | "en" | "parallel", rest) => match rest.strip_suffix("/index") {
            Some(folder) => [pair(&format!("{folder}/_index")), pair(rest)].concat(),
            None => pair(rest),
        },
        ("originals", id) => vec![format!("content/originals/{id}.md")],
        ("", "glossary") | ("terms", _) => vec!["content/glossary.yaml".to_owned()],
        ("", "figures") => vec!["content/indicators.yaml".to_owned()],
        ("", "corrections") => vec!["content/corrections.yaml".to_owned()],
        _ => Vec::new(),
    }
}
