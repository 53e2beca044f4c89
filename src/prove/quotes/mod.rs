//! TODO

pub mod align;
pub mod diagnose;
pub mod find;
