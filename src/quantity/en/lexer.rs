//! An English text as words, numbers in digits, and marks.

use std::cell::Cell;
use std::ops::Range;

use crate::base::byte_set::ByteSet;
use crate::quantity::decimal::Decimal;
use crate::quantity::en::numeral::NumberToken;
use crate::quantity::en::words::{Begins, KnownWords, WordClass, roman};
use crate::quantity::marks::{formula, grouped_by_blanks, is_group_blank, vulgar};
use crate::quantity::units::Unit;

/// A word, a number in digits, or a mark.
#[derive(Clone, Debug)]
pub(super) struct Token<'t> {
    /// The characters.
    pub text: &'t str,
    /// The byte of the text at which it begins.
    pub start: usize,
    /// Where it stands among the small letters, if its own are others.
    lower: Option<Range<u32>>,
    /// Digits, if it is a number in digits.
    pub number: Option<Decimal>,
    /// What the word says of numbers.
    pub word: WordClass,
    /// What may begin with it.
    pub begins: Begins,
}

impl Token<'_> {
    /// The byte of the text at which it ends.
    pub(super) fn end(&self) -> usize {
        self.start + self.text.len()
    }
}

/// A unit, and the place after it.
pub(super) type UnitPlace = (&'static Unit, usize);

/// A text with its tokens.
pub(super) struct Tokens<'t> {
    pub text: &'t str,
    pub tokens: Vec<Token<'t>>,
    /// The tokens that have capitals, in small letters, one behind the other.
    lowers: String,
    /// Where a number was looked for last, and what was read there: several grammars ask for it in turn.
    pub last_place: Cell<usize>,
    pub last_number: Cell<Option<NumberToken>>,
    /// The unit that was looked up last, in the same way.
    pub last_unit: Cell<Option<(usize, Option<UnitPlace>)>>,
}

/// Reads a text from left to right.
struct Lexer<'t> {
    text: &'t str,
    known: &'static KnownWords,
    tokens: Vec<Token<'t>>,
    lowers: String,
}

impl<'t> Tokens<'t> {
    /// The tokens of a text; addresses on the web are left out.
    pub(super) fn of(text: &'t str) -> Tokens<'t> {
        let tokens = Vec::with_capacity(text.len() / 5);
        let lowers = String::with_capacity(text.len() / 8);
        let mut lexer = Lexer { text, known: KnownWords::all(), tokens, lowers };
        lexer.read();
        let Lexer { tokens, lowers, .. } = lexer;
        Tokens {
            text,
            tokens,
            lowers,
            last_place: Cell::new(usize::MAX),
            last_number: Cell::new(None),
            last_unit: Cell::new(None),
        }
    }
}

/// Marks of ASCII with which neither a number nor anything that is passed over begins.
const MARKS: ByteSet = ByteSet::of(b"!\"#%&'()*+,/;<=>?@[\\]^_`{|}~");

impl Lexer<'_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += match byte {
                b' ' | b'\n' => 1,
                b'a'..=b'z' | b'A'..=b'Z' => self.take_word(at),
                b'.' if !is_digit(at + 1) => self.take_mark(at, Begins::Nothing),
                b'-' => self.take_mark(at, Begins::Sign),
                byte if MARKS.has(*byte) => self.take_mark(at, Begins::Nothing),
                _ => self.take_other(at),
            };
        }
    }

    /// Takes a mark of ASCII; gives its length, as all of these do.
    fn take_mark(&mut self, start: usize, begins: Begins) -> usize {
        let text = &self.text[start..=start];
        self.tokens.push(Token { text, start, lower: None, number: None, word: WordClass::Other, begins });
        1
    }

    /// Takes a word that begins with a letter of ASCII.
    fn take_word(&mut self, start: usize) -> usize {
        let bytes = &self.text.as_bytes()[start..];
        let (plain, is_small) = plain_letters(bytes);
        if !is_plain_end(&bytes[plain..]) {
            return self.take_any_word(start, letters(&self.text[start..]));
        }
        if !is_small {
            return self.take_capital_word(start, plain);
        }
        let text = &self.text[start..start + plain];
        let (word, begins) = self.known.look_up(text);
        self.tokens.push(Token { text, start, lower: None, number: None, word, begins });
        plain
    }

    /// Takes a word of letters of ASCII that are not all small.
    fn take_capital_word(&mut self, start: usize, length: usize) -> usize {
        let text = &self.text[start..start + length];
        let from = self.lowers.len();
        self.lowers.push_str(text);
        self.lowers[from..].make_ascii_lowercase();
        let (word, begins) = self.known.look_up(&self.lowers[from..]);
        let begins = capital_begins(text).unwrap_or(begins);
        let lower = Some(from as u32..self.lowers.len() as u32);
        self.tokens.push(Token { text, start, lower, number: None, word, begins });
        length
    }

    /// Takes any token that is no number in digits.
    fn take_any_word(&mut self, start: usize, length: usize) -> usize {
        let text = &self.text[start..start + length];
        let from = self.lowers.len();
        match text.is_ascii() {
            true => {
                self.lowers.push_str(text);
                self.lowers[from..].make_ascii_lowercase();
            }
            false => self.lowers.push_str(&text.to_lowercase()),
        }
        let lower = &self.lowers[from..];
        let (word, begins) = self.known.look_up(lower);
        let begins = match text {
            "−" | "－" => Begins::Sign,
            _ if text.starts_with(|c| vulgar(c).is_some()) => Begins::Words,
            _ => capital_begins(text).unwrap_or(begins),
        };
        let lower = (lower != text).then_some(from as u32..self.lowers.len() as u32);
        if lower.is_none() {
            self.lowers.truncate(from);
        }
        self.tokens.push(Token { text, start, lower, number: None, word, begins });
        length
    }

    /// Takes what begins with neither a blank nor a letter of ASCII.
    fn take_other(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let Some(c) = rest.chars().next() else { return 1 };
        if c.is_ascii_digit() {
            return self.take_number(at);
        }
        if c.is_whitespace() {
            return c.len_utf8();
        }
        if rest.starts_with("://") {
            self.tokens.pop();
            return rest.find(char::is_whitespace).unwrap_or(rest.len());
        }
        if let Some(length) = formula(rest) {
            return length;
        }
        if c.is_alphabetic() {
            return self.take_any_word(at, letters(rest));
        }
        // A point before digits: .5, but not that of 1.2.3 and of a name.
        let before = self.text[..at].chars().next_back().unwrap_or(' ');
        match c == '.' && !before.is_alphanumeric() && before != '.' {
            true => self.take_number(at),
            false if c.is_ascii() => self.take_mark(at, Begins::Nothing),
            false => self.take_any_word(at, c.len_utf8()),
        }
    }

    /// Takes a number in digits, which may begin with its point.
    fn take_number(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        let bytes = rest.as_bytes();
        let grouped = grouped_by_blanks(rest);
        let length = grouped.map_or_else(|| digits(bytes), |end| end + decimals(&bytes[end..]));
        let text = &rest[..length];
        let is_blank = |c: char| c == ' ' || is_group_blank(c);
        let number = match bytes[0] {
            b'.' if text[1..].contains('.') => None,
            b'.' => Decimal::read(&format!("0{text}")),
            _ if grouped.is_some() => Decimal::read(&text.replace(is_blank, "")),
            _ => Decimal::read(text),
        };
        let begins = match number {
            Some(_) => Begins::Digits,
            None if bytes[0] == b'.' => Begins::Nothing,
            None => Begins::Version,
        };
        self.tokens.push(Token { text, start, lower: None, number, word: WordClass::Other, begins });
        length
    }
}

/// What may begin with a word because of its capitals.
fn capital_begins(text: &str) -> Option<Begins> {
    match text {
        "Q" | "H" => Some(Begins::Letter),
        _ => roman(text).map(|_| Begins::Roman),
    }
}

/// For each byte whether it is a letter of ASCII: 1 for a small one, 2 for a capital.
const CASES: [u8; 256] = {
    let (mut cases, mut letter) = ([0; 256], 0);
    while letter < 26 {
        cases[b'a' as usize + letter] = 1;
        cases[b'A' as usize + letter] = 2;
        letter += 1;
    }
    cases
};

/// How many letters of ASCII stand at the beginning, and whether they are small.
fn plain_letters(bytes: &[u8]) -> (usize, bool) {
    let count = |is: fn(u8) -> bool| {
        bytes.iter().position(|byte| !is(CASES[usize::from(*byte)])).unwrap_or(bytes.len())
    };
    let small = count(|case| case == 1);
    match bytes.get(small).is_some_and(u8::is_ascii_uppercase) {
        true => (count(|case| case > 0), false),
        false => (small, true),
    }
}

/// Whether a word of ASCII's letters certainly ends before these bytes.
fn is_plain_end(rest: &[u8]) -> bool {
    match rest {
        [b'\'' | b'.', next, ..] => next.is_ascii() && !next.is_ascii_alphabetic(),
        [next, ..] => next.is_ascii(),
        [] => true,
    }
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

/// How many bytes of a word stand at the beginning: don’t, U.S, p.m.
fn letters(text: &str) -> usize {
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

impl Tokens<'_> {
    pub(super) fn lower(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| match &token.lower {
            None => token.text,
            Some(range) => &self.lowers[range.start as usize..range.end as usize],
        })
    }

    pub(super) fn text(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| token.text)
    }

    pub(super) fn word(&self, at: usize) -> WordClass {
        self.tokens.get(at).map_or(WordClass::Other, |token| token.word)
    }

    /// Whether a token follows the one before it without a blank.
    pub(super) fn glued(&self, at: usize) -> bool {
        at > 0 && self.tokens.get(at).is_some_and(|token| token.start == self.tokens[at - 1].end())
    }

    pub(super) fn range(&self, start: usize, end: usize) -> Range<usize> {
        let last = end.saturating_sub(1).max(start).min(self.tokens.len() - 1);
        self.tokens[start].start..self.tokens[last].end()
    }

    /// A whole number in digits.
    pub(super) fn small(&self, at: usize) -> Option<i64> {
        i64::try_from(self.tokens.get(at)?.number?.whole()?).ok()
    }
}
