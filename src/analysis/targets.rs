//! What the links of a bitext come to.

use crate::assemble::links;
use crate::base::fact_hasher::{FactHasher, FactKey};
use crate::model::bitext::Bitext;
use crate::model::digest::Digest;
use crate::model::site::Site;

/// Whether the links of a bitext come to the same in two sites, and none is broken.
pub(super) fn lead_the_same([before, site]: [&Site; 2], bitext: &Bitext, digest: &Digest) -> bool {
    let then = targets(before, bitext, digest);
    then.is_some() && targets(site, bitext, digest) == then
}

/// What the links of a bitext come to; nothing where one is broken.
pub(super) fn targets(site: &Site, bitext: &Bitext, digest: &Digest) -> Option<FactKey> {
    let mut facts = FactHasher::default();
    for link in &digest.links {
        facts.text(&links::resolve(site, &bitext.address, link).told()?);
    }
    Some(facts.done())
}
