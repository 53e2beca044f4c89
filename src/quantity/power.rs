//! Numbers with exponents: 1.2e5, 2^10.

use crate::quantity::decimal::Decimal;
use crate::quantity::marks::raised_digit;
use crate::quantity::value::Value;

/// A number with the exponent that follows it, if one does: the value and how many characters more.
pub(super) fn raised(base: Decimal, rest: impl Iterator<Item = char> + Clone) -> Option<(Value, usize)> {
    let mut rest = rest.peekable();
    let begins = |c: &char| {
        matches!(c, 'e' | 'E' | '^' | '×' | 'x' | 'X' | '*' | '·' | '⁻')
            || c.is_whitespace()
            || raised_digit(*c).is_some()
    };
    rest.peek().filter(|c| begins(c))?;
    if let Some(found) = over_ten(base, &rest.clone().collect::<String>()) {
        return Some(found);
    }
    let mark = rest.next().filter(|c| matches!(c, 'e' | 'E' | '^'))?;
    let sign = rest.next_if(|c| matches!(c, '+' | '-'));
    let (mut exponent, mut digits) = (0i32, 0);
    while let Some(digit) = rest.peek().and_then(|c| c.to_digit(10)).filter(|_| digits < 4) {
        (exponent, digits) = (exponent * 10 + digit as i32, digits + 1);
        rest.next();
    }
    if digits == 0 || digits > 3 || rest.peek().is_some_and(|c| c.is_ascii_alphanumeric()) {
        return None;
    }
    let negative = sign == Some('-');
    let value = match mark {
        '^' => {
            let power = (0..exponent).try_fold(Decimal::from(1), |product, _| product.checked_mul(base))?;
            if negative { Value::ratio(Decimal::from(1), power)? } else { Value::Number(power) }
        }
        _ => Value::Number(base.checked_scaled(if negative { -exponent } else { exponent })?),
    };
    Some((value, 1 + usize::from(sign.is_some()) + digits))
}

/// 10³, and 1.2×10⁸ or 1.2 x 10^8.
fn over_ten(base: Decimal, rest: &str) -> Option<(Value, usize)> {
    let superscript = |text: &str| {
        let signed = text.strip_prefix('⁻');
        let digits: Vec<i32> = signed.unwrap_or(text).chars().map_while(raised_digit).collect();
        let value = digits.iter().fold(0, |value, digit| value * 10 + digit);
        let length = digits.len() + usize::from(signed.is_some());
        (!digits.is_empty() && digits.len() < 3)
            .then_some((if signed.is_some() { -value } else { value }, length))
    };
    let ten = base == Decimal::from(10);
    if let Some((power, length)) = superscript(rest).filter(|_| ten) {
        return Some((Value::Number(Decimal::from(1).checked_scaled(power)?), length));
    }
    let trimmed = rest.trim_start();
    let after = trimmed.strip_prefix(['×', 'x', 'X', '*', '·'])?.trim_start().strip_prefix("10")?;
    let skipped = rest.chars().count() - after.chars().count();
    let (power, length) = match after.strip_prefix('^') {
        Some(text) => {
            let digits = text.chars().skip_while(|c| *c == '-').take_while(char::is_ascii_digit).count();
            let sign = usize::from(text.starts_with('-'));
            (text.get(..digits + sign)?.parse::<i32>().ok()?, 1 + digits + sign)
        }
        None => superscript(after)?,
    };
    (power.abs() < 40).then_some(())?;
    Some((Value::Number(base.checked_scaled(power)?), skipped + length))
}
