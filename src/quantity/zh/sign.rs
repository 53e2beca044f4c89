//! The sign before a Chinese number: 负, 零下, a minus.

use crate::quantity::value::Quantity;
use crate::quantity::zh::lexer::{Chars, is_han};
use crate::quantity::zh::number::number;
use crate::quantity::zh::numeral::begins;
use crate::quantity::zh::unit::unit;

/// 负, 零下 or a minus sign, and the place of the number after it.
pub(super) fn sign(chars: &Chars, at: usize, found: &[Quantity]) -> (bool, usize) {
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
            // `id` - 8 字节: a dash between two blanks.
            let dash = before == ' ' && next > at + 1;
            if free && led && digit && !dash { (true, next) } else { (false, at) }
        }
        _ => (false, at),
    }
}

/// Whether a number with a unit that may fall below zero begins at a place.
pub(super) fn is_measured(chars: &Chars, at: usize) -> bool {
    let Some(read) = number(chars, at) else { return false };
    read.scale > 0
        || unit(chars, read.end).is_some_and(|(unit, _)| {
            matches!(unit.dimension, "share" | "points" | "temperature" | "degree" | "money")
        })
}
