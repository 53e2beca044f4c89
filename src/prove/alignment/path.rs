//! The cheapest way through two rows of sentences (dynamic programming).

use std::cell::RefCell;
use std::ops::Range;

/// How many sentences of each side stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub zh: usize,
    pub en: usize,
}

/// What it costs that sentences stand across from each other, in hundredths of a nat: what makes a pair likely makes
/// it cheap.
pub(super) trait Costs {
    /// That of a pair, without that of its shape; none where it is seen at little cost that it is no less than a limit.
    fn below(&self, zh: Range<usize>, en: Range<usize>, limit: i64) -> Option<i64>;

    /// That of an end of a pair, before two sentences.
    fn seam(&self, zh: usize, en: usize) -> i64;
}

/// Costs of which it is known how much less than nothing they may be.
pub(super) trait BoundedCosts: Costs {
    /// How much less all pairs together behind two places may cost, at most.
    fn saved_behind(&self, zh: usize, en: usize) -> i64;
}

/// The shapes of pairs, and what each costs.
const SHAPES: [(Step, i64); 18] = [
    (Step { zh: 1, en: 1 }, 0),
    (Step { zh: 1, en: 2 }, 210),
    (Step { zh: 2, en: 1 }, 210),
    (Step { zh: 1, en: 0 }, 260),
    (Step { zh: 0, en: 1 }, 260),
    (Step { zh: 2, en: 2 }, 1200),
    (Step { zh: 1, en: 3 }, 350),
    (Step { zh: 3, en: 1 }, 350),
    (Step { zh: 2, en: 3 }, 1300),
    (Step { zh: 3, en: 2 }, 1300),
    (Step { zh: 1, en: 4 }, 480),
    (Step { zh: 4, en: 1 }, 480),
    (Step { zh: 1, en: 5 }, 600),
    (Step { zh: 5, en: 1 }, 600),
    (Step { zh: 1, en: 6 }, 720),
    (Step { zh: 6, en: 1 }, 720),
    (Step { zh: 1, en: 7 }, 840),
    (Step { zh: 7, en: 1 }, 840),
];

/// How far from the straight way a way may go, in sentences, beyond what the numbers of both sides differ by.
const BAND: usize = 40;

/// What a place costs that cannot be reached.
const NEVER: i64 = i64::MAX / 4;

/// How much dearer every other place of an end must be for the end to be certain.
const CERTAIN: i64 = 100;

/// The steps of the cheapest way, each with whether its end is certain.
pub(super) fn cheapest(size: (usize, usize), bounded: &impl BoundedCosts) -> Vec<(Step, bool)> {
    let costs = &Known::new(size, bounded);
    let grid = Grid::new(size, costs, |_, _| Some(NEVER));
    let back = Grid::new(size, &Reversed { costs, size }, |zh, en| {
        grid.limit_behind(size.0 - zh, size.1 - en, bounded)
    });
    // What the cheapest way through a place costs; what it costs there itself is in both ways.
    let through = |zh: usize, en: usize| {
        let (to, from) = (grid.cell(zh, en).0, back.cell(size.0 - zh, size.1 - en).0);
        if to >= NEVER || from >= NEVER { NEVER } else { to + from - costs.seam(zh, en) }
    };
    // Of each row and of each column, what the cheapest places cost.
    let (mut rows, mut columns) = (vec![Cheapest::NONE; size.0 + 1], vec![Cheapest::NONE; size.1 + 1]);
    for (zh, row) in rows.iter_mut().enumerate() {
        for en in grid.row(zh) {
            let cost = through(zh, en);
            row.note(en, cost);
            columns[en].note(zh, cost);
        }
    }
    let is_certain = |zh: usize, en: usize| {
        let least = through(zh, en) + CERTAIN;
        least <= NEVER && rows[zh].but(en) >= least && columns[en].but(zh) >= least
    };
    let mut steps = Vec::new();
    let (mut zh, mut en) = size;
    while (zh, en) != (0, 0) {
        let Some((step, _)) = grid.last(zh, en).and_then(|shape| SHAPES.get(shape)) else { break };
        steps.push((*step, is_certain(zh, en)));
        (zh, en) = (zh - step.zh, en - step.en);
    }
    steps.reverse();
    steps
}

/// What the two cheapest places of a row or a column cost.
#[derive(Clone, Copy)]
struct Cheapest {
    first: (i64, usize),
    second: i64,
}

impl Cheapest {
    const NONE: Cheapest = Cheapest { first: (NEVER, usize::MAX), second: NEVER };

    fn note(&mut self, at: usize, cost: i64) {
        if cost < self.first.0 {
            (self.first, self.second) = ((cost, at), self.first.0);
        } else {
            self.second = self.second.min(cost);
        }
    }

    /// What the cheapest place costs that is not this one.
    fn but(&self, at: usize) -> i64 {
        if self.first.1 == at { self.second } else { self.first.0 }
    }
}

/// Costs that are found out once, though both ways through the texts ask for them.
struct Known<'c, C> {
    costs: &'c C,
    /// Behind which sentence of the English a row ends.
    width: usize,
    /// By the ends of a pair and its shape; none where the texts are long, since few ask for one then.
    known: RefCell<Vec<i64>>,
}

/// A cost that is not known yet.
const UNKNOWN: i64 = i64::MIN;

/// The most costs that are kept.
const KEPT: usize = 1 << 16;

/// How many sentences a side of a pair has at most, and none.
const SIDES: usize = 8;

impl<'c, C: Costs> Known<'c, C> {
    fn new(size: (usize, usize), costs: &'c C) -> Known<'c, C> {
        let width = size.1 + 1;
        let all = (size.0 + 1) * width * SIDES * SIDES;
        Known { costs, width, known: RefCell::new(vec![UNKNOWN; if all <= KEPT { all } else { 0 }]) }
    }
}

impl<C: Costs> Costs for Known<'_, C> {
    fn below(&self, zh: Range<usize>, en: Range<usize>, limit: i64) -> Option<i64> {
        let at = ((zh.end * self.width + en.end) * SIDES + zh.len()) * SIDES + en.len();
        match self.known.borrow().get(at) {
            Some(&UNKNOWN) | None => {}
            Some(cost) => return Some(*cost),
        }
        let cost = self.costs.below(zh, en, limit)?;
        if let Some(place) = self.known.borrow_mut().get_mut(at) {
            *place = cost;
        }
        Some(cost)
    }

    fn seam(&self, zh: usize, en: usize) -> i64 {
        self.costs.seam(zh, en)
    }
}

/// The same costs from the end to the beginning.
struct Reversed<'c, C> {
    costs: &'c C,
    size: (usize, usize),
}

impl<C: Costs> Costs for Reversed<'_, C> {
    fn below(&self, zh: Range<usize>, en: Range<usize>, limit: i64) -> Option<i64> {
        let turned = |range: Range<usize>, size: usize| size - range.end..size - range.start;
        self.costs.below(turned(zh, self.size.0), turned(en, self.size.1), limit)
    }

    fn seam(&self, zh: usize, en: usize) -> i64 {
        self.costs.seam(self.size.0 - zh, self.size.1 - en)
    }
}

/// For each place the cost of the cheapest way to it, and its last step.
struct Grid {
    size: (usize, usize),
    width: usize,
    /// For each Chinese place the first English one that is looked at beside it.
    firsts: Vec<usize>,
    cells: Vec<(i64, u8)>,
}

impl Grid {
    /// The cheapest ways to places where they cost less than a limit; none to those that have no limit.
    fn new(size: (usize, usize), costs: &impl Costs, limit: impl Fn(usize, usize) -> Option<i64>) -> Grid {
        let width = (size.1 + 1).min(2 * BAND + size.1 / size.0.max(1) + 2);
        let first = |zh: usize| {
            let straight = zh * size.1 / size.0.max(1);
            straight.saturating_sub(width / 2).min(size.1 + 1 - width)
        };
        let firsts = (0..=size.0).map(first).collect();
        let mut grid = Grid { size, width, firsts, cells: vec![(NEVER, u8::MAX); (size.0 + 1) * width] };
        for zh in 0..=size.0 {
            let row = grid.row(zh);
            for en in row.clone() {
                if let Some(limit) = limit(zh, en) {
                    let best = grid.best(zh, en, costs, limit.min(NEVER));
                    grid.cells[zh * width + en - row.start] = best;
                }
            }
        }
        grid
    }

    /// Whether all places are looked at.
    fn is_whole(&self) -> bool {
        self.width == self.size.1 + 1
    }

    /// What the way back to a place may cost, if there may be one: it is followed only where it is not so much dearer
    /// than the cheapest that nothing is asked of it. Beside a band there may be ways that this grid has not seen.
    fn limit_behind(&self, zh: usize, en: usize, costs: &impl BoundedCosts) -> Option<i64> {
        if !self.is_whole() {
            return Some(NEVER);
        }
        let dear = self.cell(self.size.0, self.size.1).0 + CERTAIN;
        let limit = dear - self.cell(zh, en).0 + costs.seam(zh, en);
        (limit > -costs.saved_behind(zh, en)).then_some(limit)
    }

    /// The English places that are looked at beside a Chinese one.
    fn row(&self, zh: usize) -> Range<usize> {
        let first = self.firsts[zh];
        first..(first + self.width).min(self.size.1 + 1)
    }

    #[inline]
    fn cell(&self, zh: usize, en: usize) -> (i64, u8) {
        let at = en.checked_sub(self.firsts[zh]).filter(|at| *at < self.width);
        at.map_or((NEVER, u8::MAX), |at| self.cells[zh * self.width + at])
    }

    fn last(&self, zh: usize, en: usize) -> Option<usize> {
        Some(usize::from(self.cell(zh, en).1)).filter(|shape| *shape < SHAPES.len())
    }

    fn best(&self, zh: usize, en: usize, costs: &impl Costs, limit: i64) -> (i64, u8) {
        if (zh, en) == (0, 0) {
            return (0, u8::MAX);
        }
        let mut best = (limit, u8::MAX);
        let seam = costs.seam(zh, en);
        for (number, (step, price)) in SHAPES.iter().enumerate() {
            let (Some(left), Some(right)) = (zh.checked_sub(step.zh), en.checked_sub(step.en)) else {
                continue;
            };
            let before = self.cell(left, right).0;
            if before >= NEVER {
                continue;
            }
            let cost = before + price + seam;
            let Some(own) = costs.below(left..zh, right..en, best.0 - cost) else { continue };
            if cost + own < best.0 {
                best = (cost + own, number as u8);
            }
        }
        if best.1 == u8::MAX { (NEVER, u8::MAX) } else { best }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Costs that are drawn: for each pair by where it ends, and for each seam.
    struct Drawn(Vec<i64>);

    impl Drawn {
        fn at(&self, parts: [usize; 4]) -> i64 {
            let place = parts.iter().fold(7, |place: usize, part| place.wrapping_mul(31).wrapping_add(*part));
            self.0[place % self.0.len()]
        }
    }

    impl Costs for Drawn {
        fn below(&self, zh: Range<usize>, en: Range<usize>, limit: i64) -> Option<i64> {
            Some(self.at([zh.start, zh.end, en.start, en.end])).filter(|cost| *cost < limit)
        }

        fn seam(&self, zh: usize, en: usize) -> i64 {
            self.at([zh, en, 0, 0]) & 1
        }
    }

    impl BoundedCosts for Drawn {
        fn saved_behind(&self, zh: usize, en: usize) -> i64 {
            300 * (10 - zh - en) as i64
        }
    }

    proptest! {
        #[test]
        fn an_end_is_certain_where_all_others_beside_it_are_dearer(
            size in (1..6usize, 1..6usize),
            costs in proptest::collection::vec(-300..300i64, 50..90),
        ) {
            let costs = Drawn(costs);
            let grid = Grid::new(size, &costs, |_, _| Some(NEVER));
            let back = Grid::new(size, &Reversed { costs: &costs, size }, |_, _| Some(NEVER));
            let through = |zh: usize, en: usize| {
                grid.cell(zh, en).0 + back.cell(size.0 - zh, size.1 - en).0 - costs.seam(zh, en)
            };
            let (mut zh, mut en) = (0, 0);
            for (step, certain) in cheapest(size, &costs) {
                (zh, en) = (zh + step.zh, en + step.en);
                let least = through(zh, en) + CERTAIN;
                let row = (0..=size.1).filter(|other| *other != en).all(|other| through(zh, other) >= least);
                let column = (0..=size.0).filter(|other| *other != zh).all(|other| through(other, en) >= least);
                prop_assert_eq!(certain, row && column);
            }
            prop_assert_eq!((zh, en), size);
        }
    }
}
