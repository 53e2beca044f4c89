//! `passages.jsonl`: every passage of every page, one a line.
//!
//! ```text
//! {"page":"economy/growth","id":"p3","number":3,"zh":"…","en":"…",
//!  "original":"report","paragraph":12,"paragraphs":[12,13],
//!  "sentences":[{"id":"p3.1","zh":[0,22],"en":[0,61]},…]}
//! ```
//!
//! A sentence says where it stands in `zh` and `en`: from which character to which, the end not included, as
//! `duizhao align` does.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt::{Display, Write};
use std::ops::Range;

use rayon::prelude::*;

use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::json::{self, JsonIn};
use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::model::bitext::{Bitext, Passage};
use crate::model::output::Output;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::{PageProof, PassageProof};
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::segment_ranges::{TextUnit, ranges};
use crate::render::segments::Segments;

/// So many pages are written at once.
const PAGES: usize = 64;

/// Where it stands.
const PATH: &str = "data/passages.jsonl";

/// The file.
pub(crate) fn export(ctx: &RenderContext) -> Output {
    let (site, proof) = (ctx.site, ctx.proof);
    let known = KnownLines::read(ctx);
    let about_all = |at: usize| about(&site.bitexts[at], proof.digests[at].passages.len());
    let mut lines = String::with_capacity((0..site.bitexts.len()).map(about_all).sum());
    let mut lengths = Vec::with_capacity(site.bitexts.len());
    let all: Vec<usize> = (0..site.bitexts.len()).collect();
    for pages in all.chunks(PAGES) {
        let one = |at: &usize| match proof.keys.get(*at).and_then(|key| known.of(key)) {
            Some(lines) => Cow::Borrowed(lines),
            None => Cow::Owned(page(site, &site.bitexts[*at], &proof.pages[*at])),
        };
        let parts: Vec<Cow<str>> = pages.par_iter().map(one).collect();
        lengths.extend(parts.iter().map(|part| part.len() as u64));
        parts.iter().for_each(|part| lines.push_str(part));
    }
    keep(ctx, &lengths);
    Output::text(PATH, lines)
}

/// About how many bytes the lines of a page have; rather too many, for what is not written to is not held.
fn about(bitext: &Bitext, passages: usize) -> usize {
    let Both { zh, en } = bitext.pages.as_ref().map(|page| page.source.text.len());
    zh + en + passages * 400
}

/// The lines of pages in the file that stands, by what the pages follow from.
#[derive(Default)]
struct KnownLines {
    text: String,
    places: HashMap<FactKey, Range<usize>>,
}

/// For each page in order what it follows from, and how many bytes its lines have.
type LineLengths = Vec<(FactKey, u64)>;

fn lengths_key() -> FactKey {
    FactHasher::of("lengths of lines")
}

/// What the file is made of, by the lengths of its parts.
fn made_of(lengths: &[(FactKey, u64)]) -> String {
    let mut facts = FactHasher::default();
    for (key, length) in lengths {
        facts.key(key);
        facts.number(*length as usize);
    }
    facts.digits()
}

impl KnownLines {
    fn read(ctx: &RenderContext) -> KnownLines {
        KnownLines::find(ctx).unwrap_or_default()
    }

    fn find(ctx: &RenderContext) -> Option<KnownLines> {
        let gathered = ctx.gathered?;
        let lengths: LineLengths = gathered.memo.get(&lengths_key())?;
        let text = String::from_utf8(gathered.standing.read(PATH, &made_of(&lengths))?).ok()?;
        let mut places = HashMap::with_capacity_and_hasher(lengths.len(), Default::default());
        let mut at = 0_usize;
        for (key, length) in lengths {
            let end = at.checked_add(usize::try_from(length).ok()?)?;
            text.get(at..end)?;
            places.insert(key, at..end);
            at = end;
        }
        (at == text.len()).then_some(KnownLines { text, places })
    }

    fn of(&self, key: &FactKey) -> Option<&str> {
        self.text.get(self.places.get(key)?.clone())
    }
}

/// Keeps where the lines of each page stand.
fn keep(ctx: &RenderContext, lengths: &[u64]) {
    let Some(gathered) = ctx.gathered else { return };
    let all: LineLengths = ctx.proof.keys.iter().copied().zip(lengths.iter().copied()).collect();
    gathered.standing.made(PATH, &made_of(&all));
    gathered.memo.put(lengths_key(), &all);
}

/// The lines of a page.
fn page(site: &Site, bitext: &Bitext, facts: &PageProof) -> String {
    let mut lines = String::with_capacity(about(bitext, bitext.passages.len()));
    for (passage, proof) in bitext.passages.iter().zip(&facts.passages) {
        line(&mut lines, site, (bitext, passage), proof);
    }
    lines
}

fn line(out: &mut String, site: &Site, (bitext, passage): (&Bitext, &Passage), proof: &PassageProof) {
    out.push_str("{\"page\":");
    text(out, &bitext.address);
    out.push_str(",\"id\":");
    text(out, &passage.id);
    push(out, ",\"number\":", passage.number);
    let blocks = bitext.blocks(passage);
    for lang in Lang::ALL {
        push(out, ",\"", lang.code());
        out.push_str("\":");
        match blocks.get(lang) {
            Some(block) => text(out, &text_of(block)),
            None => out.push_str("null"),
        }
    }
    quoted(out, site, proof);
    out.push_str(",\"sentences\":[");
    sentences(out, bitext, passage, proof);
    out.push_str("]}\n");
}

fn text(out: &mut String, text: &str) {
    json::string(out, text, JsonIn::File);
}

/// Writing to a text cannot fail.
fn push(out: &mut String, before: &str, value: impl Display) {
    let _ = write!(out, "{before}{value}");
}

/// The document that a passage quotes, and its paragraphs.
fn quoted(out: &mut String, site: &Site, proof: &PassageProof) {
    let originals: BTreeSet<&str> =
        proof.found().map(|one| site.originals[one.original].id.as_str()).collect();
    let mut numbers: Vec<usize> = proof
        .found()
        .flat_map(|one| one.runs.iter().flat_map(|run| site.originals[one.original].paragraphs_of(run)))
        .collect();
    numbers.dedup();
    out.push_str(",\"original\":");
    match originals.first() {
        Some(id) => text(out, id),
        None => out.push_str("null"),
    }
    match numbers.first() {
        Some(number) => push(out, ",\"paragraph\":", number),
        None => out.push_str(",\"paragraph\":null"),
    }
    out.push_str(",\"paragraphs\":[");
    for (at, number) in numbers.iter().enumerate() {
        push(out, if at > 0 { "," } else { "" }, number);
    }
    out.push(']');
}

/// The sentences of a passage that have an address of their own; none where the passage is the smallest unit that
/// certainly stands across from its translation.
fn sentences(out: &mut String, bitext: &Bitext, passage: &Passage, proof: &PassageProof) {
    let Some(segments) = Segments::of(bitext, passage, proof) else { return };
    let ids = segments.numbered().filter_map(|(_, one)| one.address(&passage.id));
    for (at, (id, place)) in ids.zip(ranges(bitext, passage, &segments, TextUnit::Character)).enumerate() {
        out.push_str(if at > 0 { ",{\"id\":" } else { "{\"id\":" });
        text(out, &id);
        for lang in Lang::ALL {
            let range = place.get(lang);
            push(out, ",\"", lang.code());
            push(out, "\":[", range.start);
            push(out, ",", range.end);
            out.push(']');
        }
        out.push('}');
    }
}

/// The text of a block as a reader sees it, a line a prose.
pub(crate) fn text_of(block: &Block) -> Cow<'_, str> {
    match &block.kind {
        BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
            Cow::Borrowed(prose.text.string.as_str())
        }
        _ => {
            let proses: Vec<&str> = block.proses().iter().map(|prose| prose.text.string.as_str()).collect();
            Cow::Owned(proses.join("\n"))
        }
    }
}
