//! A text packed: deflated (RFC 1951) and written in base64 (RFC 4648), as a script can hold it and every browser
//! unpacks it.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use libdeflater::{CompressionLvl, Compressor};

/// How hard it is tried: what takes longer is hardly shorter.
const LEVEL: i32 = 1;

/// Packs texts, one after the other.
pub struct Packer {
    compressor: Compressor,
    packed: Vec<u8>,
}

impl Default for Packer {
    fn default() -> Packer {
        let level = CompressionLvl::new(LEVEL).unwrap_or_default();
        Packer { compressor: Compressor::new(level), packed: Vec::new() }
    }
}

impl Packer {
    /// Writes a text packed, as a literal of a script.
    pub fn write(&mut self, text: &str, out: &mut String) {
        let most = self.compressor.deflate_compress_bound(text.len());
        if self.packed.len() < most {
            self.packed.resize(most, 0);
        }
        // It cannot fail: there is room for all of it.
        let length = self.compressor.deflate_compress(text.as_bytes(), &mut self.packed).unwrap_or_default();
        out.push('"');
        STANDARD.encode_string(&self.packed[..length], out);
        out.push('"');
    }
}

/// The text of a literal, if that is a packed text.
pub fn unpacked(literal: &str) -> Option<String> {
    let packed = literal.strip_prefix('"')?.strip_suffix('"')?;
    let bytes = STANDARD.decode(packed).ok()?;
    let mut text = String::new();
    DeflateDecoder::new(&bytes[..]).take(LONGEST).read_to_string(&mut text).ok()?;
    Some(text)
}

/// The longest text that is unpacked, in bytes.
const LONGEST: u64 = 1 << 28;

#[cfg(test)]
mod tests {
    use super::*;

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
            packer.write(&text, &mut out);
            assert_eq!(unpacked(&out), Some(text.clone()));
            assert!(out.len() < 100 + text.len() * 4 / 3, "{} of {}", out.len(), text.len());
        }
        assert_eq!(["", "\"", "\"?\"", "\"AAAA\""].map(unpacked), [const { None }; 4]);
        let mut again = String::new();
        packer.write(&line.repeat(3000), &mut again);
        let mut first = String::new();
        Packer::default().write(&line.repeat(3000), &mut first);
        assert_eq!(again, first, "what was packed before leaves no trace");
        assert!(first.len() < line.len() * 100);
    }
}
