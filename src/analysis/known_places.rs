//! Where a reader finds what findings are about, as far as it was looked up before: looking it up takes the page apart.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::analysis::page_store::{PageStore, bytes_of};
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::hold::hold;
use crate::base::lang::Lang;
use crate::base::map::HashSet;
use crate::base::source::Span;

/// A part of a bitext: what the bitext follows from, the side, and the bytes of its file.
pub(crate) type PartOfPage = (FactKey, Lang, Span);

/// The ids of passages and sentences that hold parts of pages.
#[derive(Debug, Default)]
pub struct KnownPlaces(Mutex<BTreeMap<PartOfPage, String>>);

/// The form on the disk.
type KeptPlaces = Vec<(FactKey, bool, (usize, usize), String)>;

fn key() -> FactKey {
    FactHasher::of("places")
}

impl KnownPlaces {
    /// What was looked up before.
    pub(super) fn read(store: &PageStore) -> KnownPlaces {
        let all: KeptPlaces = store.find(&key()).unwrap_or_default();
        let one = |(page, is_english, (start, end), id)| {
            let lang = if is_english { Lang::En } else { Lang::Zh };
            ((page, lang, Span { start, end }), id)
        };
        KnownPlaces(Mutex::new(all.into_iter().map(one).collect()))
    }

    /// The id, looked up only if it is not known.
    pub(crate) fn of(&self, part: PartOfPage, look_up: impl FnOnce() -> String) -> String {
        let known = hold(&self.0).get(&part).cloned();
        known.unwrap_or_else(|| {
            let id = look_up();
            hold(&self.0).insert(part, id.clone());
            id
        })
    }

    /// What is to be kept of pages that are still the same.
    pub(super) fn kept(&self, pages: &[FactKey]) -> Option<(FactKey, Vec<u8>)> {
        let pages: HashSet<&FactKey> = pages.iter().collect();
        let all = hold(&self.0);
        let kept: KeptPlaces = all
            .iter()
            .filter(|((page, ..), _)| pages.contains(page))
            .map(|((page, lang, span), id)| (*page, *lang == Lang::En, (span.start, span.end), id.clone()))
            .collect();
        Some((key(), bytes_of(&kept)?))
    }
}
