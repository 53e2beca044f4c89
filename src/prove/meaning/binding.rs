//! What a figure is about: two right figures, each at the other's place.
//!
//! For two figures that both texts have, the words around them are weighed: does a word near the first Chinese figure
//! stand near the first English one (straight), or near the second (crossed)? Nearness falls with the words, the
//! clauses and the other figures between. Order, unit and bound speak too. Only where the crossed reading beats the
//! straight one by far is something said.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::model::meaning::Exchange;
use crate::prove::meaning::anchors::{Anchor, Tie, anchors};
use crate::prove::meaning::days;
use crate::prove::meaning::english::words;
use crate::quantity::value::{Kind, Quantity, Significance};

/// The first two figures that stand at each other's places. `pairs` are those that are equal.
pub fn exchange(texts: Both<&str>, figures: Both<&[Quantity]>, pairs: &[(usize, usize)]) -> Option<Exchange> {
    if figures.zh.len() < 2 || figures.en.len() < 2 {
        return None;
    }
    days::exchange(texts.en, figures).or_else(|| Weighing::new(texts, figures, pairs)?.exchange(&WEIGHTS))
}

/// How much each kind of evidence weighs: shares in thousandths, points of evidence. They were set by what parallel
/// texts of the news do, and are no more than that.
#[derive(Clone, Debug)]
pub struct Weights {
    /// Chinese, English.
    pub near: [Nearness; 2],
    /// A tie by a word, a character, Latin letters, a quantity.
    pub ties: [i64; 4],
    /// Order, where only a list stands between; in a clause; in a sentence; beyond.
    pub order: [i64; 4],
    /// The same unit.
    pub unit: i64,
    /// The same bound.
    pub bound: i64,
    /// The least by which the crossed reading must beat the straight one.
    pub margin: i64,
}

/// By how much nearness falls, in thousandths.
#[derive(Clone, Debug)]
pub struct Nearness {
    /// Before the figure, behind it.
    pub side: [i64; 2],
    /// Nothing, a list mark, a comma, a full stop between.
    pub gap: [i64; 4],
    /// No figure, one, more between.
    pub figures: [i64; 3],
    /// Words between: none, up to 2, 5, 10, more.
    pub distance: [i64; 5],
}

/// The weights.
pub const WEIGHTS: Weights = Weights {
    near: [
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
    ],
    ties: [1000, 600, 3000, 2000],
    order: [3000, 300, 1000, 2400],
    unit: 1000,
    bound: 1150,
    margin: 900,
};

/// Words between two figures that English may give in either order.
const TURNING: &[&str] = &["from", "above", "below", "than"];

/// Words that join one figure's noun to another's, behind it in English and before it in Chinese.
const JOINING: &[&str] = &["in", "of", "across", "among", "for", "within", "with"];

/// How many figures on from a figure another is looked for that it may have changed places with.
const WINDOW: usize = 4;

/// A text with what is asked of it.
pub struct Text<'t> {
    lang: Lang,
    text: &'t str,
    figures: &'t [Quantity],
    /// Where its words begin.
    words: Vec<usize>,
    /// Where its clauses end, and how much ends there: 1 to 3.
    breaks: Vec<(usize, u8)>,
}

impl<'t> Text<'t> {
    /// Takes a text apart.
    pub fn new(lang: Lang, text: &'t str, figures: &'t [Quantity]) -> Text<'t> {
        let (mut words, mut breaks, mut inside) = (Vec::new(), Vec::new(), false);
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|(_, next)| *next);
            if let Some(depth) = depth(c, next, text[..at].chars().next_back()) {
                breaks.push((at, depth));
            }
            let is_word = c.is_alphanumeric();
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
        Text { lang, text, figures, words, breaks }
    }

    fn gap(&self, between: &Range<usize>) -> u8 {
        let from = self.breaks.partition_point(|(at, _)| *at < between.start);
        self.breaks[from..]
            .iter()
            .take_while(|(at, _)| *at < between.end)
            .map(|(_, depth)| *depth)
            .max()
            .unwrap_or(0)
    }

    fn count(&self, between: &Range<usize>) -> usize {
        let before = |at: usize| self.words.partition_point(|start| *start < at);
        before(between.end).saturating_sub(before(between.start))
    }

    /// How many words and how many figures stand in a part, the words of figures aside.
    fn words_between(&self, part: &Range<usize>) -> (usize, usize) {
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
        while first > 0 && figure - first < WINDOW && joined(first - 1, first) {
            first -= 1;
        }
        while last + 1 < self.figures.len() && last - figure < WINDOW && joined(last, last + 1) {
            last += 1;
        }
        range(first).start..range(last).end.max(range(first).start)
    }

    /// How near a place is to a figure, in thousandths.
    fn near(&self, figure: usize, place: &Range<usize>, weights: &Weights) -> i64 {
        let own = &self.run(figure);
        let weights = &weights.near[self.lang as usize];
        let (side, between) = match place.start >= own.start {
            true => (1, own.end..place.start.max(own.end)),
            false => (0, place.end..own.start.max(place.end)),
        };
        let distance = match self.count(&between) {
            0 => 0,
            1..=2 => 1,
            3..=5 => 2,
            6..=10 => 3,
            _ => 4,
        };
        let factors = [
            weights.side[side],
            weights.gap[usize::from(self.gap(&between))],
            weights.figures[self.figures_in(&between)],
            weights.distance[distance],
        ];
        factors.iter().fold(1000, |all, factor| all * factor / 1000)
    }

    fn nearest(&self, figure: usize, places: &[Range<usize>], weights: &Weights) -> i64 {
        places.iter().map(|place| self.near(figure, place, weights)).max().unwrap_or(0)
    }
}

/// How much ends at a mark.
fn depth(c: char, next: Option<char>, before: Option<char>) -> Option<u8> {
    let blank = next.is_none_or(char::is_whitespace);
    match c {
        '、' => Some(1),
        '和' | '及' | '与' if before.is_some() => Some(1),
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

/// What can be weighed.
pub struct Weighing<'t> {
    texts: Both<Text<'t>>,
    anchors: Vec<Anchor>,
    /// Pairs of equal figures, in the order of the Chinese.
    pairs: Vec<(usize, usize)>,
}

impl<'t> Weighing<'t> {
    /// Takes two texts and the pairs of their equal quantities; `None` where there are not two that can be told apart.
    pub fn new(
        texts: Both<&'t str>,
        figures: Both<&'t [Quantity]>,
        pairs: &[(usize, usize)],
    ) -> Option<Weighing<'t>> {
        let clear = |(i, j): &&(usize, usize)| is_clear(figures.zh, *i) && is_clear(figures.en, *j);
        let known: Vec<(usize, usize)> = pairs.iter().filter(clear).copied().collect();
        if known.len() < 2 {
            return None;
        }
        let mut found = anchors(texts.zh, texts.en);
        // The unit of a figure says nothing of where it belongs among figures of the same unit.
        for anchor in &mut found {
            anchor.zh.retain(|place| !is_inside(figures.zh, place));
            anchor.en.retain(|place| !is_inside(figures.en, place));
        }
        found.retain(|anchor| !anchor.zh.is_empty() && !anchor.en.is_empty());
        found.extend(pairs.iter().map(|(i, j)| Anchor {
            zh: vec![figures.zh[*i].range.clone()],
            en: vec![figures.en[*j].range.clone()],
            tie: Tie::Quantity,
        }));
        let texts = Both::from_fn(|lang| Text::new(lang, texts.get(lang), figures.get(lang)));
        Some(Weighing { texts, anchors: found, pairs: known })
    }

    /// Pairs of figures that may have changed places.
    pub fn candidates(&self) -> impl Iterator<Item = ((usize, usize), (usize, usize))> + '_ {
        let near = move |at: usize| {
            self.pairs[at + 1..].iter().take(WINDOW).map(move |other| (self.pairs[at], *other))
        };
        (0..self.pairs.len()).flat_map(near).filter(|(a, b)| {
            let zh = &self.texts.zh.figures;
            zh[a.0].value != zh[b.0].value
        })
    }

    /// How much speaks for each at its own place; below zero, for the exchange.
    pub fn weigh(&self, a: (usize, usize), b: (usize, usize), weights: &Weights) -> i64 {
        let words: i64 = self.anchors.iter().map(|anchor| self.evidence(anchor, a, b, weights)).sum();
        words + self.order(a, b, weights) + self.likeness(a, b, weights)
    }

    fn evidence(&self, anchor: &Anchor, a: (usize, usize), b: (usize, usize), weights: &Weights) -> i64 {
        let Both { zh, en } = &self.texts;
        let own = |text: &Text, at: usize, places: &[Range<usize>]| {
            places.iter().any(|place| {
                let range = &text.figures[at].range;
                place.start < range.end && range.start < place.end
            })
        };
        if anchor.tie == Tie::Quantity
            && (own(zh, a.0, &anchor.zh)
                || own(zh, b.0, &anchor.zh)
                || own(en, a.1, &anchor.en)
                || own(en, b.1, &anchor.en))
        {
            return 0;
        }
        let left = zh.nearest(a.0, &anchor.zh, weights) - zh.nearest(b.0, &anchor.zh, weights);
        if left == 0 {
            return 0;
        }
        let right = en.nearest(a.1, &anchor.en, weights) - en.nearest(b.1, &anchor.en, weights);
        left * right / 1000 * weights.ties[anchor.tie as usize] / 1000
    }

    fn order(&self, a: (usize, usize), b: (usize, usize), weights: &Weights) -> i64 {
        let Both { zh, en } = &self.texts;
        let between = |text: &Text, one: usize, two: usize| {
            let (one, two) = (&text.figures[one].range, &text.figures[two].range);
            one.end.min(two.end)..one.start.max(two.start)
        };
        let (left, right) = (between(zh, a.0, b.0), between(en, a.1, b.1));
        let list = |text: &Text, range: &Range<usize>| {
            let (words, figures) = text.words_between(range);
            match text.gap(range) {
                0 => words <= 2,
                1 => words <= 4 * (figures + 1),
                // English lists have commas.
                gap => gap == 2 && text.lang == Lang::En && words <= figures + 1,
            }
        };
        // “to 80 from 50”, “40 above 300”: English may turn these round.
        let turned = |text: &str| words(text).iter().any(|word| TURNING.contains(&&*word.lower));
        if turned(&en.text[right.clone()]) {
            return 0;
        }
        let gap = zh.gap(&left).max(en.gap(&right));
        let own = |anchor: &Anchor| {
            let inside = |places: &[Range<usize>], between: &Range<usize>| {
                places.iter().any(|place| between.start <= place.start && place.end <= between.end)
            };
            // A word that stands behind each figure of a list, as 人次, is its counter.
            let counter = anchor.zh.len() > 1;
            !counter
                && matches!(anchor.tie, Tie::Word | Tie::Latin)
                && (inside(&anchor.zh, &left) || inside(&anchor.en, &right))
        };
        let is_list = list(zh, &left) && list(en, &right) && !self.anchors.iter().any(own);
        let class = match gap {
            _ if is_list => 0,
            0 | 1 => 1,
            2 => 2,
            _ => 3,
        };
        let kept = (a.0 < b.0) == (a.1 < b.1);
        // 12方面34个项目 is “34 projects in 12 fields”.
        let halved = words(&en.text[right.clone()]).iter().any(|word| JOINING.contains(&&*word.lower));
        // “oil and coal … respectively” for 煤炭和石油分别.
        let kept = kept != (is_list && self.lists_turned(left.start, right.start));
        match (kept, halved) {
            (true, _) => weights.order[class],
            (false, true) => -weights.order[class] / 2,
            (false, false) => -weights.order[class],
        }
    }

    /// Whether two neighbors of a list before the Chinese figures stand in the opposite order before the English.
    fn lists_turned(&self, zh: usize, en: usize) -> bool {
        let word = |anchor: &&Anchor| anchor.tie != Tie::Quantity;
        let once = |anchor: &Anchor| match (&anchor.zh[..], &anchor.en[..]) {
            ([left], [right]) if left.end <= zh && right.end <= en => Some((left.clone(), right.clone())),
            _ => None,
        };
        let places: Vec<_> = self.anchors.iter().filter(word).filter_map(once).collect();
        places.windows(2).any(|two| {
            let [(first, across), (second, other)] = two else { return false };
            let between = first.end..second.start.max(first.end);
            self.texts.zh.gap(&between) == 1
                && self.texts.zh.count(&between) <= 1
                && other.start < across.start
        })
    }

    fn likeness(&self, a: (usize, usize), b: (usize, usize), weights: &Weights) -> i64 {
        let (zh, en) = (self.texts.zh.figures, self.texts.en.figures);
        let bound =
            |i: usize, j: usize| i64::from(zh[i].bound.is_some() == en[j].bound.is_some()) * weights.bound;
        let unit = |i: usize, j: usize| i64::from(zh[i].kind == en[j].kind) * weights.unit;
        let bounds = bound(a.0, a.1) + bound(b.0, b.1) - bound(a.0, b.1) - bound(b.0, a.1);
        let units = unit(a.0, a.1) + unit(b.0, b.1) - unit(a.0, b.1) - unit(b.0, a.1);
        // Who exchanges two numbers leaves their units where they are.
        match units {
            _ if zh[a.0].kind == zh[b.0].kind => bounds,
            1.. => bounds + 2 * units,
            _ => bounds + units,
        }
    }

    /// The pair of figures of which most speaks for an exchange, if enough does.
    pub fn exchange(&self, weights: &Weights) -> Option<Exchange> {
        let weighed = self.candidates().map(|(a, b)| (self.weigh(a, b, weights), a, b));
        let (_, a, b) = weighed.filter(|(sum, ..)| *sum < -weights.margin).min()?;
        let about = self.about(a.0, b.1, weights);
        Some(Exchange { zh: [a.0, b.0], en: [b.1, a.1], about })
    }

    /// The word of both texts that stands nearest to a figure of each.
    fn about(&self, zh: usize, en: usize, weights: &Weights) -> Option<Both<Range<usize>>> {
        let Both { zh: left, en: right } = &self.texts;
        let nearest = |text: &Text, figure: usize, places: &[Range<usize>]| {
            places
                .iter()
                .map(|place| (text.near(figure, place, weights), place.clone()))
                .max_by_key(|(near, _)| *near)
        };
        let words = self.anchors.iter().filter(|anchor| anchor.tie != Tie::Quantity);
        let both = words.filter_map(|anchor| {
            let (near, zh) = nearest(left, zh, &anchor.zh)?;
            let (close, en) = nearest(right, en, &anchor.en)?;
            Some((near * close, Both { zh, en }))
        });
        both.max_by_key(|(near, _)| *near).map(|(_, place)| place)
    }
}

/// Whether a place belongs to a figure.
fn is_inside(all: &[Quantity], place: &Range<usize>) -> bool {
    let at = all.partition_point(|one| one.range.end <= place.start);
    all.get(at).is_some_and(|one| one.range.start <= place.start && place.end <= one.range.end)
}

/// Whether a quantity counts something and is the only one of its value.
fn is_clear(all: &[Quantity], at: usize) -> bool {
    let own = &all[at];
    own.significance > Significance::Optional
        && !matches!(own.kind, Kind::Date | Kind::Year | Kind::Time)
        && !all.iter().enumerate().any(|(other, one)| other != at && one.value == own.value)
}
