//! Quantities of an English text.

use std::ops::Range;

use crate::decimal::Decimal;
use crate::parse::numerals::en_number::Read;
use crate::parse::numerals::en_tokens::{Token, tokens};
use crate::parse::numerals::en_words::{CARDINALS, ORDINALS, ROUNDED, SCALES, UNITS, WORDS};
use crate::parse::numerals::zh::fraction;
use crate::quantity::{Kind, Quantity, Value, Weight};

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let tokens = tokens(text);
    let scan = Scan { text, tokens: &tokens };
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        match scan.date(at).or_else(|| scan.special(at)).or_else(|| scan.plain(at)) {
            Some((one, end)) => {
                if let Some(first) = found.last_mut() {
                    scan.share_unit(first, &one);
                }
                found.push(one);
                at = end.max(at + 1);
            }
            None => at += 1,
        }
    }
    found
}

pub(super) struct Scan<'s, 't> {
    pub text: &'t str,
    pub tokens: &'s [Token<'t>],
}

impl Scan<'_, '_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// Whether a token follows the one before it without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.range.start == self.tokens[at - 1].range.end)
    }

    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let last = end.saturating_sub(1).max(start).min(self.tokens.len() - 1);
        self.tokens[start].range.start..self.tokens[last].range.end
    }

    pub(super) fn small(&self, at: usize) -> Option<i64> {
        let number = self.tokens.get(at)?.number?;
        number.plain().parse().ok()
    }

    /// Words that are numbers by themselves, fractions, ordinals.
    fn special(&self, at: usize) -> Option<(Quantity, usize)> {
        let word = self.lower(at);
        let soft = |value: i64, kind: Kind, end: usize, weight: Weight| {
            let one =
                Quantity::number(Decimal::new(value as i128, 0)?, kind, self.range(at, end)).weighing(weight);
            Some((one, end))
        };
        if let Some((_, value, kind)) = WORDS.iter().find(|(name, ..)| *name == word) {
            let weight = if *kind == Kind::Times { Weight::Semi } else { Weight::Soft };
            return soft(*value, *kind, at + 1, weight);
        }
        if matches!(word, "half" | "halves" | "halved" | "halving") {
            let scaled = matches!(self.lower(at + 1), "a" | "an")
                && SCALES.iter().any(|(name, power)| *power >= 3 && *name == self.lower(at + 2));
            if scaled {
                let (_, power) = SCALES.iter().find(|(name, _)| *name == self.lower(at + 2))?;
                let one = Quantity::number(Decimal::new(5, power - 1)?, Kind::Count, self.range(at, at + 3))
                    .weighing(Weight::Semi);
                return Some((one, at + 3));
            }
            let cut = word.starts_with("halv") && word != "halves";
            let one = Quantity {
                value: Value::Number(Decimal::new(5, -1)?),
                kind: if cut { Kind::Times } else { Kind::Count },
                range: self.range(at, at + 1),
                weight: Weight::Soft,
                rounded: true,
                scale: 0,
                or: None,
            };
            return Some((one, at + 1));
        }
        // 1 in 5, one in three
        let count = |place: usize| {
            self.small(place)
                .or_else(|| CARDINALS.iter().find(|(name, _)| *name == self.lower(place)).map(|(_, n)| *n))
        };
        if self.lower(at + 1) == "in"
            && let (Some(a), Some(b)) =
                (count(at).filter(|n| *n > 0 && *n < 10), count(at + 2).filter(|n| *n > 1 && *n <= 20))
            && a < b
        {
            let one = Quantity {
                value: fraction(a, b)?,
                kind: Kind::Count,
                range: self.range(at, at + 3),
                weight: Weight::Soft,
                rounded: true,
                scale: 0,
                or: None,
            };
            return Some((one, at + 3));
        }
        // one third, two-thirds, three quarters, a third of
        let top = CARDINALS
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, n)| *n)
            .or((word == "a").then_some(1))
            .filter(|n| (1..20).contains(n));
        if let Some(top) = top {
            let next = if self.text(at + 1) == "-" { at + 2 } else { at + 1 };
            let name = self.lower(next).trim_end_matches('s');
            let bottom = match name {
                "quarter" => Some(4),
                "half" | "halve" => None,
                _ => ORDINALS.iter().find(|(ordinal, n)| *ordinal == name && *n > 2).map(|(_, n)| *n),
            };
            let plural = self.lower(next).ends_with('s') && top > 1;
            let of = self.lower(next + 1) == "of" || plural || (top == 1 && word == "one");
            let times = name == "quarter"
                && at > 0
                && matches!(
                    self.lower(at - 1),
                    "first" | "last" | "past" | "next" | "previous" | "consecutive"
                );
            if let Some(bottom) =
                bottom.filter(|_| !times && of && (word != "a" || self.lower(next + 1) == "of"))
            {
                let value = fraction(top, bottom)?;
                let one = Quantity {
                    value,
                    kind: Kind::Count,
                    range: self.range(at, next + 1),
                    weight: Weight::Semi,
                    rounded: true,
                    scale: 0,
                    or: None,
                };
                return Some((one, next + 1));
            }
        }
        if let Some((_, value)) = ORDINALS.iter().find(|(name, _)| *name == word) {
            let unit = word == "second"
                && at > 0
                && (self.tokens[at - 1].number.is_some() || self.lower(at - 1) == "per");
            if !unit {
                return soft(
                    *value,
                    Kind::Ordinal,
                    at + 1,
                    if *value <= 2 { Weight::Soft } else { Weight::Semi },
                )
                .map(|(mut one, end)| {
                    if *value == 2 {
                        one.weight = Weight::Semi;
                    }
                    (one, end)
                });
            }
        }
        // twenty-first
        if self.text(at + 1) == "-" {
            let ten = CARDINALS.iter().find(|(name, n)| *name == word && *n >= 20).map(|(_, n)| *n);
            let one =
                ORDINALS.iter().find(|(name, n)| *name == self.lower(at + 2) && *n < 10).map(|(_, n)| *n);
            if let (Some(ten), Some(one)) = (ten, one) {
                return soft(ten + one, Kind::Ordinal, at + 3, Weight::Semi);
            }
        }
        // 3rd, No. 3
        if let Some(n) = self
            .small(at)
            .filter(|_| matches!(self.lower(at + 1), "st" | "nd" | "rd" | "th") && self.glued(at + 1))
        {
            return soft(n, Kind::Ordinal, at + 2, Weight::Semi);
        }
        None
    }

    fn plain(&self, at: usize) -> Option<(Quantity, usize)> {
        let read = self.number(at)?;
        let (mut end, mut value) = (read.end, read.value);
        let mut weight = self.weight(at, &read)?;
        let mut kind = Kind::Count;
        if at > 0 && self.tokens[at - 1].text == "." && self.lower(at.saturating_sub(2)) == "no"
            || (at > 0 && self.lower(at - 1) == "no" && !read.words)
        {
            kind = Kind::Ordinal;
        }
        for back in 1..=2 {
            if let Some(place) = at.checked_sub(back) {
                kind = match self.lower(place) {
                    "rmb" | "cny" | "¥" | "￥" => Kind::Money("CNY"),
                    "usd" | "$" | "us$" => Kind::Money("USD"),
                    "£" | "gbp" => Kind::Money("GBP"),
                    "€" | "eur" => Kind::Money("EUR"),
                    "hk" if self.text(place + 1) == "$" => Kind::Money("HKD"),
                    _ if back == 1 => continue,
                    _ => kind,
                };
                if back == 1 && !matches!(self.lower(place.saturating_sub(1)), "hk" | "a" | "c") {
                    break;
                }
            }
        }
        let (unit, next) = self.unit(end);
        if let Some(unit) = unit {
            kind = unit;
            end = next;
        } else if self.text(end) == "%" {
            (kind, end) = (Kind::Percent, end + 1);
            if matches!(self.lower(end), "point" | "points")
                || (self.lower(end) == "percentage" && self.lower(end + 1).starts_with("point"))
            {
                (kind, end) = (Kind::Points, end + 1);
            }
        } else if self.text(end) == "‰"
            || (self.lower(end) == "per" && matches!(self.lower(end + 1), "mille" | "thousand"))
        {
            end += if self.text(end) == "‰" { 1 } else { 2 };
            (kind, value) = (Kind::Percent, value.scaled(-1));
        } else if self.lower(end) == "basis" && self.lower(end + 1).starts_with("point") {
            (kind, end) = (Kind::Measure("bp"), end + 2);
        }
        if matches!(kind, Kind::Percent | Kind::Points | Kind::Money(_)) && weight > Weight::Soft {
            weight = Weight::Hard;
        }
        if kind == Kind::Times {
            weight = weight.min(Weight::Semi);
        }
        let led = at.checked_sub(1).map_or("", |place| self.lower(place));
        let named = matches!(
            led,
            "tier"
                | "level"
                | "phase"
                | "class"
                | "category"
                | "group"
                | "type"
                | "season"
                | "chapter"
                | "part"
                | "page"
                | "room"
                | "flight"
                | "article"
                | "no"
                | "grade"
                | "gate"
                | "line"
                | "highway"
                | "route"
                | "area"
                | "district"
                | "volume"
                | "section"
                | "stage"
                | "round"
                | "game"
                | "week"
                | "day"
                | "mid"
                | "world"
                | "double"
                | "boeing"
                | "windows"
                | "iphone"
                | "galaxy"
                | "#"
        );
        if named && kind == Kind::Count {
            weight = weight.min(Weight::Semi);
        }
        if value == Decimal::new(1, 0).unwrap_or(value)
            && matches!(kind, Kind::Count | Kind::Ordinal | Kind::Measure(_))
        {
            weight = Weight::Soft;
        }
        let mut or = read.or;
        if matches!(self.lower(end), "decade" | "decades") {
            or = Some(value.scaled(1));
        }
        if value == Decimal::new(0, 0).unwrap_or(value) {
            weight = Weight::Soft;
        }
        let rounded = (1..=3)
            .any(|back| at.checked_sub(back).is_some_and(|place| ROUNDED.contains(&self.lower(place))));
        let one = Quantity {
            value: Value::Number(value),
            kind,
            range: self.range(at, end),
            weight,
            rounded,
            scale: read.power,
            or,
        };
        Some((one, end))
    }

    pub(super) fn unit(&self, at: usize) -> (Option<Kind>, usize) {
        let place = if self.text(at) == "-" { at + 1 } else { at };
        for (words, kind) in UNITS {
            let parts = words.split(' ');
            let count = parts.clone().count();
            if parts.enumerate().all(|(n, part)| self.lower(place + n) == part) {
                return (Some(*kind), place + count);
            }
        }
        (None, at)
    }

    fn weight(&self, at: usize, read: &Read) -> Option<Weight> {
        let small = read.value.plain().parse::<i128>().ok();
        if !read.words {
            let letter = |token: Option<&Token>| {
                token.is_some_and(|token| token.text.ends_with(|c: char| c.is_alphabetic()))
            };
            let before = at.checked_sub(1).and_then(|place| self.tokens.get(place));
            let coded = self.glued(at)
                && letter(before)
                && !matches!(self.lower(at - 1), "rmb" | "usd" | "us" | "eur" | "gbp" | "cny" | "a" | "no");
            let hyphened = self.glued(at)
                && at > 1
                && self.text(at - 1) == "-"
                && self.glued(at - 1)
                && letter(self.tokens.get(at - 2));
            let suffixed = self.glued(read.end)
                && letter(self.tokens.get(read.end))
                && !read.scaled
                && self.unit(read.end).0.is_none();
            let clock = self.text(read.end) == ":" && self.glued(read.end)
                || (at > 0 && self.text(at - 1) == ":" && self.glued(at))
                || matches!(self.lower(read.end), "am" | "pm" | "a.m" | "p.m" | "o'clock" | "o’clock");
            let version = self.text[..self.tokens[at].range.start].ends_with('#');
            return Some(if coded || hyphened || suffixed || clock || version {
                Weight::Soft
            } else {
                Weight::Hard
            });
        }
        let vague = matches!(self.lower(read.end), "hundreds" | "thousands" | "millions");
        if small == Some(1) || vague {
            return Some(Weight::Soft);
        }
        if matches!(self.lower(at), "a" | "an") {
            return Some(Weight::Semi);
        }
        // hundreds of, thousands of are not read; “one of the two” …
        Some(match small {
            Some(2) => Weight::Semi,
            _ => Weight::Hard,
        })
    }

    /// 5 to 10 percent: the unit of the second counts for the first.
    fn share_unit(&self, first: &mut Quantity, second: &Quantity) {
        let between = self.text[first.range.end..second.range.start.max(first.range.end)].trim();
        let joined = matches!(between, "-" | "–" | "—" | "to" | "and" | "or" | "," | ", and");
        if second.scale > 0 && first.scale == 0 && matches!(between, "-" | "–" | "—" | "to" | "or") {
            first.or = first.decimal().map(|value| value.scaled(second.scale));
        }
        if joined
            && first.kind == Kind::Count
            && first.weight == Weight::Hard
            && matches!(second.kind, Kind::Percent | Kind::Points | Kind::Money(_) | Kind::Measure(_))
        {
            let range = matches!(between, "-" | "–" | "—" | "to" | "and" | "or");
            if range && second.kind != Kind::Measure("h") {
                first.kind = second.kind;
            }
        }
    }
}
