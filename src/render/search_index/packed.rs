//! A text packed: deflated (RFC 1951), as every browser unpacks it, and written in digits of base 85, as a script can
//! hold it.
//!
//! Four bytes, the first highest, are five digits; of fewer at the end there is one digit more than bytes. Digits are
//! the characters from `#` to `y` without `<` and `\`.

use std::io::Read;

use flate2::read::DeflateDecoder;

use crate::render::search_index::deflate::Deflater;

/// Packs texts, one after the other.
#[derive(Default)]
pub struct Packer {
    deflater: Deflater,
    packed: Vec<u8>,
}

impl Packer {
    /// Writes a text packed, as a literal of a script; `ends` says where its parts end that are of different kinds.
    pub fn write(&mut self, text: &str, ends: &[usize], out: &mut String) {
        self.packed.clear();
        self.deflater.write(text, ends, &mut self.packed);
        out.push('"');
        out.push_str(&digits(&self.packed));
        out.push('"');
    }
}

/// The text of a literal, if that is a packed text.
pub fn unpacked(literal: &str) -> Option<String> {
    let packed = literal.strip_prefix('"')?.strip_suffix('"')?;
    let bytes = bytes(packed)?;
    let mut text = String::new();
    DeflateDecoder::new(&bytes[..]).take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The longest text that is unpacked, in bytes.
const LONGEST: u64 = 1 << 28;

const BASE: u32 = 85;

/// The digits, by what they are worth.
const DIGITS: [u8; BASE as usize] = {
    let mut digits = [0; BASE as usize];
    let (mut worth, mut digit) = (0, b'#');
    while worth < digits.len() {
        if digit != b'<' && digit != b'\\' {
            digits[worth] = digit;
            worth += 1;
        }
        digit += 1;
    }
    digits
};

/// Bytes in digits.
fn digits(bytes: &[u8]) -> String {
    let (fours, rest) = bytes.as_chunks();
    let mut digits = Vec::with_capacity((fours.len() + 1) * 5);
    fours.iter().for_each(|four| digits.extend_from_slice(&five_digits(*four)));
    if !rest.is_empty() {
        let mut four = [0; 4];
        four[..rest.len()].copy_from_slice(rest);
        digits.extend_from_slice(&five_digits(four)[..=rest.len()]);
    }
    String::from_utf8(digits).unwrap_or_default()
}

fn five_digits(four: [u8; 4]) -> [u8; 5] {
    let mut number = u32::from_be_bytes(four);
    let mut digits = [0; 5];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(number % BASE) as usize];
        number /= BASE;
    }
    digits
}

/// The bytes that digits stand for.
fn bytes(digits: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(digits.len() / 5 * 4 + 4);
    for five in digits.as_bytes().chunks(5) {
        let mut number = 0u32;
        for at in 0..5 {
            let worth = match five.get(at) {
                Some(digit) => DIGITS.binary_search(digit).ok()? as u32,
                None => BASE - 1,
            };
            number = number.checked_mul(BASE)?.checked_add(worth)?;
        }
        bytes.extend_from_slice(&number.to_be_bytes()[..five.len() - 1]);
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_packed_is_unpacked() {
        let line = "全市新建港口37个。The city built 37 ports. ";
        // Letters in no order, which cannot be shorter.
        let noise: String = (0..100_000u32)
            .map(|n| char::from(b'!' + (n.wrapping_mul(2_654_435_761) >> 24) as u8 % 90))
            .collect();
        let mut packer = Packer::default();
        for text in [String::new(), line.to_owned(), line.repeat(3000), noise] {
            let mut out = String::new();
            packer.write(&text, &[], &mut out);
            assert_eq!(unpacked(&out), Some(text.clone()));
            assert!(out.len() < 100 + text.len() * 5 / 4, "{} of {}", out.len(), text.len());
            assert!(!out[1..out.len() - 1].contains(['"', '\\', '<', '\n']));
        }
        assert_eq!(["", "\"", "\"~\"", "\"yyyyy\"", "\"####\""].map(unpacked), [const { None }; 5]);
    }

    proptest! {
        #[test]
        fn digits_stand_for_their_bytes(all in prop::collection::vec(any::<u8>(), 0..40), high in 0usize..9) {
            for all in [all, vec![0xff; high]] {
                prop_assert_eq!(bytes(&digits(&all)), Some(all));
            }
        }
    }
}
