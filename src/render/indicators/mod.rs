//! The table of indicators as readers see it: rows of numbers with their links, key figures, small courses.

pub mod change;
pub mod course;
pub mod key;
pub mod table;
pub mod words;
