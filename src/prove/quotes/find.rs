//! Where a quotation stands in its original.
//!
//! Matching is exact after the folding that [`crate::model::original`] publishes. `[…]` marks an omission:
//! the parts around it must follow one another, in order, within one original. `[文字]` marks an
//! insertion by the editor, which is left out, unless the original has those very brackets.

use std::ops::Range;

use memchr::memchr2_iter;

use crate::model::bitext::Bitext;
use crate::model::original::{Normalized, Original};
use crate::model::page::Prose;
use crate::model::proof::{Quotation, Quoted};
use crate::model::site::Site;

/// What a page writes in its header where its quotations quote no document.
pub const NO_ORIGINAL: &str = "none";

/// The originals that a page names, as indices; unknown ids are another rule's matter.
pub fn originals_of(site: &Site, bitext: &Bitext) -> Vec<usize> {
    let named = bitext.pages.zh.header.original.as_slice();
    named.iter().filter_map(|id| site.original_ids.get(id).copied()).collect()
}

/// Whether the quotations of a page quote no document: the page says `original: none`, or it names no
/// original and its topic or the site says so.
pub fn is_ordinary(site: &Site, bitext: &Bitext) -> bool {
    let says = |bitext: &Bitext| {
        let named = bitext.pages.zh.header.original.as_slice();
        (!named.is_empty()).then(|| named == [NO_ORIGINAL])
    };
    let topic = || site.bitext(&format!("{}/_index", bitext.topic()?)).and_then(says).filter(|none| *none);
    says(bitext).or_else(topic).unwrap_or(site.config.original.is_some())
}

/// Looks a prose of a quotation up in the originals of its page.
pub fn find(site: &Site, originals: &[usize], prose: &Prose) -> Quoted {
    let named: Vec<usize> = match &prose.locator {
        Some(locator) => site.original_ids.get(&locator.original).copied().into_iter().collect(),
        None => originals.to_vec(),
    };
    let words = prose.text.string.trim();
    if omission(words) == Some(words.len()) {
        return Quoted::Omission;
    }
    if named.is_empty() {
        return Quoted::NoOriginal;
    }
    let paragraph = prose.locator.as_ref().map(|locator| locator.paragraph);
    for insertions in [Insertions::Kept, Insertions::LeftOut] {
        let parts = parts(&prose.text.string, insertions);
        if parts.is_empty() {
            continue;
        }
        for at in &named {
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
    // What begins with 0xEF is a full-width bracket, or another mark.
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
    let mut from = within.start;
    'beginnings: for _ in 0..BEGINNINGS {
        let start = original.find(&parts[0].string, from);
        let Some(start) = start.filter(|start| within.contains(start)) else { break };
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
        from = start + parts[0].string.chars().next().map_or(1, char::len_utf8);
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
