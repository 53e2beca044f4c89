//! Where a side of a passage stands on its page.

use std::collections::HashSet;

use crate::base::lang::Lang;
use crate::model::glossary::TermId;

/// Where a side of a passage stands.
pub struct SidePlace<'p> {
    /// Its language.
    pub lang: Lang,
    /// The way from the page to the output folder.
    pub root: &'p str,
    /// The terms that were marked before it in its section.
    pub known: &'p HashSet<TermId>,
}
