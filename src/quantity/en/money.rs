//! Currencies beside an English number: signs, codes, cents.

use std::sync::LazyLock;

use crate::base::char_set::CharSet;
use crate::quantity::en::lexer::Tokens;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::units::{CURRENCIES, Unit, by_id};
use crate::quantity::value::{Kind, Quantity, Value};

/// The characters that the signs of currencies end in.
static SIGN_ENDS: LazyLock<CharSet> = LazyLock::new(|| {
    let signs = CURRENCIES.iter().flat_map(|unit| &unit.signs);
    signs.filter_map(|sign| sign.chars().next_back()).collect()
});

impl Tokens<'_> {
    /// Whether a unit behind a number is that number's: “won” may be a verb, and in “RMB 10 USD 20” each code
    /// stands before its number.
    pub(super) fn is_own(&self, read: &NumberToken, before: Kind, unit: &Unit, next: usize) -> bool {
        let verb = self.lower(read.end) == "won" && read.power == 0;
        let money = unit.dimension == "money";
        let leads = matches!(before, Kind::Money(_)) && money && self.is_numeral(next);
        !verb && !leads
    }

    /// A currency right before a number: $, HK$, RMB, USD.
    pub(super) fn currency(&self, at: usize) -> Option<&'static Unit> {
        let place = at.checked_sub(1)?;
        if matches!(self.lower(place), "rmb" | "yuan") {
            return by_id("CNY");
        }
        // A sign of several tokens: US$, A$, 円.
        let joined = |sign: &str| {
            let end = self.tokens[place].end();
            let start = self.text[..end].strip_suffix(sign)?.len();
            let whole = sign.starts_with(|c: char| !c.is_ascii_alphabetic())
                || !self.text[..start].ends_with(|c: char| c.is_alphanumeric());
            whole.then_some(sign.len())
        };
        // Words end in letters, signs do not.
        if self.text(place).ends_with(|c: char| c.is_ascii_alphanumeric()) {
            return self.code(place);
        }
        let length = |unit: &&Unit| unit.signs.iter().filter_map(|sign| joined(sign)).max();
        let ends = self.text(place).ends_with(|c| SIGN_ENDS.has(c));
        let signed = CURRENCIES.iter().copied().filter(|unit| ends && length(unit).is_some());
        signed.max_by_key(length).or_else(|| self.code(place))
    }

    /// A currency by its sign: €, £.
    pub(super) fn sign(&self, at: usize) -> Option<&'static Unit> {
        let text = self.text(at).strip_suffix(char::is_alphabetic).unwrap_or(self.text(at));
        let signed = !text.is_empty() && !text.is_ascii() || text == "$";
        let is = |unit: &&Unit| signed && unit.signs.iter().any(|sign| sign.starts_with(text));
        CURRENCIES.iter().copied().find(is)
    }

    /// A currency by its code: EUR; in small letters where that is no English word.
    pub(super) fn code(&self, at: usize) -> Option<&'static Unit> {
        let text = self.text(at);
        let known =
            text.len() == 3 && matches!(self.lower(at), "usd" | "eur" | "gbp" | "cny" | "jpy" | "hkd");
        let written = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_uppercase());
        let is = |unit: &&Unit| unit.id.eq_ignore_ascii_case(text);
        (known || written).then(|| CURRENCIES.iter().copied().find(is))?
    }

    /// The unit of a Chinese amount that is kept in English: 3875亿元, 100元.
    pub(super) fn chinese_unit(&self, end: usize) -> Option<(&'static Unit, usize)> {
        let last = end.checked_sub(1)?;
        if self.text(last).is_ascii() && self.text(end).is_ascii() {
            return None;
        }
        let scaled = self.text(last).trim_start_matches(['万', '亿']);
        let (word, next) = match scaled.len() < self.text(last).len() {
            true => (scaled, end),
            false => (self.text(end), end + 1),
        };
        let money = |unit: &&Unit| unit.zh.contains(&word);
        CURRENCIES.iter().copied().find(money).map(|unit| (unit, next))
    }

    /// A currency's sign behind a number: 10 €; not where it belongs to the next one.
    pub(super) fn sign_behind(&self, at: usize) -> Option<&'static Unit> {
        let unit = self.sign(at)?;
        let next = self.tokens.get(at + 1).is_some_and(|token| token.number.is_some());
        let own = next && !self.glued(at + 1) && self.sign(at + 2).is_some() && !self.is_numeral(at + 3);
        let minor = next && self.unit(at + 2).is_some_and(|(unit, _)| is_minor(unit));
        (!next || own || minor).then_some(unit)
    }

    pub(super) fn is_numeral(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.number.is_some())
    }

    /// 3 dollars 50 cents, thirteen dollars and forty-five cents: what is less than one of the currency.
    pub(super) fn cents(&self, one: &mut Quantity, end: usize) -> usize {
        let and = usize::from(matches!(self.lower(end), "and" | ","));
        let Some(part) = self.number(end + and) else { return end };
        let next = match self.unit(part.end) {
            Some((unit, next)) if is_minor(unit) => next,
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

    pub(super) fn is_clause_end(&self, at: usize) -> bool {
        matches!(self.text(at), "" | "." | "," | ";" | "!" | "?" | ")")
    }
}

/// Whether a unit is a hundredth of a currency.
fn is_minor(unit: &Unit) -> bool {
    matches!(unit.id, "cent" | "penny")
}
