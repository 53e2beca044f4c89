//! What a figure is about: two right figures, each at the other's place.
//!
//! For two figures that both texts have, the words around them are weighed: does a word near the first Chinese figure
//! stand near the first English one (straight), or near the second (crossed)? Nearness falls with the words, the
//! clauses and the other figures between. Order, unit and bound speak too. Only where the crossed reading beats the
//! straight one by far is something said.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::model::meaning::Exchange;
use crate::prove::meaning::anchors::{Anchor, AnchorKind, anchors};
use crate::prove::meaning::days;
use crate::prove::meaning::english::StemIndex;
use crate::prove::meaning::nearness::{AnchorPlace, Near, SideText};
use crate::prove::meaning::stretches::{TextStretch, stretches};
use crate::quantity::value::{Kind, Quantity, Significance, Value};

/// The first two figures that stand at each other's places. `pairs` are those that are equal.
pub fn exchange(texts: Both<&str>, figures: Both<&[Quantity]>, pairs: &[(usize, usize)]) -> Option<Exchange> {
    if figures.zh.len() < 2 || figures.en.len() < 2 {
        return None;
    }
    days::exchange(texts.en, figures).or_else(|| weighed(texts, figures, pairs))
}

/// The first two of which the words around them say so.
fn weighed(texts: Both<&str>, figures: Both<&[Quantity]>, equal: &[(usize, usize)]) -> Option<Exchange> {
    let (zh, en) = (clear(figures.zh), clear(figures.en));
    let clear = |(i, j): &&(usize, usize)| zh[*i] && en[*j];
    let pairs: Vec<(usize, usize)> = equal.iter().filter(clear).copied().collect();
    if candidates(figures, &pairs).is_empty() {
        return None;
    }
    stretches(texts, figures, equal).iter().find_map(|stretch| {
        Some(stretch.whole(Weighing::new(texts, stretch, figures, equal, &pairs)?.exchange()?))
    })
}

/// How much each kind of evidence weighs: shares in thousandths, points of evidence. They were set by what parallel
/// texts of the news do, and are no more than that.
#[derive(Clone, Debug)]
struct Weights {
    /// A tie by a word, a character, Latin letters, a quantity, in parts of [`TIE`].
    pub ties: [Near; 4],
    /// Order, where only a list stands between; in a clause; in a sentence; beyond.
    pub order: [i64; 4],
    /// The same unit.
    pub unit: i64,
    /// The same bound.
    pub bound: i64,
    /// The least by which the crossed reading must beat the straight one.
    pub margin: i64,
}

impl Weights {
    /// The most that order speaks for anything.
    fn most_of_order(&self) -> i64 {
        self.order.iter().copied().max().unwrap_or(0)
    }
}

/// How many thousandths a part of a tie's weight is: with it, nearness in English times weight fits into a [`Near`].
const TIE: i64 = 200;

/// The weights.
const WEIGHTS: Weights =
    Weights { ties: [5, 3, 15, 10], order: [3000, 300, 1000, 2400], unit: 1000, bound: 1150, margin: 900 };

/// Words between two figures that English may give in either order.
fn is_turning(word: &str) -> bool {
    matches!(word, "from" | "above" | "below" | "than")
}

/// Words that join one figure's noun to another's, behind it in English and before it in Chinese.
fn is_joining(word: &str) -> bool {
    matches!(word, "in" | "of" | "across" | "among" | "for" | "within" | "with")
}

/// How many figures a text may have that are weighed.
const MOST_FIGURES: usize = 400;

/// How many figures on from a figure another is looked for that it may have changed places with.
const WINDOW: usize = 4;

/// What can be weighed.
pub struct Weighing<'t> {
    texts: Both<SideText<'t>>,
    /// The words that both have.
    words: Vec<Anchor>,
    /// All equal figures, which are anchors behind the words.
    equal: Vec<(usize, usize)>,
    /// What the tie of each anchor weighs.
    ties: Vec<Near>,
    /// Where they stand.
    places: Both<Vec<AnchorPlace>>,
    /// Pairs of equal figures that can be told apart, in the order of the Chinese.
    pairs: Vec<(usize, usize)>,
    /// Which of them may have changed places, in order.
    candidates: Vec<Candidate>,
    /// The words of the English.
    english: StemIndex,
}

/// How near each anchor is to the figures of a pair, on both sides.
type AnchorNearness = Both<Vec<Near>>;

/// A candidate: two pairs of equal figures, by index.
type Candidate = (usize, usize);

impl<'t> Weighing<'t> {
    /// Takes a stretch of two texts, their figures, all pairs of them that are equal and those that can be told apart;
    /// `None` where no two of the stretch may have changed places.
    pub fn new(
        texts: Both<&'t str>,
        stretch: &TextStretch,
        figures: Both<&'t [Quantity]>,
        equal: &[(usize, usize)],
        pairs: &[(usize, usize)],
    ) -> Option<Weighing<'t>> {
        let pairs = stretch.pairs(pairs);
        let figures = Both::from_fn(|lang| &figures.get(lang)[stretch.figures.get(lang).clone()]);
        let candidates = candidates(figures, &pairs);
        if candidates.is_empty() {
            return None;
        }
        let equal = stretch.pairs(equal);
        let english = StemIndex::of(texts.en, stretch.text.en.clone());
        let mut words = anchors(texts.zh, stretch.text.zh.clone(), &english);
        // The unit of a figure says nothing of where it belongs among figures of the same unit.
        for anchor in &mut words {
            anchor.zh.retain(|place| !is_inside(figures.zh, place));
            anchor.en.retain(|place| !is_inside(figures.en, place));
        }
        words.retain(|anchor| !anchor.zh.is_empty() && !anchor.en.is_empty());
        let texts = Both::from_fn(|lang| {
            SideText::new(lang, texts.get(lang), stretch.text.get(lang).clone(), figures.get(lang))
        });
        let places = Both::from_fn(|lang| {
            let words = words.iter().map(|anchor| match lang {
                Lang::Zh => &anchor.zh[..],
                Lang::En => &anchor.en[..],
            });
            let figure = |(zh, en): &(usize, usize)| match lang {
                Lang::Zh => std::slice::from_ref(&figures.zh[*zh].range),
                Lang::En => std::slice::from_ref(&figures.en[*en].range),
            };
            texts.get(lang).places(words.chain(equal.iter().map(figure)))
        });
        let kinds = words.iter().map(|anchor| anchor.tie);
        let kinds = kinds.chain(equal.iter().map(|_| AnchorKind::Quantity));
        let ties = kinds.map(|kind| WEIGHTS.ties[kind as usize]).collect();
        Some(Weighing { texts, words, equal, ties, places, pairs, candidates, english })
    }

    /// How near each anchor is to the figures of a pair.
    fn near(&self, pair: usize, near: &mut AnchorNearness) {
        let (i, j) = self.pairs[pair];
        for (near, text, figure, places) in [
            (&mut near.zh, &self.texts.zh, i, &self.places.zh),
            (&mut near.en, &self.texts.en, j, &self.places.en),
        ] {
            near.clear();
            near.resize(self.ties.len(), 0);
            text.near_all(figure, places, near);
        }
    }

    /// The same, in English times the weight of its tie.
    fn weighed(&self, pair: usize, near: &mut AnchorNearness) {
        self.near(pair, near);
        near.en.iter_mut().zip(&self.ties).for_each(|(near, tie)| *near *= tie);
    }

    /// How much the words around two pairs of figures speak for each at its own place; below zero, for the exchange.
    fn evidence(&self, (a, b): Candidate, one: &AnchorNearness, other: &AnchorNearness) -> i64 {
        let words = self.words.len();
        let of_words = product([&one.zh, &other.zh, &one.en, &other.en].map(|row| &row[..words]));
        let difference = |one: &[Near], other: &[Near], at: usize| i64::from(one[at] - other[at]);
        let of_figures: i64 = (words..self.ties.len())
            .map(|at| (at, difference(&one.zh, &other.zh, at) * difference(&one.en, &other.en, at)))
            .filter(|(at, weight)| {
                *weight != 0 && !self.is_own(*at - words, a) && !self.is_own(*at - words, b)
            })
            .map(|(_, weight)| weight)
            .sum();
        (of_words + of_figures) * TIE / 1_000_000
    }

    /// Whether equal figures meet those of a pair.
    fn is_own(&self, equal: usize, pair: usize) -> bool {
        let meets = |one: &Quantity, own: &Quantity| {
            one.range.start < own.range.end && own.range.start < one.range.end
        };
        let (Both { zh, en }, (i, j), (k, l)) = (&self.texts, self.pairs[pair], self.equal[equal]);
        meets(&zh.figures[k], &zh.figures[i]) || meets(&en.figures[l], &en.figures[j])
    }

    /// How much the order of two pairs of figures speaks for each at its own place.
    fn order(&self, a: (usize, usize), b: (usize, usize)) -> i64 {
        let Both { zh, en } = &self.texts;
        let between = |text: &SideText, one: usize, two: usize| {
            let (one, two) = (&text.figures[one].range, &text.figures[two].range);
            one.end.min(two.end)..one.start.max(two.start)
        };
        let (left, right) = (between(zh, a.0, b.0), between(en, a.1, b.1));
        // “to 80 from 50”, “40 above 300”: English may turn these round.
        if self.english.has_between(&right, is_turning) {
            return 0;
        }
        let is_list = self.is_list(&left, &right);
        let class = match zh.gap(&left).max(en.gap(&right)) {
            _ if is_list => 0,
            0 | 1 => 1,
            2 => 2,
            _ => 3,
        };
        let kept = (a.0 < b.0) == (a.1 < b.1);
        // “oil and coal … respectively” for 煤炭和石油分别.
        let kept = kept != (is_list && self.lists_turned(left.start, right.start));
        // 12方面34个项目 is “34 projects in 12 fields”.
        match kept {
            true => WEIGHTS.order[class],
            false if self.english.has_between(&right, is_joining) => -WEIGHTS.order[class] / 2,
            false => -WEIGHTS.order[class],
        }
    }

    /// Whether two figures stand in a list on both sides: marks and a few words between, and none that both have.
    fn is_list(&self, left: &Range<usize>, right: &Range<usize>) -> bool {
        let list = |text: &SideText, range: &Range<usize>| {
            let (words, figures) = text.words_between(range);
            match text.gap(range) {
                0 => words <= 2,
                1 => words <= 4 * (figures + 1),
                // English lists have commas.
                gap => gap == 2 && text.lang == Lang::En && words <= figures + 1,
            }
        };
        let own = |anchor: &Anchor| {
            let inside = |places: &[Range<usize>], between: &Range<usize>| {
                places.iter().any(|place| between.start <= place.start && place.end <= between.end)
            };
            // A word that stands behind each figure of a list, as 人次, is its counter.
            let counter = anchor.zh.len() > 1;
            !counter
                && matches!(anchor.tie, AnchorKind::Word | AnchorKind::Latin)
                && (inside(&anchor.zh, left) || inside(&anchor.en, right))
        };
        list(&self.texts.zh, left) && list(&self.texts.en, right) && !self.words.iter().any(own)
    }

    /// Whether two neighbors of a list before the Chinese figures stand in the opposite order before the English.
    fn lists_turned(&self, zh: usize, en: usize) -> bool {
        let once = |anchor: &Anchor| match (&anchor.zh[..], &anchor.en[..]) {
            ([left], [right]) if left.end <= zh && right.end <= en => Some((left.clone(), right.clone())),
            _ => None,
        };
        let places: Vec<_> = self.words.iter().filter_map(once).collect();
        places.windows(2).any(|two| {
            let [(first, across), (second, other)] = two else { return false };
            let between = first.end..second.start.max(first.end);
            self.texts.zh.gap(&between) == 1
                && self.texts.zh.count(&between) <= 1
                && other.start < across.start
        })
    }

    fn similarity(&self, a: (usize, usize), b: (usize, usize)) -> i64 {
        let (zh, en) = (self.texts.zh.figures, self.texts.en.figures);
        let bound =
            |i: usize, j: usize| i64::from(zh[i].bound.is_some() == en[j].bound.is_some()) * WEIGHTS.bound;
        let unit = |i: usize, j: usize| i64::from(zh[i].kind == en[j].kind) * WEIGHTS.unit;
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
    pub fn exchange(&self) -> Option<Exchange> {
        // Those of a pair and of the next ones, each at its number modulo their number.
        const ROWS: usize = WINDOW + 1;
        let mut near: [AnchorNearness; ROWS] = Default::default();
        let mut known = [usize::MAX; ROWS];
        let mut best: Option<(i64, Candidate)> = None;
        for &(a, b) in &self.candidates {
            for pair in [a, b] {
                if std::mem::replace(&mut known[pair % ROWS], pair) != pair {
                    self.weighed(pair, &mut near[pair % ROWS]);
                }
            }
            let (left, right) = (self.pairs[a], self.pairs[b]);
            let least = best.map_or(-WEIGHTS.margin, |(sum, _)| sum);
            let words = self.evidence((a, b), &near[a % ROWS], &near[b % ROWS]);
            let sum = words + self.similarity(left, right);
            // Order is looked at where it can decide.
            if sum - WEIGHTS.most_of_order() < least {
                let sum = sum + self.order(left, right);
                if sum < least {
                    best = Some((sum, (a, b)));
                }
            }
        }
        let (_, (a, b)) = best?;
        let about = self.about(a, b);
        let (a, b) = (self.pairs[a], self.pairs[b]);
        Some(Exchange { zh: [a.0, b.0], en: [b.1, a.1], about })
    }

    /// The word of both texts that stands nearest to the Chinese figure of one pair and the English of the other.
    fn about(&self, zh: usize, en: usize) -> Option<Both<Range<usize>>> {
        let (mut left, mut right) = (AnchorNearness::default(), AnchorNearness::default());
        self.near(zh, &mut left);
        self.near(en, &mut right);
        let both = (0..self.words.len()).map(|at| (i64::from(left.zh[at]) * i64::from(right.en[at]), at));
        let (_, anchor) = both.filter(|(near, _)| *near > 0).max()?;
        let nearest = |text: &SideText, figure: usize, places: &[Range<usize>]| {
            places.iter().max_by_key(|place| text.near(figure, place)).cloned()
        };
        let anchor = &self.words[anchor];
        let zh = nearest(&self.texts.zh, self.pairs[zh].0, &anchor.zh)?;
        let en = nearest(&self.texts.en, self.pairs[en].1, &anchor.en)?;
        Some(Both { zh, en })
    }
}

/// Which pairs of equal figures, of those that stand near each other in the Chinese, may have changed places. Two that
/// each have a unit of their own on both sides have not: who exchanges two numbers leaves their units where they are.
fn candidates(figures: Both<&[Quantity]>, pairs: &[(usize, usize)]) -> Vec<Candidate> {
    if pairs.len() > MOST_FIGURES {
        return Vec::new();
    }
    let may = |a: (usize, usize), b: (usize, usize)| {
        let alike = |zh: usize, en: usize| figures.zh[zh].kind == figures.en[en].kind;
        let has_own_units = || alike(a.0, a.1) && alike(b.0, b.1) && !alike(a.0, b.1) && !alike(b.0, a.1);
        figures.zh[a.0].value != figures.zh[b.0].value && !has_own_units()
    };
    let mut candidates = Vec::new();
    for (a, left) in pairs.iter().enumerate() {
        for (b, right) in pairs.iter().enumerate().skip(a + 1).take(WINDOW) {
            if may(*left, *right) {
                candidates.push((a, b));
            }
        }
    }
    candidates
}

/// The sum of the products of differences: of the first two rows with the last two.
fn product([one, other, left, right]: [&[Near]; 4]) -> i64 {
    // So many products of two numbers of 16 bits, of which one is below 2^13 and one below 2^15, fit into 32 bits.
    const CHUNK: usize = 16;
    let rows = one.chunks(CHUNK).zip(other.chunks(CHUNK)).zip(left.chunks(CHUNK).zip(right.chunks(CHUNK)));
    rows.map(|((one, other), (left, right))| {
        let pairs = one.iter().zip(other).zip(left.iter().zip(right));
        let sum: i32 = pairs.map(|((a, b), (c, d))| i32::from(a - b) * i32::from(c - d)).sum();
        i64::from(sum)
    })
    .sum()
}

/// Whether a place belongs to a figure.
fn is_inside(all: &[Quantity], place: &Range<usize>) -> bool {
    let at = all.partition_point(|one| one.range.end <= place.start);
    all.get(at).is_some_and(|one| one.range.start <= place.start && place.end <= one.range.end)
}

/// Which quantities count something and are the only ones of their value.
fn clear(all: &[Quantity]) -> Vec<bool> {
    let counts = |own: &Quantity| {
        own.significance > Significance::Optional && !matches!(own.kind, Kind::Date | Kind::Year | Kind::Time)
    };
    if all.len() <= FEW {
        let has = |some: &[Quantity], own: &Quantity| some.iter().any(|other| other.value == own.value);
        let is_only = |at: usize| !has(&all[..at], &all[at]) && !has(&all[at + 1..], &all[at]);
        return (0..all.len()).map(|at| counts(&all[at]) && is_only(at)).collect();
    }
    let mut times: HashMap<Value, usize> = HashMap::with_capacity_and_hasher(all.len(), Default::default());
    all.iter().for_each(|one| *times.entry(one.value).or_default() += 1);
    all.iter().map(|own| counts(own) && times.get(&own.value) == Some(&1)).collect()
}

/// So few quantities are compared with one another sooner than they are counted.
const FEW: usize = 24;
