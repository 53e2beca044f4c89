//! Two pages that are one text: the passages that stand across from each other.

use std::collections::HashSet;
use std::sync::Arc;

use crate::both::Both;
use crate::page::{Block, Page};

/// The two pages of one excerpt, tied into passages.
#[derive(Clone, Debug)]
pub struct Bitext {
    /// Address without language and suffix: `economy/growth`, `economy/_index`, `about`.
    pub address: Arc<str>,
    /// The pages.
    pub pages: Both<Arc<Page>>,
    /// The passages in the order of the Chinese page.
    pub passages: Vec<Passage>,
    /// Every id that a link may point at.
    pub anchors: HashSet<String>,
}

/// Blocks that stand across from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The id, equal in all editions: `p3`.
    pub id: String,
    /// The position that the reader sees, from 1.
    pub number: usize,
    /// The index of the block on each page; `None` where a side has nothing.
    pub blocks: Both<Option<usize>>,
    /// For a heading, its own id, equal in all editions: explicit, or made from the English one.
    pub anchor: Option<String>,
}

impl Bitext {
    /// The block of a passage in each language.
    pub fn blocks(&self, passage: &Passage) -> Both<Option<&Block>> {
        Both {
            zh: passage.blocks.zh.and_then(|index| self.pages.zh.body.blocks.get(index)),
            en: passage.blocks.en.and_then(|index| self.pages.en.body.blocks.get(index)),
        }
    }

    /// Ids that a link may point at, as they stand on the page.
    pub fn listed(&self) -> impl Iterator<Item = &str> {
        self.passages.iter().flat_map(|one| std::iter::once(one.id.as_str()).chain(one.anchor.as_deref()))
    }

    /// The topic's folder: the first part of the address, if there is a second.
    pub fn topic(&self) -> Option<&str> {
        self.address.split_once('/').map(|(topic, _)| topic)
    }

    /// Whether this is the introduction of a topic or of the site.
    pub fn is_index(&self) -> bool {
        self.address.rsplit('/').next() == Some("_index")
    }
}
