//! Quantities by the number that they give: those that say a declared value are found without going through all.

use crate::base::map::HashMap;
use crate::quantity::decimal::Decimal;
use crate::quantity::declared::DeclaredUnit;
use crate::quantity::ratio::Ratio;
use crate::quantity::units::{Unit, unit_of};
use crate::quantity::value::{Kind, Quantity};

/// Where quantities stand in a list, by their numbers.
pub(crate) struct QuantityIndex {
    all: Vec<Quantity>,
    places: HashMap<Decimal, Vec<usize>>,
    /// The units in which numbers are given.
    units: Vec<&'static Unit>,
}

impl QuantityIndex {
    /// Takes quantities in the order of their list.
    pub(crate) fn of(all: impl Iterator<Item = Quantity>) -> QuantityIndex {
        let all: Vec<Quantity> = all.collect();
        let (mut places, mut units) = (HashMap::<Decimal, Vec<usize>>::default(), Vec::<&Unit>::new());
        for (at, one) in all.iter().enumerate() {
            let Some(number) = one.decimal() else { continue };
            places.entry(number).or_default().push(at);
            if let Some(unit) = unit_of(one.kind)
                && !units.iter().any(|known| std::ptr::eq(*known, unit))
            {
                units.push(unit);
            }
        }
        QuantityIndex { all, places, units }
    }

    /// One of them by its place.
    pub(crate) fn quantity(&self, at: usize) -> &Quantity {
        &self.all[at]
    }

    /// Whether one of them says a declared value.
    pub(crate) fn says(&self, value: Decimal, declared: &DeclaredUnit) -> bool {
        let numbers = self.numbers(value, declared);
        let places = numbers.iter().filter_map(|number| self.places.get(number)).flatten();
        places.into_iter().any(|at| supports(&self.all[*at], value, declared))
    }

    /// The places of those that say a declared value, in order.
    pub(crate) fn saying(&self, value: Decimal, declared: &DeclaredUnit) -> Vec<usize> {
        let numbers = self.numbers(value, declared);
        let places = numbers.iter().filter_map(|number| self.places.get(number)).flatten().copied();
        let mut found: Vec<usize> = places.filter(|at| supports(&self.all[*at], value, declared)).collect();
        found.sort_unstable();
        found
    }

    /// The numbers by which a declared value may be said, each once.
    fn numbers(&self, value: Decimal, declared: &DeclaredUnit) -> Vec<Decimal> {
        let Some(scaled) = value.checked_scaled(declared.scale) else { return Vec::new() };
        let amount = declared.unit().zip(Ratio::of(scaled));
        let convert = |to: &&'static Unit| {
            let (unit, amount) = amount.filter(|(unit, _)| to.converts(unit))?;
            unit.convert(amount, to)?.decimal()
        };
        let mut numbers: Vec<Decimal> = self.units.iter().filter_map(convert).chain([scaled]).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// Whether a quoted quantity is a declared value, in its unit and scale. Years, dates and ordinals count as what
/// they say, where a count is declared.
fn supports(quoted: &Quantity, value: Decimal, declared: &DeclaredUnit) -> bool {
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
