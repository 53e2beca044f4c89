//! The commands: one file each, its arguments and its run.

pub mod accept;
pub mod build;
pub mod check;
pub mod completions;
pub mod explain;
pub mod figures;
pub mod init;
mod input;
pub mod line;
pub mod man;
pub mod markdown;
pub mod new;
pub mod progress;
pub mod serve;
pub mod schema;
mod usage;

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;

use crate::both::Lang;
use crate::known::Known;
use crate::load::Options;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is wrong.
    Clean,
    /// Findings of level error, or a difference under `--check`.
    Found,
}

/// Reads, loads, proves and checks the site in a folder.
pub fn know(root: &Path, options: &Options) -> Result<Known> {
    Known::read(root, options)
}

/// The language for people: as asked for, else that of the locale, else English.
pub fn language(asked: Option<Lang>) -> Lang {
    asked.unwrap_or_else(|| {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
        match locale {
            Some(locale) if locale.starts_with("zh") => Lang::Zh,
            _ => Lang::En,
        }
    })
}

/// Whether messages on the standard error stream may be coloured.
pub fn coloured() -> bool {
    std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && std::io::stderr().is_terminal()
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
