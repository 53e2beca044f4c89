//! TODO

pub mod align;
pub mod headers;
pub mod ids;
pub mod links;
pub mod load;
pub mod pair;
