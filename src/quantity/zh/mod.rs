//! Quantities of a Chinese text.

pub mod clock;
pub mod date;
pub mod digits;
pub mod fraction;
pub mod idioms;
pub mod lexer;
pub mod number;
pub mod numerals;
pub mod period;
pub mod significance;
pub mod unit;
pub mod words;

use crate::quantity::decimal::Decimal;
use crate::quantity::marks::{formula, vulgar};
use crate::quantity::units::{UNITS, Unit, by_id};
use crate::quantity::value::{Kind, Quantity, Significance, Value};
use crate::quantity::zh::clock::{clock, lap};
use crate::quantity::zh::date::{date, dotted, era};
use crate::quantity::zh::fraction::{fraction, percent};
use crate::quantity::zh::idioms::{begins_idiom, idiom};
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::number::{LONGEST, Reading, begins, digit, is_numeral, number};
use crate::quantity::zh::period::period;
use crate::quantity::zh::significance::{is_code, settle, significance};
use crate::quantity::zh::unit::{apply, bound, unit};

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let chars = Chars::new(text);
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        at = if may_begin(chars.at(at)) { step(&chars, at, &mut found) } else { at + 1 };
    }
    found
}

/// Whether a number, a word that is one, or an idiom may begin with a character.
fn may_begin(c: char) -> bool {
    match c {
        '0'..='9' | '.' | '-' | ':' | '$' => true,
        '一' | '丁' | '专' | '不' | '两' | '之' | '乱' | '参' | '再' | '凋' | '半' | '单' | '双' | '合'
        | '周' | '唯' | '多' | '归' | '成' | '接' | '星' | '清' | '独' | '礼' | '第' | '统' | '翻' | '说'
        | '逐' | '飘' | '首' | '“' | '负' | '加' | '倍' | '减' | '腰' | '打' | '对' | '花' | '古' | '耄'
        | '腊' | '而' => true,
        '上' | '下' | '中' | '本' | '公' | '民' | '初' => true,
        c => is_numeral(c) || vulgar(c).is_some() || begins_idiom(c),
    }
}

/// Reads what begins at a place; returns the place to go on from.
fn step(chars: &Chars, at: usize, found: &mut Vec<Quantity>) -> usize {
    if let Some(bytes) = formula(&chars.text[chars.byte(at)..]) {
        let last = chars.byte(at) + bytes;
        return (at..chars.len()).find(|place| chars.byte(*place) >= last).unwrap_or(chars.len());
    }
    if let Some(end) = link(chars, at) {
        return end;
    }
    if let Some((one, end)) = period(chars, at).or_else(|| era(chars, at)).or_else(|| dotted(chars, at)) {
        found.push(one);
        return end;
    }
    if let Some(end) = version(chars, at) {
        let range = chars.range(at, end);
        if let Some(value) = Value::version(chars.text.get(range.clone()).unwrap_or_default()) {
            found.push(Quantity::of(value, Kind::Version, range));
        }
        return end;
    }
    if let Some(end) = split(chars, at, found) {
        return end;
    }
    if let Some(end) = idiom(chars, at) {
        silent(chars, at, end, found);
        return end;
    }
    let share = |one: (Quantity, usize)| (one.0, None, one.1);
    let reading =
        percent(chars, at).or_else(|| word(chars, at).map(share)).or_else(|| plain(chars, at, found));
    let Some((mut one, low, end)) = reading else {
        return unread(chars, at);
    };
    if let Some((low, place)) = low {
        let value = match (one.value, low.whole().and_then(|low| u8::try_from(low).ok())) {
            // 三四月
            (Value::Date { year, month: Some(_), day: None }, month) => {
                Value::Date { year, month, day: None }
            }
            _ => Value::Number(low),
        };
        let mut first = Quantity { value, ..one.clone() };
        first.range = chars.range(at, place);
        one.range = chars.range(place, end);
        found.push(first);
    } else {
        range_of(chars, found, &mut one);
    }
    found.push(one);
    end
}

/// 五五开, 三七开: two shares of ten.
fn split(chars: &Chars, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
    let (a, b) = (digit(chars.at(at))?, digit(chars.at(at + 1))?);
    if a + b != 10 || chars.at(at + 2) != '开' {
        return None;
    }
    for (n, share) in [a, b].into_iter().enumerate() {
        let one =
            Quantity::number(Decimal::new(share * 10, 0)?, Kind::Percent, chars.range(at + n, at + n + 1));
        found.push(one.with_significance(Significance::Weak));
    }
    Some(at + 3)
}

/// The place after digits, or Chinese numerals in a row too long for a number, of which nothing was read.
fn unread(chars: &Chars, at: usize) -> usize {
    let run = |is_part: fn(char) -> bool| {
        (at..chars.len()).find(|place| !is_part(chars.at(*place))).unwrap_or(chars.len())
    };
    if chars.at(at).is_ascii_digit() {
        return run(|c| c.is_ascii_digit());
    }
    let end = if is_numeral(chars.at(at)) { run(is_numeral) } else { at };
    if end - at > LONGEST { end } else { at + 1 }
}

/// The place after an address on the web, of which `://` stands here.
fn link(chars: &Chars, at: usize) -> Option<usize> {
    let is_part = |c: char| c.is_ascii_graphic();
    chars
        .has(at, "://")
        .then(|| (at..chars.len()).find(|place| !is_part(chars.at(*place))).unwrap_or(chars.len()))
}

/// The place after a version or a network address: 1.2.3.
fn version(chars: &Chars, at: usize) -> Option<usize> {
    if !chars.at(at).is_ascii_digit() {
        return None;
    }
    let (mut end, mut points) = (at, 0);
    while chars.at(end).is_ascii_digit() || (chars.at(end) == '.' && chars.at(end + 1).is_ascii_digit()) {
        points += usize::from(chars.at(end) == '.');
        end += 1;
    }
    (points > 1).then_some(end)
}

/// The numerals of an idiom, which may answer a number of the other side.
fn silent(chars: &Chars, start: usize, end: usize, found: &mut Vec<Quantity>) {
    let mut at = start;
    while at < end {
        match number(chars, at).filter(|read| read.end <= end) {
            Some(read) => {
                if let Some(value) = read.decimal().filter(|value| *value > Decimal::from(1)) {
                    let mut one = Quantity::number(value, Kind::Count, chars.range(at, read.end));
                    // 双十一 is 11.11.
                    one.or = value.checked_add(value.scaled(-2)).filter(|_| chars.before(at) == '双');
                    found.push(one.with_significance(Significance::Ignored));
                }
                at = read.end.max(at + 1);
            }
            None => {
                if matches!(chars.at(at), '双' | '对') {
                    let one = Quantity::number(Decimal::from(2), Kind::Times, chars.range(at, at + 1));
                    found.push(one.with_significance(Significance::Ignored));
                }
                at += 1;
            }
        }
    }
}

/// Words that are numbers by themselves: 翻番, 减半, 半年, 第三, 首位.
fn word(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    match chars.at(at) {
        '第' => ordinal(chars, at),
        '首' => {
            const FIRSTS: &[&str] = &[
                "首位", "首个", "首次", "首批", "首家", "首届", "首条", "首例", "首名", "首座", "首轮",
                "首日", "首年",
            ];
            let one = Quantity::number(Decimal::from(1), Kind::Ordinal, chars.range(at, at + 1));
            chars.has_one(at, FIRSTS).then(|| (one.with_significance(Significance::Optional), at + 1))
        }
        '翻' | '加' | '倍' | '减' | '腰' | '双' => multiple(chars, at),
        '半' | '一' | '对' => half(chars, at),
        '花' | '古' | '耄' | '而' | '不' => age(chars, at),
        '腊' if chars.at(at + 1) == '月' => {
            let one = Quantity::number(Decimal::from(12), Kind::Ordinal, chars.range(at, at + 2));
            Some((one.with_significance(Significance::Optional), at + 2))
        }
        _ => plan(chars, at),
    }
}

/// 花甲之年, 年逾古稀: ages by their names.
fn age(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    const AGES: &[(&str, i64)] =
        &[("而立之年", 30), ("不惑之年", 40), ("花甲", 60), ("古稀", 70), ("耄耋", 80)];
    let (word, years) = AGES.iter().find(|(word, _)| chars.has(at, word))?;
    let end = at + word.chars().count();
    let one = Quantity::number(Decimal::from(*years), Kind::Measure("years"), chars.range(at, end));
    Some((one.with_significance(Significance::Optional), end))
}

/// “十四五”规划, “七五”计划: the number of a five-year plan, not 14 or 15.
fn plan(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    const AFTER: &[&str] = &["规划", "计划", "期间", "时期", "以来", "末", "初", "开局", "收官", "目标"];
    let tens = usize::from(chars.at(at) == '十');
    let n = digit(chars.at(at + tens)).filter(|n| (1..10).contains(n))?;
    let after = at + tens + 2;
    let quoted = chars.before(at) == '“' && chars.at(after) == '”';
    let led = tens == 1 && (chars.has_one(after, AFTER) || chars.at(after) == '”');
    let n = Decimal::new(10 * tens as i128 + n, 0)?;
    let one = Quantity::number(n, Kind::Ordinal, chars.range(at, after - 1));
    (chars.at(after - 1) == '五' && (quoted || led))
        .then(|| (one.with_significance(Significance::Weak), after))
}

fn ordinal(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let read = number(chars, at + 1)?;
    let value = read.decimal()?;
    let significance = match value.whole()? {
        1 => Significance::Optional,
        // 第5条 is looked up by its number.
        _ if read.numerals == 0 && chars.has_one(read.end, &["条", "款", "章", "节", "页", "号"]) => {
            Significance::Required
        }
        _ => Significance::Weak,
    };
    Some((
        Quantity::number(value, Kind::Ordinal, chars.range(at, read.end)).with_significance(significance),
        read.end,
    ))
}

fn multiple(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    const WORDS: &[(&str, i128, i32)] = &[
        ("翻番", 2, 0),
        ("翻倍", 2, 0),
        ("翻了倍", 2, 0),
        ("加倍", 2, 0),
        ("倍增", 2, 0),
        ("减半", 5, -1),
        ("腰斩", 5, -1),
        ("双倍", 2, 0),
    ];
    // 翻两番 is fourfold; print also has it for twofold.
    let start = at + if chars.has(at, "翻了") { 2 } else { 1 };
    if chars.at(at) == '翻'
        && let Some(read) = number(chars, start).filter(|read| chars.at(read.end) == '番')
    {
        let times = read.whole().filter(|n| (1..8).contains(n))?;
        let value = Decimal::from(1i64 << times);
        let mut one = Quantity::number(value, Kind::Times, chars.range(at, read.end + 1))
            .with_significance(Significance::Weak);
        one.or = read.decimal().filter(|_| times > 1);
        return Some((one, read.end + 1));
    }
    let (word, digits, power) = WORDS.iter().find(|(word, ..)| chars.has(at, word))?;
    let end = at + word.chars().count();
    let one = Quantity::number(Decimal::new(*digits, *power)?, Kind::Times, chars.range(at, end));
    Some((one.with_significance(Significance::Weak), end))
}

/// 一半, 半年, 半数, 半百, 打对折.
fn half(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let half = Decimal::new(5, -1)?;
    let make = |value: Decimal, kind: Kind, end: usize| {
        let spans = matches!(kind, Kind::Measure(_)) && value < Decimal::from(1);
        let significance = if spans { Significance::Weak } else { Significance::Optional };
        let mut one = Quantity::number(value, kind, chars.range(at, end)).with_significance(significance);
        one.is_part = kind == Kind::Count && value < Decimal::from(1);
        Some((one.bounded(Some(crate::quantity::value::Bound::About)), end))
    };
    if chars.has_one(at, &["半折", "对折"]) {
        let said = chars.at(at) == '半' || chars.before(at) == '打';
        return make(Decimal::from(50), Kind::Percent, at + 2).filter(|_| said);
    }
    if chars.has(at, "半成") && !chars.has(at, "半成品") {
        return make(Decimal::from(5), Kind::Percent, at + 2);
    }
    if chars.has(at, "半百") {
        return make(Decimal::from(50), Kind::Count, at + 2);
    }
    let ends = !is_han(chars.at(at + 1)) || "的以，".contains(chars.at(at + 1));
    if chars.at(at) == '半' && ends && chars.ends_one(at, &["近", "过", "超", "约", "减", "大"]) {
        let (mut one, end) = make(half, Kind::Count, at + 1)?;
        one.bound = bound(chars, at, end).or(one.bound);
        return Some((one, end));
    }
    if chars.has(at, "一半") {
        let (mut one, end) = make(half, Kind::Count, at + 2)?;
        one.bound = bound(chars, at, end).or(one.bound);
        return Some((one, end));
    }
    if chars.has_one(at, &["半个世纪", "半世纪"]) {
        return make(Decimal::from(50), Kind::Measure("years"), at + 1);
    }
    if chars.has(at, "一刻钟") {
        return make(Decimal::from(15), Kind::Measure("min"), at + 3);
    }
    let kind = match chars.at(at + 1) {
        '个' if chars.has(at, "半个多") => return None,
        '个' if chars.has(at, "半个小时") => Kind::Measure("h"),
        '个' if chars.has(at, "半个月") => Kind::Measure("months"),
        '月' => Kind::Measure("months"),
        '个' | '数' | '价' | '场' | '程' => Kind::Count,
        _ => unit(chars, at + 1)
            .map(|(unit, _)| unit.kind())
            .filter(|kind| matches!(kind, Kind::Measure(_)))?,
    };
    (chars.at(at) == '半').then(|| make(half, kind, at + 1))?
}

/// A number with its sign and unit.
fn plain(chars: &Chars, start: usize, found: &[Quantity]) -> Option<Reading> {
    let (negative, at) = sign(chars, start, found);
    let dotted =
        chars.at(at) == '.' && chars.at(at + 1).is_ascii_digit() && !chars.before(at).is_ascii_alphanumeric();
    if !dotted && !begins(chars, at) {
        return None;
    }
    let mut read = number(chars, at + usize::from(dotted && chars.before(at) != '.'))?;
    if dotted && chars.before(at) != '.' {
        let places = (read.end - at - 1) as i32;
        let value = read.decimal().filter(|_| read.scale == 0)?;
        read.value = Value::Number(Decimal::new(value.whole()?, -places)?);
    } else if dotted {
        return None;
    }
    let after_number = found.last().is_some_and(|one| one.range.end >= chars.byte(start.saturating_sub(1)));
    let signed = |mut one: Quantity| {
        if negative && let Value::Number(value) = one.value {
            one.value = Value::Number(value.negated());
            one.or = one.or.map(Decimal::negated);
        } else if negative && let Value::Fraction(a, b) = one.value {
            one.value = Value::Fraction(-a, b);
        }
        one.range.start = chars.byte(start);
        one
    };
    if let Some((one, end)) = fraction(chars, at, &read) {
        return Some((signed(one), None, end));
    }
    let timed = || clock(chars, at, &read).or_else(|| lap(chars, at, &read));
    if let Some((one, end)) = date(chars, at, &read).or_else(timed) {
        return Some((one, read.low, end));
    }
    let mut one =
        Quantity::of(read.value, Kind::Count, 0..0).with_significance(significance(chars, at, &read)?);
    (one.bound, one.scale, one.or, one.is_torn) = (read.bound, read.scale, read.or, read.torn);
    one.is_part = vulgar(chars.at(at)).is_some();
    let end = apply(chars, at, &read, &mut one);
    one.bound = one.bound.or_else(|| bound(chars, start, end));
    settle(chars, at, &read, end, &mut one);
    if one.kind == Kind::Count && !negative && is_code(chars, at, &read, after_number) {
        one.significance = Significance::Ignored;
    }
    currency_before(chars, at, &mut one);
    if is_enumeration(chars, start, end) {
        one.significance = one.significance.min(Significance::Optional);
    }
    one.range = chars.range(start, end);
    Some((signed(one), read.low, end))
}

/// Whether a number is the mark of an item at the beginning of a text: 3、 and （2）.
fn is_enumeration(chars: &Chars, at: usize, end: usize) -> bool {
    let opened = at == 1 && chars.at(0) == '(' && chars.at(end) == ')';
    let marked = at == 0 && matches!(chars.at(end), '、' | ')')
        || at == 0 && chars.at(end) == '.' && chars.at(end + 1) != '\0';
    end - at <= 2 && (opened || marked)
}

/// RMB 5000, US$30: a currency before the number.
fn currency_before(chars: &Chars, at: usize, one: &mut Quantity) {
    if one.kind == Kind::Money("CNY") {
        // 新台币300元, 港币5000元: the name before the number says whose 元 it is.
        let named = |unit: &&Unit| {
            let words = unit.zh.iter().filter(|word| word.ends_with('币') || word.ends_with('金'));
            unit.dimension == "money"
                && unit.id != "CNY"
                && words.into_iter().any(|word| chars.ends(at, word))
        };
        if let Some(unit) = UNITS.iter().find(named) {
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
    } else if is_han(chars.before(place)) {
        None
    } else {
        let stands = |unit: &&Unit| {
            unit.dimension == "money" && (chars.ends(place, unit.id) || chars.ends_one(place, &unit.signs))
        };
        let sign = |unit: &&Unit| {
            unit.signs.iter().filter(|sign| chars.ends(place, sign)).map(|sign| sign.len()).max()
        };
        UNITS.iter().filter(stands).max_by_key(sign)
    };
    if let Some(unit) = named {
        one.take_unit(unit);
    }
}

/// 负, 零下 or a minus sign, and the place of the number after it.
fn sign(chars: &Chars, at: usize, found: &[Quantity]) -> (bool, usize) {
    let before = chars.before(at);
    match chars.at(at) {
        // 减负1451亿元 takes a burden off; 为负3% is a minus.
        '负' if begins(chars, at + 1) && (!is_han(before) || "为是达至到约在".contains(before)) => {
            (true, at + 1)
        }
        '零' if chars.at(at + 1) == '下' && begins(chars, at + 2) => (true, at + 2),
        '-' => {
            let next = at + 1 + usize::from(chars.at(at + 1) == ' ');
            let range = found.last().is_some_and(|one| one.range.end >= chars.byte(at));
            let free =
                !before.is_ascii_alphanumeric() && !matches!(before, '-' | ')' | '”' | '%' | '.') && !range;
            let digit = chars.at(next).is_ascii_digit()
                || (chars.at(next) == '.' && chars.at(next + 1).is_ascii_digit());
            // 同比-0.3% has a minus; 吲哚-3 and 歼-20 are names.
            let led =
                !is_han(before) || "为是达至到约近由从负于".contains(before) || is_measured(chars, next);
            if free && led && digit { (true, next) } else { (false, at) }
        }
        _ => (false, at),
    }
}

/// Whether a number with a unit that may fall below zero begins at a place.
fn is_measured(chars: &Chars, at: usize) -> bool {
    let Some(read) = number(chars, at) else { return false };
    read.scale > 0
        || unit(chars, read.end).is_some_and(|(unit, _)| {
            matches!(unit.dimension, "share" | "points" | "temperature" | "degree" | "money")
        })
}

/// 5—10%, 2019—2020年: what stands behind the second counts for the first.
fn range_of(chars: &Chars, found: &mut [Quantity], second: &mut Quantity) {
    let Some(first) = found.last_mut().filter(|first| first.significance > Significance::Ignored) else {
        return;
    };
    let Some(between) = chars.text.get(first.range.end..second.range.start).map(str::trim) else { return };
    let rest = &chars.text[second.range.end..];
    if matches!(between, "、" | "和" | "至" | "-" | "到")
        && (rest.starts_with("年代") || rest.starts_with("后"))
    {
        first.significance = Significance::Optional;
    }
    let range = ["个和", "个至", "-", "—", "–", "至", "到", "~", "～", "－", "―", "——", "或"];
    if range.contains(&between) {
        share_unit(first, second);
    }
}

fn share_unit(first: &mut Quantity, second: &Quantity) {
    // 三到十万 is 30,000 to 100,000.
    if let (Some(low), Some(high)) = (first.decimal(), second.decimal())
        && second.scale > 0
        && first.scale == 0
    {
        (first.value, first.or) = match low.scaled(second.scale) {
            scaled if scaled < high => (Value::Number(scaled), Some(low)),
            scaled => (first.value, Some(scaled)),
        };
    }
    if first.kind != Kind::Count || second.kind == Kind::Count {
        return;
    }
    match (second.kind, first.decimal()) {
        (Kind::Year, Some(year)) if year >= Decimal::from(1000) => {
            (first.kind, first.significance) = (Kind::Year, Significance::Weak);
        }
        (Kind::Date, Some(n)) => {
            let Value::Date { month, day, .. } = second.value else { return };
            let n = n.whole().and_then(|n| u8::try_from(n).ok());
            first.value = match (month, day) {
                (Some(_), None) => Value::Date { year: None, month: n, day: None },
                _ => Value::Date { year: None, month: None, day: n },
            };
            (first.kind, first.significance) = (Kind::Date, Significance::Optional);
        }
        (Kind::Year, _) => {}
        (kind, _) => first.kind = kind,
    }
}
