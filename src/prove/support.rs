//! Where the numbers of a figure stand in the quotations of its page.

use std::cmp::Reverse;
use std::ops::{Range, RangeInclusive};

use crate::base::lang::Lang;
use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::figure::{Figure, Point};
use crate::model::indicator::Support;
use crate::model::original::Normalized;
use crate::model::page::{Prose, ProseId};
use crate::model::proof::{PageProof, Quotation};
use crate::model::site::Site;
use crate::prove::quantity_index::QuantityIndex;
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;
use crate::quantity::value::{Quantity, Significance};

/// How many characters before and after a number may name what it counts.
const AROUND: usize = 24;

/// A quantity in a quotation.
pub struct QuotedQuantity<'p> {
    /// Index of the passage.
    pub passage: usize,
    /// Where it stands there.
    pub range: Range<usize>,
    /// Where the quoted paragraph stands, if it was found.
    pub quotation: Option<&'p Quotation>,
    /// The quoted paragraph.
    pub text: &'p str,
}

/// The quantities in the quotations of a page, which are found by their numbers.
pub struct QuotedQuantities<'p> {
    all: Vec<QuotedQuantity<'p>>,
    index: QuantityIndex,
}

impl<'p> QuotedQuantities<'p> {
    /// Whether one of them says a declared value.
    pub fn says(&self, value: Decimal, declared: &DeclaredUnit) -> bool {
        self.index.says(value, declared)
    }

    /// Those that say a declared value, in order.
    pub fn saying<'s>(
        &'s self,
        value: Decimal,
        declared: &DeclaredUnit,
    ) -> impl DoubleEndedIterator<Item = &'s QuotedQuantity<'p>> {
        self.index.saying(value, declared).into_iter().map(|at| &self.all[at])
    }
}

/// The quantities in the quotations of a page.
pub fn quoted<'p>(bitext: &'p Bitext, proof: &'p PageProof) -> QuotedQuantities<'p> {
    let (all, quantities): (Vec<_>, Vec<_>) = in_quotations(bitext, proof).into_iter().unzip();
    QuotedQuantities { index: QuantityIndex::of(quantities.into_iter()), all }
}

fn in_quotations<'p>(bitext: &'p Bitext, proof: &'p PageProof) -> Vec<(QuotedQuantity<'p>, Quantity)> {
    let mut all = Vec::new();
    for (passage, (one, facts)) in bitext.passages.iter().zip(&proof.passages).enumerate() {
        let Some(block) = bitext.blocks(one).zh.filter(|_| !facts.quotes.is_empty()) else { continue };
        let proses: HashMap<ProseId, &Prose> =
            block.proses().into_iter().map(|prose| (prose.id, prose)).collect();
        for figures in &facts.figures {
            let Some(quoted) = facts.quoted(figures.proses.zh) else { continue };
            let Some(prose) = proses.get(&figures.proses.zh) else { continue };
            let (text, quotation) = (prose.read().string(), quoted.found());
            let found = figures.found.of(Lang::Zh).into_iter();
            let seen = found.filter(|one| one.significance > Significance::Ignored);
            all.extend(seen.map(|quantity| {
                let range = quantity.range.clone();
                (QuotedQuantity { passage, range, quotation, text }, quantity)
            }));
        }
    }
    all
}

/// How many quantities of one value are compared by the words around them.
const COMPARED: usize = 200;

/// For each point of a figure the quotation that holds it. Where several do, the one counts whose words
/// are most like the figure's own, then the one that holds most of its points, then the first.
pub fn of(site: &Site, quoted: &QuotedQuantities, figure: &Figure) -> Vec<Option<Support>> {
    let declared = &figure.unit.zh;
    let mut values: HashMap<Decimal, (usize, Vec<&QuotedQuantity>)> = HashMap::default();
    for point in &figure.points {
        let value = point.value.zh;
        let saying = || quoted.saying(value, declared).collect();
        values.entry(value).or_insert_with(|| (0, saying())).0 += 1;
    }
    // For each passage how many of the points it holds.
    let mut together: HashMap<usize, usize> = HashMap::default();
    for (points, saying) in values.values() {
        let mut passages: Vec<usize> = saying.iter().map(|one| one.passage).collect();
        passages.dedup();
        passages.into_iter().for_each(|passage| *together.entry(passage).or_default() += points);
    }
    let together = |passage: usize| together.get(&passage).copied().unwrap_or_default();
    let best = |point: &Point| {
        let names = [Some(&figure.label.zh), point.series.as_ref().map(|name| &name.zh), Some(&point.at.zh)];
        let names: String = names.into_iter().flatten().map(String::as_str).collect();
        let saying = values.get(&point.value.zh).map_or(&[][..], |(_, saying)| saying);
        let found = saying.iter().filter(|one| one.quotation.is_some()).take(COMPARED);
        let rated = found.map(|one| (similarity(&names, around(one)), together(one.passage), *one));
        // The first of those that are equal.
        rated.min_by_key(|(like, together, _)| Reverse((*like, *together))).map(|(_, _, one)| one)
    };
    let support = |one: &QuotedQuantity| {
        let quotation = one.quotation?;
        let (original, paragraph) = (quotation.original, paragraph(site, quotation, one));
        Some(Support { passage: one.passage, original, paragraph })
    };
    figure.points.iter().map(|point| best(point).and_then(support)).collect()
}

/// The text around a quantity.
fn around<'p>(one: &QuotedQuantity<'p>) -> &'p str {
    let range = &one.range;
    let before = one.text[..range.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let rest = &one.text[range.end..];
    let after = rest.char_indices().nth(AROUND / 2).map_or(rest.len(), |(at, _)| at);
    &one.text[before..range.end + after]
}

/// How many pairs of neighbouring characters of a name stand in a text.
fn similarity(name: &str, text: &str) -> usize {
    let pairs = |text: &str| text.chars().zip(text.chars().skip(1)).collect::<Vec<_>>();
    let there = pairs(text);
    name.chars().zip(name.chars().skip(1)).filter(|pair| there.contains(pair)).count()
}

/// The paragraph of the original that holds a quantity; the first of the quotation, if none can be told.
fn paragraph(site: &Site, quotation: &Quotation, one: &QuotedQuantity) -> usize {
    let original = &site.originals[quotation.original];
    let wanted = Normalized::new(around(one)).string;
    let number = Normalized::new(&one.text[one.range.clone()]).string;
    let numbers = |run: &std::ops::Range<usize>| -> RangeInclusive<usize> { original.paragraphs_of(run) };
    let has = |at: &usize, words: &str| {
        let paragraph = original.paragraph(*at);
        paragraph.is_some_and(|one| original.folded.string[one.folded.clone()].contains(words))
    };
    let all = || quotation.runs.iter().flat_map(numbers);
    let found = all().find(|at| has(at, &wanted)).or_else(|| all().find(|at| has(at, &number)));
    found.or_else(|| all().next()).unwrap_or(1)
}
