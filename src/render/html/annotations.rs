//! What a page marks in the text of a passage: terms where they first stand in a section, checked quantities, so
//! that pointing at one shows its equal, and omissions, which lead to what they leave out.
//!
//! Marks are made when a page is written and kept nowhere: a site holds many more of them than a reader
//! ever asks for.

use std::ops::Range;

use crate::base::quick_map::QuickMap;
use crate::model::page::{Block, Prose, ProseId};
use crate::model::proof::{PassageProof, TermUse};
use crate::model::site::Site;
use crate::prove::quotes::find::omissions;
use crate::render::html::place::{SidePlace, Way};
use crate::render::html::twins::FigureTwins;

/// A range of a prose's text that carries an element.
#[derive(Clone, Debug)]
pub struct Annotation<'a> {
    /// The prose.
    pub prose: ProseId,
    /// Bytes of `Prose.text`.
    pub range: Range<usize>,
    /// The element.
    pub kind: AnnotationKind<'a>,
}

/// What is marked.
#[derive(Clone, Copy, Debug)]
pub enum AnnotationKind<'a> {
    /// A term, by its place in the glossary.
    Term(&'a str),
    /// A quantity, by the number that it has with its equal.
    Quantity(usize),
    /// An omission.
    Omission(&'a Way),
}

/// The marks of one side of a passage.
pub struct Annotations<'a>(Vec<Annotation<'a>>);

impl<'a> Annotations<'a> {
    /// The marks in a prose that touch a range of its text, sorted by place, none touching another.
    pub fn within(&self, prose: ProseId, range: &Range<usize>) -> &[Annotation<'a>] {
        let start = self.0.partition_point(|one| (one.prose, one.range.end) <= (prose, range.start));
        let rest = &self.0[start..];
        &rest[..rest.partition_point(|one| one.prose == prose && one.range.start < range.end)]
    }
}

/// The marks of one side of a passage. A term is marked where it first stands in a section.
pub fn of<'a>(site: &'a Site, block: &Block, proof: &PassageProof, at: &SidePlace<'a>) -> Annotations<'a> {
    let lang = at.lang;
    let mut marks = ProseAnnotations { proses: block.proses(), made: Vec::new(), taken: Vec::new() };
    let is_shown = |one: &&TermUse| !site.glossary[one.term].header.hidden && !at.known.contains(&one.term);
    for term in proof.terms.iter().filter(is_shown) {
        if let Some((prose, range)) = term.place(lang) {
            let anchor = &site.glossary[term.term].anchor;
            marks.add(*prose, range, AnnotationKind::Term(anchor));
        }
    }
    marks.quantities(at);
    marks.omissions(at);
    marks.made.sort_by_key(|one| (one.prose, one.range.start));
    Annotations(marks.made)
}

struct ProseAnnotations<'p, 'a> {
    proses: Vec<&'p Prose>,
    made: Vec<Annotation<'a>>,
    /// What is marked already, by start and end, in order.
    taken: Vec<(ProseId, usize, usize)>,
}

impl<'a> ProseAnnotations<'_, 'a> {
    /// Numbers the pairs of equal quantities through the passage; both sides come to the same numbers. What is the
    /// twin of several has one number with them.
    fn quantities(&mut self, at: &SidePlace) {
        let mut number = 0;
        for FigureTwins { proses, all } in at.twins {
            let mut numbers: QuickMap<usize, usize> = QuickMap::default();
            for twin in all {
                let own = *numbers.entry(twin.en).or_insert_with(|| {
                    number += 1;
                    number
                });
                let kind = AnnotationKind::Quantity(own);
                self.add(*proses.get(at.lang), twin.ranges.get(at.lang), kind);
            }
        }
    }

    /// Links omissions with what they leave out, where both sides leave out as many: in a prose, or in all of them
    /// where one side has split or joined paragraphs.
    fn omissions(&mut self, at: &SidePlace<'a>) {
        if at.omissions.iter().all(|ways| ways.is_empty()) {
            return;
        }
        let places: Vec<Vec<(ProseId, Range<usize>)>> = self
            .proses
            .iter()
            .map(|prose| omissions(prose.text.string()).into_iter().map(|range| (prose.id, range)).collect())
            .collect();
        if places.len() == at.omissions.len() {
            for (places, ways) in places.into_iter().zip(at.omissions) {
                self.link(places, ways.iter().collect());
            }
        } else {
            let all = places.into_iter().flatten().collect();
            self.link(all, at.omissions.iter().flatten().collect());
        }
    }

    fn link(&mut self, places: Vec<(ProseId, Range<usize>)>, ways: Vec<&'a Option<Way>>) {
        if places.len() != ways.len() {
            return;
        }
        for ((prose, range), way) in places.into_iter().zip(ways) {
            let Some(way) = way.as_ref().filter(|_| self.take(prose, &range)) else { continue };
            self.made.push(Annotation { prose, range, kind: AnnotationKind::Omission(way) });
        }
    }

    /// Marks a range of what is read, unless something of it is marked or it is not shown.
    fn add(&mut self, prose: ProseId, read: &Range<usize>, kind: AnnotationKind<'a>) {
        let Ok(number) = self.proses.binary_search_by_key(&prose, |one| one.id) else { return };
        let text = self.proses[number];
        let shown = match text.reading() {
            Some(reading) => text.text.range_of(reading.span(read.clone())),
            None => Some(read.clone()),
        };
        let Some(range) = shown else { return };
        if self.take(prose, &range) {
            self.made.push(Annotation { prose, range, kind });
        }
    }

    /// Takes a range, unless something of it is taken.
    fn take(&mut self, prose: ProseId, range: &Range<usize>) -> bool {
        // None touches another, so the last one that begins before this ends is the one that may reach into it.
        let at = self.taken.partition_point(|one| (one.0, one.1) < (prose, range.end));
        let before = at.checked_sub(1).and_then(|at| self.taken.get(at)).filter(|one| one.0 == prose);
        if before.is_some_and(|one| one.2 > range.start) {
            return false;
        }
        let own = (prose, range.start, range.end);
        match self.taken.binary_search(&own) {
            Ok(_) => false,
            Err(at) => {
                self.taken.insert(at, own);
                true
            }
        }
    }
}
