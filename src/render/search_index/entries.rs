//! What is searched: terms, titles, tags, labels, summaries, headings, passages, notes, and every paragraph of
//! every original. Texts are borrowed from the site wherever they stand there as they are searched.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::lang::{Both, Lang};
use crate::model::bitext::{Bitext, Passage};
use crate::model::figure::figures;
use crate::model::page::{Block, BlockKind};
use crate::model::proof::PassageProof;
use crate::render::context::RenderContext;
use crate::render::data::passages::text_of;
use crate::render::names::{original_name, titles};
use crate::render::search_index::page_head::{PageHead, PageType};
use crate::render::segments::Segments;

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

/// Where on its page a text stands.
#[derive(Clone, Copy, Debug)]
pub enum TextPlace<'s> {
    /// Nowhere in particular.
    Page,
    /// A paragraph, by its number.
    Paragraph(usize),
    /// An entry of the glossary, by its anchor.
    Term(&'s str),
    /// A passage.
    Passage(&'s Passage),
}

/// About how many bytes an entry takes besides its texts.
const AROUND: usize = 8;

/// A text in both languages.
#[derive(Debug)]
pub struct SearchEntry<'s> {
    /// The page.
    pub head: Arc<PageHead>,
    /// What it is for.
    pub kind: TextKind,
    /// Where it stands.
    pub place: TextPlace<'s>,
    /// The document that it is from.
    pub document: Option<usize>,
    /// What it says.
    pub texts: Both<Cow<'s, str>>,
    /// What is said of a term in both languages, and its other forms: accepted ones, a blank one, wrong ones.
    pub forms: Vec<&'s str>,
    /// Its segments, and where it stands.
    pub segmented: Option<(&'s Bitext, &'s Segments)>,
}

impl SearchEntry<'_> {
    /// About how many bytes it takes.
    pub fn size(&self) -> usize {
        self.texts().map(str::len).sum::<usize>() + AROUND
    }

    /// All its texts.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        [&*self.texts.zh, &*self.texts.en].into_iter().chain(self.forms.iter().copied())
    }
}

/// What is searched together. Shards of a tier stand together, tiers in the order in which hits are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tier {
    /// The glossary.
    Terms,
    /// What pages are called.
    Names,
    /// What pages say.
    Passages,
    /// What originals say.
    Originals,
}

impl Tier {
    /// All tiers in their order.
    pub const ALL: [Tier; 4] = [Tier::Terms, Tier::Names, Tier::Passages, Tier::Originals];
}

/// How many pages a tier has.
pub fn pages(ctx: &RenderContext, tier: Tier) -> usize {
    let (bitexts, originals) = (ctx.site.bitexts.len(), ctx.site.originals.len());
    match tier {
        Tier::Terms => 1,
        Tier::Names => bitexts + originals + 1,
        Tier::Passages => bitexts,
        Tier::Originals => originals,
    }
}

/// The name of a page of a tier, which it keeps whatever happens to others.
pub fn name<'s>(ctx: &RenderContext<'s>, tier: Tier, page: usize) -> &'s str {
    let site = ctx.site;
    let original = |at: usize| site.originals.get(at).map_or("", |one| one.id.as_str());
    match tier {
        Tier::Terms => "",
        Tier::Names | Tier::Passages => match site.bitexts.get(page) {
            Some(bitext) => &bitext.address,
            None => original(page - site.bitexts.len()),
        },
        Tier::Originals => original(page),
    }
}

/// What is searched on a page of a tier.
pub fn of<'s>(ctx: &'s RenderContext<'s>, tier: Tier, page: usize) -> Vec<SearchEntry<'s>> {
    let site = ctx.site;
    let head = |at: usize| Arc::new(PageHead::of_bitext(ctx, at));
    match tier {
        Tier::Terms => terms(ctx),
        Tier::Names => match (site.bitexts.get(page), page.saturating_sub(site.bitexts.len())) {
            (Some(bitext), _) => called(bitext, &head(page)),
            (None, at) if at < site.originals.len() => original_called(ctx, at),
            (None, _) => roots(ctx),
        },
        Tier::Passages => passages(ctx, page, &head(page)),
        Tier::Originals => paragraphs(ctx, page),
    }
}

/// How large they are, as [`SearchEntry::size`] says it.
pub fn sizes(ctx: &RenderContext, tier: Tier, page: usize) -> Vec<u32> {
    match (tier, ctx.proof.digests.get(page)) {
        (Tier::Passages, Some(digest)) => {
            digest.said.iter().map(|bytes| bytes.saturating_add(AROUND as u32)).collect()
        }
        _ => of(ctx, tier, page).iter().map(|one| one.size() as u32).collect(),
    }
}

/// Everything on all pages of a tier.
fn all<'s>(ctx: &'s RenderContext<'s>, tier: Tier) -> Vec<SearchEntry<'s>> {
    (0..pages(ctx, tier)).flat_map(|page| of(ctx, tier, page)).collect()
}

/// Everything in the order that compresses best: what a page is called beside what it says, and the paragraphs of
/// originals beside the passages that quote them.
pub fn together<'s>(ctx: &'s RenderContext<'s>) -> Vec<SearchEntry<'s>> {
    let [mut all, called, passages, paragraphs] = Tier::ALL.map(|tier| all(ctx, tier));
    let key = |one: &SearchEntry| match one.place {
        TextPlace::Paragraph(number) => (one.document.unwrap_or_default(), number),
        _ => (usize::MAX, 0),
    };
    let mut paragraphs: BTreeMap<(usize, usize), SearchEntry> =
        paragraphs.into_iter().map(|one| (key(&one), one)).collect();
    let (mut called, mut passages) = (called.into_iter().peekable(), passages.into_iter().peekable());
    for proof in &ctx.proof.pages {
        let Some(head) = called.peek().map(|one| one.head.clone()) else { break };
        // The heads of a page are made for each tier.
        let same = |one: &SearchEntry| one.head.path == head.path && one.head.page == head.page;
        all.extend(std::iter::from_fn(|| called.next_if(same)));
        all.extend(std::iter::from_fn(|| passages.next_if(same)));
        for quotation in proof.passages.iter().flat_map(|one| one.found()) {
            let original = &ctx.site.originals[quotation.original];
            let numbers = quotation.runs.iter().flat_map(|run| original.paragraphs_of(run));
            all.extend(numbers.filter_map(|number| paragraphs.remove(&(quotation.original, number))));
        }
    }
    all.extend(called.chain(passages));
    all.extend(paragraphs.into_values());
    all
}

/// A text that is no passage.
fn plain<'s>(head: &Arc<PageHead>, kind: TextKind, texts: Both<Cow<'s, str>>) -> SearchEntry<'s> {
    SearchEntry {
        head: head.clone(),
        kind,
        place: TextPlace::Page,
        document: None,
        texts,
        forms: Vec::new(),
        segmented: None,
    }
}

fn owned<'s>(texts: Both<String>) -> Both<Cow<'s, str>> {
    texts.map(Cow::Owned)
}

/// By what a page is called: its title, tags, labels of figures, summary.
fn called<'s>(bitext: &'s Bitext, head: &Arc<PageHead>) -> Vec<SearchEntry<'s>> {
    let mut out = vec![plain(head, TextKind::Title, owned(titles(bitext)))];
    let header = bitext.pages.as_ref().map(|page| &page.header);
    let borrowed = |text: Option<&'s String>| Cow::Borrowed(text.map_or("", String::as_str));
    for at in 0..header.zh.tags.len().max(header.en.tags.len()) {
        let tag = header.as_ref().map(|one| borrowed(one.tags.get(at)));
        out.push(plain(head, TextKind::Tag, tag));
    }
    out.extend(figures(bitext).into_iter().map(|figure| plain(head, TextKind::Label, owned(figure.label))));
    let summary = header.map(|one| borrowed(one.summary.as_ref()));
    if !summary.zh.is_empty() || !summary.en.is_empty() {
        out.push(plain(head, TextKind::Summary, summary));
    }
    out
}

/// The passages of a page with their notes.
fn passages<'s>(ctx: &'s RenderContext<'s>, at: usize, head: &Arc<PageHead>) -> Vec<SearchEntry<'s>> {
    let bitext: &'s Bitext = &ctx.site.bitexts[at];
    let mut out = Vec::with_capacity(bitext.passages.len());
    for (index, passage) in bitext.passages.iter().enumerate() {
        let proof: Option<&'s PassageProof> =
            ctx.proof.pages.get(at).and_then(|page| page.passages.get(index));
        let blocks = bitext.blocks(passage);
        let kind = match blocks.zh.or(blocks.en).map(|one| &one.kind) {
            Some(BlockKind::Heading { .. }) => TextKind::Heading,
            Some(BlockKind::Quote(_)) => TextKind::Document,
            _ => TextKind::Editor,
        };
        let of = |kind: TextKind, texts: Both<Cow<'s, str>>| SearchEntry {
            place: TextPlace::Passage(passage),
            document: proof.and_then(|proof| proof.original()),
            ..plain(head, kind, texts)
        };
        let said = blocks.map(|block| block.map(said).unwrap_or_default());
        let segmented = ctx.segments(at, index).map(|segments| (bitext, segments));
        out.push(SearchEntry { segmented, ..of(kind, said) });
        let notes = Both::from_fn(|lang| notes(bitext, *blocks.get(lang), lang));
        for at in 0..notes.zh.len().max(notes.en.len()) {
            out.push(of(TextKind::Note, notes.as_ref().map(|one| one.get(at).cloned().unwrap_or_default())));
        }
    }
    out
}

/// A text on one line.
fn on_one_line(text: &str, end: char) -> Cow<'_, str> {
    match text.contains(end) {
        true => Cow::Owned(text.replace(end, " ")),
        false => Cow::Borrowed(text),
    }
}

/// What a side of a passage says, code included.
fn said(block: &Block) -> Cow<'_, str> {
    let text = text_of(block);
    let mut code = String::new();
    block.walk(false, &mut |one, _| {
        if let BlockKind::Code { text, .. } = &one.kind {
            code.push('\n');
            code.push_str(text.trim_end());
        }
    });
    match text {
        Cow::Borrowed(text) if code.is_empty() => on_one_line(text, '\n'),
        text => Cow::Owned((text.into_owned() + &code).replace('\n', " ")),
    }
}

/// The notes that stand inside a side of a passage.
fn notes<'s>(bitext: &'s Bitext, block: Option<&Block>, lang: Lang) -> Vec<Cow<'s, str>> {
    let inside = block.map_or(&[][..], |block| bitext.notes_in(block, lang));
    inside.iter().map(|note| on_one_line(&note.text, '\n')).collect()
}

/// What an original is called: its title and what is said of it.
fn original_called<'s>(ctx: &RenderContext<'s>, at: usize) -> Vec<SearchEntry<'s>> {
    let original = &ctx.site.originals[at];
    let head = Arc::new(PageHead::of_original(ctx, at));
    let header = &original.header;
    let about = [Some(&header.title), header.note.as_ref()].into_iter().flatten();
    let mut out = vec![plain(&head, TextKind::Title, owned(original_name(original)))];
    out.extend(about.map(|text| {
        let texts = Both { zh: Cow::Borrowed(text.zh.as_str()), en: Cow::Borrowed(text.en.as_str()) };
        plain(&head, TextKind::Summary, texts)
    }));
    out
}

/// Every paragraph of an original.
fn paragraphs<'s>(ctx: &RenderContext<'s>, at: usize) -> Vec<SearchEntry<'s>> {
    let original = &ctx.site.originals[at];
    let head = Arc::new(PageHead::of_original(ctx, at));
    let entry = |paragraph: &'s crate::model::original::Paragraph| {
        let text = on_one_line(original.text(paragraph).trim(), '\t');
        SearchEntry {
            place: TextPlace::Paragraph(paragraph.number),
            document: Some(at),
            ..plain(&head, TextKind::Paragraph, Both { zh: text, en: Cow::Borrowed("") })
        }
    };
    original.paragraphs.iter().map(entry).collect()
}

/// The glossary's entries: the term, its preferred form, then what is said of it and its other forms.
fn terms<'s>(ctx: &RenderContext<'s>) -> Vec<SearchEntry<'s>> {
    let head = Arc::new(PageHead::of_root(ctx, PageType::Glossary, "glossary.html", "glossary"));
    let term = |term: &'s crate::model::glossary::Term| {
        let header = &term.header;
        let mut forms = match &header.note {
            Some(note) => vec![note.zh.as_str(), note.en.as_str()],
            None => vec!["", ""],
        };
        forms.extend(header.also.iter().map(String::as_str));
        forms.push("");
        forms.extend(header.avoid.iter().map(|one| one.wrong.as_str()));
        let texts = Both { zh: Cow::Borrowed(header.zh.as_str()), en: Cow::Borrowed(header.en.as_str()) };
        let place = TextPlace::Term(if header.hidden { "" } else { &term.anchor });
        SearchEntry { place, forms, ..plain(&head, TextKind::Term, texts) }
    };
    ctx.site.glossary.terms.iter().map(term).collect()
}

/// The pages about the site that every site has.
fn roots<'s>(ctx: &RenderContext<'s>) -> Vec<SearchEntry<'s>> {
    let title = |(path, key): (&str, &str)| {
        let head = Arc::new(PageHead::of_root(ctx, PageType::Root, path, key));
        plain(&head, TextKind::Title, owned(head.titles.clone()))
    };
    let glossary = (!ctx.site.glossary.terms.is_empty()).then_some(("glossary.html", "glossary"));
    glossary.into_iter().chain([("findings.html", "findings")]).map(title).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Analysis;
    use crate::assemble::load::Options;
    use crate::base::source::Source;
    use crate::parse::markdown;
    use crate::prove::digest::said_length;

    #[test]
    fn sizes_are_those_of_the_entries() {
        let site = Analysis::read("src/cli/scaffold".as_ref(), &Options::default()).unwrap();
        let ctx = RenderContext::new(&site.site, &site.proof, &site.checked, &site.folder.templates);
        let ctx = ctx.unwrap();
        let mut all = 0;
        for tier in Tier::ALL {
            for page in 0..pages(&ctx, tier) {
                let entries: Vec<u32> = of(&ctx, tier, page).iter().map(|one| one.size() as u32).collect();
                assert_eq!(sizes(&ctx, tier, page), entries, "{tier:?} {}", name(&ctx, tier, page));
                all += entries.len();
            }
        }
        assert!(all > 50, "{all}");
    }

    #[test]
    fn a_list_a_table_and_code_take_what_they_say() {
        let text = "- 一\n- 二 `x`\n\n      line\n      next\n\n> 引\n>\n> | 年 | 数 |\n> | --- | --- |\n> | 2021 | 5 |\n\n```\na\n\n```\n\n---\n";
        let (body, _) = markdown::parse(&Source::new("content/zh.md", text), 0, Lang::Zh);
        assert!(body.blocks.len() > 3);
        for block in &body.blocks {
            assert_eq!(said_length(block), said(block).len(), "{block:?}");
        }
    }
}
