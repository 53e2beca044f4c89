//! Pages of a large site, opened for a while: what is read, parsed and proved of them is held by whoever has opened
//! them, and goes with it.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::analysis::later::{TermIndexLater, facts_later, term_index};
use crate::assemble::load::{self, LoadLimits};
use crate::model::bitext::Bitext;
use crate::model::proof::Proof;
use crate::model::site::Site;

/// A site of which some pages are opened.
pub(crate) struct OpenedPages {
    /// The site, with pages of its own in place of those that were opened.
    pub(crate) site: Site,
    /// The facts, likewise.
    pub(crate) proof: Proof,
}

impl OpenedPages {
    /// Lets go of the pages that were opened: side by side, since that takes as long as reading some of them.
    pub(crate) fn let_go(self, pages: Range<usize>) {
        let OpenedPages { mut site, mut proof } = self;
        site.bitexts.par_drain(pages.clone()).for_each(drop);
        proof.pages.par_drain(pages).for_each(drop);
    }
}

/// Opens pages of a site of which little is read.
pub(crate) struct PageOpener<'k> {
    known: &'k Analysis,
    index: Arc<TermIndexLater>,
    /// How many are opened together.
    at_once: usize,
}

impl Analysis {
    /// Who opens its pages, if they are too many to be read at once and most are not read yet.
    pub(crate) fn opener(&self, limits: LoadLimits) -> Option<PageOpener<'_>> {
        let unread = self.site.bitexts.iter().filter(|one| one.pages.zh.body.is_later()).count();
        let at_once = limits.pages.max(1);
        (unread > at_once).then(|| PageOpener { known: self, index: term_index(&self.site), at_once })
    }
}

impl PageOpener<'_> {
    /// The windows in which all pages are opened, one after the other.
    pub(crate) fn windows(&self) -> impl Iterator<Item = Range<usize>> {
        let all = self.known.site.bitexts.len();
        (0..all).step_by(self.at_once).map(move |start| start..(start + self.at_once).min(all))
    }

    /// The site with some pages opened.
    pub(crate) fn open(&self, pages: Range<usize>) -> OpenedPages {
        let (mut site, mut proof) = (Site::clone(&self.known.site), self.known.proof.clone());
        let again: Vec<Arc<Bitext>> =
            pages.clone().into_par_iter().map(|at| load::again(&site.bitexts[at], &site)).collect();
        for (at, bitext) in pages.zip(again) {
            if proof.pages[at].is_later() {
                proof.pages[at] = Arc::new(facts_later(&self.known.site, &self.index, &bitext));
            }
            site.bitexts[at] = bitext;
        }
        OpenedPages { site, proof }
    }
}
