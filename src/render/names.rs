//! By what names pages, topics and originals are called on pages.

use crate::base::lang::Both;
use crate::model::bitext::Bitext;
use crate::model::original::Original;
use crate::model::site::{Site, Topic};

/// The title of a topic: that of its introduction, or its folder's name.
pub fn topic_title(site: &Site, topic: &Topic) -> Both<String> {
    match topic.index {
        Some(at) => titles(&site.bitexts[at]),
        None => Both::new(topic.folder.clone(), topic.folder.clone()),
    }
}

/// The titles of a bitext.
pub fn titles(bitext: &Bitext) -> Both<String> {
    bitext.pages.as_ref().map(|page| page.header.title.clone())
}

/// The summaries of a bitext, if it has any.
pub fn summaries(bitext: &Bitext) -> Option<Both<String>> {
    let both = bitext.pages.as_ref().map(|page| page.header.summary.clone().unwrap_or_default());
    (!both.zh.is_empty() || !both.en.is_empty()).then_some(both)
}

/// The name by which an original is called on pages.
pub fn original_name(original: &Original) -> Both<String> {
    let header = &original.header;
    header.short.clone().unwrap_or_else(|| header.title.clone()).into()
}

/// The seal of an original: its sign, or the first character of its title.
pub fn original_sign(original: &Original) -> String {
    let sign = original.header.sign.clone().filter(|sign| !sign.trim().is_empty());
    sign.or_else(|| original.header.title.zh.chars().next().map(String::from)).unwrap_or_default()
}
