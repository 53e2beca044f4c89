//! What two texts say of one thing: whether each figure is at its place and goes the same way, whether both deny, plan
//! and report the same. A lexicon and lists of words, all data beside this file, stand for what a reader knows; they
//! prove nothing, so something is said only where much speaks for it.

pub(crate) mod anchors;
pub(crate) mod binding;
pub(crate) mod days;
pub(crate) mod direction;
pub(crate) mod english;
pub(crate) mod lexicon;
pub(crate) mod nearness;
pub(crate) mod polarity;
pub(crate) mod state;

use crate::base::lang::Both;
use crate::model::meaning::Meaning;
use crate::quantity::value::Quantity;

/// What a text and the one across from it say differently. `pairs` are their equal quantities.
pub fn meaning(texts: Both<&str>, figures: Both<&[Quantity]>, pairs: &[(usize, usize)]) -> Meaning {
    Meaning {
        exchange: binding::exchange(texts, figures, pairs),
        turns: direction::turns(texts, figures, pairs),
        negation: polarity::unequal(texts),
        shift: state::shift(texts),
    }
}
