//! What differs between the quantities of two texts, and where it is seen: for the rules that tell of it.

use crate::base::diagnostic::Label;
use crate::base::lang::{Both, Lang};
use crate::base::source::Place;
use crate::model::page::Block;
use crate::quantity::compare::MismatchKind;
use crate::quantity::value::Quantity;
use crate::quantity::wording::written;
use crate::rules::rule::{Across, Pair, RuleContext};

/// What is said of a difference: a message, and what to do about it.
type Told = (Both<String>, Both<String>);

/// Tells of the differences of some kinds.
pub(super) fn each(
    pair: &Pair,
    report: &mut RuleContext,
    is_wanted: impl Fn(MismatchKind) -> bool,
    told: impl Fn(MismatchKind, Option<&Quantity>, Option<&Quantity>) -> Told,
) {
    let pages = &pair.bitext.pages;
    let mut tell =
        |fault, seen: SeenQuantities, whole| emit(report, seen, whole, |zh, en| told(fault, zh, en));
    for Across { figures, zh, en, .. } in pair.across(|one| one.faults.is_some()) {
        let wanted = || figures.mismatches().iter().filter(|one| is_wanted(one.fault));
        let found = if wanted().next().is_some() { figures.found.both() } else { Both::default() };
        for one in wanted() {
            let seen = Both::from_fn(|lang| {
                let at = if lang == Lang::Zh { one.zh } else { one.en };
                let quantity = &found.get(lang)[at?];
                let text = if lang == Lang::Zh { zh } else { en };
                Some((quantity, pages.get(lang).source.place(text.span(quantity.range.clone()))))
            });
            tell(one.fault, seen, pages.en.source.place(en.span(0..en.string().len())));
        }
    }
    // Of passages that one side splits or joins.
    let block = |at: usize| pair.bitext.blocks(&pair.bitext.passages[at]);
    for run in &pair.proof.shared {
        for one in run.mismatches.iter().filter(|one| is_wanted(one.fault)) {
            let seen = Both::from_fn(|lang| {
                let found = &run.found.get(lang)[if lang == Lang::Zh { one.zh } else { one.en }?];
                let proses = block(found.passage).get(lang).map(Block::proses)?;
                let span = proses.get(found.prose)?.read().span(found.quantity.range.clone());
                Some((&found.quantity, pages.get(lang).source.place(span)))
            });
            let passage = one.zh.map(|at| run.found.zh[at].passage);
            let english = passage.and_then(|at| block(at).en).map(|block| block.span);
            tell(one.fault, seen, pages.en.source.place(english.unwrap_or(pages.en.header.places.span)));
        }
    }
}

/// A quantity of each side that has one, with its place.
type SeenQuantities<'q> = Both<Option<(&'q Quantity, Place)>>;

/// Tells of what is seen on each side; `whole` is the English text.
fn emit(
    report: &mut RuleContext,
    seen: SeenQuantities,
    whole: Place,
    told: impl Fn(Option<&Quantity>, Option<&Quantity>) -> Told,
) {
    let (zh, en) = (seen.zh.as_ref().map(|one| one.0), seen.en.as_ref().map(|one| one.0));
    let here = |quantity: &Quantity| shown(quantity).within("这里是 {}", "{} here");
    let label = match (zh, en) {
        (_, Some(en)) => here(en),
        (Some(_), None) => Both::new("这一段里没有它", "it is not in this passage"),
        (None, None) => return,
    };
    let (message, help) = told(zh, en);
    let finding = report.find(seen.en.map_or(whole, |(_, place)| place), message, label, help);
    finding.related.extend(seen.zh.map(|(quantity, place)| Label { place, text: here(quantity) }));
}

/// A value in plain digits with its unit, in both languages.
pub(super) struct ValueWords(Both<String>);

impl ValueWords {
    /// The value put into a sentence.
    pub(super) fn within(&self, zh: &str, en: &str) -> Both<String> {
        Both::new(zh.replace("{}", &self.0.zh), en.replace("{}", &self.0.en))
    }
}

/// A value in plain digits with its unit.
pub(super) fn shown(quantity: &Quantity) -> ValueWords {
    ValueWords(written(quantity))
}
