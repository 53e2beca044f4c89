//! The commands: one file each, its arguments and its run.

pub(crate) mod accept;
pub mod align;
pub mod args;
pub mod build;
pub(crate) mod check;
pub mod compare;
pub(crate) mod completions;
pub mod dispatch;
pub(crate) mod errors;
pub(crate) mod explain;
pub mod figures;
pub(crate) mod format;
pub(crate) mod glossary;
pub(crate) mod help;
pub(crate) mod init;
pub(crate) mod input;
pub(crate) mod man;
pub mod markdown;
pub(crate) mod new;
pub(crate) mod pairs;
pub(crate) mod progress;
pub(crate) mod scaffold;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod kept_pages;
pub(crate) mod unchanged;

use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anyhow::Result;

use crate::analysis::Analysis;
use crate::assemble::load::Options;
use crate::base::error::Error;
use crate::base::lang::{Both, Lang};
use crate::base::visible::shown;
use crate::publish::replace::{self, SourceLock};

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

/// Says something to whoever reads the standard error stream; if nobody does, or its disk is full, that is
/// no reason to stop.
pub fn say(text: impl std::fmt::Display) {
    // In one piece, so that two programs' lines do not mix.
    say_as_is(&format!("{}\n", shown(&text.to_string())));
}

/// Says what has its line ends already.
pub(crate) fn say_as_is(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Files that changed while they were looked at, and were left alone.
pub(crate) fn changed_meanwhile(list: impl std::fmt::Display) -> Error {
    Error::at(
        list,
        "核对期间文件被别处改过，没有动它；再运行一次",
        "changed by something else during the check and left alone; run it again",
    )
}

/// Waits until no other run writes to the same sources, and says so.
pub(crate) fn wait_for_turn(root: &Path, lang: Lang) -> SourceLock {
    let message = Both::new(
        "另一个 duizhao 正在改这里的文件，等它结束……",
        "another duizhao is changing files here; waiting …",
    );
    replace::wait_for_turn(root, || say(message.get(lang)))
}

/// Writes what was asked for to the standard output stream.
pub fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}

/// Whether a command ended because nobody reads its output any more, as in `duizhao explain | head`.
pub(crate) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
