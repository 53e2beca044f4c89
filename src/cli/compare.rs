//! `duizhao compare`: pairs of texts through every rule that two texts suffice for.

use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Result;
use clap::{Args, ValueEnum};
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;

use crate::assemble::texts;
use crate::base::diagnostic::{Diagnostic, Level};
use crate::base::lang::{Both, Lang};
use crate::base::lazy::Lazy;
use crate::base::source::{Lines, Source, Span};
use crate::cli::format::{LangArg, screen};
use crate::cli::pairs::TextPair;
use crate::cli::{self, Outcome, glossary, input, pairs};
use crate::model::config::SiteHeader;
use crate::model::glossary::Glossary;
use crate::model::site::Site;
use crate::prove;
use crate::prove::terms::index::TermIndex;
use crate::report::{self, Sources, counted};
use crate::rules::named;
use crate::rules::rule::{Check, Pair, Rule, RuleContext};

/// What `compare` takes.
#[derive(Args, Clone, Debug)]
pub struct CompareArgs {
    /// JSON Lines {"id","zh","en"}, or a TMX (default: standard input) · JSON Lines {"id","zh","en"}，或 TMX（默认从标准输入读）
    pub file: Option<PathBuf>,
    /// The glossary that terms follow (YAML) · 译名所依的术语表（YAML）
    #[arg(long, value_name = "FILE")]
    pub glossary: Option<PathBuf>,
    /// How findings are written (default: for people on a terminal, else JSON Lines) · 输出格式（默认在终端给人看，否则是 JSON Lines）
    #[arg(long, value_enum)]
    pub format: Option<CompareFormat>,
    /// Language of messages · 消息的语言
    #[arg(long, value_enum)]
    pub lang: Option<LangArg>,
    /// Findings of form (punctuation, markup, untranslated text) count too · 标点、标记、漏译也算错误
    #[arg(long)]
    pub strict: bool,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For people, with both texts · 给人看，附两边的文字
    Human,
    /// One JSON object a pair, a line each · 每对一行 JSON
    Json,
    /// SARIF 2.1.0, for code hosts and editors · SARIF 2.1.0，供代码网站和编辑器
    Sarif,
}

/// How it is used.
pub const EXAMPLES: &str = "\
Examples · 例子
  duizhao compare pairs.jsonl             lines {\"id\",\"zh\",\"en\"} · 每行一对文字
  duizhao compare memory.tmx --glossary glossary.yaml
  echo '{\"id\":1,\"zh\":\"出口增长6%\",\"en\":\"Exports fell by 6%\"}' | duizhao compare

Exit status · 退出码
  0  both sides say the same · 两边意思一致
  1  a finding about meaning, or any under --strict · 意思不一致，或用 --strict 时有任何发现
  2  could not run · 无法运行";

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Subject {
    Figure,
    Binding,
    Direction,
    Words,
    Polarity,
    State,
    Term,
    Punctuation,
    Markup,
    Untranslated,
}

impl Subject {
    /// Whether it is about what the texts mean, and not about how they are written.
    fn is_meaning(self) -> bool {
        !matches!(self, Subject::Punctuation | Subject::Markup | Subject::Untranslated)
    }
}

/// The rules that two texts suffice for.
const RULES: &[(&str, Subject)] = &[
    ("figure-mismatch", Subject::Figure),
    ("figure-misplaced", Subject::Binding),
    ("figure-direction", Subject::Direction),
    ("figure-words", Subject::Words),
    ("negation-differs", Subject::Polarity),
    ("state-differs", Subject::State),
    ("term-forbidden", Subject::Term),
    ("term-not-followed", Subject::Term),
    ("punctuation-width", Subject::Punctuation),
    ("stray-markup", Subject::Markup),
    ("text-untranslated", Subject::Untranslated),
];

/// Runs `compare`.
pub fn run(args: &CompareArgs) -> Result<Outcome> {
    let lang = cli::language(args.lang.map(Lang::from));
    let glossary = glossary::read(args.glossary.as_deref(), lang)?;
    let comparison = PairChecker::new(glossary, input::place(args.file.as_deref()), args.strict);
    let format = args.format.unwrap_or(match io::stdout().is_terminal() {
        true => CompareFormat::Human,
        false => CompareFormat::Json,
    });
    let mut report =
        CompareReport { format, lang, pairs: 0, differ: 0, findings: Vec::new(), sources: Sources::new() };
    pairs::each(args.file.as_deref(), |pairs| {
        let verdicts: Vec<Verdict> = pairs.par_iter().map(|pair| comparison.verdict(pair)).collect();
        Ok(report.add(&pairs, verdicts)?)
    })?;
    report.end()?;
    Ok(if report.differ == 0 { Outcome::Clean } else { Outcome::Found })
}

/// The answer to one line of JSON Lines, which is the `number`th, without a glossary.
pub fn line(number: usize, text: &str) -> Result<String> {
    let Some(pair) = pairs::pair_of(number, text) else { return Ok(String::new()) };
    let pair = pair?;
    let checker = PairChecker::new(Glossary::default(), input::place(None), false);
    Ok(answer(&pair, &checker.verdict(&pair))?)
}

/// What pairs are held against.
struct PairChecker {
    site: Site,
    index: TermIndex,
    rules: Vec<(&'static Rule, Subject)>,
    file: String,
    strict: bool,
}

/// What is said of a pair.
struct Verdict {
    ok: bool,
    findings: Vec<(Diagnostic, Subject)>,
    sources: Both<Source>,
}

impl PairChecker {
    fn new(glossary: Glossary, file: String, strict: bool) -> PairChecker {
        let config = SiteHeader { raw_html: true, ..SiteHeader::default() };
        let site = Site { config: config.into(), glossary: glossary.into(), ..Site::default() };
        let rules = RULES.iter().filter_map(|(name, subject)| Some((named(name)?, *subject))).collect();
        PairChecker { index: TermIndex::new(&site.glossary), site, rules, file, strict }
    }

    fn verdict(&self, pair: &TextPair) -> Verdict {
        let source = |lang: Lang| Source {
            path: format!("{}#{}.{}", self.file, pair.number, lang.code()).into(),
            text: pair.text.get(lang).as_str().into(),
        };
        let sources = Both::from_fn(source);
        let bitext = texts::bitext(sources.clone());
        let proof = Lazy::from(prove::page(&self.site, &self.index, &bitext));
        let pair = Pair { site: &self.site, bitext: &bitext, proof: &proof };
        let mut findings = Vec::new();
        for (rule, subject) in &self.rules {
            let mut context = RuleContext::new(rule, crate::rules::RULES);
            if let Check::Pair(check) = &rule.check {
                check(&pair, &mut context);
            }
            findings.extend(context.into_findings().into_iter().map(|one| (shown(one), *subject)));
        }
        let ok = !findings.iter().any(|(_, subject)| self.strict || subject.is_meaning());
        Verdict { ok, findings, sources }
    }
}

/// A finding of a rule that sites must ask for is a warning here.
fn shown(mut finding: Diagnostic) -> Diagnostic {
    if finding.level == Level::Off {
        finding.level = Level::Warning;
    }
    finding
}

/// What has been reported, and how.
struct CompareReport {
    format: CompareFormat,
    lang: Lang,
    pairs: usize,
    differ: usize,
    /// All findings and the texts that they stand in, where they are printed at the end.
    findings: Vec<Diagnostic>,
    sources: Sources,
}

/// An answer.
#[derive(Serialize)]
struct VerdictLine<'v> {
    id: &'v Value,
    ok: bool,
    findings: Vec<Finding<'v>>,
}

#[derive(Serialize)]
struct Finding<'v> {
    rule: &'v str,
    level: Level,
    kind: Subject,
    message: &'v Both<String>,
    zh: Option<CharRange>,
    en: Option<CharRange>,
}

/// A place in characters.
#[derive(Serialize)]
struct CharRange {
    start: usize,
    end: usize,
}

impl CompareReport {
    fn add(&mut self, pairs: &[TextPair], verdicts: Vec<Verdict>) -> io::Result<()> {
        self.pairs += verdicts.len();
        self.differ += verdicts.iter().filter(|one| !one.ok).count();
        match self.format {
            CompareFormat::Json => {
                let answers = pairs.iter().zip(&verdicts).map(|(pair, verdict)| answer(pair, verdict));
                let lines = answers.collect::<serde_json::Result<Vec<String>>>()?;
                cli::print(&lines.concat())
            }
            CompareFormat::Human => {
                let (findings, sources) = gather(verdicts);
                cli::print(&report::terminal::render(&findings, &sources, self.lang, screen()))
            }
            CompareFormat::Sarif => {
                let (findings, sources) = gather(verdicts);
                self.findings.extend(findings);
                self.sources.extend(sources);
                Ok(())
            }
        }
    }

    /// What is printed when all pairs are compared.
    fn end(&self) -> io::Result<()> {
        if self.format == CompareFormat::Sarif {
            let log = report::sarif::render(&self.findings, &[], &self.sources, self.lang);
            cli::print(&format!("{log}\n"))?;
        }
        if self.format == CompareFormat::Human {
            let message = Both::new(
                format!("核对了 {} 对文字，{} 对不一致", self.pairs, self.differ),
                format!("compared {}; {} not the same", counted(self.pairs, "pair"), are(self.differ)),
            );
            writeln!(io::stderr(), "{}", message.get(self.lang))?;
        }
        Ok(())
    }
}

fn are(n: usize) -> String {
    format!("{n} {}", if n == 1 { "is" } else { "are" })
}

/// The findings of several pairs with the texts that they stand in.
fn gather(verdicts: Vec<Verdict>) -> (Vec<Diagnostic>, Sources) {
    let mut sources: BTreeMap<Arc<str>, Source> = BTreeMap::new();
    let mut findings = Vec::new();
    for verdict in verdicts.into_iter().filter(|one| !one.findings.is_empty()) {
        let Both { zh, en } = verdict.sources;
        sources.extend([zh, en].map(|source| (source.path.clone(), source)));
        findings.extend(verdict.findings.into_iter().map(|(finding, _)| finding));
    }
    (findings, sources)
}

fn answer(pair: &TextPair, verdict: &Verdict) -> serde_json::Result<String> {
    let lines = verdict.sources.as_ref().map(|source| LazyCell::new(|| Lines::new(&source.text)));
    let findings = verdict.findings.iter().map(|(one, subject)| {
        let place = |lang: Lang| place(one, verdict.sources.get(lang), lines.get(lang));
        Finding {
            rule: one.rule,
            level: one.level,
            kind: *subject,
            message: &one.message,
            zh: place(Lang::Zh),
            en: place(Lang::En),
        }
    });
    let answer = VerdictLine { id: &pair.id, ok: verdict.ok, findings: findings.collect() };
    Ok(serde_json::to_string(&answer)? + "\n")
}

/// Where a finding stands in a text, if it stands there.
fn place(finding: &Diagnostic, source: &Source, lines: &Lines) -> Option<CharRange> {
    let mut labels = std::iter::once(&finding.primary).chain(&finding.related);
    let Span { start, end } = labels.find(|label| label.place.path == source.path)?.place.span;
    let before = |byte: usize| lines.characters_before(byte.min(source.text.len()));
    Some(CharRange { start: before(start), end: before(end) })
}
