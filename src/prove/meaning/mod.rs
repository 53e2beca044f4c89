//! What two texts say of one thing: whether each figure is at its place and goes the same way, whether both deny, plan
//! and report the same. A lexicon and lists of words, all data beside this file, stand for what a reader knows; they
//! prove nothing, so something is said only where much speaks for it, and only where a rule that is on asks.

pub(crate) mod anchors;
pub(crate) mod binding;
pub(crate) mod days;
pub(crate) mod direction;
pub(crate) mod direction_words;
pub(crate) mod english;
pub(crate) mod lexicon;
pub(crate) mod nearness;
pub(crate) mod polarity;
pub(crate) mod state;
pub(crate) mod stretches;

pub use crate::prove::meaning::binding::exchange;
pub use crate::prove::meaning::direction::turns;
pub use crate::prove::meaning::polarity::unequal;
pub use crate::prove::meaning::state::shift;
