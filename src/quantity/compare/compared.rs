//! What a comparison answers: the pairs of equal quantities, and what is wrong.

/// What went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MismatchKind {
    /// The English side has no equal.
    Missing,
    /// The Chinese side has no equal.
    Extra,
    /// The same digits with another scale.
    Scale,
    /// Per cent against percentage points.
    Points,
    /// Per cent against per mille.
    PerMille,
    /// The same number of another unit.
    Unit,
    /// Digits differ.
    Digit,
    /// Plus against minus.
    Sign,
    /// Two right numbers in the wrong places.
    Swap,
    /// A change by a number against a change to it.
    ByTo,
    /// More than a number against less than it.
    Bound,
    /// The same number, each time for another thing: per barrel and per tonne, daily and monthly.
    Per,
    /// Another stage of the same part of the calendar: early November and late November.
    Stage,
    /// The first of several against the last: 前三季度 and the last three quarters.
    End,
    /// What is paid against what is taken off: 打八折 and 80 percent off.
    Discount,
    /// The numbers are equal, but print tears the Chinese one apart: 40，000.
    Torn,
}

impl MismatchKind {
    /// Whether the figures are equal, and the words beside them are not.
    pub fn is_of_words(self) -> bool {
        use MismatchKind::{Bound, Discount, End, Per, Stage};
        matches!(self, Bound | Per | Stage | End | Discount)
    }

    /// The name in the JSON contract.
    pub fn name(self) -> &'static str {
        match self {
            MismatchKind::Missing => "missing",
            MismatchKind::Extra => "extra",
            MismatchKind::Scale => "scale",
            MismatchKind::Points => "percent-points",
            MismatchKind::PerMille => "per-mille",
            MismatchKind::Unit => "unit",
            MismatchKind::Digit => "digit",
            MismatchKind::Sign => "sign",
            MismatchKind::Swap => "swap",
            MismatchKind::ByTo => "by-to",
            MismatchKind::Bound => "bound",
            MismatchKind::Per => "per",
            MismatchKind::Stage => "stage",
            MismatchKind::End => "end",
            MismatchKind::Discount => "discount",
            MismatchKind::Torn => "torn",
        }
    }
}

/// A quantity without its equal: indices into the two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mismatch {
    /// What went wrong.
    pub fault: MismatchKind,
    /// The Chinese quantity.
    pub zh: Option<usize>,
    /// The English quantity.
    pub en: Option<usize>,
}

/// How the quantities of two texts stand to each other.
#[derive(Clone, Debug, Default)]
pub struct Compared {
    /// Pairs of equal quantities.
    pub pairs: Vec<(usize, usize)>,
    /// What is wrong.
    pub mismatches: Vec<Mismatch>,
}
