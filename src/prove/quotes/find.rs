//! Where a quotation stands in its original.
//!
//! Matching is exact after the folding that [`crate::model::original`] publishes. `[…]` marks an omission:
//! the parts around it must follow one another, in order, within one original. `[文字]` marks an
//! insertion by the editor, which is left out, unless the original has those very brackets.

use std::ops::Range;

use crate::model::bitext::Bitext;
use crate::model::original::{Normalized, Original};
use crate::model::page::Prose;
use crate::model::proof::{Quotation, Quoted};
use crate::model::site::Site;

/// How many places of a quotation's first part are tried.
const PLACES: usize = 64;

/// The originals that a page names, as indices; unknown ids are another rule's matter.
pub fn originals_of(site: &Site, bitext: &Bitext) -> Vec<usize> {
    let named = bitext.pages.zh.header.original.as_slice();
    named.iter().filter_map(|id| site.original_ids.get(id).copied()).collect()
}

/// Looks a paragraph of a quotation up in the originals of its page.
pub fn find(site: &Site, originals: &[usize], prose: &Prose) -> Quoted {
    let named: Vec<usize> = match &prose.locator {
        Some(locator) => site.original_ids.get(&locator.original).copied().into_iter().collect(),
        None => originals.to_vec(),
    };
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
        match inside.trim() {
            "…" | "……" => parts.push(Normalized::default()),
            _ if insertions == Insertions::LeftOut => {}
            _ => push(&mut parts, &rest[before.len()..rest.len() - after.len()], from + before.len()),
        }
        rest = after;
    }
    push(&mut parts, rest, text.len() - rest.len());
    parts.retain(|part| !part.string.is_empty());
    parts
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

/// The nearest places at which the parts follow one another in an original.
fn chain(original: &Original, parts: &[Normalized], paragraph: Option<usize>) -> Option<Chain> {
    let text = &original.folded.string;
    let within = match paragraph {
        Some(number) => original.paragraph(number)?.folded.clone(),
        None => 0..text.len(),
    };
    let mut chains: Vec<Vec<Range<usize>>> = Vec::new();
    let mut from = within.start;
    while chains.len() < PLACES {
        let Some(first) = text[from..].find(&parts[0].string).map(|at| from + at) else { break };
        if first >= within.end {
            break;
        }
        let Some(runs) = follow(text, parts, first) else { break };
        chains.push(runs);
        from = first + text[first..].chars().next().map_or(1, char::len_utf8);
    }
    let length = |runs: &[Range<usize>]| runs[runs.len() - 1].end - runs[0].start;
    let shortest = chains.iter().map(|runs| length(runs)).min()?;
    let mut near = chains.into_iter().filter(|runs| length(runs) == shortest);
    let best = near.next()?;
    let words = around(original, &best);
    let also = near
        .filter(|runs| around(original, runs) != words)
        .map(|runs| runs[0].start..runs[runs.len() - 1].end);
    let also = if paragraph.is_some() { Vec::new() } else { also.collect() };
    Some((best, also))
}

/// The parts from a place of the first on, each at its first place after the one before.
fn follow(text: &str, parts: &[Normalized], first: usize) -> Option<Vec<Range<usize>>> {
    let mut runs = Vec::with_capacity(parts.len());
    runs.push(first..first + parts[0].string.len());
    for part in &parts[1..] {
        let from = runs[runs.len() - 1].end;
        let at = from + text[from..].find(&part.string)?;
        runs.push(at..at + part.string.len());
    }
    Some(runs)
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
