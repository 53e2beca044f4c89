//! Plain text as HTML: escaped, with `lang` on runs in the other language, omissions and half-width
//! marks in their spans.

use std::ops::Range;

use memchr::{memchr_iter, memchr2_iter};

use crate::base::byte_set::ByteSet;
use crate::base::html::{escape, escape_into, is_wrong};
use crate::base::lang::{Both, Lang};
use crate::base::script::is_han;
use crate::model::output::Edition;
use crate::prove::quotes::find::omission;

/// How the text of a side is written.
#[derive(Clone, Copy, Debug)]
pub struct TextWriter {
    /// The language of the side.
    pub lang: Lang,
    /// Half-width marks between Chinese characters get a span for their air.
    pub half_width: bool,
}

/// How many English words in a row are a run of their own in Chinese.
const WORDS: usize = 5;

/// What a look at its bytes tells of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Looks {
    /// It is written as it is.
    Plain,
    /// Characters of it are escaped.
    Escaped,
    /// Something in it may be marked besides.
    Marked,
}

/// Kinds of bytes, as bits.
mod kind {
    /// What is markup in HTML, and what steers.
    pub const MARKUP: u8 = 1;
    /// What an omission begins with.
    pub const BRACKET: u8 = 2;
    /// First bytes of characters of which some steer or are marked: all in two bytes of U+0080 to U+00BF and
    /// U+0600 to U+063F, all from U+2000 to U+2FFF and from U+F000 on.
    pub const WIDE: u8 = 4;
    /// First bytes of all others beyond them.
    pub const HAN: u8 = 8;
    /// Digits.
    pub const DIGIT: u8 = 16;
    /// Letters of English.
    pub const LETTER: u8 = 32;
}

/// First bytes of characters that a second look is taken at.
static WIDE: ByteSet = ByteSet::of(b"\xc2\xd8\xe2\xef");

/// The kind of each byte.
static KINDS: [u8; 256] = kinds();

const fn kinds() -> [u8; 256] {
    let mut kinds = [0; 256];
    let mut at = 0;
    while at < 256 {
        kinds[at] = match at as u8 {
            b'&' | b'<' | b'>' | b'"' | 0x7f | 0..0x20 => kind::MARKUP,
            b'[' => kind::BRACKET,
            b'0'..=b'9' => kind::DIGIT,
            b'a'..=b'z' | b'A'..=b'Z' => kind::LETTER,
            0xc2 | 0xd8 | 0xe2 | 0xef => kind::WIDE,
            0xe3.. => kind::HAN,
            _ => 0,
        };
        at += 1;
    }
    kinds
}

impl TextWriter {
    /// Appends a text.
    pub fn write(self, text: &str, out: &mut String) {
        match (self.half_width, self.looks(text), self.lang) {
            (false, Looks::Plain, _) => out.push_str(text),
            (false, Looks::Escaped, _) => escape_into(out, text),
            (_, _, Lang::En) => self.english(text, out),
            (_, _, Lang::Zh) => self.chinese(text, out),
        }
    }

    /// Whether a text and every part of it is written as it is, as is so of most.
    pub fn is_plain(self, text: &str) -> bool {
        !self.half_width && self.looks(text) == Looks::Plain
    }

    fn looks(self, text: &str) -> Looks {
        let bytes = text.as_bytes();
        let kinds = kinds_in(bytes);
        let mut is_escaped = kinds & kind::MARKUP != 0;
        let mut is_marked = kinds & kind::BRACKET != 0;
        if kinds & kind::WIDE != 0 {
            for (_, c) in WIDE.chars(text) {
                is_escaped |= is_wrong(c);
                is_marked |= match self.lang {
                    Lang::Zh => c == '［',
                    Lang::En => is_beyond_latin(c),
                };
            }
        }
        is_marked |= match self.lang {
            Lang::Zh => kinds & kind::LETTER != 0 && may_be_english(bytes),
            Lang::En => kinds & kind::HAN != 0 || kinds & kind::DIGIT != 0 && may_have_amount(bytes),
        };
        match (is_marked, is_escaped) {
            (true, _) => Looks::Marked,
            (_, true) => Looks::Escaped,
            _ => Looks::Plain,
        }
    }

    fn english(self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(start) = rest.find(is_han) {
            self.cuts(&rest[..start], out);
            let run = han_run(&rest[start..]);
            out.push_str("<span lang=\"zh-Hans\">");
            escape_into(out, &rest[start..start + run]);
            out.push_str("</span>");
            rest = &rest[start + run..];
        }
        self.cuts(rest, out);
    }

    fn chinese(self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some((start, end)) = english_run(rest) {
            self.cuts(&rest[..start], out);
            out.push_str("<span lang=\"en\">");
            escape_into(out, &rest[start..end]);
            out.push_str("</span>");
            rest = &rest[end..];
        }
        self.cuts(rest, out);
    }

    /// Omissions in a span; in Chinese with full-width brackets and dots, as `［……］`.
    fn cuts(self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some((at, length)) = cut(rest) {
            self.marks(&rest[..at], out);
            out.push_str(match self.lang {
                Lang::Zh => "<span class=\"cut\">［……］</span>",
                Lang::En => "<span class=\"cut\">[…]</span>",
            });
            rest = &rest[at + length..];
        }
        self.marks(rest, out);
    }

    fn marks(self, text: &str, out: &mut String) {
        if !self.half_width {
            return self.amounts(text, out);
        }
        out.push_str(&quoted_html(text, true));
    }

    /// A currency and the number after it, which no line end parts.
    fn amounts(self, text: &str, out: &mut String) {
        let mut rest = text;
        while let Some(range) = Some(rest).filter(|_| self.lang == Lang::En).and_then(amount) {
            escape_into(out, &rest[..range.start]);
            out.push_str("<span class=\"nb\">");
            escape_into(out, &rest[range.clone()]);
            out.push_str("</span>");
            rest = &rest[range.end..];
        }
        escape_into(out, rest);
    }
}

/// The kinds of all bytes of a text, several at a time.
fn kinds_in(text: &[u8]) -> u8 {
    let add = |all: u8, byte: &u8| all | KINDS[usize::from(*byte)];
    let (groups, rest) = text.as_chunks::<8>();
    groups.iter().fold(rest.iter().fold(0, add), |all, group| group.iter().fold(all, add))
}

/// Whether a Chinese character may stand where this one does.
fn is_beyond_latin(c: char) -> bool {
    c >= '\u{2e80}'
}

/// Whether a Chinese text has letters and blanks enough for a run of [`WORDS`] English words.
fn may_be_english(text: &[u8]) -> bool {
    memchr_iter(b' ', text).count() + 1 >= WORDS
        && text.iter().filter(|byte| byte.is_ascii_alphabetic()).count() >= WORDS
}

/// Whether a number stands behind a blank and what a currency may end with: a capital letter, or a sign.
fn may_have_amount(text: &[u8]) -> bool {
    let is_end = |byte: u8| byte.is_ascii_uppercase() | (byte == b'$') | !byte.is_ascii();
    // All are looked at, for that is quicker than to stop.
    let threes = text.windows(3);
    threes.fold(false, |any, at| any | (is_end(at[0]) & (at[1] == b' ') & at[2].is_ascii_digit()))
}

/// A text of a language as HTML: escaped, runs in the other language with their `lang`. Not for attributes.
pub(crate) fn marked(lang: Lang, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    TextWriter { lang, half_width: false }.write(text, &mut out);
    out
}

/// A text as HTML of an edition; where both languages stand, each in its `lang`. Not for attributes.
pub(crate) fn shown(edition: Edition, text: &Both<String>) -> String {
    match edition {
        Edition::Zh | Edition::En => marked(edition.lang(), text.get(edition.lang())),
        _ => in_both(&marked(Lang::Zh, &text.zh), &marked(Lang::En, &text.en)),
    }
}

/// The HTML of both languages, each in its `lang`.
pub(crate) fn in_both(zh: &str, en: &str) -> String {
    ["<span lang=\"zh-Hans\">", zh, "</span> <span lang=\"en\">", en, "</span>"].concat()
}

/// A text as HTML of a page of the site, whose language is Chinese where both languages stand: only the English is told
/// from it. Not for attributes.
pub(crate) fn on_page(edition: Edition, text: &Both<String>) -> String {
    match edition {
        Edition::Zh | Edition::En => marked(edition.lang(), text.get(edition.lang())),
        _ => both_on_page(&marked(Lang::Zh, &text.zh), &marked(Lang::En, &text.en)),
    }
}

/// The HTML of both languages on a page whose language is Chinese.
pub(crate) fn both_on_page(zh: &str, en: &str) -> String {
    ["<span>", zh, "</span> <span lang=en>", en, "</span>"].concat()
}

/// Escaped text of an original; half-width marks of a text typed with them get their air by a span,
/// while the characters stay as printed.
pub fn quoted_html(text: &str, half_width: bool) -> String {
    if !half_width {
        return escape(text);
    }
    let mut out = String::with_capacity(text.len() + 32);
    for part in text.split_inclusive([',', ':', ';']) {
        let before = part.trim_end_matches([',', ':', ';']);
        escape_into(&mut out, before);
        if before.len() < part.len() {
            out.push_str("<span class=\"hw\">");
            out.push_str(&part[before.len()..]);
            out.push_str("</span>");
        }
    }
    out
}

/// The first currency of a text that a blank and a number follow, with the number.
fn amount(text: &str) -> Option<Range<usize>> {
    let mut blanks = text.match_indices(' ').map(|(at, _)| at);
    blanks.find_map(|at| {
        if !text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit) {
            return None;
        }
        let number = text[at + 1..].find(|c: char| !c.is_ascii_digit() && c != ',' && c != '.');
        let length = number.unwrap_or(text.len() - at - 1);
        let start = currency(&text[..at])?;
        let end = at + 1 + text[at + 1..at + 1 + length].trim_end_matches(['.', ',']).len();
        Some(start..end)
    })
}

/// Where the currency begins with which a text ends: its code, as RMB, or a sign with one, as US$.
pub fn currency(text: &str) -> Option<usize> {
    text.bytes().next_back().filter(|last| last.is_ascii_uppercase() || *last == b'$' || !last.is_ascii())?;
    let word = text.rsplit(|c: char| !c.is_ascii_alphanumeric() && !"$€£¥".contains(c)).next()?;
    let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    let is_sign = word.ends_with(['$', '€', '£', '¥']);
    (is_code || is_sign).then(|| text.len() - word.len())
}

/// The first omission of a text: `[…]`, as it is also typed.
fn cut(text: &str) -> Option<(usize, usize)> {
    // Every full-width mark begins as the bracket does.
    let mut places = memchr2_iter(b'[', "［".as_bytes()[0], text.as_bytes());
    places.find_map(|at| match text[at..].starts_with(['[', '［']) {
        true => omission(&text[at..]).map(|length| (at, length)),
        false => None,
    })
}

fn han_run(text: &str) -> usize {
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if is_han(c) {
            end = at + c.len_utf8();
        } else if !matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '·') {
            break;
        }
    }
    end
}

/// The first run of [`WORDS`] English words or more in a Chinese text.
fn english_run(text: &str) -> Option<(usize, usize)> {
    if !text.is_ascii() && text.bytes().filter(u8::is_ascii_alphabetic).count() < WORDS * 2 {
        return None;
    }
    let is_latin = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '.' | '\'' | '’' | '-' | ':' | ';' | '&')
    };
    let mut from = 0;
    while let Some(start) = text[from..].find(|c: char| c.is_ascii_alphabetic()).map(|at| from + at) {
        let end = text[start..].find(|c| !is_latin(c)).map_or(text.len(), |at| start + at);
        let run = text[start..end].trim_end();
        let words =
            run.split_whitespace().filter(|word| word.bytes().any(|b| b.is_ascii_alphabetic())).count();
        if words >= WORDS {
            return Some((start, start + run.len()));
        }
        from = end.max(start + 1);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(lang: Lang, text: &str) -> String {
        let mut out = String::new();
        TextWriter { lang, half_width: false }.write(text, &mut out);
        out
    }

    #[test]
    fn marks_the_other_language() {
        assert_eq!(
            written(Lang::En, "The word “启动” (launch)"),
            "The word “<span lang=\"zh-Hans\">启动</span>” (launch)"
        );
        assert_eq!(
            written(Lang::Zh, "主题是 Hehe Culture and New Model for Human Progress。"),
            "主题是 <span lang=\"en\">Hehe Culture and New Model for Human Progress</span>。"
        );
        assert_eq!(written(Lang::Zh, "签署 RCEP 协定"), "签署 RCEP 协定");
    }

    #[test]
    fn a_currency_stays_with_its_amount() {
        let held =
            "worth <span class=\"nb\">RMB 5,786.5</span> billion, or <span class=\"nb\">US$ 80</span>.";
        assert_eq!(written(Lang::En, "worth RMB 5,786.5 billion, or US$ 80."), held);
        for plain in ["the RMB rose by 5 percent", "a share of GDP, 5 percent", "5 RMB", "in USD. 2021 was"] {
            assert_eq!(written(Lang::En, plain), plain);
        }
        assert_eq!(written(Lang::Zh, "RMB 5亿"), "RMB 5亿");
    }

    #[test]
    fn a_look_at_the_bytes_changes_nothing() {
        let some = ('\0'..='\u{30ff}').chain('\u{ff00}'..='\u{ffff}').chain(['台', '\u{e000}', '𠮷', '😀']);
        for (c, lang) in some.flat_map(|c| Lang::ALL.map(|lang| (c, lang))) {
            let writer = TextWriter { lang, half_width: false };
            for text in
                [format!("甲{c}乙"), format!("a{c} 5"), format!("RM{c} 5[{c}"), format!("{c} a b c d e")]
            {
                let mut whole = String::new();
                match lang {
                    Lang::Zh => writer.chinese(&text, &mut whole),
                    Lang::En => writer.english(&text, &mut whole),
                }
                assert_eq!(written(lang, &text), whole, "{text:?}");
                assert!(!writer.is_plain(&text) || whole == text, "{text:?}");
            }
        }
    }

    #[test]
    fn shows_omissions_in_the_language() {
        assert_eq!(written(Lang::Zh, "[…]到2026年"), "<span class=\"cut\">［……］</span>到2026年");
        assert_eq!(written(Lang::Zh, "甲[...]乙"), "甲<span class=\"cut\">［……］</span>乙");
        assert_eq!(written(Lang::En, "a < b […]"), "a &lt; b <span class=\"cut\">[…]</span>");
    }
}
