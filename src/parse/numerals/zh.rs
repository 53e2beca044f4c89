//! Quantities of a Chinese text.

use crate::decimal::Decimal;
use crate::parse::numerals::Chars;
use crate::parse::numerals::zh_words::{IDIOMS, MEASURES, UNITS};
use crate::quantity::{Kind, Quantity, Value, Weight};

/// A number that was read, before its unit.
struct Read {
    value: Decimal,
    /// The place after it.
    end: usize,
    /// Written in Chinese numerals, how many of them.
    han: usize,
    /// 多, 余, 几 inside or after it, or 约, 近 before it.
    rounded: bool,
    /// The power of ten of its scale.
    scale: i32,
    /// A scale without a numeral: 千亿.
    bare: bool,
}

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

fn is_numeral(c: char) -> bool {
    matches!(
        c,
        '零' | '〇'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
            | '万'
            | '亿'
            | '兆'
    )
}

fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' | '〇' => 0,
        '一' => 1,
        '二' | '两' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' => 1,
        '百' => 2,
        '千' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
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

/// A number in digits or numerals, with scales; places.
fn number(chars: &Chars, at: usize) -> Option<Read> {
    match chars.at(at) {
        '0'..='9' => arabic(chars, at),
        c if is_numeral(c) => han(chars, at),
        _ => None,
    }
}

fn arabic(chars: &Chars, start: usize) -> Option<Read> {
    let mut end = start;
    while chars.at(end).is_ascii_digit()
        || (chars.at(end) == '.'
            && chars.at(end + 1).is_ascii_digit()
            && !chars.text[chars.range(start, end)].contains(['.', '．']))
        || (chars.at(end) == ','
            && (1..=3).all(|n| chars.at(end + n).is_ascii_digit())
            && !chars.at(end + 4).is_ascii_digit())
    {
        end += 1;
    }
    let mut value = Decimal::read(&chars.text[chars.range(start, end)])?;
    let mut rounded = false;
    let mut power = 0;
    let mut place = end;
    if chars.at(place) == ' '
        && (scale(chars.at(place + 1)).is_some() || matches!(chars.at(place + 1), '多' | '余'))
    {
        place += 1;
    }
    loop {
        match chars.at(place) {
            '多' | '余' | '几' if scale(chars.at(place + 1)).is_some_and(|power| power >= 2) => {
                rounded = true;
                place += 1;
            }
            '个' if chars.at(place + 1) == '亿' && chars.at(place + 2) != '元' => place += 1,
            c => match scale(c).filter(|power| *power > 1 && !is_name_scale(chars, place)) {
                Some(more) => {
                    power += more;
                    place += 1;
                    end = place;
                }
                None => break,
            },
        }
    }
    value = value.scaled(power);
    // 3亿5000万
    if power >= 4 && chars.at(end).is_ascii_digit() {
        if let Some(rest) =
            arabic(chars, end).filter(|rest| rest.value < Decimal::new(1, power).unwrap_or(rest.value))
        {
            let sum = add(value, rest.value)?;
            return Some(Read {
                value: sum,
                end: rest.end,
                han: 0,
                rounded: rest.rounded,
                scale: 0,
                bare: false,
            });
        }
    }
    if matches!(chars.at(end), '多' | '余') {
        end += 1;
    }
    rounded &= power < 0;
    Some(Read { value, end, han: 0, rounded, scale: power, bare: false })
}

fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let whole = |one: Decimal| one.plain().parse::<i128>().ok();
    Decimal::new(whole(a)?.checked_add(whole(b)?)?, 0)
}

/// 千瓦, 百分, 万科 …: the scale belongs to the next word.
fn is_name_scale(chars: &Chars, place: usize) -> bool {
    ["千瓦", "千克", "千米", "百分", "千卡", "千伏", "千瓦时", "兆瓦", "兆帕", "兆赫"]
        .iter()
        .any(|word| chars.has(place, word))
}

fn han(chars: &Chars, start: usize) -> Option<Read> {
    let mut end = start;
    let (mut rounded, mut seen) = (false, String::new());
    loop {
        let c = chars.at(end);
        if is_numeral(c)
            && !(end > start && scale(c).is_some_and(|power| power > 1) && is_name_scale(chars, end))
        {
            seen.push(c);
            end += 1;
        } else if matches!(c, '多' | '余' | '几')
            && !seen.is_empty()
            && scale(chars.at(end + 1)).is_some_and(|power| power >= 4)
        {
            rounded = true;
            end += 1;
        } else if c == '点'
            && end > start
            && digit(chars.at(end + 1)).is_some()
            && digit(chars.at(end - 1)).is_some()
            && !chars.has(end + 2, "分")
            && !chars.has(end + 2, "十")
        {
            seen.push('点');
            end += 1;
        } else {
            break;
        }
    }
    let count = seen.chars().count();
    let bare = seen.chars().all(|c| scale(c).is_some())
        && !(seen == "十" || seen.starts_with('十') && count > 1 && seen.chars().nth(1) != Some('亿'));
    let value = value_of(&seen)?;
    if matches!(chars.at(end), '多' | '余' | '几') {
        rounded = true;
        end += 1;
    }
    Some(Read { value, end, han: count, rounded, scale: 0, bare })
}

/// 二十五, 三千零六, 一亿二千万, 二〇一七, 三点五, 千亿.
fn value_of(text: &str) -> Option<Decimal> {
    if let Some((whole, rest)) = text.split_once('点') {
        let cut = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let digits: Option<String> = whole_number(whole).map(|n| n.to_string());
        let decimals: String = rest[..cut].chars().filter_map(digit).map(|d| d.to_string()).collect();
        let power: i32 = rest[cut..].chars().filter_map(scale).sum();
        return Decimal::read(&format!("{}.{decimals}", digits?)).map(|value| value.scaled(power));
    }
    Decimal::new(whole_number(text)?, 0)
}

fn whole_number(text: &str) -> Option<i128> {
    if text.chars().all(|c| digit(c).is_some()) {
        let digits: String = text.chars().filter_map(digit).map(|d| d.to_string()).collect();
        return digits.parse().ok();
    }
    let (mut total, mut section, mut current) = (0i128, 0i128, None::<i128>);
    let mut last_scale = 0;
    for c in text.chars() {
        if let Some(d) = digit(c) {
            current = if c == '零' || c == '〇' {
                None
            } else {
                Some(current.filter(|_| false).unwrap_or(0) + d)
            };
        } else {
            let power = scale(c)?;
            let unit = 10i128.checked_pow(power as u32)?;
            if power >= 4 {
                let sum = section + current.unwrap_or(0);
                let sum = if sum == 0 && total == 0 { 1 } else { sum };
                match power > last_scale && total > 0 {
                    true => total = (total + sum).checked_mul(unit)?,
                    false => total = total.checked_add(sum.checked_mul(unit)?)?,
                }
                (section, last_scale) = (0, power);
            } else {
                section += current.unwrap_or(1) * unit;
                last_scale = last_scale.max(power);
            }
            current = None;
        }
    }
    // 一百二 is 120, 三千五 is 3500.
    let mut tail = text.chars().rev();
    let short = match (tail.next().and_then(digit), tail.next().and_then(scale)) {
        (Some(last), Some(power)) if last > 0 && power > 1 => 10i128.checked_pow(power as u32 - 1)?,
        _ => 1,
    };
    Some(total + section + current.unwrap_or(0) * short)
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
    } else if chars.has(end, "个半") || (next == '半' && false) {
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

/// 2024年12月26日, 12月, 26日, 2024年.
fn date(chars: &Chars, at: usize, read: &Read) -> Option<(Quantity, usize)> {
    let n: i32 = read.value.plain().parse().ok()?;
    let mut end = read.end;
    if read.rounded {
        return None;
    }
    let (mut year, mut month, mut day) = (None, None, None);
    let follow = |place: usize| {
        number(chars, place).and_then(|next| next.value.plain().parse::<i32>().ok().map(|n| (n, next.end)))
    };
    let space = |place: usize| if chars.at(place) == ' ' { place + 1 } else { place };
    let mark = chars.at(space(end));
    let is_year = (1000..2200).contains(&n) && (read.han == 0 || read.han == 4);
    if mark == '年' && is_year && !chars.has(space(end), "年间") {
        year = Some(n);
        end = space(end) + 1;
        if let Some((m, next)) =
            follow(space(end)).filter(|(m, next)| (1..=12).contains(m) && chars.at(space(*next)) == '月')
        {
            month = Some(m as u8);
            end = space(next) + 1;
        }
    } else if mark == '月' && (1..=12).contains(&n) && !chars.has(space(end), "月份的") {
        month = Some(n as u8);
        end = space(end) + 1;
    } else if matches!(mark, '日' | '号')
        && (1..=31).contains(&n)
        && !chars.has(space(end), "日元")
        && !(mark == '号' && chars.has(space(end), "号线"))
    {
        day = Some(n as u8);
        end = space(end) + 1;
    } else {
        return None;
    }
    if month.is_some() && day.is_none() {
        if let Some((d, next)) = follow(space(end))
            .filter(|(d, next)| (1..=31).contains(d) && matches!(chars.at(space(*next)), '日' | '号'))
        {
            day = Some(d as u8);
            end = space(next) + 1;
        }
    }
    let (value, kind) = match (year, month, day) {
        (Some(year), None, None) => (Value::Number(Decimal::new(year as i128, 0)?), Kind::Year),
        (year, month, day) => (Value::Date { year, month, day }, Kind::Date),
    };
    let one = Quantity {
        value,
        kind,
        range: chars.range(at, end),
        weight: Weight::Semi,
        rounded: false,
        scale: 0,
        or: None,
    };
    Some((one, end))
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
