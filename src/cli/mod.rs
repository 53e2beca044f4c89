//! The commands: one file each, its arguments and its run.

pub mod accept;
pub mod args;
pub mod build;
pub mod check;
pub mod completions;
pub mod dispatch;
pub mod errors;
pub mod explain;
pub mod figures;
pub mod format;
pub mod help;
pub mod init;
pub mod input;
pub mod man;
pub mod markdown;
pub mod new;
pub mod progress;
pub mod scaffold;
pub mod schema;
pub mod serve;

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;

use crate::analysis::Analysis;
use crate::assemble::load::Options;
use crate::base::lang::Lang;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong.
    Clean,
    /// Findings of level error, or a difference under `--check`.
    Found,
}

/// Reads, loads, proves and checks the site in a folder.
pub fn know(root: &Path, options: &Options) -> Result<Analysis> {
    Analysis::read(root, options)
}

/// The language for people: as asked for, else that of the locale, else English. Where no variable of
/// POSIX says it, the system is asked (Windows, macOS).
pub fn language(asked: Option<Lang>) -> Lang {
    asked.unwrap_or_else(|| {
        let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match set.or_else(sys_locale::get_locale) {
            Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Lang::Zh,
            _ => Lang::En,
        }
    })
}

/// Whether what goes to a stream may be colored (<https://no-color.org>): not in a pipe or a file.
pub fn colored(stream: &impl IsTerminal) -> bool {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    set("NO_COLOR").is_none() && set("TERM").is_none_or(|term| term != "dumb") && stream.is_terminal()
}

/// Writes what was asked for to the standard output stream.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Whether a command ended because nobody reads its output any more, as in `duizhao explain | head`.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
