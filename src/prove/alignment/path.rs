//! The cheapest way through two rows of sentences (dynamic programming).

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
    /// That of a pair, without that of its shape.
    fn of(&self, zh: Range<usize>, en: Range<usize>) -> i64;
}

/// The shapes of pairs, and what each costs.
const SHAPES: [(Step, i64); 10] = [
    (Step { zh: 1, en: 1 }, 0),
    (Step { zh: 1, en: 2 }, 220),
    (Step { zh: 2, en: 1 }, 220),
    (Step { zh: 1, en: 0 }, 500),
    (Step { zh: 0, en: 1 }, 500),
    (Step { zh: 2, en: 2 }, 500),
    (Step { zh: 1, en: 3 }, 400),
    (Step { zh: 3, en: 1 }, 400),
    (Step { zh: 1, en: 4 }, 600),
    (Step { zh: 4, en: 1 }, 600),
];

/// How far from the straight way a way may go, in sentences, beyond what the numbers of both sides differ by.
const BAND: usize = 40;

/// What a place costs that cannot be reached.
const NEVER: i64 = i64::MAX / 4;

/// The steps of the cheapest way, each with whether its end is certain.
pub(super) fn cheapest(size: (usize, usize), costs: &impl Costs) -> Vec<(Step, bool)> {
    let grid = Grid::new(size, costs);
    let mut steps = Vec::new();
    let (mut zh, mut en) = size;
    while (zh, en) != (0, 0) {
        let Some((step, _)) = grid.last(zh, en).and_then(|shape| SHAPES.get(shape)) else { break };
        steps.push((*step, true));
        (zh, en) = (zh - step.zh, en - step.en);
    }
    steps.reverse();
    steps
}

/// For each place the cost of the cheapest way to it, and its last step.
struct Grid {
    size: (usize, usize),
    width: usize,
    cells: Vec<(i64, u8)>,
}

impl Grid {
    fn new(size: (usize, usize), costs: &impl Costs) -> Grid {
        let width = (size.1 + 1).min(2 * BAND + size.1 / size.0.max(1) + 2);
        let mut grid = Grid { size, width, cells: vec![(NEVER, u8::MAX); (size.0 + 1) * width] };
        for zh in 0..=size.0 {
            let first = grid.first(zh);
            for en in first..(first + width).min(size.1 + 1) {
                let best = grid.best(zh, en, costs);
                let at = zh * width + en - first;
                grid.cells[at] = best;
            }
        }
        grid
    }

    /// The first English place that is looked at beside a Chinese one.
    fn first(&self, zh: usize) -> usize {
        let straight = zh * self.size.1 / self.size.0.max(1);
        straight.saturating_sub(self.width / 2).min(self.size.1 + 1 - self.width)
    }

    fn cell(&self, zh: usize, en: usize) -> (i64, u8) {
        let at = en.checked_sub(self.first(zh)).filter(|at| *at < self.width);
        at.map_or((NEVER, u8::MAX), |at| self.cells[zh * self.width + at])
    }

    fn last(&self, zh: usize, en: usize) -> Option<usize> {
        Some(usize::from(self.cell(zh, en).1)).filter(|shape| *shape < SHAPES.len())
    }

    fn best(&self, zh: usize, en: usize, costs: &impl Costs) -> (i64, u8) {
        if (zh, en) == (0, 0) {
            return (0, u8::MAX);
        }
        let mut best = (NEVER, u8::MAX);
        for (number, (step, price)) in SHAPES.iter().enumerate() {
            let (Some(left), Some(right)) = (zh.checked_sub(step.zh), en.checked_sub(step.en)) else {
                continue;
            };
            let before = self.cell(left, right).0;
            if before >= NEVER {
                continue;
            }
            let cost = before + price + costs.of(left..zh, right..en);
            if cost < best.0 {
                best = (cost, number as u8);
            }
        }
        best
    }
}
