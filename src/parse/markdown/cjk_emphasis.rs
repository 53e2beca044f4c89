//! CJK-friendly emphasis on top of CommonMark, after the public specification
//! `markdown-cjk-friendly`: `**重要。**后文` is bold.
//!
//! CommonMark decides by the characters beside a run of `*`, `_` or `~` whether it opens or closes.
//! The specification changes that decision where a Chinese, Japanese or Korean character is near.
//! Instead of another parser, the characters beside a run are replaced, before parsing, by
//! placeholders of the same length in bytes whose class (letter or punctuation) makes the ordinary
//! rules come to the specification's decision. Offsets stay equal, and every string that comes out
//! of the parser is put back. Editor's marks stand in the text as anchors; the decision looks through
//! them.

use std::borrow::Cow;

use memchr::{memchr2, memchr3, memmem};

use crate::base::byte_set::ByteSet;
use crate::base::map::{HashMap, HashSet};
use crate::parse::markdown::dialect::Dialect;

/// A text with placeholders.
#[derive(Clone, Debug, Default)]
pub struct Masked {
    /// What the parser sees; as long as the text it was made of.
    pub text: String,
    /// Placeholder → character.
    back: HashMap<char, char>,
    /// The character that stands for the edge of an editor's mark.
    anchor: Option<char>,
    /// Whether a placeholder is an ASCII character.
    ascii: bool,
}

impl Masked {
    /// The characters that a string of the parser stands for, without anchors.
    pub fn put_back<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if (self.back.is_empty() && self.anchor.is_none()) || (text.is_ascii() && !self.ascii) {
            return Cow::Borrowed(text);
        }
        let back = text.chars().map(|c| self.back.get(&c).copied().unwrap_or(c));
        Cow::Owned(back.filter(|c| Some(*c) != self.anchor).collect())
    }
}

/// How CommonMark sees a character beside a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum CharClass {
    Space,
    Punctuation,
    Letter,
}

/// A run of delimiters with the characters beside it: (byte, character).
struct DelimiterRun {
    mark: char,
    before: Beside,
    after: Beside,
    /// Whether the specification lets it open and close emphasis.
    wanted: (bool, bool),
    /// What it will do among the runs before it.
    role: Flanking,
}

/// What a run does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flanking {
    Opens,
    Closes,
    Nothing,
}

/// The character right beside a run: (byte, character); none at an end of the text.
type Beside = Option<(usize, char)>;

/// What a neighbor is to the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct NeighborClass {
    class: CharClass,
    cjk: bool,
}

/// Replaces what must be replaced. `anchor` stands for editor's marks, which are looked through.
pub fn mask(text: &str, anchor: Option<char>, how: Dialect) -> Masked {
    let mut back = HashMap::default();
    let literal = if how == Dialect::Site { literal_marks(text, &mut back) } else { Cow::Borrowed(text) };
    let ascii = !back.is_empty();
    let mut masked = mask_emphasis(&literal, anchor);
    masked.back.extend(back);
    Masked { ascii, ..masked }
}

/// Takes the power from marks that are none: a sign of multiplication, a blank to fill in.
fn literal_marks<'t>(text: &'t str, back: &mut HashMap<char, char>) -> Cow<'t, str> {
    let mut out = String::new();
    let (mut at, mut copied) = (0, 0);
    while let Some(found) = memchr2(b'*', b'_', &text.as_bytes()[at..]).map(|found| at + found) {
        let mark = if text[found..].starts_with('*') { '*' } else { '_' };
        let run = text[found..].len() - text[found..].trim_start_matches(mark).len();
        at = found + run;
        let (before, after) = (&text[..found], &text[at..]);
        let is_literal = match mark {
            '*' => run <= 2 && is_product(before, after),
            _ => run >= 4 && is_blank(before, after),
        };
        let free = || ('\u{1}'..='\u{8}').find(|c| !text.contains(*c) && !back.contains_key(c));
        let known = || back.iter().find(|(_, stands_for)| **stands_for == mark).map(|(c, _)| *c);
        if let Some(placeholder) = is_literal.then(|| known().or_else(free)).flatten() {
            back.insert(placeholder, mark);
            out.push_str(&text[copied..found]);
            out.extend(std::iter::repeat_n(placeholder, run));
            copied = at;
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(&text[copied..]);
    Cow::Owned(out)
}

/// Units of length that stand between a number and a sign of multiplication.
const LENGTHS: [&str; 12] = ["毫米", "厘米", "分米", "公里", "千米", "米", "尺", "寸", "mm", "cm", "km", "m"];

/// `3*5`, `3米*5米`: numbers on both sides, the left one perhaps with its unit.
fn is_product(before: &str, after: &str) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    let unit = || LENGTHS.iter().find_map(|unit| before.strip_suffix(unit));
    after.starts_with(is_digit)
        && (before.ends_with(is_digit) || unit().is_some_and(|before| before.ends_with(is_digit)))
}

/// `甲方：____乙方`: a row beside Chinese or a mark, where emphasis has no words to begin with.
fn is_blank(before: &str, after: &str) -> bool {
    let beside = |c: Option<char>| {
        c.is_some_and(|c| is_cjk(c) || matches!(c, ':' | ',' | ';' | '(' | ')' | '.' | '/' | '“' | '”' | '…'))
    };
    beside(before.chars().next_back()) || beside(after.chars().next())
}

fn mask_emphasis(text: &str, anchor: Option<char>) -> Masked {
    let mut plan: HashMap<usize, CharClass> = HashMap::default();
    if !text.is_ascii() {
        let runs = runs(text, anchor);
        // Runs with one character between them decide together.
        for chain in runs.chunk_by(|one, next| one.after.is_some() && one.after == next.before) {
            decide(chain, anchor, &mut plan);
        }
    }
    let mut masked = Masked { text: String::with_capacity(text.len()), anchor, ..Masked::default() };
    if plan.is_empty() {
        masked.text.push_str(text);
        return masked;
    }
    let mut used = UsedCharacters::of(text);
    let mut forth: HashMap<(char, CharClass), char> = HashMap::default();
    let mut places: Vec<(usize, CharClass)> = plan.into_iter().collect();
    places.sort_unstable_by_key(|(at, _)| *at);
    let mut copied = 0;
    for (at, class) in places {
        let Some(c) = text[at..].chars().next() else { continue };
        let made = forth.get(&(c, class)).copied().or_else(|| {
            let made = placeholder(c.len_utf8(), class, &used)?;
            used.insert(made);
            forth.insert((c, class), made);
            masked.back.insert(made, c);
            Some(made)
        });
        masked.text.push_str(&text[copied..at]);
        masked.text.push(made.unwrap_or(c));
        copied = at + c.len_utf8();
    }
    masked.text.push_str(&text[copied..]);
    masked
}

/// The bytes that placeholders begin with.
static BEGINNINGS: ByteSet = ByteSet::of(b"\xc9\xca\xcb\xd0\xd1\xd2\xd5\xd9\xe2\xe4\xee\xef\xf0\xf3");

/// The characters of a text that may be placeholders: a bit for each that two or three bytes suffice for, and a set of
/// the others.
struct UsedCharacters {
    bits: Vec<u64>,
    others: HashSet<char>,
}

impl UsedCharacters {
    fn of(text: &str) -> UsedCharacters {
        let mut used = UsedCharacters { bits: vec![0; 0x1_0000 / 64], others: HashSet::default() };
        BEGINNINGS.chars(text).for_each(|(_, c)| used.insert(c));
        used
    }

    fn insert(&mut self, c: char) {
        match self.bits.get_mut(c as usize / 64) {
            Some(bits) => *bits |= 1 << (c as usize % 64),
            None => drop(self.others.insert(c)),
        }
    }

    fn contains(&self, c: char) -> bool {
        match self.bits.get(c as usize / 64) {
            Some(bits) => bits >> (c as usize % 64) & 1 == 1,
            None => self.others.contains(&c),
        }
    }
}

/// A character of a width and class that the text does not use.
fn placeholder(width: usize, class: CharClass, used: &UsedCharacters) -> Option<char> {
    candidates(width, class).find(|c| !used.contains(*c))
}

/// The characters that may stand for one of a width and class.
fn candidates(width: usize, class: CharClass) -> impl Iterator<Item = char> {
    let ranges: &[(u32, u32)] = match (width, class) {
        (2, CharClass::Letter) => &[(0x0250, 0x02af), (0x0400, 0x0481)],
        (3, CharClass::Letter) => &[(0xe000, 0xf8ff)],
        (4, CharClass::Letter) => &[(0xf_0000, 0xf_ffff)],
        (2, CharClass::Punctuation) => {
            &[(0x055a, 0x055f), (0x066a, 0x066d), (0x02c2, 0x02c5), (0x02d2, 0x02df)]
        }
        (3, CharClass::Punctuation) => &[
            (0x2800, 0x28ff),
            (0x4dc0, 0x4dff),
            (0x2e00, 0x2e2e),
            (0x2980, 0x2982),
            (0x2999, 0x29d7),
            (0x2a00, 0x2aff),
        ],
        (4, CharClass::Punctuation) => &[(0x1_d300, 0x1_d356), (0x1_0a50, 0x1_0a58), (0x1_2470, 0x1_2474)],
        _ => &[],
    };
    ranges.iter().flat_map(|(first, last)| *first..=*last).filter_map(char::from_u32)
}

/// Whether a run opens and closes, by the classes of its neighbors, as CommonMark has it.
fn flanks(mark: char, before: CharClass, after: CharClass) -> (bool, bool) {
    let left = after != CharClass::Space && (after != CharClass::Punctuation || before != CharClass::Letter);
    let right =
        before != CharClass::Space && (before != CharClass::Punctuation || after != CharClass::Letter);
    marked(mark, (left, right), before, after)
}

/// The same as the CJK-friendly specification has it.
fn wanted(mark: char, before: NeighborClass, after: NeighborClass) -> (bool, bool) {
    let hard = |one: NeighborClass| one.class == CharClass::Punctuation && !one.cjk;
    let left =
        after.class != CharClass::Space && (!hard(after) || before.class != CharClass::Letter || before.cjk);
    let right =
        before.class != CharClass::Space && (!hard(before) || after.class != CharClass::Letter || after.cjk);
    marked(mark, (left, right), before.class, after.class)
}

/// From flanking to opening and closing: `_` does not work inside a word.
fn marked(mark: char, (left, right): (bool, bool), before: CharClass, after: CharClass) -> (bool, bool) {
    match mark {
        '_' => (
            left && (!right || before == CharClass::Punctuation),
            right && (!left || after == CharClass::Punctuation),
        ),
        _ => (left, right),
    }
}

/// What it costs that a run comes out otherwise than wanted: most where its role is lost.
fn cost(run: &DelimiterRun, made: (bool, bool)) -> usize {
    const ROLE: usize = 10_000;
    const OTHER: usize = 100;
    let open = if run.role == Flanking::Opens { ROLE } else { OTHER };
    let close = if run.role == Flanking::Closes { ROLE } else { OTHER };
    usize::from(made.0 != run.wanted.0) * open + usize::from(made.1 != run.wanted.1) * close
}

/// Chooses classes for the characters beside the runs of a chain: every run shall come out as wanted,
/// with as few characters replaced as can be. Where not all can, each keeps at least its role.
fn decide(chain: &[DelimiterRun], anchor: Option<char>, plan: &mut HashMap<usize, CharClass>) {
    // Mostly nothing need be replaced.
    let class = |slot: Beside| slot.map_or(CharClass::Space, |(_, c)| class_of(c));
    if chain.iter().all(|run| flanks(run.mark, class(run.before), class(run.after)) == run.wanted) {
        return;
    }
    let Some(first) = chain.first() else { return };
    let slots: Vec<Beside> = std::iter::once(first.before).chain(chain.iter().map(|run| run.after)).collect();
    let choices: Vec<Vec<(CharClass, usize)>> = slots.iter().map(|slot| choices(*slot, anchor)).collect();
    // For each choice of a slot: the least cost up to it, and the choice before it.
    let mut best: Vec<Vec<(usize, usize)>> = vec![choices[0].iter().map(|(_, cost)| (*cost, 0)).collect()];
    for (at, run) in chain.iter().enumerate() {
        let next = choices[at + 1].iter().map(|(after, cost)| {
            let ways =
                choices[at].iter().zip(&best[at]).enumerate().map(|(from, ((before, _), (so_far, _)))| {
                    (so_far + self::cost(run, flanks(run.mark, *before, *after)) + cost, from)
                });
            ways.min().unwrap_or_default()
        });
        let next = next.collect();
        best.push(next);
    }
    let last = best.last().into_iter().flatten().enumerate().min_by_key(|(_, (cost, _))| *cost);
    let mut choice = last.map_or(0, |(choice, _)| choice);
    for at in (0..slots.len()).rev() {
        let (class, _) = choices[at][choice];
        if let Some((byte, c)) = slots[at]
            && class != class_of(c)
        {
            plan.insert(byte, class);
        }
        choice = best[at][choice].1;
    }
}

/// The classes that a neighbor may take, with their cost. White space and ASCII stay what they are.
fn choices(slot: Beside, anchor: Option<char>) -> Vec<(CharClass, usize)> {
    let Some((_, c)) = slot else { return vec![(CharClass::Space, 0)] };
    let cost = usize::from(Some(c) != anchor);
    match class_of(c) {
        class if c.is_ascii() || class == CharClass::Space => vec![(class, 0)],
        CharClass::Letter => vec![(CharClass::Letter, 0), (CharClass::Punctuation, cost)],
        class => vec![(class, 0), (CharClass::Letter, cost)],
    }
}

fn runs(text: &str, anchor: Option<char>) -> Vec<DelimiterRun> {
    let mut all = Vec::new();
    // The runs that wait for another to close them; a blank line ends what was open.
    let mut open: Vec<(char, usize)> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr3(b'*', b'_', b'~', &text.as_bytes()[at..]) {
        let start = at + found;
        if !open.is_empty() && memmem::find(&text.as_bytes()[at..start], b"\n\n").is_some() {
            open.clear();
        }
        let rest = &text[start..];
        let Some(mark) = rest.chars().next() else { break };
        let width = rest.len() - rest.trim_start_matches(mark).len();
        at = start + width;
        if mark == '~' && width > 2 {
            continue;
        }
        let before = text[..start].char_indices().next_back();
        let after = text[at..].chars().next().map(|c| (at, c));
        let is_anchor = |c: char| Some(c) == anchor;
        let left = seen_before(text[..start].trim_end_matches(is_anchor));
        let wanted = wanted(mark, left, seen_after(text[at..].trim_start_matches(is_anchor)));
        let near = open.len().saturating_sub(64);
        let waiting = open[near..].iter().rposition(|one| *one == (mark, width)).map(|at| near + at);
        let role = match (wanted, waiting) {
            ((_, true), Some(waiting)) => {
                open.truncate(waiting);
                Flanking::Closes
            }
            ((true, _), _) => {
                open.push((mark, width));
                Flanking::Opens
            }
            _ => Flanking::Nothing,
        };
        all.push(DelimiterRun { mark, before, after, wanted, role });
    }
    all
}

fn seen_before(text: &str) -> NeighborClass {
    let mut chars = text.chars().rev();
    let Some(last) = chars.next() else { return NeighborClass { class: CharClass::Space, cjk: false } };
    let base = chars.next();
    match last {
        // A variation selector other than that of emoji belongs to the character before it.
        '\u{fe00}'..='\u{fe0e}' => match base {
            Some(base) if is_cjk(base) || (last == '\u{fe01}' && is_ambiguous_quote(base)) => {
                NeighborClass { class: class_of(base), cjk: true }
            }
            Some(base) => NeighborClass { class: class_of(base), cjk: false },
            None => NeighborClass { class: CharClass::Letter, cjk: false },
        },
        '\u{e0100}'..='\u{e01ef}' => NeighborClass { class: CharClass::Letter, cjk: true },
        c => NeighborClass { class: class_of(c), cjk: is_cjk(c) },
    }
}

fn seen_after(text: &str) -> NeighborClass {
    match text.chars().next() {
        Some(first) => NeighborClass { class: class_of(first), cjk: is_cjk(first) },
        None => NeighborClass { class: CharClass::Space, cjk: false },
    }
}

/// Quotation marks that U+FE01 makes full width.
fn is_ambiguous_quote(c: char) -> bool {
    matches!(c, '‘' | '’' | '“' | '”')
}

/// How the parser classes a character: Unicode white space, punctuation or symbol, else a letter.
fn class_of(c: char) -> CharClass {
    if c.is_whitespace() {
        CharClass::Space
    } else if c.is_ascii_punctuation() || (!c.is_ascii() && is_punctuation(c)) {
        CharClass::Punctuation
    } else {
        CharClass::Letter
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bytes_that_placeholders_begin_with_are_known() {
        for (width, class) in
            (2..=4).flat_map(|width| [CharClass::Letter, CharClass::Punctuation].map(|c| (width, c)))
        {
            assert!(candidates(width, class).count() > 4);
            for c in candidates(width, class) {
                assert!(c.len_utf8() == width && BEGINNINGS.has(c.to_string().as_bytes()[0]), "{c:?}");
            }
        }
    }
}
