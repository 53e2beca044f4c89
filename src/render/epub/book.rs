//! An e-book and the names of its files.

use crate::base::lang::Both;

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
