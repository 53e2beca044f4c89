//! What is known of a site's truth: where each quotation stands in its original, which quantities
//! and terms stand across from each other. Facts only; rules word the findings, templates show the
//! evidence.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::base::fact_hasher::FactKey;
use crate::base::lang::{Both, Lang};
use crate::base::lazy::Lazy;
use crate::base::source::Span;
use crate::base::word_diff::Rewording;
use crate::model::alignment::CertainPairs;
use crate::model::digest::Digest;
use crate::model::glossary::TermId;
use crate::model::indicator::IndicatorTable;
use crate::model::lock::PassageId;
use crate::model::page::ProseId;
use crate::model::site::Site;
use crate::quantity::compare::Mismatch;
use crate::quantity::packed::PackedQuantities;
use crate::quantity::value::Quantity;

/// The facts on a whole site, in the order of [`crate::model::site::Site::bitexts`].
#[derive(Clone, Debug, Default)]
pub struct Proof {
    /// One for each bitext.
    pub pages: Vec<Arc<Lazy<PageProof>>>,
    /// For each bitext what the rest of the site asks of it.
    pub digests: Vec<Arc<Digest>>,
    /// For each bitext a hash of all that it and the facts on it follow from, where that was asked for.
    pub keys: Vec<FactKey>,
    /// For each original, in the order of [`crate::model::site::Site::originals`], what is quoted of it.
    pub coverage: Vec<Coverage>,
    /// All declared figures as one table.
    pub indicators: IndicatorTable,
}

/// What is quoted of an original.
#[derive(Clone, Debug, Default)]
pub struct Coverage {
    /// Every quoted run, sorted by place.
    pub uses: Vec<Use>,
    /// The union of the runs, sorted, none touching another: bytes of the folded text.
    pub covered: Vec<Range<usize>>,
    /// For each use the furthest end of it and of those before.
    reach: Vec<usize>,
}

/// One quoted run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Use {
    /// Bytes of the original's folded text.
    pub run: Range<usize>,
    /// Index into [`crate::model::site::Site::bitexts`].
    pub bitext: usize,
    /// Index of the passage.
    pub passage: usize,
}

impl Coverage {
    /// The runs of an original, in any order.
    pub fn new(mut uses: Vec<Use>) -> Coverage {
        uses.sort_unstable_by_key(|one| (one.run.start, one.run.end, one.bitext, one.passage));
        let mut covered: Vec<Range<usize>> = Vec::new();
        let mut reach = Vec::with_capacity(uses.len());
        for one in &uses {
            match covered.last_mut() {
                Some(last) if one.run.start <= last.end => last.end = last.end.max(one.run.end),
                _ => covered.push(one.run.clone()),
            }
            reach.push(reach.last().map_or(one.run.end, |end: &usize| one.run.end.max(*end)));
        }
        Coverage { uses, covered, reach }
    }

    /// The covered runs that touch a range.
    pub(crate) fn covered_in(&self, range: Range<usize>) -> &[Range<usize>] {
        let first = self.covered.partition_point(|run| run.end <= range.start);
        let last = self.covered.partition_point(|run| run.start < range.end);
        self.covered.get(first..last).unwrap_or_default()
    }

    /// The share of a range that is quoted, in characters: quoted and all.
    pub fn of(&self, text: &str, range: Range<usize>) -> (usize, usize) {
        let all = text[range.clone()].chars().count();
        let inside = self.covered_in(range.clone()).iter();
        let quoted =
            inside.map(|run| text[run.start.max(range.start)..run.end.min(range.end)].chars().count()).sum();
        (quoted, all)
    }

    /// The uses that touch a range.
    pub(crate) fn touching(&self, range: Range<usize>) -> impl Iterator<Item = &Use> {
        let first = self.reach.partition_point(|end| *end <= range.start);
        let last = self.uses.partition_point(|one| one.run.start < range.end);
        let near = self.uses.get(first..last).unwrap_or_default();
        near.iter().filter(move |one| one.run.end > range.start)
    }
}

/// The facts on one bitext.
#[derive(Clone, Debug, Default)]
pub struct PageProof {
    /// The facts on what the headers say.
    pub header: PassageProof,
    /// One for each passage.
    pub passages: Vec<PassageProof>,
    /// What differs in passages whose sides do not stand one by one.
    pub shared: Vec<SharedFigures>,
    /// Accepted passages that are no longer there.
    pub gone: Vec<Gone>,
}

/// The facts on one passage.
#[derive(Clone, Debug, Default)]
pub struct PassageProof {
    /// What became of each prose of the Chinese block that stands in a block quotation, at whatever
    /// depth, in reading order.
    pub quotes: Box<[QuotedProse]>,
    /// The quantities of each prose and of its partner, where the sides have as many.
    pub figures: Box<[Figures]>,
    /// The proses whose figures are right at another place of the other side: the numbers of the Chinese and of the
    /// English.
    pub reordered: Box<[(usize, usize)]>,
    /// The terms of the Chinese side and what became of them.
    pub terms: Box<[TermUse]>,
    /// Whether the translation was accepted against this wording.
    pub accepted: Accepted,
}

impl PassageProof {
    /// The original of the first paragraph that was found: an index into `Site::originals`.
    pub fn original(&self) -> Option<usize> {
        self.found().next().map(|quotation| quotation.original)
    }

    /// The number of the first quoted paragraph.
    pub fn paragraph(&self, site: &Site) -> Option<usize> {
        let first = self.found().next()?;
        Some(*site.originals[first.original].paragraphs_of(first.runs.first()?).start())
    }

    /// The quotations that were found.
    pub fn found(&self) -> impl Iterator<Item = &Quotation> {
        self.quotes.iter().filter_map(|one| one.quoted.found())
    }

    /// The figures of a Chinese prose and of its partner.
    pub fn figures_of(&self, zh: ProseId) -> Option<&Figures> {
        // They stand in reading order, by which proses are numbered.
        let at = self.figures.binary_search_by_key(&zh, |one| one.proses.zh).ok()?;
        self.figures.get(at)
    }

    /// What became of a prose; `None` where it is not quoted.
    pub fn quoted(&self, prose: ProseId) -> Option<&Quoted> {
        let at = self.quotes.binary_search_by_key(&prose, |one| one.prose).ok()?;
        self.quotes.get(at).map(|one| &one.quoted)
    }
}

/// A prose that stands in a block quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotedProse {
    /// Which, on the Chinese page.
    pub prose: ProseId,
    /// What became of it.
    pub quoted: Quoted,
}

/// How a passage stands to the lock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Accepted {
    /// There is no lock.
    #[default]
    NoLock,
    /// Nobody accepted its translation yet.
    Never,
    /// Accepted as it stands.
    Fresh,
    /// It is no longer what was accepted.
    Stale(Box<Staleness>),
}

/// Why a translation is no longer what was accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Staleness {
    /// The Chinese has changed since.
    Chinese {
        /// The sentences that are new: bytes of the Chinese file.
        changed: Vec<Span>,
        /// The wording then and now, if the lock knows it.
        rewording: Option<Rewording>,
    },
    /// The English is that of another passage.
    Moved(PassageId),
    /// The English has nothing in common with what was accepted.
    Replaced(Rewording),
    /// The items, cells or texts of the English have changed places.
    LinesMoved,
    /// The passages have changed places, and the lock does not know which English belongs to which.
    Disordered,
}

/// A passage that was accepted and is no longer on its page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// Its id.
    pub id: PassageId,
    /// What it said; empty if that is not known.
    pub words: String,
}

/// The quantities of a prose and of the one across from it.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// The two.
    pub proses: Both<ProseId>,
    /// The quantities, in bytes of what is read, and which are equal.
    pub found: PackedQuantities,
    /// What is wrong with them, if anything is.
    pub(crate) faults: Option<Box<FigureFaults>>,
    /// Which of their sentences certainly stand across from each other: known from when it is asked for first.
    pub(crate) certain: OnceLock<Box<CertainPairs>>,
}

/// What is wrong with the quantities of two proses.
#[derive(Clone, Debug, Default)]
pub struct FigureFaults {
    /// What is wrong: indices of the quantities.
    pub mismatches: Vec<Mismatch>,
    /// Names with digits, as 5G, that the English writes with others: the bytes on both sides.
    pub codes: Vec<(Range<usize>, Range<usize>)>,
}

impl Figures {
    /// What is wrong with the quantities.
    pub fn mismatches(&self) -> &[Mismatch] {
        self.faults.as_ref().map_or(&[], |faults| &faults.mismatches)
    }

    /// Names with digits that the English writes with others.
    pub fn codes(&self) -> &[(Range<usize>, Range<usize>)] {
        self.faults.as_ref().map_or(&[], |faults| &faults.codes)
    }

    /// Takes back what is wrong with the quantities.
    pub(crate) fn clear_mismatches(&mut self) {
        if let Some(faults) = &mut self.faults {
            faults.mismatches.clear();
        }
    }
}

/// The figures of passages beside each other that one side splits or joins, compared as one text.
#[derive(Clone, Debug, Default)]
pub struct SharedFigures {
    /// The quantities in the order of the page.
    pub found: Both<Vec<PlacedQuantity>>,
    /// What is wrong: indices into `found`.
    pub mismatches: Vec<Mismatch>,
}

/// A quantity with its place on the page.
#[derive(Clone, Debug)]
pub struct PlacedQuantity {
    /// Which passage.
    pub passage: usize,
    /// Which prose of its block.
    pub prose: usize,
    /// The quantity, in bytes of what is read there.
    pub quantity: Quantity,
}

/// A term on the Chinese side of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermUse {
    /// Which.
    pub term: TermId,
    /// Where it stands in Chinese, at least once: the prose, and the bytes of what is read there.
    pub places: Vec<(ProseId, Range<usize>)>,
    /// Where it stands in English in an accepted form: the prose and the bytes.
    pub rendered: Vec<(ProseId, Range<usize>)>,
    /// Where it stands in English in a wrong form.
    pub wrong: Vec<WrongForm>,
    /// Where it stands in English with a slip of the pen.
    pub misspelt: Vec<Misspelt>,
    /// The places, as indices into `places`, that have no rendering, right, wrong or misspelt.
    pub missing: Vec<usize>,
    /// Where a rendering is missing, the renderings of terms that the Chinese does not have.
    pub instead: Vec<Instead>,
}

impl TermUse {
    /// A term at the first place where it stands.
    pub fn first(term: TermId, place: (ProseId, Range<usize>)) -> TermUse {
        TermUse {
            term,
            places: vec![place],
            rendered: Vec::new(),
            wrong: Vec::new(),
            misspelt: Vec::new(),
            missing: Vec::new(),
            instead: Vec::new(),
        }
    }

    /// Where it first stands in a language, in English in an accepted form.
    pub fn place(&self, lang: Lang) -> Option<&(ProseId, Range<usize>)> {
        match lang {
            Lang::Zh => self.places.first(),
            Lang::En => self.rendered.first(),
        }
    }
}

/// A rendering with a slip of the pen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misspelt {
    /// The form that was meant.
    pub form: String,
    /// The prose, on the English page.
    pub prose: ProseId,
    /// Bytes of the prose's reading.
    pub range: Range<usize>,
}

/// The rendering of a term that the Chinese does not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instead {
    /// Which.
    pub term: TermId,
    /// The prose, on the English page.
    pub prose: ProseId,
    /// Bytes of the prose's reading.
    pub range: Range<usize>,
}

/// A wrong rendering of a term.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongForm {
    /// Index into the term's `avoid`.
    pub form: usize,
    /// The prose, on the English page.
    pub prose: ProseId,
    /// Bytes of the prose's reading.
    pub range: Range<usize>,
}

/// What became of a prose of a quotation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Quoted {
    /// It stands in an original.
    Found(Quotation),
    /// It does not.
    NotFound,
    /// The page names no original.
    NoOriginal,
    /// It quotes no document: the page says `original: none`.
    Ordinary,
    /// It has no words, but says that something is left out: `[…]`.
    Omission,
}

impl Quoted {
    /// Where it stands.
    pub fn found(&self) -> Option<&Quotation> {
        match self {
            Quoted::Found(quotation) => Some(quotation),
            _ => None,
        }
    }
}

/// Where a quoted paragraph stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quotation {
    /// Index into [`crate::model::site::Site::originals`].
    pub original: usize,
    /// The runs between omissions, in order: bytes of the original's folded text.
    pub runs: Vec<Range<usize>>,
    /// Other places where it stands as well and that are not the same text.
    pub also: Vec<Range<usize>>,
}
