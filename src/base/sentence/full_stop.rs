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

/// A point on the line, by the numbers of characters.
pub(super) struct FullStop {
    /// Where it stands.
    pub at: usize,
    /// Where what it may end begins, and the first of that which is no white space.
    pub start: usize,
    pub first: usize,
    /// The next letter or digit after it.
    pub word: usize,
}

/// Whether a point ends what began before it.
pub(super) fn ends(chars: &[(u32, char)], point: &FullStop) -> bool {
    let FullStop { at, start, word: next_word, .. } = *point;
    let Some((_, next)) = chars.get(at + 1) else { return true };
    if next.is_ascii_alphanumeric() || matches!(next, '.' | ',' | ';' | ':' | '-' | '/' | '_' | '@' | '\\') {
        return false;
    }
    let word = word_before(chars, start, at);
    let Some(rest) = chars.get(next_word..).filter(|rest| !rest.is_empty()) else { return true };
    let after: String =
        rest.iter().map(|(_, c)| *c).take_while(char::is_ascii_alphanumeric).take(12).collect();
    let lower = word.to_ascii_lowercase();
    let starts = || STARTERS.contains(&after.as_str());
    let number = after.starts_with(|c: char| c.is_ascii_digit());
    if NEVER.contains(&lower.as_str()) || (number && BEFORE_NUMBER.contains(&lower.as_str())) {
        return false;
    }
    if is_item(chars, point, &word) {
        return false;
    }
    let letters = word.chars().all(|c| c.is_ascii_alphabetic() || c == '.');
    let initials =
        letters && (word.len() == 1 || (word.contains('.') && word.split('.').all(|one| one.len() <= 2)));
    if (initials && word != "I") || PERHAPS.contains(&lower.as_str()) {
        return starts() || crate::base::script::is_han(first(chars, at));
    }
    true
}

fn first(chars: &[(u32, char)], at: usize) -> char {
    chars.get(at + 1).map_or(' ', |(_, c)| *c)
}

/// The letters, digits and points right before a point.
fn word_before(chars: &[(u32, char)], start: usize, at: usize) -> String {
    let inside = |c: &&(u32, char)| c.1.is_ascii_alphanumeric() || c.1 == '.';
    let word: Vec<char> = chars[start.min(at)..at].iter().rev().take_while(inside).map(|(_, c)| *c).collect();
    word.into_iter().rev().collect()
}

/// Whether it belongs to the number of an item, where one can begin: `1.`, `a.`, `IV.`
fn is_item(chars: &[(u32, char)], point: &FullStop, word: &str) -> bool {
    let number = (1..=3).contains(&word.len()) && word.bytes().all(|c| c.is_ascii_digit());
    let letter = word.len() == 1 && word.bytes().all(|c| c.is_ascii_alphabetic());
    let roman = (1..=4).contains(&word.len()) && word.bytes().all(|c| matches!(c, b'I' | b'V' | b'X'));
    let place = point.at - word.len();
    let before = chars[..place].iter().rev().map(|(_, c)| *c).find(|c| !c.is_whitespace() || *c == '\n');
    let begins = point.first >= place || before.is_none_or(|c| matches!(c, '\n' | '；' | ';' | '：' | ':'));
    begins && (number || letter || roman)
}
