//! Every change of one kind that can be made to a page.

use std::ops::Range;

use duizhao::base::lang::Lang;
use duizhao::model::config::TermHeader;

use super::rng::Rng;
use super::text::{Pair, Stretch};

/// What is changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A digit of an English text becomes another.
    Digit,
    /// A unit of an English figure becomes one of another dimension.
    Unit,
    /// A digit of a Chinese text that is no quotation becomes another.
    ChineseDigit,
    /// A character of a Chinese quotation becomes another, goes, or comes twice.
    Quoted,
    /// A Chinese character of any text becomes another, goes, or comes twice.
    Han,
    /// A rendering of a term becomes other words.
    Term,
    /// It becomes the rendering of another term.
    OtherTerm,
    /// One of its letters becomes another, goes, comes twice or changes places.
    Misspelt,
    /// It goes.
    Dropped,
    /// An English block goes.
    Passage,
}

/// A change of one place.
pub struct Change {
    /// The file that is changed.
    pub lang: Lang,
    /// Its bytes.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub new: String,
    /// The byte at whose line it must be reported, in the file of that language.
    pub at: (Lang, usize),
    /// What was done.
    pub what: String,
}

fn change(pair: &Pair, lang: Lang, range: Range<usize>, new: String) -> Option<Change> {
    let text = &pair.files.get(lang).text;
    let old = &text[range.clone()];
    let around =
        text.floor_char_boundary(range.start.saturating_sub(24))..text.ceil_char_boundary(range.end + 24);
    let what = format!("{old:?} → {new:?} in …{}…", text[around].replace('\n', "⏎"));
    (new != old).then_some(Change { lang, at: (lang, range.start), range, new, what })
}

/// All changes of a kind to a page; what a thing is changed to is left to the rng.
pub fn changes(kind: Kind, pair: &Pair, terms: &[TermHeader], rng: &mut Rng) -> Vec<Change> {
    match kind {
        Kind::Digit => characters(pair, Lang::En, |_| true, |c| c.is_ascii_digit(), rng, other_digit),
        Kind::ChineseDigit => characters(
            pair,
            Lang::Zh,
            |one| one.kind != "quotation",
            |c| c.is_ascii_digit(),
            rng,
            other_digit,
        ),
        Kind::Quoted => {
            let meant = |c: char| is_han(c) || c.is_ascii_digit();
            characters(pair, Lang::Zh, |one| one.kind == "quotation", meant, rng, other_character)
        }
        Kind::Han => characters(pair, Lang::Zh, |_| true, is_han, rng, other_character),
        Kind::Term | Kind::OtherTerm | Kind::Misspelt | Kind::Dropped => renderings(kind, pair, terms, rng),
        Kind::Passage => passages(pair),
        Kind::Unit => units(pair),
    }
}

/// Units as the site writes them, and what they become.
const UNITS: [(&str, &str); 12] = [
    ("percent", "tonnes"),
    ("percentage points", "hours"),
    ("RMB", "EUR"),
    ("USD", "GBP"),
    ("TEU", "hectares"),
    ("mu", "days"),
    ("hectares", "years"),
    ("tonnes", "kilometers"),
    ("kilometers", "tonnes"),
    ("kilowatts", "meters"),
    ("square meters", "hours"),
    ("hours", "kilowatts"),
];

/// Every unit beside a figure.
fn units(pair: &Pair) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for stretch in pair.stretches.iter().filter(|one| one.en.kind != "tags" && one.en.kind != "label") {
        for (word, other) in UNITS {
            for place in pair.places(&stretch.en, word) {
                let text = &pair.files.en.text;
                let before = text[..place.start].trim_end().ends_with(|c: char| c.is_ascii_digit());
                let behind = text[place.end..].trim_start().starts_with(|c: char| c.is_ascii_digit());
                let beside = if word.starts_with(|c: char| c.is_uppercase()) && word != "TEU" {
                    behind
                } else {
                    before
                };
                let taken = all.iter().any(|one| one.range.start < place.end && place.start < one.range.end);
                if beside && !taken {
                    all.extend(change(pair, Lang::En, place, other.to_owned()));
                }
            }
        }
    }
    all
}

fn is_han(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

fn other_digit(old: char, rng: &mut Rng) -> String {
    let new = (b'0' + rng.below(9) as u8) as char;
    if new == old { "9".to_owned() } else { new.to_string() }
}

fn other_character(old: char, rng: &mut Rng) -> String {
    match rng.below(3) {
        0 => String::new(),
        1 => format!("{old}{old}"),
        _ => if old == '不' { '了' } else { '不' }.to_string(),
    }
}

fn characters(
    pair: &Pair,
    lang: Lang,
    stretch: impl Fn(&Stretch) -> bool,
    wanted: impl Fn(char) -> bool,
    rng: &mut Rng,
    other: impl Fn(char, &mut Rng) -> String,
) -> Vec<Change> {
    let stretches = pair.stretches.iter().map(|both| both.get(lang)).filter(|one| stretch(one));
    let seen = stretches.flat_map(|one| pair.seen(lang, one)).filter(|(_, c)| wanted(*c));
    seen.filter_map(|(at, c)| change(pair, lang, at..at + c.len_utf8(), other(c, rng))).collect()
}

/// Every rendering of every term whose Chinese stands across from it.
fn renderings(kind: Kind, pair: &Pair, terms: &[TermHeader], rng: &mut Rng) -> Vec<Change> {
    let mut all: Vec<Change> = Vec::new();
    for stretch in &pair.stretches {
        let zh = pair.text(Lang::Zh, &stretch.zh);
        for term in terms.iter().filter(|term| zh.contains(&term.zh)) {
            for form in forms(term) {
                for place in pair.places(&stretch.en, form) {
                    if all.iter().any(|one| one.range == place) {
                        continue;
                    }
                    let old = &pair.files.en.text[place.clone()];
                    let new = match kind {
                        Kind::OtherTerm => other_term(zh, old, terms, rng),
                        Kind::Misspelt => misspelt(old, rng),
                        Kind::Dropped => String::new(),
                        _ => "certain matters".to_owned(),
                    };
                    let change = change(pair, Lang::En, place, new);
                    all.extend(
                        change.map(|one| Change { what: format!("{}: {}", term.zh, one.what), ..one }),
                    );
                }
            }
        }
    }
    all
}

/// The forms of a term; of one with an abbreviation in a parenthesis, both parts.
fn forms(term: &TermHeader) -> impl Iterator<Item = &str> {
    std::iter::once(&term.en).chain(&term.also).flat_map(|form| {
        let parts = form.strip_suffix(')').and_then(|form| form.split_once(" ("));
        let parts = parts.filter(|(_, inside)| inside.chars().all(char::is_uppercase));
        std::iter::once(form.as_str()).chain(parts.into_iter().flat_map(|(before, inside)| [before, inside]))
    })
}

/// The rendering of a term that the Chinese does not have, without the old one in it.
fn other_term(zh: &str, old: &str, terms: &[TermHeader], rng: &mut Rng) -> String {
    let old = old.to_ascii_lowercase();
    loop {
        let term = &terms[rng.below(terms.len())];
        if !zh.contains(&term.zh) && !term.en.to_ascii_lowercase().contains(&old) {
            return term.en.clone();
        }
    }
}

/// Another letter, one less, one twice, or two exchanged; no article, and no plural.
fn misspelt(old: &str, rng: &mut Rng) -> String {
    let article = old.find(' ').filter(|at| ["the", "a", "an"].contains(&&old[..*at])).map_or(0, |at| at + 1);
    let is_letter = |(at, c): &(usize, char)| *at >= article && c.is_ascii_alphanumeric();
    let letters: Vec<usize> = old.char_indices().filter(is_letter).map(|(at, _)| at).collect();
    loop {
        let at = letters[rng.below(letters.len())];
        let (before, letter, after) = (&old[..at], &old[at..=at], &old[at + 1..]);
        let new = match rng.below(4) {
            0 => format!("{before}{after}"),
            1 => format!("{before}{letter}{letter}{after}"),
            2 => format!("{before}{}{after}", (b'a' + rng.below(26) as u8) as char),
            _ => {
                let next = after.chars().next().filter(char::is_ascii_alphanumeric);
                next.map_or(old.to_owned(), |next| format!("{before}{next}{letter}{}", &after[1..]))
            }
        };
        let is_plural = |a: &str, b: &str| a.strip_suffix('s') == Some(b);
        if !new.eq_ignore_ascii_case(old) && !is_plural(&new, old) && !is_plural(old, &new) {
            return new;
        }
    }
}

fn passages(pair: &Pair) -> Vec<Change> {
    let blocks = pair.stretches.iter().filter(|one| ["prose", "quotation"].contains(&one.en.kind));
    let dropped = |both: &duizhao::base::lang::Both<Stretch>| {
        let one = change(pair, Lang::En, both.en.range.clone(), String::new())?;
        Some(Change {
            at: (Lang::Zh, both.zh.range.start),
            what: format!("dropped {:.60?}", one.what),
            ..one
        })
    };
    blocks.filter_map(dropped).collect()
}
