//! What was said while the cases ran, and how a case is run.

use duizhao::assemble::load::Options;
use duizhao::base::diagnostic::Diagnostic;
use duizhao::cli;
use duizhao::render::{self, RenderContext};

use crate::site::{Folder, Ran};

/// Words that only those know who have written a parser, a template engine or Rust.
const JARGON: [&str; 30] = [
    "serde",
    "tera",
    "anyhow",
    "clap",
    "panic",
    "unwrap",
    " struct",
    "enum ",
    "Option",
    "Some(",
    "None",
    "Err(",
    "scalar",
    "mapping",
    "block mapping",
    "flow ",
    "did not find",
    "invalid type",
    "missing field",
    "EOF",
    "deserial",
    "std::",
    "os error",
    "AST",
    "regex",
    "parse",
    "token",
    "stdin",
    "stderr",
    "sequence",
];

/// Why a message is not what it should be, if it is not: both languages, in words that an editor knows.
fn fault(zh: &str, en: &str) -> Option<String> {
    if !zh.contains(is_han) || !en.contains(|c: char| c.is_ascii_alphabetic()) {
        return Some(format!("a language is missing: {zh} / {en}"));
    }
    let word = JARGON.into_iter().find(|word| zh.contains(word) || en.contains(word))?;
    Some(format!("“{word}” is no editor’s word: {zh} / {en}"))
}

pub fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

/// Everything that was said, each text as a whole.
#[derive(Default)]
pub struct Transcript {
    texts: Vec<String>,
    /// What was not as it should be.
    faults: Vec<String>,
}

impl Transcript {
    /// What some tables of cases said.
    pub fn all(tables: &[&'static Transcript]) -> Transcript {
        Transcript {
            texts: tables.iter().flat_map(|one| one.texts.iter().cloned()).collect(),
            faults: Vec::new(),
        }
    }

    /// Whether some text holds these pieces, one after the other.
    pub fn has(&self, pieces: &[String]) -> bool {
        self.texts.iter().any(|text| {
            let mut rest = text.as_str();
            pieces.iter().all(|piece| match rest.find(piece.as_str()) {
                Some(at) => {
                    rest = &rest[at + piece.len()..];
                    true
                }
                None => false,
            })
        })
    }

    /// Takes a text in.
    pub fn text(&mut self, text: impl Into<String>) {
        self.texts.push(text.into());
    }

    /// Asserts that all cases were as they should be.
    pub fn assert_right(&self) {
        assert!(self.faults.is_empty(), "{} faults:\n{}", self.faults.len(), self.faults.join("\n"));
    }

    /// Remembers a fault; all are told at once.
    pub fn fault(&mut self, what: impl Into<String>) {
        self.faults.push(what.into());
    }

    /// Takes a text in that stands in both languages.
    pub fn said(&mut self, zh: &str, en: &str) {
        self.faults.extend(fault(zh, en));
        self.text(zh);
        self.text(en);
    }

    /// Takes a finding in.
    pub fn finding(&mut self, one: &Diagnostic) {
        let labels = std::iter::once(&one.primary).chain(&one.related).map(|label| &label.text);
        for text in [&one.message, &one.help].into_iter().chain(labels) {
            self.said(&text.zh, &text.en);
        }
    }

    /// Checks a site and renders it, and takes in whatever is found.
    pub fn findings(&mut self, folder: &Folder) -> Vec<Diagnostic> {
        let found = findings(folder);
        found.iter().for_each(|one| self.finding(one));
        found
    }
}

/// A command, and what it must say.
pub struct Expected<'t> {
    /// What is typed.
    pub args: &'t [&'t str],
    /// The exit status.
    pub status: i32,
    /// Words of what is said in Chinese.
    pub zh: &'t str,
    /// The same in English.
    pub en: &'t str,
}

impl Transcript {
    /// Runs a command in each language, each time in a folder made for it, and takes in what it says.
    pub fn tells(&mut self, make: &dyn Fn() -> Folder, told: Expected) {
        let Expected { args, status, zh, en } = told;
        for (locale, words) in [("zh_CN.UTF-8", zh), ("en_US.UTF-8", en)] {
            let folder = make();
            let run: Ran = folder.command(args).env("LC_ALL", locale).output().unwrap().into();
            self.ran(args, &run, status, words);
        }
    }

    /// Takes in what a run said, and looks for words of it.
    pub fn ran(&mut self, args: &[&str], run: &Ran, status: i32, words: &str) {
        let said = format!("{}{}", run.text(), run.stderr);
        if run.status.code() != Some(status) || !said.contains(words) {
            self.fault(format!("{args:?}: wanted “{words}”, got {:?}: {said}", run.status.code()));
        }
        self.text(said);
    }
}

/// What is wrong with a site, faults of its templates included.
pub fn findings(folder: &Folder) -> Vec<Diagnostic> {
    let known = cli::know(folder.path(), &Options::default()).unwrap();
    let mut found = known.checked.findings.clone();
    let made = RenderContext::new(&known.site, &known.proof, &known.checked, &known.folder.templates)
        .and_then(|stage| render::render(&stage, |_| {}));
    found.extend(made.err().unwrap_or_default());
    found
}

/// The line of a finding's place, from 1.
fn line(folder: &Folder, one: &Diagnostic) -> usize {
    let bytes = std::fs::read(folder.path().join(&*one.primary.place.path)).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes).replace("\r\n", "\n");
    let text = text.trim_start_matches('\u{feff}');
    let at = text.floor_char_boundary(one.primary.place.span.start.min(text.len()));
    text[..at].matches('\n').count() + 1
}

/// A slip: a file of a good site written anew, and what must be said of it, where.
pub struct Slip<'c> {
    /// The file.
    pub path: &'c str,
    /// Its text.
    pub text: String,
    /// The rule.
    pub rule: &'c str,
    /// The line, from 1.
    pub line: usize,
    /// Words of the message, a label or the help.
    pub zh: &'c str,
    /// The same in English.
    pub en: &'c str,
}

impl Transcript {
    /// Makes a slip in a good site, and asserts that it is found where it is, in these words.
    pub fn slip(&mut self, slip: Slip) {
        let folder = Folder::with_site();
        folder.write(slip.path, &slip.text);
        self.expect(&folder, slip.path, slip.rule, slip.line, (slip.zh, slip.en));
    }

    /// Asserts that a site has a finding at a line of a file, in these words.
    pub fn expect(&mut self, folder: &Folder, path: &str, rule: &str, at: usize, words: (&str, &str)) {
        self.look(folder, path, rule, Some(at), words);
    }

    /// The same, wherever in the file; in any file where none is named.
    pub fn expect_somewhere(&mut self, folder: &Folder, path: &str, rule: &str, words: (&str, &str)) {
        self.look(folder, path, rule, None, words);
    }

    fn look(&mut self, folder: &Folder, path: &str, rule: &str, at: Option<usize>, words: (&str, &str)) {
        let found = self.findings(folder);
        let says = |one: &Diagnostic| {
            let labels = std::iter::once(&one.primary).chain(&one.related).map(|label| &label.text);
            let texts: Vec<_> = [&one.message, &one.help].into_iter().chain(labels).collect();
            texts.iter().any(|text| text.zh.contains(words.0))
                && texts.iter().any(|text| text.en.contains(words.1))
        };
        let here = |one: &Diagnostic| {
            (path.is_empty() || &*one.primary.place.path == path)
                && at.is_none_or(|at| line(folder, one) == at)
        };
        let hit = found.iter().any(|one| one.rule == rule && here(one) && says(one));
        if !hit {
            let got: Vec<String> =
                found.iter().filter(|one| one.rule != "original-uncovered").map(short).collect();
            let (zh, en) = words;
            self.fault(format!(
                "wanted {rule} at {path}:{at:?} with “{zh}” and “{en}”, got\n  {}",
                got.join("\n  ")
            ));
        }
    }
}

/// A finding in two lines.
fn short(one: &Diagnostic) -> String {
    let Diagnostic { rule, message, help, primary, .. } = one;
    let (path, start) = (&primary.place.path, primary.place.span.start);
    format!(
        "{rule} at {path}, byte {start}\n    {} — {}\n    {} — {}",
        message.zh, help.zh, message.en, help.en
    )
}
