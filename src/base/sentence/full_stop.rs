//! Whether a point on the line ends a sentence: it also stands in numbers, addresses, abbreviations and initials.

/// Titles and other words after which a point never ends a sentence.
const NEVER: [&str; 37] = [
    "incl", "excl", "govt", "mgmt", "resp", "mr", "mrs", "ms", "dr", "prof", "gen", "col", "sgt", "lt",
    "capt", "cmdr", "gov", "sen", "rep", "rev", "hon", "pres", "messrs", "mt", "st", "vs", "cf", "viz",
    "e.g", "i.e", "ca", "approx", "al", "adm", "supt", "maj", "dept",
];

/// Words after which it ends none where a number follows.
const BEFORE_NUMBER: [&str; 29] = [
    "no", "nos", "fig", "figs", "eq", "sec", "ch", "art", "vol", "p", "pp", "para", "arts", "secs", "chap",
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "tab", "app",
];

/// Words after which it ends one only where the next begins as sentences do.
const PERHAPS: [&str; 14] =
    ["inc", "ltd", "co", "corp", "jr", "sr", "bros", "etc", "est", "univ", "assn", "plc", "llc", "intl"];

/// Words that sentences begin with.
const STARTERS: [&str; 75] = [
    "The",
    "A",
    "An",
    "It",
    "Its",
    "In",
    "On",
    "At",
    "As",
    "But",
    "And",
    "However",
    "He",
    "She",
    "They",
    "We",
    "This",
    "That",
    "These",
    "Those",
    "There",
    "When",
    "While",
    "After",
    "Before",
    "If",
    "For",
    "From",
    "With",
    "By",
    "Since",
    "Although",
    "Under",
    "To",
    "Our",
    "His",
    "Her",
    "Their",
    "What",
    "Who",
    "Why",
    "How",
    "Meanwhile",
    "According",
    "Some",
    "Many",
    "Most",
    "One",
    "Two",
    "So",
    "Yet",
    "Then",
    "Now",
    "You",
    "Your",
    "My",
    "All",
    "No",
    "Not",
    "Also",
    "Among",
    "During",
    "Despite",
    "Because",
    "Both",
    "Each",
    "Even",
    "Every",
    "Last",
    "Later",
    "More",
    "Such",
    "Through",
    "Until",
    "Where",
];

/// How long the words are after which a point may end nothing.
const LONGEST: usize = 6;

/// Whether a word is one of a list, in whatever letters.
fn is_one_of(list: &[&str], word: &str) -> bool {
    word.len() <= LONGEST && list.iter().any(|one| one.eq_ignore_ascii_case(word))
}

/// A point on the line.
pub(super) struct FullStop {
    /// Where it stands, and where what follows it begins.
    pub at: usize,
    pub behind: usize,
    /// Where what it may end begins.
    pub start: usize,
}

/// Whether a point ends what began before it; `word_from` gives the next letter or digit from a place on.
pub(super) fn ends(text: &str, point: &FullStop, word_from: impl FnOnce(usize) -> usize) -> bool {
    let Some(next) = text[point.behind..].chars().next() else { return true };
    if next.is_ascii_alphanumeric() || matches!(next, '.' | ',' | ';' | ':' | '-' | '/' | '_' | '@' | '\\') {
        return false;
    }
    let rest = &text[word_from(point.behind)..];
    if rest.is_empty() {
        return true;
    }
    let word = word_before(&text[point.start..point.at]);
    let number = rest.starts_with(|c: char| c.is_ascii_digit());
    if is_one_of(&NEVER, word) || (number && is_one_of(&BEFORE_NUMBER, word)) {
        return false;
    }
    if is_item(text, point, word) {
        return false;
    }
    let letters = word.bytes().all(|c| c.is_ascii_alphabetic() || c == b'.');
    let initials =
        letters && (word.len() == 1 || (word.contains('.') && word.split('.').all(|one| one.len() <= 2)));
    if (initials && word != "I") || is_one_of(&PERHAPS, word) {
        return STARTERS.contains(&word_of(rest)) || crate::base::script::is_han(next);
    }
    true
}

/// The letters and digits that a text begins with, so far as they can be a word that sentences begin with.
fn word_of(text: &str) -> &str {
    let length = text.bytes().take(12).take_while(u8::is_ascii_alphanumeric).count();
    &text[..length]
}

/// The letters, digits and points that a text ends with.
fn word_before(text: &str) -> &str {
    let inside = |c: &u8| c.is_ascii_alphanumeric() || *c == b'.';
    let length = text.bytes().rev().take_while(inside).count();
    &text[text.len() - length..]
}

/// Whether it belongs to the number of an item, where one can begin: `1.`, `a.`, `IV.`
fn is_item(text: &str, point: &FullStop, word: &str) -> bool {
    let number = || (1..=3).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit());
    let letter = || word.len() == 1 && word.bytes().all(|c| c.is_ascii_alphabetic());
    let roman = || (1..=4).contains(&word.len()) && word.bytes().all(|c| matches!(c, b'I' | b'V' | b'X'));
    if !(number() || letter() || roman()) {
        return false;
    }
    let place = point.at - word.len();
    let before = text[..place].chars().rev().find(|c| !c.is_whitespace() || *c == '\n');
    place == point.start || before.is_none_or(|c| matches!(c, '\n' | '；' | ';' | '：' | ':'))
}
