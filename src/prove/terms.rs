//! Where terms stand: in Chinese by the longest match, without spaces to go by; in English word by
//! word, inflection and case aside.

use std::collections::HashMap;
use std::ops::Range;

use crate::glossary::Glossary;

/// A glossary made ready for searching.
#[derive(Clone, Debug, Default)]
pub struct TermIndex {
    /// Chinese terms by first character, longest first: (term, index).
    zh: HashMap<char, Vec<(String, usize)>>,
    /// The accepted English forms of each term, as stems.
    forms: Vec<Vec<Vec<String>>>,
    /// The wrong forms of each term, as stems.
    wrong: Vec<Vec<Vec<String>>>,
}

/// A term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Index of the term.
    pub term: usize,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// The words of an English text.
#[derive(Clone, Debug, Default)]
pub struct Words {
    words: Vec<(String, Range<usize>)>,
    /// Places of each stem.
    places: HashMap<String, Vec<usize>>,
}

impl TermIndex {
    /// Prepares a glossary.
    pub fn new(glossary: &Glossary) -> TermIndex {
        let mut index = TermIndex::default();
        for (at, term) in glossary.terms.iter().enumerate() {
            if let Some(first) = term.header.zh.chars().next() {
                index.zh.entry(first).or_default().push((term.header.zh.clone(), at));
            }
            index.forms.push(term.forms().flat_map(variants).map(stems).collect());
            index.wrong.push(term.header.avoid.iter().map(|avoid| stems(&avoid.wrong)).collect());
        }
        for terms in index.zh.values_mut() {
            terms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.1.cmp(&b.1)));
        }
        index
    }

    /// The terms of a Chinese text, in order, none inside another.
    pub fn in_chinese(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            let terms = self.zh.get(&first).into_iter().flatten();
            match terms.into_iter().find(|(term, _)| text[at..].starts_with(term.as_str())) {
                Some((term, index)) => {
                    found.push(Found { term: *index, range: at..at + term.len() });
                    at += term.len();
                }
                None => at += first.len_utf8(),
            }
        }
        found
    }

    /// The places where a term stands in an accepted form.
    pub fn rendered(&self, term: usize, words: &Words) -> Vec<Range<usize>> {
        self.forms[term].iter().flat_map(|form| words.find(form)).collect()
    }

    /// The places where a term stands in a wrong form: the form's index and the bytes.
    pub fn wrongly(&self, term: usize, words: &Words) -> Vec<(usize, Range<usize>)> {
        let forms = self.wrong[term].iter().enumerate();
        forms.flat_map(|(at, form)| words.find(form).into_iter().map(move |range| (at, range))).collect()
    }
}

impl Words {
    /// Takes a text apart.
    pub fn new(text: &str) -> Words {
        let words: Vec<(String, Range<usize>)> =
            split(text).map(|range| (stem(&text[range.clone()]), range)).collect();
        let mut places: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, (word, _)) in words.iter().enumerate() {
            places.entry(word.clone()).or_default().push(at);
        }
        Words { words, places }
    }

    /// Every place of a form.
    fn find(&self, form: &[String]) -> Vec<Range<usize>> {
        let Some(first) = form.first() else { return Vec::new() };
        let starts = self.places.get(first).into_iter().flatten();
        starts
            .filter(|start| {
                let words = self.words.get(**start..**start + form.len());
                words.is_some_and(|words| words.iter().zip(form).all(|((word, _), wanted)| word == wanted))
            })
            .map(|start| self.words[*start].1.start..self.words[*start + form.len() - 1].1.end)
            .collect()
    }
}

/// The ways to write a form that ends in a parenthesis: whole, and the words before it; where one of the two
/// is an abbreviation of the other, as in “gross domestic product (GDP)”, the words in it too.
pub fn variants(form: &str) -> Vec<&str> {
    let mut all = vec![form];
    if let Some((before, inside)) = form.strip_suffix(')').and_then(|form| form.split_once(" ("))
        && !before.trim().is_empty()
        && !inside.trim().is_empty()
    {
        all.push(before);
        if is_abbreviation(before) || is_abbreviation(inside) {
            all.push(inside);
        }
    }
    all
}

/// One word of capitals.
fn is_abbreviation(words: &str) -> bool {
    words.chars().count() > 1 && words.chars().all(|c| c.is_uppercase() || c.is_numeric() || c == '&')
}

/// The stems of a form, without an article in front.
fn stems(form: &str) -> Vec<String> {
    let mut stems: Vec<String> = split(form).map(|range| stem(&form[range])).collect();
    if stems.len() > 1 && matches!(stems[0].as_str(), "the" | "a" | "an") {
        stems.remove(0);
    }
    stems
}

/// Words: letters and digits, with `+`, `%` and an apostrophe inside.
fn split(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let is_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '%' | '&');
        let start = from + text[from..].find(is_word)?;
        let mut end = start;
        let mut chars = text[start..].char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let joins =
                matches!(c, '\'' | '’' | '.') && chars.peek().is_some_and(|(_, next)| next.is_alphanumeric());
            if !is_word(c) && !joins {
                break;
            }
            end = start + at + c.len_utf8();
        }
        from = end;
        Some(start..end)
    })
}

/// A word without its inflection: plural, possessive, -ed, -ing; in lower case. Both sides of a
/// comparison go through it, so that it need not be a word.
fn stem(word: &str) -> String {
    let word = word.to_lowercase().replace('’', "'");
    let word = word.strip_suffix("'s").or(word.strip_suffix('\'')).unwrap_or(&word);
    if word.len() <= 3 || !word.is_ascii() {
        return word.to_owned();
    }
    let cut = |suffix: &str, least: usize| word.strip_suffix(suffix).filter(|stem| stem.len() >= least);
    let stem = match word {
        _ if word.ends_with("ss") => word,
        _ => {
            cut("ies", 2).or(cut("ing", 4)).or(cut("ed", 4)).or(cut("es", 3)).or(cut("s", 3)).unwrap_or(word)
        }
    };
    let bytes = stem.as_bytes();
    let doubled = bytes.len() > 4
        && bytes[bytes.len() - 1] == bytes[bytes.len() - 2]
        && !stem.ends_with("ss")
        && !stem.ends_with("ll");
    let stem = if doubled { &stem[..stem.len() - 1] } else { stem };
    stem.strip_suffix(['e', 'y']).filter(|short| short.len() >= 3).unwrap_or(stem).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::header::TermHeader;
    use crate::source::Span;

    fn index(terms: &[(&str, &str)]) -> TermIndex {
        let entry = |(zh, en): &(&str, &str)| {
            let yaml = format!("zh: '{zh}'\nen: '{en}'");
            (serde_yaml::from_str::<TermHeader>(&yaml).unwrap(), Span::default())
        };
        TermIndex::new(&Glossary::new(None, terms.iter().map(entry).collect()))
    }

    #[test]
    fn the_longest_term_wins() {
        let index =
            index(&[("台州湾", "Taizhou Bay"), ("台州湾新区", "Taizhou Bay New Area"), ("台州", "Taizhou")]);
        let found: Vec<usize> =
            index.in_chinese("台州湾新区与台州").into_iter().map(|one| one.term).collect();
        assert_eq!(found, [1, 2]);
    }

    #[test]
    fn an_abbreviation_in_parentheses_stands_for_the_whole() {
        let index = index(&[("生产总值", "gross domestic product (GDP)")]);
        for text in ["gross domestic product", "the GDP", "Gross Domestic Product (GDP)"] {
            assert!(!index.rendered(0, &Words::new(text)).is_empty(), "{text}");
        }
    }

    #[test]
    fn an_explanation_in_parentheses_does_not() {
        let index = index(&[("专精特新“小巨人”企业", "“little giant” firms (specialized and innovative)")]);
        let found = |text: &str| !index.rendered(0, &Words::new(text)).is_empty();
        assert!(
            found("ten little giant firms") && found("ten “little giant” firms (specialized and innovative)")
        );
        assert!(!found("specialized and innovative companies"));
    }

    #[test]
    fn inflection_and_case_do_not_matter() {
        let index =
            index(&[("市场主体", "market entity"), ("专班", "dedicated task force"), ("启动", "launch")]);
        let words = Words::new("The city’s Market Entities, launching two dedicated task-forces");
        for term in 0..3 {
            assert_eq!(index.rendered(term, &words).len(), 1, "{term}");
        }
        assert!(index.rendered(0, &Words::new("entities of the market")).is_empty());
    }
}
