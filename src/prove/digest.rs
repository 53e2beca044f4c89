//! What the rest of a site asks of a page.

use std::hash::{Hash, Hasher};

use crate::base::exact::exact;
use crate::base::lang::Lang;
use crate::model::bitext::Bitext;
use crate::model::digest::{CheckedCounts, Digest, QuotedRun, ValueHash};
use crate::model::lock::HEADER;
use crate::model::page::{Block, BlockKind, Inline, Link, Mark, Page};
use crate::model::proof::{Accepted, PageProof, PassageProof, Quoted};
use crate::quantity::value::{Quantity, Significance};

/// What the rest of a site asks of a bitext and the facts on it.
pub fn digest(bitext: &Bitext, proof: &PageProof) -> Digest {
    let image = bitext.pages.zh.header.image.as_deref().map(str::to_owned);
    let all: Vec<(&Link, bool)> = links(bitext).collect();
    let written = all.iter().map(|(link, _)| link.target.clone());
    Digest {
        passages: bitext.passages.iter().map(|one| one.id.clone()).collect(),
        said: exact(said(bitext)),
        uses: exact(uses(proof)),
        links: exact(written.chain(image).collect()),
        counts: counts(bitext, proof, &all),
        unaccepted: unaccepted(bitext, proof),
        has_waivers: Lang::ALL.iter().any(|lang| !bitext.pages.get(*lang).body.waivers.is_empty()),
        has_ordinary: quotes(proof).any(|one| *one == Quoted::Ordinary),
        quoted: exact(quoted(proof).collect()),
    }
}

/// How many bytes the passages of a page and their notes say.
fn said(bitext: &Bitext) -> Vec<u32> {
    let mut said = Vec::with_capacity(bitext.passages.len());
    for passage in &bitext.passages {
        let blocks = bitext.blocks(passage);
        let text: usize = Lang::ALL.into_iter().filter_map(|lang| *blocks.get(lang)).map(said_length).sum();
        said.push(text as u32);
        let notes =
            Lang::ALL.map(|lang| blocks.get(lang).map_or(&[][..], |block| bitext.notes_in(block, lang)));
        for at in 0..notes.iter().map(|side| side.len()).max().unwrap_or_default() {
            let texts = notes.iter().filter_map(|side| side.get(at));
            said.push(texts.map(|note| note.text.len()).sum::<usize>() as u32);
        }
    }
    said
}

/// How many bytes a block says, a line a prose, code included.
pub(crate) fn said_length(block: &Block) -> usize {
    let (mut texts, mut codes, mut lines) = (0, 0, 0usize);
    block.walk(false, &mut |one, _| {
        for prose in one.own_proses() {
            texts += prose.text.string().len();
            lines += 1;
        }
        if let BlockKind::Code { text, .. } = &one.kind {
            codes += 1 + text.trim_end().len();
        }
    });
    texts + lines.saturating_sub(1) + codes
}

/// The values of the quantities in the quotations of a page, each as a hash: by itself, and with its kind.
pub fn quoted(proof: &PageProof) -> impl Iterator<Item = (ValueHash, ValueHash)> {
    let figures = proof
        .passages
        .iter()
        .flat_map(|passage| passage.figures.iter().filter(|one| passage.quoted(one.proses.zh).is_some()));
    let quantities = figures.flat_map(|one| one.found.of(Lang::Zh));
    let seen = quantities.filter(|one| one.significance > Significance::Ignored);
    seen.map(|one| (value(&one), value_and_kind(&one)))
}

/// The hash of what a quantity comes to.
pub fn value(one: &Quantity) -> ValueHash {
    hash(&one.value)
}

/// The hash of what it comes to, and of what.
pub fn value_and_kind(one: &Quantity) -> ValueHash {
    hash(&(one.value, one.kind))
}

fn hash(what: &impl Hash) -> ValueHash {
    let mut bytes = HashedBytes(Vec::with_capacity(64));
    what.hash(&mut bytes);
    let mut short = ValueHash::default();
    short.copy_from_slice(&blake3::hash(&bytes.0).as_bytes()[..16]);
    short
}

/// Collects what is hashed, so that it is hashed at once.
struct HashedBytes(Vec<u8>);

impl Hasher for HashedBytes {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    /// Not asked for: the bytes are hashed by another function.
    fn finish(&self) -> u64 {
        0
    }
}

fn uses(proof: &PageProof) -> Vec<QuotedRun> {
    let mut all = Vec::new();
    for (passage, one) in proof.passages.iter().enumerate() {
        for quotation in one.found() {
            let of = |run: &std::ops::Range<usize>| QuotedRun {
                original: quotation.original,
                run: run.clone(),
                passage,
            };
            all.extend(quotation.runs.iter().map(of));
        }
    }
    all
}

fn inlines(page: &Page) -> impl Iterator<Item = &Inline> {
    page.body.proses().flat_map(|prose| &prose.inlines)
}

/// The links and pictures of both texts; `true` for a picture.
fn links(bitext: &Bitext) -> impl Iterator<Item = (&Link, bool)> {
    let all = inlines(&bitext.pages.zh).chain(inlines(&bitext.pages.en));
    all.filter_map(|inline| match inline {
        Inline::Open(Mark::Link(link)) => Some((&**link, false)),
        Inline::Open(Mark::Image(link)) => Some((&**link, true)),
        _ => None,
    })
}

fn quotes(proof: &PageProof) -> impl Iterator<Item = &Quoted> {
    proof.passages.iter().flat_map(|one| &one.quotes).map(|one| &one.quoted)
}

fn counts(bitext: &Bitext, proof: &PageProof, links: &[(&Link, bool)]) -> CheckedCounts {
    let passages = &proof.passages;
    let figures = passages.iter().flat_map(|one| &one.figures);
    let blocks = bitext.pages.zh.body.blocks.iter().chain(&bitext.pages.en.body.blocks);
    let pictures = links.iter().filter(|(_, is_picture)| *is_picture).count();
    CheckedCounts {
        quotations: passages.iter().map(|one| one.found().count()).sum(),
        looked_up: quotes(proof).filter(|one| **one != Quoted::Ordinary).count(),
        figures: figures.map(|one| one.found.pair_count()).sum(),
        terms: passages.iter().map(|one| one.terms.len()).sum(),
        links: links.len() - pictures,
        pictures,
        own_blocks: blocks.filter(|block| !matches!(block.kind, BlockKind::Quote(_))).count(),
    }
}

fn unaccepted(bitext: &Bitext, proof: &PageProof) -> Vec<String> {
    let never = |proof: &PassageProof| proof.accepted == Accepted::Never;
    let header = never(&proof.header).then(|| HEADER.to_owned());
    let passages = bitext.passages.iter().zip(&proof.passages).filter(|(_, proof)| never(proof));
    header.into_iter().chain(passages.map(|(one, _)| one.id.to_string())).collect()
}
