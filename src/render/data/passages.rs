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
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::ops::Range;

use rayon::prelude::*;

use crate::base::digits;
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::json::{self, JsonIn};
use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::model::bitext::{Bitext, Passage};
use crate::model::output::Output;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::PassageProof;
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::segment_ranges::{TextUnit, ranges};
use crate::render::segments::Segments;

/// So many pages are written at once.
const PAGES: usize = 64;
/// So many bytes of the file that stands are read at once.
const AT_ONCE: usize = 1 << 18;

/// Where it stands.
pub(crate) const PATH: &str = "data/passages.jsonl";

/// The file, unless somebody takes it piece by piece.
pub(crate) fn export(ctx: &RenderContext) -> Option<Output> {
    match ctx.pieces {
        None => Some(whole(ctx)),
        Some(pieces) => {
            pieces.write(PATH, &mut |out| write(ctx, out));
            None
        }
    }
}

/// The file at once.
fn whole(ctx: &RenderContext) -> Output {
    let mut whole = Vec::new();
    // Writing to memory cannot fail.
    let _ = write(ctx, &mut whole);
    Output::made(PATH, whole)
}

/// Writes the lines of all pages.
fn write(ctx: &RenderContext, out: &mut dyn io::Write) -> io::Result<()> {
    let mut lines = LineWriter::begin(ctx);
    lines.write(ctx, 0..ctx.site.bitexts.len(), out)?;
    lines.finish(ctx);
    Ok(())
}

/// The lines of a page.
enum PageLines {
    /// They stand in the old file.
    Standing(Range<u64>),
    /// They were made.
    Made(String),
}

impl PageLines {
    /// How many bytes they have.
    fn length(&self) -> u64 {
        match self {
            PageLines::Standing(range) => range.end - range.start,
            PageLines::Made(lines) => lines.len() as u64,
        }
    }
}

/// The file on its way: the lines of pages one after the other.
pub(crate) struct LineWriter {
    known: KnownLines,
    lengths: Vec<u64>,
}

impl LineWriter {
    /// Looks what is known of the file that stands.
    pub(crate) fn begin(ctx: &RenderContext) -> LineWriter {
        LineWriter { known: KnownLines::read(ctx), lengths: Vec::with_capacity(ctx.site.bitexts.len()) }
    }

    /// Writes the lines of the next pages.
    pub(crate) fn write(
        &mut self,
        ctx: &RenderContext,
        pages: Range<usize>,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let all: Vec<usize> = pages.collect();
        for pages in all.chunks(PAGES) {
            let one = |at: &usize| match ctx.proof.keys.get(*at).and_then(|key| self.known.places.get(key)) {
                Some(range) => PageLines::Standing(range.clone()),
                None => PageLines::Made(page(ctx, *at)),
            };
            let parts: Vec<PageLines> = pages.par_iter().map(one).collect();
            self.lengths.extend(parts.iter().map(PageLines::length));
            for part in joined(parts) {
                match part {
                    PageLines::Standing(range) => self.known.copy(range, out)?,
                    PageLines::Made(lines) => out.write_all(lines.as_bytes())?,
                }
            }
        }
        Ok(())
    }

    /// Keeps where the lines of each page stand.
    pub(crate) fn finish(self, ctx: &RenderContext) {
        let Some(gathered) = ctx.gathered else { return };
        let all: LineLengths = ctx.proof.keys.iter().copied().zip(self.lengths).collect();
        gathered.standing.made(PATH, &made_of(&all));
        gathered.memo.put(lengths_key(), &all);
    }
}

/// The same with those that stand one after the other in the old file as one.
fn joined(parts: Vec<PageLines>) -> Vec<PageLines> {
    let mut all: Vec<PageLines> = Vec::new();
    for part in parts {
        match (all.last_mut(), part) {
            (Some(PageLines::Standing(before)), PageLines::Standing(range)) if before.end == range.start => {
                before.end = range.end;
            }
            (_, part) => all.push(part),
        }
    }
    all
}

/// About how many bytes the lines of a page have; rather too many, for what is not written to is not held.
fn about(bitext: &Bitext, passages: usize) -> usize {
    let Both { zh, en } = bitext.pages.as_ref().map(|page| page.source.text.len());
    zh + en + passages * 400
}

/// The lines of pages in the file that stands, by what the pages follow from.
#[derive(Default)]
struct KnownLines {
    file: Option<BufReader<File>>,
    places: HashMap<FactKey, Range<u64>>,
    /// Where the file is read on, and what is read at once.
    at: u64,
    read: Vec<u8>,
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
        let file = gathered.standing.open(PATH, &made_of(&lengths))?;
        let length = file.metadata().ok()?.len();
        let mut places = HashMap::with_capacity_and_hasher(lengths.len(), Default::default());
        let mut at = 0_u64;
        for (key, length) in lengths {
            let end = at.checked_add(length)?;
            places.insert(key, at..end);
            at = end;
        }
        let file = Some(BufReader::with_capacity(AT_ONCE, file));
        (at == length).then_some(KnownLines { file, places, ..KnownLines::default() })
    }

    /// Copies a part of the file.
    fn copy(&mut self, range: Range<u64>, out: &mut dyn io::Write) -> io::Result<()> {
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        if self.at != range.start {
            file.seek(SeekFrom::Start(range.start))?;
        }
        self.read.resize(usize::try_from(range.end - range.start).map_err(io::Error::other)?, 0);
        file.read_exact(&mut self.read)?;
        self.at = range.end;
        out.write_all(&self.read)
    }
}

/// The lines of a page.
fn page(ctx: &RenderContext, at: usize) -> String {
    let bitext = &ctx.site.bitexts[at];
    let mut lines = String::with_capacity(about(bitext, bitext.passages.len()));
    for (index, (passage, proof)) in bitext.passages.iter().zip(&ctx.proof.pages[at].passages).enumerate() {
        line(&mut lines, ctx.site, (bitext, passage), (proof, ctx.segments(at, index)));
    }
    lines
}

fn line(
    out: &mut String,
    site: &Site,
    (bitext, passage): (&Bitext, &Passage),
    (proof, segments): (&PassageProof, Option<&Segments>),
) {
    out.push_str("{\"page\":");
    text(out, &bitext.address);
    out.push_str(",\"id\":");
    text(out, &passage.id);
    out.push_str(",\"number\":");
    digits::push(out, passage.number);
    let blocks = bitext.blocks(passage);
    for lang in Lang::ALL {
        key(out, lang);
        match blocks.get(lang) {
            Some(block) => text(out, &text_of(block)),
            None => out.push_str("null"),
        }
    }
    quoted(out, site, proof);
    out.push_str(",\"sentences\":[");
    if let Some(segments) = segments {
        sentences(out, bitext, passage, segments);
    }
    out.push_str("]}\n");
}

fn text(out: &mut String, text: &str) {
    json::string(out, text, JsonIn::File);
}

/// Begins what is said of a side.
fn key(out: &mut String, lang: Lang) {
    out.push_str(",\"");
    out.push_str(lang.code());
    out.push_str("\":");
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
    out.push_str(",\"paragraph\":");
    match numbers.first() {
        Some(number) => digits::push(out, *number),
        None => out.push_str("null"),
    }
    out.push_str(",\"paragraphs\":[");
    for (at, number) in numbers.iter().enumerate() {
        out.push_str(if at > 0 { "," } else { "" });
        digits::push(out, *number);
    }
    out.push(']');
}

/// The sentences of a passage that have an address of their own; none where the passage is the smallest unit that
/// certainly stands across from its translation.
fn sentences(out: &mut String, bitext: &Bitext, passage: &Passage, segments: &Segments) {
    let ids = segments.numbered().filter_map(|(_, one)| one.address(&passage.id));
    for (at, (id, place)) in ids.zip(ranges(bitext, passage, segments, TextUnit::Character)).enumerate() {
        out.push_str(if at > 0 { ",{\"id\":" } else { "{\"id\":" });
        text(out, &id);
        for lang in Lang::ALL {
            let range = place.get(lang);
            key(out, lang);
            out.push('[');
            digits::push(out, range.start);
            out.push(',');
            digits::push(out, range.end);
            out.push(']');
        }
        out.push('}');
    }
}

/// The text of a block as a reader sees it, a line a prose.
pub(crate) fn text_of(block: &Block) -> Cow<'_, str> {
    match &block.kind {
        BlockKind::Paragraph(prose) | BlockKind::Plain(prose) | BlockKind::Heading { prose, .. } => {
            Cow::Borrowed(prose.text.string())
        }
        _ => {
            let proses: Vec<&str> = block.proses().iter().map(|prose| prose.text.string()).collect();
            Cow::Owned(proses.join("\n"))
        }
    }
}
