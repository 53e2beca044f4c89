//! Items of lists of pages: topics and tags list a page again and again, and what they show of it differs in its number and
//! in the way to it alone. The rest is written once for each edition.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::base::diagnostic::Diagnostic;
use crate::model::output::Edition;
use crate::model::site::Site;
use crate::render::context::RenderContext;
use crate::render::links::link;
use crate::render::templates::layout::PageLayout;
use crate::render::templates::values::PageValues;
use crate::render::view::TextView;

/// How many bytes of items are kept, about; further ones are written whenever they are listed.
const MOST: usize = 16 << 20;

/// The template of an item.
const TEMPLATE: &str = "list-item.html";

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

    fn keep(&self, at: usize, edition: Edition, item: PageLayout) {
        if let Some(place) = self.place(at, edition)
            && self.bytes.fetch_add(item.size(), Ordering::Relaxed) < MOST
        {
            // Whoever comes second has made the same.
            let _ = place.set(item);
        }
    }
}

/// Appends the item of a bitext, by its index.
pub(crate) fn write(
    ctx: &RenderContext,
    out: &mut String,
    (at, edition): (usize, Edition),
    (number, href): (usize, String),
) -> Result<(), Box<Diagnostic>> {
    let texts = [number.to_string(), href];
    let late = |at: usize| texts.get(at).map_or("", String::as_str);
    if let Some(item) = ctx.items.place(at, edition).and_then(OnceLock::get) {
        item.fill(late, out);
        return Ok(());
    }
    let mut values = PageValues::new(edition);
    values.insert("number", &number);
    let bitext = &ctx.site.bitexts[at];
    values.insert("one", &link(ctx.site, &ctx.texts, bitext, (edition, TextView::sides), texts[1].clone()));
    match ctx.open_part(TEMPLATE, &mut values, texts.len())? {
        Some(item) => {
            item.fill(late, out);
            ctx.items.keep(at, edition, item);
        }
        None => ctx.part(out, TEMPLATE, &mut values)?,
    }
    Ok(())
}
