//! Chinese words that are numbers by themselves: 翻番, 减半, 半年, 第三, 首位, 三七开.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::{Bound, Kind, Quantity, Significance, UnitId};
use crate::quantity::zh::bound::bound;
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::digit;
use crate::quantity::zh::unit::unit;
use crate::quantity::zh::words::FIRSTS;

/// Words that are numbers by themselves: 翻番, 减半, 半年, 第三, 首位.
pub(super) fn word(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    match chars.at(at) {
        '第' => ordinal(chars, at),
        '首' => {
            let one = Quantity::number(Decimal::from(1), Kind::Ordinal, chars.range(at, at + 1));
            chars.has_listed(at, &FIRSTS).then(|| (one.with_significance(Significance::Optional), at + 1))
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
pub(super) fn age(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    const AGES: &[(&str, i64)] =
        &[("而立之年", 30), ("不惑之年", 40), ("花甲", 60), ("古稀", 70), ("耄耋", 80)];
    let (word, years) = AGES.iter().find(|(word, _)| chars.has(at, word))?;
    let end = at + word.chars().count();
    let one = Quantity::number(Decimal::from(*years), Kind::Measure(UnitId::YEARS), chars.range(at, end));
    Some((one.with_significance(Significance::Optional), end))
}

/// “十四五”规划, “七五”计划: the number of a five-year plan, not 14 or 15.
pub(super) fn plan(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
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

pub(super) fn ordinal(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
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

pub(super) fn multiple(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
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

/// Words with a half that are always one number: 半折, 半成, 半百, 半世纪, 一刻钟.
fn fixed_half(chars: &Chars, at: usize) -> Option<(i64, Kind, usize)> {
    let discount = chars.at(at) == '半' || chars.before(at) == '打';
    if chars.has_one(at, &["半折", "对折"]) {
        return discount.then_some((50, Kind::Percent, at + 2));
    }
    if chars.has(at, "半成") && !chars.has(at, "半成品") {
        return Some((5, Kind::Percent, at + 2));
    }
    if chars.has(at, "半百") {
        return Some((50, Kind::Count, at + 2));
    }
    if chars.has_one(at, &["半个世纪", "半世纪"]) {
        return Some((50, Kind::Measure(UnitId::YEARS), at + 1));
    }
    chars.has(at, "一刻钟").then_some((15, Kind::Measure(UnitId::MINUTES), at + 3))
}

/// 一半, 半年, 半数, 半百, 打对折.
pub(super) fn half(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    let half = Decimal::new(5, -1)?;
    let make = |value: Decimal, kind: Kind, end: usize| {
        let spans = matches!(kind, Kind::Measure(_)) && value < Decimal::from(1);
        let significance = if spans { Significance::Weak } else { Significance::Optional };
        let mut one = Quantity::number(value, kind, chars.range(at, end)).with_significance(significance);
        one.is_part = kind == Kind::Count && value < Decimal::from(1);
        // Said roughly, where nothing tells more.
        Some((one.bounded(bound(chars, at, end).or(Some(Bound::About))), end))
    };
    if let Some((value, kind, end)) = fixed_half(chars, at) {
        return make(Decimal::from(value), kind, end);
    }
    if chars.has_one(at, &["半折", "对折"]) {
        return None;
    }
    let ends = !is_han(chars.at(at + 1)) || matches!(chars.at(at + 1), '的' | '以' | '，');
    if chars.at(at) == '半' && ends && chars.ends_one(at, &["近", "过", "超", "约", "减", "大"]) {
        return make(half, Kind::Count, at + 1);
    }
    if chars.has(at, "一半") {
        return make(half, Kind::Count, at + 2);
    }
    let kind = match chars.at(at + 1) {
        '个' if chars.has(at, "半个多") => return None,
        '个' if chars.has(at, "半个小时") => Kind::Measure(UnitId::HOURS),
        '个' if chars.has(at, "半个月") => Kind::Measure(UnitId::MONTHS),
        '月' => Kind::Measure(UnitId::MONTHS),
        '个' | '数' | '价' | '场' | '程' => Kind::Count,
        _ => unit(chars, at + 1)
            .map(|(unit, _)| unit.kind())
            .filter(|kind| matches!(kind, Kind::Measure(_)))?,
    };
    (chars.at(at) == '半').then(|| make(half, kind, at + 1))?
}

/// 五五开, 三七开: two shares of ten.
#[inline]
pub(super) fn split(chars: &Chars, at: usize, found: &mut Vec<Quantity>) -> Option<usize> {
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
