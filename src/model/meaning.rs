//! What two texts say of one thing and say differently, beyond the values of their figures. Places are bytes of what
//! is read.

use std::ops::Range;

use crate::base::lang::Both;

/// Two figures at each other's places: indices into the quantities of both texts. Where the Chinese has `zh[0]`, the
/// English has `en[0]`, which is equal to `zh[1]`; and the other way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The Chinese figures.
    pub zh: [usize; 2],
    /// The English figures at their places.
    pub en: [usize; 2],
    /// What the first place is about, where a word of both texts says it.
    pub about: Option<Both<Range<usize>>>,
}

/// Which way a figure goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// More, higher, wider, faster.
    Up,
    /// Less, lower, narrower, slower.
    Down,
}

/// A figure that goes one way in Chinese and the other in English.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// The figure: indices into the quantities of both texts.
    pub figure: (usize, usize),
    /// Which way it goes in Chinese.
    pub zh: Direction,
    /// The words that say so.
    pub words: Both<Range<usize>>,
}

/// A negation without its equal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Negation {
    /// The Chinese denies what the English says.
    Lost {
        /// The negation.
        zh: Range<usize>,
        /// The English sentence, or the whole text.
        en: Range<usize>,
    },
    /// The English denies what the Chinese says.
    Added {
        /// The negation.
        en: Range<usize>,
    },
}

/// What a text says of a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It is to be.
    Plan,
    /// It is done.
    Result,
}

/// A plan of one language that is a result in the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What the Chinese says.
    pub zh: State,
    /// The words that say so.
    pub words: Both<Range<usize>>,
}
