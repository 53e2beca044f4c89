//! The quantities of one side while they are compared.

use std::cell::OnceCell;

use crate::quantity::compare::missing_number::is_open;
use crate::quantity::value::{Kind, Quantity, Significance};

/// The quantities of one side, and which of them have no equal yet.
pub(super) struct Side<'q> {
    pub text: &'q str,
    pub all: &'q [Quantity],
    pub free: Vec<bool>,
    gap: OnceCell<bool>,
}

impl<'q> Side<'q> {
    pub(super) fn new(text: &'q str, all: &'q [Quantity]) -> Side<'q> {
        Side { text, all, free: all.iter().map(|one| !is_date(one)).collect(), gap: OnceCell::new() }
    }

    /// Whether a number has fallen out of the text, which is English.
    pub(super) fn has_gap(&self) -> bool {
        *self.gap.get_or_init(|| is_open(self.text, self.all))
    }
}

/// Whether a quantity is a date or a year, which are compared part by part.
fn is_date(one: &Quantity) -> bool {
    matches!(one.kind, Kind::Date | Kind::Year) && one.significance > Significance::Optional
}
