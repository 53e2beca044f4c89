//! Currencies beside an English number: signs, codes, cents.

use crate::quantity::en::Tokens;
use crate::quantity::en::number::NumberToken;
use crate::quantity::measure::{MEASURES, Measure};
use crate::quantity::value::{Kind, Quantity, Value};

impl Tokens<'_, '_> {
    /// Whether a unit behind a number is that number's: “won” may be a verb, and in “RMB 10 USD 20” each code
    /// stands before its number.
    pub(super) fn is_own(&self, read: &NumberToken, before: Kind, kind: Kind, next: usize) -> bool {
        let verb = self.lower(read.end) == "won" && read.power == 0;
        let leads = matches!((before, kind), (Kind::Money(_), Kind::Money(_))) && self.is_numeral(next);
        !verb && !leads
    }

    /// A currency right before a number: $, HK$, RMB, USD.
    pub(super) fn currency(&self, at: usize) -> Option<Kind> {
        let place = at.checked_sub(1)?;
        let code = match self.lower(place) {
            "rmb" | "yuan" => "CNY",
            "$" | "us$" => match place.checked_sub(1).map_or("", |place| self.lower(place)) {
                "hk" => "HKD",
                "a" if self.text(place - 1) == "A" && self.glued(place) => "AUD",
                "c" => "CAD",
                "nz" => "NZD",
                "s" if self.glued(place) => "SGD",
                "nt" => "TWD",
                _ => "USD",
            },
            _ => return self.sign(place).or_else(|| self.code(place)),
        };
        Some(Kind::Money(code))
    }

    /// A currency by its sign: €, £.
    pub(super) fn sign(&self, at: usize) -> Option<Kind> {
        let text = self.text(at).strip_suffix(char::is_alphabetic).unwrap_or(self.text(at));
        let signed = !text.is_empty() && !text.is_ascii() || text == "$";
        let is = |one: &&Measure| one.signs.iter().any(|sign| sign.starts_with(text));
        MEASURES.iter().filter(|_| signed).find(is).map(|one| one.kind)
    }

    /// A currency by its code: EUR; in small letters where that is no English word.
    pub(super) fn code(&self, at: usize) -> Option<Kind> {
        let text = self.text(at);
        let known =
            text.len() == 3 && matches!(self.lower(at), "usd" | "eur" | "gbp" | "cny" | "jpy" | "hkd");
        let written = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is = |one: &&Measure| matches!(one.kind, Kind::Money(code) if code.eq_ignore_ascii_case(text));
        MEASURES.iter().filter(|_| known || written).find(is).map(|one| one.kind)
    }

    /// The unit of a Chinese amount that is kept in English: 3875亿元, 100元.
    pub(super) fn chinese_unit(&self, end: usize) -> Option<(Kind, usize)> {
        let last = end.checked_sub(1)?;
        let scaled = self.text(last).trim_start_matches(['万', '亿']);
        let (word, next) = match scaled.len() < self.text(last).len() {
            true => (scaled, end),
            false => (self.text(end), end + 1),
        };
        let money = |one: &&Measure| matches!(one.kind, Kind::Money(_)) && one.zh.contains(&word);
        MEASURES.iter().find(money).map(|one| (one.kind, next))
    }

    /// A currency's sign behind a number: 10 €; not where it belongs to the next one.
    pub(super) fn sign_behind(&self, at: usize) -> Option<Kind> {
        let kind = self.sign(at)?;
        let next = self.tokens.get(at + 1).is_some_and(|token| token.number.is_some());
        let own = next && !self.glued(at + 1) && self.sign(at + 2).is_some() && !self.is_numeral(at + 3);
        let minor = next && matches!(self.unit(at + 2), Some((Kind::Measure("cent" | "penny"), _)));
        (!next || own || minor).then_some(kind)
    }

    fn is_numeral(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.number.is_some())
    }

    /// 3 dollars 50 cents, thirteen dollars and forty-five cents: what is less than one of the currency.
    pub(super) fn cents(&self, one: &mut Quantity, end: usize) -> usize {
        let and = usize::from(matches!(self.lower(end), "and" | ","));
        let Some(part) = self.number(end + and) else { return end };
        let next = match self.unit(part.end) {
            Some((Kind::Measure("cent" | "penny"), next)) => next,
            // thirteen dollars forty-five
            None if part.words && and == 0 && self.is_clause_end(part.end) => part.end,
            _ => return end,
        };
        let cents = part.decimal().filter(|cents| (1..100).contains(&cents.whole().unwrap_or(0)));
        match one.decimal().zip(cents).and_then(|(whole, cents)| whole.checked_add(cents.scaled(-2))) {
            Some(sum) if one.scale == 0 => {
                one.value = Value::Number(sum);
                next
            }
            _ => end,
        }
    }

    fn is_clause_end(&self, at: usize) -> bool {
        matches!(self.text(at), "" | "." | "," | ";" | "!" | "?" | ")")
    }
}
