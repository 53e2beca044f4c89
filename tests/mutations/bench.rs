//! The real site, checked again after each change.

use std::collections::BTreeMap;
use std::path::Path;

use duizhao::analysis::Analysis;
use duizhao::assemble::load::Options;
use duizhao::base::diagnostic::{Diagnostic, Level};
use duizhao::base::lang::{Both, Lang};
use duizhao::base::source::{Lines, Place, Source};
use duizhao::model::config::TermHeader;
use duizhao::vfs::{self, Folder};

use super::change::Change;
use super::text::Pair;

/// The real site and what is known of it.
pub struct Bench {
    /// The terms of its glossary.
    pub terms: Vec<TermHeader>,
    /// Its pages.
    pub pairs: Vec<Pair>,
    folder: Folder,
    known: Analysis,
}

impl Bench {
    /// Reads the site.
    pub fn read() -> Bench {
        let (folder, found) = vfs::read(Path::new(env!("CARGO_MANIFEST_DIR"))).unwrap();
        assert!(found.is_empty(), "{found:?}");
        let mut halves: BTreeMap<&str, Vec<Source>> = BTreeMap::new();
        for source in &folder.content {
            if let Some(stem) = source.path.strip_suffix(".zh.md").or(source.path.strip_suffix(".en.md")) {
                halves.entry(stem).or_default().push(source.clone());
            }
        }
        let pairs = halves
            .into_values()
            .map(|mut halves| Pair::new(Both { zh: halves.remove(1), en: halves.remove(0) }))
            .collect();
        let glossary = folder.content.iter().find(|one| &*one.path == "content/glossary.yaml").unwrap();
        let terms = serde_yaml::from_str(&glossary.text).unwrap();
        let known = Analysis::new(folder.clone(), Vec::new(), &Options::default(), &Analysis::default());
        Bench { terms, pairs, folder, known }
    }

    /// The rules of the new findings at the line of a change.
    pub fn catches(&self, pair: &Pair, change: &Change) -> Vec<&'static str> {
        let old = pair.files.get(change.lang);
        let text =
            format!("{}{}{}", &old.text[..change.range.start], change.new, &old.text[change.range.end..]);
        let new = Source::new(old.path.clone(), &text);
        let mut folder = self.folder.clone();
        let own = folder.content.iter_mut().find(|one| one.path == old.path).unwrap();
        *own = new.clone();
        let now = Analysis::new(folder, Vec::new(), &Options::default(), &self.known);
        let files = |lang: Lang| if lang == change.lang { &new } else { pair.files.get(lang) };
        let (lang, at) = change.at;
        let line = pair.files.get(lang).text[..at].matches('\n').count() + 1;
        let stands = |place: &Place| {
            let lines = Lines::new(&files(lang).text);
            place.path == files(lang).path
                && (lines.at(place.span.start).line..=lines.at(place.span.end).line).contains(&line)
        };
        let known = &self.known.checked.findings;
        let is_new = |one: &&Diagnostic| {
            !known.iter().any(|before| before.rule == one.rule && before.message == one.message)
        };
        let grave = |one: &&Diagnostic| matches!(one.level, Level::Error | Level::Warning);
        let at_line = |one: &&Diagnostic| {
            let stale = one.rule == "translation-stale";
            stands(&one.primary.place) || (stale && one.related.iter().any(|label| stands(&label.place)))
        };
        let findings = now.checked.findings.iter().filter(is_new).filter(grave).filter(at_line);
        findings.map(|one| one.rule).collect()
    }
}
