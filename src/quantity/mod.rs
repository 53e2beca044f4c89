//! Text → quantities, in either language.
//!
//! A text is walked once, from left to right. What is read is an exact number with its unit; numerals
//! inside names and idioms are kept as *silent*: they count nothing, but may answer a number across.

mod chars;
mod clock;
mod en;
mod en_date;
mod en_fraction;
mod en_money;
mod en_number;
mod en_tokens;
mod en_unit;
mod en_words;
mod power;
mod zh;
mod zh_date;
mod zh_digits;
mod zh_fraction;
mod zh_idioms;
mod zh_number;
mod zh_numerals;
mod zh_unit;
mod zh_weight;
mod zh_words;

use std::ops::Range;

use crate::both::Lang;
use crate::quantity::Quantity;

/// The quantities of a text in order. Bytes in `names` belong to names and are no quantities.
pub fn quantities(text: &str, lang: Lang, names: &[Range<usize>]) -> Vec<Quantity> {
    let mut found = match lang {
        Lang::Zh => zh::quantities(text),
        Lang::En => en::quantities(text),
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
