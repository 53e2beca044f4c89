//! A text packed: deflated (RFC 1951) and written in base64 (RFC 4648), as a script can hold it and every browser
//! unpacks it.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::DeflateDecoder;
use flate2::{Compress, Compression, FlushCompress};

/// How hard it is tried: what takes longer is hardly shorter.
const LEVEL: u32 = 2;

/// Packs texts, one after the other.
pub struct Packer {
    compress: Compress,
    packed: Vec<u8>,
}

impl Default for Packer {
    fn default() -> Packer {
        Packer { compress: Compress::new(Compression::new(LEVEL), false), packed: Vec::new() }
    }
}

impl Packer {
    /// Writes a text packed, as a literal of a script. `ends` says where parts end that are of different kinds, as
    /// Chinese and English: each has codes of its own, which saves more than trying harder.
    pub fn write(&mut self, text: &str, ends: &[usize], out: &mut String) {
        self.compress.reset();
        self.packed.clear();
        // What is longer than its text when it is packed is stored, with a few bytes a block.
        self.packed.reserve(text.len() + text.len() / 1000 + 64 * (ends.len() + 1));
        let mut start = 0;
        for end in ends {
            self.add(&text[start..*end], FlushCompress::Sync);
            start = *end;
        }
        self.add(&text[start..], FlushCompress::Finish);
        out.push('"');
        STANDARD.encode_string(&self.packed, out);
        out.push('"');
    }

    fn add(&mut self, part: &str, flush: FlushCompress) {
        // It cannot fail: there is room for all of it.
        let _ = self.compress.compress_vec(part.as_bytes(), &mut self.packed, flush);
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
            for ends in [&[][..], &[text.floor_char_boundary(text.len() / 3), text.len()]] {
                let mut out = String::new();
                packer.write(&text, ends, &mut out);
                assert_eq!(unpacked(&out), Some(text.clone()));
                assert!(out.len() < 100 + text.len() * 4 / 3, "{} of {}", out.len(), text.len());
            }
        }
        assert_eq!(["", "\"", "\"?\"", "\"AAAA\""].map(unpacked), [const { None }; 4]);
        let mut again = String::new();
        packer.write(&line.repeat(3000), &[], &mut again);
        let mut first = String::new();
        Packer::default().write(&line.repeat(3000), &[], &mut first);
        assert_eq!(again, first, "what was packed before leaves no trace");
        assert!(first.len() < line.len() * 100);
    }
}
