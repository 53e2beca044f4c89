//! An e-book and the names of its files.

use crate::base::lang::Both;
use crate::base::url::encode;
use crate::model::site::Topic;

/// The e-book of the whole site, below the output folder.
pub const SITE: &str = "downloads/site.epub";

/// An e-book: what it is called, the folder of its topic, and its pages as indices of bitexts.
pub struct Book<'b> {
    /// The title.
    pub title: Both<String>,
    /// The folder of the topic; empty for the whole site.
    pub name: &'b str,
    /// The pages in order.
    pub pages: Vec<usize>,
}

/// The file of a page in a book.
pub fn file(at: usize) -> String {
    format!("page-{at}.xhtml")
}

/// The e-book of a topic, below the output folder, not encoded.
pub fn of_topic(topic: &Topic) -> String {
    format!("downloads/topic-{}.epub", topic.folder)
}

/// The way to the e-book of a topic, below the output folder.
pub fn topic_href(topic: &Topic) -> String {
    encode(&of_topic(topic))
}
