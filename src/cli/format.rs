//! In which form and which language findings are printed.

use std::io::{self, IsTerminal};

use clap::ValueEnum;

use crate::analysis::Analysis;
use crate::base::diagnostic::Diagnostic;
use crate::base::lang::{Both, Lang};
use crate::base::visible;
use crate::cli::{self, colored, say_as_is};
use crate::report::terminal::Screen;
use crate::report::{self, Counts, Sources, counted};
use crate::rules::Waived;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with source lines · 给人看，附原文行
    Human,
    /// One JSON object · 一个 JSON 对象
    Json,
    /// SARIF 2.1.0, for code hosts and editors · SARIF 2.1.0，供代码网站和编辑器
    Sarif,
    /// Workflow commands of GitHub Actions · GitHub 上的批注
    Github,
}

/// A language on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Lang {
        match lang {
            LangArg::Zh => Lang::Zh,
            LangArg::En => Lang::En,
        }
    }
}

/// What messages are shown on: a terminal has a width, a pipe or a file has none.
pub fn screen() -> Screen {
    let stderr = io::stderr();
    let size = stderr.is_terminal().then(|| terminal_size::terminal_size_of(&stderr)).flatten();
    Screen { color: colored(&stderr), width: size.map(|(width, _)| width.0.into()) }
}

/// What is printed: findings, those that are excused, and the texts that they point into.
#[derive(Clone, Copy)]
pub(crate) struct Findings<'t> {
    pub findings: &'t [Diagnostic],
    pub waived: &'t [Waived],
    pub sources: &'t Sources,
}

impl<'t> Findings<'t> {
    /// Findings on a site.
    pub fn of(findings: &'t [Diagnostic], known: &'t Analysis) -> Findings<'t> {
        Findings { findings, waived: &known.checked.waived, sources: &known.site.sources }
    }

    /// How many there are.
    pub fn counts(&self) -> Counts {
        Counts::of(self.findings, self.waived.len())
    }
}

/// Tells findings in the form that was asked for: for people on the standard error stream, for programs
/// on the standard output.
pub(crate) fn print(format: Format, all: Findings, lang: Lang) -> io::Result<()> {
    let Findings { findings, waived, sources } = all;
    match format {
        Format::Human => {
            say_as_is(&report::terminal::render(findings, sources, lang, screen()));
            Ok(())
        }
        Format::Json => {
            let counts = Counts::of(findings, waived.len());
            cli::print(&visible::json(format!("{}\n", report::json::render(findings, counts, sources))))
        }
        Format::Sarif => cli::print(&visible::json(format!(
            "{}\n",
            report::sarif::render(findings, waived, sources, lang)
        ))),
        Format::Github => cli::print(&visible::shown(&report::github::render(findings, sources, lang))),
    }
}

/// What was found, in a line.
pub fn summary(counts: Counts) -> Both<String> {
    let Counts { errors, warnings, notes, waived } = counts;
    Both::new(
        format!("发现：错误 {errors}，警告 {warnings}，提示 {notes}，豁免 {waived}"),
        format!(
            "found: {}, {}, {}, {waived} waived",
            counted(errors, "error"),
            counted(warnings, "warning"),
            counted(notes, "note")
        ),
    )
}
