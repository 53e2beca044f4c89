//! Numbers in an English text: in digits or words, with their scales.

use crate::decimal::Decimal;
use crate::parse::numerals::en::Scan;
use crate::parse::numerals::en_words::{CARDINALS, SCALES};

/// A number that was read, before its unit.
pub(super) struct Read {
    pub value: Decimal,
    pub end: usize,
    /// Whether it is in words.
    pub words: bool,
    pub scaled: bool,
    pub power: i32,
    pub or: Option<Decimal>,
}

impl Scan<'_, '_> {
    /// A number in digits or words with its scale.
    pub(super) fn number(&self, at: usize) -> Option<Read> {
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
    pub(super) fn scale(&self, at: usize, digits: bool) -> (i32, bool, usize) {
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

    pub(super) fn glued_letter(&self, at: usize) -> bool {
        !self.glued(at)
    }

    pub(super) fn money_before(&self, at: usize) -> bool {
        let start = at.saturating_sub(3);
        self.tokens[start..at]
            .iter()
            .any(|token| matches!(token.lower.as_str(), "$" | "£" | "€" | "¥" | "rmb" | "usd" | "us"))
    }

    /// seventy-four, two hundred and five thousand, a hundred, a dozen.
    pub(super) fn in_words(&self, start: usize) -> Option<Read> {
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
                    Some(before) => before >= 20 && *n < 10 && (self.text(at - 1) == "-" || at == end),
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
            } else if (word == "-" && any && self.glued(at))
                || (word == "and" && scaled && CARDINALS.iter().any(|(name, _)| *name == self.lower(at + 1)))
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
}
