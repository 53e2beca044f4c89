//! The HTML pages of a site, one file a kind.

pub mod bitext;
pub mod cite;
pub mod comparison;
pub mod corrections;
pub mod cover;
pub mod dataset;
pub mod figures;
pub mod findings;
pub mod head;
pub mod originals;
pub mod passages;
pub mod place;
pub mod root;
pub mod search;
pub mod terms;
pub mod topic;
