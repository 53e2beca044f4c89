//! A text packed: deflated (RFC 1951) and written in base64 (RFC 4648), as a script can hold it and every browser
//! unpacks it.

use std::io::Write;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::Compression;
use flate2::write::DeflateEncoder;

/// How hard it is tried: what takes longer is hardly shorter.
const LEVEL: u32 = 5;

/// Writes a text packed, as a literal of a script.
pub fn write(out: &mut String, text: &str) {
    out.push('"');
    STANDARD.encode_string(deflated(text), out);
    out.push('"');
}

/// What is written to memory cannot fail to be written.
fn deflated(text: &str) -> Vec<u8> {
    let mut packed = DeflateEncoder::new(Vec::with_capacity(text.len() / 2), Compression::new(LEVEL));
    let _ = packed.write_all(text.as_bytes());
    packed.finish().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_is_packed_is_unpacked() {
        let line = "全市新建港口37个。The city built 37 ports. ";
        for text in [String::new(), line.to_owned(), line.repeat(3000)] {
            let mut out = String::new();
            write(&mut out, &text);
            let packed = out.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
            let bytes = STANDARD.decode(packed).unwrap();
            let mut read = String::new();
            flate2::read::DeflateDecoder::new(&bytes[..]).read_to_string(&mut read).unwrap();
            assert_eq!(read, text);
            assert!(packed.len() < 80 + text.len() / 20 + line.len(), "{} of {}", packed.len(), text.len());
        }
    }
}
