//! TODO

pub mod assignment;
pub mod index;
pub mod matching;
pub mod typos;
pub mod words;
