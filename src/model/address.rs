//! File names → addresses: what a name says, and whether it can stand on every host.
//!
//! A name may hold Han and spaces; they are percent-encoded in links. It may not hold what some
//! host or system would read as something else (Windows' reserved names: Microsoft, “Naming Files,
//! Paths, and Namespaces”).

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::base::lang::{Both, Lang};
use crate::base::visible;

/// What a path below `content/` is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileKind<'p> {
    /// `site.yaml`
    Site,
    /// `glossary.yaml`
    Glossary,
    /// `indicators.yaml`
    Indicators,
    /// `corrections.yaml`
    Corrections,
    /// `duizhao.lock`
    Lock,
    /// `originals/ID.md`
    Original(&'p str),
    /// `economy/growth.zh.md`: address and language.
    Page(&'p str, Lang),
    /// A Markdown file whose suffix names no language: the stem and the suffix.
    Suffix(&'p str, Option<&'p str>),
}

/// What a text's path says of it.
pub fn role(path: &str) -> FileKind<'_> {
    let below = path.strip_prefix("content/").unwrap_or(path);
    match below {
        "site.yaml" => return FileKind::Site,
        "glossary.yaml" => return FileKind::Glossary,
        "indicators.yaml" => return FileKind::Indicators,
        "corrections.yaml" => return FileKind::Corrections,
        "duizhao.lock" => return FileKind::Lock,
        _ => {}
    }
    let stem = below.strip_suffix(".md").unwrap_or(below);
    if let Some(id) = stem.strip_prefix("originals/")
        && !id.contains('/')
    {
        return FileKind::Original(id);
    }
    let name = stem.rfind('/').map_or(stem, |at| &stem[at + 1..]);
    match name.rsplit_once('.') {
        Some((_, suffix)) => match Lang::from_code(suffix) {
            Some(lang) => FileKind::Page(&stem[..stem.len() - suffix.len() - 1], lang),
            None => FileKind::Suffix(&stem[..stem.len() - suffix.len() - 1], Some(suffix)),
        },
        None => FileKind::Suffix(stem, None),
    }
}

/// Why an address cannot be published, if it cannot.
pub fn fault(address: &str) -> Option<Both<String>> {
    address.split('/').find_map(part_fault)
}

fn part_fault(part: &str) -> Option<Both<String>> {
    let text = |zh: String, en: String| Some(Both { zh, en });
    if part.is_empty() || part == "." || part.contains("..") {
        return text(
            "名称里有连续的点或空的部分".into(),
            "the name holds two dots in a row or an empty part".into(),
        );
    }
    if let Some(c) =
        part.chars().find(|c| matches!(c, '%' | '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '#'))
    {
        return text(format!("名称里有“{c}”"), format!("the name holds “{c}”"));
    }
    if let Some(c) = part.chars().find(|c| is_unseen(*c)) {
        return text(
            format!("名称里有看不见的字符 U+{:04X}", c as u32),
            format!("the name holds the invisible character U+{:04X}", c as u32),
        );
    }
    if part.ends_with('.') || part.ends_with(' ') || part.starts_with(' ') {
        return text(
            "名称以点或空格开头或结尾".into(),
            "the name begins or ends with a dot or a space".into(),
        );
    }
    if is_reserved(part) {
        return text(
            format!("“{part}”是 Windows 保留的名称"),
            format!("“{part}” is a name that Windows reserves"),
        );
    }
    if part.len() > 200 {
        return text("名称太长（最多 200 字节）".into(), "the name is too long (at most 200 bytes)".into());
    }
    None
}

/// Whether Windows keeps a name for itself, whatever its ending.
fn is_reserved(part: &str) -> bool {
    const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let bare = part.split('.').next().unwrap_or(part).trim_end().to_ascii_lowercase();
    let numbered = |name| {
        let digit = bare.strip_prefix(name).and_then(|rest| rest.parse().ok());
        digit.is_some_and(|digit: char| digit.is_ascii_digit() || matches!(digit, '¹' | '²' | '³'))
    };
    RESERVED.contains(&bare.as_str()) || numbered("com") || numbered("lpt")
}

/// Whether a character is not seen where a name is shown, or turns the order of what is.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || visible::steers(c)
        || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}' | '\u{2029}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// An address as systems compare it that ignore case and Unicode form: `STRASSE` and `straße` are one (full case
/// folding, Unicode chapter 3.13, reached by way of the capitals).
pub fn folded(address: &str) -> String {
    if address.is_ascii() {
        return address.to_ascii_lowercase();
    }
    address.nfd().flat_map(char::to_uppercase).flat_map(char::to_lowercase).nfc().collect()
}

/// The same without a copy of an address that is in this form already.
pub fn as_folded(address: &str) -> Cow<'_, str> {
    let is_plain = |byte: &u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    match address.as_bytes().iter().all(is_plain) {
        true => Cow::Borrowed(address),
        false => Cow::Owned(folded(address)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_path() {
        assert_eq!(role("content/economy/growth.zh.md"), FileKind::Page("economy/growth", Lang::Zh));
        assert_eq!(role("content/about.en.md"), FileKind::Page("about", Lang::En));
        assert_eq!(role("content/about.cn.md"), FileKind::Suffix("about", Some("cn")));
        assert_eq!(role("content/originals/report-2022.md"), FileKind::Original("report-2022"));
    }

    #[test]
    fn folds_case_and_form() {
        for (one, other) in
            [("Straße", "STRASSE"), ("meſſe", "MESSE"), ("ﬁle", "FILE"), ("e\u{301}", "É"), ("σς", "ΣΣ")]
        {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
        assert_ne!(folded("经济"), folded("經濟"));
        assert_ne!(folded("a"), folded("ａ"));
    }

    #[test]
    fn refuses_what_hosts_misread() {
        assert!(fault("经济/五年 指标").is_none());
        for bad in [
            "a/../b",
            "a%20b",
            "aux",
            "x/com1.y",
            "a\u{7}",
            "trailing.",
            "a#b",
            "COM¹.x",
            "aux .b",
            "a\u{61c}b",
            "a\u{2028}b",
        ] {
            assert!(fault(bad).is_some(), "{bad:?}");
        }
    }
}
