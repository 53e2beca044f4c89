//! Site → proof: what can be known of its truth, bitext by bitext, in parallel.

pub mod alignment;
pub(crate) mod digest;
pub(crate) mod freshness;
pub(crate) mod indicators;
pub mod meaning;
pub(crate) mod prose;
pub(crate) mod quantity_index;
pub(crate) mod quotes;
pub(crate) mod stem;
pub(crate) mod structure;
pub(crate) mod support;
pub(crate) mod terms;

use std::sync::Arc;

use rayon::prelude::*;

use crate::base::exact::exact;
use crate::base::lazy::Lazy;
use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::digest::{Digest, QuotedRun};
use crate::model::page::{Block, BlockKind, Prose};
use crate::model::proof::{Accepted, Coverage, PageProof, PassageProof, Proof, Quoted, QuotedProse, Use};
use crate::model::site::Site;
use crate::prove::prose::{Proved, proved};
use crate::prove::quotes::find::{self, Named};
use crate::prove::terms::assignment::Closeness;
use crate::prove::terms::index::TermIndex;

/// Proves a site, bitext by bitext, in parallel.
pub fn prove(site: &Site) -> Proof {
    let index = TermIndex::new(&site.glossary);
    prove_with(site, |_, bitext| proved_page(page(site, &index, bitext), bitext))
}

/// The same with another way to the facts on a bitext, which must give what [`page`] would give.
pub(crate) fn prove_with(
    site: &Site,
    page: impl Fn(usize, &Arc<Bitext>) -> ProvedPage + Sync + Send,
) -> Proof {
    let facts = |(at, bitext): (usize, &Arc<Bitext>)| page(at, bitext);
    let (pages, digests): (Vec<_>, Vec<_>) = site.bitexts.par_iter().enumerate().map(facts).unzip();
    let coverage = coverage(site, &digests);
    let indicators = indicators::table(site, &pages);
    Proof { pages, digests, keys: Vec::new(), coverage, indicators }
}

/// The facts on a bitext, and what the rest of the site asks of it.
pub(crate) type ProvedPage = (Arc<Lazy<PageProof>>, Arc<Digest>);

/// Facts that are known, with what the rest of the site asks of their bitext.
pub(crate) fn proved_page(proof: PageProof, bitext: &Bitext) -> ProvedPage {
    let digest = digest::digest(bitext, &proof);
    (Arc::new(Lazy::from(proof)), Arc::new(digest))
}

/// What is quoted of each original.
fn coverage(site: &Site, pages: &[Arc<Digest>]) -> Vec<Coverage> {
    let mut all: Vec<Vec<Use>> = site.originals.iter().map(|_| Vec::new()).collect();
    for (bitext, page) in pages.iter().enumerate() {
        for QuotedRun { original, run, passage } in &page.uses {
            all[*original].push(Use { run: run.clone(), bitext, passage: *passage });
        }
    }
    all.into_par_iter().map(Coverage::new).collect()
}

/// The facts on a bitext: they follow from it, the originals, the glossary and the lock of its site, and
/// from what its topic and the site say of quotations.
pub fn page(site: &Site, index: &TermIndex, bitext: &Bitext) -> PageProof {
    let mut lookup = QuoteLookup::of(site, bitext);
    let freshness = freshness::page(bitext, site.lock.exists);
    let passages = bitext.passages.iter().zip(freshness.passages).map(|(passage, accepted)| {
        let blocks = bitext.blocks(passage);
        let quotes = blocks.zh.map_or(Box::default(), |block| lookup.quotes(block).into());
        let proses = blocks.map(|block| block.map_or(Vec::new(), Block::proses));
        let closeness = match blocks.zh.map(|block| &block.kind) {
            Some(BlockKind::Quote(_)) => Closeness::Quoted,
            _ => Closeness::Free,
        };
        let Proved { terms, mut figures } = proved(index, &proses, closeness);
        let reordered = structure::reordered(&proses, &mut figures);
        PassageProof {
            quotes,
            figures: exact(figures).into(),
            reordered: reordered.into(),
            terms: exact(terms).into(),
            accepted,
        }
    });
    let mut passages: Vec<PassageProof> = passages.collect();
    let shared = structure::share(bitext, &mut passages);
    PageProof { passages, shared, header: header(index, bitext, freshness.header), gone: freshness.gone }
}

/// What the headers say, text by text.
fn header(index: &TermIndex, bitext: &Bitext, accepted: Accepted) -> PassageProof {
    let part = bitext.headers();
    let Proved { terms, figures } = proved(index, &part.proses, Closeness::Free);
    PassageProof {
        figures: exact(figures).into(),
        terms: exact(terms).into(),
        accepted,
        ..PassageProof::default()
    }
}

/// Looks up what a page quotes.
struct QuoteLookup<'s> {
    site: &'s Site,
    /// The originals of the page, `None` where its quotations quote no document.
    originals: Option<Named>,
    /// What has become of texts that were looked up.
    known: HashMap<&'s str, Quoted>,
}

impl<'s> QuoteLookup<'s> {
    fn of(site: &'s Site, bitext: &Bitext) -> QuoteLookup<'s> {
        let originals = (!find::is_ordinary(site, bitext)).then(|| find::originals_of(site, bitext));
        QuoteLookup { site, originals, known: HashMap::default() }
    }

    /// What becomes of each quoted prose of a Chinese block.
    fn quotes(&mut self, block: &'s Block) -> Vec<QuotedProse> {
        let quoted = block.quoted().into_iter();
        quoted.map(|prose| QuotedProse { prose: prose.id, quoted: self.look_up(prose) }).collect()
    }

    /// A prose that names its place itself is looked up there.
    fn look_up(&mut self, prose: &'s Prose) -> Quoted {
        let (Some(originals), None) = (&self.originals, prose.locator()) else {
            return match prose.locator() {
                None => Quoted::Ordinary,
                Some(_) => find::find(self.site, &Named::default(), prose),
            };
        };
        let look_up = || find::find(self.site, originals, prose);
        self.known.entry(prose.text.string()).or_insert_with(look_up).clone()
    }
}
