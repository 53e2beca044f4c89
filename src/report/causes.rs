//! Findings → their causes: a finding that may follow from another stands below it, so that what must be put right
//! first is read first.
//!
//! A file that cannot be read takes away what others need of it; a changed quotation changes what is compared with its
//! translation; a passage that stands on one side alone leaves nothing to compare. What follows is kept, never left out.

use crate::base::diagnostic::{Diagnostic, Label, Level};
use crate::base::lang::Lang;
use crate::base::map::HashMap;
use crate::base::source::{Place, Span};
use crate::model::site::Site;

/// A finding with those that may follow from it.
pub struct Cause<'f> {
    /// What to put right first.
    pub finding: &'f Diagnostic,
    /// What may be gone then, in the order of the findings.
    pub follows: Vec<&'f Diagnostic>,
}

/// Rules that hold the sides of a passage against each other.
const COMPARING: [&str; 10] = [
    "figure-mismatch",
    "figure-misplaced",
    "figure-direction",
    "figure-words",
    "term-not-followed",
    "term-forbidden",
    "negation-differs",
    "state-differs",
    "translation-stale",
    "text-untranslated",
];

/// Rules that read the glossary.
const OF_TERMS: [&str; 6] = [
    "figure-mismatch",
    "figure-misplaced",
    "term-not-followed",
    "term-forbidden",
    "text-untranslated",
    "summary-vague",
];

/// Characters that write numbers.
const NUMERALS: &str = "〇零一二两三四五六七八九十百千万亿半";

const GLOSSARY: &str = "content/glossary.yaml";

/// The causes of findings, the gravest first; among equals what takes away a file, then by place.
pub fn causes<'f>(findings: &'f [Diagnostic], site: &Site) -> Vec<Cause<'f>> {
    let roots = Roots::of(findings, site);
    let above: Vec<Option<usize>> = (0..findings.len()).map(|at| roots.above(at)).collect();
    let mut follows: Vec<Vec<&Diagnostic>> = vec![Vec::new(); findings.len()];
    for (at, finding) in findings.iter().enumerate() {
        if let Some(root) = topmost(&above, at) {
            follows[root].push(finding);
        }
    }
    let is_root = |at: &usize| topmost(&above, *at).is_none();
    let mut order: Vec<usize> = (0..findings.len()).filter(is_root).collect();
    order.sort_by_key(|at| (findings[*at].level != Level::Error, !roots.takes_away(*at)));
    let cause = |at: usize| Cause { finding: &findings[at], follows: std::mem::take(&mut follows[at]) };
    order.into_iter().map(cause).collect()
}

/// The last above a finding; none above itself.
fn topmost(above: &[Option<usize>], at: usize) -> Option<usize> {
    let mut top = above[at]?;
    // A finding follows from one of an earlier kind, so that this ends; the bound says so once more.
    for _ in 0..4 {
        match above[top] {
            Some(next) if next != at => top = next,
            _ => break,
        }
    }
    (top != at).then_some(top)
}

/// A passage: its bitext, and which of it.
type At = (usize, usize);

/// The findings that others may follow from.
struct Roots<'f> {
    findings: &'f [Diagnostic],
    site: &'f Site,
    /// Those that take a file away, by its path.
    files: HashMap<&'f str, usize>,
    /// Quotations that differ from their originals, by passage.
    quotes: HashMap<At, Vec<usize>>,
    /// Quotations of a page of which figures differ or are missing.
    figures: HashMap<usize, usize>,
    /// Passages that stand on one side, or in one language.
    alone: HashMap<At, usize>,
    /// The first finding of each thing that is missing in a file.
    missing: HashMap<(&'f str, &'f str, &'f str), usize>,
}

impl<'f> Roots<'f> {
    fn of(findings: &'f [Diagnostic], site: &'f Site) -> Roots<'f> {
        let mut roots = Roots {
            findings,
            site,
            files: HashMap::default(),
            quotes: HashMap::default(),
            figures: HashMap::default(),
            alone: HashMap::default(),
            missing: HashMap::default(),
        };
        for at in 0..findings.len() {
            roots.add(at);
        }
        roots
    }

    fn add(&mut self, at: usize) {
        let finding = &self.findings[at];
        let path: &'f str = &finding.primary.place.path;
        if let Some(needed) = &finding.needs {
            self.missing.entry((finding.rule, needed, &finding.message.en)).or_insert(at);
            return;
        }
        match finding.rule {
            "file-unreadable" | "config-invalid" => {
                self.files.entry(path).or_insert(at);
            }
            "front-matter-invalid" | "translation-missing" if self.site.page_of(path).is_none() => {
                let is_weaker = |other: &usize| self.findings[*other].rule == "translation-missing";
                if self.files.get(path).is_none_or(is_weaker) {
                    self.files.insert(path, at);
                }
            }
            "quote-not-found" | "quote-ambiguous" => {
                if let Some(passage) = self.passage(&finding.primary.place) {
                    self.quotes.entry(passage).or_default().push(at);
                    if self.is_of_figures(finding) {
                        self.figures.entry(passage.0).or_insert(at);
                    }
                }
            }
            "passage-unpaired" | "text-untranslated" => {
                for label in labels(finding) {
                    if let Some(passage) = self.passage(&label.place) {
                        self.alone.entry(passage).or_insert(at);
                        if finding.rule == "passage-unpaired" {
                            self.figures.entry(passage.0).or_insert(at);
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Whether a finding takes a file away from others.
    fn takes_away(&self, at: usize) -> bool {
        self.files.values().any(|one| *one == at)
    }

    /// What a finding may follow from.
    fn above(&self, at: usize) -> Option<usize> {
        let finding = &self.findings[at];
        let other = |root: &usize| *root != at;
        if let Some(needed) = finding.needs.as_deref() {
            let first = self.missing.get(&(finding.rule, needed, finding.message.en.as_str()));
            return self.file_of(needed).or(first.copied()).filter(other);
        }
        let path = &*finding.primary.place.path;
        match finding.rule {
            "file-unreadable" | "config-invalid" | "front-matter-invalid" => None,
            "translation-missing" => {
                let page = twin(path).and_then(|twin| self.files.get(twin.as_str()).copied());
                page.filter(|root| self.findings[*root].rule != "translation-missing").filter(other)
            }
            "quote-not-found" | "quote-ambiguous" => self.original_of(path),
            "figure-unsupported" => self.unsupported(path),
            "passage-unpaired" => None,
            rule if COMPARING.contains(&rule) => {
                self.beside(finding).filter(other).or_else(|| self.terms(rule))
            }
            rule => self.terms(rule),
        }
    }

    /// What takes a file away, be it the file itself or the other half of the page.
    fn file_of(&self, path: &str) -> Option<usize> {
        let own = self.files.get(path).copied();
        own.or_else(|| self.files.get(twin(path)?.as_str()).copied())
    }

    fn terms(&self, rule: &str) -> Option<usize> {
        self.files.get(GLOSSARY).copied().filter(|_| OF_TERMS.contains(&rule))
    }

    /// What takes an original of a page away.
    fn original_of(&self, path: &str) -> Option<usize> {
        let (at, _) = self.site.page_of(path)?;
        let originals = &self.site.bitexts[at].pages.zh.header.original.as_slice();
        originals.iter().find_map(|id| self.files.get(format!("content/originals/{id}.md").as_str()).copied())
    }

    /// What takes a figure of a header away: a quotation of the page, a page of the topic.
    fn unsupported(&self, path: &str) -> Option<usize> {
        let (at, _) = self.site.page_of(path)?;
        let address = &self.site.bitexts[at].address;
        let own = self.figures.get(&at).copied().or_else(|| self.original_of(path));
        own.or_else(|| {
            let folder = address.strip_suffix("_index")?;
            let below = format!("content/{folder}");
            let gone = |path: &str| {
                path.starts_with(&below) && path.ends_with(".md") && !path.contains("/originals/")
            };
            let page = self.files.iter().filter(|(path, _)| gone(path)).map(|(_, root)| *root).min();
            let quoted =
                self.figures.iter().filter(|(at, _)| self.site.bitexts[**at].address.starts_with(folder));
            page.or(quoted.map(|(_, root)| *root).min())
        })
    }

    /// What stands in the same passage and explains what a comparison found there.
    fn beside(&self, finding: &Diagnostic) -> Option<usize> {
        let passage = labels(finding).find_map(|label| self.passage(&label.place))?;
        let quote =
            self.quotes.get(&passage).and_then(|all| all.iter().copied().find(|at| self.meets(*at, finding)));
        let alone = || self.alone.get(&passage).copied().filter(|at| self.findings[*at].rule != finding.rule);
        quote.or_else(alone)
    }

    /// Whether what a quotation says otherwise than its original is what a finding is about.
    fn meets(&self, quote: usize, finding: &Diagnostic) -> bool {
        let quote = &self.findings[quote];
        let path = &quote.primary.place.path;
        let spans = |finding: &'f Diagnostic| own(finding, path).collect::<Vec<_>>();
        let (changed, mut told) = (spans(quote), own(finding, path).peekable());
        if told.peek().is_some() {
            return told.any(|one| changed.iter().any(|two| one.start <= two.end && two.start <= one.end));
        }
        // The translation has what the quotation lacks.
        finding.rule.starts_with("figure-") && self.is_of_figures(quote)
    }

    /// Whether a quotation differs from its original in a number.
    fn is_of_figures(&self, quote: &Diagnostic) -> bool {
        let is_number = |c: char| c.is_ascii_digit() || NUMERALS.contains(c);
        labels(quote).any(|label| self.text(&label.place).is_some_and(|text| text.contains(is_number)))
    }

    fn text(&self, place: &Place) -> Option<&str> {
        self.site.sources.get(&*place.path)?.text.get(place.span.start..place.span.end)
    }

    fn passage(&self, place: &Place) -> Option<At> {
        let (at, lang) = self.site.page_of(&place.path)?;
        Some((at, self.site.bitexts[at].passage_at(lang, place.span.start)?))
    }
}

fn labels(finding: &Diagnostic) -> impl Iterator<Item = &Label> {
    std::iter::once(&finding.primary).chain(&finding.related)
}

/// The spans of a finding in a file.
fn own<'f>(finding: &'f Diagnostic, path: &'f str) -> impl Iterator<Item = Span> + 'f {
    labels(finding).filter(move |label| &*label.place.path == path).map(|label| label.place.span)
}

/// The file of the other half of a page.
fn twin(path: &str) -> Option<String> {
    let stem = path.strip_suffix(".md")?;
    Lang::ALL.into_iter().find_map(|lang| {
        let stem = stem.strip_suffix(&format!(".{}", lang.code()))?;
        let other = Lang::ALL.into_iter().find(|other| *other != lang)?;
        Some(format!("{stem}.{}.md", other.code()))
    })
}
