//! What a page marks in the text of a passage: terms where they first stand in a section, checked quantities, so
//! that pointing at one shows its equal, and omissions, which lead to what they leave out.
//!
//! Marks are made when a page is written and kept nowhere: a site holds many more of them than a reader
//! ever asks for.

use std::ops::Range;

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

/// The marks of one side of a passage, sorted by place, none touching another.
pub struct Annotations<'a> {
    all: Vec<Annotation<'a>>,
    /// How many were passed.
    passed: usize,
}

impl<'a> Annotations<'a> {
    /// The marks that touch a range of the text of a prose. Ranges are asked for in the order of the texts.
    pub fn within(&mut self, prose: ProseId, range: &Range<usize>) -> &[Annotation<'a>] {
        let is_before = |one: &Annotation| (one.prose, one.range.end) <= (prose, range.start);
        while self.all.get(self.passed).is_some_and(is_before) {
            self.passed += 1;
        }
        let rest = &self.all[self.passed..];
        let touches = |one: &&Annotation| one.prose == prose && one.range.start < range.end;
        &rest[..rest.iter().take_while(touches).count()]
    }
}

/// The marks of one side of a passage. A term is marked where it first stands in a section.
pub fn of<'a>(site: &'a Site, block: &Block, proof: &PassageProof, at: &SidePlace<'a>) -> Annotations<'a> {
    let lang = at.lang;
    let most = proof.terms.len() + at.twins.iter().map(|one| one.all.len()).sum::<usize>();
    if most == 0 && at.omissions.iter().all(|ways| ways.is_empty()) {
        return Annotations { all: Vec::new(), passed: 0 };
    }
    let (made, taken) = (Vec::with_capacity(most), Vec::with_capacity(most));
    let mut marks = ProseAnnotations { proses: block.proses(), made, taken };
    let is_shown = |one: &&TermUse| !site.glossary[one.term].header.hidden && !at.known.contains(&one.term);
    for term in proof.terms.iter().filter(is_shown) {
        if let Some((prose, range)) = term.place(lang)
            && let Some(prose) = marks.prose(*prose)
        {
            let anchor = &site.glossary[term.term].anchor;
            marks.add(prose, range, AnnotationKind::Term(anchor));
        }
    }
    marks.quantities(at);
    marks.omissions(at);
    marks.made.sort_by_key(|one| (one.prose, one.range.start));
    Annotations { all: marks.made, passed: 0 }
}

struct ProseAnnotations<'p, 'a> {
    proses: Vec<&'p Prose>,
    made: Vec<Annotation<'a>>,
    /// What is marked already, by start and end, in order.
    taken: Vec<(ProseId, usize, usize)>,
}

impl<'p, 'a> ProseAnnotations<'p, 'a> {
    /// The prose of an id.
    fn prose(&self, id: ProseId) -> Option<&'p Prose> {
        let at = self.proses.binary_search_by_key(&id, |one| one.id).ok()?;
        self.proses.get(at).copied()
    }

    /// Marks the equal quantities by the numbers of their pairs.
    fn quantities(&mut self, at: &SidePlace) {
        for FigureTwins { proses, all } in at.twins.iter().filter(|one| !one.all.is_empty()) {
            let Some(prose) = self.prose(*proses.get(at.lang)) else { continue };
            for twin in all {
                self.add(prose, twin.ranges.get(at.lang), AnnotationKind::Quantity(twin.number));
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
    fn add(&mut self, prose: &Prose, read: &Range<usize>, kind: AnnotationKind<'a>) {
        let shown = match prose.reading() {
            Some(reading) => prose.text.range_of(reading.span(read.clone())),
            None => Some(read.clone()),
        };
        let Some(range) = shown else { return };
        if self.take(prose.id, &range) {
            self.made.push(Annotation { prose: prose.id, range, kind });
        }
    }

    /// Takes a range, unless something of it is taken.
    fn take(&mut self, prose: ProseId, range: &Range<usize>) -> bool {
        let own = (prose, range.start, range.end);
        // Most stand behind all others.
        if self.taken.last().is_none_or(|last| *last < own && (last.0, last.2) <= (prose, range.start)) {
            self.taken.push(own);
            return true;
        }
        // None touches another, so the last one that begins before this ends is the one that may reach into it.
        let at = self.taken.partition_point(|one| (one.0, one.1) < (prose, range.end));
        let before = at.checked_sub(1).and_then(|at| self.taken.get(at)).filter(|one| one.0 == prose);
        if before.is_some_and(|one| one.2 > range.start) {
            return false;
        }
        match self.taken.binary_search(&own) {
            Ok(_) => false,
            Err(at) => {
                self.taken.insert(at, own);
                true
            }
        }
    }
}
