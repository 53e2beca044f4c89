//! How much an English number proves.

use std::sync::LazyLock;

use crate::quantity::decimal::Decimal;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::{WordClass, names_a_number};
use crate::quantity::significance::{SignificanceRow, decide, table};
use crate::quantity::value::{Kind, Quantity, Significance, UnitId, Value};

/// What the significance of a number may depend on.
#[derive(Clone, Copy)]
pub(crate) enum Condition {
    Words,
    Code,
    Clock,
    One,
    Two,
    Vague,
    Article,
}

impl Condition {
    fn named(name: &str) -> Option<Condition> {
        Some(match name {
            "words" => Condition::Words,
            "code" => Condition::Code,
            "clock" => Condition::Clock,
            "one" => Condition::One,
            "two" => Condition::Two,
            "vague" => Condition::Vague,
            "article" => Condition::Article,
            _ => return None,
        })
    }
}

/// The rows of `significance.tsv`.
pub(crate) static TABLE: LazyLock<Vec<SignificanceRow<Condition>>> =
    LazyLock::new(|| table(include_str!("significance.tsv"), Condition::named));

impl Tokens<'_> {
    /// How much a number proves by itself.
    pub(super) fn significance(&self, at: usize, read: &NumberToken) -> Significance {
        let whole = || read.decimal().and_then(Decimal::whole);
        let holds = |condition: Condition| match condition {
            Condition::Words => read.words,
            Condition::Code => self.is_code(at, read),
            Condition::Clock => self.in_clock(at, read),
            Condition::One => whole() == Some(1),
            Condition::Two => whole() == Some(2),
            Condition::Vague => matches!(self.word(read.end), WordClass::Scales(_)),
            Condition::Article => matches!(self.lower(at), "a" | "an"),
        };
        decide(&TABLE, holds).unwrap_or(Significance::Required)
    }

    /// Whether digits stand in a time of day or a score, or behind a number sign.
    pub(super) fn in_clock(&self, at: usize, read: &NumberToken) -> bool {
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
    pub(super) fn is_code(&self, at: usize, read: &NumberToken) -> bool {
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
        if one.kind == Kind::Measure(UnitId::YEARS) && matches!(self.lower(end), "plan" | "plans") {
            one.significance = Significance::Optional;
        }
        self.take_span(end, one);
        if self.is_enumeration(at, end) {
            one.significance = one.significance.min(Significance::Optional);
        }
        // per 1,000 people, for every 100: what a rate is counted by
        let base = value.is_some_and(|value| value.figures() == 1 && value >= Decimal::from(100));
        if base && matches!(led, "per" | "every" | "each") {
            one.significance = one.significance.min(Significance::Optional);
        }
    }

    /// two decades, two lost decades, three centuries: years.
    fn take_span(&self, end: usize, one: &mut Quantity) {
        let span = (end..end + 2).find_map(|place| match self.lower(place) {
            "decade" | "decades" => Some(1),
            "century" | "centuries" => Some(2),
            _ => None,
        });
        let counts = one.kind == Kind::Count && self.lower(end).chars().all(|c| c.is_ascii_alphabetic());
        if let Some((power, value)) = span.zip(one.decimal()).filter(|_| counts) {
            (one.kind, one.value, one.or) =
                (Kind::Measure(UnitId::YEARS), Value::Number(value.scaled(power)), Some(value));
        }
    }

    /// Whether a number is the mark of an item at the beginning of a text: “3.” and “(2)”.
    pub(super) fn is_enumeration(&self, at: usize, end: usize) -> bool {
        let short = self.text(at).len() <= 2 && end == at + 1;
        let opened = at == 1 && self.text(0) == "(" && self.text(end) == ")";
        let marked = at == 0
            && matches!(self.text(end), "." | ")")
            && self.glued(end)
            && !self.text(end + 1).is_empty();
        short && (opened || marked)
    }
}
