//! Parsed files → site: pages tied into bitexts, passages with their ids, topics, links.

pub mod align;
pub mod headers;
pub mod ids;
pub mod links;
pub mod load;
pub mod pair;
pub mod texts;
