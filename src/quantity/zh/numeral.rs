//! What a Chinese numeral is worth, and a number that was read, before its unit.

use crate::quantity::decimal::Decimal;
use crate::quantity::marks::vulgar;
use crate::quantity::units::UNITS;
use crate::quantity::value::{Bound, Value};
use crate::quantity::zh::lexer::Chars;
use crate::quantity::zh::words::{NO_SCALES, WordList};
use std::sync::LazyLock;

/// A number that was read, before its unit.
#[derive(Clone, Debug)]
pub(super) struct NumberToken {
    pub value: Value,
    /// The lower of two numbers said in one breath, and the place after its digit: 五六十 is 50 to 60.
    pub low: Option<(Decimal, usize)>,
    /// The place after it.
    pub end: usize,
    /// How many Chinese numerals it is written in; 0 for digits.
    pub numerals: usize,
    /// 多, 余, 几 inside or after it.
    pub bound: Option<Bound>,
    /// The power of ten of its scale.
    pub scale: i32,
    /// A scale without a numeral: 千亿.
    pub bare: bool,
    /// Another reading of the same characters.
    pub or: Option<Decimal>,
    /// Whether print tore its digits apart.
    pub torn: bool,
}

impl NumberToken {
    pub(super) fn decimal(&self) -> Option<Decimal> {
        match self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub(super) fn whole(&self) -> Option<i128> {
        self.decimal().and_then(Decimal::whole)
    }
}

/// The most characters that a number in words is read from.
pub(super) const LONGEST: usize = 64;

/// A numeral's digit, formal forms included.
pub(super) fn digit(c: char) -> Option<i128> {
    Some(match c {
        '零' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '俩' => 2,
        '三' | '叁' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// A numeral's power of ten.
pub(super) fn scale(c: char) -> Option<i32> {
    Some(match c {
        '十' | '拾' => 1,
        '百' | '佰' => 2,
        '千' | '仟' => 3,
        '万' => 4,
        '亿' => 8,
        '兆' => 12,
        _ => return None,
    })
}

/// 廿 and 卅.
pub(super) fn tens(c: char) -> Option<i128> {
    match c {
        '廿' => Some(20),
        '卅' => Some(30),
        _ => None,
    }
}

pub(super) fn is_numeral(c: char) -> bool {
    digit(c).is_some() || scale(c).is_some() || tens(c).is_some()
}

/// Whether a number may begin at a place. 伍, 陆, 俩 and the like are words of their own (队伍, 大陆);
/// they are numerals before a formal scale, another formal numeral or a point.
pub(super) fn begins(chars: &Chars, at: usize) -> bool {
    match chars.at(at) {
        '0'..='9' => true,
        c if vulgar(c).is_some() => true,
        '俩' => matches!(chars.at(at + 1), '千' | '百' | '仟' | '佰'),
        '贰' | '肆' | '伍' | '陆' | '柒' | '捌' | '玖' | '叁' | '佰' | '仟' | '拾' => {
            let next = chars.at(at + 1);
            matches!(next, '拾' | '佰' | '仟' | '万' | '亿' | '零')
                || (next == '点' && digit(chars.at(at + 2)).is_some())
                || "壹贰叁肆伍陆柒捌玖".contains(next)
                || (chars.at(at) == '拾' && digit(next).is_some())
        }
        '廿' | '卅' => digit(chars.at(at + 1)).is_some() || "年天日多余个".contains(chars.at(at + 1)),
        c => is_numeral(c),
    }
}

/// 千瓦, 百分, 万科 …: the scale belongs to the next word.
pub(super) fn is_word(chars: &Chars, place: usize) -> bool {
    let first = chars.at(place);
    let units = matches!(first, '百' | '千' | '兆');
    let scale = units || matches!(first, '万' | '十' | '亿');
    scale && (chars.has_listed(place, &NO_SCALES) || units && chars.has_listed(place, &UNITS_OF_SCALES))
}

/// The units that begin like a scale: 千瓦, 兆比特.
static UNITS_OF_SCALES: LazyLock<WordList> = LazyLock::new(|| {
    let words = UNITS.iter().flat_map(|unit| unit.zh.iter().copied());
    WordList::new(words.filter(|word| word.starts_with(['百', '千', '兆']) && word.chars().count() > 1))
});
