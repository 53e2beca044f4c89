//! Exact ratios of whole numbers, for units that convert into each other.

use std::cmp::Ordering;

use crate::quantity::decimal::Decimal;

/// A ratio in lowest terms; its denominator is greater than zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio {
    top: i128,
    bottom: i128,
}

impl Ratio {
    /// The whole number 1.
    pub(crate) const ONE: Ratio = Ratio { top: 1, bottom: 1 };
    /// The whole number 0.
    pub const ZERO: Ratio = Ratio { top: 0, bottom: 1 };

    /// `top / bottom`; nothing where the latter is zero.
    pub fn new(top: i128, bottom: i128) -> Option<Ratio> {
        match bottom {
            0 => return None,
            1 => return Some(Ratio { top, bottom }),
            _ => {}
        }
        let common = i128::try_from(gcd(top.unsigned_abs(), bottom.unsigned_abs())).ok()? * bottom.signum();
        Some(Ratio { top: top / common, bottom: bottom / common })
    }

    /// A decimal number, if its power of ten is small enough.
    pub fn of(number: Decimal) -> Option<Ratio> {
        let unit = 10i128.checked_pow(number.power().unsigned_abs())?;
        match number.power() < 0 {
            true => Ratio::new(number.digits(), unit),
            false => Ratio::new(number.digits().checked_mul(unit)?, 1),
        }
    }

    /// Reads `1000`, `0.3048`, `2000/3`, `2298.35/9`.
    pub fn read(text: &str) -> Option<Ratio> {
        let number = |text: &str| Ratio::of(Decimal::read(text)?);
        match text.split_once('/') {
            Some((top, bottom)) => number(top)?.over(number(bottom)?),
            None => number(text),
        }
    }

    /// The product, if it can be kept.
    pub fn times(self, other: Ratio) -> Option<Ratio> {
        // Crosswise first, so that the products stay small.
        let (a, b) = (Ratio::new(self.top, other.bottom)?, Ratio::new(other.top, self.bottom)?);
        Ratio::new(a.top.checked_mul(b.top)?, a.bottom.checked_mul(b.bottom)?)
    }

    /// The quotient, if there is one that can be kept.
    pub fn over(self, other: Ratio) -> Option<Ratio> {
        self.times(Ratio::new(other.bottom, other.top)?)
    }

    /// The sum, if it can be kept.
    pub(crate) fn plus(self, other: Ratio) -> Option<Ratio> {
        let common = i128::try_from(gcd(self.bottom.unsigned_abs(), other.bottom.unsigned_abs())).ok()?;
        let (a, b) = (other.bottom / common, self.bottom / common);
        let top = self.top.checked_mul(a)?.checked_add(other.top.checked_mul(b)?)?;
        Ratio::new(top, self.bottom.checked_mul(a)?)
    }

    /// The difference, if it can be kept.
    pub(crate) fn minus(self, other: Ratio) -> Option<Ratio> {
        self.plus(Ratio { top: -other.top, ..other })
    }

    /// The ratio without its sign.
    pub fn abs(self) -> Ratio {
        Ratio { top: self.top.abs(), ..self }
    }

    /// Whether it is at most another, as far as that can be told.
    pub(crate) fn is_at_most(self, other: Ratio) -> bool {
        let order = self.minus(other).map(|off| off.top.cmp(&0));
        matches!(order, Some(Ordering::Less | Ordering::Equal))
    }

    /// Which power of ten it is, if it is one: 1000, 0.01.
    pub(crate) fn power_of_ten(self) -> Option<i32> {
        let power = |mut n: i128| {
            let mut power = 0;
            while n % 10 == 0 && n > 0 {
                (n, power) = (n / 10, power + 1);
            }
            (n == 1).then_some(power)
        };
        match (self.top, self.bottom) {
            (1, bottom) => power(bottom).map(|power: i32| -power),
            (top, 1) => power(top),
            _ => None,
        }
    }

    /// The ratio as a decimal number, where one is exact.
    pub fn decimal(self) -> Option<Decimal> {
        let (mut rest, mut places) = (self.bottom, 0u32);
        for prime in [2, 5] {
            let mut times = 0;
            while rest % prime == 0 {
                (rest, times) = (rest / prime, times + 1);
            }
            places = places.max(times);
        }
        if rest != 1 {
            return None;
        }
        let digits = self.top.checked_mul(10i128.checked_pow(places)? / self.bottom)?;
        Decimal::new(digits, -i32::try_from(places).ok()?)
    }

    /// Numerator and denominator.
    pub fn parts(self) -> (i128, i128) {
        (self.top, self.bottom)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    match (u64::try_from(a), u64::try_from(b)) {
        // Words are divided at once.
        (Ok(mut a), Ok(mut b)) => {
            while b != 0 {
                (a, b) = (b, a % b);
            }
            u128::from(a.max(1))
        }
        _ if b == 0 => a.max(1),
        _ => gcd(b, a % b),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ratios_are_exact() {
        let read = |text: &str| Ratio::read(text).unwrap();
        assert_eq!(read("2000/3").over(read("10000")), Ratio::new(1, 15));
        assert_eq!(read("0.3048").times(read("10")), Ratio::new(381, 125));
        assert_eq!(read("1/3").plus(read("1/6")), Ratio::new(1, 2));
        assert!(read("1/3").is_at_most(read("0.34")) && !read("0.34").is_at_most(read("1/3")));
        assert_eq!(read("1000").power_of_ten(), Some(3));
        assert_eq!(read("0.01").power_of_ten(), Some(-2));
        assert_eq!(read("1/15").power_of_ten(), None);
        assert_eq!(read("3/8").decimal().unwrap().plain(), "0.375");
        assert_eq!(read("1/3").decimal(), None);
        assert_eq!(Ratio::new(1, 0), None);
    }
}
