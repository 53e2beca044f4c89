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
    /// For each byte how many words and breaks stand before it and how many figures begin and end there, 16 bits each;
    /// none where the text is long.
    counts: Vec<u64>,
}

/// How long a text may be of which every byte is counted.
const COUNTED: usize = 1 << 14;

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

/// A place of an anchor, and its index.
pub(super) struct AnchorPlace {
    spots: [Spot; 2],
    anchor: u32,
}

impl<'t> SideText<'t> {
    /// Takes a text apart.
    pub fn new(lang: Lang, text: &str, figures: &'t [Quantity]) -> SideText<'t> {
        let WordScan { words, breaks } = WordScan::of(lang, text);
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
        let counts = Vec::new();
        let mut side = SideText { lang, figures, words, breaks, deep, counted, counts };
        if text.len() < COUNTED {
            side.count_up(text.len());
        }
        side
    }

    /// Counts what stands before each byte.
    fn count_up(&mut self, length: usize) {
        let mut counts = vec![0u64; length + 2];
        let mut add = |at: usize, field: u32| {
            if let Some(count) = counts.get_mut(at) {
                *count += 1u64 << (16 * field);
            }
        };
        self.words.iter().for_each(|at| add(*at as usize + 1, 0));
        self.breaks.iter().for_each(|at| add(*at as usize + 1, 1));
        self.figures.iter().for_each(|one| add(one.range.start + 1, 2));
        self.figures.iter().for_each(|one| add(one.range.end, 3));
        let mut sum = 0;
        for count in &mut counts {
            sum += *count;
            *count = sum;
        }
        self.counts = counts;
    }

    fn spot(&self, byte: usize) -> Spot {
        if let Some(counts) = self.counts.get(byte) {
            let [words, breaks, begun, ended] =
                [0u32, 16, 32, 48].map(|field| (*counts >> field) as u32 & 0xffff);
            return Spot { byte: byte as u32, words, breaks, begun, ended };
        }
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

    /// The places of anchors, in order.
    pub(super) fn places<'p>(&self, anchors: impl Iterator<Item = &'p [Range<usize>]>) -> Vec<AnchorPlace> {
        let mut places: Vec<AnchorPlace> = Vec::new();
        for (all, anchor) in anchors.zip(0..) {
            places.extend(all.iter().map(|place| AnchorPlace { spots: self.spots(place), anchor }));
        }
        places.sort_unstable_by_key(|place| place.spots[0].byte);
        places
    }

    /// How near the nearest place of each anchor is to a figure; zero where it is out of reach.
    pub(super) fn near_all(&self, figure: usize, places: &[AnchorPlace], near: &mut [i32]) {
        near.fill(0);
        let (own, reach) = (self.spots(&self.run(figure)), REACH as u32);
        let from = places.partition_point(|place| place.spots[0].byte + reach < own[0].byte);
        let to = places.partition_point(|place| place.spots[0].byte <= own[1].byte + reach);
        for place in &places[from..to.max(from)] {
            let best = &mut near[place.anchor as usize];
            *best = self.near_to(own, place.spots).max(*best);
        }
    }
}

/// Where the words of a text begin, and where and how deep it is divided.
#[derive(Default)]
struct WordScan {
    words: Vec<u32>,
    breaks: Vec<(u32, u8)>,
}

impl WordScan {
    fn of(lang: Lang, text: &str) -> WordScan {
        let mut scan = WordScan {
            words: Vec::with_capacity(text.len() / if lang == Lang::Zh { 3 } else { 5 }),
            breaks: Vec::with_capacity(text.len() / 32),
        };
        let (mut conjunctions, mut inside, mut at) = ([0; 2], false, 0);
        let bytes = text.as_bytes();
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                if !std::mem::replace(&mut inside, true) {
                    scan.words.push(at as u32);
                }
                at += 1;
            } else if *byte == b' ' {
                inside = false;
                if lang == Lang::En && divides(&text[at..], at, &mut conjunctions) {
                    scan.breaks.push((at as u32 + 1, 1));
                }
                at += 1;
            } else {
                let mut rest = text[at..].chars();
                let c = rest.next().unwrap_or_default();
                if matches!(c, '\u{4e00}'..='\u{9fff}') && !matches!(c, '和' | '及' | '与') {
                    inside = false;
                    scan.words.push(at as u32);
                } else {
                    scan.other(at, c, rest.next(), &mut inside);
                }
                at += c.len_utf8();
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
