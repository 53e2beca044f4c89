//! Findings as workflow commands of GitHub Actions, which shows them beside the lines they are about.
//!
//! The form and its escapes: GitHub Docs, “Workflow commands for GitHub Actions”, *Setting an error
//! message*. The runner drops a command whose columns lie on different lines, or whose end lies before its
//! beginning (`actions/runner`, `ValidateLinesAndColumns`), so columns are given only within one line.
//! Lines and columns begin at 1, columns count characters, the end column is exclusive.

use std::fmt::Write;

use crate::base::diagnostic::{Diagnostic, Label, Level};
use crate::base::lang::Lang;
use crate::report::{LineIndex, Sources};

/// One command a line, in one language.
pub fn render(findings: &[Diagnostic], sources: &Sources, lang: Lang) -> String {
    let index = LineIndex::new(findings, sources);
    let mut out = String::new();
    for finding in findings {
        let (start, end) = index.place(&finding.primary.place);
        let _ = write!(
            out,
            "::{} file={},line={},endLine={}",
            command(finding.level),
            property(&finding.primary.place.path),
            start.line,
            end.line
        );
        if start.line == end.line {
            let _ = write!(out, ",col={},endColumn={}", start.column, end.column);
        }
        let title = format!("{}: {}", finding.rule, finding.message.get(lang));
        let _ = writeln!(out, ",title={}::{}", property(&title), data(&text(finding, &index, lang)));
    }
    out
}

fn command(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note | Level::Off => "notice",
    }
}

/// What is seen, where else to look, and what to do: a line each.
fn text(finding: &Diagnostic, index: &LineIndex, lang: Lang) -> String {
    let mut lines = vec![finding.primary.text.get(lang).clone()];
    lines.extend(finding.related.iter().map(|label| elsewhere(label, index, lang)));
    lines.extend(finding.rewording.iter().map(|one| one.in_words().get(lang).clone()));
    lines.push(finding.help.get(lang).clone());
    lines.retain(|line| !line.is_empty());
    lines.join("\n")
}

fn elsewhere(label: &Label, index: &LineIndex, lang: Lang) -> String {
    let place = index.place(&label.place).0;
    format!("{}:{}:{}: {}", label.place.path, place.line, place.column, label.text.get(lang))
}

/// The message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
