//! Currencies beside a Chinese number: a name before it, 角 and 分 behind it.

use std::sync::LazyLock;

use crate::base::char_set::CharSet;
use crate::quantity::decimal::Decimal;
use crate::quantity::units::{CURRENCIES, Unit, by_id};
use crate::quantity::value::{Kind, Quantity, UnitId, Value};
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::digit;

/// The names of other currencies than the yuan that end as 新台币 and 美金 do.
static FOREIGN: LazyLock<Vec<(&str, &Unit)>> = LazyLock::new(|| {
    let foreign = CURRENCIES.iter().filter(|unit| unit.id != "CNY");
    let names = foreign.flat_map(|unit| unit.zh.iter().map(move |word| (*word, *unit)));
    names.filter(|(word, _)| word.ends_with(['币', '金'])).collect()
});

/// The characters that the codes and signs of currencies end in.
static ENDS: LazyLock<CharSet> = LazyLock::new(|| {
    let names = CURRENCIES.iter().flat_map(|unit| unit.signs.iter().chain([&unit.id]));
    names.filter_map(|name| name.chars().next_back()).collect()
});

/// RMB 5000, US$30: a currency before the number.
pub(super) fn currency_before(chars: &Chars, at: usize, one: &mut Quantity) {
    if one.kind == Kind::Money(UnitId::CNY) {
        if !matches!(chars.before(at), '币' | '金' | '幣') {
            return;
        }
        // 新台币300元, 港币5000元: the name before the number says whose 元 it is.
        if let Some((_, unit)) = FOREIGN.iter().find(|(word, _)| chars.ends(at, word)) {
            one.take_unit(unit);
        }
        return;
    }
    if one.kind != Kind::Count {
        return;
    }
    let place = at - usize::from(at > 0 && chars.before(at) == ' ');
    let named = if chars.ends_one(place, &["RMB", "人民币"]) {
        by_id("CNY")
    } else if !ENDS.has(chars.before(place)) || is_han(chars.before(place)) {
        None
    } else {
        let stands = |unit: &&Unit| chars.ends(place, unit.id) || chars.ends_one(place, &unit.signs);
        let sign = |unit: &&Unit| {
            unit.signs.iter().filter(|sign| chars.ends(place, sign)).map(|sign| sign.len()).max()
        };
        CURRENCIES.iter().copied().filter(stands).max_by_key(sign)
    };
    if let Some(unit) = named {
        one.take_unit(unit);
    }
}

/// 五元三毛, 两元四角三分, 两块四毛三: what is less than a yuan.
pub(super) fn money(chars: &Chars, value: Decimal, one: &mut Quantity, end: usize) -> usize {
    let (mut sum, mut place, mut last) = (value, end, 0);
    let part = |c: char| digit(c).or_else(|| c.to_digit(10).map(i128::from)).filter(|part| *part > 0);
    while let Some(part) = part(chars.at(place)).filter(|_| one.scale == 0) {
        let power = match chars.at(place + 1) {
            '毛' | '角' if last == 0 => -1,
            '分' if !chars.has_one(place + 1, &["分之", "分钟", "分公司"]) => -2,
            // 两块四, 四毛三: the name of the last part goes unsaid.
            c if !is_han(c) && !c.is_ascii_digit() && (last == -1 || chars.before(end) == '块') => last - 1,
            _ => break,
        };
        let Some(more) = Decimal::new(part, power).and_then(|part| sum.checked_add(part)) else { break };
        let named = is_han(chars.at(place + 1));
        (sum, last, place) = (more, power, place + 1 + usize::from(named));
        if power == -2 || !named {
            break;
        }
    }
    one.value = Value::Number(sum);
    place
}

/// Hundredths of currencies.
pub(super) const MINORS: &[(&str, &[&str])] = &[
    ("USD", &["美分", "分"]),
    ("EUR", &["欧分", "分"]),
    ("GBP", &["便士"]),
    ("HKD", &["仙", "分"]),
    ("JPY", &["日本銭", "日本钱", "銭", "钱"]),
];

/// 三美元五十美分, 两欧元又三欧分.
pub(super) fn cents(chars: &Chars, value: Decimal, code: &str, one: &mut Quantity, end: usize) -> usize {
    let start = end + usize::from(chars.at(end) == '又');
    let minor = MINORS.iter().find(|(of, _)| *of == code).zip(number(chars, start));
    let Some(((_, words), part)) = minor.filter(|_| one.scale == 0) else { return end };
    let Some(word) = words.iter().find(|word| chars.has(part.end, word)) else { return end };
    let cents = part.decimal().filter(|cents| (1..100).contains(&cents.whole().unwrap_or(0)));
    match cents.and_then(|cents| value.checked_add(cents.scaled(-2))) {
        Some(sum) => {
            one.value = Value::Number(sum);
            part.end + word.chars().count()
        }
        None => end,
    }
}

/// 三块, 两块四毛三: said of money.
pub(super) fn small_money(chars: &Chars, end: usize, one: &mut Quantity) -> Option<usize> {
    if matches!(chars.at(end), '毛' | '角') && (!is_han(chars.at(end + 1)) || chars.at(end + 1) == '钱') {
        let tenths = one.decimal().filter(|value| *value < Decimal::from(10) && one.scale == 0)?;
        (one.value, one.kind) = (Value::Number(tenths.scaled(-1)), Kind::Money(UnitId::CNY));
        return Some(end + 1 + usize::from(chars.at(end + 1) == '钱'));
    }
    if chars.at(end) != '块' {
        return None;
    }
    let alone = !is_han(chars.at(end + 1));
    let next = one.decimal().map_or(end + 1, |value| money(chars, value, one, end + 1));
    if alone || next > end + 1 {
        one.kind = Kind::Money(UnitId::CNY);
        return Some(next);
    }
    None
}
