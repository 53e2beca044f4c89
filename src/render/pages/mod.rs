//! The HTML pages of a site, one file a kind.

pub(crate) mod bitext;
pub(crate) mod charts;
pub(crate) mod cite;
pub(crate) mod comparison;
pub(crate) mod corrections;
pub(crate) mod cover;
pub(crate) mod dataset;
pub(crate) mod describe;
pub(crate) mod figures;
pub(crate) mod findings;
pub(crate) mod head;
pub(crate) mod head_parts;
pub(crate) mod linked_data;
pub(crate) mod originals;
pub(crate) mod passages;
pub(crate) mod place;
pub(crate) mod root;
pub(crate) mod search;
pub(crate) mod sharing;
pub(crate) mod strip;
pub(crate) mod tags;
pub(crate) mod tally;
pub(crate) mod teaser;
pub(crate) mod terms;
pub(crate) mod topic;
pub(crate) mod rows;
