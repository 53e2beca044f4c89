//! Where a reader finds what a quotation leaves out: from an omission to the one page that quotes the rest, else to
//! a short list of those that quote some of it.

use std::ops::Range;

use crate::model::bitext::Bitext;
use crate::model::kinds::Layout;
use crate::model::page::Prose;
use crate::model::proof::{PassageProof, Quotation, Use};
use crate::prove::quotes::find::omissions;
use crate::render::context::RenderContext;

/// How much of what is left out a page must quote, in hundredths, to be where it stands: marks and connecting words
/// may be missing.
const WHOLE: usize = 90;
/// How much of it, in hundredths, to be named among several that have parts of it.
const PART: usize = 10;

/// A passage: the index of its bitext, and its own.
pub type Spot = (usize, usize);

/// Where what an omission leaves out stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// Passages, one a page.
    pub spots: Vec<Spot>,
    /// Whether they have all of it: each of several the whole, or together.
    pub is_whole: bool,
}

impl Rest {
    /// The only page that has it.
    pub fn only(&self) -> Option<Spot> {
        match (&self.spots[..], self.is_whole) {
            ([one], true) => Some(*one),
            _ => None,
        }
    }
}

/// For each prose of the Chinese block of a passage, and for each omission in it, where the rest stands.
pub fn of(ctx: &RenderContext, at: usize, passage: usize) -> Vec<Vec<Rest>> {
    let bitext = &*ctx.site.bitexts[at];
    let facts = ctx.proof.pages[at].passages.get(passage);
    let block = bitext.passages.get(passage).and_then(|one| bitext.blocks(one).zh);
    let (Some(facts), Some(block)) = (facts, block) else { return Vec::new() };
    let quoted = |prose: &Prose| facts.quoted(prose.id).and_then(|one| one.found());
    let one = |prose: &Prose| match quoted(prose).filter(|_| !is_comparison(bitext)) {
        Some(quotation) => {
            let gaps = gaps(ctx, facts, quotation, &prose.text.string);
            let rest = |gap| Pages { ctx, at, passage, original: quotation.original, gap }.rest();
            gaps.into_iter().map(|gap| gap.map(rest).unwrap_or_default()).collect()
        }
        None => Vec::new(),
    };
    block.proses().into_iter().map(one).collect()
}

/// Whether a page sets quotations side by side: it is no place where one reads on.
pub fn is_comparison(bitext: &Bitext) -> bool {
    matches!(bitext.pages.zh.header.layout, Some(Layout::Comparison))
}

/// What each omission of a quoted paragraph leaves out: between two runs, or between a run and the end of its
/// paragraph in the original, as far as the passage does not quote it in another place.
fn gaps(
    ctx: &RenderContext,
    facts: &PassageProof,
    quotation: &Quotation,
    text: &str,
) -> Vec<Option<Range<usize>>> {
    let places = omissions(text);
    let mut before = 0;
    let mut from = 0;
    let mut sides = Vec::new();
    for place in &places {
        before += usize::from(!text[from..place.start].trim().is_empty());
        from = place.end;
        sides.push(before);
    }
    before += usize::from(!text[from..].trim().is_empty());
    // An insertion may make a run of its own: which run an omission stands beside is then not certain.
    if before != quotation.runs.len() {
        return vec![None; places.len()];
    }
    let original = &ctx.site.originals[quotation.original];
    let others = || {
        let same = facts.found().filter(|one| one.original == quotation.original);
        same.flat_map(|one| one.runs.iter())
    };
    let begins = |run: &Range<usize>| {
        let own = original.paragraph(*original.paragraphs_of(run).start())?.folded.start;
        others().map(|one| one.end).filter(|end| *end <= run.start).chain([own]).max()
    };
    let ends = |run: &Range<usize>| {
        let own = original.paragraph(*original.paragraphs_of(run).end())?.folded.end;
        others().map(|one| one.start).filter(|start| run.end <= *start).chain([own]).min()
    };
    let gap = |at: usize| {
        let (left, right) = (at.checked_sub(1).and_then(|at| quotation.runs.get(at)), quotation.runs.get(at));
        let start = left.map(|run| run.end).or_else(|| right.and_then(begins))?;
        let end = right.map(|run| run.start).or_else(|| left.and_then(ends))?;
        // A mark alone is no text that a reader would look for.
        let left_out = original.folded.string.get(start..end)?;
        left_out.chars().any(char::is_alphanumeric).then_some(start..end)
    };
    sides.into_iter().map(gap).collect()
}

/// The pages that quote some of what an omission leaves out.
struct Pages<'p> {
    ctx: &'p RenderContext<'p>,
    at: usize,
    passage: usize,
    original: usize,
    gap: Range<usize>,
}

impl Pages<'_> {
    fn rest(&self) -> Rest {
        let uses: Vec<&Use> = self.ctx.proof.coverage[self.original]
            .touching(self.gap.clone())
            .filter(|one| (one.bitext, one.passage) != (self.at, self.passage))
            .filter(|one| !is_comparison(&self.ctx.site.bitexts[one.bitext]))
            .collect();
        let own: Vec<&Use> = uses.iter().copied().filter(|one| one.bitext == self.at).collect();
        // What the page itself quotes below or above is not missing.
        let missing = without(std::slice::from_ref(&self.gap), &own);
        let all = length(std::slice::from_ref(&self.gap));
        if self.is_whole(all - length(&missing), all) {
            return Rest { spots: self.first(&own, self.at).into_iter().collect(), is_whole: true };
        }
        let all = length(&missing);
        let mut pages: Vec<usize> =
            uses.iter().map(|one| one.bitext).filter(|bitext| *bitext != self.at).collect();
        pages.sort_unstable();
        pages.dedup();
        let has = |bitext: usize| {
            let its: Vec<&Use> = uses.iter().copied().filter(|one| one.bitext == bitext).collect();
            all - length(&without(&missing, &its))
        };
        let found = |wanted: usize| -> Vec<usize> {
            pages.iter().copied().filter(|bitext| has(*bitext) * 100 >= all * wanted).collect()
        };
        let whole = found(WHOLE);
        let named = if whole.is_empty() { found(PART) } else { whole };
        let theirs: Vec<&Use> = uses.iter().copied().filter(|one| named.contains(&one.bitext)).collect();
        let is_whole = self.is_whole(all - length(&without(&missing, &theirs)), all);
        Rest { spots: named.into_iter().filter_map(|bitext| self.first(&uses, bitext)).collect(), is_whole }
    }

    fn is_whole(&self, part: usize, all: usize) -> bool {
        part * 100 >= all * WHOLE
    }

    fn first(&self, uses: &[&Use], bitext: usize) -> Option<Spot> {
        uses.iter().find(|one| one.bitext == bitext).map(|one| (bitext, one.passage))
    }
}

/// What is left of ranges when runs are taken away.
fn without(ranges: &[Range<usize>], uses: &[&Use]) -> Vec<Range<usize>> {
    let mut left = ranges.to_vec();
    for run in uses.iter().map(|one| &one.run) {
        let cut = |one: Range<usize>| {
            let before = one.start..one.end.min(run.start).max(one.start);
            let after = one.start.max(run.end).min(one.end)..one.end;
            if run.end <= one.start || one.end <= run.start { vec![one] } else { vec![before, after] }
        };
        left = left.into_iter().flat_map(cut).filter(|one| !one.is_empty()).collect();
    }
    left
}

fn length(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}
