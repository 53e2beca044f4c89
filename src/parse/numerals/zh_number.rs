//! Numbers in a Chinese text: digits and numerals with their scales.

use crate::decimal::Decimal;
use crate::parse::numerals::Chars;

/// A number that was read, before its unit.
pub(super) struct Read {
    pub value: Decimal,
    /// The place after it.
    pub end: usize,
    /// Written in Chinese numerals, how many of them.
    pub han: usize,
    /// 多, 余, 几 inside or after it, or 约, 近 before it.
    pub rounded: bool,
    /// The power of ten of its scale.
    pub scale: i32,
    /// A scale without a numeral: 千亿.
    pub bare: bool,
}
pub(super) fn is_numeral(c: char) -> bool {
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

pub(super) fn digit(c: char) -> Option<i128> {
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

pub(super) fn scale(c: char) -> Option<i32> {
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
/// A number in digits or numerals, with scales; places.
pub(super) fn number(chars: &Chars, at: usize) -> Option<Read> {
    match chars.at(at) {
        '0'..='9' => arabic(chars, at),
        c if is_numeral(c) => han(chars, at),
        _ => None,
    }
}

pub(super) fn arabic(chars: &Chars, start: usize) -> Option<Read> {
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
    // An English amount kept in Chinese: RMB 387.5 billion.
    for (word, english) in [(" thousand", 3), (" million", 6), (" billion", 9), (" trillion", 12)] {
        if power == 0 && chars.has(end, word) {
            (power, end) = (english, end + word.len());
        }
    }
    value = value.scaled(power);
    // 3亿5000万
    if power >= 4
        && chars.at(end).is_ascii_digit()
        && let Some(rest) =
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
    if matches!(chars.at(end), '多' | '余') {
        end += 1;
    }
    rounded &= power < 0;
    Some(Read { value, end, han: 0, rounded, scale: power, bare: false })
}

pub(super) fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let whole = |one: Decimal| one.plain().parse::<i128>().ok();
    Decimal::new(whole(a)?.checked_add(whole(b)?)?, 0)
}

/// 千瓦, 百分, 万科 …: the scale belongs to the next word.
pub(super) fn is_name_scale(chars: &Chars, place: usize) -> bool {
    ["千瓦", "千克", "千米", "百分", "千卡", "千伏", "千瓦时", "兆瓦", "兆帕", "兆赫"]
        .iter()
        .any(|word| chars.has(place, word))
}

pub(super) fn han(chars: &Chars, start: usize) -> Option<Read> {
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
pub(super) fn value_of(text: &str) -> Option<Decimal> {
    if let Some((whole, rest)) = text.split_once('点') {
        let cut = rest.find(|c| digit(c).is_none()).unwrap_or(rest.len());
        let digits: Option<String> = whole_number(whole).map(|n| n.to_string());
        let decimals: String = rest[..cut].chars().filter_map(digit).map(|d| d.to_string()).collect();
        let power: i32 = rest[cut..].chars().filter_map(scale).sum();
        return Decimal::read(&format!("{}.{decimals}", digits?)).map(|value| value.scaled(power));
    }
    Decimal::new(whole_number(text)?, 0)
}

pub(super) fn whole_number(text: &str) -> Option<i128> {
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
