//! On what files depend that gather from many pages, as one hash for each group: while it stays the same, so do their
//! bytes.
//!
//! Lists show what headers say; first pages count besides what was checked, and lead to what is quoted. What a group
//! may show besides is in its key as a whole. Groups that say all that pages say have no key.

use rayon::prelude::*;

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::model::digest::Digest;
use crate::render::context::RenderContext;
use crate::render::files::OutputGroup;
use crate::render::page_key::{PageKeys, corrections};
use crate::render::pages::tally;

impl PageKeys<'_, '_> {
    /// The key of a group that is no bitext; `None` for one that is made anew each time.
    pub fn of_group(&self, group: OutputGroup) -> Option<String> {
        let (site, mut facts) = (self.ctx.site, FactHasher::default());
        facts.key(&self.ground);
        let is_told = !site.corrections.all.is_empty() || !site.glossary.terms.is_empty();
        match group {
            OutputGroup::NotFound | OutputGroup::Assets => {}
            OutputGroup::Tags => facts.key(self.headers()),
            // Corrections and terms stand at passages.
            OutputGroup::Feeds => facts.key(if is_told { self.pages() } else { self.headers() }),
            // The card shows what is quoted.
            OutputGroup::Figures | OutputGroup::Pictures => {
                facts.key(self.headers());
                facts.key(self.quoted());
            }
            OutputGroup::Cover | OutputGroup::Homes => self.first_pages(&mut facts),
            OutputGroup::OriginalList | OutputGroup::SearchPage => facts.key(self.quoted()),
            OutputGroup::Original(at) => self.original(at, &mut facts),
            OutputGroup::Findings => self.findings(&mut facts),
            OutputGroup::Glossary
            | OutputGroup::Books
            | OutputGroup::Corrections
            | OutputGroup::Data
            | OutputGroup::SearchIndex => facts.key(self.pages()),
            OutputGroup::Linked | OutputGroup::Bitext(_) => return None,
        }
        Some(facts.digits())
    }

    /// What the headers of all pages say; of those that declare figures, all.
    pub(super) fn headers(&self) -> &FactKey {
        self.lists.headers.get_or_init(|| {
            let mut facts = FactHasher::default();
            for (at, bitext) in self.ctx.site.bitexts.iter().enumerate() {
                facts.text(&bitext.address);
                for page in [&bitext.pages.zh, &bitext.pages.en] {
                    facts.text_hash(page.front());
                }
                if !bitext.pages.zh.header.figures.is_empty() {
                    self.own(at, &mut facts);
                }
            }
            facts.done()
        })
    }

    fn digests(&self) -> &FactKey {
        self.lists.digests.get_or_init(|| self.each_digest(of_digest))
    }

    /// What is quoted, and in which passages.
    fn quoted(&self) -> &FactKey {
        self.lists.quoted.get_or_init(|| self.each_digest(of_quoted))
    }

    fn each_digest(&self, of: impl Fn(&Digest) -> FactKey + Sync) -> FactKey {
        let each = self.ctx.proof.digests.par_iter().map(|one| of(one));
        let mut facts = FactHasher::default();
        each.collect::<Vec<_>>().iter().for_each(|one| facts.key(one));
        facts.done()
    }

    /// All that all pages say.
    fn pages(&self) -> &FactKey {
        self.lists.pages.get_or_init(|| {
            let mut facts = FactHasher::default();
            (0..self.ctx.site.bitexts.len()).for_each(|at| self.own(at, &mut facts));
            facts.key(self.headers());
            facts.done()
        })
    }

    /// First pages: the lists, the counts, their own texts, and those of comparisons, which they tease.
    fn first_pages(&self, facts: &mut FactHasher) {
        facts.key(self.headers());
        facts.key(self.quoted());
        let tally = tally::of(self.ctx);
        [tally.quotations, tally.figures].into_iter().for_each(|count| facts.number(count));
        for (at, bitext) in self.ctx.site.bitexts.iter().enumerate() {
            if bitext.is_index() || bitext.pages.zh.header.layout.is_some() {
                self.alone(at, facts);
            }
        }
        checked(self.ctx, facts);
        facts.text(&corrections(self.ctx));
    }

    /// The page of an original shows what is quoted of it, in whose words.
    fn original(&self, at: usize, facts: &mut FactHasher) {
        facts.key(self.headers());
        let mut last = None;
        for one in self.ctx.proof.coverage.get(at).into_iter().flat_map(|all| &all.uses) {
            if last.replace(one.bitext) != Some(one.bitext) {
                self.own(one.bitext, facts);
            }
        }
    }

    /// What was checked: the findings, and the pages that they stand on.
    fn findings(&self, facts: &mut FactHasher) {
        let (site, all) = (self.ctx.site, self.ctx.checked);
        facts.key(self.headers());
        facts.key(self.digests());
        checked(self.ctx, facts);
        for one in all.findings.iter().chain(all.waived.iter().map(|one| &one.finding)) {
            finding(one, facts);
            for label in std::iter::once(&one.primary).chain(&one.related) {
                facts.text(&label.place.path);
                facts.number(label.place.span.start);
                facts.number(label.place.span.end);
                match site.page_of(&label.place.path) {
                    Some((at, _)) => self.own(at, facts),
                    None => facts.number(0),
                }
            }
        }
    }
}

/// What lists show of what is asked of a page.
fn of_digest(digest: &Digest) -> FactKey {
    let mut facts = FactHasher::default();
    facts.number(digest.passages.len());
    digest.passages.iter().for_each(|id| facts.text(id));
    facts.number(digest.unaccepted.len());
    digest.unaccepted.iter().for_each(|id| facts.text(id));
    facts.key(&of_quoted(digest));
    facts.number(usize::from(digest.has_ordinary));
    facts.text(&format!("{:?}", digest.counts));
    facts.done()
}

/// What a page quotes, and the ids of the passages in which it does.
fn of_quoted(digest: &Digest) -> FactKey {
    let mut facts = FactHasher::default();
    for one in &digest.uses {
        [one.original, one.run.start, one.run.end, one.passage].into_iter().for_each(|n| facts.number(n));
        facts.text(digest.passages.get(one.passage).map_or("", |id| id));
    }
    facts.done()
}

fn finding(one: &Diagnostic, facts: &mut FactHasher) {
    facts.text(one.rule);
    facts.number(one.level as usize);
    [&one.message.zh, &one.message.en].into_iter().for_each(|text| facts.text(text));
}

/// At which levels rules report, how many faults there are, and what is excused.
fn checked(ctx: &RenderContext, facts: &mut FactHasher) {
    facts.text(&format!("{:?}", ctx.site.config.rules));
    let is_fault = |one: &&Diagnostic| matches!(one.level, Level::Error | Level::Warning);
    facts.number(ctx.checked.findings.iter().filter(is_fault).count());
    for one in &ctx.checked.waived {
        facts.text(one.finding.rule);
        [&one.reason.zh, &one.reason.en].into_iter().for_each(|text| facts.text(text));
    }
}
