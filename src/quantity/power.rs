//! Numbers with exponents: 1.2e5, 2^10.

use crate::quantity::decimal::Decimal;
use crate::quantity::value::Value;

/// A number with the exponent that follows it, if one does: the value and how many characters more.
pub(super) fn raised(base: Decimal, rest: impl Iterator<Item = char>) -> Option<(Value, usize)> {
    let mut rest = rest.peekable();
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
