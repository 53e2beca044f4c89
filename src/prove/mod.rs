//! Site → proof: what can be known of its truth, bitext by bitext, in parallel.

pub mod quotations;

use rayon::prelude::*;

use crate::bitext::Bitext;
use crate::page::{Block, BlockKind};
use crate::proof::{Coverage, PageProof, PassageProof, Proof, Quoted, Use};
use crate::site::Site;

/// Looks up every quotation of a site.
pub fn prove(site: &Site) -> Proof {
    let pages: Vec<PageProof> = site.bitexts.par_iter().map(|bitext| page(site, bitext)).collect();
    let coverage = coverage(site, &pages);
    Proof { pages, coverage }
}

/// What is quoted of each original.
fn coverage(site: &Site, pages: &[PageProof]) -> Vec<Coverage> {
    let mut all: Vec<Coverage> = site.originals.iter().map(|_| Coverage::default()).collect();
    for (bitext, page) in pages.iter().enumerate() {
        for (passage, proof) in page.passages.iter().enumerate() {
            for quoted in &proof.quotes {
                let Quoted::Found(quotation) = quoted else { continue };
                let uses = quotation.runs.iter().map(|run| Use { run: run.clone(), bitext, passage });
                all[quotation.original].uses.extend(uses);
            }
        }
    }
    for one in &mut all {
        one.uses.sort_by_key(|one| (one.run.start, one.run.end, one.bitext, one.passage));
        for used in &one.uses {
            match one.covered.last_mut() {
                Some(last) if used.run.start <= last.end => last.end = last.end.max(used.run.end),
                _ => one.covered.push(used.run.clone()),
            }
        }
    }
    all
}

fn page(site: &Site, bitext: &Bitext) -> PageProof {
    let originals = quotations::originals_of(site, bitext);
    let passages = bitext
        .passages
        .iter()
        .map(|passage| {
            let block = bitext.blocks(passage).zh;
            PassageProof {
                quotes: block.map_or(Vec::new(), |block| quotes(site, &originals, block)),
                ..PassageProof::default()
            }
        })
        .collect();
    PageProof { passages }
}

/// What becomes of each paragraph of a Chinese block quotation.
fn quotes(site: &Site, originals: &[usize], block: &Block) -> Vec<Quoted> {
    match &block.kind {
        BlockKind::Quote(_) => {
            block.proses().into_iter().map(|prose| quotations::find(site, originals, prose)).collect()
        }
        _ => Vec::new(),
    }
}
