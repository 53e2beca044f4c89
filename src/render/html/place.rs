//! Where a side of a passage stands on its page.

use crate::base::lang::{Both, Lang};
use crate::base::map::HashSet;
use crate::model::glossary::TermId;
use crate::render::html::twins::FigureTwins;

/// A way from an omission.
#[derive(Clone, Debug)]
pub struct Way {
    /// Where it leads, from the page.
    pub href: Both<String>,
    /// Its name for those who hear it.
    pub name: Both<String>,
}

/// Where a side of a passage stands.
#[derive(Clone, Copy)]
pub struct SidePlace<'p> {
    /// Its language.
    pub lang: Lang,
    /// The way from the page to the output folder.
    pub root: &'p str,
    /// The terms that were marked before it in its section.
    pub known: &'p HashSet<TermId>,
    /// For each prose of the Chinese block and each omission in it the way to what is left out.
    pub omissions: &'p [Vec<Option<Way>>],
    /// Its figures with the equal ones across from them.
    pub twins: &'p [FigureTwins],
}

impl SidePlace<'_> {
    /// The same of the side in a language.
    pub fn on(self, lang: Lang) -> Self {
        SidePlace { lang, ..self }
    }
}
