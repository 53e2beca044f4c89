//! The agreed renderings of terms.

use std::ops::Index;

use serde::{Deserialize, Serialize};

use crate::base::source::{Place, Source, Span};
use crate::model::config::TermHeader;

/// All terms of a site.
#[derive(Clone, Debug, Default)]
pub struct Glossary {
    /// The file, if there is one.
    pub source: Option<Source>,
    /// The terms in the order of the file.
    pub terms: Vec<Term>,
}

/// The name of an entry: facts on a term are kept by it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TermId(usize);

/// A glossary entry.
#[derive(Clone, Debug)]
pub struct Term {
    /// Its name.
    pub id: TermId,
    /// What the entry says.
    pub header: TermHeader,
    /// Its bytes in the file.
    pub span: Span,
    /// Its anchor on the glossary page: `t1`, `t2`, … in the order of the file.
    pub anchor: String,
}

impl Glossary {
    /// Numbers the entries of a file.
    pub fn new(source: Option<Source>, entries: Vec<(TermHeader, Span)>) -> Glossary {
        let terms = entries
            .into_iter()
            .enumerate()
            .map(|(at, (header, span))| Term { id: TermId(at), header, span, anchor: format!("t{}", at + 1) })
            .collect();
        Glossary { source, terms }
    }

    /// The place of an entry.
    pub fn place(&self, term: &Term) -> Option<Place> {
        self.source.as_ref().map(|source| source.place(term.span))
    }
}

impl Index<TermId> for Glossary {
    type Output = Term;

    fn index(&self, id: TermId) -> &Term {
        &self.terms[id.0]
    }
}

impl Term {
    /// The English forms that are accepted, the preferred one first.
    pub fn forms(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.header.en.as_str()).chain(self.header.also.iter().map(String::as_str))
    }
}
