//! Where a reader finds what a quotation leaves out: from an omission to the one page that quotes the rest, else to
//! a short list of those that quote some of it.

use std::cell::OnceCell;
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

/// How many pages a list has at most.
const LISTED: usize = 5;

/// A passage: the index of its bitext, and its own.
pub type PassagePlace = (usize, usize);

/// Where what an omission leaves out stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rest {
    /// Passages, one a page.
    pub spots: Vec<PassagePlace>,
    /// Whether they have all of it: each of several the whole, or together.
    pub is_whole: bool,
}

impl Rest {
    /// The only page that has it.
    pub fn only(&self) -> Option<PassagePlace> {
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
    let own = OnceCell::new();
    let one = |prose: &Prose| match quoted(prose).filter(|_| !is_comparison(bitext)) {
        Some(quotation) => {
            let text = prose.text.string();
            let places = omissions(text);
            if places.is_empty() {
                return Vec::new();
            }
            let own = own.get_or_init(|| OwnRuns::of(facts));
            let gaps = gaps(ctx, own, quotation, (text, &places));
            let rest = |gap| OmittedPages { ctx, at, passage, original: quotation.original, gap }.rest();
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

/// Where the runs that a passage quotes begin and end, each with its original, sorted.
struct OwnRuns {
    starts: Vec<(usize, usize)>,
    ends: Vec<(usize, usize)>,
}

impl OwnRuns {
    fn of(facts: &PassageProof) -> OwnRuns {
        let all = || facts.found().flat_map(|one| one.runs.iter().map(move |run| (one.original, run)));
        let mut starts: Vec<(usize, usize)> = all().map(|(original, run)| (original, run.start)).collect();
        let mut ends: Vec<(usize, usize)> = all().map(|(original, run)| (original, run.end)).collect();
        starts.sort_unstable();
        ends.sort_unstable();
        OwnRuns { starts, ends }
    }

    /// The last end of a run that does not lie behind a place.
    fn end_before(&self, original: usize, place: usize) -> Option<usize> {
        let at = self.ends.partition_point(|one| *one <= (original, place));
        let (its, end) = self.ends[..at].last()?;
        (*its == original).then_some(*end)
    }

    /// The first start of a run that does not lie before a place.
    fn start_after(&self, original: usize, place: usize) -> Option<usize> {
        let at = self.starts.partition_point(|one| *one < (original, place));
        let (its, start) = self.starts.get(at)?;
        (*its == original).then_some(*start)
    }
}

/// What each omission of a quoted paragraph leaves out: between two runs, or between a run and the end of its
/// paragraph in the original, as far as the passage does not quote it in another place.
fn gaps(
    ctx: &RenderContext,
    own: &OwnRuns,
    quotation: &Quotation,
    (text, places): (&str, &[Range<usize>]),
) -> Vec<Option<Range<usize>>> {
    let mut before = 0;
    let mut from = 0;
    let mut sides = Vec::new();
    for place in places {
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
    let begins = |run: &Range<usize>| {
        let first = original.paragraph(*original.paragraphs_of(run).start())?.folded.start;
        Some(own.end_before(quotation.original, run.start).map_or(first, |end| end.max(first)))
    };
    let ends = |run: &Range<usize>| {
        let last = original.paragraph(*original.paragraphs_of(run).end())?.folded.end;
        Some(own.start_after(quotation.original, run.end).map_or(last, |start| start.min(last)))
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
struct OmittedPages<'p> {
    ctx: &'p RenderContext<'p>,
    at: usize,
    passage: usize,
    original: usize,
    gap: Range<usize>,
}

impl OmittedPages<'_> {
    fn rest(&self) -> Rest {
        let mut uses: Vec<&Use> = self.ctx.proof.coverage[self.original]
            .touching(self.gap.clone())
            .filter(|one| (one.bitext, one.passage) != (self.at, self.passage))
            .filter(|one| !is_comparison(&self.ctx.site.bitexts[one.bitext]))
            .collect();
        // A page after the other; what they quote stays in the order of the original.
        uses.sort_by_key(|one| one.bitext);
        let pages: Vec<&[&Use]> = uses.chunk_by(|one, next| one.bitext == next.bitext).collect();
        let (own, others): (Vec<&[&Use]>, Vec<&[&Use]>) =
            pages.into_iter().partition(|page| page[0].bitext == self.at);
        // What the page itself quotes below or above is not missing.
        let missing = without(std::slice::from_ref(&self.gap), own.iter().copied().flatten());
        if is_whole(self.gap.len() - length(&missing), self.gap.len()) {
            return Rest { spots: spots(&own), is_whole: true };
        }
        let all = length(&missing);
        let has = |page: &&[&Use]| all - length(&without(&missing, page.iter()));
        let whole: Vec<&[&Use]> = others.iter().copied().filter(|page| is_whole(has(page), all)).collect();
        if !whole.is_empty() {
            return Rest { spots: spots(&whole), is_whole: true };
        }
        let mut parts: Vec<&[&Use]> = others;
        parts.retain(|page| has(page) * 100 >= all * PART);
        parts.truncate(LISTED);
        let mut named: Vec<&Use> = parts.iter().copied().flatten().copied().collect();
        named.sort_by_key(|one| one.run.start);
        let left = length(&without(&missing, named.iter()));
        Rest { spots: spots(&parts), is_whole: is_whole(all - left, all) }
    }
}

fn is_whole(part: usize, all: usize) -> bool {
    part * 100 >= all * WHOLE
}

/// Where each page begins to quote it, as far as they are listed.
fn spots(pages: &[&[&Use]]) -> Vec<PassagePlace> {
    pages.iter().take(LISTED).map(|page| (page[0].bitext, page[0].passage)).collect()
}

/// What is left of ranges when runs, in their order, are taken away.
fn without<'u>(
    ranges: &[Range<usize>],
    uses: impl Iterator<Item = &'u &'u Use> + Clone,
) -> Vec<Range<usize>> {
    let mut left = Vec::new();
    for range in ranges {
        let mut from = range.start;
        for run in uses.clone().map(|one| &one.run).filter(|run| run.end > range.start) {
            if run.start >= range.end {
                break;
            }
            if from < run.start {
                left.push(from..run.start);
            }
            from = from.max(run.end);
        }
        if from < range.end {
            left.push(from..range.end);
        }
    }
    left
}

fn length(ranges: &[Range<usize>]) -> usize {
    ranges.iter().map(ExactSizeIterator::len).sum()
}
