//! Ranges of a text, for who asks of many others whether one of them holds them or meets them.

use std::ops::Range;

/// Ranges in the order of their starts.
#[derive(Clone, Debug, Default)]
pub(crate) struct Covered {
    /// Where each begins, and how far it and those before it reach.
    reach: Vec<(usize, usize)>,
}

impl Covered {
    /// Those of these.
    pub(crate) fn of<'r>(ranges: impl IntoIterator<Item = &'r Range<usize>>) -> Covered {
        let mut reach: Vec<(usize, usize)> = ranges.into_iter().map(|one| (one.start, one.end)).collect();
        reach.sort_unstable();
        let mut farthest = 0;
        reach.iter_mut().for_each(|(_, end)| {
            farthest = farthest.max(*end);
            *end = farthest;
        });
        Covered { reach }
    }

    /// Whether one of them holds all of a range.
    pub(crate) fn holds(&self, range: &Range<usize>) -> bool {
        let before = self.reach.partition_point(|(start, _)| *start <= range.start);
        self.reach_of(before).is_some_and(|end| range.end <= end)
    }

    /// Whether one of them has something of a range.
    pub(crate) fn meets(&self, range: &Range<usize>) -> bool {
        let before = self.reach.partition_point(|(start, _)| *start < range.end);
        self.reach_of(before).is_some_and(|end| range.start < end)
    }

    /// How far the first ones reach.
    fn reach_of(&self, count: usize) -> Option<usize> {
        self.reach.get(count.checked_sub(1)?).map(|(_, end)| *end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_says_what_looking_at_each_says(
            ranges in proptest::collection::vec((0..12usize, 1..6usize), 0..6),
            (start, length) in (0..12usize, 1..6usize),
        ) {
            let ranges: Vec<Range<usize>> = ranges.iter().map(|(at, length)| *at..at + length).collect();
            let (known, asked) = (Covered::of(&ranges), start..start + length);
            let holds = |one: &Range<usize>| one.start <= asked.start && asked.end <= one.end;
            let meets = |one: &Range<usize>| one.start < asked.end && asked.start < one.end;
            prop_assert_eq!(known.holds(&asked), ranges.iter().any(holds));
            prop_assert_eq!(known.meets(&asked), ranges.iter().any(meets));
        }
    }
}
