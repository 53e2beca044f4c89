//! In which language words are written, as far as words that were not translated need it.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::base::quick_map::QuickSet;
use crate::base::script::is_han;

/// Words that English sentences are made with, and that names and other languages seldom hold.
static COMMON: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(&[
        "the", "of", "and", "is", "are", "was", "were", "to", "for", "with", "this", "that", "these",
        "those", "by", "from", "has", "have", "had", "will", "be", "been", "it", "its", "their", "our",
        "your", "we", "you", "they", "which", "who", "not", "but", "or", "more", "all", "each", "than",
        "into", "over", "after", "before", "first", "should", "must", "can", "may", "when", "where", "how",
        "what", "about", "there", "here", "his", "her", "also", "up", "out", "new", "an", "as", "at",
    ])
});

/// Words that sentences of other languages in Latin letters are made with, and English ones are not.
static FOREIGN: LazyLock<WordSet> = LazyLock::new(|| {
    WordSet::of(&[
        "el", "la", "los", "las", "una", "de", "del", "le", "les", "des", "du", "et", "est", "un", "une",
        "der", "das", "und", "ist", "ein", "eine", "nicht", "mit", "von", "il", "di", "che", "non", "para",
        "por", "que", "os", "da", "em", "uma", "het", "een", "van", "och", "att", "det", "yang", "dan",
        "vous",
    ])
});

/// Words that are asked for often.
struct WordSet(QuickSet<&'static str>);

impl WordSet {
    fn of(words: &[&'static str]) -> WordSet {
        WordSet(words.iter().copied().collect())
    }

    fn has(&self, word: &str) -> bool {
        self.0.contains(word)
    }
}

/// Whether words without Han are an English sentence or heading. `same` says that the English side has the
/// very same words: then a third language and a name are left alone.
pub(super) fn is_english(text: &str, is_heading: bool, is_cell: bool, same: bool) -> bool {
    if text.chars().any(is_han) || is_formal(text) {
        return false;
    }
    let bare = |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_owned();
    let words: Vec<String> =
        text.split_whitespace().map(bare).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let lower = |word: &String| word.len() >= 2 && word.chars().all(|c| c.is_ascii_lowercase());
    let common = words.iter().filter(|word| COMMON.has(&word.to_ascii_lowercase())).count();
    let begins = words.first().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_uppercase()));
    let plain = words.iter().any(lower);
    let ends = text.trim_end().trim_end_matches(['”', '"', '’', ')', '*']).ends_with(['.', '!', '?']);
    let other = words.iter().any(|word| FOREIGN.has(&word.to_ascii_lowercase()));
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

/// What parts of a text are called in English; in a Chinese text they are called in Chinese.
const HEADINGS: &str = " abstract acknowledgements acknowledgments advantages aims announcement appendices appendix approach \
    architecture audience authors background basics basis benefits bibliography challenges changelog chapter comparison \
    conclusion conclusions configuration contact contents contribute contributing contributors definitions deployment \
    description development disclaimer discussion documentation download editorial example examples faqs features findings \
    foreword furthermore future getting goals guide highlights history how implementation index installation instructions \
    introduction issues license licence limitations links materials measures methods methodology motivation note notes \
    objectives options outline outlook overview preface preliminaries prerequisites principles problems purpose quick \
    quickstart reading recommendations reference references related requirements results roadmap sample scope section \
    security setup started start steps structure summary support supplement syntax table tasks testing tests thanks tips \
    troubleshooting tutorial updates usage what why ";

/// Whether a text is a heading that texts of many kinds have: Overview, Getting Started, API Reference.
fn is_standing_heading(words: &[String]) -> bool {
    let lower = |word: &String| word.to_ascii_lowercase();
    let is_heading = |word: &String| HEADINGS.contains(&format!(" {} ", lower(word)));
    let is_code = |word: &String| {
        (2..=5).contains(&word.len()) && word.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let known = |word: &String| is_heading(word) || is_code(word) || COMMON.has(&lower(word));
    words.len() <= 5 && words.iter().any(|word| is_heading(word) && !is_code(word)) && words.iter().all(known)
}

/// Whether an English text is in another language: in another script, or a sentence of another language in Latin letters.
pub(super) fn is_foreign(text: &str) -> bool {
    if is_other_script(text) {
        return true;
    }
    let words = text
        .split(|c: char| !c.is_alphanumeric() && c != '’' && c != '\'')
        .filter(|word| word.chars().any(char::is_alphabetic));
    let (mut count, mut foreign, mut content) = (0, 0, 0);
    for word in words {
        let lower = match word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            true => Cow::Borrowed(word),
            false => Cow::Owned(word.to_lowercase()),
        };
        // Most English texts end here, at one of their first words.
        if COMMON.has(&lower) {
            return false;
        }
        count += 1;
        foreign += usize::from(FOREIGN.has(&lower));
        content += usize::from(!FOREIGN.has(word) && word.chars().all(|c| !c.is_uppercase()));
    }
    count >= 4 && foreign >= 2 && content >= 2
}

/// Whether most letters of a text are of another script than the Latin one; Greek ones are signs too.
fn is_other_script(text: &str) -> bool {
    let is_latin =
        |c: char| matches!(c, '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | 'Α'..='ω' | 'µ' | 'ª' | 'º');
    let is_other = |c: &char| !c.is_ascii() && c.is_alphabetic() && !is_latin(*c);
    let others = if text.is_ascii() { 0 } else { text.chars().filter(is_other).count() };
    others >= 2 && others * 2 > text.chars().filter(|c| c.is_alphabetic()).count()
}

/// Whether a text is Japanese: Han characters beside kana.
pub(super) fn has_kana(text: &str) -> bool {
    !text.is_ascii()
        && text
            .chars()
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
    use super::{is_english, is_foreign};

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
