//! What stands beside a quotation in its original, in whole sentences.

use std::ops::Range;

use crate::base::sentence::sentences;
use crate::model::original::Original;

/// What stands around a run: the sentence before it and the one after it, or the rest of those in which it begins
/// and ends.
pub struct Around {
    /// Before it; `None` at the beginning of the document.
    pub before: Option<Neighbor>,
    /// After it; `None` at the end of the document.
    pub after: Option<Neighbor>,
}

/// A sentence beside a run.
pub struct Neighbor {
    /// The number of its paragraph.
    pub paragraph: usize,
    /// Its bytes in the file.
    pub bytes: Range<usize>,
    /// Whether it stands before the run.
    pub is_before: bool,
    /// Whether it stands in the paragraph of the run.
    pub is_same: bool,
    /// Whether its paragraph goes on beyond it, away from the run.
    pub goes_on: bool,
}

impl Around {
    /// What stands around a run.
    pub fn of(original: &Original, run: &Range<usize>) -> Around {
        let bytes = original.span(run.clone()).range();
        let numbers = original.paragraphs_of(run);
        let text = |range: Range<usize>| original.source.text.get(range).unwrap_or_default();
        let neighbor = |paragraph: usize, rest: Range<usize>, is_same: bool, is_before: bool| {
            let rest = trimmed(text(rest.clone()), rest);
            // A mark alone belongs to the run.
            text(rest.clone()).chars().find(|c| c.is_alphanumeric())?;
            let all = sentences(text(rest.clone()));
            let one = if is_before { all.last() } else { all.first() }?;
            let bytes = rest.start + one.start..rest.start + one.end;
            let goes_on = if is_before { bytes.start > rest.start } else { bytes.end < rest.end };
            Some(Neighbor { paragraph, bytes, is_before, is_same, goes_on })
        };
        let at = |number: usize| original.paragraph(number).map(|one| one.span.range());
        let (first, last) = (*numbers.start(), *numbers.end());
        let own = at(first).and_then(|own| neighbor(first, own.start..bytes.start, true, true));
        let before = own.or_else(|| neighbor(first - 1, at(first - 1)?, false, true));
        let own = at(last).and_then(|own| neighbor(last, bytes.end..own.end, true, false));
        let after = own.or_else(|| neighbor(last + 1, at(last + 1)?, false, false));
        Around { before, after }
    }
}

/// A range without the blanks at both ends of its text.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start + text.len() - text.trim_start().len();
    start..start + text.trim().len()
}
