//! What stands behind an English number: its unit, and what the unit makes of the value.

use crate::base::quick_map::QuickMap;
use crate::quantity::compound::sum;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::{Tokens, UnitPlace};
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::units::{UNITS, Unit, by_id};
use crate::quantity::value::{Kind, Quantity, UnitId, Value};
use std::cmp::Reverse;
use std::sync::LazyLock;

/// A unit's word as tokens; in small letters, or a sign that keeps its case.
struct Phrase {
    first: String,
    rest: Vec<String>,
    is_sign: bool,
    unit: &'static Unit,
}

/// The English words and the signs of all units by their first token in small letters, longer ones first.
static PHRASES: LazyLock<QuickMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: QuickMap<String, Vec<Phrase>> = QuickMap::default();
    let signs = UNITS
        .iter()
        .filter(|unit| unit.dimension != "money")
        .flat_map(|unit| unit.signs.iter().map(move |sign| (unit, *sign, true)));
    let words = UNITS.iter().flat_map(|unit| unit.english().map(move |word| (unit, word, false)));
    for (unit, word, is_sign) in words.chain(signs) {
        let scan = Tokens::of(word);
        let written = |at: usize| if is_sign { scan.text(at) } else { scan.lower(at) };
        let rest = (1..scan.tokens.len()).map(|at| written(at).to_owned()).collect();
        let phrase = Phrase { first: written(0).to_owned(), rest, is_sign, unit };
        phrases.entry(scan.lower(0).to_owned()).or_default().push(phrase);
    }
    phrases.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| Reverse(phrase.rest.len())));
    phrases
});

impl Tokens<'_> {
    /// The unit at a place, and the place after it. Hyphens may stand before it and between its words.
    pub(super) fn unit(&self, at: usize) -> Option<UnitPlace> {
        if let Some((place, known)) = self.last_unit.get()
            && place == at
        {
            return known;
        }
        let found = self.look_up_unit(at);
        self.last_unit.set(Some((at, found)));
        found
    }

    fn look_up_unit(&self, at: usize) -> Option<UnitPlace> {
        let start = at + usize::from(self.text(at) == "-");
        let follows = |phrase: &Phrase| {
            if phrase.is_sign && self.text(start) != phrase.first {
                return None;
            }
            phrase.rest.iter().try_fold(start + 1, |place, word| {
                if phrase.is_sign {
                    return (self.text(place) == word && self.glued(place)).then_some(place + 1);
                }
                let hyphen = word != "-" && self.text(place) == "-" && self.glued(place);
                let place = place + usize::from(hyphen);
                (self.lower(place) == word).then_some(place + 1)
            })
        };
        let phrases = PHRASES.get(self.lower(start))?;
        phrases.iter().find_map(|phrase| follows(phrase).map(|end| (phrase.unit, end)))
    }

    /// Gives a number its unit; returns the place after both.
    pub(super) fn apply(&self, at: usize, read: &NumberToken, one: &mut Quantity) -> usize {
        let end = read.end;
        if let Some(unit) = self.currency(at) {
            one.take_unit(unit);
        } else if self.is_numbered(at, read) {
            one.kind = Kind::Ordinal;
        } else if self.percent_before(at) {
            one.kind = Kind::Percent;
        }
        let before = one.kind;
        let unit = self.unit(end).or_else(|| self.code(end).map(|unit| (unit, end + 1)));
        if let Some((unit, next)) = unit.filter(|(unit, next)| self.is_own(read, before, unit, *next)) {
            let (unit, next) = self.speed(unit, next).unwrap_or((unit, next));
            one.take_unit(unit);
            if self.lower(end) == "pounds" && read.power >= 6 && self.lower(end + 1) != "of" {
                one.kind = Kind::Money(UnitId::GBP);
            }
            return if unit.dimension == "money" {
                self.cents(one, next)
            } else {
                self.with_parts(unit, one, next)
            };
        }
        if matches!(before, Kind::Money(_)) {
            return self.cents(one, end);
        }
        if let Some(unit) = self.sign_behind(end).filter(|_| before == Kind::Count) {
            one.take_unit(unit);
            return self.cents(one, end + 1);
        }
        if let Some((unit, next)) = self.chinese_unit(end).filter(|_| self.text(end) != "%") {
            one.take_unit(unit);
            return next;
        }
        self.share(end, one).unwrap_or(end)
    }

    /// %, % points, per mille behind a number: the place after it.
    fn share(&self, end: usize, one: &mut Quantity) -> Option<usize> {
        if self.text(end) == "%" {
            let points = matches!(self.lower(end + 1), "point" | "points");
            let named = self.lower(end + 1) == "percentage" && self.lower(end + 2).starts_with("point");
            one.kind = if points || named { Kind::Points } else { Kind::Percent };
            return Some(end + 1 + usize::from(points) + 2 * usize::from(named));
        }
        let mille = self.lower(end) == "per" && matches!(self.lower(end + 1), "mille" | "mil" | "thousand");
        mille.then(|| {
            if let Some(value) = one.decimal() {
                one.value = Value::Number(value.scaled(-1));
            }
            one.kind = Kind::Percent;
            end + 2
        })
    }

    /// What a smaller part adds: two hours and a half, six feet two inches, 5 hours and 30 minutes.
    pub(super) fn with_parts(&self, unit: &'static Unit, one: &mut Quantity, next: usize) -> usize {
        let Some(value) = one.decimal().filter(|_| one.scale == 0) else { return next };
        let and = usize::from(self.lower(next) == "and");
        let half = and == 1 && self.lower(next + 1) == "a" && self.lower(next + 2) == "half";
        if let Some(more) = Decimal::new(5, -1).filter(|_| half).and_then(|half| value.checked_add(half)) {
            one.value = Value::Number(more);
            return next + 3;
        }
        let part = self.number(next + and).and_then(|read| Some((read.decimal()?, self.unit(read.end)?)));
        let Some((small, (lesser, end))) = part else { return next };
        match sum((value, unit), (small, lesser)) {
            Some(total) => {
                (one.value, one.kind) = (Value::Number(total), lesser.kind());
                end
            }
            None => next,
        }
    }

    /// 350 km per hour, 350 km an hour: a length for each of a time.
    pub(super) fn speed(&self, unit: &Unit, next: usize) -> Option<(&'static Unit, usize)> {
        let per = matches!(self.lower(next), "per" | "an" | "a" | "/" | "every" | "each");
        let id = match (unit.id, self.lower(next + 1)) {
            ("km", "hour" | "hr") => "km/h",
            ("mi", "hour" | "hr") => "mph",
            ("m", "second" | "s" | "sec") => "m/s",
            ("km", "second" | "s" | "sec") => "km/s",
            _ => return None,
        };
        by_id(id).filter(|_| per).map(|unit| (unit, next + 2))
    }

    /// No. 3, Number 3.
    pub(super) fn is_numbered(&self, at: usize, read: &NumberToken) -> bool {
        let Some(place) = at.checked_sub(1).filter(|_| !read.words) else { return false };
        let dotted = self.text(place) == "." && place > 0 && self.lower(place - 1) == "no";
        dotted || matches!(self.lower(place), "no" | "nos" | "№")
    }

    /// “percent of 10” where no number stands before it.
    pub(super) fn percent_before(&self, at: usize) -> bool {
        let of = at > 1 && self.lower(at - 1) == "of";
        let (word, before) = match at.checked_sub(2).map(|place| self.lower(place)) {
            Some("percent" | "percents") => (true, at.checked_sub(3)),
            Some("cent") if at > 2 && self.lower(at - 3) == "per" => (true, at.checked_sub(4)),
            _ => (false, None),
        };
        of && word && before.is_none()
    }
}
