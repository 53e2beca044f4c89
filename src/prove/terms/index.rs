//! Where terms stand: in Chinese by the longest match, without spaces to go by; in English word by
//! word, inflection and case aside.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::char_set::CharSet;
use crate::base::map::{HashMap, HashSet};
use crate::model::glossary::{Glossary, TermId};
use crate::prove::terms::typos;
use crate::prove::terms::words::{Word, Words, words};

/// A glossary made ready for searching.
#[derive(Clone, Debug, Default)]
pub struct TermIndex {
    /// Chinese terms by first character, in the order of their bytes.
    zh: HashMap<char, Vec<(String, TermId)>>,
    /// The characters that they begin with.
    beginnings: CharSet,
    /// What is searched for each term.
    terms: BTreeMap<TermId, Searched>,
    /// Every word of the accepted forms.
    known: HashSet<String>,
    /// The terms that can stand where a stem does: for each form, its rarest one among all forms.
    by_stem: HashMap<String, Vec<TermId>>,
}

/// What is searched for a term.
#[derive(Clone, Debug, Default)]
struct Searched {
    /// The accepted English forms.
    forms: Vec<TermForm>,
    /// The wrong ones.
    wrong: Vec<Vec<Word>>,
    /// The longer Chinese words that are not the term.
    not: HashSet<String>,
    /// Their lengths.
    lengths: BTreeSet<usize>,
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
                not: term.header.not.iter().cloned().collect(),
                lengths: term.header.not.iter().map(String::len).collect(),
            };
            index.terms.insert(term.id, searched);
        }
        let words = index.terms.values().flat_map(|term| &term.forms).flat_map(|form| &form.words);
        index.known = words.map(|word| word.text.clone()).collect();
        index.beginnings = index.zh.keys().copied().collect();
        for terms in index.zh.values_mut() {
            terms.sort_unstable();
            terms.dedup_by(|later, first| later.0 == first.0);
        }
        index.by_stem = index.by_stem();
        index
    }

    fn by_stem(&self) -> HashMap<String, Vec<TermId>> {
        let accepted = |term: &Searched| term.forms.iter().map(|form| form.words.clone()).collect::<Vec<_>>();
        let forms: Vec<(TermId, Vec<Word>)> = self
            .terms
            .iter()
            .flat_map(|(id, term)| {
                accepted(term).into_iter().chain(term.wrong.clone()).map(|form| (*id, form))
            })
            .collect();
        let mut counts: HashMap<&str, usize> = HashMap::default();
        let stems = forms.iter().flat_map(|(_, words)| words).map(Word::stem);
        stems.for_each(|stem| *counts.entry(stem).or_default() += 1);
        let mut all: HashMap<String, Vec<TermId>> = HashMap::default();
        for (id, words) in &forms {
            if let Some(rarest) = words.iter().map(Word::stem).min_by_key(|stem| counts.get(stem)) {
                all.entry(rarest.to_owned()).or_default().push(*id);
            }
        }
        all
    }

    /// The terms of which a form, right or wrong, may stand in a text: all others do not.
    pub fn candidates(&self, words: &Words) -> BTreeSet<TermId> {
        if self.terms.len() <= words.stems().len() {
            return self.terms.keys().copied().collect();
        }
        words.stems().filter_map(|stem| self.by_stem.get(stem)).flatten().copied().collect()
    }

    /// The terms of a Chinese text, in order, none inside another.
    pub fn in_chinese(&self, text: &str) -> Vec<FoundTerm> {
        let mut found = Vec::new();
        if self.zh.is_empty() {
            return found;
        }
        let mut from = 0;
        for (at, first) in text.char_indices() {
            if at < from || !self.beginnings.has(first) && first < '\u{10000}' {
                continue;
            }
            let terms = self.zh.get(&first).map_or(&[][..], Vec::as_slice);
            let Some((term, id)) = longest(terms, &text[at..]) else { continue };
            if !self.is_in_longer_word(*id, text, at..at + term.len()) {
                from = at + term.len();
                found.push(FoundTerm { term: *id, range: at..from });
            }
        }
        found
    }

    /// Whether the characters of a term are part of a longer word that the glossary says is not the term.
    fn is_in_longer_word(&self, term: TermId, text: &str, range: Range<usize>) -> bool {
        let Searched { not, lengths, .. } = &self.terms[&term];
        let stands = |length: &usize| {
            let mut starts = range.end.saturating_sub(*length)..=range.start;
            starts.any(|at| text.get(at..at + length).is_some_and(|word| not.contains(word)))
        };
        lengths.iter().any(stands)
    }

    /// The places where a term stands in an accepted form.
    pub fn rendered(&self, term: TermId, words: &Words) -> Vec<Range<usize>> {
        self.terms[&term].forms.iter().flat_map(|form| words.find(&form.words)).collect()
    }

    /// The places where an accepted form stands with a slip: the form and the bytes. `left` is how many places may
    /// still be looked at.
    pub fn misspelt(&self, term: TermId, words: &Words, left: &mut usize) -> Vec<(&str, Range<usize>)> {
        let mut all = Vec::new();
        for form in &self.terms[&term].forms {
            let places = typos::find(&form.words, words, &self.known, left);
            all.extend(places.into_iter().map(|range| (form.text.as_str(), range)));
        }
        all
    }

    /// The places of all terms but some, none inside another.
    pub fn others(&self, but: &HashSet<TermId>, words: &Words) -> Vec<FoundTerm> {
        let terms = self.candidates(words).into_iter().filter(|term| !but.contains(term));
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

/// The longest of these terms that a text begins with.
fn longest<'i>(terms: &'i [(String, TermId)], text: &str) -> Option<&'i (String, TermId)> {
    let mut text = text.as_bytes();
    loop {
        // All that it begins with come before it, and the longest of them last.
        let before = terms.partition_point(|(term, _)| term.as_bytes() <= text);
        let nearest = terms.get(before.checked_sub(1)?)?;
        let alike = nearest.0.bytes().zip(text).take_while(|(a, b)| a == *b).count();
        if alike == nearest.0.len() {
            return Some(nearest);
        }
        text = &text[..alike];
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
