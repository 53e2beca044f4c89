//! What all parts of a head are made from.

use crate::model::output::Edition;

/// What a head is made from.
pub struct HeadParts<'p> {
    /// The edition.
    pub edition: Edition,
    /// The page below the output folder, encoded.
    pub path: &'p str,
    /// What the page is called, without the name of the site.
    pub name: &'p str,
    /// Whether it is a text of its own, not a list.
    pub is_article: bool,
    /// The picture that the editor chose for it, below the output folder, encoded.
    pub image: Option<String>,
}
