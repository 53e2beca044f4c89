//! Exact decimal numbers. Never floating point: 1.15 × 10⁸ is not 115 million there.

use std::cmp::Ordering;

/// `digits × 10^power`, without trailing zeros in `digits`. Packed as closely as 64-bit numbers, because a
/// site holds millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[repr(Rust, packed(4))]
pub struct Decimal {
    digits: i128,
    power: i32,
}

/// The powers of ten that can be kept.
const POWERS: [i128; 39] = {
    let mut powers = [1; 39];
    let mut at = 1;
    while at < powers.len() {
        powers[at] = powers[at - 1] * 10;
        at += 1;
    }
    powers
};

impl From<i64> for Decimal {
    fn from(whole: i64) -> Decimal {
        let (mut digits, mut power) = (whole, 0);
        while digits != 0 && digits % 10 == 0 {
            (digits, power) = (digits / 10, power + 1);
        }
        Decimal { digits: i128::from(digits), power }
    }
}

impl Decimal {
    /// A whole number times a power of ten. `None` if it is too large to be kept exactly.
    pub fn new(digits: i128, power: i32) -> Option<Decimal> {
        let (mut digits, mut power) = (digits, power);
        if digits == 0 {
            return Some(Decimal { digits: 0, power: 0 });
        }
        // Most numbers fit into a word, which is divided at once.
        if let Ok(mut short) = i64::try_from(digits) {
            while short % 10 == 0 {
                (short, power) = (short / 10, power + 1);
            }
            return (-60..=60).contains(&power).then_some(Decimal { digits: i128::from(short), power });
        }
        while digits % 10 == 0 {
            digits /= 10;
            power += 1;
        }
        (digits.unsigned_abs() < 10u128.pow(30) && (-60..=60).contains(&power))
            .then_some(Decimal { digits, power })
    }

    /// The number of these digits and this power, as another one had them.
    #[inline]
    pub(super) fn of_parts(digits: i128, power: i32) -> Decimal {
        Decimal { digits, power }
    }

    /// Reads plain digits: `5786`, `-2.45`, `741,000`, full-width digits too.
    pub fn read(text: &str) -> Option<Decimal> {
        Decimal::read_short(text.as_bytes()).or_else(|| Decimal::read_any(text))
    }

    /// Reads what most numbers are: so few digits of ASCII that a word holds them, with no sign.
    fn read_short(text: &[u8]) -> Option<Decimal> {
        if text.len() > 18 || !text.first()?.is_ascii_digit() {
            return None;
        }
        let (mut digits, mut power, mut point) = (0, 0, false);
        for byte in text {
            match byte {
                b'0'..=b'9' => {
                    (digits, power) = (digits * 10 + i64::from(byte - b'0'), power - i32::from(point))
                }
                b'.' if !point => point = true,
                b',' if !point => {}
                _ => return None,
            }
        }
        Some(Decimal::from(digits).scaled(power))
    }

    fn read_any(text: &str) -> Option<Decimal> {
        let (mut digits, mut power, mut point, mut any) = (0i128, 0i32, false, false);
        let text = text.trim();
        let (negative, text) = match text.strip_prefix(['-', '−', '－']) {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        for c in text.chars() {
            match c {
                '0'..='9' | '０'..='９' => {
                    let digit = if c.is_ascii() { c as i128 - 48 } else { c as i128 - 0xff10 };
                    digits = digits.checked_mul(10)?.checked_add(digit)?;
                    power -= i32::from(point);
                    any = true;
                }
                '.' | '．' if !point => point = true,
                ',' | '，' if !point && any => {}
                _ => return None,
            }
        }
        if !any {
            return None;
        }
        Decimal::new(if negative { -digits } else { digits }, power)
    }

    /// The number times a power of ten.
    pub(crate) fn scaled(self, power: i32) -> Decimal {
        Decimal { power: if self.digits == 0 { 0 } else { self.power + power }, ..self }
    }

    /// The number times a power of ten, if that can be kept.
    pub fn checked_scaled(self, power: i32) -> Option<Decimal> {
        Decimal::new(self.digits, self.power.checked_add(power)?)
    }

    /// The sum, if it can be kept exactly.
    pub(crate) fn checked_add(self, other: Decimal) -> Option<Decimal> {
        let low = self.power.min(other.power);
        Decimal::new(self.lifted(self.power - low)?.checked_add(other.lifted(other.power - low)?)?, low)
    }

    /// The product, if it can be kept exactly.
    pub(crate) fn checked_mul(self, other: Decimal) -> Option<Decimal> {
        Decimal::new(self.digits.checked_mul(other.digits)?, self.power + other.power)
    }

    /// Whether it is no more than a thousand.
    pub(super) fn is_at_most_thousand(self) -> bool {
        self <= Decimal::from(1000)
    }

    /// The number with the other sign.
    pub(crate) fn negated(self) -> Decimal {
        Decimal { digits: -self.digits, ..self }
    }

    /// The number without its sign.
    pub fn abs(self) -> Decimal {
        Decimal { digits: self.digits.abs(), ..self }
    }

    /// The whole number that it is, if it is one.
    pub fn whole(self) -> Option<i128> {
        self.lifted(self.power)
    }

    /// Its digits with so many zeros behind them, if that can be kept; nothing for fewer than none.
    fn lifted(self, zeros: i32) -> Option<i128> {
        match usize::try_from(zeros).ok()? {
            0 => Some(self.digits),
            zeros => self.digits.checked_mul(*POWERS.get(zeros)?),
        }
    }

    /// Its digits without leading and trailing zeros and without the point: 1,050 and 0.105 have the same.
    pub fn figures(self) -> u128 {
        self.digits.unsigned_abs()
    }

    /// Its digits without trailing zeros, with their sign.
    pub fn digits(self) -> i128 {
        self.digits
    }

    /// The power of ten of the last digit that is not zero.
    pub fn power(self) -> i32 {
        self.power
    }

    /// Whether it is less than zero.
    pub(crate) fn is_negative(self) -> bool {
        self.digits < 0
    }

    /// Plain digits without grouping: `578.6`, `0.84`, `5786`.
    pub fn plain(self) -> String {
        self.written(false)
    }

    /// Digits grouped by threes, as English has them: `741,000`.
    pub fn grouped(self) -> String {
        self.written(true)
    }

    fn written(self, grouped: bool) -> String {
        let mut digits = self.digits.unsigned_abs().to_string();
        let places = usize::try_from(-self.power).unwrap_or(0);
        if self.power > 0 {
            digits.extend(std::iter::repeat_n('0', self.power as usize));
        }
        while digits.len() <= places {
            digits.insert(0, '0');
        }
        let (whole, rest) = digits.split_at(digits.len() - places);
        let mut out = String::from(if self.digits < 0 { "-" } else { "" });
        for (at, digit) in whole.chars().enumerate() {
            if grouped && at > 0 && (whole.len() - at) % 3 == 0 {
                out.push(',');
            }
            out.push(digit);
        }
        if !rest.is_empty() {
            out.push('.');
            out.push_str(rest);
        }
        out
    }

    /// An approximation for drawing; nowhere else.
    pub(crate) fn for_drawing(self) -> f64 {
        self.digits as f64 * 10f64.powi(self.power)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Decimal) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Decimal {
    fn cmp(&self, other: &Decimal) -> Ordering {
        let (own, theirs) = (self.digits, other.digits);
        if self.power == other.power || own.signum() != theirs.signum() {
            return own.cmp(&theirs);
        }
        let size =
            |one: &Decimal| (one.digits.unsigned_abs().checked_ilog10().map_or(-1, i64::from), one.power);
        let low = self.power.min(other.power);
        match (self.lifted(self.power - low), other.lifted(other.power - low)) {
            (Some(a), Some(b)) => a.cmp(&b),
            // One is so much larger that the other cannot be written beside it: the longer one decides.
            _ => {
                let long = |one: &Decimal| size(one).0 + i64::from(size(one).1);
                let order = long(self).cmp(&long(other));
                if self.digits < 0 { order.reverse() } else { order }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_and_writes_exactly() {
        for (text, plain, grouped) in [
            ("5786", "5786", "5,786"),
            ("1.10", "1.1", "1.1"),
            ("741,000", "741000", "741,000"),
            ("-0.840", "-0.84", "-0.84"),
            ("１２", "12", "12"),
            ("0.00", "0", "0"),
            ("12,345,678,901,234,567,890.50", "12345678901234567890.5", "12,345,678,901,234,567,890.5"),
        ] {
            let number = Decimal::read(text).unwrap();
            assert_eq!((number.plain().as_str(), number.grouped().as_str()), (plain, grouped));
        }
        assert_eq!(Decimal::read("5786").unwrap().scaled(-1).plain(), "578.6");
        assert_eq!(Decimal::read("7.41").unwrap().scaled(4).grouped(), "74,100");
        assert!(Decimal::read("1.15").unwrap().scaled(8) == Decimal::read("115000000").unwrap());
        assert!(Decimal::read("3875") < Decimal::read("5786"));
        assert_eq!(Decimal::from(1500).plain(), "1500");
        assert_eq!(Decimal::read("1.05").unwrap().figures(), Decimal::from(1050).figures());
        assert_eq!(Decimal::read("-3.5").unwrap().whole(), None);
        assert_eq!(Decimal::read("1.5").unwrap().checked_add(Decimal::from(300)).unwrap().plain(), "301.5");
        for none in ["一", "", ".", "1.2.3", "1e5", "1,2.3,4", "999999999999999999999999999999.9999"] {
            assert_eq!(Decimal::read(none), None, "{none}");
        }
    }
}
