//! Where terms stand: in Chinese by the longest match, without spaces to go by; in English word by
//! word, inflection and case aside.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use crate::base::char_set::CharSet;
use crate::model::glossary::{Glossary, TermId};
use crate::prove::terms::typos;
use crate::prove::terms::words::{Word, Words, words};

/// A glossary made ready for searching.
#[derive(Clone, Debug, Default)]
pub struct TermIndex {
    /// Chinese terms by first character, longest first.
    zh: HashMap<char, Vec<(String, TermId)>>,
    /// The characters that they begin with.
    beginnings: CharSet,
    /// What is searched for each term.
    terms: BTreeMap<TermId, Searched>,
    /// Every word of the accepted forms.
    known: HashSet<String>,
}

/// What is searched for a term.
#[derive(Clone, Debug, Default)]
struct Searched {
    /// The accepted English forms.
    forms: Vec<TermForm>,
    /// The wrong ones.
    wrong: Vec<Vec<Word>>,
    /// The longer Chinese words that are not the term.
    not: Vec<String>,
}

/// An accepted form.
#[derive(Clone, Debug)]
struct TermForm {
    text: String,
    words: Vec<Word>,
}

/// A term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundTerm {
    /// Which.
    pub term: TermId,
    /// Bytes of the text.
    pub range: Range<usize>,
}

impl TermIndex {
    /// Prepares a glossary.
    pub fn new(glossary: &Glossary) -> TermIndex {
        let mut index = TermIndex::default();
        for term in &glossary.terms {
            if let Some(first) = term.header.zh.chars().next() {
                index.zh.entry(first).or_default().push((term.header.zh.clone(), term.id));
            }
            let forms = term.forms().flat_map(variants);
            let searched = Searched {
                forms: forms.map(|text| TermForm { text: text.to_owned(), words: wanted(text) }).collect(),
                wrong: term.header.avoid.iter().map(|avoid| wanted(&avoid.wrong)).collect(),
                not: term.header.not.clone(),
            };
            index.terms.insert(term.id, searched);
        }
        let words = index.terms.values().flat_map(|term| &term.forms).flat_map(|form| &form.words);
        index.known = words.map(|word| word.text.clone()).collect();
        index.beginnings = index.zh.keys().copied().collect();
        for terms in index.zh.values_mut() {
            terms.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then(a.1.cmp(&b.1)));
        }
        index
    }

    /// The terms of a Chinese text, in order, none inside another.
    pub fn in_chinese(&self, text: &str) -> Vec<FoundTerm> {
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(first) = text[at..].chars().next() {
            if !self.beginnings.has(first) && first < '\u{10000}' {
                at += first.len_utf8();
                continue;
            }
            let terms = self.zh.get(&first).into_iter().flatten();
            match terms.into_iter().find(|(term, _)| text[at..].starts_with(term.as_str())) {
                Some((term, index)) if self.is_in_longer_word(*index, text, at..at + term.len()) => {
                    at += first.len_utf8();
                }
                Some((term, index)) => {
                    found.push(FoundTerm { term: *index, range: at..at + term.len() });
                    at += term.len();
                }
                None => at += first.len_utf8(),
            }
        }
        found
    }

    /// Whether the characters of a term are part of a longer word that the glossary says is not the term.
    fn is_in_longer_word(&self, term: TermId, text: &str, range: Range<usize>) -> bool {
        self.terms[&term].not.iter().any(|word| {
            let starts = text[..range.end].len().saturating_sub(word.len())..=range.start;
            starts
                .filter(|at| text.is_char_boundary(*at))
                .any(|at| text[at..].starts_with(word.as_str()) && at + word.len() >= range.end)
        })
    }

    /// The places where a term stands in an accepted form.
    pub fn rendered(&self, term: TermId, words: &Words) -> Vec<Range<usize>> {
        self.terms[&term].forms.iter().flat_map(|form| words.find(&form.words)).collect()
    }

    /// The places where an accepted form stands with a slip: the form and the bytes.
    pub fn misspelt(&self, term: TermId, words: &Words) -> Vec<(&str, Range<usize>)> {
        let mut all = Vec::new();
        for form in &self.terms[&term].forms {
            let places = typos::find(&form.words, words, &self.known);
            all.extend(places.into_iter().map(|range| (form.text.as_str(), range)));
        }
        all
    }

    /// The places of all terms but some, none inside another.
    pub fn others(&self, but: &[TermId], words: &Words) -> Vec<FoundTerm> {
        let terms = self.terms.keys().copied().filter(|term| !but.contains(term));
        let found = terms.flat_map(|term| {
            self.rendered(term, words).into_iter().map(move |range| FoundTerm { term, range })
        });
        let mut all: Vec<FoundTerm> = found.collect();
        all.sort_by_key(|one| (one.range.start, Reverse(one.range.end)));
        let mut end = 0;
        all.retain(|one| {
            let outer = one.range.end > end;
            end = end.max(one.range.end);
            outer
        });
        all
    }

    /// The places where a term stands in a wrong form: the form's index and the bytes.
    pub fn wrongly(&self, term: TermId, words: &Words) -> Vec<(usize, Range<usize>)> {
        let forms = self.terms[&term].wrong.iter().enumerate();
        forms.flat_map(|(at, form)| words.find(form).into_iter().map(move |range| (at, range))).collect()
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

/// The words of a form, without an article in front.
fn wanted(form: &str) -> Vec<Word> {
    let mut words = words(form);
    if words.len() > 1 && matches!(words[0].text.as_str(), "the" | "a" | "an") {
        words.remove(0);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::Span;
    use crate::model::config::TermHeader;

    fn glossary(terms: &[(&str, &str)]) -> Glossary {
        let entry = |(zh, en): &(&str, &str)| {
            let yaml = format!("zh: '{zh}'\nen: '{en}'");
            (serde_yaml::from_str::<TermHeader>(&yaml).unwrap(), Span::default())
        };
        Glossary::new(None, terms.iter().map(entry).collect())
    }

    /// How often each term of a glossary is rendered in a text.
    fn rendered(glossary: &Glossary, text: &str) -> Vec<usize> {
        let (index, words) = (TermIndex::new(glossary), Words::new(text));
        glossary.terms.iter().map(|term| index.rendered(term.id, &words).len()).collect()
    }

    #[test]
    fn the_longest_term_wins() {
        let glossary = glossary(&[
            ("台州湾", "Taizhou Bay"),
            ("台州湾新区", "Taizhou Bay New Area"),
            ("台州", "Taizhou"),
        ]);
        let found = TermIndex::new(&glossary).in_chinese("台州湾新区与台州");
        let terms: Vec<&str> = found.iter().map(|one| glossary[one.term].header.zh.as_str()).collect();
        assert_eq!(terms, ["台州湾新区", "台州"]);
    }

    #[test]
    fn an_abbreviation_in_parentheses_stands_for_the_whole() {
        let glossary = glossary(&[("生产总值", "gross domestic product (GDP)")]);
        for text in ["gross domestic product", "the GDP", "Gross Domestic Product (GDP)"] {
            assert!(rendered(&glossary, text)[0] > 0, "{text}");
        }
    }

    #[test]
    fn an_explanation_in_parentheses_does_not() {
        let glossary =
            glossary(&[("专精特新“小巨人”企业", "“little giant” firms (specialized and innovative)")]);
        let found = |text: &str| rendered(&glossary, text)[0] > 0;
        assert!(
            found("ten little giant firms") && found("ten “little giant” firms (specialized and innovative)")
        );
        assert!(!found("specialized and innovative companies"));
    }

    #[test]
    fn inflection_and_case_do_not_matter() {
        let glossary =
            glossary(&[("市场主体", "market entity"), ("专班", "dedicated task force"), ("启动", "launch")]);
        let found = rendered(&glossary, "The city’s Market Entities, launching two dedicated task-forces");
        assert_eq!(found, [1, 1, 1]);
        assert_eq!(rendered(&glossary, "entities of the market"), [0, 0, 0]);
    }
}
