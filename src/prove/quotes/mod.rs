//! Where quotations stand in their originals (`find`), and what is wrong with those that do not
//! (`diagnose`, with the nearest run by `align`).

pub(crate) mod align;
pub(crate) mod diagnose;
pub(crate) mod find;
