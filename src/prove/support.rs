//! Where the numbers of a figure stand in the quotations of its page.

use std::ops::RangeInclusive;

use crate::base::map::HashMap;
use crate::model::bitext::Bitext;
use crate::model::figure::{Figure, Point};
use crate::model::indicator::Support;
use crate::model::original::Normalized;
use crate::model::page::{Prose, ProseId};
use crate::model::proof::{PageProof, Quotation};
use crate::model::site::Site;
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;
use crate::quantity::ratio::Ratio;
use crate::quantity::units::unit_of;
use crate::quantity::value::{Kind, Quantity, Significance};

/// How many characters before and after a number may name what it counts.
const AROUND: usize = 24;

/// A quantity in a quotation.
pub struct QuotedQuantity<'p> {
    /// Index of the passage.
    pub passage: usize,
    /// What was read.
    pub quantity: &'p Quantity,
    /// Where the quoted paragraph stands, if it was found.
    pub quotation: Option<&'p Quotation>,
    /// The quoted paragraph.
    pub text: &'p str,
}

/// The quantities in the quotations of a page.
pub fn quoted<'p>(bitext: &'p Bitext, proof: &'p PageProof) -> Vec<QuotedQuantity<'p>> {
    let mut all = Vec::new();
    for (passage, (one, facts)) in bitext.passages.iter().zip(&proof.passages).enumerate() {
        let Some(block) = bitext.blocks(one).zh.filter(|_| !facts.quotes.is_empty()) else { continue };
        let proses: HashMap<ProseId, &Prose> =
            block.proses().into_iter().map(|prose| (prose.id, prose)).collect();
        for figures in &facts.figures {
            let Some(quoted) = facts.quoted(figures.proses.zh) else { continue };
            let Some(prose) = proses.get(&figures.proses.zh) else { continue };
            let (text, quotation) = (prose.read().string.as_str(), quoted.found());
            let seen = figures.found.zh.iter().filter(|one| one.significance > Significance::Ignored);
            all.extend(seen.map(|quantity| QuotedQuantity { passage, quantity, quotation, text }));
        }
    }
    all
}

/// Whether a quoted quantity is a declared value, in its unit and scale. Years, dates and ordinals count as what
/// they say, where a count is declared.
pub fn supports(quoted: &Quantity, value: Decimal, declared: &DeclaredUnit) -> bool {
    let Some(number) = quoted.decimal() else { return false };
    let scaled = value.checked_scaled(declared.scale);
    let Some(unit) = declared.unit() else {
        let counts = matches!(quoted.kind, Kind::Count | Kind::Ordinal | Kind::Year | Kind::Times);
        return counts && scaled == Some(number);
    };
    // 34微克 of a concentration leaves the air unsaid.
    if quoted.word.is_some_and(|word| word.also.contains(&unit.id)) {
        return scaled == Some(number);
    }
    // The rate is told by what stands around the number: 亩均增加值85.6万元.
    let Some(found) = unit_of(quoted.kind).filter(|found| found.converts(unit)) else { return false };
    let amount = scaled.and_then(Ratio::of).and_then(|amount| unit.convert(amount, found));
    amount.is_some() && amount == Ratio::of(number)
}

/// For each point of a figure the quotation that holds it. Where several do, the one counts whose words
/// are most like the figure's own, then the one that holds most of its points, then the first.
pub fn of(site: &Site, quoted: &[QuotedQuantity], figure: &Figure) -> Vec<Option<Support>> {
    let holds = |one: &QuotedQuantity, point: &Point| supports(one.quantity, point.value.zh, &figure.unit.zh);
    // For each passage how many of the points it holds.
    let mut together: HashMap<usize, usize> = HashMap::default();
    for point in &figure.points {
        let mut passages: Vec<usize> =
            quoted.iter().filter(|one| holds(one, point)).map(|one| one.passage).collect();
        passages.dedup();
        passages.into_iter().for_each(|passage| *together.entry(passage).or_default() += 1);
    }
    let together = |passage: usize| together.get(&passage).copied().unwrap_or_default();
    let best = |point: &Point| {
        let names = [Some(&figure.label.zh), point.series.as_ref().map(|name| &name.zh), Some(&point.at.zh)];
        let names: String = names.into_iter().flatten().map(String::as_str).collect();
        let fitting = quoted.iter().filter(|one| one.quotation.is_some() && holds(one, point));
        let rated = fitting.map(|one| (similarity(&names, around(one)), together(one.passage), one));
        // The first of those that are equal.
        rated.rev().max_by_key(|(like, together, _)| (*like, *together)).map(|(_, _, one)| one)
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
    let range = &one.quantity.range;
    let before = one.text[..range.start].char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let rest = &one.text[range.end..];
    let after = rest.char_indices().nth(AROUND / 2).map_or(rest.len(), |(at, _)| at);
    &one.text[before..range.end + after]
}

/// How many pairs of neighbouring characters of a name stand in a text.
fn similarity(name: &str, text: &str) -> usize {
    let (name, text): (Vec<char>, Vec<char>) = (name.chars().collect(), text.chars().collect());
    name.windows(2).filter(|pair| text.windows(2).any(|two| two == *pair)).count()
}

/// The paragraph of the original that holds a quantity; the first of the quotation, if none can be told.
fn paragraph(site: &Site, quotation: &Quotation, one: &QuotedQuantity) -> usize {
    let original = &site.originals[quotation.original];
    let wanted = Normalized::new(around(one)).string;
    let number = Normalized::new(&one.text[one.quantity.range.clone()]).string;
    let numbers = |run: &std::ops::Range<usize>| -> RangeInclusive<usize> { original.paragraphs_of(run) };
    let has = |at: &usize, words: &str| {
        let paragraph = original.paragraph(*at);
        paragraph.is_some_and(|one| original.folded.string[one.folded.clone()].contains(words))
    };
    let all = || quotation.runs.iter().flat_map(numbers);
    let found = all().find(|at| has(at, &wanted)).or_else(|| all().find(|at| has(at, &number)));
    found.or_else(|| all().next()).unwrap_or(1)
}
