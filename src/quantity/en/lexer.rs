//! An English text as words, numbers in digits, and marks.

use crate::base::byte_set::ByteSet;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::{Begins, WordClass, look_up};
use crate::quantity::marks::{formula, grouped_by_blanks, is_group_blank, vulgar};
use std::borrow::Cow;
use std::cell::RefCell;
use std::ops::Range;

/// A word, a number in digits, or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// The characters.
    pub text: &'t str,
    /// The same in lower case.
    pub lower: Cow<'t, str>,
    /// Bytes of the text.
    pub range: Range<usize>,
    /// Digits, if it is a number in digits.
    pub number: Option<Decimal>,
    /// What the word says of numbers.
    pub word: WordClass,
    /// What may begin with it.
    pub begins: Begins,
}

/// The tokens of a text; addresses on the web are left out.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let bytes = text.as_bytes();
    let mut all: Vec<Token> = Vec::with_capacity(text.len() / 5);
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b' ' | b'\n' => at += 1,
            b'a'..=b'z' | b'A'..=b'Z' => {
                let rest = &text[at..];
                let length = letters(rest);
                all.push(word_token(&rest[..length], at));
                at += length;
            }
            _ => at += other(text, at, &mut all),
        }
    }
    all
}

/// Takes what begins with anything but a blank or a letter of ASCII; gives its length.
fn other<'t>(text: &'t str, at: usize, all: &mut Vec<Token<'t>>) -> usize {
    let rest = &text[at..];
    let Some(c) = rest.chars().next() else { return 1 };
    if c.is_whitespace() {
        return c.len_utf8();
    }
    if rest.starts_with("://") {
        all.pop();
        return rest.find(char::is_whitespace).unwrap_or(rest.len());
    }
    if let Some(length) = formula(rest) {
        return length;
    }
    let before = text[..at].chars().next_back().unwrap_or(' ');
    let leads = rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    let length = if c.is_ascii_digit() || (c == '.' && leads && !before.is_alphanumeric() && before != '.') {
        grouped_by_blanks(rest)
            .map_or_else(|| digits(rest.as_bytes()), |end| end + decimals(&rest.as_bytes()[end..]))
    } else if c.is_alphabetic() {
        letters(rest)
    } else {
        c.len_utf8()
    };
    all.push(token(&rest[..length], at));
    length
}

fn token(text: &str, at: usize) -> Token<'_> {
    let range = at..at + text.len();
    let first = text.as_bytes().first().copied().unwrap_or(0);
    if first.is_ascii_digit() || (first == b'.' && text.len() > 1) {
        let dots = text.bytes().filter(|byte| *byte == b'.').count();
        let number = match first {
            _ if dots > 1 => None,
            b'.' => Decimal::read(&format!("0{text}")),
            _ if text.contains(|c: char| c == ' ' || is_group_blank(c)) => {
                Decimal::read(&text.replace(|c: char| c == ' ' || is_group_blank(c), ""))
            }
            _ => Decimal::read(text),
        };
        let is_number = number.is_some() || first.is_ascii_digit();
        let begins = if is_number { Begins::Quantity } else { Begins::Nothing };
        return Token { text, lower: Cow::Borrowed(text), range, number, word: WordClass::Other, begins };
    }
    word_token(text, at)
}

/// A token that is no number in digits.
fn word_token(text: &str, at: usize) -> Token<'_> {
    let lower = match text.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        true => Cow::Borrowed(text),
        false if text.is_ascii() => Cow::Owned(text.to_ascii_lowercase()),
        false => Cow::Owned(text.to_lowercase()),
    };
    let (word, begins) = look_up(&lower);
    let begins = if is_beginning(text, &lower) { Begins::Quantity } else { begins };
    let begins = if matches!(text, "-" | "−" | "－") { Begins::Sign } else { begins };
    Token { text, lower, range: at..at + text.len(), number: None, word, begins }
}

/// Whether something begins with a token by its looks: IV, Q3, the nineties, ½.
fn is_beginning(text: &str, lower: &str) -> bool {
    text.starts_with(['I', 'V', 'X', 'Q', 'H'])
        || lower.ends_with("ties")
        || !text.is_ascii() && text.starts_with(|c| vulgar(c).is_some())
}

/// How many bytes of a number in digits, with point and grouping, stand at the beginning.
fn digits(bytes: &[u8]) -> usize {
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut at = 0;
    loop {
        match bytes.get(at) {
            Some(b'0'..=b'9') => at += 1,
            Some(b'.') if digit(at + 1) => at += 1,
            Some(b',') if (1..=3).all(|n| digit(at + n)) && !digit(at + 4) => at += 1,
            Some(b',') if by_twos(&bytes[at..]) => at += 1,
            _ => return at,
        }
    }
}

/// How many bytes of a decimal point with digits stand at the beginning.
fn decimals(bytes: &[u8]) -> usize {
    let digits = bytes.iter().skip(1).take_while(|byte| byte.is_ascii_digit()).count();
    if bytes.first() == Some(&b'.') && digits > 0 { digits + 1 } else { 0 }
}

/// Whether groups of two digits and then one of three follow, as in India: 12,34,567.
fn by_twos(bytes: &[u8]) -> bool {
    let digits = |group: &[u8]| group.iter().all(u8::is_ascii_digit);
    let mut rest = bytes;
    while rest.len() >= 3 && rest[0] == b',' && digits(&rest[1..3]) {
        rest = &rest[3..];
        if rest.len() >= 4 && rest[0] == b',' && digits(&rest[1..4]) {
            return !rest.get(4).is_some_and(|byte| byte.is_ascii_digit() || *byte == b',');
        }
    }
    false
}

/// Letters of ASCII.
const LETTERS: ByteSet = ByteSet::of(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

/// How many bytes of a word stand at the beginning: don’t, U.S, p.m.
fn letters(text: &str) -> usize {
    let plain = text.bytes().position(|byte| !LETTERS.has(byte)).unwrap_or(text.len());
    if text.as_bytes().get(plain).is_none_or(|next| next.is_ascii() && !matches!(next, b'\'' | b'.')) {
        return plain;
    }
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |(_, c)| *c);
        let inside = match c {
            '\'' | '’' => next.is_alphabetic(),
            '.' => {
                next.is_alphabetic()
                    && at <= 3
                    && (before.is_uppercase() || matches!(text.get(..at), Some("a" | "p")))
            }
            c => c.is_alphabetic(),
        };
        if !inside {
            return at;
        }
        before = c;
    }
    text.len()
}

/// A text with its tokens.
pub(super) struct Tokens<'s, 't> {
    pub text: &'t str,
    pub tokens: &'s [Token<'t>],
    /// The number that was read last, by its place: several grammars ask for it in turn.
    pub last: RefCell<Option<(usize, Option<NumberToken>)>>,
}

impl Tokens<'_, '_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &token.lower)
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    pub(super) fn word(&self, at: usize) -> WordClass {
        self.tokens.get(at).map_or(WordClass::Other, |token| token.word)
    }

    /// Whether a token follows the one before it without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.range.start == self.tokens[at - 1].range.end)
    }

    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let last = end.saturating_sub(1).max(start).min(self.tokens.len() - 1);
        self.tokens[start].range.start..self.tokens[last].range.end
    }

    /// A whole number in digits.
    pub(super) fn small(&self, at: usize) -> Option<i64> {
        i64::try_from(self.tokens.get(at)?.number?.whole()?).ok()
    }
}
