//! Parsed files → site: pages tied into bitexts, passages with their ids, topics, links.

pub mod acceptance;
pub mod align;
pub mod claims;
pub mod headers;
pub mod ids;
pub mod links;
pub mod load;
pub mod pair;
mod taken;
pub mod texts;
