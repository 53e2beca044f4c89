//! What stands behind a Chinese number: its unit, and what the unit makes of the value.

use crate::base::char_map::CharMap;
use crate::quantity::compound::sum;
use crate::quantity::decimal::Decimal;
use crate::quantity::units::{UNITS, Unit, by_id};
use crate::quantity::value::{Kind, Quantity, Significance, UnitId, Value};
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::money::{cents, money, small_money};
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::{NumberToken, digit};
use crate::quantity::zh::words::{ELEMENTS, NO_HALVES, NO_UNITS, split_first};
use std::cmp::Reverse;
use std::sync::LazyLock;

/// A word of a unit, or its sign.
struct UnitWord {
    /// What follows its first character.
    rest: Box<[char]>,
    /// Whether it ends in a letter or a digit of ASCII.
    is_latin: bool,
    /// Whether it is 两, which is a weight at the end of a phrase: 3两, but 中日两国.
    is_weight: bool,
    unit: &'static Unit,
}

/// The Chinese words of all units, and the signs of those that are no money, by their first character, longer ones first.
static WORDS: LazyLock<CharMap<UnitWord>> = LazyLock::new(|| {
    let words =
        UNITS.iter().flat_map(|unit| unit.zh.iter().chain(&unit.signs).map(move |word| (*word, unit)));
    let mut words: Vec<(&str, &Unit)> =
        words.filter(|(word, unit)| unit.dimension != "money" || !unit.signs.contains(word)).collect();
    words.sort_by_key(|(word, _)| Reverse(word.len()));
    let known = words.into_iter().map(|(word, unit)| {
        let (first, rest) = split_first(word);
        let is_latin = word.ends_with(|c: char| c.is_ascii_alphanumeric());
        (first, UnitWord { rest, is_latin, is_weight: word == "两", unit })
    });
    known.collect()
});

/// The unit at a place, and the place after it.
pub(super) fn unit(chars: &Chars, at: usize) -> Option<(&'static Unit, usize)> {
    let words = WORDS.get(chars.at(at));
    if words.is_empty() || chars.has_listed(at, &NO_UNITS) {
        return None;
    }
    let end = |word: &UnitWord| at + 1 + word.rest.len();
    let stands = |word: &&UnitWord| {
        if !chars.has_chars(at + 1, &word.rest) {
            return false;
        }
        let next = chars.at(end(word));
        let whole = !word.is_latin || !next.is_ascii_alphanumeric();
        whole && (!word.is_weight || !is_han(next) || "重的多半装".contains(next))
    };
    let word = words.iter().find(stands)?;
    Some((word.unit, end(word)))
}

/// Gives a number its unit; returns the place after both.
pub(super) fn apply(chars: &Chars, at: usize, read: &NumberToken, one: &mut Quantity) -> usize {
    let end = read.end;
    let Some(value) = one.decimal() else { return end };
    let spaced = end + usize::from(chars.at(end) == ' ');
    // 二元的选择, 三元组: that many elements, and no money.
    if read.numerals == 1 && !read.bare && chars.has_listed(end, &ELEMENTS) {
        one.significance = Significance::Ignored;
        return end + 1;
    }
    if let Some((unit, next)) = unit(chars, spaced) {
        one.take_unit(speed(chars, at, unit).unwrap_or(unit));
        if unit.power() != 0 {
            one.significance = Significance::Required;
        }
        return match one.kind {
            Kind::Times => times(chars, at, value, one, next),
            Kind::Money(UnitId::CNY) => money(chars, value, one, next),
            Kind::Money(code) => cents(chars, value, code.as_str(), one, next),
            Kind::Measure(UnitId::SECONDS) => seconds(chars, value, one, next),
            Kind::Measure(_) => with_parts(chars, read, (value, unit), one, next).unwrap_or(next),
            _ => next,
        };
    }
    tenths(chars, read, value, one)
        .or_else(|| counted(chars, read, value, one))
        .or_else(|| congress(chars, read, one))
        .or_else(|| small_money(chars, end, one))
        .unwrap_or(end)
}

/// What a smaller part adds to an amount: 一年半, 两米三, 1米75, 一斤二两, 5小时30分钟.
fn with_parts(
    chars: &Chars,
    read: &NumberToken,
    (value, unit): (Decimal, &'static Unit),
    one: &mut Quantity,
    next: usize,
) -> Option<usize> {
    if read.bare || read.scale > 0 || read.low.is_some() || one.bound.is_some() {
        return None;
    }
    if is_half(chars, next) {
        one.value = Value::Number(value.checked_add(Decimal::new(5, -1)?)?);
        one.significance = Significance::Required;
        return Some(next + 1);
    }
    let next = next + usize::from(matches!(chars.at(next), '零' | '又'));
    let part = number(chars, next).filter(|part| part.low.is_none() && !part.bare && part.scale == 0)?;
    let small = part.decimal()?;
    if let Some((lesser, end)) = lesser(chars, unit, part.end) {
        one.value = Value::Number(sum((value, unit), (small, lesser))?);
        one.kind = lesser.kind();
        one.significance = Significance::Required;
        return Some(end);
    }
    // 两米三, 1米75: the name of the last part goes unsaid.
    let short = matches!(unit.id, "m" | "jin" | "chi")
        && (part.end - next < 3)
        && read.numerals.min(1) == part.numerals.min(1);
    let ends = !is_han(chars.at(part.end)) || "的高长宽深左以，".contains(chars.at(part.end));
    let places = (part.end - next) as i32;
    if !(short && ends && part.whole().is_some_and(|n| n > 0) && (part.numerals == 0 || places == 1)) {
        return None;
    }
    one.value = Value::Number(value.checked_add(small.scaled(-places))?);
    one.significance = Significance::Required;
    Some(part.end)
}

/// The smaller unit that may follow an amount; 分 is a minute behind hours.
fn lesser(chars: &Chars, large: &Unit, at: usize) -> Option<(&'static Unit, usize)> {
    let minute = large.id == "h" && chars.at(at) == '分' && !chars.has_one(at, &["分之", "分钟"]);
    let found = if minute { by_id("min").map(|unit| (unit, at + 1)) } else { unit(chars, at) };
    found.filter(|(unit, _)| unit.dimension == large.dimension && unit.id != large.id)
}

/// Whether 半 at a place adds a half to what stands before it: 三天半, but 三年半导体研究.
fn is_half(chars: &Chars, at: usize) -> bool {
    chars.at(at) == '半' && !chars.has_listed(at, &NO_HALVES)
}

/// 时速350公里, 每秒30米: a speed whose time stands before the number.
fn speed(chars: &Chars, at: usize, unit: &Unit) -> Option<&'static Unit> {
    const HOUR: &[&str] =
        &["时速", "每小时", "每小时约", "时速约", "时速达", "时速为", "时速达到", "时速超过", "时速高达"];
    const SECOND: &[&str] = &["每秒", "秒速", "每秒约", "每秒钟"];
    let id = match unit.id {
        "km" if chars.ends_one(at, HOUR) => "km/h",
        "mi" if chars.ends_one(at, HOUR) => "mph",
        "nmi" if chars.ends_one(at, HOUR) => "kn",
        "m" if chars.ends_one(at, SECOND) => "m/s",
        "km" if chars.ends_one(at, SECOND) => "km/s",
        _ => return None,
    };
    by_id(id)
}

/// “2倍” may be twofold or, after 增长, threefold; 增长1倍 is a doubling.
fn times(chars: &Chars, at: usize, value: Decimal, one: &mut Quantity, end: usize) -> usize {
    const GROWS: &[&str] = &["增长", "增加", "提高", "上升", "高出", "翻了", "多", "涨", "扩大", "增"];
    let start = at.saturating_sub(6);
    let to = chars.ends_one(at, &["到", "至", "为", "达", "是"]);
    let grows = (start..at).any(|place| chars.has_one(place, GROWS)) && !to;
    let half = chars.at(end) == '半';
    let value =
        if half { value.checked_add(Decimal::new(5, -1).unwrap_or(value)).unwrap_or(value) } else { value };
    one.value = Value::Number(value);
    one.or = value.checked_add(Decimal::from(1)).filter(|_| grows || value == Decimal::from(1));
    end + usize::from(half)
}

fn seconds(chars: &Chars, value: Decimal, one: &mut Quantity, end: usize) -> usize {
    let whole = value.whole().and_then(|whole| i64::try_from(whole).ok());
    match whole.and_then(|whole| crate::quantity::zh::clock::hundredths(chars, whole, end)) {
        Some((value, next)) => {
            one.value = Value::Number(value);
            next
        }
        None => end,
    }
}

/// 三成, 六成五, 八五折, 对折.
fn tenths(chars: &Chars, read: &NumberToken, value: Decimal, one: &mut Quantity) -> Option<usize> {
    let next = chars.at(read.end);
    let follow = chars.at(read.end + 1);
    let ten = Decimal::from(10);
    if next == '成'
        && !"功为立本果员都就熟长交效绩品名型分语份药套县都".contains(follow)
        && value <= ten
        && !read.bare
    {
        one.kind = Kind::Percent;
        one.significance = Significance::Weak;
        let (more, end) = match follow {
            '半' => (5, read.end + 2),
            c if digit(c).is_some_and(|d| d > 0) && !is_counted(chars, read.end + 2) => {
                (digit(c).unwrap_or(0) as i64, read.end + 2)
            }
            _ => (0, read.end + 1),
        };
        one.value = Value::Number(value.scaled(1).checked_add(Decimal::from(more))?);
        return Some(end);
    }
    if next == '折'
        && !"叠腾射磨断扣旧合页腰返中".contains(follow)
        && value > Decimal::from(0)
        && value != ten
        && value < Decimal::from(100)
    {
        let percent = if value < ten { value.scaled(1) } else { value };
        (one.kind, one.significance, one.value) = (Kind::Percent, Significance::Weak, Value::Number(percent));
        one.or = Decimal::from(100).checked_add(percent.negated());
        return Some(read.end + 1);
    }
    None
}

fn is_counted(chars: &Chars, at: usize) -> bool {
    "个名位家人年".contains(chars.at(at)) && chars.at(at) != '\0'
}

/// 三双, 一百对, 五打; 一个半.
fn counted(chars: &Chars, read: &NumberToken, value: Decimal, one: &mut Quantity) -> Option<usize> {
    let end = read.end;
    if chars.at(end) == '个' && is_half(chars, end + 1) {
        one.significance = Significance::Required;
        one.value = Value::Number(value.checked_add(Decimal::new(5, -1)?)?);
        if chars.has_one(end + 2, &["小时", "月"]) {
            one.kind = if chars.at(end + 2) == '月' {
                Kind::Measure(UnitId::MONTHS)
            } else {
                Kind::Measure(UnitId::HOURS)
            };
        }
        return Some(end + 2);
    }
    if chars.at(end) == '旬' && read.numerals == 1 {
        (one.kind, one.significance) = (Kind::Measure(UnitId::YEARS), Significance::Optional);
        one.value = Value::Number(value.scaled(1));
        return Some(end + 1);
    }
    let times = multiple(chars, end).filter(|_| one.bound.is_none())?;
    one.or = Some(value);
    one.value = Value::Number(value.checked_mul(Decimal::from(times))?);
    Some(end + 1)
}

/// How many are in one of what is counted: 双 and 对 are two, 打 is twelve.
pub(super) fn multiple(chars: &Chars, at: usize) -> Option<i64> {
    let follow = chars.at(at + 1);
    match chars.at(at) {
        '双' | '对' => (digit(follow).is_none() && !"比于照手方面外内".contains(follow)).then_some(2),
        '打' => (!is_verb(follow)).then_some(12),
        _ => None,
    }
}

/// What 打 takes as a verb.
fn is_verb(c: char) -> bool {
    "开击算破造折电工败断印包通交听扮牌球架仗胜拳卡赢出下入过成到了白完得一二三扫".contains(c)
}

/// 十九大: the ordinal of a congress.
fn congress(chars: &Chars, read: &NumberToken, one: &mut Quantity) -> Option<usize> {
    let among = read.whole().is_some_and(|whole| (12..=30).contains(&whole));
    if chars.at(read.end) == '大'
        && read.numerals >= 2
        && among
        && !"类项板块".contains(chars.at(read.end + 1))
    {
        (one.kind, one.significance) = (Kind::Ordinal, Significance::Weak);
        return Some(read.end);
    }
    None
}
