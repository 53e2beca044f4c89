//! Pages of a large site are read, proved and checked batch by batch; what is found out about them is kept, and their
//! texts are let go.

use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::opened::AT_ONCE;
use crate::analysis::{ParsedFiles, known_pages, term_index};
use crate::assemble::load;
use crate::base::diagnostic::Diagnostic;
use crate::base::fact_hasher::FactKey;
use crate::base::lang::Both;
use crate::model::bitext::Bitext;
use crate::model::site::Site;
use crate::prove::terms::index::TermIndex;
use crate::prove::{self, ProvedPage};
use crate::rules::rule::Pair;
use crate::rules::{self, PairFindings};

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
    /// reported to their files, and given.
    pub(super) fn new(
        site: &Arc<Site>,
        files: &ParsedFiles,
        is_known: impl Fn(usize) -> bool + Sync,
    ) -> (Batches, Vec<Diagnostic>) {
        let (mut all, mut found) = (vec![None; site.bitexts.len()], Vec::new());
        let wanted: Vec<usize> = (0..all.len()).into_par_iter().filter(|at| !is_known(*at)).collect();
        let index = term_index(site);
        for batch in wanted.chunks(AT_ONCE) {
            let proved: Vec<ReadPair> =
                batch.par_iter().map(|at| ReadPair::of(site, &index, &site.bitexts[*at])).collect();
            let mut near = Site::clone(site);
            for (at, one) in batch.iter().zip(&proved) {
                one.held.iter().for_each(|bitext| near.bitexts[*at] = bitext.clone());
            }
            let linked = |one: ReadPair| (one.linked(&near), one.below);
            let linked: Vec<_> = proved.into_par_iter().map(linked).collect();
            for (at, (one, below)) in batch.iter().zip(linked) {
                all[*at] = Some(one);
                found.extend(report(&site.bitexts[*at], files, below));
            }
        }
        (Batches(all), found)
    }

    /// What was found out about a bitext.
    pub(super) fn get(&self, at: usize) -> Option<&BatchedPair> {
        self.0.get(at)?.as_ref()
    }
}

/// What is found out about a bitext when its texts are read.
struct ReadPair {
    known: BatchedPair,
    /// What is wrong with its texts.
    below: Both<Vec<Diagnostic>>,
    /// The bitext, if its links lead to places inside of pages: where, is found out when others of the batch are read.
    held: Option<Arc<Bitext>>,
}

impl ReadPair {
    fn of(site: &Site, index: &TermIndex, unread: &Bitext) -> ReadPair {
        let (bitext, below) = load::read(unread, site);
        let proved = prove::proved_page(prove::page(site, index, &bitext), &bitext);
        let alone = rules::alone(&Pair { site, bitext: &bitext, proof: &proved.0 });
        let findings = PairFindings { alone, ..PairFindings::default() };
        let leads_inside = proved.1.links.iter().any(|link| link.contains('#'));
        let known = BatchedPair { proved, findings, targets: None };
        match leads_inside {
            true => ReadPair { known, below, held: Some(bitext) },
            false => ReadPair { known: known.linked(site, &bitext), below, held: None },
        }
    }

    /// With what is known of its links in a site where others of the batch are read.
    fn linked(&self, near: &Site) -> BatchedPair {
        let known = self.known.clone();
        match &self.held {
            Some(bitext) => known.linked(near, bitext),
            None => known,
        }
    }
}

impl BatchedPair {
    fn linked(self, site: &Site, bitext: &Bitext) -> BatchedPair {
        let links = rules::links(&Pair { site, bitext, proof: &self.proved.0 });
        let targets = known_pages::targets(site, bitext, &self.proved.1);
        BatchedPair { findings: PairFindings { links, ..self.findings }, targets, ..self }
    }
}

/// Reports to the files of a bitext what is wrong below their heads, and gives it.
fn report(bitext: &Bitext, files: &ParsedFiles, below: Both<Vec<Diagnostic>>) -> Vec<Diagnostic> {
    let all = [&below.zh[..], &below.en].concat();
    for (page, found) in [(&bitext.pages.zh, below.zh), (&bitext.pages.en, below.en)] {
        if let Some(file) = files.get(&page.source.path) {
            file.report_below(found);
        }
    }
    all
}
