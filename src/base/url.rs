//! Percent coding of addresses (RFC 3986, section 2.1).

use crate::base::byte_set::ByteSet;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands for itself in a path: the unreserved characters of RFC 3986, section 2.3, and `/`.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// The bytes of it.
static STANDING: ByteSet =
    ByteSet::of(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-._~/");

/// An address for a link: what may not stand in a path is percent-encoded.
pub fn encode(path: &str) -> String {
    match STANDING.holds(path.as_bytes()) {
        true => path.to_owned(),
        false => utf8_percent_encode(path, PATH).to_string(),
    }
}

/// `%E7%BB%8F` → 经; what is no UTF-8 after decoding is left as written.
pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().map_or_else(|_| text.to_owned(), |decoded| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_and_decodes() {
        assert_eq!(encode("经济/a b.html"), "%E7%BB%8F%E6%B5%8E/a%20b.html");
        assert_eq!(decode("%E7%BB%8F%E6%B5%8E"), "经济");
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%FF"), "%FF");
    }
}
