//! In which language words are written, as far as words that were not translated need it.

use std::sync::LazyLock;

use crate::base::quick_map::QuickSet;
use crate::base::script::{beyond_ascii, has_han};

/// Words by which a language is told.
struct WrittenWords {
    /// English sentences are made with them, and names and other languages seldom hold them.
    common: QuickSet<&'static str>,
    /// The same, each in one number.
    packed: QuickSet<u64>,
    /// Sentences of other languages in Latin letters are made with them, and English ones are not.
    foreign: QuickSet<&'static str>,
    /// Parts of a text are called so in English; in a Chinese text they are called in Chinese.
    headings: QuickSet<&'static str>,
}

static WORDS: LazyLock<WrittenWords> = LazyLock::new(|| {
    let common = list("common");
    let packed = common.iter().filter_map(|word| packed_word(word.as_bytes())).collect();
    WrittenWords { common, packed, foreign: list("foreign"), headings: list("heading") }
});

fn list(name: &str) -> QuickSet<&'static str> {
    rows().filter(|cells| cells[0] == name).flat_map(|cells| cells[1].split(' ')).collect()
}

/// The rows of the table: list, words, example.
fn rows() -> impl Iterator<Item = [&'static str; 3]> {
    let lines = include_str!("written_language.tsv").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok())
}

/// Whether words without Han are an English sentence or heading. `same` says that the English side has the
/// very same words: then a third language and a name are left alone.
pub(super) fn is_english(text: &str, is_heading: bool, is_cell: bool, same: bool) -> bool {
    // Figures alone are no words.
    if !text.chars().any(char::is_alphabetic) || has_han(text) || is_formal(text) {
        return false;
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> =
        text.split_whitespace().map(bare).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let lower = |word: &String| word.len() >= 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let common =
        words.iter().filter(|word| WORDS.common.contains(word.to_ascii_lowercase().as_str())).count();
    let begins = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    let plain = words.iter().any(lower);
    let ends = text.trim_end().trim_end_matches(['”', '"', '’', ')', '*']).ends_with(['.', '!', '?']);
    let other = words.iter().any(|word| WORDS.foreign.contains(word.to_ascii_lowercase().as_str()));
    let foreign = other || !text.chars().all(|c| c.is_ascii() || "“”‘’—–…·×%‰°".contains(c));
    let foreign = foreign && common == 0;
    match words.len() {
        _ if foreign && same => false,
        _ if !is_cell && is_standing_heading(&words) => true,
        0 | 1 => false,
        count if count >= 8 && !same => true,
        _ if is_cell => (words.len() >= 5 && common >= 2) || (begins && plain && ends && common >= 1),
        _ if is_heading => begins && plain,
        _ => begins && plain && (ends || common >= 1),
    }
}

/// Whether a text is a heading that texts of many kinds have: Overview, Getting Started, API Reference.
fn is_standing_heading(words: &[String]) -> bool {
    let lower = |word: &String| word.to_ascii_lowercase();
    let is_heading = |word: &String| WORDS.headings.contains(lower(word).as_str());
    let is_code = |word: &String| {
        (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let known =
        |word: &String| is_heading(word) || is_code(word) || WORDS.common.contains(lower(word).as_str());
    words.len() <= 5 && words.iter().any(|word| is_heading(word) && !is_code(word)) && words.iter().all(known)
}

/// Whether an English text is in another language: in another script, or a sentence of another language in Latin letters.
pub(super) fn is_foreign(text: &str) -> bool {
    if !text.is_ascii() && is_other_script(text) {
        return true;
    }
    // Most English texts end here, at one of their first words.
    if has_common(text) {
        return false;
    }
    let words = || {
        let pieces = text.split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'');
        pieces.filter(|word| word.chars().any(char::is_alphabetic))
    };
    // A name or a heading of three words says nothing of its language.
    if words().nth(3).is_none() {
        return false;
    }
    let (mut count, mut foreign, mut content) = (0, 0, 0);
    for word in words() {
        let lower = word.to_lowercase();
        if WORDS.common.contains(lower.as_str()) {
            return false;
        }
        count += 1;
        foreign += usize::from(WORDS.foreign.contains(lower.as_str()));
        content += usize::from(!WORDS.foreign.contains(word) && word.chars().all(|c| !c.is_uppercase()));
    }
    count >= 4 && foreign >= 2 && content >= 2
}

/// Whether a text certainly has a word that English sentences are made with: one of ASCII with ASCII around it.
fn has_common(text: &str) -> bool {
    let ends = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric() && *byte != b'\'';
    text.as_bytes().split(ends).any(|word| packed_word(word).is_some_and(|word| WORDS.packed.contains(&word)))
}

/// A word of at most eight letters of ASCII, in small letters and in one number.
fn packed_word(word: &[u8]) -> Option<u64> {
    let add =
        |all, byte: &u8| byte.is_ascii_alphabetic().then(|| all << 8 | u64::from(byte.to_ascii_lowercase()));
    (word.len() <= 8).then(|| word.iter().try_fold(0, add))?
}

/// Whether most letters of a text are of another script than the Latin one; Greek ones are signs too.
fn is_other_script(text: &str) -> bool {
    let is_latin =
        |c: char| matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | 'Α'..='ω' | 'µ' | 'ª' | 'º');
    let others = beyond_ascii(text).filter(|c| c.is_alphabetic() && !is_latin(*c)).count();
    others >= 2 && others * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a text is Japanese: Han characters beside kana.
pub(super) fn has_kana(text: &str) -> bool {
    beyond_ascii(text)
        .any(|c| matches!(c, '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}'))
}

/// Whether a text is code, a signature or an entry of a bibliography rather than a sentence.
fn is_formal(text: &str) -> bool {
    let code = ["=>", "->", "::", "()", "{", "}", "</", "/>", "==", ";\n", "://", "_"];
    let code = code.iter().any(|sign| text.contains(sign)) || text.trim_end().ends_with(';');
    let year = |text: &str| text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    let cited = text.split(['(', ')', ',', '.', ' ', ';']).any(year) && text.matches(". ").count() >= 2;
    let numbered = text.trim_start().strip_prefix('[').and_then(|rest| rest.split_once(']'));
    let numbered = numbered.is_some_and(|(number, _)| number.bytes().all(|b| b.is_ascii_digit()));
    let error = text.split_whitespace().next().is_some_and(|word| {
        let word = word.trim_end_matches(':').to_ascii_lowercase();
        ["error", "warning", "fatal", "exception"].contains(&word.as_str()) && text.contains(':')
    });
    code || cited || numbered || error
}

#[cfg(test)]
mod tests {
    use super::{is_english, is_foreign, rows};

    #[test]
    fn every_row_has_a_word_in_its_example_and_tells_its_language() {
        let lines = include_str!("written_language.tsv").lines().filter(|line| !line.starts_with("# "));
        assert_eq!(rows().count(), lines.count());
        for [name, words, example] in rows() {
            let lower = example.to_lowercase();
            assert!(lower.split([' ', '.']).any(|word| words.split(' ').any(|one| one == word)), "{example}");
            match name {
                "common" => {
                    assert!(is_english(example, false, false, true) && !is_foreign(example), "{example}");
                }
                "foreign" => {
                    assert!(is_foreign(example) && !is_english(example, false, false, true), "{example}");
                }
                "heading" => assert!(is_english(example, true, false, true), "{example}"),
                _ => panic!("{name}"),
            }
        }
    }

    #[test]
    fn an_english_sentence_of_any_length_is_english() {
        let said = |text: &str, same: bool| is_english(text, false, false, same);
        for text in [
            "The city grew.",
            "Firms grew fast!",
            "This whole sentence was left here.",
            "To push ahead with projects.",
        ] {
            assert!(said(text, false), "{text}");
        }
        assert!(is_english("Overview of the report", true, false, true));
        assert!(is_english("Getting started", true, false, false));
        assert!(said("The city grew in these years.", true));
        assert!(is_english("The city grew fast.", false, true, true), "a cell of a table");
        for text in
            ["Overview", "INTRODUCTION", "Getting Started", "API Reference", "How to contribute", "License"]
        {
            assert!(is_english(text, true, false, true), "{text}");
            assert!(!is_english(text, false, true, true), "a cell: {text}");
        }
    }

    #[test]
    fn text_of_another_language_is_not_english() {
        for text in [
            "Обзор",
            "개요",
            "نظرة عامة",
            "日本のまとめ",
            "Der Fluss ist lang und breit.",
            "Les entreprises de la ville ont vu le nombre croître.",
            "El número de empresas de la ciudad creció.",
        ] {
            assert!(is_foreign(text), "{text}");
        }
        for text in [
            "Overview",
            "Firms of the city grew.",
            "São Paulo",
            "Ministerio de la Presidencia",
            "the von der Leyen commission",
            "coups d’état, et cetera",
            "α and β rays",
            "12 µm",
            "Café",
        ] {
            assert!(!is_foreign(text), "{text}");
        }
    }

    #[test]
    fn names_code_and_books_are_no_english_sentences() {
        for text in [
            "Jane Roe",
            "RCEP",
            "GDP",
            "New York Times",
            "const a = b();",
            "(optionA: Option, optionB: Option, info: { searchValue: string }) => number",
            "[1] Jane Roe. A Study of Rivers (2nd Edition). Example Press.",
            "Roe, J. (2017). The War on Rivers. Press.",
            "Error: ENOSPC: System limit for number of watchers reached",
            "3.5 km",
        ] {
            assert!(!is_english(text, false, false, true), "{text}");
            assert!(!is_english(text, true, false, true), "{text}");
        }
        for text in [
            "Liberté, égalité, fraternité.",
            "Все люди рождаются свободными.",
            "C’est la vie, mon ami.",
            "Der Fluss ist lang.",
            "Hablamos de los puertos.",
        ] {
            assert!(!is_english(text, false, false, true), "{text}");
        }
    }
}
