//! What a rule is: a name, a level, a manual, and a check of as little of the site as suffices.

use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::{Both, Lang};
use crate::base::lazy::Lazy;
use crate::base::source::Place;
use crate::model::alignment::SentencePair;
use crate::model::bitext::{Bitext, Part};
use crate::model::page::Prose;
use crate::model::proof::{Figures, PageProof, PassageProof, Proof};
use crate::model::site::Site;
use crate::model::text::Text;
use crate::prove::prose::certain;
use crate::quantity::value::Quantity;

/// A rule.
pub struct Rule {
    /// Its name, which reads well after “allow”: `quote-not-found`.
    pub name: &'static str,
    /// How grave its findings are, unless `site.yaml` says otherwise.
    pub level: Level,
    /// Its manual: the doc comment of its file.
    pub manual: &'static str,
    /// What it checks.
    pub check: Check,
}

/// How much a rule must see: the least that suffices.
pub enum Check {
    /// Two paired pages and the facts on them; of the site, its originals and its glossary.
    Pair(fn(&Pair, &mut RuleContext)),
    /// The same, and which other pages, places and files there are to link to.
    Links(fn(&Pair, &mut RuleContext)),
    /// The whole site.
    Site(fn(&Site, &Proof, &mut RuleContext)),
    /// Both: pair by pair what follows from a pair, and the rest from the whole site.
    PairAndSite(fn(&Pair, &mut RuleContext), fn(&Site, &Proof, &mut RuleContext)),
    /// Nothing: reading and parsing report under this name.
    WhileReading,
}

/// Two paired pages and the facts on them.
pub struct Pair<'s> {
    /// The site they belong to.
    pub site: &'s Site,
    /// The pages.
    pub bitext: &'s Bitext,
    /// The facts.
    pub proof: &'s Lazy<PageProof>,
}

impl<'s> Pair<'s> {
    /// What is translated together and has such facts as a rule wants, with the facts: the headers, then the passages
    /// that both sides have.
    pub fn parts(
        &self,
        is_wanted: impl Fn(&PassageProof) -> bool,
    ) -> impl Iterator<Item = (Part<'s>, &'s PassageProof)> {
        let (bitext, proof) = (self.bitext, self.proof);
        let header = is_wanted(&proof.header).then(|| (bitext.headers(), &proof.header));
        let passages = bitext.passages.iter().zip(&proof.passages).filter(move |(_, proof)| is_wanted(proof));
        header.into_iter().chain(passages.filter_map(|(passage, proof)| Some((bitext.part(passage)?, proof))))
    }

    /// The texts that stand across from each other one by one, are translated and have such figures as a rule wants:
    /// what is not translated at all is `text-untranslated`'s matter.
    pub fn across(&self, is_wanted: impl Fn(&Figures) -> bool + Copy) -> impl Iterator<Item = Across<'s>> {
        let parts = self.parts(move |proof| proof.figures.iter().any(is_wanted));
        parts.filter(|(part, _)| !part.is_untranslated()).flat_map(move |(part, proof)| {
            let proses = proof.figures.iter().zip(part.proses.zh).zip(part.proses.en);
            let wanted = proses.filter(move |((figures, _), _)| is_wanted(figures));
            wanted.map(move |((figures, zh), en)| Across {
                figures,
                zh: zh.read(),
                en: en.read(),
                proses: Both { zh, en },
                proof,
            })
        })
    }
}

/// A text and the one across from it.
#[derive(Clone, Copy)]
pub struct Across<'s> {
    /// Their figures.
    pub figures: &'s Figures,
    /// The Chinese.
    pub zh: &'s Text,
    /// The English.
    pub en: &'s Text,
    proses: Both<&'s Prose>,
    proof: &'s PassageProof,
}

impl<'s> Across<'s> {
    /// The sentences that certainly stand across from each other.
    pub fn sentences(&self) -> Vec<SentencePair> {
        certain(self.proses, self.proof).unwrap_or_default()
    }

    /// What both say.
    pub fn texts(&self) -> Both<&'s str> {
        Both { zh: self.zh.string(), en: self.en.string() }
    }

    /// The quantities of both.
    pub fn found(&self) -> Both<Vec<Quantity>> {
        self.figures.found.both()
    }
}

/// The findings of one rule.
pub struct RuleContext<'r> {
    rule: &'r Rule,
    /// The rules that there are.
    pub(crate) known: &'r [&'r Rule],
    found: Vec<Diagnostic>,
}

impl<'r> RuleContext<'r> {
    /// An empty report of a rule, one of those that are known.
    pub fn new(rule: &'r Rule, known: &'r [&'r Rule]) -> RuleContext<'r> {
        RuleContext { rule, known, found: Vec::new() }
    }

    /// Adds a finding and gives it for further places.
    pub fn find(
        &mut self,
        place: Place,
        message: Both<String>,
        label: Both<String>,
        help: Both<String>,
    ) -> &mut Diagnostic {
        let at = self.found.len();
        self.found.push(Diagnostic::new(self.rule.name, self.rule.level, place, message, label, help));
        &mut self.found[at]
    }

    /// The findings.
    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// Declares the rule of a file from its doc comment.
macro_rules! rule {
    ($(#[doc = $doc:literal])* $name:literal, $level:ident, $check:expr) => {
        $(#[doc = $doc])*
        pub(crate) static RULE: $crate::rules::rule::Rule = $crate::rules::rule::Rule {
            name: $name,
            level: $crate::base::diagnostic::Level::$level,
            manual: concat!($($doc, "\n"),*),
            check: $check,
        };
    };
}
pub(crate) use rule;

/// A manual taken apart. Its first line is the rule in Chinese, the second in English; then come
/// sections headed 中文, English, Bad and Good.
pub struct Manual {
    /// The rule in a line.
    pub title: Both<String>,
    /// What, why and what to do.
    pub text: Both<String>,
    /// An example that is reported.
    pub bad: Vec<Fence>,
    /// The same example as it should be.
    pub good: Vec<Fence>,
}

/// A part of an example: the file that it stands for, and its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fence {
    /// `zh`, `en`, `original`, `glossary`, `site`, `lock`, or a path.
    pub file: String,
    /// The text.
    pub text: String,
}

impl Rule {
    /// Whether a site wants to hear of it.
    pub(crate) fn is_on(&self, site: &Site) -> bool {
        *site.config.rules.get(self.name).unwrap_or(&self.level) != Level::Off
    }

    /// The manual, taken apart.
    pub fn read_manual(&self) -> Manual {
        let lines: Vec<&str> =
            self.manual.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
        let mut title = lines.iter().filter(|line| !line.trim().is_empty());
        let zh = title.next().copied().unwrap_or("").trim().to_owned();
        let en = title.next().copied().unwrap_or("").trim().to_owned();
        let section = |name: &str| -> Vec<&str> {
            let head = format!("# {name}");
            let from = lines.iter().position(|line| line.trim() == head).map_or(lines.len(), |at| at + 1);
            let rest = &lines[from..];
            let mut fenced = false;
            let end = rest.iter().position(|line| {
                fenced ^= line.starts_with("```");
                !fenced && line.starts_with("# ")
            });
            rest[..end.unwrap_or(rest.len())].to_vec()
        };
        let text = |lang: Lang| {
            section(if lang == Lang::Zh { "中文" } else { "English" }).join("\n").trim().to_owned()
        };
        Manual {
            title: Both { zh, en },
            text: Both::from_fn(text),
            bad: fences(&section("Bad")),
            good: fences(&section("Good")),
        }
    }
}

fn fences(lines: &[&str]) -> Vec<Fence> {
    let mut fences: Vec<Fence> = Vec::new();
    let mut open = false;
    for line in lines {
        match (line.strip_prefix("```"), open) {
            (Some(file), false) => {
                fences.push(Fence { file: file.trim().to_owned(), text: String::new() });
                open = true;
            }
            (Some(_), true) => open = false,
            (None, true) => {
                if let Some(last) = fences.last_mut() {
                    last.text.push_str(line);
                    last.text.push('\n');
                }
            }
            (None, false) => {}
        }
    }
    fences
}
