//! What stands at the head of a page in the form in which it is kept on the disk, so that the page need not be opened
//! for it. A header that holds more than texts is read again.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::base::source_text::TextHash;
use crate::model::config::{OneOrMany, PageHeader};
use crate::model::page::Page;
use crate::parse::FrontMatter;

#[derive(Serialize, Deserialize)]
pub(super) struct KeptHead {
    /// Where the text below it begins.
    text_start: u64,
    front: TextHash,
    title: String,
    summary: Option<String>,
    date: Option<String>,
    original: Result<String, Vec<String>>,
    weight: Option<i64>,
    tags: Vec<String>,
    draft: bool,
    image: Option<Box<str>>,
    key: Option<Box<str>>,
    key_figures: Vec<String>,
}

impl KeptHead {
    /// What is kept of the head of a page.
    pub(super) fn of(page: &Page) -> Option<KeptHead> {
        let header = &page.header;
        let is_plain = header.figures.is_empty() && header.layout.is_none() && header.allow.is_empty();
        (page.has_header && is_plain).then(|| KeptHead {
            text_start: page.text_start as u64,
            front: *page.front(),
            title: header.title.clone(),
            summary: header.summary.clone(),
            date: header.date.clone(),
            original: match &header.original {
                OneOrMany::One(one) => Ok(one.clone()),
                OneOrMany::Many(many) => Err(many.clone()),
            },
            weight: header.weight,
            tags: header.tags.clone(),
            draft: header.draft,
            image: header.image.clone(),
            key: header.key.clone(),
            key_figures: header.key_figures.clone(),
        })
    }

    /// The head of a page.
    pub(super) fn head(self) -> Option<FrontMatter> {
        let header = PageHeader {
            title: self.title,
            summary: self.summary,
            date: self.date,
            original: self.original.map_or_else(OneOrMany::Many, OneOrMany::One),
            weight: self.weight,
            tags: self.tags,
            draft: self.draft,
            image: self.image,
            figures: Vec::new(),
            key: self.key,
            key_figures: self.key_figures,
            layout: None,
            allow: Vec::new(),
            places: PageHeader::default().places,
        };
        let text_start = usize::try_from(self.text_start).ok()?;
        Some(FrontMatter { header, text_start, front: OnceLock::from(self.front) })
    }
}
