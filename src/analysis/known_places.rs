//! Where a reader finds what findings are about, as far as it was looked up before: looking it up takes the page apart.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::analysis::page_store::{PageStore, bytes_of};
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::base::hold::hold;
use crate::base::lang::Lang;
use crate::base::map::{HashMap, HashSet};
use crate::base::source::Span;

/// A part of a bitext: what the bitext follows from, the side, and the bytes of its file.
pub(crate) type PartOfPage = (FactKey, Lang, Span);

/// Where a part of a page is found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownPlace {
    /// The id of the passage or of the sentence that holds it.
    pub id: String,
    /// The line of the file, from 1.
    pub line: usize,
}

/// Where parts of pages are found.
#[derive(Debug, Default)]
pub struct KnownPlaces(Mutex<HashMap<PartOfPage, KnownPlace>>);

/// The form on the disk, of each page.
type KeptPlaces<'k> = BTreeMap<FactKey, Vec<KeptPart<'k>>>;

/// Whether it stands on the English side, its bytes, the id and the line.
type KeptPart<'k> = (bool, (usize, usize), Cow<'k, str>, usize);

fn key() -> FactKey {
    FactHasher::of("places")
}

impl KnownPlaces {
    /// What was looked up before.
    pub(super) fn read(store: &PageStore) -> KnownPlaces {
        let all: KeptPlaces = store.find(&key()).unwrap_or_default();
        let one = |page: FactKey, (is_english, (start, end), id, line): KeptPart| {
            let lang = if is_english { Lang::En } else { Lang::Zh };
            ((page, lang, Span { start, end }), KnownPlace { id: id.into_owned(), line })
        };
        let of_page =
            |(page, places): (FactKey, Vec<_>)| places.into_iter().map(move |place| one(page, place));
        KnownPlaces(Mutex::new(all.into_iter().flat_map(of_page).collect()))
    }

    /// That of a part, looked up only if it is not known.
    pub(crate) fn of(&self, part: PartOfPage, look_up: impl FnOnce() -> KnownPlace) -> KnownPlace {
        let known = hold(&self.0).get(&part).cloned();
        known.unwrap_or_else(|| {
            let place = look_up();
            hold(&self.0).insert(part, place.clone());
            place
        })
    }

    /// What is to be kept of pages that are still the same.
    pub(super) fn kept(&self, pages: &[FactKey]) -> Option<(FactKey, Vec<u8>)> {
        let pages: HashSet<&FactKey> = pages.iter().collect();
        let all = hold(&self.0);
        let mut kept = KeptPlaces::new();
        for ((page, lang, span), place) in all.iter().filter(|((page, ..), _)| pages.contains(page)) {
            let id = Cow::Borrowed(place.id.as_str());
            let places = kept.entry(*page).or_default();
            places.push((*lang == Lang::En, (span.start, span.end), id, place.line));
        }
        // The same, whatever the order of the map.
        kept.values_mut().for_each(|places| places.sort_unstable());
        Some((key(), bytes_of(&kept)?))
    }
}
