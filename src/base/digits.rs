//! Whole numbers in decimal digits, written straight into a text; alone knows `itoa`.

/// Appends a number in decimal digits.
pub(crate) fn push(out: &mut String, number: usize) {
    out.push_str(itoa::Buffer::new().format(number));
}
