//! Pages of a large site are read, proved and checked batch by batch; what is found out about them is kept, and their
//! texts are let go.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::later::term_index;
use crate::analysis::targets::targets;
use crate::assemble::load::{self, ParsedFile};
use crate::base::diagnostic::Diagnostic;
use crate::base::fact_hasher::FactKey;
use crate::base::lang::Both;
use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::site::Site;
use crate::prove::{self, ProvedPage};
use crate::rules::rule::Pair;
use crate::rules::{self, KnownFindings, PairFindings};

/// Parsed files by path.
pub(super) type ParsedFiles = HashMap<Arc<str>, Arc<ParsedFile>>;

/// What was found out about a bitext.
#[derive(Clone, Debug)]
pub(super) struct BatchedPair {
    /// The facts, and what the rest of the site asks of it.
    pub(super) proved: ProvedPage,
    /// What the rules found.
    pub(super) findings: PairFindings,
    /// What its links come to; nothing where one is broken.
    pub(super) targets: Option<FactKey>,
}

/// What was found out so, by the index of the bitext.
#[derive(Clone, Debug, Default)]
pub(super) struct Batches(Vec<Option<BatchedPair>>);

impl Batches {
    /// Finds out about the bitexts of a site of which nothing is known; what is wrong with the texts of their pages is
    /// reported to their files.
    pub(super) fn new(
        (site, files): (&Arc<Site>, &ParsedFiles),
        is_known: impl Fn(usize) -> bool + Sync,
        at_once: usize,
    ) -> Batches {
        let mut all = vec![None; site.bitexts.len()];
        let wanted: Vec<usize> = (0..all.len()).into_par_iter().filter(|at| !is_known(*at)).collect();
        let index = term_index(site);
        for batch in wanted.chunks(at_once.max(1)) {
            // Step by step, each for all: what one and the same code does to many pages is done soonest.
            let read: Vec<(Arc<Bitext>, Both<Vec<Diagnostic>>)> =
                batch.par_iter().map(|at| load::read(&site.bitexts[*at], site)).collect();
            let mut near = Site::clone(site);
            for (at, (bitext, below)) in batch.iter().zip(read) {
                report(&bitext, files, below);
                near.bitexts[*at] = bitext;
            }
            let prove = |at: &usize| {
                let bitext = &near.bitexts[*at];
                prove::proved_page(prove::page(site, &index, bitext), bitext)
            };
            let proved: Vec<ProvedPage> = batch.par_iter().map(prove).collect();
            let some = batch.par_iter().copied().zip(proved).chunks(rules::AT_ONCE);
            let checked: Vec<BatchedPair> = some.flat_map_iter(|some| checked(&near, some)).collect();
            batch.iter().zip(checked).for_each(|(at, one)| all[*at] = Some(one));
            // Letting go of pages takes as long as reading some of them.
            near.bitexts.into_par_iter().for_each(drop);
        }
        files.par_iter().for_each(|(_, file)| file.read_below());
        Batches(all)
    }

    /// What was found out about a bitext.
    pub(super) fn get(&self, at: usize) -> Option<&BatchedPair> {
        self.0.get(at)?.as_ref()
    }
}

/// What is found out about bitexts that were read and proved, in a site where others of their batch are read too.
fn checked(near: &Site, some: Vec<(usize, ProvedPage)>) -> Vec<BatchedPair> {
    let pairs =
        some.iter().map(|(at, proved)| Pair { site: near, bitext: &near.bitexts[*at], proof: &proved.0 });
    let pairs: Vec<Pair> = pairs.collect();
    let found = rules::findings(&pairs, vec![KnownFindings::default(); pairs.len()]);
    let one = |((at, proved), findings): ((usize, ProvedPage), PairFindings)| {
        let targets = targets(near, &near.bitexts[at], &proved.1);
        BatchedPair { proved, findings, targets }
    };
    some.into_iter().zip(found).map(one).collect()
}

/// Reports to the files of a bitext what is wrong below their heads.
fn report(bitext: &Bitext, files: &ParsedFiles, below: Both<Vec<Diagnostic>>) {
    for (page, found) in [(&bitext.pages.zh, below.zh), (&bitext.pages.en, below.en)] {
        if let Some(file) = files.get(&page.source.path) {
            file.report_below(found);
        }
    }
}
