//! A place of a source → where a reader finds it: the page, and on it the passage, or the sentence where it has an
//! address of its own.

use crate::analysis::known_places::{KnownPlace, KnownPlaces};
use crate::base::lang::Lang;
use crate::base::map::HashMap;
use crate::base::source::{Lines, Place, Span};
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::segments::Segments;

/// Where a place of a source stands on the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagePlace {
    /// The page: an index into [`Site::bitexts`].
    pub bitext: usize,
    /// The side that it stands on.
    pub lang: Lang,
    /// The id of the passage or of the sentence: `p3`, `p3.2`; empty for what the header says.
    pub id: String,
    /// The line of the source, from 1.
    pub line: usize,
}

/// The places of many findings: each passage is divided into its sentences once.
pub struct PagePlaces<'s> {
    site: &'s Site,
    proof: &'s Proof,
    /// By bitext and passage.
    divided: HashMap<(usize, usize), Option<Segments>>,
    /// The lines of pages, by bitext and side.
    lines: HashMap<(usize, Lang), Lines<'s>>,
    /// Those that were looked up before.
    known: Option<&'s KnownPlaces>,
}

impl<'s> PagePlaces<'s> {
    /// None is looked up yet.
    pub fn new(site: &'s Site, proof: &'s Proof) -> PagePlaces<'s> {
        PagePlaces { site, proof, divided: HashMap::default(), lines: HashMap::default(), known: None }
    }

    /// The same with those that were looked up before.
    pub(crate) fn knowing(self, known: Option<&'s KnownPlaces>) -> PagePlaces<'s> {
        PagePlaces { known, ..self }
    }

    /// That of a place; `None` where no page shows it.
    pub fn of(&mut self, place: &Place) -> Option<PagePlace> {
        let (at, lang) = self.site.page_of(&place.path)?;
        let known = self.known.zip(self.proof.keys.get(at));
        let KnownPlace { id, line } = match known {
            Some((known, key)) => known.of((*key, lang, place.span), || self.look_up(at, lang, place.span)),
            None => self.look_up(at, lang, place.span),
        };
        Some(PagePlace { bitext: at, lang, id, line })
    }

    fn look_up(&mut self, at: usize, lang: Lang, span: Span) -> KnownPlace {
        let site = self.site;
        let lines = || Lines::new(&site.bitexts[at].pages.get(lang).source.text);
        let line = self.lines.entry((at, lang)).or_insert_with(lines).at(span.start).line;
        KnownPlace { id: self.id(at, lang, span), line }
    }

    /// The id of what holds a part of a page.
    fn id(&mut self, at: usize, lang: Lang, span: Span) -> String {
        match self.site.bitexts[at].passage_at(lang, span.start) {
            Some(passage) => self.address((at, passage), lang, span),
            None => String::new(),
        }
    }

    /// The address of a part of a passage: that of a sentence where the part stands in one alone.
    fn address(&mut self, (at, passage): (usize, usize), lang: Lang, span: Span) -> String {
        let bitext = &self.site.bitexts[at];
        let proof = self.proof.pages.get(at).and_then(|page| page.passages.get(passage));
        let whole = &bitext.passages[passage];
        let segments =
            self.divided.entry((at, passage)).or_insert_with(|| Segments::of(bitext, whole, proof?));
        let sentence = bitext
            .blocks(whole)
            .get(lang)
            .zip(segments.as_ref())
            .and_then(|(block, segments)| segments.holding(block, lang, span)?.address(&whole.id));
        sentence.unwrap_or_else(|| whole.id.to_string())
    }
}
