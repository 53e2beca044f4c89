//! The table of indicators as readers see it: rows of numbers with their links, key figures, small courses.

pub(crate) mod change;
pub(crate) mod course;
pub(crate) mod key;
pub(crate) mod table;
pub(crate) mod words;
