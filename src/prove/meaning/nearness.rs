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

/// How near something is by its side, and by the gap, the figures and the words between.
type Nearnesses = [[[[i32; 5]; 3]; 4]; 2];

/// The same for each language, multiplied out.
const NEAR: [Nearnesses; 2] = [nearnesses(&WEIGHTS[0]), nearnesses(&WEIGHTS[1])];

const fn nearnesses(weights: &Nearness) -> Nearnesses {
    let mut all = [[[[0; 5]; 3]; 4]; 2];
    let mut at = 0;
    while at < 2 * 4 * 3 * 5 {
        let (side, gap, figures, distance) = (at / 60, at / 15 % 4, at / 5 % 3, at % 5);
        let near = 1000 * weights.side[side] / 1000 * weights.gap[gap] / 1000;
        let near = near * weights.figures[figures] / 1000 * weights.distance[distance] / 1000;
        all[side][gap][figures][distance] = near as i32;
        at += 1;
    }
    all
}

/// How far from a figure a word is looked for, in bytes.
const REACH: usize = 300;

/// How many figures a list may have on each side of one.
const LIST: usize = 4;

/// A text with what is asked of it.
pub struct SideText<'t> {
    /// Its language.
    pub lang: Lang,
    /// Its figures.
    pub figures: &'t [Quantity],
    /// Where its words begin.
    words: Vec<u32>,
    /// Where its clauses end.
    breaks: Vec<u32>,
    /// How many of the breaks before each, and before the end, end a list, a clause, a sentence or more.
    deep: Vec<[u32; 3]>,
    /// How many of the figures before each, and of all, count something.
    counted: Vec<u32>,
}

/// A place in a text.
#[derive(Clone, Copy, Debug)]
struct Spot {
    byte: u32,
    /// How many words begin before it.
    words: u32,
    /// How many breaks stand before it.
    breaks: u32,
    /// How many figures begin before it.
    begun: u32,
    /// How many figures end before it.
    ended: u32,
}

/// How near an anchor is to a figure: its index, and the nearness.
pub(super) type Near = (u32, i32);

impl<'t> SideText<'t> {
    /// Takes a text apart.
    pub fn new(lang: Lang, text: &str, figures: &'t [Quantity]) -> SideText<'t> {
        let Scan { words, breaks } = Scan::of(lang, text);
        let mut deep = Vec::with_capacity(breaks.len() + 1);
        let mut count = [0; 3];
        deep.push(count);
        for (_, depth) in &breaks {
            count.iter_mut().take(usize::from(*depth)).for_each(|count| *count += 1);
            deep.push(count);
        }
        let breaks = breaks.into_iter().map(|(at, _)| at).collect();
        let mut counted = vec![0];
        counted.extend(figures.iter().scan(0, |count, one| {
            *count += u32::from(one.significance > Significance::Ignored);
            Some(*count)
        }));
        SideText { lang, figures, words, breaks, deep, counted }
    }

    fn spot(&self, byte: usize) -> Spot {
        let before = |all: &[u32]| all.partition_point(|at| (*at as usize) < byte) as u32;
        Spot {
            byte: byte as u32,
            words: before(&self.words),
            breaks: before(&self.breaks),
            begun: self.figures.partition_point(|one| one.range.start < byte) as u32,
            ended: self.figures.partition_point(|one| one.range.end <= byte) as u32,
        }
    }

    fn spots(&self, range: &Range<usize>) -> [Spot; 2] {
        [self.spot(range.start), self.spot(range.end)]
    }

    /// The most that ends between two places.
    fn gap_of(&self, [start, end]: [Spot; 2]) -> usize {
        let (before, after) =
            (&self.deep[start.breaks.min(end.breaks) as usize], &self.deep[end.breaks as usize]);
        (1..=before.len()).rev().find(|depth| after[depth - 1] > before[depth - 1]).unwrap_or(0)
    }

    pub(super) fn gap(&self, between: &Range<usize>) -> usize {
        self.gap_of(self.spots(between))
    }

    pub(super) fn count(&self, between: &Range<usize>) -> usize {
        let before = |at: usize| self.words.partition_point(|start| (*start as usize) < at);
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

    /// How many figures that count something stand between two places, two for more. No figure holds another.
    fn figures_in(&self, [start, end]: [Spot; 2]) -> usize {
        let counted = |figures: u32| self.counted[figures as usize];
        (counted(end.ended.max(start.begun)) - counted(start.begun)).min(2) as usize
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
    pub(super) fn near(&self, figure: usize, place: &Range<usize>) -> i32 {
        self.near_to(self.spots(&self.run(figure)), self.spots(place))
    }

    fn near_to(&self, own: [Spot; 2], place: [Spot; 2]) -> i32 {
        let [from, to] = own;
        let later = |one: Spot, other: Spot| if one.byte > other.byte { one } else { other };
        let (side, between) = match place[0].byte >= from.byte {
            true => (1, [to, later(place[0], to)]),
            false => (0, [place[1], later(from, place[1])]),
        };
        let distance = match between[1].words - between[0].words {
            0 => 0,
            1..=2 => 1,
            3..=5 => 2,
            6..=10 => 3,
            _ => 4,
        };
        NEAR[self.lang as usize][side][self.gap_of(between)][self.figures_in(between)][distance]
    }

    /// For each figure the anchors within reach, and how near the nearest place of each is.
    pub(super) fn near_all<'p>(
        &self,
        figures: impl Iterator<Item = usize>,
        anchors: impl Iterator<Item = &'p [Range<usize>]>,
    ) -> Vec<Vec<Near>> {
        let mut places: Vec<([Spot; 2], u32)> = Vec::new();
        let mut best: Vec<i32> = Vec::new();
        for (all, anchor) in anchors.zip(0..) {
            places.extend(all.iter().map(|place| (self.spots(place), anchor)));
            best.push(0);
        }
        places.sort_unstable_by_key(|(place, _)| place[0].byte);
        let all = best.len() as u32;
        let reach = REACH as u32;
        let of = |figure: usize| {
            let own = self.spots(&self.run(figure));
            let from = places.partition_point(|(place, _)| place[0].byte + reach < own[0].byte);
            let to = places.partition_point(|(place, _)| place[0].byte <= own[1].byte + reach);
            let mut met: Vec<u32> = Vec::new();
            for (place, anchor) in &places[from..to.max(from)] {
                let best = &mut best[*anchor as usize];
                if *best == 0 {
                    met.push(*anchor);
                }
                *best = self.near_to(own, *place).max(*best);
            }
            let take = |anchor: u32| match std::mem::take(&mut best[anchor as usize]) {
                0 => None,
                near => Some((anchor, near)),
            };
            // Most texts are so short that nearly all is near.
            if met.len() as u32 > all / 8 {
                return (0..all).filter_map(take).collect();
            }
            met.sort_unstable();
            met.into_iter().filter_map(take).collect()
        };
        figures.map(of).collect()
    }
}

/// Where the words of a text begin, and where and how deep it is divided.
#[derive(Default)]
struct Scan {
    words: Vec<u32>,
    breaks: Vec<(u32, u8)>,
}

impl Scan {
    fn of(lang: Lang, text: &str) -> Scan {
        let mut scan = Scan {
            words: Vec::with_capacity(text.len() / if lang == Lang::Zh { 3 } else { 5 }),
            breaks: Vec::with_capacity(text.len() / 32),
        };
        let mut conjunctions = [0; 2];
        let mut inside = false;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            match c {
                'a'..='z' | 'A'..='Z' | '0'..='9' => {
                    if !std::mem::replace(&mut inside, true) {
                        scan.words.push(at as u32);
                    }
                }
                ' ' => {
                    inside = false;
                    if lang == Lang::En && divides(&text[at..], at, &mut conjunctions) {
                        scan.breaks.push((at as u32 + 1, 1));
                    }
                }
                '\u{4e00}'..='\u{9fff}' if !matches!(c, '和' | '及' | '与') => {
                    inside = false;
                    scan.words.push(at as u32);
                }
                _ => scan.other(at, c, chars.peek().map(|(_, next)| *next), &mut inside),
            }
        }
        scan
    }

    /// Takes a character that is neither a letter of ASCII, nor a blank, nor a Chinese character that joins nothing.
    fn other(&mut self, at: usize, c: char, next: Option<char>, inside: &mut bool) {
        if let Some(depth) = depth(c, next, at == 0) {
            self.breaks.push((at as u32, depth));
        }
        let is_word = is_han(c) || c.is_alphanumeric();
        let begins = is_word && (!*inside || !c.is_ascii());
        if begins {
            self.words.push(at as u32);
        }
        *inside = is_word && c.is_ascii()
            || matches!(c, '\'' | '’' | '.' | ',') && *inside && next.is_some_and(char::is_alphanumeric);
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

/// Whether “and” or “or” begins behind a blank and divides a list; `from` says from where on each may begin, as the
/// blank behind one is not the blank before the next.
fn divides(text: &str, at: usize, from: &mut [usize; 2]) -> bool {
    let found =
        [" and ", " or "].iter().zip(from).find(|(word, from)| at >= **from && text.starts_with(**word));
    let Some((word, from)) = found else { return false };
    *from = at + word.len();
    true
}
