//! Two pages that are one text: the passages that stand across from each other.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use crate::base::lang::{Both, Lang};
use crate::base::lazy::Lazy;
use crate::base::map::{HashMap, HashSet};
use crate::base::source::Span;
use crate::model::lock::{HEADER, LockedPage};
use crate::model::page::{Block, BlockKind, Note, Page, Prose, ProseId, is_untranslated};
use crate::model::wording::Wording;

/// The two pages of one excerpt, tied into passages.
#[derive(Clone, Debug)]
pub struct Bitext {
    /// Address without language and suffix: `economy/growth`, `economy/_index`, `about`.
    pub address: Arc<str>,
    /// The pages.
    pub pages: Both<Arc<Page>>,
    /// What the lock remembers of it, if it was accepted before.
    pub locked: Option<AcceptedPage>,
    /// What stands across from what.
    pub tied: Lazy<Tied>,
}

/// What stands across from what on the two pages of a bitext.
#[derive(Clone, Debug, Default)]
pub struct Tied {
    /// What the headers say in words: titles, summaries, tags, labels; as many texts on both sides.
    pub header: Both<Vec<Prose>>,
    /// The passages in the order of the Chinese page.
    pub passages: Vec<Passage>,
    /// Every id that a link may point at, found out when it is asked for.
    pub(crate) anchors: OnceLock<Box<HashSet<String>>>,
    /// What other anchors mean that links may be written with, likewise.
    pub(crate) headings: OnceLock<Box<Headings>>,
    /// Where passages stand in the files, made when it is asked for.
    pub(crate) places: OnceLock<Box<Both<Vec<PassageSpan>>>>,
}

/// The bytes of a side of a passage, and which passage it is.
pub(crate) type PassageSpan = (Span, usize);

impl Deref for Bitext {
    type Target = Tied;

    fn deref(&self) -> &Tied {
        &self.tied
    }
}

/// The headings of a bitext by what other tools call them; each leads to a passage, the first of several.
#[derive(Clone, Debug, Default)]
pub(crate) struct Headings {
    /// By the explicit id of either side.
    ids: HashMap<String, usize>,
    /// By their words in either language, see [`anchor_words`]: all that have them, in order.
    words: HashMap<String, Vec<usize>>,
}

/// The letters and digits of a heading or an anchor: what the anchors of different tools agree on.
fn anchor_words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// What the lock remembers of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptedPage {
    /// The address that the page had when it was accepted.
    pub address: Arc<str>,
    /// Its passages.
    pub page: Arc<LockedPage>,
}

/// Blocks that stand across from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The id, equal in all editions: `p3`.
    pub id: Box<str>,
    /// The position that the reader sees: its index and one.
    pub number: usize,
    /// The index of the block on each page; `None` where a side has nothing. A site holds many passages.
    pub blocks: Both<Option<u32>>,
    /// For a heading, its own id, equal in all editions: explicit, or made from the English one.
    pub anchor: Option<Box<str>>,
}

/// What is translated together: the words of the headers, or a passage that both pages have.
pub struct Part<'b> {
    /// The passage's id, or [`HEADER`].
    pub id: &'b str,
    /// What the sides say.
    pub proses: Both<Vec<&'b Prose>>,
    /// The bytes of each side in its file.
    pub spans: Both<Span>,
}

impl<'b> Part<'b> {
    /// A prose of a side.
    pub fn prose(&self, lang: Lang, id: ProseId) -> Option<&'b Prose> {
        let proses = self.proses.get(lang);
        // They stand in reading order, in which they are numbered.
        proses.binary_search_by_key(&id, |prose| prose.id).ok().map(|at| proses[at])
    }

    /// Whether the English side is still Chinese; another rule has something to say on that.
    pub(crate) fn is_untranslated(&self) -> bool {
        is_untranslated(&self.proses.en)
    }
}

impl Bitext {
    /// The headers as a part.
    pub fn headers(&self) -> Part<'_> {
        Part {
            id: HEADER,
            proses: self.header.as_ref().map(|proses| proses.iter().collect()),
            spans: self.pages.as_ref().map(|page| page.header.places.span),
        }
    }

    /// A passage as a part, if both pages have it.
    pub fn part<'b>(&'b self, passage: &'b Passage) -> Option<Part<'b>> {
        let blocks = self.blocks(passage);
        let blocks = Both { zh: blocks.zh?, en: blocks.en? };
        let (proses, spans) = (blocks.map(Block::proses), blocks.map(|block| block.span));
        Some(Part { id: &passage.id, proses, spans })
    }

    /// What both sides of a passage say, if both pages have it.
    pub fn wording(&self, passage: &Passage) -> Option<Both<Wording>> {
        let blocks = self.blocks(passage);
        let blocks = Both { zh: blocks.zh?, en: blocks.en? };
        Some(Both::from_fn(|lang| Wording::of(blocks.get(lang), &self.pages.get(lang).body.notes)))
    }

    /// What both headers say in words.
    pub(crate) fn header_wording(&self) -> Both<Wording> {
        self.headers().proses.as_ref().map(|proses| Wording::of_proses(proses))
    }

    /// The block of a passage in each language.
    pub fn blocks(&self, passage: &Passage) -> Both<Option<&Block>> {
        Both {
            zh: passage.blocks.zh.and_then(|index| self.pages.zh.body.blocks.get(index as usize)),
            en: passage.blocks.en.and_then(|index| self.pages.en.body.blocks.get(index as usize)),
        }
    }

    /// Reads what is not read yet.
    pub(crate) fn force(&self) {
        Lang::ALL.iter().for_each(|lang| self.pages.get(*lang).body.force());
        self.tied.force();
    }

    /// The notes that stand inside a block.
    pub(crate) fn notes_in(&self, block: &Block, lang: Lang) -> &[Note] {
        // Notes stand in order.
        let notes = &self.pages.get(lang).body.notes;
        let first = notes.partition_point(|note| note.span.start < block.span.start);
        let end = notes.partition_point(|note| note.span.start < block.span.end);
        notes.get(first..end).unwrap_or_default()
    }

    /// The passage in whose block a byte of a page's file stands.
    pub fn passage_at(&self, lang: Lang, at: usize) -> Option<usize> {
        let places = self.places.get_or_init(|| Both::from_fn(|lang| self.places(lang)).into()).get(lang);
        let next = places.partition_point(|(span, _)| span.start <= at);
        let (span, passage) = places.get(next.checked_sub(1)?)?;
        (at < span.end.max(span.start + 1)).then_some(*passage)
    }

    /// Where the passages stand on a page, in order; blocks stand beside each other.
    fn places(&self, lang: Lang) -> Vec<PassageSpan> {
        let blocks = &self.pages.get(lang).body.blocks;
        let place = |(at, one): (usize, &Passage)| {
            let block = (*one.blocks.get(lang)).and_then(|block| blocks.get(block as usize));
            block.map(|block| (block.span, at))
        };
        let mut places: Vec<PassageSpan> = self.passages.iter().enumerate().filter_map(place).collect();
        places.sort_by_key(|(span, _)| span.start);
        places
    }

    /// Ids that a link may point at, as they stand on the page.
    pub fn listed(&self) -> impl Iterator<Item = &str> {
        self.passages.iter().flat_map(|one| std::iter::once(&*one.id).chain(one.anchor.as_deref()))
    }

    /// Every id that a link may point at.
    pub fn anchors(&self) -> &HashSet<String> {
        self.anchors.get_or_init(|| Box::new(self.listed().map(str::to_owned).collect()))
    }

    /// The headings by what other tools call them.
    fn index_headings(&self) -> Headings {
        let mut headings = Headings::default();
        for (at, passage) in self.passages.iter().enumerate().filter(|(_, one)| one.anchor.is_some()) {
            let blocks = self.blocks(passage);
            for block in [blocks.zh, blocks.en].into_iter().flatten() {
                let BlockKind::Heading { attributes, prose, .. } = &block.kind else { continue };
                if let Some(id) = attributes.id() {
                    headings.ids.entry(id.clone()).or_insert(at);
                }
                let all = headings.words.entry(anchor_words(prose.text.string())).or_default();
                if all.last() != Some(&at) {
                    all.push(at);
                }
            }
        }
        headings
    }

    /// The id of the heading that an anchor of another tool means: its words in either language, as Git hosts and
    /// other generators make them (`#快速开始`, `#_4-4-16`; `#快速开始-1` is the second of that name), or the explicit id
    /// of one side.
    pub fn heading(&self, anchor: &str) -> Option<&str> {
        let words = anchor_words(anchor);
        let headings = self.headings.get_or_init(|| self.index_headings().into());
        let by_id = headings.ids.get(anchor);
        let named = headings.words.get(&words).and_then(|all| all.first());
        let again = || {
            let (name, number) = anchor.rsplit_once('-')?;
            headings.words.get(&anchor_words(name))?.get(number.parse::<usize>().ok()?)
        };
        let first = by_id.into_iter().chain(named).min().or_else(again)?;
        self.passages[*first].anchor.as_deref().filter(|_| !words.is_empty())
    }

    /// The topic's folder: the first part of the address, if there is a second.
    pub fn topic(&self) -> Option<&str> {
        self.address.split_once('/').map(|(topic, _)| topic)
    }

    /// Whether this is the introduction of a topic or of the site.
    pub(crate) fn is_index(&self) -> bool {
        self.address.strip_suffix("_index").is_some_and(|above| above.is_empty() || above.ends_with('/'))
    }
}
