//! Numbers in texts, in either language, and whether two texts give the same ones. Usable alone.
//!
//! Text → quantities: a text is walked once, from left to right. What is read is an exact number with its unit, and
//! the bytes where it stands; numerals inside names and idioms are kept as *ignored*: they count nothing, but may
//! answer a number across. Both grammars, `zh` and `en`, have the same passes under the same names: `lexer`,
//! `number` (`digits`, `numerals`), `date`, `clock`, `period`, `fraction`, `unit`, `money`, `bound`, `significance`,
//! `sign`, `range`, `number_words`, `idioms`, and their `words`. Units stand in one table, `units.tsv`.
//!
//! Quantities → differences: [`compare::compare`] pairs what is equal and tells what went wrong where nothing is.
//!
//! ```
//! use duizhao::base::lang::Lang;
//! use duizhao::quantity::{compare_texts, quantities};
//!
//! let text = "全市生产总值达到5786亿元";
//! let found = quantities(text, Lang::Zh, &[]);
//! assert_eq!((found[0].plain().as_str(), found[0].kind.name()), ("578600000000", "CNY"));
//! assert_eq!(&text[found[0].range.clone()], "5786亿元");
//!
//! let right = compare_texts("面积7.2万亩", "It covers 4,800 hectares.");
//! assert!(right.compared.mismatches.is_empty());
//! let wrong = compare_texts("上午9点开始", "It starts at 9 p.m.");
//! assert_eq!(wrong.compared.mismatches[0].fault.name(), "digit");
//! ```

mod bounds;
mod colon;
pub mod compare;
mod compound;
pub mod decimal;
pub(crate) mod declared;
pub(crate) mod en;
pub(crate) mod kind;
mod marks;
pub mod packed;
pub(crate) mod power;
pub mod ratio;
mod significance;
mod table;
pub mod units;
pub mod value;
pub mod wording;
pub(crate) mod zh;

use std::ops::Range;

use crate::base::covered::Covered;
use crate::base::lang::{Both, Lang};
use crate::quantity::compare::{Compared, compare};
use crate::quantity::value::Quantity;

/// The quantities of a text in order. Bytes in `names` belong to names and are no quantities.
pub fn quantities(text: &str, lang: Lang, names: &[Range<usize>]) -> Vec<Quantity> {
    let mut found = match lang {
        Lang::Zh => crate::quantity::zh::quantities(text),
        Lang::En => crate::quantity::en::quantities(text),
    };
    if !names.is_empty() {
        let names = Covered::of(names);
        found.retain(|one| !names.holds(&one.range));
    }
    found
}

/// Two texts that should say the same: their quantities, and how these stand to each other.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The quantities of each text, in order.
    pub quantities: Both<Vec<Quantity>>,
    /// Pairs and mismatches, by their indices there.
    pub compared: Compared,
}

/// Compares the figures of a Chinese text with those of its English one.
pub fn compare_texts(zh: &str, en: &str) -> Comparison {
    let quantities = Both { zh: quantities(zh, Lang::Zh, &[]), en: quantities(en, Lang::En, &[]) };
    let compared = compare(zh, &quantities.zh, en, &quantities.en);
    Comparison { quantities, compared }
}
