//! Where a quotation stands in its original.
//!
//! Matching is exact after the folding that [`crate::model::original`] publishes. `[…]` marks an omission:
//! the parts around it must follow one another, in order, within one original. `[文字]` marks an
//! insertion by the editor, which is left out, unless the original has those very brackets.

use std::borrow::Cow;
use std::cell::Cell;
use std::ops::Range;

use memchr::memchr2_iter;

use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::original::{Normalized, Original};
use crate::model::page::Prose;
use crate::model::proof::{Quotation, Quoted};
use crate::model::site::Site;

/// What a page writes in its header where its quotations quote no document.
pub const NO_ORIGINAL: &str = "none";

/// From how many originals on a text is looked up in those alone that may have it,
pub(crate) const MANY: usize = 16;
/// once so many texts were looked up in all of them: what tells them apart is made by reading them once, slowly.
pub(crate) const OFTEN: usize = 32;

/// Originals in which something is looked up, as indices, in the order of a page's header.
#[derive(Clone, Debug, Default)]
pub struct Named {
    order: Vec<usize>,
    /// The place of each in that order, where they are many.
    places: HashMap<usize, usize>,
    /// How many texts were looked up.
    asked: Cell<usize>,
}

impl Named {
    /// Some originals.
    pub fn of(order: Vec<usize>) -> Named {
        let many = order.iter().filter(|_| order.len() > MANY);
        let places = many.enumerate().map(|(place, at)| (*at, place)).collect();
        Named { order, places, asked: Cell::new(0) }
    }

    /// The originals in order.
    pub fn as_slice(&self) -> &[usize] {
        &self.order
    }

    /// Those among some others, in order.
    pub(crate) fn among(&self, others: impl Iterator<Item = usize>) -> Vec<usize> {
        let mut found: Vec<(usize, usize)> =
            others.filter_map(|at| Some((*self.places.get(&at)?, at))).collect();
        found.sort_unstable();
        found.dedup();
        found.into_iter().map(|(_, at)| at).collect()
    }

    /// Those that may hold the parts of a quotation, in order.
    fn holding(&self, site: &Site, parts: &[Normalized]) -> Cow<'_, [usize]> {
        self.asked.set(self.asked.get() + 1);
        let longest = parts.iter().map(|part| part.string.as_str()).max_by_key(|part| part.len());
        let few = longest.filter(|_| !self.places.is_empty() && self.asked.get() > OFTEN);
        match few.and_then(|part| site.original_index.holding(&site.originals, part)) {
            Some(holders) => Cow::Owned(self.among(holders.iter().map(|at| *at as usize))),
            None => Cow::Borrowed(&self.order),
        }
    }
}

/// The originals that a page names; unknown ids are another rule's matter.
pub fn originals_of(site: &Site, bitext: &Bitext) -> Named {
    let named = bitext.pages.zh.header.original.as_slice();
    Named::of(named.iter().filter_map(|id| site.original_ids.get(id).copied()).collect())
}

/// The originals in which a prose is looked up: that of its locator, else those of its page.
pub fn named_for<'n>(site: &Site, originals: &'n Named, prose: &Prose) -> Cow<'n, Named> {
    match prose.locator() {
        Some(locator) => {
            Cow::Owned(Named::of(site.original_ids.get(&locator.original).copied().into_iter().collect()))
        }
        None => Cow::Borrowed(originals),
    }
}

/// Whether the quotations of a page quote no document: the page says `original: none`, or it names no
/// original and its topic or the site says so.
pub fn is_ordinary(site: &Site, bitext: &Bitext) -> bool {
    let topic = || {
        let topic = bitext.topic().and_then(|topic| site.bitext(&format!("{topic}/_index")));
        topic.is_some_and(|topic| says_none(topic) == Some(true))
    };
    says_none(bitext).unwrap_or_else(|| site.config.original.is_some() || topic())
}

/// The addresses of the topics that say `original: none` for their pages: all that [`is_ordinary`] asks beyond a page
/// and the configuration.
pub fn ordinary_topics(site: &Site) -> impl Iterator<Item = &str> {
    let topics = site.bitexts.iter().filter(|one| one.is_index() && says_none(one) == Some(true));
    topics.map(|one| &*one.address)
}

/// Whether a page says that its quotations quote no document; `None` where it names no original.
fn says_none(bitext: &Bitext) -> Option<bool> {
    let named = bitext.pages.zh.header.original.as_slice();
    (!named.is_empty()).then(|| named == [NO_ORIGINAL])
}

/// Looks a prose of a quotation up in the originals of its page.
pub fn find(site: &Site, originals: &Named, prose: &Prose) -> Quoted {
    let named = named_for(site, originals, prose);
    let words = prose.text.string().trim();
    if omission(words) == Some(words.len()) {
        return Quoted::Omission;
    }
    if named.order.is_empty() {
        return Quoted::NoOriginal;
    }
    let paragraph = prose.locator().map(|locator| locator.paragraph);
    for insertions in [Insertions::Kept, Insertions::LeftOut] {
        let parts = parts(prose.text.string(), insertions);
        if parts.is_empty() {
            continue;
        }
        for at in named.holding(site, &parts).iter() {
            if let Some((runs, also)) = chain(&site.originals[*at], &parts, paragraph) {
                return Quoted::Found(Quotation { original: *at, runs, also });
            }
        }
    }
    Quoted::NotFound
}

/// What happens to `[文字]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Insertions {
    /// It is text of the original.
    Kept,
    /// It is the editor's.
    LeftOut,
}

/// The folded parts of a quotation between its omissions; their origins are bytes of `text`.
pub fn parts(text: &str, insertions: Insertions) -> Vec<Normalized> {
    let mut parts = vec![Normalized::default()];
    let mut rest = text;
    let push = |parts: &mut Vec<Normalized>, piece: &str, from: usize| {
        if let Some(last) = parts.last_mut() {
            last.push(piece, from);
        }
    };
    while let Some((before, inside, after)) = bracket(rest) {
        let from = text.len() - rest.len();
        push(&mut parts, before, from);
        match inside {
            mark if is_omission(mark) => parts.push(Normalized::default()),
            _ if insertions == Insertions::LeftOut => {}
            _ => push(&mut parts, &rest[before.len()..rest.len() - after.len()], from + before.len()),
        }
        rest = after;
    }
    push(&mut parts, rest, text.len() - rest.len());
    parts.retain(|part| !part.string.is_empty());
    parts
}

/// Whether what stands in brackets says that words are left out: `[…]`, as it is also typed.
pub fn is_omission(inside: &str) -> bool {
    matches!(inside.trim(), "…" | "……" | "⋯" | "⋯⋯" | "..." | "......" | "。。。" | "。。。。。。")
}

/// How long the mark of an omission is at most, in bytes.
const OMISSION: usize = 64;

/// The bytes of the `[…]` that a text begins with.
pub fn omission(text: &str) -> Option<usize> {
    let near = &text[..text.floor_char_boundary(OMISSION)];
    match bracket(near) {
        Some(("", inside, after)) if is_omission(inside) => Some(near.len() - after.len()),
        _ => None,
    }
}

/// The places of `[…]` in a text.
pub(crate) fn omissions(text: &str) -> Vec<Range<usize>> {
    // Every full-width mark begins as the bracket does.
    let places = memchr2_iter(b'[', "［".as_bytes()[0], text.as_bytes());
    let places = places.filter(|at| text[*at..].starts_with(['[', '［']));
    places.filter_map(|at| omission(&text[at..]).map(|length| at..at + length)).collect()
}

/// The first `[…]` of a text: what stands before, in and after it.
fn bracket(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find(['[', '［'])?;
    let width = text[open..].chars().next()?.len_utf8();
    let close = open + text[open..].find([']', '］'])?;
    let end = close + text[close..].chars().next()?.len_utf8();
    Some((&text[..open], &text[open + width..close], &text[end..]))
}

/// The runs of one occurrence, and other occurrences that are not the same text.
type Chain = (Vec<Range<usize>>, Vec<Range<usize>>);

/// How many places of the first part are looked at for the one from which the others are nearest.
const BEGINNINGS: usize = 1000;

/// How many other places of a quotation are counted.
pub(crate) const ALSO: usize = 60;

/// The nearest places at which the parts follow one another in an original.
fn chain(original: &Original, parts: &[Normalized], paragraph: Option<usize>) -> Option<Chain> {
    let within = match paragraph {
        Some(number) => original.paragraph(number)?.folded.clone(),
        None => 0..original.folded.string.len(),
    };
    let nearest = nearest(original, parts, within);
    let mut near = nearest.iter().map(|chain| runs(chain, parts));
    let first = near.next()?;
    let words = around(original, &first);
    let mut also: Vec<Range<usize>> = near
        .filter(|runs| !is_same(around(original, runs), words))
        .map(|runs| runs[0].start..runs[runs.len() - 1].end)
        .take(ALSO)
        .collect();
    also.extend(between(original, &first, parts));
    if paragraph.is_some() {
        also.clear();
    }
    Some((first, also))
}

fn runs(chain: &[usize], parts: &[Normalized]) -> Vec<Range<usize>> {
    chain.iter().zip(parts).map(|(start, part)| *start..*start + part.string.len()).collect()
}

/// The places of the parts, where they lie closest together; all such places, of the beginnings looked at.
fn nearest(original: &Original, parts: &[Normalized], within: Range<usize>) -> Vec<Vec<usize>> {
    let length = |part: usize| parts[part].string.len();
    // Later beginnings end later, so that the place of each part only moves on.
    let mut at: Vec<Option<usize>> = vec![None; parts.len()];
    let (mut best, mut shortest): (Vec<Vec<usize>>, usize) = (Vec::new(), usize::MAX);
    'beginnings: for start in original.places(&parts[0].string, within, BEGINNINGS) {
        let mut chain = vec![start];
        for part in 1..parts.len() {
            let after = chain[part - 1] + length(part - 1);
            let place = at[part].filter(|at| *at >= after);
            at[part] = place.or_else(|| original.find(&parts[part].string, after));
            let Some(place) = at[part] else { break 'beginnings };
            chain.push(place);
        }
        let long = chain[parts.len() - 1] + length(parts.len() - 1) - start;
        if long < shortest {
            (shortest, best) = (long, Vec::new());
        }
        if long == shortest {
            best.push(chain);
        }
    }
    best
}

/// Other places of the parts between the first and the last, in paragraphs that are not the same text.
fn between(original: &Original, runs: &[Range<usize>], parts: &[Normalized]) -> Option<Range<usize>> {
    let mut end = runs.last()?.start;
    for part in (1..runs.len().saturating_sub(1)).rev() {
        let own = &runs[part];
        let last = original.rfind(&parts[part].string, end)?;
        let other = last..last + own.len();
        let paragraphs = |run: &Range<usize>| around(original, std::slice::from_ref(run));
        if last != own.start && !is_same(paragraphs(&other), paragraphs(own)) {
            return Some(other);
        }
        end = last;
    }
    None
}

/// Whether two pieces of one text are equal; a piece is equal to itself without being read.
fn is_same(one: &str, other: &str) -> bool {
    std::ptr::eq(one, other) || one == other
}

/// The folded paragraphs that an occurrence touches: two places in equal paragraphs are one text.
fn around<'o>(original: &'o Original, runs: &[Range<usize>]) -> &'o str {
    let numbers = original.paragraphs_of(&(runs[0].start..runs[runs.len() - 1].end));
    let (first, last) = (original.paragraph(*numbers.start()), original.paragraph(*numbers.end()));
    match (first, last) {
        (Some(first), Some(last)) => &original.folded.string[first.folded.start..last.folded.end],
        _ => "",
    }
}
