//! The coverage bar: a topic's line from a document's beginning to its end; blocks show where the
//! excerpts stand, and lead there.

use std::ops::RangeInclusive;

use serde::Serialize;

use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::bitext::Bitext;
use crate::model::output::Edition;
use crate::model::proof::Proof;
use crate::model::site::Site;
use crate::render::address::{file, original_href};
use crate::render::names::{original_name, original_sign, titles};
use crate::render::templates::texts::Texts;
use crate::render::view::TextView;

/// A coverage bar.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageBar {
    /// The seal of the document.
    pub sign: String,
    /// The blocks in order.
    pub blocks: Vec<CoverageBlock>,
    /// Document and how many paragraphs the topic takes from it, in words.
    pub count: TextView,
    /// The same as a number.
    pub number: usize,
    /// Where the document has nothing on the topic that could be excerpted: why.
    pub why: Option<TextView>,
    /// The way there from the output folder.
    pub why_href: String,
}

/// A block of a coverage bar: paragraphs that stand one after the other and lead to one page.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct CoverageBlock {
    /// How much of the line lies between it and the block before, in percent of the line.
    pub gap: String,
    /// How wide it is, in percent of the line.
    pub width: String,
    /// Where it leads, from what the bar was asked for.
    pub href: String,
    /// What it leads to, in words.
    pub name: TextView,
}

/// A line: a topic in a document.
#[derive(Clone, Copy)]
pub(crate) struct Line {
    /// Index into [`Site::originals`].
    pub original: usize,
    /// Index into [`Site::topics`].
    pub topic: usize,
}

/// Where the blocks of a bar lead.
#[derive(Clone, Copy)]
pub(crate) enum LeadsTo<'a> {
    /// To the paragraph on the page of the document itself.
    Paragraph,
    /// To the excerpt, with what stands before its address below the edition's folder.
    Excerpt(&'a str),
}

/// The first place where a topic quotes a paragraph: bitext and passage.
type FirstQuotation = Option<(usize, usize)>;

/// The bar of one topic in one original.
pub(crate) fn bar(
    site: &Site,
    proof: &Proof,
    texts: &Texts,
    line: Line,
    leads: LeadsTo,
    edition: Edition,
) -> CoverageBar {
    let document = &site.originals[line.original];
    let quoted = quoted(site, proof, line);
    let number = quoted.iter().flatten().count();
    let text: Both<String> = texts.count("count_paragraphs", &[("n", number)]);
    let count = texts.fill("bar_of", &[("title", original_name(document)), ("said", text)]);
    let folder = &site.topics[line.topic].folder;
    let aside = document.header.aside.iter().find(|one| one.topic.as_ref() == Some(folder));
    let aside = aside.filter(|_| number == 0);
    let first = aside.map_or(String::new(), |one| first_number(&one.paragraphs));
    CoverageBar {
        sign: original_sign(document),
        blocks: blocks((site, proof), texts, line, &quoted, leads, edition),
        count: TextView::new(edition, &count),
        number,
        why: aside.map(|one| TextView::new(edition, &one.reason.clone().into())),
        why_href: format!("{}#p{first}", original_href(&document.id)),
    }
}

/// The first number of `15, 30` or `1-14`.
pub(crate) fn first_number(paragraphs: &str) -> String {
    paragraphs.trim().chars().take_while(char::is_ascii_digit).collect()
}

/// For each paragraph the first excerpt of the topic that quotes it.
fn quoted(site: &Site, proof: &Proof, line: Line) -> Vec<FirstQuotation> {
    let document = &site.originals[line.original];
    let mut quoted: Vec<FirstQuotation> = vec![None; document.paragraphs.len()];
    for one in &proof.coverage[line.original].uses {
        let of_topic =
            |place: crate::model::site::InTopic| place.topic == line.topic && place.position.is_some();
        if site.places[one.bitext].is_some_and(of_topic) {
            for number in document.paragraphs_of(&one.run) {
                quoted[number - 1].get_or_insert((one.bitext, one.passage));
            }
        }
    }
    quoted
}

fn blocks(
    (site, proof): (&Site, &Proof),
    texts: &Texts,
    line: Line,
    quoted: &[FirstQuotation],
    leads: LeadsTo,
    edition: Edition,
) -> Vec<CoverageBlock> {
    let document = &site.originals[line.original];
    let length = document.folded.string.len().max(1) as f64;
    let mut blocks = Vec::new();
    let mut end = 0.0_f64;
    for (numbers, (at, passage)) in stretches(quoted, matches!(leads, LeadsTo::Excerpt(_))) {
        let (first, last) =
            (&document.paragraphs[numbers.start() - 1], &document.paragraphs[numbers.end() - 1]);
        let x = (first.folded.start as f64 / length * 100.0).clamp(end, 100.0);
        let width = ((last.folded.end as f64 / length * 100.0 - x - 0.15).max(0.2)).min(100.0 - x);
        let gap = x - end;
        end = x + width;
        let bitext: &Bitext = &site.bitexts[at];
        let (href, name) = match leads {
            LeadsTo::Paragraph => (format!("#p{}", numbers.start()), numbers_in_words(texts, &numbers)),
            LeadsTo::Excerpt(before) => {
                let id = &proof.digests[at].passages[passage];
                let text = numbers_in_words(texts, &numbers);
                let name = texts.fill("bar_of", &[("title", titles(bitext)), ("said", text)]);
                (format!("{before}{}#{id}", encode(&file(bitext))), name)
            }
        };
        let name = TextView::new(edition, &name);
        blocks.push(CoverageBlock { gap: format!("{gap:.2}"), width: format!("{width:.2}"), href, name });
    }
    blocks
}

/// Paragraphs one after the other that lead to one page; each by itself where they are led to themselves.
fn stretches(quoted: &[FirstQuotation], joined: bool) -> Vec<(RangeInclusive<usize>, (usize, usize))> {
    let mut all: Vec<(RangeInclusive<usize>, (usize, usize))> = Vec::new();
    for (at, place) in quoted.iter().enumerate() {
        let Some(place) = *place else { continue };
        let number = at + 1;
        match all.last_mut() {
            Some((numbers, before)) if joined && *numbers.end() == at && before.0 == place.0 => {
                *numbers = *numbers.start()..=number;
            }
            _ => all.push((number..=number, place)),
        }
    }
    all
}

fn numbers_in_words(texts: &Texts, numbers: &RangeInclusive<usize>) -> Both<String> {
    match numbers.start() == numbers.end() {
        true => texts.count("paragraph", &[("n", *numbers.start())]),
        false => texts.count("paragraphs_from_to", &[("n", *numbers.start()), ("m", *numbers.end())]),
    }
}

/// How much of an original is excerpted, as a sentence.
pub(crate) fn extent(site: &Site, proof: &Proof, texts: &Texts, at: usize, key: &str) -> Both<String> {
    let original = &site.originals[at];
    let coverage = &proof.coverage[at];
    let quoted =
        original.paragraphs.iter().filter(|one| coverage.touching(one.folded.clone()).next().is_some());
    let (n, m) = (original.paragraphs.len(), quoted.count());
    texts.count(key, &[("n", n), ("m", m), ("share", share(proof, original, at))])
}

/// How much of an original is excerpted, in percent of its characters.
pub(crate) fn share(proof: &Proof, original: &crate::model::original::Original, at: usize) -> usize {
    let text = &original.folded.string;
    let (some, all) = proof.coverage[at].of(text, 0..text.len());
    (some * 100 + all / 2) / all.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_of_one_page_are_one_block_and_those_of_two_are_two() {
        let quoted = [None, Some((0, 2)), Some((0, 3)), Some((1, 1)), None, Some((1, 4))];
        assert_eq!(stretches(&quoted, true), [(2..=3, (0, 2)), (4..=4, (1, 1)), (6..=6, (1, 4))]);
        assert_eq!(stretches(&quoted, false).len(), 4, "on its own page each paragraph is a block");
    }
}
