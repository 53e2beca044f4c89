//! A figure as a page shows it: each value in the scale in which the quotation that holds it says it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::base::lang::{Both, Lang};
use crate::base::map::HashMap;
use crate::model::figure::{Figure, Point};
use crate::model::indicator::Support;
use crate::model::proof::{PageProof, PassageProof};
use crate::model::site::Site;
use crate::prove::quantity_index::QuantityIndex;
use crate::prove::support::{self, QuotedQuantities};
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;

/// A figure with the wording of its values and the places that they come from.
pub struct Shown<'p> {
    /// The figure.
    pub figure: &'p Figure,
    /// Each point's number as the page says it.
    pub amounts: Vec<Both<Amount>>,
    /// Where each point stands in a document.
    pub supports: Vec<Option<Support>>,
}

/// A number with its unit.
#[derive(Clone, Debug, PartialEq)]
pub struct Amount {
    number: String,
    unit: DeclaredUnit,
}

/// The scales that are taken over from a quotation.
const SCALES: Both<[(i32, &str); 4]> = Both {
    zh: [(0, ""), (4, "万"), (8, "亿"), (12, "万亿")],
    en: [(0, ""), (6, "million"), (9, "billion"), (12, "trillion")],
};

impl<'p> Shown<'p> {
    /// A figure of a page with these quotations.
    pub fn of(site: &Site, proof: &PageProof, quoted: &QuotedQuantities, figure: &'p Figure) -> Shown<'p> {
        let supports = support::of(site, quoted, figure);
        let mut said: HashMap<usize, Both<QuantityIndex>> = HashMap::default();
        let mut worded = |(point, support): (&Point, &Option<Support>)| {
            let passage =
                support.and_then(|support| Some((support.passage, proof.passages.get(support.passage)?)));
            let said = passage.map(|(at, facts)| &*said.entry(at).or_insert_with(|| quantities(facts)));
            Both::from_fn(|lang| Amount::worded(figure, point, said.map(|said| said.get(lang)), lang))
        };
        let amounts = figure.points.iter().zip(&supports).map(&mut worded).collect();
        Shown { figure, amounts, supports }
    }

    /// A figure by itself, in the units that are declared.
    pub fn alone(figure: &'p Figure) -> Shown<'p> {
        let declared = |point: &Point| Both::from_fn(|lang| Amount::worded(figure, point, None, lang));
        let amounts = figure.points.iter().map(declared).collect();
        Shown { figure, amounts, supports: vec![None; figure.points.len()] }
    }

    /// The passage that holds most of its values: the first of those that are equal.
    pub fn passage(&self) -> Option<usize> {
        let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
        self.supports.iter().flatten().for_each(|one| *counts.entry(one.passage).or_default() += 1);
        counts.into_iter().min_by_key(|(_, count)| Reverse(*count)).map(|(passage, _)| passage)
    }
}

/// What the two sides of a passage say.
fn quantities(facts: &PassageProof) -> Both<QuantityIndex> {
    Both::from_fn(|lang| QuantityIndex::of(facts.figures.iter().flat_map(|one| one.found.of(lang))))
}

impl Amount {
    /// A point's number in the declared unit, or in the scale of the passage that holds it.
    fn worded(figure: &Figure, point: &Point, said: Option<&QuantityIndex>, lang: Lang) -> Amount {
        let (unit, value) = (figure.unit.get(lang), *point.value.get(lang));
        let restated = said.and_then(|said| {
            let (power, word) = scale(said, value, unit, lang)?;
            let value = value.checked_scaled(unit.scale - power)?;
            Some((value, DeclaredUnit { scale: power, scale_word: word.to_owned(), ..unit.clone() }))
        });
        let (value, unit) = restated.unwrap_or_else(|| (value, unit.clone()));
        let number = match lang {
            Lang::Zh => value.plain(),
            Lang::En => value.grouped(),
        };
        Amount { number, unit }
    }

    /// The number with its unit, as a sentence has it.
    pub fn text(&self, lang: Lang) -> String {
        self.unit.with(&self.number, lang)
    }

    /// From this number to another, the unit once where both have it: RMB 387.5 → 578.6 billion.
    pub fn to(&self, last: &Amount, lang: Lang) -> String {
        let is_rank = matches!(self.unit.word.as_str(), "位" | "place");
        match self.unit == last.unit && !is_rank {
            true => self.unit.with(&format!("{} → {}", self.number, last.number), lang),
            false => format!("{} → {}", self.text(lang), last.text(lang)),
        }
    }
}

/// The scale in which a passage says a value, if it never says it in the declared one.
fn scale(
    said: &QuantityIndex,
    value: Decimal,
    unit: &DeclaredUnit,
    lang: Lang,
) -> Option<(i32, &'static str)> {
    let places = said.saying(value, unit);
    let scales: Vec<i32> = places.into_iter().map(|at| said.quantity(at).scale).collect();
    if scales.contains(&unit.scale) {
        return None;
    }
    SCALES.get(lang).iter().find(|(power, _)| scales.contains(power)).copied()
}
