//! Parsed files → site: pages tied into bitexts, passages with their ids, topics, links.

pub mod acceptance;
pub(crate) mod align;
pub(crate) mod claims;
pub(crate) mod headers;
pub(crate) mod ids;
pub(crate) mod linked;
pub(crate) mod links;
pub mod load;
pub(crate) mod pair;
pub(crate) mod taken;
pub(crate) mod texts;
mod years;
