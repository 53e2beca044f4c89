//! Bytes → text: UTF-8 only; anything else is named, with the way to convert it.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::Both;
use crate::base::source::{Source, Span};

/// Why some bytes are no text, and where that shows.
#[derive(Debug)]
pub struct NotText {
    /// What it looks like.
    looks_like: LooksLike,
    /// The readable part before the fault.
    before: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LooksLike {
    Utf16,
    Gb18030,
    Latin1,
    Binary,
}

/// The text in some bytes.
pub fn text(bytes: Vec<u8>) -> Result<String, NotText> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(NotText { looks_like: LooksLike::Utf16, before: String::new() });
    }
    if let Some(at) = memchr::memchr(0, &bytes) {
        let looks_like = if is_utf16(&bytes) { LooksLike::Utf16 } else { LooksLike::Binary };
        return Err(NotText { looks_like, before: readable(&bytes[..at]) });
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let bytes = error.into_bytes();
        let looks_like = if is_gb18030(&bytes[at..]) { LooksLike::Gb18030 } else { LooksLike::Latin1 };
        NotText { looks_like, before: readable(&bytes[..at]) }
    })
}

fn readable(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Whether zero bytes stand where UTF-16 has them: beside every character of ASCII, all on the same
/// side.
fn is_utf16(bytes: &[u8]) -> bool {
    let zeros = |parity: usize| bytes.iter().skip(parity).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    even.max(odd) >= 4 && even.min(odd) * 10 <= even.max(odd)
}

/// Whether the bytes above ASCII come in the pairs of GBK or the fours of GB 18030 (GB 18030-2022,
/// clause 5), nearly all of them.
fn is_gb18030(bytes: &[u8]) -> bool {
    let (mut good, mut bad, mut at) = (0usize, 0usize, 0usize);
    while at < bytes.len() {
        match bytes[at..] {
            [0..=0x7f, ..] => at += 1,
            [0x81..=0xfe, 0x30..=0x39, 0x81..=0xfe, 0x30..=0x39, ..] => {
                good += 1;
                at += 4;
            }
            [0x81..=0xfe, 0x40..=0x7e | 0x80..=0xfe, ..] => {
                good += 1;
                at += 2;
            }
            _ => {
                bad += 1;
                at += 1;
            }
        }
    }
    good > 0 && bad * 20 <= good
}

impl NotText {
    /// The finding, at the first character that cannot be read, and the readable part before it as
    /// a source, so that reports can count lines.
    pub fn into_diagnostic(self, path: &str) -> (Diagnostic, Source) {
        let source = Source { path: path.into(), text: self.before.as_str().into() };
        let (name, convert) = match self.looks_like {
            LooksLike::Utf16 => ("UTF-16", "UTF-16"),
            LooksLike::Gb18030 => ("GBK / GB 18030", "GB18030"),
            LooksLike::Latin1 => ("Latin-1 (ISO 8859-1, Windows-1252)", "LATIN1"),
            LooksLike::Binary => ("", ""),
        };
        let (message, help) = match self.looks_like {
            LooksLike::Binary => (
                Both::new(
                    "这不是文本文件：里面有文字以外的数据（NUL 字节）",
                    "this is no text file: it holds something else than text (NUL bytes)",
                ),
                Both::new(
                    "换成文本文件；它本来是文字的话，用文本编辑器重新存为 UTF-8",
                    "put a text file in its place; if it is text, save it again as UTF-8 with a text editor",
                ),
            ),
            _ => (
                Both::new(
                    format!("文件不是 UTF-8 编码，看起来是 {name}"),
                    format!("the file is not UTF-8; it looks like {name}"),
                ),
                Both::new(
                    format!(
                        "在编辑器里“另存为”，编码选 UTF-8；或运行 iconv -f {convert} -t UTF-8 旧文件 > 新文件"
                    ),
                    format!("save it as UTF-8 in your editor, or run iconv -f {convert} -t UTF-8 OLD > NEW"),
                ),
            ),
        };
        let end = source.text.len();
        let (place, label) =
            (source.place(Span::new(end, end)), Both::new("从这里起读不出来", "unreadable from here on"));
        (Diagnostic::new("file-unreadable", Level::Error, place, message, label, help), source)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(bytes: &[u8]) -> LooksLike {
        text(bytes.to_vec()).expect_err("must not be read").looks_like
    }

    #[test]
    fn names_what_it_sees() {
        let gbk = [0xcc, 0xa8, 0xd6, 0xdd, 0xca, 0xd0, 0xc8, 0xab, 0xc3, 0xe6];
        assert_eq!(seen(&gbk), LooksLike::Gb18030);
        assert_eq!(seen(b"caf\xe9 na\xefve"), LooksLike::Latin1);
        assert_eq!(seen(&[0xff, 0xfe, 0x41, 0x00]), LooksLike::Utf16);
        assert_eq!(seen(b"abc\0def"), LooksLike::Binary);
        assert!(text("台州".as_bytes().to_vec()).is_ok());
    }
}
