//! What stands around an English number: its unit, its currency, its bound.

use crate::quantity::compound::sum;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::Tokens;
use crate::quantity::en::lexer::tokens;
use crate::quantity::en::number::NumberToken;
use crate::quantity::en::words::{BOUNDS, WordClass, names_a_number};
use crate::quantity::units::{UNITS, Unit, by_id};
use crate::quantity::value::Bound;
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A unit's word as tokens; in small letters, or a sign that keeps its case.
struct Phrase {
    words: Vec<String>,
    is_sign: bool,
    unit: &'static Unit,
}

/// The English words and the signs of all units by their first token in small letters, longer ones first.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    let signs = UNITS
        .iter()
        .filter(|unit| unit.dimension != "money")
        .flat_map(|unit| unit.signs.iter().map(move |sign| (unit, *sign, true)));
    let words = UNITS.iter().flat_map(|unit| unit.english().map(move |word| (unit, word, false)));
    for (unit, word, is_sign) in words.chain(signs) {
        let tokens = tokens(word).into_iter();
        let words: Vec<String> = match is_sign {
            true => tokens.map(|token| token.text.to_owned()).collect(),
            false => tokens.map(|token| token.lower.into_owned()).collect(),
        };
        let first = words.first().map(|word| word.to_lowercase()).unwrap_or_default();
        phrases.entry(first).or_default().push(Phrase { words, is_sign, unit });
    }
    phrases.values_mut().for_each(|phrases| phrases.sort_by_key(|phrase| Reverse(phrase.words.len())));
    phrases
});

impl Tokens<'_, '_> {
    /// The unit at a place, and the place after it. Hyphens may stand before it and between its words.
    pub(super) fn unit(&self, at: usize) -> Option<(&'static Unit, usize)> {
        let start = at + usize::from(self.text(at) == "-");
        let follows = |phrase: &Phrase| {
            phrase.words.iter().try_fold(start, |place, word| {
                if phrase.is_sign {
                    let close = place == start || self.glued(place);
                    return (self.text(place) == word && close).then_some(place + 1);
                }
                let hyphen = place > start && word != "-" && self.text(place) == "-" && self.glued(place);
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
        let value = one.decimal();
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
                one.kind = Kind::Money("GBP");
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
        if self.text(end) == "%" {
            let points = matches!(self.lower(end + 1), "point" | "points");
            let named = self.lower(end + 1) == "percentage" && self.lower(end + 2).starts_with("point");
            one.kind = if points || named { Kind::Points } else { Kind::Percent };
            return end + 1 + usize::from(points) + 2 * usize::from(named);
        }
        if let Some((unit, next)) = self.chinese_unit(end) {
            one.take_unit(unit);
            return next;
        }
        let mille = self.lower(end) == "per" && matches!(self.lower(end + 1), "mille" | "mil" | "thousand");
        if mille {
            one.kind = Kind::Percent;
            if let Some(value) = value {
                one.value = Value::Number(value.scaled(-1));
            }
            return end + 2;
        }
        end
    }

    /// What a smaller part adds: two hours and a half, six feet two inches, 5 hours and 30 minutes.
    fn with_parts(&self, unit: &'static Unit, one: &mut Quantity, next: usize) -> usize {
        let Some(value) = one.decimal().filter(|_| one.scale == 0) else { return next };
        let and = usize::from(self.lower(next) == "and");
        let half = and == 1 && self.lower(next + 1) == "a" && self.lower(next + 2) == "half";
        if let Some(more) = Decimal::new(5, -1).and_then(|half| value.checked_add(half)).filter(|_| half) {
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
    fn speed(&self, unit: &Unit, next: usize) -> Option<(&'static Unit, usize)> {
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
    fn is_numbered(&self, at: usize, read: &NumberToken) -> bool {
        let Some(place) = at.checked_sub(1).filter(|_| !read.words) else { return false };
        let dotted = self.text(place) == "." && place > 0 && self.lower(place - 1) == "no";
        dotted || matches!(self.lower(place), "no" | "nos" | "№")
    }

    /// “percent of 10” where no number stands before it.
    fn percent_before(&self, at: usize) -> bool {
        let of = at > 1 && self.lower(at - 1) == "of";
        let (word, before) = match at.checked_sub(2).map(|place| self.lower(place)) {
            Some("percent" | "percents") => (true, at.checked_sub(3)),
            Some("cent") if at > 2 && self.lower(at - 3) == "per" => (true, at.checked_sub(4)),
            _ => (false, None),
        };
        of && word && before.is_none()
    }

    /// How much a number proves by itself.
    pub(super) fn significance(&self, at: usize, read: &NumberToken) -> Significance {
        if !read.words {
            return match self.is_code(at, read) {
                true => Significance::Ignored,
                false if self.in_clock(at, read) => Significance::Optional,
                false => Significance::Required,
            };
        }
        let vague = matches!(self.word(read.end), WordClass::Scales(_));
        let small = read.decimal().and_then(Decimal::whole);
        match small {
            Some(1) => Significance::Optional,
            _ if vague => Significance::Optional,
            _ if matches!(self.lower(at), "a" | "an") => Significance::Weak,
            Some(2) => Significance::Weak,
            _ => Significance::Required,
        }
    }

    /// Whether digits stand in a time of day or a score, or behind a number sign.
    fn in_clock(&self, at: usize, read: &NumberToken) -> bool {
        let before = at.checked_sub(1).map_or("", |place| self.text(place));
        let is_number = |place: usize| self.text(place).starts_with(|c: char| c.is_ascii_digit());
        let glued = |colon: usize| self.text(colon) == ":" && self.glued(colon) && self.glued(colon + 1);
        (glued(read.end) && is_number(read.end + 1))
            || (before == ":" && at > 1 && glued(at - 1) && is_number(at - 2))
            || before == "#"
            || (self.text(at) == "24" && self.text(read.end) == "/" && self.text(read.end + 1) == "7")
            || (self.text(at) == "7" && before == "/" && at > 1 && self.text(at - 2) == "24")
    }

    /// Whether digits belong to a code: 5G, G20, COVID-19.
    fn is_code(&self, at: usize, read: &NumberToken) -> bool {
        let letter = |place: usize| self.text(place).ends_with(char::is_alphabetic);
        let before = at.checked_sub(1);
        let coded = self.glued(at)
            && before.is_some_and(letter)
            && !matches!(
                self.lower(at - 1),
                "rmb" | "usd" | "us" | "eur" | "gbp" | "cny" | "a" | "no" | "hkd" | "jpy"
            );
        let hyphened =
            self.glued(at) && at > 1 && self.text(at - 1) == "-" && self.glued(at - 1) && letter(at - 2);
        let suffixed = self.glued(read.end)
            && letter(read.end)
            && !read.scaled
            && self.unit(read.end).is_none()
            && self.chinese_unit(read.end).is_none()
            && self.sign(read.end).is_none();
        coded || hyphened || suffixed
    }

    /// What the surroundings take from a number's significance.
    pub(super) fn settle(&self, at: usize, end: usize, one: &mut Quantity) {
        let unit = matches!(one.kind, Kind::Percent | Kind::Points | Kind::Money(_));
        if unit && one.significance != Significance::Optional {
            one.significance = Significance::Required;
        }
        let value = one.decimal();
        if one.kind == Kind::Times && value.is_none_or(|value| value < Decimal::from(3)) {
            one.significance = one.significance.min(Significance::Weak);
        }
        let led = at.checked_sub(1).map_or("", |place| self.lower(place));
        if one.kind == Kind::Count && names_a_number(led) {
            one.significance = one.significance.min(Significance::Weak);
        }
        let one_thing = value == Some(Decimal::from(1))
            && matches!(one.kind, Kind::Count | Kind::Ordinal | Kind::Measure(_) | Kind::Times);
        if one_thing || value == Some(Decimal::from(0)) {
            one.significance = one.significance.min(Significance::Optional);
        }
        // A five-year plan is told by its number.
        if one.kind == Kind::Measure("years") && matches!(self.lower(end), "plan" | "plans") {
            one.significance = Significance::Optional;
        }
        // two decades, two lost decades, three centuries
        let span = (end..end + 2).find_map(|place| match self.lower(place) {
            "decade" | "decades" => Some(1),
            "century" | "centuries" => Some(2),
            _ => None,
        });
        let counts = one.kind == Kind::Count && self.lower(end).chars().all(|c| c.is_ascii_alphabetic());
        if let Some((power, value)) = span.zip(value).filter(|_| counts) {
            (one.kind, one.value, one.or) =
                (Kind::Measure("years"), Value::Number(value.scaled(power)), Some(value));
        }
        if self.is_enumeration(at, end) {
            one.significance = one.significance.min(Significance::Optional);
        }
        // per 1,000 people, for every 100: what a rate is counted by
        let base = value.is_some_and(|value| value.figures() == 1 && value >= Decimal::from(100));
        if base && matches!(led, "per" | "every" | "each") {
            one.significance = one.significance.min(Significance::Optional);
        }
    }

    /// Whether a number is the mark of an item at the beginning of a text: “3.” and “(2)”.
    fn is_enumeration(&self, at: usize, end: usize) -> bool {
        let short = self.text(at).len() <= 2 && end == at + 1;
        let opened = at == 1 && self.text(0) == "(" && self.text(end) == ")";
        let marked = at == 0
            && matches!(self.text(end), "." | ")")
            && self.glued(end)
            && !self.text(end + 1).is_empty();
        short && (opened || marked)
    }

    /// The bound that stands before a number, or behind it with its unit.
    pub(super) fn bound(&self, at: usize, end: usize) -> Option<Bound> {
        let after = match (self.lower(end), self.lower(end + 1)) {
            ("or" | "and", "more" | "above" | "over" | "higher") => Some(Bound::AtLeast),
            ("or", "less" | "below" | "under" | "fewer") => Some(Bound::Below),
            ("or", "so") => Some(Bound::About),
            ("+", _) => Some(Bound::Over),
            _ => None,
        };
        let money = |place: usize| {
            matches!(self.lower(place), "$" | "us" | "rmb" | "usd" | "£" | "€" | "us$" | "hk" | "an" | "-")
        };
        let mut place = at;
        while place > 0 && at - place < 3 && money(place - 1) {
            place -= 1;
        }
        let stands = |words: &str| {
            words.rsplit(' ').enumerate().all(|(n, word)| place > n && self.lower(place - n - 1) == word)
        };
        after.or_else(|| BOUNDS.iter().find(|(words, _)| stands(words)).map(|(_, bound)| *bound))
    }
}
