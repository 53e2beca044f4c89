//! How near the words of a text are to its figures: nearness falls with the words, the clauses and the other figures
//! between.

use std::ops::Range;

use crate::base::lang::Lang;
use crate::base::script::is_han;
use crate::quantity::value::{Quantity, Significance};

/// By how much nearness falls, in thousandths.
#[derive(Clone, Debug)]
struct Nearness {
    /// Before the figure, behind it.
    pub side: [i64; 2],
    /// Nothing, a list mark, a comma, a full stop between.
    pub gap: [i64; 4],
    /// No figure, one, more between.
    pub figures: [i64; 3],
    /// Words between: none, up to 2, 5, 10, more.
    pub distance: [i64; 5],
}

/// Chinese, English. Set by what parallel texts of the news do, and no more than that.
const WEIGHTS: [Nearness; 2] = [
    Nearness {
        side: [1300, 2000],
        gap: [2000, 1300, 360, 40],
        figures: [1150, 600, 300],
        distance: [1150, 920, 500, 450, 340],
    },
    Nearness {
        side: [700, 850],
        gap: [1150, 850, 420, 40],
        figures: [1000, 700, 80],
        distance: [1150, 680, 520, 500, 140],
    },
];

/// How far from a figure a word is looked for, in bytes.
const REACH: usize = 300;

/// How many figures a list may have on each side of one.
const LIST: usize = 4;

/// A text with what is asked of it.
pub struct SideText<'t> {
    /// Its language.
    pub lang: Lang,
    /// What it says.
    pub text: &'t str,
    /// Its figures.
    pub figures: &'t [Quantity],
    /// Where its words begin.
    words: Vec<usize>,
    /// Where its clauses end.
    breaks: Vec<usize>,
    /// How many of the breaks before each, and before the end, end a list, a clause, a sentence or more.
    deep: Vec<[usize; 3]>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug)]
struct Spot {
    byte: usize,
    /// How many words begin before it.
    words: usize,
    /// How many breaks stand before it.
    breaks: usize,
}

impl<'t> SideText<'t> {
    /// Takes a text apart.
    pub fn new(lang: Lang, text: &'t str, figures: &'t [Quantity]) -> SideText<'t> {
        let (mut words, mut breaks, mut inside) = (Vec::new(), Vec::new(), false);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            if let Some(depth) = depth(c, next, at == 0) {
                breaks.push((at, depth));
            }
            let is_word = is_han(c) || c.is_alphanumeric();
            let begins = is_word && (!inside || !c.is_ascii());
            if begins {
                words.push(at);
            }
            inside = is_word && c.is_ascii()
                || matches!(c, '\'' | '’' | '.' | ',') && inside && next.is_some_and(char::is_alphanumeric);
        }
        if lang == Lang::En {
            conjunctions(text, &mut breaks);
        }
        let mut deep = Vec::with_capacity(breaks.len() + 1);
        let mut count = [0; 3];
        deep.push(count);
        for (_, depth) in &breaks {
            count.iter_mut().take(usize::from(*depth)).for_each(|count| *count += 1);
            deep.push(count);
        }
        let breaks = breaks.into_iter().map(|(at, _)| at).collect();
        SideText { lang, text, figures, words, breaks, deep }
    }

    fn spot(&self, byte: usize) -> Spot {
        let before = |all: &[usize]| all.partition_point(|at| *at < byte);
        Spot { byte, words: before(&self.words), breaks: before(&self.breaks) }
    }

    fn spots(&self, range: &Range<usize>) -> [Spot; 2] {
        [self.spot(range.start), self.spot(range.end)]
    }

    /// The most that ends between two places.
    fn gap_of(&self, [start, end]: [Spot; 2]) -> usize {
        let (before, after) = (&self.deep[start.breaks.min(end.breaks)], &self.deep[end.breaks]);
        (1..=before.len()).rev().find(|depth| after[depth - 1] > before[depth - 1]).unwrap_or(0)
    }

    pub(super) fn gap(&self, between: &Range<usize>) -> usize {
        self.gap_of(self.spots(between))
    }

    pub(super) fn count(&self, between: &Range<usize>) -> usize {
        let before = |at: usize| self.words.partition_point(|start| *start < at);
        before(between.end).saturating_sub(before(between.start))
    }

    /// How many words and how many figures stand in a part, the words of figures aside.
    pub(super) fn words_between(&self, part: &Range<usize>) -> (usize, usize) {
        let from = self.figures.partition_point(|one| one.range.start < part.start);
        let inside = self.figures[from..].iter().take_while(|one| one.range.end <= part.end);
        let (count, words) =
            inside.fold((0, 0), |(count, words), one| (count + 1, words + self.count(&one.range)));
        (self.count(part).saturating_sub(words), count)
    }

    fn figures_in(&self, between: &Range<usize>) -> usize {
        let from = self.figures.partition_point(|one| one.range.start < between.start);
        let inside = self.figures[from..].iter().take_while(|one| one.range.end <= between.end);
        inside.filter(|one| one.significance > Significance::Ignored).take(2).count()
    }

    /// The figures that stand in one list with a figure, and nothing but marks between: what is near to one is near to
    /// all of “grades 3 and 4”.
    fn run(&self, figure: usize) -> Range<usize> {
        let range = |at: usize| &self.figures[at].range;
        let joined = |one: usize, two: usize| {
            let between = range(one).end..range(two).start.max(range(one).end);
            let alike = self.figures[one].kind == self.figures[two].kind;
            alike
                && between.len() <= 6
                && !between.is_empty()
                && self.count(&between) <= 1
                && self.gap(&between) <= 1
        };
        let (mut first, mut last) = (figure, figure);
        while first > 0 && figure - first < LIST && joined(first - 1, first) {
            first -= 1;
        }
        while last + 1 < self.figures.len() && last - figure < LIST && joined(last, last + 1) {
            last += 1;
        }
        range(first).start..range(last).end.max(range(first).start)
    }

    /// How near a place is to a figure, in thousandths.
    pub(super) fn near(&self, figure: usize, place: &Range<usize>) -> i64 {
        self.near_to(self.spots(&self.run(figure)), self.spots(place))
    }

    fn near_to(&self, own: [Spot; 2], place: [Spot; 2]) -> i64 {
        let weights = &WEIGHTS[self.lang as usize];
        let [from, to] = own;
        let later = |one: Spot, other: Spot| if one.byte > other.byte { one } else { other };
        let (side, between) = match place[0].byte >= from.byte {
            true => (1, [to, later(place[0], to)]),
            false => (0, [place[1], later(from, place[1])]),
        };
        let [start, end] = between;
        let distance = match end.words - start.words {
            0 => 0,
            1..=2 => 1,
            3..=5 => 2,
            6..=10 => 3,
            _ => 4,
        };
        let factors = [
            weights.side[side],
            weights.gap[self.gap_of(between)],
            weights.figures[self.figures_in(&(start.byte..end.byte))],
            weights.distance[distance],
        ];
        factors.iter().fold(1000, |all, factor| all * factor / 1000)
    }

    /// For each figure the anchors within reach, by index, and how near the nearest place of each is.
    pub(super) fn near_all<'p>(
        &self,
        figures: impl Iterator<Item = usize>,
        anchors: impl Iterator<Item = &'p [Range<usize>]>,
    ) -> Vec<Vec<(usize, i64)>> {
        let mut places: Vec<([Spot; 2], usize)> = Vec::new();
        let mut best: Vec<i64> = Vec::new();
        for (anchor, all) in anchors.enumerate() {
            places.extend(all.iter().map(|place| (self.spots(place), anchor)));
            best.push(0);
        }
        places.sort_unstable_by_key(|(place, anchor)| (place[0].byte, *anchor));
        let all = best.len();
        let of = |figure: usize| {
            let own = self.spots(&self.run(figure));
            let from = places.partition_point(|(place, _)| place[0].byte + REACH < own[0].byte);
            let to = places.partition_point(|(place, _)| place[0].byte <= own[1].byte + REACH);
            let mut met: Vec<usize> = Vec::new();
            for (place, anchor) in &places[from..to.max(from)] {
                let near = self.near_to(own, *place);
                if best[*anchor] == 0 {
                    met.push(*anchor);
                }
                best[*anchor] = best[*anchor].max(near);
            }
            let take = |anchor: usize| match std::mem::take(&mut best[anchor]) {
                0 => None,
                near => Some((anchor, near)),
            };
            // Most texts are so short that nearly all is near.
            if met.len() > all / 8 {
                return (0..all).filter_map(take).collect();
            }
            met.sort_unstable();
            met.into_iter().filter_map(take).collect()
        };
        figures.map(of).collect()
    }
}

/// How much ends at a mark.
fn depth(c: char, next: Option<char>, begins: bool) -> Option<u8> {
    if c.is_ascii_alphanumeric() || is_han(c) && !matches!(c, '和' | '及' | '与') {
        return None;
    }
    let blank = next.is_none_or(char::is_whitespace);
    match c {
        '、' => Some(1),
        '和' | '及' | '与' if !begins => Some(1),
        '，' | '：' | '（' | '）' | '—' | '–' => Some(2),
        ',' | ':' | '(' | ')' if blank || next.is_some_and(|c| !c.is_ascii_digit()) => Some(2),
        '。' | '；' | '！' | '？' | ';' | '\n' => Some(3),
        '.' | '!' | '?' if blank => Some(3),
        _ => None,
    }
}

/// “and” and “or” divide a list.
fn conjunctions(text: &str, breaks: &mut Vec<(usize, u8)>) {
    for word in [" and ", " or "] {
        breaks.extend(text.match_indices(word).map(|(at, _)| (at + 1, 1)));
    }
    breaks.sort_unstable();
}
