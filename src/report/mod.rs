//! Findings → terminal, JSON, SARIF, GitHub. Lines and columns are made here and nowhere before.

pub(crate) mod causes;
pub(crate) mod github;
pub(crate) mod json;
pub(crate) mod sarif;
pub mod terminal;
pub(crate) mod wrap;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::source::{LineColumn, Lines, Place, Source};
use crate::rules::Waived;

/// The texts that findings point into, by path.
pub(crate) type Sources = BTreeMap<Arc<str>, Source>;

/// Findings by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Findings that a waiver excuses.
    pub waived: usize,
}

impl Counts {
    /// Counts findings.
    pub fn of(findings: &[Diagnostic], waived: usize) -> Counts {
        let count = |level: Level| findings.iter().filter(|one| one.level == level).count();
        Counts {
            errors: count(Level::Error),
            warnings: count(Level::Warning),
            notes: count(Level::Note),
            waived,
        }
    }
}

/// The lines of every text that findings point into, each counted once.
pub(crate) struct LineIndex<'s> {
    lines: BTreeMap<&'s str, Lines<'s>>,
}

impl<'s> LineIndex<'s> {
    /// Counts the lines of the texts that these findings need.
    pub fn new(findings: impl IntoIterator<Item = &'s Diagnostic>, sources: &'s Sources) -> LineIndex<'s> {
        LineIndex::over(findings.into_iter().flat_map(places), sources)
    }

    /// Counts the lines of the texts that these findings and the waivers that excuse them need.
    pub(crate) fn of_waived(waived: &'s [Waived], sources: &'s Sources) -> LineIndex<'s> {
        let places = waived.iter().flat_map(|one| places(&one.finding).chain([&one.place]));
        LineIndex::over(places, sources)
    }

    fn over(places: impl Iterator<Item = &'s Place>, sources: &'s Sources) -> LineIndex<'s> {
        let paths: BTreeSet<&str> = places.map(|place| &*place.path).collect();
        // A text may have to be read for it.
        let lines =
            paths.into_par_iter().filter_map(|path| Some((path, Lines::new(&sources.get(path)?.text))));
        LineIndex { lines: lines.collect() }
    }

    /// First and last place of a label, as people count.
    pub fn place(&self, place: &Place) -> (LineColumn, LineColumn) {
        match self.lines.get(&*place.path) {
            Some(lines) => (lines.at(place.span.start), lines.at(place.span.end)),
            None => (LineColumn { line: 1, column: 1 }, LineColumn { line: 1, column: 1 }),
        }
    }
}

fn places(finding: &Diagnostic) -> impl Iterator<Item = &Place> {
    std::iter::once(&finding.primary).chain(&finding.related).map(|label| &label.place)
}

/// A number with an English noun: `1 error`, `2 errors`.
pub fn counted(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}
