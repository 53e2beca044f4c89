//! Quantities of an English text.

use std::ops::Range;

use crate::decimal::Decimal;
use crate::parse::numerals::en_words::{CARDINALS, MONTHS, ORDINALS, ROUNDED, SCALES, UNITS, WORDS};
use crate::parse::numerals::zh::fraction;
use crate::quantity::{Kind, Quantity, Value, Weight};

/// A word, a number in digits, or a mark.
#[derive(Clone, Debug)]
struct Token<'t> {
    /// The characters.
    text: &'t str,
    /// The same in lower case.
    lower: String,
    range: Range<usize>,
    /// Digits, if it is a number in digits.
    number: Option<Decimal>,
}

fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes: Vec<(usize, char)> = text.char_indices().collect();
    let mut all = Vec::new();
    let mut at = 0;
    let end_of = |place: usize| bytes.get(place).map_or(text.len(), |(byte, _)| *byte);
    let get = |place: usize| bytes.get(place).map_or('\0', |(_, c)| *c);
    while at < bytes.len() {
        let c = get(at);
        let start = at;
        let mut number = None;
        if c.is_ascii_digit()
            || (c == '.' && get(at + 1).is_ascii_digit() && !get(at.wrapping_sub(1)).is_alphanumeric())
        {
            while get(at).is_ascii_digit()
                || (matches!(get(at), '.') && get(at + 1).is_ascii_digit())
                || (get(at) == ','
                    && (1..=3).all(|n| get(at + n).is_ascii_digit())
                    && !get(at + 4).is_ascii_digit())
            {
                at += 1;
            }
            let digits = &text[end_of(start)..end_of(at)];
            let dotted = digits.matches('.').count() > 1;
            number = if dotted {
                None
            } else {
                Decimal::read(digits.trim_start_matches('.')).and_then(|value| {
                    if digits.starts_with('.') { Decimal::read(&format!("0{digits}")) } else { Some(value) }
                })
            };
        } else if c.is_alphabetic() {
            while get(at).is_alphabetic()
                || (matches!(get(at), '\'' | '’') && get(at + 1).is_alphabetic())
                || (get(at) == '.'
                    && get(at + 1).is_alphabetic()
                    && get(at - 1).is_uppercase()
                    && at - start <= 3)
            {
                at += 1;
            }
        } else if c.is_whitespace() {
            at += 1;
            continue;
        } else {
            at += 1;
        }
        let range = end_of(start)..end_of(at);
        let piece = &text[range.clone()];
        all.push(Token { text: piece, lower: piece.to_lowercase(), range, number });
    }
    all
}

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

struct Scan<'s, 't> {
    text: &'t str,
    tokens: &'s [Token<'t>],
}

/// A number that was read, before its unit.
struct Read {
    value: Decimal,
    end: usize,
    /// Whether it is in words.
    words: bool,
    scaled: bool,
    power: i32,
    or: Option<Decimal>,
}

impl Scan<'_, '_> {
    fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    /// Whether a token follows the one before it without a blank.
    fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.range.start == self.tokens[at - 1].range.end)
    }

    fn range(&self, start: usize, end: usize) -> Range<usize> {
        let last = end.saturating_sub(1).max(start).min(self.tokens.len() - 1);
        self.tokens[start].range.start..self.tokens[last].range.end
    }

    fn small(&self, at: usize) -> Option<i64> {
        let number = self.tokens.get(at)?.number?;
        number.plain().parse().ok()
    }

    fn month(&self, at: usize) -> Option<u8> {
        let word = self.tokens.get(at)?;
        let (_, month) = MONTHS.iter().find(|(name, _)| *name == word.lower)?;
        if !word.text.starts_with(|c: char| c.is_uppercase()) {
            return None;
        }
        let doubtful = matches!(word.lower.as_str(), "march" | "may" | "mar" | "jan" | "sun");
        let beside = self.small(at + 1).is_some()
            || (at > 0 && self.small(at - 1).is_some())
            || self.lower(at + 1) == "the";
        let led = at > 0
            && matches!(
                self.lower(at - 1),
                "in" | "of"
                    | "last"
                    | "this"
                    | "next"
                    | "since"
                    | "by"
                    | "early"
                    | "late"
                    | "mid"
                    | "until"
                    | "from"
                    | "to"
                    | "and"
                    | "on"
                    | "between"
                    | "th"
                    | "st"
                    | "nd"
                    | "rd"
                    | "-"
                    | "/"
                    | "during"
                    | "end"
            );
        let marched = word.lower == "march" && at > 0 && matches!(self.lower(at - 1), "long" | "the" | "a");
        (!doubtful || beside || (led && !marched)).then_some(*month)
    }

    /// December 26, 2024; 26 December 2024; December 2024; the 26th; 2024.
    fn date(&self, at: usize) -> Option<(Quantity, usize)> {
        let day_at = |place: usize| -> Option<(u8, usize)> {
            let day =
                self.small(place).filter(|day| (1..=31).contains(day) && self.text(place).len() <= 2)?;
            let suffix = matches!(self.lower(place + 1), "st" | "nd" | "rd" | "th") && self.glued(place + 1);
            let end = place + 1 + usize::from(suffix);
            let unit = self.text(place + 1) == "%"
                || (self.glued(place + 1)
                    && !suffix
                    && self.text(place + 1).chars().all(char::is_alphabetic))
                || SCALES.iter().any(|(word, power)| *power >= 3 && *word == self.lower(end));
            (!unit).then_some((day as u8, end))
        };
        let year_at = |place: usize| {
            self.small(place)
                .filter(|year| (1000..2200).contains(year) && self.text(place).len() == 4)
                .map(|year| year as i32)
        };
        let make = |year: Option<i32>, month: Option<u8>, day: Option<u8>, end: usize| {
            let one = Quantity {
                value: Value::Date { year, month, day },
                kind: Kind::Date,
                range: self.range(at, end),
                weight: Weight::Semi,
                rounded: false,
                scale: 0,
                or: None,
            };
            Some((one, end))
        };
        if let Some(month) = self.month(at) {
            let mut end = at + 1;
            if self.text(end) == "." {
                end += 1;
            }
            if self.lower(end) == "the" {
                end += 1;
            }
            let day = day_at(end);
            end = day.map_or(if self.lower(end - 1) == "the" { end - 1 } else { end }, |(_, next)| next);
            let comma = if self.text(end) == "," || self.lower(end) == "of" { end + 1 } else { end };
            let year = year_at(comma).filter(|_| self.text(comma + 1) != "%");
            if year.is_some() {
                end = comma + 1;
            }
            return make(year, Some(month), day.map(|(day, _)| day), end);
        }
        if let Some((day, next)) = day_at(at) {
            let of = if self.lower(next) == "of" { next + 1 } else { next };
            if let Some(month) = self.month(of) {
                let comma = if self.text(of + 1) == "," { of + 2 } else { of + 1 };
                let year = year_at(comma);
                return make(year, Some(month), Some(day), if year.is_some() { comma + 1 } else { of + 1 });
            }
            let suffix = next > at + 1;
            let led = at > 0
                && self.lower(at - 1) == "the"
                && at > 1
                && matches!(self.lower(at - 2), "on" | "of" | "from" | "to" | "until" | "by" | "and");
            let alone = matches!(self.text(next), "" | "," | "." | ";" | ")");
            if suffix && led && alone {
                return make(None, None, Some(day), next);
            }
        }
        let year = year_at(at)?;
        let after = self.lower(at + 1);
        let decade = after == "s" && self.glued(at + 1);
        if decade {
            let one = Quantity::number(Decimal::new(year as i128, 0)?, Kind::Year, self.range(at, at + 2))
                .weighing(Weight::Soft);
            return Some((one, at + 2));
        }
        let before = if at > 0 { self.lower(at - 1) } else { "" };
        let amount = matches!(before, "$" | "£" | "€" | "¥" | "rmb" | "usd")
            || UNITS.iter().any(|(word, _)| *word == after)
            || after == "%"
            || SCALES.iter().any(|(word, _)| *word == after && word.len() > 1);
        let plural = self.tokens.get(at + 1).is_some_and(|token| {
            token.text.chars().all(char::is_lowercase)
                && token.text.ends_with('s')
                && !matches!(
                    after,
                    "was"
                        | "is"
                        | "has"
                        | "as"
                        | "this"
                        | "s"
                        | "its"
                        | "his"
                        | "results"
                        | "sales"
                        | "figures"
                        | "levels"
                )
        });
        let led = matches!(
            before,
            "in" | "since"
                | "by"
                | "of"
                | "from"
                | "until"
                | "year"
                | "for"
                | "during"
                | "to"
                | "and"
                | "late"
                | "early"
                | "mid"
                | "end"
                | "the"
                | "("
                | "between"
                | "before"
                | "after"
                | "-"
                | "–"
                | "through"
                | "than"
                | "with"
                | ""
        );
        if amount
            || (plural && !led)
            || (!(1900..2060).contains(&year) && !led)
            || (plural && !(1950..2060).contains(&year))
        {
            return None;
        }
        let one = Quantity::number(Decimal::new(year as i128, 0)?, Kind::Year, self.range(at, at + 1))
            .weighing(Weight::Semi);
        Some((one, at + 1))
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
        if self.lower(at + 1) == "in" {
            if let (Some(a), Some(b)) =
                (count(at).filter(|n| *n > 0 && *n < 10), count(at + 2).filter(|n| *n > 1 && *n <= 20))
            {
                if a < b {
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
            }
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

    /// A number in digits or words with its scale.
    fn number(&self, at: usize) -> Option<Read> {
        let token = self.tokens.get(at)?;
        if let Some(value) = token.number {
            let mut end = at + 1;
            // 2 1/2 is rare; 1.5m, 30k, $2bn
            let (power, or, next) = self.scale(end, true);
            let scaled = next > end;
            end = next;
            // A Chinese amount kept in English: “3875亿元”.
            let han = [("万亿", 12), ("亿", 8), ("万", 4)]
                .into_iter()
                .find(|(word, _)| self.text(end).starts_with(word));
            if let Some((_, power)) = han {
                return Some(Read {
                    value: value.scaled(power),
                    end: end + 1,
                    words: false,
                    scaled: true,
                    power,
                    or: None,
                });
            }
            let (value, or) = match or {
                true => (value, Some(value.scaled(power))),
                false => (value.scaled(power), None),
            };
            return Some(Read { value, end, words: false, scaled, power, or });
        }
        self.in_words(at)
    }

    /// A scale word after a number: its power, whether it is only one of two readings, the place after it.
    fn scale(&self, at: usize, digits: bool) -> (i32, bool, usize) {
        let place = if self.text(at) == "-" && !self.glued_letter(at) { at + 1 } else { at };
        let word = self.lower(place);
        let Some((name, power)) = SCALES.iter().find(|(name, _)| *name == word) else {
            return (0, false, at);
        };
        let short = name.len() <= 2 || matches!(*name, "mln" | "bln" | "trn");
        if short && !(digits && self.glued(place)) && !(matches!(*name, "bn" | "tn" | "mn") && digits) {
            return (0, false, at);
        }
        if matches!(*name, "hundreds" | "thousands" | "millions" | "billions" | "trillions") && !digits {
            return (0, false, at);
        }
        let either = matches!(*name, "m" | "k" | "b") && !self.money_before(at);
        let mut power = *power;
        let mut end = place + 1;
        // five hundred thousand, 100 thousand million
        while let Some((_, more)) = SCALES.iter().find(|(name, more)| {
            *name == self.lower(end) && *more >= 3 && name.len() > 2 && !name.ends_with('s')
        }) {
            power += more;
            end += 1;
        }
        (power, either, end)
    }

    fn glued_letter(&self, at: usize) -> bool {
        !self.glued(at)
    }

    fn money_before(&self, at: usize) -> bool {
        let start = at.saturating_sub(3);
        self.tokens[start..at]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "$" | "£" | "€" | "¥" | "rmb" | "usd" | "us"))
    }

    /// seventy-four, two hundred and five thousand, a hundred, a dozen.
    fn in_words(&self, start: usize) -> Option<Read> {
        let (mut total, mut group, mut any, mut at, mut end) = (0i128, 0i128, false, start, start);
        let mut scaled = false;
        let mut last_power = 99;
        if matches!(self.lower(start), "a" | "an") {
            let next = self.lower(start + 1);
            let known = matches!(next, "hundred" | "thousand" | "million" | "billion" | "trillion" | "dozen");
            if !known {
                return None;
            }
            group = 1;
            any = true;
            at += 1;
        }
        let mut last_small: Option<i64> = None;
        loop {
            let word = self.lower(at);
            if let Some((_, n)) = CARDINALS.iter().find(|(name, _)| *name == word) {
                let fits = match last_small {
                    None => true,
                    Some(before) => {
                        before >= 20 && *n < 10 && self.text(at - 1) == "-"
                            || (before >= 20 && *n < 10 && at == end)
                    }
                };
                if !fits {
                    break;
                }
                group += *n as i128;
                last_small = Some(*n);
                any = true;
                at += 1;
                end = at;
            } else if matches!(word, "dozen" | "dozens") && any {
                group *= 12;
                at += 1;
                end = at;
                last_small = Some(0);
            } else if let Some((_, power)) = SCALES
                .iter()
                .find(|(name, power)| {
                    *name == word && name.len() > 2 && !name.ends_with('s') && *power < last_power.max(3)
                })
                .filter(|_| any)
            {
                let unit = 10i128.checked_pow(*power as u32)?;
                if *power == 2 {
                    group = group.max(1).checked_mul(unit)?;
                } else {
                    total = total.checked_add(group.max(1).checked_mul(unit)?)?;
                    group = 0;
                    last_power = *power;
                }
                scaled = true;
                last_small = None;
                at += 1;
                end = at;
            } else if word == "-" && any && self.glued(at) {
                at += 1;
            } else if word == "and" && scaled && CARDINALS.iter().any(|(name, _)| *name == self.lower(at + 1))
            {
                at += 1;
            } else {
                break;
            }
        }
        // three and a half
        if any && self.lower(end) == "and" && self.lower(end + 1) == "a" && self.lower(end + 2) == "half" {
            let value = Decimal::new((total + group) * 10 + 5, -1)?;
            let (power, _, next) = self.scale(end + 3, false);
            return Some(Read {
                value: value.scaled(power),
                end: next.max(end + 3),
                words: true,
                scaled: true,
                power: 0,
                or: None,
            });
        }
        let value = Decimal::new(total + group, 0)?;
        any.then_some(Read { value, end: end.max(start + 1), words: true, scaled, power: 0, or: None })
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

    fn unit(&self, at: usize) -> (Option<Kind>, usize) {
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
