//! Figures where the two sides are built differently.
//!
//! A paragraph that one side split or joined makes no figure missing: the passages concerned are compared together,
//! and what then still differs is told where it stands. The entries of a list that stand in another order are told to
//! be that, once.

use std::ops::Range;

use crate::base::lang::{Both, Lang};
use crate::model::bitext::Bitext;
use crate::model::page::{Block, Prose};
use crate::model::proof::{Figures, PassageProof, PlacedQuantity, SharedFigures};
use crate::prove::terms::matching::TermNames;
use crate::quantity::compare::{Mismatch, MismatchKind, compare};
use crate::quantity::quantities;
use crate::quantity::value::Quantity;

/// How a passage stands in a run of passages.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// Both sides have as many proses, and their figures agree.
    Right,
    /// Both sides have as many proses, and figures differ.
    Wrong,
    /// Both sides are there and have not as many proses.
    Uneven,
    /// One side has nothing.
    Single,
    /// The English is not translated.
    Apart,
}

/// Compares the figures of passages together whose sides do not stand one by one, and takes back what was found in
/// each alone. The passages are those of the bitext.
pub fn share(bitext: &Bitext, passages: &mut [PassageProof]) -> Vec<SharedFigures> {
    let shapes: Vec<Shape> = (0..passages.len()).map(|at| shape(bitext, passages, at)).collect();
    let is_part = |shape: &Shape| matches!(shape, Shape::Wrong | Shape::Uneven | Shape::Single);
    let mut all = Vec::new();
    let mut at = 0;
    while at < shapes.len() {
        let length = shapes[at..].iter().take_while(|shape| is_part(shape)).count();
        let run = at..at + length;
        at = run.end + 1;
        let here = &shapes[run.clone()];
        let is_uneven = here.iter().any(|shape| matches!(shape, Shape::Uneven | Shape::Single));
        if is_uneven && here.iter().any(|shape| *shape != Shape::Single) {
            all.extend(together(bitext, passages, &shapes, run.clone()));
            for proof in &mut passages[run] {
                proof.figures.iter_mut().for_each(Figures::clear_mismatches);
            }
        }
    }
    all
}

fn proses(bitext: &Bitext, at: usize) -> Both<Vec<&Prose>> {
    bitext.blocks(&bitext.passages[at]).map(|block| block.map_or(Vec::new(), Block::proses))
}

fn shape(bitext: &Bitext, passages: &[PassageProof], at: usize) -> Shape {
    let figures = &passages[at].figures;
    // Figures are there only where both sides have as many proses.
    if !figures.is_empty() && figures.iter().all(|figures| figures.mismatches().is_empty()) {
        return Shape::Right;
    }
    let Some(part) = bitext.part(&bitext.passages[at]) else { return Shape::Single };
    match (part.is_untranslated(), part.proses.zh.len() == part.proses.en.len()) {
        (true, _) => Shape::Apart,
        (false, false) => Shape::Uneven,
        (false, true) if figures.is_empty() => Shape::Right,
        (false, true) => Shape::Wrong,
    }
}

/// The texts of a run of passages as one, with their quantities.
#[derive(Default)]
struct Joined {
    text: String,
    /// In bytes of `text`.
    quantities: Vec<Quantity>,
    placed: Vec<PlacedQuantity>,
}

impl Joined {
    fn push(&mut self, passage: usize, prose: usize, text: &str, found: Vec<Quantity>) {
        let from = self.text.len();
        self.text.push_str(text);
        self.text.push('\n');
        for quantity in found {
            let range = from + quantity.range.start..from + quantity.range.end;
            self.quantities.push(Quantity { range, ..quantity.clone() });
            self.placed.push(PlacedQuantity { passage, prose, quantity });
        }
    }
}

/// What differs in a run of passages as a whole; nothing if nothing does.
fn together(
    bitext: &Bitext,
    passages: &[PassageProof],
    shapes: &[Shape],
    run: Range<usize>,
) -> Option<SharedFigures> {
    let joined = Both::from_fn(|lang| {
        let mut joined = Joined::default();
        for at in run.clone() {
            let names = TermNames::of(&passages[at].terms, lang);
            for (number, prose) in proses(bitext, at).get(lang).iter().enumerate() {
                let text = prose.read().string();
                let found = match passages[at].figures.get(number) {
                    // Read before where both sides have as many.
                    Some(figures) => figures.found.of(lang),
                    None => quantities(text, lang, names.in_prose(prose.id)),
                };
                joined.push(at, number, text, found);
            }
        }
        joined
    });
    let Both { zh, en } = &joined;
    let compared = compare(&zh.text, &zh.quantities, &en.text, &en.quantities);
    // What stands on one side only is told as that: a passage, or what is too much in a longer list.
    let shape = |side: &Joined, at: Option<usize>| at.map(|at| shapes[side.placed[at].passage]);
    let lacks = |fault| compared.mismatches.iter().any(|one| one.fault == fault);
    let both = lacks(MismatchKind::Missing) && lacks(MismatchKind::Extra);
    let is_told = |one: &Mismatch| match (shape(zh, one.zh), shape(en, one.en)) {
        (Some(shape), None) | (None, Some(shape)) => {
            shape == Shape::Single || (shape == Shape::Uneven && !both)
        }
        _ => false,
    };
    let mismatches: Vec<Mismatch> = compared.mismatches.iter().filter(|one| !is_told(one)).copied().collect();
    (!mismatches.is_empty()).then(|| SharedFigures { found: joined.map(|side| side.placed), mismatches })
}

/// The most proses of a passage that are tried at each other's places.
const TRIED: usize = 60;

/// The proses of a passage whose figures are right at another place, as pairs of the Chinese and the English; what was
/// found in each alone is taken back.
pub fn reordered(proses: &Both<Vec<&Prose>>, figures: &mut [Figures]) -> Vec<(usize, usize)> {
    let is_wrong = |at: &usize| !figures[*at].mismatches().is_empty();
    let wrong: Vec<usize> = (0..figures.len()).filter(is_wrong).collect();
    if wrong.len() < 2 || wrong.len() > TRIED {
        return Vec::new();
    }
    let fits = |zh: usize, en: usize| {
        let (left, right) = (proses.zh[zh].read().string(), proses.en[en].read().string());
        let compared = compare(left, &figures[zh].found.of(Lang::Zh), right, &figures[en].found.of(Lang::En));
        compared.mismatches.is_empty() && !compared.pairs.is_empty()
    };
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for zh in &wrong {
        let is_free = |en: &&usize| *en != zh && !pairs.iter().any(|(_, taken)| taken == *en);
        let place = wrong.iter().filter(is_free).find(|en| fits(*zh, **en));
        pairs.extend(place.map(|en| (*zh, *en)));
    }
    // Places are exchanged among those that have lost their own.
    loop {
        let sources: Vec<usize> = pairs.iter().map(|(zh, _)| *zh).collect();
        let targets: Vec<usize> = pairs.iter().map(|(_, en)| *en).collect();
        let before = pairs.len();
        pairs.retain(|(zh, en)| targets.contains(zh) && sources.contains(en));
        if pairs.len() == before {
            break;
        }
    }
    pairs.iter().for_each(|(zh, _)| figures[*zh].clear_mismatches());
    pairs
}
