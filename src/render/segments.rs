//! The segments of a passage: sentences that stand across from each other, each with an address of its own
//! (`p3.2`), which is the same in all editions.
//!
//! Only a long passage has them: a paragraph, or a quotation made of paragraphs, as many on both sides. A seam
//! is used where the alignment is sure of it and where both texts may be cut; else the larger unit stays.

use std::ops::Range;
use std::sync::OnceLock;

use crate::base::byte_set::ByteSet;
use crate::base::digits;
use crate::base::lang::{Both, Lang};
use crate::base::source::Span;
use crate::model::alignment::SentencePair;
use crate::model::bitext::{Bitext, Passage};
use crate::model::page::{Block, BlockKind, Prose};
use crate::model::proof::{PassageProof, Proof};
use crate::model::site::Site;
use crate::prove::prose::certain;
use crate::prove::quotes::find::omission;
use crate::render::html::pieces;

/// From how many Chinese characters on a passage has segments.
const CHARACTERS: usize = 150;
/// From how many English words on.
const WORDS: usize = 80;

/// The segments of a passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segments {
    /// By the paragraphs of the passage.
    pub paragraphs: Vec<Vec<Segment>>,
}

/// Sentences that stand across from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its number in the passage, from 1; `None` where it only says that something is left out.
    pub number: Option<u32>,
    /// Bytes of the paragraph's text on both sides; a site has many segments, and no text of more than 4 GB.
    range: Both<(u32, u32)>,
}

/// The segments of all passages of a site: pages, data and the search show them, and a page is divided once.
pub(crate) struct SiteSegments(Vec<OnceLock<PageSegments>>);

/// The segments of each passage of a page.
type PageSegments = Box<[Option<Segments>]>;

impl SiteSegments {
    /// None is known yet.
    pub(crate) fn new(site: &Site) -> SiteSegments {
        SiteSegments(site.bitexts.iter().map(|_| OnceLock::new()).collect())
    }

    /// Those of a passage of a bitext, by their indices.
    pub(crate) fn of(&self, site: &Site, proof: &Proof, at: usize, passage: usize) -> Option<&Segments> {
        let page = || {
            let bitext = &site.bitexts[at];
            let pairs = bitext.passages.iter().zip(&proof.pages[at].passages);
            pairs.map(|(passage, proof)| Segments::of(bitext, passage, proof)).collect()
        };
        self.0.get(at)?.get_or_init(page).get(passage)?.as_ref()
    }
}

impl Segments {
    /// The segments of a passage, if it is long enough and has more than one.
    pub fn of(bitext: &Bitext, passage: &Passage, proof: &PassageProof) -> Option<Segments> {
        if &*bitext.address == "_index" || bitext.pages.zh.header.layout.is_some() {
            return None;
        }
        let proses = paragraphs_of(bitext, passage)?;
        if !is_long(&proses) {
            return None;
        }
        let mut number = 0;
        let paragraphs: Vec<Vec<Segment>> = (0..proses.zh.len())
            .map(|at| {
                let pair = Both { zh: proses.zh[at], en: proses.en[at] };
                segments(&pair, &seams(&pair, proof), &mut number)
            })
            .collect();
        (number > 1).then_some(Segments { paragraphs })
    }

    /// The segment that holds bytes of the file of a side; `None` where they stand in several.
    pub fn holding(&self, block: &Block, lang: Lang, span: Span) -> Option<&Segment> {
        let proses = block.proses();
        let mut ranges =
            proses.iter().enumerate().filter_map(|(at, prose)| Some((at, prose.text.range_of(span)?)));
        let (at, range) = ranges.next()?;
        if ranges.next().is_some() {
            return None;
        }
        let last = range.end.saturating_sub(1).max(range.start);
        let first = self.at(at, lang, range.start)?;
        (self.at(at, lang, last)? == first).then_some(first)
    }

    /// The segments of all paragraphs that have an address.
    pub fn numbered(&self) -> impl Iterator<Item = (usize, &Segment)> {
        let all = self.paragraphs.iter().enumerate();
        all.flat_map(|(at, list)| list.iter().map(move |one| (at, one)))
            .filter(|(_, one)| one.number.is_some())
    }

    /// The segment that holds a byte of a paragraph's text.
    pub fn at(&self, paragraph: usize, lang: Lang, byte: usize) -> Option<&Segment> {
        self.paragraphs.get(paragraph)?.iter().find(|one| one.range(lang).contains(&byte))
    }
}

impl Segment {
    /// Bytes of the paragraph's text on a side; empty where the side has nothing.
    pub fn range(&self, lang: Lang) -> Range<usize> {
        let (start, end) = *self.range.get(lang);
        start as usize..end as usize
    }

    /// Its address in a passage.
    pub fn address(&self, passage: &str) -> Option<String> {
        self.number.map(|number| {
            let mut address = String::with_capacity(passage.len() + 4);
            address.extend([passage, "."]);
            digits::push(&mut address, number as usize);
            address
        })
    }
}

/// The paragraphs of a passage on both sides, as many, if it is made of nothing else.
fn paragraphs_of<'b>(bitext: &'b Bitext, passage: &Passage) -> Option<Both<Vec<&'b Prose>>> {
    let blocks = bitext.blocks(passage);
    let (zh, en) = (blocks.zh?, blocks.en?);
    let is_alike = matches!(
        (&zh.kind, &en.kind),
        (BlockKind::Quote(_), BlockKind::Quote(_)) | (BlockKind::Paragraph(_), BlockKind::Paragraph(_))
    );
    let proses = Both { zh: paragraphs(zh)?, en: paragraphs(en)? };
    (is_alike && proses.zh.len() == proses.en.len()).then_some(proses)
}

fn paragraphs(block: &Block) -> Option<Vec<&Prose>> {
    match &block.kind {
        BlockKind::Paragraph(prose) => prose.task.is_none().then(|| vec![prose]),
        BlockKind::Quote(blocks) => {
            let paragraph = |block| match block {
                &Block { kind: BlockKind::Paragraph(ref prose), .. } => Some(prose),
                _ => None,
            };
            blocks.iter().map(paragraph).collect()
        }
        _ => None,
    }
}

fn is_long(proses: &Both<Vec<&Prose>>) -> bool {
    let texts = |lang: Lang| proses.get(lang).iter().map(|one| one.text.string());
    has_characters(texts(Lang::Zh), CHARACTERS)
        || texts(Lang::En).flat_map(str::split_whitespace).nth(WORDS - 1).is_some()
}

/// Whether texts have so many characters, blanks left out.
pub fn has_characters<'t>(texts: impl Iterator<Item = &'t str>, wanted: usize) -> bool {
    let mut missing = wanted;
    missing == 0 || { texts }.any(|text| {
        missing = missing.saturating_sub(characters(text));
        missing == 0
    })
}

/// The bytes at which blanks begin.
static BLANKS: ByteSet = ByteSet::of(b"\t\n\x0b\x0c\r \xc2\xe1\xe2\xe3");
/// The bytes at which those begin that are no single byte.
static WIDE_BLANKS: ByteSet = ByteSet::of(b"\xc2\xe1\xe2\xe3");

/// How many characters a text has, blanks left out.
pub fn characters(text: &str) -> usize {
    text.chars().count() - BLANKS.chars(text).filter(|(_, c)| c.is_whitespace()).count()
}

/// How many words an English text has.
pub fn words(text: &str) -> usize {
    if !text.is_ascii() && WIDE_BLANKS.chars(text).any(|(_, c)| c.is_whitespace()) {
        return text.split_whitespace().count();
    }
    // A word begins where the byte before it is a blank; so few at a time that a byte counts them.
    let bytes = text.as_bytes();
    let Some(first) = bytes.first() else { return 0 };
    let begins = |(before, byte): (&u8, &u8)| u8::from(is_blank(*before) & !is_blank(*byte));
    let many = bytes.chunks(SOME).zip(bytes[1..].chunks(SOME)).map(|(before, bytes)| {
        usize::from(before.iter().zip(bytes).fold(0, |count, pair| count + begins(pair)))
    });
    many.sum::<usize>() + usize::from(!is_blank(*first))
}

/// How many bytes are looked at at once.
const SOME: usize = 128;

#[inline]
fn is_blank(byte: u8) -> bool {
    (byte == b' ') | (b'\t'..=b'\r').contains(&byte)
}

/// The seams of two paragraphs that may be used, in bytes of their texts, in order.
fn seams(pair: &Both<&Prose>, proof: &PassageProof) -> Vec<Both<usize>> {
    let whole = pair.as_ref().map(|prose| pieces::whole(prose));
    let may_cut = |lang: Lang, at: usize| {
        let text = pair.get(lang).text.string();
        text.is_char_boundary(at) && !whole.get(lang).iter().any(|one| one.start < at && at < one.end)
    };
    let mut last = Both { zh: 0, en: 0 };
    let mut seams = Vec::new();
    for seam in sure(pair, proof) {
        let seam = Both::from_fn(|lang| after_blanks(pair.get(lang).text.string(), *seam.get(lang)));
        let is_after = seam.zh >= last.zh && seam.en >= last.en && seam != last;
        let is_inside = seam.zh < pair.zh.text.string().len() || seam.en < pair.en.text.string().len();
        if is_after && is_inside && may_cut(Lang::Zh, seam.zh) && may_cut(Lang::En, seam.en) {
            seams.push(seam);
            last = seam;
        }
    }
    seams
}

/// The seams of which the alignment is sure, in bytes of the texts.
fn sure(pair: &Both<&Prose>, proof: &PassageProof) -> Vec<Both<usize>> {
    let Some(mut certain) = certain(*pair, proof) else { return Vec::new() };
    certain.pop();
    let shown =
        |one: &SentencePair| Some(Both { zh: shown(pair.zh, one.zh.end)?, en: shown(pair.en, one.en.end)? });
    certain.iter().filter_map(shown).collect()
}

/// A place in what is read of a prose as one of what is shown.
fn shown(prose: &Prose, at: usize) -> Option<usize> {
    let Some(reading) = prose.reading() else { return Some(at) };
    let Some((last, _)) = reading.string().get(..at)?.char_indices().next_back() else { return Some(0) };
    prose.text.range_of(reading.span(last..at)).map(|range| range.end)
}

/// A place behind the blanks that follow it: they end a piece, they begin none.
fn after_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start().len()
}

fn segments(pair: &Both<&Prose>, seams: &[Both<usize>], number: &mut u32) -> Vec<Segment> {
    let end = pair.as_ref().map(|prose| prose.text.string().len());
    let starts = std::iter::once(&Both { zh: 0, en: 0 }).chain(seams).cloned().collect::<Vec<_>>();
    let ends = seams.iter().cloned().chain([end]);
    let segment = |(start, end): (&Both<usize>, Both<usize>)| {
        let range = Both { zh: start.zh..end.zh, en: start.en..end.en };
        let is_gap = Lang::ALL
            .into_iter()
            .all(|lang| is_omission(pair.get(lang).text.string()[range.get(lang).clone()].trim()));
        *number += u32::from(!is_gap);
        let short = |byte: usize| u32::try_from(byte).unwrap_or(u32::MAX);
        let range = range.map(|range| (short(range.start), short(range.end)));
        Segment { number: (!is_gap).then_some(*number), range }
    };
    starts.iter().zip(ends).map(segment).collect()
}

/// Whether a text says nothing but that something is left out.
fn is_omission(text: &str) -> bool {
    text.is_empty() || omission(text) == Some(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_blanks_are_left_out() {
        let blanks: Vec<char> = ('\0'..=char::MAX).filter(|c| c.is_whitespace()).collect();
        for c in blanks.into_iter().chain(['、', '’', 'é', '€']) {
            for text in
                ["word ".repeat(70), format!("{c}甲 b{c}{c}c乙\td{c}"), format!("a{c}b"), format!("{c}")]
            {
                assert_eq!(characters(&text), text.chars().filter(|c| !c.is_whitespace()).count(), "{c:?}");
                assert_eq!(words(&text), text.split_whitespace().count(), "{c:?}");
            }
        }
        assert_eq!((characters(""), words("")), (0, 0));
        assert!(
            has_characters(["甲 ", "乙"].into_iter(), 2) && !has_characters(["甲 ", "乙"].into_iter(), 3)
        );
    }
}
