//! Terms of the glossary: where they stand on both sides, and which place has its rendering.

pub mod assignment;
pub mod index;
pub mod matching;
pub mod typos;
pub mod words;
