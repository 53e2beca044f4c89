//! Pages that stand as the last build left them and depend on nothing that has changed since: they are taken over.

use std::collections::BTreeMap;

use crate::analysis::cache::CachedBuild;
use crate::model::site::Site;
use crate::publish::Publisher;
use crate::render::RenderContext;
use crate::render::page_key::{PageKeys, paths};

/// The pages of a site's bitexts.
pub(crate) struct KeptPages<'p> {
    site: &'p Site,
    publisher: &'p Publisher,
    /// On what the pages of each bitext depend.
    keys: Vec<Option<String>>,
    /// On what they depended, by address.
    before: Option<&'p BTreeMap<String, String>>,
}

impl<'p> KeptPages<'p> {
    /// The pages of a site that is about to be published.
    pub(crate) fn new(
        context: &RenderContext<'p>,
        before: Option<&'p CachedBuild>,
        publisher: &'p Publisher,
    ) -> KeptPages<'p> {
        let (keys, before) = (PageKeys::new(context).all(), before.map(|known| &known.pages));
        KeptPages { site: context.site, publisher, keys, before }
    }

    /// Takes the pages of a bitext over as they stand, if they are what would be made now.
    pub(crate) fn keep(&self, at: usize) -> bool {
        let bitext = &self.site.bitexts[at];
        let Some(key) = &self.keys[at] else { return false };
        let before = self.before.and_then(|before| before.get(&*bitext.address));
        before == Some(key) && self.publisher.keep(&paths(bitext))
    }

    /// On what the pages of each bitext depend, by address.
    pub(crate) fn keys(self) -> BTreeMap<String, String> {
        let all = self.site.bitexts.iter().zip(self.keys);
        all.filter_map(|(bitext, key)| Some((bitext.address.to_string(), key?))).collect()
    }
}
