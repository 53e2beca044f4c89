//! What stands around an English number: its unit, its currency, its bound.

use crate::quantity::decimal::Decimal;
use crate::quantity::en::Tokens;
use crate::quantity::en::lexer::tokens;
use crate::quantity::en::number::NumberToken;
use crate::quantity::en::words::{BOUNDS, WordClass, names_a_number};
use crate::quantity::measure::MEASURES;
use crate::quantity::value::Bound;
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

/// A unit's words in small letters, as tokens.
type Phrase = (Vec<String>, Kind);

/// The English words of all units by their first token, longer ones first.
static PHRASES: LazyLock<HashMap<String, Vec<Phrase>>> = LazyLock::new(|| {
    let mut phrases: HashMap<String, Vec<Phrase>> = HashMap::new();
    for (one, words) in MEASURES.iter().flat_map(|one| one.en.iter().map(move |words| (one, *words))) {
        let words: Vec<String> = tokens(words).into_iter().map(|token| token.lower.into_owned()).collect();
        phrases.entry(words.first().cloned().unwrap_or_default()).or_default().push((words, one.kind));
    }
    phrases.values_mut().for_each(|phrases| phrases.sort_by_key(|(words, _)| Reverse(words.len())));
    phrases
});

impl Tokens<'_, '_> {
    /// The unit at a place, and the place after it. Hyphens may stand before it and between its words.
    pub(super) fn unit(&self, at: usize) -> Option<(Kind, usize)> {
        let start = at + usize::from(self.text(at) == "-");
        let follows = |words: &[String]| {
            words.iter().try_fold(start, |place, word| {
                let hyphen = place > start && word != "-" && self.text(place) == "-" && self.glued(place);
                let place = place + usize::from(hyphen);
                (self.lower(place) == word).then_some(place + 1)
            })
        };
        let phrases = PHRASES.get(self.lower(start))?;
        phrases.iter().find_map(|(words, kind)| follows(words).map(|end| (*kind, end)))
    }

    /// Gives a number its unit; returns the place after both.
    pub(super) fn apply(&self, at: usize, read: &NumberToken, one: &mut Quantity) -> usize {
        let end = read.end;
        let value = one.decimal();
        if let Some(kind) = self.currency(at) {
            one.kind = kind;
        } else if self.is_numbered(at, read) {
            one.kind = Kind::Ordinal;
        } else if self.percent_before(at) {
            one.kind = Kind::Percent;
        }
        let before = one.kind;
        let unit = self.unit(end).or_else(|| self.code(end).map(|kind| (kind, end + 1)));
        if let Some((kind, next)) = unit.filter(|(kind, next)| self.is_own(read, before, *kind, *next)) {
            one.kind = kind;
            return if matches!(kind, Kind::Money(_)) { self.cents(one, next) } else { next };
        }
        if matches!(before, Kind::Money(_)) {
            return self.cents(one, end);
        }
        if let Some(kind) = self.sign_behind(end).filter(|_| before == Kind::Count) {
            one.kind = kind;
            return self.cents(one, end + 1);
        }
        if self.lower(end) == "pounds" && read.power >= 6 && self.lower(end + 1) != "of" {
            one.kind = Kind::Money("GBP");
            return end + 1;
        }
        if self.text(end) == "%" {
            let points = matches!(self.lower(end + 1), "point" | "points");
            let named = self.lower(end + 1) == "percentage" && self.lower(end + 2).starts_with("point");
            one.kind = if points || named { Kind::Points } else { Kind::Percent };
            return end + 1 + usize::from(points) + 2 * usize::from(named);
        }
        if let Some((kind, next)) = self.chinese_unit(end) {
            one.kind = kind;
            return next;
        }
        let mille = self.lower(end) == "per" && matches!(self.lower(end + 1), "mille" | "mil" | "thousand");
        if self.text(end) == "‰" || mille {
            one.kind = Kind::Percent;
            if let Some(value) = value {
                one.value = Value::Number(value.scaled(-1));
            }
            return end + 1 + usize::from(mille);
        }
        end
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
        if matches!(self.lower(end), "decade" | "decades") {
            one.or = value.map(|value| value.scaled(1));
        }
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
