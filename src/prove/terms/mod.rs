//! Terms of the glossary: where they stand on both sides, and which place has its rendering.

pub(crate) mod assignment;
pub(crate) mod index;
pub(crate) mod irregular;
pub(crate) mod matching;
mod reach;
pub(crate) mod typos;
pub(crate) mod words;
