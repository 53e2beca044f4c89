//! What a page marks in the text of a passage: terms where they first stand in a section, checked quantities, so
//! that pointing at one shows its equal, and omissions, which lead to what they leave out.
//!
//! Marks are made when a page is written and kept nowhere: a site holds many more of them than a reader
//! ever asks for.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::base::html::escape;
use crate::base::lang::Lang;
use crate::model::bitext::Bitext;
use crate::model::page::{Block, Prose, ProseId};
use crate::model::proof::{PassageProof, TermUse};
use crate::model::site::Site;
use crate::prove::quotes::find::omissions;
use crate::render::html::place::{SidePlace, Way};
use crate::render::html::twins;

/// A range of a prose's text that carries an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Bytes of `Prose.text`.
    pub range: Range<usize>,
    /// The start tag.
    pub open: String,
    /// The end tag.
    pub close: &'static str,
}

/// The marks in each prose of one side of a passage, sorted by place, none touching another. A term is marked
/// where it first stands in a section.
pub fn of(
    (site, bitext): (&Site, &Bitext),
    block: &Block,
    proof: &PassageProof,
    at: &SidePlace,
) -> HashMap<ProseId, Vec<Annotation>> {
    let (lang, root) = (at.lang, at.root);
    let mut marks = ProseAnnotations::of(block);
    let is_shown = |one: &&TermUse| !site.glossary[one.term].header.hidden && !at.known.contains(&one.term);
    for term in proof.terms.iter().filter(is_shown) {
        if let Some((prose, range)) = term.place(lang) {
            let anchor = &site.glossary[term.term].anchor;
            let open = || format!("<a class=\"term\" href=\"{root}glossary.html#{anchor}\">");
            marks.add(*prose, range, open, "</a>");
        }
    }
    marks.quantities(bitext, proof, lang);
    marks.omissions(at);
    for one in marks.made.values_mut() {
        one.sort_by_key(|annotation| annotation.range.start);
    }
    marks.made
}

struct ProseAnnotations<'p> {
    proses: Vec<&'p Prose>,
    known: HashMap<ProseId, &'p Prose>,
    made: HashMap<ProseId, Vec<Annotation>>,
    /// What is marked already, by start and end.
    taken: BTreeSet<(ProseId, usize, usize)>,
}

impl<'p> ProseAnnotations<'p> {
    fn of(block: &'p Block) -> Self {
        let proses = block.proses();
        let known = proses.iter().map(|prose| (prose.id, *prose)).collect();
        ProseAnnotations { proses, known, made: HashMap::new(), taken: BTreeSet::new() }
    }

    /// Numbers the pairs of equal quantities through the passage; both sides come to the same numbers. What is the
    /// twin of several has one number with them.
    fn quantities(&mut self, bitext: &Bitext, proof: &PassageProof, lang: Lang) {
        let mut number = 0;
        for (figures, twins) in twins::of(bitext, proof) {
            let mut numbers: HashMap<usize, usize> = HashMap::new();
            for (zh, en) in twins {
                let own = *numbers.entry(en).or_insert_with(|| {
                    number += 1;
                    number
                });
                let quantity = match lang {
                    Lang::Zh => &figures.found.zh[zh],
                    Lang::En => &figures.found.en[en],
                };
                let open = || format!("<data class=\"q q{own}\" value=\"{}\">", quantity.plain());
                self.add(*figures.proses.get(lang), &quantity.range, open, "</data>");
            }
        }
    }

    /// Links omissions with what they leave out, where both sides leave out as many: in a prose, or in all of them
    /// where one side has split or joined paragraphs.
    fn omissions(&mut self, at: &SidePlace) {
        let places: Vec<Vec<(ProseId, Range<usize>)>> = self
            .proses
            .iter()
            .map(|prose| omissions(&prose.text.string).into_iter().map(|range| (prose.id, range)).collect())
            .collect();
        if places.len() == at.omissions.len() {
            for (places, ways) in places.into_iter().zip(at.omissions) {
                self.link(places, ways.iter().collect(), at.lang);
            }
        } else {
            let all = places.into_iter().flatten().collect();
            self.link(all, at.omissions.iter().flatten().collect(), at.lang);
        }
    }

    fn link(&mut self, places: Vec<(ProseId, Range<usize>)>, ways: Vec<&Option<Way>>, lang: Lang) {
        if places.len() != ways.len() {
            return;
        }
        for ((prose, range), way) in places.into_iter().zip(ways) {
            let Some(way) = way.as_ref().filter(|_| self.take(prose, &range)) else { continue };
            let (href, name) = (escape(way.href.get(lang)), escape(way.name.get(lang)));
            let open = format!("<a class=\"rest\" href=\"{href}\" aria-label=\"{name}\" title=\"{name}\">");
            self.made.entry(prose).or_default().push(Annotation { range, open, close: "</a>" });
        }
    }

    /// Marks a range of what is read, unless something of it is marked or it is not shown.
    fn add(
        &mut self,
        prose: ProseId,
        read: &Range<usize>,
        open: impl FnOnce() -> String,
        close: &'static str,
    ) {
        let Some(text) = self.known.get(&prose) else { return };
        let shown = match &text.reading {
            Some(reading) => text.text.range_of(reading.span(read.clone())),
            None => Some(read.clone()),
        };
        let Some(range) = shown else { return };
        if self.take(prose, &range) {
            self.made.entry(prose).or_default().push(Annotation { range, open: open(), close });
        }
    }

    /// Takes a range, unless something of it is taken.
    fn take(&mut self, prose: ProseId, range: &Range<usize>) -> bool {
        // None touches another, so the last one that begins before this ends is the one that may reach into it.
        let before = self.taken.range((prose, 0, 0)..(prose, range.end, 0)).next_back();
        let is_free = before.is_none_or(|(_, _, end)| *end <= range.start);
        is_free && self.taken.insert((prose, range.start, range.end))
    }
}
