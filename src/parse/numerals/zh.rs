//! Quantities of a Chinese text.

use crate::decimal::Decimal;
use crate::parse::numerals::Chars;
use crate::parse::numerals::zh_date::date;
use crate::parse::numerals::zh_number::{Read, add, digit, is_numeral, number};
use crate::parse::numerals::zh_words::{IDIOMS, MEASURES, UNITS};
use crate::quantity::{Kind, Quantity, Value, Weight};

/// The quantities of a text in order.
pub fn quantities(text: &str) -> Vec<Quantity> {
    let chars = Chars::new(text);
    let mut found: Vec<Quantity> = Vec::new();
    let mut at = 0;
    while at < chars.chars.len() {
        if let Some(end) = idiom(&chars, at) {
            at = end;
        } else if let Some((mut one, end)) = special(&chars, at).or_else(|| plain(&chars, at, &found)) {
            if let Some(first) = found.last_mut().filter(|first| {
                chars
                    .text
                    .get(first.range.end..one.range.start)
                    .is_some_and(|between| matches!(between, "、" | "和" | "至" | "-"))
                    && (chars.has_word(one.range.end, "年代") || chars.has_word(one.range.end, "后"))
            }) {
                first.weight = Weight::Soft;
            }
            if let Some(before) = range_before(&chars, &found, &one) {
                // 5—10%, 2019—2020年: what stands behind the second counts for the first.
                if let Some(first) = found.last_mut() {
                    share_unit(first, &mut one, before);
                }
            }
            found.push(one);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

fn idiom(chars: &Chars, at: usize) -> Option<usize> {
    let c = chars.at(at);
    if !is_numeral(c) && !"统唯万之星周礼双两多半丁独接再不说".contains(c) {
        return None;
    }
    let longest = IDIOMS.iter().filter(|word| chars.has(at, word)).max_by_key(|word| word.len())?;
    let after = chars.at(at + longest.chars().count());
    let counts = match *longest {
        "十分" => matches!(after, '钟' | '之'),
        "一点" => digit(after).is_some() || after == '零',
        _ => false,
    };
    (!counts && *longest != "百分之").then(|| at + longest.chars().count())
}

/// Fractions, per cent in words, ordinals, doubling, dates of the last century.
fn special(chars: &Chars, at: usize) -> Option<(Quantity, usize)> {
    for (word, kind, power) in
        [("百分之", Kind::Percent, 0), ("千分之", Kind::Percent, -1), ("万分之", Kind::Percent, -2)]
    {
        if chars.has(at, word) {
            let read = number(chars, at + 3)?;
            let one = Quantity::number(read.value.scaled(power), kind, chars.range(at, read.end));
            return Some((one, read.end));
        }
    }
    if chars.has(at, "百分百") {
        return Some((
            Quantity::number(Decimal::new(100, 0)?, Kind::Percent, chars.range(at, at + 3)),
            at + 3,
        ));
    }
    if chars.at(at) == '第' {
        let read = number(chars, at + 1)?;
        let weight = if read.value == Decimal::new(1, 0)? { Weight::Soft } else { Weight::Semi };
        return Some((
            Quantity::number(read.value, Kind::Ordinal, chars.range(at, read.end)).weighing(weight),
            read.end,
        ));
    }
    for (word, value) in [
        ("翻番", 2),
        ("翻一番", 2),
        ("翻了一番", 2),
        ("翻两番", 4),
        ("翻了两番", 4),
        ("加倍", 2),
        ("倍增", 2),
    ] {
        if chars.has(at, word) {
            let end = at + word.chars().count();
            let one = Quantity::number(Decimal::new(value, 0)?, Kind::Times, chars.range(at, end));
            return Some((one.weighing(Weight::Semi), end));
        }
    }
    if chars.at(at) == '首'
        && (chars.has(at, "首位")
            || chars.has(at, "首个")
            || chars.has(at, "首次")
            || chars.has(at, "首批")
            || chars.has(at, "首家")
            || chars.has(at, "首届"))
    {
        let one = Quantity::number(Decimal::new(1, 0)?, Kind::Ordinal, chars.range(at, at + 1));
        return Some((one.weighing(Weight::Soft), at + 1));
    }
    if chars.at(at) == '半' && !chars.has(at, "半个多") {
        let counts =
            ["年", "个", "天", "小时", "数", "月", "价", "成"].iter().any(|word| chars.has(at + 1, word));
        if counts {
            return Some((half(chars, at, at + 1), at + 1));
        }
    }
    if chars.has(at, "一半") {
        return Some((half(chars, at, at + 2), at + 2));
    }
    None
}

fn half(chars: &Chars, start: usize, end: usize) -> Quantity {
    let value = Decimal::new(5, -1).map_or(Value::Fraction(1, 2), Value::Number);
    Quantity {
        value,
        kind: Kind::Count,
        range: chars.range(start, end),
        weight: Weight::Soft,
        rounded: true,
        scale: 0,
        or: None,
    }
}

/// A number with its unit.
fn plain(chars: &Chars, at: usize, found: &[Quantity]) -> Option<(Quantity, usize)> {
    let code = chars.at(at).is_ascii_digit()
        && at > 0
        && (chars.at(at - 1).is_ascii_alphabetic()
            || (matches!(chars.at(at - 1), '-' | '.')
                && at > 1
                && chars.at(at - 2).is_ascii_alphanumeric()
                && found.last().is_none_or(|one| one.range.end < chars.byte(at - 1))));
    let read = number(chars, at)?;
    let mut weight = weight_of(chars, at, &read)?;
    let before: String = (at.saturating_sub(3)..at).map(|place| chars.at(place)).collect();
    let rounded = read.rounded
        || ["约", "近", "将近", "接近", "大约", "左右", "上"].iter().any(|word| before.ends_with(word));
    let mut end = read.end;
    let next = chars.at(end);
    // 三分之一
    if let Some(over) = number(chars, end + 2).filter(|_| chars.has(end, "分之")) {
        let (a, b) = (over.value.plain().parse::<i64>().ok()?, read.value.plain().parse::<i64>().ok()?);
        let value = fraction(a, b)?;
        let one = Quantity {
            value,
            kind: Kind::Count,
            range: chars.range(at, over.end),
            weight: Weight::Semi,
            rounded: true,
            scale: 0,
            or: None,
        };
        return Some((one, over.end));
    }
    if let Some(dated) = date(chars, at, &read) {
        return Some(dated);
    }
    let (mut value, mut kind, mut or) = (read.value, Kind::Count, None);
    let spaced = if next == ' ' { end + 1 } else { end };
    let unit =
        UNITS.iter().find(|(word, _)| chars.has(end, word) || (spaced > end && chars.has(spaced, word)));
    if next == '‰' {
        (kind, value, end) = (Kind::Percent, value.scaled(-1), end + 1);
        weight = Weight::Hard;
    } else if let Some((word, found)) = unit {
        kind = *found;
        end = if chars.has(end, word) { end } else { spaced } + word.chars().count();
        if matches!(kind, Kind::Percent | Kind::Points | Kind::Money(_))
            && !read.bare
            && weight > Weight::Soft
        {
            weight = Weight::Hard;
        }
        if kind == Kind::Times {
            // 增长1倍 is a doubling; “2倍” may be twofold or, after 增长, threefold.
            weight = Weight::Semi;
            let lead: String = (at.saturating_sub(6)..at).map(|place| chars.at(place)).collect();
            let grows = ["增长", "增加", "提高", "上升", "高出", "翻了", "多", "涨"]
                .iter()
                .any(|word| lead.contains(word))
                && !lead.ends_with(['到', '至']);
            let more = value.plain().parse::<i128>().ok().filter(|n| grows || *n == 1);
            or = more.and_then(|n| Decimal::new(n + 1, 0));
        }
    } else if next == '成' && read.han > 0 && !"功为立本果员都就熟长".contains(chars.at(end + 1)) {
        (kind, value, end) = (Kind::Percent, value.scaled(1), end + 1);
        if chars.at(end) == '半' {
            value = add(value, Decimal::new(5, 0)?)?;
            end += 1;
        }
        weight = Weight::Semi;
    } else if chars.has(end, "个半") {
        value = Decimal::read(&format!("{}.5", value.plain())).unwrap_or(value);
    }
    if matches!(next, ':' | '：')
        && read.han == 0
        && chars.at(end + 1).is_ascii_digit()
        && chars.at(end + 2).is_ascii_digit()
    {
        weight = Weight::Soft;
    }
    if matches!(next, '点' | '时' | '分' | '秒')
        || chars.has(spaced, "世纪")
        || chars.has(spaced, "年代")
        || next == '后'
        || chars.has(end, "比")
    {
        weight = Weight::Soft;
    }
    if at > 0 && matches!(chars.at(at - 1), '秒' | '第') {
        weight = Weight::Soft;
    }
    if next == '大'
        && read.han == 2
        && value >= Decimal::new(12, 0).unwrap_or(value)
        && value <= Decimal::new(30, 0).unwrap_or(value)
    {
        // 十九大: the ordinal of a congress.
        (kind, weight) = (Kind::Ordinal, Weight::Semi);
    }
    let one_thing = (value == Decimal::new(1, 0).unwrap_or(value)
        && matches!(kind, Kind::Count | Kind::Measure(_)))
        || value == Decimal::new(0, 0).unwrap_or(value);
    if one_thing || chars.has(at, "四周") {
        weight = Weight::Soft;
    }
    if kind == Kind::Count
        && read.han == 0
        && value >= Decimal::new(1950, 0).unwrap_or(value)
        && value <= Decimal::new(2060, 0).unwrap_or(value)
        && read.scale == 0
        && !MEASURES.iter().any(|word| chars.has(end, word))
        && chars.text[chars.range(at, end)].len() <= 4
    {
        (kind, weight) = (Kind::Year, Weight::Semi);
    }
    if code || (read.han == 0 && next.is_ascii_alphabetic() && !is_latin_unit(chars, end)) {
        weight = Weight::Soft;
    }
    let one = Quantity {
        value: Value::Number(value),
        kind,
        range: chars.range(at, end),
        weight,
        rounded,
        scale: read.scale,
        or,
    };
    Some((one, end))
}

fn is_latin_unit(chars: &Chars, at: usize) -> bool {
    ["km", "kg", "cm", "mm", "TEU", "MW", "GW", "kW", "m2", "m²", "ml"].iter().any(|word| chars.has(at, word))
}

/// A fraction as a decimal where one is exact.
pub fn fraction(a: i64, b: i64) -> Option<Value> {
    if b == 0 {
        return None;
    }
    for (power, over) in [(0, 1i64), (-1, 10), (-2, 100), (-3, 1000), (-4, 10_000)] {
        if (a.checked_mul(over)?) % b == 0 {
            return Decimal::new((a * over / b) as i128, power).map(Value::Number);
        }
    }
    Some(Value::Fraction(a, b))
}

fn weight_of(chars: &Chars, at: usize, read: &Read) -> Option<Weight> {
    if read.han == 0 {
        return Some(Weight::Hard);
    }
    if at > 0 && "几数上成好若逾".contains(chars.at(at - 1)) && read.bare {
        return Some(Weight::Soft);
    }
    let counted = MEASURES.iter().any(|word| chars.has(read.end, word))
        || UNITS.iter().any(|(word, _)| chars.has(read.end, word))
        || matches!(chars.at(read.end), '‰' | '时');
    let small = read.value.plain().parse::<i128>().ok().filter(|n| *n < 10);
    if read.bare {
        return Some(Weight::Soft);
    }
    // 六七年: six or seven.
    let pair =
        read.han == 2 && !chars.text[chars.range(at, read.end)].contains(['十', '百', '千', '万', '亿']);
    if pair && !matches!(chars.at(read.end), '年' | '月') {
        return Some(Weight::Soft);
    }
    match (small, counted) {
        (Some(1), true) => Some(Weight::Soft),
        (Some(2), true) => Some(Weight::Semi),
        (Some(_), true) => Some(
            if "个名位家项条座只辆架艘台套间所批次届支部篇件份户人岁年天国省市县村"
                .contains(chars.at(read.end))
            {
                Weight::Hard
            } else {
                Weight::Semi
            },
        ),
        (Some(1), false) => None,
        (Some(_), false) => Some(Weight::Soft),
        (None, true) => Some(Weight::Hard),
        (None, false) => Some(if read.han >= 2 { Weight::Semi } else { return None }),
    }
}

/// The place of the second number if it ends a range that the last quantity begins.
fn range_before(chars: &Chars, found: &[Quantity], one: &Quantity) -> Option<usize> {
    let last = found.last()?;
    let between = chars.text[last.range.end..one.range.start].trim();
    matches!(between, "个和" | "个至" | "-" | "—" | "–" | "至" | "到" | "~" | "～" | "－" | "―" | "——")
        .then_some(one.range.start)
}

fn share_unit(first: &mut Quantity, second: &mut Quantity, _at: usize) {
    if second.scale > 0 && first.scale == 0 {
        first.or = first.decimal().map(|value| value.scaled(second.scale));
    }
    if first.kind == Kind::Count && second.kind != Kind::Count {
        match (second.kind, first.decimal()) {
            (Kind::Year, Some(year)) if year >= Decimal::new(1000, 0).unwrap_or(year) => {
                (first.kind, first.weight) = (Kind::Year, Weight::Semi)
            }
            (Kind::Date, Some(n)) => {
                let Value::Date { month, day, .. } = second.value else { return };
                let n = n.plain().parse::<u8>().ok();
                first.value = match (month, day) {
                    (Some(_), None) => Value::Date { year: None, month: n, day: None },
                    _ => Value::Date { year: None, month: None, day: n },
                };
                (first.kind, first.weight) = (Kind::Date, Weight::Soft);
            }
            (Kind::Year, _) => {}
            (kind, _) => first.kind = kind,
        }
    }
}
