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

/// How near something is, in thousandths; the most is 5,290 in Chinese and 1,124 in English.
pub(super) type Near = i16;

/// How near something is on one side, by the gap, the figures and the words between.
type SideNearnesses = [[[Near; 5]; 3]; 4];

/// The same for what stands before a figure, and behind it.
type Nearnesses = [SideNearnesses; 2];

/// The same for each language, multiplied out.
const NEAR: [Nearnesses; 2] = [nearnesses(&WEIGHTS[0]), nearnesses(&WEIGHTS[1])];

const fn nearnesses(weights: &Nearness) -> Nearnesses {
    let mut all = [[[[0; 5]; 3]; 4]; 2];
    let mut at = 0;
    while at < 2 * 4 * 3 * 5 {
        let (side, gap, figures, distance) = (at / 60, at / 15 % 4, at / 5 % 3, at % 5);
        let near = 1000 * weights.side[side] / 1000 * weights.gap[gap] / 1000;
        let near = near * weights.figures[figures] / 1000 * weights.distance[distance] / 1000;
        all[side][gap][figures][distance] = near as Near;
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
    /// How many breaks before it end a list, a clause, a sentence or more.
    deep: [u32; 3],
    /// How many figures that count something begin before it.
    begun: u32,
    /// How many of them end before it.
    ended: u32,
}

/// How far a text was walked through: how many of its words, breaks and figures are behind.
#[derive(Clone, Copy, Default)]
struct Walked {
    words: usize,
    breaks: usize,
    begun: usize,
    ended: usize,
}

/// A place of an anchor, and its index.
pub(super) struct AnchorPlace {
    start: Spot,
    end: Spot,
    anchor: u32,
}

impl<'t> SideText<'t> {
    /// Takes a stretch of a text apart, with the figures in it.
    pub fn new(lang: Lang, text: &str, stretch: Range<usize>, figures: &'t [Quantity]) -> SideText<'t> {
        let WordScan { words, breaks } = WordScan::of(lang, text, stretch);
        let mut deep = Vec::with_capacity(breaks.len() + 1);
        let mut count = [0; 3];
        deep.push(count);
        for (_, depth) in &breaks {
            count.iter_mut().take(usize::from(*depth)).for_each(|count| *count += 1);
            deep.push(count);
        }
        let breaks = breaks.into_iter().map(|(at, _)| at).collect();
        let mut counted = Vec::with_capacity(figures.len() + 1);
        counted.push(0);
        counted.extend(figures.iter().scan(0, |count, one| {
            *count += u32::from(one.significance > Significance::Ignored);
            Some(*count)
        }));
        SideText { lang, figures, words, breaks, deep, counted }
    }

    /// The place at a byte, walking on from a place before it.
    fn walk(&self, walked: &mut Walked, byte: usize) -> Spot {
        let Walked { words, breaks, begun, ended } = walked;
        let before = |all: &[u32], at: usize| all.get(at).is_some_and(|at| (*at as usize) < byte);
        while before(&self.words, *words) {
            *words += 1;
        }
        while before(&self.breaks, *breaks) {
            *breaks += 1;
        }
        while self.figures.get(*begun).is_some_and(|one| one.range.start < byte) {
            *begun += 1;
        }
        while self.figures.get(*ended).is_some_and(|one| one.range.end <= byte) {
            *ended += 1;
        }
        self.spot_behind(*walked, byte)
    }

    fn spot(&self, byte: usize) -> Spot {
        let before = |all: &[u32]| all.partition_point(|at| (*at as usize) < byte);
        let walked = Walked {
            words: before(&self.words),
            breaks: before(&self.breaks),
            begun: self.figures.partition_point(|one| one.range.start < byte),
            ended: self.figures.partition_point(|one| one.range.end <= byte),
        };
        self.spot_behind(walked, byte)
    }

    fn spot_behind(&self, Walked { words, breaks, begun, ended }: Walked, byte: usize) -> Spot {
        Spot {
            byte: byte as u32,
            words: words as u32,
            deep: self.deep[breaks],
            begun: self.counted[begun],
            ended: self.counted[ended],
        }
    }

    fn spots(&self, range: &Range<usize>) -> [Spot; 2] {
        [self.spot(range.start), self.spot(range.end)]
    }

    pub(super) fn gap(&self, between: &Range<usize>) -> usize {
        let [start, end] = self.spots(between);
        gap_of(&start, &end)
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
    pub(super) fn near(&self, figure: usize, place: &Range<usize>) -> Near {
        let (own, [start, end]) = (self.spots(&self.run(figure)), self.spots(place));
        let [before, behind] = &NEAR[self.lang as usize];
        match start.byte >= own[0].byte {
            true => near_to(behind, &own[1], &start),
            false => near_to(before, &end, &own[0]),
        }
    }

    /// The places of anchors, in order.
    pub(super) fn places<'p>(&self, anchors: impl Iterator<Item = &'p [Range<usize>]>) -> Vec<AnchorPlace> {
        let mut ranges: Vec<(&Range<usize>, u32)> = Vec::new();
        for (all, anchor) in anchors.zip(0..) {
            ranges.extend(all.iter().map(|place| (place, anchor)));
        }
        ranges.sort_unstable_by_key(|(place, _)| place.start);
        let mut walked = Walked::default();
        let place = |(range, anchor): (&Range<usize>, u32)| {
            let start = self.walk(&mut walked, range.start);
            let mut beyond = walked;
            let end = self.walk(&mut beyond, range.end);
            AnchorPlace { start, end, anchor }
        };
        ranges.into_iter().map(place).collect()
    }

    /// Notes how near the nearest place of each anchor within reach is to a figure.
    pub(super) fn near_all(&self, figure: usize, places: &[AnchorPlace], near: &mut [Near]) {
        let ([own_start, own_end], reach) = (self.spots(&self.run(figure)), REACH as u32);
        let [before, behind] = &NEAR[self.lang as usize];
        let until = |byte: u32| places.partition_point(|place| place.start.byte < byte);
        let (from, middle) = (until(own_start.byte.saturating_sub(reach)), until(own_start.byte));
        let to = until(own_end.byte + reach + 1).max(middle);
        let mut take = |place: &AnchorPlace, value: Near| {
            let best = &mut near[place.anchor as usize];
            if value > *best {
                *best = value;
            }
        };
        places[from..middle].iter().for_each(|one| take(one, near_to(before, &one.end, &own_start)));
        places[middle..to].iter().for_each(|one| take(one, near_to(behind, &own_end, &one.start)));
    }
}

/// How near what begins or ends at one place is to what ends or begins at another. Where they overlap, nothing stands
/// between.
#[inline]
fn near_to(table: &SideNearnesses, start: &Spot, end: &Spot) -> Near {
    const DISTANCES: [u8; 12] = [0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 4];
    let words = end.words.saturating_sub(start.words).min(11) as usize;
    // Figures that count something. No figure holds another.
    let figures = end.ended.saturating_sub(start.begun).min(2) as usize;
    table[gap_of(start, end)][figures][usize::from(DISTANCES[words])]
}

/// The most that ends between two places.
#[inline]
fn gap_of(start: &Spot, end: &Spot) -> usize {
    (0..end.deep.len()).rev().find(|at| end.deep[*at] > start.deep[*at]).map_or(0, |at| at + 1)
}

/// Where the words of a text begin, and where and how deep it is divided.
#[derive(Default)]
struct WordScan {
    words: Vec<u32>,
    breaks: Vec<(u32, u8)>,
}

impl WordScan {
    fn of(lang: Lang, text: &str, stretch: Range<usize>) -> WordScan {
        let mut scan = WordScan {
            words: Vec::with_capacity(stretch.len() / if lang == Lang::Zh { 3 } else { 5 }),
            breaks: Vec::with_capacity(stretch.len() / 32),
        };
        let (mut conjunctions, mut inside, mut at) = ([0; 2], false, stretch.start);
        let text = &text[..stretch.end];
        let bytes = text.as_bytes();
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_alphanumeric() {
                if !std::mem::replace(&mut inside, true) {
                    scan.words.push(at as u32);
                }
                at += 1;
            } else if *byte == b' ' {
                inside = false;
                let may_divide = lang == Lang::En && matches!(bytes.get(at + 1), Some(b'a' | b'o'));
                if may_divide && divides(&text[at..], at, &mut conjunctions) {
                    scan.breaks.push((at as u32 + 1, 1));
                }
                at += 1;
            } else if is_plain_han(&bytes[at..]) {
                inside = false;
                scan.words.push(at as u32);
                at += 3;
            } else {
                let mut rest = text[at..].chars();
                let c = rest.next().unwrap_or_default();
                scan.other(at, c, rest.next(), &mut inside);
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

/// Whether bytes begin with a Chinese character of the main block (U+4E00 to U+9FFF) that joins nothing.
fn is_plain_han(bytes: &[u8]) -> bool {
    match bytes {
        // 和, 及 and 与.
        [0xe5, 0x92, 0x8c, ..] | [0xe5, 0x8f, 0x8a, ..] | [0xe4, 0xb8, 0x8e, ..] => false,
        [0xe4, 0xb8..=0xff, ..] | [0xe5..=0xe9, ..] => true,
        _ => false,
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
