//! What is found out when it is asked for.

use std::sync::{Arc, LazyLock};

use crate::base::lazy::Lazy;
use crate::model::bitext::Bitext;
use crate::model::proof::PageProof;
use crate::model::site::Site;
use crate::prove;
use crate::prove::terms::index::TermIndex;

/// The terms of a site, indexed when they are asked for.
pub(super) type TermIndexLater = LazyLock<TermIndex, Box<dyn FnOnce() -> TermIndex + Send + Sync>>;

/// Makes it.
pub(super) fn term_index(site: &Site) -> Arc<TermIndexLater> {
    let glossary = site.glossary.clone();
    Arc::new(LazyLock::new(Box::new(move || TermIndex::new(&glossary))))
}

/// The facts on a bitext, which are proved when they are asked for.
pub(super) fn facts_later(
    site: &Arc<Site>,
    index: &Arc<TermIndexLater>,
    bitext: &Arc<Bitext>,
) -> Lazy<PageProof> {
    let (site, index, bitext) = (site.clone(), index.clone(), bitext.clone());
    Lazy::new(move || prove::page(&site, &index, &bitext))
}
