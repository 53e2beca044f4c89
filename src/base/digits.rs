//! Whole numbers in decimal digits, written straight into a text.

/// Appends a number in decimal digits.
pub(crate) fn push(out: &mut String, number: usize) {
    let mut digits = [0; 20];
    let (mut from, mut rest) = (digits.len(), number);
    loop {
        from -= 1;
        digits[from] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[from..].iter().map(|digit| char::from(*digit)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_they_are_always_written() {
        for number in [0, 7, 10, 99, 100, 741_000, usize::MAX] {
            let mut out = String::from("p");
            push(&mut out, number);
            assert_eq!(out, format!("p{number}"));
        }
    }
}
