//! What is searched: terms, titles, tags, labels, summaries, headings, passages, notes, and every paragraph of
//! every original.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::base::lang::{Both, Lang};
use crate::base::url::encode;
use crate::model::bitext::{Bitext, Passage};
use crate::model::figure::figures;
use crate::model::kinds::Layout;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::PassageProof;
use crate::render::address::{file, original_href};
use crate::render::context::RenderContext;
use crate::render::data::text_of;
use crate::render::names::{original_name, titles};
use crate::render::segments::Segments;

/// What a page is. The script knows the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageType {
    /// An excerpt.
    Excerpt = 0,
    /// The first page of the site or of a topic.
    First = 1,
    /// A page outside the topics.
    Other = 2,
    /// Two documents side by side.
    Comparison = 3,
    /// An original; it stands at the root.
    Original = 4,
    /// A page about the site at the root.
    Root = 5,
    /// The glossary.
    Glossary = 6,
}

/// What a text is for. The script knows the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TextKind {
    /// The title of the page.
    Title = 0,
    /// A tag of the page.
    Tag = 1,
    /// The label of a figure.
    Label = 2,
    /// The summary of the page.
    Summary = 3,
    /// A heading on the page.
    Heading = 4,
    /// A passage that quotes a document.
    Document = 5,
    /// The editor's own words.
    Editor = 6,
    /// A note at a word.
    Note = 7,
    /// A paragraph of an original.
    Paragraph = 8,
    /// A term, its forms and what is said of it.
    Term = 9,
}

/// The page that a text stands on.
#[derive(Debug)]
pub struct PageHead {
    path: String,
    page: PageType,
    topic: i64,
    documents: Vec<usize>,
    titles: Both<String>,
}

/// A text in both languages.
#[derive(Debug)]
pub struct SearchEntry {
    head: Arc<PageHead>,
    kind: TextKind,
    id: String,
    number: usize,
    document: Option<usize>,
    texts: Both<String>,
    /// The other forms of a term: accepted ones, a blank one, wrong ones.
    forms: Vec<String>,
    /// For each segment that has an address, how far after the one before it begins and how long it is in each
    /// text, in UTF-16 units.
    segments: Vec<[usize; 4]>,
}

impl SearchEntry {
    /// About how many bytes it takes.
    pub fn size(&self) -> usize {
        self.texts.zh.len() + self.texts.en.len() + self.forms.iter().map(String::len).sum::<usize>() + 8
    }

    /// All its texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [&self.texts.zh, &self.texts.en].into_iter().chain(&self.forms).map(String::as_str)
    }

    fn value(&self) -> Value {
        let mut value = json!([self.kind as u8, self.id, self.texts.zh, self.texts.en]);
        let document = self.document.map_or(-1, |at| at as i64);
        if let Value::Array(values) = &mut value
            && (self.number > 0 || document >= 0 || !self.forms.is_empty() || !self.segments.is_empty())
        {
            values.extend([json!(self.number), json!(document)]);
            if !self.forms.is_empty() {
                values.push(json!(self.forms));
            } else if !self.segments.is_empty() {
                values.push(json!(self.segments));
            }
        }
        value
    }
}

/// A shard: pages, each with what stands on it.
pub fn pages(shard: &[SearchEntry]) -> Value {
    let same = |one: &SearchEntry, next: &SearchEntry| Arc::ptr_eq(&one.head, &next.head);
    let page = |entries: &[SearchEntry]| {
        let head = &entries[0].head;
        let texts: Vec<Value> = entries.iter().map(SearchEntry::value).collect();
        let titles = &head.titles;
        json!([head.path, head.page as u8, head.topic, head.documents, titles.zh, titles.en, texts])
    };
    Value::Array(shard.chunk_by(same).map(page).collect())
}

/// Everything, in the order in which hits are wanted.
pub fn tiers(ctx: &RenderContext) -> [Vec<SearchEntry>; 4] {
    let mut tiers = [terms(ctx), Vec::new(), Vec::new(), Vec::new()];
    for at in 0..ctx.site.bitexts.len() {
        let head = Arc::new(head(ctx, at));
        called(&ctx.site.bitexts[at], &head, &mut tiers[1]);
        passages(ctx, at, &head, &mut tiers[2]);
    }
    for at in 0..ctx.site.originals.len() {
        original(ctx, at, &mut tiers);
    }
    tiers[1].extend(roots(ctx));
    tiers
}

/// The same in the order that compresses best: what a page is called beside what it says, and the paragraphs of
/// originals beside the passages that quote them.
pub fn together(ctx: &RenderContext, tiers: [Vec<SearchEntry>; 4]) -> Vec<SearchEntry> {
    let [mut all, called, passages, paragraphs] = tiers;
    let mut paragraphs: BTreeMap<(usize, String), SearchEntry> =
        paragraphs.into_iter().map(|one| ((one.document.unwrap_or_default(), one.id.clone()), one)).collect();
    let (mut called, mut passages) = (called.into_iter().peekable(), passages.into_iter().peekable());
    for proof in &ctx.proof.pages {
        let Some(head) = called.peek().map(|one| one.head.clone()) else { break };
        let same = |one: &SearchEntry| Arc::ptr_eq(&one.head, &head);
        all.extend(std::iter::from_fn(|| called.next_if(same)));
        all.extend(std::iter::from_fn(|| passages.next_if(same)));
        for quotation in proof.passages.iter().flat_map(|one| one.found()) {
            let original = &ctx.site.originals[quotation.original];
            let numbers = quotation.runs.iter().flat_map(|run| original.paragraphs_of(run));
            let quoted =
                numbers.filter_map(|number| paragraphs.remove(&(quotation.original, format!("p{number}"))));
            all.extend(quoted);
        }
    }
    all.extend(called.chain(passages));
    all.extend(paragraphs.into_values());
    all
}

fn head(ctx: &RenderContext, at: usize) -> PageHead {
    let (site, bitext) = (ctx.site, &ctx.site.bitexts[at]);
    let header = &bitext.pages.zh.header;
    let page = match (header.layout, site.places.get(at).copied().flatten()) {
        (Some(Layout::Comparison), _) => PageType::Comparison,
        _ if bitext.is_index() => PageType::First,
        (_, Some(_)) => PageType::Excerpt,
        _ => PageType::Other,
    };
    let topic = site.places.get(at).copied().flatten().map_or(-1, |place| place.topic as i64);
    let quoted = ctx.proof.pages.get(at).into_iter().flat_map(|page| &page.passages);
    let mut documents: Vec<usize> = quoted.flat_map(|one| one.found()).map(|one| one.original).collect();
    documents.sort_unstable();
    documents.dedup();
    PageHead { path: encode(&file(bitext)), page, topic, documents, titles: titles(bitext) }
}

/// A text that is no passage.
fn plain(head: &Arc<PageHead>, kind: TextKind, texts: Both<String>) -> SearchEntry {
    let head = head.clone();
    SearchEntry {
        head,
        kind,
        id: String::new(),
        number: 0,
        document: None,
        texts,
        forms: Vec::new(),
        segments: Vec::new(),
    }
}

/// By what a page is called: its title, tags, labels of figures, summary.
fn called(bitext: &Bitext, head: &Arc<PageHead>, out: &mut Vec<SearchEntry>) {
    let header = bitext.pages.as_ref().map(|page| &page.header);
    out.push(plain(head, TextKind::Title, titles(bitext)));
    for at in 0..header.zh.tags.len().max(header.en.tags.len()) {
        let tag = header.as_ref().map(|one| one.tags.get(at).cloned().unwrap_or_default());
        out.push(plain(head, TextKind::Tag, tag));
    }
    out.extend(figures(bitext).into_iter().map(|figure| plain(head, TextKind::Label, figure.label)));
    let summary = header.map(|one| one.summary.clone().unwrap_or_default());
    if !summary.zh.is_empty() || !summary.en.is_empty() {
        out.push(plain(head, TextKind::Summary, summary));
    }
}

/// The passages of a page with their notes.
fn passages(ctx: &RenderContext, at: usize, head: &Arc<PageHead>, out: &mut Vec<SearchEntry>) {
    let bitext = &ctx.site.bitexts[at];
    for (index, passage) in bitext.passages.iter().enumerate() {
        let proof = ctx.proof.pages.get(at).and_then(|page| page.passages.get(index));
        let kind = match bitext.blocks(passage).zh.or(bitext.blocks(passage).en).map(|one| &one.kind) {
            Some(BlockKind::Heading { .. }) => TextKind::Heading,
            Some(BlockKind::Quote(_)) => TextKind::Document,
            _ => TextKind::Editor,
        };
        let of = |kind: TextKind, texts: Both<String>| SearchEntry {
            id: passage.id.clone(),
            number: if passage.id == format!("p{}", passage.number) { 0 } else { passage.number },
            document: proof.and_then(|proof| proof.original()),
            ..plain(head, kind, texts)
        };
        let segments = proof.map(|proof| segments(bitext, passage, proof)).unwrap_or_default();
        out.push(SearchEntry { segments, ..of(kind, Both::from_fn(|lang| said(bitext, passage, lang))) });
        let notes = Both::from_fn(|lang| notes(bitext, passage, lang));
        for at in 0..notes.zh.len().max(notes.en.len()) {
            out.push(of(TextKind::Note, notes.as_ref().map(|one| one.get(at).cloned().unwrap_or_default())));
        }
    }
}

/// Where the segments of a passage stand in what its sides say.
fn segments(bitext: &Bitext, passage: &Passage, proof: &PassageProof) -> Vec<[usize; 4]> {
    let Some(segments) = Segments::of(bitext, passage, proof) else { return Vec::new() };
    let blocks = bitext.blocks(passage);
    let proses = blocks.map(|block| block.map(Block::proses).unwrap_or_default());
    let units = |text: &str| text.encode_utf16().count();
    let mut before = Both { zh: 0, en: 0 };
    let mut all = Vec::new();
    let mut last = [0, 0];
    for (at, paragraph) in segments.paragraphs.iter().enumerate() {
        let text = |lang: Lang| proses.get(lang).get(at).map_or("", |prose| prose.text.string.as_str());
        for segment in paragraph.iter().filter(|one| one.number.is_some()) {
            let place = |lang: Lang| {
                let range = segment.range.get(lang);
                let start = before.get(lang) + units(text(lang).get(..range.start).unwrap_or_default());
                [start, start + units(text(lang).get(range.clone()).unwrap_or_default())]
            };
            let ([zh, zh_end], [en, en_end]) = (place(Lang::Zh), place(Lang::En));
            all.push([zh.saturating_sub(last[0]), zh_end - zh, en.saturating_sub(last[1]), en_end - en]);
            last = [zh_end, en_end];
        }
        before = Both::from_fn(|lang| before.get(lang) + units(text(lang)) + 1);
    }
    all
}

/// What a side of a passage says, code included.
fn said(bitext: &Bitext, passage: &Passage, lang: Lang) -> String {
    let Some(block) = *bitext.blocks(passage).get(lang) else { return String::new() };
    let mut text = text_of(block);
    code(block, &mut text);
    text.replace('\n', " ")
}

fn code(block: &Block, out: &mut String) {
    block.walk(false, &mut |one, _| {
        if let BlockKind::Code { text, .. } = &one.kind {
            out.push('\n');
            out.push_str(text.trim_end());
        }
    });
}

/// The notes that stand inside a side of a passage.
fn notes(bitext: &Bitext, passage: &Passage, lang: Lang) -> Vec<String> {
    let Some(block) = *bitext.blocks(passage).get(lang) else { return Vec::new() };
    let inside = |start: usize| block.span.start <= start && start < block.span.end;
    let notes = bitext.pages.get(lang).body.notes.iter();
    notes.filter(|note| inside(note.span.start)).map(|note| note.text.replace('\n', " ")).collect()
}

/// An original: its title and what is said of it, and every paragraph.
fn original(ctx: &RenderContext, at: usize, tiers: &mut [Vec<SearchEntry>; 4]) {
    let original = &ctx.site.originals[at];
    let head = Arc::new(PageHead {
        path: original_href(&original.id),
        page: PageType::Original,
        topic: -1,
        documents: vec![at],
        titles: original_name(original),
    });
    let header = &original.header;
    let about = [Some(&header.title), header.note.as_ref()].into_iter().flatten();
    tiers[1].push(plain(&head, TextKind::Title, original_name(original)));
    tiers[1].extend(about.map(|text| plain(&head, TextKind::Summary, text.clone().into())));
    tiers[3].extend(original.paragraphs.iter().map(|paragraph| SearchEntry {
        id: format!("p{}", paragraph.number),
        document: Some(at),
        ..plain(
            &head,
            TextKind::Paragraph,
            Both::new(original.text(paragraph).trim().replace('\t', " "), String::new()),
        )
    }));
}

/// The glossary's entries: the term, its preferred form, then what is said of it and its other forms.
fn terms(ctx: &RenderContext) -> Vec<SearchEntry> {
    let head = Arc::new(root(ctx, PageType::Glossary, "glossary.html", "glossary"));
    let term = |term: &crate::model::glossary::Term| {
        let header = &term.header;
        let note: Both<String> = header.note.clone().map(Into::into).unwrap_or_default();
        let mut forms = vec![note.zh, note.en];
        forms.extend(header.also.iter().cloned());
        forms.push(String::new());
        forms.extend(header.avoid.iter().map(|one| one.wrong.clone()));
        let id = if header.hidden { String::new() } else { term.anchor.clone() };
        SearchEntry {
            id,
            forms,
            ..plain(&head, TextKind::Term, Both::new(header.zh.clone(), header.en.clone()))
        }
    };
    ctx.site.glossary.terms.iter().map(term).collect()
}

fn root(ctx: &RenderContext, page: PageType, path: &str, title: &str) -> PageHead {
    let titles = ctx.texts.get(title);
    PageHead { path: path.to_owned(), page, topic: -1, documents: Vec::new(), titles }
}

/// The pages about the site that every site has.
fn roots(ctx: &RenderContext) -> Vec<SearchEntry> {
    let title = |(path, key): (&str, &str)| {
        let head = Arc::new(root(ctx, PageType::Root, path, key));
        plain(&head, TextKind::Title, head.titles.clone())
    };
    let glossary = (!ctx.site.glossary.terms.is_empty()).then_some(("glossary.html", "glossary"));
    glossary.into_iter().chain([("findings.html", "findings")]).map(title).collect()
}
