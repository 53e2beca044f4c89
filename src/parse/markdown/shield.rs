//! CJK-friendly emphasis on top of CommonMark, after the public specification
//! `markdown-cjk-friendly`: `**重要。**后文` is bold.
//!
//! CommonMark decides by the characters beside a run of `*`, `_` or `~` whether it opens or closes.
//! The specification changes that decision where a Chinese, Japanese or Korean character is near.
//! Instead of another parser, the characters beside a run are replaced, before parsing, by
//! placeholders of the same length in bytes whose class (letter or punctuation) makes the ordinary
//! rules come to the specification's decision. Offsets stay equal, and every string that comes out
//! of the parser is put back.

use std::borrow::Cow;
use std::collections::HashMap;

/// A text with placeholders.
#[derive(Clone, Debug, Default)]
pub struct Shielded {
    /// What the parser sees; as long as the text it was made of.
    pub text: String,
    /// Placeholder → character.
    back: HashMap<char, char>,
}

impl Shielded {
    /// The characters that a string of the parser stands for.
    pub fn put_back<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.back.is_empty() || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        Cow::Owned(text.chars().map(|c| self.back.get(&c).copied().unwrap_or(c)).collect())
    }
}

/// How CommonMark sees a character beside a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Space,
    Punctuation,
    Letter,
}

/// A run of delimiters with the characters beside it: (byte, character).
struct Run {
    mark: char,
    before: Option<(usize, char)>,
    after: Option<(usize, char)>,
    /// The characters that count as the neighbours; a variation selector counts with its base.
    seen_before: Seen,
    seen_after: Seen,
}

/// What a neighbour is to the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    class: Class,
    cjk: bool,
}

/// Replaces what must be replaced.
pub fn shield(text: &str) -> Shielded {
    let mut plan: HashMap<usize, Class> = HashMap::new();
    if !text.is_ascii() {
        for run in runs(text) {
            decide(&run, &mut plan);
        }
    }
    let mut shielded = Shielded { text: String::with_capacity(text.len()), back: HashMap::new() };
    if plan.is_empty() {
        shielded.text.push_str(text);
        return shielded;
    }
    let mut forth: HashMap<(char, bool), char> = HashMap::new();
    for (at, c) in text.char_indices() {
        let wanted = plan.get(&at).filter(|class| **class != class_of(c));
        let placeholder = wanted.and_then(|class| {
            let letter = *class == Class::Letter;
            let known = forth.get(&(c, letter)).copied();
            known.or_else(|| {
                let made = placeholder(c.len_utf8(), letter, text, &shielded.back)?;
                forth.insert((c, letter), made);
                shielded.back.insert(made, c);
                Some(made)
            })
        });
        shielded.text.push(placeholder.unwrap_or(c));
    }
    shielded
}

/// An unused character of a width and class.
fn placeholder(width: usize, letter: bool, text: &str, used: &HashMap<char, char>) -> Option<char> {
    let candidates: &[(u32, u32)] = match (width, letter) {
        (3, true) => &[(0xe000, 0xf8ff)],
        (4, true) => &[(0xf_0000, 0xf_ffff)],
        (2, true) => &[(0x0250, 0x02af)],
        (3, false) => &[(0x2e00, 0x2e2e), (0x2e30, 0x2e4f), (0x2cf9, 0x2cfc)],
        (4, false) => &[(0x1_0a50, 0x1_0a58), (0x1_2470, 0x1_2474), (0x1_0100, 0x1_0102)],
        (2, false) => &[(0x055a, 0x055f), (0x066a, 0x066d)],
        (1, true) => return None,
        _ => return None,
    };
    let range = candidates.iter().flat_map(|(first, last)| *first..=*last).filter_map(char::from_u32);
    range.into_iter().find(|c| !used.contains_key(c) && !text.contains(*c))
}

fn decide(run: &Run, plan: &mut HashMap<usize, Class>) {
    let (p, n) = (run.seen_before, run.seen_after);
    let hard = |one: Seen| one.class == Class::Punctuation && !one.cjk;
    let left = n.class != Class::Space && (!hard(n) || p.class != Class::Letter || p.cjk);
    let right = p.class != Class::Space && (!hard(p) || n.class != Class::Letter || n.cjk);
    let wanted = match run.mark {
        '_' => (
            left && (!right || p.class == Class::Punctuation),
            right && (!left || n.class == Class::Punctuation),
        ),
        _ => (left, right),
    };
    let current = |before: Class, after: Class| {
        let left = after != Class::Space && (after != Class::Punctuation || before != Class::Letter);
        let right = before != Class::Space && (before != Class::Punctuation || after != Class::Letter);
        match run.mark {
            '_' => (
                left && (!right || before == Class::Punctuation),
                right && (!left || after == Class::Punctuation),
            ),
            _ => (left, right),
        }
    };
    let fixed = |at: Option<(usize, char)>| at.and_then(|(byte, _)| plan.get(&byte).copied());
    let real = |at: Option<(usize, char)>| at.map_or(Class::Space, |(_, c)| class_of(c));
    let (before, after) =
        (fixed(run.before).unwrap_or(real(run.before)), fixed(run.after).unwrap_or(real(run.after)));
    if current(before, after) == wanted {
        return;
    }
    let can = |at: Option<(usize, char)>| -> Vec<Class> {
        match at {
            Some((byte, c))
                if c.len_utf8() > 1 && !plan.contains_key(&byte) && class_of(c) != Class::Space =>
            {
                vec![Class::Letter, Class::Punctuation]
            }
            _ => Vec::new(),
        }
    };
    for choice in can(run.after) {
        if current(before, choice) == wanted {
            plan.extend(run.after.map(|(byte, _)| (byte, choice)));
            return;
        }
    }
    for choice in can(run.before) {
        if current(choice, after) == wanted {
            plan.extend(run.before.map(|(byte, _)| (byte, choice)));
            return;
        }
    }
    for first in can(run.before) {
        for second in can(run.after) {
            if current(first, second) == wanted {
                plan.extend(run.before.map(|(byte, _)| (byte, first)));
                plan.extend(run.after.map(|(byte, _)| (byte, second)));
                return;
            }
        }
    }
}

fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut all = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let mark = bytes[at];
        if !matches!(mark, b'*' | b'_' | b'~') {
            at += 1;
            continue;
        }
        let end = at + bytes[at..].iter().take_while(|byte| **byte == mark).count();
        let before = text[..at].char_indices().next_back();
        let after = text[end..].chars().next().map(|c| (end, c));
        let near = |one: Option<(usize, char)>| one.is_some_and(|(_, c)| !c.is_ascii());
        if (near(before) || near(after)) && (mark != b'~' || end - at <= 2) {
            all.push(Run {
                mark: mark as char,
                before,
                after,
                seen_before: seen_before(&text[..at]),
                seen_after: seen_after(&text[end..]),
            });
        }
        at = end;
    }
    all
}

fn seen_before(text: &str) -> Seen {
    let mut chars = text.chars().rev();
    let Some(last) = chars.next() else { return Seen { class: Class::Space, cjk: false } };
    let base = chars.next();
    match last {
        // A variation selector belongs to the character before it.
        '\u{fe00}'..='\u{fe0f}' => match base {
            Some(base) if is_cjk(base) || (last <= '\u{fe01}' && is_ambiguous_quote(base)) => {
                Seen { class: class_of(base), cjk: true }
            }
            Some(base) => Seen { class: class_of(base), cjk: false },
            None => Seen { class: Class::Letter, cjk: false },
        },
        '\u{e0100}'..='\u{e01ef}' => Seen { class: Class::Letter, cjk: true },
        c => Seen { class: class_of(c), cjk: is_cjk(c) },
    }
}

fn seen_after(text: &str) -> Seen {
    let mut chars = text.chars();
    let Some(first) = chars.next() else { return Seen { class: Class::Space, cjk: false } };
    let selector = chars.next();
    let quote = is_ambiguous_quote(first) && selector.is_some_and(|c| matches!(c, '\u{fe00}' | '\u{fe01}'));
    Seen { class: class_of(first), cjk: is_cjk(first) || quote }
}

fn is_ambiguous_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”')
}

/// How the parser classes a character: Unicode white space, punctuation or symbol, else a letter.
fn class_of(c: char) -> Class {
    if c.is_whitespace() {
        Class::Space
    } else if c.is_ascii_punctuation() || (!c.is_ascii() && is_punctuation(c)) {
        Class::Punctuation
    } else {
        Class::Letter
    }
}

fn is_punctuation(c: char) -> bool {
    use unicode_general_category::{GeneralCategory as G, get_general_category};
    matches!(
        get_general_category(c),
        G::ConnectorPunctuation
            | G::DashPunctuation
            | G::OpenPunctuation
            | G::ClosePunctuation
            | G::InitialPunctuation
            | G::FinalPunctuation
            | G::OtherPunctuation
            | G::MathSymbol
            | G::CurrencySymbol
            | G::ModifierSymbol
            | G::OtherSymbol
    )
}

/// CJK to the specification: East Asian width W, F or H without a default emoji presentation, or Hangul.
fn is_cjk(c: char) -> bool {
    match c {
        '\u{1100}'..='\u{11ff}'
        | '\u{a960}'..='\u{a97f}'
        | '\u{ac00}'..='\u{d7ff}'
        | '\u{3130}'..='\u{318f}' => true,
        '\u{ff61}'..='\u{ffdc}' | '\u{ffe8}'..='\u{ffee}' | '\u{20a9}' => true,
        '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{2bff}' => is_wide_text_symbol(c),
        '\u{16fe0}'..='\u{18cff}' | '\u{1aff0}'..='\u{1b2ff}' | '\u{20000}'..='\u{3ffff}' => true,
        _ => unicode_width::UnicodeWidthChar::width(c) == Some(2),
    }
}

/// Wide symbols that are text by default.
fn is_wide_text_symbol(c: char) -> bool {
    matches!(c, '\u{2329}' | '\u{232a}' | '\u{1f200}' | '\u{1f202}' | '\u{1f210}'..='\u{1f219}' | '\u{1f21b}'..='\u{1f22e}' | '\u{1f230}'..='\u{1f231}' | '\u{1f237}' | '\u{1f23b}' | '\u{1f240}'..='\u{1f248}' | '\u{1f260}'..='\u{1f265}' | '\u{2ff0}'..='\u{2fff}' | '\u{2e80}'..='\u{2eff}')
}
