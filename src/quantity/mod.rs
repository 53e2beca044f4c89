//! Text → quantities, in either language.
//!
//! A text is walked once, from left to right. What is read is an exact number with its unit; numerals
//! inside names and idioms are kept as *silent*: they count nothing, but may answer a number across.

mod colon;
pub mod compare;
mod compound;
pub mod decimal;
pub mod en;
mod marks;
pub mod declared;
pub mod power;
pub mod ratio;
pub mod units;
pub mod value;
pub mod wording;
pub mod zh;

use std::ops::Range;

use crate::base::lang::Lang;
use crate::quantity::value::Quantity;

/// The quantities of a text in order. Bytes in `names` belong to names and are no quantities.
pub fn quantities(text: &str, lang: Lang, names: &[Range<usize>]) -> Vec<Quantity> {
    let mut found = match lang {
        Lang::Zh => crate::quantity::zh::quantities(text),
        Lang::En => crate::quantity::en::quantities(text),
    };
    if !names.is_empty() {
        let named = |one: &Quantity| {
            names.iter().any(|name| name.start <= one.range.start && one.range.end <= name.end)
        };
        found.retain(|one| !named(one));
    }
    found.shrink_to_fit();
    found
}
