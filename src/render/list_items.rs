//! Items of lists of pages: topics and tags list a page again and again, and what they show of it differs in its number and
//! in the way to it alone. The rest is written once for each edition.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::model::output::Edition;
use crate::model::site::Site;
use crate::render::templates::layout::PageLayout;

/// How many bytes of items are kept, about; further ones are written whenever they are listed.
const MOST: usize = 4 << 20;

/// Items with room for the texts that differ, by bitext and edition.
pub(crate) struct ListItems {
    made: Vec<[OnceLock<PageLayout>; Edition::ALL.len()]>,
    bytes: AtomicUsize,
}

impl ListItems {
    /// None is written yet.
    pub(crate) fn new(site: &Site) -> ListItems {
        let made = site.bitexts.iter().map(|_| Default::default()).collect();
        ListItems { made, bytes: AtomicUsize::new(0) }
    }

    fn place(&self, at: usize, edition: Edition) -> Option<&OnceLock<PageLayout>> {
        self.made.get(at)?.get(Edition::ALL.iter().position(|one| *one == edition)?)
    }

    /// That of a bitext, by its index, if it is kept.
    pub(crate) fn get(&self, at: usize, edition: Edition) -> Option<&PageLayout> {
        self.place(at, edition)?.get()
    }

    /// Keeps that of a bitext, if there is room.
    pub(crate) fn keep(&self, at: usize, edition: Edition, item: PageLayout) {
        if let Some(place) = self.place(at, edition)
            && self.bytes.fetch_add(item.size(), Ordering::Relaxed) < MOST
        {
            // Whoever comes second has made the same.
            let _ = place.set(item);
        }
    }
}
